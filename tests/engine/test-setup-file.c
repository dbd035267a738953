/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-about.h"
#include "so-demo.h"
#include "so-error.h"
#include "so-knowledge-base.h"
#include "so-list-verbs.h"
#include "so-prices.h"
#include "so-rules.h"
#include "so-setup-file.h"

static char *
write_text (SoStudio *studio)
{
  g_autoptr (GError) error = NULL;
  char *text = so_setup_write (studio, &error);

  g_assert_no_error (error);
  return text;
}

static GPtrArray *
read_text (SoStudio *studio, const char *text, gboolean dry_run)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *changes = so_setup_read (studio, text, dry_run, NULL, &error);

  g_assert_no_error (error);
  return changes;
}

/* A studio with something of everything. */
static void
fill (SoStudio *studio)
{
  const SoPrice price = { .name = "Salsa", .amount = 1500, .currency = "EUR", .unit = "per class" };
  const SoReplyTemplate reply = { .name = "Hello", .text = "Hi {first name|there}" };
  g_autofree char *a = so_studio_save_price (studio, &price, NULL), *b = so_studio_save_template (studio, &reply, NULL);

  g_assert_true (a && b);
  g_free (so_test_do (studio, SO_VERB_FOLLOW_UPS_SAVE, "new", "{\"name\": \"After a trial\", \"steps\": [{\"days\": 2, \"text\": \"How was it?\"}]}"));
  g_free (so_test_do (studio, SO_VERB_RULE_SAVE, "new", "{\"name\": \"Kids\", \"if\": {\"words\": [\"kids\"]}, \"then\": {\"tags\": [\"Kids\"], \"template\": \"Hello\"}}"));
  g_free (so_test_do (studio, SO_VERB_FIELD_KIND, "new", "{\"label\": \"Shoe size\", \"kind\": \"number\"}"));
  g_free (so_test_do (studio, SO_VERB_SAVE_SETTING, "answer.minutes", "45"));
  g_free (so_test_do (studio, SO_VERB_SAVE_SETTING, "escalate.words.de", "storno"));
  g_free (so_test_do (studio, SO_VERB_SAVE_SETTING, "week.start", "sunday"));
  g_free (so_test_do (studio, SO_VERB_SAVE_SETTING, "report.goals", "{\"calls\": 40}"));
  g_free (so_test_do (studio, SO_VERB_SAVE_SETTING, "modules.hidden", "calls"));
  g_assert_true (so_studio_set_address (studio, "Lane 3\nLeipzig", "https://maps.example/lane", NULL));
  g_free (so_test_do (studio, SO_VERB_SAVE_SETTING, "alert_secret", "not in the file"));
}

/* From one studio into a fresh one and out again: the same text. Read once more, nothing changes. */
static void
test_round (void)
{
  g_autoptr (SoTestStudio) from = so_test_studio_new (), to = so_test_studio_new ();
  g_autofree char *written = NULL, *again = NULL;
  g_autoptr (GPtrArray) would = NULL, changes = NULL, none = NULL;

  fill (from->studio);
  g_free (so_test_receive (from->studio, "whatsapp", "Ana Secret", "Hello, here is Ana", NULL, NULL));
  written = write_text (from->studio);
  g_assert_null (strstr (written, "Ana"));
  g_assert_null (strstr (written, "not in the file"));
  g_assert_nonnull (strstr (written, "\"template\" : \"Hello\""));
  would = read_text (to->studio, written, TRUE);
  g_assert_cmpuint (would->len, >=, 7);
  {
    g_autofree char *untouched = write_text (to->studio);

    g_assert_cmpstr (untouched, !=, written);
  }
  changes = read_text (to->studio, written, FALSE);
  g_assert_cmpuint (changes->len, ==, would->len);
  again = write_text (to->studio);
  g_assert_cmpstr (again, ==, written);
  none = read_text (to->studio, written, FALSE);
  g_assert_cmpuint (none->len, ==, 0);
}

/* What is there by the same name is changed, not doubled; the undo takes the lists back. */
static void
test_change (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *undone = NULL, *backup = NULL, *after = NULL, *taken_back = NULL;
  g_autoptr (GError) error = NULL;

  fill (test->studio);
  changes = so_setup_read (test->studio, "{\"format\": \"studio-os-setup\", \"version\": 1, \"prices\": [{\"name\": \"Salsa\", \"amount\": 1700, \"currency\": \"EUR\", \"unit\": \"per class\"}]}",
                           FALSE, &backup, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_false (((SoSetupChange *) changes->pdata[0])->added);
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));
  after = write_text (test->studio);
  g_assert_nonnull (strstr (after, "1700"));
  g_assert_null (strstr (after, "1500"));
  undone = so_test_do (test->studio, SO_VERB_UNDO, NULL, NULL);
  g_assert_nonnull (undone);
  taken_back = write_text (test->studio);
  g_assert_nonnull (strstr (taken_back, "1500"));
}

