/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SoDeadline: a GCancellable that is cancelled when time is over, or when another one is. Blocking I/O knows only time-outs of a
 * single read: a server that sends one byte every ten seconds would hold a thread for ever.
 */
typedef struct _SoDeadline SoDeadline;

/* @outer may be NULL. Free with so_deadline_free() on the same thread. */
SoDeadline *so_deadline_new (guint seconds, GCancellable *outer);
void so_deadline_free (SoDeadline *deadline);
GCancellable *so_deadline_get_cancellable (SoDeadline *deadline);
/* From now on there are @seconds again; too late where it is over already. */
void so_deadline_restart (SoDeadline *deadline, guint seconds);
/* TRUE where it was time that cancelled it. */
gboolean so_deadline_is_over (SoDeadline *deadline);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoDeadline, so_deadline_free)

G_END_DECLS
