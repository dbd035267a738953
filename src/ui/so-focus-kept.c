/* SPDX-License-Identifier: MIT */
#include "so-focus-kept.h"

#include <adwaita.h>

#define KEY "so-focus-kept"
/* What folds is out of sight for a frame or two; on a slow machine these are long. */
#define LONGEST_US (5 * G_USEC_PER_SEC)
#define FRAMES 2

typedef struct {
  GtkWindow *window;   /* which owns this */
  GWeakRef current;    /* what has the focus, as far as it can be seen */
  GWeakRef before;     /* what had it when the size began to change */
  GWeakRef lost;       /* the same, where it went out of sight by that */
  gint64 resized_at;   /* 0: the owner did something since */
  guint frames;        /* left in which GTK may still hand the focus to somebody else */
  guint tick;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_weak_ref_clear (&kept->current);
  g_weak_ref_clear (&kept->before);
  g_weak_ref_clear (&kept->lost);
  g_free (kept);
}

static Kept *
kept_of (gpointer window)
{
  return g_object_get_data (G_OBJECT (window), KEY);
}

static gboolean
is_folding (Kept *kept)
{
  return g_get_monotonic_time () - kept->resized_at < LONGEST_US;
}

static void
give_back (Kept *kept)
{
  g_autoptr (GtkWidget) had = g_weak_ref_get (&kept->lost);

  if (had && gtk_widget_get_mapped (had) && gtk_widget_get_root (had) == GTK_ROOT (kept->window) && gtk_window_get_focus (kept->window) != had)
    gtk_widget_grab_focus (had);
}

static gboolean
on_tick (GtkWidget *window, GdkFrameClock *clock, gpointer unused)
{
  Kept *kept = kept_of (window);

  if (kept->frames-- > 0)
    return G_SOURCE_CONTINUE;
  kept->tick = 0;
  g_weak_ref_set (&kept->lost, NULL);
  return G_SOURCE_REMOVE;
}

static void
on_map (GtkWidget *widget, GtkWindow *window)
{
  Kept *kept = kept_of (window);
  g_autoptr (GtkWidget) had = g_weak_ref_get (&kept->lost);

  if (had != widget || !is_folding (kept))
    return;
  give_back (kept);
  kept->frames = FRAMES;
  if (!kept->tick)
    kept->tick = gtk_widget_add_tick_callback (GTK_WIDGET (window), on_tick, NULL, NULL);
}

/* A dialog looks after its own focus; a page of it may be on its way out. */
static void
lose (Kept *kept, GtkWidget *had)
{
  if (gtk_widget_get_ancestor (had, ADW_TYPE_DIALOG))
    return;
  g_weak_ref_set (&kept->lost, had);
  if (kept->tick)
    gtk_widget_remove_tick_callback (GTK_WIDGET (kept->window), kept->tick);
  kept->tick = 0;
  g_signal_handlers_disconnect_by_func (had, on_map, kept->window);
  g_signal_connect_object (had, "map", G_CALLBACK (on_map), kept->window, 0);
}

static void
on_focus_moved (GtkWindow *window, GParamSpec *pspec, Kept *kept)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  gboolean seen = focus && gtk_widget_get_mapped (focus);
  g_autoptr (GtkWidget) had = g_weak_ref_get (&kept->current);

  if (had && had != focus && (!seen || !gtk_widget_get_mapped (had)) && is_folding (kept))
    lose (kept, had);
  g_weak_ref_set (&kept->current, seen ? focus : NULL);
  give_back (kept);
}

static void
on_resized (GdkSurface *surface, GParamSpec *pspec, GtkWindow *window)
{
  Kept *kept = kept_of (window);
  g_autoptr (GtkWidget) now = g_weak_ref_get (&kept->current);

  if (!is_folding (kept))
    g_weak_ref_set (&kept->before, now);
  kept->resized_at = g_get_monotonic_time ();
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
    {
      kept->resized_at = 0;
      g_weak_ref_set (&kept->lost, NULL);
    }
  return GDK_EVENT_PROPAGATE;
}

void
so_focus_kept_watch (GtkWindow *window)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();
  Kept *kept = g_new0 (Kept, 1);

  kept->window = window;
  g_weak_ref_init (&kept->current, NULL);
  g_weak_ref_init (&kept->before, NULL);
  g_weak_ref_init (&kept->lost, NULL);
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
  Kept *kept = kept_of (window);
  g_autoptr (GtkWidget) had = g_weak_ref_get (&kept->before);

  return had && is_folding (kept) && gtk_window_get_focus (window) == had;
}
