/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-secrets-private.h"

#include "so-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
so_secret_free (SoSecret *secret)
{
  if (!secret)
    return;
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

gboolean
so_secrets_fail (GError **error, SoSecretsFault fault)
{
  switch (fault)
    {
    case SO_SECRETS_LOCKED:
      return so_fail (error, SO_ERROR_CHANGE, _("The key ring of this computer is locked, so nothing can be fetched or sent here: unlock it"));
    case SO_SECRETS_ABSENT:
      return so_fail (error, SO_ERROR_CHANGE, _("No key ring answers on this computer, so sign-ins cannot be kept: install or start GNOME Keyring"));
    case SO_SECRETS_REFUSED:
      return so_fail (error, SO_ERROR_CHANGE, _("The key ring did not let Studio OS in: try again, and allow it when it asks"));
    case SO_SECRETS_MISSING:
    default:
      return so_fail (error, SO_ERROR_SIGN_IN, _("The key ring has no sign-in for this account (any more): sign in again"));
    }
}

/* A SoSecrets and what goes with it. */
typedef struct {
  SoSecrets secrets;
  GDestroyNotify free_data;
} Box;

SoSecrets *
so_secrets_new (const SoSecrets *functions, GDestroyNotify free_data)
{
  Box *box = g_atomic_rc_box_new0 (Box);

  box->secrets = *functions;
  box->free_data = free_data;
  return &box->secrets;
}

SoSecrets *
so_secrets_ref (SoSecrets *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_box (gpointer data)
{
  Box *box = data;

  box->free_data (box->secrets.data);
}

void
so_secrets_unref (SoSecrets *self)
{
  g_atomic_rc_box_release_full (self, clear_box);
}

char *
so_secrets_lookup (SoSecrets *self, const char *account_id, const char *name, GCancellable *cancellable, GError **error)
{
  return self->lookup (account_id, name, self->data, cancellable, error);
}

gboolean
so_secrets_store (SoSecrets *self, const char *account_id, const char *name, const char *label, const char *secret,
                  GCancellable *cancellable, GError **error)
{
  return self->store (account_id, name, label, secret, self->data, cancellable, error);
}

gboolean
so_secrets_remove (SoSecrets *self, const char *account_id, const char *name, GCancellable *cancellable, GError **error)
{
  return self->remove (account_id, name, self->data, cancellable, error);
}

gboolean
so_secrets_unlock (SoSecrets *self, GCancellable *cancellable, GError **error)
{
  return self->unlock (self->data, cancellable, error);
}

/* In memory. */

typedef struct {
  GMutex lock;
  GHashTable *entries;   /* "account\nname" → SoSecret; under lock */
} Memory;

static void
memory_free (gpointer data)
{
  Memory *memory = data;

  g_hash_table_unref (memory->entries);
  g_mutex_clear (&memory->lock);
  g_free (memory);
}

static char *
key_of (const char *account_id, const char *name)
{
  return g_strdup_printf ("%s\n%s", account_id, name);
}

static char *
memory_lookup (const char *account_id, const char *name, gpointer data, GCancellable *cancellable, GError **error)
{
  Memory *memory = data;
  g_autofree char *key = key_of (account_id, name);
  char *secret;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  g_mutex_lock (&memory->lock);
  secret = g_strdup (g_hash_table_lookup (memory->entries, key));
  g_mutex_unlock (&memory->lock);
  if (!secret)
    so_secrets_fail (error, SO_SECRETS_MISSING);
  return secret;
}

static gboolean
memory_store (const char *account_id, const char *name, const char *label, const char *secret, gpointer data,
              GCancellable *cancellable, GError **error)
{
  Memory *memory = data;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  g_mutex_lock (&memory->lock);
  g_hash_table_replace (memory->entries, key_of (account_id, name), g_strdup (secret));
  g_mutex_unlock (&memory->lock);
  return TRUE;
}

static gboolean
is_meant (gpointer key, gpointer value, gpointer begin)
{
  gsize length = strlen (begin);

  return g_str_has_prefix (key, begin) && (((const char *) begin)[length - 1] == '\n' || !((const char *) key)[length]);
}

static gboolean
memory_remove (const char *account_id, const char *name, gpointer data, GCancellable *cancellable, GError **error)
{
  Memory *memory = data;
  g_autofree char *begin = key_of (account_id, name ? name : "");

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  g_mutex_lock (&memory->lock);
  g_hash_table_foreach_remove (memory->entries, is_meant, begin);
  g_mutex_unlock (&memory->lock);
  return TRUE;
}

static gboolean
memory_unlock (gpointer data, GCancellable *cancellable, GError **error)
{
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

SoSecrets *
so_secrets_memory (void)
{
  Memory *memory = g_new0 (Memory, 1);

  g_mutex_init (&memory->lock);
  memory->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) so_secret_free);
  return so_secrets_new (&(SoSecrets) { memory_lookup, memory_store, memory_remove, memory_unlock, memory }, memory_free);
}
