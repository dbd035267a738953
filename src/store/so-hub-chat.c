/* SPDX-License-Identifier: MIT */
#include "so-hub-chat.h"

#include "so-hub-sql.h"

#include <string.h>
#include <sys/random.h>

#include "so-base64url.h"
#include "so-clock.h"
#include "so-error.h"
#include "so-hash.h"
#include "so-id.h"

#define TOKEN_BYTES 32
#define ROWS_AT_ONCE 200
#define MOST_UNSEEN 50

/* Words that SQLite and PostgreSQL have in common. */
static const char *const schema[] = {
  "CREATE TABLE IF NOT EXISTS visit (id TEXT PRIMARY KEY, studio TEXT NOT NULL, chat TEXT NOT NULL, token_hash TEXT NOT NULL UNIQUE,"
  " began_at BIGINT NOT NULL, seen_at BIGINT NOT NULL)",
  "CREATE INDEX IF NOT EXISTS visit_seen ON visit (studio, seen_at)",
  "CREATE TABLE IF NOT EXISTS visit_line (visit TEXT NOT NULL, n BIGINT NOT NULL, key TEXT NOT NULL, answer BIGINT NOT NULL, text TEXT NOT NULL,"
  " at BIGINT NOT NULL, seen_at BIGINT NOT NULL DEFAULT 0, PRIMARY KEY (visit, n))",
  "CREATE UNIQUE INDEX IF NOT EXISTS visit_line_key ON visit_line (key, visit)",
  /* Answers that are not taken any more. */
  "CREATE TABLE IF NOT EXISTS visit_void (key TEXT PRIMARY KEY, at BIGINT NOT NULL)",
  "CREATE TABLE IF NOT EXISTS visit_away (studio TEXT PRIMARY KEY)",
};

void
so_hub_visit_free (SoHubVisit *visit)
{
  if (!visit)
    return;
  g_free (visit->id);
  g_free (visit->studio);
  g_free (visit->chat);
  g_free (visit);
}

void
so_hub_line_free (SoHubLine *line)
{
  if (!line)
    return;
  g_free (line->key);
  g_free (line->text);
  g_free (line);
}

gboolean
so_hub_chat_prepare (SoHubStore *store, GError **error)
{
  return so_hub_sql_tables (store, schema, G_N_ELEMENTS (schema), error);
}

/* Visits ----------------------------------------------------------------------------------------- */

static char *
hash_token (const char *token)
{
  return so_hash_strings ("visit", token, SO_HASH_END);
}

SoHubVisit *
so_hub_visit_begin (SoHubStore *store, const char *studio, const char *chat, guint most, gint64 since, char **token, GError **error)
{
  guint8 bytes[TOKEN_BYTES];
  g_autofree char *fresh = NULL, *hash = NULL;
  g_autoptr (SoHubVisit) visit = NULL;
  gint64 open = 0;

  if (!so_hub_sql_int (store, &open, error, "SELECT count(*) FROM visit WHERE studio = ? AND seen_at >= ?", "ti", studio, since))
    return NULL;
  if (open >= most)
    return so_fail (error, SO_ERROR_WAIT, "Too many people are writing just now: try again later."), NULL;
  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    return so_fail (error, SO_ERROR_WAIT, "This computer has no randomness yet: try again in a moment."), NULL;
  fresh = so_base64url_encode (bytes, sizeof bytes);
  explicit_bzero (bytes, sizeof bytes);
  hash = hash_token (fresh);
  visit = g_new0 (SoHubVisit, 1);
  visit->id = so_id_new ();
  visit->studio = g_strdup (studio);
  visit->chat = g_strdup (chat);
  visit->seen_at = so_now ();
  if (!so_hub_sql_run (store, error, "INSERT INTO visit (id, studio, chat, token_hash, began_at, seen_at) VALUES (?, ?, ?, ?, ?, ?)", "ttttii", visit->id,
                       studio, chat, hash, visit->seen_at, visit->seen_at))
    return NULL;
  *token = g_steal_pointer (&fresh);
  return g_steal_pointer (&visit);
}

