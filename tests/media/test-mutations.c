/* SPDX-License-Identifier: MIT */
/* Recordings that chance broke, through the real media process: each ends in sound or in a sentence, and nobody waits long.
 *   test-media-mutations PROGRAM [--mutations N] [--first N] [--keep FOLDER]
 * prints how they ended and how long they took, and keeps those that ended the process or took too long. Few in CI; 10,000 take some minutes. */
#include "so-media-read.h"

#include "so-test-sound.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What nobody may wait longer for; on a machine that is slow itself nothing is said of it. */
#define LONGEST 3000

static int mutations = 150;
static int first_number = -1;
static gboolean by_hand;
static const char *program, *keep;

static GPtrArray *
make_seeds (void)
{
  GPtrArray *seeds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; so_test_sound_kinds[i]; i++)
    {
      g_ptr_array_add (seeds, so_test_sound_file (so_test_sound_kinds[i], 8000, 1, 3 * 8000));
      g_ptr_array_add (seeds, so_test_sound_file (so_test_sound_kinds[i], 16000, 2, 12 * 16000));
    }
  return seeds;
}

static guint
below (GRand *rand, gsize most)
{
  return most ? g_rand_int (rand) % most : 0;
}

static void
flip_bits (GRand *rand, GByteArray *file, gsize most)
{
  for (guint n = 1 + below (rand, 40); n && file->len; n--)
    file->data[below (rand, MIN (most, file->len))] ^= 1 << below (rand, 8);
}

static void
zero (GRand *rand, GByteArray *file)
{
  gsize at = below (rand, file->len);

  memset (file->data + at, below (rand, 2) ? 0 : 0xff, below (rand, file->len - at));
}

/* A piece of another file in the place of one of this. */
static void
splice (GRand *rand, GByteArray *file, GBytes *other)
{
  gsize length, at = below (rand, file->len), from, n;
  const guint8 *bytes = g_bytes_get_data (other, &length);

  from = below (rand, length);
  n = below (rand, length - from);
  n = MIN (n, file->len - at);
  memcpy (file->data + at, bytes + from, n);
}

/* A piece twice, or a piece less. */
static void
move (GRand *rand, GByteArray *file)
{
  gsize at = below (rand, file->len), n = below (rand, MIN (file->len - at, 5000));
  g_autofree guint8 *piece = g_memdup2 (file->data + at, n);

  if (below (rand, 2))
    g_byte_array_remove_range (file, at, n);
  else if (n)
    g_byte_array_append (file, piece, n);
}

static void
mutate_once (GRand *rand, GByteArray *file, GPtrArray *seeds)
{
  if (!file->len)
    return;
  switch (below (rand, 6))
    {
    case 0:
      g_byte_array_set_size (file, below (rand, below (rand, 2) ? file->len : MIN (file->len, 300)));
      break;
    case 1:
      flip_bits (rand, file, file->len);
      break;
    case 2:
      flip_bits (rand, file, 200);
      break;
    case 3:
      splice (rand, file, seeds->pdata[below (rand, seeds->len)]);
      break;
    case 4:
      zero (rand, file);
      break;
    default:
      move (rand, file);
    }
}

/* A file of its own for each number, whatever was before it: "--first N" goes one way again. */
static GByteArray *
mutate (GPtrArray *seeds, guint32 number)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (number);
  GBytes *from = seeds->pdata[below (rand, seeds->len)];
  GByteArray *file = g_byte_array_new ();

  g_byte_array_append (file, g_bytes_get_data (from, NULL), g_bytes_get_size (from));
  for (guint n = 1 + below (rand, 3); n; n--)
    mutate_once (rand, file, seeds);
  return file;
}

typedef struct {
  guint verdicts[SO_VERDICT_N], with_sound;
  GArray *took;         /* gint64, µs */
  gint64 longest;       /* of them, and which file that was */
  guint32 slowest;
} Tally;

