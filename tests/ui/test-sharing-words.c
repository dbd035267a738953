/* SPDX-License-Identifier: MIT */
#include "so-age.h"
#include "so-sharing-words.h"

/* How sharing fares, as the page Hub says it. */

#define NOW G_GINT64_CONSTANT (1763722167000)   /* 2025-11-21T10:49:27Z */

static void
test_state (void)
{
  static const struct { SoSharing sharing; const char *words; } rows[] = {
    { { .state = SO_SHARE_OFF }, "Not shared: what is here is on this computer alone" },
    { { .state = SO_SHARE_MERGE, .done = 25, .whole = 100 }, "Telling the hub what is here: 25 %" },
    { { .state = SO_SHARE_MERGE }, "Telling the hub what is here…" },
    { { .state = SO_SHARE_SNAPSHOT, .done = 400, .whole = 1000 }, "Reading the studio: 40 %" },
    { { .state = SO_SHARE_SNAPSHOT, .done = 2000, .whole = 1000 }, "Reading the studio: 100 %" },
    { { .state = SO_SHARE_SNAPSHOT, .done = 1 }, "Reading the studio: 1 entry so far" },
    { { .state = SO_SHARE_SNAPSHOT, .done = 40 }, "Reading the studio: 40 entries so far" },
    { { .state = SO_SHARE_SNAPSHOT }, "Reading the studio…" },
    { { .state = SO_SHARE_FOLLOW, .waiting = 1 }, "1 change waits to be told to the others" },
    { { .state = SO_SHARE_FOLLOW, .waiting = 3, .settled = FALSE }, "3 changes wait to be told to the others" },
    { { .state = SO_SHARE_FOLLOW }, "Reading what others have changed…" },
    { { .state = SO_SHARE_FOLLOW, .settled = TRUE }, "Everything is told to the others, and theirs is here" },
    { { .state = SO_SHARE_FOLLOW, .settled = TRUE, .files_here = 1 }, "Everything is told to the others, and 1 file is on its way" },
    { { .state = SO_SHARE_FOLLOW, .settled = TRUE, .files_here = 1, .files_away = 2 }, "Everything is told to the others, and 3 files are on their way" },
    { { .state = SO_SHARE_FOLLOW, .settled = TRUE, .files_away = 2, .files_error = (char *) "The disk is full" }, "The disk is full" },
    { { .state = SO_SHARE_FOLLOW, .waiting = 3, .files_away = 1 }, "3 changes wait to be told to the others" },
    { { .state = SO_SHARE_FOLLOW, .waiting = 3, .error = (char *) "The hub cannot be reached" },
      "The hub cannot be reached. Last heard of the hub: 11:49. What you change here is kept, and told to the others later." },
  };
  SoHubLink link = { .heard_at = NOW };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = so_sharing_words_state (&rows[i].sharing, &link, NOW + 60000);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* Never heard of, and a sentence that has its full stop. */
static void
test_trouble (void)
{
  SoSharing sharing = { .state = SO_SHARE_SNAPSHOT, .error = (char *) "No." };
  g_autofree char *words = so_sharing_words_state (&sharing, NULL, NOW);

  g_assert_cmpstr (words, ==, "No. What you change here is kept, and told to the others later.");
}

static void
test_progress (void)
{
  double fraction;
  g_autofree char *half = so_sharing_words_progress (SO_SHARE_SNAPSHOT, 1, 2, &fraction), *unknown = NULL;

  g_assert_cmpfloat (fraction, ==, 0.5);
  unknown = so_sharing_words_progress (SO_SHARE_FOLLOW, 7, 0, &fraction);
  g_assert_cmpfloat (fraction, ==, -1);
  g_assert_cmpstr (unknown, ==, "Reading what was changed meanwhile…");
}

static void
test_compared (void)
{
  static const struct { const char *here, *there; gboolean same; const char *words; } rows[] = {
    { "contact 2 aa\ntag 1 bb\n", "contact 2 aa\ntag 1 bb\n", TRUE, "This computer and the hub have the same" },
    { "", "", TRUE, "This computer and the hub have the same" },
    { "contact 12 aa\ntag 1 bb\n", "contact 13 ac\ntag 1 bc\n", FALSE, "This computer and the hub differ in: people (12 here, 13 there), tags" },
    { "contact 2 aa\n", "contact 2 aa\nlesson 4 dd\n", FALSE, "This computer and the hub differ in: lesson (0 here, 4 there)" },
    { "a 1 x\nb 1 x\nc 1 x\nd 1 x\ne 1 x\nf 1 x\ng 1 x\n", "", FALSE,
      "This computer and the hub differ in: a (1 here, 0 there), b (1 here, 0 there), c (1 here, 0 there), d (1 here, 0 there), e (1 here, 0 there), f (1 here, 0 there)…" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gboolean same;
      g_autofree char *words = so_sharing_words_compared (rows[i].here, rows[i].there, &same);

      g_assert_cmpstr (words, ==, rows[i].words);
      g_assert_cmpint (same, ==, rows[i].same);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");

  g_test_init (&argc, &argv, NULL);
  so_age_set_zone (zone);
  g_test_add_func ("/sharing-words/state", test_state);
  g_test_add_func ("/sharing-words/trouble", test_trouble);
  g_test_add_func ("/sharing-words/progress", test_progress);
  g_test_add_func ("/sharing-words/compared", test_compared);
  return g_test_run ();
}
