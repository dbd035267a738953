/* SPDX-License-Identifier: MIT */
#include "so-hub-sends.h"

#include "so-clock.h"
#include "so-hub-sql.h"
#include "so-json.h"

#define COLUMNS "studio, id, draft, device, name, sender, thread, answers, body, signature, state, result, attempts, not_before, seq, created_at, changed_at"
#define ROWS_AT_ONCE 500

/* Words that SQLite and PostgreSQL have in common. @told: an event tells of its last change. @epoch: of the studio when it was taken; another one says that a
 * backup was put back since, and that nobody knows what became of it. */
static const char *const schema[] = {
  "CREATE TABLE IF NOT EXISTS send (studio TEXT NOT NULL, id TEXT NOT NULL, draft TEXT NOT NULL, device TEXT NOT NULL, name TEXT NOT NULL,"
  " sender TEXT NOT NULL, thread TEXT NOT NULL, answers TEXT NOT NULL, body BYTEA, signature TEXT NOT NULL, state BIGINT NOT NULL, result TEXT,"
  " attempts BIGINT NOT NULL DEFAULT 0, not_before BIGINT NOT NULL DEFAULT 0, lease BIGINT NOT NULL DEFAULT 0, seq BIGINT NOT NULL,"
  " created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, told BIGINT NOT NULL DEFAULT 0, epoch TEXT NOT NULL DEFAULT '', PRIMARY KEY (studio, id))",
  "CREATE INDEX IF NOT EXISTS send_draft ON send (studio, draft)",
  "CREATE INDEX IF NOT EXISTS send_answers ON send (studio, sender, thread, answers)",
  "CREATE INDEX IF NOT EXISTS send_due ON send (created_at) WHERE state IN (0, 1)",
  "CREATE INDEX IF NOT EXISTS send_untold ON send (changed_at) WHERE told = 0",
};

const char *
so_hub_send_state_nick (SoHubSendState state)
{
  static const char *const nicks[SO_N_HUB_SEND_STATES] = { "waiting", "sending", "sent", "failed", "unknown", "void" };

  return nicks[state];
}

gboolean
so_hub_send_state_is_over (SoHubSendState state)
{
  return state == SO_HUB_SEND_SENT || state == SO_HUB_SEND_FAILED || state == SO_HUB_SEND_VOID;
}

void
so_hub_send_free (SoHubSend *send)
{
  if (!send)
    return;
  g_free (send->studio);
  g_free (send->id);
  g_free (send->draft);
  g_free (send->device);
  g_free (send->name);
  g_free (send->sender);
  g_free (send->thread);
  g_free (send->answers);
  g_clear_pointer (&send->order, g_bytes_unref);
  g_free (send->signature);
  g_free (send->result);
  g_free (send->instead);
  g_free (send);
}

gboolean
so_hub_sends_prepare (SoHubStore *store, GError **error)
{
  return so_hub_sql_tables (store, schema, G_N_ELEMENTS (schema), error);
}

static gpointer
read_send (SoHubRows *row)
{
  SoHubSend *send = g_new0 (SoHubSend, 1);

  send->studio = so_hub_rows_dup (row, 0);
  send->id = so_hub_rows_dup (row, 1);
  send->draft = so_hub_rows_dup (row, 2);
  send->device = so_hub_rows_dup (row, 3);
  send->name = so_hub_rows_dup (row, 4);
  send->sender = so_hub_rows_dup (row, 5);
  send->thread = so_hub_rows_dup (row, 6);
  send->answers = so_hub_rows_dup (row, 7);
  send->order = so_hub_rows_is_null (row, 8) ? NULL : so_hub_rows_bytes (row, 8);
  send->signature = so_hub_rows_dup (row, 9);
  send->state = (SoHubSendState) so_hub_rows_int (row, 10);
  send->result = so_hub_rows_dup (row, 11);
  send->attempts = so_hub_rows_int (row, 12);
  send->not_before = so_hub_rows_int (row, 13);
  send->seq = so_hub_rows_int (row, 14);
  send->created_at = so_hub_rows_int (row, 15);
  send->changed_at = so_hub_rows_int (row, 16);
  return send;
}

/* Takes @rows, which may be NULL. */
static GPtrArray *
read_sends (SoHubRows *rows, GError **error)
{
  return so_hub_rows_collect (rows, read_send, (GDestroyNotify) so_hub_send_free, error);
}

/* The first of @rows in *@send, which is NULL where there is none; takes @rows, which may be NULL. */
static gboolean
read_first (SoHubRows *rows, SoHubSend **send, GError **error)
{
  g_autoptr (GPtrArray) sends = read_sends (rows, error);

  *send = sends && sends->len ? g_ptr_array_steal_index (sends, 0) : NULL;
  return sends != NULL;
}

