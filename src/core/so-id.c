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

/* Ids made in the same millisecond still sort by their making: a counter stands in rand_a, and one that is full
 * borrows from the next millisecond. */
static guint16
next_in_millisecond (gint64 *now)
{
  static GMutex lock;
  static gint64 last;
  static guint16 count;

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  if (*now > last || *now < last - SMALL_STEP_BACK)
    {
      last = *now;
      count = 0;
    }
  else if (++count > 0x0fff)
    {
      last++;
      count = 0;
    }
  *now = last;
  return count;
}

char *
so_id_new (void)
{
  gint64 now = so_now ();
  guint16 count = next_in_millisecond (&now);
  guint8 b[16];

  for (int i = 0; i < 6; i++)
    b[i] = (guint8) (now >> (40 - 8 * i));
  b[6] = (guint8) (0x70 | count >> 8);
  b[7] = (guint8) count;
  for (int i = 8; i < 16; i += 4)
    {
      guint32 r = g_random_int ();
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
