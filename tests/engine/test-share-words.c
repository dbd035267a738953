/* SPDX-License-Identifier: MIT */
#include "so-share-words.h"

#include "so-share-tables.h"

#include <string.h>

/* What people read of somebody else's change that holds instead of theirs. */

static char *
look (gpointer data, const char *what, const char *value)
{
  g_assert_cmpstr (data, ==, "data");
  if (!strcmp (what, "rule") && strstr (value, "kids"))
    return g_strdup ("If it says “kids”: tag “Kids”");
  if (!strcmp (what, "contact") && !strcmp (value, "c2"))
    return g_strdup ("Ben Ott");
  if (!strcmp (what, "account") && !strcmp (value, "a1"))
    return g_strdup ("WhatsApp 100");
  return !strcmp (what, "knowledge") && !strcmp (value, "k1") ? g_strdup ("Where is it?") : NULL;
}

typedef struct {
  const char *table, *group, *name, *part, *mine, *theirs;
  const char *sentence, *had, *has;
} Row;

static const Row rows[] = {
  { "setting", "value", "studio.zone", NULL, "{\"value\":\"Europe/Berlin\",\"deleted_at\":null}", "{\"value\":\"Europe/Madrid\",\"deleted_at\":null}",
    "Front Desk changed the time zone to Europe/Madrid", "Europe/Berlin", "Europe/Madrid" },
  { "setting", "value", "hours", NULL, "{\"value\":\"{}\"}", "{\"value\":\"{\\\"mo\\\":1}\"}", "Front Desk changed the opening hours", NULL, NULL },
  { "setting", "value", "assistant.private", NULL, "{\"value\":\"1\"}", "{\"value\":\"0\"}", "Front Desk changed private mode to off", "on", "off" },
  { "setting", "value", "standing.paused", NULL, "{\"value\":\"0\"}", "{\"value\":\"1\"}", "Front Desk changed automatic answers to off", "on", "off" },
  { "setting", "value", "answer.minutes", NULL, "{\"value\":\"30\"}", "{\"value\":\"1\"}", "Front Desk changed the time in which customers are answered to 1 minute", "30 minutes", "1 minute" },
  { "setting", "value", "undo.seconds.sms", NULL, "{\"value\":\"30\"}", "{\"value\":\"x\"}", "Front Desk changed the time to undo answers to x", "30 seconds", "x" },
  { "setting", "value", "studio.phone", NULL, "{\"value\":\"+49\"}", "{\"value\":\"+49\",\"deleted_at\":5}", "Front Desk changed the phone number of the studio to as it is at first", "+49", "as it is at first" },
  { "setting", "value", "new.in.2030", NULL, "{\"value\":\"a\"}", "{\"value\":\"b\"}", "Front Desk changed new.in.2030 to b", "a", "b" },
  { "contact", "name", "Mia Berger", NULL, "{\"name\":\"Mia B.\"}", "{\"name\":\"Mia Berger\"}", "Front Desk renamed Mia Berger to Mia Berger", "Mia B.", "Mia Berger" },
  { "contact", "stage", "Mia Berger", NULL, "{\"stage\":\"CONTACTED\",\"lost_reason\":null}", "{\"stage\":\"TRIAL_SCHEDULED\",\"lost_reason\":null}",
    "Front Desk changed the stage of Mia Berger to Trial", "Contacted", "Trial" },
  { "contact", "stage", "Mia Berger", NULL, "{\"stage\":\"LOST\",\"lost_reason\":\"too far\"}", "{\"stage\":\"ASLEEP\"}", "Front Desk changed the stage of Mia Berger to ASLEEP", "Lost (too far)", "ASLEEP" },
  { "contact", "notes", "Mia Berger", NULL, "{\"notes\":null}", "{\"notes\":\"Knee.\\nNo jumps.\"}", "Front Desk changed the notes about Mia Berger", "no notes", "Knee.\nNo jumps." },
  { "contact", "about", "Mia Berger", NULL, "{\"birthday\":null,\"only_me\":0,\"sensitive\":0}", "{\"birthday\":\"1990-05-03\",\"only_me\":1,\"sensitive\":1}",
    "Front Desk changed what is known about Mia Berger: birthday 3 May 1990, answered by a person alone, sensitive", "nothing", "birthday 3 May 1990, answered by a person alone, sensitive" },
  { "contact", "about", "Mia Berger", NULL, "{\"birthday\":\"in May\"}", "{}", "Front Desk changed what is known about Mia Berger: nothing", "birthday in May", "nothing" },
  { "contact", "merged", "Mia Berger", NULL, "{\"merged_into\":null}", "{\"merged_into\":\"c2\"}", "Front Desk changed who Mia Berger is: the same as Ben Ott", "a person of its own", "the same as Ben Ott" },
  { "contact", "merged", "Mia Berger", NULL, "{\"merged_into\":\"?\"}", "{\"merged_into\":null}", "Front Desk changed who Mia Berger is: a person of its own", "the same as somebody else", "a person of its own" },
  { "contact", "alive", "Mia Berger", NULL, "{\"deleted_at\":null}", "{\"deleted_at\":7}", "Front Desk removed Mia Berger", "kept", "removed" },
  { "contact", "alive", "Mia Berger", NULL, "{\"deleted_at\":7}", "{\"deleted_at\":null}", "Front Desk kept Mia Berger", "removed", "kept" },
  { "contact", "first", "Mia Berger", NULL, "{\"first_touch\":null,\"referred_by\":null}", "{\"first_touch\":\"open day\",\"referred_by\":\"c2\"}",
    "Front Desk changed how Mia Berger came to the studio: open day, sent by Ben Ott", "nothing", "open day, sent by Ben Ott" },
  { "contact", "first", "Mia Berger", NULL, "{\"referred_by\":\"?\"}", "{\"first_touch\":\"flyer\"}", "Front Desk changed how Mia Berger came to the studio: flyer", "sent by somebody", "flyer" },
  { "contact_merge", "undone", "Mia Berger", "Mia B.", "{\"undone_at\":0}", "{\"undone_at\":7}", "Front Desk made Mia Berger and Mia B. two people again", "one person", "two people" },
  { "contact_apart", "alive", "Mia Berger", "Mia B.", "{\"deleted_at\":7}", "{\"deleted_at\":null}", "Front Desk said that Mia Berger and Mia B. are not the same", "removed", "kept" },
  { "contact_note", "text", "Mia Berger", NULL, "{\"text\":\"Knee\"}", "{\"text\":\"Left knee\"}", "Front Desk changed a note about Mia Berger", "Knee", "Left knee" },
  { "contact_note", "alive", "Mia Berger", NULL, "{\"deleted_at\":null}", "{\"deleted_at\":7}", "Front Desk removed a note about Mia Berger", "kept", "removed" },
  { "contact_file", "name", "Mia Berger", "consent.pdf", "{\"name\":\"c.pdf\",\"deleted_at\":null}", "{\"name\":\"consent.pdf\",\"deleted_at\":7}",
    "Front Desk changed the file “consent.pdf” of Mia Berger", "c.pdf", "removed" },
  { "household", "name", "Berger", NULL, "{\"name\":\"Bergers\"}", "{\"name\":\"Berger\"}", "Front Desk renamed the household Berger to Berger", "Bergers", "Berger" },
  { "household", "alive", "Berger", NULL, "{\"deleted_at\":null}", "{\"deleted_at\":7}", "Front Desk removed the household Berger", "kept", "removed" },
  { "household_member", "role", "Mia Berger", "Berger", "{\"role\":\"guardian\",\"receives\":1,\"deleted_at\":null}", "{\"role\":\"student\",\"receives\":0,\"deleted_at\":null}",
    "Front Desk changed the place of Mia Berger in the household Berger", "Guardian, receives messages", "Student" },
  { "household_member", "role", "Mia Berger", "Berger", "{\"role\":\"new in 2030\"}", "{\"deleted_at\":7}", "Front Desk changed the place of Mia Berger in the household Berger", "Lives There Too", "not in it" },
  { "field_kind", "words", "Shoe size", NULL, "{\"label\":\"Size\",\"deleted_at\":null}", "{\"label\":\"Shoe size\",\"deleted_at\":7}", "Front Desk changed the field “Shoe size” of all people", "Size", "removed" },
  { "saved_filter", "words", "Hot", NULL, "{\"query\":\"\"}", "{\"query\":\"is:hot\"}", "Front Desk changed the filter “Hot” to is:hot", "everybody", "is:hot" },
  { "saved_filter", "alive", "Hot", NULL, "{\"deleted_at\":null}", "{\"deleted_at\":7}", "Front Desk removed the filter “Hot”", "kept", "removed" },
  { "identity", "whose", "Mia Berger", "+34 600", "{\"contact_id\":\"?\"}", "{\"contact_id\":\"c2\"}", "Front Desk gave +34 600 to Ben Ott", NULL, "Ben Ott" },
  { "identity", "value", "Mia Berger", "+34 600", "{\"value\":\"+34 600\",\"normal\":\"+34600\"}", "{\"value\":\"+34 601\",\"normal\":\"+34601\"}",
    "Front Desk changed an address of Mia Berger to +34 601", "+34 600", "+34 601" },
  { "identity", "alive", "Mia Berger", "+34 600", "{\"deleted_at\":null}", "{\"deleted_at\":7}", "Front Desk removed +34 600 from Mia Berger", "kept", "removed" },
  { "contact_field", "value", "Mia Berger", "goal", "{\"value\":\"Wedding\",\"deleted_at\":null}", "{\"value\":\"Fitness\",\"deleted_at\":null}",
    "Front Desk changed “goal” of Mia Berger to Fitness", "Wedding", "Fitness" },
  { "contact_field", "value", "Mia Berger", "goal", "{\"value\":\"Wedding\",\"deleted_at\":null}", "{\"value\":\"Wedding\",\"deleted_at\":7}",
    "Front Desk changed “goal” of Mia Berger to nothing", "Wedding", "nothing" },
  { "thread", "state", "Mia Berger", NULL, "{\"state\":\"done\",\"snoozed_until\":0}", "{\"state\":\"snoozed\",\"snoozed_until\":1763722167000}",
    "Front Desk moved the conversation with Mia Berger: put away until 21 November 2025, 11:49", "done", "put away until 21 November 2025, 11:49" },
  { "thread", "state", "Mia Berger", NULL, "{\"state\":\"spam\"}", "{\"state\":\"asleep\"}", "Front Desk moved the conversation with Mia Berger: asleep", "spam", "asleep" },
  { "thread", "starred", "Mia Berger", NULL, "{\"starred\":0}", "{\"starred\":1}", "Front Desk starred the conversation with Mia Berger", "no star", "starred" },
  { "thread", "starred", "Mia Berger", NULL, "{\"starred\":1}", "{\"starred\":0}", "Front Desk took the star off the conversation with Mia Berger", "starred", "no star" },
  { "tag", "name", "Kids", NULL, "{\"name\":\"Children\",\"category\":null}", "{\"name\":\"Kids\"}", "Front Desk renamed the tag “Kids” to “Kids”", "Children", "Kids" },
  { "tag", "looks", "Kids", NULL, "{\"color\":\"#ff0000\",\"icon\":null}", "{\"color\":null,\"icon\":\"heart\"}", "Front Desk changed how the tag “Kids” looks", "#ff0000", "heart" },
  { "tag", "alive", "Kids", NULL, "{\"deleted_at\":null}", "{\"deleted_at\":7}", "Front Desk removed the tag “Kids”", "kept", "removed" },
  { "tagging", "on", "Mia Berger", "Kids", "{\"deleted_at\":null}", "{\"deleted_at\":7}", "Front Desk took the tag “Kids” off Mia Berger", "tagged", "not tagged" },
  { "tagging", "on", "Mia Berger", "Kids", "{\"deleted_at\":7}", "{\"deleted_at\":null}", "Front Desk tagged Mia Berger with “Kids”", "not tagged", "tagged" },
  { "knowledge", "words", "Where is it?", NULL, "{\"question\":\"Where is it?\",\"answer\":\"Here\"}", "{\"question\":\"Where is it?\",\"answer\":\"There\"}",
    "Front Desk changed the answer to “Where is it?”", "Where is it?\nHere", "Where is it?\nThere" },
  { "knowledge", "alive", "Where is it?", NULL, "{\"deleted_at\":null}", "{\"deleted_at\":7}", "Front Desk removed the answer to “Where is it?”", "kept", "removed" },
  { "price", "price", "Salsa", NULL, "{\"name\":\"Salsa\",\"amount\":1500,\"currency\":\"EUR\",\"unit\":\"per class\"}", "{\"name\":\"Salsa\",\"amount\":1650,\"currency\":\"EUR\",\"unit\":\"per class\"}",
    "Front Desk changed the price “Salsa” to 16.50 € per class", "15 € per class", "16.50 € per class" },
  { "price", "price", "Salsa", NULL, "{\"name\":\"Salsa 1\",\"amount\":1500,\"currency\":\"EUR\"}", "{\"name\":\"Salsa\",\"amount\":1500,\"currency\":\"no money\"}",
    "Front Desk changed the price “Salsa”", "Salsa 1, 15 €", NULL },
  { "price", "alive", "Salsa", NULL, "{\"deleted_at\":7}", "{\"deleted_at\":null}", "Front Desk kept the price “Salsa”", "removed", "kept" },
  { "template", "words", "Hello", NULL, "{\"name\":\"Hello\",\"text\":\"Hi!\"}", "{\"name\":\"Hi\",\"text\":\"Hello!\"}", "Front Desk changed the template “Hello”", "Hi!", "Hi\nHello!" },
  { "template", "alive", "Hello", NULL, "{\"deleted_at\":null}", "{\"deleted_at\":7}", "Front Desk removed the template “Hello”", "kept", "removed" },
  { "question", "state", "And parking?", NULL, "{\"state\":\"dismissed\",\"knowledge_id\":null}", "{\"state\":\"answered\",\"knowledge_id\":\"k1\"}",
    "Front Desk decided on the question “And parking?”: answered: Where is it?", "dismissed", "answered: Where is it?" },
  { "rule", "rule", "Kids", NULL, "{\"name\":\"Kids\",\"definition\":\"{\\\"if\\\":{\\\"words\\\":[\\\"kids\\\"]}}\"}", "{\"name\":\"Little ones\",\"definition\":\"{}\"}",
    "Front Desk changed the rule “Kids”", "If it says “kids”: tag “Kids”", "Little ones" },
  { "rule", "enabled", "Kids", NULL, "{\"enabled\":1}", "{\"enabled\":0}", "Front Desk switched the rule “Kids” off", "on", "off" },
  { "rule", "enabled", "Kids", NULL, "{\"enabled\":0}", "{\"enabled\":1}", "Front Desk switched the rule “Kids” on", "off", "on" },
  { "rule", "alive", "Kids", NULL, "{\"deleted_at\":null}", "{\"deleted_at\":7}", "Front Desk removed the rule “Kids”", "kept", "removed" },
  { "sequence", "words", "Trial", NULL, "{\"name\":\"Trial\",\"steps\":\"[{\\\"days\\\":2,\\\"text\\\":\\\"How was it?\\\"},{\\\"days\\\":1,\\\"text\\\":\\\"Well?\\\"}]\"}", "{\"name\":\"Trials\",\"steps\":\"nonsense\"}",
    "Front Desk changed the follow-ups “Trial”", "2 days: How was it?\n1 day: Well?", "Trials" },
  { "sequence", "alive", "Trial", NULL, "{\"deleted_at\":null}", "{\"deleted_at\":7}", "Front Desk removed the follow-ups “Trial”", "kept", "removed" },
  { "trial", "when", "Mia Berger", "Salsa", "{\"title\":\"Salsa\",\"starts_at\":5}", "{\"title\":\"Tango\",\"starts_at\":5}", "Front Desk changed a trial class of Mia Berger to “Tango”", "Salsa", "Tango" },
  { "trial", "state", "Mia Berger", "Salsa", "{\"state\":\"booked\",\"converted_at\":0}", "{\"state\":\"no-show\",\"converted_at\":0}",
    "Front Desk changed what became of “Salsa” with Mia Berger: Did not come", "Booked", "Did not come" },
  { "trial", "note", "Mia Berger", "Salsa", "{\"note\":\"shy\"}", "{\"note\":\"not shy\"}", "Front Desk changed the note on “Salsa” with Mia Berger", "shy", "not shy" },
  { "trial", "alive", "Mia Berger", "Salsa", "{\"deleted_at\":null}", "{\"deleted_at\":7}", "Front Desk removed the trial class “Salsa” of Mia Berger", "kept", "removed" },
  { "task", "title", "Mia Berger", "Call", "{\"title\":\"Call\"}", "{\"title\":\"Call her\"}", "Front Desk changed a task of Mia Berger to “Call her”", "Call", "Call her" },
  { "task", "due", "Mia Berger", "Call", "{\"due_at\":0}", "{\"due_at\":1763722167000}", "Front Desk changed when “Call” is due: 21 November 2025, 11:49", "no day", "21 November 2025, 11:49" },
  { "task", "done", "Mia Berger", "Call", "{\"done_at\":0}", "{\"done_at\":5}", "Front Desk ticked “Call” off", "open", "done" },
  { "task", "done", "Mia Berger", "Call", "{\"done_at\":5}", "{\"done_at\":0}", "Front Desk opened “Call” again", "done", "open" },
  { "task", "alive", "Mia Berger", "Call", "{\"deleted_at\":null}", "{\"deleted_at\":7}", "Front Desk removed the task “Call”", "kept", "removed" },
  { "room", "words", "Studio A", NULL, "{\"a\":1}", "{\"a\":2}", "Front Desk changed the room “Studio A”", NULL, NULL },
  { "room", "alive", "Studio A", NULL, "{\"deleted_at\":null}", "{\"deleted_at\":7}", "Front Desk removed the room “Studio A”", "kept", "removed" },
  { "teacher", "words", "Lena", NULL, "{\"a\":1}", "{\"a\":2}", "Front Desk changed what Lena teaches", NULL, NULL },
  { "teacher", "hours", "Lena", NULL, "{\"a\":1}", "{\"a\":2}", "Front Desk changed when Lena is there", NULL, NULL },
  { "teacher", "alive", "Lena", NULL, "{\"deleted_at\":null}", "{\"deleted_at\":7}", "Front Desk removed Lena from the teachers", "kept", "removed" },
  { "teacher_day", "hours", "Lena", "2026-11-24", "{\"a\":1}", "{\"a\":2}", "Front Desk changed when Lena is there on 2026-11-24", NULL, NULL },
  { "class_kind", "words", "Salsa", NULL, "{\"a\":1}", "{\"a\":2}", "Front Desk changed the class “Salsa”", NULL, NULL },
  { "class_kind", "size", "Salsa", NULL, "{\"a\":1}", "{\"a\":2}", "Front Desk changed how long “Salsa” is and for how many", NULL, NULL },
  { "class_kind", "wishes", "Salsa", NULL, "{\"a\":1}", "{\"a\":2}", "Front Desk changed what “Salsa” needs", NULL, NULL },
  { "class_kind", "policy", "Salsa", NULL, "{\"a\":1}", "{\"a\":2}", "Front Desk changed the rules for booking “Salsa”", NULL, NULL },
  { "class_kind", "price", "Salsa", NULL, "{\"a\":1}", "{\"a\":2}", "Front Desk changed the price of the class “Salsa”", NULL, NULL },
  { "class_kind", "alive", "Salsa", NULL, "{\"deleted_at\":null}", "{\"deleted_at\":7}", "Front Desk removed the class “Salsa”", "kept", "removed" },
  { "term", "words", "Autumn", NULL, "{\"a\":1}", "{\"a\":2}", "Front Desk changed the term “Autumn”", NULL, NULL },
  { "term", "alive", "Autumn", NULL, "{\"deleted_at\":null}", "{\"deleted_at\":7}", "Front Desk removed the term “Autumn”", "kept", "removed" },
  { "closure", "words", "Christmas", NULL, "{\"a\":1}", "{\"a\":2}", "Front Desk changed the closure “Christmas”", NULL, NULL },
  { "closure", "alive", "Christmas", NULL, "{\"deleted_at\":null}", "{\"deleted_at\":7}", "Front Desk removed the closure “Christmas”", "kept", "removed" },
  { "series", "what", "Salsa", NULL, "{\"a\":1}", "{\"a\":2}", "Front Desk changed which class “Salsa” is", NULL, NULL },
  { "series", "days", "Salsa", NULL, "{\"a\":1}", "{\"a\":2}", "Front Desk changed on which days “Salsa” takes place", NULL, NULL },
  { "series", "part", "Salsa", NULL, "{\"a\":1}", "{\"a\":2}", "Front Desk changed how long “Salsa” goes on", NULL, NULL },
  { "series", "when", "Salsa", NULL, "{\"a\":1}", "{\"a\":2}", "Front Desk moved all sessions of “Salsa”", NULL, NULL },
  { "series", "alive", "Salsa", NULL, "{\"deleted_at\":null}", "{\"deleted_at\":7}", "Front Desk removed “Salsa” from the schedule", "kept", "removed" },
  { "series", "pinned", "Salsa", NULL, "{\"pinned\":0}", "{\"pinned\":1}", "Front Desk pinned “Salsa”", NULL, NULL },
  { "session", "state", "Salsa", "2026-11-24 18:00", "{\"a\":1}", "{\"a\":2}", "Front Desk changed whether “Salsa” of 2026-11-24 18:00 takes place", NULL, NULL },
  { "session", "when", "Salsa", "2026-11-24 18:00", "{\"a\":1}", "{\"a\":2}", "Front Desk moved “Salsa” of 2026-11-24 18:00", NULL, NULL },
  { "booking", "state", "Mia Berger", "Salsa", "{\"a\":1}", "{\"a\":2}", "Front Desk changed the booking of Mia Berger for “Salsa”", NULL, NULL },
  { "booking", "chain", "Mia Berger", "Salsa", "{\"a\":1}", "{\"a\":2}", "Front Desk changed whether the place in “Salsa” goes on to the next after Mia Berger", NULL, NULL },
  { "booking", "owed", "Mia Berger", "Salsa", "{\"a\":1}", "{\"a\":2}", "Front Desk changed what Mia Berger owes for “Salsa”", NULL, NULL },
  { "booking", "alive", "Mia Berger", "Salsa", "{\"deleted_at\":null}", "{\"deleted_at\":7}", "Front Desk removed the booking of Mia Berger for “Salsa”", "kept", "removed" },
  { "call", "booking", "Mia Berger", NULL, "{\"a\":1}", "{\"a\":2}", "Front Desk changed which booking the call of Mia Berger led to", NULL, NULL },
  { "consent", "note", "Mia Berger", "+34 600", "{\"note\":\"by phone\"}", "{\"note\":null}", "Front Desk changed the note on the consent of Mia Berger", "by phone", NULL },
  { "sender_choice", "choice", "Mia Berger", "whatsapp", "{\"account_id\":\"?\",\"deleted_at\":null}", "{\"account_id\":\"a1\",\"deleted_at\":null}",
    "Front Desk changed which account answers Mia Berger: WhatsApp 100", "another account", "WhatsApp 100" },
  { "sender_choice", "choice", "Mia Berger", "whatsapp", "{\"account_id\":\"a1\",\"deleted_at\":null}", "{\"account_id\":\"a1\",\"deleted_at\":9}",
    "Front Desk changed which account answers Mia Berger: the usual account", "WhatsApp 100", "the usual account" },
  { "account", "name", "WhatsApp", NULL, "{\"name\":\"WhatsApp 1\",\"address\":null}", "{\"name\":\"WhatsApp\"}", "Front Desk renamed the account WhatsApp to WhatsApp", "WhatsApp 1", "WhatsApp" },
  { "account", "settings", "WhatsApp", NULL, "{\"settings\":\"{}\"}", "{\"settings\":null}", "Front Desk changed the settings of the account WhatsApp", NULL, NULL },
  { "account", "home", "WhatsApp", NULL, "{\"home\":\"d1\"}", "{\"home\":\"d2\"}", "Front Desk changed which computer has the account WhatsApp", NULL, NULL },
  { "account", "paused", "WhatsApp", NULL, "{\"paused\":0}", "{\"paused\":1}", "Front Desk paused the account WhatsApp", "not paused", "paused" },
  { "account", "alive", "WhatsApp", NULL, "{\"deleted_at\":null}", "{\"deleted_at\":7}", "Front Desk removed the account WhatsApp", "kept", "removed" },
  { "draft", "words", "Mia Berger", NULL, "{\"text\":\"Hi\",\"cc\":\"ben@example.org\"}", "{\"text\":\"Hello\",\"bcc\":\"ana@example.org\"}",
    "Front Desk wrote the answer to Mia Berger anew", "Hi\ncc: ben@example.org", "Hello\nbcc: ana@example.org" },
  { "draft", "state", "Mia Berger", NULL, "{\"state\":\"edited\"}", "{\"state\":\"discarded\"}", "Front Desk decided on the answer to Mia Berger: Discarded", "Edited", "Discarded" },
  { "draft", "state", "Mia Berger", NULL, "{\"state\":\"dreaming\"}", "{\"state\":\"unknown\"}", "Front Desk decided on the answer to Mia Berger: May have been sent", "dreaming", "May have been sent" },
  /* What only a newer version knows is said as it is. */
  { "contact", "pronouns", "Mia Berger", NULL, "{\"pronouns\":null,\"n\":2}", "{\"pronouns\":\"they\"}", "Front Desk changed what is known about Mia Berger", "pronouns: –, n: 2", "pronouns: they" },
  { "lesson", "room", NULL, NULL, "{\"room\":\"A\"}", "{\"room\":\"B\"}", "Front Desk changed something that this version does not know", "room: A", "room: B" },
};

