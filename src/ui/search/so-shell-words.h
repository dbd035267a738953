/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

#include "so-hit.h"

G_BEGIN_DECLS

/* What the desktop's own search is told of a hit. Pure. */

/* "message/THREAD/ID": enough to open it, also in a process that has not found it itself. Free with g_free(). */
char *so_shell_id_of (const SoHit *hit);
/* The way back: kind and ids alone; free with so_hit_free(). NULL where it is none of ours. */
SoHit *so_shell_id_parse (const char *id);

/* a{sv}: id, name, description, gicon. What customers wrote, and what is noted about them, stands in it only @with_text. Floating. */
GVariant *so_shell_meta (const SoHit *hit, gint64 now, gboolean with_text);

G_END_DECLS
