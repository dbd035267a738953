/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-import-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "so-error.h"
#include "so-import-csv-reader.h"
#include "so-text.h"

#define SAMPLE_ROWS 200
#define SAMPLE_LENGTH 60

static const struct { const char *nick, *label; } kinds[SO_N_COLUMNS] = {
  [SO_COLUMN_OUT] = { "out", N_("Leave out") },
  [SO_COLUMN_NAME] = { "name", N_("Name") },
  [SO_COLUMN_FIRST] = { "first", N_("First name") },
  [SO_COLUMN_MIDDLE] = { "middle", N_("Middle name") },
  [SO_COLUMN_LAST] = { "last", N_("Last name") },
  [SO_COLUMN_COMPANY] = { "company", N_("Company") },
  [SO_COLUMN_PHONE] = { "phone", N_("Phone") },
  [SO_COLUMN_EMAIL] = { "email", N_("E-mail") },
  [SO_COLUMN_INSTAGRAM] = { "instagram", N_("Instagram") },
  [SO_COLUMN_NOTES] = { "notes", N_("Notes") },
  [SO_COLUMN_BIRTHDAY] = { "birthday", N_("Birthday") },
  [SO_COLUMN_TAGS] = { "tags", N_("Tags") },
  [SO_COLUMN_STAGE] = { "stage", N_("Stage") },
  [SO_COLUMN_SOURCE] = { "source", N_("Source") },
  [SO_COLUMN_ID] = { "id", N_("Customer number") },
  [SO_COLUMN_FIELD] = { "field", N_("A field of this heading") },
};

void
so_import_column_free (SoImportColumn *column)
{
  if (!column)
    return;
  g_free (column->title);
  for (guint i = 0; i < SO_COLUMN_SAMPLES; i++)
    g_free (column->samples[i]);
  g_free (column);
}

SoImportColumn *
so_import_column_copy (const SoImportColumn *column)
{
  SoImportColumn *copy = g_memdup2 (column, sizeof *column);

  copy->title = g_strdup (column->title);
  for (guint i = 0; i < SO_COLUMN_SAMPLES; i++)
    copy->samples[i] = g_strdup (column->samples[i]);
  return copy;
}

const char *
so_import_column_nick (SoColumnKind kind)
{
  return kinds[kind].nick;
}

const char *
so_import_column_label (SoColumnKind kind)
{
  return kinds[kind].label;
}

static gboolean
parse_kind (const char *nick, SoColumnKind *kind)
{
  for (SoColumnKind i = 0; i < SO_N_COLUMNS; i++)
    if (!g_ascii_strcasecmp (nick, kinds[i].nick))
      return *kind = i, TRUE;
  return FALSE;
}

static char *
all_nicks (void)
{
  GString *all = g_string_new (NULL);

  for (SoColumnKind i = 0; i < SO_N_COLUMNS; i++)
    g_string_append_printf (all, "%s%s", i ? ", " : "", kinds[i].nick);
  return g_string_free_and_steal (all);
}

static char *
all_titles (GPtrArray *columns)
{
  GString *all = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < columns->len; i++)
    g_string_append_printf (all, "%s%s", i ? ", " : "", ((SoImportColumn *) columns->pdata[i])->title);
  text = g_string_free_and_steal (all);
  return so_text_snippet (text, 300);
}

/* Says it of all columns of that heading, or of column "#3"; how many these were. */
static guint
say (GPtrArray *columns, const char *title, SoColumnKind kind)
{
  g_autofree char *folded = so_text_fold (title);
  guint64 number = 0;
  guint said = 0;

  if (*title == '#' && !g_ascii_string_to_unsigned (title + 1, 10, 1, columns->len, &number, NULL))
    number = 0;
  for (guint i = 0; i < columns->len; i++)
    {
      SoImportColumn *column = columns->pdata[i];
      g_autofree char *own = so_text_fold (column->title);

      if (number ? i + 1 != number : strcmp (own, folded) != 0)
        continue;
      column->kind = kind;
      column->said = TRUE;
      said++;
    }
  return said;
}

