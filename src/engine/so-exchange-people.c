/* SPDX-License-Identifier: MIT */
#include "so-exchange-people.h"

#include <glib/gstdio.h>

#include "so-contacts.h"
#include "so-exchange-save.h"
#include "so-exchange-tables.h"

#define MAX_PHOTO (4 * 1024 * 1024)

typedef struct {
  SoStudio *studio;
  char *query, *path;
  GCancellable *cancellable;
  guint count;
} Save;

static void
save_free (Save *save)
{
  g_free (save->query);
  g_free (save->path);
  g_free (save);
}

GBytes *
so_exchange_photo (SoStore *store, const char *sha256)
{
  g_autofree char *path = so_store_file_path (store, sha256);
  GStatBuf info;
  char *bytes;
  gsize n;

  if (!path || g_stat (path, &info) != 0 || info.st_size > MAX_PHOTO || !g_file_get_contents (path, &bytes, &n, NULL))
    return NULL;
  return g_bytes_new_take (bytes, n);
}

static gboolean
write_person (Save *save, SoDb *db, gint64 n, const char *const *fields, FILE *file, GError **error)
{
  g_autoptr (SoContact) contact = so_contact_load (db, n, error);
  g_autoptr (SoCard) card = contact ? so_contact_dup_card (db, contact, error) : NULL;
  g_autoptr (GBytes) photo = NULL;

  if (!card || g_cancellable_set_error_if_cancelled (save->cancellable, error))
    return FALSE;
  if (fields)
    so_exchange_people_row (file, card, fields);
  else
    {
      photo = so_exchange_photo (so_studio_get_store (save->studio), card->photo);
      so_exchange_vcard (file, card, photo);
    }
  return TRUE;
}

static gboolean
write_people (FILE *file, gpointer data, GError **error)
{
  Save *save = data;
  gboolean cards = g_str_has_suffix (save->path, ".vcf");
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (save->studio), error);
  g_autoptr (GArray) numbers = db ? so_contact_numbers (db, save->query, error) : NULL;
  g_auto (GStrv) fields = numbers && !cards ? so_contact_field_names (db, error) : NULL;

  if (!numbers || (!cards && !fields))
    return FALSE;
  if (fields)
    so_exchange_people_head (file, (const char *const *) fields);
  for (guint i = 0; i < numbers->len; i++)
    if (!write_person (save, db, g_array_index (numbers, gint64, i), (const char *const *) fields, file, error))
      return FALSE;
  save->count = numbers->len;
  return TRUE;
}

gboolean
so_exchange_people_save (SoStudio *studio, const char *query, const char *path, guint *count, GCancellable *cancellable, GError **error)
{
  Save save = { studio, (char *) query, (char *) path, cancellable, 0 };

  g_return_val_if_fail (SO_IS_STUDIO (studio) && path, FALSE);

  if (!so_exchange_save (path, write_people, &save, error))
    return FALSE;
  if (count)
    *count = save.count;
  return TRUE;
}

static void
run_save (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Save *save = data;
  GError *error = NULL;

  if (so_exchange_people_save (source, save->query, save->path, &save->count, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
so_exchange_people_save_async (SoStudio *studio, const char *query, const char *path, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, cancellable, callback, user_data);
  Save *save = g_new0 (Save, 1);

  save->query = g_strdup (query);
  save->path = g_strdup (path);
  g_task_set_source_tag (task, so_exchange_people_save_async);
  g_task_set_task_data (task, save, (GDestroyNotify) save_free);
  /* It only reads: verbs do not wait for it. */
  g_task_run_in_thread (task, run_save);
}

gboolean
so_exchange_people_save_finish (SoStudio *studio, GAsyncResult *result, guint *count, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), FALSE);

  if (count)
    *count = ((Save *) g_task_get_task_data (G_TASK (result)))->count;
  return g_task_propagate_boolean (G_TASK (result), error);
}
