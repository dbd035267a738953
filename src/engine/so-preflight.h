/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* "studio-os --check": whether a studio would start, told without starting it: the folder, the time zone, and all that so-health.h looks at. */

/* Lines "ok  Database: …", "note  …", "FAULT  …"; free with g_free(). *@good: FALSE where something does not work. Makes no folder and no
 * studio where there is none. Blocking. */
char *so_preflight_run (const char *folder, gboolean *good);

G_END_DECLS