/* A bad file names the place, and changes nothing, also where it is good up to there. */
static void
test_refused (void)
{
  static const struct { const char *text, *place; } rows[] = {
    { "", "" }, { "[]", "" }, { "{}", "" }, { "{\"format\": \"x\", \"version\": 1}", "" }, { "{\"format\": \"studio-os-setup\"}", "version" },
    { "{\"format\": \"studio-os-setup\", \"version\": 2}", "newer" }, { "{\"format\": \"studio-os-setup\", \"version\": 1, \"prices\": {}}", "prices" },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"prices\": [{\"name\": \"A\", \"amount\": 1, \"currency\": \"EUR\"}, {\"name\": \"B\", \"amount\": \"1\", \"currency\": \"EUR\"}]}", "prices, entry 2: " },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"prices\": [3]}", "prices, entry 1: " },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"knowledge\": [{\"question\": \"Q\"}]}", "knowledge, entry 1: " },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"rules\": [{\"name\": \"R\", \"then\": {\"template\": \"none\"}}]}", "rules, entry 1: " },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"follow_ups\": [{\"name\": \"F\", \"steps\": []}]}", "follow_ups, entry 1: " },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"fields\": [{\"label\": \"F\", \"kind\": \"magic\"}]}", "fields, entry 1: " },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"settings\": {\"quiet.hours\": \"late\"}}", "settings, quiet.hours: " },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"settings\": {\"undo.seconds.mail\": \"61\"}}", "settings, undo.seconds.mail: " },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"settings\": {\"undo.seconds.batch\": \"9\"}}", "settings, undo.seconds.batch: “9” is no whole number from 10 to 120" },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"settings\": {\"undo.seconds.sms\": \"soon\"}}", "settings, undo.seconds.sms: " },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"settings\": {\"sync.mail-minutes\": \"0\"}}", "settings, sync.mail-minutes: “0” is no whole number from 1 to 60" },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"settings\": {\"sync.mail-minutes\": \"-5\"}}", "settings, sync.mail-minutes: " },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"knowledge\": [{\"question\": \"Q\", \"answer\": \"A\", \"category\": \"<b>x</b>\"}]}", "knowledge, entry 1: “<b>x</b>” is no category" },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"knowledge\": [{\"question\": \"Q\", \"answer\": \"A\", \"language\": \"klingon\"}]}", "knowledge, entry 1: “klingon” is no language" },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"settings\": {\"assistant.mode\": \"autopilot\"}}", "assistant.mode" },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"settings\": {\"standing.paused\": \"0\"}}", "standing.paused" },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"settings\": {\"answer.minutes\": 5}}", "answer.minutes" },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"profile\": {\"zone\": \"Moon/Base\"}}", "profile: " },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"profile\": {\"name\": 7}}", "profile, name" },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"profile\": {\"zone\": \"/etc/localtime\"}}", "profile: " },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"profile\": {\"zone\": \"\"}}", "profile: “”" },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"profile\": {\"currency\": \"\"}}", "profile: “”" },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"settings\": {\"assistant.private\": \"maybe\"}}", "assistant.private: “maybe” is neither" },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"settings\": {\"escalate.words\": \"off\"}}", "escalate.words: " },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"settings\": {\"escalate.score_over\": \"101\"}}", "escalate.score_over: " },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"settings\": {\"assistant.tone\": \"rude\"}}", "assistant.tone: “rude” is no tone" },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"settings\": {\"studio.map\": \"file:///etc\"}}", "studio.map: " },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"settings\": {\"week.start\": \"someday\"}}", "week.start: " },
    { "{\"format\": \"studio-os-setup\", \"version\": 1, \"settings\": {\"report.goals\": \"[]\"}}", "report.goals: " },
  };
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *before = write_text (test->studio), *after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", rows[i].text);
      g_assert_null (so_setup_read (test->studio, rows[i].text, FALSE, NULL, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      g_assert_nonnull (strstr (error->message, rows[i].place));
    }
  after = write_text (test->studio);
  g_assert_cmpstr (before, ==, after);
}

