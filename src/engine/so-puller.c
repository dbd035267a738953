/* SPDX-License-Identifier: MIT */
#include "so-puller.h"

#include "so-clock.h"
#include "so-facts.h"
#include "so-hub-runner.h"
#include "so-onboarding.h"
#include "so-outbox.h"
#include "so-poll.h"
#include "so-pull.h"
#include "so-share-runner.h"
#include "so-studio-private.h"
#include "so-worker.h"

/* How long after something was sent answers are looked for more often. */
#define TALKING_MS (5 * 60 * 1000)
/* Who was just written to may answer at once. */
#define AFTER_SENDING_MS 2000

struct _SoPuller {
  SoStudio *studio;        /* not owned: it owns the outbox, which owns us */
  void (*received) (SoStudio *studio);
  gboolean started;
  gboolean in_front;
  gboolean live;           /* the owner said so: see so-onboarding.h */
  gint64 talking_until;    /* monotonic ms */
  GHashTable *entries;     /* id of an account → Entry */
  SoHubRunner *hub;
  SoShareRunner *share;
  SoSync sync;             /* of the last time that the owner asked */
  gulong changed;
};

/* One pull, shared with the thread that does it. */
typedef struct {
  SoAccount *account;
  guint failures;
  SoPull pull;
} Turn;

typedef struct {
  SoPuller *puller;
  char *id;
  SoChannelKind channel;
  SoWorker *worker;        /* its own thread, so that connections are kept */
  GCancellable *running;   /* NULL: at rest */
  Turn *turn;              /* that is running; borrowed from its task */
  gboolean shown;          /* the owner asked for it, or it is the first one: its progress is shown */
  gboolean given_up;       /* by her; cancelled for another reason, it is begun anew */
  gboolean again;          /* she asked while it ran: what came after its question comes with the next */
  guint failures;
  gint64 synced_at;        /* ms, 0: not by us */
  gint64 due;              /* monotonic ms of the timer */
  guint timer;
} Entry;

static void
turn_free (gpointer data)
{
  Turn *turn = data;

  so_account_free (turn->account);
  g_free (turn);
}

static void begin (Entry *entry, gboolean shown);

static gboolean
on_due (gpointer data)
{
  Entry *entry = data;

  entry->timer = 0;
  begin (entry, FALSE);
  return G_SOURCE_REMOVE;
}

static void
schedule (Entry *entry, gint64 delay)
{
  g_clear_handle_id (&entry->timer, g_source_remove);
  entry->due = so_monotonic () + MAX (delay, 0);
  entry->timer = g_timeout_add ((guint) CLAMP (delay, 0, G_MAXINT), on_due, entry);
}

static void
schedule_by (Entry *entry, gint64 delay)
{
  if (!entry->running && (!entry->timer || entry->due > so_monotonic () + delay))
    schedule (entry, delay);
}

static gint64
usual_delay (Entry *entry)
{
  SoPuller *self = entry->puller;
  g_autofree char *minutes = entry->channel == SO_CHANNEL_MAIL ? so_studio_dup_setting (self->studio, SO_SETTING_MAIL_MINUTES) : NULL;
  SoPollFacts facts = {
    .channel = entry->channel, .in_front = self->in_front, .talking = so_monotonic () < self->talking_until,
    .mail_minutes = so_poll_minutes (minutes), .random = g_random_int (),
  };

  return so_poll_delay (&facts);
}

