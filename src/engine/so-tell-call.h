/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/* The mail to the owner about a call (so-tell-mail.h): who it was, and where she wants words in her mails also what was said and what it comes to. Free both. */
gboolean so_tell_call_write (SoStudio *studio, SoDb *db, const char *call_id, char **subject, char **text, GError **error);

G_END_DECLS
