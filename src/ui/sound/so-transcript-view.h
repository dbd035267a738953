/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoTranscriptView: what was said in a call or a voice note, who said it and when, and who wrote it down. What is heard at the moment is marked; a segment that is pressed is
 * where the sound goes on. It hides itself where nothing was written down, and comes once something is.
 */
#define SO_TYPE_TRANSCRIPT_VIEW (so_transcript_view_get_type ())
G_DECLARE_FINAL_TYPE (SoTranscriptView, so_transcript_view, SO, TRANSCRIPT_VIEW, AdwBin)

GtkWidget *so_transcript_view_new (void);

/* @studio NULL: that of the window in which it is. @message_id: of the call or the voice note, NULL: nothing is shown. @sha256: its sound, NULL: nothing can be played, so
 * nothing is pressed. */
void so_transcript_view_set_message (SoTranscriptView *self, SoStudio *studio, const char *message_id, const char *sha256);

/* TRUE once it shows what was said: nobody has to write it down. */
gboolean so_transcript_view_has_words (SoTranscriptView *self);

G_END_DECLS
