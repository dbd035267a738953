/* SPDX-License-Identifier: MIT */
#include "so-thread-host.h"

#include "so-age.h"
#include "so-batch-dialog.h"
#include "so-call-back.h"
#include "so-choice-popover.h"
#include "so-clock.h"
#include "so-do.h"
#include "so-follow-up-menu.h"
#include "so-later-popover.h"
#include "so-lookup.h"
#include "so-send-later.h"
#include "so-stage-choice.h"
#include "so-tags-popover.h"
#include "so-time.h"
#include "so-verb.h"
#include "so-window.h"

#include <glib/gi18n.h>

G_DEFINE_INTERFACE (SoThreadHost, so_thread_host, GTK_TYPE_WIDGET)

static void
so_thread_host_default_init (SoThreadHostInterface *iface)
{
}

static void
say (GtkWidget *host, const char *message)
{
  SoWindow *window = so_window_of (host);

  if (window)
    so_window_add_undo_toast (window, message);
}

/* The verb on every conversation that is meant; TRUE where there was one. */
static gboolean
do_all (SoThreadHost *self, SoVerb verb, const char *argument)
{
  SoThreadHostInterface *iface = SO_THREAD_HOST_GET_IFACE (self);
  g_auto (GStrv) ids = iface->dup_targets (self);

  for (char **id = ids; *id; id++)
    so_do (GTK_WIDGET (self), iface->get_studio (self), verb, *id, argument);
  return *ids != NULL;
}

static SoThread *
first_target (SoThreadHost *self)
{
  SoThreadHostInterface *iface = SO_THREAD_HOST_GET_IFACE (self);
  g_auto (GStrv) ids = iface->dup_targets (self);

  return *ids ? so_lookup_thread (so_studio_get_store (iface->get_studio (self)), *ids) : NULL;
}

/* Decided and out of sight: say so and go on. */
static void
put_away (GtkWidget *widget, SoVerb verb, const char *argument, const char *message)
{
  SoThreadHost *self = SO_THREAD_HOST (widget);

  if (!do_all (self, verb, argument))
    return;
  SO_THREAD_HOST_GET_IFACE (self)->advance (self);
  say (widget, message);
}

static void
on_done_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (SoThread) thread = first_target (SO_THREAD_HOST (widget));

  if (thread && thread->state == SO_THREAD_DONE)
    put_away (widget, SO_VERB_REOPEN, NULL, _("Back in the inbox"));
  else
    put_away (widget, SO_VERB_DONE, NULL, _("Done"));
}

static void
on_reopen_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  put_away (widget, SO_VERB_REOPEN, NULL, _("Back in the inbox"));
}

static void
on_spam_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  put_away (widget, SO_VERB_SPAM, NULL, _("Moved to spam"));
}

static void
on_bin_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  put_away (widget, SO_VERB_BIN, NULL, _("Moved to the bin"));
}

static void
on_star_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (SoThread) thread = first_target (SO_THREAD_HOST (widget));

  if (thread)
    do_all (SO_THREAD_HOST (widget), thread->starred ? SO_VERB_UNSTAR : SO_VERB_STAR, NULL);
}

static void
on_unread_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (SoThread) thread = first_target (SO_THREAD_HOST (widget));

  if (thread)
    do_all (SO_THREAD_HOST (widget), thread->unread ? SO_VERB_READ : SO_VERB_UNREAD, NULL);
}

static void
on_time_chosen (gint64 when, gpointer user_data)
{
  g_autofree char *time = so_time_format (when);
  g_autofree char *coming = so_age_dup_coming (when, so_now ());
  g_autofree char *message = g_strdup_printf (_("Comes back %s"), coming);

  put_away (user_data, SO_VERB_SNOOZE, time, message);
}

static void
on_later_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (SoThread) thread = first_target (SO_THREAD_HOST (widget));

  if (thread)
    so_later_popover_present (SO_THREAD_HOST_GET_IFACE (SO_THREAD_HOST (widget))->get_anchor (SO_THREAD_HOST (widget)),
                              on_time_chosen, widget);
}

static void
on_tag_changed (const char *tag, gboolean on, gpointer user_data)
{
  do_all (user_data, on ? SO_VERB_TAG : SO_VERB_UNTAG, tag);
}

static void
on_tags_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoThreadHost *self = SO_THREAD_HOST (widget);
  SoThreadHostInterface *iface = SO_THREAD_HOST_GET_IFACE (self);
  g_autoptr (SoThread) thread = first_target (self);
  g_auto (GStrv) has = NULL;
  g_auto (GStrv) all = NULL;

  if (!thread)
    return;
  has = so_lookup_tags_of_thread (so_studio_get_store (iface->get_studio (self)), thread->id);
  all = so_lookup_tags (so_studio_get_store (iface->get_studio (self)));
  so_tags_popover_present (iface->get_anchor (self), (const char *const *) has, (const char *const *) all, on_tag_changed, self);
}

static void
on_priority_chosen (guint number, gpointer host)
{
  if (do_all (host, SO_VERB_PRIORITY, so_priorities[number - 1]))
    say (host, _("Priority changed"));
}

static void
on_priority_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoThreadHost *self = SO_THREAD_HOST (widget);
  const char *labels[] = { C_("priority", "Urgent"), C_("priority", "High"), C_("priority", "Normal"), C_("priority", "Low"), NULL };
  g_autoptr (SoThread) thread = first_target (self);
  guint now = 0;

  while (thread && thread->priority && so_priorities[now] && !g_str_equal (so_priorities[now], thread->priority))
    now++;
  if (thread)
    so_choice_popover_present (SO_THREAD_HOST_GET_IFACE (self)->get_anchor (self), _("Priority"), labels,
                               thread->priority ? now + 1 : 0, on_priority_chosen, self);
}

