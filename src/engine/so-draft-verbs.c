/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-draft-verbs.h"

#include "so-capability.h"
#include "so-check-facts.h"
#include "so-clock.h"
#include "so-dispatch.h"
#include "so-draft-facts.h"
#include "so-drafter.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-events.h"
#include "so-learn.h"
#include "so-id.h"
#include "so-place.h"
#include "so-settings.h"
#include "so-threads.h"
#include "so-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_DRAFT (64 * 1024)
#define LONGEST_UNDO_SECONDS 60
#define BATCH_SECONDS 20
#define LARGEST_BATCH 25
#define LARGEST_FILE (100 * 1024 * 1024)

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

/* Setting "undo.seconds.mail": "0" to "60". */
static gint64
undo_seconds (SoDb *db, const char *channel)
{
  g_autofree char *key = g_strdup_printf ("undo.seconds.%s", channel);
  SoChannelKind kind = SO_CHANNEL_MAIL;

  so_channel_kind_parse (channel, &kind);
  return so_setting_get_number (db, key, 0, LONGEST_UNDO_SECONDS, so_channel_kind_undo_seconds (kind));
}

/* "key 1830" or "studioctl": what the owner did it with and how many ms the draft stood before her. */
static void
read_note (const char *argument, SoApprovalNote *note, char **method)
{
  g_auto (GStrv) words = g_strsplit (argument ? argument : "", " ", 2);
  guint64 ms = 0;

  *method = g_strdup (words[0] && *words[0] ? words[0] : "key");
  if (words[0] && words[1] && g_ascii_string_to_unsigned (words[1], 10, 0, G_MAXINT64, &ms, NULL))
    note->visible_ms = (gint64) ms;
  note->method = *method;
}

/* Nothing may speak against it but what the owner has seen; that goes into the record. */
static gboolean
check (SoVerbCall *call, const SoDraft *draft, char **seen, GError **error)
{
  guint bits, unseen;

  if (!so_check_facts_run (call->studio, call->db, draft, NULL, FALSE, &bits, error))
    return FALSE;
  unseen = so_checks_stopping (bits) | (bits & ~so_checks_parse (draft->acknowledged));
  if (unseen)
    return so_fail (error, SO_ERROR_CHANGE, "%s", so_check_sentence (so_checks_first (unseen)));
  *seen = so_checks_write (bits);
  return TRUE;
}

/* What the state forbids is said before what is wrong with the text. */
static gboolean
check_state (const SoDraft *draft, SoDraftEvent event)
{
  SoDraftState after = draft->state;

  return so_draft_state_step (&after, event);
}

static gboolean
approve (SoVerbCall *call, const char *id, const char *how, gint64 at, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (call->db, id, error);
  g_autofree char *seen = NULL, *method = NULL;
  SoApprovalNote note = { 0 };
  SoDraftEvent event = at ? SO_DRAFT_EVENT_SCHEDULE : SO_DRAFT_EVENT_APPROVE;

  if (!draft || (check_state (draft, event) && !check (call, draft, &seen, error)))
    return FALSE;
  read_note (how, &note, &method);
  note.warnings = seen;
  if (!so_origin_check (so_origin_of_approval ("owner", note.method, 0), SO_EFFECT_APPROVE, error))
    return FALSE;
  if (at)
    return so_draft_schedule (call->db, id, &note, at, error) && so_learn_approved (call->db, draft, error);
  return so_draft_approve (call->db, id, &note, so_now () + undo_seconds (call->db, draft->channel) * 1000, error) &&
         so_learn_approved (call->db, draft, error);
}

gboolean
so_draft_verb_approve (SoVerbCall *call, GError **error)
{
  return approve (call, call->id, call->argument, 0, error);
}

gboolean
so_draft_verb_schedule (SoVerbCall *call, GError **error)
{
  gint64 at;

  if (!so_time_parse (call->argument, so_studio_get_zone (call->studio), &at))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no time: choose one such as 2026-11-21T18:00:00Z"), call->argument);
  if (at <= so_now ())
    return so_fail (error, SO_ERROR_CHANGE, _("That time is over: choose a later one"));
  return approve (call, call->id, "key", at, error);
}

