/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-exchange-person.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "so-contacts.h"
#include "so-error.h"
#include "so-exchange.h"
#include "so-json.h"
#include "so-part.h"
#include "so-person-page.h"
#include "so-studio-private.h"

#define MAX_JSON (1024 * 1024 * 1024)

typedef struct {
  SoStore *store;
  const char *folder;
  GPtrArray *written;       /* paths, to take away where it fails */
  GHashTable *files;        /* SHA-256 → name in files/ */
  GCancellable *cancellable;
} Export;

static gboolean
write_text (Export *export, const char *name, const char *text, GError **error)
{
  char *path = g_build_filename (export->folder, name, NULL);
  g_autoptr (GError) wrong = NULL;

  g_ptr_array_add (export->written, path);
  if (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &wrong))
    return TRUE;
  return so_fail (error, SO_ERROR_CHANGE, _("%s could not be written (%s): choose another place or make room."), path, wrong->message);
}

/* "3fa9c1d2-offer.pdf": what it was called is a name and no path. */
static char *
name_of_file (const char *sha256, const char *name)
{
  g_autofree char *base = name && *name ? so_part_base_name (name) : NULL;

  return base ? g_strdup_printf ("%.8s-%s", sha256, base) : g_strdup (sha256);
}

static gboolean
copy_file (Export *export, const char *sha256, const char *name, GError **error)
{
  g_autofree char *from = so_store_file_path (export->store, sha256);
  g_autofree char *to_name = from ? name_of_file (sha256, name) : NULL, *to = to_name ? g_build_filename (export->folder, "files", to_name, NULL) : NULL;
  g_autoptr (GFile) source = from ? g_file_new_for_path (from) : NULL, target = to ? g_file_new_for_path (to) : NULL;
  g_autoptr (GError) wrong = NULL;

  if (!from || g_hash_table_contains (export->files, sha256) || !g_file_test (from, G_FILE_TEST_EXISTS))
    return TRUE;
  g_ptr_array_add (export->written, g_strdup (to));
  if (!g_file_copy (source, target, G_FILE_COPY_NONE, export->cancellable, NULL, NULL, &wrong))
    {
      if (g_error_matches (wrong, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return g_propagate_error (error, g_steal_pointer (&wrong)), FALSE;
      return so_fail (error, SO_ERROR_CHANGE, _("%s could not be written (%s): choose another place or make room."), to, wrong->message);
    }
  g_hash_table_insert (export->files, g_strdup (sha256), g_steal_pointer (&to_name));
  return TRUE;
}

/* What any row of theirs names as its file. */
static gboolean
copy_files (Export *export, JsonObject *person, GError **error)
{
  static const char *const tables[] = { "part", "contact_file", "draft_file", "contact" };

  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      JsonArray *rows = so_json_array (person, tables[t]);
      for (guint i = 0; rows && i < json_array_get_length (rows); i++)
        {
          JsonObject *row = so_json_element (rows, i);
          const char *sha256 = so_json_string (row, strcmp (tables[t], "contact") ? "sha256" : "photo");
          if (sha256 && !copy_file (export, sha256, so_json_string (row, strcmp (tables[t], "contact") ? "name" : "none"), error))
            return FALSE;
        }
    }
  return TRUE;
}

static JsonObject *
read_person (SoStore *store, const char *contact_id, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (store, error);
  g_autoptr (GPtrArray) all = db ? so_person_rows (db, contact_id, error) : NULL;
  g_autoptr (JsonObject) person = json_object_new ();

  for (guint i = 0; all && i < all->len; i++)
    {
      const SoPersonRows *rows = all->pdata[i];
      JsonNode *node = so_json_parse (rows->rows, -1, MAX_JSON, error);

      if (!node)
        return NULL;
      json_object_set_member (person, rows->table, node);
    }
  return all ? g_steal_pointer (&person) : NULL;
}

static gboolean
write_person (Export *export, SoStudio *studio, JsonObject *person, GError **error)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), person);
  g_autofree char *json = so_json_write (node, TRUE), *page = NULL;
  g_autofree char *files = g_build_filename (export->folder, "files", NULL);

  if (g_mkdir_with_parents (files, 0700) != 0)
    return so_fail (error, SO_ERROR_CHANGE, _("The folder “%s” cannot be made (%s): choose another one."), export->folder, g_strerror (errno));
  if (!copy_files (export, person, error))
    return FALSE;
  page = so_person_page (person, export->files, so_studio_get_zone (studio));
  return write_text (export, "person.json", json, error) && write_text (export, "person.html", page, error);
}

static void
take_away (Export *export)
{
  g_autofree char *files = g_build_filename (export->folder, "files", NULL);

  for (guint i = 0; i < export->written->len; i++)
    g_unlink (export->written->pdata[i]);
  g_rmdir (files);
  g_rmdir (export->folder);
}

static gboolean
is_free (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  if (dir ? g_dir_read_name (dir) != NULL : g_file_test (folder, G_FILE_TEST_EXISTS))
    return so_fail (error, SO_ERROR_CHANGE, _("The folder “%s” is not empty: choose a new or an empty one."), folder);
  return TRUE;
}

gboolean
so_exchange_person (SoStudio *studio, const char *contact_id, const char *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) written = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Export export = { so_studio_get_store (studio), folder, written, files, cancellable };
  g_autoptr (JsonObject) person = NULL;

  if (!is_free (folder, error) || !(person = read_person (export.store, contact_id, error)))
    return FALSE;
  if (write_person (&export, studio, person, error))
    return TRUE;
  take_away (&export);
  return FALSE;
}

gboolean
so_exchange_person_count (SoStudio *studio, const char *contact_id, SoPersonCounts *counts, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);

  return db && so_person_count (db, contact_id, counts, error);
}

typedef struct {
  char *contact_id, *folder;
} Job;

static void
job_free (Job *job)
{
  g_free (job->contact_id);
  g_free (job->folder);
  g_free (job);
}

static void
on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  gboolean good = job->folder ? so_exchange_person (source, job->contact_id, job->folder, cancellable, &error)
                              : so_exchange_erase (source, job->contact_id, &error);

  if (good)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
begin (SoStudio *studio, const char *contact_id, const char *folder, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->contact_id = g_strdup (contact_id);
  job->folder = g_strdup (folder);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, on_thread);
}

void
so_exchange_person_async (SoStudio *studio, const char *contact_id, const char *folder, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  begin (studio, contact_id, folder, so_exchange_person_async, cancellable, callback, user_data);
}

gboolean
so_exchange_person_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
so_exchange_erase_async (SoStudio *studio, const char *contact_id, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  begin (studio, contact_id, NULL, so_exchange_erase_async, cancellable, callback, user_data);
}

gboolean
so_exchange_erase_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), FALSE);

  so_studio_acted (studio);
  return g_task_propagate_boolean (G_TASK (result), error);
}
