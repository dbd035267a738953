/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-event-stream.h"
#include "so-http.h"
#include "so-model.h"

G_BEGIN_DECLS

/* An answer while it comes. */
typedef struct {
  GString *text;
  SoModelPiece piece;
  gpointer data;
  gboolean ended;              /* the provider said that it is over */
  SoModelOutcome outcome;
  char *reason;
  guint64 tokens_in, tokens_out;
  GError *failed;              /* an error told in the middle */
  const char *host;            /* for sentences */
} SoModelReading;

/* What a provider's protocol looks like: the only thing in which they differ. */
typedef struct {
  const char *nick, *base;     /* base: with the version's path */
  gboolean local;
  SoFraming framing;
  const char *key_header;      /* NULL: Authorization: Bearer */
  const char *more_header, *more_value;
  char *(*path) (const SoModelAsk *ask);                                    /* below the base; free with g_free() */
  void (*write) (JsonBuilder *builder, const SoModelAsk *ask);              /* the members of the request */
  void (*read) (SoModelReading *reading, const char *event, JsonObject *data);
  const char *list_path;
  const char *list_member, *name_member;                                    /* {"data": [{"id": "…"}]} */
} SoModelDialect;

extern const SoModelDialect so_model_openai, so_model_openai_chat, so_model_anthropic, so_model_gemini, so_model_ollama;

void so_model_say (SoModelReading *reading, const char *piece);               /* NULL: nothing */
void so_model_close (SoModelReading *reading, SoModelOutcome outcome, const char *reason);
/* What the provider told of a failure, by its words and number (0: none), sorted by what the owner can do. */
void so_model_fail (SoModelReading *reading, guint status, const char *code, const char *message);
/* The same of a whole answer: errors of all of them are {"error": …}, an object with a message, or a text. */
void so_model_fail_response (SoModelReading *reading, const SoHttpResponse *response);

/* Members that every request has in some form. */
void so_model_write_string (JsonBuilder *builder, const char *name, const char *value);
void so_model_write_int (JsonBuilder *builder, const char *name, gint64 value);
/* [{"role": "user", "content": "…"}, …] with @system in front where it is not NULL. */
void so_model_write_turns (JsonBuilder *builder, const char *name, const char *system, const SoModelAsk *ask);
/* A value out of text that is JSON already; nothing where it is none. */
void so_model_write_json (JsonBuilder *builder, const char *name, const char *json);
/* Sends @body to @path below the server's base, and reads the object that it answers; an error in whatever form, also inside of a 200, is one. */
JsonNode *so_model_post (const SoModelServer *server, const char *path, GBytes *body, guint most_seconds, GCancellable *cancellable, GError **error);
guint so_model_most_tokens (const SoModelAsk *ask);

G_END_DECLS
