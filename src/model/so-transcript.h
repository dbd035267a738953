/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who wrote a transcript: that is said wherever it is shown. */
typedef enum {
  SO_TRANSCRIPT_PROVIDER,   /* the telephone service, or the assistant */
  SO_TRANSCRIPT_SERVICE,    /* a transcription service to which the sound was sent */
  SO_TRANSCRIPT_LOCAL,      /* a program on this computer */
  SO_N_TRANSCRIPT_SOURCES,
} SoTranscriptSource;

/* What was said in one go. */
typedef struct {
  guint start_ms, end_ms;   /* in the sound; both 0: it is not told when */
  char *who;                /* "caller", "studio", "assistant", another name; "": not told */
  char *text;
} SoSegment;

/* A plain value. Segments are in the order in which they begin; those of two who speak at once overlap. */
typedef struct {
  char *id;
  char *message_id;         /* of the call or voice note */
  SoTranscriptSource source;
  char *remote_id;          /* of whom it comes from, or NULL */
  char *language;           /* "de", or NULL: not told */
  GPtrArray *segments;      /* SoSegment, never empty texts */
} SoTranscript;

SoTranscript *so_transcript_new (SoTranscriptSource source, const char *remote_id);
void so_transcript_free (SoTranscript *transcript);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoTranscript, so_transcript_free)

/* "provider", "service", "local". */
const char *so_transcript_source_nick (SoTranscriptSource source);
gboolean so_transcript_source_parse (const char *nick, SoTranscriptSource *source);

/* Adds what was said from @start to @end, in seconds as services tell them: what cannot be (NaN, before the beginning, the end before the start) is made possible, an
 * empty text is left out, and so is what comes after a day or after 20,000 others. @who may be NULL. */
void so_transcript_add (SoTranscript *transcript, double start, double end, const char *who, const char *text);
/* After the last one: puts them in order. */
void so_transcript_sort (SoTranscript *transcript);

/* All texts, a line each; free with g_free(). */
char *so_transcript_dup_text (const SoTranscript *transcript);
/* Segments as JSON: [{"start": ms, "end": ms, "who", "text"}]. Free with g_free(). */
char *so_transcript_write_segments (const SoTranscript *transcript);
/* FALSE with SO_ERROR_CHANGE where that is not what @json is; whatever was there is replaced. */
gboolean so_transcript_read_segments (SoTranscript *transcript, const char *json, GError **error);

/* Which segment is spoken at @ms: of those that have begun and are not over the latest; between two the one before. -1: before the first, or times are not told. */
int so_transcript_at (const SoTranscript *transcript, guint ms);

G_END_DECLS