static SoShareWords *
words_of (const SoShareChange *change)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  char data[] = "data";
  SoShareSense sense = { .zone = zone, .look = look, .data = data };

  return so_share_words (change, &sense);
}

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoShareChange change = { .table = rows[i].table, .group = rows[i].group, .name = rows[i].name, .part = rows[i].part, .mine = rows[i].mine,
                               .theirs = rows[i].theirs, .who = "Front Desk" };
      g_autoptr (SoShareWords) words = words_of (&change);

      g_assert_cmpstr (words->sentence, ==, rows[i].sentence);
      g_assert_cmpstr (words->mine, ==, rows[i].had);
      g_assert_cmpstr (words->theirs, ==, rows[i].has);
    }
}

/* Whoever makes a group that people are told of writes a sentence for it, and an example above. */
static void
test_every_group (void)
{
  for (guint i = 0; i < so_share_n_tables; i++)
    for (const SoShareGroup *group = so_share_tables[i].groups; group->name; group++)
      {
        gboolean seen = group->quiet;

        if (!group->quiet && !so_share_words_know (so_share_tables[i].name, group->name))
          g_error ("%s.%s has no sentence in so-share-words.c", so_share_tables[i].name, group->name);
        for (guint k = 0; k < G_N_ELEMENTS (rows); k++)
          seen = seen || (!strcmp (rows[k].table, so_share_tables[i].name) && !strcmp (rows[k].group, group->name));
        if (!seen)
          g_error ("%s.%s has no example in this test", so_share_tables[i].name, group->name);
      }
  g_assert_false (so_share_words_know ("contact", "opinion"));
}

