/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-share-round.h"

#include "so-clock.h"
#include "so-due.h"
#include "so-exchange.h"
#include "so-hand-over.h"
#include "so-hub-members.h"
#include "so-hub-talk.h"
#include "so-outbox.h"
#include "so-share-claim.h"
#include "so-share-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SETTLED_AT_ONCE 100
/* Between two pieces, so that who waits to write comes next. */
#define BREATH_US 500
#define PROGRESS_MS 300
/* Answers in a row that bring nothing on: the first may be of a question that another process has asked as well. */
#define MOST_IDLE 5
/* Somebody who changes something all the time does not keep others' changes from being seen. */
#define MOST_PUSHES 50
#define MOST_TIMES 4

typedef struct {
  SoStore *store;
  SoHubClient *client;
  GCancellable *cancellable;
  SoShareProgress progress;
  gpointer data;
  gboolean sends;          /* this process also sends: what it claimed and did not send would be in doubt */
  gint64 told_at;          /* so_monotonic(): when somebody was told how far it is */
} Round;

/* Reading ---------------------------------------------------------------------------------------- */

/* *@unsaid: there is something to say after @after. */
static gboolean
look_unsaid (Round *round, gint64 after, gboolean *unsaid, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (round->store, error);

  *unsaid = db && so_share_has_unsaid (db, after);
  return db != NULL;
}

static void
tell (Round *round, gboolean now)
{
  g_autoptr (SoDb) db = NULL;
  gint64 done, whole;
  SoShareState state;

  if (!round->progress || (!now && so_monotonic () - round->told_at < PROGRESS_MS) || !(db = so_store_read (round->store, NULL)))
    return;
  state = so_share_state (db, &done, &whole);
  round->told_at = so_monotonic ();
  g_clear_pointer (&db, so_db_release);
  round->progress (state, done, whole, round->data);
}

/* Talking ---------------------------------------------------------------------------------------- */

static gboolean
hear (Round *round, const char *answer, gint64 took, GError **error)
{
  g_autoptr (SoDb) db = so_store_begin (round->store, round->cancellable, error);

  return db && so_share_hear (db, answer, took, error) && so_store_commit (round->store, &db, error);
}

/* *@answer: what the hub said, and what was made of it is stored. */
static gboolean
exchange (Round *round, const char *text, char **answer, GError **error)
{
  gint64 took;

  g_free (*answer);
  *answer = so_hub_talk (round->client, text, &took, round->cancellable, error);
  if (!*answer || !hear (round, *answer, took, error))
    return FALSE;
  tell (round, FALSE);
  g_usleep (BREATH_US);
  return TRUE;
}

