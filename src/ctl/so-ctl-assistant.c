/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-assistant.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-error.h"
#include "so-meaning.h"
#include "so-model-uses.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Providers -------------------------------------------------------------------------------------- */

static JsonObject *
describe_provider (SoDb *db, int provider)
{
  JsonObject *object = json_object_new ();
  gboolean used = provider == so_assistant_get_provider (db);
  g_autoptr (SoProviderSettings) settings = NULL;

  json_object_set_string_member (object, "provider", so_provider_nick (provider));
  json_object_set_boolean_member (object, "used", used);
  if (provider < 0)
    return object;
  settings = so_assistant_get_provider_settings (db, (SoModelKind) provider);
  so_ctl_json_set (object, "model", settings->model);
  json_object_set_string_member (object, "api_base", so_provider_address ((SoModelKind) provider, settings));
  json_object_set_boolean_member (object, "key", settings->has_key);
  json_object_set_double_member (object, "price_in", settings->price_in);
  json_object_set_double_member (object, "price_out", settings->price_out);
  return object;
}

static gboolean
show_provider (SoCtl *ctl, const char *nick, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  int provider;

  if (!db)
    return FALSE;
  if (!nick)
    provider = so_assistant_get_provider (db);
  else if (!so_provider_parse (nick, &provider))
    return so_ctl_misused (error, "There is no provider “%s”", nick);
  return so_ctl_print (ctl, describe_provider (db, provider));
}

static gboolean
list_providers (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "provider used model api_base key");

  if (!db)
    return FALSE;
  for (int provider = SO_PROVIDER_RULES; provider < SO_N_MODEL_KINDS; provider++)
    so_ctl_list_add (list, describe_provider (db, provider));
  return so_ctl_list_print (g_steal_pointer (&list));
}

/* "2.50": the same everywhere. Below 0 where nothing was said. */
static gboolean
read_price (const char *text, double *price, GError **error)
{
  char *end = NULL;

  *price = -1;
  if (!text)
    return TRUE;
  *price = g_ascii_strtod (text, &end);
  return (end != text && !*end && isfinite (*price) && *price >= 0) || so_ctl_misused (error, "“%s” is no price for a million tokens, such as 2.50", text);
}

static gboolean
set_provider (SoCtl *ctl, const char *nick, const char *base, const char *model, const char *path, const char *in, const char *out, GError **error)
{
  SoProviderChange change = { .base = base, .model = model, .use = TRUE };
  char *secret = NULL;
  gboolean done;
  int provider;

  if (!so_provider_parse (nick, &provider))
    return so_ctl_misused (error, "There is no provider “%s”", nick);
  if (provider < 0 && (base || model || path || in || out))
    return so_ctl_misused (error, "The rules have no server, model, key or price");
  if (!read_price (in, &change.price_in, error) || !read_price (out, &change.price_out, error) || !so_ctl_open (ctl, error))
    return FALSE;
  if (provider < 0)
    return so_assistant_use_provider (ctl->studio, provider, error) && show_provider (ctl, nick, error);
  if (!so_ctl_read_secret (path, &secret, error))
    return FALSE;
  change.key = secret;
  done = so_assistant_set_provider (ctl->studio, (SoModelKind) provider, &change, error);
  so_ctl_wipe (secret);
  return done && show_provider (ctl, nick, error);
}