SoHubSend *
so_hub_send_find (SoHubStore *store, const char *studio, const char *id, GError **error)
{
  SoHubSend *send = NULL;

  read_first (so_hub_sql_query (store, error, "SELECT " COLUMNS " FROM send WHERE studio = ? AND id = ?", "tt", studio, id), &send, error);
  return send;
}

/* Taking ----------------------------------------------------------------------------------------- */

static gboolean
is_same (const SoHubSend *send, const SoHubSend *other)
{
  return other->order && !g_strcmp0 (send->signature, other->signature) && g_bytes_equal (send->order, other->order);
}

/* TRUE where who approved @send saw it when she did. */
static gboolean
is_known (const SoHubSend *send, const SoHubSend *other)
{
  g_autoptr (JsonNode) result = other->result ? so_json_parse (other->result, -1, 0, NULL) : NULL;
  const char *id = result && so_json_root (result) ? so_json_string (so_json_root (result), "remote_id") : NULL;

  return id && send->knows && g_strv_contains (send->knows, id);
}

/* The first that another computer has said, or is about to say, to the same message. Who writes twice knows that. */
static gboolean
find_answer (SoHubStore *store, const SoHubSend *send, SoHubSend **other, GError **error)
{
  g_autoptr (GPtrArray) all = read_sends (so_hub_sql_query (store, error, "SELECT " COLUMNS " FROM send WHERE studio = ? AND sender = ? AND thread = ? AND answers = ?"
                                                            " AND state NOT IN (3, 5) AND device <> ? ORDER BY created_at LIMIT 100", "ttttt", send->studio,
                                                            send->sender, send->thread, send->answers, send->device), error);

  for (guint i = 0; all && !*other && i < all->len; i++)
    if (!is_known (send, all->pdata[i]))
      *other = g_steal_pointer (&all->pdata[i]);
  return all != NULL;
}

/* What is in the way of @send, in *@other; NULL: nothing. What failed or was called back is not. */
static gboolean
find_other (SoHubStore *store, const SoHubSend *send, SoHubTaking *taking, SoHubSend **other, GError **error)
{
  *other = NULL;
  *taking = SO_HUB_TAKEN;
  if (!read_first (so_hub_sql_query (store, error, "SELECT " COLUMNS " FROM send WHERE studio = ? AND id = ?", "tt", send->studio, send->id), other, error))
    return FALSE;
  if (*other)
    return *taking = is_same (send, *other) ? SO_HUB_TAKEN : SO_HUB_CHANGED, TRUE;
  *taking = SO_HUB_TAKEN_BEFORE;
  if (!read_first (so_hub_sql_query (store, error, "SELECT " COLUMNS " FROM send WHERE studio = ? AND draft = ? AND state NOT IN (3, 5) ORDER BY created_at LIMIT 1",
                                     "tt", send->studio, send->draft), other, error) || *other)
    return *other != NULL;
  *taking = SO_HUB_ANSWERED;
  return send->anyway || !*send->answers || find_answer (store, send, other, error);
}

/* Only what nobody can say, of this draft; what was proved in the meantime stays as it is, and is in the way. An attempt between the two may never have come here. */
static gboolean
give_up_instead (SoHubStore *store, const SoHubSend *send, GError **error)
{
  return !send->instead || so_hub_sql_run (store, error, "UPDATE send SET state = 3, changed_at = ?, told = 0 WHERE studio = ? AND draft = ? AND state = 4", "itt",
                                           so_now (), send->studio, send->draft);
}

static gboolean
note_epoch (SoHubStore *store, const SoHubSend *send, GError **error)
{
  return so_hub_sql_run (store, error, "UPDATE send SET epoch = (SELECT epoch FROM studio WHERE id = ?1) WHERE studio = ?1 AND id = ?2", "tt", send->studio, send->id);
}

static gboolean
add (SoHubStore *store, const SoHubSend *send, GError **error)
{
  return so_hub_sql_run (store, error, "INSERT INTO send (" COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "ttttttttbtitiiiii",
                         send->studio, send->id, send->draft, send->device, send->name, send->sender, send->thread, send->answers, send->order,
                         send->signature, (gint64) send->state, send->result, send->attempts, send->not_before, send->seq, send->created_at,
                         send->changed_at);
}

