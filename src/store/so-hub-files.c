/* SPDX-License-Identifier: MIT */
#include "so-hub-files.h"

#include "so-hub-shelf.h"
#include "so-hub-sql.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-id.h"

#define FILES_AT_ONCE 20
/* Deleted bytes are overwritten, and who stores an event waits for it. */
#define PARTS_AT_ONCE 8

/* Words that SQLite and PostgreSQL have in common. @began is another one whenever a file begins anew: parts of one beginning never change. @held:
 * bytes of all its parts, so that nobody has to add them up. */
static const char *const schema[] = {
  "CREATE TABLE IF NOT EXISTS hub_file (studio TEXT NOT NULL, sha256 TEXT NOT NULL, began TEXT NOT NULL, whole BIGINT NOT NULL, sent BIGINT NOT NULL,"
  " size BIGINT NOT NULL, mime TEXT NOT NULL, held BIGINT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (studio, sha256))",
  "CREATE INDEX IF NOT EXISTS hub_file_at ON hub_file (at)",
  "CREATE TABLE IF NOT EXISTS hub_file_part (studio TEXT NOT NULL, sha256 TEXT NOT NULL, n BIGINT NOT NULL, size BIGINT NOT NULL, bytes BYTEA NOT NULL,"
  " PRIMARY KEY (studio, sha256, n))",
};

void
so_hub_file_free (SoHubFile *file)
{
  if (!file)
    return;
  g_free (file->mime);
  g_free (file);
}

gboolean
so_hub_file_is_name (const char *sha256)
{
  return sha256 && strlen (sha256) == 64 && strspn (sha256, "0123456789abcdef") == 64;
}

gboolean
so_hub_files_prepare (SoHubStore *store, GError **error)
{
  gboolean good = so_hub_sql_begin_alone (store, error);

  if (!good)
    return FALSE;
  for (guint i = 0; good && i < G_N_ELEMENTS (schema); i++)
    good = so_hub_sql_run (store, error, schema[i], "");
  return so_hub_sql_end (store, good, error) && so_hub_shelf_prepare (store, error);
}

/* Finding ----------------------------------------------------------------------------------------- */

static gboolean
end_rows (SoHubRows *rows, GError *inner, GError **error)
{
  if (!inner)
    return rows != NULL;
  g_propagate_error (error, inner);
  return FALSE;
}

static gint64
parts_of (gint64 size)
{
  return (size + SO_HUB_FILE_PART - 1) / SO_HUB_FILE_PART;
}

/* *@parts: how many there are from the first one on, without a gap. */
static gboolean
count_parts (SoHubStore *store, const char *studio, const char *sha256, gint64 *parts, GError **error)
{
  g_autoptr (SoHubRows) rows = so_hub_sql_query (store, error, "SELECT n FROM hub_file_part WHERE studio = ? AND sha256 = ? ORDER BY n", "tt", studio, sha256);
  GError *inner = NULL;

  *parts = 0;
  while (rows && so_hub_rows_next (rows, &inner))
    if (so_hub_rows_int (rows, 0) == *parts)
      (*parts)++;
  return end_rows (rows, inner, error);
}

/* *@began (yours): NULL where there is nothing of it. */
static gboolean
look_up (SoHubStore *store, const char *studio, const char *sha256, SoHubFile *file, char **began, gint64 *held, GError **error)
{
  g_autoptr (SoHubRows) row = so_hub_sql_query (store, error, "SELECT began, whole, size, mime, held FROM hub_file WHERE studio = ? AND sha256 = ?", "tt", studio, sha256);
  GError *inner = NULL;

  if (row && so_hub_rows_next (row, &inner))
    {
      *began = so_hub_rows_dup (row, 0);
      file->whole = so_hub_rows_int (row, 1) != 0;
      file->size = so_hub_rows_int (row, 2);
      file->mime = so_hub_rows_dup (row, 3);
      *held = so_hub_rows_int (row, 4);
    }
  return end_rows (row, inner, error);
}

