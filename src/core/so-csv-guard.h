/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "=HYPERLINK(…)" in a customer's name is text, not a command to the owner's spreadsheet: a cell that one would run gets a "'" in front. */

/* NULL gives "". Free with g_free(). */
char *so_csv_guard (const char *text);

/* The text that was guarded; a part of @cell. */
const char *so_csv_unguard (const char *cell);

G_END_DECLS
