/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/**
 * Other programs of the same user tell of calls on the session bus: what `studioctl event` takes, where the program runs anyway or is started by the bus, without a window. At the
 * application's path, with "/Calls" behind it:
 *
 *     org.studioos.Calls.Event (s json) → (s id)
 *
 * An error is a sentence, and nothing of what was told is kept then. It goes into the studio of the window in front, else into the one that opens by itself.
 */
typedef struct _SoCallBus SoCallBus;

SoCallBus *so_call_bus_new (GtkApplication *application);
void so_call_bus_free (SoCallBus *bus);
gboolean so_call_bus_export (SoCallBus *bus, GDBusConnection *connection, const char *path, GError **error);
void so_call_bus_unexport (SoCallBus *bus, GDBusConnection *connection);

/* `studio-os --event`: one event on standard input, into the studio in @folder. An exit status; says on standard error what is wrong. */
int so_call_bus_read_input (const char *folder);

G_END_DECLS