gboolean
so_hub_file_find (SoHubStore *store, const char *studio, const char *sha256, SoHubFile **file, GError **error)
{
  g_autoptr (SoHubFile) found = g_new0 (SoHubFile, 1);
  g_autofree char *began = NULL;
  gint64 held;

  *file = NULL;
  if (!look_up (store, studio, sha256, found, &began, &held, error))
    return FALSE;
  if (!began)
    return TRUE;
  found->parts = parts_of (found->size);
  if (!found->whole && !count_parts (store, studio, sha256, &found->parts, error))
    return FALSE;
  *file = g_steal_pointer (&found);
  return TRUE;
}

/* *@bytes (yours): NULL where there is no such part. */
static gboolean
read_part (SoHubStore *store, const char *studio, const char *sha256, gint64 n, GBytes **bytes, GError **error)
{
  g_autoptr (SoHubRows) row = so_hub_sql_query (store, error, "SELECT bytes FROM hub_file_part WHERE studio = ? AND sha256 = ? AND n = ?", "tti", studio, sha256, n);
  GError *inner = NULL;

  *bytes = row && so_hub_rows_next (row, &inner) ? so_hub_rows_bytes (row, 0) : NULL;
  return end_rows (row, inner, error);
}

gboolean
so_hub_file_part (SoHubStore *store, const char *studio, const char *sha256, gint64 n, GBytes **bytes, GError **error)
{
  g_autoptr (SoHubFile) file = g_new0 (SoHubFile, 1);
  g_autofree char *began = NULL;
  gint64 held;

  *bytes = NULL;
  return look_up (store, studio, sha256, file, &began, &held, error) && (!file->whole || read_part (store, studio, sha256, n, bytes, error));
}

/* Coming in --------------------------------------------------------------------------------------- */

/* Whoever does this holds the file until its transaction ends. */
static gboolean
hold (SoHubStore *store, const char *studio, const char *sha256, GError **error)
{
  g_autofree char *began = so_id_new ();

  return so_hub_sql_run (store, error, "INSERT INTO hub_file (studio, sha256, began, whole, sent, size, mime, held, at) VALUES (?, ?, ?, 0, 0, 0, '', 0, ?)"
                         " ON CONFLICT (studio, sha256) DO UPDATE SET at = excluded.at", "ttti", studio, sha256, began, so_now ());
}

static gboolean
add_part (SoHubStore *store, const char *studio, const char *sha256, gint64 n, GBytes *bytes, GError **error)
{
  gint64 size = g_bytes_get_size (bytes);

  if (!so_hub_sql_run (store, error, "INSERT INTO hub_file_part (studio, sha256, n, size, bytes) VALUES (?, ?, ?, ?, ?) ON CONFLICT (studio, sha256, n) DO NOTHING",
                       "ttiib", studio, sha256, n, size, bytes))
    return FALSE;
  return !so_hub_sql_changes (store) ||
         so_hub_sql_run (store, error, "UPDATE hub_file SET held = held + ? WHERE studio = ? AND sha256 = ?", "itt", size, studio, sha256);
}

static gboolean
put_part (SoHubStore *store, const char *studio, const char *sha256, gint64 n, GBytes *bytes, gint64 most_bytes, gboolean *room, GError **error)
{
  g_autoptr (SoHubFile) file = g_new0 (SoHubFile, 1);
  g_autofree char *began = NULL;
  gint64 held, all = 0;

  if (!hold (store, studio, sha256, error) || !look_up (store, studio, sha256, file, &began, &held, error) ||
      !so_hub_sql_int (store, &all, error, "SELECT CAST (sum (held) AS BIGINT) FROM hub_file WHERE studio = ?", "t", studio))
    return FALSE;
  if (file->whole)
    return TRUE;
  *room = all + (gint64) g_bytes_get_size (bytes) <= most_bytes;
  return !*room || add_part (store, studio, sha256, n, bytes, error);
}

static gboolean
try_put (SoHubStore *store, const char *studio, const char *sha256, gint64 n, GBytes *bytes, gint64 most_bytes, gboolean *room, GError **error)
{
  gboolean good;

  *room = TRUE;
  if (!so_hub_sql_begin (store, error))
    return FALSE;
  good = put_part (store, studio, sha256, n, bytes, most_bytes, room, error);
  if (good && !*room)
    return so_hub_sql_end (store, FALSE, NULL), TRUE;
  return so_hub_sql_end (store, good, error);
}

