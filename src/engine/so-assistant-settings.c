/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-assistant-settings.h"

#include "so-assistant-private.h"
#include "so-error.h"
#include "so-events.h"
#include "so-http.h"
#include "so-jobs.h"
#include "so-json.h"
#include "so-mode.h"
#include "so-settings.h"
#include "so-studio-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PROVIDER "assistant.provider"
#define PRIVATE "assistant.private"
#define RULES "rules"
#define LONGEST_MODEL 200
#define LONGEST_BASE 500
#define MOST_TOKENS 32000
#define HOTTEST 2.0
#define DEFAULT_TEMPERATURE 0.7
#define DEFAULT_TOKENS 500
#define HIGHEST_PRICE 1e6

static const struct { const char *nick, *label, *description; } agents[SO_N_AGENTS] = {
  { "smart_reply", N_("Replies"), N_("Drafts an answer, which you approve") },
  { "lead_scoring", N_("Lead Score"), N_("Says what it thinks of a lead, beside the points") },
  { "conversation_analysis", N_("Understanding"), N_("Reads what a message is about, and what a conversation came to") },
  { "scheduling", N_("Scheduling"), N_("Puts a proposed time into words") },
};

static const char *const labels[SO_N_MODEL_KINDS] = {
  [SO_MODEL_OPENAI] = "OpenAI", [SO_MODEL_OPENAI_CHAT] = N_("Compatible with OpenAI"), [SO_MODEL_ANTHROPIC] = "Anthropic",
  [SO_MODEL_GEMINI] = "Google Gemini", [SO_MODEL_OLLAMA] = "Ollama",
};

const char *
so_agent_nick (SoAgent agent)
{
  g_return_val_if_fail (agent < SO_N_AGENTS, NULL);

  return agents[agent].nick;
}

const char *
so_agent_label (SoAgent agent)
{
  g_return_val_if_fail (agent < SO_N_AGENTS, NULL);

  return _(agents[agent].label);
}

const char *
so_agent_description (SoAgent agent)
{
  g_return_val_if_fail (agent < SO_N_AGENTS, NULL);

  return _(agents[agent].description);
}

gboolean
so_agent_parse (const char *nick, SoAgent *agent)
{
  for (*agent = 0; *agent < SO_N_AGENTS; (*agent)++)
    if (!g_strcmp0 (agents[*agent].nick, nick))
      return TRUE;
  return FALSE;
}

const char *
so_provider_label (SoModelKind kind)
{
  g_return_val_if_fail (kind < SO_N_MODEL_KINDS, NULL);

  return _(labels[kind]);
}

gboolean
so_provider_takes_temperature (SoModelKind kind)
{
  return kind == SO_MODEL_OPENAI_CHAT || kind == SO_MODEL_GEMINI || kind == SO_MODEL_OLLAMA;
}

gboolean
so_provider_parse (const char *nick, int *provider)
{
  SoModelKind kind;

  *provider = SO_PROVIDER_RULES;
  if (!g_strcmp0 (nick, RULES))
    return TRUE;
  if (!so_model_kind_parse (nick, &kind))
    return FALSE;
  *provider = (int) kind;
  return TRUE;
}

const char *
so_provider_nick (int provider)
{
  return provider >= 0 ? so_model_kind_nick ((SoModelKind) provider) : RULES;
}

void
so_provider_settings_free (SoProviderSettings *settings)
{
  g_free (settings->base);
  g_free (settings->model);
  g_free (settings);
}

void
so_agent_settings_free (SoAgentSettings *settings)
{
  g_free (settings->model);
  g_free (settings);
}

/* Reading ---------------------------------------------------------------------------------------- */

static char *
provider_setting (SoModelKind kind)
{
  return g_strdup_printf ("assistant.provider.%s", so_model_kind_nick (kind));
}

static char *
agent_setting (SoAgent agent)
{
  return g_strdup_printf ("assistant.agent.%s", agents[agent].nick);
}

