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
  g_test_add_func ("/checks/first", test_first);
  g_test_add_func ("/checks/retry", test_retry);
  g_test_add_func ("/checks/transport", test_transport);
  g_test_add_func ("/checks/outlet", test_outlet);
  return g_test_run ();
}
