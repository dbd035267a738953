/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-draft-verbs.h"

#include "so-checks.h"
#include "so-clock.h"
#include "so-dispatch.h"
#include "so-drafter.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-events.h"
#include "so-learn.h"
#include "so-settings.h"
#include "so-threads.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_DRAFT (64 * 1024)
#define LONGEST_UNDO_SECONDS 60

static const char *const discard_reasons[] = {
  "wrong_facts", "wrong_tone", "not_needed", "answered_elsewhere", "wrong_person", "too_early", "will_call", "other",
};

gboolean
so_draft_verb_propose (SoVerbCall *call, GError **error)
{
  g_autoptr (GError) failed = NULL;

  *call->result = so_drafter_propose (call->db, call->id, FALSE, &failed);
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

static gboolean
is_short_enough (const char *text, GError **error)
{
  return strlen (text) <= LONGEST_DRAFT || so_fail (error, SO_ERROR_CHANGE, _("The answer is longer than 64 kB: shorten it"));
}

/* Typing is many small changes of which the editor has its own undo; an undo step is made only where a text takes
 * the place of another as a whole. */
static gboolean
change_text (SoDb *db, const SoDraft *draft, const char *text, gboolean whole, GError **error)
{
  gboolean step = whole && g_strcmp0 (draft->text, text) != 0;
  g_autofree char *label = g_strdup_printf (_("Answer changed: %s"), draft->contact_name);

  if (!is_short_enough (text, error) || (step && !so_undo_begin (db, label, error)))
    return FALSE;
  if (!so_draft_step (db, draft->id, SO_DRAFT_EVENT_EDIT, NULL, NULL, error) || !so_draft_set_text (db, draft->id, text, error))
    return FALSE;
  return !step || so_undo_end (db, error);
}

gboolean
so_draft_verb_write (SoVerbCall *call, GError **error)
{
  SoDraftNew values = { .thread_id = call->id, .text = call->argument, .origin = "owner" };
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoDraft) open = so_draft_of_thread (call->db, call->id, &failed);

  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  if (!open)
    {
      *call->result = is_short_enough (call->argument, error) ? so_draft_add (call->db, &values, error) : NULL;
      return *call->result != NULL;
    }
  *call->result = g_strdup (open->id);
  return change_text (call->db, open, call->argument, open->state == SO_DRAFT_PROPOSED, error) &&
         so_draft_step (call->db, open->id, SO_DRAFT_EVENT_LEAVE, NULL, NULL, error);
}

/* Without a text only the caret came in: the owner has the conversation before her, also what came since. */
gboolean
so_draft_verb_edit (SoVerbCall *call, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (call->db, call->id, error);

  if (!draft)
    return FALSE;
  if (call->argument)
    return change_text (call->db, draft, call->argument, draft->state != SO_DRAFT_EDITING, error);
  return so_draft_step (call->db, call->id, SO_DRAFT_EVENT_EDIT, NULL, NULL, error) &&
         so_draft_set_text (call->db, call->id, draft->text, error);
}

/* The caret leaves what was approved meanwhile, too: that is no error. */
gboolean
so_draft_verb_leave (SoVerbCall *call, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (call->db, call->id, error);

  if (!draft)
    return FALSE;
  return draft->state != SO_DRAFT_EDITING || so_draft_step (call->db, call->id, SO_DRAFT_EVENT_LEAVE, NULL, NULL, error);
}

/* Setting "undo.seconds.mail": "0" to "60"; what is none of these counts as not set. */
static gint64
undo_seconds (SoDb *db, const char *channel)
{
  g_autofree char *key = g_strdup_printf ("undo.seconds.%s", channel);
  g_autofree char *value = so_setting_get (db, key);
  SoChannelKind kind = SO_CHANNEL_MAIL;
  guint64 seconds;

  if (value && g_ascii_string_to_unsigned (value, 10, 0, LONGEST_UNDO_SECONDS, &seconds, NULL))
    return seconds;
  so_channel_kind_parse (channel, &kind);
  return so_channel_kind_undo_seconds (kind);
}

static gboolean
check (SoDb *db, const SoDraft *draft, GError **error)
{
  SoCheckFacts facts = { .text = draft->text, .basis_at = draft->basis_at };
  guint failed;

  facts.newest_inbound_at = so_dispatch_newest_inbound (db, draft->thread_id, error);
  if (facts.newest_inbound_at < 0)
    return FALSE;
  failed = so_checks_run (&facts);
  return !failed || so_fail (error, SO_ERROR_CHANGE, "%s", so_check_sentence (so_checks_first (failed)));
}

