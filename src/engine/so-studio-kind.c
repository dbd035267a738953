/* SPDX-License-Identifier: MIT */
#include "so-studio-kind.h"

#include "so-facts.h"

#include <string.h>

#define NONE "none"

SoKind *
so_studio_load_kind (SoStudio *studio)
{
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);
  SoKind *kind = so_kind_load (profile && profile->kind ? profile->kind : "dance", NULL);

  /* A newer version knows more kinds. */
  return kind ? kind : so_kind_load ("dance", NULL);
}

char *
so_studio_dup_word (SoStudio *studio, const char *word)
{
  g_autoptr (SoKind) kind = so_studio_load_kind (studio);

  return g_strdup (so_kind_word (kind, word));
}

/* What the owner said, or else the kind. */
static gboolean
hides (const char *setting, const SoKind *kind, const char *module)
{
  g_auto (GStrv) names = setting ? g_strsplit (setting, " ", -1) : NULL;

  return names ? g_strv_contains ((const char *const *) names, module) : !so_kind_has_module (kind, module);
}

gboolean
so_studio_hides_module (SoStudio *studio, const char *module)
{
  g_autofree char *setting = so_studio_dup_setting (studio, SO_SETTING_MODULES_HIDDEN);
  g_autoptr (SoKind) kind = setting ? NULL : so_studio_load_kind (studio);

  return g_strv_contains (so_kind_all_modules (), module) && hides (setting, kind, module);
}

char *
so_studio_write_modules (SoStudio *studio, const char *module, gboolean shown)
{
  g_autofree char *setting = so_studio_dup_setting (studio, SO_SETTING_MODULES_HIDDEN);
  g_autoptr (SoKind) kind = so_studio_load_kind (studio);
  g_autoptr (GString) value = g_string_new (NULL);
  const char *const *all = so_kind_all_modules ();

  for (guint i = 0; all[i]; i++)
    if (strcmp (all[i], module) ? hides (setting, kind, all[i]) : !shown)
      g_string_append_printf (value, "%s%s", value->len ? " " : "", all[i]);
  return g_strdup (value->len ? value->str : NONE);
}
