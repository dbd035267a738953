/* SPDX-License-Identifier: MIT */
#include "so-calls.h"

#include "so-call-rows.h"
#include "so-clock.h"
#include "so-error.h"
#include "so-id.h"
#include "so-people.h"
#include "so-phone.h"
#include "so-threads-private.h"
#include "so-transcripts.h"
#include "so-undo.h"

#define WITHHELD "anonymous"

void
so_call_taken_clear (SoCallTaken *taken)
{
  g_free (taken->id);
  g_free (taken->message_id);
  g_free (taken->thread_id);
  *taken = (SoCallTaken) { 0 };
}

/* What a message of the channel is called; one service may call something as another one does. */
static char *
message_name (const char *provider, const char *remote_id)
{
  return g_strconcat (provider, ":", remote_id, NULL);
}

char *
so_call_id (const char *provider, const char *remote_id)
{
  g_autofree char *scope = g_strconcat ("call:", provider, NULL);

  return so_id_derive (scope, remote_id);
}

char *
so_call_message_id (const char *provider, const char *remote_id)
{
  g_autofree char *name = message_name (provider, remote_id);

  return so_id_derive ("message:call", name);
}

/* What is known of it; an empty one where it is new. *@erased: it is not to be known any more. NULL: failed. */
static SoCall *
load_known (SoDb *db, const SoCallNews *news, const SoCallIntake *how, gboolean *erased, GError **error)
{
  g_autofree char *id = so_call_id (news->call->provider, news->call->remote_id);
  g_autofree char *message = so_call_message_id (news->call->provider, news->call->remote_id);
  g_autoptr (SoStmt) row = so_db_query (db, error, SO_CALL_SELECT " WHERE k.id = ?", "t", id);
  g_autoptr (GError) failed = NULL;
  SoCall *known;

  if (!row)
    return NULL;
  *erased = so_db_int (db, 0, "SELECT 1 FROM call WHERE id = ?1 AND deleted_at IS NOT NULL UNION ALL SELECT 1 FROM erasure WHERE id = ?2 LIMIT 1", "tt", id, message) == 1;
  if (so_stmt_one (row, NULL, &failed))
    return so_call_row_read (row);
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), NULL;
  known = so_call_new (news->call->provider, news->call->remote_id);
  known->id = g_steal_pointer (&id);
  known->message_id = g_steal_pointer (&message);
  known->account_id = g_strdup (how->account_id);
  return known;
}

/* "+4915112345678" as everywhere else; what is no number stays as it was told, and what is withheld is nothing. */
static char *
dup_number (const char *number, const char *country)
{
  char *normal = so_call_is_anonymous (number) ? g_strdup ("") : so_phone_normalise (number, country);

  return normal ? normal : g_strdup (number);
}

/* Numbers are compared as they are kept: which of two holds is not to depend on the order. */
static void
merge (SoCall *known, const SoCall *news, const char *country)
{
  g_autofree char *number = dup_number (news->number, country);
  SoCall told = *news;

  told.number = number;
  so_call_merge (known, &told);
}

/* Recordings and transcripts do not say when it was: what is known of it does. */
static gboolean
is_past (const SoCall *call, gint64 past)
{
  gint64 at = call->started_at ? call->started_at : call->ended_at;

  return at > 0 && at < past;
}

/* Later changes of the hours change nothing of calls that were. */
static void
judge (SoCall *call, gint64 started_before, const SoHours *hours)
{
  call->state = so_call_state (call->outbound, call->signs);
  if (call->started_at != started_before)
    call->after_hours = so_call_is_after_hours (call->outbound, call->started_at, hours);
}

/* Its message ------------------------------------------------------------------------------------------ */

static SoIncoming *
make_message (const SoCall *call)
{
  gboolean withheld = so_call_is_anonymous (call->number);
  SoIncoming *in = so_incoming_new (SO_CHANNEL_CALL);
  SoIdentity *other = so_identity_new (SO_IDENTITY_PHONE, withheld ? WITHHELD : call->number, call->name);
  SoPart *part = so_part_new (SO_PART_CALL);

  in->remote_id = message_name (call->provider, call->remote_id);
  in->thread_key = withheld ? NULL : g_strdup (call->number);
  in->outbound = call->outbound;
  in->sent_at = call->started_at;
  part->text = g_strdup (so_call_state_label (call->state, call->after_hours));
  g_ptr_array_add (in->parts, part);
  if (call->outbound)
    g_ptr_array_add (in->others, other);
  else
    in->sender = other;
  return in;
}

