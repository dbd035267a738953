/* SPDX-License-Identifier: MIT */
/* studio-os-media: reads one recording that came from a stranger, from its standard input, and says on its standard output what SoMediaWire
 * says. It locks itself in before it looks at the first byte. */
#include "so-media-cell.h"
#include "so-media-wire.h"
#include "so-sound-decode.h"
#include "so-wave-head.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* The longest that is played at a twentieth of its time, which whoever started this allows, and some more. */
#define MOST_SECONDS (SO_SOUND_MOST_HOURS * 3600 / 20 + 60)

static gboolean
say (GByteArray *pieces, gpointer data)
{
  for (gsize at = 0; at < pieces->len;)
    {
      gssize n = write (STDOUT_FILENO, pieces->data + at, pieces->len - at);

      if (n < 0 && errno != EINTR)
        return FALSE;
      at += MAX (n, 0);
    }
  return TRUE;
}

static gboolean
is_wave (SoSoundKind kind)
{
  return kind == SO_SOUND_WAV_PCM || kind == SO_SOUND_WAV_MULAW || kind == SO_SOUND_WAV_ALAW;
}

static SoVerdict
read_sound (const guint8 *bytes, gsize length, SoSoundKind *kind)
{
  *kind = so_sound_kind_sniff (bytes, length);
  if (is_wave (*kind) && !so_wave_is_sane (bytes, length))
    return SO_VERDICT_DAMAGED;
  if (so_sound_kind_plays (*kind))
    return so_sound_decode (*kind, bytes, length, say, NULL);
  return so_sound_kind_is_sound (*kind) ? SO_VERDICT_UNSUPPORTED : SO_VERDICT_NOT_SOUND;
}

static SoVerdict
read_file (int fd, SoSoundKind *kind)
{
  struct stat file;
  SoVerdict verdict;
  void *bytes;

  if (fstat (fd, &file) || !S_ISREG (file.st_mode))
    return SO_VERDICT_NOT_SOUND;
  if (file.st_size > SO_SOUND_MOST_BYTES)
    return SO_VERDICT_LARGE;
  if (file.st_size == 0)
    return SO_VERDICT_EMPTY;
  bytes = mmap (NULL, file.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (bytes == MAP_FAILED)
    return SO_VERDICT_DAMAGED;
  verdict = read_sound (bytes, file.st_size, kind);
  munmap (bytes, file.st_size);
  return verdict;
}

int
main (void)
{
  g_autoptr (GByteArray) end = g_byte_array_new ();
  SoSoundKind kind = SO_SOUND_UNKNOWN;
  const char *missing = NULL;
  SoVerdict verdict;

  if (!so_sound_decode_init (&missing))
    {
      g_printerr ("studio-os-media: GStreamer's plug-in %s is not installed\n", missing);
      return 1;
    }
  so_media_cell_lock (MOST_SECONDS);
  verdict = read_file (STDIN_FILENO, &kind);
  so_media_wire_write_end (end, verdict, kind);
  return say (end, NULL) ? 0 : 1;
}
