/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-waitlist-chain.h"

#include "so-assistant-settings.h"
#include "so-capability.h"
#include "so-check-facts.h"
#include "so-checks.h"
#include "so-clock.h"
#include "so-draft-facts.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-events.h"
#include "so-never-auto.h"
#include "so-schedule-tell.h"
#include "so-settings.h"
#include "so-standing.h"
#include "so-threads.h"
#include "so-waitlist.h"
#include "so-yes-no.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_UNDO_SECONDS 20
#define LONGEST_UNDO_SECONDS 300
/* To whoever is next, in whichever order their messages came: the owner has read the same words. */
#define KNOWN_WARNINGS (1u << SO_CHECK_LANGUAGE)

/* Of the session that a draft offers a place in; NULL: it is no offer that is open. Free with g_free(). */
static char *
session_of (SoDb *db, const char *draft_id)
{
  g_autofree char *id = so_waitlist_offered_by (db, draft_id);
  g_autoptr (SoBooking) booking = id ? so_booking_find (db, id, NULL) : NULL;

  return booking && booking->state == SO_BOOKING_OFFERED && booking->offered_until > so_now () ? so_session_key (booking->root, booking->original) : NULL;
}

gboolean
so_waitlist_chain_made (SoDb *db, const char *draft_id)
{
  g_autofree char *approver = NULL, *method = NULL;
  gint64 version = 0;

  return so_draft_approved_by (db, draft_id, &approver, &method, &version) && so_origin_of_approval (approver, method, version) == SO_ORIGIN_CHAIN;
}

gboolean
so_waitlist_chain_goes_on (SoDb *db, const char *draft_id)
{
  g_autofree char *session = session_of (db, draft_id), *thread = session ? so_waitlist_chain_thread (db, session) : NULL;

  return thread != NULL;
}

/* Beginning and ending --------------------------------------------------------------------------------- */

gboolean
so_waitlist_chain_verb_begin (SoVerbCall *call, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (call->db, call->id, error);
  g_autofree char *session = draft ? session_of (call->db, call->id) : NULL, *booking = session ? so_waitlist_offered_by (call->db, call->id) : NULL;
  const char *shown = call->argument ? strchr (call->argument, ' ') : NULL;
  g_autofree char *how = g_strconcat (SO_WAITLIST_CHAIN, shown, NULL);
  SoVerbCall approval = *call;

  if (!draft)
    return FALSE;
  if (!booking || draft->state != SO_DRAFT_PROPOSED)
    return so_fail (error, SO_ERROR_CHANGE, _("Only an open offer of a free place in its own words can go on to who waits next: approve this one alone"));
  approval.argument = how;
  return so_draft_verb_approve (&approval, error) && so_waitlist_chain_set (call->db, booking, error);
}

/* What has not left yet is hers to decide again. */
static gboolean
call_back (SoDb *db, const char *session_id, GError **error)
{
  g_autoptr (GArray) numbers = so_draft_numbers (db, 1u << SO_DRAFT_QUEUED | 1u << SO_DRAFT_HELD, NULL, error);

  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      g_autoptr (SoDraft) draft = so_draft_load (db, g_array_index (numbers, gint64, i), error);
      g_autofree char *session = draft ? session_of (db, draft->id) : NULL;

      if (!draft)
        return FALSE;
      if (!g_strcmp0 (session, session_id) && so_waitlist_chain_made (db, draft->id) && !so_draft_step (db, draft->id, SO_DRAFT_EVENT_UNDO, NULL, NULL, error))
        return FALSE;
    }
  return numbers != NULL;
}

gboolean
so_waitlist_chain_verb_stop (SoVerbCall *call, GError **error)
{
  return call_back (call->db, call->id, error) && so_waitlist_chain_stop (call->db, call->id, error);
}

/* Going on --------------------------------------------------------------------------------------------- */

static gboolean
is_off (SoDb *db)
{
  g_autofree char *paused = so_setting_get (db, SO_SETTING_PAUSED);

  return !g_strcmp0 (paused, "1") || so_assistant_is_manual (db) || !so_booking_is_here (db);
}

