/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-health-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/statvfs.h>

#include "so-care.h"
#include "so-clock.h"
#include "so-error.h"
#include "so-media-program.h"
#include "so-studio-private.h"

#define MEGABYTE (G_GINT64_CONSTANT (1000) * 1000)
#define DAY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))

/* With less than this nothing new may be stored soon; a backup needs as much as the studio has, and some more. */
#define HARDLY_ANY (100 * MEGABYTE)
#define LITTLE (1000 * MEGABYTE)
/* After so many days without a backup it is said. */
#define LONG_AGO 30

/* What was written last stands in a log beside the database for a while. */
static gint64
bytes_of (SoStudio *studio, const char *name)
{
  g_autofree char *path = g_build_filename (so_store_get_folder (so_studio_get_store (studio)), name, NULL);
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (gint64) info.st_size : 0;
}

static void
look_at_database (SoHealthLook *look)
{
  g_autofree char *verdict = so_care_quick_look (look->db), *size = NULL;

  so_care_versions (look->db, &look->report->schema, &look->report->sqlite);
  look->report->bytes = bytes_of (look->studio, "studio.db") + bytes_of (look->studio, "studio.db-wal");
  size = g_format_size ((guint64) look->report->bytes);
  if (!g_strcmp0 (verdict, "ok"))
    so_health_add (look, "database", _("Database"), SO_HEALTH_FINE, SO_HEALTH_DO_NOTHING, g_strdup_printf (_("Whole, %s"), size));
  else
    so_health_add (look, "database", _("Database"), SO_HEALTH_FAULT, SO_HEALTH_DO_RESTORE, g_strdup (_("It is damaged: restore a backup. What is here is kept beside it.")));
}

static void
look_at_space (SoHealthLook *look)
{
  gint64 needs = MAX (LITTLE, look->report->bytes + LITTLE / 2);
  struct statvfs info;
  g_autofree char *left = NULL;

  look->report->free_bytes = -1;
  if (statvfs (so_store_get_folder (so_studio_get_store (look->studio)), &info) != 0)
    return;
  look->report->free_bytes = (gint64) info.f_bavail * (gint64) info.f_frsize;
  left = g_format_size ((guint64) look->report->free_bytes);
  if (look->report->free_bytes < HARDLY_ANY)
    so_health_add (look, "space", _("Disk"), SO_HEALTH_FAULT, SO_HEALTH_DO_FOLDER, g_strdup_printf (_("Only %s are free: make room, or nothing new can be stored"), left));
  else if (look->report->free_bytes < needs)
    so_health_add (look, "space", _("Disk"), SO_HEALTH_NOTE, SO_HEALTH_DO_FOLDER, g_strdup_printf (_("%s are free, which may be too little for a backup: make room"), left));
  else
    so_health_add (look, "space", _("Disk"), SO_HEALTH_FINE, SO_HEALTH_DO_NOTHING, g_strdup_printf (_("%s are free"), left));
}

/* There is nothing to lose in a demo, nor in a studio that was made just now. */
static gboolean
is_worth_a_backup (SoHealthLook *look)
{
  SoCareCounts counts;

  return !so_studio_is_demo (look->studio) && so_care_count (look->db, &counts, NULL) && counts.messages + counts.knowledge > 0;
}

static void
look_at_backup (SoHealthLook *look)
{
  gint64 at = look->report->backed_up_at = so_care_backed_up_at (look->db), days = (so_now () - at) / DAY_MS;
  gboolean matters = is_worth_a_backup (look);

  if (!at)
    so_health_add (look, "backup", _("Backup"), matters ? SO_HEALTH_NOTE : SO_HEALTH_FINE, matters ? SO_HEALTH_DO_BACK_UP : SO_HEALTH_DO_NOTHING,
                   g_strdup (matters ? _("None was saved from this computer yet: save one on another disk") : _("None was saved yet, and there is nothing to lose")));
  else if (days < 1)
    so_health_add (look, "backup", _("Backup"), SO_HEALTH_FINE, SO_HEALTH_DO_NOTHING, g_strdup (_("Saved within the last day")));
  else
    so_health_add (look, "backup", _("Backup"), matters && days >= LONG_AGO ? SO_HEALTH_NOTE : SO_HEALTH_FINE,
                   days >= LONG_AGO ? SO_HEALTH_DO_BACK_UP : SO_HEALTH_DO_NOTHING,
                   g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Saved %d day ago", "Saved %d days ago", (gulong) days), (int) days));
}

static gboolean
needs_keys (SoHealthLook *look)
{
  for (guint i = 0; i < look->accounts->len; i++)
    {
      const SoAccount *account = look->accounts->pdata[i];

      if (!account->elsewhere && !account->paused && g_strcmp0 (account->transport, "loopback"))
        return TRUE;
    }
  return FALSE;
}

/* Nobody has such a secret: a key ring that is there says just that. */
static void
look_at_keys (SoHealthLook *look)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoSecret) secret = so_secrets_lookup (so_studio_get_secrets (look->studio), "health", "none", look->cancellable, &error);

  if (!error || g_error_matches (error, SO_ERROR, SO_ERROR_SIGN_IN))
    so_health_add (look, "keys", _("Key Ring"), SO_HEALTH_FINE, SO_HEALTH_DO_NOTHING, g_strdup (_("It can be reached")));
  else
    so_health_add (look, "keys", _("Key Ring"), needs_keys (look) ? SO_HEALTH_FAULT : SO_HEALTH_NOTE, SO_HEALTH_DO_UNLOCK, g_strdup (error->message));
}

static void
look_at_media (SoHealthLook *look)
{
  if (g_file_test (so_media_program (), G_FILE_TEST_IS_EXECUTABLE))
    so_health_add (look, "media", _("Recordings"), SO_HEALTH_FINE, SO_HEALTH_DO_NOTHING, g_strdup (_("The program that reads them is here")));
  else
    so_health_add (look, "media", _("Recordings"), SO_HEALTH_NOTE, SO_HEALTH_DO_NOTHING, g_strdup (_("The program that reads them is missing, so none can be played: install Studio OS again")));
}

void
so_health_look_at_places (SoHealthLook *look)
{
  look_at_database (look);
  look_at_space (look);
  look_at_backup (look);
  look_at_keys (look);
  look_at_media (look);
}
