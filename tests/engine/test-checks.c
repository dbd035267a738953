/* SPDX-License-Identifier: MIT */
#include "so-checks.h"
#include "so-dispatch.h"
#include "so-outlet.h"

#define B(check) (1u << SO_CHECK_##check)

static void
test_checks (void)
{
  static const struct {
    SoCheckFacts facts;
    guint failed;
  } rows[] = {
    { { .text = "Hi" }, 0 },
    { { .text = NULL }, B (EMPTY) },
    { { .text = "" }, B (EMPTY) },
    { { .text = " \n\t\342\200\213\302\240" }, B (EMPTY) },   /* zero width space, no-break space */
    { { .text = "Hi {name}" }, B (PLACEHOLDER) },
    { { .text = "{}" }, B (PLACEHOLDER) },
    { { .text = "{{first name}}, hello" }, B (PLACEHOLDER) },
    { { .text = "a { b" }, 0 },
    { { .text = "a } b {" }, 0 },
    { { .text = "{ one\n two }" }, 0 },
    { { .text = "{ a set of so many words that nobody would ever take it for the name of a field } x" }, 0 },
    { { .text = "{ not yet {name}" }, B (PLACEHOLDER) },
    { { .text = "Hi", .basis_at = 5, .newest_inbound_at = 5 }, 0 },
    { { .text = "Hi", .basis_at = 5, .newest_inbound_at = 6 }, B (NEW_INBOUND) },
    { { .text = "Hi", .approval_valid = FALSE }, 0 },
    { { .text = "Hi", .approved = TRUE, .approval_valid = FALSE }, B (APPROVAL) },
    { { .text = "Hi", .approved = TRUE, .approval_valid = TRUE }, 0 },
    { { .text = "Hi", .demo = TRUE }, 0 },
    { { .text = "Hi", .demo = TRUE, .transport = "loopback" }, 0 },
    { { .text = "Hi", .demo = TRUE, .transport = "mail", .channel = SO_CHANNEL_MAIL }, B (DEMO) },
    { { .text = "Hi", .demo = FALSE, .transport = "mail", .channel = SO_CHANNEL_MAIL }, 0 },
    { { .text = "", .basis_at = 1, .newest_inbound_at = 2, .approved = TRUE, .demo = TRUE, .transport = "x", .channel = SO_CHANNEL_MAIL },
      B (EMPTY) | B (NEW_INBOUND) | B (APPROVAL) | B (DEMO) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %u: %s", i, rows[i].facts.text);
      g_assert_cmphex (so_checks_run (&rows[i].facts), ==, rows[i].failed);
    }
}

/* Every check on both sides of its line, with all else in order. */
static void
test_each (void)
{
  static const gint64 now = 100 * 3600000;
  const SoCheckFacts fine = { .text = "Hi", .channel = SO_CHANNEL_WHATSAPP, .transport = "whatsapp", .now = now, .basis_at = now, .newest_inbound_at = now };
  g_autofree char *fits = g_strnfill (4096, 'x'), *long_text = g_strnfill (4097, 'x');
  SoCheckFacts rows[] = { [0 ... 49] = fine };
  guint expected[G_N_ELEMENTS (rows)] = { 0 }, n = 0;

#define ROW(bits, ...) G_STMT_START { rows[n].text = "Hi"; __VA_ARGS__; expected[n++] = bits; } G_STMT_END
  ROW (0, (void) 0);
  ROW (B (RECIPIENT), rows[n].no_recipient = TRUE);
  ROW (B (CONSENT), rows[n].opted_out = TRUE);
  ROW (0, rows[n].text = fits);
  ROW (B (TOO_LONG), rows[n].text = long_text);
  ROW (0, rows[n].text = long_text; rows[n].channel = SO_CHANNEL_MAIL);
  ROW (B (FILE_GONE), rows[n].file_gone = TRUE);
  ROW (B (FILE_AWAY), rows[n].file_away = TRUE);
  ROW (0, rows[n].file_bytes = 16 << 20);
  ROW (B (FILE_SIZE), rows[n].file_bytes = (16 << 20) + 1);
  ROW (0, rows[n].text = ""; rows[n].file_bytes = 1);
  ROW (0, rows[n].newest_inbound_at = rows[n].basis_at = now - 86399999);
  ROW (B (TEMPLATE), rows[n].newest_inbound_at = rows[n].basis_at = now - 86400000);
  ROW (0, rows[n].newest_inbound_at = rows[n].basis_at = now - 86400000; rows[n].has_template = TRUE);
  ROW (B (TEMPLATE), rows[n].newest_inbound_at = rows[n].basis_at = now - 1000; rows[n].by_other = TRUE);
  ROW (0, rows[n].newest_inbound_at = rows[n].basis_at = now - 1000; rows[n].by_other = TRUE; rows[n].heard_at = now - 2000);
  ROW (B (TEMPLATE_GONE), rows[n].has_template = rows[n].template_gone = TRUE);
  ROW (0, rows[n].template_gone = TRUE);
  ROW (0, rows[n].newest_inbound_at = rows[n].basis_at = now - 86400000; rows[n].transport = "loopback");
  ROW (0, rows[n].newest_inbound_at = rows[n].basis_at = now - 86400000; rows[n].channel = SO_CHANNEL_INSTAGRAM);
  ROW (B (WINDOW), rows[n].newest_inbound_at = rows[n].basis_at = now - 86400000; rows[n].channel = SO_CHANNEL_INSTAGRAM; rows[n].automatic = TRUE);
  ROW (B (TOO_OLD), rows[n].approved = rows[n].approval_valid = TRUE; rows[n].waiting_since = now - 4 * 3600000 - 1);
  ROW (0, rows[n].approved = rows[n].approval_valid = TRUE; rows[n].waiting_since = now - 4 * 3600000);
  ROW (0, rows[n].approved = rows[n].approval_valid = TRUE; rows[n].waiting_since = now - 5 * 3600000; rows[n].channel = SO_CHANNEL_MAIL);
  ROW (0, rows[n].waiting_since = 1);
  ROW (0, rows[n].advertising = TRUE);
  ROW (0, rows[n].quiet_hours = TRUE);
  ROW (B (NIGHT_WAITS), rows[n].advertising = TRUE; rows[n].quiet_hours = TRUE);
  ROW (0, rows[n].unconfirmed_copy = TRUE);
  ROW (B (COPY), rows[n].unconfirmed_copy = TRUE; rows[n].approved = rows[n].approval_valid = TRUE; rows[n].waiting_since = now);
  ROW (B (FACTS), rows[n].facts_changed = TRUE);
  ROW (B (ANSWERED), rows[n].answered = TRUE);
  ROW (B (OTHER_PERSON), rows[n].other_person = TRUE);
  ROW (B (HIDDEN), rows[n].hidden = TRUE);
  ROW (B (UNPROVEN), rows[n].unproven = TRUE);
  ROW (B (PLACEHOLDER), rows[n].unfilled = TRUE);
  ROW (B (DUPLICATE), rows[n].duplicate = TRUE);
  ROW (B (LINK), rows[n].unknown_link = TRUE);
  ROW (B (LANGUAGE), rows[n].other_language = TRUE);
  ROW (B (MARKETING), rows[n].advertising = TRUE; rows[n].channel = SO_CHANNEL_SMS);
  ROW (0, rows[n].advertising = rows[n].wants_advertising = TRUE; rows[n].channel = SO_CHANNEL_SMS);
  ROW (0, rows[n].advertising = TRUE; rows[n].channel = SO_CHANNEL_SMS; rows[n].transport = "loopback");
  ROW (0, rows[n].copies = TRUE);
  ROW (B (COPIES), rows[n].copies = TRUE; rows[n].automatic = TRUE);
  ROW (B (COPY_CONSENT), rows[n].copies = rows[n].copy_opted_out = TRUE);
  ROW (B (LIST), rows[n].copies = rows[n].copy_to_list = TRUE);
  ROW (B (NO_FILE), rows[n].names_file = TRUE; rows[n].channel = SO_CHANNEL_MAIL);
  ROW (0, rows[n].names_file = TRUE; rows[n].channel = SO_CHANNEL_MAIL; rows[n].file_bytes = 1);
  ROW (0, rows[n].names_file = TRUE);
  for (guint i = 0; i < n; i++)
    {
      g_test_message ("row %u", i);
      g_assert_cmphex (so_checks_run (&rows[i]), ==, expected[i]);
    }
}

/* At night, an SMS of a person: d by day, a advertising, A approved, w the customer wrote four hours ago, W a little longer,
 * n the owner says now, p practice, m not an SMS. */
static void
test_night (void)
{
  static const gint64 now = 100 * 3600000;
  static const struct { const char *how; guint bits; } rows[] = {
    { "d", 0 }, { "dA", 0 }, { "daA", 0 }, { "", B (NIGHT_WAITS) }, { "A", B (QUIET_HOURS) }, { "w", B (NIGHT_NOW) }, { "wA", 0 }, { "W", B (NIGHT_WAITS) },
    { "WA", B (QUIET_HOURS) }, { "n", B (NIGHT_NOW) }, { "nA", 0 }, { "a", B (NIGHT_WAITS) }, { "aA", B (QUIET_HOURS) }, { "anA", B (QUIET_HOURS) },
    { "awA", B (QUIET_HOURS) }, { "amA", B (QUIET_HOURS) }, { "m", 0 }, { "mA", 0 }, { "p", 0 }, { "pA", 0 }, { "paA", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *how = rows[i].how;
      gboolean approved = strchr (how, 'A') != NULL;
      SoCheckFacts facts = {
        .text = "Hi", .now = now, .channel = strchr (how, 'm') ? SO_CHANNEL_MAIL : SO_CHANNEL_SMS, .transport = strchr (how, 'p') ? "loopback" : "sms",
        .quiet_hours = !strchr (how, 'd'), .advertising = strchr (how, 'a') != NULL, .approved = approved, .approval_valid = approved, .waiting_since = now,
        .now_anyway = strchr (how, 'n') != NULL, .wants_advertising = TRUE,
      };

      facts.basis_at = facts.newest_inbound_at = strchr (how, 'w') ? now - 4 * 3600000 : strchr (how, 'W') ? now - 4 * 3600000 - 1 : 0;
      g_test_message ("%s", how);
      g_assert_cmphex (so_checks_run (&facts), ==, rows[i].bits);
    }
}

static void
test_nicks (void)
{
  guint all = G_MAXUINT32 >> (32 - SO_N_CHECKS);
  g_autofree char *written = so_checks_write (all), *none = so_checks_write (0);
  SoCheck check;

  g_assert_cmphex (so_checks_parse (written), ==, all);
  g_assert_null (none);
  g_assert_cmphex (so_checks_parse (NULL), ==, 0);
  g_assert_cmphex (so_checks_parse ("unknown_link nonsense other_language"), ==, B (LINK) | B (LANGUAGE));
  g_assert_false (so_check_parse ("", &check));
  g_assert_cmphex (all & ~so_checks_stopping (all), ==, B (FACTS) | B (ANSWERED) | B (OTHER_PERSON) | B (UNPROVEN) | B (DUPLICATE) | B (LIST) | B (LINK) | B (LANGUAGE) | B (NIGHT_WAITS) | B (NIGHT_NOW) |
                  B (NO_FILE));
}

static void
test_first (void)
{
  g_assert_cmpint (so_checks_first (B (EMPTY) | B (NEW_INBOUND)), ==, SO_CHECK_EMPTY);
  g_assert_cmpint (so_checks_first (B (NEW_INBOUND) | B (APPROVAL)), ==, SO_CHECK_APPROVAL);
  g_assert_cmpint (so_checks_first (G_MAXUINT), ==, SO_CHECK_DEMO);
  for (SoCheck check = 0; check < SO_N_CHECKS; check++)
    {
      g_assert_cmpint (so_checks_first (1u << check), ==, check);
      g_assert_nonnull (so_check_reason (check));
      g_assert_cmpuint (strlen (so_check_sentence (check)), >, 20);
    }
}

static void
test_retry (void)
{
  static const gint64 seconds[] = { 5, 30, 120, 600, 3600 };

  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    g_assert_cmpint (so_dispatch_retry_delay (i + 1), ==, seconds[i] * 1000);
  g_assert_cmpint (so_dispatch_retry_delay (6), ==, -1);
  g_assert_cmpint (so_dispatch_retry_delay (0), ==, -1);
  g_assert_cmpint (so_dispatch_retry_delay (G_MAXUINT), ==, -1);
}

static void
test_transport (void)
{
  SoAccount account = { .channel = SO_CHANNEL_WHATSAPP };

  g_assert_cmpstr (so_outlet_transport (FALSE, NULL), ==, "loopback");
  g_assert_cmpstr (so_outlet_transport (TRUE, NULL), ==, "loopback");
  g_assert_cmpstr (so_outlet_transport (FALSE, &account), ==, "whatsapp");
  g_assert_cmpstr (so_outlet_transport (TRUE, &account), ==, "loopback");
  account.transport = (char *) "test";
  g_assert_cmpstr (so_outlet_transport (FALSE, &account), ==, "test");
  g_assert_cmpstr (so_outlet_transport (TRUE, &account), ==, "loopback");
}

static void
test_outlet (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoChannel) practice = so_outlet_open (NULL, "loopback", NULL, &error);

  g_assert_no_error (error);
  g_assert_true (SO_IS_CHANNEL (practice));
  g_assert_null (so_outlet_open (NULL, "whatsapp", NULL, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checks/table", test_checks);
  g_test_add_func ("/checks/each", test_each);
  g_test_add_func ("/checks/nicks", test_nicks);
  g_test_add_func ("/checks/night", test_night);
  g_test_add_func ("/checks/first", test_first);
  g_test_add_func ("/checks/retry", test_retry);
  g_test_add_func ("/checks/transport", test_transport);
  g_test_add_func ("/checks/outlet", test_outlet);
  return g_test_run ();
}