SoHubVisit *
so_hub_visit_find (SoHubStore *store, const char *chat, const char *token, GError **error)
{
  g_autofree char *hash = hash_token (token);
  g_autoptr (SoHubRows) row = so_hub_sql_query (store, error, "SELECT id, studio, chat, (SELECT max (n) FROM visit_line WHERE visit = id), seen_at"
                                                " FROM visit WHERE token_hash = ? AND chat = ?", "tt", hash, chat);
  g_autoptr (GError) inner = NULL;
  SoHubVisit *visit;

  if (!row)
    return NULL;
  if (!so_hub_rows_next (row, &inner))
    {
      if (inner)
        g_propagate_error (error, g_steal_pointer (&inner));
      else
        so_fail (error, SO_ERROR_SIGN_IN, "This chat is over: begin a new one.");
      return NULL;
    }
  visit = g_new0 (SoHubVisit, 1);
  visit->id = so_hub_rows_dup (row, 0);
  visit->studio = so_hub_rows_dup (row, 1);
  visit->chat = so_hub_rows_dup (row, 2);
  visit->lines = so_hub_rows_int (row, 3);
  visit->seen_at = so_hub_rows_int (row, 4);
  return visit;
}

gboolean
so_hub_visit_touch (SoHubStore *store, const char *visit, GError **error)
{
  return so_hub_sql_run (store, error, "UPDATE visit SET seen_at = ? WHERE id = ?", "it", so_now (), visit);
}

/* Lines ------------------------------------------------------------------------------------------ */

static gpointer
read_line (SoHubRows *row)
{
  SoHubLine *line = g_new0 (SoHubLine, 1);

  line->n = so_hub_rows_int (row, 0);
  line->key = so_hub_rows_dup (row, 1);
  line->answer = so_hub_rows_int (row, 2) != 0;
  line->text = so_hub_rows_dup (row, 3);
  line->at = so_hub_rows_int (row, 4);
  line->seen_at = so_hub_rows_int (row, 5);
  return line;
}

/* Takes @rows, which may be NULL. */
static GPtrArray *
read_lines (SoHubRows *rows, GError **error)
{
  return so_hub_rows_collect (rows, read_line, (GDestroyNotify) so_hub_line_free, error);
}

/* One statement, so that it is there whole or not at all. The keys of both sides never meet: hers begin with "v:", the studio's with "a:". */
static gboolean
add_line (SoHubStore *store, const char *visit, const char *key, gboolean answer, const char *text, gint64 at, GError **error)
{
  return so_hub_sql_run (store, error, "INSERT INTO visit_line (visit, n, key, answer, text, at) SELECT id,"
                         " (SELECT coalesce (max (n), 0) + 1 FROM visit_line WHERE visit = id), CAST (? AS TEXT), CAST (? AS BIGINT), CAST (? AS TEXT),"
                         " CAST (? AS BIGINT) FROM visit WHERE id = ? ON CONFLICT (key, visit) DO NOTHING", "titit", key, (gint64) answer, text, at, visit);
}

gboolean
so_hub_chat_say (SoHubStore *store, const char *visit, const char *key, const char *text, gint64 at, gint64 *n, GError **error)
{
  g_autofree char *own = g_strconcat ("v:", key, NULL);

  *n = 0;
  if (!add_line (store, visit, own, FALSE, text, at, error) ||
      !so_hub_sql_int (store, n, error, "SELECT n FROM visit_line WHERE key = ? AND visit = ?", "tt", own, visit))
    return FALSE;
  return *n > 0 || so_fail (error, SO_ERROR_SIGN_IN, "This chat is over: begin a new one.");
}

GPtrArray *
so_hub_chat_lines (SoHubStore *store, const char *visit, gint64 after, guint most, GError **error)
{
  return read_lines (so_hub_sql_query (store, error, "SELECT n, substr (key, 3), answer, text, at, seen_at FROM visit_line WHERE visit = ? AND n > ?"
                                       " ORDER BY n LIMIT ?", "tii", visit, after, (gint64) most), error);
}

GPtrArray *
so_hub_chat_unseen (SoHubStore *store, const char *visit, gint64 n, GError **error)
{
  return read_lines (so_hub_sql_query (store, error, "SELECT n, substr (key, 3), answer, '', at, seen_at FROM visit_line WHERE visit = ? AND n <= ?"
                                       " AND answer = 1 AND seen_at = 0 ORDER BY n LIMIT ?", "tii", visit, n, (gint64) MOST_UNSEEN), error);
}

