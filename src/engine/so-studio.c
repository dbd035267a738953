/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-studio.h"

#include "so-clock.h"
#include "so-due.h"
#include "so-error.h"
#include "so-events.h"
#include "so-id.h"
#include "so-local.h"
#include "so-outbox.h"
#include "so-profile-check.h"
#include "so-settings.h"
#include "so-classifier.h"
#include "so-studio-private.h"
#include "so-tls.h"
#include "so-worker.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

struct _SoStudio {
  GObject parent;
  SoStore *store;
  SoWorker *worker;
  SoWorker *aside;       /* for what waits for a person or another server */
  SoWorker *writer;      /* for what waits for a model */
  SoWritings *writings;
  GCallback asker;   /* set before the first question, NULL but in tests */
  gpointer asker_data;
  SoOutbox *outbox;
  SoJobs *jobs;
  SoTraffic *traffic;
  SoTransfers *transfers;
  SoOutletOpen outlet;   /* set before the first send */
  gpointer outlet_data;
  SoOutletCache *outlets;
  SoSecrets *secrets;    /* NULL until one is needed; under lock */
  SoClassifier *classifier;   /* NULL until something comes in; under lock */
  gint touched;          /* atomic: seconds of the monotonic clock */
  GMutex lock;           /* of the fields below, which any thread reads */
  SoProfile *profile;
  GTimeZone *zone;
  GPtrArray *old_zones;  /* lent by so_studio_get_zone() */
};

G_DEFINE_FINAL_TYPE (SoStudio, so_studio, G_TYPE_OBJECT)

static guint acted, sender_changed, sync_changed, escalated, window_closing, writing;

/* "Europe/Berlin", or UTC where the computer does not say. */
static char *
local_zone (void)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  const char *name = g_time_zone_get_identifier (local);
  g_autoptr (GTimeZone) again = name && !g_path_is_absolute (name) ? g_time_zone_new_identifier (name) : NULL;

  return g_strdup (again ? name : "UTC");
}

static char *
local_currency (void)
{
  const char *code = localeconv ()->int_curr_symbol;

  return code && strlen (code) >= 3 ? g_strndup (code, 3) : g_strdup ("EUR");
}

/* NULL where there is nothing in it. */
static char *
stripped (const char *text)
{
  g_autofree char *copy = g_strdup (text);

  return copy && *g_strstrip (copy) ? g_steal_pointer (&copy) : NULL;
}

static SoProfile *
with_defaults (const SoProfile *given)
{
  SoProfile *made = g_new0 (SoProfile, 1);

  made->name = stripped (given->name);
  made->kind = stripped (given->kind);
  made->zone = stripped (given->zone);
  made->currency = stripped (given->currency);
  made->country = stripped (given->country);
  made->owner = stripped (given->owner);
  made->email = stripped (given->email);
  made->phone = stripped (given->phone);
  made->demo = given->demo;
  if (!made->zone)
    made->zone = local_zone ();
  if (!made->currency)
    made->currency = local_currency ();
  return made;
}

/* Takes @profile. */
static void
remember (SoStudio *self, SoProfile *profile)
{
  g_autoptr (GTimeZone) zone = profile ? g_time_zone_new_identifier (profile->zone) : NULL;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  so_profile_free (self->profile);
  self->profile = profile;
  if (!zone)
    zone = g_time_zone_new_local ();
  if (self->zone && !strcmp (g_time_zone_get_identifier (zone), g_time_zone_get_identifier (self->zone)))
    return;
  if (self->zone)
    g_ptr_array_add (self->old_zones, self->zone);
  self->zone = g_steal_pointer (&zone);
}

static gboolean
reload (SoStudio *self, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoDb) db = so_store_read (self->store, error);
  SoProfile *profile = db ? so_profile_load (db, &failed) : NULL;

  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  if (!db)
    return FALSE;
  remember (self, profile);
  return TRUE;
}