static void
do_pull (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Turn *turn = data;
  GError *error = NULL;

  if (so_pull (source, turn->account, turn->failures, &turn->pull, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
count_end (SoPuller *self, const Entry *entry, const Turn *turn, gboolean failed)
{
  if (!entry->shown)
    return;
  self->sync.running--;
  self->sync.received += turn->pull.received;
  self->sync.failed += failed;
}

static void
on_pulled (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree char *id = data;
  SoOutbox *outbox = so_studio_get_outbox (SO_STUDIO (source));
  SoPuller *self = outbox ? so_outbox_get_puller (outbox) : NULL;
  Turn *turn = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED), shown;
  Entry *entry = self && self->started ? g_hash_table_lookup (self->entries, id) : NULL;

  /* Stopped, or the account is gone, or comes a second time. */
  if (!entry || entry->turn != turn)
    return;
  g_clear_object (&entry->running);
  entry->turn = NULL;
  shown = entry->shown;
  count_end (self, entry, turn, !ok && !cancelled);
  entry->failures = ok ? 0 : entry->failures + !cancelled;
  if (ok && !turn->pull.more)
    entry->synced_at = so_now ();
  if (!cancelled && (entry->again || (ok && turn->pull.more)))
    begin (entry, entry->shown);
  else
    {
      entry->shown = entry->again = FALSE;
      schedule (entry, cancelled && !entry->given_up ? 0 : !ok && turn->pull.delay > 0 ? turn->pull.delay : usual_delay (entry));
    }
  /* Who asks also wants to know what became of what was sent. */
  if (turn->pull.received || shown)
    self->received (self->studio);
  so_studio_sync_changed (self->studio);
}

/* Nothing to ask there while there is no network; what it says then is no news of the account. */
static gboolean
waits_for_network (const Entry *entry)
{
  return entry->channel != SO_CHANNEL_LOOPBACK && !so_outbox_is_online (entry->puller->studio);
}

/* Before Go Live only the practice channel is read by itself. */
static gboolean
waits_for_owner (const Entry *entry)
{
  return entry->channel != SO_CHANNEL_LOOPBACK && !entry->puller->live;
}

static void
begin (Entry *entry, gboolean shown)
{
  SoPuller *self = entry->puller;
  g_autoptr (SoAccount) account = so_studio_find_account (self->studio, entry->id, NULL);
  g_autoptr (GTask) task = NULL;

  entry->again = entry->given_up = FALSE;
  g_clear_handle_id (&entry->timer, g_source_remove);
  if (!account || account->paused || (!shown && (waits_for_network (entry) || waits_for_owner (entry))))
    {
      entry->shown = FALSE;
      schedule (entry, usual_delay (entry));
      return;
    }
  entry->shown = shown || (!account->synced_at && !entry->failures && entry->channel != SO_CHANNEL_LOOPBACK && so_poll_is_asked (entry->channel));
  self->sync.running += entry->shown;
  entry->running = g_cancellable_new ();
  entry->turn = g_new0 (Turn, 1);
  entry->turn->account = g_steal_pointer (&account);
  entry->turn->failures = entry->failures;
  task = g_task_new (self->studio, entry->running, on_pulled, g_strdup (entry->id));
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, entry->turn, turn_free);
  so_worker_push (entry->worker, task, do_pull);
  if (entry->shown)
    so_studio_sync_changed (self->studio);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_handle_id (&entry->timer, g_source_remove);
  if (entry->running)
    g_cancellable_cancel (entry->running);
  if (entry->running && entry->shown)
    entry->puller->sync.running--;
  g_clear_object (&entry->running);
  so_worker_stop (entry->worker);
  g_free (entry->id);
  g_free (entry);
}

static gboolean
is_asked (SoPuller *self, const SoAccount *account)
{
  return !account->paused && !account->elsewhere && (account->channel == SO_CHANNEL_LOOPBACK || !so_studio_is_demo (self->studio));
}

static Entry *
add_entry (SoPuller *self, const SoAccount *account)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->puller = self;
  entry->id = g_strdup (account->id);
  entry->channel = account->channel;
  entry->worker = so_worker_new ();
  entry->failures = account->error ? 1 : 0;
  g_hash_table_insert (self->entries, entry->id, entry);
  return entry;
}

/* TRUE where it has gone live just now. */
static gboolean
look_whether_live (SoPuller *self)
{
  g_autofree char *live = so_studio_dup_setting (self->studio, SO_ONBOARDING_LIVE);
  gboolean before = self->live;

  self->live = g_strcmp0 (live, "0") != 0;
  return self->live && !before;
}

/* New accounts are asked at once, and those that the owner has mended; what is gone or off is let go. */
static void
follow (SoPuller *self)
{
  g_autoptr (GPtrArray) accounts = so_studio_list_accounts (self->studio, NULL);
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gboolean began = look_whether_live (self);
  gpointer id;

  for (guint i = 0; accounts && i < accounts->len; i++)
    {
      const SoAccount *account = accounts->pdata[i];
      Entry *entry = g_hash_table_lookup (self->entries, account->id);

      if (!is_asked (self, account))
        continue;
      if (!entry)
        schedule (add_entry (self, account), MAX (account->retry_at - so_now (), 0));
      else if (entry->failures && !account->error && !entry->running)
        {
          entry->failures = 0;
          schedule (entry, 0);
        }
      else if (began)
        schedule_by (entry, 0);
      g_hash_table_add (kept, account->id);
    }
  g_hash_table_iter_init (&iter, self->entries);
  while (accounts && g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (kept, id))
      g_hash_table_iter_remove (&iter);
}

static void
on_store_changed (SoPuller *self, guint changes)
{
  if (changes & (SO_CHANGED_ACCOUNTS | SO_CHANGED_SETTINGS))
    follow (self);
}

