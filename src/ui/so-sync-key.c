/* SPDX-License-Identifier: MIT */
#include "so-sync-key.h"

#include "so-attention.h"
#include "so-sync.h"

#include <glib/gi18n.h>

#define ASKED "so-sync-asked"

char *
so_sync_key_words (guint received, guint failed)
{
  g_autofree char *bad = failed ? g_strdup_printf (ngettext ("%u account could not be read", "%u accounts could not be read", failed), failed) : NULL;
  g_autofree char *good = received ? g_strdup_printf (ngettext ("%u new message", "%u new messages", received), received) : NULL;

  /* Translators: "2 new messages, 1 account could not be read" */
  if (good && bad)
    return g_strdup_printf (_("%s, %s"), good, bad);
  return good ? g_steal_pointer (&good) : bad ? g_steal_pointer (&bad) : g_strdup (_("Nothing new"));
}

static void
on_sync_changed (SoWindow *window, SoStudio *studio)
{
  g_autofree char *words = NULL;
  SoSync sync;

  so_sync_get (studio, &sync);
  if (sync.running || !g_object_get_data (G_OBJECT (window), ASKED))
    return;
  g_object_set_data (G_OBJECT (window), ASKED, NULL);
  words = so_sync_key_words (sync.received, sync.failed);
  so_window_add_toast (window, words);
}

static void
on_sync (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoWindow *window = SO_WINDOW (widget);
  SoStudio *studio = so_window_get_studio (window);

  if (!studio)
    return;
  g_object_set_data (G_OBJECT (window), ASKED, GINT_TO_POINTER (TRUE));
  if (so_sync_now (studio, NULL))
    return;
  g_object_set_data (G_OBJECT (window), ASKED, NULL);
  so_window_add_toast (window, _("Another window or program reads for this studio"));
}

void
so_sync_key_install (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.sync", NULL, on_sync);
}

static void
on_active (SoWindow *window)
{
  SoStudio *studio = so_window_get_studio (window);

  if (studio)
    so_sync_set_in_front (studio, gtk_window_is_active (GTK_WINDOW (window)));
}

void
so_sync_key_watch (SoWindow *window, SoStudio *studio)
{
  g_object_set_data (G_OBJECT (window), ASKED, NULL);
  g_signal_handlers_disconnect_by_func (window, on_active, NULL);
  g_signal_connect (window, "notify::is-active", G_CALLBACK (on_active), NULL);
  g_signal_connect_object (studio, "sync-changed", G_CALLBACK (on_sync_changed), window, G_CONNECT_SWAPPED);
  on_active (window);
}