/* NULL where it was never set, or is from another version. */
static JsonNode *
read_object (SoDb *db, const char *key)
{
  g_autofree char *text = so_setting_get (db, key);
  g_autoptr (JsonNode) node = text ? so_json_parse (text, -1, 0, NULL) : NULL;

  return node && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

static double
number (JsonObject *object, const char *name, double fallback)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) != G_TYPE_STRING ? json_node_get_double (node) : fallback;
}

int
so_assistant_get_provider (SoDb *db)
{
  g_autofree char *nick = so_setting_get (db, PROVIDER);
  int provider;

  so_provider_parse (nick, &provider);
  return provider;
}

gboolean
so_assistant_is_manual (SoDb *db)
{
  return so_mode_load (db) == SO_MODE_MANUAL;
}

gboolean
so_assistant_is_private (SoDb *db)
{
  g_autofree char *on = so_setting_get (db, PRIVATE);

  return !g_strcmp0 (on, "1");
}

SoProviderSettings *
so_assistant_get_provider_settings (SoDb *db, SoModelKind kind)
{
  SoProviderSettings *settings = g_new0 (SoProviderSettings, 1);
  g_autofree char *key = provider_setting (kind);
  g_autoptr (JsonNode) node = read_object (db, key);
  JsonObject *object = node ? json_node_get_object (node) : NULL;

  if (!object)
    return settings;
  settings->base = g_strdup (so_json_string (object, "base"));
  settings->model = g_strdup (so_json_string (object, "model"));
  settings->has_key = so_json_int (object, "has_key") != 0;
  settings->price_in = number (object, "price_in", 0);
  settings->price_out = number (object, "price_out", 0);
  return settings;
}

SoAgentSettings *
so_assistant_get_agent (SoDb *db, SoAgent agent)
{
  SoAgentSettings *settings = g_new0 (SoAgentSettings, 1);
  g_autofree char *key = agent_setting (agent);
  g_autoptr (JsonNode) node = read_object (db, key);
  JsonObject *object = node ? json_node_get_object (node) : NULL;

  settings->provider = SO_PROVIDER_STUDIO;
  settings->temperature = DEFAULT_TEMPERATURE;
  settings->most_tokens = DEFAULT_TOKENS;
  if (!object)
    return settings;
  if (!so_json_string (object, "provider") || !so_provider_parse (so_json_string (object, "provider"), &settings->provider))
    settings->provider = SO_PROVIDER_STUDIO;
  settings->model = g_strdup (so_json_string (object, "model"));
  settings->temperature = MIN (number (object, "temperature", DEFAULT_TEMPERATURE), HOTTEST);
  settings->most_tokens = (guint) CLAMP (so_json_int (object, "max_tokens"), 0, MOST_TOKENS);
  if (!settings->most_tokens)
    settings->most_tokens = DEFAULT_TOKENS;
  return settings;
}

const char *
so_provider_address (SoModelKind kind, const SoProviderSettings *settings)
{
  return settings->base ? settings->base : so_model_kind_default_base (kind);
}

gboolean
so_provider_is_here (const char *address)
{
  return so_http_is_this_computer (address);
}

SoAssistantState *
so_assistant_load (SoStudio *studio)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  SoAssistantState *state;

  if (!db)
    return NULL;
  state = g_new0 (SoAssistantState, 1);
  state->provider = so_assistant_get_provider (db);
  state->private = so_assistant_is_private (db);
  for (SoModelKind kind = 0; kind < SO_N_MODEL_KINDS; kind++)
    state->providers[kind] = so_assistant_get_provider_settings (db, kind);
  for (SoAgent agent = 0; agent < SO_N_AGENTS; agent++)
    state->agents[agent] = so_assistant_get_agent (db, agent);
  return state;
}

void
so_assistant_state_free (SoAssistantState *state)
{
  for (SoModelKind kind = 0; kind < SO_N_MODEL_KINDS; kind++)
    so_provider_settings_free (state->providers[kind]);
  for (SoAgent agent = 0; agent < SO_N_AGENTS; agent++)
    so_agent_settings_free (state->agents[agent]);
  g_free (state);
}

