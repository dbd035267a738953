/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file that is kept with a person; its bytes are in the store under their hash. Free with so_contact_file_free(). */
typedef struct {
  char *id, *contact_id, *sha256, *name, *mime;
  gint64 size, at;           /* bytes, ms */
} SoContactFile;

void so_contact_file_free (SoContactFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoContactFile, so_contact_file_free)

G_END_DECLS
