/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-about.h"
#include "so-answer-shown.h"
#include "so-entity-rows.h"
#include "so-error.h"
#include "so-facts.h"
#include "so-import-faq.h"
#include "so-kind-words.h"
#include "so-knowledge-verbs.h"
#include "so-list-verbs.h"
#include "so-sandbox.h"
#include "so-setup-classes.h"
#include "so-standing-verbs.h"
#include "so-understand.h"

#include <string.h>

static char *
answer_to (SoTestStudio *test, const char *question)
{
  g_autoptr (SoKnowledge) entry = so_studio_find_answer (test->studio, question);

  return entry ? g_strdup (entry->answer) : NULL;
}

static void
assert_answer (SoTestStudio *test, const char *question, const char *is)
{
  g_autofree char *answer = answer_to (test, question);

  g_assert_cmpstr (answer, ==, is);
}

static void
set_address (SoTestStudio *test, const char *address, const char *map)
{
  g_autoptr (GError) error = NULL;

  so_studio_set_address (test->studio, address, map, &error);
  g_assert_no_error (error);
}

/* One of @side pixels each way, as far as its first bytes say. */
static GBytes *
png (guint side, gsize size)
{
  guchar begin[33] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, side >> 8, side & 255, 0, 0, side >> 8, side & 255 };
  guchar *data = g_malloc0 (size);

  memcpy (data, begin, MIN (size, sizeof begin));
  return g_bytes_new_take (data, size);
}

