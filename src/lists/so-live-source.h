/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-call-entry.h"
#include "so-lead.h"
#include "so-log-entry.h"
#include "so-threads.h"

G_BEGIN_DECLS

/* What a live list shows: which rows, in which order, and how one is read. A plain value that a
 * worker thread gets a copy of. */

typedef enum {
  SO_SOURCE_THREADS,
  SO_SOURCE_MESSAGES,
  SO_SOURCE_CONTACTS,
  SO_SOURCE_DRAFTS,
  SO_SOURCE_KNOWLEDGE,
  SO_SOURCE_PRICES,
  SO_SOURCE_TEMPLATES,
  SO_SOURCE_QUESTIONS,     /* that are open */
  SO_SOURCE_LOG,           /* of decisions */
  SO_SOURCE_LEADS,         /* of one column of the board */
  SO_SOURCE_CALLS,
} SoSourceKind;

typedef struct {
  SoSourceKind kind;
  SoThreadFilter filter;
  char *thread_id;
  char *contact_id;
  char *query;
  guint states;
  gboolean by_change;      /* drafts: those that changed last first */
  SoLogFilter log;         /* its strings are contact_id and query */
  SoStage stage;
  SoLeadFilter lead;       /* its strings are query and the three below */
  char *came_by, *temperature, *tag;
  SoCallLogFilter calls;   /* its string is query */
} SoLiveSource;

SoLiveSource *so_live_source_copy (const SoLiveSource *source);
void so_live_source_free (SoLiveSource *source);

/* TRUE where a limit is kept: as many as that may not be all. */
gboolean so_live_source_is_paged (const SoLiveSource *source);
/* FALSE where even the first rows may have to be looked for among all: not while a frame waits. */
gboolean so_live_source_begins_at_once (const SoLiveSource *source);
/* @limit 0: all. Lists that are read from their end ignore it. */
GArray *so_live_source_numbers (const SoLiveSource *source, SoDb *db, guint limit, GError **error);
gpointer so_live_source_load (const SoLiveSource *source, SoDb *db, gint64 n);
/* A row whose value cannot be read (the disk failed): shown empty rather than not at all. */
gpointer so_live_source_blank (const SoLiveSource *source);
GDestroyNotify so_live_source_get_free (const SoLiveSource *source);
/* The number of the row with this id, -1 if there is none. */
gint64 so_live_source_find (const SoLiveSource *source, SoDb *db, const char *id);
/* The SoChanged bits after which it has to be read again. */
guint so_live_source_get_bits (const SoLiveSource *source);
/* TRUE where a row takes more than a glance to read: many of them are read anew between frames. */
gboolean so_live_source_is_slow (const SoLiveSource *source);
/* Those after which only what its rows show is another: a person's newest message moves nobody in a list by name. */
guint so_live_source_get_value_bits (const SoLiveSource *source);

G_END_DECLS
