/* SPDX-License-Identifier: MIT */
#include "so-ui-settings.h"

#include "so-config.h"

#include <adwaita.h>

GSettings *
so_ui_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source)
    schema = g_settings_schema_source_lookup (source, APP_ID, TRUE);
  return schema ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static void
on_style_changed (GSettings *settings)
{
  /* in the order of the schema */
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };
  guint chosen = g_settings_get_enum (settings, "color-scheme");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[MIN (chosen, G_N_ELEMENTS (schemes) - 1)]);
}

void
so_ui_settings_apply_style (GSettings *settings)
{
  if (!settings)
    return;
  g_signal_connect (settings, "changed::color-scheme", G_CALLBACK (on_style_changed), NULL);
  on_style_changed (settings);
}

SoAdvance
so_ui_settings_get_advance (void)
{
  g_autoptr (GSettings) settings = so_ui_settings_new ();

  return settings ? (SoAdvance) g_settings_get_enum (settings, "auto-advance") : SO_ADVANCE_NEXT;
}