static void
on_store_changed (SoStudio *self, guint changes)
{
  g_autoptr (GError) error = NULL;

  if ((changes & SO_CHANGED_SETTINGS) && !reload (self, &error))
    g_message ("The studio's settings could not be read again: %s", error->message);
}

static gboolean
has_practice_account (SoDb *db, gboolean *has, GError **error)
{
  g_autoptr (GPtrArray) accounts = so_account_list (db, error);

  *has = FALSE;
  for (guint i = 0; accounts && i < accounts->len; i++)
    *has = *has || ((SoAccount *) g_ptr_array_index (accounts, i))->channel == SO_CHANNEL_LOOPBACK;
  return accounts != NULL;
}

static gboolean
add_practice_account (SoDb *db, const char *kind, GError **error)
{
  g_autofree char *settings = g_strdup_printf ("{\"kind\": \"%s\"}", kind);   /* one of so_profile_kinds() */
  SoAccount practice = { .channel = SO_CHANNEL_LOOPBACK, .name = (char *) _("Practice"), .transport = (char *) SO_TRANSPORT_LOOPBACK,
                         .settings = settings };
  g_autofree char *id = NULL;
  gboolean has;

  if (!has_practice_account (db, &has, error))
    return FALSE;
  if (!has)
    id = so_account_add (db, &practice, error);
  return has || id;
}

static void
so_studio_dispose (GObject *object)
{
  SoStudio *self = SO_STUDIO (object);

  if (self->outbox)
    so_outbox_stop (self);
  g_clear_pointer (&self->jobs, so_jobs_free);
  g_clear_pointer (&self->outbox, so_outbox_free);
  so_writings_stop_all (self->writings);
  g_clear_pointer (&self->writer, so_worker_stop);
  g_clear_pointer (&self->worker, so_worker_stop);
  g_clear_pointer (&self->aside, so_worker_stop);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (so_studio_parent_class)->dispose (object);
}

static void
so_studio_finalize (GObject *object)
{
  SoStudio *self = SO_STUDIO (object);

  so_traffic_free (self->traffic);
  so_writings_free (self->writings);
  so_profile_free (self->profile);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_ptr_array_unref (self->old_zones);
  g_object_unref (self->transfers);
  so_outlet_cache_free (self->outlets);
  g_clear_pointer (&self->secrets, so_secrets_unref);
  g_clear_object (&self->classifier);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (so_studio_parent_class)->finalize (object);
}

