/* SPDX-License-Identifier: MIT */
#include "so-profile.h"

static const char *const kinds[] = { "dance", "yoga", "fitness", "music", "salon", "medspa", "agency", NULL };

void
so_profile_free (SoProfile *profile)
{
  if (!profile)
    return;
  g_free (profile->id);
  g_free (profile->name);
  g_free (profile->kind);
  g_free (profile->zone);
  g_free (profile->currency);
  g_free (profile->country);
  g_free (profile->owner);
  g_free (profile->email);
  g_free (profile->phone);
  g_free (profile);
}

gboolean
so_profile_kind_is_known (const char *kind)
{
  return kind && g_strv_contains (kinds, kind);
}

const char *const *
so_profile_kinds (void)
{
  return kinds;
}
