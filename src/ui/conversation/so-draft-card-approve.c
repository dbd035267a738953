/* SPDX-License-Identifier: MIT */
#include "so-draft-card-private.h"

#include "so-do.h"
#include "so-draft-words.h"

#include <glib/gi18n.h>

#define AUTOSAVE_MS 500

/* One save on its way: the card may show another conversation when it is done. */
typedef struct {
  SoDraftCard *card;
  char *thread_id;
  char *draft_id;      /* NULL: the owner's own reply, which gets its id now */
  char *copies;        /* saved after the text, which may have to make the draft first; or NULL */
  gboolean send;       /* it was Ctrl+Enter */
} Save;

static void
save_free (Save *job)
{
  if (job->card->pending == job)
    job->card->pending = NULL;
  g_object_unref (job->card);
  g_free (job->thread_id);
  g_free (job->draft_id);
  g_free (job->copies);
  g_free (job);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static void approve_stored (SoDraftCard *self, SoStudio *studio, const char *thread_id, const char *draft_id);

static gboolean
is_shown (const Save *job)
{
  return !g_strcmp0 (job->card->thread_id, job->thread_id);
}

static void
finish_save (Save *job, SoStudio *studio)
{
  SoDraftCard *self = job->card;

  if (is_shown (job))
    {
      gtk_label_set_label (self->saved, self->editing && !self->dirty ? _("Saved") : "");
      so_draft_card_reload (self);
    }
  if (job->send)
    approve_stored (self, studio, job->thread_id, job->draft_id);
}

/* What is no address is not sent past: it stands there again, to be corrected. */
static void
on_copies_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Save) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (!error)
    {
      finish_save (job, SO_STUDIO (source));
      return;
    }
  so_draft_card_set_busy (job->card, FALSE);
  if (is_shown (job))
    {
      so_draft_copies_put_back (job->card->copies, job->copies);
      so_draft_card_reload (job->card);
    }
  so_draft_card_show_error (job->card, error);
}

static void
save_copies (Save *job, SoStudio *studio)
{
  so_studio_do_async (studio, SO_VERB_COPIES, job->draft_id, job->copies, NULL, on_copies_saved, job);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Save) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (error)
    {
      so_draft_card_set_busy (job->card, FALSE);
      job->card->dirty |= is_shown (job);
      if (job->copies && is_shown (job))
        so_draft_copies_put_back (job->card->copies, job->copies);
      so_draft_card_show_error (job->card, error);
      return;
    }
  if (!job->draft_id)
    job->draft_id = g_steal_pointer (&id);
  if (is_shown (job))
    job->card->own = FALSE;
  if (job->copies)
    save_copies (g_steal_pointer (&job), SO_STUDIO (source));
  else
    finish_save (job, SO_STUDIO (source));
}

/* An own reply in which nothing stands yet is nothing to save, whoever would get it. */
static gboolean
is_savable (SoDraftCard *self, const char *text)
{
  gboolean stored = self->draft && !self->own;

  return self->studio && (self->dirty ? self->draft || *text : stored && so_draft_copies_is_dirty (self->copies));
}

gboolean
so_draft_card_save (SoDraftCard *self, SoDraftSave how)
{
  g_autofree char *text = so_draft_card_dup_text (self), *copies = NULL;
  SoVerb verb = self->draft && !self->own ? SO_VERB_EDIT : SO_VERB_WRITE;
  gboolean dirty = self->dirty;
  Save *job;

  g_clear_handle_id (&self->autosave, g_source_remove);
  if (!is_savable (self, text))
    return FALSE;
  copies = so_draft_copies_take (self->copies, how == SO_DRAFT_SAVE_TYPED);
  if (!dirty && !copies)
    return FALSE;
  self->dirty = FALSE;
  job = g_new0 (Save, 1);
  job->card = g_object_ref (self);
  job->thread_id = g_strdup (self->thread_id);
  job->draft_id = verb == SO_VERB_EDIT ? g_strdup (self->draft->id) : NULL;
  job->copies = g_steal_pointer (&copies);
  job->send = how == SO_DRAFT_SAVE_SEND;
  self->pending = job->copies ? job : self->pending;
  if (dirty)
    so_studio_do_async (self->studio, verb, verb == SO_VERB_EDIT ? job->draft_id : job->thread_id, text, NULL, on_saved, job);
  else
    save_copies (job, self->studio);
  return TRUE;
}

static gboolean
on_autosave (gpointer user_data)
{
  SoDraftCard *self = user_data;

  self->autosave = 0;
  so_draft_card_save (self, SO_DRAFT_SAVE_TYPED);
  return G_SOURCE_REMOVE;
}

static void
save_soon (SoDraftCard *self)
{
  gtk_label_set_label (self->saved, "");
  g_clear_handle_id (&self->autosave, g_source_remove);
  self->autosave = g_timeout_add (AUTOSAVE_MS, on_autosave, self);
}