/* Setting "undo.seconds.batch", "10" to "120". */
static gint64
batch_seconds (SoDb *db)
{
  return so_setting_get_number (db, "undo.seconds.batch", 10, 120, BATCH_SECONDS);
}

/* The id is a list with spaces between. All or none: what the sheet showed is what is approved. */
gboolean
so_draft_verb_approve_batch (SoVerbCall *call, GError **error)
{
  g_auto (GStrv) ids = g_strsplit (call->id, " ", -1);
  g_autofree char *batch = so_id_new ();
  gint64 until = so_now () + batch_seconds (call->db) * 1000;
  guint n = g_strv_length (ids);

  if (n > LARGEST_BATCH)
    return so_fail (error, SO_ERROR_CHANGE, _("At most %d messages can be approved at once: choose fewer"), LARGEST_BATCH);
  for (guint i = 0; i < n; i++)
    if (!approve (call, ids[i], "batch", 0, error) || !so_draft_set_not_before (call->db, ids[i], until, error) ||
        !so_draft_set_batch (call->db, ids[i], batch, error) ||
        !so_event_log (call->db, "owner", "draft.approved", "draft", ids[i], NULL, error))
      return FALSE;
  *call->result = g_strdup_printf ("%u", n);
  return TRUE;
}

gboolean
so_draft_verb_acknowledge (SoVerbCall *call, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (call->db, call->id, error);
  g_autofree char *nicks = NULL;
  guint seen = so_checks_parse (call->argument);

  if (!draft)
    return FALSE;
  if (!seen || so_checks_stopping (seen))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no warning that can be waved through"), call->argument);
  nicks = so_checks_write (seen | so_checks_parse (draft->acknowledged));
  return so_draft_set_acknowledged (call->db, call->id, nicks, error);
}

gboolean
so_draft_verb_keep_file (SoVerbCall *call, const char *path, SoDraftFile *file, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (source, NULL, NULL);
  gint64 size = 0;

  if (!stream)
    return so_fail (error, SO_ERROR_CHANGE, _("The file “%s” cannot be read: choose another one"), path);
  if (!so_store_keep_file (so_studio_get_store (call->studio), G_INPUT_STREAM (stream), LARGEST_FILE, &file->sha256, &size, NULL, error))
    return FALSE;
  file->size = (guint64) size;
  file->name = g_path_get_basename (path);
  file->mime = g_strdup (so_part_mime_from_name (file->name));
  return TRUE;
}

gboolean
so_draft_verb_attach (SoVerbCall *call, GError **error)
{
  g_autoptr (SoDraftFile) file = g_new0 (SoDraftFile, 1);

  return so_draft_verb_keep_file (call, call->argument, file, error) && so_draft_attach (call->db, call->id, file, error);
}

gboolean
so_draft_verb_detach (SoVerbCall *call, GError **error)
{
  return so_draft_detach (call->db, call->id, call->argument, error);
}

