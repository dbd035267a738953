/* SPDX-License-Identifier: MIT */
#include "so-updates.h"

#include "so-drafts.h"
#include "so-error.h"
#include "so-events.h"
#include "so-hit.h"
#include "so-id.h"
#include "so-people.h"
#include "so-reaction.h"
#include "so-search-index.h"
#include "so-threads-private.h"

/* What holds of a message beyond its own words. */
typedef struct {
  char *id, *thread_id, *draft_id, *text, *failure;
  gboolean outbound, unsent;
  gint64 n, edited_at, segments;
  SoDelivery delivery;
} Told;

static void
told_clear (Told *told)
{
  g_free (told->id);
  g_free (told->thread_id);
  g_free (told->draft_id);
  g_free (told->text);
  g_free (told->failure);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Told, told_clear)

static char *
message_id (const SoUpdate *update)
{
  g_autofree char *scope = g_strconcat ("message:", so_channel_kind_nick (update->channel), NULL);

  return so_id_derive (scope, update->remote_id);
}

static gboolean
is_applicable (const SoUpdate *update)
{
  return update->remote_id && *update->remote_id;
}

/* Laying over --------------------------------------------------------------------------------------- */

static gboolean
edit (SoDb *db, const Told *told, GError **error)
{
  return so_db_run (db, error, "UPDATE message SET text = ?, edited_at = ? WHERE n = ?", "tii", told->text, told->edited_at, told->n) &&
         so_db_run (db, error, "UPDATE part SET text = ?1 WHERE message_id = ?2 AND position ="
                    " (SELECT min (position) FROM part WHERE message_id = ?2 AND text IS NOT NULL)", "tt", told->text, told->id) &&
         so_people_index_message (db, told->id, error);
}

/* Its writer wants nobody to have it any more; that there was something stays. */
static gboolean
unsend (SoDb *db, const Told *told, GError **error)
{
  so_search_index_remove (db, SO_HIT_MESSAGE, told->n);
  return so_db_run (db, error, "UPDATE message SET text = '', state = 'unsent', edited_at = NULL, entities = NULL WHERE n = ?", "i", told->n) &&
         so_db_run (db, error, "UPDATE part SET kind = 'text', mime = NULL, name = NULL, text = '', sha256 = NULL, size = 0, remote = NULL"
                    " WHERE message_id = ?", "t", told->id) &&
         so_db_run (db, error, "DELETE FROM payload WHERE message_id = ?", "t", told->id);
}

/* The draft goes as far as its message, where its state lets it. */
static gboolean
step_draft (SoDb *db, const Told *told, GError **error)
{
  static const SoDraftEvent events[] = { SO_DRAFT_EVENT_ACCEPTED, SO_DRAFT_EVENT_REFUSED, SO_DRAFT_EVENT_DELIVERED, SO_DRAFT_EVENT_READ };
  g_autoptr (SoDraft) draft = told->draft_id ? so_draft_find (db, told->draft_id, NULL) : NULL;
  SoDraftEvent event = events[told->delivery];
  SoDraftState state;

  if (!draft || event == SO_DRAFT_EVENT_ACCEPTED)
    return TRUE;
  state = draft->state;
  return !so_draft_state_step (&state, event) ||
         so_draft_step (db, draft->id, event, event == SO_DRAFT_EVENT_REFUSED ? "refused" : NULL, told->failure, error);
}

static gboolean
deliver (SoDb *db, const Told *told, GError **error)
{
  static const char *const states[] = { "accepted", "failed", "delivered", "read" };
  gboolean failed = told->delivery == SO_DELIVERY_FAILED;

  return so_db_run (db, error, "UPDATE message SET state = ?, failure = ? WHERE n = ?", "tti", states[told->delivery],
                    failed ? told->failure : NULL, told->n) &&
         step_draft (db, told, error);
}

static gboolean
read_told (SoDb *db, const char *id, Told *told, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error,
    "SELECT m.n, m.thread_id, m.draft_id, m.direction = 'outbound', t.text, t.edited_at, t.unsent_at, t.delivery, t.failure, t.segments"
    " FROM told t JOIN message m ON m.id = t.id AND m.deleted_at IS NULL WHERE t.id = ?", "t", id);

  if (!row || !so_stmt_next (row, error))
    return FALSE;
  *told = (Told) {
    .id = g_strdup (id), .n = so_stmt_int (row, 0), .thread_id = so_stmt_dup (row, 1), .draft_id = so_stmt_dup (row, 2),
    .outbound = so_stmt_int (row, 3) != 0, .text = so_stmt_dup (row, 4), .edited_at = so_stmt_int (row, 5),
    .unsent = so_stmt_int (row, 6) != 0, .delivery = (SoDelivery) CLAMP (so_stmt_int (row, 7), SO_DELIVERY_SENT, SO_DELIVERY_READ),
    .failure = so_stmt_dup (row, 8), .segments = so_stmt_int (row, 9),
  };
  return TRUE;
}

