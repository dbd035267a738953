/* SPDX-License-Identifier: MIT */
#include "so-secrets-private.h"

#include "so-error.h"

#include <libsecret/secret.h>
#include <string.h>

static const SecretSchema schema = {
  "org.studioos.Account", SECRET_SCHEMA_NONE,
  {
    { "studio", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "name", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

typedef GList SecretItems;
static void
items_free (SecretItems *items)
{
  g_list_free_full (items, g_object_unref);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SecretItems, items_free)

/* NULL stands for any. */
static GHashTable *
attributes_of (const char *studio_id, const char *account_id, const char *name)
{
  GHashTable *all = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_hash_table_insert (all, "studio", g_strdup (studio_id));
  if (account_id)
    g_hash_table_insert (all, "account", g_strdup (account_id));
  if (name)
    g_hash_table_insert (all, "name", g_strdup (name));
  return all;
}

static gboolean
is_absent (const GError *error)
{
  static const int codes[] = { G_DBUS_ERROR_SERVICE_UNKNOWN, G_DBUS_ERROR_NAME_HAS_NO_OWNER, G_DBUS_ERROR_NO_SERVER, G_DBUS_ERROR_DISCONNECTED,
                               G_DBUS_ERROR_NO_REPLY, G_DBUS_ERROR_SPAWN_EXEC_FAILED, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND,
                               G_DBUS_ERROR_SPAWN_CHILD_EXITED, G_DBUS_ERROR_SPAWN_FAILED, G_DBUS_ERROR_TIMED_OUT };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, G_DBUS_ERROR, codes[i]))
      return TRUE;
  return error->domain == G_IO_ERROR;
}

/* What the library said is for its own developers; people get one of four sentences. Takes @inner, which may be NULL: a prompt that was
 * dismissed is no error to libsecret. */
static gboolean
explain (GError *inner, GError **error)
{
  g_autoptr (GError) taken = inner;

  if (taken)
    g_debug ("key ring: %s %d", g_quark_to_string (taken->domain), taken->code);
  if (!taken)
    return so_secrets_fail (error, SO_SECRETS_REFUSED);
  if (g_error_matches (taken, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&taken));
      return FALSE;
    }
  if (g_error_matches (taken, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return so_secrets_fail (error, SO_SECRETS_LOCKED);
  return so_secrets_fail (error, is_absent (taken) ? SO_SECRETS_ABSENT : SO_SECRETS_REFUSED);
}

static gboolean
search (const char *studio_id, const char *account_id, const char *name, SecretSearchFlags flags, SecretItems **items,
        GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) attributes = attributes_of (studio_id, account_id, name);
  GError *inner = NULL;

  *items = secret_password_searchv_sync (&schema, attributes, flags | SECRET_SEARCH_ALL, cancellable, &inner);
  return inner ? explain (inner, error) : TRUE;
}

/* Only the real service locks; the sealed file of a Flatpak is open or not there. */
static gboolean
is_locked (gpointer item)
{
  return SECRET_IS_ITEM (item) && secret_item_get_locked (item);
}

static char *
retrieve (gpointer item, GCancellable *cancellable, GError **error)
{
  GError *inner = NULL;
  SecretValue *value = secret_retrievable_retrieve_secret_sync (item, cancellable, &inner);
  const char *text = value ? secret_value_get_text (value) : NULL;
  char *secret = g_strdup (text);

  if (value)
    secret_value_unref (value);
  if (!secret)
    explain (inner, error);
  return secret;
}

static char *
keyring_lookup (const char *account_id, const char *name, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SecretItems) items = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !search (data, account_id, name, SECRET_SEARCH_NONE, &items, cancellable, error))
    return NULL;
  for (GList *l = items; l; l = l->next)
    if (!is_locked (l->data))
      return retrieve (l->data, cancellable, error);
  so_secrets_fail (error, items ? SO_SECRETS_LOCKED : SO_SECRETS_MISSING);
  return NULL;
}

static gboolean
keyring_store (const char *account_id, const char *name, const char *label, const char *secret, gpointer data,
               GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) attributes = attributes_of (data, account_id, name);
  GError *inner = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (secret_password_storev_sync (&schema, attributes, SECRET_COLLECTION_DEFAULT, label, secret, cancellable, &inner))
    return TRUE;
  return explain (inner, error);
}

static gboolean
keyring_remove (const char *account_id, const char *name, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) attributes = attributes_of (data, account_id, name);
  g_autoptr (SecretItems) left = NULL;
  GError *inner = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!secret_password_clearv_sync (&schema, attributes, cancellable, &inner) && inner)
    return explain (inner, error);
  /* It says FALSE for "there was none" and for "it is locked" alike. */
  if (!search (data, account_id, name, SECRET_SEARCH_NONE, &left, cancellable, error))
    return FALSE;
  return !left || so_secrets_fail (error, SO_SECRETS_LOCKED);
}

static gboolean
keyring_unlock (gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SecretItems) items = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !search (data, NULL, NULL, SECRET_SEARCH_UNLOCK, &items, cancellable, error))
    return FALSE;
  for (GList *l = items; l; l = l->next)
    if (is_locked (l->data))
      return so_secrets_fail (error, SO_SECRETS_REFUSED);
  return TRUE;
}

SoSecrets *
so_secrets_keyring (const char *studio_id)
{
  return so_secrets_new (&(SoSecrets) { keyring_lookup, keyring_store, keyring_remove, keyring_unlock, g_strdup (studio_id) }, g_free);
}
