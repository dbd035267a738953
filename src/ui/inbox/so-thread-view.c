/* SPDX-License-Identifier: MIT */
#include "so-thread-view.h"

#include "so-bindings.h"
#include "so-minute.h"
#include "so-thread-row.h"
#include "so-thread.h"

#include <glib/gi18n.h>

#define TICKED "so-ticked"

static void
show_ticked (SoThreadRow *row, GHashTable *ticked)
{
  SoItem *item = so_drawn_row_get_item (SO_DRAWN_ROW (row));
  const SoThread *thread = item ? so_item_get_value (item) : NULL;

  if (thread)
    so_thread_row_set_ticked (row, thread->id && g_hash_table_contains (ticked, thread->id));
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, so_thread_row_new ());
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, GHashTable *ticked)
{
  SoThreadRow *row = SO_THREAD_ROW (gtk_list_item_get_child (item));

  so_drawn_row_bind (SO_DRAWN_ROW (row), gtk_list_item_get_item (item), item);
  show_ticked (row, ticked);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  so_drawn_row_bind (SO_DRAWN_ROW (gtk_list_item_get_child (item)), NULL, NULL);
}

static void
for_each_row (GtkWidget *view, void (*func) (SoThreadRow *row, GHashTable *ticked))
{
  GHashTable *ticked = g_object_get_data (G_OBJECT (view), TICKED);

  for (GtkWidget *child = gtk_widget_get_first_child (view); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (SO_IS_THREAD_ROW (row))
        func (SO_THREAD_ROW (row), ticked);
    }
}

void
so_thread_view_show_ticked (GtkListView *view)
{
  for_each_row (GTK_WIDGET (view), show_ticked);
}

static void
tell_time (SoThreadRow *row, GHashTable *unused)
{
  so_thread_row_tell_time (row);
}

static void
on_minute (GtkWidget *view)
{
  for_each_row (view, tell_time);
}

#define TRY_MS 20
#define MOST_TRIES 250

typedef struct {
  GWeakRef view;
  guint tries;
} Wait;

static void
wait_free (gpointer data)
{
  Wait *wait = data;

  g_weak_ref_clear (&wait->view);
  g_free (wait);
}

/* Not by a tick of the frame clock: one that is asked for by a list on its way out is taken back twice. */
static gboolean
on_focus_wait (gpointer data)
{
  Wait *wait = data;
  g_autoptr (GtkWidget) view = g_weak_ref_get (&wait->view);
  GtkSelectionModel *model = view ? gtk_list_view_get_model (GTK_LIST_VIEW (view)) : NULL;
  guint at = GTK_IS_SINGLE_SELECTION (model) ? gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (model)) : GTK_INVALID_LIST_POSITION;

  if (!view || !gtk_widget_is_focus (view) || at == GTK_INVALID_LIST_POSITION || wait->tries++ > MOST_TRIES)
    return G_SOURCE_REMOVE;
  if (gtk_widget_get_mapped (view))
    gtk_list_view_scroll_to (GTK_LIST_VIEW (view), at, GTK_LIST_SCROLL_FOCUS, NULL);
  return gtk_widget_is_focus (view);
}

void
so_thread_view_focus_row (GtkListView *view)
{
  Wait *wait;

  if (!gtk_widget_is_focus (GTK_WIDGET (view)))
    return;
  wait = g_new0 (Wait, 1);
  g_weak_ref_init (&wait->view, view);
  g_timeout_add_full (G_PRIORITY_DEFAULT, TRY_MS, on_focus_wait, wait, wait_free);
}

/* The list would take these for itself, and it knows one chosen row only. */
static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, GtkWidget *view)
{
  gboolean is_prefix, plain;
  const SoAction *action = so_bindings_find (so_bindings_in_force (), keyval, modifiers, 0, SO_SCOPE_LIST, &is_prefix, &plain);

  if (!action || plain || !(g_str_has_prefix (action->id, "thread.extend-") || g_str_equal (action->id, "thread.select-all")))
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_activate_action (view, action->id, NULL);
}

GtkListView *
so_thread_view_new (GHashTable *ticked)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkListView *view;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect_data (factory, "bind", G_CALLBACK (on_bind), g_hash_table_ref (ticked), (GClosureNotify) g_hash_table_unref, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  view = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  g_object_set_data_full (G_OBJECT (view), TICKED, g_hash_table_ref (ticked), (GDestroyNotify) g_hash_table_unref);
  gtk_widget_add_css_class (GTK_WIDGET (view), "navigation-sidebar");
  gtk_widget_add_css_class (GTK_WIDGET (view), "threads");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Conversations"), -1);
  so_minute_watch (GTK_WIDGET (view), on_minute);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), view);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  return view;
}