/* Its messages are here; their files, and what Gmail and Twilio only said that there is, are fetched. */
static void
on_hub (const SoHubTurn *turn, gpointer data)
{
  SoPuller *self = data;
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, turn->accounts);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      Entry *entry = g_hash_table_lookup (self->entries, id);

      if (entry && entry->running)
        entry->again = TRUE;
      else if (entry)
        schedule_by (entry, 0);
    }
  if (turn->received)
    self->received (self->studio);
}

SoPuller *
so_puller_new (SoStudio *studio, void (*received) (SoStudio *studio))
{
  SoPuller *self = g_new0 (SoPuller, 1);

  self->studio = studio;
  self->received = received;
  self->in_front = TRUE;     /* until the window says where she looks */
  /* The key is the entry's own id. */
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  self->hub = so_hub_runner_new (studio, on_hub, self);
  self->share = so_share_runner_new (studio);
  return self;
}

void
so_puller_free (SoPuller *self)
{
  so_puller_stop (self);
  so_hub_runner_free (self->hub);
  so_share_runner_free (self->share);
  g_hash_table_unref (self->entries);
  g_free (self);
}

void
so_puller_start (SoPuller *self)
{
  if (self->started)
    return;
  self->started = TRUE;
  self->changed = g_signal_connect_swapped (so_studio_get_store (self->studio), "changed", G_CALLBACK (on_store_changed), self);
  follow (self);
  so_hub_runner_start (self->hub);
  so_share_runner_start (self->share);
}

void
so_puller_stop (SoPuller *self)
{
  GHashTableIter iter;
  gpointer entry;

  if (!self->started)
    return;
  self->started = FALSE;
  g_clear_signal_handler (&self->changed, so_studio_get_store (self->studio));
  /* All of them before the first is waited for. */
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    if (((Entry *) entry)->running)
      g_cancellable_cancel (((Entry *) entry)->running);
  so_hub_runner_stop (self->hub);
  so_share_runner_stop (self->share);
  g_hash_table_remove_all (self->entries);
}

static void
hasten (SoPuller *self, gint64 loopback)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      if (!entry->failures)
        schedule_by (entry, loopback && entry->channel == SO_CHANNEL_LOOPBACK ? loopback : usual_delay (entry));
    }
}

void
so_puller_sent (SoPuller *self)
{
  self->talking_until = so_monotonic () + TALKING_MS;
  hasten (self, AFTER_SENDING_MS);
}

void
so_puller_set_in_front (SoPuller *self, gboolean in_front)
{
  if (self->in_front == in_front)
    return;
  self->in_front = in_front;
  if (in_front)
    hasten (self, 0);
}

static void
sync_one (SoPuller *self, Entry *entry)
{
  if (!entry->running)
    return begin (entry, TRUE);
  self->sync.running += !entry->shown;
  entry->shown = entry->again = TRUE;
}

gboolean
so_puller_sync (SoPuller *self, const char *account_id)
{
  GHashTableIter iter;
  gpointer entry;

  if (!self->started)
    return FALSE;
  if (!self->sync.running)
    self->sync = (SoSync) { 0 };
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    if (!account_id || g_str_equal (account_id, ((Entry *) entry)->id))
      sync_one (self, entry);
  if (!account_id)
    {
      so_hub_runner_hasten (self->hub);
      so_share_runner_hasten (self->share);
    }
  so_studio_sync_changed (self->studio);
  return TRUE;
}

void
so_puller_cancel (SoPuller *self, const char *account_id)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      if (entry->running && entry->shown && (!account_id || g_str_equal (account_id, entry->id)))
        {
          entry->given_up = TRUE;
          g_cancellable_cancel (entry->running);
        }
    }
}

gboolean
so_puller_is_syncing (SoPuller *self, const char *account_id, guint *received)
{
  Entry *entry = g_hash_table_lookup (self->entries, account_id);
  gboolean is = entry && entry->running && entry->shown;

  if (is && received)
    *received = (guint) g_atomic_int_get ((gint *) &entry->turn->pull.received);
  return is;
}

void
so_puller_get_sync (SoPuller *self, SoSync *sync)
{
  GHashTableIter iter;
  gpointer value;

  *sync = self->sync;
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      guint received = 0;

      if (so_puller_is_syncing (self, ((Entry *) value)->id, &received))
        sync->received += received;
    }
}

gint64
so_puller_synced_at (SoPuller *self, const char *account_id)
{
  Entry *entry = g_hash_table_lookup (self->entries, account_id);

  return entry ? entry->synced_at : 0;
}