gboolean
so_hub_file_put (SoHubStore *store, const char *studio, const char *sha256, gint64 n, GBytes *bytes, gint64 most_bytes, gboolean *room, GError **error)
{
  gboolean yielded = TRUE;

  for (*room = FALSE; !*room && yielded;)
    if (!try_put (store, studio, sha256, n, bytes, most_bytes, room, error) ||
        (!*room && !so_hub_shelf_yield (store, studio, sha256, (gint64) g_bytes_get_size (bytes), most_bytes, &yielded, error)))
      return FALSE;
  return TRUE;
}

/* *@sum (yours): NULL where a part is missing, or is not as long as it should be. */
static gboolean
sum_up (SoHubStore *store, const char *studio, const char *sha256, gint64 size, char **sum, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  *sum = NULL;
  for (gint64 n = 0; n < parts_of (size); n++)
    {
      g_autoptr (GBytes) bytes = NULL;
      gsize length;
      const guint8 *data;

      if (!read_part (store, studio, sha256, n, &bytes, error))
        return FALSE;
      if (!bytes || (gint64) g_bytes_get_size (bytes) != MIN (SO_HUB_FILE_PART, size - n * SO_HUB_FILE_PART))
        return TRUE;
      data = g_bytes_get_data (bytes, &length);
      g_checksum_update (checksum, data, length);
    }
  *sum = g_strdup (g_checksum_get_string (checksum));
  return TRUE;
}

static gboolean
drop (SoHubStore *store, const char *studio, const char *sha256, GError **error)
{
  return so_hub_sql_run (store, error, "DELETE FROM hub_file_part WHERE studio = ? AND sha256 = ?", "tt", studio, sha256) &&
         so_hub_sql_run (store, error, "DELETE FROM hub_file WHERE studio = ? AND sha256 = ?", "tt", studio, sha256);
}

/* Where it began anew since it was read, nothing was found out about what is there now. */
static gboolean
settle (SoHubStore *store, const char *studio, const char *sha256, const char *began, gint64 size, const char *mime, gboolean sent, gboolean *fits, GError **error)
{
  g_autoptr (SoHubFile) file = g_new0 (SoHubFile, 1);
  g_autofree char *now = NULL;
  gboolean shared;
  gint64 held = 0;

  if (!hold (store, studio, sha256, error) || !look_up (store, studio, sha256, file, &now, &held, error))
    return FALSE;
  if (g_strcmp0 (now, began))
    return so_fail (error, SO_ERROR_WAIT, "This file was begun anew meanwhile: try again.");
  *fits = *fits && held == size;
  if (!*fits && file->whole)
    return TRUE;
  if (*fits && !file->whole && !so_hub_shelf_arrived (store, studio, sha256, &shared, error))
    return FALSE;
  return *fits ? so_hub_sql_run (store, error, "UPDATE hub_file SET whole = 1, sent = CASE WHEN ? > 0 THEN 1 ELSE sent END, size = ?, mime = ?, at = ?"
                                 " WHERE studio = ? AND sha256 = ?", "iitit" "t", (gint64) sent, size, mime, so_now (), studio, sha256)
               : drop (store, studio, sha256, error);
}

gboolean
so_hub_file_close (SoHubStore *store, const char *studio, const char *sha256, gint64 size, const char *mime, gboolean sent, gboolean *fits, GError **error)
{
  g_autoptr (SoHubFile) file = g_new0 (SoHubFile, 1);
  g_autofree char *began = NULL, *sum = NULL;
  gint64 held = 0;

  *fits = FALSE;
  if (!look_up (store, studio, sha256, file, &began, &held, error))
    return FALSE;
  if (!began)
    return TRUE;
  if (file->whole)
    *fits = size == file->size;
  else if (size == held && !sum_up (store, studio, sha256, size, &sum, error))
    return FALSE;
  else
    *fits = !g_strcmp0 (sum, sha256);
  return so_hub_sql_begin (store, error) &&
         so_hub_sql_end (store, settle (store, studio, sha256, began, size, file->whole ? file->mime : mime, sent, fits, error), error);
}

