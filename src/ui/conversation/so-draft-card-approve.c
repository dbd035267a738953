/* SPDX-License-Identifier: MIT */
#include "so-draft-card-private.h"

#include "so-draft-words.h"

#include <glib/gi18n.h>

#define AUTOSAVE_MS 500

/* One save on its way: the card may show another conversation when it is done. */
typedef struct {
  SoDraftCard *card;
  char *thread_id;
  char *draft_id;      /* NULL: the owner's own reply, which gets its id now */
  gboolean send;       /* it was Ctrl+Enter */
} Save;

static void
save_free (Save *job)
{
  g_object_unref (job->card);
  g_free (job->thread_id);
  g_free (job->draft_id);
  g_free (job);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static void approve_stored (SoDraftCard *self, SoStudio *studio, const char *draft_id);

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Save) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = so_studio_do_finish (SO_STUDIO (source), result, &error);
  SoDraftCard *self = job->card;
  gboolean shown = !g_strcmp0 (self->thread_id, job->thread_id);

  if (error)
    {
      self->busy = FALSE;
      self->dirty |= shown;
      so_draft_card_show_error (self, error);
      return;
    }
  if (shown)
    {
      self->own = FALSE;
      gtk_label_set_label (self->saved, self->editing && !self->dirty ? _("Saved") : "");
      so_draft_card_reload (self);
    }
  if (job->send)
    approve_stored (self, SO_STUDIO (source), job->draft_id ? job->draft_id : id);
}

gboolean
so_draft_card_save (SoDraftCard *self, gboolean send)
{
  g_autofree char *text = NULL;
  SoVerb verb = self->draft && !self->own ? SO_VERB_EDIT : SO_VERB_WRITE;
  Save *job;

  g_clear_handle_id (&self->autosave, g_source_remove);
  if (!self->dirty || !self->studio)
    return FALSE;
  text = so_draft_card_dup_text (self);
  if (!self->draft && !*text)
    return FALSE;
  self->dirty = FALSE;
  job = g_new0 (Save, 1);
  job->card = g_object_ref (self);
  job->thread_id = g_strdup (self->thread_id);
  job->draft_id = verb == SO_VERB_EDIT ? g_strdup (self->draft->id) : NULL;
  job->send = send;
  so_studio_do_async (self->studio, verb, verb == SO_VERB_EDIT ? job->draft_id : job->thread_id, text, NULL, on_saved, job);
  return TRUE;
}

static gboolean
on_autosave (gpointer user_data)
{
  SoDraftCard *self = user_data;

  self->autosave = 0;
  so_draft_card_save (self, FALSE);
  return G_SOURCE_REMOVE;
}

void
so_draft_card_typed (SoDraftCard *self)
{
  if (self->filling || !self->editing)
    return;
  self->dirty = TRUE;
  gtk_label_set_label (self->saved, "");
  g_clear_handle_id (&self->autosave, g_source_remove);
  self->autosave = g_timeout_add (AUTOSAVE_MS, on_autosave, self);
}

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
on_approved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoDraftCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);
  g_autofree char *message = NULL;

  self->busy = FALSE;
  if (error)
    {
      refuse (self, error);
      return;
    }
  self->editing = self->own = self->dirty = FALSE;
  gtk_label_set_label (self->saved, "");
  so_draft_card_reload (self);
  message = so_draft_words_approved (self->contact_name);
  so_draft_card_announce (self, message);
  if (self->then == SO_DRAFT_THEN_DONE)
    so_draft_card_do (self, self->studio, SO_VERB_DONE, self->thread_id, NULL);
  so_draft_card_emit_approved (self);
}

static void
approve_stored (SoDraftCard *self, SoStudio *studio, const char *draft_id)
{
  g_autofree char *seen = so_draft_checks_dup_seen (self->checks);
  g_autofree char *how = g_strdup_printf ("key %" G_GINT64_FORMAT, so_draft_checks_get_visible_ms (self->checks));

  self->busy = TRUE;
  g_set_str (&self->approved, draft_id);
  /* One after the other: the worker keeps the order. */
  if (seen)
    so_draft_card_do (self, studio, SO_VERB_ACKNOWLEDGE, draft_id, seen);
  so_studio_do_async (studio, SO_VERB_APPROVE, draft_id, how, NULL, on_approved, g_object_ref (self));
}

void
so_draft_card_send_anyway (SoDraftCard *self)
{
  if (self->draft && !self->busy && !self->editing)
    approve_stored (self, self->studio, self->draft->id);
}

static void
send (SoDraftCard *self)
{
  g_autofree char *text = so_draft_card_dup_text (self);

  if (!self->editing || self->busy || !*g_strstrip (text))
    return;
  self->busy = TRUE;
  /* Nothing typed since it was saved: what stands there is what is stored. */
  if (so_draft_card_save (self, TRUE))
    return;
  if (self->draft)
    approve_stored (self, self->studio, self->draft->id);
  else
    self->busy = FALSE;
}

void
so_draft_card_approve_then (SoDraftCard *self, SoDraftThen then)
{
  g_return_if_fail (SO_IS_DRAFT_CARD (self));

  if (self->busy)
    return;
  self->then = then;
  if (self->editing)
    send (self);
  else if (self->draft && so_draft_checks_ask (self->checks))
    approve_stored (self, self->studio, self->draft->id);
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

