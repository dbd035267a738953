/* SPDX-License-Identifier: MIT */
#include "so-draft-card-private.h"

#include "so-actions.h"
#include "so-composer.h"
#include "so-do.h"
#include "so-draft-keys.h"
#include "so-draft-popovers.h"
#include "so-draft-redo.h"
#include "so-draft-words.h"
#include "so-draft-writing.h"
#include "so-error.h"
#include "so-lookup.h"
#include "so-signature.h"
#include "so-settle.h"
#include "so-sms-counter.h"
#include "so-template-picker.h"
#include "so-verb.h"
#include "so-window.h"
#include "so-writing.h"

#include <glib/gi18n.h>

enum { APPROVED, LEFT, SHOWN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SoDraftCard, so_draft_card, ADW_TYPE_BIN)

char *
so_draft_card_dup_text (SoDraftCard *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
set_text (SoDraftCard *self, const char *text)
{
  g_autofree char *now = so_draft_card_dup_text (self);

  if (g_str_equal (now, text))
    return;
  self->filling = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
  self->filling = FALSE;
}

/* "Edited · written by you · by Mail to ana@example.org": where it is not the way by which they wrote. */
static void
add_way (SoDraftCard *self, char **line)
{
  g_autoptr (SoIdentity) to = so_lookup_recipient (so_studio_get_store (self->studio), self->draft);
  g_autofree char *way = so_draft_words_way (self->draft, to), *before = g_steal_pointer (line);

  *line = g_strdup_printf ("%s · %s", before, way);
}

static void
set_editable (SoDraftCard *self)
{
  gboolean editable = self->editing && !self->busy;

  gtk_text_view_set_editable (self->text, editable);
  gtk_text_view_set_cursor_visible (self->text, editable);
  gtk_editable_set_editable (GTK_EDITABLE (so_draft_copies_get_entry (self->copies)), editable);
}

void
so_draft_card_set_busy (SoDraftCard *self, gboolean busy)
{
  self->busy = busy;
  set_editable (self);
}

static void
update (SoDraftCard *self)
{
  gboolean written = self->writing && *self->writing, open = self->draft || self->editing || written;
  g_autofree char *line = NULL;

  if (written)
    line = g_strdup (so_draft_words_state (SO_DRAFT_GENERATING));
  else if (self->editing && (self->own || !self->draft))
    line = g_strdup (_("Your reply"));
  else if (self->draft)
    line = so_draft_words_line (self->draft);
  if (line && self->draft && self->draft->via)
    add_way (self, &line);
  gtk_label_set_label (self->state, line ? line : "");
  gtk_widget_set_visible (self->card, open);
  gtk_widget_set_visible (self->write_button, !open && self->thread_id);
  gtk_widget_set_visible (self->edit_button, !self->editing);
  gtk_widget_set_visible (self->redo_button, !self->editing && !self->writing);
  gtk_widget_set_visible (self->approve_button, !written);
  gtk_widget_set_visible (self->why_button, self->draft && !self->editing && !written && g_strcmp0 (self->draft->origin, "owner"));
  gtk_widget_set_visible (self->later_button, !self->editing);
  gtk_widget_set_visible (self->discard_button, self->draft != NULL);
  so_draft_copies_show (self->copies, self->editing && self->own ? NULL : self->draft, self->mail, self->editing);
  set_editable (self);
  /* With nothing in it to focus, its scrolled window says to Tab that it took the focus, unless it cannot at all. */
  gtk_widget_set_can_focus (gtk_widget_get_parent (GTK_WIDGET (self->text)), self->editing);
  gtk_widget_set_focusable (GTK_WIDGET (self->text), self->editing);
  if (self->editing)
    gtk_widget_add_css_class (self->card, "editing");
  else
    gtk_widget_remove_css_class (self->card, "editing");
  so_draft_writing_show_note (self);
  g_signal_emit (self, signals[SHOWN], 0);
}

void
so_draft_card_show_error (SoDraftCard *self, const GError *error)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (window)
    so_window_show_error (window, error);
}

