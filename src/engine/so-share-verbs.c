/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-share-verbs.h"

#include "so-events.h"
#include "so-hub-intake.h"
#include "so-hub-talk.h"
#include "so-hub-verbs.h"
#include "so-share-files.h"
#include "so-share-files-round.h"
#include "so-share-notice.h"
#include "so-share-round.h"
#include "so-studio-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_COUNTED 100

/* On and off ------------------------------------------------------------------------------------- */

gboolean
so_studio_share (SoStudio *studio, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoHubLink) link = so_studio_find_hub (studio);
  g_autoptr (SoDb) db = NULL;

  if (so_studio_is_demo (studio))
    return so_fail (error, SO_ERROR_CHANGE, _("This is a demonstration, which is shared with nobody: make a studio of your own first"));
  if (!link)
    return so_fail (error, SO_ERROR_CHANGE, _("This computer is not paired with a hub, by which the others would hear of anything: pair it first"));
  if (!so_studio_keep_secrets (studio, error) || !(db = so_store_begin (store, NULL, error)))
    return FALSE;
  if (so_share_is_on (db))
    return TRUE;
  return so_share_start (db, error) && so_event_log (db, "owner", "share.on", "hub", link->hub, NULL, error) && so_store_commit (store, &db, error);
}

gboolean
so_studio_unshare (SoStudio *studio, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  if (!db)
    return FALSE;
  if (!so_share_is_on (db))
    return TRUE;
  return so_share_failed (db, NULL, SO_ERROR_WAIT, error) && so_share_files_failed (db, NULL, error) && so_share_stop (db, error) && so_event_log (db, "owner", "share.off", NULL, NULL, NULL, error) &&
         so_store_commit (store, &db, error);
}

void
so_share_note_error (SoStudio *studio, const GError *error)
{
  SoStore *store = so_studio_get_store (studio);
  SoError kind = error && error->domain == SO_ERROR ? (SoError) error->code : SO_ERROR_REPORT;
  g_autoptr (SoDb) db = so_store_read (store, NULL);
  g_autofree char *known = db ? so_share_dup_error (db, NULL) : NULL;
  g_autoptr (GError) failed = NULL;

  if (!g_strcmp0 (known, error ? error->message : NULL))
    return;
  g_clear_pointer (&db, so_db_release);
  db = so_store_begin (store, NULL, &failed);
  if (!db || !so_share_failed (db, error ? error->message : NULL, kind, &failed) || !so_store_commit (store, &db, &failed))
    g_message ("How sharing fares could not be written: %s", failed->message);
}

void
so_share_files_note_error (SoStudio *studio, const GError *error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_read (store, NULL);
  g_autofree char *known = db ? so_share_files_dup_error (db) : NULL;
  g_autoptr (GError) failed = NULL;

  if (!g_strcmp0 (known, error ? error->message : NULL))
    return;
  g_clear_pointer (&db, so_db_release);
  db = so_store_begin (store, NULL, &failed);
  if (!db || !so_share_files_failed (db, error ? error->message : NULL, &failed) || !so_store_commit (store, &db, &failed))
    g_message ("How sharing fares could not be written: %s", failed->message);
}

/* Talking ---------------------------------------------------------------------------------------- */

static SoHubClient *
open_client (SoStudio *studio, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHubLink) link = NULL;
  g_autoptr (GError) why = NULL;
  SoHubClient *client = so_hub_intake_open (studio, &link, cancellable, &why);

  if (why)
    g_propagate_error (error, g_steal_pointer (&why));
  else if (!client)
    so_fail (error, SO_ERROR_CHANGE, _("This computer is not paired with a hub"));
  return client;
}

static gboolean
is_shared (SoStudio *studio, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);

  if (!db)
    return FALSE;
  return so_share_is_on (db) || so_fail (error, SO_ERROR_CHANGE, _("This studio is not shared with other computers: share it first"));
}

gboolean
so_studio_share_now (SoStudio *studio, SoShareProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHubClient) client = is_shared (studio, error) ? open_client (studio, cancellable, error) : NULL;
  g_autoptr (GError) failed = NULL;

  if (!client)
    return FALSE;
  if (so_share_round (studio, client, progress, data, cancellable, &failed))
    return so_share_note_error (studio, NULL), TRUE;
  if (!g_cancellable_is_cancelled (cancellable))
    so_share_note_error (studio, failed);
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

gboolean
so_studio_share_files (SoStudio *studio, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHubClient) client = is_shared (studio, error) ? open_client (studio, cancellable, error) : NULL;
  g_autoptr (GError) failed = NULL;

  if (!client)
    return FALSE;
  if (so_share_files_round (studio, client, NULL, NULL, cancellable, &failed))
    return so_share_files_note_error (studio, NULL), TRUE;
  if (!g_cancellable_is_cancelled (cancellable))
    so_share_files_note_error (studio, failed);
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

