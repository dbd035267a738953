/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"
#include "so-standing-kind.h"

G_BEGIN_DECLS

#define SO_DRY_RUN_DAYS 30
#define SO_DRY_RUN_EXAMPLES 100

/* One message that would have been answered. */
typedef struct {
  char *message_id, *thread_id, *contact_name;
  char *question;          /* a line of it */
  char *answer;
  gint64 at;
} SoDryRunExample;

/* What a standing approval would have done over the last days. Free with so_dry_run_free(). */
typedef struct {
  guint messages;          /* that customers wrote */
  guint fitting;           /* of the kind */
  guint answered;
  guint repeats;           /* not again: once per person and period */
  guint unknown;           /* nothing of the studio's own answers it */
  guint stopped;           /* by a rule, or several: */
  guint by_rule[16];       /* by SoNeverRule */
  GPtrArray *examples;     /* SoDryRunExample, the newest; at most SO_DRY_RUN_EXAMPLES */
} SoDryRun;
void so_dry_run_free (SoDryRun *run);

/* Reads only; the words as they are now, whether it is on or not. G_IO_ERROR_CANCELLED where it was stopped. */
SoDryRun *so_standing_dry_run (SoDb *db, SoStandingKind kind, gint64 now, GCancellable *cancellable, GError **error);

void so_studio_dry_run_async (SoStudio *studio, SoStandingKind kind, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
SoDryRun *so_studio_dry_run_finish (SoStudio *studio, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoDryRun, so_dry_run_free)

G_END_DECLS
