/* SPDX-License-Identifier: MIT */
#include "so-standings.h"

#include "so-consents.h"
#include "so-db.h"
#include "so-error.h"
#include "so-people.h"

#define MOST_TEXTS 20
#define MOST_SAID 50
#define SAID_DAYS 90
#define DAY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))

/* What is around a message: the part of so-standings.h that dry runs ask once per message. */

void
so_standing_situation_free (SoStandingSituation *s)
{
  if (!s)
    return;
  g_free (s->thread_id);
  g_free (s->contact_id);
  g_free (s->contact_name);
  g_free (s->channel);
  g_free (s->account_id);
  g_free (s->address);
  g_strfreev (s->texts);
  g_strfreev (s->said);
  g_free (s->intent);
  g_free (s->sub_category);
  g_free (s->sentiment);
  g_free (s->priority);
  g_free (s);
}

/* Identities of a channel: WhatsApp and SMS are numbers. */
#define KIND_OF_CHANNEL "CASE t.channel WHEN 'whatsapp' THEN 'phone' WHEN 'sms' THEN 'phone' WHEN 'call' THEN 'phone' WHEN 'mail' THEN 'email' ELSE t.channel END"

static gboolean
read_message (SoDb *db, const char *id, SoStandingSituation *s, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error,
    "SELECT m.thread_id, coalesce (c.id, t.contact_id), c.name, t.channel, t.account_id, m.sent_at, m.intent, m.sub_category, m.sentiment, m.priority, m.confidence,"
    " m.import_id IS NOT NULL, t.is_group, coalesce ((SELECT max (only_me) FROM contact WHERE id IN " SO_PERSON_ALL ("t.contact_id") "), 0),"
    " coalesce ((SELECT max (sensitive) FROM contact WHERE id IN " SO_PERSON_ALL ("t.contact_id") "), 0), t.state IN ('spam', 'bin'), coalesce (c.score, -1),"
    " EXISTS (SELECT 1 FROM identity i WHERE i.contact_id = t.contact_id AND i.kind = " KIND_OF_CHANNEL " AND i.deleted_at IS NULL AND " SO_CONSENT_BLOCKED ("i.id", "t.channel") "),"
    " (SELECT i.value FROM identity i WHERE i.contact_id = t.contact_id AND i.kind = " KIND_OF_CHANNEL " AND i.deleted_at IS NULL ORDER BY i.n LIMIT 1),"
    " EXISTS (SELECT 1 FROM call k WHERE k.message_id = m.id AND k.outbound = 0 AND k.state = 'missed' AND k.number <> '' AND k.deleted_at IS NULL)"
    " FROM message m JOIN thread t ON t.id = m.thread_id LEFT JOIN contact c ON c.id = " SO_PERSON_ROOT ("t.contact_id") " WHERE m.id = ? AND m.deleted_at IS NULL", "t", id);

  if (!row)
    return FALSE;
  if (!so_stmt_next (row, NULL))
    return so_fail (error, SO_ERROR_CHANGE, "There is no such message in this studio.");
  s->thread_id = so_stmt_dup (row, 0);
  s->contact_id = so_stmt_dup (row, 1);
  s->contact_name = so_stmt_dup (row, 2);
  s->channel = so_stmt_dup (row, 3);
  s->account_id = so_stmt_dup (row, 4);
  s->at = so_stmt_int (row, 5);
  s->intent = so_stmt_dup (row, 6);
  s->sub_category = so_stmt_dup (row, 7);
  s->sentiment = so_stmt_dup (row, 8);
  s->priority = so_stmt_dup (row, 9);
  s->confidence = so_stmt_is_null (row, 10) ? -1 : so_stmt_double (row, 10);
  s->imported = so_stmt_int (row, 11) != 0;
  s->group = so_stmt_int (row, 12) != 0;
  s->only_me = so_stmt_int (row, 13) != 0;
  s->sensitive = so_stmt_int (row, 14) != 0;
  s->blocked = so_stmt_int (row, 15) != 0;
  s->score = (int) so_stmt_int (row, 16);
  s->opted_out = so_stmt_int (row, 17) != 0;
  s->address = so_stmt_dup (row, 18);
  s->missed_call = so_stmt_int (row, 19) != 0;
  return TRUE;
}

/* A draft went, or goes, by itself: the owner may have called it back and approved it herself since. */
#define AUTOMATIC(draft) "coalesce ((SELECT method FROM approval WHERE draft_id = " draft " ORDER BY n DESC LIMIT 1), '') = 'rule'"
#define BY_PERSON "direction = 'outbound' AND is_system = 0 AND deleted_at IS NULL AND NOT " AUTOMATIC ("message.draft_id")
#define IN_OUTBOX "state IN ('queued', 'held', 'scheduled', 'sending', 'unknown')"

