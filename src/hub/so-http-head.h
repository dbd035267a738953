/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The head of a request and the frame of its body, read more strictly than any server needs to: what two programs in a row (a proxy and
 * a server) could read in two ways is refused. Pure; no bytes are kept. */

#define SO_HTTP_HEAD_MOST_BYTES (16 * 1024)
#define SO_HTTP_HEAD_MOST_LINES 100

typedef struct {
  gsize size;             /* of the head with its empty line */
  char *path;             /* as sent, without the query */
  gboolean chunked;
  guint64 content_length; /* 0 where chunked, or where there is no body */
} SoHttpHead;
void so_http_head_clear (SoHttpHead *head);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SoHttpHead, so_http_head_clear)

/* 0: @head is filled; SO_HTTP_HEAD_MORE: it is not whole yet; otherwise the status to refuse with (400, 414, 431, 501, 505).
 * *@seen: how far it was looked at, 0 before the first call with these bytes, so that a head that drips in is not read again and again. */
#define SO_HTTP_HEAD_MORE 1
guint so_http_head_parse (const char *data, gsize length, gsize *seen, SoHttpHead *head);

typedef struct {
  int state;
  guint digits;
  guint64 left;           /* of the body, or of the chunk */
  guint64 bytes;          /* of the body so far, without its frame */
} SoHttpBody;
void so_http_body_begin (SoHttpBody *body, const SoHttpHead *head);
/* TRUE where nothing (more) belongs to the body. */
gboolean so_http_body_is_over (const SoHttpBody *body);
/* How many of these bytes belong to the request; -1 where the frame is wrong. */
gssize so_http_body_feed (SoHttpBody *body, const char *data, gsize length);

G_END_DECLS
