/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* One account is asked for what is new. */
typedef struct {
  guint received;      /* messages; grows meanwhile, so that another thread may show it (g_atomic_int_get()) */
  gboolean more;       /* there is more to fetch: come again soon */
  gint64 delay;        /* after a failure: ms until it is worth another try */
} SoPull;

/**
 * so_pull: pulls @account once: page for page, each stored before the next is asked for, then files that its messages name.
 *
 * @failures: how often in a row it has failed so far. What the provider says against it is kept with the account, with when it is tried
 * again, and returned; the other accounts have nothing to do with it. G_IO_ERROR_CANCELLED where @cancellable was: what was stored stays,
 * and nothing is said against the account. Blocking; only the holder of the lease calls this, on any thread.
 */
gboolean so_pull (SoStudio *studio, const SoAccount *account, guint failures, SoPull *pull, GCancellable *cancellable, GError **error);

G_END_DECLS
