/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an owner typed, as SQLite's full-text index understands it. Pure. */
typedef struct {
  char *match;         /* FTS5 expression; never NULL */
  gint64 after;        /* ms, or G_MININT64 */
  gint64 before;       /* ms (exclusive), or G_MAXINT64 */
  gboolean open, done, unread, starred;   /* only of conversations that are */
  int only;            /* SoHitKind, or -1: all kinds */
  const char *stage;   /* nick of the stage in which the person must be, or NULL */
  GPtrArray *tags;     /* char*: folded names that must be there */
  GPtrArray *words;    /* char*: folded beginnings of words, for marking what matched */
} SoSearchQuery;

/* NULL where there is nothing to search for. */
SoSearchQuery *so_search_query_parse (const char *text, GTimeZone *zone);
void so_search_query_free (SoSearchQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoSearchQuery, so_search_query_free)

/* Only words and phrases, no operators: an FTS5 expression, or NULL. Free with g_free(). */
char *so_search_query_words (const char *text);

/* Whether any of the words that are looked for begins a word of @text (NULL: no), and whether all of them do. */
gboolean so_search_query_is_in (const SoSearchQuery *query, const char *text);
gboolean so_search_query_all_in (const SoSearchQuery *query, const char *text);

/* A line of @text around the first match, with the matches between U+2068 and U+2069. Free with g_free(). */
char *so_search_query_snippet (const SoSearchQuery *query, const char *text, guint chars);

G_END_DECLS
