/* SPDX-License-Identifier: MIT */
#include "so-changes-button.h"

#include "so-actions.h"
#include "so-share-notices.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define STYLE "has-changes"

struct _SoChangesButton {
  GtkButton parent_instance;

  AdwButtonContent *content;   /* borrowed */
  SoStudio *studio;            /* or NULL */
  guint shown;
};

G_DEFINE_FINAL_TYPE (SoChangesButton, so_changes_button, GTK_TYPE_BUTTON)

static void
update (SoChangesButton *self)
{
  guint n = self->studio ? so_studio_count_stories (self->studio) : 0;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *words = NULL;

  if (n == self->shown)
    return;
  self->shown = n;
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  if (root && n)
    gtk_widget_add_css_class (GTK_WIDGET (root), STYLE);
  else if (root)
    gtk_widget_remove_css_class (GTK_WIDGET (root), STYLE);
  if (!n)
    return;
  words = g_strdup_printf (ngettext ("%u change by others", "%u changes by others", n), n);
  adw_button_content_set_label (self->content, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
on_store_changed (SoChangesButton *self, guint changes)
{
  if (changes & SO_CHANGED_SHARING)
    update (self);
}

static void
so_changes_button_dispose (GObject *object)
{
  SoChangesButton *self = SO_CHANGES_BUTTON (object);

  if (self->studio)
    g_signal_handlers_disconnect_by_data (so_studio_get_store (self->studio), self);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_changes_button_parent_class)->dispose (object);
}

static void
so_changes_button_class_init (SoChangesButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_changes_button_dispose;
}

static void
so_changes_button_init (SoChangesButton *self)
{
  self->content = ADW_BUTTON_CONTENT (adw_button_content_new ());
  adw_button_content_set_icon_name (self->content, "system-users-symbolic");
  adw_button_content_set_can_shrink (self->content, TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->content), GTK_ALIGN_START);
  gtk_button_set_child (GTK_BUTTON (self), GTK_WIDGET (self->content));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.changes");
  so_action_describe (GTK_WIDGET (self), "win.changes");
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "attention");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
so_changes_button_set_studio (SoChangesButton *self, SoStudio *studio)
{
  g_return_if_fail (SO_IS_CHANGES_BUTTON (self));

  if (self->studio)
    g_signal_handlers_disconnect_by_data (so_studio_get_store (self->studio), self);
  g_set_object (&self->studio, studio);
  if (studio)
    g_signal_connect_swapped (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self);
  update (self);
}
