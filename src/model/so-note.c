/* SPDX-License-Identifier: MIT */
#include "so-note.h"

void
so_note_free (SoNote *note)
{
  if (!note)
    return;
  g_free (note->id);
  g_free (note->contact_id);
  g_free (note->text);
  g_free (note->author);
  g_free (note);
}