gboolean
so_import_columns_say (GPtrArray *columns, const char *const *map, GError **error)
{
  for (guint i = 0; map && map[i]; i++)
    {
      const char *equals = strrchr (map[i], '=');
      g_autofree char *title = equals ? g_strstrip (g_strndup (map[i], equals - map[i])) : NULL;
      g_autofree char *known = NULL;
      SoColumnKind kind;

      if (!equals || !parse_kind (equals + 1, &kind))
        {
          known = all_nicks ();
          return so_fail (error, SO_ERROR_CHANGE, _("“%s” does not say what a column is. Write COLUMN=FIELD with one of %s."), map[i], known);
        }
      known = all_titles (columns);
      if (!say (columns, title, kind))
        return so_fail (error, SO_ERROR_CHANGE, _("There is no column “%s” in this table. It has: %s."), title, known);
    }
  return TRUE;
}

gboolean
so_import_columns_are_useful (GPtrArray *columns)
{
  for (guint i = 0; i < columns->len; i++)
    {
      SoColumnKind kind = ((SoImportColumn *) columns->pdata[i])->kind;
      if (kind >= SO_COLUMN_NAME && kind <= SO_COLUMN_INSTAGRAM)
        return TRUE;
    }
  return FALSE;
}

static void
add_sample (SoImportColumn *column, const char *cell)
{
  for (guint i = 0; i < SO_COLUMN_SAMPLES; i++)
    if (!column->samples[i])
      {
        column->samples[i] = so_text_snippet (cell, SAMPLE_LENGTH);
        return;
      }
}

GPtrArray *
so_import_columns_of (GStrv titles)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) so_import_column_free);

  for (guint i = 0; titles && titles[i]; i++)
    {
      SoImportColumn *column = g_new0 (SoImportColumn, 1);

      column->title = g_strdup (titles[i]);
      column->kind = so_import_column_guess (titles[i], &column->useless);
      g_ptr_array_add (columns, column);
    }
  return columns;
}

static GPtrArray *
read_columns (SoCsvReader *reader, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_auto (GStrv) titles = so_csv_reader_heads (reader, NULL, &inner);
  g_autoptr (GPtrArray) columns = so_import_columns_of (titles);

  for (guint row = 0; titles && row < SAMPLE_ROWS; row++)
    {
      SoCsvRow at;
      g_auto (GStrv) cells = so_csv_reader_next (reader, &at, NULL, &inner);

      if (!cells)
        break;
      for (guint i = 0; cells[i] && i < columns->len && !at.too_long; i++)
        if (*cells[i])
          add_sample (columns->pdata[i], cells[i]);
    }
  if (inner)
    return g_propagate_error (error, g_steal_pointer (&inner)), NULL;
  return g_steal_pointer (&columns);
}

GPtrArray *
so_import_table_columns (const char *path, const char *const *map, GError **error)
{
  int fd = so_import_open_text (path, NULL, error);
  g_autoptr (SoCsvReader) reader = NULL;
  g_autoptr (GPtrArray) columns = NULL;

  if (fd < 0)
    return NULL;
  reader = so_csv_reader_new (fd, so_csv_separator (fd));
  columns = read_columns (reader, error);
  close (fd);
  return columns && so_import_columns_say (columns, map, error) ? g_steal_pointer (&columns) : NULL;
}

char *
so_import_columns_key (GPtrArray *columns)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < columns->len; i++)
    {
      g_autofree char *folded = so_text_fold (((SoImportColumn *) columns->pdata[i])->title);
      g_checksum_update (sum, (const guchar *) folded, strlen (folded) + 1);
    }
  return g_strdup (g_checksum_get_string (sum));
}

GStrv
so_import_columns_map (GPtrArray *columns)
{
  g_autoptr (GStrvBuilder) map = g_strv_builder_new ();

  for (guint i = 0; i < columns->len; i++)
    {
      const SoImportColumn *column = columns->pdata[i];
      if (column->said)
        g_strv_builder_take (map, g_strdup_printf ("#%u=%s", i + 1, kinds[column->kind].nick));
    }
  return g_strv_builder_end (map);
}
