/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-meaning.h"

#include "so-assistant.h"
#include "so-clock.h"
#include "so-embedding.h"
#include "so-error.h"
#include "so-hash.h"
#include "so-job-queue.h"
#include "so-knowledge-base.h"
#include "so-settings.h"
#include "so-vectors.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MODEL_KEY SO_SETTING_EMBEDDING
#define LONGEST_MODEL 200
#define PER_REQUEST 32
#define LONGEST_TEXT 4000    /* characters: what stands behind tells little more of what it is about */
#define DAY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))
#define KEEP_QUESTIONS (30 * DAY_MS)
#define RETRY_MS DAY_MS
#define RANK_DAMPING 60.0    /* reciprocal rank fusion: the first of a list is worth little more than the second */

static char *
beginning_of (const char *text)
{
  return g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), LONGEST_TEXT));
}

/* Entries ---------------------------------------------------------------------------------------- */

/* One request's worth of entries. */
typedef struct {
  char *model;
  GPtrArray *entries;        /* SoKnowledge */
  GPtrArray *texts;          /* char *, ended by NULL */
  GPtrArray *hashes;
} Batch;

static void
batch_clear (Batch *batch)
{
  g_free (batch->model);
  g_clear_pointer (&batch->entries, g_ptr_array_unref);
  g_clear_pointer (&batch->texts, g_ptr_array_unref);
  g_clear_pointer (&batch->hashes, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

/* Those whose text is what it was are confirmed only: a category says nothing of the meaning. */
static gboolean
load_batch (SoStudio *studio, Batch *batch, GPtrArray *confirmed, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_auto (GStrv) stale = NULL;

  batch->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) so_knowledge_free);
  batch->texts = g_ptr_array_new_with_free_func (g_free);
  batch->hashes = g_ptr_array_new_with_free_func (g_free);
  if (!db)
    return FALSE;
  batch->model = so_assistant_embedding_in (db);
  stale = batch->model ? so_kept_vector_stale (db, batch->model, error) : NULL;
  if (batch->model && !stale)
    return FALSE;
  for (guint i = 0; stale && stale[i] && batch->entries->len + confirmed->len < PER_REQUEST; i++)
    {
      g_autoptr (SoKnowledge) entry = so_knowledge_find (db, stale[i], error);
      g_autofree char *whole = NULL, *kept = NULL, *hash = NULL;
      g_autoptr (GBytes) body = NULL;

      if (!entry)
        return FALSE;
      whole = g_strconcat (entry->question, "\n", entry->answer, NULL);
      hash = so_hash_strings (whole, SO_HASH_END);
      body = so_kept_vector_get (db, "knowledge", entry->id, batch->model, &kept);
      if (body && !g_strcmp0 (hash, kept))
        {
          g_ptr_array_add (confirmed, g_steal_pointer (&entry));
          continue;
        }
      g_ptr_array_add (batch->texts, beginning_of (whole));
      g_ptr_array_add (batch->hashes, g_steal_pointer (&hash));
      g_ptr_array_add (batch->entries, g_steal_pointer (&entry));
    }
  g_ptr_array_add (batch->texts, NULL);
  return TRUE;
}

static gboolean
keep_batch (SoStudio *studio, const Batch *batch, GPtrArray *vectors, GPtrArray *confirmed, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  if (!db)
    return FALSE;
  for (guint i = 0; i < confirmed->len; i++)
    {
      const SoKnowledge *entry = confirmed->pdata[i];

      if (!so_kept_vector_confirm (db, "knowledge", entry->id, entry->version, error))
        return FALSE;
    }
  for (guint i = 0; vectors && i < vectors->len; i++)
    {
      const SoVector *vector = vectors->pdata[i];
      const SoKnowledge *entry = batch->entries->pdata[i];
      SoKeptVector kept = { "knowledge", entry->id, batch->model, batch->hashes->pdata[i], entry->version, vector->dimensions, vector->bytes };

      if (!so_kept_vector_put (db, &kept, error))
        return FALSE;
    }
  return so_store_commit (store, &db, error);
}