static gboolean
add_message (SoDb *db, const SoCall *call, const SoCallIntake *how, SoCallTaken *taken, GError **error)
{
  g_autoptr (SoIncoming) in = make_message (call);
  SoIngest own = { .account_id = how->account_id, .country = how->country, .keep_state = call->state == SO_CALL_UNREACHED };
  g_auto (SoIngested) stored = { 0 };

  /* Whom a person has spoken with waits for nothing. */
  in->past = taken->past || (!call->outbound && call->state == SO_CALL_PERSON);
  if (!so_ingest (db, in, &own, &stored, error))
    return FALSE;
  taken->added = stored.added;
  taken->message_id = g_steal_pointer (&stored.message_id);
  taken->thread_id = g_steal_pointer (&stored.thread_id);
  return TRUE;
}

/* It has become something else than what its message says. */
static gboolean
say_again (SoDb *db, const SoCall *call, const SoCallTaken *taken, GError **error)
{
  const char *label = so_call_state_label (call->state, call->after_hours);

  if (!so_db_run (db, error, "UPDATE message SET text = ?1 WHERE id = ?2 AND deleted_at IS NULL AND text <> ?1", "tt", label, taken->message_id))
    return FALSE;
  return !so_db_changes (db) || (so_db_run (db, error, "UPDATE part SET text = ? WHERE message_id = ? AND kind = 'call'", "tt", label, taken->message_id) &&
                                 so_people_index_message (db, taken->message_id, error) && so_thread_refresh (db, taken->thread_id, error));
}

/* Whoever a person has spoken with waits for nothing that came before: also where it was told as missed at first. */
static gboolean
settle_wait (SoDb *db, const SoCall *call, const SoCallTaken *taken, GError **error)
{
  return call->outbound || call->state != SO_CALL_PERSON || so_thread_answered (db, taken->thread_id, call->started_at, error);
}

/* Its recordings are not part of a message that is not there yet. */
static gboolean
settle_message (SoDb *db, const SoCall *call, const SoCallIntake *how, SoCallTaken *taken, GError **error)
{
  if (!(call->signs & SO_CALL_TOLD) || !so_call_state_is_over (call->state))
    return TRUE;
  return add_message (db, call, how, taken, error) && (taken->added || say_again (db, call, taken, error)) && settle_wait (db, call, taken, error) &&
         so_recording_rows_settle (db, taken->message_id, so_recording_may_be_kept (call->consent, how->rule), how->files, error);
}

static gboolean
keep_pieces (SoDb *db, const SoCall *call, const SoCallNews *news, const char *account_id, GError **error)
{
  for (guint i = 0; i < news->recordings->len; i++)
    if (!so_recording_row_save (db, call->message_id, account_id, news->recordings->pdata[i], error))
      return FALSE;
  /* Who does not want to be recorded does not want it in writing. */
  if (call->consent == SO_RECORDING_DECLINED)
    return so_transcript_forget (db, call->message_id, error);
  for (guint i = 0; i < news->transcripts->len; i++)
    if (!so_transcript_put (db, call->message_id, news->transcripts->pdata[i], NULL, error))
      return FALSE;
  return TRUE;
}

/* What whoever told it makes of it stands as long as nothing better does: the first holds. */
static gboolean
keep_opinion (SoDb *db, const char *id, const SoCall *told, GError **error)
{
  return (!told->summary && !told->outcome) ||
         so_db_run (db, error, "UPDATE call SET summary = CASE WHEN summary IS NULL OR guessed & 4 THEN coalesce (?1, summary) ELSE summary END,"
                    " outcome = CASE WHEN outcome IS NULL OR guessed & 2 THEN coalesce (?2, outcome) ELSE outcome END,"
                    " guessed = guessed & ~(CASE WHEN ?1 IS NULL THEN 0 ELSE 4 END) & ~(CASE WHEN ?2 IS NULL THEN 0 ELSE 2 END), updated_at = ?3 WHERE id = ?4 AND deleted_at IS NULL"
                    " AND (((summary IS NULL OR guessed & 4) AND ?1 IS NOT NULL) OR ((outcome IS NULL OR guessed & 2) AND ?2 IS NOT NULL))", "ttit", told->summary, told->outcome, so_now (), id);
}

