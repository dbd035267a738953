/* SPDX-License-Identifier: MIT */
#include "so-order.h"

#include "so-approval.h"
#include "so-error.h"
#include "so-json.h"

#include <string.h>

#define MOST_FILES 30
#define MOST_PEOPLE 200

/* Writing ---------------------------------------------------------------------------------------- */

static void
put (JsonObject *object, const char *name, const char *value)
{
  if (value)
    json_object_set_string_member (object, name, value);
}

static JsonObject *
write_person (const SoIdentity *identity)
{
  JsonObject *person = json_object_new ();

  put (person, "kind", so_identity_kind_nick (identity->kind));
  put (person, "value", identity->value);
  put (person, "name", identity->name);
  return person;
}

static void
put_people (JsonObject *object, const char *name, const GPtrArray *people)
{
  JsonArray *array;

  if (!people || !people->len)
    return;
  array = json_array_new ();
  for (guint i = 0; i < people->len; i++)
    json_array_add_object_element (array, write_person (people->pdata[i]));
  json_object_set_array_member (object, name, array);
}

static void
put_texts (JsonObject *object, const char *name, const char *const *texts)
{
  JsonArray *array;

  if (!texts || !*texts)
    return;
  array = json_array_new ();
  for (; *texts; texts++)
    json_array_add_string_element (array, *texts);
  json_object_set_array_member (object, name, array);
}

static void
put_files (JsonObject *object, const SoOutgoing *outgoing)
{
  JsonArray *array;

  if (!outgoing->n_files)
    return;
  array = json_array_new ();
  for (guint i = 0; i < outgoing->n_files; i++)
    {
      const SoOutgoingFile *file = &outgoing->files[i];
      JsonObject *one = json_object_new ();

      put (one, "sha256", file->sha256);
      put (one, "name", file->name);
      put (one, "mime", file->mime);
      json_object_set_int_member (one, "size", (gint64) file->size);
      json_array_add_object_element (array, one);
    }
  json_object_set_array_member (object, "files", array);
}

static void
put_message (JsonObject *object, const SoOutgoing *outgoing)
{
  put (object, "thread", outgoing->thread_key);
  json_object_set_object_member (object, "to", write_person (outgoing->recipient));
  put_people (object, "cc", outgoing->cc);
  put_people (object, "bcc", outgoing->bcc);
  put (object, "text", outgoing->text);
  put (object, "subject", outgoing->subject);
  put (object, "reply_to", outgoing->reply_to);
  put_texts (object, "references", outgoing->references);
  put (object, "template", outgoing->template);
  put_files (object, outgoing);
  json_object_set_int_member (object, "last_inbound_at", outgoing->last_inbound_at);
  json_object_set_boolean_member (object, "by_person", outgoing->by_person);
}

char *
so_order_write (const SoOrder *order)
{
  JsonObject *object = json_object_new (), *approval = json_object_new ();

  put (object, "id", order->outgoing.tag);
  put (object, "epoch", order->epoch);
  put (object, "draft", order->approved.draft);
  put (object, "sender", order->sender);
  put_message (object, &order->outgoing);
  put (approval, "hash", order->approved.hash);
  put (approval, "account", order->approved.account);
  put (approval, "cc", order->approved.cc);
  put (approval, "bcc", order->approved.bcc);
  put (approval, "by", order->approved.approver);
  json_object_set_int_member (approval, "at", order->approved.at);
  json_object_set_object_member (object, "approval", approval);
  put (object, "answers", order->approved.answers);
  put_texts (object, "knows", order->approved.knows);
  if (order->approved.anyway)
    json_object_set_boolean_member (object, "anyway", TRUE);
  put (object, "instead", order->approved.instead);
  return so_json_write_object (object);
}

/* Reading ---------------------------------------------------------------------------------------- */

void
so_order_free (SoOrder *order)
{
  if (!order)
    return;
  g_clear_pointer (&order->node, json_node_unref);
  so_identity_free (order->recipient);
  g_clear_pointer (&order->cc_people, g_ptr_array_unref);
  g_clear_pointer (&order->bcc_people, g_ptr_array_unref);
  g_strfreev (order->references);
  g_strfreev (order->knows);
  g_clear_pointer (&order->files, g_array_unref);
  g_free (order);
}

static gboolean
fail (GError **error, const char *what)
{
  return so_fail (error, SO_ERROR_CHANGE, "The order has no %s, or one that cannot be.", what);
}

static SoIdentity *
read_person (JsonObject *person)
{
  const char *value = person ? so_json_string (person, "value") : NULL;
  SoIdentityKind kind;

  if (!value || !*value || !so_identity_kind_parse (so_json_string (person, "kind"), &kind))
    return NULL;
  return so_identity_new (kind, value, so_json_string (person, "name"));
}

/* NULL in *@people where there are none. */
static gboolean
read_people (JsonObject *object, const char *name, GPtrArray **people, GError **error)
{
  JsonArray *array = so_json_array (object, name);
  guint n = array ? json_array_get_length (array) : 0;

  if (!n)
    return !json_object_has_member (object, name) || fail (error, name);
  *people = g_ptr_array_new_with_free_func ((GDestroyNotify) so_identity_free);
  for (guint i = 0; i < n && n <= MOST_PEOPLE; i++)
    {
      SoIdentity *person = read_person (so_json_element (array, i));

      if (person)
        g_ptr_array_add (*people, person);
    }
  return (*people)->len == n || fail (error, name);
}

