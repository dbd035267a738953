/* SPDX-License-Identifier: MIT */
#include "so-week-source.h"

G_DEFINE_INTERFACE (SoWeekSource, so_week_source, G_TYPE_OBJECT)

static guint changed_signal;

#define IFACE(self) SO_WEEK_SOURCE_GET_IFACE (self)

/* The rules that the week alone knows, for a source that knows no more. */
static GPtrArray *
judge (SoWeekSource *self, SoWeek *week, const char *id)
{
  GPtrArray *problems = so_week_problems (week);

  for (guint i = problems->len; id && i-- > 0;)
    if (!g_str_equal (((SoWeekProblem *) problems->pdata[i])->id, id))
      g_ptr_array_remove_index (problems, i);
  return problems;
}

/* A source without a clock. */
static int
get_no_time (SoWeekSource *self)
{
  return -1;
}

/* A source that has nothing to open. */
static void
open_nothing (SoWeekSource *self, SoWeekAbout what, const char *id)
{
}

static void
so_week_source_default_init (SoWeekSourceInterface *iface)
{
  iface->judge = judge;
  iface->open = open_nothing;
  iface->get_now = get_no_time;
  changed_signal = g_signal_new ("changed", SO_TYPE_WEEK_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

SoWeek *
so_week_source_get_week (SoWeekSource *self)
{
  return IFACE (self)->get_week (self);
}

int
so_week_source_get_today (SoWeekSource *self)
{
  return IFACE (self)->get_today (self);
}

int
so_week_source_get_now (SoWeekSource *self)
{
  return IFACE (self)->get_now (self);
}

void
so_week_source_show (SoWeekSource *self, const char *date)
{
  IFACE (self)->show (self, date);
}

GPtrArray *
so_week_source_judge (SoWeekSource *self, SoWeek *week, const char *id)
{
  return IFACE (self)->judge (self, week, id);
}

void
so_week_source_place_async (SoWeekSource *self, const char *id, const char *copy, const SoWeekPlace *to, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  IFACE (self)->place_async (self, id, copy, to, cancellable, callback, user_data);
}

gboolean
so_week_source_place_finish (SoWeekSource *self, GAsyncResult *result, GError **error)
{
  return IFACE (self)->place_finish (self, result, error);
}

void
so_week_source_suggest_async (SoWeekSource *self, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  IFACE (self)->suggest_async (self, id, cancellable, callback, user_data);
}

GPtrArray *
so_week_source_suggest_finish (SoWeekSource *self, GAsyncResult *result, GError **error)
{
  return IFACE (self)->suggest_finish (self, result, error);
}

void
so_week_source_roll_async (SoWeekSource *self, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  IFACE (self)->roll_async (self, id, cancellable, callback, user_data);
}

GPtrArray *
so_week_source_roll_finish (SoWeekSource *self, GAsyncResult *result, GError **error)
{
  return IFACE (self)->roll_finish (self, result, error);
}

void
so_week_source_mark_async (SoWeekSource *self, const char *booking, SoRollMark mark, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  IFACE (self)->mark_async (self, booking, mark, cancellable, callback, user_data);
}

gboolean
so_week_source_mark_finish (SoWeekSource *self, GAsyncResult *result, GError **error)
{
  return IFACE (self)->mark_finish (self, result, error);
}

void
so_week_source_open (SoWeekSource *self, SoWeekAbout what, const char *id)
{
  IFACE (self)->open (self, what, id);
}

guint
so_week_source_get_steps (SoWeekSource *self)
{
  return IFACE (self)->get_steps (self);
}

void
so_week_source_open_step (SoWeekSource *self, SoWeekSetup step, GtkWidget *from)
{
  IFACE (self)->open_step (self, step, from);
}

void
so_week_source_changed (SoWeekSource *self)
{
  g_return_if_fail (SO_IS_WEEK_SOURCE (self));
  g_signal_emit (self, changed_signal, 0);
}