static void
tell_bad (const SoSound *sound, guint32 number, const GByteArray *file)
{
  g_autofree char *name = g_strdup_printf ("%u-%s", number, so_verdict_nick (sound->verdict)), *path = keep ? g_build_filename (keep, name, NULL) : NULL;

  g_test_message ("%u: %s, %u bytes, %s", number, so_verdict_nick (sound->verdict), file->len, so_sound_kind_name (sound->kind));
  if (path)
    g_assert_true (g_file_set_contents (path, (const char *) file->data, file->len, NULL));
}

static void
check_one (GPtrArray *seeds, guint32 number, Tally *tally)
{
  g_autoptr (GByteArray) file = mutate (seeds, number);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoSound) sound = NULL;
  g_autofree char *sentence = NULL;
  int fd = so_test_sound_open (file->data, file->len);
  gint64 start = g_get_monotonic_time ();

  sound = so_media_read (program, fd, by_hand ? SO_MEDIA_GRACE : 60000, NULL, &error);
  start = g_get_monotonic_time () - start;
  g_array_append_val (tally->took, start);
  if (start > tally->longest)
    tally->longest = start, tally->slowest = number;
  close (fd);
  g_assert_no_error (error);
  sentence = so_sound_dup_sentence (sound);
  g_assert_cmpint (sentence == NULL, ==, sound->verdict == SO_VERDICT_WHOLE);
  g_assert_cmpint (sound->frames > 0, ==, sound->pcm != NULL);
  g_assert_true (sound->frames || sound->verdict != SO_VERDICT_WHOLE);
  tally->verdicts[sound->verdict]++;
  tally->with_sound += sound->frames > 0;
  if (sound->verdict == SO_VERDICT_SLOW || sound->verdict == SO_VERDICT_CRASHED)
    tell_bad (sound, number, file);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const gint64 *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static void
tell (const Tally *tally)
{
  GArray *took = tally->took;
  const gint64 *times = (const gint64 *) took->data;

  for (guint i = 0; i < SO_VERDICT_N; i++)
    if (tally->verdicts[i])
      g_test_message ("%-12s %u", so_verdict_nick (i), tally->verdicts[i]);
  g_test_message ("%u of %u play; ms: median %.0f, of 100 the slowest %.0f, the slowest %.0f (%u)", tally->with_sound, took->len,
                  times[took->len / 2] / 1e3, times[took->len * 99 / 100] / 1e3, times[took->len - 1] / 1e3, tally->slowest);
}

static void
test_mutations (void)
{
  g_autoptr (GPtrArray) seeds = make_seeds ();
  g_autoptr (GArray) took = g_array_new (FALSE, FALSE, sizeof (gint64));
  Tally tally = { .took = took };
  guint32 first = first_number >= 0 ? (guint32) first_number : g_test_rand_int () & 0xffffff;

  g_test_message ("--first %u", first);
  for (int i = 0; i < mutations; i++)
    check_one (seeds, first + i, &tally);
  g_array_sort (took, compare);
  tell (&tally);
  if (by_hand)
    g_assert_cmpint (g_array_index (took, gint64, took->len - 1) / 1000, <=, LONGEST);
  /* What breaks a file seldom breaks all of it. */
  g_assert_cmpuint (tally.with_sound, >, mutations / 4);
  g_assert_cmpuint (tally.verdicts[SO_VERDICT_SLOW], <=, mutations / 100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  program = argv[1];
  for (int i = 2; i + 1 < argc; i += 2)
    if (g_str_equal (argv[i], "--mutations"))
      mutations = MAX (1, atoi (argv[i + 1])), by_hand = TRUE;
    else if (g_str_equal (argv[i], "--keep"))
      keep = argv[i + 1];
    else if (g_str_equal (argv[i], "--first"))
      first_number = atoi (argv[i + 1]);
  g_test_add_func ("/media/mutations", test_mutations);
  return g_test_run ();
}
