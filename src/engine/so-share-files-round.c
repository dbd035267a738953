/* SPDX-License-Identifier: MIT */
#include "so-share-files-round.h"

#include "so-hub-parcel.h"
#include "so-hub-wants.h"
#include "so-share-files.h"

#include <glib/gstdio.h>

#define LOOKED_AT_ONCE 200
#define MOST_AWAY 20000
#define LARGEST (200 * 1024 * 1024)
/* So often it is asked what there is to do; the rest comes with the next round. */
#define MOST_TIMES 100

struct _SoSharePatience {
  GMutex lock;
  GCancellable *now;       /* under lock: of what is brought, or NULL */
};

typedef struct {
  char *sha256;
  gint64 size;
} Errand;

typedef struct {
  SoStore *store;
  SoTransfers *transfers;
  SoHubClient *client;
  SoSharePatience *patient;
  GCancellable *cancellable;
  GPtrArray *bring;        /* Errand, the smallest first */
  GPtrArray *fetch;        /* names, the most wanted first */
  GHashTable *tried;       /* names that were tried in this round */
  guint moved;
} Round;

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_free (errand->sha256);
  g_free (errand);
}

/* Patience ---------------------------------------------------------------------------------------- */

SoSharePatience *
so_share_patience_new (void)
{
  SoSharePatience *patience = g_new0 (SoSharePatience, 1);

  g_mutex_init (&patience->lock);
  return patience;
}

void
so_share_patience_free (SoSharePatience *patience)
{
  g_mutex_clear (&patience->lock);
  g_free (patience);
}

void
so_share_patience_end (SoSharePatience *patience)
{
  g_autoptr (GCancellable) now = NULL;

  g_mutex_lock (&patience->lock);
  g_set_object (&now, patience->now);
  g_mutex_unlock (&patience->lock);
  if (now)
    g_cancellable_cancel (now);
}

static void
set_patient (Round *round, GCancellable *now)
{
  if (!round->patient)
    return;
  g_mutex_lock (&round->patient->lock);
  round->patient->now = now;
  g_mutex_unlock (&round->patient->lock);
}

/* What is where ----------------------------------------------------------------------------------- */

/* -1: it is not here. */
static gint64
size_of (Round *round, const char *sha256)
{
  g_autofree char *path = so_store_file_path (round->store, sha256);
  GStatBuf info;

  return path && g_stat (path, &info) == 0 && S_ISREG (info.st_mode) ? (gint64) info.st_size : -1;
}

static gboolean
is_for_the_hub (gint64 size)
{
  return size > 0 && size <= LARGEST;
}

static GPtrArray *
list (Round *round, SoShareFileState state, guint most, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (round->store, error);

  return db ? so_share_files_list (db, state, most, error) : NULL;
}

static gboolean
set_state (Round *round, const char *sha256, SoShareFileState state, GError **error)
{
  g_autoptr (SoDb) db = so_store_begin (round->store, round->cancellable, error);

  return db && so_share_file_set (db, sha256, state, error) && so_store_commit (round->store, &db, error);
}

/* The disk is asked before somebody who writes waits for it. */
static gboolean
look_at_page (Round *round, gboolean *more, GError **error)
{
  g_autoptr (GPtrArray) files = list (round, SO_SHARE_FILE_NEW, LOOKED_AT_ONCE, error);
  g_autofree gint64 *sizes = files ? g_new (gint64, files->len + 1) : NULL;
  g_autoptr (SoDb) db = NULL;

  *more = files && files->len == LOOKED_AT_ONCE;
  if (!files || !files->len)
    return files != NULL;
  for (guint i = 0; i < files->len; i++)
    sizes[i] = size_of (round, ((SoShareFile *) files->pdata[i])->sha256);
  db = so_store_begin (round->store, round->cancellable, error);
  for (guint i = 0; db && i < files->len; i++)
    if (!so_share_file_seen (db, ((SoShareFile *) files->pdata[i])->sha256, sizes[i] < 0 ? SO_SHARE_FILE_AWAY
                            : is_for_the_hub (sizes[i]) ? SO_SHARE_FILE_HERE : SO_SHARE_FILE_TOLD, error))
      return FALSE;
  return db && so_store_commit (round->store, &db, error);
}

