/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "so-clock.h"
#include "so-ctl-out.h"
#include "so-ctl-schedule.h"
#include "so-day.h"
#include "so-json.h"
#include "so-schedule-import.h"
#include "so-verb.h"

#define YEAR 366

/* "Kurs=class" */
static JsonObject *
read_map (char **maps, GError **error)
{
  g_autoptr (JsonObject) columns = json_object_new ();

  for (guint i = 0; maps && maps[i]; i++)
    {
      char *sign = strrchr (maps[i], '=');

      if (!sign || sign == maps[i])
        return so_ctl_misused (error, "“%s” is no COLUMN=FIELD", maps[i]), NULL;
      *sign = 0;
      json_object_set_string_member (columns, maps[i], sign + 1);
    }
  return g_steal_pointer (&columns);
}

/* Nothing is committed. */
static gboolean
look (SoCtl *ctl, JsonObject *columns, JsonObject **report, GError **error)
{
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (ctl->studio), NULL, error);

  return db && so_schedule_import (db, so_ctl_arg (ctl, 0), columns, so_now (), report, error);
}

static gboolean
take (SoCtl *ctl, JsonObject *columns, JsonObject **report, GError **error)
{
  g_autofree char *argument = so_json_write_object (json_object_ref (columns)), *result = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!so_studio_do (ctl->studio, SO_VERB_SCHEDULE_IMPORT, so_ctl_arg (ctl, 0), argument, &result, error) || !(node = so_json_parse (result, -1, 0, error)))
    return FALSE;
  *report = json_object_ref (so_json_root (node));
  return TRUE;
}

gboolean
so_ctl_is_calendar (const char *path)
{
  static const char begin[] = "BEGIN:VCALENDAR", mark[] = "\xef\xbb\xbf";
  char start[sizeof mark + sizeof begin] = { 0 };
  FILE *file = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_fopen (path, "r") : NULL;
  gsize n = file ? fread (start, 1, sizeof start - 1, file) : 0;

  if (file)
    fclose (file);
  return n >= sizeof begin - 1 && !g_ascii_strncasecmp (start + (g_str_has_prefix (start, mark) ? sizeof mark - 1 : 0), begin, sizeof begin - 1);
}

gboolean
so_ctl_import_calendar (SoCtl *ctl, gboolean dry, GError **error)
{
  static const char *const none[] = { "threads", "messages", "contacts", "media" };
  g_autoptr (JsonObject) columns = json_object_new ();
  JsonObject *report = NULL;

  if (ctl->args[1])
    return so_ctl_misused (error, "calendars are imported one at a time");
  if (!so_ctl_open (ctl, error) || !(dry ? look : take) (ctl, columns, &report, error))
    return FALSE;
  /* What other imports bring; none of it, and taken back by “undo”. */
  json_object_set_null_member (report, "batch");
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    json_object_set_int_member (report, none[i], 0);
  json_object_set_boolean_member (report, "dry_run", dry);
  return so_ctl_print (ctl, report);
}

gboolean
so_ctl_schedule_import (SoCtl *ctl, GError **error)
{
  g_auto (GStrv) maps = NULL;
  gboolean dry = FALSE;
  const GOptionEntry entries[] = { { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &maps }, { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry }, { NULL } };
  g_autoptr (JsonObject) columns = NULL;
  JsonObject *report = NULL;

  if (!so_ctl_parse (ctl, entries, 1, 1, error) || !(columns = read_map (maps, error)) || !so_ctl_open (ctl, error))
    return FALSE;
  return (dry ? look : take) (ctl, columns, &report, error) && so_ctl_print (ctl, report);
}

gboolean
so_ctl_schedule_export (SoCtl *ctl, GError **error)
{
  g_autofree char *from = NULL, *to = NULL;
  const GOptionEntry entries[] = { { "from", 0, 0, G_OPTION_ARG_STRING, &from }, { "to", 0, 0, G_OPTION_ARG_STRING, &to }, { NULL } };
  g_autoptr (SoDb) db = NULL;
  JsonObject *object;
  int first, last;
  guint n;

  if (!so_ctl_parse (ctl, entries, 1, 1, error) || !so_ctl_open (ctl, error))
    return FALSE;
  first = so_day_of (so_now (), so_studio_get_zone (ctl->studio), NULL);
  if (from && !so_day_parse (from, &first))
    return so_ctl_misused (error, "“%s” is no day: write it as 2026-11-24", from);
  last = first + YEAR;
  if (to && (!so_day_parse (to, &last) || last < first || last - first > 3 * YEAR))
    return so_ctl_misused (error, "“%s” is no day within three years after the first: write it as 2026-11-24", to);
  if (!(db = so_ctl_read (ctl, error)) || !so_schedule_export (db, so_ctl_arg (ctl, 0), first, last, so_now (), &n, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "file", so_ctl_arg (ctl, 0));
  json_object_set_int_member (object, "rows", n);
  return so_ctl_print (ctl, object);
}
