/* SPDX-License-Identifier: MIT */
#include "so-limits.h"

#include <gio/gio.h>
#include <string.h>

#define MOST_REMEMBERED 50000

typedef struct {
  gint64 until;
  guint n;
} Count;

struct _SoLimits {
  GHashTable *counts;      /* "what\nwho" → Count */
  gint64 swept_at;
};

SoLimits *
so_limits_new (void)
{
  SoLimits *self = g_new0 (SoLimits, 1);

  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
so_limits_free (SoLimits *self)
{
  if (!self)
    return;
  g_hash_table_unref (self->counts);
  g_free (self);
}

static gboolean
is_over (gpointer key, gpointer value, gpointer now)
{
  return ((Count *) value)->until <= *(gint64 *) now;
}

/* At most once a second, so that a crowd cannot make it look through them all for each request. */
static gboolean
has_room (SoLimits *self, gint64 now)
{
  if (g_hash_table_size (self->counts) < MOST_REMEMBERED)
    return TRUE;
  if (now - self->swept_at < 1000)
    return FALSE;
  self->swept_at = now;
  g_hash_table_foreach_remove (self->counts, is_over, &now);
  return g_hash_table_size (self->counts) < MOST_REMEMBERED;
}

gboolean
so_limits_take (SoLimits *self, const char *what, const char *who, guint most, guint seconds, gint64 now)
{
  g_autofree char *key = g_strconcat (what, "\n", who, NULL);
  Count *count = g_hash_table_lookup (self->counts, key);

  if (!count)
    {
      if (!has_room (self, now))
        return FALSE;
      count = g_new0 (Count, 1);
      g_hash_table_insert (self->counts, g_steal_pointer (&key), count);
    }
  if (count->until <= now)
    *count = (Count) { .until = now + seconds * G_GINT64_CONSTANT (1000) };
  return count->n < most && ++count->n;
}

char *
so_limits_address (const char *forwarded, const char *peer)
{
  const char *comma = forwarded ? strrchr (forwarded, ',') : NULL;
  g_autofree char *text = g_strstrip (g_strndup (comma ? comma + 1 : forwarded ? forwarded : "", 64));
  g_autoptr (GInetAddress) address = *text ? g_inet_address_new_from_string (text) : NULL;
  const guint8 *bytes = address ? g_inet_address_to_bytes (address) : NULL;

  if (!bytes)
    return g_strdup (peer ? peer : "here");
  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6)
    return g_strdup_printf ("%02x%02x:%02x%02x:%02x%02x:%02x%02x", bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7]);
  return g_inet_address_to_string (address);
}
