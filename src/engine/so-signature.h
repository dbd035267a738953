/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-db.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What stands below the owner's mails: the setting "signature" of an account. It is put into a draft when that begins, so that it is seen,
 * may be changed, and is part of what is approved; nothing is added on the way out. */

/* Of the account of a conversation; NULL where there is none, or it is no mail. Free with g_free(). */
char *so_signature_find (SoDb *db, const char *thread_id);

/* @text with it below, after the line of RFC 3676, section 4.3; as it is where @signature is NULL. Pure; free with g_free(). */
char *so_signature_append (const char *text, const char *signature);

/* What an empty answer begins with: "", or the signature below two empty lines. Short read; free with g_free(). */
char *so_studio_dup_blank (SoStudio *studio, const char *thread_id);

G_END_DECLS
