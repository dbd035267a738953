/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* SoEntryNote: where it is said that something is done, with a button that takes it back: the preferences that stay open, or the window when its dialog is gone. Taken
 * before, for afterwards the page is not there any more. */
typedef struct _SoEntryNote SoEntryNote;

SoEntryNote *so_entry_note_new (GtkWidget *page);
/* @answer: of the verb: {"drafts", "tasks"}, which are said too; or anything else. */
void so_entry_note_done (SoEntryNote *note, const char *said, const char *answer);
void so_entry_note_free (SoEntryNote *note);

/* "Closure saved · 3 messages to approve · 1 task"; free with g_free(). */
char *so_entry_said_words (const char *said, const char *answer);

G_END_DECLS
