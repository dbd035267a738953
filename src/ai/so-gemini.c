/* SPDX-License-Identifier: MIT */
#include "so-model-private.h"

#include "so-json.h"

#include <string.h>

/* https://ai.google.dev/api/generate-content. The key goes into a header: addresses are logged. */

static char *
path (const SoModelAsk *ask)
{
  g_autofree char *model = g_uri_escape_string (g_str_has_prefix (ask->model, "models/") ? ask->model + 7 : ask->model, NULL, FALSE);

  return g_strdup_printf ("/models/%s:streamGenerateContent?alt=sse", model);
}

static void
write_parts (JsonBuilder *builder, const char *text)
{
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  so_model_write_string (builder, "text", text);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

static void
write_members (JsonBuilder *builder, const SoModelAsk *ask)
{
  if (ask->system)
    {
      json_builder_set_member_name (builder, "systemInstruction");
      json_builder_begin_object (builder);
      write_parts (builder, ask->system);
      json_builder_end_object (builder);
    }
  json_builder_set_member_name (builder, "contents");
  json_builder_begin_array (builder);
  for (guint i = 0; ask->turns[i]; i++)
    {
      json_builder_begin_object (builder);
      so_model_write_string (builder, "role", i % 2 ? "model" : "user");
      write_parts (builder, ask->turns[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "generationConfig");
  json_builder_begin_object (builder);
  so_model_write_int (builder, "maxOutputTokens", so_model_most_tokens (ask));
  if (ask->temperature >= 0)
    {
      json_builder_set_member_name (builder, "temperature");
      json_builder_add_double_value (builder, ask->temperature);
    }
  if (ask->schema)
    {
      so_model_write_string (builder, "responseMimeType", "application/json");
      so_model_write_json (builder, "responseJsonSchema", ask->schema);
    }
  json_builder_end_object (builder);
}

/* Thoughts come as parts, too. */
static void
read_parts (SoModelReading *reading, JsonObject *candidate)
{
  JsonObject *content = so_json_object (candidate, "content");
  JsonArray *parts = content ? so_json_array (content, "parts") : NULL;

  for (guint i = 0; parts && i < json_array_get_length (parts); i++)
    {
      JsonObject *part = so_json_element (parts, i);

      if (part && !json_object_get_boolean_member_with_default (part, "thought", FALSE))
        so_model_say (reading, so_json_string (part, "text"));
    }
}

static void
finish (SoModelReading *reading, const char *reason)
{
  if (!reason || !strcmp (reason, "FINISH_REASON_UNSPECIFIED"))
    return;
  if (!strcmp (reason, "STOP"))
    so_model_close (reading, SO_MODEL_DONE, NULL);
  else if (!strcmp (reason, "MAX_TOKENS"))
    so_model_close (reading, SO_MODEL_CUT, reason);
  else
    so_model_close (reading, SO_MODEL_BLOCKED, reason);
}

static void
read_event (SoModelReading *reading, const char *event, JsonObject *data)
{
  JsonObject *error = so_json_object (data, "error"), *feedback = so_json_object (data, "promptFeedback"), *usage = so_json_object (data, "usageMetadata");
  JsonArray *candidates = so_json_array (data, "candidates");
  JsonObject *candidate = candidates && json_array_get_length (candidates) ? so_json_element (candidates, 0) : NULL;

  if (usage)
    {
      reading->tokens_in = (guint64) MAX (so_json_int (usage, "promptTokenCount"), 0);
      reading->tokens_out = (guint64) MAX (so_json_int (usage, "candidatesTokenCount"), 0);
    }
  if (error)
    so_model_fail (reading, (guint) so_json_int (error, "code"), so_json_string (error, "status"), so_json_string (error, "message"));
  else if (feedback && so_json_string (feedback, "blockReason"))
    so_model_close (reading, SO_MODEL_BLOCKED, so_json_string (feedback, "blockReason"));
  else if (candidate)
    {
      read_parts (reading, candidate);
      finish (reading, so_json_string (candidate, "finishReason"));
    }
}

const SoModelDialect so_model_gemini = {
  .nick = "gemini", .base = "https://generativelanguage.googleapis.com/v1beta", .framing = SO_FRAMING_SSE, .key_header = "x-goog-api-key",
  .path = path, .write = write_members, .read = read_event,
  .list_path = "/models?pageSize=1000", .list_member = "models", .name_member = "name",
};
