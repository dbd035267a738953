/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-pull.h"

G_BEGIN_DECLS

/* What became of one account. */
typedef struct {
  SoAccount *account;    /* as it was before */
  guint received;
  gboolean more;         /* there is more to fetch */
  GError *error;         /* it also stands with the account; NULL where all went well */
} SoPulled;
void so_pulled_free (gpointer pulled);

/**
 * so_pull_all: pulls accounts once, each on a thread of its own, so that one that hangs delays no other. Those that are switched off are
 * left out.
 *
 * @account_id: only this one (also where it is switched off: SO_ERROR_CHANGE stands in its row); NULL: all. @most_ms: those that are not
 * done by then are cancelled; 0: they end when their servers do.
 *
 * Returns: an array of SoPulled; NULL where the studio could not be read, there is no such account, or @cancellable was cancelled.
 */
GPtrArray *so_pull_all (SoStudio *studio, const char *account_id, gint64 most_ms, GCancellable *cancellable, GError **error);

G_END_DECLS