void
so_draft_card_announce (SoDraftCard *self, const char *message)
{
  gtk_accessible_announce (GTK_ACCESSIBLE (self), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

void
so_draft_card_reload (SoDraftCard *self)
{
  SoDraft *draft = self->thread_id ? so_lookup_draft_of_thread (so_studio_get_store (self->studio), self->thread_id) : NULL;
  gboolean written = so_draft_writing_read (self);
  gboolean other = g_strcmp0 (draft ? draft->id : NULL, self->draft ? self->draft->id : NULL) ||
                   (draft && !self->editing && g_strcmp0 (draft->text, self->draft->text));

  so_draft_free (self->draft);
  self->draft = draft;
  if (!self->editing)
    set_text (self, written ? self->writing : draft ? draft->text : "");
  update (self);
  /* What is not finished is judged by nobody, and no key approves it. */
  so_draft_checks_set_draft (self->checks, self->studio, written ? NULL : draft, other);
}

static void
on_store_changed (SoStore *store, guint what, SoDraftCard *self)
{
  if (what & SO_CHANGED_DRAFTS)
    so_draft_card_reload (self);
}

static gboolean compose_context (gpointer owner, SoStudio **studio, const char **thread_id);

void
so_draft_card_emit_approved (SoDraftCard *self, const char *thread_id)
{
  g_signal_emit (self, signals[APPROVED], 0, thread_id);
}

static void
start_editing (SoDraftCard *self, gboolean own)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autofree char *blank = own && !self->editing && self->thread_id ? so_studio_dup_blank (self->studio, self->thread_id) : NULL;
  GtkTextIter end;

  if (!self->thread_id || (!self->editing && so_template_picker_instead (GTK_WIDGET (self), self->studio, self->thread_id, self->draft, own)))
    return;
  so_studio_stop_writing (self->studio, self->thread_id);
  g_clear_pointer (&self->writing, g_free);
  if (blank)
    set_text (self, blank);
  self->blank = own && !self->editing;
  self->own = own;
  self->editing = TRUE;
  update (self);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, blank ? 0 : -1);
  gtk_text_buffer_place_cursor (buffer, &end);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

/* Out of the editor without a word to anybody: the text is saved, the draft is no longer held open. */
static gboolean
stop_editing (SoDraftCard *self)
{
  gboolean saving;

  if (!self->editing)
    return FALSE;
  saving = so_draft_card_save (self, SO_DRAFT_SAVE_LEFT);
  if (self->draft && (saving || self->draft->state == SO_DRAFT_EDITING))
    so_do (GTK_WIDGET (self), self->studio, SO_VERB_LEAVE, self->draft->id, NULL);
  self->editing = FALSE;
  self->own = FALSE;
  gtk_label_set_label (self->saved, "");
  return TRUE;
}

static void
so_draft_card_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (so_draft_card_parent_class)->map (widget);
  so_draft_checks_shown (SO_DRAFT_CARD (widget)->checks);
}

static gboolean
so_draft_card_grab_focus (GtkWidget *widget)
{
  SoDraftCard *self = SO_DRAFT_CARD (widget);

  return gtk_widget_grab_focus (self->editing ? GTK_WIDGET (self->text) : self->draft ? self->approve_button : self->write_button);
}

static void
so_draft_card_dispose (GObject *object)
{
  SoDraftCard *self = SO_DRAFT_CARD (object);

  if (self->studio)
    so_draft_card_set_thread (self, NULL, NULL, NULL);
  g_clear_handle_id (&self->autosave, g_source_remove);
  g_clear_pointer (&self->approved, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_DRAFT_CARD);
  G_OBJECT_CLASS (so_draft_card_parent_class)->dispose (object);
}

