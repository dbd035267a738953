/* SPDX-License-Identifier: MIT */
#include "so-model-private.h"

#include "so-json.h"

#include <string.h>

/* https://github.com/ollama/ollama/blob/main/docs/api.md. Its window is small unless it is told: long conversations were cut in silence. */
#define WINDOW_TOKENS 8192

static char *
path (const SoModelAsk *ask)
{
  return g_strdup ("/api/chat");
}

static void
write_members (JsonBuilder *builder, const SoModelAsk *ask)
{
  so_model_write_string (builder, "model", ask->model);
  so_model_write_turns (builder, "messages", ask->system, ask);
  json_builder_set_member_name (builder, "stream");
  json_builder_add_boolean_value (builder, TRUE);
  if (ask->schema)
    so_model_write_json (builder, "format", ask->schema);
  json_builder_set_member_name (builder, "options");
  json_builder_begin_object (builder);
  so_model_write_int (builder, "num_ctx", WINDOW_TOKENS);
  so_model_write_int (builder, "num_predict", so_model_most_tokens (ask));
  if (ask->temperature >= 0)
    {
      json_builder_set_member_name (builder, "temperature");
      json_builder_add_double_value (builder, ask->temperature);
    }
  json_builder_end_object (builder);
}

static void
read_line (SoModelReading *reading, const char *event, JsonObject *data)
{
  JsonObject *message = so_json_object (data, "message");

  if (so_json_string (data, "error"))
    return so_model_fail (reading, 0, NULL, so_json_string (data, "error"));
  so_model_say (reading, message ? so_json_string (message, "content") : NULL);
  if (!json_object_get_boolean_member_with_default (data, "done", FALSE))
    return;
  reading->tokens_in = (guint64) MAX (so_json_int (data, "prompt_eval_count"), 0);
  reading->tokens_out = (guint64) MAX (so_json_int (data, "eval_count"), 0);
  so_model_close (reading, !g_strcmp0 (so_json_string (data, "done_reason"), "length") ? SO_MODEL_CUT : SO_MODEL_DONE, so_json_string (data, "done_reason"));
}

const SoModelDialect so_model_ollama = {
  .nick = "ollama", .base = "http://127.0.0.1:11434", .local = TRUE, .framing = SO_FRAMING_LINES,
  .path = path, .write = write_members, .read = read_line,
  .list_path = "/api/tags", .list_member = "models", .name_member = "name",
};
