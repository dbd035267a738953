/* SPDX-License-Identifier: MIT */
/* Stands for a media process that a file took over or broke: what it does is the first word of the file. */
#include "so-media-wire.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void
say (GByteArray *pieces)
{
  for (gsize at = 0; at < pieces->len;)
    {
      gssize n = write (STDOUT_FILENO, pieces->data + at, pieces->len - at);

      if (n <= 0)
        _exit (1);
      at += n;
    }
  g_byte_array_set_size (pieces, 0);
}

/* A second of 8 kHz. */
static void
say_second (GByteArray *pieces)
{
  g_autofree guint8 *second = g_malloc0 (16000);

  so_media_wire_write_sound (pieces, second, 16000);
  say (pieces);
}

int
main (void)
{
  g_autoptr (GByteArray) pieces = g_byte_array_new ();
  char word[32] = "";

  if (read (STDIN_FILENO, word, sizeof word - 1) <= 0)
    return 1;
  if (g_str_equal (word, "hang"))
    pause ();
  so_media_wire_write_format (pieces, 8000, 1, SO_SOUND_WAV_PCM);
  say_second (pieces);
  if (g_str_equal (word, "hang-later"))
    pause ();
  if (g_str_equal (word, "crash"))
    abort ();
  if (g_str_equal (word, "garbage"))
    g_byte_array_append (pieces, (const guint8 *) "SOUND AND MORE SOUND", 20), say (pieces), pause ();
  if (g_str_equal (word, "lies"))
    so_media_wire_write_end (pieces, SO_VERDICT_EMPTY, SO_SOUND_WAV_PCM), say (pieces), pause ();
  if (g_str_equal (word, "stays"))
    so_media_wire_write_end (pieces, SO_VERDICT_WHOLE, SO_SOUND_WAV_PCM), say (pieces), pause ();
  /* A second of sound each 100 ms, for ever: less than it has to be. */
  while (g_str_equal (word, "slow"))
    g_usleep (100000), say_second (pieces);
  while (g_str_equal (word, "flood"))
    say_second (pieces);
  return 0;
}
