/* SPDX-License-Identifier: MIT */
#include "so-ctl-out.h"

#include <stdio.h>

#include "so-json.h"
#include "so-money.h"
#include "so-text.h"

#define WIDEST 44

struct _SoCtlList {
  gboolean as_json;
  GString *json;
  GStrv columns;
  GPtrArray *cells;    /* char*, row by row */
};

static char *dup_words (JsonNode *node);

static char *
dup_array_words (JsonArray *array)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (words, dup_words (json_array_get_element (array, i)));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

static char *
dup_object_words (JsonObject *object)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (json_object_get_size (object) == 2 && so_json_string (object, "currency") && json_object_has_member (object, "amount"))
    return so_money_format (so_json_int (object, "amount"), so_json_string (object, "currency"), NULL);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      char *text = dup_words (value);
      if (*text)
        g_ptr_array_add (words, text);
      else
        g_free (text);
    }
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" ", (char **) words->pdata);
}

/* A value as a person reads it: {"kind":"email","value":"a@b.c"} is "email a@b.c", {"amount":900,"currency":"EUR"} is "€9.00". */
static char *
dup_words (JsonNode *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (JSON_NODE_HOLDS_ARRAY (node))
    return dup_array_words (json_node_get_array (node));
  if (JSON_NODE_HOLDS_OBJECT (node))
    return dup_object_words (json_node_get_object (node));
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "yes" : "no");
  if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    return g_strdup (g_ascii_formatd ((char[G_ASCII_DTOSTR_BUF_SIZE]) { 0 }, G_ASCII_DTOSTR_BUF_SIZE, "%.6g", json_node_get_double (node)));
  return so_json_write (node, FALSE);
}

/* A terminal obeys control characters, and a message may hold them: they are not shown. */
static char *
dup_safe (char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (c == '\n' || c == '\t' || !g_unichar_iscntrl (c))
        g_string_append_unichar (out, c);
    }
  g_free (text);
  return g_string_free_and_steal (out);
}

gboolean
so_ctl_print (SoCtl *ctl, JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_node_take_object (node, object);
  if (ctl->json)
    {
      g_autofree char *text = so_json_write (node, TRUE);
      puts (text);
      return TRUE;
    }
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      g_autofree char *words = dup_safe (dup_words (value));
      if (*words)
        printf ("%-16s %s\n", name, words);
    }
  return TRUE;
}

SoCtlList *
so_ctl_list_new (SoCtl *ctl, const char *columns)
{
  SoCtlList *list = g_new0 (SoCtlList, 1);

  list->as_json = ctl->json;
  list->json = g_string_new ("[");
  list->columns = g_strsplit (columns, " ", -1);
  list->cells = g_ptr_array_new_with_free_func (g_free);
  return list;
}

void
so_ctl_list_add (SoCtlList *list, JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  if (list->as_json)
    {
      g_autofree char *text = so_json_write (node, FALSE);
      g_string_append (list->json, list->json->len > 1 ? ",\n" : "\n");
      g_string_append (list->json, text);
      return;
    }
  for (guint i = 0; list->columns[i]; i++)
    {
      JsonNode *value = json_object_get_member (object, list->columns[i]);
      g_autofree char *words = value ? dup_safe (dup_words (value)) : g_strdup ("");
      gboolean last = list->columns[i + 1] == NULL;

      g_ptr_array_add (list->cells, so_text_snippet (words, last ? 4 * WIDEST : WIDEST));
    }
}

/* Columns on the screen: a Chinese character takes two, a combining accent none. */
static guint
width_of (const char *text)
{
  guint width = 0;

  for (; *text; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

static void
print_table (SoCtlList *list)
{
  guint n = g_strv_length (list->columns);
  g_autofree guint *widths = g_new0 (guint, n);

  for (guint i = 0; i < list->cells->len; i++)
    widths[i % n] = MAX (widths[i % n], width_of (list->cells->pdata[i]));
  for (guint i = 0; i < list->cells->len; i++)
    {
      const char *cell = list->cells->pdata[i];
      if (i % n == n - 1)
        printf ("%s\n", cell);
      else
        printf ("%s%*s", cell, (int) (widths[i % n] - width_of (cell) + 2), "");
    }
}

gboolean
so_ctl_list_print (SoCtlList *list)
{
  if (list->as_json)
    printf ("%s%s]\n", list->json->str, list->json->len > 1 ? "\n" : "");
  else
    print_table (list);
  so_ctl_list_free (list);
  return TRUE;
}

void
so_ctl_list_free (SoCtlList *list)
{
  if (!list)
    return;
  g_string_free (list->json, TRUE);
  g_strfreev (list->columns);
  g_ptr_array_unref (list->cells);
  g_free (list);
}
