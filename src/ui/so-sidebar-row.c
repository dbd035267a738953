/* SPDX-License-Identifier: MIT */
#include "so-sidebar-row.h"

#include <glib/gi18n.h>

#define PAGE_KEY "so-page"

struct _SoSidebarRow {
  GtkListBoxRow parent_instance;
  char *page;
  char *title;
  GtkLabel *count;
  GListModel *model;     /* or NULL */
};

G_DEFINE_FINAL_TYPE (SoSidebarRow, so_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static void
update (SoSidebarRow *self)
{
  guint n = self->model ? g_list_model_get_n_items (self->model) : 0;
  g_autofree char *number = n > 999 ? g_strdup ("999+") : g_strdup_printf ("%u", n);
  /* Translators: a page and how many items wait there, for screen readers: "Inbox, 3" */
  g_autofree char *name = n ? g_strdup_printf (_("%s, %u"), self->title, n) : g_strdup (self->title);

  gtk_label_set_label (self->count, n ? number : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, n ? name : "", -1);
}

static void
so_sidebar_row_dispose (GObject *object)
{
  SoSidebarRow *self = SO_SIDEBAR_ROW (object);

  if (self->model)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->title, g_free);
  G_OBJECT_CLASS (so_sidebar_row_parent_class)->dispose (object);
}

static void
so_sidebar_row_class_init (SoSidebarRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_sidebar_row_dispose;
}

static void
so_sidebar_row_init (SoSidebarRow *self)
{
}

GtkWidget *
so_sidebar_row_new (const char *page, const char *title, const char *icon)
{
  SoSidebarRow *self = g_object_new (SO_TYPE_SIDEBAR_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  self->page = g_strdup (page);
  self->title = g_strdup (title);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_accessible_update_state (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "sidebar-count");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  update (self);
  return GTK_WIDGET (self);
}

const char *
so_sidebar_row_get_page (SoSidebarRow *self)
{
  return self->page;
}

void
so_sidebar_row_set_model (SoSidebarRow *self, GListModel *model)
{
  if (self->model)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  if (model)
    g_signal_connect_swapped (model, "items-changed", G_CALLBACK (update), self);
  update (self);
}

static void
mark (GtkListBox *list)
{
  const char *page = g_object_get_data (G_OBJECT (list), PAGE_KEY);
  GtkListBoxRow *row;

  gtk_list_box_unselect_all (list);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)); i++)
    if (!g_strcmp0 (SO_SIDEBAR_ROW (row)->page, page))
      gtk_list_box_select_row (list, row);
}

/* The list marks what the Tab key passes on its way. */
static void
on_left (GtkEventControllerFocus *controller)
{
  mark (GTK_LIST_BOX (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller))));
}

void
so_sidebar_row_select (GtkListBox *list, const char *page)
{
  if (!g_object_get_data (G_OBJECT (list), PAGE_KEY))
    {
      GtkEventController *focus = gtk_event_controller_focus_new ();

      g_signal_connect (focus, "leave", G_CALLBACK (on_left), NULL);
      gtk_widget_add_controller (GTK_WIDGET (list), focus);
    }
  g_object_set_data_full (G_OBJECT (list), PAGE_KEY, g_strdup (page), g_free);
  mark (list);
}