/* What was written down before the message was there is found with it, too. */
static gboolean
index_words (SoDb *db, const SoCall *call, const SoCallTaken *taken, GError **error)
{
  return !taken->added || !so_db_int (db, 0, "SELECT 1 FROM transcript WHERE message_id = ? LIMIT 1", "t", call->message_id) ||
         so_people_index_message (db, taken->message_id, error);
}

gboolean
so_call_take (SoDb *db, const SoCallNews *news, const SoCallIntake *how, SoCallTaken *taken, GError **error)
{
  gboolean erased = FALSE;
  g_autoptr (SoCall) call = load_known (db, news, how, &erased, error);
  gint64 started_before;

  *taken = (SoCallTaken) { 0 };
  if (!call || erased)
    return call != NULL;
  started_before = call->started_at;
  taken->before = call->state;
  merge (call, news->call, how->country);
  taken->past = is_past (call, how->past);
  judge (call, started_before, how->hours);
  taken->id = g_strdup (call->id);
  taken->state = call->state;
  return so_call_row_save (db, call, error) && keep_opinion (db, call->id, news->call, error) && keep_pieces (db, call, news, how->account_id, error) && settle_message (db, call, how, taken, error) &&
         index_words (db, call, taken, error);
}

/* Reading ---------------------------------------------------------------------------------------------- */

SoCall *
so_call_find (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SO_CALL_SELECT " WHERE k.id = ? AND k.deleted_at IS NULL", "t", id);

  return so_stmt_one (row, "There is no such call in this studio.", error) ? so_call_row_read (row) : NULL;
}

SoCall *
so_call_of_message (SoDb *db, const char *message_id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SO_CALL_SELECT " WHERE k.message_id = ? AND k.deleted_at IS NULL", "t", message_id);

  return so_stmt_one (row, NULL, error) ? so_call_row_read (row) : NULL;
}

#define SELECTED \
  " WHERE k.deleted_at IS NULL AND k.signs & 1 AND (?1 = 0 OR k.started_at >= ?1) AND (?2 = 0 OR k.started_at < ?2) AND (?3 IS NULL OR k.state = ?3)" \
  " AND (?4 = 0 OR k.after_hours) AND (?5 IS NULL OR t.contact_id IN " SO_PERSON_ALL ("?5") ") ORDER BY k.started_at DESC, k.n DESC LIMIT ?6"

static SoStmt *
select_calls (SoDb *db, const SoCallFilter *filter, guint limit, GError **error)
{
  const char *state = filter->state >= 0 ? so_call_state_nick ((SoCallState) filter->state) : NULL;

  return so_db_query (db, error, SO_CALL_SELECT SELECTED, "iititi", filter->from, filter->to, state, (gint64) filter->after_hours, filter->contact_id,
                      limit ? (gint64) limit : (gint64) -1);
}

GPtrArray *
so_call_list (SoDb *db, const SoCallFilter *filter, guint limit, GError **error)
{
  g_autoptr (SoStmt) rows = select_calls (db, filter, limit, error);

  return so_stmt_all (rows, so_call_row_read, (GDestroyNotify) so_call_free, error);
}

gboolean
so_call_count (SoDb *db, const SoCallFilter *filter, SoCallMetrics *metrics, GError **error)
{
  g_autoptr (SoStmt) rows = select_calls (db, filter, 0, error);
  g_autoptr (GError) failed = NULL;

  *metrics = (SoCallMetrics) { 0 };
  while (rows && so_stmt_next (rows, &failed))
    {
      g_autoptr (SoCall) call = so_call_row_read (rows);
      so_call_metrics_add (metrics, call);
    }
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  return rows != NULL;
}