static gboolean
was_here (Round *round, const char *sha256)
{
  g_autoptr (SoDb) db = so_store_read (round->store, NULL);
  SoShareFileState state;

  return db && so_share_file_find (db, sha256, &state) && state == SO_SHARE_FILE_TOLD;
}

/* It was here once, and is removed, or a backup had it not. */
static gboolean
miss (Round *round, char **names, GError **error)
{
  for (guint i = 0; names && names[i]; i++)
    if (size_of (round, names[i]) < 0 && was_here (round, names[i]) && !set_state (round, names[i], SO_SHARE_FILE_AWAY, error))
      return FALSE;
  return names != NULL;
}

/* What waited for a file leaves once it is here. */
static gboolean
release (Round *round, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (round->store, error);
  guint held = db ? so_share_files_count_holds (db) : 0;

  if (!db || !held)
    return db != NULL;
  g_clear_pointer (&db, so_db_release);
  db = so_store_begin (round->store, round->cancellable, error);
  return db && so_share_files_release (db, error) && so_store_commit (round->store, &db, error);
}

static gboolean
look (Round *round, GError **error)
{
  g_auto (GStrv) wishes = so_transfers_dup_wishes (round->transfers), drafts = NULL;
  g_autoptr (SoDb) db = so_store_read (round->store, error);
  gboolean more = TRUE;

  drafts = db ? so_share_files_of_drafts (db, error) : NULL;
  g_clear_pointer (&db, so_db_release);
  if (!miss (round, drafts, error) || !miss (round, wishes, error))
    return FALSE;
  while (more)
    if (!look_at_page (round, &more, error))
      return FALSE;
  return release (round, error);
}

/* What was somebody's who is erased goes first; also here, where it came just then. */
static gboolean
forget (Round *round, GError **error)
{
  g_autoptr (GPtrArray) gone = list (round, SO_SHARE_FILE_GONE, G_MAXINT, error);

  for (guint i = 0; gone && i < gone->len; i++)
    {
      const char *name = ((SoShareFile *) gone->pdata[i])->sha256;
      g_autofree char *place = so_store_file_path (round->store, name);
      g_autoptr (SoDb) db = NULL;

      if (place)
        g_unlink (place);
      if (!so_hub_wants_remove (round->client, name, round->cancellable, error) || !(db = so_store_begin (round->store, round->cancellable, error)) ||
          !so_share_file_forgotten (db, name, error) || !so_store_commit (round->store, &db, error))
        return FALSE;
    }
  return gone != NULL;
}

/* Asking ------------------------------------------------------------------------------------------ */

static void
add_errand (Round *round, const char *sha256)
{
  gint64 size = size_of (round, sha256);
  Errand *errand;

  if (!is_for_the_hub (size) || g_hash_table_contains (round->tried, sha256))
    return;
  for (guint i = 0; i < round->bring->len; i++)
    if (g_str_equal (((Errand *) round->bring->pdata[i])->sha256, sha256))
      return;
  errand = g_new0 (Errand, 1);
  errand->sha256 = g_strdup (sha256);
  errand->size = size;
  g_ptr_array_add (round->bring, errand);
}

/* Those that the hub does not ask for it has, or has no room for; it asks when somebody misses them. */
static gboolean
note_told (Round *round, GArray *have, char **put, GError **error)
{
  g_autoptr (SoDb) db = so_store_begin (round->store, round->cancellable, error);

  for (guint i = 0; db && i < have->len; i++)
    {
      const char *name = g_array_index (have, SoHubWantsItem, i).sha256;

      if (!g_strv_contains ((const char *const *) put, name) && !so_share_file_set (db, name, SO_SHARE_FILE_TOLD, error))
        return FALSE;
    }
  return db && so_store_commit (round->store, &db, error);
}

