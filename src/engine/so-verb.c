/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-verb.h"

#include "so-analyst.h"
#include "so-booking-policy.h"
#include "so-call-tell.h"
#include "so-call-intake.h"
#include "so-clock.h"
#include "so-consent-verbs.h"
#include "so-contacts.h"
#include "so-copies.h"
#include "so-draft-verbs.h"
#include "so-drafts.h"
#include "so-due.h"
#include "so-error.h"
#include "so-events.h"
#include "so-inquiry.h"
#include "so-insight-verbs.h"
#include "so-keeping.h"
#include "so-message-template-verbs.h"
#include "so-mode.h"
#include "so-people-verbs.h"
#include "so-quiet.h"
#include "so-rescore.h"
#include "so-rule-verbs.h"
#include "so-schedule-problem.h"
#include "so-schedule-verbs.h"
#include "so-senders.h"
#include "so-settings.h"
#include "so-share-notices.h"
#include "so-stage-moves.h"
#include "so-standing-verbs.h"
#include "so-standing.h"
#include "so-studio-private.h"
#include "so-tell-mail-verbs.h"
#include "so-tell-text.h"
#include "so-threads.h"
#include "so-time.h"
#include "so-trial-touch.h"
#include "so-understand.h"
#include "so-waitlist-chain.h"
#include "so-way-verbs.h"
#include "so-weekly.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_TAG 50
#define LONGEST_NAME 200
#define LONGEST_NOTES (100 * 1024)
#define LONGEST_KEY 64

typedef enum { ON_NOTHING, ON_THREAD, ON_CONTACT, ON_DRAFT } Target;

static const char *const target_nicks[] = { [ON_THREAD] = "thread", [ON_CONTACT] = "contact", [ON_DRAFT] = "draft" };

static gboolean
set_state (SoVerbCall *call, GError **error)
{
  return so_thread_set_state (call->db, call->id, call->value, 0, error) && (call->value != SO_THREAD_DONE || so_analyst_closed (call->db, call->id, error));
}

static gboolean
snooze (SoVerbCall *call, GError **error)
{
  gint64 until;

  if (!so_time_parse (call->argument, so_studio_get_zone (call->studio), &until))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no time: choose one such as 2026-11-21T18:00:00Z"), call->argument);
  if (until <= so_now ())
    return so_fail (error, SO_ERROR_CHANGE, _("That time is over: choose a later one"));
  return so_thread_set_state (call->db, call->id, SO_THREAD_SNOOZED, until, error);
}

static gboolean
set_starred (SoVerbCall *call, GError **error)
{
  return so_thread_set_starred (call->db, call->id, call->value, error);
}

static gboolean
set_unread (SoVerbCall *call, GError **error)
{
  return so_thread_set_unread (call->db, call->id, call->value, error);
}

/* The argument without the space around it, of 1 to @longest characters; or NULL. */
static char *
words (SoVerbCall *call, glong longest, const char *sentence, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (call->argument));

  if (*text && g_utf8_validate (text, -1, NULL) && g_utf8_strlen (text, -1) <= longest)
    return g_steal_pointer (&text);
  return so_fail (error, SO_ERROR_CHANGE, "%s", sentence), NULL;
}

static gboolean
set_tag (SoVerbCall *call, const char *kind, GError **error)
{
  g_autofree char *tag = words (call, LONGEST_TAG, _("A tag has 1 to 50 characters: choose another name"), error);

  return tag && so_tag_set (call->db, kind, call->id, tag, call->value, error);
}

static gboolean
set_thread_tag (SoVerbCall *call, GError **error)
{
  return set_tag (call, "thread", error);
}

static gboolean
set_contact_tag (SoVerbCall *call, GError **error)
{
  return set_tag (call, "contact", error);
}

static gboolean
set_priority (SoVerbCall *call, GError **error)
{
  return so_thread_set_priority (call->db, call->id, call->argument, error);
}

static gboolean
set_sender (SoVerbCall *call, GError **error)
{
  return so_sender_choose (call->db, call->id, call->argument, error);
}

static gboolean
set_stage (SoVerbCall *call, GError **error)
{
  g_auto (GStrv) words = g_strsplit (call->argument, " ", 2);

  return so_stage_move (call->db, call->id, words[0] ? words[0] : "", words[0] ? words[1] : NULL, "owner", error);
}

static gboolean
rename_contact (SoVerbCall *call, GError **error)
{
  g_autofree char *name = words (call, LONGEST_NAME, _("A person's name has 1 to 200 characters: type another one"), error);

  return name && so_contact_set_name (call->db, call->id, name, error);
}