gboolean
so_ctl_ai_provider (SoCtl *ctl, GError **error)
{
  g_autofree char *base = NULL, *model = NULL, *path = NULL, *in = NULL, *out = NULL;
  const GOptionEntry entries[] = {
    { "api-base", 0, 0, G_OPTION_ARG_STRING, &base }, { "model", 0, 0, G_OPTION_ARG_STRING, &model }, { "secret-file", 0, 0, G_OPTION_ARG_FILENAME, &path },
    { "price-in", 0, 0, G_OPTION_ARG_STRING, &in }, { "price-out", 0, 0, G_OPTION_ARG_STRING, &out }, { NULL },
  };
  const char *what;
  guint n;

  if (!so_ctl_parse (ctl, entries, 1, 2, error))
    return FALSE;
  n = g_strv_length (ctl->args);
  what = so_ctl_arg (ctl, 0);
  if (g_str_equal (what, "set") && n == 2)
    return set_provider (ctl, so_ctl_arg (ctl, 1), base, model, path, in, out, error);
  if (base || model || path || in || out)
    return so_ctl_misused (error, "Only “set PROVIDER” takes options");
  if (g_str_equal (what, "list") && n == 1)
    return list_providers (ctl, error);
  if (g_str_equal (what, "show"))
    return show_provider (ctl, n == 2 ? so_ctl_arg (ctl, 1) : NULL, error);
  return so_ctl_misused (error, "It is “list”, “show [PROVIDER]” or “set PROVIDER”");
}

/* --provider P, or the studio's own. FALSE where that is the rules. */
static gboolean
choose (SoCtl *ctl, int *provider, GError **error)
{
  g_autofree char *nick = NULL;
  const GOptionEntry entries[] = { { "provider", 0, 0, G_OPTION_ARG_STRING, &nick }, { NULL } };
  g_autoptr (SoDb) db = NULL;

  if (!so_ctl_parse (ctl, entries, 0, 0, error))
    return FALSE;
  if (nick && (!so_provider_parse (nick, provider) || *provider < 0))
    return so_ctl_misused (error, "There is no provider “%s”", nick);
  so_ctl_cancellable ();
  if (!(db = so_ctl_read (ctl, error)))
    return FALSE;
  if (!nick)
    *provider = so_assistant_get_provider (db);
  return *provider >= 0 || so_fail (error, SO_ERROR_CHANGE, _("No provider is set: choose one in Preferences, Assistant. The rules work without one"));
}

gboolean
so_ctl_ai_models (SoCtl *ctl, GError **error)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "model");
  g_auto (GStrv) models = NULL;
  int provider;

  if (!choose (ctl, &provider, error) || !(models = so_assistant_list_models (ctl->studio, (SoModelKind) provider, so_ctl_cancellable (), error)))
    return FALSE;
  for (guint i = 0; models[i]; i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "model", models[i]);
      so_ctl_list_add (list, object);
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_ai_test (SoCtl *ctl, GError **error)
{
  g_autofree char *words = NULL;
  JsonObject *object;
  int provider;

  if (!choose (ctl, &provider, error) || !(words = so_assistant_test (ctl->studio, (SoModelKind) provider, so_ctl_cancellable (), error)))
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "provider", so_provider_nick (provider));
  json_object_set_boolean_member (object, "ok", TRUE);
  json_object_set_string_member (object, "result", words);
  return so_ctl_print (ctl, object);
}

/* Agents ----------------------------------------------------------------------------------------- */

static JsonObject *
describe_agent (SoDb *db, SoAgent agent)
{
  g_autoptr (SoAgentSettings) settings = so_assistant_get_agent (db, agent);
  int provider = settings->provider == SO_PROVIDER_STUDIO ? so_assistant_get_provider (db) : settings->provider;
  g_autoptr (SoProviderSettings) with = provider >= 0 ? so_assistant_get_provider_settings (db, (SoModelKind) provider) : NULL;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "agent", so_agent_nick (agent));
  json_object_set_string_member (object, "provider", so_provider_nick (provider));
  json_object_set_boolean_member (object, "own_provider", settings->provider != SO_PROVIDER_STUDIO);
  so_ctl_json_set (object, "model", !with ? NULL : settings->model ? settings->model : with->model);
  if (settings->temperature >= 0 && provider >= 0 && so_provider_takes_temperature ((SoModelKind) provider))
    json_object_set_double_member (object, "temperature", settings->temperature);
  else
    json_object_set_null_member (object, "temperature");
  json_object_set_int_member (object, "max_tokens", settings->most_tokens);
  json_object_set_boolean_member (object, "ready", so_assistant_has_model_in (db, so_agent_nick (agent)));
  return object;
}

