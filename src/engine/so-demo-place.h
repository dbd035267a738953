/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/* Where demonstrations are: each kind in a folder of its own beside the studio, so that none touches another. */

/* $XDG_DATA_HOME/studio-os/demo of "dance", …/demo-salon of "salon"; free with g_free(). */
char *so_demo_folder (const char *kind);

/* Opens (or makes) the studio there. *@ready FALSE: it is still empty, call so_demo_fill_async(). SO_ERROR_GIVE_UP for a kind that
 * there is none of; SO_ERROR_CHANGE where somebody's own studio is in that folder, which stays as it is. Quick. */
SoStudio *so_demo_open (const char *kind, gboolean *ready, GError **error);

#define SO_DEMO_WEEKS 8
#define SO_DEMO_SEED 1

G_END_DECLS
