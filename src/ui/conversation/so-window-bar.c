/* SPDX-License-Identifier: MIT */
#include "so-window-bar.h"

#include "so-actions.h"
#include "so-clock.h"
#include "so-due-words.h"
#include "so-lookup.h"

#include <glib/gi18n.h>

struct _SoWindowBar {
  GtkWidget parent_instance;

  GtkImage *icon;
  GtkLabel *label;
  GtkWidget *choose;
};

G_DEFINE_FINAL_TYPE (SoWindowBar, so_window_bar, GTK_TYPE_WIDGET)

static void
so_window_bar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (so_window_bar_parent_class)->dispose (object);
}

static void
so_window_bar_class_init (SoWindowBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_window_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "windowbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
so_window_bar_init (SoWindowBar *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  self->icon = GTK_IMAGE (gtk_image_new_from_icon_name ("document-open-recent-symbolic"));
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  self->choose = gtk_button_new_with_label (_("Choose a Template…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->choose), "draft.template");
  gtk_widget_set_valign (self->choose, GTK_ALIGN_CENTER);
  so_action_describe (self->choose, "draft.template");
  gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  gtk_widget_set_parent (self->choose, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
set_tone (GtkWidget *widget, SoDueTone tone)
{
  gtk_widget_remove_css_class (widget, "due-soon");
  gtk_widget_remove_css_class (widget, "due-late");
  if (tone != SO_DUE_CALM)
    gtk_widget_add_css_class (widget, tone == SO_DUE_SOON ? "due-soon" : "due-late");
}

void
so_window_bar_show (SoWindowBar *self, SoStudio *studio, const SoThread *thread)
{
  gboolean real = thread && !so_studio_is_demo (studio) && so_lookup_is_answerable (so_studio_get_store (studio), thread);
  SoDueTone tone = SO_DUE_CALM;
  gboolean template = FALSE;
  g_autofree char *words = real ? so_due_words_composer (thread, so_now (), &tone, &template) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), words != NULL);
  if (!words)
    return;
  gtk_label_set_label (self->label, words);
  gtk_widget_set_visible (self->choose, template);
  set_tone (GTK_WIDGET (self), tone);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}
