/* SPDX-License-Identifier: MIT */
/* The real key ring daemon, in a session of its own: this program locks the key ring that it finds. */
#include "so-secrets.h"

#include "so-error.h"

#include <string.h>

#define CANARY "canary-4711-ÄÖ✓"
#define SERVICE "org.freedesktop.secrets"
#define PATH "/org/freedesktop/secrets"
#define PROMPTER "org.gnome.keyring.SystemPrompter"

static GVariant *
call (const char *path, const char *method, GVariant *arguments)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_auto (GStrv) both = g_strsplit (method, " ", 2);
  g_autoptr (GError) error = NULL;
  GVariant *answer = g_dbus_connection_call_sync (bus, SERVICE, path, both[0], both[1], arguments, NULL, G_DBUS_CALL_FLAGS_NONE, 10000, NULL, &error);

  g_assert_no_error (error);
  return answer;
}

static char *
default_collection (void)
{
  g_autoptr (GVariant) answer = call (PATH, "org.freedesktop.Secret.Service ReadAlias", g_variant_new ("(s)", "default"));
  char *path;

  g_variant_get (answer, "(o)", &path);
  return path;
}

static void
lock (void)
{
  g_autofree char *path = default_collection ();
  const char *const paths[] = { path, NULL };
  g_autoptr (GVariant) answer = call (PATH, "org.freedesktop.Secret.Service Lock", g_variant_new ("(^ao)", paths));
}

static void
lookup_fails (SoSecrets *secrets, const char *name, SoError code, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoSecret) secret = so_secrets_lookup (secrets, "account", name, NULL, &error);

  g_assert_null (secret);
  g_assert_error (error, SO_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, word));
  g_assert_null (strstr (error->message, "canary"));
}

static void
lookup_finds (SoSecrets *secrets, const char *name, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoSecret) secret = so_secrets_lookup (secrets, "account", name, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
}

static gboolean
store (SoSecrets *secrets, const char *name, const char *secret, GError **error)
{
  return so_secrets_store (secrets, "account", name, "Studio OS: a test", secret, NULL, error);
}

static void
test_open (void)
{
  g_autoptr (SoSecrets) secrets = so_secrets_keyring ("studio-1"), other = so_secrets_keyring ("studio-2");
  g_autoptr (GError) error = NULL;

  g_assert_true (so_secrets_remove (secrets, "account", NULL, NULL, NULL));
  lookup_fails (secrets, "token", SO_ERROR_SIGN_IN, "sign in again");
  store (secrets, "token", "older", &error);
  g_assert_no_error (error);
  store (secrets, "token", CANARY, &error);
  g_assert_no_error (error);
  lookup_finds (secrets, "token", CANARY);
  lookup_fails (secrets, "token-2", SO_ERROR_SIGN_IN, "sign in again");
  lookup_fails (other, "token", SO_ERROR_SIGN_IN, "sign in again");
  g_assert_true (so_secrets_unlock (secrets, NULL, NULL));
}

static void
test_locked (void)
{
  g_autoptr (SoSecrets) secrets = so_secrets_keyring ("studio-1");
  g_autoptr (GError) remove = NULL;

  lock ();
  lookup_fails (secrets, "token", SO_ERROR_CHANGE, "unlock it");
  g_assert_false (so_secrets_remove (secrets, "account", "token", NULL, &remove));
  g_assert_error (remove, SO_ERROR, SO_ERROR_CHANGE);
}

