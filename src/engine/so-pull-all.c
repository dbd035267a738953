/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-pull-all.h"

#include "so-error.h"
#include "so-settings.h"

#include <glib/gi18n-lib.h>

#define LOOK_US (50 * G_TIME_SPAN_MILLISECOND)

/* All threads of one call. */
typedef struct {
  SoStudio *studio;
  GCancellable *stop;     /* ours, for all of them */
  GMutex lock;
  GCond done;
  guint running;
} Round;

typedef struct {
  Round *round;
  SoPulled *pulled;       /* borrowed */
  GThread *thread;
} Runner;

void
so_pulled_free (gpointer data)
{
  SoPulled *pulled = data;

  so_account_free (pulled->account);
  g_clear_error (&pulled->error);
  g_free (pulled);
}

static gpointer
run (gpointer data)
{
  Runner *runner = data;
  Round *round = runner->round;
  SoPull pull = { 0 };

  so_pull (round->studio, runner->pulled->account, 0, &pull, round->stop, &runner->pulled->error);
  runner->pulled->received = pull.received;
  runner->pulled->more = pull.more && !runner->pulled->error;
  g_mutex_lock (&round->lock);
  round->running--;
  g_cond_signal (&round->done);
  g_mutex_unlock (&round->lock);
  return NULL;
}

static void
wait_for_all (Round *round, gint64 most_ms, GCancellable *cancellable)
{
  gint64 deadline = g_get_monotonic_time () + most_ms * 1000;

  g_mutex_lock (&round->lock);
  while (round->running)
    {
      if (g_cancellable_is_cancelled (cancellable) || (most_ms && g_get_monotonic_time () > deadline))
        g_cancellable_cancel (round->stop);
      g_cond_wait_until (&round->done, &round->lock, g_get_monotonic_time () + LOOK_US);
    }
  g_mutex_unlock (&round->lock);
}

/* Accounts as they are to be asked, into @result. */
static gboolean
pick (SoStudio *studio, const char *account_id, GPtrArray *result, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_autoptr (GPtrArray) accounts = db ? so_account_list (db, error) : NULL;

  if (!accounts)
    return FALSE;
  while (accounts->len)
    {
      g_autoptr (SoAccount) account = g_ptr_array_steal_index (accounts, 0);
      SoPulled *pulled;

      if (account_id ? g_strcmp0 (account_id, account->id) != 0 : account->paused || account->elsewhere)
        continue;
      pulled = g_new0 (SoPulled, 1);
      if (account->paused)
        so_fail (&pulled->error, SO_ERROR_CHANGE, _("This account is paused: resume it first"));
      else if (account->elsewhere)
        so_fail (&pulled->error, SO_ERROR_CHANGE, _("Another computer of the studio reads this account, and shares what comes: sync there"));
      pulled->account = g_steal_pointer (&account);
      g_ptr_array_add (result, pulled);
    }
  return result->len || !account_id ||
         so_fail (error, SO_ERROR_CHANGE, "There is no account “%s” in this studio: look at the list of accounts", account_id);
}

GPtrArray *
so_pull_all (SoStudio *studio, const char *account_id, gint64 most_ms, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) result = g_ptr_array_new_with_free_func (so_pulled_free);
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  g_autofree Runner *runners = NULL;
  Round round = { .studio = studio, .stop = stop };

  if (!pick (studio, account_id, result, error))
    return NULL;
  g_mutex_init (&round.lock);
  g_cond_init (&round.done);
  runners = g_new0 (Runner, result->len + 1);
  for (guint i = 0; i < result->len; i++)
    if (!((SoPulled *) result->pdata[i])->error)
      {
        runners[i] = (Runner) { &round, result->pdata[i], NULL };
        g_mutex_lock (&round.lock);
        round.running++;
        g_mutex_unlock (&round.lock);
        runners[i].thread = g_thread_new ("so-pull", run, &runners[i]);
      }
  wait_for_all (&round, most_ms, cancellable);
  for (guint i = 0; i < result->len; i++)
    g_clear_pointer (&runners[i].thread, g_thread_join);
  g_cond_clear (&round.done);
  g_mutex_clear (&round.lock);
  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&result);
}
