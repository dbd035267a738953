/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "so-drafter.h"
#include "so-error.h"
#include "so-hours.h"
#include "so-intent.h"
#include "so-json.h"
#include "so-kind.h"
#include "so-kind-words.h"
#include "so-never-auto.h"
#include "so-profile.h"
#include "so-qualify.h"
#include "so-standing-text.h"
#include "so-template.h"
#include "so-test-studio.h"
#include "so-words.h"

typedef void (*Check) (const SoKind *kind);

static void
for_each (Check check)
{
  const char *const *names = so_profile_kinds ();
  g_autoptr (SoTestStudio) test = so_test_studio_new_empty ();   /* registers the resources */

  for (guint i = 0; names[i]; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SoKind) kind = so_kind_load (names[i], &error);

      g_test_message ("%s", names[i]);
      g_assert_no_error (error);
      check (kind);
    }
}

static void
assert_text (const char *text)
{
  g_assert_nonnull (text);
  g_assert_cmpuint (strlen (text), >, 1);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
check_words (const SoKind *kind)
{
  static const char *const words[] = { "client", "clients", "session", "sessions", "staff", "staffs", "place", "places", "trial", "trials",
                                       "add-session", "add-staff", "no-sessions", "no-staff", "sessions-title", "staff-title", "trials-title", "sessions-about", "staff-about" };
  g_autofree char *title = so_kind_dup_title (kind, "staffs");

  assert_text (so_kind_label (kind));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      assert_text (so_kind_word (kind, words[i]));
      g_assert_nonnull (so_json_object (so_json_object (so_kind_data (kind), "words"), words[i]));
    }
  g_assert_true (g_ascii_isupper (*title));
  g_assert_cmpstr (so_kind_word (kind, "elephant"), ==, "elephant");
}

static void
test_words (void)
{
  for_each (check_words);
}

static void
check_modules (const SoKind *kind)
{
  const char *const *modules = so_kind_modules (kind), *const *qualify = so_kind_qualify (kind);
  g_autoptr (GPtrArray) usual = so_qualify_usual (so_json_string (so_kind_data (kind), "kind"));

  g_assert_cmpuint (g_strv_length ((GStrv) modules), >, 2);
  for (guint i = 0; modules[i]; i++)
    g_assert_true (g_strv_contains (so_kind_all_modules (), modules[i]));
  g_assert_cmpint (so_kind_has_module (kind, "schedule"), ==, g_strcmp0 (so_json_string (so_kind_data (kind), "kind"), "agency") != 0);
  /* The questions to an inquiry are those that the model asks. */
  g_assert_cmpuint (g_strv_length ((GStrv) qualify), ==, usual->len);
  for (guint i = 0; i < usual->len; i++)
    g_assert_cmpstr (qualify[i], ==, ((SoQualify *) usual->pdata[i])->name);
}

static void
test_modules (void)
{
  for_each (check_modules);
}

static void
check_sold (const SoKind *kind)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHours) hours = so_hours_parse (so_kind_hours_json (kind), zone, &error);
  guint n, timed = 0, held = 0;
  const SoKindService *services = so_kind_services (kind, &n);

  g_assert_no_error (error);
  g_assert_cmpuint (n, >=, 8);
  for (guint i = 0; i < n; i++)
    {
      assert_text (services[i].name);
      g_assert_cmpint (services[i].amount, >=, 0);
      g_assert_cmpint (services[i].minutes, >=, 0);
      g_assert_cmpint (services[i].minutes, <=, 8 * 60);
      g_assert_cmpint (services[i].people, >=, 0);
      g_assert_true (!services[i].people || services[i].minutes >= 5);
      timed += services[i].minutes > 0;
      held += services[i].people > 0;
    }
  g_assert_cmpint (held >= 2, ==, so_kind_has_module (kind, "schedule"));
  g_assert_cmpuint (timed, >=, 2);
}

static void
test_sold (void)
{
  for_each (check_sold);
}

static const SoKindFact *
find_fact (const SoKind *kind, const char *key)
{
  guint n;
  const SoKindFact *facts = so_kind_facts (kind, &n);

  for (guint i = 0; i < n; i++)
    if (!g_strcmp0 (facts[i].key, key))
      return &facts[i];
  return NULL;
}

static void
check_known (const SoKind *kind)
{
  static const char *const needed[] = { "prices", "address", "cancel", "payment" };
  gboolean agency = !g_strcmp0 (so_json_string (so_kind_data (kind), "kind"), "agency");
  guint n;
  const SoKindFact *facts = so_kind_facts (kind, &n);

  g_assert_cmpuint (n, >=, 15);
  for (guint i = 0; i < n; i++)
    {
      assert_text (facts[i].question);
      assert_text (facts[i].answer);
      g_assert_nonnull (so_sub_category_find (facts[i].category));
      g_assert_true (find_fact (kind, facts[i].key) == &facts[i]);   /* no key twice */
    }
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    g_assert_true (find_fact (kind, needed[i]) || (agency && !strcmp (needed[i], "cancel")));
}

static void
test_known (void)
{
  for_each (check_known);
}

static gboolean
is_priced (const SoKind *kind, const char *name)
{
  guint n;
  const SoKindService *services = so_kind_services (kind, &n);

  for (guint i = 0; i < n; i++)
    if (!strcmp (services[i].name, name))
      return TRUE;
  return FALSE;
}

