/* SPDX-License-Identifier: MIT */
#include "so-hub-shares.h"

#include "so-base64url.h"
#include "so-json.h"

#include <string.h>

static const char *const phone_ids[] = { "phone_number_id", NULL };
static const char *const business_ids[] = { "waba_id", NULL };
static const char *const chat_ids[] = { "chat", NULL };
static const char *const page_ids[] = { "user_id", "page_id", "id", NULL };

void
so_hub_share_free (gpointer data)
{
  SoHubShare *share = data;

  g_clear_pointer (&share->body, g_bytes_unref);
  g_free (share);
}

gboolean
so_hub_is_read (const char *provider, const char *kind)
{
  static const char *const read[] = { "whatsapp", "instagram", "messenger", "gmail", NULL };

  if (!strcmp (provider, "twilio"))
    return !strcmp (kind, "sms") || !strcmp (kind, "status");
  if (!strcmp (provider, "hub"))
    return !strcmp (kind, "send");
  if (!strcmp (provider, "web"))
    return !strcmp (kind, "message") || !strcmp (kind, "form") || !strcmp (kind, "seen");
  return g_strv_contains (read, provider);
}

static void
add_share (GPtrArray *shares, const SoAccount *account, GBytes *body)
{
  SoHubShare *share = g_new0 (SoHubShare, 1);

  share->account = account;
  share->body = body;
  g_ptr_array_add (shares, share);
}

static JsonNode *
parse_bytes (GBytes *bytes)
{
  gsize size = 0;
  const char *data = bytes ? g_bytes_get_data (bytes, &size) : NULL;
  JsonNode *node = data ? so_json_parse (data, (gssize) size, 0, NULL) : NULL;

  if (node && JSON_NODE_HOLDS_OBJECT (node))
    return node;
  g_clear_pointer (&node, json_node_unref);
  return NULL;
}

/* A setting under the first of @names that the account has. Free with g_free(). */
static char *
dup_setting (const SoAccount *account, const char *const *names)
{
  char *value = NULL;

  for (; !value && *names; names++)
    {
      value = so_account_dup_setting (account, *names);
      if (value && !*value)
        g_clear_pointer (&value, g_free);
    }
  return value;
}

static const SoAccount *
find_account (const GPtrArray *accounts, SoChannelKind channel, const char *const *names, const char *id)
{
  const SoAccount *unnamed = NULL;
  guint n = 0;

  for (guint i = 0; i < accounts->len; i++)
    {
      const SoAccount *account = accounts->pdata[i];
      g_autofree char *own = account->channel == channel ? dup_setting (account, names) : NULL;

      if (account->channel != channel)
        continue;
      if (own && id && !strcmp (own, id))
        return account;
      n += !own;
      unnamed = own ? unnamed : account;
    }
  return n == 1 ? unnamed : NULL;
}

/* Meta ------------------------------------------------------------------------------------------- */

typedef struct {
  const GPtrArray *accounts;
  SoChannelKind channel;
  GHashTable *parts;         /* const SoAccount * → JsonArray of entries */
  gboolean whole;
  SoHubAside reason;
} Meta;

/* Takes @entry. */
static void
give (Meta *meta, const SoAccount *account, JsonNode *entry)
{
  JsonArray *entries = account ? g_hash_table_lookup (meta->parts, account) : NULL;

  if (!account || account->paused)
    {
      meta->whole = FALSE;
      meta->reason = account ? SO_HUB_ASIDE_PAUSED : SO_HUB_ASIDE_ACCOUNT;
      json_node_unref (entry);
      return;
    }
  if (!entries)
    {
      entries = json_array_new ();
      g_hash_table_insert (meta->parts, (gpointer) account, entries);
    }
  json_array_add_element (entries, entry);
}

/* Each change of WhatsApp's names its number, or none where it is about the business account. */
static void
give_changes (Meta *meta, JsonObject *entry)
{
  JsonArray *changes = so_json_array (entry, "changes");

  for (guint i = 0; changes && i < json_array_get_length (changes); i++)
    {
      JsonObject *change = so_json_element (changes, i), *value = change ? so_json_object (change, "value") : NULL, *part = json_object_new ();
      JsonObject *metadata = value ? so_json_object (value, "metadata") : NULL;
      const char *phone = metadata ? so_json_string (metadata, "phone_number_id") : NULL, *business = so_json_string (entry, "id");
      JsonArray *one = json_array_new ();
      JsonNode *node = json_node_new (JSON_NODE_OBJECT);

      json_array_add_element (one, json_node_copy (json_array_get_element (changes, i)));
      json_object_set_string_member (part, "id", business ? business : "");
      json_object_set_array_member (part, "changes", one);
      json_node_take_object (node, part);
      give (meta, phone ? find_account (meta->accounts, meta->channel, phone_ids, phone) : find_account (meta->accounts, meta->channel, business_ids, business), node);
    }
}

