/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft-verbs.h"
#include "so-tell-mail.h"

G_BEGIN_DECLS

/**
 * A text message to the owner's own telephone about what is urgent and escalated, and about nothing else, through an SMS account of the studio. It goes to that one number, which
 * she has confirmed with a code that was sent there, while nobody uses the window, at most SO_TELL_TEXT_HOUR an hour and SO_TELL_TEXT_DAY a day. Quiet hours let it pass, unless
 * what is urgent is to wait too (so-tell.h). Who wrote, and what, stands in it only where the words may be in mails to her. A demonstration sends none. Rows: so-alert-mails.h.
 */

#define SO_SETTING_TELL_TEXT "alert_text.on"                /* "1"; anything else is off */
#define SO_SETTING_TELL_TEXT_NUMBER "alert_text.number"     /* confirmed; E.164 */
#define SO_SETTING_TELL_TEXT_ASKED "alert_text.asked"       /* not confirmed yet: so-tell-code.h */
#define SO_SETTING_TELL_TEXT_SINCE "alert_text.since"       /* ms */

#define SO_TELL_TEXT_HOUR 4
#define SO_TELL_TEXT_DAY 12

/* As so_tell_mail_pass() and so_tell_mail_next(). */
gboolean so_tell_text_pass (SoStudio *studio, GError **error);
gboolean so_tell_text_next (SoStudio *studio, gboolean *more, gint64 *next, GError **error);
/* As so_tell_mail_sort(), of an SMS. */
SoTellMailSort so_tell_text_sort (SoDb *db, const SoIncoming *message);

/* id: her number, to which a code is sent; "none": forgets the one there is. */
gboolean so_tell_text_verb_ask (SoVerbCall *call, GError **error);
/* id: the code. From now on that number is hers, and it is switched on. */
gboolean so_tell_text_verb_confirm (SoVerbCall *call, GError **error);
/* One goes to that number now, to see whether it comes. */
gboolean so_tell_text_verb_try (SoVerbCall *call, GError **error);

/* TRUE of a setting that is changed by so_tell_text_save() only. */
gboolean so_tell_text_has_setting (const char *key);
gboolean so_tell_text_save (SoDb *db, const char *key, const char *value, GError **error);

G_END_DECLS