gboolean
so_told_apply (SoDb *db, const char *id, GError **error)
{
  g_auto (Told) told = { 0 };
  g_autoptr (GError) failed = NULL;

  if (!read_told (db, id, &told, &failed))
    return !failed || (g_propagate_error (error, g_steal_pointer (&failed)), FALSE);
  if (told.segments && !so_db_run (db, error, "UPDATE message SET segments = ? WHERE n = ?", "ii", told.segments, told.n))
    return FALSE;
  if (told.outbound && told.delivery != SO_DELIVERY_SENT && !deliver (db, &told, error))
    return FALSE;
  if (told.unsent ? !unsend (db, &told, error) : told.edited_at && !edit (db, &told, error))
    return FALSE;
  return so_thread_refresh (db, told.thread_id, error);
}

/* Telling ------------------------------------------------------------------------------------------- */

/* Each column is a maximum, so that the order in which things are told makes no difference. */
static gboolean
tell (SoDb *db, const char *id, const SoUpdate *update, const char *text, GError **error)
{
  g_autofree char *failure = g_strjoin (update->code && update->text ? ": " : "", update->code ? update->code : "", update->text ? update->text : "", NULL);

  switch (update->kind)
    {
    case SO_UPDATE_EDIT:
      return so_db_run (db, error, "INSERT INTO told (id, text, edited_at) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                        " text = excluded.text, edited_at = excluded.edited_at"
                        " WHERE unsent_at = 0 AND (excluded.edited_at, excluded.text) > (edited_at, coalesce (text, ''))", "tti", id, text, MAX (update->at, 1));
    case SO_UPDATE_UNSEND:
      return so_db_run (db, error, "INSERT INTO told (id, unsent_at) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET"
                        " unsent_at = max (unsent_at, excluded.unsent_at), text = NULL", "ti", id, MAX (update->at, 1));
    case SO_UPDATE_STATE:
      return so_db_run (db, error, "INSERT INTO told (id, delivery, failure, segments) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                        " delivery = max (delivery, excluded.delivery), failure = coalesce (failure, excluded.failure),"
                        " segments = max (segments, excluded.segments)", "titi", id,
                        (gint64) update->state, update->state == SO_DELIVERY_FAILED ? failure : NULL, (gint64) update->segments);
    default:
      return TRUE;
    }
}

/* The one that was put last holds; of two at the same moment the larger word, so that all computers agree. */
static gboolean
react (SoDb *db, const char *id, const SoUpdate *update, const char *country, GError **error)
{
  g_autofree char *who = update->sender ? so_people_own (db, update->sender, country) : NULL;
  g_autofree char *normal = update->sender ? so_identity_normalise (update->sender->kind, update->sender->value, country) : g_strdup ("studio");
  g_autofree char *scope = g_strconcat ("reaction:", id, NULL), *own = normal ? so_id_derive (scope, normal) : NULL;

  return !own || so_db_run (db, error, "INSERT INTO reaction (id, message_id, contact_id, emoji, at) VALUES (?, ?, ?, ?, ?)"
                            " ON CONFLICT (id) DO UPDATE SET emoji = excluded.emoji, at = excluded.at"
                            " WHERE (excluded.at, excluded.emoji) > (at, emoji)", "tttti", own, id, who,
                            update->text ? update->text : "", update->at);
}

char *
so_update_thread (SoDb *db, const SoUpdate *update, char **message)
{
  g_autofree char *id = is_applicable (update) ? message_id (update) : NULL;
  char *thread = id ? so_db_text (db, "SELECT thread_id FROM message WHERE id = ? AND deleted_at IS NULL", "t", id) : NULL;

  if (message)
    *message = thread ? g_steal_pointer (&id) : NULL;
  return thread;
}

/* The newest of its conversation, sent by the studio and not answered otherwise since. */
static char *
dup_last_words (SoDb *db, const char *thread, const char *message)
{
  return so_db_text (db, "SELECT text FROM message m WHERE id = ?1 AND thread_id = ?2 AND direction = 'outbound' AND state <> 'unsent' AND NOT EXISTS"
                     " (SELECT 1 FROM message o WHERE o.thread_id = ?2 AND o.deleted_at IS NULL AND o.is_system = 0 AND (o.sent_at, o.n) > (m.sent_at, m.n))",
                     "tt", message, thread);
}

