/* SPDX-License-Identifier: MIT */
#include "so-facts.h"

#include "so-clock.h"
#include "so-contact-details.h"
#include "so-contacts.h"
#include "so-drafts.h"
#include "so-insights.h"
#include "so-leads.h"
#include "so-people-filter.h"
#include "so-sequences.h"
#include "so-settings.h"
#include "so-tasks.h"
#include "so-threads.h"
#include "so-trials.h"
#include "so-when.h"

char *
so_studio_dup_setting (SoStudio *studio, const char *key)
{
  g_autoptr (SoDb) db = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && key, NULL);

  db = so_store_read (so_studio_get_store (studio), NULL);
  return db ? so_setting_get (db, key) : NULL;
}

GPtrArray *
so_studio_list_accounts (SoStudio *studio, GError **error)
{
  g_autoptr (SoDb) db = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio), NULL);

  db = so_store_read (so_studio_get_store (studio), error);
  return db ? so_account_list (db, error) : NULL;
}

SoAccount *
so_studio_find_account (SoStudio *studio, const char *id, GError **error)
{
  g_autoptr (SoDb) db = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && id, NULL);

  db = so_store_read (so_studio_get_store (studio), error);
  return db ? so_account_find (db, id, error) : NULL;
}

GPtrArray *
so_studio_list_imports (SoStudio *studio, GError **error)
{
  g_autoptr (SoDb) db = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio), NULL);

  db = so_store_read (so_studio_get_store (studio), error);
  return db ? so_batch_list (db, error) : NULL;
}

SoContact *
so_studio_find_contact (SoStudio *studio, const char *id)
{
  g_autoptr (SoDb) db = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && id, NULL);

  db = so_store_read (so_studio_get_store (studio), NULL);
  return db ? so_contact_find (db, id, NULL) : NULL;
}

SoInsight *
so_studio_find_insight (SoStudio *studio, const char *thread_id)
{
  g_autoptr (SoDb) db = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && thread_id, NULL);

  db = so_store_read (so_studio_get_store (studio), NULL);
  return db ? so_insight_load (db, thread_id, NULL) : NULL;
}

char *
so_studio_dup_insight_thread (SoStudio *studio, const char *contact_id)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) threads = NULL;
  char *id;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && contact_id, NULL);

  db = so_store_read (so_studio_get_store (studio), NULL);
  id = db ? so_insight_thread_of (db, contact_id) : NULL;
  if (id)
    return id;
  threads = so_studio_list_threads_of (studio, contact_id, 1);
  return threads->len ? g_strdup (((SoThread *) g_ptr_array_index (threads, 0))->id) : NULL;
}

GPtrArray *
so_studio_list_tasks (SoStudio *studio, const char *contact_id, guint limit)
{
  g_autoptr (SoDb) db = NULL;
  GPtrArray *tasks;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && contact_id, NULL);

  db = so_store_read (so_studio_get_store (studio), NULL);
  tasks = db ? so_task_list (db, contact_id, TRUE, limit, NULL) : NULL;
  return tasks ? tasks : g_ptr_array_new ();
}

GPtrArray *
so_studio_list_trials (SoStudio *studio, const char *contact_id, guint limit)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  GPtrArray *trials = db ? so_trial_list (db, contact_id, limit, NULL) : NULL;

  return trials ? trials : g_ptr_array_new ();
}

GPtrArray *
so_studio_list_open_tasks (SoStudio *studio, guint limit)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  GPtrArray *tasks = db ? so_task_list (db, NULL, FALSE, limit, NULL) : NULL;

  return tasks ? tasks : g_ptr_array_new ();
}

GPtrArray *
so_studio_list_waiting_leads (SoStudio *studio, guint limit)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  GPtrArray *leads = db ? so_lead_waiting (db, limit, NULL) : NULL;

  return leads ? leads : g_ptr_array_new ();
}

GPtrArray *
so_studio_list_saved_filters (SoStudio *studio)
{
  g_autoptr (SoDb) db = NULL;
  GPtrArray *all;

  g_return_val_if_fail (SO_IS_STUDIO (studio), NULL);

  db = so_store_read (so_studio_get_store (studio), NULL);
  all = db ? so_saved_filter_list (db, NULL) : NULL;
  return all ? all : g_ptr_array_new ();
}

GPtrArray *
so_studio_list_fields (SoStudio *studio, const char *contact_id)
{
  g_autoptr (SoDb) db = NULL;
  GPtrArray *fields;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && contact_id, NULL);

  db = so_store_read (so_studio_get_store (studio), NULL);
  fields = db ? so_contact_fields (db, contact_id, NULL) : NULL;
  return fields ? fields : g_ptr_array_new ();
}

GPtrArray *
so_studio_list_follow_ups (SoStudio *studio)
{
  g_autoptr (SoDb) db = NULL;
  GPtrArray *all;

  g_return_val_if_fail (SO_IS_STUDIO (studio), NULL);

  db = so_store_read (so_studio_get_store (studio), NULL);
  all = db ? so_sequence_list (db, NULL) : NULL;
  return all ? all : g_ptr_array_new ();
}

GPtrArray *
so_studio_list_runs (SoStudio *studio, const char *contact_id)
{
  g_autoptr (SoDb) db = NULL;
  GPtrArray *runs;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && contact_id, NULL);

  db = so_store_read (so_studio_get_store (studio), NULL);
  runs = db ? so_sequence_running_with (db, contact_id, NULL) : NULL;
  return runs ? runs : g_ptr_array_new ();
}

guint
so_studio_count_approved_today (SoStudio *studio)
{
  g_autoptr (SoDb) db = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio), 0);

  db = so_store_read (so_studio_get_store (studio), NULL);
  return db ? so_draft_count_approved (db, so_when_day (so_now (), so_studio_get_zone (studio), 0, 0)) : 0;
}

GPtrArray *
so_studio_list_threads_of (SoStudio *studio, const char *contact_id, guint limit)
{
  SoThreadFilter filter = { .split = SO_SPLIT_ALL, .channel = -1, .contact_id = contact_id };
  GPtrArray *threads = g_ptr_array_new_with_free_func ((GDestroyNotify) so_thread_free);
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GArray) numbers = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && contact_id, threads);

  db = so_store_read (so_studio_get_store (studio), NULL);
  numbers = db ? so_thread_numbers (db, &filter, limit, NULL) : NULL;
  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      SoThread *thread = so_thread_load (db, g_array_index (numbers, gint64, i), NULL);
      if (thread)
        g_ptr_array_add (threads, thread);
    }
  return threads;
}

static SoProfile *
copy_profile (const SoProfile *profile)
{
  SoProfile *copy = g_new0 (SoProfile, 1);

  copy->name = g_strdup (profile->name);
  copy->kind = g_strdup (profile->kind);
  copy->zone = g_strdup (profile->zone);
  copy->currency = g_strdup (profile->currency);
  copy->country = g_strdup (profile->country);
  copy->owner = g_strdup (profile->owner);
  copy->email = g_strdup (profile->email);
  copy->phone = g_strdup (profile->phone);
  copy->demo = profile->demo;
  return copy;
}

static void
set_up_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (so_studio_set_up (source, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
so_studio_set_up_async (SoStudio *studio, const SoProfile *profile, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SO_IS_STUDIO (studio) && profile);

  task = g_task_new (studio, cancellable, callback, user_data);
  g_task_set_source_tag (task, so_studio_set_up_async);
  g_task_set_task_data (task, copy_profile (profile), (GDestroyNotify) so_profile_free);
  so_studio_run (studio, task, set_up_on_worker);
}

gboolean
so_studio_set_up_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
