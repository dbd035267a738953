/* SPDX-License-Identifier: MIT */
#include "so-choice-popover.h"

#include "so-keys.h"
#include "so-popover.h"

typedef struct {
  SoChosen chosen;
  GObject *owner;
  guint n;
} Choice;

static void
choice_free (Choice *choice)
{
  g_object_unref (choice->owner);
  g_free (choice);
}

static void
choose (GtkWidget *widget, guint number)
{
  Choice *choice = so_popover_data (widget);
  g_autoptr (GObject) owner = g_object_ref (choice->owner);
  SoChosen chosen = choice->chosen;

  so_popover_close (widget);
  chosen (number, owner);
}

static void
on_clicked (GtkWidget *button, gpointer number)
{
  choose (button, GPOINTER_TO_UINT (number));
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, GtkWidget *popover)
{
  Choice *choice = so_popover_data (popover);
  int number = so_keys_digit (gtk_widget_get_display (popover), keycode, keyval, modifiers);

  if (number < 1 || number > (int) choice->n)
    return GDK_EVENT_PROPAGATE;
  choose (popover, number);
  return GDK_EVENT_STOP;
}

static GtkWidget *
make_button (guint number, const char *label, gboolean current)
{
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *text = g_strdup_printf ("%u  %s", number, label);
  GtkWidget *name = gtk_label_new (text), *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_set_visible (mark, current);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), GUINT_TO_POINTER (number));
  return button;
}

void
so_choice_popover_present (GtkWidget *parent, const char *title, const char *const *labels, guint current,
                           SoChosen chosen, gpointer owner)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *heading = gtk_label_new (title);
  Choice *choice = g_new0 (Choice, 1);
  GtkWidget *popover = so_popover_new (parent, title, box, choice, (GDestroyNotify) choice_free);
  GtkEventController *keys = gtk_event_controller_key_new ();

  *choice = (Choice) { chosen, g_object_ref (owner), g_strv_length ((char **) labels) };
  gtk_widget_add_css_class (popover, "menu");
  gtk_widget_add_css_class (heading, "popover-title");
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_box_append (GTK_BOX (box), heading);
  for (guint i = 1; i <= choice->n; i++)
    gtk_box_append (GTK_BOX (box), make_button (i, labels[i - 1], i == current));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), popover);
  gtk_widget_add_controller (popover, keys);
  gtk_popover_popup (GTK_POPOVER (popover));
}
