/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-keeping.h"
#include "so-verb.h"

#include <string.h>

/* How long data is kept. */

static void
set_months (JsonObject *object, guint months)
{
  if (months)
    json_object_set_int_member (object, "months", months);
  else
    json_object_set_null_member (object, "months");
}

static gboolean
print_kinds (SoCtl *ctl, GError **error)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "kind months due");

  if (!so_ctl_open (ctl, error))
    return FALSE;
  for (SoKept i = 0; i < SO_N_KEPT; i++)
    {
      guint months = so_studio_get_months_kept (ctl->studio, i);
      gint64 n = so_keeping_count (ctl->studio, i, months, error);
      JsonObject *object;

      if (n < 0)
        return FALSE;
      object = json_object_new ();
      so_ctl_json_set (object, "kind", so_kept_nick (i));
      set_months (object, months);
      json_object_set_int_member (object, "due", n);
      so_ctl_list_add (list, object);
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_retention_list (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 0, 0, error) && print_kinds (ctl, error);
}

static gboolean
count_only (SoCtl *ctl, SoKept kind, guint months, GError **error)
{
  gint64 n = so_keeping_count (ctl->studio, kind, months, error);
  JsonObject *object;

  if (n < 0)
    return FALSE;
  object = json_object_new ();
  so_ctl_json_set (object, "kind", so_kept_nick (kind));
  set_months (object, months);
  json_object_set_int_member (object, "due", n);
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_retention_set (SoCtl *ctl, GError **error)
{
  gboolean dry = FALSE;
  const GOptionEntry entries[] = { { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry }, { NULL } };
  const char *wish;
  guint64 months = 0;
  SoKept kind;

  if (!so_ctl_parse (ctl, entries, 2, 2, error))
    return FALSE;
  if (!so_kept_parse (so_ctl_arg (ctl, 0), &kind))
    return so_ctl_misused (error, "kinds are messages, recordings, imports, leads and bin");
  wish = so_ctl_arg (ctl, 1);
  if (strcmp (wish, "forever") && !g_ascii_string_to_unsigned (wish, 10, 1, SO_KEPT_MOST_MONTHS, &months, NULL))
    return so_ctl_misused (error, "say months from 1 to %d, or forever", SO_KEPT_MOST_MONTHS);
  if (!so_ctl_open (ctl, error))
    return FALSE;
  if (dry)
    return count_only (ctl, kind, (guint) months, error);
  return so_studio_do (ctl->studio, SO_VERB_SAVE_SETTING, so_kept_setting (kind), strcmp (wish, "forever") ? wish : "0", NULL, error) && print_kinds (ctl, error);
}

gboolean
so_ctl_retention_run (SoCtl *ctl, GError **error)
{
  gboolean dry = FALSE;
  const GOptionEntry entries[] = { { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry }, { NULL } };
  gint64 erased[SO_N_KEPT];
  JsonObject *object;

  if (!so_ctl_parse (ctl, entries, 0, 0, error))
    return FALSE;
  if (dry)
    return print_kinds (ctl, error);
  if (!so_ctl_open (ctl, error) || !so_keeping_run (ctl->studio, erased, error))
    return FALSE;
  object = json_object_new ();
  for (SoKept i = 0; i < SO_N_KEPT; i++)
    json_object_set_int_member (object, so_kept_nick (i), erased[i]);
  return so_ctl_print (ctl, object);
}
