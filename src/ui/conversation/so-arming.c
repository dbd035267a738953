/* SPDX-License-Identifier: MIT */
#include "so-arming.h"

gint64
so_arming_visible_ms (const SoArming *arming, gint64 now)
{
  return arming->painted_at ? MAX (0, now - arming->painted_at) : 0;
}

SoArmingAnswer
so_arming_ask (const SoArming *arming, gint64 now, gboolean repeated)
{
  if (repeated || now - arming->changed_at < SO_ARMING_CHANGED_MS || so_arming_visible_ms (arming, now) < SO_ARMING_VISIBLE_MS ||
      !arming->known)
    return SO_ARMING_IGNORE;
  if (arming->stops)
    return SO_ARMING_STOP;
  if (arming->red)
    return SO_ARMING_NAMED;
  if (!arming->warns)
    return SO_ARMING_GO;
  if (!arming->warned_at)
    return SO_ARMING_WARN;
  return now - arming->warned_at < SO_ARMING_WARNED_MS ? SO_ARMING_IGNORE : SO_ARMING_GO;
}