static gboolean
may_join (SoStudio *studio, gboolean merge, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);

  if (!db)
    return FALSE;
  if (merge || so_share_is_empty (db))
    return TRUE;
  return so_fail (error, SO_ERROR_CHANGE, _("There is a studio here already, and both would become one: choose an empty folder, or ask for that"));
}

/* It was broken off, or killed: it is paired with that hub, and has not read all there is. */
static gboolean
has_begun_to_join (SoStudio *studio, const char *url, gboolean merge)
{
  g_autoptr (SoHubClient) client = so_hub_client_new (url, NULL, NULL);
  g_autoptr (SoHubLink) link = so_studio_find_hub (studio);
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  if (!client || !link || !db || link->error_kind == SO_ERROR_SIGN_IN || strcmp (link->url, so_hub_client_get_url (client)))
    return FALSE;
  return so_share_is_on (db) ? so_share_state (db, NULL, NULL) != SO_SHARE_FOLLOW : merge || so_share_is_empty (db);
}

gboolean
so_studio_join (SoStudio *studio, const char *url, const char *code, const char *name, gboolean merge, SoShareProgress progress, gpointer data,
                GCancellable *cancellable, GError **error)
{
  return (has_begun_to_join (studio, url, merge) || (may_join (studio, merge, error) && so_studio_pair_hub (studio, url, code, name, cancellable, error))) &&
         so_studio_share (studio, error) && so_studio_share_now (studio, progress, data, cancellable, error);
}

/* Looking ---------------------------------------------------------------------------------------- */

void
so_sharing_clear (SoSharing *sharing)
{
  g_clear_pointer (&sharing->error, g_free);
  g_clear_pointer (&sharing->files_error, g_free);
}

static guint
count_unseen (SoDb *db)
{
  g_autoptr (GPtrArray) notices = so_share_list_notices (db, MOST_COUNTED, NULL);
  guint n = 0;

  for (guint i = 0; notices && i < notices->len; i++)
    n += !((SoShareNotice *) notices->pdata[i])->seen_at;
  return n;
}

/* Of those at which nobody has looked a few are looked up; the others count as here. */
static void
count_files (SoStore *store, SoDb *db, SoSharing *sharing)
{
  g_autoptr (GPtrArray) fresh = so_share_files_list (db, SO_SHARE_FILE_NEW, MOST_COUNTED, NULL);
  gint64 unseen, away = 0;

  so_share_files_count (db, &sharing->files_here, &sharing->files_away, &unseen);
  for (guint i = 0; fresh && i < fresh->len; i++)
    {
      g_autofree char *path = so_store_file_path (store, ((SoShareFile *) fresh->pdata[i])->sha256);

      away += !path || !g_file_test (path, G_FILE_TEST_IS_REGULAR);
    }
  sharing->files_away += away;
  sharing->files_here += unseen - away;
}

void
so_studio_get_sharing (SoStudio *studio, SoSharing *sharing)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (GPtrArray) aside = NULL;

  *sharing = (SoSharing) { .state = SO_SHARE_OFF };
  if (!db || !so_share_is_on (db))
    return;
  sharing->state = so_share_state (db, &sharing->done, &sharing->whole);
  sharing->waiting = so_share_count_waiting (db);
  sharing->settled = so_share_is_settled (db);
  sharing->notices = count_unseen (db);
  aside = so_share_list_aside (db, MOST_COUNTED, NULL);
  sharing->aside = aside ? aside->len : 0;
  sharing->error = so_share_dup_error (db, &sharing->error_kind);
  count_files (so_studio_get_store (studio), db, sharing);
  sharing->files_error = so_share_files_dup_error (db);
}

GPtrArray *
so_studio_list_share_notices (SoStudio *studio, guint limit, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);

  return db ? so_share_list_notices (db, limit, error) : NULL;
}

GPtrArray *
so_studio_list_share_aside (SoStudio *studio, guint limit, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);

  return db ? so_share_list_aside (db, limit, error) : NULL;
}

gboolean
so_studio_compare (SoStudio *studio, char **here, char **there, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHubClient) client = is_shared (studio, error) ? open_client (studio, cancellable, error) : NULL;
  g_autoptr (SoDb) db = NULL;

  *here = NULL;
  *there = client ? so_hub_talk_digest (client, NULL, NULL, cancellable, error) : NULL;
  db = *there ? so_store_read (so_studio_get_store (studio), error) : NULL;
  *here = db ? so_share_digest (db, error) : NULL;
  if (!*here)
    g_clear_pointer (there, g_free);
  return *here != NULL;
}
