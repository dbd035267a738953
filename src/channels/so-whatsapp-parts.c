/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-whatsapp-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
add_text (GPtrArray *parts, const char *text)
{
  g_ptr_array_add (parts, so_part_new_text (text));
}

/* Never dropped: the owner sees that there was something, and looks on the phone. */
static void
add_unsupported (GPtrArray *parts, const char *kind)
{
  SoPart *part = so_part_new (SO_PART_UNSUPPORTED);

  part->text = kind && *kind ? g_strdup_printf (_("A message of the kind “%s”, to be seen on the phone only"), kind)
                             : g_strdup (_("A message that can be seen on the phone only"));
  g_ptr_array_add (parts, part);
}

/* Adds " – " or a new line and @text where there is one. */
static void
append (GString *line, const char *between, const char *text)
{
  if (!text || !*text)
    return;
  if (line->len)
    g_string_append (line, between);
  g_string_append (line, text);
}

/* A number as it is written: 30, not 30.000000. */
static void
append_number (GString *line, const char *between, JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!node || !JSON_NODE_HOLDS_VALUE (node))
    return;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    append (line, between, json_node_get_string (node));
  else if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    append (line, between, g_ascii_formatd (buffer, sizeof buffer, "%.10g", json_node_get_double (node)));
}

static void
read_text (JsonObject *message, JsonObject *content, GPtrArray *parts)
{
  const char *body = so_json_string (content, "body");

  add_text (parts, body ? body : "");
}

static void
add_media (JsonObject *content, SoPartKind kind, GPtrArray *parts)
{
  const char *id = so_json_string (content, "id"), *url = so_json_string (content, "url"), *hash = so_json_string (content, "sha256");
  SoPart *part = so_part_new (kind);

  part->mime = g_strdup (so_json_string (content, "mime_type"));
  part->name = g_strdup (so_json_string (content, "filename"));
  part->text = g_strdup (so_json_string (content, "caption"));
  if (id && *id && !strpbrk (id, " \t\r\n"))
    part->remote = hash && *hash ? g_strconcat (id, " ", hash, NULL) : g_strdup (id);
  else if (url && g_str_has_prefix (url, "https://"))
    part->remote = g_strdup (url);
  g_ptr_array_add (parts, part);
}

static void
read_image (JsonObject *message, JsonObject *content, GPtrArray *parts)
{
  add_media (content, SO_PART_IMAGE, parts);
}

static void
read_audio (JsonObject *message, JsonObject *content, GPtrArray *parts)
{
  add_media (content, SO_PART_AUDIO, parts);
}

static void
read_video (JsonObject *message, JsonObject *content, GPtrArray *parts)
{
  add_media (content, SO_PART_VIDEO, parts);
}

static void
read_document (JsonObject *message, JsonObject *content, GPtrArray *parts)
{
  add_media (content, SO_PART_DOCUMENT, parts);
}

static void
read_sticker (JsonObject *message, JsonObject *content, GPtrArray *parts)
{
  add_media (content, SO_PART_STICKER, parts);
}

static void
read_location (JsonObject *message, JsonObject *content, GPtrArray *parts)
{
  g_autoptr (GString) text = g_string_new (NULL), place = g_string_new (NULL);
  SoPart *part = so_part_new (SO_PART_LOCATION);

  append (text, "\n", so_json_string (content, "name"));
  append (text, "\n", so_json_string (content, "address"));
  append_number (place, "", content, "latitude");
  append_number (place, ", ", content, "longitude");
  append (text, "\n", place->str);
  append (text, "\n", so_json_string (content, "url"));
  part->text = g_strdup (text->str);
  g_ptr_array_add (parts, part);
}

static void
append_numbers (GString *text, JsonArray *list, const char *name)
{
  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      JsonObject *one = so_json_element (list, i);
      if (one)
        append (text, "\n", so_json_string (one, name));
    }
}

static SoPart *
new_card (JsonObject *card)
{
  JsonObject *name = so_json_object (card, "name"), *org = so_json_object (card, "org");
  const char *full = name ? so_json_string (name, "formatted_name") : NULL;
  g_autoptr (GString) text = g_string_new (full ? full : name ? so_json_string (name, "first_name") : NULL);
  SoPart *part = so_part_new (SO_PART_CONTACT);

  part->name = text->len ? g_strdup (text->str) : NULL;
  append (text, "\n", org ? so_json_string (org, "company") : NULL);
  append_numbers (text, so_json_array (card, "phones"), "phone");
  append_numbers (text, so_json_array (card, "emails"), "email");
  part->text = g_strdup (text->str);
  return part;
}

/* Its content is a list, so it is read from the message. */
static void
read_contacts (JsonObject *message, JsonObject *content, GPtrArray *parts)
{
  JsonArray *cards = so_json_array (message, "contacts");

  for (guint i = 0; cards && i < json_array_get_length (cards); i++)
    if (so_json_element (cards, i))
      g_ptr_array_add (parts, new_card (so_json_element (cards, i)));
}

