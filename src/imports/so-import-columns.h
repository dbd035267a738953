/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the columns of a table of people mean: guessed by their headings, or said by the owner. */

typedef enum {
  SO_COLUMN_OUT,        /* left out */
  SO_COLUMN_NAME,
  SO_COLUMN_FIRST,
  SO_COLUMN_MIDDLE,
  SO_COLUMN_LAST,
  SO_COLUMN_COMPANY,
  SO_COLUMN_PHONE,
  SO_COLUMN_EMAIL,
  SO_COLUMN_INSTAGRAM,
  SO_COLUMN_NOTES,
  SO_COLUMN_BIRTHDAY,
  SO_COLUMN_TAGS,
  SO_COLUMN_STAGE,
  SO_COLUMN_SOURCE,
  SO_COLUMN_ID,
  SO_COLUMN_FIELD,      /* a field of the studio's own, by its heading */
  SO_N_COLUMNS,
} SoColumnKind;

#define SO_COLUMN_SAMPLES 3

typedef struct {
  char *title;          /* as the table has it; may be empty */
  SoColumnKind kind;
  gboolean said;        /* by the owner, now or for the same headings before */
  gboolean useless;     /* known, and of no use: nobody is told that it is left out */
  char *samples[SO_COLUMN_SAMPLES];   /* the first values that are there, cut short; NULL after the last */
} SoImportColumn;

void so_import_column_free (SoImportColumn *column);
SoImportColumn *so_import_column_copy (const SoImportColumn *column);

/* "name", "phone", "out" … as it is written and stored. */
const char *so_import_column_nick (SoColumnKind kind);
/* For people, in English: translate with gettext. */
const char *so_import_column_label (SoColumnKind kind);

/* What heads a field of the studio's own in a table that this program wrote: "Field: shoe size". */
#define SO_COLUMN_OWN "Field: "

SoColumnKind so_import_column_guess (const char *title, gboolean *useless);

/**
 * so_import_columns_say: what the owner said of columns, over what was guessed.
 *
 * @map: "HEADING=phone" or "#3=out", NULL-terminated, or NULL. SO_ERROR_CHANGE where there is no such column or word.
 */
gboolean so_import_columns_say (GPtrArray *columns, const char *const *map, GError **error);

/* TRUE if people can be found in these columns: one is a name, a number or an address. */
gboolean so_import_columns_are_useful (GPtrArray *columns);

/* The columns under these headings, as they are guessed. */
GPtrArray *so_import_columns_of (GStrv titles);

/* The columns of a table with samples of its first rows: SoImportColumn, one for each cell of its first line. An empty array where
 * the file has no line. NULL on an error. Blocking. */
GPtrArray *so_import_table_columns (const char *path, const char *const *map, GError **error);

/* What the map of a table with these headings is remembered under. Free with g_free(). */
char *so_import_columns_key (GPtrArray *columns);
/* The map that says what the columns are now, "#1=name", NULL-terminated; only what was @said. Free with g_strfreev(). */
GStrv so_import_columns_map (GPtrArray *columns);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoImportColumn, so_import_column_free)

G_END_DECLS
