/* SPDX-License-Identifier: MIT */
#include "so-timeline.h"

#include "so-db.h"
#include "so-people.h"

/* Each kind by itself, newest first and no more than a page, by its own index; what comes of all of them is sorted. ?1: the person; ?2, ?3: time and
 * number before which it is, for kinds that come before ?4 in the same moment also those at it; ?5: how many. */
#define BEFORE(at, n, kind) " AND (" at " < ?2 OR (" at " = ?2 AND (" kind " < ?4 OR (" kind " = ?4 AND " n " < ?3)))) ORDER BY " at " DESC, " n " DESC LIMIT ?5"
#define ALL SO_PERSON_ALL ("?1")

static const char *const queries[SO_N_MOMENTS] = {
  /* Of each conversation its newest, so that none is read whole. */
  [SO_MOMENT_MESSAGE] =
    "SELECT m.sent_at, m.n, m.id, m.thread_id, t.channel, m.text, (SELECT kind FROM part WHERE message_id = m.id AND kind <> 'text' ORDER BY position LIMIT 1), m.direction = 'outbound', m.direction = 'inbound' AND m.is_system = 0 AND m.import_id IS NULL"
    " AND m.sent_at > t.read_at, 0 FROM thread t JOIN message m ON m.n IN (SELECT o.n FROM message o WHERE o.thread_id = t.id AND o.deleted_at IS NULL AND o.sent_at <= ?2"
    BEFORE ("o.sent_at", "o.n", "0") ") WHERE t.contact_id IN " ALL " AND t.deleted_at IS NULL" BEFORE ("m.sent_at", "m.n", "0"),
  [SO_MOMENT_STAGE] = "SELECT created_at, n, id, NULL, NULL, to_stage, from_stage, 0, 0, 0 FROM stage_move WHERE contact_id IN " ALL " AND deleted_at IS NULL"
    BEFORE ("created_at", "n", "1"),
  [SO_MOMENT_NOTE] = "SELECT created_at, n, id, NULL, NULL, text, author, 0, 0, 0 FROM contact_note WHERE contact_id IN " ALL " AND deleted_at IS NULL" BEFORE ("created_at", "n", "2"),
  [SO_MOMENT_TASK] = "SELECT iif (done_at > 0, done_at, created_at) AS at, n, id, thread_id, NULL, title, NULL, 0, 0, done_at > 0 FROM task WHERE contact_id IN " ALL
    " AND deleted_at IS NULL" BEFORE ("iif (done_at > 0, done_at, created_at)", "n", "3"),
  [SO_MOMENT_TRIAL] = "SELECT starts_at, n, id, NULL, NULL, title, iif (converted_at > 0, 'converted', state), 0, 0, 0 FROM trial WHERE contact_id IN " ALL
    " AND deleted_at IS NULL" BEFORE ("starts_at", "n", "4"),
  [SO_MOMENT_FILE] = "SELECT created_at, n, id, NULL, NULL, name, sha256, 0, 0, 0 FROM contact_file WHERE contact_id IN " ALL " AND deleted_at IS NULL" BEFORE ("created_at", "n", "5"),
};

static gpointer
read_moment (SoStmt *row)
{
  SoMoment *moment = g_new0 (SoMoment, 1);

  moment->at = so_stmt_int (row, 0);
  moment->n = so_stmt_int (row, 1);
  moment->id = so_stmt_dup (row, 2);
  moment->thread_id = so_stmt_dup (row, 3);
  moment->channel = so_stmt_dup (row, 4);
  moment->text = so_stmt_dup (row, 5);
  moment->detail = so_stmt_dup (row, 6);
  moment->outbound = so_stmt_int (row, 7) != 0;
  moment->unread = so_stmt_int (row, 8) != 0;
  moment->done = so_stmt_int (row, 9) != 0;
  return moment;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const SoMoment *first = *(SoMoment *const *) a, *second = *(SoMoment *const *) b;

  if (first->at != second->at)
    return first->at < second->at ? -1 : 1;
  if (first->kind != second->kind)
    return (int) first->kind - (int) second->kind;
  return first->n < second->n ? -1 : first->n > second->n;
}

static gboolean
add_kind (SoDb *db, GPtrArray *all, SoMomentKind kind, const char *contact_id, const SoMoment *before, guint limit, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, queries[kind], "tiiii", contact_id, before ? before->at : G_MAXINT64, before ? before->n : G_MAXINT64,
                                        before ? (gint64) before->kind : (gint64) SO_N_MOMENTS, (gint64) limit);
  g_autoptr (GPtrArray) found = so_stmt_all (row, read_moment, (GDestroyNotify) so_moment_free, error);

  while (found && found->len)
    {
      SoMoment *moment = g_ptr_array_steal_index (found, found->len - 1);

      moment->kind = kind;
      g_ptr_array_add (all, moment);
    }
  return found != NULL;
}

GPtrArray *
so_timeline_page (SoDb *db, const char *contact_id, const SoMoment *before, guint limit, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) so_moment_free);

  for (SoMomentKind kind = 0; kind < SO_N_MOMENTS; kind++)
    if (!add_kind (db, all, kind, contact_id, before, limit, error))
      return NULL;
  g_ptr_array_sort (all, compare);
  if (all->len > limit)
    g_ptr_array_remove_range (all, 0, all->len - limit);
  return g_steal_pointer (&all);
}
