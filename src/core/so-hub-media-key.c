/* SPDX-License-Identifier: MIT */
#include "so-hub-media-key.h"

#include "so-hash.h"

char *
so_hub_media_key (const char *account, const char *remote)
{
  return so_hash_strings (account, remote, SO_HASH_END);
}
