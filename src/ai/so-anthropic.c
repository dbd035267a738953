/* SPDX-License-Identifier: MIT */
#include "so-model-private.h"

#include "so-json.h"

#include <string.h>

/* https://docs.anthropic.com/en/api/messages-streaming. No temperature is sent: newer versions refuse it. */

static char *
path (const SoModelAsk *ask)
{
  return g_strdup ("/messages");
}

static void
write_members (JsonBuilder *builder, const SoModelAsk *ask)
{
  g_autofree char *system = ask->schema ? g_strdup_printf ("%s\n\nAnswer with one JSON object that fits this schema and nothing else:\n%s",
                                                           ask->system ? ask->system : "", ask->schema) : g_strdup (ask->system);

  so_model_write_string (builder, "model", ask->model);
  so_model_write_int (builder, "max_tokens", so_model_most_tokens (ask));
  if (system)
    so_model_write_string (builder, "system", system);
  so_model_write_turns (builder, "messages", NULL, ask);
  json_builder_set_member_name (builder, "stream");
  json_builder_add_boolean_value (builder, TRUE);
}

static void
stop (SoModelReading *reading, const char *reason)
{
  if (!reason)
    return;
  if (!strcmp (reason, "refusal"))
    so_model_close (reading, SO_MODEL_REFUSED, reason);
  else if (!strcmp (reason, "max_tokens") || !strcmp (reason, "model_context_window_exceeded"))
    so_model_close (reading, SO_MODEL_CUT, reason);
  else
    so_model_close (reading, SO_MODEL_DONE, NULL);
}

static void
read_usage (SoModelReading *reading, JsonObject *usage)
{
  if (usage && so_json_int (usage, "input_tokens") > 0)
    reading->tokens_in = (guint64) so_json_int (usage, "input_tokens");
  if (usage && so_json_int (usage, "output_tokens") > 0)
    reading->tokens_out = (guint64) so_json_int (usage, "output_tokens");
}

/* Thinking has deltas of its own, which nobody is shown. */
static void
read_event (SoModelReading *reading, const char *event, JsonObject *data)
{
  const char *type = so_json_string (data, "type");
  JsonObject *delta = so_json_object (data, "delta"), *message = so_json_object (data, "message"), *error = so_json_object (data, "error");

  type = type ? type : event;
  if (!strcmp (type, "error"))
    so_model_fail (reading, 0, error ? so_json_string (error, "type") : NULL, error ? so_json_string (error, "message") : NULL);
  else if (!strcmp (type, "message_start"))
    read_usage (reading, message ? so_json_object (message, "usage") : NULL);
  else if (!strcmp (type, "content_block_delta") && delta && !g_strcmp0 (so_json_string (delta, "type"), "text_delta"))
    so_model_say (reading, so_json_string (delta, "text"));
  else if (!strcmp (type, "message_delta"))
    {
      read_usage (reading, so_json_object (data, "usage"));
      stop (reading, delta ? so_json_string (delta, "stop_reason") : NULL);
    }
}

const SoModelDialect so_model_anthropic = {
  .nick = "anthropic", .base = "https://api.anthropic.com/v1", .framing = SO_FRAMING_SSE, .key_header = "x-api-key",
  .more_header = "anthropic-version", .more_value = "2023-06-01",
  .path = path, .write = write_members, .read = read_event,
  .list_path = "/models?limit=1000", .list_member = "data", .name_member = "id",
};
