/* SPDX-License-Identifier: MIT */
#include "so-opt-out-bar.h"

#include "so-call-back.h"
#include "so-consent-verbs.h"
#include "so-facts.h"
#include "so-lookup.h"
#include "so-sms-length.h"
#include "so-window.h"

#include <glib/gi18n.h>

#define MOST_OTHERS 3
#define LOOK_AT 20

struct _SoOptOutBar {
  AdwBin parent_instance;

  GtkLabel *label;
  AdwWrapBox *buttons;

  SoStudio *studio;
  char *contact_id;
};

G_DEFINE_FINAL_TYPE (SoOptOutBar, so_opt_out_bar, ADW_TYPE_BIN)

static void
on_call (SoOptOutBar *self)
{
  g_autoptr (SoContact) contact = self->contact_id ? so_studio_find_contact (self->studio, self->contact_id) : NULL;

  if (contact)
    so_call_back (GTK_WIDGET (self), contact);
}

static void
on_other (SoOptOutBar *self, GtkWidget *button)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));
  g_autofree char *thread = g_strdup (g_object_get_data (G_OBJECT (button), "so-thread"));

  if (!window)
    return;
  so_window_open_thread (window, thread, NULL);
  so_window_activate (window, "draft.reply");
}

static GtkWidget *
add_button (SoOptOutBar *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (self->buttons, button);
  return button;
}

static gboolean
has_phone (const SoContact *contact)
{
  for (guint i = 0; contact && i < contact->identities->len; i++)
    if (((const SoIdentity *) contact->identities->pdata[i])->kind == SO_IDENTITY_PHONE)
      return TRUE;
  return FALSE;
}

/* One conversation for each other channel by which the same person can be answered. */
static guint
add_others (SoOptOutBar *self, const SoThread *thread)
{
  g_autoptr (GPtrArray) threads = so_studio_list_threads_of (self->studio, thread->contact_id, LOOK_AT);
  guint seen = 1u << thread->channel, n = 0;

  for (guint i = 0; i < threads->len && n < MOST_OTHERS; i++)
    {
      const SoThread *other = threads->pdata[i];
      g_autofree char *label = NULL;

      if (other->group || seen & 1u << other->channel || !so_lookup_is_answerable (so_studio_get_store (self->studio), other))
        continue;
      seen |= 1u << other->channel;
      label = g_strdup_printf (_("Answer by %s"), _(so_channel_kind_label (other->channel)));
      g_object_set_data_full (G_OBJECT (add_button (self, label, G_CALLBACK (on_other))), "so-thread", g_strdup (other->id), g_free);
      n++;
    }
  return n;
}

static void
fill (SoOptOutBar *self, const SoThread *thread, const char *word)
{
  g_autoptr (SoContact) contact = so_studio_find_contact (self->studio, thread->contact_id);
  const char *first = so_sms_word (word) == SO_SMS_CANCEL ? _("They may have unsubscribed by accident: they wrote “%s”.") : _("They have unsubscribed: they wrote “%s”.");
  g_auto (GStrv) around = g_strsplit (first, "%s", 2);
  g_autofree char *sentence = g_strconcat (around[0], word, around[1], NULL), *text = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->buttons))))
    adw_wrap_box_remove (self->buttons, child);
  if (has_phone (contact))
    add_button (self, _("Call"), G_CALLBACK (on_call));
  add_others (self, thread);
  text = g_strconcat (sentence, " ", _("Carriers no longer deliver your SMS to this number until they send START. Call them, or answer on another channel."), NULL);
  gtk_label_set_label (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Unsubscribed"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

void
so_opt_out_bar_set_thread (SoOptOutBar *self, SoStudio *studio, const SoThread *thread)
{
  g_autofree char *word = NULL;

  g_return_if_fail (SO_IS_OPT_OUT_BAR (self));

  g_set_object (&self->studio, studio);
  g_set_str (&self->contact_id, thread ? thread->contact_id : NULL);
  word = studio && thread && thread->contact_id ? so_studio_stop_word (studio, thread->id) : NULL;
  if (word)
    fill (self, thread, word);
  gtk_widget_set_visible (GTK_WIDGET (self), word != NULL);
}

static void
so_opt_out_bar_dispose (GObject *object)
{
  SoOptOutBar *self = SO_OPT_OUT_BAR (object);

  g_clear_object (&self->studio);
  g_clear_pointer (&self->contact_id, g_free);
  G_OBJECT_CLASS (so_opt_out_bar_parent_class)->dispose (object);
}

static void
so_opt_out_bar_class_init (SoOptOutBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_opt_out_bar_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
so_opt_out_bar_init (SoOptOutBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic"), *label = gtk_label_new (""), *buttons = adw_wrap_box_new ();

  self->label = GTK_LABEL (label);
  self->buttons = ADW_WRAP_BOX (buttons);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, "warning");
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_hexpand (label, TRUE);
  adw_wrap_box_set_child_spacing (self->buttons, 6);
  adw_wrap_box_set_line_spacing (self->buttons, 6);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_widget_add_css_class (box, "opt-out-bar");
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