gboolean
so_hub_chat_mark_seen (SoHubStore *store, const char *visit, gint64 n, gint64 at, GError **error)
{
  return so_hub_sql_run (store, error, "UPDATE visit_line SET seen_at = ? WHERE visit = ? AND n = ? AND answer = 1 AND seen_at = 0", "iti", at, visit, n);
}

/* Answers ---------------------------------------------------------------------------------------- */

/* FALSE with @error; else *@line, NULL where there is none. */
static gboolean
find_answer (SoHubStore *store, const char *studio, const char *key, SoHubLine **line, GError **error)
{
  g_autoptr (SoHubRows) row = so_hub_sql_query (store, error, "SELECT n, substr (key, 3), answer, text, at, l.seen_at FROM visit_line l"
                                                " JOIN visit v ON v.id = l.visit WHERE key = ? AND v.studio = ?", "tt", key, studio);
  g_autoptr (GError) inner = NULL;

  *line = row && so_hub_rows_next (row, &inner) ? read_line (row) : NULL;
  if (inner)
    g_propagate_error (error, g_steal_pointer (&inner));
  return *line || (row && !inner);
}

/* Of one studio alone: another's answer may be called the same. */
static char *
answer_key (const char *studio, const char *key)
{
  g_autofree char *hash = so_hash_strings (studio, key, SO_HASH_END);

  return g_strconcat ("a:", hash, NULL);
}

/* Whether it may still be taken, for @visit. */
static gboolean
is_welcome (SoHubStore *store, const char *studio, const char *visit, const char *key, GError **error)
{
  gint64 voided = 0, known = 0;

  if (!so_hub_sql_int (store, &voided, error, "SELECT count(*) FROM visit_void WHERE key = ?", "t", key) ||
      !so_hub_sql_int (store, &known, error, "SELECT count(*) FROM visit WHERE id = ? AND studio = ?", "tt", visit, studio))
    return FALSE;
  if (voided)
    return so_fail (error, SO_ERROR_GIVE_UP, "This answer was withdrawn before it came.");
  return known == 1 || so_fail (error, SO_ERROR_GIVE_UP, "There is no such chat (any more).");
}

static SoHubLine *
take_answer (SoHubStore *store, const char *studio, const char *visit, const char *key, const char *text, GError **error)
{
  SoHubLine *line;

  if (!find_answer (store, studio, key, &line, error) || line)
    return line;
  if (!is_welcome (store, studio, visit, key, error) || !add_line (store, visit, key, TRUE, text, so_now (), error) ||
      !find_answer (store, studio, key, &line, error))
    return NULL;
  if (!line)
    so_fail (error, SO_ERROR_GIVE_UP, "There is no such chat (any more).");
  return line;
}

/* Alone, so that it is never both taken and withdrawn, nor twice by two hubs. */
SoHubLine *
so_hub_chat_answer (SoHubStore *store, const char *studio, const char *visit, const char *key, const char *text, GError **error)
{
  g_autofree char *own = answer_key (studio, key);
  SoHubLine *line;

  if (!so_hub_sql_begin_alone (store, error))
    return NULL;
  line = take_answer (store, studio, visit, own, text, error);
  if (!so_hub_sql_end (store, line && so_hub_sql_tell (store, error), error))
    g_clear_pointer (&line, so_hub_line_free);
  return line;
}

gboolean
so_hub_chat_settle (SoHubStore *store, const char *studio, const char *key, SoHubLine **line, GError **error)
{
  g_autofree char *own = answer_key (studio, key);
  gboolean good;

  *line = NULL;
  if (!so_hub_sql_begin_alone (store, error))
    return FALSE;
  good = find_answer (store, studio, own, line, error) &&
         (*line || so_hub_sql_run (store, error, "INSERT INTO visit_void (key, at) VALUES (?, ?) ON CONFLICT (key) DO NOTHING", "ti", own, so_now ()));
  good = so_hub_sql_end (store, good, error);
  if (!good)
    g_clear_pointer (line, so_hub_line_free);
  return good;
}

/* The rest --------------------------------------------------------------------------------------- */

gboolean
so_hub_chat_set_away (SoHubStore *store, const char *studio, gboolean away, GError **error)
{
  return so_hub_sql_run (store, error, away ? "INSERT INTO visit_away (studio) VALUES (?) ON CONFLICT (studio) DO NOTHING"
                                            : "DELETE FROM visit_away WHERE studio = ?", "t", studio);
}