/* What a template asks the price of is on the list. */
static void
check_replies (const SoKind *kind)
{
  guint n;
  const SoKindReply *replies = so_kind_replies (kind, &n);

  g_assert_cmpuint (n, >=, 5);
  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) variables = so_template_variables (replies[i].text);
      g_autofree char *standing = so_kind_words_standing (replies[i].text), *unknown = so_standing_unknown_placeholder (standing);
      const char *language = so_words_language (replies[i].text);

      g_test_message ("%s", replies[i].text);
      assert_text (replies[i].name);
      g_assert_true (!language || !strcmp (language, replies[i].language));
      g_assert_true (g_str_has_prefix (replies[i].text, strcmp (replies[i].language, "de") ? "Hi {first name|" : "Hallo {first name|"));
      g_assert_nonnull (so_sub_category_find (replies[i].category));
      g_assert_true (!unknown || strcmp (replies[i].category, "greeting"));
      for (guint k = 0; variables[k]; k++)
        g_assert_true (!g_str_has_prefix (variables[k], "price:") || is_priced (kind, variables[k] + strlen ("price:")));
    }
}

static void
test_replies (void)
{
  for_each (check_replies);
}

static void
check_guided (const SoKind *kind)
{
  static const char *const first[] = { "location_directions", "class_information", "schedule_query" };
  guint n;
  const SoKindQuestion *questions = so_kind_questions (kind, &n);

  g_assert_cmpuint (n, ==, 12);
  for (guint i = 0; i < n; i++)
    {
      assert_text (questions[i].question);
      assert_text (questions[i].answer);
      g_assert_nonnull (so_sub_category_find (questions[i].category));
      if (i < G_N_ELEMENTS (first))
        g_assert_cmpstr (questions[i].category, ==, first[i]);
    }
}

static void
test_guided (void)
{
  for_each (check_guided);
}

/* As the demo has them. */
static GPtrArray *
make_entries (const SoKind *kind)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) so_knowledge_free);
  guint n;
  const SoKindFact *facts = so_kind_facts (kind, &n);

  for (guint i = 0; i < n; i++)
    {
      SoKnowledge *entry = g_new0 (SoKnowledge, 1);

      *entry = (SoKnowledge) { .id = g_strdup (facts[i].key), .category = g_strdup (facts[i].category), .question = g_strdup (facts[i].question),
                               .answer = g_strdup (facts[i].answer), .language = g_strdup ("en"), .quotable = TRUE };
      g_ptr_array_add (entries, entry);
    }
  return entries;
}

/* Each of the ten is answered by the rules alone, out of the right entry, with what matters in it, and but for
 * cancellations no person is needed for it. */
static void
check_sandbox (const SoKind *kind)
{
  g_autoptr (GPtrArray) entries = make_entries (kind);
  guint n, wrong = 0;
  const SoKindSandbox *sandbox = so_kind_sandbox (kind, &n);

  g_assert_cmpuint (n, ==, 10);
  for (guint i = 0; i < n; i++)
    {
      const SoKnowledge *found = so_drafter_pick (sandbox[i].question, entries);
      g_autofree char *reply = found ? so_drafter_write (found, "Ana B.", "en", "warm", "Luna") : NULL;

      g_test_message ("%s -> %s", sandbox[i].question, found ? found->id : "-");
      assert_text (sandbox[i].good);
      g_assert_nonnull (so_sub_category_find (sandbox[i].category));
      if (!found || strcmp (found->id, sandbox[i].knows) || !strstr (reply, sandbox[i].must) ||
          (so_never_auto_needs_person (sandbox[i].question) && strcmp (sandbox[i].category, "cancellation")))
        g_test_message ("  wrong %u", ++wrong);
    }
  g_assert_cmpuint (wrong, ==, 0);
}

static void
test_sandbox (void)
{
  for_each (check_sandbox);
}

/* No text for the owner is missing in her language, and none is the English one by mistake. */
static void
check_german (const SoKind *kind)
{
  JsonObject *words = so_json_object (so_kind_data (kind), "words");
  g_autoptr (GList) names = json_object_get_members (words);
  guint n;
  const SoKindQuestion *questions = so_kind_questions (kind, &n);
  const SoKindSandbox *sandbox;

  for (const GList *l = names; l; l = l->next)
    g_assert_nonnull (so_json_string (so_json_object (words, l->data), "de"));
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (so_words_language (questions[i].question), !=, "en");
  sandbox = so_kind_sandbox (kind, &n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (so_words_language (sandbox[i].question), !=, "en");
  g_assert_cmpstr (so_kind_word (kind, "session"), !=, so_json_string (so_json_object (words, "session"), "en"));
  g_assert_cmpstr (so_kind_replies (kind, &n)->language, ==, "de");
  check_replies (kind);
}

static void
test_german (void)
{
  g_autofree char *before = g_strdup (g_getenv ("LC_ALL"));

  g_setenv ("LC_ALL", "de_DE.UTF-8", TRUE);
  for_each (check_german);
  if (before)
    g_setenv ("LC_ALL", before, TRUE);
  else
    g_unsetenv ("LC_ALL");
}

static void
test_unknown (void)
{
  static const char *const names[] = { "circus", "", "../../etc/passwd", "Dance", NULL };
  g_autoptr (SoTestStudio) test = so_test_studio_new_empty ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (so_kind_load (names[i], &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_GIVE_UP);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/kind/words", test_words);
  g_test_add_func ("/engine/kind/modules", test_modules);
  g_test_add_func ("/engine/kind/sold", test_sold);
  g_test_add_func ("/engine/kind/known", test_known);
  g_test_add_func ("/engine/kind/replies", test_replies);
  g_test_add_func ("/engine/kind/guided", test_guided);
  g_test_add_func ("/engine/kind/sandbox", test_sandbox);
  g_test_add_func ("/engine/kind/german", test_german);
  g_test_add_func ("/engine/kind/unknown", test_unknown);
  return g_test_run ();
}
