/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who may send for a studio: exactly one process at a time. A lock on a file, because the system lets it
 * go when its holder dies, however it dies. */

/* The lease as a file descriptor, or -1: SO_ERROR_WAIT where another has it. */
int so_lease_take (const char *folder, GError **error);
void so_lease_give_back (int lease);

G_END_DECLS