/* Writing ---------------------------------------------------------------------------------------- */

/* Takes @object. */
static gboolean
write_object (SoDb *db, const char *key, JsonObject *object, GError **error)
{
  g_autofree char *text = so_json_write_object (object);

  return so_setting_set (db, key, text, error);
}

static void
set_string (JsonObject *object, const char *name, const char *value)
{
  if (value)
    json_object_set_string_member (object, name, value);
}

static gboolean
write_provider (SoDb *db, SoModelKind kind, const SoProviderSettings *settings, GError **error)
{
  g_autofree char *key = provider_setting (kind);
  JsonObject *object = json_object_new ();

  set_string (object, "base", settings->base);
  set_string (object, "model", settings->model);
  json_object_set_int_member (object, "has_key", settings->has_key);
  json_object_set_double_member (object, "price_in", settings->price_in);
  json_object_set_double_member (object, "price_out", settings->price_out);
  return write_object (db, key, object, error);
}

static char *
dup_stripped (const char *text)
{
  g_autofree char *own = g_strstrip (g_strdup (text));

  return *own ? g_steal_pointer (&own) : NULL;
}

static gboolean
check_base (const char *base, gboolean private, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (base, G_URI_FLAGS_NONE, NULL);

  if (strlen (base) > LONGEST_BASE || !so_http_is_allowed (base) || !uri || g_uri_get_userinfo (uri) || g_uri_get_query (uri) || g_uri_get_fragment (uri))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no address of a model’s server: it begins with https://, or with http:// on this computer"), base);
  if (private && !so_http_is_this_computer (base))
    return so_assistant_fail_private (base, error);
  return TRUE;
}

static gboolean
check_model (const char *model, GError **error)
{
  if (model && (strlen (model) > LONGEST_MODEL || strpbrk (model, " \t\r\n?#%")))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no name of a model: choose one of the list"), model);
  return TRUE;
}

static gboolean
check_price (double price, GError **error)
{
  return price <= HIGHEST_PRICE || so_fail (error, SO_ERROR_CHANGE, _("That is no price for a million tokens: correct it"));
}

gboolean
so_assistant_fail_private (const char *base, GError **error)
{
  return so_fail (error, SO_ERROR_CHANGE, _("Private mode is on and %s is not this computer: choose Ollama, or switch private mode off"), base);
}

/* What @change makes of @now, looked at. *@moved: another server. */
static SoProviderSettings *
apply (SoModelKind kind, const SoProviderSettings *now, const SoProviderChange *change, gboolean private, gboolean *moved, GError **error)
{
  g_autoptr (SoProviderSettings) next = g_new0 (SoProviderSettings, 1);

  next->base = change->base ? dup_stripped (change->base) : g_strdup (now->base);
  next->model = change->model ? dup_stripped (change->model) : g_strdup (now->model);
  next->price_in = change->price_in >= 0 ? change->price_in : now->price_in;
  next->price_out = change->price_out >= 0 ? change->price_out : now->price_out;
  *moved = g_strcmp0 (so_provider_address (kind, now), so_provider_address (kind, next)) != 0;
  next->has_key = change->key ? *change->key != '\0' : now->has_key && !*moved;
  if (!check_base (so_provider_address (kind, next), private, error) || !check_model (next->model, error) ||
      !check_price (next->price_in, error) || !check_price (next->price_out, error))
    return NULL;
  return g_steal_pointer (&next);
}

/* A key that is not kept any more goes first: without its row nobody would look for it. */
static gboolean
keep_key (SoStudio *studio, SoModelKind kind, const char *key, gboolean had, gboolean has, GError **error)
{
  SoSecrets *secrets = so_studio_get_secrets (studio);
  g_autofree char *account = so_assistant_key_account (kind), *label = g_strdup_printf ("Studio OS: %s", so_provider_label (kind));

  if (!has)
    return !had || (so_secrets_unlock (secrets, NULL, error) && so_secrets_remove (secrets, account, SO_ASSISTANT_KEY, NULL, error));
  return !key || (so_secrets_unlock (secrets, NULL, error) && so_secrets_store (secrets, account, SO_ASSISTANT_KEY, label, key, NULL, error));
}

