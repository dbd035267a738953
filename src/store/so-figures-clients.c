/* SPDX-License-Identifier: MIT */
/* What a studio that works by the project counts: of the people whom it writes with, and of its tasks. */
#include "so-figures-answers.h"

#include "so-people.h"

/* A conversation with one person, m being a message of it that counts, t the thread. */
#define TALK "t.deleted_at IS NULL AND t.state <> 'spam' AND t.is_group = 0 AND t.channel <> 'call'"
#define SAID \
  "m.sent_at >= ?1 AND m.sent_at < ?2 AND m.deleted_at IS NULL AND m.is_system = 0 AND NOT (m.direction = 'outbound' AND m.state = 'failed')" \
  " AND NOT (m.direction = 'inbound' AND coalesce (m.sub_category, '') = 'machine')"
/* Of each conversation first: there are fewer of them than messages. */
#define PEOPLE \
  "SELECT c.id AS id, c.name AS name, sum (s.received) AS received FROM" \
  " (SELECT m.thread_id, sum (m.direction = 'inbound') AS received FROM message m WHERE " SAID " GROUP BY m.thread_id) s" \
  " JOIN thread t ON t.id = s.thread_id AND " TALK " JOIN contact c ON c.id = " SO_PERSON_ROOT ("t.contact_id") " AND c.deleted_at IS NULL GROUP BY c.id"

static gboolean
read_people (SoDb *db, SoClients *clients, const SoFiguresHow *how, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (db, error, PEOPLE " ORDER BY received DESC, name, id", "ii", clients->from, clients->to);
  g_autoptr (GError) failed = NULL;
  SoFiguresJob job = { .db = db, .how = how };

  while (rows && so_figures_next (&job, rows, &failed))
    {
      clients->written_with++;
      if (!so_stmt_int (rows, 2))
        continue;
      clients->senders++;
      if (clients->list->len < SO_CLIENTS_MOST)
        so_clients_add (clients, so_stmt_text (rows, 0), so_stmt_text (rows, 1))->figures->in = (guint) so_stmt_int (rows, 2);
    }
  return so_figures_end (rows, g_steal_pointer (&failed), error);
}

static gboolean
read_tasks (SoDb *db, SoClients *clients, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT total (due_at >= ?1 AND due_at < ?2), total (due_at >= ?1 AND due_at < ?2 AND done_at > 0),"
                                        " total (due_at > 0 AND due_at < ?3 AND done_at = 0) FROM task WHERE deleted_at IS NULL", "iii", clients->from, clients->to, clients->today);
  g_autoptr (GError) failed = NULL;

  if (row && so_stmt_one (row, NULL, &failed))
    {
      clients->due = (guint) so_stmt_int (row, 0);
      clients->done = (guint) so_stmt_int (row, 1);
      clients->late = (guint) so_stmt_int (row, 2);
    }
  return so_figures_end (row, g_steal_pointer (&failed), error);
}

/* One ---------------------------------------------------------------------------------------------------------- */

#define HERS \
  "SELECT m.sent_at, t.n, m.direction = 'outbound' FROM thread t JOIN message m ON m.thread_id = t.id WHERE t.contact_id IN " SO_PERSON_ALL ("?3") " AND " TALK " AND " SAID \
  " AND NOT " SO_FIGURES_STANDING " AND NOT " SO_FIGURES_NO_QUESTION " ORDER BY m.sent_at, m.n"

static gboolean
hear (SoFiguresAnswers *answers, const SoFiguresJob *job, const char *contact_id, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (job->db, error, HERS, "iit", job->from, job->to, contact_id);
  g_autoptr (GError) failed = NULL;

  while (rows && so_figures_next (job, rows, &failed))
    if (!so_figures_answers_add (answers, so_stmt_int (rows, 1), so_stmt_int (rows, 0), so_stmt_int (rows, 2) != 0, &failed))
      break;
  return so_figures_end (rows, g_steal_pointer (&failed), error);
}

/* By the same hand as all answers of the studio. */
static gboolean
read_answers (SoDb *db, SoClient *client, const SoClients *clients, const SoFiguresHow *how, GError **error)
{
  SoFiguresSpan span = { clients->from, clients->to, clients->from, client->figures };
  SoFiguresJob job = { db, &span, 1, how, clients->from, clients->to };
  SoFiguresAnswers *answers = so_figures_answers_new (&job);
  gboolean ok = hear (answers, &job, client->contact_id, error) && so_figures_answers_finish (answers, error);

  so_figures_answers_free (answers);
  return ok;
}

static void
read_now (SoDb *db, SoClient *client, gint64 today)
{
  client->waiting = (guint) so_db_int (db, 0, "SELECT count (*) FROM thread WHERE contact_id IN " SO_PERSON_ALL ("?1")
                                       " AND deleted_at IS NULL AND state IN ('open', 'waiting') AND waiting_since > 0 AND is_group = 0", "t", client->contact_id);
  client->open = (guint) so_db_int (db, 0, "SELECT count (*) FROM task WHERE contact_id IN " SO_PERSON_ALL ("?1") " AND deleted_at IS NULL AND done_at = 0", "t", client->contact_id);
  client->late = (guint) so_db_int (db, 0, "SELECT count (*) FROM task WHERE contact_id IN " SO_PERSON_ALL ("?1") " AND deleted_at IS NULL AND done_at = 0 AND due_at > 0 AND due_at < ?2",
                                    "ti", client->contact_id, today);
}

gboolean
so_figures_read_clients (SoDb *db, SoClients *clients, const SoFiguresHow *how, GError **error)
{
  if (!read_people (db, clients, how, error) || !read_tasks (db, clients, error))
    return FALSE;
  for (guint i = 0; i < clients->list->len; i++)
    {
      SoClient *client = clients->list->pdata[i];

      if (!read_answers (db, client, clients, how, error))
        return FALSE;
      read_now (db, client, clients->today);
    }
  return TRUE;
}