gboolean
so_call_set_intent (SoDb *db, const char *id, const char *intent, GError **error)
{
  return so_db_run (db, error, "UPDATE call SET intent = ?1, guessed = guessed & ~1, updated_at = ?2 WHERE id = ?3 AND deleted_at IS NULL AND (intent IS NOT ?1 OR guessed & 1)", "tit", intent, so_now (), id);
}

/* What is told is not overwritten, and what is not known does not overwrite unless it is said to. */
#define GUESS(bit, column, value) \
  column " = CASE WHEN (" column " IS NULL OR guessed & " #bit ") AND (" value " IS NOT NULL OR ?7) THEN " value " ELSE " column " END"
#define GUESSED(bit, column, value) " | CASE WHEN (" column " IS NULL OR guessed & " #bit ") AND " value " IS NOT NULL THEN " #bit " ELSE 0 END"

gboolean
so_call_read (SoDb *db, const char *id, const SoCallReading *reading, gboolean whole, GError **error)
{
  g_autoptr (SoCall) before = so_call_find (db, id, error);

  /* Its words rest on it: they go together. */
  return before && so_db_run (db, error, "UPDATE call SET " GUESS (1, "intent", "?2") ", " GUESS (2, "outcome", "?3") ", " GUESS (4, "summary", "?4") ", "
                              "satisfaction_why = CASE WHEN (satisfaction IS NULL OR guessed & 8) AND (?5 >= 0 OR ?7) THEN ?6 ELSE satisfaction_why END, "
                              GUESS (8, "satisfaction", "nullif (?5, -1)") ", guessed = guessed" GUESSED (1, "intent", "?2") GUESSED (2, "outcome", "?3") GUESSED (4, "summary", "?4")
                              GUESSED (8, "satisfaction", "nullif (?5, -1)") ", updated_at = ?8 WHERE id = ?1", "ttttitii", id, reading->intent, reading->outcome, reading->summary,
                              (gint64) reading->satisfaction, reading->satisfaction_why, (gint64) whole, so_now ());
}

/* Another call of the same person that is answered, k being this one and t its conversation. */
#define LATER_CALL "SELECT 1 FROM call o JOIN message om ON om.id = o.message_id JOIN thread ot ON ot.id = om.thread_id WHERE o.id <> k.id AND o.deleted_at IS NULL" \
                   " AND o.state IN ('person', 'assistant') AND ot.contact_id IN " SO_PERSON_ALL ("t.contact_id") " AND o.started_at > k.started_at AND o.started_at <= b.created_at"

gboolean
so_call_link_booking (SoDb *db, const char *id, GError **error)
{
  g_auto (GStrv) made = so_db_texts (db, error, "SELECT b.id FROM call k JOIN message m ON m.id = k.message_id AND m.deleted_at IS NULL JOIN thread t ON t.id = m.thread_id"
                                     " JOIN booking b ON b.contact_id IN " SO_PERSON_ALL ("t.contact_id") " AND b.deleted_at IS NULL"
                                     " WHERE k.id = ?1 AND k.deleted_at IS NULL AND k.booking_id IS NULL AND k.state IN ('person', 'assistant') AND k.started_at > 0"
                                     " AND b.created_at BETWEEN k.started_at AND max (k.ended_at, k.started_at + k.seconds * 1000) + ?2"
                                     " AND NOT EXISTS (" LATER_CALL ") LIMIT 2", "ti", id, SO_CALL_BOOKING_MS);

  if (!made || !made[0] || made[1] || so_db_int (db, 0, "SELECT 1 FROM call WHERE booking_id = ? AND deleted_at IS NULL", "t", made[0]))
    return made != NULL;
  return so_db_run (db, error, "UPDATE call SET booking_id = ?1, updated_at = ?2 WHERE id = ?3", "tit", made[0], so_now (), id);
}

gboolean
so_call_set_booking (SoDb *db, const char *id, const char *booking_id, GError **error)
{
  g_autoptr (SoCall) call = so_call_find (db, id, error);

  if (!call)
    return FALSE;
  if (booking_id && !so_db_int (db, 0, "SELECT 1 FROM booking WHERE id = ? AND deleted_at IS NULL", "t", booking_id))
    return so_fail (error, SO_ERROR_CHANGE, "There is no such booking in this studio.");
  return so_undo_set (db, "call", id, "booking_id", error, "t", booking_id);
}
