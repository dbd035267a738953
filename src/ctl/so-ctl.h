/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

#include <json-glib/json-glib.h>

#include "so-draft.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* One call of studioctl: its options, the studio it works on, and how it fails. */
typedef struct {
  char *folder;        /* of the studio */
  gboolean json;       /* exactly one JSON document on standard output */
  GStrv args;          /* what follows the command; after so_ctl_parse(): without options */
  SoStudio *studio;    /* NULL before so_ctl_open() */
} SoCtl;

/* One row of the table of commands. */
typedef struct {
  const char *name;    /* "threads"; two words where there is a group: "account add" */
  const char *usage;   /* what follows, for --help */
  const char *does;    /* one line for --help */
  gboolean (*run) (SoCtl *ctl, GError **error);
} SoCtlCommand;

extern const SoCtlCommand so_ctl_commands[];   /* ends with a row without a name */

/* Wrong usage, exit status 2; everything else that fails is 1. */
#define SO_CTL_USAGE (so_ctl_usage_quark ())
GQuark so_ctl_usage_quark (void);
/* Sets a usage error and returns FALSE. */
gboolean so_ctl_misused (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Runs the command in @argv: the exit status. */
int so_ctl_run (int argc, char **argv);

/* Takes @entries (may be NULL) out of ctl->args and checks that between @min and @max words are left. */
gboolean so_ctl_parse (SoCtl *ctl, const GOptionEntry *entries, guint min, guint max, GError **error);

/* The word at @i as valid UTF-8. Borrowed. */
const char *so_ctl_arg (SoCtl *ctl, guint i);

/* Opens the studio, which must be there. Borrowed; NULL on error. */
SoStudio *so_ctl_open (SoCtl *ctl, GError **error);
/* A reader of it; release it. */
SoDb *so_ctl_read (SoCtl *ctl, GError **error);

/* Cancelled by Ctrl+C from now on; a second Ctrl+C ends the program at once. Call it before so_ctl_open(). */
GCancellable *so_ctl_cancellable (void);

/* The content of a file, or of standard input for "-" (a terminal does not show it): never an argument, which everybody on the
 * computer can read. *@secret stays NULL for no @path; so_ctl_wipe() it. */
gboolean so_ctl_read_secret (const char *path, char **secret, GError **error);
void so_ctl_wipe (char *secret);

/* All of standard input as valid UTF-8, at most 1 MiB. Free with g_free(). */
char *so_ctl_read_input (GError **error);

/* "done 41 %" on the terminal, over and over on one line; silent where standard error is none. */
void so_ctl_progress (const char *what, guint64 done, guint64 total);
void so_ctl_progress_end (void);

/* The groups of commands, a file each. */
gboolean so_ctl_init (SoCtl *ctl, GError **error);
gboolean so_ctl_demo (SoCtl *ctl, GError **error);
gboolean so_ctl_demo_call (SoCtl *ctl, GError **error);
gboolean so_ctl_demo_appointment (SoCtl *ctl, GError **error);
gboolean so_ctl_health (SoCtl *ctl, GError **error);
gboolean so_ctl_settings_export (SoCtl *ctl, GError **error);
gboolean so_ctl_settings_import (SoCtl *ctl, GError **error);
gboolean so_ctl_import (SoCtl *ctl, GError **error);
gboolean so_ctl_import_undo (SoCtl *ctl, GError **error);
gboolean so_ctl_imports (SoCtl *ctl, GError **error);
gboolean so_ctl_contacts (SoCtl *ctl, GError **error);
gboolean so_ctl_contact (SoCtl *ctl, GError **error);
gboolean so_ctl_contact_merge (SoCtl *ctl, GError **error);
gboolean so_ctl_contact_unmerge (SoCtl *ctl, GError **error);
gboolean so_ctl_contact_merges (SoCtl *ctl, GError **error);
gboolean so_ctl_contact_suggestions (SoCtl *ctl, GError **error);
gboolean so_ctl_contact_apart (SoCtl *ctl, GError **error);
gboolean so_ctl_contact_split (SoCtl *ctl, GError **error);
gboolean so_ctl_message_move (SoCtl *ctl, GError **error);
gboolean so_ctl_note_list (SoCtl *ctl, GError **error);
gboolean so_ctl_note_add (SoCtl *ctl, GError **error);
gboolean so_ctl_note_set (SoCtl *ctl, GError **error);
gboolean so_ctl_note_remove (SoCtl *ctl, GError **error);
gboolean so_ctl_file_list (SoCtl *ctl, GError **error);
gboolean so_ctl_file_add (SoCtl *ctl, GError **error);
gboolean so_ctl_file_remove (SoCtl *ctl, GError **error);
gboolean so_ctl_contact_sent_by (SoCtl *ctl, GError **error);
gboolean so_ctl_household_show (SoCtl *ctl, GError **error);
gboolean so_ctl_household_join (SoCtl *ctl, GError **error);
gboolean so_ctl_household_leave (SoCtl *ctl, GError **error);
gboolean so_ctl_household_rename (SoCtl *ctl, GError **error);
gboolean so_ctl_field_list (SoCtl *ctl, GError **error);
gboolean so_ctl_field_add (SoCtl *ctl, GError **error);
gboolean so_ctl_field_remove (SoCtl *ctl, GError **error);
gboolean so_ctl_field_set (SoCtl *ctl, GError **error);
gboolean so_ctl_qualify_list (SoCtl *ctl, GError **error);
gboolean so_ctl_qualify_add (SoCtl *ctl, GError **error);
gboolean so_ctl_qualify_set (SoCtl *ctl, GError **error);
gboolean so_ctl_qualify_move (SoCtl *ctl, GError **error);
gboolean so_ctl_qualify_remove (SoCtl *ctl, GError **error);
gboolean so_ctl_qualify_reset (SoCtl *ctl, GError **error);
gboolean so_ctl_qualify_answer (SoCtl *ctl, GError **error);
gboolean so_ctl_qualify_drafts (SoCtl *ctl, GError **error);
gboolean so_ctl_filter_list (SoCtl *ctl, GError **error);
gboolean so_ctl_filter_save (SoCtl *ctl, GError **error);
gboolean so_ctl_filter_remove (SoCtl *ctl, GError **error);
gboolean so_ctl_query (SoCtl *ctl, GError **error);
gboolean so_ctl_timeline (SoCtl *ctl, GError **error);
gboolean so_ctl_threads (SoCtl *ctl, GError **error);
gboolean so_ctl_thread (SoCtl *ctl, GError **error);
gboolean so_ctl_search (SoCtl *ctl, GError **error);
/* A draft with its attachments and, while the owner decides, what speaks against sending it. */
JsonObject *so_ctl_describe_draft (SoCtl *ctl, SoDb *db, const SoDraft *draft);

gboolean so_ctl_hub_pair (SoCtl *ctl, GError **error);
gboolean so_ctl_hub_status (SoCtl *ctl, GError **error);
gboolean so_ctl_hub_invite (SoCtl *ctl, GError **error);
gboolean so_ctl_hub_revoke (SoCtl *ctl, GError **error);
gboolean so_ctl_hub_role (SoCtl *ctl, GError **error);
gboolean so_ctl_hub_presence (SoCtl *ctl, GError **error);
gboolean so_ctl_hub_leave (SoCtl *ctl, GError **error);
gboolean so_ctl_hub_sync (SoCtl *ctl, GError **error);
gboolean so_ctl_hub_retry (SoCtl *ctl, GError **error);
gboolean so_ctl_hub_hand_over (SoCtl *ctl, GError **error);
gboolean so_ctl_hub_take_back (SoCtl *ctl, GError **error);
gboolean so_ctl_hub_call_back (SoCtl *ctl, GError **error);
gboolean so_ctl_hub_test (SoCtl *ctl, GError **error);
gboolean so_ctl_hub_share (SoCtl *ctl, GError **error);
gboolean so_ctl_hub_join (SoCtl *ctl, GError **error);
/* Where the studio is shared: says and hears all there is, for “sync”. What is wrong with it stands with it. */
void so_ctl_share_all (SoCtl *ctl);
/* The same where a message is due of which the hub has to be asked first. */
void so_ctl_share_due (SoCtl *ctl);

gboolean so_ctl_done (SoCtl *ctl, GError **error);
gboolean so_ctl_reopen (SoCtl *ctl, GError **error);
gboolean so_ctl_snooze (SoCtl *ctl, GError **error);
gboolean so_ctl_star (SoCtl *ctl, GError **error);
gboolean so_ctl_unstar (SoCtl *ctl, GError **error);
gboolean so_ctl_mark_read (SoCtl *ctl, GError **error);
gboolean so_ctl_mark_unread (SoCtl *ctl, GError **error);
gboolean so_ctl_spam (SoCtl *ctl, GError **error);
gboolean so_ctl_bin (SoCtl *ctl, GError **error);
gboolean so_ctl_tag (SoCtl *ctl, GError **error);
gboolean so_ctl_untag (SoCtl *ctl, GError **error);
gboolean so_ctl_priority (SoCtl *ctl, GError **error);
gboolean so_ctl_consent (SoCtl *ctl, GError **error);
gboolean so_ctl_rule_list (SoCtl *ctl, GError **error);
gboolean so_ctl_rule_show (SoCtl *ctl, GError **error);
gboolean so_ctl_rule_add (SoCtl *ctl, GError **error);
gboolean so_ctl_rule_change (SoCtl *ctl, GError **error);
gboolean so_ctl_rule_enable (SoCtl *ctl, GError **error);
gboolean so_ctl_rule_disable (SoCtl *ctl, GError **error);
gboolean so_ctl_rule_remove (SoCtl *ctl, GError **error);
gboolean so_ctl_rule_dry_run (SoCtl *ctl, GError **error);
gboolean so_ctl_follow_up_list (SoCtl *ctl, GError **error);
gboolean so_ctl_follow_up_add (SoCtl *ctl, GError **error);
gboolean so_ctl_follow_up_remove (SoCtl *ctl, GError **error);
gboolean so_ctl_follow_up_running (SoCtl *ctl, GError **error);
gboolean so_ctl_follow_up_start (SoCtl *ctl, GError **error);
gboolean so_ctl_follow_up_stop (SoCtl *ctl, GError **error);
gboolean so_ctl_hours_quiet (SoCtl *ctl, GError **error);
gboolean so_ctl_hours_week_start (SoCtl *ctl, GError **error);
gboolean so_ctl_stage (SoCtl *ctl, GError **error);
gboolean so_ctl_leads (SoCtl *ctl, GError **error);
gboolean so_ctl_lead_move (SoCtl *ctl, GError **error);
gboolean so_ctl_lead_history (SoCtl *ctl, GError **error);
gboolean so_ctl_lead_stats (SoCtl *ctl, GError **error);
gboolean so_ctl_senders (SoCtl *ctl, GError **error);
gboolean so_ctl_reply (SoCtl *ctl, GError **error);
gboolean so_ctl_propose (SoCtl *ctl, GError **error);
gboolean so_ctl_drafts (SoCtl *ctl, GError **error);
gboolean so_ctl_draft (SoCtl *ctl, GError **error);
gboolean so_ctl_approve (SoCtl *ctl, GError **error);
gboolean so_ctl_attach (SoCtl *ctl, GError **error);
gboolean so_ctl_detach (SoCtl *ctl, GError **error);
gboolean so_ctl_recall (SoCtl *ctl, GError **error);
gboolean so_ctl_send_again (SoCtl *ctl, GError **error);
gboolean so_ctl_sent_already (SoCtl *ctl, GError **error);
gboolean so_ctl_send_held (SoCtl *ctl, GError **error);
gboolean so_ctl_active_copy (SoCtl *ctl, GError **error);
gboolean so_ctl_edit (SoCtl *ctl, GError **error);
gboolean so_ctl_discard (SoCtl *ctl, GError **error);
gboolean so_ctl_undo (SoCtl *ctl, GError **error);
gboolean so_ctl_outbox (SoCtl *ctl, GError **error);
gboolean so_ctl_decisions (SoCtl *ctl, GError **error);
gboolean so_ctl_decision (SoCtl *ctl, GError **error);
gboolean so_ctl_account_add (SoCtl *ctl, GError **error);
gboolean so_ctl_account_list (SoCtl *ctl, GError **error);
gboolean so_ctl_account_check (SoCtl *ctl, GError **error);
gboolean so_ctl_account_sign_in (SoCtl *ctl, GError **error);
gboolean so_ctl_account_signature (SoCtl *ctl, GError **error);
gboolean so_ctl_account_token (SoCtl *ctl, GError **error);
gboolean so_ctl_account_skip (SoCtl *ctl, GError **error);
gboolean so_ctl_account_show (SoCtl *ctl, GError **error);
gboolean so_ctl_account_rename (SoCtl *ctl, GError **error);
gboolean so_ctl_account_pause (SoCtl *ctl, GError **error);
gboolean so_ctl_account_resume (SoCtl *ctl, GError **error);
gboolean so_ctl_account_test (SoCtl *ctl, GError **error);
gboolean so_ctl_account_remove (SoCtl *ctl, GError **error);
gboolean so_ctl_sync (SoCtl *ctl, GError **error);
gboolean so_ctl_ai_provider (SoCtl *ctl, GError **error);
gboolean so_ctl_ai_models (SoCtl *ctl, GError **error);
gboolean so_ctl_ai_test (SoCtl *ctl, GError **error);
gboolean so_ctl_ai_agent (SoCtl *ctl, GError **error);
gboolean so_ctl_ai_ask (SoCtl *ctl, GError **error);
gboolean so_ctl_ai_usage (SoCtl *ctl, GError **error);
gboolean so_ctl_ai_jobs (SoCtl *ctl, GError **error);
gboolean so_ctl_ai_run (SoCtl *ctl, GError **error);
gboolean so_ctl_ai_private (SoCtl *ctl, GError **error);
gboolean so_ctl_ai_embeddings (SoCtl *ctl, GError **error);
gboolean so_ctl_ai_analyse (SoCtl *ctl, GError **error);
gboolean so_ctl_ai_analysis (SoCtl *ctl, GError **error);
gboolean so_ctl_ai_accept (SoCtl *ctl, GError **error);
gboolean so_ctl_ai_dismiss (SoCtl *ctl, GError **error);
gboolean so_ctl_event (SoCtl *ctl, GError **error);
gboolean so_ctl_call_list (SoCtl *ctl, GError **error);
gboolean so_ctl_call_show (SoCtl *ctl, GError **error);
gboolean so_ctl_call_numbers (SoCtl *ctl, GError **error);
gboolean so_ctl_metrics (SoCtl *ctl, GError **error);
gboolean so_ctl_call_book (SoCtl *ctl, GError **error);
gboolean so_ctl_call_recordings (SoCtl *ctl, GError **error);

gboolean so_ctl_report_week (SoCtl *ctl, GError **error);
gboolean so_ctl_report_list (SoCtl *ctl, GError **error);
gboolean so_ctl_report_goals (SoCtl *ctl, GError **error);
gboolean so_ctl_transcribe (SoCtl *ctl, GError **error);
gboolean so_ctl_trial_list (SoCtl *ctl, GError **error);
gboolean so_ctl_trial_book (SoCtl *ctl, GError **error);
gboolean so_ctl_trial_state (SoCtl *ctl, GError **error);
gboolean so_ctl_trial_convert (SoCtl *ctl, GError **error);
gboolean so_ctl_task_list (SoCtl *ctl, GError **error);
gboolean so_ctl_task_add (SoCtl *ctl, GError **error);
gboolean so_ctl_task_from (SoCtl *ctl, GError **error);
gboolean so_ctl_task_due (SoCtl *ctl, GError **error);
gboolean so_ctl_task_done (SoCtl *ctl, GError **error);
gboolean so_ctl_task_reopen (SoCtl *ctl, GError **error);
gboolean so_ctl_task_remove (SoCtl *ctl, GError **error);
gboolean so_ctl_ai_classify (SoCtl *ctl, GError **error);
gboolean so_ctl_ai_score (SoCtl *ctl, GError **error);
gboolean so_ctl_mode (SoCtl *ctl, GError **error);
gboolean so_ctl_escalation (SoCtl *ctl, GError **error);
gboolean so_ctl_tell_mail (SoCtl *ctl, GError **error);
gboolean so_ctl_tell_text (SoCtl *ctl, GError **error);
gboolean so_ctl_ai_weights (SoCtl *ctl, GError **error);
gboolean so_ctl_room_list (SoCtl *ctl, GError **error);
gboolean so_ctl_room_add (SoCtl *ctl, GError **error);
gboolean so_ctl_room_set (SoCtl *ctl, GError **error);
gboolean so_ctl_room_remove (SoCtl *ctl, GError **error);
gboolean so_ctl_teacher_list (SoCtl *ctl, GError **error);
gboolean so_ctl_teacher_add (SoCtl *ctl, GError **error);
gboolean so_ctl_teacher_set (SoCtl *ctl, GError **error);
gboolean so_ctl_teacher_remove (SoCtl *ctl, GError **error);
gboolean so_ctl_teacher_days (SoCtl *ctl, GError **error);
gboolean so_ctl_class_list (SoCtl *ctl, GError **error);
gboolean so_ctl_class_add (SoCtl *ctl, GError **error);
gboolean so_ctl_class_set (SoCtl *ctl, GError **error);
gboolean so_ctl_class_remove (SoCtl *ctl, GError **error);
gboolean so_ctl_term_list (SoCtl *ctl, GError **error);
gboolean so_ctl_term_add (SoCtl *ctl, GError **error);
gboolean so_ctl_term_set (SoCtl *ctl, GError **error);
gboolean so_ctl_term_copy (SoCtl *ctl, GError **error);
gboolean so_ctl_term_remove (SoCtl *ctl, GError **error);
gboolean so_ctl_closure_list (SoCtl *ctl, GError **error);
gboolean so_ctl_closure_add (SoCtl *ctl, GError **error);
gboolean so_ctl_closure_set (SoCtl *ctl, GError **error);
gboolean so_ctl_closure_remove (SoCtl *ctl, GError **error);
gboolean so_ctl_schedule_week (SoCtl *ctl, GError **error);
gboolean so_ctl_schedule_show (SoCtl *ctl, GError **error);
gboolean so_ctl_schedule_add (SoCtl *ctl, GError **error);
gboolean so_ctl_schedule_move (SoCtl *ctl, GError **error);
gboolean so_ctl_schedule_cancel (SoCtl *ctl, GError **error);
gboolean so_ctl_schedule_restore (SoCtl *ctl, GError **error);
gboolean so_ctl_schedule_keep (SoCtl *ctl, GError **error);
gboolean so_ctl_schedule_touched (SoCtl *ctl, GError **error);
gboolean so_ctl_schedule_problem (SoCtl *ctl, GError **error);
gboolean so_ctl_schedule_apply (SoCtl *ctl, GError **error);
gboolean so_ctl_schedule_plan (SoCtl *ctl, GError **error);
gboolean so_ctl_schedule_conflicts (SoCtl *ctl, GError **error);
gboolean so_ctl_schedule_places (SoCtl *ctl, GError **error);
gboolean so_ctl_schedule_substitutes (SoCtl *ctl, GError **error);
gboolean so_ctl_schedule_ask (SoCtl *ctl, GError **error);
gboolean so_ctl_schedule_import (SoCtl *ctl, GError **error);
gboolean so_ctl_schedule_export (SoCtl *ctl, GError **error);
gboolean so_ctl_booking_list (SoCtl *ctl, GError **error);
gboolean so_ctl_booking_add (SoCtl *ctl, GError **error);
gboolean so_ctl_booking_cancel (SoCtl *ctl, GError **error);
gboolean so_ctl_booking_call (SoCtl *ctl, GError **error);
gboolean so_ctl_booking_waive (SoCtl *ctl, GError **error);
gboolean so_ctl_booking_accept (SoCtl *ctl, GError **error);
gboolean so_ctl_booking_offer (SoCtl *ctl, GError **error);
gboolean so_ctl_booking_enrol (SoCtl *ctl, GError **error);
gboolean so_ctl_booking_chain (SoCtl *ctl, GError **error);
gboolean so_ctl_booking_place (SoCtl *ctl, GError **error);
gboolean so_ctl_booking_suggest (SoCtl *ctl, GError **error);
gboolean so_ctl_booking_rules (SoCtl *ctl, GError **error);
gboolean so_ctl_credit_list (SoCtl *ctl, GError **error);
gboolean so_ctl_credit_add (SoCtl *ctl, GError **error);
gboolean so_ctl_knowledge_list (SoCtl *ctl, GError **error);
gboolean so_ctl_knowledge_add (SoCtl *ctl, GError **error);
gboolean so_ctl_knowledge_import (SoCtl *ctl, GError **error);
gboolean so_ctl_knowledge_remove (SoCtl *ctl, GError **error);
gboolean so_ctl_knowledge_versions (SoCtl *ctl, GError **error);
gboolean so_ctl_knowledge_restore (SoCtl *ctl, GError **error);
gboolean so_ctl_price_list (SoCtl *ctl, GError **error);
gboolean so_ctl_price_add (SoCtl *ctl, GError **error);
gboolean so_ctl_price_set (SoCtl *ctl, GError **error);
gboolean so_ctl_price_remove (SoCtl *ctl, GError **error);
gboolean so_ctl_template_list (SoCtl *ctl, GError **error);
gboolean so_ctl_template_add (SoCtl *ctl, GError **error);
gboolean so_ctl_template_set (SoCtl *ctl, GError **error);
gboolean so_ctl_template_remove (SoCtl *ctl, GError **error);
gboolean so_ctl_template_fill (SoCtl *ctl, GError **error);
gboolean so_ctl_templates (SoCtl *ctl, GError **error);
gboolean so_ctl_templates_use (SoCtl *ctl, GError **error);
gboolean so_ctl_question_list (SoCtl *ctl, GError **error);
gboolean so_ctl_question_answer (SoCtl *ctl, GError **error);
gboolean so_ctl_question_dismiss (SoCtl *ctl, GError **error);
gboolean so_ctl_redo (SoCtl *ctl, GError **error);
gboolean so_ctl_standing_list (SoCtl *ctl, GError **error);
gboolean so_ctl_standing_enable (SoCtl *ctl, GError **error);
gboolean so_ctl_standing_disable (SoCtl *ctl, GError **error);
gboolean so_ctl_standing_text (SoCtl *ctl, GError **error);
gboolean so_ctl_standing_dry_run (SoCtl *ctl, GError **error);
gboolean so_ctl_standing_pause (SoCtl *ctl, GError **error);
gboolean so_ctl_standing_resume (SoCtl *ctl, GError **error);
gboolean so_ctl_hours_show (SoCtl *ctl, GError **error);
gboolean so_ctl_hours_set (SoCtl *ctl, GError **error);
gboolean so_ctl_setup_status (SoCtl *ctl, GError **error);
gboolean so_ctl_sandbox (SoCtl *ctl, GError **error);
gboolean so_ctl_backup (SoCtl *ctl, GError **error);
gboolean so_ctl_restore (SoCtl *ctl, GError **error);
gboolean so_ctl_check (SoCtl *ctl, GError **error);
gboolean so_ctl_export (SoCtl *ctl, GError **error);
gboolean so_ctl_retention_list (SoCtl *ctl, GError **error);
gboolean so_ctl_retention_set (SoCtl *ctl, GError **error);
gboolean so_ctl_retention_run (SoCtl *ctl, GError **error);
gboolean so_ctl_erase (SoCtl *ctl, GError **error);
gboolean so_ctl_schedule_solve (SoCtl *ctl, GError **error);
gboolean so_ctl_schedule_check (SoCtl *ctl, GError **error);

G_END_DECLS