/* What waits stays as it is: the owner looks at each, for it may have been sent from where this was copied. */
gboolean
so_draft_verb_confirm_copy (SoVerbCall *call, GError **error)
{
  if (g_strcmp0 (call->id, "here"))
    return so_fail (error, SO_ERROR_CHANGE, _("Only the studio that is open can be called the active copy"));
  return so_place_confirm (so_studio_get_store (call->studio), call->db, error);
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

/* She had it before her in the outbox, with the warning under it. */
static gboolean
acknowledge_all (SoVerbCall *call, const char *id, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (call->db, id, error);
  g_autofree char *nicks = NULL;
  guint bits;

  if (!draft || !so_check_facts_run (call->studio, call->db, draft, NULL, FALSE, &bits, error))
    return FALSE;
  nicks = so_checks_write (bits & ~so_checks_stopping (bits));
  return so_draft_set_acknowledged (call->db, id, nicks, error);
}

/* It waits for the morning, and she wants it out now. */
static gboolean
keep_night (SoVerbCall *call, const SoDraft *draft, GError **error)
{
  return draft->state != SO_DRAFT_HELD || g_strcmp0 (draft->reason, so_check_reason (SO_CHECK_QUIET_HOURS)) ||
         so_draft_set_acknowledged (call->db, draft->id, so_check_reason (SO_CHECK_NIGHT_NOW), error);
}

static gboolean
send_again (SoVerbCall *call, const SoDraft *draft, GError **error)
{
  if (draft->state == SO_DRAFT_UNKNOWN && !so_draft_step (call->db, draft->id, SO_DRAFT_EVENT_REFUSED, "owner_says_not_sent", NULL, error))
    return FALSE;
  if ((draft->state == SO_DRAFT_HELD || draft->state == SO_DRAFT_SCHEDULED) &&
      !so_draft_step (call->db, draft->id, SO_DRAFT_EVENT_UNDO, NULL, NULL, error))
    return FALSE;
  return so_draft_set_text (call->db, draft->id, draft->text, error) && keep_night (call, draft, error) && acknowledge_all (call, draft->id, error) &&
         approve (call, draft->id, call->argument, 0, error);
}

/* The owner looked at it, and at what came since, and wants it out: that is a new approval of what stands there now. */
gboolean
so_draft_verb_send_again (SoVerbCall *call, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (call->db, call->id, error);

  if (!draft)
    return FALSE;
  if (draft->state != SO_DRAFT_UNKNOWN && draft->state != SO_DRAFT_HELD && draft->state != SO_DRAFT_FAILED &&
      draft->state != SO_DRAFT_SCHEDULED)
    return so_fail (error, SO_ERROR_CHANGE, _("Only what failed, waits or may have been sent can be sent again"));
  return send_again (call, draft, error);
}

/* What still cannot go stays held, with its reason. */
static gboolean
send_held (SoVerbCall *call, const SoDraft *draft, guint *n, GError **error)
{
  guint bits;

  if (!so_check_facts_run (call->studio, call->db, draft, NULL, FALSE, &bits, error))
    return FALSE;
  if (so_checks_stopping (bits) & ~(1u << SO_CHECK_NEW_INBOUND))
    return TRUE;
  (*n)++;
  return send_again (call, draft, error);
}

/* The owner looked at what was held for one reason and wants all of it out: as if she had sent each again, in the order
 * in which it was written. */
gboolean
so_draft_verb_send_held (SoVerbCall *call, GError **error)
{
  g_autoptr (GArray) numbers = so_draft_numbers (call->db, 1u << SO_DRAFT_HELD, NULL, error);
  guint n = 0;

  for (guint i = numbers ? numbers->len : 0; i > 0; i--)
    {
      g_autoptr (SoDraft) draft = so_draft_load (call->db, g_array_index (numbers, gint64, i - 1), error);

      if (!draft || (!g_strcmp0 (draft->reason, call->id) && !send_held (call, draft, &n, error)))
        return FALSE;
    }
  if (!numbers || !n)
    return numbers && so_fail (error, SO_ERROR_CHANGE, _("Nothing that waits can go now: look at each in the outbox"));
  *call->result = g_strdup_printf ("%u", n);
  return TRUE;
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
  g_autoptr (GArray) numbers = so_draft_numbers (db, 1u << SO_DRAFT_QUEUED | 1u << SO_DRAFT_SCHEDULED, NULL, error);
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
recall_one (SoVerbCall *call, const SoDraft *draft, GError **error)
{
  return so_draft_step (call->db, draft->id, SO_DRAFT_EVENT_UNDO, NULL, NULL, error) &&
         so_event_log (call->db, "owner", "draft.recalled", "draft", draft->id, NULL, error);
}

/* What was approved together has one countdown, and comes back together. */
static gboolean
recall (SoVerbCall *call, const SoDraft *draft, GError **error)
{
  g_autoptr (GArray) numbers = draft->batch_id ? so_draft_numbers (call->db, 1u << SO_DRAFT_QUEUED, NULL, error) : NULL;
  guint n = 0;

  *call->result = g_strdup_printf (_("Reply to %s"), draft->contact_name);
  if (!draft->batch_id)
    return recall_one (call, draft, error);
  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      g_autoptr (SoDraft) other = so_draft_load (call->db, g_array_index (numbers, gint64, i), error);

      if (!other)
        return FALSE;
      if (g_strcmp0 (other->batch_id, draft->batch_id))
        continue;
      if (!recall_one (call, other, error))
        return FALSE;
      n++;
    }
  g_free (*call->result);
  *call->result = g_strdup_printf (ngettext ("%u message", "%u messages", n), n);
  return numbers != NULL;
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
