/* SPDX-License-Identifier: MIT */
#include "so-focus-kept.h"

#define KEY "so-focus-kept"

typedef struct {
  GWeakRef current, lost;
  gint64 lost_at;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_weak_ref_clear (&kept->current);
  g_weak_ref_clear (&kept->lost);
  g_free (kept);
}

static void
on_focus_moved (GtkWindow *window, GParamSpec *pspec, gpointer data)
{
  Kept *kept = data;
  GtkWidget *focus = gtk_window_get_focus (window);
  g_autoptr (GtkWidget) had = g_weak_ref_get (&kept->current);

  /* Folding hides all of the window between two frames: what has the focus then loses it, and nobody takes it yet. */
  if (had && (!focus || !gtk_widget_get_mapped (focus)))
    {
      g_weak_ref_set (&kept->lost, had);
      kept->lost_at = g_get_monotonic_time ();
    }
  g_weak_ref_set (&kept->current, focus && gtk_widget_get_mapped (focus) ? focus : NULL);
}

void
so_focus_kept_watch (GtkWindow *window)
{
  Kept *kept = g_new0 (Kept, 1);

  g_weak_ref_init (&kept->current, NULL);
  g_weak_ref_init (&kept->lost, NULL);
  g_object_set_data_full (G_OBJECT (window), KEY, kept, kept_free);
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (on_focus_moved), kept);
}

GtkWidget *
so_focus_kept (GtkWindow *window)
{
  Kept *kept = g_object_get_data (G_OBJECT (window), KEY);
  g_autoptr (GtkWidget) lost = kept ? g_weak_ref_get (&kept->lost) : NULL;

  return lost && gtk_widget_get_mapped (lost) && g_get_monotonic_time () - kept->lost_at < G_USEC_PER_SEC ? lost : NULL;
}
