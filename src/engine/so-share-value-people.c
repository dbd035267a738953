/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-share-value.h"

#include "so-json.h"

#include <glib/gi18n-lib.h>

/* The same of so-share-value.h for what is kept about people. */

static gboolean
is_set (JsonObject *fields, const char *field)
{
  const char *text = so_json_string (fields, field);

  return text && *text;
}

static char *
dup_or (JsonObject *fields, const char *field, const char *otherwise)
{
  return g_strdup (is_set (fields, field) ? so_json_string (fields, field) : otherwise);
}

char *
so_share_value_first (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  g_autofree char *by = is_set (fields, "referred_by") && sense->look ? sense->look (sense->data, "contact", so_json_string (fields, "referred_by")) : NULL;
  /* Translators: %s is a person's name */
  g_autofree char *sent = by ? g_strdup_printf (_("sent by %s"), by) : is_set (fields, "referred_by") ? g_strdup (_("sent by somebody")) : NULL;
  const char *touch = is_set (fields, "first_touch") ? so_json_string (fields, "first_touch") : NULL;

  return touch && sent ? g_strdup_printf ("%s, %s", touch, sent) : g_strdup (touch ? touch : sent ? sent : _("nothing"));
}

char *
so_share_value_joined (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  return g_strdup (so_share_value_is_on (fields, "undone_at") ? _("two people") : _("one person"));
}

char *
so_share_value_text (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  return dup_or (fields, "text", NULL);
}

char *
so_share_value_file (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  return so_share_value_is_on (fields, "deleted_at") ? g_strdup (_("removed")) : dup_or (fields, "name", NULL);
}

static const char *
role_label (const char *role)
{
  if (!g_strcmp0 (role, "guardian"))
    return C_("household", "Guardian");
  return !g_strcmp0 (role, "student") ? C_("household", "Student") : C_("household", "Lives There Too");
}

char *
so_share_value_member (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  const char *role = role_label (so_json_string (fields, "role"));

  if (so_share_value_is_on (fields, "deleted_at"))
    return g_strdup (_("not in it"));
  /* Translators: %s is Guardian, Student or Lives There Too, of a household */
  return so_json_int (fields, "receives") ? g_strdup_printf (_("%s, receives messages"), role) : g_strdup (role);
}

char *
so_share_value_field_kind (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  return so_share_value_is_on (fields, "deleted_at") ? g_strdup (_("removed")) : dup_or (fields, "label", NULL);
}

char *
so_share_value_query (const SoShareSense *sense, const char *name, JsonObject *fields)
{
  return dup_or (fields, "query", _("everybody"));
}
