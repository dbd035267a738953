/* SPDX-License-Identifier: MIT */
#include "so-window-bar.h"

#include "so-actions.h"
#include "so-choice-popover.h"
#include "so-clock.h"
#include "so-do.h"
#include "so-due-words.h"
#include "so-lookup.h"
#include "so-verb.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MOST_SENDERS 9   /* digits */

struct _SoWindowBar {
  GtkWidget parent_instance;

  GtkImage *icon;
  GtkLabel *label;
  GtkWidget *choose, *from;
  GtkLabel *sender;

  SoStudio *studio;          /* not owned: of the conversation that shows it */
  char *thread_id;
};

G_DEFINE_FINAL_TYPE (SoWindowBar, so_window_bar, GTK_TYPE_WIDGET)

static void
so_window_bar_dispose (GObject *object)
{
  GtkWidget *child;

  g_clear_pointer (&SO_WINDOW_BAR (object)->thread_id, g_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (so_window_bar_parent_class)->dispose (object);
}

static void
so_window_bar_class_init (SoWindowBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_window_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, ADW_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "windowbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
so_window_bar_init (SoWindowBar *self)
{
  AdwWrapLayout *layout = ADW_WRAP_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  adw_wrap_layout_set_child_spacing (layout, 6);
  adw_wrap_layout_set_line_spacing (layout, 3);
  self->icon = GTK_IMAGE (gtk_image_new_from_icon_name ("document-open-recent-symbolic"));
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_max_width_chars (self->label, 36);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  self->choose = gtk_button_new_with_label (_("Choose a Template…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->choose), "draft.template");
  gtk_widget_set_valign (self->choose, GTK_ALIGN_CENTER);
  so_action_describe (self->choose, "draft.template");
  self->sender = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->sender, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->sender, 24);
  self->from = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->from), GTK_WIDGET (self->sender));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->from), "draft.sender");
  gtk_widget_set_valign (self->from, GTK_ALIGN_CENTER);
  so_action_describe (self->from, "draft.sender");
  gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  gtk_widget_set_parent (self->choose, GTK_WIDGET (self));
  gtk_widget_set_parent (self->from, GTK_WIDGET (self));
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

/* "From Studio 2": only where there is a choice. */
static gboolean
show_sender (SoWindowBar *self, SoStudio *studio, const char *thread_id)
{
  g_autoptr (GPtrArray) senders = so_lookup_senders (so_studio_get_store (studio), thread_id);
  g_autofree char *now = so_lookup_sender (so_studio_get_store (studio), thread_id), *words = NULL;

  for (guint i = 0; senders->len > 1 && i < senders->len; i++)
    if (!g_strcmp0 (((const SoAccount *) senders->pdata[i])->id, now))
      /* Translators: the studio's own number, by its name, through which the answer leaves */
      words = g_strdup_printf (_("From %s"), ((const SoAccount *) senders->pdata[i])->name);
  gtk_widget_set_visible (self->from, words != NULL);
  gtk_label_set_label (self->sender, words ? words : "");
  return words != NULL;
}

void
so_window_bar_show (SoWindowBar *self, SoStudio *studio, const SoThread *thread)
{
  gboolean real = thread && !so_studio_is_demo (studio) && so_lookup_is_answerable (so_studio_get_store (studio), thread), choice;
  SoDueTone tone = SO_DUE_CALM;
  gboolean template = FALSE;
  g_autofree char *words = NULL;
  SoThread seen;

  self->studio = studio;
  g_set_str (&self->thread_id, real ? thread->id : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (!real)
    return;
  seen = *thread;
  seen.last_inbound_at = so_lookup_heard_at (so_studio_get_store (studio), thread);
  words = so_due_words_composer (&seen, so_now (), &tone, &template);
  choice = show_sender (self, studio, thread->id);
  gtk_label_set_label (self->label, words ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->icon), words != NULL);
  gtk_widget_set_visible (self->choose, template);
  set_tone (GTK_WIDGET (self), tone);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words ? words : _("Sender"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self), words || choice);
}

/* Choosing ------------------------------------------------------------------------------------------ */

static void
on_number (guint number, gpointer owner)
{
  SoWindowBar *self = owner;
  g_autoptr (GPtrArray) senders = self->thread_id ? so_lookup_senders (so_studio_get_store (self->studio), self->thread_id) : NULL;

  if (senders && number <= senders->len)
    so_do (GTK_WIDGET (self), self->studio, SO_VERB_SENDER, self->thread_id, ((const SoAccount *) senders->pdata[number - 1])->id);
}

void
so_window_bar_choose_sender (SoWindowBar *self)
{
  g_autoptr (GPtrArray) senders = self->thread_id ? so_lookup_senders (so_studio_get_store (self->studio), self->thread_id) : NULL;
  g_autofree char *now = self->thread_id ? so_lookup_sender (so_studio_get_store (self->studio), self->thread_id) : NULL;
  const char *labels[MOST_SENDERS + 1] = { NULL };
  guint current = 0;

  if (!senders || senders->len < 2)
    return;
  for (guint i = 0; i < MIN (senders->len, MOST_SENDERS); i++)
    {
      const SoAccount *account = senders->pdata[i];

      labels[i] = account->name;
      if (!g_strcmp0 (account->id, now))
        current = i + 1;
    }
  so_choice_popover_present (self->from, _("Answer From"), labels, current, on_number, self);
}
