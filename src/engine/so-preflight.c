/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-preflight.h"

#include "so-health.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  GString *lines;
  gboolean good;
} Look;

static void
say (Look *look, SoHealthGrade grade, const char *title, const char *words)
{
  static const char *const marks[] = { [SO_HEALTH_FINE] = "ok   ", [SO_HEALTH_NOTE] = "note ", [SO_HEALTH_FAULT] = "FAULT" };
  g_autofree char *line = g_strdelimit (g_strdup (words), "\n", ' ');

  g_string_append_printf (look->lines, "%s  %s: %s\n", marks[grade], title, line);
  look->good = look->good && grade != SO_HEALTH_FAULT;
}

static void
look_at_folder (Look *look, const char *folder)
{
  g_autofree char *shown = g_filename_display_name (folder), *words = NULL;
  gboolean writable = g_file_test (folder, G_FILE_TEST_IS_DIR) && access (folder, R_OK | W_OK | X_OK) == 0;

  words = g_strdup_printf (writable ? _("%s can be written") : _("%s cannot be written: nothing could be kept"), shown);
  say (look, writable ? SO_HEALTH_FINE : SO_HEALTH_FAULT, _("Folder"), words);
}

/* Without its rules every hour of the studio would be UTC's. */
static void
look_at_zone (Look *look, SoStudio *studio)
{
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);
  g_autoptr (GTimeZone) zone = profile && profile->zone ? g_time_zone_new_identifier (profile->zone) : NULL;
  g_autofree char *unknown = NULL;

  if (!profile)
    return say (look, SO_HEALTH_NOTE, _("Studio"), _("Nobody has set it up yet"));
  if (zone)
    return say (look, SO_HEALTH_FINE, _("Time zone"), profile->zone);
  unknown = g_strdup_printf (_("This computer does not know “%s”: install its time zones (tzdata)"), profile->zone ? profile->zone : "");
  say (look, SO_HEALTH_FAULT, _("Time zone"), unknown);
}

static void
look_at_studio (Look *look, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoStudio) studio = so_studio_open (folder, &error);
  g_autoptr (SoHealthReport) report = NULL;

  if (studio)
    look_at_zone (look, studio);
  report = studio ? so_health_read (studio, NULL, &error) : NULL;
  if (!report)
    return say (look, SO_HEALTH_FAULT, _("Database"), error->message);
  for (guint i = 0; i < report->items->len; i++)
    {
      const SoHealthItem *item = report->items->pdata[i];

      say (look, item->grade, item->title, item->words);
    }
}

/* Where the first start would have to make it. */
static void
look_at_place (Look *look, const char *folder)
{
  g_autofree char *shown = g_filename_display_name (folder), *words = NULL, *there = g_canonicalize_filename (folder, NULL);

  while (strcmp (there, "/") && !g_file_test (there, G_FILE_TEST_EXISTS))
    {
      char *above = g_path_get_dirname (there);

      g_free (there);
      there = above;
    }
  if (!g_file_test (there, G_FILE_TEST_IS_DIR) || access (there, W_OK | X_OK))
    return look_at_folder (look, there);
  words = g_strdup_printf (_("There is none in %s yet; the first start makes one"), shown);
  say (look, SO_HEALTH_NOTE, _("Studio"), words);
}

char *
so_preflight_run (const char *folder, gboolean *good)
{
  Look look = { g_string_new (NULL), TRUE };

  g_return_val_if_fail (folder && good, NULL);

  if (so_store_exists (folder))
    {
      look_at_folder (&look, folder);
      look_at_studio (&look, folder);
    }
  else
    look_at_place (&look, folder);
  *good = look.good;
  return g_string_free_and_steal (look.lines);
}