gboolean
so_meaning_work (SoStudio *studio, const char *target, GCancellable *cancellable, char **result, GError **error)
{
  g_auto (Batch) batch = { 0 };
  g_autoptr (GPtrArray) confirmed = g_ptr_array_new_with_free_func ((GDestroyNotify) so_knowledge_free), vectors = NULL;
  g_autoptr (SoModelUse) use = NULL;

  *result = NULL;
  if (!load_batch (studio, &batch, confirmed, error))
    return FALSE;
  if (batch.entries->len)
    {
      use = so_assistant_open_embedding (studio, error);
      vectors = use ? so_assistant_embed (use, (const char *const *) batch.texts->pdata, cancellable, error) : NULL;
      if (!vectors)
        return FALSE;
    }
  return (!batch.entries->len && !confirmed->len) || keep_batch (studio, &batch, vectors, confirmed, error);
}

gboolean
so_meaning_queue (SoStudio *studio, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_read (store, error);
  g_autofree char *model = db ? so_assistant_embedding_in (db) : NULL;
  g_auto (GStrv) stale = model ? so_kept_vector_stale (db, model, error) : NULL;

  if (!model || (stale && !*stale))
    return db != NULL;
  if (!stale)
    return FALSE;
  /* What failed is tried again tomorrow, or when the owner chooses another model. */
  if (so_job_is_settled (db, SO_MEANING_JOB, "knowledge", so_now () - RETRY_MS))
    return TRUE;
  g_clear_pointer (&db, so_db_release);
  db = so_store_begin (store, NULL, error);
  return db && so_kept_vector_tidy (db, model, so_now () - KEEP_QUESTIONS, error) && so_job_add_again (db, SO_MEANING_JOB, "knowledge", error) &&
         so_store_commit (store, &db, error);
}

/* Questions -------------------------------------------------------------------------------------- */

static gboolean
is_wanted (SoStudio *studio, const char *message_id, const char *hash, guint enough, char **model)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (GBytes) body = NULL;
  g_autofree char *kept = NULL;
  guint n, of;

  *model = db ? so_assistant_embedding_in (db) : NULL;
  if (!*model)
    return FALSE;
  so_kept_vector_count (db, *model, &n, &of);
  body = so_kept_vector_get (db, "question", message_id, *model, &kept);
  return n > 0 && of > enough && (!body || g_strcmp0 (kept, hash));
}

void
so_meaning_read (SoStudio *studio, const char *message_id, const char *text, guint enough, GCancellable *cancellable)
{
  SoStore *store = so_studio_get_store (studio);
  g_autofree char *hash = so_hash_strings (text, SO_HASH_END), *model = NULL, *short_text = beginning_of (text);
  const char *texts[] = { short_text, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SoModelUse) use = NULL;
  g_autoptr (GPtrArray) vectors = NULL;
  g_autoptr (SoDb) db = NULL;

  if (!*short_text || !is_wanted (studio, message_id, hash, enough, &model))
    return;
  use = so_assistant_open_embedding (studio, &error);
  vectors = use ? so_assistant_embed (use, texts, cancellable, &error) : NULL;
  db = vectors ? so_store_begin (store, NULL, &error) : NULL;
  if (db)
    {
      const SoVector *vector = vectors->pdata[0];
      SoKeptVector kept = { "question", message_id, model, hash, 0, vector->dimensions, vector->bytes };

      if (so_kept_vector_put (db, &kept, &error))
        so_store_commit (store, &db, &error);
    }
  if (error)
    g_message ("What was asked is looked for by its words alone: %s", error->message);
}

/* Finding ---------------------------------------------------------------------------------------- */

typedef struct {
  gint64 n;
  double value;
} Ranked;

typedef struct {
  const SoVector *asked;
  GArray *near;              /* Ranked */
} Comparing;

