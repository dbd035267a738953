/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-asker.h"
#include "so-check-facts.h"
#include "so-draft-guard.h"
#include "so-draft-versions.h"
#include "so-drafter.h"
#include "so-error.h"
#include "so-events.h"
#include "so-prices.h"
#include "so-reply-facts.h"
#include "so-studio-private.h"
#include "so-threads.h"
#include "so-writer.h"

#include <glib/gstdio.h>
#include <string.h>

/* Drafts by a model: what becomes of what it says, of what it does not say, and of what happens meanwhile. */

typedef struct {
  SoModelOutcome outcome;
  const char *text;          /* NULL: it fails with an error */
  void (*meanwhile) (SoTestStudio *test, const char *thread);   /* while it writes, or NULL */
  SoTestStudio *test;
  const char *thread;
  guint asked;
  char *system, *turn;       /* what it was told last */
  guint looked_on;           /* pieces that were in sight while it wrote */
} Fake;

static void
fake_clear (Fake *fake)
{
  g_free (fake->system);
  g_free (fake->turn);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fake, fake_clear)

static SoModelAnswer *
fake_ask (const char *agent, const SoModelAsk *ask, SoModelPiece piece, gpointer piece_data, gpointer data, GCancellable *cancellable, GError **error)
{
  Fake *fake = data;
  SoModelAnswer *answer;

  g_assert_cmpstr (agent, ==, "smart_reply");
  fake->asked++;
  g_set_str (&fake->system, ask->system);
  g_set_str (&fake->turn, ask->turns[0]);
  if (fake->text)
    {
      g_autofree char *half = g_utf8_substring (fake->text, 0, g_utf8_strlen (fake->text, -1) / 2), *seen = NULL;

      piece (half, piece_data);
      seen = so_studio_dup_writing (fake->test->studio, fake->thread);
      fake->looked_on += seen && !strcmp (seen, half);
      piece (fake->text + strlen (half), piece_data);
    }
  if (fake->meanwhile)
    fake->meanwhile (fake->test, fake->thread);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (!fake->text)
    return so_fail (error, SO_ERROR_WAIT, "The server does not answer"), NULL;
  answer = g_new0 (SoModelAnswer, 1);
  answer->outcome = fake->outcome;
  answer->text = g_strdup (fake->text);
  return answer;
}

static SoTestStudio *
set_up (Fake *fake)
{
  SoTestStudio *test = so_test_studio_new ();
  SoPrice price = { .name = (char *) "Beginner Salsa", .amount = 1500, .currency = (char *) "EUR", .unit = (char *) "per class" };
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (test->studio), NULL, NULL);

  g_free (so_price_save (db, &price, NULL));
  g_assert_true (so_store_commit (so_studio_get_store (test->studio), &db, NULL));
  g_free (so_test_teach (test->studio, "fee_inquiry", "What does a class cost?", "A beginner salsa class is 15 €, ten are 120 €."));
  fake->test = test;
  so_asker_set_double (test->studio, fake_ask, fake);
  return test;
}

/* A question for which the rules propose an answer; the thread. */
static char *
ask_price (SoTestStudio *test)
{
  char *thread = so_test_receive (test->studio, "whatsapp", "Priya S.", "Hi, how much is a beginner salsa class?", NULL, NULL);

  g_free (so_test_do (test->studio, SO_VERB_PROPOSE, thread, NULL));
  return thread;
}

static SoDraft *
draft_of (SoTestStudio *test, const char *thread)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (test->studio), NULL);

  return so_draft_of_thread (db, thread, NULL);
}

#define GOOD "Hi Priya! A beginner salsa class is 15 €, and ten are 120 €."

static void
test_writes (void)
{
  g_auto (Fake) fake = { .text = "  \"" GOOD "\"\n" };
  g_autoptr (SoTestStudio) test = set_up (&fake);
  g_autofree char *thread = ask_price (test), *writing = NULL;
  g_autoptr (SoDraft) rules = draft_of (test, thread), draft = NULL, back = NULL;

  fake.thread = thread;
  g_assert_cmpstr (rules->origin, ==, "knowledge");
  g_assert_true (so_writer_write (test->studio, thread, NULL, NULL, NULL));
  draft = draft_of (test, thread);
  g_assert_cmpstr (draft->id, ==, rules->id);
  g_assert_cmpstr (draft->text, ==, GOOD);
  g_assert_cmpstr (draft->origin, ==, "model");
  g_assert_cmpint (draft->state, ==, SO_DRAFT_PROPOSED);
  g_assert_nonnull (strstr (draft->sources, "What does a class cost?"));
  g_assert_cmpuint (fake.looked_on, ==, 1);
  writing = so_studio_dup_writing (test->studio, thread);
  g_assert_null (writing);
  g_assert_nonnull (strstr (fake.system, "15 €"));
  g_assert_nonnull (strstr (fake.turn, "how much is a beginner salsa class"));
  /* What the rules proposed is one key away. */
  g_free (so_test_do (test->studio, SO_VERB_VERSION, draft->id, "previous"));
  back = draft_of (test, thread);
  g_assert_cmpstr (back->text, ==, rules->text);
  g_assert_cmpstr (back->origin, ==, "knowledge");
}