gboolean
so_reaction_heed (SoDb *db, const SoUpdate *update, char **thread, GError **error)
{
  /* Told a second time it is no news: the owner may have put it away since. */
  gboolean news = update->kind == SO_UPDATE_REACTION && update->sender && so_db_changes (db) > 0;
  g_autofree char *message = NULL, *found = news && so_reaction_is_yes (update->text) ? so_update_thread (db, update, &message) : NULL;
  g_autofree char *words = found ? dup_last_words (db, found, message) : NULL;

  *thread = NULL;
  if (!words || !so_reaction_is_question (words))
    return TRUE;
  if (!so_thread_waits (db, found, update->at, error) ||
      !so_db_run (db, error, "UPDATE thread SET state = 'open', snoozed_until = 0, unread = max (unread, 1) WHERE id = ? AND"
                  " state IN ('open', 'waiting', 'done', 'snoozed')", "t", found))
    return FALSE;
  *thread = g_steal_pointer (&found);
  return TRUE;
}

char *
so_update_newest_failure (SoDb *db, const char *account_id, gint64 since)
{
  return so_db_text (db, "SELECT CASE state WHEN 'failed' THEN failure END FROM (SELECT m.state, m.failure FROM thread t JOIN message m ON m.thread_id = t.id"
                     " WHERE t.channel = 'sms' AND t.deleted_at IS NULL AND t.state NOT IN ('spam', 'bin') AND t.last_at > ?2 AND m.deleted_at IS NULL"
                     " AND m.sent_at > ?2 AND m.direction = 'outbound' AND coalesce (m.account_id, t.account_id) = ?1 ORDER BY m.sent_at DESC, m.n DESC LIMIT 1)",
                     "ti", account_id, since);
}

static gboolean
move (SoDb *db, const SoUpdate *update, const char *country, GError **error)
{
  g_autofree char *person = update->sender ? so_people_own (db, update->sender, country) : NULL;

  return !person || !update->to || so_people_add_identity (db, person, update->to, country, NULL, error);
}

gboolean
so_update_apply (SoDb *db, const SoUpdate *update, const char *country, GError **error)
{
  g_autofree char *id = NULL, *text = update->incoming ? so_incoming_dup_text (update->incoming) : NULL;

  if (update->kind == SO_UPDATE_MOVED)
    return move (db, update, country, error);
  if (!is_applicable (update) || update->kind == SO_UPDATE_MESSAGE)
    return TRUE;
  id = message_id (update);
  if (update->kind == SO_UPDATE_REACTION)
    return react (db, id, update, country, error);
  return tell (db, id, update, text, error) && so_told_apply (db, id, error);
}

/* Files that are still elsewhere ---------------------------------------------------------------------- */

void
so_fetch_clear (SoFetch *fetch)
{
  g_clear_pointer (&fetch->message_id, g_free);
  g_clear_pointer (&fetch->remote, g_free);
  g_clear_pointer (&fetch->account_id, g_free);
  g_clear_pointer (&fetch->mime, g_free);
}

gboolean
so_fetch_next (SoDb *db, gint64 after, SoFetch *fetch, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error,
    "SELECT p.n, p.remote, coalesce (r.account_id, t.account_id), p.mime, m.id FROM part p JOIN message m ON m.id = p.message_id AND m.deleted_at IS NULL"
    " JOIN thread t ON t.id = m.thread_id LEFT JOIN recording r ON r.part_id = p.id WHERE p.remote IS NOT NULL AND p.n > ? ORDER BY p.n LIMIT 1", "i", after);

  if (!row || !so_stmt_next (row, error))
    return FALSE;
  *fetch = (SoFetch) { so_stmt_int (row, 0), so_stmt_dup (row, 4), so_stmt_dup (row, 1), so_stmt_dup (row, 2), so_stmt_dup (row, 3) };
  return TRUE;
}

gboolean
so_fetch_is_wanted (SoDb *db, gint64 n)
{
  return so_db_int (db, 0, "SELECT 1 FROM part WHERE n = ? AND remote IS NOT NULL", "i", n) == 1;
}

gboolean
so_file_is_used (SoDb *db, const char *sha256)
{
  return so_db_int (db, 0, "SELECT 1 FROM part WHERE sha256 = ?1 UNION ALL SELECT 1 FROM draft_file WHERE sha256 = ?1 AND deleted_at IS NULL"
                    " UNION ALL SELECT 1 FROM contact_file WHERE sha256 = ?1 AND deleted_at IS NULL UNION ALL SELECT 1 FROM contact WHERE photo = ?1 LIMIT 1", "t", sha256) == 1;
}

gboolean
so_fetch_done (SoDb *db, gint64 n, const char *sha256, gint64 size, const char *mime, const char *text, GError **error)
{
  g_autofree char *message = so_db_text (db, "SELECT message_id FROM part WHERE n = ?", "i", n);

  return so_db_run (db, error, "UPDATE part SET remote = NULL, sha256 = ?, size = ?, mime = coalesce (?, mime), text = coalesce (?, text)"
                    " WHERE n = ?", "titti", sha256, size, mime, text, n) &&
         /* Its list looks at messages, not at their parts. */
         so_db_run (db, error, "UPDATE message SET state = state WHERE id = ?", "t", message) &&
         (!message || so_people_index_message (db, message, error));
}