static gboolean
note_contact (SoVerbCall *call, GError **error)
{
  if (strlen (call->argument) > LONGEST_NOTES)
    return so_fail (error, SO_ERROR_CHANGE, _("The notes are longer than 100 kB: shorten them"));
  return so_contact_set_notes (call->db, call->id, call->argument, error);
}

/* What the engine counts on is not a wish: the profile has its own verb, and a demo stays a demo. */
static gboolean
is_own_key (const char *key)
{
  static const char *const owned[] = { "studio.demo", "studio.id", NULL };

  return g_strv_contains (owned, key) || g_str_has_prefix (key, "practice.");
}

gboolean
so_verb_save_setting (SoVerbCall *call, GError **error)
{
  SoBookingPolicy rules = so_booking_policy_usual;
  SoQuiet quiet;
  gsize valid = strspn (call->id, "abcdefghijklmnopqrstuvwxyz0123456789.-_");

  if (!valid || call->id[valid] || valid > LONGEST_KEY || is_own_key (call->id))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no setting that can be changed"), call->id);
  if (!strcmp (call->id, SO_SETTING_QUIET) && !so_quiet_parse (call->argument, &quiet))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” are no hours: write them as 08:00-21:00, or off"), call->argument);
  if (so_tell_text_has_setting (call->id))
    return so_tell_text_save (call->db, call->id, call->argument, error);
  if (so_tell_mail_has_setting (call->id))
    return so_tell_mail_save (call->db, call->id, call->argument, error);
  if (!strcmp (call->id, SO_SETTING_RECORDINGS))
    return so_call_rule_save (call->db, call->argument, error);
  if (so_weekly_has_setting (call->id))
    return so_weekly_save (call->db, call->id, call->argument, error);
  if (so_keeping_has_setting (call->id))
    return so_keeping_save (call->db, call->id, call->argument, error);
  if (!strcmp (call->id, SO_SETTING_BOOKING) && !so_booking_policy_read (&rules, call->argument, error))
    return FALSE;
  if (!so_schedule_problem_check_setting (call->id, call->argument ? call->argument : "", error))
    return FALSE;
  if (!strcmp (call->id, SO_SETTING_QUALIFY))
    return so_inquiry_save (call->db, call->argument, error);
  if (!strcmp (call->id, SO_SETTING_MODE))
    return so_mode_set (call->db, call->argument, error);
  if (!so_standing_check_setting (call->db, call->id, call->argument, error) || !so_setting_set (call->db, call->id, call->argument, error))
    return FALSE;
  if (!strcmp (call->id, SO_SETTING_LEAD_WEIGHTS))
    return so_rescore_begin (call->db, error);
  return (strcmp (call->id, SO_SETTING_HOURS) && strcmp (call->id, SO_SETTING_DUE_MINUTES)) || so_due_refresh (call->db, NULL, error);
}