/* The people of the conversations that are meant; a group is nobody's. */
static void
on_stage_chosen (SoStage stage, const char *reason, gpointer host)
{
  SoThreadHostInterface *iface = SO_THREAD_HOST_GET_IFACE (host);
  g_auto (GStrv) ids = iface->dup_targets (host);
  g_autofree char *message = g_strdup_printf (_("Stage: %s"), _(so_stage_label (stage))), *argument = so_stage_choice_dup_argument (stage, reason);

  for (char **id = ids; *id; id++)
    {
      g_autoptr (SoThread) thread = so_lookup_thread (so_studio_get_store (iface->get_studio (host)), *id);

      if (thread && thread->contact_id)
        so_do (GTK_WIDGET (host), iface->get_studio (host), SO_VERB_STAGE, thread->contact_id, argument);
    }
  say (host, message);
}

static SoContact *
first_contact (SoThreadHost *self)
{
  g_autoptr (SoThread) thread = first_target (self);

  return thread && thread->contact_id ? so_lookup_contact (so_studio_get_store (SO_THREAD_HOST_GET_IFACE (self)->get_studio (self)), thread->contact_id) : NULL;
}

static void
on_stage_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoThreadHost *self = SO_THREAD_HOST (widget);
  g_autoptr (SoContact) contact = first_contact (self);
  SoStage stage;

  if (contact)
    so_stage_choice_present (SO_THREAD_HOST_GET_IFACE (self)->get_anchor (self), so_stage_parse (contact->stage, &stage) ? (int) stage : -1, on_stage_chosen, self);
}

static void
on_call_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (SoContact) contact = first_contact (SO_THREAD_HOST (widget));

  if (contact)
    so_call_back (widget, contact);
}

static void
on_follow_ups_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  so_follow_up_menu_present (SO_THREAD_HOST (widget));
}

static void
on_follow_ups_stop_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  so_follow_up_menu_stop (SO_THREAD_HOST (widget));
}

static SoDraftCard *
card_of (GtkWidget *widget)
{
  SoConversation *conversation = SO_THREAD_HOST_GET_IFACE (SO_THREAD_HOST (widget))->get_conversation (SO_THREAD_HOST (widget));

  return conversation && gtk_widget_get_mapped (GTK_WIDGET (conversation)) ? so_conversation_get_card (conversation) : NULL;
}

static void
on_batch_approved (SoThreadHost *self)
{
  SO_THREAD_HOST_GET_IFACE (self)->advance (self);
}

/* One draft, or with several conversations ticked all of theirs, after a look at each. */
static void
on_approve_stay (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoThreadHost *self = SO_THREAD_HOST (widget);
  SoThreadHostInterface *iface = SO_THREAD_HOST_GET_IFACE (self);
  g_auto (GStrv) ids = iface->dup_targets (self);
  SoDraftCard *card = card_of (widget);
  AdwDialog *dialog;

  if (g_strv_length (ids) < 2)
    {
      if (card)
        so_draft_card_approve_then (card, SO_DRAFT_THEN_STAY);
      return;
    }
  dialog = so_batch_dialog_new (iface->get_studio (self), (const char *const *) ids);
  g_signal_connect_object (dialog, "approved", G_CALLBACK (on_batch_approved), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
on_approve_done (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoDraftCard *card = card_of (widget);

  if (card)
    so_draft_card_approve_then (card, SO_DRAFT_THEN_DONE);
}

static void
on_scheduled (gpointer host)
{
  SO_THREAD_HOST_GET_IFACE (host)->advance (host);
}

static void
on_send_later (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoDraftCard *card = card_of (widget);
  SoThreadHost *self = SO_THREAD_HOST (widget);

  if (card && so_draft_card_get_draft (card) && !so_draft_card_is_editing (card) && so_draft_checks_ask (so_draft_card_get_checks (card)))
    so_send_later_ask (SO_THREAD_HOST_GET_IFACE (self)->get_studio (self), card, on_scheduled, widget);
}

void
so_thread_host_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "draft.approve-stay", NULL, on_approve_stay);
  gtk_widget_class_install_action (widget_class, "draft.approve-done", NULL, on_approve_done);
  gtk_widget_class_install_action (widget_class, "draft.send-later", NULL, on_send_later);
  gtk_widget_class_install_action (widget_class, "thread.done", NULL, on_done_action);
  gtk_widget_class_install_action (widget_class, "thread.reopen", NULL, on_reopen_action);
  gtk_widget_class_install_action (widget_class, "thread.spam", NULL, on_spam_action);
  gtk_widget_class_install_action (widget_class, "thread.bin", NULL, on_bin_action);
  gtk_widget_class_install_action (widget_class, "thread.star", NULL, on_star_action);
  gtk_widget_class_install_action (widget_class, "thread.unread", NULL, on_unread_action);
  gtk_widget_class_install_action (widget_class, "thread.later", NULL, on_later_action);
  gtk_widget_class_install_action (widget_class, "thread.tags", NULL, on_tags_action);
  gtk_widget_class_install_action (widget_class, "thread.priority", NULL, on_priority_action);
  gtk_widget_class_install_action (widget_class, "thread.stage", NULL, on_stage_action);
  gtk_widget_class_install_action (widget_class, "thread.call", NULL, on_call_action);
  gtk_widget_class_install_action (widget_class, "thread.follow-ups", NULL, on_follow_ups_action);
  gtk_widget_class_install_action (widget_class, "thread.follow-ups-stop", NULL, on_follow_ups_stop_action);
}