static void
so_studio_class_init (SoStudioClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_studio_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_studio_finalize;
  sender_changed = g_signal_new ("sender-changed", SO_TYPE_STUDIO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  window_closing = g_signal_new ("window-closing", SO_TYPE_STUDIO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);
  sync_changed = g_signal_new ("sync-changed", SO_TYPE_STUDIO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  escalated = g_signal_new ("escalated", SO_TYPE_STUDIO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);
  writing = g_signal_new ("writing", SO_TYPE_STUDIO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  acted = g_signal_new ("acted", SO_TYPE_STUDIO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
so_studio_init (SoStudio *self)
{
  g_mutex_init (&self->lock);
  self->old_zones = g_ptr_array_new_with_free_func ((GDestroyNotify) g_time_zone_unref);
  self->worker = so_worker_new ();
  self->transfers = so_transfers_new ();
  self->aside = so_worker_new ();
  self->writer = so_worker_new ();
  self->writings = so_writings_new (self);
  self->traffic = so_traffic_new ();
  self->outbox = so_outbox_new (self);
  self->jobs = so_jobs_new (self);
  self->outlet = so_outlet_open;
  self->outlets = so_outlet_cache_new ();
}

void
so_studio_init_process (void)
{
  so_tls_init ();
}

SoStudio *
so_studio_open (const char *folder, GError **error)
{
  g_autoptr (SoStudio) self = NULL;
  g_autoptr (SoStore) store = NULL;

  g_return_val_if_fail (folder, NULL);

  store = so_store_open (folder, error);
  if (!store)
    return NULL;
  self = g_object_new (SO_TYPE_STUDIO, NULL);
  self->store = g_steal_pointer (&store);
  if (!reload (self, error))
    return NULL;
  g_signal_connect_object (self->store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  return g_steal_pointer (&self);
}

SoTransfers *
so_studio_get_transfers (SoStudio *self)
{
  g_return_val_if_fail (SO_IS_STUDIO (self), NULL);

  return self->transfers;
}

SoStore *
so_studio_get_store (SoStudio *self)
{
  g_return_val_if_fail (SO_IS_STUDIO (self), NULL);

  return self->store;
}

SoProfile *
so_studio_dup_profile (SoStudio *self)
{
  SoProfile *copy;

  g_return_val_if_fail (SO_IS_STUDIO (self), NULL);

  g_mutex_lock (&self->lock);
  copy = self->profile ? with_defaults (self->profile) : NULL;
  if (copy)
    copy->id = g_strdup (self->profile->id);
  g_mutex_unlock (&self->lock);
  return copy;
}

void
so_studio_touch (SoStudio *self)
{
  g_return_if_fail (SO_IS_STUDIO (self));

  g_atomic_int_set (&self->touched, (gint) (so_monotonic () / 1000));
}

gboolean
so_studio_is_used (SoStudio *self, guint seconds)
{
  gint touched;

  g_return_val_if_fail (SO_IS_STUDIO (self), FALSE);

  touched = g_atomic_int_get (&self->touched);
  return touched && so_monotonic () / 1000 - touched < (gint64) seconds;
}

GTimeZone *
so_studio_get_zone (SoStudio *self)
{
  g_return_val_if_fail (SO_IS_STUDIO (self), NULL);

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  return self->zone;
}

GDateTime *
so_studio_local_time (SoStudio *self, gint64 at)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / 1000);

  return g_date_time_to_timezone (utc, so_studio_get_zone (self));
}

gboolean
so_studio_is_demo (SoStudio *self)
{
  g_return_val_if_fail (SO_IS_STUDIO (self), FALSE);

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  return self->profile && self->profile->demo;
}

gboolean
so_studio_set_up (SoStudio *self, const SoProfile *profile, GError **error)
{
  g_autoptr (SoProfile) made = NULL, before = NULL;
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoDb) db = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (self) && profile, FALSE);

  made = with_defaults (profile);
  if (!so_profile_check (made, error) || !(db = so_store_begin (self->store, NULL, error)))
    return FALSE;
  before = so_profile_load (db, &failed);
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  made->id = before ? g_strdup (before->id) : so_id_new ();
  /* Once a demo, always a demo: its people do not exist. */
  made->demo = made->demo || (before && before->demo);
  if (!so_profile_save (db, made, error) || !so_due_refresh (db, NULL, error) || !add_practice_account (db, made->kind, error) ||
      !so_event_log (db, "owner", before ? "studio.changed" : "studio.made", NULL, NULL, NULL, error) ||
      !so_store_commit (self->store, &db, error))
    return FALSE;
  remember (self, g_steal_pointer (&made));
  return TRUE;
}

char *
so_studio_default_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "studio-os", "default", NULL);
}

void
so_studio_run (SoStudio *self, GTask *task, GTaskThreadFunc func)
{
  g_return_if_fail (SO_IS_STUDIO (self));

  so_worker_push (self->worker, task, func);
}

void
so_studio_run_aside (SoStudio *self, GTask *task, GTaskThreadFunc func)
{
  g_return_if_fail (SO_IS_STUDIO (self));

  so_worker_push (self->aside, task, func);
}

void
so_studio_acted (SoStudio *self)
{
  g_signal_emit (self, acted, 0);
}

void
so_studio_sender_changed (SoStudio *self)
{
  g_signal_emit (self, sender_changed, 0);
}

void
so_studio_closing (SoStudio *self, const char *const *thread_ids)
{
  g_signal_emit (self, window_closing, 0, thread_ids);
}