/* Whoever shows the prompt says no: what the daemon takes a broken prompter for too. */
static void
test_dismissed (void)
{
  g_autoptr (SoSecrets) secrets = so_secrets_keyring ("studio-1");
  g_autoptr (GError) unlock = NULL, stored = NULL;

  g_assert_false (so_secrets_unlock (secrets, NULL, &unlock));
  g_assert_error (unlock, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_nonnull (strstr (unlock->message, "allow it"));
  g_assert_false (store (secrets, "token", CANARY, &stored));
  g_assert_error (stored, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_nonnull (strstr (stored->message, "unlock it"));
  g_assert_null (strstr (stored->message, "canary"));
}

static void
test_unlocked_again (void)
{
  g_autoptr (SoSecrets) secrets = so_secrets_keyring ("studio-1");
  g_autoptr (GVariant) session = call (PATH, "org.freedesktop.Secret.Service OpenSession", g_variant_new ("(sv)", "plain", g_variant_new_string ("")));
  g_autofree char *collection = default_collection (), *path = NULL;
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;

  g_variant_get (session, "(vo)", NULL, &path);
  answer = call (PATH, "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface UnlockWithMasterPassword",
                 g_variant_new ("(o(o@ay@ays))", collection, path, g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, "", 0, 1),
                                g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, "studio", 6, 1), "text/plain"));
  /* Nothing was lost meanwhile. */
  lookup_finds (secrets, "token", CANARY);
  g_assert_true (so_secrets_remove (secrets, "account", NULL, NULL, &error));
  g_assert_no_error (error);
  lookup_fails (secrets, "token", SO_ERROR_SIGN_IN, "sign in again");
  g_assert_true (so_secrets_remove (secrets, "account", NULL, NULL, &error));
}

static void
assert_silent_subprocess (void)
{
  g_test_trap_subprocess (NULL, 30 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout_unmatched ("*canary*");
  g_test_trap_assert_stderr_unmatched ("*canary*");
}

/* All that is logged on the way of a secret into the key ring and out again. */
static void
test_silent (void)
{
  if (!g_test_subprocess ())
    assert_silent_subprocess ();
  else
    test_open ();
}

static void
fail_without_service (void)
{
  g_autoptr (SoSecrets) secrets = so_secrets_keyring ("studio-1");
  g_autoptr (GError) stored = NULL;

  lookup_fails (secrets, "token", SO_ERROR_CHANGE, "No key ring");
  g_assert_false (store (secrets, "token", CANARY, &stored));
  g_assert_error (stored, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_nonnull (strstr (stored->message, "No key ring"));
}

static void
test_no_service (void)
{
  GTestDBus *bus;

  if (!g_test_subprocess ())
    {
      assert_silent_subprocess ();
      return;
    }
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  fail_without_service ();
  /* It goes with this process: stopping it here would wait for libsecret to let go of its connection. */
}

static void
test_no_bus (void)
{
  if (!g_test_subprocess ())
    {
      assert_silent_subprocess ();
      return;
    }
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  fail_without_service ();
}

/* Nobody is there to answer a prompt, so it would wait for ever: this program answers that it knows of none. */
static void
be_the_prompter (void)
{
  /* Kept to the end, as the name goes with it. */
  GDBusConnection *bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/", "org.freedesktop.DBus", "RequestName",
                                                             g_variant_new ("(su)", PROMPTER, 4), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);

  g_assert_nonnull (answer);
}

/* A busy computer needs a while until the daemon has its name. */
static void
await_service (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  for (guint i = 0; i < 600; i++)
    {
      g_autoptr (GVariant) answer = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/", "org.freedesktop.DBus", "NameHasOwner",
                                                                 g_variant_new ("(s)", SERVICE), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
      gboolean there = FALSE;

      if (answer)
        g_variant_get (answer, "(b)", &there);
      if (there)
        return;
      g_usleep (100 * 1000);
    }
  g_error ("no key ring daemon in this session");
}

int
main (int argc, char *argv[])
{
  /* Everything is said, so that what must not be said would be seen. */
  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring/no-service", test_no_service);
  g_test_add_func ("/keyring/no-bus", test_no_bus);
  g_test_add_func ("/keyring/silent", test_silent);
  if (!g_test_subprocess ())
    {
      await_service ();
      be_the_prompter ();
      g_test_add_func ("/keyring/open", test_open);
      g_test_add_func ("/keyring/locked", test_locked);
      g_test_add_func ("/keyring/dismissed", test_dismissed);
      g_test_add_func ("/keyring/unlocked-again", test_unlocked_again);
    }
  return g_test_run ();
}
