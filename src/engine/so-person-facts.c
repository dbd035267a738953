/* SPDX-License-Identifier: MIT */
#include "so-person-facts.h"

#include "so-field-kinds.h"
#include "so-households.h"
#include "so-notes.h"
#include "so-referrals.h"
#include "so-timeline.h"

static GPtrArray *
or_empty (GPtrArray *all)
{
  return all ? all : g_ptr_array_new ();
}

GPtrArray *
so_studio_list_notes (SoStudio *studio, const char *contact_id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return or_empty (db ? so_note_list (db, contact_id, NULL) : NULL);
}

GPtrArray *
so_studio_list_files (SoStudio *studio, const char *contact_id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return or_empty (db ? so_contact_file_list (db, contact_id, NULL) : NULL);
}

GPtrArray *
so_studio_list_household (SoStudio *studio, const char *contact_id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return or_empty (db ? so_household_of (db, contact_id, NULL) : NULL);
}

GPtrArray *
so_studio_list_referrals (SoStudio *studio, const char *contact_id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return or_empty (db ? so_referral_list (db, contact_id, NULL) : NULL);
}

GPtrArray *
so_studio_list_field_kinds (SoStudio *studio)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return or_empty (db ? so_field_kind_list (db, NULL) : NULL);
}

char *
so_studio_dup_sensitive (SoStudio *studio, const char *contact_id, const char *name)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return db ? so_field_get_sensitive (db, contact_id, name) : NULL;
}

char *
so_studio_dup_file_path (SoStudio *studio, const SoContactFile *file)
{
  return so_store_file_path (so_studio_get_store (studio), file->sha256);
}

/* The timeline --------------------------------------------------------------------------------------------- */

typedef struct {
  char *contact_id;
  SoMoment before;           /* only its place */
  gboolean first;            /* the newest page */
  guint limit;
} Page;

static void
page_free (gpointer data)
{
  g_free (((Page *) data)->contact_id);
  g_free (data);
}

static void
read_page (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Page *page = data;
  GError *error = NULL;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (source), &error);
  GPtrArray *moments = db ? so_timeline_page (db, page->contact_id, page->first ? NULL : &page->before, page->limit, &error) : NULL;

  if (moments)
    g_task_return_pointer (task, moments, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
so_studio_read_timeline_async (SoStudio *studio, const char *contact_id, const SoMoment *before, guint limit, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Page *page = g_new0 (Page, 1);

  g_return_if_fail (SO_IS_STUDIO (studio) && contact_id && limit);

  *page = (Page) { g_strdup (contact_id), { 0 }, before == NULL, limit };
  if (before)
    page->before = (SoMoment) { .kind = before->kind, .at = before->at, .n = before->n };
  task = g_task_new (studio, cancellable, callback, user_data);
  g_task_set_source_tag (task, so_studio_read_timeline_async);
  g_task_set_task_data (task, page, page_free);
  so_studio_run (studio, task, read_page);
}

GPtrArray *
so_studio_read_timeline_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
