/* SPDX-License-Identifier: MIT */
#include "so-palette-row.h"

#include "so-fuzzy.h"

#include <glib/gi18n.h>

struct _SoPaletteRow {
  GtkListBoxRow parent_instance;

  const SoAction *action;
  char *contact;
  guint score;
};

G_DEFINE_FINAL_TYPE (SoPaletteRow, so_palette_row, GTK_TYPE_LIST_BOX_ROW)

static void
add_labels (SoPaletteRow *self, const char *title, const char *aside, gboolean is_key)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (title), *more = gtk_label_new (aside);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (more, is_key ? "so-key" : "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (more), PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (more, aside && *aside);
  gtk_widget_set_valign (more, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), more);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, aside ? aside : "", -1);
}

guint
so_palette_row_match (SoPaletteRow *self, const char *query)
{
  g_return_val_if_fail (SO_IS_PALETTE_ROW (self), 0);

  if (self->contact)
    self->score = 1;
  else
    {
      guint label = so_fuzzy_score (query, so_action_label (self->action));
      g_autofree char *with_section = g_strconcat (so_section_label (self->action->section), " ", so_action_label (self->action), NULL);
      guint section = so_fuzzy_score (query, with_section);

      /* "draft app" finds Approve, but never before what is called so itself */
      self->score = MAX (label, section / 2);
    }
  return self->score;
}

guint
so_palette_row_get_score (SoPaletteRow *self)
{
  g_return_val_if_fail (SO_IS_PALETTE_ROW (self), 0);
  return self->score;
}

const SoAction *
so_palette_row_get_action (SoPaletteRow *self)
{
  g_return_val_if_fail (SO_IS_PALETTE_ROW (self), NULL);
  return self->action;
}

const char *
so_palette_row_get_contact (SoPaletteRow *self)
{
  g_return_val_if_fail (SO_IS_PALETTE_ROW (self), NULL);
  return self->contact;
}

static void
so_palette_row_finalize (GObject *object)
{
  g_free (SO_PALETTE_ROW (object)->contact);
  G_OBJECT_CLASS (so_palette_row_parent_class)->finalize (object);
}

static void
so_palette_row_class_init (SoPaletteRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_palette_row_finalize;
}

static void
so_palette_row_init (SoPaletteRow *self)
{
  self->score = 1;
}

GtkWidget *
so_palette_row_new_action (const SoAction *action)
{
  SoPaletteRow *self = g_object_new (SO_TYPE_PALETTE_ROW, NULL);
  g_auto (GStrv) keys = so_action_dup_keys (action);

  self->action = action;
  add_labels (self, so_action_label (action), keys[0], TRUE);
  return GTK_WIDGET (self);
}

GtkWidget *
so_palette_row_new_contact (const char *id, const char *name, const char *detail)
{
  SoPaletteRow *self = g_object_new (SO_TYPE_PALETTE_ROW, NULL);

  self->contact = g_strdup (id);
  add_labels (self, name, detail, FALSE);
  return GTK_WIDGET (self);
}
