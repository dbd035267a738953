/* SPDX-License-Identifier: MIT */
/* What files are by their first bytes, whether they are cut, and what is said of them. */
#include "so-mpeg-frame.h"
#include "so-sound-cut.h"
#include "so-verdict.h"

#include <string.h>

/* A frame of 8 kb/s, 8 kHz, one channel (MPEG 2.5): 72 bytes; and one of 128 kb/s, 44.1 kHz: 417. */
#define FRAME_72 "\xff\xe3\x18\xc4"
#define FRAME_417 "\xff\xfb\x90\x64"

#define WAV(tag) "RIFF\x24\0\0\0WAVEfmt \x10\0\0\0" tag "\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0data\0\0\0\0"
#define OGG(head) "OggS\0\2\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\1\x13" head

static const struct {
  const char *name, *bytes;
  gsize length;
  SoSoundKind kind;
} files[] = {
#define FILE(name, bytes, kind) { name, bytes, sizeof bytes - 1, kind }
  FILE ("nothing", "", SO_SOUND_UNKNOWN),
  FILE ("PCM", WAV ("\1\0"), SO_SOUND_WAV_PCM),
  FILE ("float", WAV ("\3\0"), SO_SOUND_WAV_PCM),
  FILE ("A-law", WAV ("\6\0"), SO_SOUND_WAV_ALAW),
  FILE ("mu-law", WAV ("\7\0"), SO_SOUND_WAV_MULAW),
  FILE ("MS ADPCM", WAV ("\2\0"), SO_SOUND_WAV_OTHER),
  FILE ("GSM", WAV ("\x31\0"), SO_SOUND_WAV_OTHER),
  FILE ("an extensible one", "RIFF\0\0\0\0WAVEfmt \x28\0\0\0\xfe\xff\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0\x16\0\x10\0\4\0\0\0\7\0\0\0\0\0\x10\0", SO_SOUND_WAV_MULAW),
  FILE ("a list before the format", "RIFF\0\0\0\0WAVELIST\5\0\0\0INFOx\0fmt \x10\0\0\0\7\0\1\0", SO_SOUND_WAV_MULAW),
  FILE ("a size that leads nowhere", "RIFF\0\0\0\0WAVELIST\xff\xff\xff\xff", SO_SOUND_WAV_PCM),
  FILE ("a WAV of a big computer", "RIFX\0\0\0\0WAVEfmt ", SO_SOUND_WAV_OTHER),
  FILE ("WEBP", "RIFF\0\0\0\0WEBPVP8 ", SO_SOUND_NOT_PICTURE),
  FILE ("Opus", OGG ("OpusHead\1\1"), SO_SOUND_OPUS),
  FILE ("Vorbis", OGG ("\1vorbis\0\0\0\0"), SO_SOUND_VORBIS),
  FILE ("Speex", OGG ("Speex   1.2"), SO_SOUND_SPEEX),
  FILE ("FLAC in Ogg", OGG ("\177FLAC\1\0"), SO_SOUND_FLAC),
  FILE ("a cut Ogg", "OggS\0\2\0\0", SO_SOUND_OPUS),
  FILE ("ID3", "ID3\3\0\0\0\0\0\x0a", SO_SOUND_MP3),
  FILE ("a frame of MP3", FRAME_417 "\0\0\0\0", SO_SOUND_MP3),
  FILE ("AAC", "\xff\xf1\x50\x80\x02\x1f\xfc\x21", SO_SOUND_AAC),
  FILE ("JPEG", "\xff\xd8\xff\xe0\0\x10JFIF", SO_SOUND_NOT_PICTURE),
  FILE ("FLAC", "fLaC\0\0\0\x22", SO_SOUND_FLAC),
  FILE ("WebM", "\x1a\x45\xdf\xa3\x9f\x42\x86\x81", SO_SOUND_MATROSKA),
  FILE ("ASF", "\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9", SO_SOUND_WMA),
  FILE ("PDF", "%PDF-1.7\n", SO_SOUND_NOT_DOCUMENT),
  FILE ("zip", "PK\3\4\x14\0", SO_SOUND_NOT_ARCHIVE),
  FILE ("XML", "\xef\xbb\xbf<?xml version='1.0'?><RestException/>", SO_SOUND_NOT_WEB_PAGE),
  FILE ("text", "Grüße", SO_SOUND_NOT_TEXT),
  FILE ("a text that is cut in a letter", "Gr\xc3\xbc\xc3", SO_SOUND_NOT_TEXT),
  FILE ("Latin 1", "Gr\xfc\xdf" "e aus K\xf6ln", SO_SOUND_UNKNOWN),
  FILE ("zeros", "\0\0\0\0\0\0\0\0", SO_SOUND_UNKNOWN),
#undef FILE
};

static void
test_files (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      /* In memory of its own, so that a sanitizer sees one byte too far; and cut anywhere it is something too. */
      g_autofree guint8 *bytes = g_memdup2 (files[i].bytes, files[i].length);

      g_test_message ("%s", files[i].name);
      g_assert_cmpint (so_sound_kind_sniff (bytes, files[i].length), ==, files[i].kind);
      for (gsize cut = 0; cut < files[i].length; cut++)
        {
          g_autofree guint8 *part = g_memdup2 (files[i].bytes, cut);

          g_assert_cmpint (so_sound_kind_sniff (part, cut), <, SO_SOUND_N_KINDS);
        }
    }
}

