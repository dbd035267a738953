/* SPDX-License-Identifier: MIT */
#include "so-hub-roles.h"
#include "so-hub-sql.h"

#include <string.h>
#include <sys/random.h>

#include "so-base64url.h"
#include "so-clock.h"
#include "so-error.h"
#include "so-hash.h"
#include "so-id.h"
#include "so-text.h"

#define CODE_LENGTH 8
#define KEY_BYTES 32
#define NAME_CHARS 80

void
so_hub_device_free (SoHubDevice *device)
{
  if (!device)
    return;
  g_free (device->id);
  g_free (device->studio);
  g_free (device->name);
  g_strfreev (device->devs);
  g_free (device);
}

static gboolean
get_random (gpointer buffer, gsize size, GError **error)
{
  return getrandom (buffer, size, 0) == (gssize) size || so_fail (error, SO_ERROR_WAIT, "This computer has no randomness yet: try again in a moment.");
}

/* No I, L, O and U: what is read out is typed as it was meant. Five bits each, forty in all. */
static char *
make_code (GError **error)
{
  static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  guint8 bytes[CODE_LENGTH];
  GString *code;

  if (!get_random (bytes, sizeof bytes, error))
    return NULL;
  code = g_string_new (NULL);
  for (guint i = 0; i < CODE_LENGTH; i++)
    {
      if (i == CODE_LENGTH / 2)
        g_string_append_c (code, '-');
      g_string_append_c (code, letters[bytes[i] % 32]);
    }
  return g_string_free_and_steal (code);
}

/* "7kxq m2pd" and "7KXQ-M2PD" are the same, O is 0, I and L are 1. */
static char *
hash_code (const char *code)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  for (; *code && plain->len < 2 * CODE_LENGTH; code++)
    {
      char c = g_ascii_toupper (*code);

      if (g_ascii_isalnum (c))
        g_string_append_c (plain, c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c);
    }
  return so_hash_strings ("pairing", plain->str, SO_HASH_END);
}

char *
so_hub_store_offer (SoHubStore *self, const char *studio, SoRole role, gint64 until, GError **error)
{
  g_autofree char *code = make_code (error), *hash = NULL, *epoch = code ? so_hub_store_dup_epoch (self, studio, error) : NULL;

  if (!epoch)
    return NULL;
  hash = hash_code (code);
  if (!so_hub_sql_begin (self, error) ||
      !so_hub_sql_end (self, so_hub_sql_run (self, error, "INSERT INTO pairing (code_hash, studio, until) VALUES (?, ?, ?)", "tti", hash, studio, until) &&
                             so_hub_role_promise (self, hash, role, error), error))
    return NULL;
  return g_steal_pointer (&code);
}

gboolean
so_hub_store_withdraw_codes (SoHubStore *self, GError **error)
{
  return so_hub_sql_run (self, error, "DELETE FROM pairing", "");
}

/* The studio of an open code, which is then closed: of two that come at once, one gets it. NULL with @error. */
static char *
use_code (SoHubStore *self, const char *hash, GError **error)
{
  g_autofree char *studio = NULL;

  if (!so_hub_sql_run (self, error, "DELETE FROM pairing WHERE until < ?", "i", so_now ()) ||
      !so_hub_sql_text (self, &studio, error, "DELETE FROM pairing WHERE code_hash = ? RETURNING studio", "t", hash))
    return NULL;
  if (!studio)
    so_fail (error, SO_ERROR_SIGN_IN, "This code is wrong, was used or is too old: make a new one, under Preferences → Hub on an owner’s computer or with studio-os-hub --pair.");
  return g_steal_pointer (&studio);
}

static SoHubDevice *
add_device (SoHubStore *self, const char *studio, const char *name, const char *key, GError **error)
{
  g_autoptr (SoHubDevice) device = g_new0 (SoHubDevice, 1);
  g_autofree char *hash = so_hash_strings ("device", key, SO_HASH_END), *clean = so_text_clean (name, -1);

  device->id = so_id_new ();
  device->studio = g_strdup (studio);
  device->name = so_text_snippet (clean, NAME_CHARS);
  device->paired_at = so_now ();
  if (!so_hub_sql_run (self, error, "INSERT INTO device (id, studio, name, key_hash, cursor, paired_at) VALUES (?, ?, ?, ?, 0, ?)", "tttti", device->id,
                  device->studio, device->name, hash, device->paired_at))
    return NULL;
  return g_steal_pointer (&device);
}

