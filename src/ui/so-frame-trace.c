/* SPDX-License-Identifier: MIT */
#include "so-frame-trace.h"

#include <stdio.h>
#include <time.h>

typedef struct {
  gint64 begun, worked;
} Frame;

/* µs that this thread has worked. */
static gint64
worked (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
on_before_paint (GdkFrameClock *clock, Frame *frame)
{
  frame->begun = g_get_monotonic_time ();
  frame->worked = worked ();
}

static void
on_after_paint (GdkFrameClock *clock, Frame *frame)
{
  if (!frame->begun)
    return;
  printf ("frame %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", frame->begun, g_get_monotonic_time (), worked () - frame->worked);
  fflush (stdout);
  frame->begun = 0;
}

static void
on_realized (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  Frame *frame = g_new0 (Frame, 1);

  g_object_set_data_full (G_OBJECT (clock), "so-frame-trace", frame, g_free);
  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), frame);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (on_after_paint), frame);
}

void
so_frame_trace_watch (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  if (g_getenv ("STUDIO_OS_TRACE_FRAMES"))
    g_signal_connect (window, "realize", G_CALLBACK (on_realized), NULL);
}