/* Nothing is known of who it was, what it is about, or what it was. */
static void
test_unknown (void)
{
  SoShareChange change = { .table = "contact", .group = "stage", .theirs = "{\"stage\":\"NEW\"}" };
  SoShareChange odd = { .table = "task", .group = "title", .mine = "[", .theirs = "[1]", .name = "", .part = "", .who = "" };
  g_autoptr (SoShareWords) words = words_of (&change), strange = words_of (&odd);

  g_assert_cmpstr (words->sentence, ==, "Another computer changed the stage of somebody unknown to New");
  g_assert_null (words->mine);
  g_assert_cmpstr (strange->sentence, ==, "Another computer changed a task of somebody unknown");
  g_assert_null (strange->mine);
  g_assert_null (strange->theirs);
}

/* What somebody wrote is never read as a mark of ours, and what is long stands below the sentence. */
static void
test_marks (void)
{
  SoShareChange change = { .table = "contact", .group = "name", .name = "{value} {who}", .mine = "{\"name\":\"a\"}", .theirs = "{\"name\":\"{name}\"}", .who = "{part}" };
  SoShareChange longer = { .table = "task", .group = "title", .name = "Mia", .theirs = "{\"title\":\"0123456789012345678901234567890123456789012345678901234567890\"}" };
  g_autoptr (SoShareWords) words = words_of (&change), without = words_of (&longer);

  g_assert_cmpstr (words->sentence, ==, "{part} renamed {value} {who} to {name}");
  g_assert_cmpstr (without->sentence, ==, "Another computer changed a task of Mia");
  g_assert_true (words->said);
  g_assert_false (without->said);
}

static void
test_refused (void)
{
  SoShareChange change = { .table = "price", .group = "price", .name = "Salsa", .mine = "{\"name\":\"Salsa\",\"amount\":1500,\"currency\":\"EUR\"}", .who = "Front Desk",
                           .why = "A teacher cannot change prices." };
  SoShareChange setting = { .table = "setting", .group = "value", .name = "studio.zone", .why = "No." };
  g_autoptr (SoShareWords) words = words_of (&change), other = words_of (&setting);

  g_assert_cmpstr (words->sentence, ==, "Your change was not taken: the price “Salsa”. A teacher cannot change prices.");
  g_assert_cmpstr (words->mine, ==, "15 €");
  g_assert_null (words->theirs);
  g_assert_cmpstr (other->sentence, ==, "Your change was not taken: the time zone. No.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/share-words/rows", test_rows);
  g_test_add_func ("/share-words/every-group", test_every_group);
  g_test_add_func ("/share-words/unknown", test_unknown);
  g_test_add_func ("/share-words/marks", test_marks);
  g_test_add_func ("/share-words/refused", test_refused);
  return g_test_run ();
}
