/* SPDX-License-Identifier: MIT */
/* What the media process says, cut at every byte, and what it may not say. */
#include "so-media-wire.h"

#include <string.h>

static void
on_sound (gconstpointer samples, gsize bytes, gpointer data)
{
  g_byte_array_append (data, samples, bytes);
}

static GByteArray *
good (guint channels)
{
  GByteArray *out = g_byte_array_new ();

  so_media_wire_write_format (out, 8000, channels, SO_SOUND_MP3);
  so_media_wire_write_sound (out, "abcdefgh", 8);
  so_media_wire_write_sound (out, "ijkl", 4);
  so_media_wire_write_end (out, SO_VERDICT_CUT, SO_SOUND_MP3);
  return out;
}

static void
check_cut (const GByteArray *said, guint channels, gsize cut, gsize step)
{
  g_autoptr (GByteArray) sound = g_byte_array_new ();
  SoMediaWire wire = { .sound = on_sound, .data = sound };

  g_assert_true (so_media_wire_read (&wire, said->data, cut));
  for (gsize at = cut; at < said->len; at += step)
    {
      g_assert_false (wire.ended);
      g_assert_true (so_media_wire_read (&wire, said->data + at, MIN (step, said->len - at)));
    }
  g_assert_true (wire.ended);
  g_assert_cmpuint (wire.rate, ==, 8000);
  g_assert_cmpuint (wire.channels, ==, channels);
  g_assert_cmpuint (wire.frames, ==, 6 / channels);
  g_assert_cmpint (wire.verdict, ==, SO_VERDICT_CUT);
  g_assert_cmpint (wire.kind, ==, SO_SOUND_MP3);
  g_assert_cmpmem (sound->data, sound->len, "abcdefghijkl", 12);
  g_assert_false (so_media_wire_read (&wire, (const guint8 *) "S", 1));
}

static void
test_cut (void)
{
  for (guint channels = 1; channels <= 2; channels++)
    {
      g_autoptr (GByteArray) said = good (channels);

      for (gsize cut = 0; cut < said->len; cut++)
        for (gsize step = 1; step <= said->len; step++)
          check_cut (said, channels, cut, step);
    }
}

static const struct {
  const char *name, *bytes;
  gsize length;
} wrong[] = {
#define SAID(name, text) { name, text, sizeof text - 1 }
#define FORMAT "F\6\0\0\0\x40\x1f\0\0\1\1"
  SAID ("a letter that there is not", "X\0\0\0\0"),
  SAID ("sound before its format", "S\2\0\0\0ab"),
  SAID ("two formats", FORMAT FORMAT),
  SAID ("a rate that is not asked for", "F\6\0\0\0\x44\xac\0\0\1\1"),
  SAID ("no channel", "F\6\0\0\0\x40\x1f\0\0\0\1"),
  SAID ("three channels", "F\6\0\0\0\x40\x1f\0\0\3\1"),
  SAID ("sound of no kind", "F\6\0\0\0\x40\x1f\0\0\1\0"),
  SAID ("a long format", "F\7\0\0\0\x40\x1f\0\0\1\1\1"),
  SAID ("no sound", FORMAT "S\0\0\0\0"),
  SAID ("half a sample", FORMAT "S\1\0\0\0a"),
  SAID ("more than is taken", FORMAT "S\2\0\1\0"),
  SAID ("far more than is taken", FORMAT "S\xfe\xff\xff\xff"),
  SAID ("a verdict that there is not", "E\2\0\0\0\x20\1"),
  SAID ("a verdict that is ours", "E\2\0\0\0\x08\1"),
  SAID ("a kind that there is not", "E\2\0\0\0\0\x63"),
  SAID ("more behind the end", "E\2\0\0\0\3\1E"),
#undef SAID
};

static void
test_wrong (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    for (gsize cut = 0; cut < wrong[i].length; cut++)
      {
        SoMediaWire wire = { 0 };
        const guint8 *bytes = (const guint8 *) wrong[i].bytes;

        g_test_message ("%s, cut at %zu", wrong[i].name, cut);
        g_assert_false (so_media_wire_read (&wire, bytes, cut) && so_media_wire_read (&wire, bytes + cut, wrong[i].length - cut));
      }
}

/* Whatever is said, only whole frames come out, and of a known shape. */
static void
check_frames (gconstpointer samples, gsize bytes, gpointer data)
{
  const SoMediaWire *wire = data;

  g_assert_true (wire->rate == 8000 || wire->rate == 16000);
  g_assert_cmpuint (bytes, >, 0);
  g_assert_cmpuint (bytes % (2 * wire->channels), ==, 0);
  g_assert_cmpuint (bytes, <=, SO_MEDIA_WIRE_MOST);
}

static void
test_chance (void)
{
  g_autoptr (GByteArray) said = good (2);
  guint ended = 0;

  for (guint i = 0; i < 200000; i++)
    {
      g_autofree guint8 *bytes = g_memdup2 (said->data, said->len);
      SoMediaWire wire = { .sound = check_frames, .data = &wire };
      gboolean fine = TRUE;

      for (int n = g_test_rand_int_range (0, 4); n; n--)
        bytes[g_test_rand_int_range (0, said->len)] = g_test_rand_int_range (0, 256);
      for (gsize at = 0, step; fine && at < said->len; at += step)
        {
          step = g_test_rand_int_range (1, 9);
          step = MIN (step, said->len - at);
          fine = so_media_wire_read (&wire, bytes + at, step);
        }
      ended += fine && wire.ended;
    }
  g_test_message ("%u of 200000 came to an end", ended);
  g_assert_cmpuint (ended, >, 50000);
  g_assert_cmpuint (ended, <, 199000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/wire/cut", test_cut);
  g_test_add_func ("/media/wire/wrong", test_wrong);
  g_test_add_func ("/media/wire/chance", test_chance);
  return g_test_run ();
}