gboolean
so_hub_chat_is_away (SoHubStore *store, const char *studio, gboolean *away, GError **error)
{
  gint64 n = 0;

  if (!so_hub_sql_int (store, &n, error, "SELECT count(*) FROM visit_away WHERE studio = ?", "t", studio))
    return FALSE;
  *away = n > 0;
  return TRUE;
}

gboolean
so_hub_chat_sweep (SoHubStore *store, gint64 before, GError **error)
{
  static const char old[] = "SELECT id FROM visit WHERE seen_at < ? ORDER BY seen_at, id LIMIT ?";
  g_autofree char *lines = g_strconcat ("DELETE FROM visit_line WHERE visit IN (", old, ")", NULL), *visits = g_strconcat ("DELETE FROM visit WHERE id IN (", old, ")", NULL);

  return so_hub_sql_begin (store, error) &&
         so_hub_sql_end (store, so_hub_sql_run (store, error, lines, "ii", before, (gint64) ROWS_AT_ONCE) &&
                                so_hub_sql_run (store, error, visits, "ii", before, (gint64) ROWS_AT_ONCE) &&
                                so_hub_sql_run (store, error, "DELETE FROM visit_void WHERE at < ?", "i", before), error);
}

/* --- copies --- */

static gboolean
copy_visits (SoHubStore *from, SoHubStore *to, GError **error)
{
  g_autoptr (SoHubRows) row = so_hub_sql_query (from, error, "SELECT id, studio, chat, token_hash, began_at, seen_at FROM visit", "");
  g_autoptr (GError) inner = NULL;

  while (row && so_hub_rows_next (row, &inner))
    {
      g_autofree char *id = so_hub_rows_dup (row, 0), *studio = so_hub_rows_dup (row, 1), *chat = so_hub_rows_dup (row, 2), *hash = so_hub_rows_dup (row, 3);
      g_autoptr (GPtrArray) lines = so_hub_sql_run (to, error, "INSERT INTO visit (id, studio, chat, token_hash, began_at, seen_at) VALUES (?, ?, ?, ?, ?, ?)",
                                                    "ttttii", id, studio, chat, hash, so_hub_rows_int (row, 4), so_hub_rows_int (row, 5))
        ? read_lines (so_hub_sql_query (from, error, "SELECT n, key, answer, text, at, seen_at FROM visit_line WHERE visit = ? ORDER BY n", "t", id), error) : NULL;

      for (guint i = 0; lines && i < lines->len; i++)
        {
          const SoHubLine *line = lines->pdata[i];

          if (!so_hub_sql_run (to, error, "INSERT INTO visit_line (visit, n, key, answer, text, at, seen_at) VALUES (?, ?, ?, ?, ?, ?, ?)", "titi" "tii", id,
                               line->n, line->key, (gint64) line->answer, line->text, line->at, line->seen_at))
            return FALSE;
        }
      if (!lines)
        return FALSE;
    }
  if (!inner)
    return row != NULL;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

/* Answers that were withdrawn, and studios where nobody is: a text, and with @at a time. */
static gboolean
copy_words (SoHubStore *from, SoHubStore *to, gboolean at, GError **error)
{
  g_autoptr (SoHubRows) row = so_hub_sql_query (from, error, at ? "SELECT key, at FROM visit_void" : "SELECT studio FROM visit_away", "");
  g_autoptr (GError) inner = NULL;

  while (row && so_hub_rows_next (row, &inner))
    {
      g_autofree char *word = so_hub_rows_dup (row, 0);

      if (!(at ? so_hub_sql_run (to, error, "INSERT INTO visit_void (key, at) VALUES (?, ?)", "ti", word, so_hub_rows_int (row, 1))
               : so_hub_sql_run (to, error, "INSERT INTO visit_away (studio) VALUES (?) ON CONFLICT (studio) DO NOTHING", "t", word)))
        return FALSE;
    }
  if (!inner)
    return row != NULL;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

gboolean
so_hub_chat_copy (SoHubStore *from, SoHubStore *to, GError **error)
{
  gboolean has;

  if (!so_hub_sql_has_table (from, "visit", &has, error))
    return FALSE;
  if (!has)
    return TRUE;
  return so_hub_sql_run_all (to, schema, G_N_ELEMENTS (schema), error) && copy_visits (from, to, error) && copy_words (from, to, TRUE, error) && copy_words (from, to, FALSE, error);
}