void
so_studio_sync_changed (SoStudio *self)
{
  g_signal_emit (self, sync_changed, 0);
}

SoTraffic *
so_studio_get_traffic (SoStudio *self)
{
  return self->traffic;
}

void
so_studio_escalated (SoStudio *self, const char *const *thread_ids)
{
  g_signal_emit (self, escalated, 0, thread_ids);
}

void
so_studio_writing (SoStudio *self, const char *thread_id)
{
  g_signal_emit (self, writing, 0, thread_id);
}

SoWritings *
so_studio_get_writings (SoStudio *self)
{
  return self->writings;
}

void
so_studio_run_writer (SoStudio *self, GTask *task, GTaskThreadFunc func)
{
  so_worker_push (self->writer, task, func);
}

void
so_studio_set_asker (SoStudio *self, GCallback asker, gpointer data)
{
  self->asker = asker;
  self->asker_data = data;
}

GCallback
so_studio_get_asker (SoStudio *self, gpointer *data)
{
  *data = self->asker_data;
  return self->asker;
}

SoOutbox *
so_studio_get_outbox (SoStudio *self)
{
  return self->outbox;
}

SoJobs *
so_studio_get_jobs (SoStudio *self)
{
  return self->jobs;
}

void
so_studio_set_outlet (SoStudio *self, SoOutletOpen open, gpointer data)
{
  self->outlet = open ? open : so_outlet_open;
  self->outlet_data = data;
}

/* The last fence: whatever was decided before, a demo opens nothing but the practice channel. */
SoChannel *
so_studio_open_outlet (SoStudio *self, const SoAccount *account, const char *transport, GError **error)
{
  if (so_studio_is_demo (self) && strcmp (transport, SO_TRANSPORT_LOOPBACK) != 0)
    return so_fail (error, SO_ERROR_GIVE_UP, _("This is a demonstration studio: it can never send to anybody")), NULL;
  if (self->outlet == so_outlet_open && strcmp (transport, SO_TRANSPORT_LOOPBACK) != 0)
    return so_outlet_cache_open (self->outlets, account, transport, so_studio_get_secrets (self), error);
  return self->outlet (account, transport, self->outlet_data, error);
}

SoClassifier *
so_studio_get_classifier (SoStudio *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (!self->classifier)
    self->classifier = so_classifier_new ();
  return self->classifier;
}

/* Free with g_free(). */
static char *
dup_secrets_name (SoStudio *self)
{
  g_autoptr (SoDb) db = so_store_read (self->store, NULL);
  char *name = db ? so_local_get (db, SO_LOCAL_SECRETS) : NULL;
  g_autoptr (SoProfile) profile = name ? NULL : so_studio_dup_profile (self);

  return name ? name : g_strdup (profile && profile->id ? profile->id : "");
}

SoSecrets *
so_studio_get_secrets (SoStudio *self)
{
  g_autofree char *name = NULL;

  g_mutex_lock (&self->lock);
  if (!self->secrets)
    {
      g_mutex_unlock (&self->lock);
      name = dup_secrets_name (self);
      g_mutex_lock (&self->lock);
    }
  if (!self->secrets)
    self->secrets = so_secrets_keyring (name);
  g_mutex_unlock (&self->lock);
  return self->secrets;
}

gboolean
so_studio_keep_secrets (SoStudio *self, GError **error)
{
  g_autofree char *name = dup_secrets_name (self), *made = *name ? NULL : so_id_new ();
  g_autoptr (SoDb) db = so_store_begin (self->store, NULL, error);
  g_autofree char *known = db ? so_local_get (db, SO_LOCAL_SECRETS) : NULL;

  if (!db || known)
    return db != NULL;
  return so_local_set (db, SO_LOCAL_SECRETS, made ? made : name, error) && so_store_commit (self->store, &db, error);
}

void
so_studio_set_secrets (SoStudio *self, SoSecrets *secrets)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_clear_pointer (&self->secrets, so_secrets_unref);
  self->secrets = so_secrets_ref (secrets);
}
