/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an answer that goes by itself may hold. Pure. */

/* FALSE where @reply (NULL: nothing yet) has a gap in {braces}, a link to a host not in @links, or an amount or a
 * telephone number that stands in none of @own_data. Both NULL-terminated, or NULL. */
gboolean so_never_reply_is_checked (const char *reply, const char *const *own_data, const char *const *links);

/* TRUE where it has four words or more in a row from one of @internal. */
gboolean so_never_reply_quotes (const char *reply, const char *const *internal);

G_END_DECLS
