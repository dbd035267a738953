/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-assistant-settings.h"

G_BEGIN_DECLS

/* What the assistant's files share. */

#define SO_ASSISTANT_KEY "key"
/* Under which a provider's key stands in the key ring; free with g_free(). */
char *so_assistant_key_account (SoModelKind kind);

/* Says that private mode forbids @base. Always FALSE. */
gboolean so_assistant_fail_private (const char *base, GError **error);

G_END_DECLS
