/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-settings.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What happens to messages on their way in. Blocking; only the holder of the lease calls this. */

/* What one question to a provider brought. Borrowed values. */
typedef struct {
  GPtrArray *updates;    /* SoUpdate */
  const char *next;      /* cursor */
  gboolean more;         /* there is another page */
  gboolean practice;     /* nobody wrote this */
} SoPage;

/* Messages, drafts for them and the new cursor in one transaction, so that what was fetched is never fetched again after a crash.
 * *@received grows with every new message; it may be read by another thread meanwhile (g_atomic_int_get()). */
gboolean so_pipeline_store (SoStudio *studio, const SoAccount *account, const SoPage *page, guint *received, GError **error);

/* The messages alone, in the caller's transaction. @heard takes ids of conversations in which somebody wrote (char *), for
 * so_pipeline_heard() once that is committed; @files what nobody may keep any more, for so_exchange_remove_files() then. */
gboolean so_pipeline_take (SoStudio *studio, SoDb *db, const SoAccount *account, const GPtrArray *updates, gboolean practice, GPtrArray *heard, GStrvBuilder *files,
                           guint *received, GError **error);
/* What other computers took in first and shared: what follows from it, where its account is of this computer. Ends early where *@stop is set (atomic). */
gboolean so_pipeline_follow (SoStudio *studio, const gint *stop, GError **error);
void so_pipeline_heard (SoStudio *studio, const GPtrArray *heard);

G_END_DECLS