SoHubDevice *
so_hub_store_pair (SoHubStore *self, const char *code, const char *name, char **key, GError **error)
{
  g_autoptr (SoHubDevice) device = NULL;
  g_autofree char *studio = NULL, *random = NULL, *hash = hash_code (code);
  guint8 bytes[KEY_BYTES];

  if (!get_random (bytes, sizeof bytes, error) || !so_hub_sql_begin (self, error))
    return NULL;
  random = so_base64url_encode (bytes, sizeof bytes);
  *key = g_strconcat ("soh_", random, NULL);
  studio = use_code (self, hash, error);
  device = studio ? add_device (self, studio, name, *key, error) : NULL;
  if (!so_hub_sql_end (self, device && so_hub_role_pair (self, hash, device->id, &device->role, error), error))
    {
      g_clear_pointer (&device, so_hub_device_free);
      g_clear_pointer (key, g_free);
    }
  return g_steal_pointer (&device);
}

static gpointer
read_device (SoHubRows *row)
{
  SoHubDevice *device = g_new0 (SoHubDevice, 1);
  g_autofree char *role = NULL;

  device->id = so_hub_rows_dup (row, 0);
  device->studio = so_hub_rows_dup (row, 1);
  device->name = so_hub_rows_dup (row, 2);
  device->cursor = so_hub_rows_int (row, 3);
  device->paired_at = so_hub_rows_int (row, 4);
  device->seen_at = so_hub_rows_int (row, 5);
  role = so_hub_rows_dup (row, 6);
  if (role)
    so_role_parse (role, &device->role);
  return device;
}

SoHubDevice *
so_hub_store_device (SoHubStore *self, const char *key, GError **error)
{
  g_autofree char *hash = so_hash_strings ("device", key, SO_HASH_END);
  g_autoptr (SoHubRows) row = so_hub_sql_query (self, error,
    "SELECT d.id, d.studio, d.name, d.cursor, d.paired_at, d.seen_at, r.role FROM device d LEFT JOIN device_role r ON r.device = d.id"
    " WHERE d.key_hash = ? AND d.revoked_at IS NULL", "t", hash);
  g_autoptr (GError) inner = NULL;

  if (!row)
    return NULL;
  if (so_hub_rows_next (row, &inner))
    return read_device (row);
  if (inner)
    g_propagate_error (error, g_steal_pointer (&inner));
  else
    so_fail (error, SO_ERROR_SIGN_IN, "This computer is not paired with the hub (any more): pair it again.");
  return NULL;
}

gboolean
so_hub_store_ack (SoHubStore *self, const SoHubDevice *device, gint64 seq, GError **error)
{
  gint64 head = 0;

  if (!so_hub_sql_int (self, &head, error, "SELECT head FROM studio WHERE id = ?", "t", device->studio))
    return FALSE;
  if (seq < 0 || seq > head)
    return so_fail (error, SO_ERROR_GIVE_UP, "There is no event of this number yet: the hub may have been restored; read from 0 again.");
  return so_hub_sql_run (self, error, "UPDATE device SET cursor = CASE WHEN cursor < ?1 THEN ?1 ELSE cursor END, seen_at = ?2"
                         " WHERE id = ?3 AND revoked_at IS NULL", "iit", seq, so_now (), device->id);
}

GPtrArray *
so_hub_store_devices (SoHubStore *self, const char *studio, GError **error)
{
  gboolean has;

  /* A backup of before there were roles is read as it is. */
  if (!so_hub_sql_has_table (self, "device_role", &has, error))
    return NULL;
  return so_hub_rows_collect (so_hub_sql_query (self, error, has
    ? "SELECT d.id, d.studio, d.name, d.cursor, d.paired_at, d.seen_at, r.role FROM device d LEFT JOIN device_role r ON r.device = d.id"
      " WHERE d.revoked_at IS NULL AND (?1 = '' OR d.studio = ?1) ORDER BY d.paired_at, d.id"
    : "SELECT id, studio, name, cursor, paired_at, seen_at, NULL FROM device WHERE revoked_at IS NULL AND (?1 = '' OR studio = ?1) ORDER BY paired_at, id", "t",
    studio ? studio : ""), read_device, (GDestroyNotify) so_hub_device_free, error);
}

gboolean
so_hub_store_revoke (SoHubStore *self, const char *device, GError **error)
{
  if (!so_hub_sql_run (self, error, "UPDATE device SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", "it", so_now (), device))
    return FALSE;
  return so_hub_sql_changes (self) == 1 || so_fail (error, SO_ERROR_CHANGE, "There is no paired device “%s”: see --devices.", device);
}