static gboolean
read_texts (SoDb *db, SoStandingSituation *s, GError **error)
{
  GStrvBuilder *texts = g_strv_builder_new ();
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoStmt) rows = so_db_query (db, error,
    "SELECT text, EXISTS (SELECT 1 FROM part WHERE message_id = message.id AND kind <> 'text' AND NOT (kind = 'call' AND message.id IN (SELECT message_id FROM call))) FROM message WHERE thread_id = ? AND direction = 'inbound' AND is_system = 0"
    " AND import_id IS NULL AND deleted_at IS NULL AND sent_at > ? AND sent_at <= ? ORDER BY sent_at DESC, n DESC LIMIT ?", "tiii",
    s->thread_id, s->person_wrote_at, s->at, (gint64) MOST_TEXTS);

  while (rows && so_stmt_next (rows, &failed))
    {
      const char *text = so_stmt_text (rows, 0);

      g_strv_builder_add (texts, text ? text : "");
      s->not_understood |= so_stmt_int (rows, 1) || !text || !*text;
    }
  s->texts = g_strv_builder_unref_to_strv (texts);
  if (!failed)
    return rows != NULL;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

static gboolean
read_said (SoDb *db, SoStandingSituation *s, GError **error)
{
  s->said = so_db_texts (db, error,
    "SELECT m.text FROM message m JOIN thread t ON t.id = m.thread_id WHERE t.contact_id IN " SO_PERSON_ALL ("?1") " AND m.direction = 'inbound' AND m.is_system = 0"
    " AND m.import_id IS NULL AND m.deleted_at IS NULL AND m.sent_at > ? AND m.sent_at <= ? ORDER BY m.sent_at DESC, m.n DESC LIMIT ?", "tiii",
    s->contact_id, s->at - SAID_DAYS * DAY_MS, s->at, (gint64) MOST_SAID);

  return s->said != NULL;
}

SoStandingSituation *
so_standing_situation_of_message (SoDb *db, const char *message_id, GError **error)
{
  g_autoptr (SoStandingSituation) s = g_new0 (SoStandingSituation, 1);
  g_autofree char *text = NULL;

  if (!read_message (db, message_id, s, error))
    return NULL;
  text = so_db_text (db, "SELECT text FROM message WHERE id = ?", "t", message_id);
  s->texts = g_strdupv ((char *[]) { text ? text : (char *) "", NULL });
  s->said = g_new0 (char *, 1);
  return g_steal_pointer (&s);
}

SoStandingSituation *
so_standing_situation (SoDb *db, const char *message_id, gboolean now, GError **error)
{
  g_autoptr (SoStandingSituation) s = g_new0 (SoStandingSituation, 1);

  if (!read_message (db, message_id, s, error))
    return NULL;
  s->person_wrote_at = so_db_int (db, 0, "SELECT coalesce (max (sent_at), 0) FROM message WHERE thread_id = ? AND sent_at <= ? AND " BY_PERSON, "ti", s->thread_id, s->at);
  if (!read_texts (db, s, error) || !read_said (db, s, error))
    return NULL;
  if (!now)
    return g_steal_pointer (&s);
  /* The clocks of providers differ: what the owner wrote a moment after it counts too. */
  s->person_wrote_at = so_db_int (db, 0, "SELECT coalesce (max (sent_at), 0) FROM message WHERE thread_id = ? AND " BY_PERSON, "t", s->thread_id);
  s->automatic_at = so_db_int (db, 0, "SELECT coalesce (max (sent_at), 0) FROM message WHERE thread_id = ? AND direction = 'outbound' AND deleted_at IS NULL AND "
                               AUTOMATIC ("message.draft_id"), "t", s->thread_id);
  s->automatic_today = (guint) so_db_int (db, 0, "SELECT count (*) FROM standing_use WHERE contact_id IN " SO_PERSON_ALL ("?1") " AND at > ?", "ti", s->contact_id, s->at - DAY_MS);
  s->texted_back = so_db_int (db, 0, "SELECT count (*) FROM standing_use u JOIN standing k ON k.id = u.standing_id AND k.kind = 'missed_call' WHERE u.contact_id IN " SO_PERSON_ALL ("?1")
                              " AND u.at > ?2 AND coalesce ((SELECT state FROM draft WHERE draft.id = u.draft_id), '') <> 'superseded'", "ti", s->contact_id, s->at - DAY_MS) > 0;
  s->waiting = so_db_int (db, 0, "SELECT count (*) FROM draft WHERE thread_id = ? AND deleted_at IS NULL AND " IN_OUTBOX " AND " AUTOMATIC ("draft.id"), "t", s->thread_id) > 0;
  s->person_at_it = so_db_int (db, 0, "SELECT count (*) FROM draft WHERE thread_id = ? AND deleted_at IS NULL AND (state IN ('editing', 'edited') OR (" IN_OUTBOX
                               " AND NOT " AUTOMATIC ("draft.id") "))", "t", s->thread_id) > 0;
  return g_steal_pointer (&s);
}
