/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-proposal.h"

static const char *const kinds[SO_N_PROPOSAL_KINDS] = { "moved", "added", "no_place" };

const char *
so_proposal_kind_nick (SoProposalKind kind)
{
  return kinds[kind];
}

static void
line_free (gpointer data)
{
  SoProposalLine *line = data;

  g_free (line->session_id);
  g_free (line->title);
  g_free (line->from.room);
  g_free (line->from.teacher);
  g_free (line->to.room);
  g_free (line->to.teacher);
  g_free (line);
}

static void
point_free (gpointer data)
{
  SoProposalPoint *point = data;

  g_free (point->words);
  g_free (point);
}

static void
reason_free (gpointer data)
{
  SoProposalReason *reason = data;

  g_free (reason->words);
  g_free (reason->advice);
  g_free (reason);
}

SoProposal *
so_proposal_new (void)
{
  static const char *const nicks[SO_N_POINTS] = { "preferred", "beginner_peak", "room_fit", "continuity", "unplaced" };
  SoProposal *self = g_new0 (SoProposal, 1);

  self->lines = g_ptr_array_new_with_free_func (line_free);
  self->mended = g_ptr_array_new_with_free_func (g_free);
  self->reasons = g_ptr_array_new_with_free_func (reason_free);
  for (guint i = 0; i < SO_N_POINTS; i++)
    {
      self->parts[i].nick = nicks[i];
      self->parts[i].points = g_ptr_array_new_with_free_func (point_free);
    }
  return self;
}

void
so_proposal_free (SoProposal *self)
{
  if (!self)
    return;
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->mended);
  g_ptr_array_unref (self->reasons);
  for (guint i = 0; i < SO_N_POINTS; i++)
    g_ptr_array_unref (self->parts[i].points);
  g_free (self->solution);
  g_free (self);
}

double
so_proposal_gap (const SoProposal *self)
{
  if (self->status == SO_PROPOSAL_OPTIMAL)
    return 0;
  if (!self->has_bound || self->repair)
    return -1;
  return 100.0 * (double) MAX (self->bound - self->after, 0) / (double) MAX (ABS (self->after), 1);
}

SoProposalLine *
so_proposal_add_line (SoProposal *self, SoProposalKind kind, const char *session_id, const char *title)
{
  SoProposalLine *line = g_new0 (SoProposalLine, 1);

  line->kind = kind;
  line->session_id = g_strdup (session_id);
  line->title = g_strdup (title);
  line->from.day = line->to.day = -1;
  g_ptr_array_add (self->lines, line);
  return line;
}

void
so_proposal_add_point (SoProposal *self, SoPointsKind kind, char *words, int points, int change)
{
  SoProposalPoint *point = g_new0 (SoProposalPoint, 1);

  *point = (SoProposalPoint) { words, points, change };
  g_ptr_array_add (self->parts[kind].points, point);
}

void
so_proposal_add_reason (SoProposal *self, char *words, char *advice)
{
  SoProposalReason *reason = g_new0 (SoProposalReason, 1);

  *reason = (SoProposalReason) { words, advice };
  g_ptr_array_add (self->reasons, reason);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const SoProposalLine *one = a, *other = b;
  const SoProposalSpot *x = one->kind == SO_PROPOSAL_ADDED ? &one->to : &one->from, *y = other->kind == SO_PROPOSAL_ADDED ? &other->to : &other->from;

  if (one->kind != other->kind)
    return (int) one->kind - (int) other->kind;
  if (x->day != y->day)
    return x->day - y->day;
  return x->start != y->start ? x->start - y->start : g_strcmp0 (one->title, other->title);
}

/* What is new first, then what is lost, then what is as it was. */
static int
compare_points (gconstpointer a, gconstpointer b)
{
  static const int order[] = { 1, 2, 0 };   /* lost, as before, new */

  return order[((const SoProposalPoint *) a)->change + 1] - order[((const SoProposalPoint *) b)->change + 1];
}

void
so_proposal_sort (SoProposal *self)
{
  g_ptr_array_sort_values (self->lines, compare_lines);
  for (guint i = 0; i < SO_N_POINTS; i++)
    g_ptr_array_sort_values (self->parts[i].points, compare_points);
}
