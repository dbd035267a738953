/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/**
 * SQL that somebody writes themselves, over a few views of the studio (so-views.h), and nothing else: a connection of its own that can only read, on which only these
 * views may be named, only harmless functions called, and nothing changed, attached or loaded. What is a secret, how the studio is set up, and what is sensitive
 * about people is in none of them.
 */
typedef struct {
  GTimeZone *zone;         /* by whose clock the views say when something was */
  const char *currency;    /* "EUR": of amounts in the views */
  guint most_rows;         /* no more are read */
  guint seconds;           /* it is stopped after that long */
  GCancellable *cancellable;
} SoAsk;

typedef enum { SO_CELL_NULL, SO_CELL_NUMBER, SO_CELL_TEXT } SoCellKind;
/* @text: valid UTF-8, "" of NULL; numbers with a point in every language. Borrowed until the row ends. */
typedef struct {
  SoCellKind kind;
  const char *text;
} SoCell;
/* FALSE with an error stops it. @row: from 0; names come with each row, which is NULL once if there is none (@cells NULL). */
typedef gboolean (*SoAskRow) (const char *const *names, const SoCell *cells, guint n, gpointer data, GError **error);

/* Blocking, on any thread. *@more: there were rows beyond @most_rows. SO_ERROR_CHANGE says what is wrong with @sql in a sentence; G_IO_ERROR_CANCELLED. */
gboolean so_db_ask (SoStore *store, const char *sql, const SoAsk *how, SoAskRow row, gpointer data, gboolean *more, GError **error);
/* All of one view, by its name. */
gboolean so_db_ask_view (SoStore *store, const char *view, const SoAsk *how, SoAskRow row, gpointer data, gboolean *more, GError **error);

G_END_DECLS
