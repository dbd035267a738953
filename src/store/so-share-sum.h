/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-json-text.h"

G_BEGIN_DECLS

/**
 * A sum over all that holds, the same wherever it is made, in whatever order the rows come: of each table how many rows, and the hashes of all
 * groups laid over each other. Of one row come what it was made as, then its groups that changed since. A group in which there is nothing (NULL, 0
 * or '') counts as one of which nobody has said anything: of a row that an older version has made, nobody has.
 */
typedef struct _SoSyncSum SoShareSum;

SoShareSum *so_share_sum_new (void);
/* Whether the group at @val says nothing. */
gboolean so_share_is_nothing (SoJsonText *text, SoJsonPlace val);
void so_share_sum_free (SoShareSum *sum);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoShareSum, so_share_sum_free)

/* @val: JSON. */
gboolean so_share_sum_add (SoShareSum *sum, const char *tbl, const char *pk, const char *grp, const char *val, GError **error);
/* "contact 12 9f…\n" for each table, by name. Free with g_free(). */
char *so_share_sum_write (SoShareSum *sum);

G_END_DECLS