/* *@text: NULL where there is nothing to say. */
static gboolean
take_page (Round *round, gint64 after, gint64 *last, char **text, GError **error)
{
  g_autoptr (SoDb) db = so_store_begin (round->store, round->cancellable, error);
  g_autoptr (GError) failed = NULL;

  g_clear_pointer (text, g_free);
  if (!db)
    return FALSE;
  *text = so_share_push (db, after, last, &failed);
  if (!failed)
    return so_store_commit (round->store, &db, error);
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* What the hub has had before is said once more where it answers something else: it knows it by its number. */
static gboolean
push_all (Round *round, GError **error)
{
  g_autofree char *text = NULL, *answer = NULL;
  gint64 after = 0, last = 0;
  gboolean unsaid;

  for (guint i = 0; i < MOST_PUSHES; i++)
    {
      if (!look_unsaid (round, after, &unsaid, error))
        return FALSE;
      if (!unsaid)
        return TRUE;
      if (!take_page (round, after, &last, &text, error))
        return FALSE;
      if (!text)
        return TRUE;
      if (!exchange (round, text, &answer, error))
        return FALSE;
      if (!g_str_has_prefix (answer, "{\"what\":\"push\""))
        return TRUE;
      after = last;
    }
  return TRUE;
}

static char *
dup_question (Round *round, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (round->store, error);

  return db ? so_share_ask (db, error) : NULL;
}

static gboolean
is_done (const SoShareLook *place)
{
  return place->state == SO_SHARE_OFF || (place->state == SO_SHARE_FOLLOW && place->cursor >= place->head);
}

static gboolean
ask_all (Round *round, GError **error)
{
  g_autofree char *answer = NULL;
  g_auto (SoShareLook) place = { 0 };
  guint idle = 0;

  if (!so_share_look (round->store, &place, error))
    return FALSE;
  do
    {
      g_autofree char *before = g_strdup (place.place), *text = place.state == SO_SHARE_OFF ? NULL : dup_question (round, error);

      if (place.state == SO_SHARE_OFF)
        return TRUE;
      if (!text || !exchange (round, text, &answer, error) || !so_share_look (round->store, &place, error))
        return FALSE;
      idle = g_strcmp0 (before, place.place) ? 0 : idle + 1;
      if (idle > MOST_IDLE)
        return so_fail (error, SO_ERROR_WAIT, _("The hub's answer cannot be read: it is asked again later"));
    }
  while (!is_done (&place));
  return TRUE;
}

/* What follows ----------------------------------------------------------------------------------- */

static gboolean
settle (Round *round, GError **error)
{
  gboolean more = TRUE;
  guint due;

  while (more)
    {
      g_autoptr (SoDb) db = so_store_begin (round->store, round->cancellable, error);

      if (!db || !so_share_settle (db, SETTLED_AT_ONCE, &more, error) || (!more && !so_due_refresh_open (db, &due, error)) || !so_store_commit (round->store, &db, error))
        return FALSE;
      g_usleep (BREATH_US);
    }
  return TRUE;
}

/* Who sends what is due is asked now that the hub is there. *@asked: there is something to say for that. */
static gboolean
claim (Round *round, gboolean *asked, GError **error)
{
  g_autoptr (SoDb) db = NULL;

  *asked = FALSE;
  if (!round->sends)
    return TRUE;
  db = so_store_read (round->store, error);
  if (!db)
    return FALSE;
  *asked = so_share_claim_is_due (db);
  g_clear_pointer (&db, so_db_release);
  if (!*asked)
    return TRUE;
  db = so_store_begin (round->store, round->cancellable, error);
  return db && so_share_claim_settle (db, error) && so_store_commit (round->store, &db, error);
}

static gboolean
needs_settling (Round *round)
{
  g_autoptr (SoDb) db = so_store_read (round->store, NULL);

  return db && so_share_needs_settling (db);
}

static gboolean
is_settled (Round *round)
{
  g_autoptr (SoDb) db = so_store_read (round->store, NULL);

  return !db || so_share_is_settled (db);
}

/* Whose changes stand in place of ours is asked where it is not known. That it cannot be said stops nothing. */
static void
learn_names (Round *round)
{
  g_autoptr (SoDb) db = so_store_read (round->store, NULL);
  g_autoptr (GPtrArray) computers = db && !so_share_knows_names (db) ? so_hub_members_list (round->client, round->cancellable, NULL) : NULL;

  g_clear_pointer (&db, so_db_release);
  if (!computers)
    return;
  db = so_store_begin (round->store, round->cancellable, NULL);
  if (db && so_share_keep_names (db, computers, NULL))
    so_store_commit (round->store, &db, NULL);
}

gboolean
so_share_catch_up (SoStudio *studio, SoHubClient *client, GCancellable *cancellable, GError **error)
{
  Round round = { so_studio_get_store (studio), client, cancellable, .told_at = so_monotonic () };

  return ask_all (&round, error) && (!needs_settling (&round) || settle (&round, error));
}

gboolean
so_share_round (SoStudio *studio, SoHubClient *client, SoShareProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  Round round = { so_studio_get_store (studio), client, cancellable, progress, data, so_outbox_has_begun (studio), so_monotonic () };
  gboolean asked = FALSE;

  /* What was changed while it was asked comes with the second time, or with the next round. */
  for (guint i = 0; i < MOST_TIMES; i++)
    {
      if (!push_all (&round, error) || !ask_all (&round, error) || (needs_settling (&round) && !settle (&round, error)) || !so_exchange_erase_shared (studio, error) || !claim (&round, &asked, error))
        return FALSE;
      if (!asked && is_settled (&round))
        break;
    }
  learn_names (&round);
  tell (&round, TRUE);
  return so_hand_over_sign (studio, client, cancellable, error);
}
