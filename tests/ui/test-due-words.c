/* SPDX-License-Identifier: MIT */
#include "so-alerts.h"
#include "so-due-words.h"
#include "so-failure-words.h"
#include "so-thread-order.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define NOW G_GINT64_CONSTANT (1763722167000)
#define NEVER SO_DUE_NEVER

/* How much time is left, as rows and headers say it. Times are given as distances from now. */
static const struct {
  const char *why;
  SoChannelKind channel;
  gint64 since, inbound, due;       /* ms ago, ms ago, ms to come; since 0: nobody waits */
  const char *row;
  SoDueTone tone;
  const char *spoken, *window;
  SoDueTone window_tone;
} rows[] = {
  { "just came", SO_CHANNEL_MAIL, 1, 1, 30 * MINUTE, "due 30 min", SO_DUE_CALM, "answer due in 30 min", NULL, SO_DUE_CALM },
  { "soon", SO_CHANNEL_MAIL, 1, 1, 9 * MINUTE, "due 9 min", SO_DUE_SOON, "answer due in 9 min", NULL, SO_DUE_CALM },
  { "seconds are not nothing", SO_CHANNEL_MAIL, 1, 1, 1, "due 1 min", SO_DUE_SOON, "answer due in 1 min", NULL, SO_DUE_CALM },
  { "late from that moment", SO_CHANNEL_MAIL, 1, 1, 0, "late 1 min", SO_DUE_LATE, "answer late for 1 min", NULL, SO_DUE_CALM },
  { "late", SO_CHANNEL_MAIL, 4 * HOUR, 4 * HOUR, -3 * HOUR - 5 * MINUTE, "late 3 h 05", SO_DUE_LATE, "answer late for 3 h 05", NULL, SO_DUE_CALM },
  { "a day is a day", SO_CHANNEL_MAIL, 2 * DAY, 2 * DAY, -DAY, "late 1 d", SO_DUE_LATE, "answer late for 1 d", NULL, SO_DUE_CALM },
  { "both, the answer first", SO_CHANNEL_WHATSAPP, HOUR, HOUR, 20 * MINUTE, "due 20 min", SO_DUE_CALM, "answer due in 20 min, window closes in 23 h 00", "window closes in 23 h 00", SO_DUE_CALM },
  { "both, the window first", SO_CHANNEL_WHATSAPP, 20 * HOUR + 48 * MINUTE, 20 * HOUR + 48 * MINUTE, 10 * HOUR, "closes 3 h 12", SO_DUE_CALM, "answer due in 10 h 00, window closes in 3 h 12", "window closes in 3 h 12", SO_DUE_CALM },
  { "an hour is no warning", SO_CHANNEL_WHATSAPP, 23 * HOUR, 23 * HOUR, NEVER, "closes 1 h 00", SO_DUE_CALM, "window closes in 1 h 00", "window closes in 1 h 00", SO_DUE_CALM },
  { "less is", SO_CHANNEL_WHATSAPP, 23 * HOUR + 1, 23 * HOUR + 1, NEVER, "closes 59 min", SO_DUE_SOON, "window closes in 59 min", "window closes in 59 min", SO_DUE_SOON },
  { "late, and it closes", SO_CHANNEL_WHATSAPP, 2 * HOUR, 2 * HOUR, -HOUR, "closes 22 h 00", SO_DUE_LATE, "answer late for 1 h 00, window closes in 22 h 00", "window closes in 22 h 00", SO_DUE_CALM },
  { "closed", SO_CHANNEL_WHATSAPP, DAY, DAY, -HOUR, "closed", SO_DUE_LATE, "answer late for 1 h 00, window closed – only templates", "window closed – only templates", SO_DUE_LATE },
  { "closed, the answer is not late yet", SO_CHANNEL_WHATSAPP, DAY, DAY, HOUR, "due 1 h 00", SO_DUE_CALM, "answer due in 1 h 00, window closed – only templates", "window closed – only templates", SO_DUE_LATE },
  { "by hand", SO_CHANNEL_INSTAGRAM, 2 * DAY, 2 * DAY, -HOUR, "closed", SO_DUE_LATE, "answer late for 1 h 00, window closed – only by hand, for 5 d", "window closed – only by hand, for 5 d", SO_DUE_LATE },
  { "not even that", SO_CHANNEL_INSTAGRAM, 7 * DAY, 7 * DAY, NEVER, "closed", SO_DUE_LATE, "window closed until they write", "window closed until they write", SO_DUE_LATE },
  { "nobody waits", SO_CHANNEL_WHATSAPP, 0, HOUR, NEVER, NULL, SO_DUE_CALM, NULL, "window closes in 23 h 00", SO_DUE_CALM },
  { "nobody wrote ever", SO_CHANNEL_WHATSAPP, 0, 0, NEVER, NULL, SO_DUE_CALM, NULL, "window closed – only templates", SO_DUE_CALM },
  { "no window, never due", SO_CHANNEL_SMS, 1, 1, NEVER, NULL, SO_DUE_CALM, NULL, NULL, SO_DUE_CALM },
  { "never open", SO_CHANNEL_LOOPBACK, 1, 1, NEVER, NULL, SO_DUE_CALM, NULL, NULL, SO_DUE_CALM },
};

