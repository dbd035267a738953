/* SPDX-License-Identifier: MIT */
#include "so-draft-writing.h"

#include "so-do.h"
#include "so-draft-card-private.h"
#include "so-lookup.h"
#include "so-writer.h"
#include "so-writing.h"

#include <glib/gi18n.h>

static void
on_writing (SoStudio *studio, const char *thread_id, SoDraftCard *self)
{
  if (!g_strcmp0 (thread_id, self->thread_id))
    so_draft_card_reload (self);
}

void
so_draft_writing_watch (SoDraftCard *self, SoStudio *studio)
{
  if (self->writing_changed)
    g_clear_signal_handler (&self->writing_changed, self->studio);
  g_clear_pointer (&self->writing, g_free);
  if (studio)
    self->writing_changed = g_signal_connect (studio, "writing", G_CALLBACK (on_writing), self);
}

gboolean
so_draft_writing_read (SoDraftCard *self)
{
  g_clear_pointer (&self->writing, g_free);
  if (self->thread_id && !self->editing)
    self->writing = so_studio_dup_writing (self->studio, self->thread_id);
  return self->writing && *self->writing;
}

/* Without a draft there is no row that says it; it is of interest while somebody waits for an answer. */
static char *
dup_failure (SoDraftCard *self)
{
  g_autoptr (SoThread) thread = NULL;

  if (self->draft)
    return !g_strcmp0 (self->draft->reason, SO_REASON_MODEL) ? g_strdup (self->draft->detail) : NULL;
  thread = so_lookup_thread (so_studio_get_store (self->studio), self->thread_id);
  return thread && !thread->last_outbound ? so_studio_dup_writing_failure (self->studio, self->thread_id) : NULL;
}

void
so_draft_writing_show_note (SoDraftCard *self)
{
  gboolean begun = self->writing && !*self->writing;
  g_autofree char *failure = self->studio && self->thread_id && !self->editing && !self->writing ? dup_failure (self) : NULL;

  gtk_label_set_label (self->note, begun ? _("The model is writing…") : failure ? failure : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), begun || failure);
}

void
so_draft_writing_redo (SoDraftCard *self, const char *hint)
{
  if (!self->draft || self->editing)
    return;
  if (so_writer_has_model (self->studio))
    so_writer_start (self->studio, self->thread_id, hint ? hint : "");
  else
    so_do (GTK_WIDGET (self), self->studio, SO_VERB_REDO, self->draft->id, hint);
}
