/* SPDX-License-Identifier: MIT */
/* Recordings of every kind through the real media process: their exact length, their sound, and what is said of those that are none. */
#include "so-media-read.h"

#include "so-error.h"
#include "so-test-sound.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

/* So that a slow, loaded machine is no reason to fail; what takes long on purpose says so. */
#define GRACE 60000

static const char *program;

static SoSound *
read_bytes (gconstpointer bytes, gsize length)
{
  g_autoptr (GError) error = NULL;
  int fd = so_test_sound_open (bytes, length);
  SoSound *sound = so_media_read (program, fd, GRACE, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (sound);
  close (fd);
  return sound;
}

static SoSound *
read_file (GBytes *file)
{
  return read_bytes (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
}

/* How alike the sound is what was recorded from @from on, of -1 to 1, where it is moved by @shift samples. */
static double
likeness (const SoSound *sound, guint channel, guint64 from, guint n, int shift)
{
  const gint16 *pcm = g_bytes_get_data (sound->pcm, NULL);
  double ab = 0, aa = 0, bb = 0;

  for (guint64 i = from; i < from + n; i++)
    {
      double a = pcm[(i + shift) * sound->channels + channel], b = so_test_sound_sample (sound->rate, channel, i);

      ab += a * b;
      aa += a * a;
      bb += b * b;
    }
  return aa > 0 && bb > 0 ? ab / sqrt (aa * bb) : 0;
}

/* Where the sound fits best, in samples; positive where it comes late. */
static int
best_shift (const SoSound *sound, guint channel, guint64 from, guint n, int most, double *alike)
{
  int best = 0;

  *alike = -1;
  for (int shift = -most; shift <= most; shift++)
    {
      double now = likeness (sound, channel, from, n, shift);

      if (now > *alike)
        *alike = now, best = shift;
    }
  return best;
}

static void
check_length (const SoSound *sound, const char *kind, guint64 frames)
{
  /* MP3 comes in blocks, behind what its filters need; the others say exactly where they end. */
  gint64 slack = g_str_has_prefix (kind, "mp3") ? (gint64) sound->rate / 5 : g_str_has_prefix (kind, "wav") ? 0 : (gint64) sound->rate / 50;
  gint64 off = (gint64) sound->frames - (gint64) frames;

  g_test_message ("%s: %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " samples", kind, sound->frames, frames);
  g_assert_cmpint (off, >=, -(slack ? (gint64) sound->rate / 50 : 0));
  g_assert_cmpint (off, <=, slack);
}

static void
test_kind (gconstpointer data)
{
  const char *kind = data;
  guint rate = 16000, channels = g_str_equal (kind, "mp3-32") ? 1 : 2;
  guint64 frames = 10 * rate + 123;
  g_autoptr (GBytes) file = so_test_sound_file (kind, rate, channels, frames);
  g_autoptr (SoSound) sound = read_file (file);
  g_autofree char *sentence = so_sound_dup_sentence (sound);

  g_assert_cmpstr (so_verdict_nick (sound->verdict), ==, "whole");
  g_assert_null (sentence);
  g_assert_cmpuint (sound->rate, ==, rate);
  g_assert_cmpuint (sound->channels, ==, channels);
  check_length (sound, kind, frames);
  g_assert_cmpuint (g_bytes_get_size (sound->pcm), ==, sound->frames * channels * 2);
  g_assert_cmpuint (so_peaks_get_n (sound->peaks), ==, (sound->frames + rate / 50 - 1) / (rate / 50));
  for (guint channel = 0; channel < channels; channel++)
    {
      double alike;
      int shift = best_shift (sound, channel, 4 * rate, rate / 4, g_str_has_prefix (kind, "mp3") ? rate / 10 : rate / 100, &alike);

      g_test_message ("%s: channel %u is alike by %.4f, moved by %.1f ms", kind, channel, alike, 1000.0 * shift / rate);
      g_assert_cmpfloat (alike, >, g_str_has_prefix (kind, "wav") ? 0.999 : 0.95);
      if (!g_str_has_prefix (kind, "mp3"))
        g_assert_cmpint (ABS (shift), <=, g_str_has_prefix (kind, "wav") ? 0 : (int) rate / 200);
    }
}

/* A caller and the studio on a channel each, as Twilio records them: 8 kHz stay 8 kHz. */
static void
test_telephone (void)
{
  g_autoptr (GBytes) file = so_test_sound_file ("wav-mulaw", 8000, 2, 80000);
  g_autoptr (SoSound) sound = read_file (file);
  SoPeak one = so_peaks_get (sound->peaks, 0, 50, 100), two = so_peaks_get (sound->peaks, 1, 51, 99);

  g_assert_cmpuint (sound->rate, ==, 8000);
  g_assert_cmpuint (sound->frames, ==, 80000);
  g_assert_cmpint (one.high, >, 20);
  g_assert_cmpint (two.high, <=, 1);
}

static const struct {
  const char *name, *bytes;
  gsize length;
  const char *verdict, *sentence;
} broken[] = {
#define FILE(name, text, verdict, sentence) { name, text, sizeof text - 1, verdict, sentence }
  FILE ("nothing", "", "empty", "This recording is empty."),
  FILE ("a head of a WAV", "RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0data\0\0\0\0", "empty", "This recording is empty."),
  FILE ("a cut head of a WAV", "RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0", "damaged", "This recording is damaged and can't be played."),
  FILE ("a WAV of a billion samples in a second", "RIFF\x28\0\0\0WAVEfmt \x10\0\0\0\1\0\2\0\x80\x3e\0\x40\0\xfa\0\0\4\0\x10\0data\4\0\0\0\1\2\3\4", "damaged",
        "This recording is damaged and can't be played."),
  FILE ("a WAV with frames of 16 kB", "RIFF\x28\0\0\0WAVEfmt \x10\0\0\0\7\0\2\0\x80\x3e\0\0\0\x7d\0\0\2\x40\x8\0data\4\0\0\0\1\2\3\4", "damaged",
        "This recording is damaged and can't be played."),
  FILE ("ADPCM", "RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x11\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0data\0\0\0\0", "unsupported",
        "Studio OS can't play this kind of recording (WAV, coded otherwise). Open it in another program."),
  FILE ("AMR", "#!AMR\n\x3c\x91\x17\x16\xbe\x66", "unsupported", "Studio OS can't play this kind of recording (AMR). Open it in another program."),
  FILE ("M4A", "\0\0\0\x1c" "ftypM4A \0\0\0\0", "unsupported", "Studio OS can't play this kind of recording (M4A). Open it in another program."),
  FILE ("a web page", "\n<!DOCTYPE html><html><body>Sign in</body></html>", "not-sound", "This file isn't a recording (it looks like a web page)."),
  FILE ("an error", "{\"code\":20404,\"message\":\"not found\"}", "not-sound", "This file isn't a recording (it looks like a text)."),
  FILE ("a picture", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not-sound", "This file isn't a recording (it looks like a picture)."),
  FILE ("a program", "\x7f" "ELF\2\1\1\0", "not-sound", "This file isn't a recording (it looks like a program)."),
  FILE ("zeros", "\0\0\0\0\0\0\0\0\0\0\0\0", "not-sound", "This file isn't a recording that Studio OS knows."),
  FILE ("a head of an Ogg", "OggS\0\2\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\1\x13" "OpusHead\1\1\x38\1\x80\xbb\0\0\0\0\0", "damaged",
        "This recording is damaged and can't be played."),
#undef FILE
};

static void
test_broken (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (SoSound) sound = read_bytes (broken[i].bytes, broken[i].length);
      g_autofree char *sentence = so_sound_dup_sentence (sound);

      g_test_message ("%s: %s", broken[i].name, sentence);
      g_assert_cmpstr (so_verdict_nick (sound->verdict), ==, broken[i].verdict);
      g_assert_cmpstr (sentence, ==, broken[i].sentence);
    }
}

/* Half of a file plays its half, and says so. */
static void
test_cut (void)
{
  static const char *const kinds[] = { "wav", "wav-mulaw", "mp3-32", "mp3-vbr-xing", "opus" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GBytes) file = so_test_sound_file (kinds[i], 16000, 1, 20 * 16000);
      g_autoptr (SoSound) sound = read_bytes (g_bytes_get_data (file, NULL), g_bytes_get_size (file) / 2 + 3);
      g_autofree char *sentence = so_sound_dup_sentence (sound);

      g_test_message ("%s: %s", kinds[i], sentence);
      g_assert_cmpstr (so_verdict_nick (sound->verdict), ==, "cut");
      g_assert_cmpfloat_with_epsilon (so_sound_get_seconds (sound), 10, 1.5);
      g_assert_true (g_str_has_prefix (sentence, "This recording is cut short – playing the first 0:"));
    }
}

/* Who writes a WAV while it is being said does not know its size. */
static void
test_sizes (void)
{
  static const guint32 sizes[] = { 0, 0xffffffff, 0x7fffffff };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) file = so_test_sound_file ("wav", 8000, 1, 40000);
      gsize length;
      g_autofree guint8 *bytes = g_bytes_unref_to_data (g_steal_pointer (&file), &length);
      g_autoptr (SoSound) sound = NULL;

      memcpy (bytes + 40, &(guint32) { GUINT32_TO_LE (sizes[i]) }, 4);
      sound = read_bytes (bytes, length);
      g_test_message ("%#x: %s", sizes[i], so_verdict_nick (sound->verdict));
      g_assert_cmpuint (sound->frames, ==, 40000);
      g_assert_cmpstr (so_verdict_nick (sound->verdict), ==, i < 2 ? "whole" : "cut");
    }
}

