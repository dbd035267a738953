/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-follow-up.h"

#include "so-capability.h"
#include "so-contacts.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-events.h"
#include "so-fill.h"
#include "so-sequences.h"
#include "so-threads.h"

#include <glib/gi18n-lib.h>

/* To be decided on, or on its way. */
#define OPEN (1u << SO_DRAFT_GENERATING | 1u << SO_DRAFT_PROPOSED | 1u << SO_DRAFT_EDITING | 1u << SO_DRAFT_EDITED | 1u << SO_DRAFT_QUEUED | \
              1u << SO_DRAFT_SCHEDULED | 1u << SO_DRAFT_HELD | 1u << SO_DRAFT_SENDING | 1u << SO_DRAFT_UNKNOWN)
#define DAY (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

/* NULL: it goes on. */
static const char *
why_it_ends (SoDb *db, const SoThread *thread)
{
  g_autoptr (SoContact) contact = thread && thread->contact_id ? so_contact_find (db, thread->contact_id, NULL) : NULL;

  if (!thread || thread->state == SO_THREAD_SPAM || thread->state == SO_THREAD_BIN)
    return "stopped";
  if (contact && (!g_strcmp0 (contact->stage, "CONVERTED") || !g_strcmp0 (contact->stage, "LOST")))
    return "closed";
  return NULL;
}

gboolean
so_follow_up_check (SoDb *db, const char *thread_id, GError **error)
{
  g_autoptr (SoThread) thread = so_thread_find (db, thread_id, error);
  const char *end = thread ? why_it_ends (db, thread) : NULL;

  if (!g_strcmp0 (end, "closed"))
    return so_fail (error, SO_ERROR_CHANGE, _("%s is a customer already, or lost: follow-ups would end at once. Change the stage first"), thread->contact_name);
  if (end)
    return so_fail (error, SO_ERROR_CHANGE, _("This conversation is spam or in the bin: follow-ups would end at once. Bring it back to the inbox first"));
  return thread != NULL;
}

/* One thing after the other. */
static gboolean
is_busy (SoDb *db, const char *thread_id)
{
  g_autoptr (GArray) open = so_draft_numbers (db, OPEN, thread_id, NULL);

  return !open || open->len > 0;
}

static gboolean
propose (SoDb *db, const SoThread *thread, const SoSequence *sequence, const SoSequenceStep *step, GError **error)
{
  g_autoptr (SoFill) fill = so_fill_new (db, thread->contact_name, NULL, NULL, error);
  g_autofree char *text = fill ? so_fill_text (fill, step->text, NULL) : NULL, *sources = NULL, *id = NULL;

  if (!fill || !so_origin_check (SO_ORIGIN_RULE, SO_EFFECT_PROPOSE, error))
    return FALSE;
  so_fill_add_source (fill, "sequence", sequence->id, sequence->name, sequence->version);
  sources = so_fill_dup_sources (fill);
  id = so_draft_add (db, &(SoDraftNew) { .thread_id = thread->id, .text = text, .origin = "sequence", .sources = sources }, error);
  return id && (thread->state == SO_THREAD_OPEN || so_thread_set_state (db, thread->id, SO_THREAD_OPEN, 0, error)) &&
         so_event_log (db, "rule", "draft.proposed", "draft", id, NULL, error);
}

static gboolean
go_on (SoDb *db, const SoSequenceRun *run, const SoSequence *sequence, gint64 now, GError **error)
{
  guint next = run->step + 1;

  if (next >= sequence->steps->len)
    return so_sequence_end (db, run->id, "done", error);
  return so_sequence_go_on (db, run->id, next, now + ((SoSequenceStep *) sequence->steps->pdata[next])->days * DAY, error);
}

static gboolean
pass_run (SoDb *db, const SoSequenceRun *run, gint64 now, guint *n, GError **error)
{
  g_autoptr (SoThread) thread = so_thread_find (db, run->thread_id, NULL);
  g_autoptr (SoSequence) sequence = so_sequence_find (db, run->sequence_id, NULL);
  const char *end = why_it_ends (db, thread);

  /* The owner has removed or shortened it since. */
  if (!end && (!sequence || run->step >= sequence->steps->len))
    end = "stopped";
  if (!end && is_busy (db, run->thread_id))
    return TRUE;
  ++*n;
  if (end)
    return so_sequence_end (db, run->id, end, error);
  return propose (db, thread, sequence, sequence->steps->pdata[run->step], error) && go_on (db, run, sequence, now, error);
}

gboolean
so_follow_up_pass (SoDb *db, gint64 now, guint *n, GError **error)
{
  g_autoptr (GPtrArray) due = so_sequence_due (db, now, error);

  *n = 0;
  for (guint i = 0; due && i < due->len; i++)
    if (!pass_run (db, due->pdata[i], now, n, error))
      return FALSE;
  return due != NULL;
}
