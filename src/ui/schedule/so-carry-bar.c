/* SPDX-License-Identifier: MIT */
#include "so-carry-bar.h"

#include <glib/gi18n.h>

struct _SoCarryBar {
  GtkBox parent_instance;

  GtkWidget *icon, *title, *words, *place, *leave;
  GtkWidget *says, *buttons;
};

G_DEFINE_FINAL_TYPE (SoCarryBar, so_carry_bar, GTK_TYPE_BOX)

enum { PLACE, LEAVE, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
on_place (SoCarryBar *self)
{
  g_signal_emit (self, signals[PLACE], 0);
}

static void
on_leave (SoCarryBar *self)
{
  g_signal_emit (self, signals[LEAVE], 0);
}

static void
so_carry_bar_class_init (SoCarryBarClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[PLACE] = g_signal_new ("place", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEAVE] = g_signal_new ("leave", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "carrybar");
}

static GtkWidget *
line_new (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
button_new (SoCarryBar *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static void
so_carry_bar_init (SoCarryBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->says = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  gtk_widget_set_halign (self->buttons, GTK_ALIGN_END);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  self->title = line_new ("heading");
  self->words = line_new ("caption");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->words);
  self->leave = button_new (self, _("_Cancel"), G_CALLBACK (on_leave));
  self->place = button_new (self, _("_Place"), G_CALLBACK (on_place));
  gtk_widget_add_css_class (self->place, "suggested-action");
  gtk_box_append (GTK_BOX (self->says), self->icon);
  gtk_box_append (GTK_BOX (self->says), box);
  gtk_box_append (GTK_BOX (self->buttons), self->leave);
  gtk_box_append (GTK_BOX (self->buttons), self->place);
  gtk_box_append (GTK_BOX (self), self->says);
  gtk_box_append (GTK_BOX (self), self->buttons);
}

void
so_carry_bar_show (SoCarryBar *self, const char *title, const char *problem, const char *hint, gboolean place)
{
  g_return_if_fail (SO_IS_CARRY_BAR (self));

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->words), problem ? problem : hint);
  gtk_widget_set_visible (self->icon, problem != NULL);
  gtk_widget_set_visible (self->place, place);
  if (problem)
    gtk_widget_add_css_class (GTK_WIDGET (self), "problem");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "problem");
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

void
so_carry_bar_set_narrow (SoCarryBar *self, gboolean narrow)
{
  g_return_if_fail (SO_IS_CARRY_BAR (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

void
so_carry_bar_hide (SoCarryBar *self)
{
  g_return_if_fail (SO_IS_CARRY_BAR (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