static gboolean
approve (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (db, id, error);
  SoDraftState after;

  if (!draft)
    return FALSE;
  /* What the state forbids is said before what is wrong with the text. */
  after = draft->state;
  if (so_draft_state_step (&after, SO_DRAFT_EVENT_APPROVE) && !check (db, draft, error))
    return FALSE;
  return so_draft_approve (db, id, "key", so_now () + undo_seconds (db, draft->channel) * 1000, error) && so_learn_approved (db, draft, error);
}

gboolean
so_draft_verb_approve (SoVerbCall *call, GError **error)
{
  return approve (call->db, call->id, error);
}

gboolean
so_draft_verb_discard (SoVerbCall *call, GError **error)
{
  g_autoptr (SoDraft) draft = NULL;
  guint64 reason;

  if (!g_ascii_string_to_unsigned (call->argument, 10, 1, G_N_ELEMENTS (discard_reasons), &reason, NULL))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no reason: choose one from 1 to 8"), call->argument);
  draft = so_draft_find (call->db, call->id, error);
  return draft && so_draft_step (call->db, call->id, SO_DRAFT_EVENT_DISCARD, discard_reasons[reason - 1], NULL, error) &&
         so_learn_discarded (call->db, draft, discard_reasons[reason - 1], error);
}

gboolean
so_draft_verb_recall (SoVerbCall *call, GError **error)
{
  return so_draft_step (call->db, call->id, SO_DRAFT_EVENT_UNDO, NULL, NULL, error);
}

/* The owner looked at it, and at what came since, and wants it out: that is a new approval of what stands there now. */
gboolean
so_draft_verb_send_again (SoVerbCall *call, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (call->db, call->id, error);

  if (!draft)
    return FALSE;
  if (draft->state != SO_DRAFT_UNKNOWN && draft->state != SO_DRAFT_HELD && draft->state != SO_DRAFT_FAILED)
    return so_fail (error, SO_ERROR_CHANGE, _("Only what failed, waits or may have been sent can be sent again"));
  if (draft->state == SO_DRAFT_UNKNOWN && !so_draft_step (call->db, call->id, SO_DRAFT_EVENT_REFUSED, "owner_says_not_sent", NULL, error))
    return FALSE;
  if (draft->state == SO_DRAFT_HELD && !so_draft_step (call->db, call->id, SO_DRAFT_EVENT_UNDO, NULL, NULL, error))
    return FALSE;
  return so_draft_set_text (call->db, call->id, draft->text, error) && approve (call->db, call->id, error);
}

gboolean
so_draft_verb_sent_already (SoVerbCall *call, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (call->db, call->id, error);

  if (!draft)
    return FALSE;
  if (draft->state != SO_DRAFT_UNKNOWN)
    return so_fail (error, SO_ERROR_CHANGE, _("Only of what may have been sent you can say that it was"));
  return so_draft_step (call->db, call->id, SO_DRAFT_EVENT_ACCEPTED, NULL, NULL, error) &&
         so_dispatch_store_sent (call->db, draft, NULL, error);
}

/* The newest message whose undo window is open, if it was approved after the newest other step. */
static SoDraft *
find_recallable (SoDb *db, GError **error)
{
  g_autoptr (GArray) numbers = so_draft_numbers (db, 1u << SO_DRAFT_QUEUED, NULL, error);
  g_autoptr (SoDraft) newest = NULL;
  gint64 step = so_undo_newest (db);

  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      g_autoptr (SoDraft) draft = so_draft_load (db, g_array_index (numbers, gint64, i), error);

      if (!draft)
        return NULL;
      if (draft->attempts == 0 && draft->updated_at >= step && (!newest || draft->updated_at > newest->updated_at))
        {
          so_draft_free (newest);
          newest = g_steal_pointer (&draft);
        }
    }
  return g_steal_pointer (&newest);
}

static gboolean
recall (SoVerbCall *call, const SoDraft *draft, GError **error)
{
  *call->result = g_strdup_printf (_("Reply to %s"), draft->contact_name);
  return so_draft_step (call->db, draft->id, SO_DRAFT_EVENT_UNDO, NULL, NULL, error) &&
         so_event_log (call->db, "owner", "draft.recalled", "draft", draft->id, NULL, error);
}

gboolean
so_draft_verb_undo (SoVerbCall *call, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoDraft) draft = call->id ? so_draft_find (call->db, call->id, &failed) : find_recallable (call->db, &failed);

  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  if (draft)
    return recall (call, draft, error);
  return so_undo_last (call->db, call->result, error) &&
         (!*call->result || so_event_log (call->db, "owner", "undone", NULL, NULL, NULL, error));
}
