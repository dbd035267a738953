/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-share-apply.h"
#include "so-share-tables.h"

G_BEGIN_DECLS

/* What the hub does not let this computer change (so-role.h), or could not take: it is as if it was never done here, but for a notice with the
 * hub's sentence (@op's answer), from which it can be done once more by who may. Nothing of it goes to quarantine: it was understood. */

/* A new row: it is removed again, and the notice keeps all of it. @val: JSON of its groups. What others say of it is read again (@link's again). */
gboolean so_share_refused_row (SoDb *db, SoShareLink *link, const SoShareOp *op, const char *val, GError **error);
/* A row that was removed for good here: it comes back with all that holds (@link's again). */
gboolean so_share_refused_gone (SoDb *db, SoShareLink *link, const SoShareOp *op, GError **error);
/* A group of fields: @mine was said, @theirs holds, or NULL. Nothing is said of what only the program works out. */
gboolean so_share_refused_tell (SoDb *db, const SoShareOp *op, const char *mine, const char *theirs, GError **error);
/* Of a merge, [{"t", "k", "g", "r": why}] at @refused; 0: none. What holds instead comes with the snapshot after it. */
gboolean so_share_refused_rows (SoDb *db, SoShareLink *link, SoJsonText *text, SoJsonPlace refused, GError **error);

/* A row that was refused is made once more, as a change that is new. */
gboolean so_share_refused_make_again (SoDb *db, const SoShareTable *table, const char *pk, const char *val, GError **error);

G_END_DECLS
