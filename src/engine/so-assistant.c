/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-assistant.h"

#include "so-assistant-private.h"
#include "so-clock.h"
#include "so-embedding.h"
#include "so-error.h"
#include "so-http.h"
#include "so-model-uses.h"
#include "so-settings.h"
#include "so-studio-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TEST "test"
#define EMBEDDING "embedding"
#define TEST_TOKENS 64
#define TEST_SECONDS 60

struct _SoModelUse {
  SoStudio *studio;
  char *agent;               /* of which it is counted */
  SoModelKind kind;
  SoProviderSettings *settings;
  char *base;
  SoSecret *key;             /* or NULL */
  char *model;
  double temperature;
  guint most_tokens;
};

char *
so_assistant_key_account (SoModelKind kind)
{
  return g_strdup_printf ("assistant-%s", so_model_kind_nick (kind));
}

void
so_model_use_free (SoModelUse *use)
{
  g_object_unref (use->studio);
  g_free (use->agent);
  g_clear_pointer (&use->settings, so_provider_settings_free);
  g_free (use->base);
  so_secret_free (use->key);
  g_free (use->model);
  g_free (use);
}

const char *
so_model_use_get_model (SoModelUse *use)
{
  return use->model;
}

const char *
so_model_use_get_provider (SoModelUse *use)
{
  return so_model_kind_nick (use->kind);
}

/* Opening ---------------------------------------------------------------------------------------- */

static gboolean
fail_none (GError **error)
{
  return so_fail (error, SO_ERROR_CHANGE, _("No provider is set: choose one in Preferences, Assistant. The rules work without one"));
}

static gboolean
is_allowed (SoStudio *studio, const char *base, GError **error)
{
  g_autoptr (SoDb) db = so_http_is_this_computer (base) ? NULL : so_store_read (so_studio_get_store (studio), error);

  if (so_http_is_this_computer (base))
    return TRUE;
  return db && (!so_assistant_is_private (db) || so_assistant_fail_private (base, error));
}

static gboolean
read_key (SoModelUse *use, GError **error)
{
  g_autofree char *account = so_assistant_key_account (use->kind);
  g_autoptr (GError) failed = NULL;

  if (!use->settings->has_key)
    return so_http_is_this_computer (use->base) ||
           so_fail (error, SO_ERROR_SIGN_IN, _("There is no key for %s: enter it in Preferences, Assistant"), so_provider_label (use->kind));
  use->key = so_secrets_lookup (so_studio_get_secrets (use->studio), account, SO_ASSISTANT_KEY, NULL, &failed);
  if (use->key)
    return TRUE;
  /* The key ring's own sentence speaks of accounts. */
  if (g_error_matches (failed, SO_ERROR, SO_ERROR_SIGN_IN))
    return so_fail (error, SO_ERROR_SIGN_IN, _("There is no key for %s: enter it in Preferences, Assistant"), so_provider_label (use->kind));
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

static SoModelUse *
use_new (SoStudio *studio, const char *agent, SoModelKind kind, SoProviderSettings *settings)
{
  SoModelUse *use = g_new0 (SoModelUse, 1);

  use->studio = g_object_ref (studio);
  use->agent = g_strdup (agent);
  use->kind = kind;
  use->settings = settings;
  use->base = g_strdup (so_provider_address (kind, settings));
  use->temperature = -1;
  use->most_tokens = TEST_TOKENS;
  return use;
}

/* Which provider an agent has; SO_PROVIDER_RULES where none. */
static int
provider_of (SoDb *db, const SoAgentSettings *settings)
{
  return settings->provider == SO_PROVIDER_STUDIO ? so_assistant_get_provider (db) : settings->provider;
}

static SoModelUse *
find (SoStudio *studio, SoDb *db, SoAgent agent, GError **error)
{
  g_autoptr (SoAgentSettings) settings = so_assistant_get_agent (db, agent);
  int provider = provider_of (db, settings);
  g_autoptr (SoModelUse) use = NULL;
  const char *model;

  if (provider < 0)
    return fail_none (error), NULL;
  use = use_new (studio, so_agent_nick (agent), (SoModelKind) provider, so_assistant_get_provider_settings (db, (SoModelKind) provider));
  model = settings->model ? settings->model : use->settings->model;
  if (!model)
    return so_fail (error, SO_ERROR_CHANGE, _("No model of %s is chosen: choose one in Preferences, Assistant"), so_provider_label (use->kind)), NULL;
  use->model = g_strdup (model);
  use->temperature = settings->temperature;
  use->most_tokens = settings->most_tokens;
  return g_steal_pointer (&use);
}

SoModelUse *
so_assistant_open (SoStudio *studio, const char *agent, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoModelUse) use = NULL;
  SoAgent which;

  g_return_val_if_fail (SO_IS_STUDIO (studio), NULL);

  if (!so_agent_parse (agent, &which))
    return so_fail (error, SO_ERROR_CHANGE, _("There is no agent “%s”"), agent ? agent : ""), NULL;
  db = so_store_read (so_studio_get_store (studio), error);
  use = db ? find (studio, db, which, error) : NULL;
  /* The key ring may take its time: nobody's reader waits for it. */
  g_clear_pointer (&db, so_db_release);
  if (!use || !is_allowed (studio, use->base, error) || !read_key (use, error))
    return NULL;
  return g_steal_pointer (&use);
}

