/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft-verbs.h"

G_BEGIN_DECLS

/* What the owner says of mails about urgent conversations (so-tell-mail.h). */

/* id: her address, to which a code is sent; "none": forgets the one there is. */
gboolean so_tell_mail_verb_ask (SoVerbCall *call, GError **error);
/* id: the code. From now on that address is hers, and mails go there while nobody uses the window. */
gboolean so_tell_mail_verb_confirm (SoVerbCall *call, GError **error);

/* id: a week; its report, which must be kept, goes to that address. */
gboolean so_tell_mail_verb_report (SoVerbCall *call, GError **error);

/* TRUE of a setting that is changed by so_tell_mail_save() only. */
gboolean so_tell_mail_has_setting (const char *key);
gboolean so_tell_mail_save (SoDb *db, const char *key, const char *value, GError **error);

G_END_DECLS