/* Every verb: on what, what it does, how undo calls it (NULL: no undo step) and what the log calls it. */
static const struct {
  Target target;
  gboolean (*act) (SoVerbCall *call, GError **error);
  int value;
  const char *label;
  const char *log;
  gboolean needs_argument;
} verbs[SO_N_VERBS] = {
  [SO_VERB_DONE] = { ON_THREAD, set_state, SO_THREAD_DONE, N_ ("Done: %s"), "thread.done" },
  [SO_VERB_REOPEN] = { ON_THREAD, set_state, SO_THREAD_OPEN, N_ ("Back in the inbox: %s"), "thread.reopened" },
  [SO_VERB_SNOOZE] = { ON_THREAD, snooze, 0, N_ ("Later: %s"), "thread.snoozed", TRUE },
  [SO_VERB_STAR] = { ON_THREAD, set_starred, TRUE, N_ ("Starred: %s"), "thread.starred" },
  [SO_VERB_UNSTAR] = { ON_THREAD, set_starred, FALSE, N_ ("Star removed: %s"), "thread.unstarred" },
  [SO_VERB_READ] = { ON_THREAD, set_unread, FALSE, NULL, NULL },
  [SO_VERB_UNREAD] = { ON_THREAD, set_unread, TRUE, N_ ("Unread: %s"), "thread.unread" },
  [SO_VERB_SPAM] = { ON_THREAD, set_state, SO_THREAD_SPAM, N_ ("Spam: %s"), "thread.spam" },
  [SO_VERB_BIN] = { ON_THREAD, set_state, SO_THREAD_BIN, N_ ("In the bin: %s"), "thread.binned" },
  [SO_VERB_TAG] = { ON_THREAD, set_thread_tag, TRUE, N_ ("Tagged: %s"), "thread.tagged", TRUE },
  [SO_VERB_UNTAG] = { ON_THREAD, set_thread_tag, FALSE, N_ ("Tag removed: %s"), "thread.untagged", TRUE },
  [SO_VERB_PRIORITY] = { ON_THREAD, set_priority, 0, N_ ("Priority changed: %s"), "thread.priority", TRUE },
  [SO_VERB_STAGE] = { ON_CONTACT, set_stage, 0, N_ ("Stage changed: %s"), "contact.stage", TRUE },
  [SO_VERB_TAG_CONTACT] = { ON_CONTACT, set_contact_tag, TRUE, N_ ("Tagged: %s"), "contact.tagged", TRUE },
  [SO_VERB_UNTAG_CONTACT] = { ON_CONTACT, set_contact_tag, FALSE, N_ ("Tag removed: %s"), "contact.untagged", TRUE },
  [SO_VERB_RENAME_CONTACT] = { ON_CONTACT, rename_contact, 0, N_ ("Renamed: %s"), "contact.renamed", TRUE },
  [SO_VERB_NOTE_CONTACT] = { ON_CONTACT, note_contact, 0, N_ ("Notes changed: %s"), "contact.noted", TRUE },
  [SO_VERB_CONSENT] = { ON_CONTACT, so_consent_verb, 0, N_ ("Consent entered: %s"), NULL, TRUE },
  [SO_VERB_PROPOSE] = { ON_THREAD, so_draft_verb_propose, 0, NULL, NULL },
  [SO_VERB_WRITE] = { ON_THREAD, so_draft_verb_write, 0, NULL, "draft.written", TRUE },
  [SO_VERB_SENDER] = { ON_THREAD, set_sender, 0, NULL, "thread.sender", TRUE },
  [SO_VERB_TEMPLATE] = { ON_THREAD, so_draft_verb_template, 0, N_ ("Template chosen: %s"), "draft.template", TRUE },
  [SO_VERB_EDIT] = { ON_DRAFT, so_draft_verb_edit, 0, NULL, NULL },
  [SO_VERB_WAY] = { ON_DRAFT, so_way_verb, 0, N_ ("Another way chosen: %s"), "draft.way", TRUE },
  [SO_VERB_COPIES] = { ON_DRAFT, so_copies_verb, 0, N_ ("Receivers changed: %s"), "draft.copies", TRUE },
  [SO_VERB_LEAVE] = { ON_DRAFT, so_draft_verb_leave, 0, NULL, NULL },
  [SO_VERB_REDO] = { ON_DRAFT, so_draft_verb_redo, 0, N_ ("Another version: %s"), NULL },
  [SO_VERB_VERSION] = { ON_DRAFT, so_draft_verb_version, 0, N_ ("Another version: %s"), NULL, TRUE },
  [SO_VERB_APPROVE] = { ON_DRAFT, so_draft_verb_approve, 0, NULL, "draft.approved" },
  [SO_VERB_APPROVE_BATCH] = { ON_NOTHING, so_draft_verb_approve_batch, 0, NULL, NULL },
  [SO_VERB_SCHEDULE] = { ON_DRAFT, so_draft_verb_schedule, 0, NULL, "draft.scheduled", TRUE },
  [SO_VERB_ACKNOWLEDGE] = { ON_DRAFT, so_draft_verb_acknowledge, 0, NULL, "draft.acknowledged", TRUE },
  [SO_VERB_ATTACH] = { ON_DRAFT, so_draft_verb_attach, 0, NULL, "draft.attached", TRUE },
  [SO_VERB_DETACH] = { ON_DRAFT, so_draft_verb_detach, 0, NULL, "draft.detached", TRUE },
  [SO_VERB_SEND_HELD] = { ON_NOTHING, so_draft_verb_send_held, 0, NULL, "held.sent" },
  [SO_VERB_CONFIRM_COPY] = { ON_NOTHING, so_draft_verb_confirm_copy, 0, NULL, "copy.confirmed" },
  [SO_VERB_DISCARD] = { ON_DRAFT, so_draft_verb_discard, 0, N_ ("Discarded: %s"), "draft.discarded", TRUE },
  [SO_VERB_RECALL] = { ON_DRAFT, so_draft_verb_recall, 0, NULL, "draft.recalled" },
  [SO_VERB_SEND_AGAIN] = { ON_DRAFT, so_draft_verb_send_again, 0, NULL, "draft.approved" },
  [SO_VERB_SENT_ALREADY] = { ON_DRAFT, so_draft_verb_sent_already, 0, NULL, "draft.sent_already" },
  [SO_VERB_SAVE_SETTING] = { ON_NOTHING, so_verb_save_setting, 0, NULL, "setting.changed" },
  [SO_VERB_STANDING_ON] = { ON_NOTHING, so_standing_verb_switch, TRUE, NULL, NULL },
  [SO_VERB_STANDING_OFF] = { ON_NOTHING, so_standing_verb_switch, FALSE, NULL, NULL },
  [SO_VERB_STANDING_TEXT] = { ON_NOTHING, so_standing_verb_text, 0, NULL, NULL, TRUE },
  [SO_VERB_PAUSE] = { ON_NOTHING, so_standing_verb_pause, TRUE, NULL, "standing.paused" },
  [SO_VERB_RESUME] = { ON_NOTHING, so_standing_verb_pause, FALSE, NULL, "standing.resumed" },
  [SO_VERB_SET_HOURS] = { ON_NOTHING, so_standing_verb_hours, 0, NULL, "hours.changed", TRUE },
  [SO_VERB_RULE_SAVE] = { ON_NOTHING, so_rule_verb_save, 0, N_ ("Rule changed"), NULL, TRUE },
  [SO_VERB_RULE_ON] = { ON_NOTHING, so_rule_verb_switch, TRUE, N_ ("Rule switched on"), NULL },
  [SO_VERB_RULE_OFF] = { ON_NOTHING, so_rule_verb_switch, FALSE, N_ ("Rule switched off"), NULL },
  [SO_VERB_RULE_DELETE] = { ON_NOTHING, so_rule_verb_delete, 0, N_ ("Rule removed"), NULL },
  [SO_VERB_FOLLOW_UPS_SAVE] = { ON_NOTHING, so_follow_up_verb_save, 0, N_ ("Follow-ups changed"), NULL, TRUE },
  [SO_VERB_FOLLOW_UPS_DELETE] = { ON_NOTHING, so_follow_up_verb_delete, 0, N_ ("Follow-ups removed"), NULL },
  [SO_VERB_FOLLOW_UPS_START] = { ON_THREAD, so_follow_up_verb_start, 0, N_ ("Follow-ups begun: %s"), NULL, TRUE },
  [SO_VERB_FOLLOW_UPS_STOP] = { ON_THREAD, so_follow_up_verb_stop, 0, N_ ("Follow-ups stopped: %s"), "sequence.stopped" },
  [SO_VERB_DETAIL_ACCEPT] = { ON_NOTHING, so_insight_verb_accept, 0, N_ ("Detail accepted"), "finding.accepted" },
  [SO_VERB_DETAIL_DISMISS] = { ON_NOTHING, so_insight_verb_dismiss, 0, N_ ("Proposal dismissed"), "finding.dismissed" },
  [SO_VERB_TASK_FROM] = { ON_NOTHING, so_insight_verb_make_task, 0, N_ ("Task added"), "finding.accepted" },
  [SO_VERB_TRIAL_BOOK] = { ON_CONTACT, so_trial_verb_book, 0, N_ ("Trial booked: %s"), NULL, TRUE },
  [SO_VERB_TRIAL_STATE] = { ON_NOTHING, so_booking_verb_trial, 0, N_ ("Trial changed"), NULL, TRUE },
  [SO_VERB_TRIAL_CONVERT] = { ON_NOTHING, so_trial_verb_convert, 0, N_ ("New customer after a trial"), NULL },
  [SO_VERB_TASK_ADD] = { ON_CONTACT, so_task_verb_add, 0, N_ ("Task added: %s"), NULL, TRUE },
  [SO_VERB_TASK_DUE] = { ON_NOTHING, so_task_verb_due, 0, N_ ("Task has another day"), NULL, TRUE },
  [SO_VERB_TASK_DONE] = { ON_NOTHING, so_task_verb_done, TRUE, N_ ("Task done"), NULL },
  [SO_VERB_TASK_REOPEN] = { ON_NOTHING, so_task_verb_done, FALSE, N_ ("Task open again"), NULL },
  [SO_VERB_TASK_REMOVE] = { ON_NOTHING, so_task_verb_remove, 0, N_ ("Task removed"), NULL },
  [SO_VERB_MERGE] = { ON_CONTACT, so_people_verb_merge, 0, N_ ("Merged: %s"), NULL, TRUE },
  [SO_VERB_UNMERGE] = { ON_NOTHING, so_people_verb_unmerge, 0, N_ ("Two people again"), NULL },
  [SO_VERB_APART] = { ON_CONTACT, so_people_verb_apart, 0, N_ ("Not the same: %s"), "contact.apart", TRUE },
  [SO_VERB_SPLIT] = { ON_CONTACT, so_people_verb_split, 0, N_ ("Address taken out: %s"), NULL, TRUE },
  [SO_VERB_MOVE_MESSAGE] = { ON_NOTHING, so_people_verb_move_message, 0, N_ ("Message moved"), NULL, TRUE },
  [SO_VERB_MOVE_MESSAGE_TO_NEW] = { ON_NOTHING, so_people_verb_move_message_to_new, 0, N_ ("Message moved"), NULL, TRUE },
  [SO_VERB_NOTE_ADD] = { ON_CONTACT, so_people_verb_note_add, 0, N_ ("Note added: %s"), "contact.noted", TRUE },
  [SO_VERB_NOTE_SET] = { ON_NOTHING, so_people_verb_note_set, 0, N_ ("Note changed"), NULL, TRUE },
  [SO_VERB_NOTE_REMOVE] = { ON_NOTHING, so_people_verb_note_delete, 0, N_ ("Note removed"), NULL },
  [SO_VERB_HOUSEHOLD_JOIN] = { ON_CONTACT, so_people_verb_join, 0, N_ ("Household: %s"), "contact.household", TRUE },
  [SO_VERB_HOUSEHOLD_LEAVE] = { ON_CONTACT, so_people_verb_leave, 0, N_ ("Out of the household: %s"), "contact.household", TRUE },
  [SO_VERB_REFERRAL] = { ON_CONTACT, so_people_verb_referral, 0, N_ ("Who sent them: %s"), NULL, TRUE },
  [SO_VERB_HOUSEHOLD_RENAME] = { ON_NOTHING, so_people_verb_rename_household, 0, N_ ("Household renamed"), NULL, TRUE },
  [SO_VERB_FIELD] = { ON_CONTACT, so_people_verb_field, 0, N_ ("Field changed: %s"), NULL, TRUE },
  [SO_VERB_FIELD_KIND] = { ON_NOTHING, so_people_verb_field_kind, 0, N_ ("Custom field changed"), NULL, TRUE },
  [SO_VERB_FIELD_KIND_REMOVE] = { ON_NOTHING, so_people_verb_field_kind_delete, 0, N_ ("Custom field removed"), NULL },
  [SO_VERB_FILTER_SAVE] = { ON_NOTHING, so_people_verb_filter_save, 0, N_ ("Filter saved"), NULL, TRUE },
  [SO_VERB_FILTER_REMOVE] = { ON_NOTHING, so_people_verb_filter_delete, 0, N_ ("Filter removed"), NULL },
  [SO_VERB_KEEP_FILE] = { ON_CONTACT, so_people_verb_attach, 0, N_ ("File added: %s"), NULL, TRUE },
  [SO_VERB_DROP_FILE] = { ON_NOTHING, so_people_verb_detach, 0, N_ ("File removed"), NULL },
  [SO_VERB_ROOM_SAVE] = { ON_NOTHING, so_schedule_verb_save, SO_LIST_ROOMS, N_ ("Room changed"), NULL, TRUE },
  [SO_VERB_ROOM_REMOVE] = { ON_NOTHING, so_schedule_verb_remove, SO_LIST_ROOMS, N_ ("Room removed"), NULL },
  [SO_VERB_TEACHER_SAVE] = { ON_NOTHING, so_schedule_verb_save, SO_LIST_TEACHERS, N_ ("Teacher changed"), NULL, TRUE },
  [SO_VERB_TEACHER_REMOVE] = { ON_NOTHING, so_schedule_verb_remove, SO_LIST_TEACHERS, N_ ("Teacher removed"), NULL },
  [SO_VERB_TEACHER_DAY] = { ON_NOTHING, so_schedule_verb_day, 0, N_ ("Hours of a teacher changed"), NULL, TRUE },
  [SO_VERB_CLASS_SAVE] = { ON_NOTHING, so_schedule_verb_save, SO_LIST_CLASSES, N_ ("Class changed"), NULL, TRUE },
  [SO_VERB_CLASS_REMOVE] = { ON_NOTHING, so_schedule_verb_remove, SO_LIST_CLASSES, N_ ("Class removed"), NULL },
  [SO_VERB_TERM_SAVE] = { ON_NOTHING, so_schedule_verb_save, SO_LIST_TERMS, N_ ("Term changed"), NULL, TRUE },
  [SO_VERB_TERM_REMOVE] = { ON_NOTHING, so_schedule_verb_remove, SO_LIST_TERMS, N_ ("Term removed"), NULL },
  [SO_VERB_TERM_COPY] = { ON_NOTHING, so_schedule_verb_copy_term, 0, N_ ("Term copied"), NULL, TRUE },
  [SO_VERB_CLOSURE_SAVE] = { ON_NOTHING, so_schedule_verb_save, SO_LIST_CLOSURES, N_ ("Closure changed"), NULL, TRUE },
  [SO_VERB_CLOSURE_REMOVE] = { ON_NOTHING, so_schedule_verb_remove, SO_LIST_CLOSURES, N_ ("Closure removed"), NULL },
  [SO_VERB_SERIES_ADD] = { ON_NOTHING, so_schedule_verb_add, 0, N_ ("Added to the schedule"), NULL, TRUE },
  [SO_VERB_SESSION_EDIT] = { ON_NOTHING, so_schedule_verb_edit, 0, N_ ("Schedule changed"), NULL, TRUE },
  [SO_VERB_SESSION_CANCEL] = { ON_NOTHING, so_schedule_verb_cancel, 0, N_ ("Session cancelled"), NULL, TRUE },
  [SO_VERB_SESSION_RESTORE] = { ON_NOTHING, so_schedule_verb_restore, 0, N_ ("Session as its series says"), NULL },
  [SO_VERB_SESSION_KEEP] = { ON_NOTHING, so_schedule_verb_keep, 0, N_ ("Session takes place"), NULL },
  [SO_VERB_PLAN_APPLY] = { ON_NOTHING, so_schedule_verb_apply, 0, N_ ("Plan applied"), NULL, TRUE },
  [SO_VERB_SUBSTITUTE_ASK] = { ON_NOTHING, so_schedule_verb_ask, 0, N_ ("Asked for a substitute"), NULL, TRUE },
  [SO_VERB_SCHEDULE_IMPORT] = { ON_NOTHING, so_schedule_verb_import, 0, N_ ("Schedule imported"), NULL },
  [SO_VERB_BOOK] = { ON_CONTACT, so_booking_verb_add, 0, N_ ("Booked: %s"), NULL, TRUE },
  [SO_VERB_ENROL] = { ON_CONTACT, so_booking_verb_enrol, 0, N_ ("Booked all: %s"), NULL, TRUE },
  [SO_VERB_BOOKING_CANCEL] = { ON_NOTHING, so_booking_verb_cancel, 0, N_ ("Booking cancelled"), NULL },
  [SO_VERB_BOOKING_CALL] = { ON_NOTHING, so_booking_verb_call, 0, N_ ("Roll changed"), NULL, TRUE },
  [SO_VERB_BOOKING_WAIVE] = { ON_NOTHING, so_booking_verb_waive, 0, N_ ("Waived"), NULL, TRUE },
  [SO_VERB_BOOKING_ACCEPT] = { ON_NOTHING, so_booking_verb_accept, 0, N_ ("Place taken"), NULL },
  [SO_VERB_BOOKING_PLACE] = { ON_NOTHING, so_booking_verb_place, 0, N_ ("Waitlist changed"), NULL, TRUE },
  [SO_VERB_WAITLIST_OFFER] = { ON_NOTHING, so_booking_verb_offer, 0, N_ ("Place offered"), NULL },
  [SO_VERB_WAITLIST_CHAIN] = { ON_DRAFT, so_waitlist_chain_verb_begin, 0, NULL, "draft.approved" },
  [SO_VERB_WAITLIST_STOP] = { ON_NOTHING, so_waitlist_chain_verb_stop, 0, N_ ("Offering stopped"), NULL },
  [SO_VERB_CREDIT_ADD] = { ON_CONTACT, so_credit_verb_add, 0, N_ ("Credits changed: %s"), NULL, TRUE },
  [SO_VERB_CALL_BOOK] = { ON_NOTHING, so_call_verb_book, 0, N_ ("Linked a call to a booking"), NULL },
  [SO_VERB_TELL_MAIL_ASK] = { ON_NOTHING, so_tell_mail_verb_ask, 0, NULL, NULL },
  [SO_VERB_TELL_MAIL_CONFIRM] = { ON_NOTHING, so_tell_mail_verb_confirm, 0, NULL, NULL },
  [SO_VERB_TELL_MAIL_REPORT] = { ON_NOTHING, so_tell_mail_verb_report, 0, NULL, NULL },
  [SO_VERB_TELL_TEXT_ASK] = { ON_NOTHING, so_tell_text_verb_ask, 0, NULL, NULL },
  [SO_VERB_TELL_TEXT_CONFIRM] = { ON_NOTHING, so_tell_text_verb_confirm, 0, NULL, NULL },
  [SO_VERB_TELL_TEXT_TRY] = { ON_NOTHING, so_tell_text_verb_try, 0, NULL, NULL },
  [SO_VERB_PUT_BACK] = { ON_NOTHING, so_notice_verb_put_back, 0, N_ ("Put back"), "share.put_back" },
  [SO_VERB_KEEP_THEIRS] = { ON_NOTHING, so_notice_verb_keep, 0, NULL, NULL },
  [SO_VERB_UNDO] = { ON_NOTHING, so_draft_verb_undo, 0, NULL, NULL },
};

