/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-batches.h"
#include "so-contacts.h"
#include "so-import.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Import and export. An import triggers nothing: no notification, no draft, no unread. */

typedef struct {
  SoBatch *batch;          /* counts; id NULL in a preview */
  GPtrArray *skipped;      /* char* pairs: where, why, where, why… (at most 10,000 are listed) */
  GPtrArray *sample;       /* SoIncoming: the first 10 messages (preview only) */
  GPtrArray *cards;        /* SoCard: the first 10 people (preview only) */
  GStrv names;             /* who took part, where the owner has to say who is "me"; or NULL */
  SoImportKind kind;
  GPtrArray *columns;      /* SoImportColumn of a table, with what each was taken for; or NULL */
  gboolean no_people;      /* none of the columns names anybody: nothing was read (preview only) */
  guint64 fates[SO_N_CARD_FATES];   /* people of each SoCardFate (preview only) */
  GArray *card_fates;      /* SoCardFate of each of cards */
  GPtrArray *same;         /* char* pairs: where, whom it completes or repeats (preview only; at most 1,000) */
  guint64 bare;            /* numbers without a country while none is known */
} SoExchangeReport;
void so_exchange_report_free (SoExchangeReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoExchangeReport, so_exchange_report_free)

/* Called on the worker thread; @total 0 if unknown. */
typedef void (*SoExchangeProgress) (guint64 done, guint64 total, guint64 messages, gpointer user_data);

typedef struct {
  const char *path;
  const char *const *more_paths;   /* further files of the same import; or NULL */
  SoImportKind kind;               /* UNKNOWN: detected */
  const char *const *me;           /* or NULL */
  const char *const *map;          /* what columns of a table are, "HEADING=phone" or "#3=out", over what was said before; or NULL */
  const char *country;             /* of numbers without one, for this import; NULL: the studio's */
  gboolean dry_run;                /* preview: nothing is stored */
  SoExchangeProgress progress;     /* or NULL */
  gpointer progress_data;
} SoExchangeImport;

/* Blocking. An import that was cancelled or cut off goes on where it stopped when called again. */
SoExchangeReport *so_exchange_import (SoStudio *studio, const SoExchangeImport *what, GCancellable *cancellable, GError **error);
gboolean so_exchange_undo (SoStudio *studio, const char *batch_id, SoBatch *counts, GError **error);

/* The same on a thread of its own (a long import never holds up verbs); strings are copied. Progress comes on the main thread. */
void so_exchange_import_async (SoStudio *studio, const SoExchangeImport *what, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
SoExchangeReport *so_exchange_import_finish (SoStudio *studio, GAsyncResult *result, GError **error);
void so_exchange_undo_async (SoStudio *studio, const char *batch_id, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
gboolean so_exchange_undo_finish (SoStudio *studio, GAsyncResult *result, GError **error);

/* Erases a person for good: content of their messages, names, notes, drafts, and the files that only they had. */
gboolean so_exchange_erase (SoStudio *studio, const char *contact_id, GError **error);
/* Takes what is erased from the disk, by hash; NULL: nothing. */
gboolean so_exchange_remove_files (SoStore *store, GStrv files, GError **error);
/* Whom another computer of the studio has erased: here, too. */
gboolean so_exchange_erase_shared (SoStudio *studio, GError **error);

/* Everything in open formats into the new or empty folder @folder: studio.db, CSV, mbox, vCard, files. */
gboolean so_exchange_export (SoStudio *studio, const char *folder, GCancellable *cancellable, GError **error);

G_END_DECLS
