/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "so-csv-guard.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-db-ask.h"
#include "so-error.h"
#include "so-exchange-tables.h"
#include "so-json.h"
#include "so-views.h"

#define ROWS 10000
#define MOST_ROWS 1000000
#define SECONDS 30
#define MOST_SECONDS 3600
/* Kept until the last row is there: what fails in the middle prints nothing. */
#define MOST_BYTES (256 << 20)

typedef struct {
  JsonArray *columns, *rows;   /* NULL: CSV */
  FILE *file;
} Answer;

static JsonNode *
make_node (const SoCell *cell)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);
  gint64 whole;
  double number;

  if (cell->kind == SO_CELL_TEXT)
    return json_node_set_string (node, cell->text), node;
  if (cell->kind == SO_CELL_NUMBER && g_ascii_string_to_signed (cell->text, 10, G_MININT64, G_MAXINT64, &whole, NULL))
    return json_node_set_int (node, whole), node;
  number = g_ascii_strtod (cell->text, NULL);
  if (cell->kind == SO_CELL_NUMBER && isfinite (number))
    return json_node_set_double (node, number), node;
  json_node_unref (node);
  return json_node_new (JSON_NODE_NULL);
}

static void
add_json (Answer *answer, const char *const *names, const SoCell *cells, guint n)
{
  JsonArray *row = cells ? json_array_new () : NULL;

  for (guint i = 0; i < n; i++)
    if (cells)
      json_array_add_element (row, make_node (&cells[i]));
    else
      json_array_add_string_element (answer->columns, names[i]);
  if (cells)
    json_array_add_array_element (answer->rows, row);
}

/* A number with a minus is one; a text that begins so would be run. */
static void
add_csv (FILE *file, const char *const *names, const SoCell *cells, guint n)
{
  g_auto (GStrv) texts = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    texts[i] = !cells ? so_csv_guard (names[i]) : cells[i].kind == SO_CELL_TEXT ? so_csv_guard (cells[i].text) : g_strdup (cells[i].text);
  so_exchange_csv_row (file, (const char *const *) texts, n);
}

static gboolean
on_row (const char *const *names, const SoCell *cells, guint n, gpointer data, GError **error)
{
  Answer *answer = data;

  if (answer->columns)
    add_json (answer, names, cells, n);
  add_csv (answer->file, names, cells, n);
  return ftell (answer->file) < MOST_BYTES || so_fail (error, SO_ERROR_CHANGE, "The answer is larger than 256 MiB: ask for less.");
}

static gboolean
print_json (SoCtl *ctl, Answer *answer, gboolean more)
{
  JsonObject *object = json_object_new ();

  json_object_set_array_member (object, "columns", answer->columns);
  json_object_set_array_member (object, "rows", answer->rows);
  json_object_set_boolean_member (object, "more", more);
  return so_ctl_print (ctl, object);
}

static gboolean
run (SoCtl *ctl, const char *sql, SoAsk *how, GError **error)
{
  g_autoptr (SoProfile) profile = so_studio_dup_profile (ctl->studio);
  Answer answer = { 0 };
  char *text = NULL;
  size_t size = 0;
  gboolean more = FALSE, ok;

  how->zone = so_studio_get_zone (ctl->studio);
  how->currency = profile && profile->currency ? profile->currency : "EUR";
  if (ctl->json)
    answer = (Answer) { json_array_new (), json_array_new (), NULL };
  answer.file = open_memstream (&text, &size);
  ok = so_db_ask (so_studio_get_store (ctl->studio), sql, how, on_row, &answer, &more, error);
  fclose (answer.file);
  if (ok && ctl->json)
    print_json (ctl, &answer, more);
  else if (ok)
    fwrite (text, 1, size, stdout);
  if (!ok && ctl->json)
    {
      json_array_unref (answer.columns);
      json_array_unref (answer.rows);
    }
  if (ok && more && !ctl->json)
    fprintf (stderr, "Only the first %u rows: there are more (--limit)\n", how->most_rows);
  free (text);
  return ok;
}

static gboolean
add_columns (const char *const *names, const SoCell *cells, guint n, gpointer data, GError **error)
{
  g_autofree char *all = g_strjoinv (", ", (char **) names);

  if (!cells)
    so_ctl_json_set (data, "columns", all);
  return TRUE;
}

static gboolean
print_views (SoCtl *ctl, SoAsk *how, GError **error)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "name columns");
  guint n;
  const SoView *views = so_views (&n);

  how->zone = so_studio_get_zone (ctl->studio);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = json_object_new ();
      gboolean more;

      so_ctl_json_set (object, "name", views[i].name);
      how->most_rows = 0;
      if (!so_db_ask_view (so_studio_get_store (ctl->studio), views[i].name, how, add_columns, object, &more, error))
        return json_object_unref (object), FALSE;
      so_ctl_list_add (list, object);
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_query (SoCtl *ctl, GError **error)
{
  int limit = ROWS, seconds = SECONDS;
  const GOptionEntry entries[] = { { "limit", 0, 0, G_OPTION_ARG_INT, &limit }, { "seconds", 0, 0, G_OPTION_ARG_INT, &seconds }, { NULL } };
  SoAsk how = { .cancellable = so_ctl_cancellable () };

  if (!so_ctl_parse (ctl, entries, 0, 1, error))
    return FALSE;
  if (limit < 1 || limit > MOST_ROWS)
    return so_ctl_misused (error, "--limit is a number of rows from 1 to %d", MOST_ROWS);
  if (seconds < 1 || seconds > MOST_SECONDS)
    return so_ctl_misused (error, "--seconds is a number from 1 to %d", MOST_SECONDS);
  how.most_rows = (guint) limit;
  how.seconds = (guint) seconds;
  return so_ctl_open (ctl, error) && (ctl->args[0] ? run (ctl, so_ctl_arg (ctl, 0), &how, error) : print_views (ctl, &how, error));
}