static void
on_entry (gint64 knowledge, GBytes *body, gpointer data)
{
  Comparing *comparing = data;
  g_autoptr (SoVector) own = so_vector_new_from_bytes (body);
  Ranked ranked = { knowledge, own ? so_vector_compare (comparing->asked, own) : -2 };

  /* Of other dimensions than the question, or turned away from it: it says nothing. */
  if (ranked.value > 0)
    g_array_append_val (comparing->near, ranked);
}

static int
by_value (gconstpointer a, gconstpointer b)
{
  const Ranked *one = a, *other = b;

  if (one->value != other->value)
    return one->value > other->value ? -1 : 1;
  return (one->n > other->n) - (one->n < other->n);
}

static void
add_rank (GArray *all, gint64 n, guint rank)
{
  Ranked ranked = { n, 1 / (RANK_DAMPING + rank) };

  for (guint i = 0; i < all->len; i++)
    if (g_array_index (all, Ranked, i).n == n)
      {
        g_array_index (all, Ranked, i).value += ranked.value;
        return;
      }
  g_array_append_val (all, ranked);
}

GArray *
so_meaning_blend (SoDb *db, const char *message_id, GArray *by_words, guint limit, GError **error)
{
  g_autofree char *model = so_assistant_embedding_in (db);
  g_autoptr (GBytes) body = model ? so_kept_vector_get (db, "question", message_id, model, NULL) : NULL;
  g_autoptr (SoVector) asked = body ? so_vector_new_from_bytes (body) : NULL;
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (Ranked)), all = g_array_new (FALSE, FALSE, sizeof (Ranked));
  GArray *best;

  if (asked && !so_kept_vector_each (db, model, on_entry, &(Comparing) { asked, near }, error))
    return NULL;
  g_array_sort (near, by_value);
  for (guint i = 0; i < by_words->len; i++)
    add_rank (all, g_array_index (by_words, gint64, i), i + 1);
  for (guint i = 0; i < MIN (near->len, MAX (by_words->len, limit)); i++)
    add_rank (all, g_array_index (near, Ranked, i).n, i + 1);
  /* Without a direction the order of the words stays as it is. */
  if (near->len)
    g_array_sort (all, by_value);
  best = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < MIN (all->len, limit); i++)
    g_array_append_val (best, g_array_index (all, Ranked, i).n);
  return best;
}

/* Choosing --------------------------------------------------------------------------------------- */

void
so_meaning_get_state (SoDb *db, SoMeaningState *state)
{
  g_autofree char *model = so_setting_get (db, MODEL_KEY);

  *state = (SoMeaningState) { .model = model && *model ? g_strdup (model) : NULL, .by = so_assistant_embedding_in (db) };
  so_kept_vector_count (db, state->by ? state->by : "", &state->n, &state->of);
}

gboolean
so_meaning_load (SoStudio *studio, SoMeaningState *state)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  if (db)
    so_meaning_get_state (db, state);
  return db != NULL;
}

void
so_meaning_state_clear (SoMeaningState *state)
{
  g_clear_pointer (&state->model, g_free);
  g_clear_pointer (&state->by, g_free);
}

gboolean
so_meaning_choose (SoStudio *studio, const char *model, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  const char *name = model ? model : "";
  g_autofree char *by = NULL;
  g_autoptr (SoDb) db = NULL;

  for (const char *p = name; *p; p++)
    if (g_ascii_iscntrl (*p) || g_ascii_isspace (*p) || strlen (name) > LONGEST_MODEL)
      return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no name of a model"), name);
  db = so_store_begin (store, NULL, error);
  if (!db || !so_setting_set (db, MODEL_KEY, *name ? name : NULL, error))
    return FALSE;
  by = so_assistant_embedding_in (db);
  return so_kept_vector_tidy (db, by, so_now () - KEEP_QUESTIONS, error) && (!by || so_job_add_again (db, SO_MEANING_JOB, "knowledge", error)) &&
         so_store_commit (store, &db, error);
}