void
so_draft_card_typed (SoDraftCard *self)
{
  if (self->filling || !self->editing)
    return;
  self->dirty = TRUE;
  self->blank = FALSE;
  save_soon (self);
}

void
so_draft_card_copies_typed (SoDraftCard *self)
{
  if (self->editing && so_draft_copies_is_dirty (self->copies))
    save_soon (self);
}

/* One approval on its way: the card may show another conversation when it is done. */
typedef struct {
  SoDraftCard *card;
  char *thread_id, *contact_name;
  SoDraftThen then;
} Approval;

static void
approval_free (Approval *approval)
{
  g_object_unref (approval->card);
  g_free (approval->thread_id);
  g_free (approval->contact_name);
  g_free (approval);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Approval, approval_free)

/* It was not approved, and this is why: out of the editor, to what speaks against it. */
static void
refuse (SoDraftCard *self, const GError *error)
{
  if (self->editing)
    so_draft_card_leave (self);
  so_draft_card_reload (self);
  so_draft_checks_point_out (self->checks);
  so_draft_card_show_error (self, error);
}

static void
close_editor (SoDraftCard *self)
{
  self->editing = self->own = self->dirty = FALSE;
  so_draft_copies_drop (self->copies);
  gtk_label_set_label (self->saved, "");
  so_draft_card_reload (self);
}

static void
on_approved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Approval) approval = user_data;
  SoDraftCard *self = approval->card;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);
  g_autofree char *message = so_draft_words_approved (approval->contact_name);
  gboolean shown = !g_strcmp0 (self->thread_id, approval->thread_id);

  so_draft_card_set_busy (self, FALSE);
  if (error && shown)
    refuse (self, error);
  else if (error)
    so_draft_card_show_error (self, error);
  if (error)
    return;
  if (shown)
    close_editor (self);
  so_draft_card_announce (self, message);
  if (approval->then == SO_DRAFT_THEN_DONE)
    so_do (GTK_WIDGET (self), SO_STUDIO (source), SO_VERB_DONE, approval->thread_id, NULL);
  so_draft_card_emit_approved (self, approval->thread_id);
}

static void
approve_stored (SoDraftCard *self, SoStudio *studio, const char *thread_id, const char *draft_id)
{
  Approval *approval = g_new0 (Approval, 1);
  g_autofree char *seen = so_draft_checks_dup_seen (self->checks);
  g_autofree char *how = g_strdup_printf ("key %" G_GINT64_FORMAT, so_draft_checks_get_visible_ms (self->checks));

  approval->card = g_object_ref (self);
  approval->thread_id = g_strdup (thread_id);
  approval->contact_name = g_strdup (self->contact_name);
  approval->then = self->then;
  so_draft_card_set_busy (self, TRUE);
  g_set_str (&self->approved, draft_id);
  /* One after the other: the worker keeps the order. */
  if (seen)
    so_do (GTK_WIDGET (self), studio, SO_VERB_ACKNOWLEDGE, draft_id, seen);
  so_studio_do_async (studio, SO_VERB_APPROVE, draft_id, how, NULL, on_approved, approval);
}

void
so_draft_card_send_anyway (SoDraftCard *self)
{
  if (self->draft && !self->busy && !self->editing)
    approve_stored (self, self->studio, self->thread_id, self->draft->id);
}

static void
send (SoDraftCard *self)
{
  g_autofree char *text = so_draft_card_dup_text (self);

  if (!self->editing || self->busy || self->blank || !*g_strstrip (text))
    return;
  so_draft_card_set_busy (self, TRUE);
  /* Nothing typed since it was saved: what stands there is what is stored. */
  if (so_draft_card_save (self, SO_DRAFT_SAVE_SEND))
    return;
  /* Not before who gets it is stored, too. */
  if (self->pending)
    {
      ((Save *) self->pending)->send = TRUE;
      return;
    }
  if (self->draft)
    approve_stored (self, self->studio, self->thread_id, self->draft->id);
  else
    so_draft_card_set_busy (self, FALSE);
}

void
so_draft_card_approve_then (SoDraftCard *self, SoDraftThen then)
{
  g_return_if_fail (SO_IS_DRAFT_CARD (self));

  if (self->busy || (self->pending && !self->editing))
    return;
  self->then = then;
  if (self->editing)
    send (self);
  else if (self->draft && so_draft_copies_is_dirty (self->copies))
    so_draft_card_set_busy (self, so_draft_card_save (self, SO_DRAFT_SAVE_SEND));
  else if (self->draft && !(self->writing && *self->writing) && so_draft_checks_ask (self->checks))
    approve_stored (self, self->studio, self->thread_id, self->draft->id);
}

void
so_draft_card_approve (SoDraftCard *self)
{
  so_draft_card_approve_then (self, SO_DRAFT_THEN_ADVANCE);
}

void
so_draft_card_send (SoDraftCard *self)
{
  g_return_if_fail (SO_IS_DRAFT_CARD (self));

  if (self->editing)
    so_draft_card_approve_then (self, SO_DRAFT_THEN_ADVANCE);
}

