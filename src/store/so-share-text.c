/* SPDX-License-Identifier: MIT */
#include "so-share-text.h"

static void
begin (GString *text, const char *name)
{
  char last = text->len ? text->str[text->len - 1] : '{';

  if (last != '{' && last != '[')
    g_string_append_c (text, ',');
  if (!name)
    return;
  g_string_append_c (text, '"');
  g_string_append (text, name);
  g_string_append (text, "\":");
}

void
so_share_add_text (GString *text, const char *name, const char *value)
{
  begin (text, name);
  so_json_append_string (text, value);
}

void
so_share_add_int (GString *text, const char *name, gint64 value)
{
  char digits[24];

  begin (text, name);
  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, value);
  g_string_append (text, digits);
}

void
so_share_add_json (GString *text, const char *name, const char *json)
{
  if (!json)
    return;
  begin (text, name);
  g_string_append (text, json);
}

void
so_share_begin_object (GString *text)
{
  begin (text, NULL);
  g_string_append_c (text, '{');
}

void
so_share_end_object (GString *text)
{
  g_string_append_c (text, '}');
}

void
so_share_begin_list (GString *text, const char *name)
{
  begin (text, name);
  g_string_append_c (text, '[');
}

const char *
so_share_get_text (SoJsonText *text, SoJsonPlace object, const char *name)
{
  const char *value = so_json_text_string (text, so_json_text_member (text, object, name));

  return value ? value : "";
}

gint64
so_share_get_int (SoJsonText *text, SoJsonPlace object, const char *name)
{
  return so_json_text_int (text, so_json_text_member (text, object, name));
}
