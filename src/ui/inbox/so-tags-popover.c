/* SPDX-License-Identifier: MIT */
#include "so-tags-popover.h"

#include "so-popover.h"

#include <glib/gi18n.h>

typedef struct {
  SoTagChanged changed;
  GObject *owner;
  GtkWidget *list;       /* vertical box of check buttons */
} Tagging;

static void
tagging_free (Tagging *tagging)
{
  g_object_unref (tagging->owner);
  g_free (tagging);
}

static void
on_toggled (GtkCheckButton *button)
{
  Tagging *tagging = so_popover_data (GTK_WIDGET (button));

  tagging->changed (gtk_check_button_get_label (button), gtk_check_button_get_active (button), tagging->owner);
}

static void
add_tag (Tagging *tagging, const char *tag, gboolean on)
{
  GtkWidget *button = gtk_check_button_new_with_label (tag);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), on);
  g_signal_connect (button, "toggled", G_CALLBACK (on_toggled), NULL);
  gtk_box_append (GTK_BOX (tagging->list), button);
}

static void
on_entry_activated (GtkEditable *entry)
{
  Tagging *tagging = so_popover_data (GTK_WIDGET (entry));
  g_autofree char *tag = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (*tag)
    tagging->changed (tag, TRUE, tagging->owner);
  so_popover_close (GTK_WIDGET (entry));
}

void
so_tags_popover_present (GtkWidget *parent, const char *const *has, const char *const *all, SoTagChanged changed, gpointer owner)
{
  Tagging *tagging = g_new0 (Tagging, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *popover = so_popover_new (parent, _("Tags"), box, tagging, (GDestroyNotify) tagging_free);

  tagging->changed = changed;
  tagging->owner = g_object_ref (owner);
  tagging->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  for (guint i = 0; all && all[i] && i < 200; i++)
    add_tag (tagging, all[i], has && g_strv_contains (has, all[i]));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), tagging->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 260);
  gtk_widget_set_visible (scroller, all && all[0]);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("New tag"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("New tag"), -1);
  g_signal_connect (entry, "activate", G_CALLBACK (on_entry_activated), NULL);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_widget_grab_focus (entry);
}
