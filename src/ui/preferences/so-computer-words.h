/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-computer.h"

G_BEGIN_DECLS

/* The studio's computers as people read of them. Pure. */

/* "Teacher · Seen 3 minutes ago", "Owner · This computer". Free with g_free(). */
char *so_computer_words (const SoComputer *member, gint64 now);
/* "Reads, ticks off tasks, writes notes and tags": what a role may. */
const char *so_computer_words_role (SoRole role);

G_END_DECLS