gboolean
so_assistant_has_model_in (SoDb *db, const char *agent)
{
  g_autoptr (SoAgentSettings) settings = NULL;
  g_autoptr (SoProviderSettings) with = NULL;
  SoAgent which;
  int provider;

  if (!so_agent_parse (agent, &which))
    return FALSE;
  settings = so_assistant_get_agent (db, which);
  provider = provider_of (db, settings);
  if (provider < 0)
    return FALSE;
  with = so_assistant_get_provider_settings (db, (SoModelKind) provider);
  return (settings->model || with->model) &&
         (!so_assistant_is_private (db) || so_http_is_this_computer (so_provider_address ((SoModelKind) provider, with)));
}

gboolean
so_assistant_has_model (SoStudio *studio, const char *agent)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return db && so_assistant_has_model_in (db, agent);
}

char *
so_assistant_dup_name (SoStudio *studio, const char *agent)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (SoAgentSettings) settings = NULL;
  g_autoptr (SoProviderSettings) with = NULL;
  SoAgent which;
  int provider;

  if (!db || !so_agent_parse (agent, &which))
    return NULL;
  settings = so_assistant_get_agent (db, which);
  provider = provider_of (db, settings);
  with = provider >= 0 ? so_assistant_get_provider_settings (db, (SoModelKind) provider) : NULL;
  return with && (settings->model || with->model) ? g_strdup_printf ("%s %s", so_provider_nick (provider), settings->model ? settings->model : with->model) : NULL;
}

/* Asking ----------------------------------------------------------------------------------------- */

/* What is not counted was asked all the same: never an error. */
static void
count (SoModelUse *use, const SoModelAnswer *answer)
{
  SoStore *store = so_studio_get_store (use->studio);
  g_autoptr (GDateTime) here = so_studio_local_time (use->studio, so_now ());
  g_autofree char *day = g_date_time_format (here, "%Y-%m-%d");
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (store, NULL, &error);
  SoModelCount one = {
    .day = day, .agent = use->agent, .provider = (char *) so_model_kind_nick (use->kind), .model = use->model, .asks = 1,
    .failures = !answer || (answer->outcome != SO_MODEL_DONE && answer->outcome != SO_MODEL_CUT),
  };

  if (answer)
    {
      one.tokens_in = (gint64) MIN (answer->tokens_in, G_MAXINT32);
      one.tokens_out = (gint64) MIN (answer->tokens_out, G_MAXINT32);
      one.cost = (gint64) ((double) one.tokens_in * use->settings->price_in + (double) one.tokens_out * use->settings->price_out + 0.5);
    }
  if (!db || !so_model_use_add (db, &one, &error) || !so_store_commit (store, &db, &error))
    g_message ("A model’s answer was not counted: %s", error->message);
}