/* Nothing in the knowledge answers it: the draft is there only when the model has finished. */
static void
test_writes_where_rules_know_nothing (void)
{
  g_auto (Fake) fake = { .text = "Hi! I will ask the team and come back to you." };
  g_autoptr (SoTestStudio) test = set_up (&fake);
  g_autofree char *thread = so_test_receive (test->studio, "whatsapp", "Priya S.", "Do you know a good place for dinner nearby?", NULL, NULL);
  g_autoptr (SoDraft) before = draft_of (test, thread), draft = NULL;

  fake.thread = thread;
  g_assert_null (before);
  g_assert_true (so_writer_write (test->studio, thread, NULL, NULL, NULL));
  draft = draft_of (test, thread);
  g_assert_cmpstr (draft->text, ==, fake.text);
  g_assert_cmpint (draft->state, ==, SO_DRAFT_PROPOSED);
  g_assert_cmpstr (draft->proposed, ==, fake.text);
  g_assert_cmpint (draft->basis_at, >, 0);
  g_free (so_test_do (test->studio, SO_VERB_APPROVE, draft->id, NULL));
}

static void
test_fails (void)
{
  static const struct { SoModelOutcome outcome; const char *text; } rows[] = {
    { SO_MODEL_DONE, NULL }, { SO_MODEL_CUT, "Hi Priya! A beg" }, { SO_MODEL_REFUSED, "I cannot" }, { SO_MODEL_BLOCKED, "" }, { SO_MODEL_BROKEN, "Hi Pri" },
    { SO_MODEL_EMPTY, "" }, { SO_MODEL_DONE, " \n \xe2\x80\x8b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint known = 0; known < 2; known++)
      {
        g_auto (Fake) fake = { .outcome = rows[i].outcome, .text = rows[i].text };
        g_autoptr (SoTestStudio) test = set_up (&fake);
        g_autofree char *thread = known ? ask_price (test) : so_test_receive (test->studio, "sms", "+49 151 1234567", "Do you like rain at all?", NULL, NULL);
        g_autoptr (SoDraft) rules = draft_of (test, thread), draft = NULL;
        g_autofree char *why = NULL;
        g_autoptr (GError) error = NULL;

        fake.thread = thread;
        g_assert_false (so_writer_write (test->studio, thread, NULL, NULL, &error));
        g_assert_nonnull (error);
        why = so_studio_dup_writing_failure (test->studio, thread);
        g_assert_true (g_str_has_prefix (why, "The model gave no answer: "));
        draft = draft_of (test, thread);
        g_assert_true (!draft == !known);
        if (!known)
          continue;
        g_assert_cmpstr (draft->text, ==, rules->text);
        g_assert_cmpstr (draft->reason, ==, SO_REASON_MODEL);
        g_assert_cmpstr (draft->detail, ==, why);
        g_free (so_test_do (test->studio, SO_VERB_APPROVE, draft->id, NULL));
      }
}

static void
edit (SoTestStudio *test, const char *thread)
{
  g_autoptr (SoDraft) draft = draft_of (test, thread);

  g_free (so_test_do (test->studio, SO_VERB_EDIT, draft->id, "My own words"));
}

static void
approve (SoTestStudio *test, const char *thread)
{
  g_autoptr (SoDraft) draft = draft_of (test, thread);

  g_free (so_test_do (test->studio, SO_VERB_APPROVE, draft->id, NULL));
}

static void
discard (SoTestStudio *test, const char *thread)
{
  g_autoptr (SoDraft) draft = draft_of (test, thread);

  g_free (so_test_do (test->studio, SO_VERB_DISCARD, draft->id, "3"));
}

static void
write_again (SoTestStudio *test, const char *thread)
{
  g_free (so_test_receive (test->studio, "whatsapp", "Priya S.", "Sorry, I meant the card for ten", NULL, NULL));
}

static void
stop (SoTestStudio *test, const char *thread)
{
  so_studio_stop_writing (test->studio, thread);
}

static void
write_own (SoTestStudio *test, const char *thread)
{
  g_free (so_test_do (test->studio, SO_VERB_WRITE, thread, "My own words"));
}

/* Whatever happens while it writes: the owner's words and her decision stand. */
static void
test_meanwhile (void)
{
  static const struct { void (*meanwhile) (SoTestStudio *test, const char *thread); SoDraftState state; const char *text; } rows[] = {
    { edit, SO_DRAFT_EDITED, "My own words" }, { approve, SO_DRAFT_QUEUED, NULL }, { discard, SO_DRAFT_DISCARDED, NULL },
    { write_again, SO_DRAFT_PROPOSED, NULL }, { stop, SO_DRAFT_PROPOSED, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Fake) fake = { .text = GOOD, .meanwhile = rows[i].meanwhile };
      g_autoptr (SoTestStudio) test = set_up (&fake);
      g_autofree char *thread = ask_price (test);
      g_autoptr (SoDraft) rules = draft_of (test, thread), after = NULL;

      fake.thread = thread;
      g_assert_true (so_writer_write (test->studio, thread, NULL, NULL, NULL));
      after = so_test_draft (test->studio, rules->id);
      g_assert_cmpstr (after->text, ==, rows[i].text ? rows[i].text : rules->text);
      g_assert_true (after->state == rows[i].state || (rows[i].state == SO_DRAFT_EDITED && after->state == SO_DRAFT_EDITING));
      g_assert_null (after->reason && !strcmp (after->reason, SO_REASON_MODEL) ? after->reason : NULL);
    }
}

static void
test_own_words_where_rules_know_nothing (void)
{
  g_auto (Fake) fake = { .text = "Hi! I will ask.", .meanwhile = write_own };
  g_autoptr (SoTestStudio) test = set_up (&fake);
  g_autofree char *thread = so_test_receive (test->studio, "whatsapp", "Priya S.", "Do you like rain at all?", NULL, NULL);
  g_autoptr (SoDraft) draft = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GArray) left = NULL;

  fake.thread = thread;
  g_assert_true (so_writer_write (test->studio, thread, NULL, NULL, NULL));
  draft = draft_of (test, thread);
  g_assert_cmpstr (draft->text, ==, "My own words");
  db = so_store_read (so_studio_get_store (test->studio), NULL);
  left = so_draft_numbers (db, 1u << SO_DRAFT_GENERATING, NULL, NULL);
  g_assert_cmpuint (left->len, ==, 0);
}

/* Nobody is asked where nothing is to be proposed. */
static void
test_not_asked (void)
{
  g_auto (Fake) fake = { .text = GOOD };
  g_autoptr (SoTestStudio) test = set_up (&fake);
  g_autofree char *person = so_test_receive (test->studio, "sms", "+49 151 1", "I want a refund, this is a scandal", NULL, NULL);
  g_autofree char *old = so_test_receive (test->studio, "sms", "+49 151 2", "How much is a class?", NULL, "batch");
  g_autofree char *thread = ask_price (test);
  g_autoptr (GError) error = NULL;

  g_assert_true (so_writer_write (test->studio, person, NULL, NULL, NULL));
  g_assert_true (so_writer_write (test->studio, old, NULL, NULL, NULL));
  g_free (so_test_do (test->studio, SO_VERB_SAVE_SETTING, "assistant.mode", "manual"));
  g_assert_true (so_writer_write (test->studio, thread, NULL, NULL, NULL));
  g_assert_cmpuint (fake.asked, ==, 0);
  /* Who asks for it is told why not. */
  g_assert_false (so_writer_write (test->studio, person, "", NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  so_asker_set_double (test->studio, NULL, NULL);
  g_assert_true (so_writer_write (test->studio, thread, NULL, NULL, NULL));
  g_assert_cmpuint (fake.asked, ==, 0);
}

static void
test_redo (void)
{
  g_auto (Fake) fake = { .text = "A class is 15 €." };
  g_autoptr (SoTestStudio) test = set_up (&fake);
  g_autofree char *thread = ask_price (test);
  g_autoptr (SoDraft) rules = draft_of (test, thread), draft = NULL, undone = NULL, failed = NULL;

  fake.thread = thread;
  g_assert_true (so_writer_write (test->studio, thread, "shorter please", NULL, NULL));
  draft = draft_of (test, thread);
  g_assert_cmpstr (draft->text, ==, "A class is 15 €.");
  g_assert_cmpstr (draft->hint, ==, "shorter please");
  g_assert_nonnull (strstr (fake.turn, "shorter please"));
  g_assert_nonnull (strstr (fake.turn, rules->text));
  g_free (so_test_do (test->studio, SO_VERB_UNDO, NULL, NULL));
  undone = draft_of (test, thread);
  g_assert_cmpstr (undone->text, ==, rules->text);
  /* It dies: then the rules do what they understand of the wish. */
  fake.text = NULL;
  g_assert_false (so_writer_write (test->studio, thread, "formal", NULL, NULL));
  failed = draft_of (test, thread);
  g_assert_cmpstr (failed->text, !=, rules->text);
  g_assert_cmpstr (failed->origin, ==, "knowledge");
  g_assert_cmpstr (failed->reason, ==, SO_REASON_MODEL);
}

/* What stands nowhere is on the card and stops the key, and is not approved behind the owner's back. */
static void
test_guarded (void)
{
  static const struct { const char *text; SoCheck check; } rows[] = {
    { "A class is only 9 € for you!", SO_CHECK_UNPROVEN }, { "I have booked you a place.", SO_CHECK_UNPROVEN }, { "A class is **15 €**.", SO_CHECK_HIDDEN },
    { "Pay at http://evil.example.net", SO_CHECK_LINK }, { "Call Jo on +49 170 9999999", SO_CHECK_OTHER_PERSON }, { "Hi [Name], it is 15 €", SO_CHECK_PLACEHOLDER },
    { "Ask Jo Black, she knows.", SO_CHECK_OTHER_PERSON },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Fake) fake = { .text = rows[i].text };
      g_autoptr (SoTestStudio) test = set_up (&fake);
      g_autofree char *other = so_test_receive (test->studio, "whatsapp", "Jo Black", "Hello", NULL, NULL), *thread = ask_price (test), *words = NULL, *names = NULL;
      g_autoptr (SoDraft) draft = NULL;
      guint failed;

      fake.thread = thread;
      g_assert_true (so_writer_write (test->studio, thread, NULL, NULL, NULL));
      draft = draft_of (test, thread);
      failed = so_studio_check_draft (test->studio, draft->id, NULL);
      names = so_checks_write (failed);
      g_test_message ("%s: %s", rows[i].text, names);
      g_assert_true (failed & 1u << rows[i].check);
      words = so_studio_dup_guard_words (test->studio, draft->id);
      g_assert_nonnull (words);
      so_test_refuses (test->studio, SO_VERB_APPROVE, draft->id, NULL);
      /* What the owner writes herself is hers. */
      g_free (so_test_do (test->studio, SO_VERB_EDIT, draft->id, "For you it is 7 €"));
      g_free (words);
      words = so_studio_dup_guard_words (test->studio, draft->id);
      g_assert_null (words);
    }
}

/* Many people who share words, numbers and names: what a model is told of one has nothing of another. */
static void
test_nothing_of_others (void)
{
  g_auto (Fake) fake = { .text = GOOD };
  g_autoptr (SoTestStudio) test = set_up (&fake);
  g_autoptr (GPtrArray) threads = g_ptr_array_new_with_free_func (g_free);
  guint leaks = 0, people = 60;

  for (guint i = 0; i < people; i++)
    {
      /* Half of them are called Priya, all write the same words and name each other's numbers; only the mark is their own. */
      g_autofree char *name = g_strdup_printf (i % 2 ? "Priya S%u" : "Ana P%u", i), *first = NULL, *second = NULL;

      first = g_strdup_printf ("My number is +49 151 00000%02u, my daughter Mia%uQ is 7, secret-%u-mark", i, i, i);
      second = g_strdup_printf ("How much is a class for Priya? again-%u-mark", i);
      g_free (so_test_receive (test->studio, "whatsapp", name, first, NULL, NULL));
      g_ptr_array_add (threads, so_test_receive (test->studio, "whatsapp", name, second, NULL, NULL));
    }
  for (guint i = 0; i < people; i++)
    {
      g_autoptr (SoThread) thread = so_test_thread (test->studio, threads->pdata[i]);
      g_autofree char *note = g_strdup_printf ("note-%u-mark: pays late", i);

      g_free (so_test_do (test->studio, SO_VERB_NOTE_CONTACT, thread->contact_id, note));
      fake.thread = threads->pdata[i];
      g_assert_true (so_writer_write (test->studio, threads->pdata[i], "", NULL, NULL));
      for (guint other = 0; other < people; other++)
        {
          g_autofree char *said = g_strdup_printf ("secret-%u-mark", other), *again = g_strdup_printf ("again-%u-mark", other), *child = g_strdup_printf ("Mia%uQ", other);
          g_autofree char *noted = g_strdup_printf ("note-%u-mark", other), *name = g_strdup_printf (other % 2 ? "Priya S%u\"" : "Ana P%u\"", other);
          gboolean own = strstr (fake.turn, said) && strstr (fake.turn, again) && strstr (fake.turn, child);
          const char *told[] = { fake.turn, fake.system };

          g_assert_true (own == (other == i));
          for (guint t = 0; t < G_N_ELEMENTS (told); t++)
            {
              leaks += other != i && (strstr (told[t], said) || strstr (told[t], again) || strstr (told[t], child) || strstr (told[t], name));
              leaks += strstr (told[t], noted) != NULL;
            }
        }
    }
  g_test_message ("%u people, %u contexts, %u rows of others", people, people, leaks);
  g_assert_cmpuint (leaks, ==, 0);
}

/* What is kept of a person for the studio alone is in no context: not what is sensitive, not in a note, not in a file's name. */
static void
test_kept_of_them (void)
{
  g_auto (Fake) fake = { .text = GOOD };
  g_autoptr (SoTestStudio) test = set_up (&fake);
  g_autofree char *thread_id = ask_price (test), *plain = NULL, *hidden = NULL, *path = g_build_filename (g_get_tmp_dir (), "secret-file-mark.txt", NULL), *told = NULL;
  g_autoptr (SoThread) thread = so_test_thread (test->studio, thread_id);

  plain = so_test_do (test->studio, SO_VERB_FIELD_KIND, "new", "{\"label\": \"Shoe size\", \"kind\": \"number\"}");
  hidden = so_test_do (test->studio, SO_VERB_FIELD_KIND, "new", "{\"label\": \"Allergies\", \"kind\": \"text\", \"sensitive\": 1}");
  g_assert_cmpstr (plain, ==, "shoe-size");
  g_assert_cmpstr (hidden, ==, "allergies");
  g_free (so_test_do (test->studio, SO_VERB_FIELD, thread->contact_id, "{\"name\": \"allergies\", \"value\": \"secret-nuts-mark, price of a class\"}"));
  g_free (so_test_do (test->studio, SO_VERB_NOTE_ADD, thread->contact_id, "secret-note-mark: how much is a class"));
  g_assert_true (g_file_set_contents (path, "secret-text-mark", -1, NULL));
  g_free (so_test_do (test->studio, SO_VERB_KEEP_FILE, thread->contact_id, path));
  g_unlink (path);
  fake.thread = thread_id;
  g_assert_true (so_writer_write (test->studio, thread_id, "", NULL, NULL));
  told = g_strconcat (fake.turn, fake.system, NULL);
  g_assert_nonnull (strstr (told, "How much") ? told : strstr (told, "cost") ? told : strstr (told, "class"));
  g_assert_null (strstr (told, "-mark"));
}

/* What may not be quoted is in no context; many entries are not all told. */
static void
test_facts (void)
{
  g_auto (Fake) fake = { .text = GOOD };
  g_autoptr (SoTestStudio) test = set_up (&fake);
  g_autofree char *thread = ask_price (test);
  guint told = 0;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *question = g_strdup_printf ("Question about a class of kind%u?", i), *answer = g_strdup_printf ("Answer entry-%u-mark.", i);

      g_free (so_test_teach (test->studio, "class_information", question, answer));
    }
  fake.thread = thread;
  g_assert_true (so_writer_write (test->studio, thread, "", NULL, NULL));
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *mark = g_strdup_printf ("entry-%u-mark", i);

      told += strstr (fake.system, mark) != NULL;
    }
  g_assert_cmpuint (told, >, 0);
  g_assert_cmpuint (told, <=, 16);
  g_assert_nonnull (strstr (fake.system, "120 €"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/writer/writes", test_writes);
  g_test_add_func ("/engine/writer/kept-of-them", test_kept_of_them);
  g_test_add_func ("/engine/writer/writes-where-rules-know-nothing", test_writes_where_rules_know_nothing);
  g_test_add_func ("/engine/writer/fails", test_fails);
  g_test_add_func ("/engine/writer/meanwhile", test_meanwhile);
  g_test_add_func ("/engine/writer/own-words-where-rules-know-nothing", test_own_words_where_rules_know_nothing);
  g_test_add_func ("/engine/writer/not-asked", test_not_asked);
  g_test_add_func ("/engine/writer/redo", test_redo);
  g_test_add_func ("/engine/writer/guarded", test_guarded);
  g_test_add_func ("/engine/writer/nothing-of-others", test_nothing_of_others);
  g_test_add_func ("/engine/writer/facts", test_facts);
  return g_test_run ();
}
