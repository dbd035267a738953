/* SPDX-License-Identifier: MIT */
#include "so-people-facts.h"

#include "so-contacts.h"
#include "so-settings.h"

GPtrArray *
so_studio_list_merges (SoStudio *studio, const char *contact_id)
{
  g_autoptr (SoDb) db = NULL;
  GPtrArray *merges;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && contact_id, NULL);

  db = so_store_read (so_studio_get_store (studio), NULL);
  merges = db ? so_contact_merges (db, contact_id, NULL) : NULL;
  return merges ? merges : g_ptr_array_new ();
}

gboolean
so_studio_propose_merge (SoStudio *studio, const char *survivor, const char *other, SoMergeChoice *choice, GError **error)
{
  g_autoptr (SoDb) db = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && survivor && other, FALSE);

  db = so_store_read (so_studio_get_store (studio), error);
  return db && so_merge_propose (db, survivor, other, choice, error);
}

gboolean
so_studio_is_same_person (SoStudio *studio, const char *a, const char *b)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoContact) one = NULL, other = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && a && b, FALSE);

  db = so_store_read (so_studio_get_store (studio), NULL);
  one = db ? so_contact_find (db, a, NULL) : NULL;
  other = one ? so_contact_find (db, b, NULL) : NULL;
  return other && g_str_equal (one->id, other->id);
}

/* Suggestions ----------------------------------------------------------------------------------------- */

static void
suggest_aside (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (source), &error);
  g_autoptr (SoProfile) profile = db ? so_profile_load (db, NULL) : NULL;
  GPtrArray *all = db ? so_contact_suggestions (db, NULL, profile ? profile->country : NULL, GPOINTER_TO_UINT (data), &error) : NULL;

  if (all)
    g_task_return_pointer (task, all, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
so_studio_suggest_merges_async (SoStudio *studio, guint limit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SO_IS_STUDIO (studio));

  task = g_task_new (studio, cancellable, callback, user_data);
  g_task_set_source_tag (task, so_studio_suggest_merges_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (limit), NULL);
  so_studio_run_aside (studio, task, suggest_aside);
}

GPtrArray *
so_studio_suggest_merges_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
