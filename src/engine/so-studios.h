/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-profile.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The studios of this computer: each is a folder of its own, and knows of no other. Nothing is opened, upgraded or written by looking at them. */

typedef struct {
  char *folder;
  char *name;            /* NULL: nobody has set it up yet, or it cannot be read */
  char *kind;            /* "dance"; NULL the same */
  gboolean demo;         /* it can never send */
  gboolean damaged;      /* it cannot be read */
} SoStudioPlace;
void so_studio_place_free (gpointer place);

/* SoStudioPlace by their names: those below $XDG_DATA_HOME/studio-os, and of @others (folders; may be NULL) that there still are. Blocking. */
GPtrArray *so_studios_list (const char *const *others);
void so_studios_list_async (const char *const *others, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *so_studios_list_finish (GAsyncResult *result, GError **error);

/* A folder below $XDG_DATA_HOME/studio-os in which there is nothing yet. Free with g_free(). */
char *so_studios_dup_new_folder (void);
/* Without ".." and links: the same studio has one name. Free with g_free(). */
char *so_studios_dup_real (const char *folder);

G_END_DECLS
