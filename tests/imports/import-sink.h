/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-import.h"

/* A sink that keeps everything it is given, and a few lines to run an import on text. */
typedef struct {
  SoImportSink sink;
  GPtrArray *messages;    /* SoIncoming */
  GArray *positions;      /* guint64, one for each message */
  GPtrArray *cards;       /* SoCard */
  GPtrArray *skipped;     /* "where: why" */
  GHashTable *files;      /* SHA-256 → GBytes */
  guint asked;            /* who_is_me() calls */
  const char *me;         /* its answer */
  GCancellable *cancellable;
  guint cancel_after;     /* messages; 0: never */
  gboolean fail_files;    /* the disk is full */
} TestSink;

TestSink *test_sink_new (void);
void test_sink_free (TestSink *sink);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestSink, test_sink_free)

/* A file of a temporary folder with @length bytes (-1: a string); free the name. */
char *test_file (const char *name, const char *data, gssize length);
/* A zip of strings: name, text, …, NULL. */
char *test_zip_of (const char *name, ...) G_GNUC_NULL_TERMINATED;
/* An empty folder beside them; it all goes when the program ends. */
char *test_folder (const char *name);

gboolean test_run (TestSink *sink, const char *path, SoImportKind kind, GError **error);
gboolean test_run_source (TestSink *sink, const SoImportSource *source, GError **error);

SoIncoming *test_message (TestSink *sink, guint i);
SoPart *test_part (TestSink *sink, guint message, guint part);
/* "2019-08-08T11:25:00Z" of a message. */
char *test_time (TestSink *sink, guint i);
/* All remote ids, a line each. */
char *test_ids (TestSink *sink);
