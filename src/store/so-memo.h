/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* What was worked out of rows that hundreds of messages of one transaction need: the price list, the settings. It is kept with the
 * transaction and forgotten with it, and as soon as a row of its tables changes. */

/* Borrowed until then, so who changes something takes a reference first; NULL: not kept. */
gpointer so_memo_get (SoDb *db, const char *name);

/* @name and @tables (NULL-terminated) have to stay as long as the program. Takes @value; returns it, borrowed. */
gpointer so_memo_put (SoDb *db, const char *name, const char *const *tables, gpointer value, GDestroyNotify free);

G_END_DECLS
