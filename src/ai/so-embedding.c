/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-embedding.h"

#include "so-error.h"
#include "so-json.h"
#include "so-model-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define SECONDS 60

/* Vectors ---------------------------------------------------------------------------------------- */

void
so_vector_free (SoVector *vector)
{
  g_bytes_unref (vector->bytes);
  g_free (vector);
}

static guint32
float_bits (float value)
{
  guint32 bits;

  memcpy (&bits, &value, sizeof bits);
  return GUINT32_TO_LE (bits);
}

static float
float_at (const guint8 *bytes, guint i)
{
  guint32 bits;
  float value;

  memcpy (&bits, bytes + i * sizeof bits, sizeof bits);
  bits = GUINT32_FROM_LE (bits);
  memcpy (&value, &bits, sizeof value);
  return value;
}

SoVector *
so_vector_new (const double *values, guint n)
{
  double length = 0;
  guint32 *bits;
  SoVector *vector;

  for (guint i = 0; i < n; i++)
    length += values[i] * values[i];
  length = sqrt (length);
  if (!n || n > SO_VECTOR_MOST_DIMENSIONS || !isfinite (length) || length <= 0)
    return NULL;
  bits = g_new (guint32, n);
  for (guint i = 0; i < n; i++)
    bits[i] = float_bits ((float) (values[i] / length));
  vector = g_new (SoVector, 1);
  vector->bytes = g_bytes_new_take (bits, n * sizeof *bits);
  vector->dimensions = n;
  return vector;
}

SoVector *
so_vector_new_from_bytes (GBytes *bytes)
{
  gsize size = g_bytes_get_size (bytes);
  SoVector *vector;

  if (!size || size % sizeof (guint32) || size / sizeof (guint32) > SO_VECTOR_MOST_DIMENSIONS)
    return NULL;
  vector = g_new (SoVector, 1);
  vector->bytes = g_bytes_ref (bytes);
  vector->dimensions = (guint) (size / sizeof (guint32));
  return vector;
}

double
so_vector_compare (const SoVector *a, const SoVector *b)
{
  const guint8 *one = g_bytes_get_data (a->bytes, NULL), *other = g_bytes_get_data (b->bytes, NULL);
  double sum = 0;

  if (a->dimensions != b->dimensions)
    return -2;
  for (guint i = 0; i < a->dimensions; i++)
    sum += (double) float_at (one, i) * (double) float_at (other, i);
  return isfinite (sum) ? CLAMP (sum, -1, 1) : -2;
}

/* Asking ----------------------------------------------------------------------------------------- */

/* Where the three protocols that have it differ. */
typedef struct {
  const char *path;          /* %s: the model */
  const char *array;         /* of the answer */
  const char *member;        /* of its elements that has the numbers; NULL: each is an array of them */
} Shape;

static const Shape *
shape_of (SoModelKind kind)
{
  static const Shape openai = { "/embeddings", "data", "embedding" };
  static const Shape gemini = { "/models/%s:batchEmbedContents", "embeddings", "values" };
  static const Shape ollama = { "/api/embed", "embeddings", NULL };

  switch (kind)
    {
    case SO_MODEL_OPENAI:
    case SO_MODEL_OPENAI_CHAT: return &openai;
    case SO_MODEL_GEMINI: return &gemini;
    case SO_MODEL_OLLAMA: return &ollama;
    case SO_MODEL_ANTHROPIC:
    case SO_N_MODEL_KINDS: break;
    }
  return NULL;
}

gboolean
so_model_kind_has_embeddings (SoModelKind kind)
{
  return shape_of (kind) != NULL;
}