/* What was filled into a form: JSON in a string. */
static void
append_form (GString *text, const char *json)
{
  g_autoptr (JsonNode) node = json ? so_json_parse (json, -1, 0, NULL) : NULL;
  JsonObject *form = so_json_root (node);
  g_autoptr (GList) names = form ? json_object_get_members (form) : NULL;

  for (GList *l = names; l; l = l->next)
    {
      g_autoptr (GString) line = g_string_new (l->data);
      JsonNode *value = json_object_get_member (form, l->data);
      g_autofree char *written = JSON_NODE_HOLDS_VALUE (value) ? NULL : so_json_write (value, FALSE);

      /* Meta's own: which form it was. */
      if (g_str_equal (l->data, "flow_token"))
        continue;
      g_string_append (line, ": ");
      if (written)
        g_string_append (line, written);
      else
        append_number (line, "", form, l->data);
      append (text, "\n", line->str);
    }
}

static void
read_interactive (JsonObject *message, JsonObject *content, GPtrArray *parts)
{
  const char *type = so_json_string (content, "type");
  JsonObject *reply = type ? so_json_object (content, type) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!reply)
    {
      add_unsupported (parts, type);
      return;
    }
  append (text, "", so_json_string (reply, "title"));
  append (text, " – ", so_json_string (reply, "description"));
  append (text, "", so_json_string (reply, "body"));
  append_form (text, so_json_string (reply, "response_json"));
  if (text->len)
    add_text (parts, text->str);
  else
    add_unsupported (parts, type);
}

static void
read_button (JsonObject *message, JsonObject *content, GPtrArray *parts)
{
  const char *text = so_json_string (content, "text"), *payload = so_json_string (content, "payload");

  add_text (parts, text ? text : payload ? payload : "");
}

static void
read_order (JsonObject *message, JsonObject *content, GPtrArray *parts)
{
  JsonArray *items = so_json_array (content, "product_items");
  g_autoptr (GString) text = g_string_new (_("An order from the catalogue"));

  append (text, "\n", so_json_string (content, "text"));
  for (guint i = 0; items && i < json_array_get_length (items); i++)
    {
      JsonObject *item = so_json_element (items, i);
      g_autoptr (GString) line = g_string_new (NULL);

      if (!item)
        continue;
      append_number (line, "", item, "quantity");
      append (line, " × ", so_json_string (item, "product_retailer_id"));
      append_number (line, ", ", item, "item_price");
      append (line, " ", so_json_string (item, "currency"));
      append (text, "\n", line->str);
    }
  add_text (parts, text->str);
}

static void
read_system (JsonObject *message, JsonObject *content, GPtrArray *parts)
{
  const char *body = so_json_string (content, "body");

  add_text (parts, body ? body : _("Something changed in this conversation"));
}

static void
read_unsupported (JsonObject *message, JsonObject *content, GPtrArray *parts)
{
  const char *kind = so_json_string (content, "type");

  add_unsupported (parts, g_strcmp0 (kind, "unknown") ? kind : NULL);
}

static const struct {
  const char *type;
  void (*read) (JsonObject *message, JsonObject *content, GPtrArray *parts);
} types[] = {
  { "text", read_text }, { "image", read_image }, { "audio", read_audio }, { "voice", read_audio }, { "video", read_video },
  { "document", read_document }, { "sticker", read_sticker }, { "location", read_location }, { "contacts", read_contacts },
  { "interactive", read_interactive }, { "button", read_button }, { "order", read_order }, { "system", read_system },
  { "unsupported", read_unsupported },
};

void
so_whatsapp_parts (JsonObject *message, GPtrArray *parts)
{
  const char *type = so_json_string (message, "type");
  JsonObject *content = type ? so_json_object (message, type) : NULL;
  g_autoptr (JsonObject) nothing = json_object_new ();

  for (guint i = 0; type && i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (type, types[i].type) && (content || types[i].read == read_contacts || types[i].read == read_unsupported))
      types[i].read (message, content ? content : nothing, parts);
  if (!parts->len)
    add_unsupported (parts, type);
}

void
so_whatsapp_referral (JsonObject *message, SoIncoming *incoming)
{
  JsonObject *referral = so_json_object (message, "referral"), *context = so_json_object (message, "context");
  const char *product = so_json_string (so_json_object (context, "referred_product"), "product_retailer_id");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *line = NULL, *about = product && *product ? g_strdup_printf (_("About the product %s of the catalogue"), product) : NULL;

  /* "Is this still available?" */
  if (about)
    add_text (incoming->parts, about);
  if (!referral)
    return;
  append (text, "", so_json_string (referral, "headline"));
  append (text, " – ", so_json_string (referral, "body"));
  append (text, " ", so_json_string (referral, "source_url"));
  line = g_strdup_printf (_("Came through an advertisement or a post: %s"), text->str);
  add_text (incoming->parts, line);
  incoming->touch = g_strdup (text->str);
}
