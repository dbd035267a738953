/* SPDX-License-Identifier: MIT */
#include "so-waitlist-group.h"

#include "so-booking-facts.h"
#include "so-toasts.h"
#include "so-verb.h"

#include <glib/gi18n.h>

struct _SoWaitlistGroup {
  AdwPreferencesGroup parent_instance;

  AdwToastOverlay *toasts;   /* borrowed, as all widgets: of the dialog around it */
  GtkWidget *row;
  GtkWidget *button;

  SoStudio *studio;
  char *session_id;
  char *draft_id;            /* that offers a place, or NULL */
  char *text;                /* its words */
  gboolean goes_on;
};

G_DEFINE_FINAL_TYPE (SoWaitlistGroup, so_waitlist_group, ADW_TYPE_PREFERENCES_GROUP)

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoWaitlistGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (!gtk_widget_get_root (GTK_WIDGET (self)))
    return;
  if (error)
    so_toasts_error (self->toasts, error->message);
  so_waitlist_group_show (self, SO_STUDIO (source), self->session_id);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoWaitlistGroup) self = user_data;

  if (!g_strcmp0 (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "approve") && self->draft_id)
    so_studio_do_async (self->studio, SO_VERB_WAITLIST_CHAIN, self->draft_id, NULL, NULL, on_done, g_object_ref (self));
}

/* What is approved is read first. */
static void
ask (SoWaitlistGroup *self)
{
  AdwDialog *alert = adw_alert_dialog_new (_("Approve for All Who Wait?"), NULL);

  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (alert), _("“%s”\n\nIt goes to who waits first, and in the same words to the next where the answer is no or none comes in time, "
                                                           "until you stop it or bookings close. A yes books."), self->text);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "leave", _("_Leave It"), "approve", _("_Approve"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "approve", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (alert), "leave");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "leave");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (alert), GTK_WIDGET (self), NULL, on_answered, g_object_ref (self));
}

static void
on_clicked (SoWaitlistGroup *self)
{
  if (self->goes_on)
    so_studio_do_async (self->studio, SO_VERB_WAITLIST_STOP, self->session_id, NULL, NULL, on_done, g_object_ref (self));
  else if (self->draft_id)
    ask (self);
}

void
so_waitlist_group_show (SoWaitlistGroup *self, SoStudio *studio, const char *session_id)
{
  g_set_object (&self->studio, studio);
  g_set_str (&self->session_id, session_id);
  g_clear_pointer (&self->draft_id, g_free);
  g_clear_pointer (&self->text, g_free);
  self->goes_on = so_studio_find_offer (studio, session_id, &self->draft_id, &self->text);
  gtk_widget_set_visible (GTK_WIDGET (self), self->goes_on || self->draft_id);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), self->goes_on ? _("The Place Goes on by Itself") : _("A Free Place Is Offered"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), self->goes_on ? _("From one who waits to the next, until somebody says yes") : _("Approve it once for all who wait, or alone under Approve"));
  gtk_button_set_label (GTK_BUTTON (self->button), self->goes_on ? _("_Stop") : _("For _All…"));
}

static void
so_waitlist_group_dispose (GObject *object)
{
  SoWaitlistGroup *self = SO_WAITLIST_GROUP (object);

  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_waitlist_group_parent_class)->dispose (object);
}

static void
so_waitlist_group_finalize (GObject *object)
{
  SoWaitlistGroup *self = SO_WAITLIST_GROUP (object);

  g_free (self->session_id);
  g_free (self->draft_id);
  g_free (self->text);
  G_OBJECT_CLASS (so_waitlist_group_parent_class)->finalize (object);
}

static void
so_waitlist_group_class_init (SoWaitlistGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_waitlist_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_waitlist_group_finalize;
}

static void
so_waitlist_group_init (SoWaitlistGroup *self)
{
  self->row = adw_action_row_new ();
  self->button = gtk_button_new ();
  gtk_button_set_use_underline (GTK_BUTTON (self->button), TRUE);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->button);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Waitlist"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->row);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (on_clicked), self, G_CONNECT_SWAPPED);
}

GtkWidget *
so_waitlist_group_new (AdwToastOverlay *toasts)
{
  SoWaitlistGroup *self = g_object_new (SO_TYPE_WAITLIST_GROUP, "visible", FALSE, NULL);

  self->toasts = toasts;
  return GTK_WIDGET (self);
}
