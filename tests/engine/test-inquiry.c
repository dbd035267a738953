/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-clock.h"
#include "so-contact-details.h"
#include "so-field-kinds.h"
#include "so-inquiry.h"
#include "so-json.h"

#include <string.h>

#define ASKED "Hi Priya! A class is 15 €."
#define STYLE "Which style would you like to try?"
#define LEVEL "Have you done this before, or are you starting from scratch?"

static void
fee (SoStudio *studio)
{
  g_free (so_test_teach (studio, "fee_inquiry", "What does a class cost?", "A class is 15 €."));
}

/* What is proposed in that conversation, now. */
static char *
propose (SoStudio *studio, const char *thread)
{
  g_autofree char *id = so_test_do (studio, SO_VERB_PROPOSE, thread, NULL);
  g_autoptr (SoDraft) draft = so_test_draft (studio, id);

  return g_strdup (draft->text);
}

static void
assert_proposes (SoStudio *studio, const char *thread, const char *text)
{
  g_autofree char *found = propose (studio, thread);

  g_assert_cmpstr (found, ==, text);
}

static void
set (SoStudio *studio, const char *key, const char *value)
{
  g_free (so_test_do (studio, SO_VERB_SAVE_SETTING, key, value));
}

static void
answer (SoStudio *studio, const char *contact, const char *name, const char *value)
{
  JsonObject *wish = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_string_member (wish, "name", name);
  if (value)
    json_object_set_string_member (wish, "value", value);
  text = so_json_write_object (wish);
  g_free (so_test_do (studio, SO_VERB_FIELD, contact, text));
}

static char *
contact_of (SoStudio *studio, const char *thread_id)
{
  g_autoptr (SoThread) thread = so_test_thread (studio, thread_id);

  return g_strdup (thread->contact_id);
}

/* Off until the owner wants it; then the next one that is not known, in the customer's language, until they are a customer. */
static void
test_drafts (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *thread = so_test_receive (test->studio, "whatsapp", "Priya S.", "How much is a class?", NULL, NULL), *contact = contact_of (test->studio, thread);

  fee (test->studio);
  assert_proposes (test->studio, thread, ASKED " See you soon!");
  set (test->studio, SO_SETTING_QUALIFY_DRAFTS, "1");
  assert_proposes (test->studio, thread, ASKED " " STYLE " See you soon!");
  answer (test->studio, contact, "style", "Bachata");
  assert_proposes (test->studio, thread, ASKED " " LEVEL " See you soon!");
  g_free (so_test_do (test->studio, SO_VERB_STAGE, contact, "CONVERTED"));
  assert_proposes (test->studio, thread, ASKED " See you soon!");
  g_free (so_test_do (test->studio, SO_VERB_STAGE, contact, "LOST price"));
  assert_proposes (test->studio, thread, ASKED " See you soon!");
  g_free (so_test_do (test->studio, SO_VERB_STAGE, contact, "QUALIFIED"));
  assert_proposes (test->studio, thread, ASKED " " LEVEL " See you soon!");
  g_assert_cmpuint (so_test_count_outbound (test->studio, thread), ==, 0);
}

/* What was sent with a question in it asks that one: the next draft asks another. */
static void
test_not_twice (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *account = so_test_add_account (test->studio, "loopback", "loopback", "{}");
  g_autofree char *thread = so_test_receive (test->studio, "loopback", "Priya S.", "How much is a class?", account, NULL), *first = NULL;
  g_autofree char *again = NULL;

  fee (test->studio);
  set (test->studio, SO_SETTING_QUALIFY_DRAFTS, "1");
  set (test->studio, "undo.seconds.loopback", "0");
  first = so_test_do (test->studio, SO_VERB_PROPOSE, thread, NULL);
  g_free (so_test_do (test->studio, SO_VERB_APPROVE, first, NULL));
  so_clock_set (SO_TEST_NOW + 60 * 1000);
  g_assert_cmpuint (so_test_dispatch (test->studio), ==, 1);
  so_clock_set (SO_TEST_NOW + 120 * 1000);
  again = so_test_receive (test->studio, "loopback", "Priya S.", "And what is the price of a class?", account, NULL);
  g_assert_cmpstr (again, ==, thread);
  assert_proposes (test->studio, thread, ASKED " " LEVEL " See you soon!");
  so_clock_set (SO_TEST_NOW);
}

/* "With a question" asks it once, where it is off, too; and says when nothing is left. */
static void
test_hint (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *thread = so_test_receive (test->studio, "whatsapp", "Priya S.", "How much is a class?", NULL, NULL), *id = NULL;
  g_autoptr (SoDraft) draft = NULL;

  fee (test->studio);
  id = so_test_do (test->studio, SO_VERB_PROPOSE, thread, NULL);
  g_free (so_test_do (test->studio, SO_VERB_REDO, id, "with question"));
  draft = so_test_draft (test->studio, id);
  g_assert_cmpstr (draft->text, ==, ASKED " " STYLE " See you soon!");
  set (test->studio, SO_SETTING_QUALIFY, "[]");
  so_test_refuses (test->studio, SO_VERB_REDO, id, "mit Frage");
}