static gboolean
take (SoHubStore *store, SoHubSend *send, SoHubTaking *taking, SoHubSend **other, GError **error)
{
  /* The row of the studio is what two that come at once, by two hubs, wait for. */
  if (!so_hub_sql_run (store, error, "UPDATE studio SET head = head WHERE id = ?", "t", send->studio) ||
      !so_hub_sql_int (store, &send->seq, error, "SELECT head FROM studio WHERE id = ?", "t", send->studio) ||
      !give_up_instead (store, send, error) || !find_other (store, send, taking, other, error))
    return FALSE;
  if (*other)
    return TRUE;
  *taking = SO_HUB_TAKEN;
  send->state = SO_HUB_SEND_WAITING;
  send->created_at = send->changed_at = so_now ();
  return add (store, send, error) && note_epoch (store, send, error);
}

gboolean
so_hub_send_take (SoHubStore *store, SoHubSend *send, SoHubTaking *taking, SoHubSend **other, GError **error)
{
  gboolean good;

  *other = NULL;
  if (!so_hub_sql_begin (store, error))
    return FALSE;
  good = so_hub_sql_end (store, take (store, send, taking, other, error), error);
  if (!good)
    g_clear_pointer (other, so_hub_send_free);
  return good;
}

/* Sending ---------------------------------------------------------------------------------------- */

#define IS_OF_NOW " epoch = (SELECT epoch FROM studio s WHERE s.id = a.studio)"
/* What is before it in its conversation goes first. */
#define IS_FIRST " NOT EXISTS (SELECT 1 FROM send b WHERE b.studio = a.studio AND b.sender = a.sender AND b.thread = a.thread AND b.state IN (0, 1)" \
                 " AND (b.created_at, b.id) < (a.created_at, a.id))"

