/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-roll.h"
#include "so-week.h"
#include "so-week-ghost.h"
#include "so-week-problems.h"

G_BEGIN_DECLS

/**
 * SoWeekSource: where the Schedule page has its week from, and to whom it says what the owner did. The page knows nothing else of the store, so
 * that it can be tried with made-up weeks.
 *
 * The signal "changed" says that so_week_source_get_week() answers something else, also after a change of its own or an undo. What is
 * changed can be taken back by the window's undo; the source sees to that. Main thread; the work is done elsewhere.
 */
#define SO_TYPE_WEEK_SOURCE (so_week_source_get_type ())
G_DECLARE_INTERFACE (SoWeekSource, so_week_source, SO, WEEK_SOURCE, GObject)

/* The five things to do before there is a week, in this order; bits for so_week_source_get_steps(). */
typedef enum { SO_WEEK_STEP_CLASSES, SO_WEEK_STEP_ROOMS, SO_WEEK_STEP_TIMES, SO_WEEK_STEP_PLAN, SO_WEEK_STEP_SAVE, SO_N_WEEK_STEPS } SoWeekSetup;

/* What can be opened about one session. */
typedef enum { SO_WEEK_ABOUT_BOOKINGS } SoWeekAbout;

struct _SoWeekSourceInterface {
  GTypeInterface parent;

  SoWeek *(*get_week) (SoWeekSource *self);
  int (*get_today) (SoWeekSource *self);
  int (*get_now) (SoWeekSource *self);
  void (*show) (SoWeekSource *self, const char *date);
  GPtrArray *(*judge) (SoWeekSource *self, SoWeek *week, const char *id);
  void (*place_async) (SoWeekSource *self, const char *id, const char *copy, const SoWeekPlace *to, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*place_finish) (SoWeekSource *self, GAsyncResult *result, GError **error);
  void (*suggest_async) (SoWeekSource *self, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  GPtrArray *(*suggest_finish) (SoWeekSource *self, GAsyncResult *result, GError **error);
  void (*roll_async) (SoWeekSource *self, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  GPtrArray *(*roll_finish) (SoWeekSource *self, GAsyncResult *result, GError **error);
  void (*mark_async) (SoWeekSource *self, const char *booking, SoRollMark mark, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*mark_finish) (SoWeekSource *self, GAsyncResult *result, GError **error);
  void (*open) (SoWeekSource *self, SoWeekAbout what, const char *id);
  guint (*get_steps) (SoWeekSource *self);
  void (*open_step) (SoWeekSource *self, SoWeekSetup step, GtkWidget *from);
};

/* Borrowed; NULL while it is read for the first time. */
SoWeek *so_week_source_get_week (SoWeekSource *self);
/* The day of the week that is today, 0 = Monday; -1 where it is in another week. */
int so_week_source_get_today (SoWeekSource *self);
/* Minutes after midnight of today; -1 where that is in another week, or not known. */
int so_week_source_get_now (SoWeekSource *self);
/* The week around "2026-11-23"; NULL: this one. */
void so_week_source_show (SoWeekSource *self, const char *date);
/* What is wrong in @week, which may be one that nobody stored yet, because of @id (NULL: of anything): SoWeekProblem. It is asked at every step of
 * a drag, so it has to answer within a frame. Free with g_ptr_array_unref(). */
GPtrArray *so_week_source_judge (SoWeekSource *self, SoWeek *week, const char *id);

/* Stores that @id is at @to; or with @copy, that a new session with this id is there. */
void so_week_source_place_async (SoWeekSource *self, const char *id, const char *copy, const SoWeekPlace *to, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean so_week_source_place_finish (SoWeekSource *self, GAsyncResult *result, GError **error);

/* SoWeekGhost, the best one first; free with g_ptr_array_unref(). None: there is no other place. */
void so_week_source_suggest_async (SoWeekSource *self, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *so_week_source_suggest_finish (SoWeekSource *self, GAsyncResult *result, GError **error);

/* Who is booked: SoRollLine; free with g_ptr_array_unref(). */
void so_week_source_roll_async (SoWeekSource *self, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *so_week_source_roll_finish (SoWeekSource *self, GAsyncResult *result, GError **error);
void so_week_source_mark_async (SoWeekSource *self, const char *booking, SoRollMark mark, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean so_week_source_mark_finish (SoWeekSource *self, GAsyncResult *result, GError **error);

/* Opens a dialog about a session. */
void so_week_source_open (SoWeekSource *self, SoWeekAbout what, const char *id);

/* Bits 1 << SoWeekSetup of what is done already. */
guint so_week_source_get_steps (SoWeekSource *self);
/* Goes where this step is done. */
void so_week_source_open_step (SoWeekSource *self, SoWeekSetup step, GtkWidget *from);

/* For implementations. */
void so_week_source_changed (SoWeekSource *self);

G_END_DECLS