static gboolean
read_now (SoStudio *studio, SoModelKind kind, SoProviderSettings **now, gboolean *private, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);

  if (!db)
    return FALSE;
  *now = so_assistant_get_provider_settings (db, kind);
  *private = so_assistant_is_private (db);
  return TRUE;
}

gboolean
so_assistant_set_provider (SoStudio *studio, SoModelKind kind, const SoProviderChange *change, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoProviderSettings) now = NULL, next = NULL;
  g_autoptr (SoSecret) key = change->key ? g_strstrip (g_strdup (change->key)) : NULL;
  SoProviderChange own = *change;
  gboolean private, moved;
  g_autoptr (SoDb) db = NULL;

  own.key = key;
  if (key && strpbrk (key, " \t\r\n"))
    return so_fail (error, SO_ERROR_CHANGE, _("A key is one word: enter it again"));
  if (!read_now (studio, kind, &now, &private, error) || !(next = apply (kind, now, &own, private, &moved, error)) ||
      !keep_key (studio, kind, key, now->has_key, next->has_key, error))
    return FALSE;
  db = so_store_begin (store, NULL, error);
  return db && write_provider (db, kind, next, error) && (!change->use || so_setting_set (db, PROVIDER, so_model_kind_nick (kind), error)) &&
         so_event_log (db, "owner", "assistant.provider", NULL, so_model_kind_nick (kind), NULL, error) && so_jobs_retry (db, error) &&
         so_store_commit (store, &db, error);
}

static gboolean
set (SoStudio *studio, const char *key, const char *value, const char *event, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  return db && so_setting_set (db, key, value, error) && so_event_log (db, "owner", event, NULL, value, NULL, error) &&
         so_jobs_retry (db, error) && so_store_commit (store, &db, error);
}

gboolean
so_assistant_use_provider (SoStudio *studio, int provider, GError **error)
{
  if (provider >= 0)
    return so_assistant_set_provider (studio, (SoModelKind) provider, &(SoProviderChange) { .price_in = -1, .price_out = -1, .use = TRUE }, error);
  return set (studio, PROVIDER, RULES, "assistant.provider", error);
}

gboolean
so_assistant_set_private (SoStudio *studio, gboolean on, GError **error)
{
  return set (studio, PRIVATE, on ? "1" : "0", "assistant.private", error);
}

gboolean
so_assistant_set_agent (SoStudio *studio, SoAgent agent, const SoAgentSettings *settings, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autofree char *key = agent_setting (agent), *model = settings->model ? dup_stripped (settings->model) : NULL;
  g_autoptr (SoDb) db = NULL;
  JsonObject *object;

  if (!check_model (model, error))
    return FALSE;
  if (settings->temperature > HOTTEST)
    return so_fail (error, SO_ERROR_CHANGE, _("A temperature is between 0 and 2"));
  if (settings->most_tokens < 1 || settings->most_tokens > MOST_TOKENS)
    return so_fail (error, SO_ERROR_CHANGE, _("An answer has between 1 and %d tokens"), MOST_TOKENS);
  db = so_store_begin (store, NULL, error);
  if (!db)
    return FALSE;
  object = json_object_new ();
  if (settings->provider != SO_PROVIDER_STUDIO)
    set_string (object, "provider", so_provider_nick (settings->provider));
  set_string (object, "model", model);
  json_object_set_double_member (object, "temperature", settings->temperature);
  json_object_set_int_member (object, "max_tokens", settings->most_tokens);
  return write_object (db, key, object, error) && so_event_log (db, "owner", "assistant.agent", NULL, agents[agent].nick, NULL, error) &&
         so_jobs_retry (db, error) && so_store_commit (store, &db, error);
}