static void
so_draft_card_class_init (SoDraftCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_draft_card_dispose;
  widget_class->grab_focus = so_draft_card_grab_focus;
  widget_class->map = so_draft_card_map;
  signals[APPROVED] = g_signal_new ("approved", SO_TYPE_DRAFT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LEFT] = g_signal_new ("left", SO_TYPE_DRAFT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SHOWN] = g_signal_new ("shown", SO_TYPE_DRAFT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (SO_TYPE_DRAFT_CHECKS);
  g_type_ensure (SO_TYPE_DRAFT_COPIES);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-draft-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SoDraftCard, write_button);
  gtk_widget_class_bind_template_child (widget_class, SoDraftCard, card);
  gtk_widget_class_bind_template_child (widget_class, SoDraftCard, state);
  gtk_widget_class_bind_template_child (widget_class, SoDraftCard, saved);
  gtk_widget_class_bind_template_child (widget_class, SoDraftCard, copies);
  gtk_widget_class_bind_template_child (widget_class, SoDraftCard, note);
  gtk_widget_class_bind_template_child (widget_class, SoDraftCard, text);
  gtk_widget_class_bind_template_child (widget_class, SoDraftCard, checks);
  gtk_widget_class_bind_template_child (widget_class, SoDraftCard, approve_button);
  gtk_widget_class_bind_template_child (widget_class, SoDraftCard, edit_button);
  gtk_widget_class_bind_template_child (widget_class, SoDraftCard, discard_button);
  gtk_widget_class_bind_template_child (widget_class, SoDraftCard, redo_button);
  gtk_widget_class_bind_template_child (widget_class, SoDraftCard, why_button);
  gtk_widget_class_bind_template_child (widget_class, SoDraftCard, later_button);
}

static void
so_draft_card_init (SoDraftCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  so_draft_checks_set_text (self->checks, GTK_WIDGET (self->text));
  g_signal_connect_swapped (self->checks, "send-anyway", G_CALLBACK (so_draft_card_send_anyway), self);
  so_action_describe (self->approve_button, "draft.approve");
  so_action_describe (self->edit_button, "draft.edit");
  so_action_describe (self->discard_button, "draft.discard");
  so_action_describe (self->redo_button, "draft.redo");
  so_action_describe (self->why_button, "draft.why");
  so_action_describe (self->later_button, "thread.later");
  so_action_describe (self->write_button, "draft.reply");
  so_draft_keys_attach (GTK_WIDGET (self->text), self);
  so_draft_keys_attach (so_draft_copies_get_entry (self->copies), self);
  g_signal_connect_swapped (so_draft_copies_get_entry (self->copies), "changed", G_CALLBACK (so_draft_card_copies_typed), self);
  so_settle_attach (GTK_WIDGET (self->text));
  so_composer_attach (self->text, self->card, compose_context, self);
  so_sms_counter_attach (GTK_WIDGET (self->saved), self->text, compose_context, self);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (so_draft_card_typed), self);
}

static gboolean
is_mail (SoStudio *studio, const char *thread_id)
{
  g_autoptr (SoThread) thread = studio && thread_id ? so_lookup_thread (so_studio_get_store (studio), thread_id) : NULL;

  return thread && thread->channel == SO_CHANNEL_MAIL;
}

void
so_draft_card_set_thread (SoDraftCard *self, SoStudio *studio, const char *thread_id, const char *contact_name)
{
  g_return_if_fail (SO_IS_DRAFT_CARD (self));

  if (self->studio)
    stop_editing (self);
  if (self->store_changed)
    g_clear_signal_handler (&self->store_changed, so_studio_get_store (self->studio));
  so_draft_writing_watch (self, NULL);
  g_clear_pointer (&self->draft, so_draft_free);
  g_set_object (&self->studio, studio);
  g_set_str (&self->thread_id, thread_id);
  g_set_str (&self->contact_name, contact_name);
  self->editing = self->own = self->dirty = FALSE;
  self->pending = NULL;
  so_draft_copies_drop (self->copies);
  self->mail = is_mail (studio, thread_id);
  so_draft_checks_set_draft (self->checks, studio, NULL, TRUE);
  if (!studio)
    return;
  so_draft_writing_watch (self, studio);
  self->store_changed = g_signal_connect (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self);
  so_draft_card_reload (self);
}

const SoDraft *
so_draft_card_get_draft (SoDraftCard *self)
{
  return self->draft;
}

const char *
so_draft_card_get_approved (SoDraftCard *self)
{
  return self->approved;
}

gboolean
so_draft_card_is_editing (SoDraftCard *self)
{
  return self->editing;
}

SoDraftChecks *
so_draft_card_get_checks (SoDraftCard *self)
{
  return self->checks;
}

SoDraftThen
so_draft_card_get_then (SoDraftCard *self)
{
  g_return_val_if_fail (SO_IS_DRAFT_CARD (self), SO_DRAFT_THEN_ADVANCE);
  return self->then;
}