/* Name of the person that the verb is about; NULL with an error where the id is not known. *@person: their id, where it is about a person. */
static char *
target_name (SoDb *db, Target target, const char *id, char **person, GError **error)
{
  g_autoptr (SoThread) thread = target == ON_THREAD ? so_thread_find (db, id, error) : NULL;
  g_autoptr (SoContact) contact = target == ON_CONTACT ? so_contact_find (db, id, error) : NULL;
  g_autoptr (SoDraft) draft = target == ON_DRAFT ? so_draft_find (db, id, error) : NULL;

  if (thread)
    return g_strdup (thread->contact_name);
  if (contact)
    return *person = g_strdup (contact->id), g_strdup (contact->name);
  return draft ? g_strdup (draft->contact_name) : NULL;
}

/* "Done: %s" with the name; the only format there is. */
static char *
label_of (SoVerb verb, const char *name)
{
  g_auto (GStrv) around = g_strsplit (_(verbs[verb].label), "%s", 2);

  return g_strconcat (around[0], around[1] ? name : NULL, around[1], NULL);
}

static gboolean
act (SoVerb verb, SoVerbCall *call, GError **error)
{
  g_autofree char *name = NULL, *label = NULL, *person = NULL;

  if (verbs[verb].target != ON_NOTHING && !(name = target_name (call->db, verbs[verb].target, call->id, &person, error)))
    return FALSE;
  /* Whoever of those that are one person was named: it is said of whom they are shown as. */
  if (person)
    call->id = person;
  label = verbs[verb].label ? label_of (verb, name) : NULL;
  if (label && !so_undo_begin (call->db, label, error))
    return FALSE;
  call->value = verbs[verb].value;
  if (!verbs[verb].act (call, error) || (label && !so_undo_end (call->db, error)))
    return FALSE;
  return !verbs[verb].log ||
         so_event_log (call->db, "owner", verbs[verb].log, target_nicks[verbs[verb].target], call->id, NULL, error);
}