static gboolean
list_agents (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "agent provider model temperature max_tokens ready");

  if (!db)
    return FALSE;
  for (SoAgent agent = 0; agent < SO_N_AGENTS; agent++)
    so_ctl_list_add (list, describe_agent (db, agent));
  return so_ctl_list_print (g_steal_pointer (&list));
}

typedef struct {
  char *provider, *model, *temperature;
  int tokens;
} AgentOptions;

static gboolean
read_agent (SoAgentSettings *settings, const AgentOptions *options, GError **error)
{
  char *end = NULL;

  if (options->provider && g_str_equal (options->provider, "studio"))
    settings->provider = SO_PROVIDER_STUDIO;
  else if (options->provider && !so_provider_parse (options->provider, &settings->provider))
    return so_ctl_misused (error, "There is no provider “%s”: “studio” is the one of the studio", options->provider);
  if (options->model)
    g_set_str (&settings->model, options->model);
  if (options->temperature)
    {
      settings->temperature = g_ascii_strtod (options->temperature, &end);
      if (end == options->temperature || *end || !isfinite (settings->temperature))
        return so_ctl_misused (error, "“%s” is no temperature, such as 0.7", options->temperature);
    }
  if (options->tokens != -1)
    settings->most_tokens = options->tokens > 0 ? (guint) options->tokens : 0;
  return TRUE;
}

static gboolean
set_agent (SoCtl *ctl, const char *name, const AgentOptions *options, GError **error)
{
  g_autoptr (SoAgentSettings) settings = NULL;
  g_autoptr (SoDb) db = NULL;
  SoAgent agent;

  if (!so_agent_parse (name, &agent))
    return so_ctl_misused (error, "There is no agent “%s”", name);
  if (!(db = so_ctl_read (ctl, error)))
    return FALSE;
  settings = so_assistant_get_agent (db, agent);
  g_clear_pointer (&db, so_db_release);
  return read_agent (settings, options, error) && so_assistant_set_agent (ctl->studio, agent, settings, error) && (db = so_ctl_read (ctl, error)) &&
         so_ctl_print (ctl, describe_agent (db, agent));
}

gboolean
so_ctl_ai_agent (SoCtl *ctl, GError **error)
{
  g_autofree char *provider = NULL, *model = NULL, *temperature = NULL;
  AgentOptions options = { .tokens = -1 };
  const GOptionEntry entries[] = {
    { "provider", 0, 0, G_OPTION_ARG_STRING, &provider }, { "model", 0, 0, G_OPTION_ARG_STRING, &model },
    { "temperature", 0, 0, G_OPTION_ARG_STRING, &temperature }, { "max-tokens", 0, 0, G_OPTION_ARG_INT, &options.tokens }, { NULL },
  };

  if (!so_ctl_parse (ctl, entries, 1, 2, error))
    return FALSE;
  options.provider = provider;
  options.model = model;
  options.temperature = temperature;
  if (g_str_equal (so_ctl_arg (ctl, 0), "set") && ctl->args[1])
    return set_agent (ctl, so_ctl_arg (ctl, 1), &options, error);
  if (g_str_equal (so_ctl_arg (ctl, 0), "list") && !ctl->args[1])
    return list_agents (ctl, error);
  return so_ctl_misused (error, "It is “list” or “set NAME”");
}

