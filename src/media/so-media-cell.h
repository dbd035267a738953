/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the media process still can do once it is locked in: read and write what is open, compute, and start threads of its own. */
typedef enum {
  SO_MEDIA_CELL_LIMITS = 1 << 0,     /* memory, time, no core file, nothing gained by exec */
  SO_MEDIA_CELL_CALLS = 1 << 1,      /* seccomp: no file, socket or process, and no new code */
  SO_MEDIA_CELL_FILES = 1 << 2,      /* landlock: no file, once more */
} SoMediaCell;

/* @seconds: after which the process ends whatever it does, and of processor time. For good; call it before any other thread is there.
 * Returns which of the walls stand: a kernel or a processor may not know one. */
SoMediaCell so_media_cell_lock (guint seconds);

G_END_DECLS
