/* SPDX-License-Identifier: MIT */
#include "so-hit.h"

static const char *const nicks[SO_N_HITS] = { "message", "contact", "knowledge", "note" };

void
so_hit_free (SoHit *hit)
{
  if (!hit)
    return;
  g_free (hit->id);
  g_free (hit->thread_id);
  g_free (hit->contact_id);
  g_free (hit->contact_name);
  g_free (hit->channel);
  g_free (hit->snippet);
  g_free (hit);
}

const char *
so_hit_kind_nick (SoHitKind kind)
{
  return nicks[kind];
}