gboolean
so_hub_file_give_up (SoHubStore *store, const char *studio, const char *sha256, GError **error)
{
  gint64 whole = 0;

  return so_hub_sql_begin (store, error) &&
         so_hub_sql_end (store, hold (store, studio, sha256, error) &&
                                so_hub_sql_int (store, &whole, error, "SELECT whole FROM hub_file WHERE studio = ? AND sha256 = ?", "tt", studio, sha256) &&
                                (whole || drop (store, studio, sha256, error)), error);
}

/* Going out --------------------------------------------------------------------------------------- */

static gboolean
write_bytes (int fd, GBytes *bytes, const char *path, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  gssize done;

  for (; length; data += done, length -= done)
    {
      done = write (fd, data, length);
      if (done <= 0)
        return so_fail (error, SO_ERROR_WAIT, "%s cannot be written: the disk is full, or the folder is not the hub's.", path);
    }
  return TRUE;
}

static gboolean
save_parts (SoHubStore *store, const char *studio, const char *sha256, gint64 parts, int fd, const char *path, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (gint64 n = 0; n < parts; n++)
    {
      g_autoptr (GBytes) bytes = NULL;

      if (!read_part (store, studio, sha256, n, &bytes, error))
        return FALSE;
      if (!bytes)
        break;
      g_checksum_update (checksum, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      if (!write_bytes (fd, bytes, path, error))
        return FALSE;
    }
  return !g_strcmp0 (g_checksum_get_string (checksum), sha256) || so_fail (error, SO_ERROR_GIVE_UP, "A file on the hub is damaged or gone.");
}

gboolean
so_hub_file_save (SoHubStore *store, const char *studio, const char *sha256, const char *path, GError **error)
{
  g_autoptr (SoHubFile) file = NULL;
  gboolean good;
  int fd;

  if (!so_hub_file_find (store, studio, sha256, &file, error))
    return FALSE;
  if (!file || !file->whole)
    return so_fail (error, SO_ERROR_GIVE_UP, "The hub does not have this file (any more).");
  fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return so_fail (error, SO_ERROR_WAIT, "%s cannot be written: the disk is full, or the folder is not the hub's.", path);
  good = save_parts (store, studio, sha256, file->parts, fd, path, error);
  close (fd);
  if (!good)
    g_unlink (path);
  return good;
}

/* The rest ---------------------------------------------------------------------------------------- */

/* Those that are not needed any more, at most a few. What computers share goes when there is no room for it, not by its age. */
static gboolean
list_old (SoHubStore *store, gint64 before, gint64 acked_before, gint64 half_before, GPtrArray *studios, GPtrArray *names, GError **error)
{
  g_autoptr (SoHubRows) rows = so_hub_sql_query (store, error, "SELECT studio, sha256 FROM hub_file f WHERE at < ? AND (at < ? OR (whole = 0 AND at < ?)"
    " OR (whole = 1 AND sent = 0 AND at < ? AND NOT EXISTS (SELECT 1 FROM hub_media m WHERE m.studio = f.studio AND m.sha256 = f.sha256)))"
    " AND NOT (whole = 1 AND EXISTS (SELECT 1 FROM hub_shelf s WHERE s.studio = f.studio AND s.sha256 = f.sha256)) ORDER BY at LIMIT ?", "iiiii", MAX (before, MAX (acked_before, half_before)), before, half_before, acked_before, (gint64) FILES_AT_ONCE);
  GError *inner = NULL;

  while (rows && so_hub_rows_next (rows, &inner))
    {
      g_ptr_array_add (studios, so_hub_rows_dup (rows, 0));
      g_ptr_array_add (names, so_hub_rows_dup (rows, 1));
    }
  return end_rows (rows, inner, error);
}

/* Piece by piece; who begins it anew in the middle of that has what came after. */
gboolean
so_hub_file_forget (SoHubStore *store, const char *studio, const char *sha256, GError **error)
{
  g_autofree char *began = so_id_new ();

  if (!so_hub_sql_run (store, error, "UPDATE hub_file SET whole = 0, began = ? WHERE studio = ? AND sha256 = ?", "ttt", began, studio, sha256))
    return FALSE;
  do
    if (!so_hub_sql_run (store, error, "DELETE FROM hub_file_part WHERE studio = ?1 AND sha256 = ?2 AND n IN"
                         " (SELECT n FROM hub_file_part WHERE studio = ?1 AND sha256 = ?2 ORDER BY n LIMIT ?3)", "tti", studio, sha256, (gint64) PARTS_AT_ONCE))
      return FALSE;
  while (so_hub_sql_changes (store) == PARTS_AT_ONCE);
  return so_hub_sql_begin (store, error) &&
         so_hub_sql_end (store, so_hub_sql_run (store, error, "UPDATE hub_file SET held = (SELECT CAST (coalesce (sum (size), 0) AS BIGINT) FROM hub_file_part p"
                                                " WHERE p.studio = hub_file.studio AND p.sha256 = hub_file.sha256) WHERE studio = ? AND sha256 = ?", "tt", studio, sha256) &&
                                so_hub_sql_run (store, error, "DELETE FROM hub_file WHERE studio = ? AND sha256 = ? AND held = 0", "tt", studio, sha256), error);
}

gboolean
so_hub_files_sweep (SoHubStore *store, gint64 before, gint64 acked_before, gint64 half_before, gboolean *more, GError **error)
{
  g_autoptr (GPtrArray) studios = g_ptr_array_new_with_free_func (g_free), names = g_ptr_array_new_with_free_func (g_free);

  /* What has left long ago is as any other that is shared. */
  if (!so_hub_sql_run (store, error, "UPDATE hub_file SET sent = 0 WHERE sent = 1 AND at < ? AND EXISTS (SELECT 1 FROM hub_shelf s WHERE s.studio = hub_file.studio"
                       " AND s.sha256 = hub_file.sha256)", "i", before) || !so_hub_shelf_sweep (store, before, error))
    return FALSE;
  if (!list_old (store, before, acked_before, half_before, studios, names, error))
    return FALSE;
  *more |= names->len == FILES_AT_ONCE;
  for (guint i = 0; i < names->len; i++)
    if (!so_hub_file_forget (store, studios->pdata[i], names->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
copy_parts (SoHubStore *from, SoHubStore *to, const char *studio, const char *sha256, gint64 parts, GError **error)
{
  for (gint64 n = 0; n < parts; n++)
    {
      g_autoptr (GBytes) bytes = NULL;

      if (!read_part (from, studio, sha256, n, &bytes, error) || (bytes && !add_part (to, studio, sha256, n, bytes, error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
so_hub_files_copy (SoHubStore *from, SoHubStore *to, GError **error)
{
  g_autoptr (SoHubRows) row = NULL;
  GError *inner = NULL;
  gboolean has;

  if (!so_hub_sql_has_table (from, "hub_file", &has, error) || !so_hub_shelf_copy (from, to, error))
    return FALSE;
  for (guint i = 0; has && i < G_N_ELEMENTS (schema); i++)
    if (!so_hub_sql_run (to, error, schema[i], ""))
      return FALSE;
  row = has ? so_hub_sql_query (from, error, "SELECT studio, sha256, began, sent, size, mime, at FROM hub_file WHERE whole = 1", "") : NULL;
  while (row && so_hub_rows_next (row, &inner))
    {
      g_autofree char *studio = so_hub_rows_dup (row, 0), *sha256 = so_hub_rows_dup (row, 1), *began = so_hub_rows_dup (row, 2), *mime = so_hub_rows_dup (row, 5);
      gint64 size = so_hub_rows_int (row, 4);

      if (!so_hub_sql_run (to, error, "INSERT INTO hub_file (studio, sha256, began, whole, sent, size, mime, held, at) VALUES (?, ?, ?, 1, ?, ?, ?, 0, ?)",
                           "tttii" "ti", studio, sha256, began, so_hub_rows_int (row, 3), size, mime, so_hub_rows_int (row, 6)) ||
          !copy_parts (from, to, studio, sha256, parts_of (size), error))
        return FALSE;
    }
  return !has || end_rows (row, inner, error);
}