static GBytes *
write_part (const char *object, JsonArray *entries)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *root = json_object_new ();
  char *text;

  json_object_set_string_member (root, "object", object);
  json_object_set_array_member (root, "entry", json_array_ref (entries));
  json_node_take_object (node, root);
  text = so_json_write (node, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

static gboolean
share_meta (const GPtrArray *accounts, const SoHubNews *news, GPtrArray *shares, SoHubAside *reason)
{
  g_autoptr (JsonNode) node = parse_bytes (news->body);
  JsonObject *root = node ? json_node_get_object (node) : NULL;
  JsonArray *entries = root ? so_json_array (root, "entry") : NULL;
  const char *object = root && so_json_string (root, "object") ? so_json_string (root, "object") : "";
  g_autoptr (GHashTable) parts = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) json_array_unref);
  Meta meta = { .accounts = accounts, .parts = parts, .whole = TRUE };
  GHashTableIter iter;
  gpointer account, part;

  *reason = SO_HUB_ASIDE_UNREADABLE;
  if (!entries)
    return FALSE;
  meta.channel = !strcmp (object, "page") ? SO_CHANNEL_MESSENGER : !strcmp (object, "instagram") ? SO_CHANNEL_INSTAGRAM
                 : !strcmp (object, "whatsapp_business_account") || !strcmp (news->provider, "whatsapp") ? SO_CHANNEL_WHATSAPP
                 : !strcmp (news->provider, "messenger") ? SO_CHANNEL_MESSENGER : SO_CHANNEL_INSTAGRAM;
  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = so_json_element (entries, i);

      if (entry && meta.channel == SO_CHANNEL_WHATSAPP)
        give_changes (&meta, entry);
      else if (entry)
        give (&meta, find_account (accounts, meta.channel, page_ids, so_json_string (entry, "id")), json_node_copy (json_array_get_element (entries, i)));
    }
  g_hash_table_iter_init (&iter, parts);
  while (g_hash_table_iter_next (&iter, &account, &part))
    add_share (shares, account, write_part (object, part));
  *reason = meta.reason;
  return meta.whole;
}

/* Those that only say that there is something -------------------------------------------------------- */

static gboolean
nudge (GPtrArray *shares, const SoAccount *account, SoHubAside *reason)
{
  *reason = account ? SO_HUB_ASIDE_PAUSED : SO_HUB_ASIDE_ACCOUNT;
  if (!account || account->paused)
    return FALSE;
  add_share (shares, account, NULL);
  return TRUE;
}

static gboolean
share_twilio (const GPtrArray *accounts, const SoHubNews *news, GPtrArray *shares, SoHubAside *reason)
{
  gsize size = 0;
  const char *data = news->body ? g_bytes_get_data (news->body, &size) : NULL;
  g_autoptr (GHashTable) form = data ? g_uri_parse_params (data, (gssize) size, "&", G_URI_PARAMS_WWW_FORM, NULL) : NULL;
  const char *sid = form ? g_hash_table_lookup (form, "AccountSid") : NULL, *to = form ? g_hash_table_lookup (form, "To") : NULL;
  const char *from = form ? g_hash_table_lookup (form, "From") : NULL, *service = form ? g_hash_table_lookup (form, "MessagingServiceSid") : NULL;
  const SoAccount *found = NULL;

  *reason = SO_HUB_ASIDE_UNREADABLE;
  if (!sid)
    return FALSE;
  for (guint i = 0; i < accounts->len; i++)
    {
      const SoAccount *account = accounts->pdata[i];
      g_autofree char *own = account->channel == SO_CHANNEL_SMS ? so_account_dup_setting (account, "sid") : NULL;
      g_autofree char *number = own ? so_account_dup_setting (account, "from") : NULL;

      if (!own || strcmp (own, sid))
        continue;
      if (number && (!g_strcmp0 (number, to) || !g_strcmp0 (number, from) || !g_strcmp0 (number, service)))
        return nudge (shares, account, reason);
      found = account;
    }
  return nudge (shares, found, reason);
}

/* {"message": {"data": base64 of {"emailAddress": …}}}, in either alphabet. */
static gboolean
share_gmail (const GPtrArray *accounts, const SoHubNews *news, GPtrArray *shares, SoHubAside *reason)
{
  g_autoptr (JsonNode) node = parse_bytes (news->body), inner = NULL;
  JsonObject *message = node ? so_json_object (json_node_get_object (node), "message") : NULL;
  g_autofree char *data = message ? g_strdup (so_json_string (message, "data")) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *address;
  guchar *decoded;
  gsize size;

  *reason = SO_HUB_ASIDE_UNREADABLE;
  if (!data)
    return FALSE;
  g_strdelimit (data, "-", '+');
  g_strdelimit (data, "_", '/');
  decoded = so_base64_decode (data, &size);
  bytes = g_bytes_new_take (decoded, size);
  inner = parse_bytes (bytes);
  address = inner ? so_json_string (json_node_get_object (inner), "emailAddress") : NULL;
  if (!address)
    return FALSE;
  for (guint i = 0; i < accounts->len; i++)
    {
      const SoAccount *account = accounts->pdata[i];

      if (account->channel == SO_CHANNEL_MAIL && account->address && !g_ascii_strcasecmp (account->address, address))
        return nudge (shares, account, reason);
    }
  return nudge (shares, NULL, reason);
}

/* The chat of a website, by the name that the hub has for it. */
static gboolean
share_web (const GPtrArray *accounts, const SoHubNews *news, GPtrArray *shares, SoHubAside *reason)
{
  const SoAccount *account = find_account (accounts, SO_CHANNEL_WEB, chat_ids, news->endpoint);

  *reason = !news->body ? SO_HUB_ASIDE_UNREADABLE : account ? SO_HUB_ASIDE_PAUSED : SO_HUB_ASIDE_ACCOUNT;
  if (!news->body || !account || account->paused)
    return FALSE;
  add_share (shares, account, g_bytes_ref (news->body));
  return TRUE;
}

gboolean
so_hub_shares (const GPtrArray *accounts, const SoHubNews *news, GPtrArray *shares, SoHubAside *reason)
{
  *reason = SO_HUB_ASIDE_UNSUPPORTED;
  if (!so_hub_is_read (news->provider, news->kind))
    return FALSE;
  if (!strcmp (news->provider, "web"))
    return share_web (accounts, news, shares, reason);
  if (!strcmp (news->provider, "twilio"))
    return share_twilio (accounts, news, shares, reason);
  if (!strcmp (news->provider, "gmail"))
    return share_gmail (accounts, news, shares, reason);
  return share_meta (accounts, news, shares, reason);
}