static void
on_progress (SoSound *so_far, gpointer data)
{
  g_ptr_array_add (data, so_far);
}

/* What is shown while a long one is read is the beginning of what it will be. */
static void
test_progress (void)
{
  g_autoptr (GBytes) file = so_test_sound_file ("opus", 16000, 1, 120 * 16000);
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func ((GDestroyNotify) so_sound_unref);
  g_autoptr (GError) error = NULL;
  int fd = so_test_sound_open (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  g_autoptr (SoSound) sound = so_media_read_shown (program, fd, GRACE, on_progress, told, NULL, &error);
  guint64 before = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (told->len, >, 0);
  for (guint i = 0; i < told->len; i++)
    {
      const SoSound *so_far = told->pdata[i];
      /* The last one may not be full. */
      gsize n = so_peaks_get_n (so_far->peaks) - 1;
      SoPeak part = so_peaks_get (so_far->peaks, 0, 0, n), all = so_peaks_get (sound->peaks, 0, 0, n);

      g_assert_null (so_far->pcm);
      g_assert_cmpuint (so_far->frames, >, before);
      g_assert_cmpuint (n, <=, so_peaks_get_n (sound->peaks));
      g_assert_cmpint (part.low, ==, all.low);
      g_assert_cmpint (part.high, ==, all.high);
      before = so_far->frames;
    }
  close (fd);
}

static void
test_no_program (void)
{
  g_autoptr (GError) error = NULL;
  int fd = so_test_sound_open ("x", 1);

  g_assert_null (so_media_read ("/nonexistent/studio-os-media", fd, GRACE, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_REPORT);
  close (fd);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  program = argv[1];
  for (guint i = 0; so_test_sound_kinds[i]; i++)
    {
      g_autofree char *path = g_strconcat ("/media/read/", so_test_sound_kinds[i], NULL);

      g_test_add_data_func (path, so_test_sound_kinds[i], test_kind);
    }
  g_test_add_func ("/media/read/telephone", test_telephone);
  g_test_add_func ("/media/read/broken", test_broken);
  g_test_add_func ("/media/read/cut", test_cut);
  g_test_add_func ("/media/read/sizes", test_sizes);
  g_test_add_func ("/media/read/progress", test_progress);
  g_test_add_func ("/media/read/no-program", test_no_program);
  return g_test_run ();
}
