/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The pages of a list that were read, as two numbers that a cursor can carry: enough to notice a server that sends round in circles, before it is asked for ever. Pure. */
typedef struct {
  guint n;       /* pages */
  guint mark;    /* hash of one of them: of the first, second, fourth, eighth … */
} SoPageTrail;

/* @next: what the server calls the next page. TRUE: it was read already; at the latest after three times round. Otherwise it is noted. */
gboolean so_page_trail_is_round (SoPageTrail *trail, const char *next);
/* "N:MARK", and back; what makes no sense is no page. */
char *so_page_trail_write (const SoPageTrail *trail);
SoPageTrail so_page_trail_read (const char *text);

G_END_DECLS