/* What another process has removed meanwhile is not said. */
static gboolean
ask_page (Round *round, GPtrArray *here, guint from, GPtrArray *away, guint missing_from, GError **error)
{
  g_autoptr (GArray) have = g_array_new (FALSE, FALSE, sizeof (SoHubWantsItem));
  g_autoptr (GPtrArray) want = g_ptr_array_new ();
  g_auto (SoHubWantsWords) words = { 0 };

  for (guint i = from; i < MIN (here->len, from + SO_HUB_WANTS_HAVE); i++)
    {
      const SoShareFile *file = here->pdata[i];
      SoHubWantsItem item = { file->sha256, size_of (round, file->sha256), file->at };

      if (is_for_the_hub (item.size))
        g_array_append_val (have, item);
      else if (!set_state (round, file->sha256, SO_SHARE_FILE_NEW, error))
        return FALSE;
    }
  for (guint i = missing_from; i < MIN (away->len, missing_from + SO_HUB_WANTS_WANT); i++)
    g_ptr_array_add (want, ((SoShareFile *) away->pdata[i])->sha256);
  if (!so_hub_wants_ask (round->client, have, want, &words, round->cancellable, error) || (have->len && !note_told (round, have, words.put, error)))
    return FALSE;
  for (guint i = 0; words.put[i]; i++)
    add_errand (round, words.put[i]);
  for (guint i = 0; words.wanted[i]; i++)
    add_errand (round, words.wanted[i]);
  for (guint i = 0; words.there[i]; i++)
    if (!g_hash_table_contains (round->tried, words.there[i]))
      g_ptr_array_add (round->fetch, g_strdup (words.there[i]));
  return TRUE;
}

static int
compare_errands (gconstpointer a, gconstpointer b)
{
  const Errand *one = *(Errand *const *) a, *two = *(Errand *const *) b;

  return one->size < two->size ? -1 : one->size > two->size;
}

/* The hub's answer is in no order; @away is. */
static void
sort_fetch (Round *round, GPtrArray *away)
{
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < round->fetch->len; i++)
    g_hash_table_add (there, g_strdup (round->fetch->pdata[i]));
  g_ptr_array_set_size (round->fetch, 0);
  for (guint i = 0; i < away->len; i++)
    if (g_hash_table_contains (there, ((SoShareFile *) away->pdata[i])->sha256))
      g_ptr_array_add (round->fetch, g_strdup (((SoShareFile *) away->pdata[i])->sha256));
}

static gboolean
ask (Round *round, GError **error)
{
  g_autoptr (GPtrArray) here = list (round, SO_SHARE_FILE_HERE, G_MAXINT, error);
  g_autoptr (GPtrArray) away = here ? list (round, SO_SHARE_FILE_AWAY, MOST_AWAY, error) : NULL;
  guint from = 0, missing_from = 0;

  g_ptr_array_set_size (round->bring, 0);
  g_ptr_array_set_size (round->fetch, 0);
  if (!away)
    return FALSE;
  do
    {
      if (!ask_page (round, here, from, away, missing_from, error))
        return FALSE;
      from += SO_HUB_WANTS_HAVE;
      missing_from += SO_HUB_WANTS_WANT;
    }
  while (from < here->len || missing_from < away->len);
  g_ptr_array_sort (round->bring, compare_errands);
  sort_fetch (round, away);
  return TRUE;
}

/* Bringing ---------------------------------------------------------------------------------------- */

/* The hub has no room, or the file is damaged here: then another computer may have it. */
static gboolean
note_refused (Round *round, const char *sha256, const char *path, GError **error)
{
  g_autofree char *hash = so_store_hash_file (path, round->cancellable, NULL);

  if (!hash && g_cancellable_is_cancelled (round->cancellable))
    return TRUE;
  return set_state (round, sha256, !g_strcmp0 (hash, sha256) ? SO_SHARE_FILE_TOLD : SO_SHARE_FILE_AWAY, error);
}

static void
on_cancelled (GCancellable *cancellable, GCancellable *now)
{
  g_cancellable_cancel (now);
}

