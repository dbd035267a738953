/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* Short mails to the owner's own address when a conversation needs her: what is to go, what became of it, and what did not go and why. A row is
 * written before anything leaves and moves only as below, so that a mail never goes twice:
 *   waiting → sending → sent, failed, unknown (may have been sent: sent or failed once the provider has said), or back to waiting where it surely was not taken;
 *   waiting → skipped. */

typedef struct {
  char *id;                  /* also the tag of its attempts */
  char *thread_id;           /* NULL: it brings a code or a report */
  char *call_id;             /* the call that it is about, or NULL */
  char *report;              /* the week of which it brings the report ("2026-W47"), or NULL */
  char *reason;              /* "hot", "escalated", "call", "code", "report", "report-asked" */
  char *address;
  char *state;
  char *detail;              /* or NULL */
  char *account_id;          /* or NULL */
  guint attempts;
  gint64 not_before;         /* ms, as all below */
  gint64 created_at, started_at, finished_at;
} SoAlertMail;

void so_alert_mail_free (SoAlertMail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoAlertMail, so_alert_mail_free)

/* A new one, which is waiting, or was "skipped" where @why says so. Its id: yours. */
char *so_alert_mail_add (SoDb *db, const char *thread_id, const char *reason, const char *address, const char *why, GError **error);

/* The oldest one that waits and is due; NULL without an error where there is none, then *@next is when the next one is (ms, 0: never). */
SoAlertMail *so_alert_mail_due (SoDb *db, gint64 now, gint64 *next, GError **error);
gboolean so_alert_mail_skip (SoDb *db, const char *id, const char *why, GError **error);
/* Those below fail where it is in another state than they come from. */
gboolean so_alert_mail_claim (SoDb *db, const char *id, const char *account_id, GError **error);
gboolean so_alert_mail_finish (SoDb *db, const char *id, const char *state, const char *detail, GError **error);
gboolean so_alert_mail_again (SoDb *db, const char *id, gint64 not_before, const char *detail, GError **error);
/* Who sends finds in "sending" only what one that died left: nobody knows whether it went. */
gboolean so_alert_mail_recover (SoDb *db, guint *unknown, GError **error);

/* Newest first, at most @limit; @state NULL: all. SoAlertMail. */
GPtrArray *so_alert_mail_list (SoDb *db, const char *state, guint limit, GError **error);
/* How many were to go since @since, a skipped one not counted. */
guint so_alert_mail_count (SoDb *db, gint64 since);
/* The same of those that bring a code. */
guint so_alert_mail_count_codes (SoDb *db, gint64 since);

/* What the owner is to be told of by mail: ids of open conversations that wait for an answer and whose customer wrote after @since (ms), which were escalated and
 * of which she was not told, or whose person's score is @hot. One that had a mail within the last hour, or one for the same reason, is not among them. */
typedef struct {
  char *thread_id;
  gboolean escalated;        /* FALSE: only hot */
} SoAlertNeed;
GPtrArray *so_alert_mail_needs (SoDb *db, gint64 since, gint64 now, int hot, GError **error);
/* It still waits for an answer. */
gboolean so_alert_mail_is_needed (SoDb *db, const char *thread_id);

/* Ids of calls that came in after @since (ms), of which she has no mail yet and in which nothing more is expected to be read: what was said was, or it is a quarter of an hour ago;
 * of a missed one two minutes. @all FALSE: only missed ones and voicemails. */
GStrv so_alert_mail_calls (SoDb *db, gint64 since, gint64 now, gboolean all, GError **error);
/* As so_alert_mail_add(), about a call of that conversation. */
char *so_alert_mail_add_call (SoDb *db, const char *thread_id, const char *call_id, const char *address, const char *why, GError **error);

/* As so_alert_mail_add(), with the report of the week @label. @asked: she wanted this one now, whatever is switched on ("report-asked"). */
char *so_alert_mail_add_report (SoDb *db, const char *label, const char *address, gboolean asked, GError **error);
/* One with that report has not left yet. */
gboolean so_alert_mail_brings_report (SoDb *db, const char *label);
/* TRUE where there was one with that report, whatever became of it. */
gboolean so_alert_mail_has_report (SoDb *db, const char *label);

/* TRUE of a Message-ID ("ID@studio.example") that one of these mails has. */
gboolean so_alert_mail_is_ours (SoDb *db, const char *message_id);

/* The same for text messages to her own telephone, rows of which no function above but those that move one knows: reasons "sms-code", "sms-urgent", "sms-try";
 * @address is the number, and of one that was sent @detail is what the provider calls it. */
SoAlertMail *so_alert_text_due (SoDb *db, gint64 now, gint64 *next, GError **error);
GPtrArray *so_alert_text_list (SoDb *db, guint limit, GError **error);
guint so_alert_text_count (SoDb *db, gint64 since);
/* Ids of conversations that wait, are urgent, were escalated after @since (ms) and of which none was written down since they were. */
GStrv so_alert_text_needs (SoDb *db, gint64 since, GError **error);
/* TRUE of one that left for @number with the provider's @remote_id, or that may have. */
gboolean so_alert_text_is_ours (SoDb *db, const char *remote_id, const char *number);

G_END_DECLS
