/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include <glib/gstdio.h>

#include "so-care.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-error.h"
#include "so-exchange-person.h"
#include "so-exchange.h"

/* What a copy holds, so that the owner can compare. */
static gboolean
print_counts (SoCtl *ctl, const char *name, const char *path, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autofree char *shown = g_filename_display_name (path);
  SoCareCounts counts;
  JsonObject *object;
  GStatBuf info;

  if (!db || !so_care_count (db, &counts, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, name, shown);
  if (g_stat (path, &info) == 0 && S_ISREG (info.st_mode))
    json_object_set_int_member (object, "bytes", (gint64) info.st_size);
  so_ctl_json_set_counts (object, &counts);
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_backup (SoCtl *ctl, GError **error)
{
  GCancellable *cancellable;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error))
    return FALSE;
  cancellable = so_ctl_cancellable ();
  return so_ctl_open (ctl, error)
         && so_care_backup (so_studio_get_store (ctl->studio), ctl->args[0], cancellable, error)
         && print_counts (ctl, "file", ctl->args[0], error);
}

gboolean
so_ctl_restore (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && so_care_restore (ctl->folder, ctl->args[0], NULL, error)
         && print_counts (ctl, "restored", ctl->args[0], error);
}

gboolean
so_ctl_check (SoCtl *ctl, GError **error)
{
  g_autoptr (SoCareReport) report = NULL;
  JsonObject *object;
  JsonArray *problems;

  if (!so_ctl_parse (ctl, NULL, 0, 0, error) || !so_ctl_open (ctl, error)
      || !(report = so_care_check (so_studio_get_store (ctl->studio), NULL, error)))
    return FALSE;
  object = json_object_new ();
  problems = json_array_new ();
  json_object_set_boolean_member (object, "ok", report->ok);
  for (guint i = 0; i < report->problems->len; i++)
    json_array_add_string_element (problems, report->problems->pdata[i]);
  json_object_set_array_member (object, "problems", problems);
  json_object_set_int_member (object, "messages", (gint64) report->messages);
  json_object_set_int_member (object, "contacts", (gint64) report->contacts);
  json_object_set_int_member (object, "files", (gint64) report->files);
  json_object_set_int_member (object, "missing_files", (gint64) report->missing_files);
  json_object_set_int_member (object, "damaged_files", (gint64) report->damaged_files);
  so_ctl_print (ctl, object);
  if (report->ok)
    return TRUE;
  return so_fail (error, SO_ERROR_CHANGE, "%s%s",
                  report->problems->len ? (const char *) report->problems->pdata[0] : "The studio is damaged",
                  report->problems->len > 1 ? " (and more: see the list)" : "");
}

static gboolean
export_person (SoCtl *ctl, const char *contact_id, GError **error)
{
  SoPersonCounts counts;
  JsonObject *object;

  if (!so_ctl_open (ctl, error) || !so_exchange_person_count (ctl->studio, contact_id, &counts, error) ||
      !so_exchange_person (ctl->studio, contact_id, ctl->args[0], so_ctl_cancellable (), error))
    return FALSE;
  object = json_object_new ();
  so_ctl_json_set (object, "folder", ctl->args[0]);
  json_object_set_int_member (object, "conversations", counts.conversations);
  json_object_set_int_member (object, "messages", counts.messages);
  json_object_set_int_member (object, "notes", counts.notes);
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_export (SoCtl *ctl, GError **error)
{
  g_autofree char *contact_id = NULL;
  const GOptionEntry entries[] = { { "contact", 0, 0, G_OPTION_ARG_STRING, &contact_id }, { NULL } };
  GCancellable *cancellable;

  if (!so_ctl_parse (ctl, entries, 1, 1, error))
    return FALSE;
  if (contact_id)
    return export_person (ctl, contact_id, error);
  cancellable = so_ctl_cancellable ();
  return so_ctl_open (ctl, error) && so_exchange_export (ctl->studio, ctl->args[0], cancellable, error)
         && print_counts (ctl, "folder", ctl->args[0], error);
}

gboolean
so_ctl_erase (SoCtl *ctl, GError **error)
{
  JsonObject *object;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !so_ctl_open (ctl, error)
      || !so_exchange_erase (ctl->studio, so_ctl_arg (ctl, 0), error))
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "erased", so_ctl_arg (ctl, 0));
  json_object_set_int_member (object, "contacts", 1);
  return so_ctl_print (ctl, object);
}
