/* SPDX-License-Identifier: MIT */
#include "so-template.h"

#include <string.h>

#define LONGEST 60    /* characters between the braces; so-checks.c counts as many bytes */

/* One "{name:argument|fallback}", taken apart. */
typedef struct {
  char *name;
  char *argument;    /* or NULL */
  char *fallback;    /* or NULL; "" where "|" stands alone: better nothing than a gap */
  char *raw;         /* as it stands between the braces */
  gsize length;      /* bytes with the braces */
} Variable;

static void
variable_clear (Variable *variable)
{
  g_free (variable->name);
  g_free (variable->argument);
  g_free (variable->fallback);
  g_free (variable->raw);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Variable, variable_clear)

/* "First  Name " → "first name" */
static char *
tidy (const char *text, gsize length)
{
  g_autofree char *part = g_strndup (text, length);
  g_autofree char *lower = g_utf8_strdown (part, -1);
  g_auto (GStrv) words = g_strsplit_set (lower, " \t", -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; words[i]; i++)
    if (*words[i])
      g_string_append_printf (out, "%s%s", out->len ? " " : "", words[i]);
  return g_string_free_and_steal (g_steal_pointer (&out));
}

static char *
strip (const char *text, gsize length)
{
  return g_strstrip (g_strndup (text, length));
}

/* The variable that begins at the brace @p, into what is empty; FALSE where there is none. Clear it in both cases. */
static gboolean
read_variable (const char *p, Variable *variable)
{
  gsize inside = strcspn (p + 1, "{}\n\r"), before, name;

  if (p[1 + inside] != '}' || inside == 0 || g_utf8_strlen (p + 1, (gssize) inside) > LONGEST)
    return FALSE;
  before = MIN (inside, strcspn (p + 1, "|"));
  name = MIN (before, strcspn (p + 1, ":"));
  variable->name = tidy (p + 1, name);
  if (!*variable->name)
    return FALSE;
  if (name < before)
    variable->argument = strip (p + 1 + name + 1, before - name - 1);
  if (before < inside)
    variable->fallback = g_strndup (p + 1 + before + 1, inside - before - 1);
  variable->raw = strip (p + 1, before);
  variable->length = inside + 2;
  return TRUE;
}

static gboolean
is_blank (const char *text)
{
  for (const char *p = text ? text : ""; *p; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)) && !g_unichar_iszerowidth (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static void
list_once (GPtrArray *list, const char *name)
{
  if (!g_ptr_array_find_with_equal_func (list, name, g_str_equal, NULL))
    g_ptr_array_add (list, g_strdup (name));
}

static GStrv
end_list (GPtrArray *list)
{
  g_ptr_array_add (list, NULL);
  return (GStrv) g_ptr_array_steal (list, NULL);
}

static void
put (GString *out, const Variable *variable, SoTemplateValue value, gpointer data, GPtrArray *missing)
{
  g_autofree char *known = value ? value (variable->name, variable->argument, data) : NULL;

  if (!is_blank (known))
    g_string_append (out, known);
  else if (variable->fallback)
    g_string_append (out, variable->fallback);
  else
    {
      g_string_append_printf (out, "{%s}", variable->raw);
      list_once (missing, variable->raw);
    }
}

char *
so_template_fill (const char *text, SoTemplateValue value, gpointer data, GStrv *missing)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  GString *out = g_string_new (NULL);
  const char *p = text ? text : "";

  while (*p)
    {
      g_auto (Variable) variable = { 0 };

      if ((p[0] == '{' || p[0] == '}') && p[1] == p[0])
        {
          g_string_append_c (out, *p);
          p += 2;
        }
      else if (*p == '{' && read_variable (p, &variable))
        {
          put (out, &variable, value, data, list);
          p += variable.length;
        }
      else
        g_string_append_c (out, *p++);
    }
  if (missing)
    *missing = end_list (list);
  return g_string_free_and_steal (out);
}

GStrv
so_template_variables (const char *text)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  const char *p = text ? text : "";

  while (*p)
    {
      g_auto (Variable) variable = { 0 };

      if ((p[0] == '{' || p[0] == '}') && p[1] == p[0])
        p += 2;
      else if (*p == '{' && read_variable (p, &variable))
        {
          list_once (list, variable.raw);
          p += variable.length;
        }
      else
        p++;
    }
  return end_list (list);
}

gboolean
so_template_find_missing (const char *text, gsize *start, gsize *length)
{
  for (const char *p = strchr (text, '{'); p; p = strchr (p + 1, '{'))
    {
      g_auto (Variable) variable = { 0 };

      if (!read_variable (p, &variable))
        continue;
      *start = (gsize) (p - text);
      *length = variable.length;
      return TRUE;
    }
  return FALSE;
}
