/* SPDX-License-Identifier: MIT */
#include "so-notice.h"

#include "so-draft.h"
#include "so-item.h"
#include "so-keys.h"
#include "so-lookup.h"
#include "so-verb.h"
#include "so-window.h"

#include <glib/gi18n.h>

/* "a" is the key that approves, too: who was typing it when this came up did not mean this. */
#define ARMED_AFTER_US (600 * G_TIME_SPAN_MILLISECOND)
#define CLOSED "app_was_closed"

typedef enum { ASK_NOTHING, ASK_COPY, ASK_CLOSED } Question;

struct _SoNotice {
  AdwBin parent_instance;

  GtkWidget *box;
  GtkLabel *text;
  GtkWidget *send, *review, *confirm;

  SoStudio *studio;
  GListModel *outbox;
  Question question;
  gint64 asked_at;       /* monotonic */
  gboolean answered;     /* asked once a start */
};

G_DEFINE_FINAL_TYPE (SoNotice, so_notice, ADW_TYPE_BIN)

static guint
count_closed (SoNotice *self)
{
  guint n = 0;

  for (guint i = 0; self->outbox && i < g_list_model_get_n_items (self->outbox); i++)
    {
      g_autoptr (SoItem) item = g_list_model_get_item (self->outbox, i);
      const SoDraft *draft = so_item_get_value (item);

      n += draft->state == SO_DRAFT_HELD && !g_strcmp0 (draft->reason, CLOSED);
    }
  return n;
}

static void
ask (SoNotice *self, Question question, const char *text)
{
  gboolean other = question != self->question;

  self->question = question;
  gtk_widget_set_visible (GTK_WIDGET (self), question != ASK_NOTHING);
  if (question == ASK_NOTHING)
    return;
  gtk_label_set_label (self->text, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (self->send, question == ASK_CLOSED);
  gtk_widget_set_visible (self->review, question == ASK_CLOSED);
  gtk_widget_set_visible (self->confirm, question == ASK_COPY);
  if (!other)
    return;
  self->asked_at = g_get_monotonic_time ();
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  if (question == ASK_CLOSED)
    gtk_widget_grab_focus (self->review);
}

static void
update (SoNotice *self)
{
  guint closed = count_closed (self);
  g_autofree char *text = NULL;

  if (!self->studio)
    ask (self, ASK_NOTHING, NULL);
  else if (!so_lookup_is_active_copy (so_studio_get_store (self->studio)))
    ask (self, ASK_COPY, _("This studio is a copy or was restored from a backup. Nothing is sent from it."));
  else if (closed && !self->answered)
    {
      text = g_strdup_printf (ngettext ("%u approved message was not sent.", "%u approved messages were not sent.", closed), closed);
      ask (self, ASK_CLOSED, text);
    }
  else
    ask (self, ASK_NOTHING, NULL);
}

static void
on_store_changed (SoNotice *self, guint what)
{
  if (what & (SO_CHANGED_DRAFTS | SO_CHANGED_SETTINGS) || self->question == ASK_COPY)
    update (self);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoNotice) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (error && window)
    so_window_show_error (window, error);
  update (self);
}

static void
answer (SoNotice *self)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));
  GtkWidget *page = window ? so_window_get_page_widget (window, so_window_get_page (window)) : NULL;

  self->answered = TRUE;
  update (self);
  if (page)
    gtk_widget_grab_focus (page);
}

static void
on_send_clicked (SoNotice *self)
{
  so_studio_do_async (self->studio, SO_VERB_SEND_HELD, CLOSED, NULL, NULL, on_done, g_object_ref (self));
  answer (self);
}

static void
on_review_clicked (SoNotice *self)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  so_window_show_page (window, "outbox");
  answer (self);
}

static void
on_confirmed (SoNotice *self, const char *response)
{
  if (g_str_equal (response, "confirm"))
    so_studio_do_async (self->studio, SO_VERB_CONFIRM_COPY, "here", NULL, NULL, on_done, g_object_ref (self));
}

static void
on_confirm_clicked (SoNotice *self)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Send From This Copy?"),
    _("If the studio is still used somewhere else, both would answer the same customers. Confirm only where the other one is no longer "
      "used. What waits stays in the Outbox until you have looked at it.")));

  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "confirm", _("This Is the _Active Copy"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "confirm", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_confirmed), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static gboolean
on_key_pressed (SoNotice *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  guint latin = so_keys_latin (gtk_widget_get_display (GTK_WIDGET (self)), keycode, keyval, modifiers);

  if (self->question != ASK_CLOSED || latin != GDK_KEY_a || modifiers & gtk_accelerator_get_default_mod_mask ())
    return GDK_EVENT_PROPAGATE;
  if (g_get_monotonic_time () - self->asked_at > ARMED_AFTER_US)
    on_send_clicked (self);
  return GDK_EVENT_STOP;
}

static void
watch (SoNotice *self, SoStudio *studio, GListModel *outbox)
{
  if (self->outbox)
    g_signal_handlers_disconnect_by_data (self->outbox, self);
  if (self->studio)
    g_signal_handlers_disconnect_by_data (so_studio_get_store (self->studio), self);
  g_set_object (&self->studio, studio);
  g_set_object (&self->outbox, outbox);
  if (outbox)
    g_signal_connect_swapped (outbox, "items-changed", G_CALLBACK (update), self);
  if (studio)
    g_signal_connect_swapped (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self);
}

static void
so_notice_dispose (GObject *object)
{
  SoNotice *self = SO_NOTICE (object);

  watch (self, NULL, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_NOTICE);
  G_OBJECT_CLASS (so_notice_parent_class)->dispose (object);
}

static void
so_notice_class_init (SoNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_notice_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, SoNotice, box);
  gtk_widget_class_bind_template_child (widget_class, SoNotice, text);
  gtk_widget_class_bind_template_child (widget_class, SoNotice, send);
  gtk_widget_class_bind_template_child (widget_class, SoNotice, review);
  gtk_widget_class_bind_template_child (widget_class, SoNotice, confirm);
  gtk_widget_class_bind_template_callback (widget_class, on_send_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_review_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm_clicked);
}

/* "Send Now (A)": what the key is has to be seen, for it works only here. */
static void
set_label (GtkWidget *button, const char *label, const char *key)
{
  g_autofree char *text = g_strdup_printf ("%s (%s)", label, key);

  gtk_button_set_label (GTK_BUTTON (button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, key, -1);
}

static void
so_notice_init (SoNotice *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  set_label (self->send, _("Send Now"), "A");
  set_label (self->review, _("Review"), _("Enter"));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

void
so_notice_set_outbox (SoNotice *self, SoStudio *studio, GListModel *outbox)
{
  g_return_if_fail (SO_IS_NOTICE (self));

  if (studio != self->studio)
    self->answered = FALSE;
  watch (self, studio, outbox);
  update (self);
}