static gboolean
is_complete (SoVerb verb, const char *id, const char *argument, GError **error)
{
  if (verb != SO_VERB_UNDO && (!id || !*id))
    return so_fail (error, SO_ERROR_CHANGE, _("Nothing is chosen: choose what this is about"));
  if (verbs[verb].needs_argument && !argument)
    return so_fail (error, SO_ERROR_CHANGE, _("Something is missing: say what to do it with"));
  return !argument || g_utf8_validate (argument, -1, NULL) ||
         so_fail (error, SO_ERROR_CHANGE, _("The text is not valid UTF-8: type it again"));
}

gboolean
so_studio_do (SoStudio *studio, SoVerb verb, const char *id, const char *argument, char **result, GError **error)
{
  SoVerbCall call = { .studio = studio, .id = id, .argument = argument };
  g_autofree char *answer = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && verb < SO_N_VERBS, FALSE);

  if (result)
    *result = NULL;
  if (!is_complete (verb, id, argument, error))
    return FALSE;

  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  call.db = db;
  call.result = &answer;
  if (!db)
    return FALSE;
  if (!act (verb, &call, error))
    {
      if (call.keeps)
        so_store_commit (store, &db, NULL);
      return FALSE;
    }
  if (!so_store_commit (store, &db, error))
    return FALSE;
  if (result)
    *result = g_steal_pointer (&answer);
  return TRUE;
}

