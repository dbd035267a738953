/* SPDX-License-Identifier: MIT */
#include "so-outbox-row.h"

#include "so-age.h"
#include "so-channel-kind.h"
#include "so-clock.h"
#include "so-do.h"
#include "so-draft-popovers.h"
#include "so-draft-words.h"
#include "so-hand-over.h"
#include "so-list-verbs.h"
#include "so-text.h"
#include "so-verb.h"
#include "so-window.h"

#include <glib/gi18n.h>

struct _SoOutboxRow {
  GtkListBoxRow parent_instance;

  GtkLabel *name, *state, *text, *reason;
  GtkWidget *buttons, *recall, *again, *discard, *already;

  SoStudio *studio;
  SoItem *item;
};

G_DEFINE_FINAL_TYPE (SoOutboxRow, so_outbox_row, GTK_TYPE_LIST_BOX_ROW)

static const SoDraft *
draft_of (SoOutboxRow *self)
{
  return so_item_get_value (self->item);
}

static char *
dup_state (SoOutboxRow *self, const SoDraft *draft)
{
  gint64 now = so_now ();
  int percent = so_transfers_percent (so_studio_get_transfers (self->studio), draft->id);
  g_autofree char *age = so_age_dup_short (draft->updated_at, now);
  g_autofree char *coming = NULL, *waits = so_draft_words_waits (draft, now);

  if (draft->state == SO_DRAFT_QUEUED && draft->not_before > now)
    return g_strdup_printf (_("leaves in %d s"), (int) ((draft->not_before - now + 999) / 1000));
  if (draft->state == SO_DRAFT_SCHEDULED)
    {
      coming = so_age_dup_coming (draft->not_before, now);
      return g_strdup_printf (_("leaves %s"), coming);
    }
  if (so_draft_is_handed (draft))
    return g_strdup_printf ("%s · %s", _("at the hub"), age);
  if (draft->state == SO_DRAFT_SENDING && percent >= 0)
    return g_strdup_printf (_("leaving: %d %%"), percent);
  if (draft->state == SO_DRAFT_QUEUED || draft->state == SO_DRAFT_SENDING)
    return g_strdup (waits ? _("waiting") : _("leaving"));
  return g_strdup_printf ("%s · %s", so_draft_words_state (draft->state), age);
}

/* Why it does not leave, in words; of another computer what happened there. */
static char *
dup_reason (const SoDraft *draft)
{
  gboolean troubled = so_draft_is_handed (draft) || draft->state == SO_DRAFT_HELD || draft->state == SO_DRAFT_FAILED || draft->state == SO_DRAFT_UNKNOWN;
  g_autofree char *reason = troubled ? so_draft_words_reason (draft) : so_draft_words_waits (draft, so_now ());

  if (troubled && *reason && draft->home && *draft->home)
    return g_strdup_printf ("%s: %s", draft->home, reason);
  return reason ? g_steal_pointer (&reason) : g_strdup ("");
}

/* A button with the person in its name: "Send Again: Ana Lopez" among twenty of them. */
static void
offer (GtkWidget *button, const char *label, const SoDraft *draft)
{
  g_autofree char *name = label ? g_strdup_printf ("%s: %s", label, draft->contact_name) : NULL;

  gtk_widget_set_visible (button, label != NULL);
  if (!label)
    return;
  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static const char *
again_label (const SoDraft *draft)
{
  if (draft->state == SO_DRAFT_FAILED || draft->state == SO_DRAFT_UNKNOWN)
    return _("Send Again");
  /* Without a network it would only be held again. */
  if (draft->state == SO_DRAFT_SCHEDULED || (draft->state == SO_DRAFT_HELD && g_strcmp0 (draft->reason, "offline")))
    return _("Send Now");
  return NULL;
}

static const char *
recall_label (const SoDraft *draft)
{
  if (so_draft_is_handed (draft))
    return _("Take Back");
  switch ((int) draft->state)
    {
    case SO_DRAFT_QUEUED: return _("Undo");
    case SO_DRAFT_SCHEDULED: return _("Take Back");
    case SO_DRAFT_HELD: return _("Review");
    case SO_DRAFT_FAILED: return _("Edit");
    default: return NULL;
    }
}

static void
update (SoOutboxRow *self)
{
  const SoDraft *draft = draft_of (self);
  SoChannelKind channel;
  gboolean known = draft && so_channel_kind_parse (draft->channel, &channel);
  g_autofree char *name = NULL, *state = NULL, *snippet = NULL, *reason = NULL, *spoken = NULL;

  if (!draft)
    return;
  name = known ? g_strdup_printf ("%s · %s", draft->contact_name, _(so_channel_kind_label (channel))) : g_strdup (draft->contact_name);
  state = dup_state (self, draft);
  snippet = so_text_snippet (draft->text, 300);
  reason = dup_reason (draft);
  spoken = *reason ? g_strdup_printf ("%s: %s %s", state, reason, snippet) : g_strdup_printf ("%s: %s", state, snippet);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->state, state);
  gtk_label_set_label (self->text, snippet);
  gtk_label_set_label (self->reason, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), *reason != '\0');
  offer (self->again, again_label (draft), draft);
  offer (self->recall, recall_label (draft), draft);
  offer (self->discard, draft->state == SO_DRAFT_FAILED || draft->state == SO_DRAFT_HELD ? _("Discard") : NULL, draft);
  offer (self->already, draft->state == SO_DRAFT_UNKNOWN ? _("Sent Already") : NULL, draft);
  gtk_widget_set_visible (self->buttons, again_label (draft) || recall_label (draft));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
}

