/* SPDX-License-Identifier: MIT */
#include "so-threads.h"

#include "so-db.h"
#include "so-people.h"

#define SHOWN "deleted_at IS NULL AND state NOT IN ('spam', 'bin')"

/* Each condition is that of its partial index, word for word: only so SQLite uses it. */
static const char *const conditions[SO_N_SPLITS] = {
  [SO_SPLIT_TO_APPROVE] = "draft_id IS NOT NULL AND deleted_at IS NULL AND state NOT IN ('spam', 'bin', 'snoozed')",
  [SO_SPLIT_URGENT] = "(priority = 'URGENT' OR escalated_at > 0) AND deleted_at IS NULL AND state IN ('open', 'waiting')",
  [SO_SPLIT_HOT] = "score >= 80 AND deleted_at IS NULL AND state IN ('open', 'waiting')",
  [SO_SPLIT_UNREAD] = "unread > 0 AND " SHOWN,
  [SO_SPLIT_WAITING] = "state = 'waiting' AND deleted_at IS NULL",
  [SO_SPLIT_SNOOZED] = "state = 'snoozed' AND deleted_at IS NULL",
  [SO_SPLIT_ALL] = SHOWN,
  [SO_SPLIT_STARRED] = "starred = 1 AND " SHOWN,
  [SO_SPLIT_DONE] = "state = 'done' AND deleted_at IS NULL",
  [SO_SPLIT_SPAM] = "state = 'spam' AND deleted_at IS NULL",
  [SO_SPLIT_BIN] = "state = 'bin' AND deleted_at IS NULL",
};

/* A customer waits. Order and condition are those of the index thread_pressing, and say what so_thread_rank_compare() says. */
#define PRESSING "waiting_since > 0 AND state = 'open' AND deleted_at IS NULL"
#define BY_RANK "(escalated_at = 0 AND ifnull (priority, '') <> 'URGENT'), (ifnull (due_at, 9223372036854775807) / 60000), (max (ifnull (score, -1), -1)) DESC, waiting_since, n"
/* Open, but nobody waits: index thread_live. */
#define LIVE "state IN ('open', 'waiting') AND deleted_at IS NULL"
#define BY_SCORE "(max (ifnull (score, -1), -1)) DESC, last_at DESC, n DESC"
#define BY_TIME "last_at DESC, n DESC"

static char *
where (const SoThreadFilter *filter)
{
  g_autofree char *channel = filter->channel < 0 ? g_strdup ("")
    : g_strdup_printf (" AND channel = '%s'", so_channel_kind_nick (filter->channel));

  return g_strconcat (conditions[filter->split], channel, filter->contact_id ? " AND contact_id IN " SO_PERSON_ALL ("?2") : "", NULL);
}

static GArray *
numbers_by (SoDb *db, const SoThreadFilter *filter, const char *index, const char *part, const char *order, gint64 limit, GError **error)
{
  g_autofree char *condition = where (filter);
  g_autofree char *sql = g_strdup_printf ("SELECT n FROM thread %s WHERE %s%s ORDER BY %s LIMIT ?1", index, condition, part, order);

  return so_db_numbers (db, error, sql, filter->contact_id ? "it" : "i", limit, filter->contact_id);
}

/* Few conversations wait, whatever the history: they come first, then what else is open, each in the order of an index (which
 * SQLite would not choose by itself: it prefers to sort all that is open); then the rest as it always was. What stands above is
 * left out there, so each is in the list once, whatever the parts say. */
static GArray *
numbers_by_due (SoDb *db, const SoThreadFilter *filter, gint64 limit, GError **error)
{
  /* Tabs in which there is little: all of it is quicker sorted than looked for among those who wait. */
  static const char *const few[SO_N_SPLITS] = {
    [SO_SPLIT_TO_APPROVE] = "INDEXED BY thread_draft", [SO_SPLIT_URGENT] = "INDEXED BY thread_urgent",
    [SO_SPLIT_HOT] = "INDEXED BY thread_hot", [SO_SPLIT_STARRED] = "INDEXED BY thread_starred",
  };
  const char *own = few[filter->split];
  g_autoptr (GArray) pressing = numbers_by (db, filter, own ? own : "INDEXED BY thread_pressing", " AND " PRESSING, BY_RANK, limit, error);
  g_autoptr (GArray) live = pressing ? numbers_by (db, filter, own ? own : "INDEXED BY thread_live", " AND " LIVE " AND NOT (" PRESSING ")", BY_SCORE, limit, error) : NULL;
  g_autoptr (GHashTable) known = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) rest = NULL;

  if (!live)
    return NULL;
  g_array_append_vals (pressing, live->data, live->len);
  rest = numbers_by (db, filter, "", "", BY_TIME, limit < 0 ? limit : limit + pressing->len, error);
  if (!rest)
    return NULL;
  for (guint i = 0; i < pressing->len; i++)
    g_hash_table_add (known, &g_array_index (pressing, gint64, i));
  g_array_set_size (live, 0);
  for (guint i = 0; i < rest->len; i++)
    if (!g_hash_table_contains (known, &g_array_index (rest, gint64, i)))
      g_array_append_val (live, g_array_index (rest, gint64, i));
  g_array_append_vals (pressing, live->data, live->len);
  if (limit >= 0 && pressing->len > limit)
    g_array_set_size (pressing, (guint) limit);
  return g_steal_pointer (&pressing);
}

static gboolean
is_over (SoSplit split)
{
  return split == SO_SPLIT_SNOOZED || split == SO_SPLIT_DONE || split == SO_SPLIT_SPAM || split == SO_SPLIT_BIN;
}

GArray *
so_thread_numbers (SoDb *db, const SoThreadFilter *filter, guint limit, GError **error)
{
  gint64 most = limit ? (gint64) limit : -1;

  switch (filter->order)
    {
    case SO_ORDER_DUE:
      return is_over (filter->split) ? numbers_by (db, filter, "", "", BY_TIME, most, error) : numbers_by_due (db, filter, most, error);
    case SO_ORDER_CHANNEL: return numbers_by (db, filter, "", "", "channel, " BY_TIME, most, error);
    case SO_ORDER_NEWEST:
    case SO_N_ORDERS:
    default: return numbers_by (db, filter, "", "", BY_TIME, most, error);
    }
}

guint
so_thread_count (SoDb *db, const SoThreadFilter *filter)
{
  g_autofree char *condition = where (filter);
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM thread WHERE %s AND ?1", condition);

  return (guint) so_db_int (db, 0, sql, filter->contact_id ? "it" : "i", (gint64) 1, filter->contact_id);
}

gint64
so_message_newest (SoDb *db)
{
  return so_db_int (db, 0, "SELECT max (n) FROM message", "");
}

/* Never more than the newest few thousand messages are looked at: a large import may run meanwhile. */
GArray *
so_thread_heard_since (SoDb *db, gint64 newest, GError **error)
{
  return so_db_numbers (db, error,
    "SELECT DISTINCT t.n FROM message m CROSS JOIN thread t ON t.id = m.thread_id"
    " WHERE m.n > max (?1, (SELECT max (n) FROM message) - 4000) AND m.direction = 'inbound' AND m.is_system = 0"
    " AND m.import_id IS NULL AND m.deleted_at IS NULL", "i", newest);
}