void
so_draft_card_edit (SoDraftCard *self)
{
  g_return_if_fail (SO_IS_DRAFT_CARD (self));

  start_editing (self, FALSE);
  if (self->editing && self->draft && self->draft->state != SO_DRAFT_EDITING)
    so_do (GTK_WIDGET (self), self->studio, SO_VERB_EDIT, self->draft->id, self->draft->text);
}

void
so_draft_card_reply (SoDraftCard *self)
{
  g_return_if_fail (SO_IS_DRAFT_CARD (self));

  start_editing (self, !self->draft || g_strcmp0 (self->draft->origin, "owner"));
}

void
so_draft_card_reply_all (SoDraftCard *self)
{
  g_return_if_fail (SO_IS_DRAFT_CARD (self));

  so_draft_card_reply (self);
  if (self->editing && self->mail)
    so_draft_copies_fill (self->copies, self->studio, self->thread_id);
}

gboolean
so_draft_card_leave (SoDraftCard *self)
{
  g_return_val_if_fail (SO_IS_DRAFT_CARD (self), FALSE);

  if (!stop_editing (self))
    return FALSE;
  update (self);
  g_signal_emit (self, signals[LEFT], 0);
  return TRUE;
}

void
so_draft_card_redo (SoDraftCard *self)
{
  g_return_if_fail (SO_IS_DRAFT_CARD (self));

  if (!self->thread_id || self->editing || self->writing)
    return;
  if (self->draft)
    so_draft_redo_ask (GTK_WIDGET (self), self->redo_button, self->studio, self->draft->id);
  else
    so_draft_redo_propose (GTK_WIDGET (self), self->studio, self->thread_id);
}

void
so_draft_card_change (SoDraftCard *self, SoVerb verb, const char *argument)
{
  g_return_if_fail (SO_IS_DRAFT_CARD (self));

  if (self->draft && verb == SO_VERB_REDO)
    so_draft_writing_redo (self, argument);
  else if (self->draft && !self->editing)
    so_do (GTK_WIDGET (self), self->studio, verb, self->draft->id, argument);
}

static void
on_way (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoDraftCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *to = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (error)
    so_draft_card_show_error (self, error);
  else if (to)
    so_draft_card_announce (self, to);
}

void
so_draft_card_way (SoDraftCard *self, const char *where)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (SO_IS_DRAFT_CARD (self));

  if (self->dirty)
    so_draft_card_save (self, SO_DRAFT_SAVE_TYPED);
  if (self->draft && !self->busy)
    so_studio_do_async (self->studio, SO_VERB_WAY, self->draft->id, where, NULL, on_way, g_object_ref (self));
  else if (!self->draft && so_fail (&error, SO_ERROR_CHANGE, _("Write the answer first, then choose by which way it goes")) == FALSE)
    so_draft_card_show_error (self, error);
}

static gboolean
compose_context (gpointer owner, SoStudio **studio, const char **thread_id)
{
  SoDraftCard *self = owner;

  *studio = self->studio;
  *thread_id = self->thread_id;
  return self->editing && self->studio && self->thread_id;
}

static void
on_reason_chosen (guint number, gpointer owner)
{
  SoDraftCard *self = owner;
  g_autofree char *reason = g_strdup_printf ("%u", number);

  if (!self->draft)
    return;
  if (self->editing)
    self->dirty = FALSE, so_draft_copies_drop (self->copies), so_draft_card_leave (self);
  so_studio_stop_writing (self->studio, self->thread_id);
  so_do (GTK_WIDGET (self), self->studio, SO_VERB_DISCARD, self->draft->id, reason);
  so_draft_card_announce (self, _("Draft discarded"));
}

void
so_draft_card_discard (SoDraftCard *self)
{
  g_return_if_fail (SO_IS_DRAFT_CARD (self));

  if (self->draft)
    so_draft_popovers_reason (self->discard_button, on_reason_chosen, self);
}

void
so_draft_card_why (SoDraftCard *self)
{
  g_return_if_fail (SO_IS_DRAFT_CARD (self));

  if (self->draft && gtk_widget_get_visible (self->why_button))
    so_draft_redo_why (GTK_WIDGET (self), self->why_button, self->studio, self->draft);
}