typedef struct {
  SoVerb verb;
  char *id;
  char *argument;
} Wish;

static void
wish_free (Wish *wish)
{
  g_free (wish->id);
  g_free (wish->argument);
  g_free (wish);
}

static void
do_wish (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Wish *wish = data;
  char *result = NULL;
  GError *error = NULL;

  if (so_studio_do (source, wish->verb, wish->id, wish->argument, &result, &error))
    g_task_return_pointer (task, result, g_free);
  else
    g_task_return_error (task, error);
}

void
so_studio_do_async (SoStudio *studio, SoVerb verb, const char *id, const char *argument,
                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Wish *wish;

  g_return_if_fail (SO_IS_STUDIO (studio) && verb < SO_N_VERBS);

  wish = g_new0 (Wish, 1);
  wish->verb = verb;
  wish->id = g_strdup (id);
  wish->argument = g_strdup (argument);
  task = g_task_new (studio, cancellable, callback, user_data);
  g_task_set_source_tag (task, so_studio_do_async);
  g_task_set_task_data (task, wish, (GDestroyNotify) wish_free);
  so_studio_run (studio, task, do_wish);
}

/* Rooms, teachers, classes, terms, closures. */
static gboolean
is_of_lists (SoVerb verb)
{
  return verb >= SO_VERB_ROOM_SAVE && verb <= SO_VERB_CLOSURE_REMOVE;
}

