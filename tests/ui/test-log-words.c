/* SPDX-License-Identifier: MIT */
#include "so-age.h"
#include "so-clock.h"
#include "so-log-words.h"

/* What the page of decisions makes of a row: no display is needed. */

#define NOW G_GINT64_CONSTANT (1763722167000)   /* 2025-11-21T10:49:27Z */

static void
test_outcomes (void)
{
  static const struct { SoDraftState state; const char *reason, *outcome; SoLogTone tone; } rows[] = {
    { SO_DRAFT_QUEUED, NULL, "Approved", SO_LOG_TONE_WAITS }, { SO_DRAFT_HELD, "offline", "Held", SO_LOG_TONE_WAITS },
    { SO_DRAFT_ACCEPTED, NULL, "Sent", SO_LOG_TONE_GOOD }, { SO_DRAFT_READ, NULL, "Read", SO_LOG_TONE_GOOD },
    { SO_DRAFT_FAILED, "refused", "Not sent", SO_LOG_TONE_BAD }, { SO_DRAFT_UNKNOWN, NULL, "May have been sent", SO_LOG_TONE_BAD },
    { SO_DRAFT_DISCARDED, "wrong_tone", "Discarded: Wrong tone", SO_LOG_TONE_PLAIN }, { SO_DRAFT_DISCARDED, "will_call", "Discarded: I will call", SO_LOG_TONE_PLAIN },
    { SO_DRAFT_DISCARDED, "new_in_2030", "Discarded", SO_LOG_TONE_PLAIN }, { SO_DRAFT_DISCARDED, NULL, "Discarded", SO_LOG_TONE_PLAIN },
    { SO_DRAFT_SUPERSEDED, "new_inbound", "Replaced: the customer wrote again", SO_LOG_TONE_PLAIN }, { SO_DRAFT_SUPERSEDED, "redone", "Replaced", SO_LOG_TONE_PLAIN },
    { SO_DRAFT_EXPIRED, "too_old", "Expired", SO_LOG_TONE_PLAIN }, { SO_DRAFT_ANSWERED_ELSEWHERE, NULL, "Answered elsewhere", SO_LOG_TONE_PLAIN },
    { SO_DRAFT_EDITED, NULL, "Taken back", SO_LOG_TONE_PLAIN }, { SO_DRAFT_PROPOSED, NULL, "Taken back", SO_LOG_TONE_PLAIN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoLogEntry entry = { .state = rows[i].state, .reason = (char *) rows[i].reason };
      g_autofree char *outcome = so_log_words_outcome (&entry);

      g_assert_cmpstr (outcome, ==, rows[i].outcome);
      g_assert_cmpint (so_log_words_tone (rows[i].state), ==, rows[i].tone);
    }
}

static void
test_by (void)
{
  static const struct { SoLogEntry entry; const char *words; } rows[] = {
    { { .by = SO_LOG_BY_OWNER }, "by you" }, { { .by = SO_LOG_BY_OWNER, .edited = TRUE, .state = SO_DRAFT_ACCEPTED }, "by you, edited" },
    { { .by = SO_LOG_BY_OWNER, .edited = TRUE, .state = SO_DRAFT_DISCARDED }, "by you" },
    { { .by = SO_LOG_BY_STAFF, .approver = (char *) "Mia" }, "by Mia" }, { { .by = SO_LOG_BY_RULE, .rule = (char *) "out_of_hours" }, "by itself: Out of Hours" },
    { { .by = SO_LOG_BY_RULE }, "by itself" }, { { .by = SO_LOG_BY_NOBODY }, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = so_log_words_by (&rows[i].entry);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
test_edit (void)
{
  static const struct { SoLogEntry entry; const char *words; } rows[] = {
    { { .proposed = NULL, .edit_distance = -1 }, "Written by hand" }, { { .proposed = (char *) "a", .edit_distance = 0 }, NULL },
    { { .proposed = (char *) "a", .edited = TRUE, .edit_distance = 1 }, "1 character changed" },
    { { .proposed = (char *) "a", .edited = TRUE, .edit_distance = 12 }, "12 characters changed" },
    { { .proposed = (char *) "a", .edited = TRUE, .edit_distance = -1 }, "Changed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = so_log_words_edit (&rows[i].entry);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* Everything that the log may tell has words, and who did it is said where it was the owner. */
static void
test_times (void)
{
  static const struct { const char *what, *by, *words; } rows[] = {
    { "proposed", "knowledge", "Proposed" }, { "written", "owner", "Written by you" }, { "approved", "owner", "Approved by you" },
    { "approved", "standing", "Approved by a standing approval" }, { "approved", "Mia", "Approved by Mia" }, { "scheduled", "owner", "Approved by you for later" },
    { "accepted", "dispatcher", "Sent: the channel took it" }, { "lost", "dispatcher", "No answer: it may have been sent" }, { "held", "dispatcher", "Held" },
    { "something new", NULL, "something new" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoLogTime time = { .what = (char *) rows[i].what, .by = (char *) rows[i].by };
      g_autofree char *words = so_log_words_time (&time);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* The name comes first, for who moves through the list by ear. */
static void
test_row (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  SoLogEntry entry = { .contact_name = (char *) "Ana", .channel = (char *) "whatsapp", .state = SO_DRAFT_ACCEPTED, .by = SO_LOG_BY_OWNER,
                       .decided_at = NOW, .text = (char *) "Hi!\nSee you." };
  SoLogEntry odd = { .contact_name = (char *) "Bo", .channel = (char *) "pigeon", .state = SO_DRAFT_EXPIRED, .by = SO_LOG_BY_NOBODY,
                     .decided_at = NOW, .text = (char *) "" };
  g_autofree char *words = NULL, *strange = NULL, *moment = NULL;

  so_clock_set (NOW + 1000);
  so_age_set_zone (zone);
  words = so_log_words_row (&entry);
  g_assert_cmpstr (words, ==, "Ana, Sent by you, WhatsApp, 11:49: Hi! See you.");
  strange = so_log_words_row (&odd);
  g_assert_cmpstr (strange, ==, "Bo, Expired, 11:49: ");
  g_assert_cmpstr (so_log_words_channel_icon (&odd), ==, "so-chat-symbolic");
  moment = so_age_dup_moment (NOW);
  g_assert_cmpstr (moment, ==, "Today, 11:49:27");
  so_age_set_zone (NULL);
  so_clock_set (0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/log/outcomes", test_outcomes);
  g_test_add_func ("/ui/log/by", test_by);
  g_test_add_func ("/ui/log/edit", test_edit);
  g_test_add_func ("/ui/log/times", test_times);
  g_test_add_func ("/ui/log/row", test_row);
  return g_test_run ();
}