gboolean
so_ctl_ai_ask (SoCtl *ctl, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (SoModelUse) use = NULL;
  g_autoptr (SoModelAnswer) answer = NULL;
  const char *turns[2] = { NULL };
  SoModelAsk ask = { .turns = turns };
  JsonObject *object;
  SoAgent agent;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error))
    return FALSE;
  if (!so_agent_parse (so_ctl_arg (ctl, 0), &agent))
    return so_ctl_misused (error, "There is no agent “%s”", so_ctl_arg (ctl, 0));
  so_ctl_cancellable ();
  if (!so_ctl_open (ctl, error) || !(text = so_ctl_read_input (error)))
    return FALSE;
  if (!*g_strstrip (text))
    return so_fail (error, SO_ERROR_CHANGE, _("There is nothing to ask: give the text on standard input"));
  turns[0] = text;
  use = so_assistant_open (ctl->studio, so_agent_nick (agent), error);
  answer = use ? so_assistant_ask (use, &ask, NULL, NULL, so_ctl_cancellable (), error) : NULL;
  if (!answer)
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "agent", so_agent_nick (agent));
  json_object_set_string_member (object, "provider", so_model_use_get_provider (use));
  json_object_set_string_member (object, "model", so_model_use_get_model (use));
  json_object_set_string_member (object, "outcome", so_model_outcome_nick (answer->outcome));
  so_ctl_json_set (object, "note", so_model_outcome_sentence (answer->outcome));
  json_object_set_string_member (object, "text", answer->text);
  json_object_set_int_member (object, "tokens_in", (gint64) answer->tokens_in);
  json_object_set_int_member (object, "tokens_out", (gint64) answer->tokens_out);
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_ai_usage (SoCtl *ctl, GError **error)
{
  g_autofree char *since = NULL;
  const GOptionEntry entries[] = { { "since", 0, 0, G_OPTION_ARG_STRING, &since }, { NULL } };
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "day agent provider model asks failures tokens_in tokens_out cost");
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (SoDb) db = NULL;

  if (!so_ctl_parse (ctl, entries, 0, 0, error) || !(db = so_ctl_read (ctl, error)) || !(all = so_model_use_list (db, since, error)))
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      const SoModelCount *count = all->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "day", count->day);
      json_object_set_string_member (object, "agent", count->agent);
      json_object_set_string_member (object, "provider", count->provider);
      json_object_set_string_member (object, "model", count->model);
      json_object_set_int_member (object, "asks", count->asks);
      json_object_set_int_member (object, "failures", count->failures);
      json_object_set_int_member (object, "tokens_in", count->tokens_in);
      json_object_set_int_member (object, "tokens_out", count->tokens_out);
      json_object_set_double_member (object, "cost", (double) count->cost / 1e6);
      so_ctl_list_add (list, object);
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_ai_private (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  JsonObject *object;
  const char *word;

  if (!so_ctl_parse (ctl, NULL, 0, 1, error))
    return FALSE;
  word = ctl->args[0];
  if (word && !g_str_equal (word, "on") && !g_str_equal (word, "off"))
    return so_ctl_misused (error, "Private mode is “on” or “off”");
  if (!so_ctl_open (ctl, error) || (word && !so_assistant_set_private (ctl->studio, g_str_equal (word, "on"), error)) || !(db = so_ctl_read (ctl, error)))
    return FALSE;
  object = json_object_new ();
  json_object_set_boolean_member (object, "private", so_assistant_is_private (db));
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_ai_embeddings (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_auto (SoMeaningState) state = { 0 };
  JsonObject *object;
  const char *word;

  if (!so_ctl_parse (ctl, NULL, 0, 1, error))
    return FALSE;
  word = ctl->args[0];
  if (!so_ctl_open (ctl, error) || (word && !so_meaning_choose (ctl->studio, g_str_equal (word, "none") ? NULL : word, error)) || !(db = so_ctl_read (ctl, error)))
    return FALSE;
  so_meaning_get_state (db, &state);
  object = json_object_new ();
  so_ctl_json_set (object, "model", state.model);
  so_ctl_json_set (object, "by", state.by);
  json_object_set_int_member (object, "read", state.n);
  json_object_set_int_member (object, "entries", state.of);
  return so_ctl_print (ctl, object);
}
