/* SPDX-License-Identifier: MIT */
#include "so-focus-kept.h"

#include <adwaita.h>

#define KEY "so-focus-kept"
/* What folds is there again after a frame or two; a slow machine takes longer for these. */
#define LONGEST_US G_USEC_PER_SEC

typedef struct {
  GtkWindow *window;   /* which owns this */
  GWeakRef current;    /* what has the focus, as far as it can be seen */
  GWeakRef kept;       /* what had it when the size changed */
  gint64 resized_at;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_weak_ref_clear (&kept->current);
  g_weak_ref_clear (&kept->kept);
  g_free (kept);
}

static GtkWidget *
dup_kept (Kept *kept)
{
  if (g_get_monotonic_time () - kept->resized_at > LONGEST_US)
    return NULL;
  return g_weak_ref_get (&kept->kept);
}

static void
give_back (Kept *kept)
{
  g_autoptr (GtkWidget) had = dup_kept (kept);

  /* A dialog looks after its own focus; a page of it may be on its way out. */
  if (had && !gtk_widget_get_ancestor (had, ADW_TYPE_DIALOG) && gtk_widget_get_mapped (had) && gtk_widget_get_root (had) == GTK_ROOT (kept->window) &&
      gtk_window_get_focus (kept->window) != had)
    gtk_widget_grab_focus (had);
}

static Kept *
kept_of (gpointer window)
{
  return g_object_get_data (G_OBJECT (window), KEY);
}

static void
on_map (GtkWidget *widget, GtkWindow *window)
{
  g_autoptr (GtkWidget) had = dup_kept (kept_of (window));

  if (had == widget)
    give_back (kept_of (window));
}

static void
on_focus_moved (GtkWindow *window, GParamSpec *pspec, Kept *kept)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  g_weak_ref_set (&kept->current, focus && gtk_widget_get_mapped (focus) ? focus : NULL);
  give_back (kept);
}

/* While an edge is dragged, what had the focus before the first step. */
static void
on_resized (GdkSurface *surface, GParamSpec *pspec, GtkWindow *window)
{
  Kept *kept = kept_of (window);
  g_autoptr (GtkWidget) had = dup_kept (kept), now = g_weak_ref_get (&kept->current);

  kept->resized_at = g_get_monotonic_time ();
  if (had || !now)
    return;
  g_weak_ref_set (&kept->kept, now);
  g_signal_handlers_disconnect_by_func (now, on_map, window);
  g_signal_connect_object (now, "map", G_CALLBACK (on_map), window, 0);
}

static void
on_realized (GtkWindow *window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  g_signal_connect_object (surface, "notify::width", G_CALLBACK (on_resized), window, 0);
  g_signal_connect_object (surface, "notify::height", G_CALLBACK (on_resized), window, 0);
}

/* Whatever the owner does, the focus is hers from then on. */
static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, Kept *kept)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_KEY_PRESS || type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN)
    g_weak_ref_set (&kept->kept, NULL);
  return GDK_EVENT_PROPAGATE;
}

void
so_focus_kept_watch (GtkWindow *window)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();
  Kept *kept = g_new0 (Kept, 1);

  kept->window = window;
  g_weak_ref_init (&kept->current, NULL);
  g_weak_ref_init (&kept->kept, NULL);
  g_object_set_data_full (G_OBJECT (window), KEY, kept, kept_free);
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (on_focus_moved), kept);
  g_signal_connect (window, "realize", G_CALLBACK (on_realized), NULL);
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (on_event), kept);
  gtk_widget_add_controller (GTK_WIDGET (window), events);
}

gboolean
so_focus_kept_is_there (GtkWindow *window)
{
  g_autoptr (GtkWidget) had = dup_kept (kept_of (window));

  return had && gtk_window_get_focus (window) == had;
}
