/* SPDX-License-Identifier: MIT */
#include "so-hash.h"

const char so_hash_end[] = "";

char *
so_hash_strings (const char *first, ...)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  va_list args;

  va_start (args, first);
  for (const char *s = first; s != SO_HASH_END; s = va_arg (args, const char *))
    {
      if (s)
        g_checksum_update (sum, (const guchar *) s, -1);
      g_checksum_update (sum, (const guchar *) "", 1);
    }
  va_end (args);
  return g_strdup (g_checksum_get_string (sum));
}

char *
so_hash_bytes (GBytes *bytes)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}
