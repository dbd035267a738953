/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-exchange.h"

G_BEGIN_DECLS

/* An import as it is stored: in transactions of some hundred messages, each of which also moves the
 * position of its batch. Whatever happens, what is committed and where to go on agree. */
typedef struct _SoExchangeSink SoExchangeSink;

/* Where an import of several files stands: which one, and how far in it. */
typedef struct {
  guint file;
  guint64 at;      /* mbox: byte; else how many messages and people were read */
} SoExchangePlace;

guint64 so_exchange_place_pack (SoExchangePlace place);
SoExchangePlace so_exchange_place_unpack (guint64 packed);

/* @report gets counts, skipped items and names. Both are borrowed. */
SoExchangeSink *so_exchange_sink_new (SoStudio *studio, const SoExchangeImport *what, SoExchangeReport *report);
void so_exchange_sink_free (SoExchangeSink *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoExchangeSink, so_exchange_sink_free)

/* A batch that begins with the first transaction; or goes on with @batch_id at @place. Strings are borrowed. */
void so_exchange_sink_begin (SoExchangeSink *self, const char *kind, const char *path, const char *fingerprint, const char *batch_id,
                             SoExchangePlace place);

/* The sink for file number @place.file, which goes on at @place.at. */
SoImportSink *so_exchange_sink_open (SoExchangeSink *self, SoImportKind kind, SoExchangePlace place);

/* Commits what is open and closes the batch as @state. Not cancellable. */
gboolean so_exchange_sink_end (SoExchangeSink *self, const char *state, GError **error);
/* Rolls back what is open. */
void so_exchange_sink_abandon (SoExchangeSink *self);

/* NULL while nothing was committed. */
const char *so_exchange_sink_get_batch (SoExchangeSink *self);
/* TRUE if it was the store that failed, and not the source. */
gboolean so_exchange_sink_failed (SoExchangeSink *self);

G_END_DECLS
