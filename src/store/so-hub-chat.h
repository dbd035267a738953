/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-store.h"

G_BEGIN_DECLS

/* What the hub keeps of the chats on studios' websites, beside its events (so-hub-store.h): who visits, by a token of which only a hash is
 * here, and what is said, so that a page that is loaded again shows it, and an answer waits for who left. */

/* Makes the tables where there are none. */
gboolean so_hub_chat_prepare (SoHubStore *store, GError **error);

/* Somebody on a website. Free with so_hub_visit_free(). */
typedef struct {
  char *id;                /* as desktops know her */
  char *studio;
  char *chat;
  gint64 lines;            /* how many there are, which is the number of the last */
  gint64 seen_at;
} SoHubVisit;
void so_hub_visit_free (SoHubVisit *visit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubVisit, so_hub_visit_free)

/* A new one, where fewer than @most of the studio were seen since @since; else SO_ERROR_WAIT. *@token is told once and kept nowhere here. */
SoHubVisit *so_hub_visit_begin (SoHubStore *store, const char *studio, const char *chat, guint most, gint64 since, char **token, GError **error);
/* Whose token it is; SO_ERROR_SIGN_IN where it is nobody's (any more). */
SoHubVisit *so_hub_visit_find (SoHubStore *store, const char *chat, const char *token, GError **error);
gboolean so_hub_visit_touch (SoHubStore *store, const char *visit, GError **error);

typedef struct {
  gint64 n;                /* from 1 on, in the order in which they were stored */
  char *key;               /* what who wrote it calls it */
  gboolean answer;         /* of the studio */
  char *text;
  gint64 at;
  gint64 seen_at;          /* of an answer: when the visitor's page had it; 0: not yet */
} SoHubLine;
void so_hub_line_free (SoHubLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubLine, so_hub_line_free)

/* What a visitor wrote; the same key again adds nothing. *@n is its number. */
gboolean so_hub_chat_say (SoHubStore *store, const char *visit, const char *key, const char *text, gint64 at, gint64 *n, GError **error);
/* Those behind number @after, at most @most. */
GPtrArray *so_hub_chat_lines (SoHubStore *store, const char *visit, gint64 after, guint most, GError **error);
/* Answers up to number @n of which nobody was told yet that they were seen. */
GPtrArray *so_hub_chat_unseen (SoHubStore *store, const char *visit, gint64 n, GError **error);
gboolean so_hub_chat_mark_seen (SoHubStore *store, const char *visit, gint64 n, gint64 at, GError **error);

/* The studio's answer to @visit, which it calls @key: the line that it became, also where it was there already. SO_ERROR_GIVE_UP where there is
 * no such visit (any more), or the answer was withdrawn before it came. */
SoHubLine *so_hub_chat_answer (SoHubStore *store, const char *studio, const char *visit, const char *key, const char *text, GError **error);
/* *@line (yours): the answer that is called @key, NULL where it never came: then it will not be taken any more either, so that who asks knows. */
gboolean so_hub_chat_settle (SoHubStore *store, const char *studio, const char *key, SoHubLine **line, GError **error);

/* Whether the owner says that nobody is there. */
gboolean so_hub_chat_set_away (SoHubStore *store, const char *studio, gboolean away, GError **error);
gboolean so_hub_chat_is_away (SoHubStore *store, const char *studio, gboolean *away, GError **error);

/* Forgets who was not seen since @before, with all that was said, at most a few hundred at a time. */
gboolean so_hub_chat_sweep (SoHubStore *store, gint64 before, GError **error);

/* All of it, in a transaction of @to that has none of it yet. */
gboolean so_hub_chat_copy (SoHubStore *from, SoHubStore *to, GError **error);

G_END_DECLS
