/* SPDX-License-Identifier: MIT */
#include "so-alike-row.h"

#include <adwaita.h>

#include "so-merge-words.h"

#include <glib/gi18n.h>

struct _SoAlikeRow {
  GtkListBoxRow parent_instance;

  char *id, *other_id;
};

G_DEFINE_FINAL_TYPE (SoAlikeRow, so_alike_row, GTK_TYPE_LIST_BOX_ROW)

enum { MERGE, APART, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
on_merge (SoAlikeRow *self)
{
  g_signal_emit (self, signals[MERGE], 0);
}

static void
on_apart (SoAlikeRow *self)
{
  g_signal_emit (self, signals[APART], 0);
}

static void
so_alike_row_finalize (GObject *object)
{
  SoAlikeRow *self = SO_ALIKE_ROW (object);

  g_free (self->id);
  g_free (self->other_id);
  G_OBJECT_CLASS (so_alike_row_parent_class)->finalize (object);
}

static void
so_alike_row_class_init (SoAlikeRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_alike_row_finalize;
  signals[MERGE] = g_signal_new ("merge", SO_TYPE_ALIKE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[APART] = g_signal_new ("apart", SO_TYPE_ALIKE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
so_alike_row_init (SoAlikeRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

static void
add_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
}

/* A button with whom it is about in its name, for there are many of them. */
static void
add_button (SoAlikeRow *self, GtkWidget *buttons, const char *label, const char *names, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s: %s", label, names);

  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (ADW_WRAP_BOX (buttons), button);
}

GtkWidget *
so_alike_row_new (const SoLikeness *likeness)
{
  SoAlikeRow *self = g_object_new (SO_TYPE_ALIKE_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *buttons = adw_wrap_box_new ();
  const char *name = likeness->name && *likeness->name ? likeness->name : _("Without a name");
  const char *other = likeness->other_name && *likeness->other_name ? likeness->other_name : _("Without a name");
  /* Translators: two names */
  g_autofree char *names = g_strdup_printf (_("%s and %s"), name, other), *why = so_merge_words_why (likeness);

  self->id = g_strdup (likeness->id);
  self->other_id = g_strdup (likeness->other_id);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  add_label (box, names, "heading");
  add_label (box, why, "dim-label");
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (buttons), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (buttons), 6);
  add_button (self, buttons, _("Merge…"), names, G_CALLBACK (on_merge));
  add_button (self, buttons, _("Not the Same"), names, G_CALLBACK (on_apart));
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, names, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, why, -1);
  return GTK_WIDGET (self);
}

const char *
so_alike_row_get_id (SoAlikeRow *self)
{
  return self->id;
}

const char *
so_alike_row_get_other_id (SoAlikeRow *self)
{
  return self->other_id;
}
