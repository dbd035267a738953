/* SPDX-License-Identifier: MIT */
#include "so-public-address.h"

#include <string.h>

typedef struct {
  guint8 first[4];
  guint bits;
} Range;

/* RFC 6890 and what came after it. */
static const Range private_ranges[] = {
  { { 0 }, 8 },         { { 10 }, 8 },          { { 100, 64 }, 10 },     { { 127 }, 8 },         { { 169, 254 }, 16 },     { { 172, 16 }, 12 }, { { 192, 0, 0 }, 24 },
  { { 192, 0, 2 }, 24 },{ { 192, 88, 99 }, 24 },{ { 192, 168 }, 16 },    { { 198, 18 }, 15 },    { { 198, 51, 100 }, 24 }, { { 203, 0, 113 }, 24 }, { { 224 }, 3 },
};

static gboolean
is_in (const guint8 *bytes, const Range *range)
{
  for (guint bit = 0; bit < range->bits; bit++)
    if ((bytes[bit / 8] ^ range->first[bit / 8]) & (0x80 >> bit % 8))
      return FALSE;
  return TRUE;
}

static gboolean
is_public_4 (const guint8 *bytes)
{
  for (guint i = 0; i < G_N_ELEMENTS (private_ranges); i++)
    if (is_in (bytes, &private_ranges[i]))
      return FALSE;
  return TRUE;
}

/* Only 2000::/3 is given out; of it 2001::/23 and 2002::/16 carry other addresses, 2001:db8::/32 is for examples. */
static gboolean
is_public_6 (const guint8 *bytes)
{
  if (bytes[0] >> 5 != 1)
    return FALSE;
  if (bytes[0] == 0x20 && bytes[1] == 0x01 && (bytes[2] < 2 || (bytes[2] == 0x0d && bytes[3] == 0xb8)))
    return FALSE;
  return !(bytes[0] == 0x20 && bytes[1] == 0x02);
}

gboolean
so_public_address_is (GInetAddress *address)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);

  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4)
    return is_public_4 (bytes);
  return g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 && is_public_6 (bytes);
}
