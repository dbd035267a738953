/* SPDX-License-Identifier: MIT */
#include "so-meta.h"

#include "so-test-updates.h"

#include <string.h>

/* HMAC-SHA256 by hand (Python's hmac), key "app-secret": the body as it came, with Meta's own escapes. */
#define BODY "{\"text\":\"caf\\u00e9 \\/ \\ud83d\\ude00\"}"
#define SIGNATURE "sha256=0772f9ad108fa3102ed143320d98ad00c3ae9ab9a4292b923b0803f91995e1ff"

static void
test_verify (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static (BODY, strlen (BODY)), empty = g_bytes_new_static ("", 0);
  static const char *const wrong[] = {
    NULL, "", "sha256=", "sha256", SIGNATURE "0", "sha1=f4e2c1a9b6c1d0f9", "sha256=0000000000000000000000000000000000000000000000000000000000000000",
  };
  g_autofree char *flipped = g_strdup (SIGNATURE), *bare = g_strdup (SIGNATURE + 7);

  g_assert_true (so_meta_verify (body, SIGNATURE, "app-secret"));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (so_meta_verify (body, wrong[i], "app-secret"));
  for (gsize i = 0; i < strlen (flipped); i++)
    {
      flipped[i] ^= 1;
      g_assert_false (so_meta_verify (body, flipped, "app-secret"));
      flipped[i] ^= 1;
    }
  g_assert_true (so_meta_verify (body, flipped, "app-secret"));
  g_assert_false (so_meta_verify (body, bare, "app-secret"));
  g_assert_false (so_meta_verify (body, SIGNATURE, "verify-token"));
  g_assert_false (so_meta_verify (body, SIGNATURE, ""));
  g_assert_false (so_meta_verify (body, SIGNATURE, NULL));
  g_assert_false (so_meta_verify (empty, SIGNATURE, "app-secret"));
}

/* One byte more, less or other, wherever: parsing and writing again would do the same. */
static void
test_verify_tampered (void)
{
  g_autofree char *copy = g_strdup (BODY);

  for (gsize i = 0; copy[i]; i++)
    {
      g_autoptr (GBytes) body = NULL;

      copy[i] ^= 1;
      body = g_bytes_new (copy, strlen (BODY));
      g_assert_false (so_meta_verify (body, SIGNATURE, "app-secret"));
      copy[i] ^= 1;
    }
}

static void
test_codes (void)
{
  static const struct {
    gint64 code, subcode;
    SoError sort;
    SoSendOutcome outcome;
  } cases[] = {
    { 190, 0, SO_ERROR_SIGN_IN, SO_SEND_REFUSED }, { 190, 463, SO_ERROR_SIGN_IN, SO_SEND_REFUSED }, { 0, 0, SO_ERROR_SIGN_IN, SO_SEND_REFUSED },
    { 10, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED }, { 10, 2534022, SO_ERROR_CHANGE, SO_SEND_REFUSED }, { 299, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED },
    { 4, 0, SO_ERROR_WAIT, SO_SEND_RETRY }, { 80007, 0, SO_ERROR_WAIT, SO_SEND_RETRY }, { 130429, 0, SO_ERROR_WAIT, SO_SEND_RETRY },
    { 131056, 0, SO_ERROR_WAIT, SO_SEND_RETRY }, { 131048, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED }, { 133016, 0, SO_ERROR_WAIT, SO_SEND_REFUSED },
    { 368, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED }, { 131031, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED }, { 100, 0, SO_ERROR_REPORT, SO_SEND_REFUSED },
    { 100, 33, SO_ERROR_CHANGE, SO_SEND_REFUSED }, { 131021, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED }, { 131026, 0, SO_ERROR_GIVE_UP, SO_SEND_REFUSED },
    { 131030, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED }, { 131042, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED }, { 131045, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED },
    { 131047, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED }, { 131049, 0, SO_ERROR_GIVE_UP, SO_SEND_REFUSED }, { 131050, 0, SO_ERROR_GIVE_UP, SO_SEND_REFUSED },
    { 131051, 0, SO_ERROR_REPORT, SO_SEND_REFUSED }, { 131052, 0, SO_ERROR_GIVE_UP, SO_SEND_REFUSED }, { 131053, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED },
    { 131057, 0, SO_ERROR_WAIT, SO_SEND_RETRY }, { 131062, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED }, { 132000, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED },
    { 132001, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED }, { 132005, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED }, { 132007, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED },
    { 132012, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED }, { 132015, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED }, { 132016, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED },
    { 135000, 0, SO_ERROR_REPORT, SO_SEND_REFUSED }, { 130472, 0, SO_ERROR_GIVE_UP, SO_SEND_REFUSED }, { 3, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED },
  };
  SoMetaCode known;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, cases[i].code, cases[i].subcode);
      g_assert_true (so_meta_code (cases[i].code, cases[i].subcode, &known));
      g_assert_cmpint (known.sort, ==, cases[i].sort);
      g_assert_cmpint (known.outcome, ==, cases[i].outcome);
      g_assert_cmpuint (strlen (known.sentence), >, 20);
    }
  g_assert_false (so_meta_code (SO_META_NO_CODE, 0, &known));
  g_assert_false (so_meta_code (424242, 0, &known));
}

/* The window's own subcode has its own sentence, not that of a missing permission. */
static void
test_subcodes (void)
{
  SoMetaCode window, permission;

  g_assert_true (so_meta_code (10, 2534022, &window) && so_meta_code (10, 0, &permission));
  g_assert_cmpstr (window.sentence, !=, permission.sentence);
}

static void
test_hosts (void)
{
  static const char *const own[] = { "https://lookaside.fbsbx.com/a?b", "https://scontent-1.xx.fbcdn.net/v", "https://mmg.whatsapp.net/x",
                                     "http://127.0.0.1:4010/x" };
  static const char *const other[] = { "https://fbcdn.net/x", "http://scontent.fbcdn.net/v", "http://127.0.0.1:4011/x", "https://127.0.0.1:4010/x",
                                       "https://fbsbx.com/", "https://lookaside.fbsbx.com:x/", "https:lookaside.fbsbx.com", "" };
  g_autoptr (SoSecrets) secrets = so_test_secrets (NULL);
  SoAccount account = { .id = (char *) "a", .name = (char *) "Studio", .settings = (char *) "{\"api_base\":\"http://127.0.0.1:4010//\"}" };
  g_autoptr (SoMeta) meta = so_meta_new (&account, "https://graph.facebook.com", secrets, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    g_assert_true (so_meta_is_own_host (meta, own[i]));
  for (guint i = 0; i < G_N_ELEMENTS (other); i++)
    g_assert_false (so_meta_is_own_host (meta, other[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meta/verify", test_verify);
  g_test_add_func ("/meta/verify-tampered", test_verify_tampered);
  g_test_add_func ("/meta/codes", test_codes);
  g_test_add_func ("/meta/subcodes", test_subcodes);
  g_test_add_func ("/meta/hosts", test_hosts);
  return g_test_run ();
}
