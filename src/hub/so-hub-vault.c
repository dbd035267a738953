/* SPDX-License-Identifier: MIT */
#include "so-hub-vault.h"

#include <string.h>
#include <sys/random.h>

#include "so-base64url.h"
#include "so-error.h"
#include "so-json.h"
#include "so-outlet.h"
#include "so-seal.h"

#define KEY_NAME "vault.key"

struct _SoHubVault {
  SoHubConfig *config;
  GMutex lock;
  gboolean has_key;        /* lock */
  guint8 key[SO_SEAL_KEY]; /* lock; and constant once it is there */
};

SoHubVault *
so_hub_vault_new (SoHubConfig *config)
{
  SoHubVault *self = g_new0 (SoHubVault, 1);

  self->config = config;
  g_mutex_init (&self->lock);
  return self;
}

void
so_hub_vault_free (SoHubVault *self)
{
  if (!self)
    return;
  explicit_bzero (self->key, sizeof self->key);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gboolean
load_key (SoHubVault *self)
{
  char *text = so_hub_config_dup_secret (self->config, KEY_NAME);
  gsize size = 0;
  guint8 *bytes = text ? so_base64url_decode (g_strstrip (text), &size) : NULL;
  gboolean good = bytes && size == sizeof self->key;

  if (good)
    memcpy (self->key, bytes, size);
  if (bytes)
    explicit_bzero (bytes, size);
  g_free (bytes);
  so_secret_free (text);
  return good;
}

static gboolean
make_key (SoHubVault *self, GError **error)
{
  char *text;
  gboolean good;

  if (getrandom (self->key, sizeof self->key, 0) != sizeof self->key)
    return so_fail (error, SO_ERROR_WAIT, "This computer has no randomness yet: try again in a moment.");
  text = so_base64url_encode (self->key, sizeof self->key);
  good = so_hub_config_keep_secret (self->config, KEY_NAME, text, error);
  so_secret_free (text);
  return good;
}

/* One that is there and cannot be used is not replaced: what was sealed by it would be lost. */
static gboolean
need_key (SoHubVault *self, gboolean make, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  char *there;

  if (self->has_key || (self->has_key = load_key (self)))
    return TRUE;
  there = so_hub_config_dup_secret (self->config, KEY_NAME);
  if (!there && make)
    return self->has_key = make_key (self, error);
  so_secret_free (there);
  return so_fail (error, SO_ERROR_SIGN_IN, "The hub cannot read what was handed over to it: its secrets/" KEY_NAME " is missing, or not the one that sealed it.");
}

/* With all that says where the secrets go, so that who changes that has nothing any more. */
static char *
place_of (const SoHubSender *sender)
{
  return g_strdup_printf ("%s\n%s\n%s\n%s\n%s", sender->studio, sender->id, sender->transport, sender->address, sender->settings);
}

gboolean
so_hub_vault_seal (SoHubVault *self, SoHubSender *sender, JsonObject *secrets, GError **error)
{
  g_autofree char *place = place_of (sender);
  char *text;

  if (!need_key (self, TRUE, error))
    return FALSE;
  text = so_json_write_object (json_object_ref (secrets));
  g_clear_pointer (&sender->sealed, g_bytes_unref);
  sender->sealed = so_seal (self->key, place, text);
  so_secret_free (text);
  return sender->sealed || so_fail (error, SO_ERROR_WAIT, "This computer has no randomness yet: try again in a moment.");
}

/* Takes @text, what was sealed. */
static SoSecrets *
read_secrets (const SoHubSender *sender, char *text)
{
  g_autoptr (JsonNode) node = text ? so_json_parse (text, -1, 0, NULL) : NULL;
  SoSecrets *secrets = so_secrets_memory ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  so_secret_free (text);
  if (!node || !JSON_NODE_HOLDS_OBJECT (node))
    return secrets;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
      so_secrets_store (secrets, sender->id, name, "", json_node_get_string (value), NULL, NULL);
  return secrets;
}

SoChannel *
so_hub_vault_open (SoHubVault *self, const SoHubSender *sender, GError **error)
{
  g_autofree char *place = place_of (sender);
  g_autoptr (SoSecrets) secrets = NULL;
  const SoOutlet *outlet = so_outlet_find (sender->transport, 0);
  SoAccount account = { .id = sender->id, .name = sender->name, .address = sender->address, .transport = sender->transport, .settings = sender->settings };
  char *text;

  if (!outlet)
    return so_fail (error, SO_ERROR_CHANGE, "This hub is too old to send by “%s”: update it.", sender->transport), NULL;
  if (!need_key (self, FALSE, error))
    return NULL;
  text = so_unseal (self->key, place, sender->sealed);
  if (!text)
    return so_fail (error, SO_ERROR_SIGN_IN, "The hub cannot read the secrets of %s: hand the account over again.", sender->name), NULL;
  account.channel = outlet->channel;
  secrets = read_secrets (sender, text);
  return so_outlet_open (&account, sender->transport, secrets, error);
}
