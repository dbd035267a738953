/* SPDX-License-Identifier: MIT */
#include "so-model-private.h"

#include "so-json.h"

#include <string.h>

/* Responses (https://platform.openai.com/docs/api-reference/responses), and chat completions, which others speak, too. */

static char *
responses_path (const SoModelAsk *ask)
{
  return g_strdup ("/responses");
}

static void
responses_write (JsonBuilder *builder, const SoModelAsk *ask)
{
  so_model_write_string (builder, "model", ask->model);
  if (ask->system)
    so_model_write_string (builder, "instructions", ask->system);
  so_model_write_turns (builder, "input", NULL, ask);
  so_model_write_int (builder, "max_output_tokens", so_model_most_tokens (ask));
  json_builder_set_member_name (builder, "stream");
  json_builder_add_boolean_value (builder, TRUE);
  /* What customers write is not kept there. */
  json_builder_set_member_name (builder, "store");
  json_builder_add_boolean_value (builder, FALSE);
  if (!ask->schema)
    return;
  json_builder_set_member_name (builder, "text");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_begin_object (builder);
  so_model_write_string (builder, "type", "json_schema");
  so_model_write_string (builder, "name", "answer");
  so_model_write_json (builder, "schema", ask->schema);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
read_usage (SoModelReading *reading, JsonObject *usage, const char *in, const char *out)
{
  if (!usage)
    return;
  reading->tokens_in = (guint64) MAX (so_json_int (usage, in), 0);
  reading->tokens_out = (guint64) MAX (so_json_int (usage, out), 0);
}

static void
read_failure (SoModelReading *reading, JsonObject *error)
{
  so_model_fail (reading, 0, error ? so_json_string (error, "code") : NULL, error ? so_json_string (error, "message") : NULL);
}

static void
read_incomplete (SoModelReading *reading, JsonObject *response)
{
  JsonObject *details = response ? so_json_object (response, "incomplete_details") : NULL;
  const char *reason = details ? so_json_string (details, "reason") : NULL;

  so_model_close (reading, !g_strcmp0 (reason, "content_filter") ? SO_MODEL_BLOCKED : SO_MODEL_CUT, reason);
}

static void
responses_read (SoModelReading *reading, const char *event, JsonObject *data)
{
  const char *type = so_json_string (data, "type");
  JsonObject *response = so_json_object (data, "response");

  type = type ? type : event;
  if (response)
    read_usage (reading, so_json_object (response, "usage"), "input_tokens", "output_tokens");
  if (!strcmp (type, "response.output_text.delta"))
    so_model_say (reading, so_json_string (data, "delta"));
  else if (!strcmp (type, "response.refusal.delta") || !strcmp (type, "response.refusal.done"))
    so_model_close (reading, SO_MODEL_REFUSED, "refusal");
  else if (!strcmp (type, "response.completed"))
    so_model_close (reading, SO_MODEL_DONE, NULL);
  else if (!strcmp (type, "response.incomplete"))
    read_incomplete (reading, response);
  else if (!strcmp (type, "response.failed"))
    read_failure (reading, response ? so_json_object (response, "error") : NULL);
  else if (!strcmp (type, "error"))
    read_failure (reading, so_json_object (data, "error") ? so_json_object (data, "error") : data);
}

static char *
chat_path (const SoModelAsk *ask)
{
  return g_strdup ("/chat/completions");
}

static void
chat_write (JsonBuilder *builder, const SoModelAsk *ask)
{
  so_model_write_string (builder, "model", ask->model);
  so_model_write_turns (builder, "messages", ask->system, ask);
  so_model_write_int (builder, "max_completion_tokens", so_model_most_tokens (ask));
  json_builder_set_member_name (builder, "stream");
  json_builder_add_boolean_value (builder, TRUE);
  if (ask->temperature >= 0)
    {
      json_builder_set_member_name (builder, "temperature");
      json_builder_add_double_value (builder, ask->temperature);
    }
  json_builder_set_member_name (builder, "stream_options");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "include_usage");
  json_builder_add_boolean_value (builder, TRUE);
  json_builder_end_object (builder);
  if (!ask->schema)
    return;
  json_builder_set_member_name (builder, "response_format");
  json_builder_begin_object (builder);
  so_model_write_string (builder, "type", "json_schema");
  json_builder_set_member_name (builder, "json_schema");
  json_builder_begin_object (builder);
  so_model_write_string (builder, "name", "answer");
  so_model_write_json (builder, "schema", ask->schema);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
chat_finish (SoModelReading *reading, const char *reason)
{
  if (!reason)
    return;
  if (!strcmp (reason, "length"))
    so_model_close (reading, SO_MODEL_CUT, reason);
  else if (!strcmp (reason, "content_filter"))
    so_model_close (reading, SO_MODEL_BLOCKED, reason);
  else
    so_model_close (reading, SO_MODEL_DONE, NULL);
}

static void
chat_read (SoModelReading *reading, const char *event, JsonObject *data)
{
  JsonArray *choices = so_json_array (data, "choices");
  JsonObject *choice = choices && json_array_get_length (choices) ? so_json_element (choices, 0) : NULL;
  JsonObject *delta = choice ? so_json_object (choice, "delta") : NULL;

  if (so_json_object (data, "error"))
    return read_failure (reading, so_json_object (data, "error"));
  read_usage (reading, so_json_object (data, "usage"), "prompt_tokens", "completion_tokens");
  if (delta && so_json_string (delta, "refusal"))
    return so_model_close (reading, SO_MODEL_REFUSED, "refusal");
  so_model_say (reading, delta ? so_json_string (delta, "content") : NULL);
  chat_finish (reading, choice ? so_json_string (choice, "finish_reason") : NULL);
}

const SoModelDialect so_model_openai = {
  .nick = "openai", .base = "https://api.openai.com/v1", .framing = SO_FRAMING_SSE,
  .path = responses_path, .write = responses_write, .read = responses_read,
  .list_path = "/models", .list_member = "data", .name_member = "id",
};

const SoModelDialect so_model_openai_chat = {
  .nick = "openai-chat", .base = "https://api.openai.com/v1", .framing = SO_FRAMING_SSE,
  .path = chat_path, .write = chat_write, .read = chat_read,
  .list_path = "/models", .list_member = "data", .name_member = "id",
};