/* NULL where there are none; what is no text is passed over. */
static GStrv
read_texts (JsonObject *object, const char *name)
{
  JsonArray *array = so_json_array (object, name);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }
  return array ? g_strv_builder_end (builder) : NULL;
}

static gboolean
is_sha256 (const char *text)
{
  return text && strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

static gboolean
read_files (SoOrder *order, JsonObject *object, GError **error)
{
  JsonArray *array = so_json_array (object, "files");
  guint n = array ? json_array_get_length (array) : 0;

  order->files = g_array_new (FALSE, TRUE, sizeof (SoOutgoingFile));
  g_array_set_clear_func (order->files, so_outgoing_file_clear);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *one = so_json_element (array, i);
      const char *sha256 = one ? so_json_string (one, "sha256") : NULL;
      SoOutgoingFile file = { .sha256 = sha256, .name = one ? so_json_string (one, "name") : NULL, .mime = one ? so_json_string (one, "mime") : NULL };
      gint64 size = one ? so_json_int (one, "size") : 0;

      if (!is_sha256 (sha256) || size < 0 || n > MOST_FILES)
        return fail (error, "files");
      file.size = (guint64) size;
      g_array_append_val (order->files, file);
    }
  return TRUE;
}

static gboolean
read_message (SoOrder *order, JsonObject *object, GError **error)
{
  SoOutgoing *out = &order->outgoing;

  out->tag = so_json_string (object, "id");
  out->thread_key = so_json_string (object, "thread");
  out->text = so_json_string (object, "text");
  out->subject = so_json_string (object, "subject");
  out->reply_to = so_json_string (object, "reply_to");
  out->template = so_json_string (object, "template");
  out->last_inbound_at = so_json_int (object, "last_inbound_at");
  out->by_person = json_object_get_boolean_member_with_default (object, "by_person", FALSE);
  out->recipient = order->recipient = read_person (so_json_object (object, "to"));
  if (!out->tag || !*out->tag || strlen (out->tag) > 128)
    return fail (error, "id");
  if (!out->recipient)
    return fail (error, "recipient");
  if (!out->thread_key || !out->text)
    return fail (error, "conversation or text");
  if (!read_people (object, "cc", &order->cc_people, error) || !read_people (object, "bcc", &order->bcc_people, error) ||
      !read_files (order, object, error))
    return FALSE;
  order->references = read_texts (object, "references");
  out->cc = order->cc_people;
  out->bcc = order->bcc_people;
  out->references = (const char *const *) order->references;
  out->files = (const SoOutgoingFile *) order->files->data;
  out->n_files = order->files->len;
  return TRUE;
}

static gboolean
read_approval (SoOrder *order, JsonObject *object, GError **error)
{
  JsonObject *approval = so_json_object (object, "approval");

  order->epoch = so_json_string (object, "epoch");
  order->approved.draft = so_json_string (object, "draft");
  order->sender = so_json_string (object, "sender");
  order->approved.answers = so_json_string (object, "answers");
  order->knows = read_texts (object, "knows");
  order->approved.knows = (const char *const *) order->knows;
  order->approved.anyway = json_object_get_boolean_member_with_default (object, "anyway", FALSE);
  order->approved.instead = so_json_string (object, "instead");
  if (!order->epoch || !order->approved.draft || !*order->approved.draft || !order->sender || !*order->sender)
    return fail (error, "draft, sender or epoch");
  if (!approval)
    return fail (error, "approval");
  order->approved.hash = so_json_string (approval, "hash");
  order->approved.account = so_json_string (approval, "account");
  order->approved.cc = so_json_string (approval, "cc");
  order->approved.bcc = so_json_string (approval, "bcc");
  order->approved.approver = so_json_string (approval, "by");
  order->approved.at = so_json_int (approval, "at");
  return TRUE;
}

/* The hash is of what the owner saw; what is to be sent has to be that. */
static gboolean
is_approved (const SoOrder *order)
{
  g_autofree char *recipient = g_strdup_printf ("%s:%s", so_identity_kind_nick (order->recipient->kind), order->recipient->value), *hash = NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  for (guint i = 0; i < order->files->len; i++)
    g_ptr_array_add (files, (gpointer) g_array_index (order->files, SoOutgoingFile, i).sha256);
  g_ptr_array_add (files, NULL);
  hash = so_approval_hash (&(SoApprovalParts) { .text = order->outgoing.text, .files = (const char *const *) files->pdata, .template = order->outgoing.template,
                                                .recipient = recipient, .account = order->approved.account ? order->approved.account : "", .cc = order->approved.cc,
                                                .bcc = order->approved.bcc });
  return !g_strcmp0 (hash, order->approved.hash);
}

SoOrder *
so_order_parse (GBytes *bytes, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (SoOrder) order = g_new0 (SoOrder, 1);
  JsonObject *object;

  order->node = so_json_parse (data ? data : "", (gssize) size, 0, error);
  object = order->node ? so_json_root (order->node) : NULL;
  if (!object)
    return order->node ? (fail (error, "members"), NULL) : NULL;
  if (!read_message (order, object, error) || !read_approval (order, object, error))
    return NULL;
  if (!is_approved (order))
    return so_fail (error, SO_ERROR_CHANGE, "The order is not what was approved."), NULL;
  return g_steal_pointer (&order);
}