/* Of so-never-auto.h what is about the person: the rest the owner has decided with the words. */
static gboolean
needs_person (SoDb *db, const SoDraft *draft, gint64 now)
{
  g_autoptr (SoThread) thread = so_thread_find (db, draft->thread_id, NULL);
  g_autoptr (SoMessage) last = thread ? so_message_last_written (db, thread->id, TRUE, NULL) : NULL;
  g_autoptr (SoStandingSituation) s = last ? so_standing_situation (db, last->id, TRUE, NULL) : NULL;

  if (!s || thread->waiting_since || s->group || s->imported)
    return TRUE;
  return s->only_me || s->opted_out || s->blocked || s->sensitive || s->person_at_it || s->waiting || s->score > SO_NEVER_ESCALATION_SCORE ||
         (s->person_wrote_at && now - s->person_wrote_at < SO_NEVER_PERSON_MS) || so_never_auto_needs_person (last->text);
}

static gboolean
approve (SoStudio *studio, SoDb *db, const SoDraft *draft, gint64 now, guint *n, GError **error)
{
  gint64 undo = (gint64) so_setting_get_number (db, SO_SETTING_STANDING_UNDO, 0, LONGEST_UNDO_SECONDS, DEFAULT_UNDO_SECONDS) * 1000;
  SoApprovalNote note = { .approver = SO_WAITLIST_CHAIN, .method = "rule", .warnings = "other_language" };
  guint bits;

  if (!so_check_facts_run (studio, db, draft, NULL, FALSE, &bits, error))
    return FALSE;
  if (bits & ~KNOWN_WARNINGS)
    return TRUE;
  (*n)++;
  return so_origin_check (so_origin_of_approval (note.approver, note.method, 0), SO_EFFECT_APPROVE, error) && so_draft_approve (db, draft->id, &note, now + undo, error) &&
         so_event_log (db, "chain", "draft.approved", "draft", draft->id, NULL, error);
}

gboolean
so_waitlist_chain_pass (SoStudio *studio, SoDb *db, gint64 now, guint *n, GError **error)
{
  g_auto (GStrv) offers = is_off (db) ? g_new0 (char *, 1) : so_draft_proposed_from (db, "offer", error);

  *n = 0;
  for (guint i = 0; offers && offers[i]; i++)
    {
      g_autofree char *session = session_of (db, offers[i]), *thread = session ? so_waitlist_chain_thread (db, session) : NULL;
      g_autoptr (SoDraft) draft = thread ? so_draft_find (db, offers[i], error) : NULL;

      if (thread && !draft)
        return FALSE;
      if (draft && so_schedule_tell_alike (db, thread, draft->thread_id) && !needs_person (db, draft, now) && !approve (studio, db, draft, now, n, error))
        return FALSE;
    }
  return offers != NULL;
}

/* Answers ---------------------------------------------------------------------------------------------- */

static gboolean
take (SoDb *db, const char *thread_id, const char *booking_id, gboolean *answered, GError **error)
{
  g_autoptr (GError) full = NULL;

  *answered = so_booking_accept (db, booking_id, FALSE, &full);
  if (!*answered && !g_error_matches (full, SO_ERROR, SO_ERROR_CHANGE))
    return g_propagate_error (error, g_steal_pointer (&full)), FALSE;
  return !*answered || so_schedule_tell_taken (db, thread_id, booking_id, so_now (), error);
}

/* Who comes next is offered it with the next look (so_waitlist_pass()). */
static gboolean
let_go (SoDb *db, const SoBooking *booking, gboolean *answered, GError **error)
{
  *answered = TRUE;
  return so_booking_set_state (db, booking, SO_BOOKING_LAPSED, error);
}

gboolean
so_waitlist_chain_hear (SoDb *db, const char *thread_id, const char *message_id, gboolean *answered, GError **error)
{
  g_autofree char *id = so_waitlist_offered_last (db, thread_id);
  g_autoptr (SoBooking) booking = id ? so_booking_find (db, id, NULL) : NULL;
  g_autofree char *session = booking ? so_session_key (booking->root, booking->original) : NULL, *chain = session ? so_waitlist_chain_thread (db, session) : NULL;
  g_autoptr (SoMessage) message = chain ? so_message_find (db, message_id, error) : NULL;
  SoYesNo says = message ? so_yes_no (message->text) : SO_SAYS_NEITHER;

  *answered = FALSE;
  if (chain && !message)
    return FALSE;
  if (says == SO_SAYS_NEITHER || booking->state != SO_BOOKING_OFFERED || booking->offered_until <= so_now ())
    return TRUE;
  if (!so_origin_check (SO_ORIGIN_TEXT, SO_EFFECT_TAKE_OFFER, error))
    return FALSE;
  return says == SO_SAYS_YES ? take (db, thread_id, id, answered, error) : let_go (db, booking, answered, error);
}