/* What follows from looking or writing decides nothing yet. */
static gboolean
is_decision (SoVerb verb)
{
  if (is_of_lists (verb))
    return FALSE;
  switch ((int) verb)
    {
    case SO_VERB_READ:
    case SO_VERB_UNREAD:
    case SO_VERB_STAR:
    case SO_VERB_UNSTAR:
    case SO_VERB_PROPOSE:
    case SO_VERB_WRITE:
    case SO_VERB_TEMPLATE:
    case SO_VERB_SENDER:
    case SO_VERB_EDIT:
    case SO_VERB_COPIES:
    case SO_VERB_WAY:
    case SO_VERB_LEAVE:
    case SO_VERB_SAVE_SETTING:
    case SO_VERB_TELL_MAIL_ASK:
    case SO_VERB_TELL_MAIL_CONFIRM:
    case SO_VERB_TELL_MAIL_REPORT:
    case SO_VERB_TELL_TEXT_ASK:
    case SO_VERB_TELL_TEXT_CONFIRM:
    case SO_VERB_TELL_TEXT_TRY:
    case SO_VERB_RULE_SAVE:
    case SO_VERB_RULE_ON:
    case SO_VERB_RULE_OFF:
    case SO_VERB_RULE_DELETE:
    case SO_VERB_FOLLOW_UPS_SAVE:
    case SO_VERB_FOLLOW_UPS_DELETE:
    case SO_VERB_FOLLOW_UPS_START:
    case SO_VERB_FOLLOW_UPS_STOP:
    case SO_VERB_DETAIL_ACCEPT:
    case SO_VERB_DETAIL_DISMISS:
    case SO_VERB_TASK_FROM:
    case SO_VERB_TRIAL_STATE:
    case SO_VERB_TRIAL_CONVERT:
    case SO_VERB_TASK_DUE:
    case SO_VERB_TASK_DONE:
    case SO_VERB_TASK_REOPEN:
    case SO_VERB_TASK_REMOVE:
    case SO_VERB_PUT_BACK:
    case SO_VERB_KEEP_THEIRS:
    case SO_VERB_UNMERGE:
    case SO_VERB_MOVE_MESSAGE:
    case SO_VERB_MOVE_MESSAGE_TO_NEW:
    case SO_VERB_NOTE_SET:
    case SO_VERB_NOTE_REMOVE:
    case SO_VERB_HOUSEHOLD_RENAME:
    case SO_VERB_FIELD_KIND:
    case SO_VERB_FIELD_KIND_REMOVE:
    case SO_VERB_DROP_FILE:
    case SO_VERB_FILTER_SAVE:
    case SO_VERB_FILTER_REMOVE:
    case SO_VERB_SERIES_ADD:
    case SO_VERB_SESSION_EDIT:
    case SO_VERB_SESSION_CANCEL:
    case SO_VERB_SESSION_RESTORE:
    case SO_VERB_SESSION_KEEP:
    case SO_VERB_PLAN_APPLY:
    case SO_VERB_SCHEDULE_IMPORT:
    case SO_VERB_BOOKING_CANCEL:
    case SO_VERB_BOOKING_CALL:
    case SO_VERB_BOOKING_WAIVE:
    case SO_VERB_BOOKING_ACCEPT:
    case SO_VERB_BOOKING_PLACE:
    case SO_VERB_WAITLIST_OFFER:
    case SO_VERB_WAITLIST_STOP:
    case SO_VERB_CALL_BOOK:
      return FALSE;
    default:
      return verbs[verb].target != ON_CONTACT;
    }
}

char *
so_studio_do_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  Wish *wish;

  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  wish = g_task_get_task_data (G_TASK (result));
  if (is_decision (wish->verb) && !g_task_had_error (G_TASK (result)))
    so_studio_acted (studio);
  return g_task_propagate_pointer (G_TASK (result), error);
}
