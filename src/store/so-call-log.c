/* SPDX-License-Identifier: MIT */
#include "so-call-log.h"

#include <string.h>

#include "so-call-rows.h"
#include "so-error.h"
#include "so-people.h"
#include "so-text.h"

#define TOLD "k.deleted_at IS NULL AND k.signs & 1"
#define NEWEST_FIRST " ORDER BY k.started_at DESC, k.n DESC"

static const char *const conditions[SO_N_CALLS_SHOWN] = {
  [SO_CALLS_ALL] = "",
  [SO_CALLS_MISSED] = " AND k.state = 'missed'",
  [SO_CALLS_VOICEMAIL] = " AND k.state = 'voicemail'",
  [SO_CALLS_AFTER_HOURS] = " AND k.after_hours",
  [SO_CALLS_ANSWERED] = " AND k.state IN ('person', 'assistant')",
};

/* "0151 234" finds +49151234…: a number is looked for by its digits, without the 0 that is only dialled within a country. */
static char *
dup_digits (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (const char *c = text; *c; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (digits, *c);
    else if (!strchr (" +-/().", *c))
      return g_string_free (digits, TRUE), NULL;
  while (digits->len && digits->str[0] == '0')
    g_string_erase (digits, 0, 1);
  return digits->len ? g_string_free_and_steal (digits) : (g_string_free (digits, TRUE), NULL);
}

static gboolean
has_words (char **words, SoStmt *row)
{
  /* What the network calls them counts as long as nobody knows them better. */
  g_autofree char *folded = so_text_fold (so_stmt_text (row, 2) ? so_stmt_text (row, 2) : "");
  const char *name = so_stmt_text (row, 3);

  for (char **word = words; *word; word++)
    if (**word && !strstr (folded, *word) && !(name && strstr (name, *word)))
      return FALSE;
  return TRUE;
}

static GArray *
look_for (SoStmt *row, const char *text, guint limit, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *digits = dup_digits (text), *folded = so_text_fold (text);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr (GError) failed = NULL;

  while (!(limit && numbers->len == limit) && so_stmt_next (row, &failed))
    {
      gint64 n = so_stmt_int (row, 0);

      if (digits ? strstr (so_stmt_text (row, 1), digits) != NULL : has_words (words, row))
        g_array_append_val (numbers, n);
    }
  if (!failed)
    return g_steal_pointer (&numbers);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

GArray *
so_call_log_numbers (SoDb *db, const SoCallLogFilter *filter, guint limit, GError **error)
{
  static const SoCallLogFilter everything = { 0 };
  const SoCallLogFilter *f = filter ? filter : &everything;
  gboolean searched = f->text && f->text[strspn (f->text, " \t\n")];
  g_autofree char *sql = searched
    ? g_strconcat ("SELECT k.n, k.number, k.name, c.sort FROM call k LEFT JOIN message m ON m.id = k.message_id LEFT JOIN thread t ON t.id = m.thread_id"
                   " LEFT JOIN contact c ON c.id = " SO_PERSON_ROOT ("t.contact_id") " WHERE " TOLD, conditions[f->shown], NEWEST_FIRST, NULL)
    : g_strconcat ("SELECT k.n FROM call k WHERE " TOLD, conditions[f->shown], NEWEST_FIRST " LIMIT ?1", NULL);
  g_autoptr (SoStmt) row = NULL;

  if (!searched)
    return so_db_numbers (db, error, sql, "i", limit ? (gint64) limit : (gint64) -1);
  row = so_db_query (db, error, sql, "");
  return row ? look_for (row, f->text, limit, error) : NULL;
}

/* Whose number it is: of a call that is not over no message says so. */
static void
recognise (SoDb *db, SoCall *call)
{
  g_autoptr (SoIdentity) identity = call->contact_id || so_call_is_anonymous (call->number) ? NULL : so_identity_new (SO_IDENTITY_PHONE, call->number, NULL);

  if (!identity || !(call->contact_id = so_people_of (db, identity, NULL)))
    return;
  call->contact = so_db_text (db, "SELECT name FROM contact WHERE id = ? AND deleted_at IS NULL", "t", call->contact_id);
}

/* Who read what was written down, or called back, has no need to hear it. */
#define UNHEARD \
  " FROM call k JOIN message m ON m.id = k.message_id JOIN thread t ON t.id = m.thread_id WHERE k.deleted_at IS NULL AND k.state = 'voicemail'" \
  " AND t.state NOT IN ('done', 'spam', 'bin') AND m.deleted_at IS NULL" \
  " AND NOT EXISTS (SELECT 1 FROM part p JOIN playback b ON b.sha256 = p.sha256 WHERE p.message_id = m.id)" \
  " AND NOT EXISTS (SELECT 1 FROM message o WHERE o.thread_id = m.thread_id AND o.sent_at > m.sent_at AND o.direction = 'outbound' AND o.deleted_at IS NULL)"

SoCallEntry *
so_call_log_load (SoDb *db, gint64 n, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SO_CALL_SELECT " WHERE k.n = ? AND k.deleted_at IS NULL", "i", n);
  SoCallEntry *entry;

  if (!so_stmt_one (row, "There is no such call in this studio.", error))
    return NULL;
  entry = g_new0 (SoCallEntry, 1);
  entry->n = n;
  entry->call = so_call_row_read (row);
  recognise (db, entry->call);
  entry->unheard = entry->call->state == SO_CALL_VOICEMAIL && so_db_int (db, 0, "SELECT 1" UNHEARD " AND k.n = ?", "i", n) == 1;
  return entry;
}

gint64
so_call_log_find (SoDb *db, const char *id)
{
  return so_db_int (db, -1, "SELECT n FROM call WHERE id = ? AND deleted_at IS NULL", "t", id);
}

char *
so_call_log_next_unheard (SoDb *db, const char *id)
{
  char *next = so_db_text (db, "SELECT k.id" UNHEARD " AND (k.started_at, k.n) < (SELECT started_at, n FROM call WHERE id = ?)" NEWEST_FIRST " LIMIT 1", "t", id);

  return next ? next : so_db_text (db, "SELECT k.id" UNHEARD " AND k.id IS NOT ?" NEWEST_FIRST " LIMIT 1", "t", id);
}

GPtrArray *
so_call_log_live (SoDb *db, gint64 ringing, gint64 live, gint64 latest, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (db, error, SO_CALL_SELECT " WHERE " TOLD " AND k.started_at BETWEEN min (?1, ?2) AND ?3"
                                         " AND ((k.state = 'ringing' AND k.started_at >= ?1) OR (k.state = 'live' AND k.started_at >= ?2))" NEWEST_FIRST, "iii", ringing, live, latest);
  g_autoptr (GPtrArray) calls = so_stmt_all (rows, so_call_row_read, (GDestroyNotify) so_call_free, error);

  for (guint i = 0; calls && i < calls->len; i++)
    recognise (db, calls->pdata[i]);
  return g_steal_pointer (&calls);
}

SoCallSoundState
so_call_log_sound (SoDb *db, const char *message_id, char **sha256)
{
  g_autoptr (SoStmt) row = so_db_query (db, NULL, "SELECT sha256 FROM part WHERE message_id = ? AND kind = 'audio' ORDER BY sha256 IS NULL, position LIMIT 1", "t", message_id);

  *sha256 = NULL;
  if (row && so_stmt_next (row, NULL))
    return (*sha256 = so_stmt_dup (row, 0)) ? SO_CALL_SOUND_HERE : SO_CALL_SOUND_COMES;
  return so_db_int (db, 0, "SELECT 1 FROM recording WHERE message_id = ? AND deleted_at IS NULL LIMIT 1", "t", message_id) ? SO_CALL_SOUND_UNKEPT : SO_CALL_SOUND_NONE;
}
