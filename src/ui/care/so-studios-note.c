/* SPDX-License-Identifier: MIT */
/* Which studios this person opened at this computer, when, and at which page: {folder: (ms, page)}. */
#include "so-studios-dialog.h"

#include "so-clock.h"
#include "so-ui-settings.h"

/* More are not remembered: the oldest is forgotten. */
#define MOST 20

static GVariant *
read_all (GSettings *settings)
{
  return settings ? g_settings_get_value (settings, "studios") : g_variant_ref_sink (g_variant_new ("a{s(xs)}", NULL));
}

static void
write_one (const char *folder, gint64 at, const char *page)
{
  g_autoptr (GSettings) settings = so_ui_settings_new ();
  g_autoptr (GVariant) all = read_all (settings);
  gint64 oldest = G_MAXINT64, when;
  GVariantBuilder builder;
  GVariantIter iter;
  const char *name, *where;

  if (!settings || !g_utf8_validate (folder, -1, NULL))
    return;
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "{&s(x&s)}", &name, &when, &where))
    oldest = MIN (oldest, when);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{s(xs)}"));
  g_variant_builder_add (&builder, "{s(xs)}", folder, at, page);
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "{&s(x&s)}", &name, &when, &where))
    if (g_strcmp0 (name, folder) && (g_variant_n_children (all) < MOST || when != oldest))
      g_variant_builder_add (&builder, "{s(xs)}", name, when, where);
  g_settings_set_value (settings, "studios", g_variant_builder_end (&builder));
}

char *
so_studios_dup_page (const char *folder)
{
  g_autoptr (GSettings) settings = so_ui_settings_new ();
  g_autoptr (GVariant) all = read_all (settings);
  const char *page = NULL;
  gint64 at;

  if (!g_variant_lookup (all, folder, "(x&s)", &at, &page) || !*page)
    page = "inbox";
  return g_strdup (page);
}

void
so_studios_note (const char *folder)
{
  g_autofree char *page = so_studios_dup_page (folder);

  write_one (folder, so_now (), page);
}

void
so_studios_note_page (const char *folder, const char *page)
{
  if (page)
    write_one (folder, so_now (), page);
}