/* What Preferences takes at most, and one character more. */
static void
test_limits (void)
{
  static const struct { const char *key, *value; } rows[] = {
    { "undo.seconds.mail", "0" }, { "undo.seconds.mail", "60" }, { "undo.seconds.batch", "120" }, { "sync.mail-minutes", "60" }, { "sync.mail-minutes", "1" },
  };
  g_autoptr (SoTestStudio) test = so_test_studio_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"format\": \"studio-os-setup\", \"version\": 1, \"settings\": {\"%s\": \"%s\"}}", rows[i].key, rows[i].value);
      g_autoptr (GPtrArray) changes = read_text (test->studio, text, FALSE);

      g_assert_cmpuint (changes->len, ==, 1);
    }
  for (guint length = 2000; length <= 2001; length++)
    {
      g_autofree char *persona = g_strnfill (length, 'p'), *text = g_strdup_printf ("{\"format\": \"studio-os-setup\", \"version\": 1, \"settings\": {\"assistant.persona\": \"%s\"}}", persona);
      g_autoptr (GPtrArray) changes = so_setup_read (test->studio, text, FALSE, NULL, NULL);

      g_assert_cmpint (changes != NULL, ==, length == 2000);
    }
}

static char *
make_many (guint n, const char *answer)
{
  GString *text = g_string_new ("{\"format\": \"studio-os-setup\", \"version\": 1, \"prices\": [");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s{\"name\": \"Price %u\", \"amount\": %u, \"currency\": \"EUR\"}", i ? "," : "", i, i);
  g_string_append (text, "], \"knowledge\": [");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s{\"question\": \"Question %u\", \"answer\": \"%s\", \"category\": \"own word\", \"language\": \"en\"}", i ? "," : "", i, answer);
  /* A second one of the same name changes the first. */
  g_string_append (text, ", {\"question\": \"Question 0\", \"answer\": \"Other\", \"language\": \"en\"}]}");
  return g_string_free_and_steal (text);
}

/* Thousands of entries: each is looked up, not all read again for each. Four times as many take about four times as long; sixteen would be the square. */
static void
test_many (void)
{
  gint64 took[2];

  for (guint round = 0; round < 2; round++)
    {
      guint n = round ? 1600 : 400;
      g_autoptr (SoTestStudio) test = so_test_studio_new ();
      g_autofree char *first = make_many (n, "Yes"), *second = make_many (n, "No"), *written = NULL;
      gint64 began = g_get_monotonic_time ();
      g_autoptr (GPtrArray) added = read_text (test->studio, first, FALSE), changed = read_text (test->studio, second, FALSE);

      took[round] = g_get_monotonic_time () - began;
      g_assert_cmpuint (added->len, ==, 2 * n + 1);
      g_assert_cmpuint (changed->len, ==, n + 1);
      written = write_text (test->studio);
      g_assert_null (strstr (written, "\"Yes\""));
      g_assert_nonnull (strstr (written, "\"Other\""));
    }
  g_test_message ("%.2f s, four times as many %.2f s", (double) took[0] / 1e6, (double) took[1] / 1e6);
  g_assert_cmpint (took[1], <, 10 * took[0]);
}

static void
test_file (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *path = g_build_filename (test->folder, "a.json", NULL), *nowhere = g_build_filename (test->folder, "no", "a.json", NULL);
  g_autoptr (GPtrArray) changes = NULL;

  g_assert_true (so_setup_save (test->studio, path, NULL));
  g_assert_false (so_setup_save (test->studio, nowhere, NULL));
  changes = so_setup_load (test->studio, path, TRUE, NULL, NULL);
  g_assert_cmpuint (changes->len, ==, 0);
  g_assert_null (so_setup_load (test->studio, nowhere, TRUE, NULL, NULL));
  g_assert_null (so_setup_load (test->studio, test->folder, TRUE, NULL, NULL));
  g_assert_true (g_file_set_contents (path, "{\0}", 3, NULL));
  g_assert_null (so_setup_load (test->studio, path, TRUE, NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/setup-file/round", test_round);
  g_test_add_func ("/setup-file/change", test_change);
  g_test_add_func ("/setup-file/refused", test_refused);
  g_test_add_func ("/setup-file/limits", test_limits);
  g_test_add_func ("/setup-file/many", test_many);
  g_test_add_func ("/setup-file/file", test_file);
  return g_test_run ();
}
