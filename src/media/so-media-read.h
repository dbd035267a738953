/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-sound.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* How long the media process may take: so many ms, and a twentieth of the sound that came; up to four times as long where the computer is so
 * busy that it is not let run. */
#define SO_MEDIA_GRACE 2500

/**
 * so_media_read: a stranger's recording, read by a process that can do nothing else. Blocks: call it in a worker thread.
 * @program: the path of studio-os-media
 * @fd: the file, borrowed; a regular file or a memfd. Nothing of it is read here.
 * @grace: SO_MEDIA_GRACE, in ms
 *
 * Whatever is in the file is no error: the answer has a verdict, and as much sound as could be read.
 *
 * Returns: (transfer full): NULL with SO_ERROR_REPORT where the process cannot be started, SO_ERROR_WAIT where there is not enough memory,
 *   and G_IO_ERROR_CANCELLED; the process is gone then too.
 */
SoSound *so_media_read (const char *program, int fd, guint grace, GCancellable *cancellable, GError **error);

/* How far it is, ten times a second, on the thread that reads: a sound without samples (pcm NULL), with the shape of what came; yours. */
typedef void (*SoMediaProgress) (SoSound *so_far, gpointer data);

/* The same, for whoever shows a long one while it is read. */
SoSound *so_media_read_shown (const char *program, int fd, guint grace, SoMediaProgress progress, gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