static void
write_gemini (JsonBuilder *builder, const char *model, const char *const *texts)
{
  g_autofree char *name = g_strconcat ("models/", model, NULL);

  json_builder_set_member_name (builder, "requests");
  json_builder_begin_array (builder);
  for (; *texts; texts++)
    {
      json_builder_begin_object (builder);
      so_model_write_string (builder, "model", name);
      json_builder_set_member_name (builder, "content");
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "parts");
      json_builder_begin_array (builder);
      json_builder_begin_object (builder);
      so_model_write_string (builder, "text", *texts);
      json_builder_end_object (builder);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
write_plain (JsonBuilder *builder, const char *model, const char *const *texts)
{
  so_model_write_string (builder, "model", model);
  json_builder_set_member_name (builder, "input");
  json_builder_begin_array (builder);
  for (; *texts; texts++)
    json_builder_add_string_value (builder, *texts);
  json_builder_end_array (builder);
}

static GBytes *
make_body (SoModelKind kind, const char *model, const char *const *texts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  char *text;

  json_builder_begin_object (builder);
  if (kind == SO_MODEL_GEMINI)
    write_gemini (builder, model, texts);
  else
    write_plain (builder, model, texts);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = so_json_write (root, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

/* Reading ---------------------------------------------------------------------------------------- */

static SoVector *
read_vector (JsonArray *numbers)
{
  guint n = numbers ? json_array_get_length (numbers) : 0;
  g_autofree double *values = n && n <= SO_VECTOR_MOST_DIMENSIONS ? g_new (double, n) : NULL;

  for (guint i = 0; values && i < n; i++)
    {
      JsonNode *node = json_array_get_element (numbers, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || (json_node_get_value_type (node) != G_TYPE_DOUBLE && json_node_get_value_type (node) != G_TYPE_INT64))
        return NULL;
      values[i] = json_node_get_double (node);
    }
  return values ? so_vector_new (values, n) : NULL;
}

/* The @i-th of the answer: one protocol numbers them and may send them in any order. */
static JsonArray *
numbers_of (const Shape *shape, JsonArray *all, guint i)
{
  for (guint k = 0; shape->member && k < json_array_get_length (all); k++)
    {
      JsonObject *element = so_json_element (all, k);

      if (element && json_object_has_member (element, "index") && so_json_int (element, "index") == (gint64) i)
        return so_json_array (element, shape->member);
    }
  if (shape->member)
    {
      JsonObject *element = so_json_element (all, i);

      return element && !json_object_has_member (element, "index") ? so_json_array (element, shape->member) : NULL;
    }
  return JSON_NODE_HOLDS_ARRAY (json_array_get_element (all, i)) ? json_array_get_array_element (all, i) : NULL;
}

static GPtrArray *
read_vectors (const Shape *shape, JsonArray *all, guint n)
{
  g_autoptr (GPtrArray) vectors = g_ptr_array_new_with_free_func ((GDestroyNotify) so_vector_free);

  if (!all || json_array_get_length (all) != n)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      SoVector *vector = read_vector (numbers_of (shape, all, i));

      if (!vector)
        return NULL;
      g_ptr_array_add (vectors, vector);
      if (vector->dimensions != ((SoVector *) vectors->pdata[0])->dimensions)
        return NULL;
    }
  return g_steal_pointer (&vectors);
}

static guint64
read_tokens (JsonObject *object)
{
  JsonObject *usage = so_json_object (object, "usage");

  return (guint64) MAX (usage ? so_json_int (usage, "prompt_tokens") : so_json_int (object, "prompt_eval_count"), 0);
}

GPtrArray *
so_model_embed (const SoModelServer *server, const char *model, const char *const *texts, guint64 *tokens, GCancellable *cancellable, GError **error)
{
  const Shape *shape = shape_of (server->kind);
  g_autofree char *name = g_uri_escape_string (model, NULL, FALSE), *path = NULL;
  g_auto (GStrv) around = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  GPtrArray *vectors;

  *tokens = 0;
  if (!shape)
    return so_fail (error, SO_ERROR_CHANGE, _("This provider compares no texts: choose another one for that, or none")), NULL;
  around = g_strsplit (shape->path, "%s", 2);
  path = g_strconcat (around[0], around[1] ? name : NULL, around[1], NULL);
  body = make_body (server->kind, model, texts);
  node = so_model_post (server, path, body, SECONDS, cancellable, error);
  if (!node)
    return NULL;
  object = json_node_get_object (node);
  *tokens = read_tokens (object);
  vectors = read_vectors (shape, so_json_array (object, shape->array), g_strv_length ((GStrv) texts));
  if (!vectors)
    so_fail (error, SO_ERROR_CHANGE, _("%s gave something that is no comparison of texts: choose another model for that"), model);
  return vectors;
}