static void
test_frame (void)
{
  SoMpegFrame frame;

  g_assert_true (so_mpeg_frame_read ((const guint8 *) FRAME_72, 4, &frame));
  g_assert_cmpuint (frame.size, ==, 72);
  g_assert_cmpuint (frame.samples, ==, 576);
  g_assert_cmpuint (frame.rate, ==, 8000);
  g_assert_cmpuint (frame.channels, ==, 1);
  g_assert_true (so_mpeg_frame_read ((const guint8 *) FRAME_417, 4, &frame));
  g_assert_cmpuint (frame.size, ==, 417);
  g_assert_cmpuint (frame.samples, ==, 1152);
  g_assert_cmpuint (frame.rate, ==, 44100);
  g_assert_cmpuint (frame.channels, ==, 2);
  g_assert_false (so_mpeg_frame_read ((const guint8 *) FRAME_417, 3, &frame));
  g_assert_false (so_mpeg_frame_read ((const guint8 *) "\xff\xfb\xf0\x64", 4, &frame));
  g_assert_false (so_mpeg_frame_read ((const guint8 *) "\xff\xfb\x9c\x64", 4, &frame));
  g_assert_cmpuint (so_mpeg_tag_size ((const guint8 *) "ID3\3\0\x10\0\0\1\1", 10), ==, 10 + 129 + 10);
  g_assert_cmpuint (so_mpeg_tag_size ((const guint8 *) "ID3\3\0\0\0\0\x80\1", 10), ==, 0);
}

/* A file of @n frames of 72 bytes. */
static GByteArray *
frames (guint n)
{
  GByteArray *out = g_byte_array_new ();

  for (guint i = 0; i < n; i++)
    {
      guint8 frame[72] = FRAME_72;

      g_byte_array_append (out, frame, sizeof frame);
    }
  return out;
}

static void
test_mp3_cut (void)
{
  g_autoptr (GByteArray) file = frames (5);

  for (gsize cut = 1; cut <= file->len; cut++)
    {
      g_autofree guint8 *bytes = g_memdup2 (file->data, cut);

      g_assert_cmpint (so_sound_is_cut (SO_SOUND_MP3, bytes, cut), ==, cut % 72 != 0 && cut > 3);
    }
  /* A head that promises 5, then 6 frames. */
  memcpy (file->data + 4 + 9, "Xing\0\0\0\1\0\0\0\5", 12);
  g_assert_false (so_sound_is_cut (SO_SOUND_MP3, file->data, file->len));
  file->data[4 + 9 + 11] = 6;
  g_assert_true (so_sound_is_cut (SO_SOUND_MP3, file->data, file->len));
  /* Words about it at the end are no frame. */
  file->data[4 + 9 + 11] = 5;
  g_byte_array_append (file, (const guint8 *) "TAGsong", 7);
  g_assert_false (so_sound_is_cut (SO_SOUND_MP3, file->data, file->len));
}

static void
test_ogg_cut (void)
{
  static const guint8 page[] = "OggS\0\4\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\2\3\2abcde";
  guint8 file[2 * (sizeof page - 1)];

  memcpy (file, page, sizeof page - 1);
  memcpy (file + sizeof page - 1, page, sizeof page - 1);
  g_assert_false (so_sound_is_cut (SO_SOUND_OPUS, file, sizeof file));
  g_assert_false (so_sound_is_cut (SO_SOUND_OPUS, file, sizeof page - 1));
  for (gsize cut = sizeof page + 3; cut < sizeof file; cut++)
    {
      g_autofree guint8 *bytes = g_memdup2 (file, cut);

      g_assert_true (so_sound_is_cut (SO_SOUND_OPUS, bytes, cut));
    }
}

/* Whatever ends a reading, there is a sentence, with and without sound. */
static void
test_sentences (void)
{
  g_assert_null (so_verdict_sentence (SO_VERDICT_WHOLE, SO_SOUND_MP3, 1));
  for (guint verdict = SO_VERDICT_WHOLE + 1; verdict < SO_VERDICT_N; verdict++)
    for (guint kind = 0; kind < SO_SOUND_N_KINDS; kind++)
      {
        g_autofree char *none = so_verdict_sentence (verdict, kind, 0), *part = so_verdict_sentence (verdict, kind, 3751.9);

        g_assert_nonnull (so_verdict_nick (verdict));
        g_assert_true (g_str_has_suffix (none, "."));
        g_assert_true (g_str_has_suffix (part, " – playing the first 1:02:31."));
        g_assert_cmpint (so_sound_kind_is_sound (kind), ==, so_sound_kind_name (kind) != NULL);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/kind/files", test_files);
  g_test_add_func ("/media/kind/frame", test_frame);
  g_test_add_func ("/media/kind/mp3-cut", test_mp3_cut);
  g_test_add_func ("/media/kind/ogg-cut", test_ogg_cut);
  g_test_add_func ("/media/kind/sentences", test_sentences);
  return g_test_run ();
}