/* The owner's words are for whom they can be read by; the usual ones stand in the customer's language. */
static void
test_languages (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *german = so_test_receive (test->studio, "whatsapp", "Eva", "Hallo, was kostet denn eine Stunde bei euch?", NULL, NULL), *asked = NULL, *own = NULL;
  g_autoptr (SoDb) db = NULL;

  set (test->studio, SO_SETTING_QUALIFY_DRAFTS, "1");
  db = so_store_read (so_studio_get_store (test->studio), NULL);
  asked = so_inquiry_of_draft (db, german, "de", FALSE);
  g_assert_cmpstr (asked, ==, "Welche Richtung möchtest du ausprobieren?");
  g_clear_pointer (&db, so_db_release);
  set (test->studio, SO_SETTING_QUALIFY, "[{\"name\": \"style\", \"ask\": \"What is the style that you would like to learn with us?\"}]");
  db = so_store_read (so_studio_get_store (test->studio), NULL);
  own = so_inquiry_of_draft (db, german, "de", FALSE);
  g_assert_null (own);
  own = so_inquiry_of_draft (db, german, "en", FALSE);
  g_assert_cmpstr (own, ==, "What is the style that you would like to learn with us?");
}

/* Yoga asks for injuries: in person. No draft has it, the answer is a field that stays here, and undo takes all of it back. */
static void
test_sensitive (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *thread = so_test_receive (test->studio, "whatsapp", "Priya S.", "How much is a class?", NULL, NULL), *contact = contact_of (test->studio, thread),
                  *asked = NULL, *kept = NULL;
  g_autoptr (GPtrArray) fields = NULL, kinds = NULL, answers = NULL;
  g_autoptr (SoDb) db = NULL;

  set (test->studio, SO_SETTING_QUALIFY_DRAFTS, "1");
  set (test->studio, SO_SETTING_QUALIFY, "[{\"name\": \"health\"}]");
  answer (test->studio, contact, "health", "knee");
  db = so_store_read (so_studio_get_store (test->studio), NULL);
  asked = so_inquiry_of_draft (db, thread, "en", TRUE);
  g_assert_null (asked);
  kept = so_field_get_sensitive (db, contact, "health");
  g_assert_cmpstr (kept, ==, "knee");
  fields = so_contact_fields (db, contact, NULL);
  g_assert_cmpuint (fields->len, ==, 0);
  answers = so_qualifying_of (db, contact, NULL);
  g_assert_cmpuint (answers->len, ==, 1);
  g_assert_cmpstr (((SoQualified *) answers->pdata[0])->answer, ==, "knee");
  g_clear_pointer (&db, so_db_release);
  g_free (so_test_do (test->studio, SO_VERB_UNDO, NULL, NULL));
  db = so_store_read (so_studio_get_store (test->studio), NULL);
  kinds = so_field_kind_list (db, NULL);
  g_assert_cmpuint (kinds->len, ==, 0);
}

/* A field that the studio has already keeps its kind; and what it says of being sensitive counts. */
static void
test_own_field (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *thread = so_test_receive (test->studio, "whatsapp", "Priya S.", "Hi", NULL, NULL), *contact = contact_of (test->studio, thread);
  g_autoptr (GPtrArray) all = NULL;

  g_free (so_test_do (test->studio, SO_VERB_FIELD_KIND, "new", "{\"label\": \"Style\", \"kind\": \"choice\", \"choices\": \"Salsa\\nTango\", \"sensitive\": 1}"));
  so_test_refuses (test->studio, SO_VERB_FIELD, contact, "{\"name\": \"style\", \"value\": \"Polka\"}");
  answer (test->studio, contact, "style", "Tango");
  all = so_studio_list_inquiries (test->studio);
  g_assert_true (((SoQualify *) all->pdata[0])->sensitive);
}

static void
test_lists (void)
{
  static const char *const bad[] = {
    "{}", "[1]", "nonsense", "[{\"name\": \"style\"}, {\"name\": \"style\"}]", "[{\"name\": \"no such\"}]", "[{\"label\": \" \", \"ask\": \"Why?\"}]",
    "[{\"label\": \"Why\", \"ask\": \" \"}]", "[{\"label\": \"Why\", \"ask\": \"one\\ntwo\"}]", "[{\"label\": \"Why\"}]",
  };
  static const char *const kinds[] = { "dance", "yoga", "fitness", "music", "salon", "medspa", "agency", "circus" };
  static const char *const languages[] = { "en", "de", "es", "fr", "pt" };
  g_autoptr (SoTestStudio) test = so_test_studio_new ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    so_test_refuses (test->studio, SO_VERB_SAVE_SETTING, SO_SETTING_QUALIFY, bad[i]);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) usual = so_qualify_usual (kinds[i]), again = NULL;
      g_autofree char *text = so_qualify_to_json (usual);

      again = so_qualify_from_json (text, NULL);
      g_assert_cmpuint (again->len, ==, usual->len);
      g_assert_cmpuint (usual->len, >=, 2);
      for (guint k = 0; k < usual->len; k++)
        for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
          {
            const char *words = so_qualify_words (usual->pdata[k], languages[l]);

            g_assert_true (so_qualify_is_in (again->pdata[k], words) && strchr (words, '?'));
            g_assert_cmpint (g_utf8_strlen (words, -1), <=, SO_QUALIFY_LONGEST);
          }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inquiry/drafts", test_drafts);
  g_test_add_func ("/inquiry/not-twice", test_not_twice);
  g_test_add_func ("/inquiry/hint", test_hint);
  g_test_add_func ("/inquiry/languages", test_languages);
  g_test_add_func ("/inquiry/sensitive", test_sensitive);
  g_test_add_func ("/inquiry/own-field", test_own_field);
  g_test_add_func ("/inquiry/lists", test_lists);
  return g_test_run ();
}