SoModelAnswer *
so_assistant_ask (SoModelUse *use, SoModelAsk *ask, SoModelPiece piece, gpointer data, GCancellable *cancellable, GError **error)
{
  SoModelServer server = { use->kind, use->base, use->key };
  SoModelAnswer *answer;
  g_autoptr (GError) failed = NULL;

  if (!is_allowed (use->studio, use->base, error))
    return NULL;
  ask->model = use->model;
  ask->temperature = use->temperature;
  if (!ask->most_tokens)
    ask->most_tokens = use->most_tokens;
  answer = so_model_ask (&server, ask, piece, data, cancellable, &failed);
  if (!g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    count (use, answer);
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  return answer;
}

/* Comparing -------------------------------------------------------------------------------------- */

char *
so_assistant_embedding_in (SoDb *db)
{
  g_autofree char *model = so_setting_get (db, SO_SETTING_EMBEDDING);
  g_autoptr (SoAgentSettings) settings = so_assistant_get_agent (db, SO_AGENT_SMART_REPLY);
  g_autoptr (SoProviderSettings) with = NULL;
  int provider = provider_of (db, settings);

  if (!model || !*model || provider < 0 || !so_model_kind_has_embeddings ((SoModelKind) provider))
    return NULL;
  with = so_assistant_get_provider_settings (db, (SoModelKind) provider);
  if (so_assistant_is_private (db) && !so_http_is_this_computer (so_provider_address ((SoModelKind) provider, with)))
    return NULL;
  return g_strconcat (so_provider_nick (provider), "/", model, NULL);
}

SoModelUse *
so_assistant_open_embedding (SoStudio *studio, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_autofree char *by = db ? so_assistant_embedding_in (db) : NULL;
  g_autoptr (SoModelUse) use = NULL;
  SoModelKind kind;

  if (!by)
    return db ? fail_none (error) : FALSE, NULL;
  *strchr (by, '/') = '\0';
  so_model_kind_parse (by, &kind);
  use = use_new (studio, EMBEDDING, kind, so_assistant_get_provider_settings (db, kind));
  use->model = g_strdup (by + strlen (by) + 1);
  g_clear_pointer (&db, so_db_release);
  return is_allowed (studio, use->base, error) && read_key (use, error) ? g_steal_pointer (&use) : NULL;
}

GPtrArray *
so_assistant_embed (SoModelUse *use, const char *const *texts, GCancellable *cancellable, GError **error)
{
  SoModelServer server = { use->kind, use->base, use->key };
  SoModelAnswer counted = { .outcome = SO_MODEL_DONE };
  g_autoptr (GError) failed = NULL;
  GPtrArray *vectors;

  if (!is_allowed (use->studio, use->base, error))
    return NULL;
  vectors = so_model_embed (&server, use->model, texts, &counted.tokens_in, cancellable, &failed);
  if (!g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    count (use, vectors ? &counted : NULL);
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  return vectors;
}

char *
so_assistant_describe_use (SoStudio *studio)
{
  g_autoptr (GDateTime) here = so_studio_local_time (studio, so_now ());
  g_autofree char *since = g_date_time_format (here, "%Y-%m-01"), *money = NULL;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (GPtrArray) all = db ? so_model_use_list (db, since, NULL) : NULL;
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);
  gint64 asks = 0, tokens = 0, cost = 0;

  for (guint i = 0; all && i < all->len; i++)
    {
      const SoModelCount *count = all->pdata[i];

      asks += count->asks;
      tokens += count->tokens_in + count->tokens_out;
      cost += count->cost;
    }
  if (!asks)
    return g_strdup (_("Nothing was asked this month"));
  money = g_strdup_printf ("%.2f %s", (double) cost / 1e6, profile ? profile->currency : "");
  return g_strdup_printf (ngettext ("This month: %d question, %d tokens, %s", "This month: %d questions, %d tokens, %s", (gulong) asks), (int) MIN (asks, G_MAXINT),
                          (int) MIN (tokens, G_MAXINT), g_strstrip (money));
}

/* Trying ----------------------------------------------------------------------------------------- */

static SoModelUse *
open_provider (SoStudio *studio, SoModelKind kind, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_autoptr (SoModelUse) use = db ? use_new (studio, TEST, kind, so_assistant_get_provider_settings (db, kind)) : NULL;

  g_clear_pointer (&db, so_db_release);
  if (!use || !is_allowed (studio, use->base, error) || !read_key (use, error))
    return NULL;
  use->model = g_strdup (use->settings->model);
  return g_steal_pointer (&use);
}

static GStrv
list (SoModelUse *use, GCancellable *cancellable, GError **error)
{
  SoModelServer server = { use->kind, use->base, use->key };

  return so_model_list (&server, cancellable, error);
}

GStrv
so_assistant_list_models (SoStudio *studio, SoModelKind kind, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoModelUse) use = open_provider (studio, kind, error);

  return use ? list (use, cancellable, error) : NULL;
}

char *
so_assistant_test (SoStudio *studio, SoModelKind kind, GCancellable *cancellable, GError **error)
{
  static const char *const turns[] = { "Answer with the one word: ready", NULL };
  SoModelAsk ask = { .turns = turns, .most_seconds = TEST_SECONDS };
  g_autoptr (SoModelUse) use = open_provider (studio, kind, error);
  g_autoptr (SoModelAnswer) answer = NULL;
  g_auto (GStrv) models = NULL;

  if (!use)
    return NULL;
  if (!use->model)
    {
      guint n;

      if (!(models = list (use, cancellable, error)))
        return NULL;
      n = g_strv_length (models);
      if (!n)
        return so_fail (error, SO_ERROR_CHANGE, _("%s has no model yet: add one there, with Ollama by “ollama pull”"), so_provider_label (kind)), NULL;
      return g_strdup_printf (ngettext ("%s answers and has %u model: choose it", "%s answers and has %u models: choose one", n), so_provider_label (kind), n);
    }
  answer = so_assistant_ask (use, &ask, NULL, NULL, cancellable, error);
  if (!answer)
    return NULL;
  /* A model that thinks first may have no room left for the word: it is there all the same. */
  if (answer->outcome != SO_MODEL_DONE && answer->outcome != SO_MODEL_CUT)
    return so_fail (error, SO_ERROR_CHANGE, "%s", so_model_outcome_sentence (answer->outcome)), NULL;
  return g_strdup_printf (_("%s answers with %s"), so_provider_label (kind), use->model);
}