static SoThread
thread_of (guint i)
{
  return (SoThread) {
    .channel = rows[i].channel, .state = SO_THREAD_OPEN, .waiting_since = rows[i].since ? NOW - rows[i].since : 0,
    .last_inbound_at = rows[i].inbound ? NOW - rows[i].inbound : 0, .answer_due_at = rows[i].due == NEVER ? NEVER : NOW + rows[i].due,
  };
}

static void
test_words (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoThread thread = thread_of (i);
      SoDueTone tone, window_tone;
      g_autofree char *row = so_due_words_row (&thread, NOW, &tone), *spoken = so_due_words_spoken (&thread, NOW), *window = so_due_words_window (&thread, NOW, &window_tone);

      g_test_message ("%s", rows[i].why);
      g_assert_cmpstr (row, ==, rows[i].row);
      g_assert_cmpint (tone, ==, rows[i].tone);
      g_assert_cmpstr (spoken, ==, rows[i].spoken);
      g_assert_cmpstr (window, ==, rows[i].window);
      g_assert_cmpint (window_tone, ==, rows[i].window_tone);
    }
}

static void
test_composer (void)
{
  static const struct {
    SoChannelKind channel;
    gint64 inbound;
    const char *words;
    SoDueTone tone;
    gboolean template;
  } cases[] = {
    { SO_CHANNEL_WHATSAPP, HOUR, "Closes in 23 h 00", SO_DUE_CALM, FALSE },
    { SO_CHANNEL_WHATSAPP, DAY - 10 * MINUTE, "Closes in 10 min", SO_DUE_SOON, FALSE },
    { SO_CHANNEL_WHATSAPP, DAY, "More than 24 hours since they wrote: only a template goes out now", SO_DUE_LATE, TRUE },
    { SO_CHANNEL_WHATSAPP, 0, "More than 24 hours since they wrote: only a template goes out now", SO_DUE_LATE, TRUE },
    { SO_CHANNEL_INSTAGRAM, 2 * DAY, "Within 7 days: allowed because you write it yourself. Closes in 5 d", SO_DUE_SOON, FALSE },
    { SO_CHANNEL_MESSENGER, 7 * DAY, "Closed until they write again", SO_DUE_LATE, FALSE },
    { SO_CHANNEL_SMS, DAY, NULL, SO_DUE_CALM, FALSE },
    { SO_CHANNEL_MAIL, 0, NULL, SO_DUE_CALM, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SoThread thread = { .channel = cases[i].channel, .last_inbound_at = cases[i].inbound ? NOW - cases[i].inbound : 0 };
      SoDueTone tone;
      gboolean template;
      g_autofree char *words = so_due_words_composer (&thread, NOW, &tone, &template);

      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpint (tone, ==, cases[i].tone);
      g_assert_cmpint (template, ==, cases[i].template);
    }
}

/* What was put away is not waited for, whatever is still written beside it. */
static void
test_put_away (void)
{
  for (SoThreadState state = SO_THREAD_WAITING; state < SO_N_THREAD_STATES; state++)
    {
      SoThread thread = thread_of (4);
      SoDueTone tone;

      thread.state = state;
      g_assert_null (so_due_words_row (&thread, NOW, &tone));
      g_assert_null (so_due_words_spoken (&thread, NOW));
    }
}

static void
test_alerts (void)
{
  SoThread thread = thread_of (4);
  g_autofree char *title = NULL, *body = NULL, *urgent = NULL, *with_text = NULL, *bare_title = NULL, *bare = NULL;

  thread.contact_id = (char *) "ana";
  thread.contact_name = (char *) "Ana";
  thread.snippet = (char *) "My secret";
  so_alerts_words (&thread, NOW, FALSE, &title, &body);
  g_assert_cmpstr (title, ==, "Ana waits for an answer");
  g_assert_cmpstr (body, ==, "Mail · answer late for 3 h 05");
  thread.priority = (char *) "URGENT";
  so_alerts_words (&thread, NOW, TRUE, &urgent, &with_text);
  g_assert_cmpstr (urgent, ==, "Urgent: Ana");
  g_assert_cmpstr (with_text, ==, "Mail · answer late for 3 h 05\nMy secret");
  thread.waiting_since = 0;
  thread.snippet = NULL;
  so_alerts_words (&thread, NOW, TRUE, &bare_title, &bare);
  g_assert_cmpstr (bare, ==, "Mail");
}

static void
test_closing (void)
{
  SoThread thread = { .channel = SO_CHANNEL_WHATSAPP, .state = SO_THREAD_OPEN, .waiting_since = NOW - HOUR, .last_inbound_at = NOW - DAY + 58 * MINUTE,
                      .contact_id = (char *) "ana", .contact_name = (char *) "Ana", .snippet = (char *) "My secret" };
  g_autofree char *title = NULL, *body = NULL, *again = NULL, *with_text = NULL;

  so_alerts_closing_words (&thread, NOW, FALSE, &title, &body);
  g_assert_cmpstr (title, ==, "Answer Ana soon");
  g_assert_cmpstr (body, ==, "WhatsApp · window closes in 58 min");
  so_alerts_closing_words (&thread, NOW, TRUE, &again, &with_text);
  g_assert_cmpstr (with_text, ==, "WhatsApp · window closes in 58 min\nMy secret");
}

static void
test_failures (void)
{
  static const struct {
    const char *state, *failure, *says;
  } cases[] = {
    { "failed", "131047: Message failed to send", "More than 24 hours" }, { "failed", "131047", "More than 24 hours" },
    { "failed", "131026: Not on WhatsApp", "Not on WhatsApp" }, { "failed", "no code", "no code" }, { "failed", "13104", "13104" },
    { "failed", NULL, NULL }, { "failed", "", NULL }, { "read", "131047", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SoMessage message = { .state = (char *) cases[i].state, .failure = (char *) cases[i].failure };
      g_autofree char *words = so_failure_words (&message);

      g_assert_true (cases[i].says ? words && g_str_has_prefix (words, cases[i].says) : !words);
    }
}

/* A thumb may mean yes only where something was asked. */
static void
test_reactions (void)
{
  static const struct {
    const char *text, *emoji;
    gboolean outbound, yes;
  } cases[] = {
    { "Shall I book?", "👍", TRUE, TRUE }, { "Shall I book?", "👍🏽", TRUE, TRUE }, { "Shall I book?", "❤️", TRUE, TRUE }, { "Shall I book?", "👎", TRUE, FALSE },
    { "Shall I book?", "😢", TRUE, FALSE }, { "See you!", "👍", TRUE, FALSE }, { "Shall I book?", "👍", FALSE, FALSE }, { "", "👍", TRUE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char *reactions[] = { (char *) cases[i].emoji, NULL };
      SoMessage message = { .text = (char *) cases[i].text, .outbound = cases[i].outbound, .reactions = reactions };

      g_assert_cmpint (so_reaction_words (&message) != NULL, ==, cases[i].yes);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/due/words", test_words);
  g_test_add_func ("/ui/due/composer", test_composer);
  g_test_add_func ("/ui/due/put-away", test_put_away);
  g_test_add_func ("/ui/due/alerts", test_alerts);
  g_test_add_func ("/ui/due/closing", test_closing);
  g_test_add_func ("/ui/due/failures", test_failures);
  g_test_add_func ("/ui/due/reactions", test_reactions);
  return g_test_run ();
}