static gboolean
bring (Round *round, const char *sha256, GError **error)
{
  g_autofree char *path = so_store_file_path (round->store, sha256);
  g_autoptr (GCancellable) now = g_cancellable_new ();
  g_autoptr (GError) failed = NULL;
  gulong chained = round->cancellable ? g_cancellable_connect (round->cancellable, G_CALLBACK (on_cancelled), now, NULL) : 0;
  gboolean good;

  set_patient (round, now);
  good = so_hub_parcel_share (round->client, path, sha256, "", now, &failed);
  set_patient (round, NULL);
  g_cancellable_disconnect (round->cancellable, chained);
  if (good)
    return round->moved++, set_state (round, sha256, SO_SHARE_FILE_TOLD, error);
  /* Something else is in a hurry: parts that are there are not sent again. */
  if (g_cancellable_is_cancelled (now) && !g_cancellable_is_cancelled (round->cancellable))
    return g_hash_table_remove (round->tried, sha256), TRUE;
  if (g_error_matches (failed, SO_ERROR, SO_ERROR_CHANGE))
    return note_refused (round, sha256, path, error);
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* Fetching ---------------------------------------------------------------------------------------- */

typedef struct {
  Round *round;
  const char *sha256;
} Telling;

static void
on_progress (guint64 now, guint64 all, gpointer data)
{
  const Telling *telling = data;

  so_transfers_tell (telling->round->transfers, telling->sha256, now, all);
}

static gboolean
take (Round *round, const char *sha256, const char *path, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  SoShareFileState state;

  if (!so_store_take_file (round->store, path, sha256, round->cancellable, error) || !(db = so_store_begin (round->store, round->cancellable, error)))
    return FALSE;
  /* Whoever it belonged to was erased while it was on its way. */
  if (!so_share_file_find (db, sha256, &state) || state == SO_SHARE_FILE_GONE)
    {
      g_autofree char *place = so_store_file_path (round->store, sha256);

      g_unlink (place);
      return TRUE;
    }
  return so_share_file_came (db, sha256, error) && so_store_commit (round->store, &db, error);
}

static gboolean
fetch (Round *round, const char *sha256, GError **error)
{
  Telling telling = { round, sha256 };
  g_autofree char *path = so_store_dup_file_draft (round->store);
  g_autoptr (GError) failed = NULL;
  gboolean good;

  so_transfers_tell (round->transfers, sha256, 0, 0);
  good = so_hub_parcel_get (round->client, sha256, path, NULL, on_progress, &telling, round->cancellable, &failed) && take (round, sha256, path, &failed);
  so_transfers_end (round->transfers, sha256);
  if (good)
    return round->moved++, TRUE;
  /* The hub has forgotten it since it was asked. */
  if (g_error_matches (failed, SO_ERROR, SO_ERROR_GIVE_UP))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* In turns ---------------------------------------------------------------------------------------- */

/* What is looked at; else what came first, by its place. */
static guint
choose (Round *round, gboolean *wished)
{
  g_auto (GStrv) wishes = so_transfers_dup_wishes (round->transfers);

  *wished = TRUE;
  for (guint w = 0; wishes[w]; w++)
    for (guint i = 0; i < round->fetch->len; i++)
      if (g_str_equal (round->fetch->pdata[i], wishes[w]))
        return i;
  *wished = FALSE;
  return 0;
}

static gboolean
fetch_one (Round *round, guint place, GError **error)
{
  g_autofree char *name = g_ptr_array_steal_index (round->fetch, place);

  return !g_hash_table_add (round->tried, g_strdup (name)) || fetch (round, name, error);
}

static gboolean
bring_one (Round *round, GError **error)
{
  g_autofree char *name = g_strdup (((Errand *) round->bring->pdata[0])->sha256);

  g_ptr_array_remove_index (round->bring, 0);
  return !g_hash_table_add (round->tried, g_strdup (name)) || bring (round, name, error);
}

static gboolean
run (Round *round, GError **error)
{
  gboolean wished, turn = FALSE;

  while (round->bring->len || round->fetch->len)
    {
      guint place = choose (round, &wished);

      if (g_cancellable_set_error_if_cancelled (round->cancellable, error))
        return FALSE;
      turn = !turn;
      if (round->fetch->len && (wished || turn || !round->bring->len))
        {
          if (!fetch_one (round, place, error))
            return FALSE;
        }
      else if (!bring_one (round, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
go_round (Round *round, GError **error)
{
  for (guint i = 0; i < MOST_TIMES; i++)
    {
      if (!forget (round, error) || !look (round, error) || !ask (round, error))
        return FALSE;
      if (!round->bring->len && !round->fetch->len)
        return TRUE;
      if (!run (round, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
so_share_files_round (SoStudio *studio, SoHubClient *client, SoSharePatience *patient, guint *moved, GCancellable *cancellable, GError **error)
{
  Round round = { so_studio_get_store (studio), so_studio_get_transfers (studio), client, patient, cancellable, g_ptr_array_new_with_free_func (errand_free),
                  g_ptr_array_new_with_free_func (g_free), g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), 0 };
  gboolean good;

  so_store_tidy_files (round.store);
  good = go_round (&round, error);

  g_ptr_array_unref (round.bring);
  g_ptr_array_unref (round.fetch);
  g_hash_table_unref (round.tried);
  if (moved)
    *moved = round.moved;
  return good;
}
