/* SPDX-License-Identifier: MIT */
#include "so-suggestion-bar.h"

#include "so-actions.h"
#include "so-lookup.h"
#include "so-suggest.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _SoSuggestionBar {
  GtkWidget parent_instance;

  GtkLabel *label;           /* borrowed */
  GtkWidget *button;
  const char *action;        /* of the button, or NULL: static */

  SoStudio *studio;
  char *thread_id;
  gulong store_changed;
};

G_DEFINE_FINAL_TYPE (SoSuggestionBar, so_suggestion_bar, GTK_TYPE_WIDGET)

static const char *
action_of (SoSuggestionBar *self, SoDeed deed)
{
  g_autoptr (SoDraft) draft = NULL;

  if (deed == SO_DEED_CALL)
    return "thread.call";
  if (deed == SO_DEED_DONE)
    return "thread.done";
  draft = so_lookup_draft_of_thread (so_studio_get_store (self->studio), self->thread_id);
  return draft ? NULL : "draft.reply";
}

static void
update (SoSuggestionBar *self)
{
  g_autoptr (SoSuggestion) suggestion = self->studio ? so_studio_suggest (self->studio, self->thread_id) : NULL;
  g_autofree char *line = NULL;

  self->action = suggestion ? action_of (self, suggestion->deed) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), suggestion != NULL);
  /* An answer is written right below: there is a button for it, and the key works all the same. */
  gtk_widget_set_visible (self->button, suggestion && suggestion->deed != SO_DEED_ANSWER);
  if (!suggestion)
    return;
  if (suggestion->by_model)
    /* Translators: what could be done, in a language model's words, such as "Send the price of the trial class." */
    line = g_strdup_printf (_("A model suggests: %s"), suggestion->text);
  else
    /* Translators: what could be done, such as "Send the price · salsa" */
    line = g_strdup_printf (_("Suggested: %s"), suggestion->text);
  gtk_label_set_label (self->label, line);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), line);
  gtk_button_set_label (GTK_BUTTON (self->button), suggestion->deed == SO_DEED_CALL ? _("Call Back") : _("Done"));
}

static void
on_store_changed (SoStore *store, guint what, SoSuggestionBar *self)
{
  if (what & (SO_CHANGED_THREADS | SO_CHANGED_MESSAGES | SO_CHANGED_DRAFTS))
    update (self);
}

void
so_suggestion_bar_set_thread (SoSuggestionBar *self, SoStudio *studio, const char *thread_id)
{
  g_return_if_fail (SO_IS_SUGGESTION_BAR (self));

  if (self->store_changed)
    g_clear_signal_handler (&self->store_changed, so_studio_get_store (self->studio));
  g_set_object (&self->studio, studio);
  g_set_str (&self->thread_id, thread_id);
  if (studio)
    self->store_changed = g_signal_connect (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self);
  update (self);
}

void
so_suggestion_bar_do (SoSuggestionBar *self)
{
  g_return_if_fail (SO_IS_SUGGESTION_BAR (self));

  if (self->action)
    gtk_widget_activate_action (GTK_WIDGET (self), self->action, NULL);
}

static void
so_suggestion_bar_dispose (GObject *object)
{
  SoSuggestionBar *self = SO_SUGGESTION_BAR (object);
  GtkWidget *child;

  if (self->store_changed)
    g_clear_signal_handler (&self->store_changed, so_studio_get_store (self->studio));
  g_clear_object (&self->studio);
  g_clear_pointer (&self->thread_id, g_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (so_suggestion_bar_parent_class)->dispose (object);
}

static void
so_suggestion_bar_class_init (SoSuggestionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_suggestion_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "suggestionbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
so_suggestion_bar_init (SoSuggestionBar *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  self->button = gtk_button_new ();
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "draft.suggested");
  so_action_describe (self->button, "draft.suggested");
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Suggestion"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
