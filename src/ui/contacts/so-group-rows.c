/* SPDX-License-Identifier: MIT */
#include "so-group-rows.h"

void
so_group_rows_init (SoGroupRows *self)
{
  self->rows = g_ptr_array_new ();
}

void
so_group_rows_clear (SoGroupRows *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->asked, g_free);
}

static int
row_of (SoGroupRows *self, GtkWidget *widget)
{
  for (guint i = 0; widget && i < self->rows->len; i++)
    if (widget == self->rows->pdata[i] || gtk_widget_is_ancestor (widget, self->rows->pdata[i]))
      return (int) i;
  return -1;
}

static int
row_named (SoGroupRows *self, const char *name)
{
  for (guint i = 0; name && i < self->rows->len; i++)
    if (g_str_equal (gtk_widget_get_name (self->rows->pdata[i]), name))
      return (int) i;
  return -1;
}

void
so_group_rows_ask (SoGroupRows *self, GtkWidget *widget)
{
  int place = row_of (self, widget);

  g_set_str (&self->asked, place < 0 ? NULL : gtk_widget_get_name (self->rows->pdata[place]));
}

static void
remember_focus (SoGroupRows *self, GtkWidget *group)
{
  GtkRoot *root = gtk_widget_get_root (group);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  self->place = focus ? row_of (self, focus) : row_named (self, self->asked);
  g_set_str (&self->name, self->place < 0 ? NULL : gtk_widget_get_name (self->rows->pdata[self->place]));
  g_clear_pointer (&self->asked, g_free);
}

gboolean
so_group_rows_begin (SoGroupRows *self, AdwPreferencesGroup *group, const char *signature)
{
  if (!g_set_str (&self->shown, signature))
    return FALSE;
  remember_focus (self, GTK_WIDGET (group));
  self->old = g_steal_pointer (&self->rows);
  self->rows = g_ptr_array_new ();
  return TRUE;
}

void
so_group_rows_add (SoGroupRows *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

/* The new ones are there before the old ones go, so that the focus is never nowhere. */
void
so_group_rows_end (SoGroupRows *self, AdwPreferencesGroup *group, GtkWidget *rest)
{
  int place = row_named (self, self->name);

  if (self->name)
    gtk_widget_grab_focus (!self->rows->len ? rest : self->rows->pdata[place < 0 ? MIN (self->place, (int) self->rows->len - 1) : place]);
  for (guint i = 0; i < self->old->len; i++)
    adw_preferences_group_remove (group, self->old->pdata[i]);
  g_clear_pointer (&self->old, g_ptr_array_unref);
  g_clear_pointer (&self->name, g_free);
}

static GtkWidget *
make_button (const char *icon, const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

GtkWidget *
so_group_rows_add_button (AdwPreferencesGroup *group, const char *label)
{
  GtkWidget *button = make_button ("list-add-symbolic", label);

  adw_preferences_group_set_header_suffix (group, button);
  return button;
}

GtkWidget *
so_group_rows_button (GtkWidget *row, const char *icon, const char *label)
{
  GtkWidget *button = make_button (icon, label);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}
