/* SPDX-License-Identifier: MIT */
#include "so-account-words.h"
#include "so-age.h"
#include "so-sync-key.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define NOW G_GINT64_CONSTANT (1763722167000)    /* 2025-11-21T10:49:27Z */

/* How an account fares, as its row says it. */
static const struct {
  const char *why;
  SoChannelKind channel;
  const char *error;
  SoError kind;
  gboolean paused, reading;
  guint received;
  gint64 retry_in, read_ago;        /* ms; read_ago -1: never */
  const char *row, *fix, *style;
} rows[] = {
  { "well", SO_CHANNEL_SMS, NULL, 0, FALSE, FALSE, 0, 0, 2 * MINUTE, "Connected · Read 2 minutes ago", NULL, "success" },
  { "seconds are now", SO_CHANNEL_SMS, NULL, 0, FALSE, FALSE, 0, 0, MINUTE - 1, "Connected · Read just now", NULL, "success" },
  { "one minute", SO_CHANNEL_SMS, NULL, 0, FALSE, FALSE, 0, 0, MINUTE, "Connected · Read 1 minute ago", NULL, "success" },
  { "one hour", SO_CHANNEL_SMS, NULL, 0, FALSE, FALSE, 0, 0, HOUR, "Connected · Read 1 hour ago", NULL, "success" },
  { "days", SO_CHANNEL_SMS, NULL, 0, FALSE, FALSE, 0, 0, 50 * HOUR, "Connected · Read 2 days ago", NULL, "success" },
  { "never", SO_CHANNEL_SMS, NULL, 0, FALSE, FALSE, 0, 0, -1, "Connected · Not read yet", NULL, "success" },
  { "a clock set back", SO_CHANNEL_SMS, NULL, 0, FALSE, FALSE, 0, 0, -HOUR, "Connected · Read just now", NULL, "success" },
  { "brought, not fetched", SO_CHANNEL_WHATSAPP, NULL, 0, FALSE, FALSE, 0, 0, -1, "Connected", NULL, "success" },
  { "practice", SO_CHANNEL_LOOPBACK, NULL, 0, FALSE, FALSE, 0, 0, 0, "Ready · Read just now", NULL, "success" },
  { "an empty error is none", SO_CHANNEL_SMS, "", SO_ERROR_SIGN_IN, FALSE, FALSE, 0, 0, 0, "Connected · Read just now", NULL, "success" },
  { "reading", SO_CHANNEL_SMS, NULL, 0, FALSE, TRUE, 0, 0, 0, "Reading…", NULL, "dim-label" },
  { "one has come", SO_CHANNEL_SMS, NULL, 0, FALSE, TRUE, 1, 0, 0, "Reading… 1 message", NULL, "dim-label" },
  { "reading what failed", SO_CHANNEL_SMS, "It does not answer", SO_ERROR_WAIT, FALSE, TRUE, 12, 0, 0, "Reading… 12 messages", "_Try Again", "dim-label" },
  { "left alone", SO_CHANNEL_SMS, "Too often", SO_ERROR_WAIT, FALSE, FALSE, 0, HOUR, 0, "Waiting until 11:49\nToo often", "_Try Again", "dim-label" },
  { "long enough", SO_CHANNEL_SMS, "Too often", SO_ERROR_WAIT, FALSE, FALSE, 0, -HOUR, 0, "Waiting\nToo often", "_Try Again", "dim-label" },
  { "token", SO_CHANNEL_SMS, "No", SO_ERROR_SIGN_IN, FALSE, FALSE, 0, 0, 0, "New token needed\nNo", "_New Token…", "error" },
  { "browser", SO_CHANNEL_MAIL, "No", SO_ERROR_SIGN_IN, FALSE, FALSE, 0, 0, 0, "Sign in again\nNo", "_Sign In Again…", "error" },
  { "setup", SO_CHANNEL_SMS, "No SMS", SO_ERROR_CHANGE, FALSE, FALSE, 0, 0, 0, "There is a problem\nNo SMS", "Open _Setup", "warning" },
  { "a fault", SO_CHANNEL_SMS, "Odd", SO_ERROR_REPORT, FALSE, FALSE, 0, 0, 0, "There is a problem\nOdd", "_Try Again", "warning" },
  { "paused says no more", SO_CHANNEL_SMS, "No", SO_ERROR_SIGN_IN, TRUE, FALSE, 0, 0, 0, "Paused", "_Resume", "dim-label" },
};

static void
test_rows (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  so_age_set_zone (utc);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoAccount account = { .channel = rows[i].channel, .error = (char *) rows[i].error, .error_kind = rows[i].kind, .paused = rows[i].paused,
                            .retry_at = rows[i].retry_in ? NOW + rows[i].retry_in : 0 };
      SoAccountNow now = { rows[i].reading, rows[i].received, rows[i].read_ago == -1 ? 0 : NOW - rows[i].read_ago, NOW };
      g_autofree char *row = so_account_words_row (&account, &now);
      const char *style;

      g_test_message ("%s", rows[i].why);
      g_assert_cmpstr (row, ==, rows[i].row);
      g_assert_cmpstr (so_account_words_fix (&account), ==, rows[i].fix);
      g_assert_nonnull (so_account_words_icon (&account, rows[i].reading, &style));
      g_assert_cmpstr (style, ==, rows[i].style);
    }
  so_age_set_zone (NULL);
}

/* Whose it is, as far as that is known. */
static void
test_elsewhere (void)
{
  SoAccount account = { .channel = SO_CHANNEL_SMS, .elsewhere = TRUE, .computer = (char *) "Front Desk", .error = (char *) "No" };
  SoAccountNow now = { FALSE, 0, 0, NOW };
  g_autofree char *known = so_account_words_row (&account, &now), *unknown = NULL;

  account.computer = (char *) "";
  unknown = so_account_words_row (&account, &now);
  g_assert_cmpstr (known, ==, "On “Front Desk”");
  g_assert_cmpstr (unknown, ==, "On another computer of the studio");
}

static void
test_sync (void)
{
  static const struct { guint received, failed; const char *words; } cases[] = {
    { 0, 0, "Nothing new" }, { 1, 0, "1 new message" }, { 2, 0, "2 new messages" }, { 0, 1, "1 account could not be read" },
    { 3, 2, "3 new messages, 2 accounts could not be read" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = so_sync_key_words (cases[i].received, cases[i].failed);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/account-words/rows", test_rows);
  g_test_add_func ("/ui/account-words/elsewhere", test_elsewhere);
  g_test_add_func ("/ui/account-words/sync", test_sync);
  return g_test_run ();
}