static void
act (SoOutboxRow *self, SoVerb verb, const char *argument)
{
  so_do (GTK_WIDGET (self), self->studio, verb, draft_of (self)->id, argument);
}

static char *
call_back_job (SoStudio *studio, gpointer data, GError **error)
{
  so_studio_call_back (studio, data, NULL, error);
  return NULL;
}

static void
on_called_back (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_job_finish (SO_STUDIO (source), result, &error);

  if (error)
    so_window_show_error (window, error);
}

/* The hub has to be asked, which may take a while, and may come too late. */
static void
call_back (SoOutboxRow *self)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (window)
    so_studio_aside_async (self->studio, call_back_job, g_strdup (draft_of (self)->id), g_free, on_called_back, g_object_ref (window));
}

static void
on_clicked (SoOutboxRow *self, GtkWidget *button)
{
  const SoDraft *draft = draft_of (self);
  gboolean failed = draft->state == SO_DRAFT_FAILED;
  gboolean review = button == self->recall && (failed || draft->state == SO_DRAFT_HELD);
  g_autofree char *thread_id = g_strdup (draft->thread_id);
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (button == self->recall && so_draft_is_handed (draft))
    call_back (self);
  else if (button == self->recall && failed)
    {
      act (self, SO_VERB_EDIT, draft->text);
      act (self, SO_VERB_LEAVE, NULL);
    }
  else
    act (self, button == self->recall ? SO_VERB_RECALL : button == self->again ? SO_VERB_SEND_AGAIN : SO_VERB_SENT_ALREADY, NULL);
  /* What is to be looked at again is looked at where it can be changed. */
  if (review && window)
    so_window_open_thread (window, thread_id, NULL);
}

static void
on_reason (guint number, gpointer owner)
{
  g_autofree char *reason = g_strdup_printf ("%u", number);

  act (owner, SO_VERB_DISCARD, reason);
}

static void
on_discard_clicked (SoOutboxRow *self, GtkWidget *button)
{
  so_draft_popovers_reason (button, on_reason, self);
}

static void
so_outbox_row_dispose (GObject *object)
{
  SoOutboxRow *self = SO_OUTBOX_ROW (object);

  if (self->item)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_clear_object (&self->item);
  g_clear_object (&self->studio);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_OUTBOX_ROW);
  G_OBJECT_CLASS (so_outbox_row_parent_class)->dispose (object);
}

static void
so_outbox_row_class_init (SoOutboxRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_outbox_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-outbox-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SoOutboxRow, name);
  gtk_widget_class_bind_template_child (widget_class, SoOutboxRow, state);
  gtk_widget_class_bind_template_child (widget_class, SoOutboxRow, text);
  gtk_widget_class_bind_template_child (widget_class, SoOutboxRow, reason);
  gtk_widget_class_bind_template_child (widget_class, SoOutboxRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, SoOutboxRow, recall);
  gtk_widget_class_bind_template_child (widget_class, SoOutboxRow, again);
  gtk_widget_class_bind_template_child (widget_class, SoOutboxRow, discard);
  gtk_widget_class_bind_template_child (widget_class, SoOutboxRow, already);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_discard_clicked);
}

static void
so_outbox_row_init (SoOutboxRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Files take their time: how far they are. */
static void
on_moved (SoOutboxRow *self, const char *draft_id)
{
  if (draft_of (self) && g_str_equal (draft_of (self)->id, draft_id))
    update (self);
}

GtkWidget *
so_outbox_row_new (SoStudio *studio, SoItem *item)
{
  SoOutboxRow *self = g_object_new (SO_TYPE_OUTBOX_ROW, NULL);

  self->studio = g_object_ref (studio);
  self->item = g_object_ref (item);
  g_signal_connect_swapped (item, "changed", G_CALLBACK (update), self);
  g_signal_connect_object (so_studio_get_transfers (studio), "moved", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

const char *
so_outbox_row_get_thread_id (SoOutboxRow *self)
{
  return draft_of (self) ? draft_of (self)->thread_id : NULL;
}

gboolean
so_outbox_row_tick (SoOutboxRow *self)
{
  const SoDraft *draft = draft_of (self);
  g_autofree char *state = NULL, *waits = NULL;

  if (!draft || draft->state != SO_DRAFT_QUEUED)
    return FALSE;
  state = dup_state (self, draft);
  waits = so_draft_words_waits (draft, so_now ());
  gtk_label_set_label (self->state, state);
  if (waits && !gtk_widget_get_visible (GTK_WIDGET (self->reason)))
    update (self);
  return draft->not_before + (draft->asks ? SO_DRAFT_PATIENCE : 0) > so_now ();
}
