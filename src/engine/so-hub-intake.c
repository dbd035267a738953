/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-hub-intake.h"

#include "so-clock.h"
#include "so-exchange.h"
#include "so-hand-over.h"
#include "so-hub-inbox.h"
#include "so-hub-sent.h"
#include "so-hub-shares.h"
#include "so-pipeline.h"
#include "so-settings.h"
#include "so-share-round.h"
#include "so-studio-private.h"

#include <glib/gi18n-lib.h>

#define PAGE 100
/* When it was heard last is written no oftener than this, so that nothing is written all day where nothing comes. */
#define HEARD_MS (5 * 60 * G_GINT64_CONSTANT (1000))
#define FORGET_EVERY 1000
/* A hub keeps nothing as long as this. */
#define KNOWN_MS (400 * 24 * 3600 * G_GINT64_CONSTANT (1000))

/* An event with what each account is told by it: all that can be done outside of a transaction. */
typedef struct {
  SoHubNews *news;          /* borrowed */
  GPtrArray *shares;        /* SoHubShare */
  GPtrArray *updates;       /* GPtrArray of SoUpdate for each share, empty where it is only to look */
  SoHubSent *sent;          /* in place of both: what became of a message; or NULL */
} Ready;

typedef struct {
  SoStudio *studio;
  GPtrArray *accounts;      /* SoAccount */
  GPtrArray *ready;         /* Ready */
  GPtrArray *heard;
  GStrvBuilder *files;
  guint events, received, aside;
} Job;

void
so_hub_turn_clear (SoHubTurn *turn)
{
  g_clear_pointer (&turn->accounts, g_hash_table_unref);
}

static void
ready_free (gpointer data)
{
  Ready *ready = data;

  g_ptr_array_unref (ready->shares);
  g_ptr_array_unref (ready->updates);
  so_hub_sent_free (ready->sent);
  g_free (ready);
}

