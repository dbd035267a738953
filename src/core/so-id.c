/* SPDX-License-Identifier: MIT */
#include "so-id.h"

#include "so-clock.h"
#include "so-hash.h"

static char *
format_uuid (const guint8 b[16])
{
  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7],
                          b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
}

/* A clock that was set back by no more than this is waited out, so that ids go on sorting by their making. */
#define SMALL_STEP_BACK 10000

/* Where the counting of one maker of ids stands. */
typedef struct {
  gint64 last;
  guint16 count;
  GRand *rand;     /* of a seeded maker; or NULL */
} Maker;

/* Ids made in the same millisecond still sort by their making: a counter stands in rand_a, and one that is full
 * borrows from the next millisecond. */
static guint16
next_in_millisecond (Maker *maker, gint64 *now)
{
  if (*now > maker->last || *now < maker->last - SMALL_STEP_BACK)
    {
      maker->last = *now;
      maker->count = 0;
    }
  else if (++maker->count > 0x0fff)
    {
      maker->last++;
      maker->count = 0;
    }
  *now = maker->last;
  return maker->count;
}

static void
maker_free (gpointer data)
{
  g_rand_free (((Maker *) data)->rand);
  g_free (data);
}

/* Of this thread; NULL: ids are new. */
static GPrivate seeded = G_PRIVATE_INIT (maker_free);

void
so_id_seed (guint64 seed)
{
  const guint32 halves[] = { (guint32) seed, (guint32) (seed >> 32) };
  Maker *maker = NULL;

  if (seed)
    {
      maker = g_new0 (Maker, 1);
      maker->rand = g_rand_new_with_seed_array (halves, 2);
    }
  g_private_replace (&seeded, maker);
}

static guint16
next_count (Maker *own, gint64 *now)
{
  static GMutex lock;
  static Maker everybody;

  if (own)
    return next_in_millisecond (own, now);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  return next_in_millisecond (&everybody, now);
}

char *
so_id_new (void)
{
  Maker *own = g_private_get (&seeded);
  gint64 now = so_now ();
  guint16 count = next_count (own, &now);
  guint8 b[16];

  for (int i = 0; i < 6; i++)
    b[i] = (guint8) (now >> (40 - 8 * i));
  b[6] = (guint8) (0x70 | count >> 8);
  b[7] = (guint8) count;
  for (int i = 8; i < 16; i += 4)
    {
      guint32 r = own ? g_rand_int (own->rand) : g_random_int ();
      memcpy (b + i, &r, 4);
    }
  b[8] = (guint8) (0x80 | (b[8] & 0x3f));
  return format_uuid (b);
}

char *
so_id_derive (const char *scope, const char *name)
{
  g_autofree char *hex = so_hash_strings (scope, name, SO_HASH_END);
  guint8 b[16];

  for (int i = 0; i < 16; i++)
    b[i] = (guint8) (g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
  b[6] = (guint8) (0x80 | (b[6] & 0x0f));
  b[8] = (guint8) (0x80 | (b[8] & 0x3f));
  return format_uuid (b);
}
