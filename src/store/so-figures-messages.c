/* SPDX-License-Identifier: MIT */
#include "so-figures-answers.h"

#define ROWS \
  "SELECT m.sent_at, t.n, t.channel, m.direction = 'outbound', m.state = 'failed', m.intent, m.sub_category, t.is_group, " SO_FIGURES_STANDING ", " SO_FIGURES_NO_QUESTION \
  " FROM message m JOIN thread t ON t.id = m.thread_id" \
  " WHERE m.sent_at >= ?1 AND m.sent_at < ?2 AND m.deleted_at IS NULL AND m.is_system = 0 AND t.deleted_at IS NULL AND t.state <> 'spam' ORDER BY m.sent_at, m.n"

typedef struct {
  const SoFiguresJob *job;
  SoFiguresSet *threads;   /* of each span: those in which somebody wrote */
  SoFiguresAnswers *answers;
} Messages;

typedef struct {
  gint64 at, thread;
  SoChannelKind channel;
  gboolean outbound, failed, call, group, standing, no_question;
  const char *intent, *sub_category;
  guint weekday, hour;
} Row;

static void
count_about (SoFigures *figures, const Row *row)
{
  const SoSubCategory *all = so_sub_categories (NULL), *sub = so_sub_category_find (row->sub_category);
  guint category;

  if (!so_category_parse (row->intent, &category))
    return;
  figures->classified++;
  figures->categories[category]++;
  if (sub)
    figures->sub_categories[sub - all]++;
}

static void
count_in (Messages *self, SoFiguresSpan *span, const Row *row)
{
  SoFigures *figures = span->figures;

  if (so_figures_set_add (&self->threads[span - self->job->spans], (guint64) row->thread))
    {
      figures->conversations++;
      figures->channels[row->channel].conversations++;
    }
  if (row->call)
    return;
  figures->in++;
  figures->channels[row->channel].in++;
  figures->hours[row->weekday][row->hour]++;
  count_about (figures, row);
}

static void
count_row (Messages *self, const Row *row)
{
  for (SoFiguresSpan *span = NULL; (span = so_figures_span (self->job, span, row->at));)
    if (!row->outbound)
      count_in (self, span, row);
    else if (!row->call && !row->failed)
      {
        span->figures->out++;
        span->figures->channels[row->channel].out++;
      }
}

static gboolean
hear (Messages *self, const Row *row, GError **error)
{
  gboolean nothing = row->call || row->group || row->no_question || (row->outbound && (row->failed || row->standing));

  return nothing || so_figures_answers_add (self->answers, row->thread, row->at, row->outbound, error);
}

static Row
read_row (const SoFiguresJob *job, SoStmt *rows)
{
  Row row = { .at = so_stmt_int (rows, 0), .thread = so_stmt_int (rows, 1), .channel = SO_CHANNEL_LOOPBACK, .outbound = so_stmt_int (rows, 3) != 0,
              .failed = so_stmt_int (rows, 4) != 0, .intent = so_stmt_text (rows, 5), .sub_category = so_stmt_text (rows, 6), .group = so_stmt_int (rows, 7) != 0,
              .standing = so_stmt_int (rows, 8) != 0, .no_question = so_stmt_int (rows, 9) != 0 };

  so_channel_kind_parse (so_stmt_text (rows, 2), &row.channel);
  row.call = row.channel == SO_CHANNEL_CALL;
  so_figures_clock (job, row.at, &row.weekday, &row.hour);
  return row;
}

static gboolean
read_rows (Messages *self, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (self->job->db, error, ROWS, "ii", self->job->from, self->job->to);
  g_autoptr (GError) failed = NULL;

  while (rows && so_figures_next (self->job, rows, &failed))
    {
      Row row = read_row (self->job, rows);

      count_row (self, &row);
      if (!hear (self, &row, &failed))
        break;
    }
  return so_figures_end (rows, g_steal_pointer (&failed), error);
}

gboolean
so_figures_read_messages (const SoFiguresJob *job, GError **error)
{
  Messages self = { job, so_figures_sets_new (job->n), so_figures_answers_new (job) };
  gboolean ok = read_rows (&self, error) && so_figures_answers_finish (self.answers, error);

  so_figures_sets_free (self.threads, job->n);
  so_figures_answers_free (self.answers);
  return ok;
}
