/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"
#include "so-transcript.h"

G_BEGIN_DECLS

/* What was said in calls and voice notes. It is found by a search as the words of its message. */

/* Stores @transcript for the message @message_id, which need not be there yet. The same source and remote id is the same transcript, and its newest words hold; one that
 * was forgotten does not come back. @host: where the sound was sent to, NULL: nowhere. */
gboolean so_transcript_put (SoDb *db, const char *message_id, const SoTranscript *transcript, const char *host, GError **error);

/* The one that is shown: what the studio itself had written down before what a provider tells, the newest of each. NULL without an error where there is none. */
SoTranscript *so_transcript_find (SoDb *db, const char *message_id, GError **error);

/* Where the sound was sent to for this transcript, by its id; NULL: nowhere. Free with g_free(). */
char *so_transcript_dup_host (SoDb *db, const char *id);

/* When the newest of them was told or written, ms; 0: there is none. */
gint64 so_transcript_newest_at (SoDb *db, const char *message_id);

/* The words of all transcripts of a message are gone, and what quotes or retells them; its entry of the search is brought up to date. */
gboolean so_transcript_forget (SoDb *db, const char *message_id, GError **error);

/* A sound that a message has, as a file that is here. */
typedef struct {
  char *thread_id;
  char *sha256;
  gboolean outbound, call;   /* of the studio; a call, and not a voice note */
} SoMessageSound;
void so_message_sound_clear (SoMessageSound *sound);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SoMessageSound, so_message_sound_clear)

/* The first of a message. FALSE without an error where it has none, or is gone. */
gboolean so_message_sound_find (SoDb *db, const char *message_id, SoMessageSound *sound, GError **error);

/* Appends what a search shall find the message by. */
void so_transcript_add_words (SoDb *db, const char *message_id, GString *words);

G_END_DECLS