static void
test_logo (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (GBytes) none = so_studio_dup_logo (test->studio), good = png (256, 1000), back = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *bad[] = { png (257, 1000), png (0, 1000), png (16, 20), png (16, SO_LOGO_BYTES + 1), g_bytes_new_static ("<svg/>", 6), g_bytes_new_static ("", 0) };

  g_assert_null (none);
  g_assert_true (so_studio_set_logo (test->studio, good, NULL));
  so_test_studio_reopen (test);
  back = so_studio_dup_logo (test->studio);
  g_assert_true (g_bytes_equal (back, good));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (so_studio_set_logo (test->studio, bad[i], &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      g_clear_error (&error);
      g_bytes_unref (bad[i]);
    }
  g_clear_pointer (&back, g_bytes_unref);
  g_assert_true (so_studio_set_logo (test->studio, NULL, NULL));
  back = so_studio_dup_logo (test->studio);
  g_assert_null (back);
}

static void
test_map (void)
{
  static const char *const good[] = { "", "https://maps.example/x?y=1", "https://osm.org/way/1" };
  static const char *const bad[] = { "http://maps.example", "maps.example", "https://", "https:///x", "https://localhost/x", "javascript:alert(1)", "https://a:b@maps.example/" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (so_about_check_map (good[i], NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (so_about_check_map (bad[i], NULL));
}

static void
test_address (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (SoKnowledge) own = NULL;
  g_autofree char *id = NULL;

  set_address (test, "  Torstraße 1\n10119 Berlin ", "https://osm.org/way/1");
  assert_answer (test, "Where are you?", "Torstraße 1\n10119 Berlin – https://osm.org/way/1");
  set_address (test, "Torstraße 2", "");
  assert_answer (test, "Where are you?", "Torstraße 2");
  own = so_studio_find_answer (test->studio, "Where are you?");
  g_set_str (&own->answer, "Torstraße 2, ring at the gate");
  id = so_studio_save_knowledge (test->studio, own, NULL);
  g_assert_nonnull (id);
  set_address (test, "Torstraße 3", "");
  assert_answer (test, "Where are you?", "Torstraße 2, ring at the gate");
}

static void
test_address_refused (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  g_assert_false (so_studio_set_address (test->studio, "Torstraße 1", "http://x.example", &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  kept = so_studio_dup_setting (test->studio, SO_SETTING_ADDRESS);
  g_assert_null (kept);
  set_address (test, "Torstraße 1", "");
  set_address (test, "", "");
  assert_answer (test, "Where are you?", NULL);
}

/* What is asked is answered with what stands in the price list and the hours now. */
static void
test_from_data (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (GPtrArray) prices = g_ptr_array_new ();
  SoPrice cut = { .name = (char *) "Women's cut", .amount = 4800, .currency = (char *) "EUR" };
  SoPrice men = { .name = (char *) "Men's cut", .amount = 2800, .currency = (char *) "EUR", .unit = (char *) "each" };
  g_autoptr (SoSandboxAnswer) cost = NULL, open = NULL;
  guint n;

  g_assert_true (so_studio_answer_from_data (test->studio, &n, NULL));
  g_assert_cmpuint (n, ==, 0);
  g_ptr_array_add (prices, &cut);
  g_ptr_array_add (prices, &men);
  g_assert_true (so_studio_add_prices (test->studio, prices, &n, NULL));
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (so_studio_add_prices (test->studio, prices, &n, NULL));
  g_assert_cmpuint (n, ==, 0);
  g_free (so_test_do (test->studio, SO_VERB_SET_HOURS, "hours", "{\"week\": [[\"09:00-18:00\"],[],[],[],[],[],[]]}"));
  g_assert_true (so_studio_answer_from_data (test->studio, &n, NULL));
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (so_studio_answer_from_data (test->studio, &n, NULL));
  g_assert_cmpuint (n, ==, 0);
  cost = so_sandbox_ask (test->studio, "How much is it?", NULL, NULL);
  g_assert_nonnull (strstr (cost->text, "Women's cut: 48 €"));
  g_assert_nonnull (strstr (cost->text, "Men's cut: 28 € each"));
  open = so_sandbox_ask (test->studio, "When are you open?", NULL, NULL);
  g_assert_nonnull (strstr (open->text, "9:00–18:00"));
}

static void
assert_shown (SoTestStudio *test, const char *answer, gboolean follows, const char *is)
{
  g_autofree char *shown = so_studio_dup_answer_shown (test->studio, answer);

  g_assert_cmpstr (shown, ==, is);
  g_assert_cmpint (so_answer_follows (answer), ==, follows);
}

/* An owner reads what a client will read, and never how it is stored. */
static void
test_shown (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (GPtrArray) prices = g_ptr_array_new ();
  SoPrice cut = { .name = (char *) "Cut", .amount = 4800, .currency = (char *) "EUR" };
  guint n;

  assert_shown (test, "We are open {open}", TRUE, "We are open (no opening hours yet)");
  g_ptr_array_add (prices, &cut);
  g_assert_true (so_studio_add_prices (test->studio, prices, &n, NULL));
  g_free (so_test_do (test->studio, SO_VERB_SET_HOURS, "hours", "{\"week\": [[\"09:00-18:00\"],[],[],[],[],[],[]]}"));
  assert_shown (test, "Cut: {price:Cut}\nTango: {price : Tango}, {price:Tango|ask}", TRUE, "Cut: 48 €\nTango: (no price for “Tango” yet), ask");
  assert_shown (test, "Hi {first name|there}, {wifi}, {first name}", TRUE, "Hi there, (filled in: wifi), (filled in: first name)");
  assert_shown (test, "Plain {, {{open}} 5 €", FALSE, "Plain {, {open} 5 €");
  assert_shown (test, "", FALSE, "");
}

static void
test_add_answers (void)
{
  static const char text[] = "Q: Where is it?\nA: Here\nQ: Do you take cards?\nA: Yes\n";
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *id = so_test_teach (test->studio, "other", "Do you take cards?", "Only here");
  g_autoptr (GPtrArray) entries = so_faq_parse (NULL, text, strlen (text));
  guint n;

  g_assert_cmpuint (so_studio_count_new_answers (test->studio, entries), ==, 1);
  g_assert_true (so_studio_add_answers (test->studio, entries, &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  assert_answer (test, "Where is it?", "Here");
  assert_answer (test, "Do you take cards?", "Only here");
  g_free (so_test_do (test->studio, SO_VERB_UNDO, NULL, NULL));
  assert_answer (test, "Where is it?", NULL);
}

static GPtrArray *
list_classes (SoTestStudio *test)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (test->studio), NULL);
  GPtrArray *kinds = so_entity_list (db, &so_class_kind_entity, NULL);

  g_ptr_array_set_free_func (kinds, (GDestroyNotify) so_class_kind_free);
  return kinds;
}

static void
add_class (GPtrArray *classes, const char *name, int minutes, int most)
{
  SoClassKind *kind = so_class_kind_new ();

  kind->name = g_strdup (name);
  kind->minutes = minutes;
  kind->most = most;
  g_ptr_array_add (classes, kind);
}

/* Once: what is there stays as it is, and what was taken away stays away. */
static void
test_classes (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func ((GDestroyNotify) so_class_kind_free), all = NULL, left = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *own = so_test_do (test->studio, SO_VERB_CLASS_SAVE, "new", "{\"name\": \"kids ballét\", \"minutes\": 50}");
  guint n;

  g_assert_true (so_studio_add_classes (test->studio, classes, &n, NULL));
  add_class (classes, "Kids Ballet", 45, 12);
  add_class (classes, "Zouk", 75, 16);
  add_class (classes, "Private lesson", 60, 1);
  add_class (classes, "ZOUK", 30, 4);
  g_assert_true (so_studio_add_classes (test->studio, classes, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 2);
  all = list_classes (test);
  g_assert_cmpuint (all->len, ==, 3);
  for (guint i = 0; i < all->len; i++)
    {
      const SoClassKind *kind = all->pdata[i];
      gboolean private = !strcmp (kind->name, "Private lesson");

      g_assert_cmpint (kind->minutes, ==, !strcmp (kind->name, "Zouk") ? 75 : private ? 60 : 50);
      g_assert_cmpint (kind->sessions, ==, !private);
      if (private)
        g_free (so_test_do (test->studio, SO_VERB_CLASS_REMOVE, kind->id, NULL));
    }
  g_assert_true (so_studio_add_classes (test->studio, classes, &n, NULL));
  g_assert_cmpuint (n, ==, 0);
  left = list_classes (test);
  g_assert_cmpuint (left->len, ==, 2);
}

/* A word of no dictionary: who reads a message knows it from then on. */
static void
test_classes_understood (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func ((GDestroyNotify) so_class_kind_free);
  SoUnderstand *before = so_understand_new (test->studio), *after;
  guint n;

  g_assert_false (g_strv_contains (so_understand_get_classes (before), "Quarkdance"));
  add_class (classes, "Quarkdance", 60, 8);
  g_assert_true (so_studio_add_classes (test->studio, classes, &n, NULL));
  after = so_understand_new (test->studio);
  g_assert_true (g_strv_contains (so_understand_get_classes (after), "Quarkdance"));
  so_understand_free (before);
  so_understand_free (after);
}

/* All of them or none, and one step back: which is taking away, too. */
static void
test_classes_refused (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func ((GDestroyNotify) so_class_kind_free), none = NULL, undone = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  add_class (classes, "Salsa", 75, 16);
  add_class (classes, "Endless", 10000, 1);
  g_assert_false (so_studio_add_classes (test->studio, classes, &n, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  none = list_classes (test);
  g_assert_cmpuint (none->len, ==, 0);
  g_ptr_array_set_size (classes, 1);
  g_assert_true (so_studio_add_classes (test->studio, classes, &n, NULL));
  g_free (so_test_do (test->studio, SO_VERB_UNDO, NULL, NULL));
  undone = list_classes (test);
  g_assert_cmpuint (undone->len, ==, 0);
  g_assert_true (so_studio_add_classes (test->studio, classes, &n, NULL));
  g_assert_cmpuint (n, ==, 0);
}

/* A salon greets as a salon does, and nothing is switched on by that. */
static void
test_kind_words (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  guint all = so_studio_count_kind_templates (test->studio), n;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const SoStandingRow *greeting;

  g_assert_cmpuint (all, >, 2);
  g_assert_true (so_studio_use_kind_words (test->studio, &n, NULL));
  g_assert_cmpuint (n, ==, all);
  g_assert_cmpuint (so_studio_count_kind_templates (test->studio), ==, 0);
  g_assert_true (so_studio_use_kind_words (test->studio, &n, NULL));
  g_assert_cmpuint (n, ==, 0);
  db = so_store_read (so_studio_get_store (test->studio), NULL);
  rows = so_standing_rows (db, NULL);
  greeting = rows->pdata[SO_STANDING_GREETING];
  g_assert_cmpint (greeting->kind, ==, SO_STANDING_GREETING);
  g_assert_false (greeting->enabled);
  g_assert_nonnull (strstr (greeting->text, "{name|there}, welcome to {studio}!"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/about/logo", test_logo);
  g_test_add_func ("/engine/about/map", test_map);
  g_test_add_func ("/engine/about/address", test_address);
  g_test_add_func ("/engine/about/address-refused", test_address_refused);
  g_test_add_func ("/engine/about/from-data", test_from_data);
  g_test_add_func ("/engine/about/shown", test_shown);
  g_test_add_func ("/engine/about/add-answers", test_add_answers);
  g_test_add_func ("/engine/about/classes", test_classes);
  g_test_add_func ("/engine/about/classes-understood", test_classes_understood);
  g_test_add_func ("/engine/about/classes-refused", test_classes_refused);
  g_test_add_func ("/engine/about/kind-words", test_kind_words);
  return g_test_run ();
}
