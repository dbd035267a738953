/* SPDX-License-Identifier: MIT */
#include "so-contact-file.h"

void
so_contact_file_free (SoContactFile *file)
{
  if (!file)
    return;
  g_free (file->id);
  g_free (file->contact_id);
  g_free (file->sha256);
  g_free (file->name);
  g_free (file->mime);
  g_free (file);
}
