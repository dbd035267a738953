/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A new UUIDv7 (RFC 9562, section 5.7): sorts by the time it was made. Free with g_free(). */
char *so_id_new (void);

/* Ids that this thread makes from now on follow from @seed, so that a demo is the same every time; 0: they are
 * new again. */
void so_id_seed (guint64 seed);

/* The id of something that another service named: the same parts give the same id on every
 * computer, so that a message that arrives twice is one row. UUIDv8 form. Free with g_free(). */
char *so_id_derive (const char *scope, const char *name);

G_END_DECLS
