/* SPDX-License-Identifier: MIT */
#include "so-secrets.h"

#include "so-error.h"

#include <string.h>

#define CANARY "canary-0815"

static void
assert_missing (SoSecrets *secrets, const char *account, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoSecret) secret = so_secrets_lookup (secrets, account, name, NULL, &error);

  g_assert_null (secret);
  g_assert_error (error, SO_ERROR, SO_ERROR_SIGN_IN);
}

static void
assert_holds (SoSecrets *secrets, const char *account, const char *name, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoSecret) secret = secrets->lookup (account, name, secrets->data, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
}

static void
test_memory (void)
{
  g_autoptr (SoSecrets) secrets = so_secrets_memory ();
  g_autoptr (SoSecrets) other = so_secrets_ref (secrets);

  assert_missing (secrets, "a", "token");
  g_assert_true (so_secrets_store (secrets, "a", "token", "A", CANARY, NULL, NULL));
  g_assert_true (so_secrets_store (secrets, "a", "token-2", "A", "two", NULL, NULL));
  g_assert_true (so_secrets_store (secrets, "ab", "token", "AB", "three", NULL, NULL));
  assert_holds (other, "a", "token", CANARY);
  g_assert_true (so_secrets_store (secrets, "a", "token", "A", "newer", NULL, NULL));
  assert_holds (secrets, "a", "token", "newer");
  /* One name, and only that one; then all of an account, and only of that one. */
  g_assert_true (so_secrets_remove (secrets, "a", "token", NULL, NULL));
  assert_missing (secrets, "a", "token");
  assert_holds (secrets, "a", "token-2", "two");
  g_assert_true (so_secrets_remove (secrets, "a", NULL, NULL, NULL));
  assert_missing (secrets, "a", "token-2");
  assert_holds (secrets, "ab", "token", "three");
  g_assert_true (so_secrets_remove (secrets, "a", NULL, NULL, NULL));
  g_assert_true (so_secrets_unlock (secrets, NULL, NULL));
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SoSecrets) secrets = i ? so_secrets_memory () : so_secrets_keyring ("studio");
      g_autoptr (GError) lookup = NULL, store = NULL, remove = NULL, unlock = NULL;

      g_assert_null (so_secrets_lookup (secrets, "a", "token", cancellable, &lookup));
      g_assert_error (lookup, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_false (so_secrets_store (secrets, "a", "token", "A", CANARY, cancellable, &store));
      g_assert_error (store, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_false (so_secrets_remove (secrets, "a", NULL, cancellable, &remove));
      g_assert_error (remove, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_false (so_secrets_unlock (secrets, cancellable, &unlock));
      g_assert_error (unlock, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

static void
test_sentences (void)
{
  static const struct { SoSecretsFault fault; SoError code; const char *word; } rows[] = {
    { SO_SECRETS_MISSING, SO_ERROR_SIGN_IN, "sign in again" },
    { SO_SECRETS_LOCKED, SO_ERROR_CHANGE, "unlock" },
    { SO_SECRETS_ABSENT, SO_ERROR_CHANGE, "install" },
    { SO_SECRETS_REFUSED, SO_ERROR_CHANGE, "allow" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (so_secrets_fail (&error, rows[i].fault));
      g_assert_error (error, SO_ERROR, (int) rows[i].code);
      g_assert_nonnull (strstr (error->message, rows[i].word));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secrets/memory", test_memory);
  g_test_add_func ("/secrets/cancelled", test_cancelled);
  g_test_add_func ("/secrets/sentences", test_sentences);
  return g_test_run ();
}
