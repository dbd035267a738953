/* SPDX-License-Identifier: MIT */
#include "so-sound-kind.h"

#include "so-mpeg-frame.h"
#include "so-wave-head.h"

#include <string.h>

/* WAVE's format tags. */
enum { WAVE_PCM = 1, WAVE_FLOAT = 3, WAVE_ALAW = 6, WAVE_MULAW = 7, WAVE_EXTENSIBLE = 0xfffe };

/* Where in an extensible format the tag stands again. */
#define SUBFORMAT 24

static const struct {
  guint at;
  const char *bytes;
  guint length;
  SoSoundKind kind;
} marks[] = {
#define MARK(at, text, kind) { at, text, sizeof text - 1, kind }
  MARK (0, "#!AMR", SO_SOUND_AMR),
  MARK (4, "ftyp", SO_SOUND_MP4),
  MARK (0, "fLaC", SO_SOUND_FLAC),
  MARK (0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11", SO_SOUND_WMA),
  MARK (8, "AIFF", SO_SOUND_AIFF),
  MARK (8, "AIFC", SO_SOUND_AIFF),
  MARK (0, "caff", SO_SOUND_CAF),
  MARK (0, "\x1a\x45\xdf\xa3", SO_SOUND_MATROSKA),
  MARK (0, "MThd", SO_SOUND_MIDI),
  MARK (0, "\x89PNG", SO_SOUND_NOT_PICTURE),
  MARK (0, "\xff\xd8\xff", SO_SOUND_NOT_PICTURE),
  MARK (0, "GIF8", SO_SOUND_NOT_PICTURE),
  MARK (8, "WEBP", SO_SOUND_NOT_PICTURE),
  MARK (0, "%PDF", SO_SOUND_NOT_DOCUMENT),
  MARK (0, "PK\x03\x04", SO_SOUND_NOT_ARCHIVE),
  MARK (0, "\x1f\x8b", SO_SOUND_NOT_ARCHIVE),
  MARK (0, "\x7f" "ELF", SO_SOUND_NOT_PROGRAM),
  MARK (0, "MZ", SO_SOUND_NOT_PROGRAM),
#undef MARK
};

static SoSoundKind
wave_kind (guint tag)
{
  switch (tag)
    {
    case WAVE_PCM:
    case WAVE_FLOAT:
      return SO_SOUND_WAV_PCM;
    case WAVE_MULAW:
      return SO_SOUND_WAV_MULAW;
    case WAVE_ALAW:
      return SO_SOUND_WAV_ALAW;
    default:
      return SO_SOUND_WAV_OTHER;
    }
}

static guint
tag_at (const guint8 *bytes)
{
  return bytes[0] | (guint) bytes[1] << 8;
}

/* A WAV says in its chunk "fmt " what is in it; others may stand before that. */
static SoSoundKind
sniff_wave (const guint8 *bytes, gsize length)
{
  gsize size, left;
  const guint8 *format = so_wave_find (bytes, length, "fmt ", &size);
  guint tag;

  left = format ? (gsize) (bytes + length - format) : 0;
  /* Without a format there is nothing to play: the reader says that it is damaged. */
  if (left < 2)
    return SO_SOUND_WAV_PCM;
  tag = tag_at (format);
  return wave_kind (tag == WAVE_EXTENSIBLE && left >= SUBFORMAT + 2 ? tag_at (format + SUBFORMAT) : tag);
}

/* The first page of an Ogg has the head of its stream, behind as many bytes as it has segments. */
static SoSoundKind
sniff_ogg (const guint8 *bytes, gsize length)
{
  static const struct { const char *text; guint length; SoSoundKind kind; } heads[] = {
    { "OpusHead", 8, SO_SOUND_OPUS }, { "\1vorbis", 7, SO_SOUND_VORBIS }, { "Speex   ", 8, SO_SOUND_SPEEX }, { "\177FLAC", 5, SO_SOUND_FLAC },
  };
  gsize at = length > 26 ? 27 + (gsize) bytes[26] : length;

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    if (at + heads[i].length <= length && !memcmp (bytes + at, heads[i].text, heads[i].length))
      return heads[i].kind;
  /* An Ogg all the same: what else WhatsApp sends in one is Opus, and the reader finds out. */
  return SO_SOUND_OPUS;
}

/* The head of a frame is soon found by chance in anything, so the next one has to follow it, or the file ends there. */
static gboolean
is_mpeg (const guint8 *bytes, gsize length)
{
  for (gsize at = 0; at + SO_MPEG_HEAD <= length; at++)
    {
      SoMpegFrame frame, next;

      if (!so_mpeg_frame_read (bytes + at, length - at, &frame))
        continue;
      if (at == 0 && frame.size + SO_MPEG_HEAD > length)
        return TRUE;
      if (at + frame.size + SO_MPEG_HEAD <= length && so_mpeg_frame_read (bytes + at + frame.size, length - at - frame.size, &next) && next.rate == frame.rate)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_aac (const guint8 *bytes, gsize length)
{
  return length > 7 && bytes[0] == 0xff && (bytes[1] & 0xf6) == 0xf0;
}

static SoSoundKind
sniff_text (const guint8 *bytes, gsize length)
{
  gsize n = MIN (length, 512), at = 0;
  const char *end;

  if (length > 2 && !memcmp (bytes, "\xef\xbb\xbf", 3))
    at = 3;
  while (at < n && g_ascii_isspace (bytes[at]))
    at++;
  /* The last letter may be cut in two. */
  if (memchr (bytes, 0, n) || (!g_utf8_validate ((const char *) bytes, n, &end) && n - (gsize) (end - (const char *) bytes) > 3))
    return SO_SOUND_UNKNOWN;
  return at < n && bytes[at] == '<' ? SO_SOUND_NOT_WEB_PAGE : SO_SOUND_NOT_TEXT;
}

SoSoundKind
so_sound_kind_sniff (const guint8 *bytes, gsize length)
{
  length = MIN (length, SO_SOUND_HEAD);
  if (length >= 12 && (!memcmp (bytes, "RIFF", 4) || !memcmp (bytes, "RIFX", 4)) && !memcmp (bytes + 8, "WAVE", 4))
    return bytes[3] == 'X' ? SO_SOUND_WAV_OTHER : sniff_wave (bytes, length);
  if (length >= 4 && !memcmp (bytes, "OggS", 4))
    return sniff_ogg (bytes, length);
  if (so_mpeg_tag_size (bytes, length))
    return SO_SOUND_MP3;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (marks[i].at + marks[i].length <= length && !memcmp (bytes + marks[i].at, marks[i].bytes, marks[i].length))
      return marks[i].kind;
  if (is_mpeg (bytes, length))
    return SO_SOUND_MP3;
  if (is_aac (bytes, length))
    return SO_SOUND_AAC;
  return length ? sniff_text (bytes, length) : SO_SOUND_UNKNOWN;
}

gboolean
so_sound_kind_plays (SoSoundKind kind)
{
  return kind >= SO_SOUND_WAV_PCM && kind <= SO_SOUND_VORBIS;
}

gboolean
so_sound_kind_is_sound (SoSoundKind kind)
{
  return kind >= SO_SOUND_WAV_PCM && kind <= SO_SOUND_MIDI;
}

const char *
so_sound_kind_name (SoSoundKind kind)
{
  static const char *const names[] = {
    [SO_SOUND_WAV_PCM] = "WAV", [SO_SOUND_WAV_MULAW] = "WAV µ-law", [SO_SOUND_WAV_ALAW] = "WAV A-law", [SO_SOUND_MP3] = "MP3",
    [SO_SOUND_OPUS] = "Ogg Opus", [SO_SOUND_VORBIS] = "Ogg Vorbis", [SO_SOUND_WAV_OTHER] = "WAV, coded otherwise", [SO_SOUND_AMR] = "AMR",
    [SO_SOUND_MP4] = "M4A", [SO_SOUND_AAC] = "AAC", [SO_SOUND_FLAC] = "FLAC", [SO_SOUND_SPEEX] = "Speex", [SO_SOUND_WMA] = "WMA",
    [SO_SOUND_AIFF] = "AIFF", [SO_SOUND_CAF] = "CAF", [SO_SOUND_MATROSKA] = "WebM", [SO_SOUND_MIDI] = "MIDI",
  };

  return kind < G_N_ELEMENTS (names) ? names[kind] : NULL;
}