static void
job_clear (Job *job)
{
  g_clear_pointer (&job->ready, g_ptr_array_unref);
  g_clear_pointer (&job->accounts, g_ptr_array_unref);
  g_clear_pointer (&job->heard, g_ptr_array_unref);
  g_clear_pointer (&job->files, g_strv_builder_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

/* Reading ---------------------------------------------------------------------------------------- */

static void
set_aside (SoHubNews *news, SoHubAside reason, const GError *why)
{
  news->aside = TRUE;
  news->reason = reason;
  g_set_str (&news->detail, why ? why->message : NULL);
}

static GPtrArray *
parse_share (Job *job, SoHubNews *news, const SoHubShare *share)
{
  GPtrArray *updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
  const char *transport = so_outlet_transport (FALSE, share->account);
  g_autoptr (GError) why = NULL;
  g_autoptr (SoChannel) channel = share->body ? so_studio_open_outlet (job->studio, share->account, transport, &why) : NULL;

  if (share->body && (!channel || !so_channel_parse (channel, share->body, updates, &why)))
    {
      set_aside (news, channel ? SO_HUB_ASIDE_UNREADABLE : SO_HUB_ASIDE_FAULT, why);
      g_ptr_array_set_size (updates, 0);
    }
  return updates;
}

static gboolean
is_past (const SoHubNews *news)
{
  return !news->n && !news->body && news->size < 0;
}

static void
prepare_one (Job *job, SoHubNews *news)
{
  Ready *ready = g_new0 (Ready, 1);
  SoHubAside reason;

  ready->news = news;
  ready->shares = g_ptr_array_new_with_free_func (so_hub_share_free);
  ready->updates = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  news->aside = FALSE;
  g_clear_pointer (&news->detail, g_free);
  if (so_hub_sent_is (news) && !is_past (news))
    {
      ready->sent = so_hub_sent_read (job->accounts, news);
      if (!ready->sent)
        set_aside (news, SO_HUB_ASIDE_UNREADABLE, NULL);
    }
  /* What the hub keeps no longer was fetched by all that were paired then: for a new computer it is past. */
  else if (!is_past (news) && !so_hub_shares (job->accounts, news, ready->shares, &reason))
    set_aside (news, reason, NULL);
  for (guint i = 0; i < ready->shares->len; i++)
    g_ptr_array_add (ready->updates, parse_share (job, news, ready->shares->pdata[i]));
  g_ptr_array_add (job->ready, ready);
}

static gboolean
prepare (Job *job, SoStudio *studio, const GPtrArray *events, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);

  job->studio = studio;
  job->ready = g_ptr_array_new_with_free_func (ready_free);
  job->heard = g_ptr_array_new_with_free_func (g_free);
  job->files = g_strv_builder_new ();
  job->accounts = db ? so_account_list (db, error) : NULL;
  g_clear_pointer (&db, so_db_release);
  for (guint i = 0; job->accounts && i < events->len; i++)
    prepare_one (job, events->pdata[i]);
  return job->accounts != NULL;
}

/* What another computer of the studio made of these messages is read first, so that this one, which was off, does not bring back what was done
 * with. Where that cannot be had the messages come in all the same: seen twice is better than not seen. */
static gboolean
hear_the_others (SoStudio *studio, SoHubClient *client, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) why = NULL;

  if (so_share_catch_up (studio, client, cancellable, &why) || !g_cancellable_is_cancelled (cancellable))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

/* What was on its way out while the hub was told of it is written by now: else it would come in as somebody else's. */
static gboolean
wait_for_senders (Job *job, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < job->accounts->len; i++)
    {
      const SoAccount *account = job->accounts->pdata[i];
      guint mark;

      if (!so_traffic_mark (so_studio_get_traffic (job->studio), account->id, &mark, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* Storing ---------------------------------------------------------------------------------------- */

static gboolean
take (Job *job, SoDb *db, Ready *ready, GError **error)
{
  if (ready->sent && !so_hub_sent_take (job->studio, db, ready->sent, job->heard, &job->received, error))
    return FALSE;
  for (guint i = 0; i < ready->shares->len; i++)
    {
      const SoHubShare *share = ready->shares->pdata[i];
      const GPtrArray *updates = ready->updates->pdata[i];

      if (updates->len && !so_pipeline_take (job->studio, db, share->account, updates, FALSE, job->heard, job->files, &job->received, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_new (Job *job, SoDb *db, Ready *ready, GError **error)
{
  if (so_hub_news_is_known (db, ready->news->id))
    return TRUE;
  if (!take (job, db, ready, error) || !so_hub_news_add (db, ready->news, error))
    return FALSE;
  job->events++;
  job->aside += ready->news->aside;
  return TRUE;
}

/* Somebody else read the hub meanwhile, or it is another one: what was fetched is fetched again from where that stands. */
static gboolean
is_overtaken (SoDb *db, const SoHubLink *link)
{
  g_autoptr (SoHubLink) now = so_hub_link_find (db, NULL);

  return !now || now->cursor != link->cursor || g_strcmp0 (now->epoch, link->epoch) || g_strcmp0 (now->device, link->device);
}

/* The events from @first on, @n of them, and the cursor behind them. */
static gboolean
store (Job *job, SoHubLink *link, gint64 head, guint first, guint n, gboolean *stale, GError **error)
{
  SoStore *store = so_studio_get_store (job->studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  gint64 cursor = link->cursor;
  g_auto (GStrv) left = NULL;

  *stale = db && is_overtaken (db, link);
  if (!db || *stale)
    return db != NULL;
  for (guint i = first; i < first + n; i++)
    {
      Ready *ready = job->ready->pdata[i];

      if (!take_new (job, db, ready, error))
        return FALSE;
      cursor = ready->news->seq;
    }
  if (!so_hub_link_move (db, link->epoch, cursor, head, error) || !so_store_commit (store, &db, error))
    return FALSE;
  link->cursor = cursor;
  so_pipeline_heard (job->studio, job->heard);
  g_ptr_array_set_size (job->heard, 0);
  left = g_strv_builder_end (job->files);
  return so_exchange_remove_files (store, left, error);
}

/* One that cannot be stored is set aside, so that the others can: unless nothing can be stored at all, which setting aside finds out. */
static gboolean
store_one (Job *job, SoHubLink *link, gint64 head, guint i, gboolean *stale, GError **error)
{
  Ready *ready = job->ready->pdata[i];
  guint received = job->received;
  g_autoptr (GError) why = NULL;

  if (store (job, link, head, i, 1, stale, &why))
    return TRUE;
  job->received = received;
  g_ptr_array_set_size (job->heard, 0);
  g_ptr_array_set_size (ready->shares, 0);
  g_ptr_array_set_size (ready->updates, 0);
  g_clear_pointer (&ready->sent, so_hub_sent_free);
  set_aside (ready->news, SO_HUB_ASIDE_FAULT, why);
  g_message ("An event of the hub could not be stored: %s", why->message);
  return store (job, link, head, i, 1, stale, error);
}

static gboolean
store_page (Job *job, SoHubLink *link, gint64 head, gboolean *stale, GError **error)
{
  g_autoptr (GError) why = NULL;

  if (store (job, link, head, 0, job->ready->len, stale, &why))
    return TRUE;
  if (!job->ready->len)
    return g_propagate_error (error, g_steal_pointer (&why)), FALSE;
  job->events = job->received = job->aside = 0;
  g_ptr_array_set_size (job->heard, 0);
  for (guint i = 0; i < job->ready->len && !*stale; i++)
    if (!store_one (job, link, head, i, stale, error))
      return FALSE;
  return TRUE;
}

static void
report (const Job *job, SoHubTurn *turn)
{
  turn->events += job->events;
  turn->received += job->received;
  turn->aside += job->aside;
  if (!turn->accounts)
    turn->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < job->ready->len; i++)
    {
      const Ready *ready = job->ready->pdata[i];

      for (guint k = 0; k < ready->shares->len; k++)
        g_hash_table_add (turn->accounts, g_strdup (((SoHubShare *) ready->shares->pdata[k])->account->id));
    }
}

/* Asking ----------------------------------------------------------------------------------------- */

SoHubClient *
so_hub_intake_open (SoStudio *studio, SoHubLink **link, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_autoptr (SoSecret) key = NULL;

  *link = db ? so_hub_link_find (db, error) : NULL;
  g_clear_pointer (&db, so_db_release);
  if (!*link)
    return NULL;
  key = so_hub_client_dup_key (so_studio_get_secrets (studio), cancellable, error);
  return key ? so_hub_client_new ((*link)->url, key, error) : NULL;
}

static gboolean
acknowledge (SoStudio *studio, SoHubClient *client, SoHubLink *link, GCancellable *cancellable, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = NULL;

  if (link->acked >= link->cursor)
    return TRUE;
  if (!so_hub_client_ack (client, link->epoch, link->cursor, cancellable, error) || !(db = so_store_begin (store, NULL, error)))
    return FALSE;
  if (is_overtaken (db, link))
    return TRUE;
  /* Now and then, so that the table does not grow for ever. */
  if (link->cursor / FORGET_EVERY != link->acked / FORGET_EVERY && !so_hub_news_forget (db, so_now () - KNOWN_MS, error))
    return FALSE;
  link->acked = link->cursor;
  return so_hub_link_acked (db, link->acked, error) && so_store_commit (store, &db, error);
}

/* The count began anew: what is here is known by its ids. */
static gboolean
begin_anew (SoStudio *studio, const SoHubLink *link, const char *epoch, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  return db && (is_overtaken (db, link) || (so_hub_link_move (db, epoch, 0, 0, error) && so_hand_over_doubt (db, error) && so_store_commit (store, &db, error)));
}

/* A large body is fetched by itself, where anybody reads it. */
static gboolean
fetch_bodies (SoHubClient *client, GPtrArray *events, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < events->len; i++)
    {
      SoHubNews *news = events->pdata[i];
      g_autoptr (GError) why = NULL;

      if (news->size < 0 || !so_hub_is_read (news->provider, news->kind))
        continue;
      news->body = so_hub_client_body (client, news->seq, cancellable, &why);
      /* One that the hub does not have, or that is larger than any that is read, is set aside. */
      if (!news->body && !g_error_matches (why, SO_ERROR, SO_ERROR_CHANGE) && !g_error_matches (why, SO_ERROR, SO_ERROR_GIVE_UP))
        return g_propagate_error (error, g_steal_pointer (&why)), FALSE;
    }
  return TRUE;
}

static gboolean
is_quiet (const SoHubLink *link, const SoHubPage *page)
{
  return !page->events->len && !link->error && link->head == page->head && link->heard_at > so_now () - HEARD_MS;
}

static gboolean
take_page (SoStudio *studio, SoHubClient *client, SoHubLink *link, SoHubPage *page, SoHubTurn *turn, GCancellable *cancellable, GError **error)
{
  g_auto (Job) job = { 0 };
  gboolean stale = FALSE;

  if (is_quiet (link, page))
    return TRUE;
  if ((page->events->len && !hear_the_others (studio, client, cancellable, error)) ||
      !fetch_bodies (client, page->events, cancellable, error) || !prepare (&job, studio, page->events, error) ||
      (page->events->len && !wait_for_senders (&job, cancellable, error)) || !store_page (&job, link, page->head, &stale, error))
    return FALSE;
  turn->more = stale || link->cursor < page->head;
  report (&job, turn);
  return stale || acknowledge (studio, client, link, cancellable, error);
}

/* TRUE: the hub has nothing new by its own word, and need not be asked. It is all the same now and then, and where something was wrong. Else
 * *@wait is how long the question may take: who has heard the bell waits no more. */
static gboolean
is_silent (SoHubBell *bell, SoHubClient *client, const SoHubLink *link, guint *wait, GCancellable *cancellable)
{
  SoHubBellSays says = bell && *wait && !link->error ? so_hub_bell_wait (bell, client, link, *wait, cancellable) : SO_HUB_BELL_NONE;

  if (says != SO_HUB_BELL_NONE)
    *wait = 0;
  return says == SO_HUB_BELL_QUIET && link->heard_at > so_now () - HEARD_MS;
}

static gboolean
ask (SoStudio *studio, SoHubClient *client, SoHubLink *link, guint wait, SoHubBell *bell, SoHubTurn *turn, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHubPage) page = NULL;

  if (!acknowledge (studio, client, link, cancellable, error))
    return FALSE;
  if (is_silent (bell, client, link, &wait, cancellable))
    return TRUE;
  page = so_hub_client_page (client, link->epoch, link->cursor, PAGE, wait, cancellable, error);
  if (!page)
    return FALSE;
  if (g_strcmp0 (page->hub, link->hub))
    return so_fail (error, SO_ERROR_CHANGE, _("Another hub answers at this address now: disconnect, and pair this computer with it"));
  if (page->other_epoch)
    return (turn->more = TRUE) && begin_anew (studio, link, page->epoch, error);
  return take_page (studio, client, link, page, turn, cancellable, error);
}

static void
keep_failure (SoStudio *studio, const SoHubLink *link, const GError *failed)
{
  SoStore *store = so_studio_get_store (studio);
  SoError kind = failed->domain == SO_ERROR ? (SoError) failed->code : SO_ERROR_REPORT;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = NULL;

  if (!g_strcmp0 (link->error, failed->message) && link->error_kind == kind)
    return;
  db = so_store_begin (store, NULL, &error);
  if (!db || !so_hub_link_failed (db, failed->message, kind, &error) || !so_store_commit (store, &db, &error))
    g_message ("The state of the hub could not be written: %s", error->message);
}

gboolean
so_hub_intake (SoStudio *studio, guint wait, SoHubBell *bell, SoHubTurn *turn, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHubLink) link = NULL;
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoHubClient) client = so_hub_intake_open (studio, &link, cancellable, &failed);

  turn->paired = link != NULL;
  turn->more = FALSE;
  if (!link && !failed)
    return TRUE;
  if (client && ask (studio, client, link, wait, bell, turn, cancellable, &failed))
    return TRUE;
  if (link && !g_cancellable_is_cancelled (cancellable))
    keep_failure (studio, link, failed);
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* Once more -------------------------------------------------------------------------------------- */

static gboolean
settle (Job *job, Ready *ready, SoHubAside before, GError **error)
{
  SoStore *store = so_studio_get_store (job->studio);
  g_autoptr (SoDb) db = NULL;

  if (ready->news->aside && ready->news->reason == before && !ready->shares->len)
    return TRUE;
  db = so_store_begin (store, NULL, error);
  if (!db || !take (job, db, ready, error) || !so_hub_news_settle (db, ready->news, error) || !so_store_commit (store, &db, error))
    return FALSE;
  job->events += !ready->news->aside;
  so_pipeline_heard (job->studio, job->heard);
  g_ptr_array_set_size (job->heard, 0);
  return TRUE;
}

static gboolean
try_again (SoStudio *studio, GPtrArray *events, SoHubTurn *turn, GError **error)
{
  g_autofree SoHubAside *before = g_new (SoHubAside, events->len + 1);
  g_auto (Job) job = { 0 };

  for (guint i = 0; i < events->len; i++)
    before[i] = ((SoHubNews *) events->pdata[i])->reason;
  if (!prepare (&job, studio, events, error))
    return FALSE;
  for (guint i = 0; i < job.ready->len; i++)
    {
      Ready *ready = job.ready->pdata[i];
      g_autoptr (GError) why = NULL;

      /* It stays where it is, and why is known better now than by its old words. */
      if (!settle (&job, ready, before[i], &why))
        g_message ("An event of the hub could not be stored: %s", why->message);
      job.aside += why || ready->news->aside;
    }
  report (&job, turn);
  return TRUE;
}

gboolean
so_hub_intake_again (SoStudio *studio, gint64 only, SoHubTurn *turn, GError **error)
{
  gint64 after = only ? only - 1 : 0;

  for (;;)
    {
      g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
      g_autoptr (GPtrArray) events = db ? so_hub_news_aside (db, after, only ? 1 : PAGE, error) : NULL;

      g_clear_pointer (&db, so_db_release);
      if (!events)
        return FALSE;
      if (!events->len || (only && ((SoHubNews *) events->pdata[0])->n != only))
        return TRUE;
      after = ((SoHubNews *) events->pdata[events->len - 1])->n;
      if (!try_again (studio, events, turn, error))
        return FALSE;
      if (only)
        return TRUE;
    }
}