/* The ids of the one that is due, or NULL. */
static gboolean
find_due (SoHubStore *store, gint64 now, char **studio, char **id, GError **error)
{
  g_autoptr (SoHubRows) row = so_hub_sql_query (store, error, "SELECT studio, id FROM send a WHERE state = 0 AND not_before <= ? AND" IS_OF_NOW " AND" IS_FIRST
                                                " ORDER BY created_at, id LIMIT 1", "i", now);
  g_autoptr (GError) inner = NULL;

  if (row && so_hub_rows_next (row, &inner))
    {
      *studio = so_hub_rows_dup (row, 0);
      *id = so_hub_rows_dup (row, 1);
    }
  if (!inner)
    return row != NULL;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

/* Another hub may have been quicker: then this changes no row. */
static gboolean
mark (SoHubStore *store, const char *studio, const char *id, gint64 now, gint64 lease, SoHubSend **send, GError **error)
{
  if (!so_hub_sql_run (store, error, "UPDATE send SET state = 1, attempts = attempts + 1, lease = ?, changed_at = ? WHERE studio = ? AND id = ? AND state = 0", "iitt",
                       lease, now, studio, id))
    return FALSE;
  return so_hub_sql_changes (store) != 1 || (*send = so_hub_send_find (store, studio, id, error)) != NULL;
}

SoHubSend *
so_hub_send_claim (SoHubStore *store, gint64 now, gint64 lease, gint64 *next, GError **error)
{
  g_autofree char *studio = NULL, *id = NULL;
  SoHubSend *send = NULL;
  gboolean good;

  *next = 0;
  if (!so_hub_sql_begin (store, error))
    return NULL;
  good = find_due (store, now, &studio, &id, error) &&
         (id ? mark (store, studio, id, now, lease, &send, error)
             : so_hub_sql_int (store, next, error, "SELECT min(not_before) FROM send a WHERE state = 0 AND" IS_OF_NOW " AND" IS_FIRST, ""));
  if (so_hub_sql_end (store, good, error))
    return send;
  so_hub_send_free (send);
  return NULL;
}

gboolean
so_hub_send_hold (SoHubStore *store, const char *studio, const char *id, gint64 lease, GError **error)
{
  return so_hub_sql_run (store, error, "UPDATE send SET lease = ? WHERE studio = ? AND id = ? AND state = 1", "itt", lease, studio, id);
}

gboolean
so_hub_send_finish (SoHubStore *store, const char *studio, const char *id, SoHubSendState state, const char *result, gint64 not_before, gboolean *done,
                    GError **error)
{
  if (!so_hub_sql_run (store, error, "UPDATE send SET state = ?, result = ?, not_before = ?, changed_at = ?, told = 0 WHERE studio = ? AND id = ?"
                       " AND state IN (1, 4)", "itiitt", (gint64) state, result, not_before, so_now (), studio, id))
    return FALSE;
  *done = so_hub_sql_changes (store) == 1;
  return TRUE;
}

gboolean
so_hub_send_withdraw (SoHubStore *store, const char *studio, const char *id, SoHubSend **send, GError **error)
{
  gint64 now = so_now ();
  gboolean good;

  *send = NULL;
  if (!so_hub_sql_begin (store, error))
    return FALSE;
  good = so_hub_sql_run (store, error, "UPDATE send SET state = 5, changed_at = ?, told = 0 WHERE studio = ? AND id = ? AND state = 0", "itt", now, studio, id) &&
         so_hub_sql_run (store, error, "INSERT INTO send (studio, id, draft, device, name, sender, thread, answers, signature, state, seq, created_at, changed_at, told)"
                         " VALUES (?, ?, '', '', '', '', '', '', '', 5, 0, ?, ?, 1) ON CONFLICT (studio, id) DO NOTHING", "ttii", studio, id, now, now) &&
         (*send = so_hub_send_find (store, studio, id, error)) != NULL;
  if (so_hub_sql_end (store, good, error))
    return TRUE;
  g_clear_pointer (send, so_hub_send_free);
  return FALSE;
}

/* Afterwards -------------------------------------------------------------------------------------- */

gboolean
so_hub_sends_recover (SoHubStore *store, gint64 now, gboolean all, guint *n, GError **error)
{
  if (!so_hub_sql_run (store, error, "UPDATE send SET state = 4, changed_at = ?, told = 0 WHERE (state = 1 AND lease < ?) OR (state IN (0, 1) AND epoch <>"
                       " (SELECT epoch FROM studio s WHERE s.id = send.studio))", "ii", now, all ? G_MAXINT64 : now))
    return FALSE;
  *n = (guint) so_hub_sql_changes (store);
  return TRUE;
}

gboolean
so_hub_sends_doubt (SoHubStore *store, GError **error)
{
  gboolean has;

  return so_hub_sql_has_table (store, "send", &has, error) &&
         (!has || so_hub_sql_run (store, error, "UPDATE send SET state = 4, changed_at = ?, told = 0 WHERE state IN (0, 1)", "i", so_now ()));
}

GPtrArray *
so_hub_sends_unknown (SoHubStore *store, gint64 since, GError **error)
{
  return read_sends (so_hub_sql_query (store, error, "SELECT " COLUMNS " FROM send WHERE state = 4 AND changed_at >= ? ORDER BY changed_at LIMIT 100", "i", since), error);
}

GPtrArray *
so_hub_sends_untold (SoHubStore *store, guint most, GError **error)
{
  return read_sends (so_hub_sql_query (store, error, "SELECT " COLUMNS " FROM send WHERE told = 0 AND state IN (2, 3, 4, 5) ORDER BY changed_at LIMIT ?", "i",
                                       (gint64) most), error);
}

/* What has become of it meanwhile is told by itself. */
gboolean
so_hub_send_told (SoHubStore *store, const SoHubSend *send, GError **error)
{
  return so_hub_sql_run (store, error, "UPDATE send SET told = 1 WHERE studio = ? AND id = ? AND state = ? AND changed_at = ?", "ttii", send->studio, send->id,
                         (gint64) send->state, send->changed_at);
}

gboolean
so_hub_sends_count (SoHubStore *store, SoHubSendNumbers *numbers, GError **error)
{
  *numbers = (SoHubSendNumbers) { 0 };
  return so_hub_sql_int (store, &numbers->waiting, error, "SELECT count(*) FROM send WHERE state IN (0, 1)", "") &&
         so_hub_sql_int (store, &numbers->unknown, error, "SELECT count(*) FROM send WHERE state = 4", "") &&
         so_hub_sql_int (store, &numbers->oldest, error, "SELECT coalesce(min(created_at), 0) FROM send WHERE state IN (0, 1)", "");
}

gboolean
so_hub_sends_sweep (SoHubStore *store, gint64 before, GError **error)
{
  return so_hub_sql_run (store, error, "DELETE FROM send WHERE (studio, id) IN (SELECT studio, id FROM send WHERE state IN (2, 3, 5) AND changed_at < ? LIMIT ?)", "ii",
                         before, (gint64) ROWS_AT_ONCE);
}

gboolean
so_hub_sends_copy (SoHubStore *from, SoHubStore *to, GError **error)
{
  g_autoptr (SoHubRows) row = NULL;
  g_autoptr (GError) inner = NULL;
  gboolean has;

  if (!so_hub_sql_has_table (from, "send", &has, error))
    return FALSE;
  if (!has)
    return TRUE;
  if (!so_hub_sql_run_all (to, schema, G_N_ELEMENTS (schema), error))
    return FALSE;
  row = so_hub_sql_query (from, error, "SELECT " COLUMNS " FROM send", "");
  while (row && so_hub_rows_next (row, &inner))
    {
      g_autoptr (SoHubSend) send = read_send (row);

      if (!add (to, send, error) || !note_epoch (to, send, error))
        return FALSE;
    }
  if (!inner)
    return row != NULL;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}
