/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a file is, by its own bytes: never by its name, nor by what a server said of it. Pure. The numbers go from the media process to
 * the one that asked: both are of one build. */
typedef enum {
  SO_SOUND_UNKNOWN,
  /* What is played. */
  SO_SOUND_WAV_PCM,
  SO_SOUND_WAV_MULAW,
  SO_SOUND_WAV_ALAW,
  SO_SOUND_MP3,
  SO_SOUND_OPUS,
  SO_SOUND_VORBIS,
  /* Sound that is not played here. */
  SO_SOUND_WAV_OTHER,
  SO_SOUND_AMR,
  SO_SOUND_MP4,
  SO_SOUND_AAC,
  SO_SOUND_FLAC,
  SO_SOUND_SPEEX,
  SO_SOUND_WMA,
  SO_SOUND_AIFF,
  SO_SOUND_CAF,
  SO_SOUND_MATROSKA,
  SO_SOUND_MIDI,
  /* No sound at all. */
  SO_SOUND_NOT_WEB_PAGE,
  SO_SOUND_NOT_TEXT,
  SO_SOUND_NOT_PICTURE,
  SO_SOUND_NOT_DOCUMENT,
  SO_SOUND_NOT_ARCHIVE,
  SO_SOUND_NOT_PROGRAM,
  SO_SOUND_N_KINDS
} SoSoundKind;

/* As many bytes of a file's beginning as decide it. */
#define SO_SOUND_HEAD 4096

/* Of the first bytes of a file: SO_SOUND_HEAD of them, or all where it has less. */
SoSoundKind so_sound_kind_sniff (const guint8 *bytes, gsize length);

gboolean so_sound_kind_plays (SoSoundKind kind);
gboolean so_sound_kind_is_sound (SoSoundKind kind);

/* What experts call it, such as "AMR"; NULL for what is no sound. Not translated. */
const char *so_sound_kind_name (SoSoundKind kind);

G_END_DECLS
