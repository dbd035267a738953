/* SPDX-License-Identifier: MIT */
#include "so-figures-answers.h"

#define DAY_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))
#define MINUTE_MS G_GINT64_CONSTANT (60000)

/* A conversation: what was said last, as far as answers go. */
typedef struct {
  gint64 since;        /* ms; 0: nobody waits, or began to before all spans */
  gboolean wants;      /* the last message wants an answer */
} Talk;

struct _SoFiguresAnswers {
  const SoFiguresJob *job;
  GHashTable *talks;   /* number of the thread → Talk */
  SoHoursLine *open;   /* NULL: all minutes count; until @open_to */
  gint64 open_to;
};

SoFiguresAnswers *
so_figures_answers_new (const SoFiguresJob *job)
{
  SoFiguresAnswers *self = g_new0 (SoFiguresAnswers, 1);

  self->job = job;
  self->open_to = MAX (job->to, job->how->now);
  self->open = job->how->hours ? so_hours_line_new (job->how->hours, job->from, self->open_to) : NULL;
  self->talks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return self;
}

void
so_figures_answers_free (SoFiguresAnswers *self)
{
  g_hash_table_unref (self->talks);
  g_clear_pointer (&self->open, so_hours_line_free);
  g_free (self);
}

#define COUNTS "m.deleted_at IS NULL AND m.is_system = 0 AND NOT (m.direction = 'outbound' AND m.state = 'failed') AND NOT " SO_FIGURES_STANDING " AND NOT " SO_FIGURES_NO_QUESTION
#define OF_THREAD "FROM message m WHERE m.thread_id = (SELECT id FROM thread WHERE n = ?1) AND " COUNTS

/* What was said last before the first span. */
static Talk *
find_talk (SoFiguresAnswers *self, gint64 thread, GError **error)
{
  Talk *talk = g_hash_table_lookup (self->talks, &thread);
  g_autoptr (SoStmt) row = NULL;
  g_autoptr (GError) failed = NULL;

  if (talk)
    return talk;
  row = so_db_query (self->job->db, error, "SELECT m.direction " OF_THREAD " AND m.sent_at < ?2 ORDER BY m.sent_at DESC, m.n DESC LIMIT 1", "ii", thread, self->job->from);
  talk = g_new0 (Talk, 1);
  talk->wants = row && so_stmt_one (row, NULL, &failed) && !g_strcmp0 (so_stmt_text (row, 0), "inbound");
  g_hash_table_insert (self->talks, g_memdup2 (&thread, sizeof thread), talk);
  return so_figures_end (row, g_steal_pointer (&failed), error) ? talk : NULL;
}

static guint32
minutes_between (const SoFiguresAnswers *self, gint64 from, gint64 to)
{
  gint64 minutes = !self->open ? (to - from) / MINUTE_MS : to <= self->open_to ? so_hours_line_minutes (self->open, from, to)
    : so_hours_minutes_between (self->job->how->hours, from, to);

  return (guint32) CLAMP (minutes, 0, G_MAXUINT32);
}

/* @answered: ms; 0: not. */
static void
count (SoFiguresAnswers *self, gint64 since, gint64 answered)
{
  const SoFiguresHow *how = self->job->how;
  guint32 minutes = answered ? minutes_between (self, since, answered) : 0;

  if (!answered && how->now - since < DAY_MS)
    return;
  for (SoFiguresSpan *span = NULL; (span = so_figures_span (self->job, span, since));)
    {
      span->figures->waited++;
      if (!answered)
        continue;
      span->figures->answered++;
      span->figures->answered_in_day += answered - since <= DAY_MS;
      g_array_append_val (span->figures->answer_minutes, minutes);
    }
}

gboolean
so_figures_answers_add (SoFiguresAnswers *self, gint64 thread, gint64 at, gboolean answer, GError **error)
{
  Talk *talk = find_talk (self, thread, error);

  if (!talk)
    return FALSE;
  if (answer && talk->since)
    count (self, talk->since, at);
  if (answer || !talk->wants)
    talk->since = answer ? 0 : at;
  talk->wants = !answer;
  return TRUE;
}

/* The first answer after all spans; 0: none. */
static gboolean
find_answer (SoFiguresAnswers *self, gint64 thread, gint64 *at, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (self->job->db, error, "SELECT m.sent_at " OF_THREAD " AND m.sent_at >= ?2 AND m.direction = 'outbound' ORDER BY m.sent_at, m.n LIMIT 1",
                                        "ii", thread, self->job->to);
  g_autoptr (GError) failed = NULL;

  *at = row && so_stmt_one (row, NULL, &failed) ? so_stmt_int (row, 0) : 0;
  return so_figures_end (row, g_steal_pointer (&failed), error);
}

gboolean
so_figures_answers_finish (SoFiguresAnswers *self, GError **error)
{
  GHashTableIter iter;
  gpointer thread, value;

  g_hash_table_iter_init (&iter, self->talks);
  while (g_hash_table_iter_next (&iter, &thread, &value))
    {
      const Talk *talk = value;
      gint64 answered = 0;

      if (!talk->since)
        continue;
      if (!find_answer (self, *(gint64 *) thread, &answered, error))
        return FALSE;
      count (self, talk->since, answered);
    }
  for (guint i = 0; i < self->job->n; i++)
    so_figures_sort (self->job->spans[i].figures);
  return TRUE;
}
