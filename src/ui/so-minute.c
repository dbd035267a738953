/* SPDX-License-Identifier: MIT */
#include "so-minute.h"

typedef struct {
  GtkWidget *widget;     /* not owned */
  void (*func) (GtkWidget *widget);
} Watch;

static GArray *watches;  /* Watch */
static guint timer;

static gboolean
on_minute (gpointer unused)
{
  g_autoptr (GArray) now = g_array_copy (watches);

  for (guint i = 0; i < now->len; i++)
    g_object_ref (g_array_index (now, Watch, i).widget);
  for (guint i = 0; i < now->len; i++)
    {
      Watch *watch = &g_array_index (now, Watch, i);

      if (gtk_widget_get_mapped (watch->widget))
        watch->func (watch->widget);
      g_object_unref (watch->widget);
    }
  return G_SOURCE_CONTINUE;
}

static void
on_gone (gpointer unused, GObject *widget)
{
  for (guint i = watches->len; i-- > 0;)
    if (g_array_index (watches, Watch, i).widget == (gpointer) widget)
      g_array_remove_index (watches, i);
  if (!watches->len)
    g_clear_handle_id (&timer, g_source_remove);
}

void
so_minute_watch (GtkWidget *widget, void (*func) (GtkWidget *widget))
{
  Watch watch = { widget, func };

  if (!watches)
    watches = g_array_new (FALSE, FALSE, sizeof (Watch));
  g_array_append_val (watches, watch);
  g_object_weak_ref (G_OBJECT (widget), on_gone, NULL);
  if (!timer)
    timer = g_timeout_add_seconds (60, on_minute, NULL);
}
