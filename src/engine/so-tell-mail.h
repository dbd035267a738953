/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-incoming.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * A short mail to the owner's own address when a lead is hot or a conversation is escalated, through a mail account of the studio. It goes to that one
 * address, which she has confirmed with a code that was sent there, and to no other; at most one an hour about a conversation and SO_TELL_MAIL_MOST a day.
 * Of calls she can have one each, and of weekly reports, whenever they come and wherever she is, with what is known of it.
 * What is imported, in a demonstration, or in a folder that was copied, causes none. Each is a row of so-alert-mails.h.
 */

#define SO_SETTING_TELL_MAIL "alert_mail.when"              /* "away", "always"; anything else is off */
#define SO_SETTING_TELL_MAIL_TEXT "alert_mail.text"         /* "1": with the words of the message */
#define SO_SETTING_TELL_MAIL_ADDRESS "alert_mail.address"   /* confirmed; as a mail server takes it */
#define SO_SETTING_TELL_MAIL_ASKED "alert_mail.asked"       /* not confirmed yet: so-tell-code.h */
#define SO_SETTING_TELL_MAIL_SINCE "alert_mail.since"       /* ms: what was before she wanted to be told is no news */

#define SO_SETTING_TELL_MAIL_CALLS "alert_mail.calls"       /* "missed": and voicemails; "all": that came in. Anything else is none */
#define SO_SETTING_TELL_MAIL_CALLS_SINCE "alert_mail.calls_since"   /* ms */

#define SO_SETTING_TELL_MAIL_REPORT "alert_mail.report"     /* "1": the newest weekly report, once */
#define SO_SETTING_TELL_MAIL_REPORT_SINCE "alert_mail.report_since"   /* ms */

#define SO_TELL_MAIL_MOST 20
#define SO_TELL_MAIL_CODES_HOUR 4   /* whoever types whose address: no mailbox is to be filled with codes */
#define SO_TELL_MAIL_CODES_DAY 12
#define SO_TELL_MAIL_AWAY_SECONDS 300

/* Writes down what she is to be told of; before so_tell_take(), which says that she was told. Nothing during quiet hours. Only the holder of the lease calls these. */
gboolean so_tell_mail_pass (SoStudio *studio, GError **error);
/* Sends the next one that is due; *@more: there was one. */
gboolean so_tell_mail_next (SoStudio *studio, gboolean *more, gint64 *next, GError **error);
/* Asks of those that may have been sent whether they were. None of them ever goes a second time. */
gboolean so_tell_mail_reconcile (SoStudio *studio, GError **error);

/* What a mail that came, or was found among those sent, has to do with these. */
typedef enum {
  SO_TELL_MAIL_OTHER,       /* nothing */
  SO_TELL_MAIL_KEPT,        /* by the owner: stored, but nobody's first word */
  SO_TELL_MAIL_OURS,        /* one of these itself, or her answer to it: not stored */
} SoTellMailSort;

/* In the transaction that stores what came; @own as from so_tell_mail_own(). */
SoTellMailSort so_tell_mail_sort (SoDb *db, const char *own, const SoIncoming *message);
/* What so_tell_mail_sort() has to know: NULL where there never was such a mail. Free with g_free(). */
char *so_tell_mail_own (SoDb *db);

G_END_DECLS
