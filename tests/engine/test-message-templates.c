/* SPDX-License-Identifier: MIT */
#include "so-test-channel.h"
#include "so-test-studio.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-message-template-sync.h"
#include "so-message-template-verbs.h"
#include "so-message-templates.h"
#include "so-settings.h"
#include "so-studio-private.h"

#include <string.h>

#define HOUR (60 * 60 * G_GINT64_CONSTANT (1000))

/* A conversation on WhatsApp whose window closed a day ago, and two templates at Meta. */
typedef struct {
  SoTestStudio *test;
  SoTestChannel *channel;
  char *account, *thread;
} Fixture;

static void
add_template (SoTestChannel *channel, const char *name, const char *status, const char *text)
{
  SoMessageTemplate *template = g_new0 (SoMessageTemplate, 1);

  template->name = g_strdup (name);
  template->language = g_strdup ("en");
  template->category = g_strdup ("UTILITY");
  template->status = g_strdup (status);
  template->components = g_strdup_printf ("[{\"type\":\"BODY\",\"text\":\"%s\"}]", text);
  g_ptr_array_add (channel->templates, template);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->test = so_test_studio_new ();
  f->channel = so_test_channel_new ();
  f->channel->templates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_message_template_free);
  so_studio_set_outlet (f->test->studio, so_test_channel_open, f->channel);
  f->account = so_test_add_account (f->test->studio, "whatsapp", "test", NULL);
  f->thread = so_test_receive (f->test->studio, "whatsapp", "Priya", "Is there a class on Tuesday?", f->account, NULL);
  add_template (f->channel, "trial", "APPROVED", "Hi {{1}}, see you at {{2}}!");
  add_template (f->channel, "sale", "REJECTED", "Buy!");
  so_clock_set (SO_TEST_NOW + 48 * HOUR);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  so_test_studio_free (f->test);
  g_object_unref (f->channel);
  g_free (f->account);
  g_free (f->thread);
}

static GPtrArray *
known (Fixture *f, const char *query)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (f->test->studio), NULL);
  GPtrArray *all = so_message_templates_list (db, f->account, query, NULL);

  g_assert_nonnull (all);
  return all;
}

static const SoMessageTemplate *
sync_first (Fixture *f, GPtrArray **all)
{
  g_assert_true (so_studio_sync_templates (f->test->studio, f->account, NULL, NULL));
  *all = known (f, NULL);
  return (*all)->pdata[0];
}

static void
test_sync (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) first = NULL, second = NULL, third = NULL, found = NULL;
  guint n = 0;

  g_assert_true (so_studio_sync_templates (f->test->studio, f->account, &n, NULL));
  g_assert_cmpuint (n, ==, 2);
  first = known (f, NULL);
  g_assert_cmpuint (first->len, ==, 2);
  g_assert_cmpstr (((SoMessageTemplate *) first->pdata[0])->name, ==, "trial");
  /* One is approved meanwhile, the other deleted; an id is for ever. */
  g_ptr_array_remove_index (f->channel->templates, 0);
  g_set_str (&((SoMessageTemplate *) f->channel->templates->pdata[0])->status, "APPROVED");
  g_assert_true (so_studio_sync_templates (f->test->studio, f->account, &n, NULL));
  second = known (f, NULL);
  g_assert_cmpuint (second->len, ==, 1);
  g_assert_cmpstr (((SoMessageTemplate *) second->pdata[0])->status, ==, "APPROVED");
  g_assert_cmpstr (((SoMessageTemplate *) second->pdata[0])->id, ==, ((SoMessageTemplate *) first->pdata[1])->id);
  add_template (f->channel, "trial", "APPROVED", "Again");
  g_assert_true (so_studio_sync_templates (f->test->studio, f->account, &n, NULL));
  third = known (f, NULL);
  g_assert_cmpstr (((SoMessageTemplate *) third->pdata[1])->id, ==, ((SoMessageTemplate *) first->pdata[0])->id);
  found = known (f, "buy");
  g_assert_cmpuint (found->len, ==, 1);
}

/* A failure takes nothing away, says why, and is not tried again with every pull. */
static void
test_daily (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autofree char *words = NULL;

  so_test_pull (f->test->studio);
  g_assert_cmpuint (f->channel->asked, ==, 1);
  so_clock_set (SO_TEST_NOW + 71 * HOUR);
  so_test_pull (f->test->studio);
  g_assert_cmpuint (f->channel->asked, ==, 1);
  so_clock_set (SO_TEST_NOW + 72 * HOUR);
  so_test_pull (f->test->studio);
  g_assert_cmpuint (f->channel->asked, ==, 2);
  f->channel->offline = TRUE;
  g_assert_false (so_studio_sync_templates (f->test->studio, f->account, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
  kept = known (f, NULL);
  g_assert_cmpuint (kept->len, ==, 2);
  db = so_store_read (so_studio_get_store (f->test->studio), NULL);
  g_assert_cmpint (so_message_templates_asked_at (db, f->account, &words), ==, SO_TEST_NOW + 72 * HOUR);
  g_assert_cmpstr (words, ==, "The test channel is offline");
  g_clear_pointer (&db, so_db_release);
  g_clear_error (&error);
  g_assert_false (so_studio_sync_templates (f->test->studio, "nobody", NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

static void
test_variables (void)
{
  static const struct {
    const char *gap, *before, *variable;
  } cases[] = {
    { "1", "Hi ", "first name" }, { "1", "Hi", "first name" }, { "1", "¡Hola, ", NULL }, { "1", "Hola ", "first name" }, { "1", "*Hallo* ", "first name" },
    { "1", "Liebe/r ", "first name" }, { "2", ", your class ", "class" }, { "2", " at ", NULL }, { "1", "", NULL },
    { "first_name", "", "first name" }, { "Customer_Name", "x", "first name" }, { "studio", "", "studio" }, { "next_class", "", "class" }, { "wifi", "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (so_message_template_variable (cases[i].gap, cases[i].before), ==, cases[i].variable);
}

static void
test_suggestions (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) all = NULL, of_thread = NULL;
  const SoMessageTemplate *trial = sync_first (f, &all);
  g_auto (GStrv) values = so_studio_suggest_values (f->test->studio, trial, f->thread, NULL);
  g_auto (GStrv) kept = so_studio_suggest_values (f->test->studio, trial, f->thread,
    "{\"name\":\"trial\",\"language\":\"en\",\"components\":[{\"type\":\"body\",\"parameters\":[{\"type\":\"text\",\"text\":\"Jo\"},{\"type\":\"text\",\"text\":\"7\"}]}]}");

  g_assert_cmpuint (g_strv_length (values), ==, 2);
  g_assert_cmpstr (values[0], ==, "Priya");
  g_assert_cmpstr (values[1], ==, "");
  g_assert_cmpstr (kept[0], ==, "Jo");
  g_assert_cmpstr (kept[1], ==, "7");
  of_thread = so_studio_list_message_templates (f->test->studio, f->thread, NULL);
  g_assert_cmpuint (of_thread->len, ==, 2);
  g_assert_null (so_studio_list_message_templates (f->test->studio, "nothing", NULL));
}

static char *
choose (Fixture *f, const char *first, const char *second)
{
  g_autoptr (GPtrArray) all = NULL;
  const SoMessageTemplate *trial = sync_first (f, &all);
  const char *const values[] = { first, second, NULL };
  g_autofree char *argument = so_message_template_argument (trial->id, values);

  return so_test_do (f->test->studio, SO_VERB_TEMPLATE, f->thread, argument);
}

/* Chosen, approved, sent: what leaves is the template, what stays is what the customer reads. */
static void
test_send (Fixture *f, gconstpointer data)
{
  SoStudio *studio = f->test->studio;
  g_autofree char *plain = so_test_do (studio, SO_VERB_WRITE, f->thread, "Free words"), *id = NULL;
  g_autoptr (SoDraft) draft = NULL;

  so_test_refuses (studio, SO_VERB_APPROVE, plain, "key 900");
  id = choose (f, "Priya", "19:00");
  g_assert_cmpstr (id, ==, plain);
  draft = so_test_draft (studio, id);
  g_assert_cmpstr (draft->text, ==, "Hi Priya, see you at 19:00!");
  g_free (so_test_do (studio, SO_VERB_APPROVE, id, "key 900"));
  so_clock_set (so_now () + 6000);
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
  g_assert_cmpstr (f->channel->messages->pdata[0], ==, "{\"name\":\"trial\",\"language\":\"en\",\"components\":[{\"type\":\"body\",\"parameters\":"
                   "[{\"type\":\"text\",\"text\":\"Priya\"},{\"type\":\"text\",\"text\":\"19:00\"}]}]}");
  g_assert_cmpstr (f->channel->sent->pdata[0], ==, "Hi Priya, see you at 19:00!");
  so_test_assert_draft (studio, id, SO_DRAFT_ACCEPTED);
}

/* Other words are no template any more; undo brings back both. */
static void
test_edited (Fixture *f, gconstpointer data)
{
  SoStudio *studio = f->test->studio;
  g_autofree char *id = choose (f, "Priya", "19:00");
  g_autoptr (SoDraft) edited = NULL, same = NULL, undone = NULL;

  g_free (so_test_do (studio, SO_VERB_EDIT, id, NULL));
  same = so_test_draft (studio, id);
  g_assert_nonnull (same->template);
  g_free (so_test_do (studio, SO_VERB_LEAVE, id, NULL));
  g_free (so_test_do (studio, SO_VERB_EDIT, id, "Hi Priya, see you at 20:00!"));
  edited = so_test_draft (studio, id);
  g_assert_null (edited->template);
  so_test_refuses (studio, SO_VERB_APPROVE, id, "key 900");
  g_free (so_test_do (studio, SO_VERB_UNDO, NULL, NULL));
  undone = so_test_draft (studio, id);
  g_assert_cmpstr (undone->text, ==, "Hi Priya, see you at 19:00!");
  g_assert_nonnull (undone->template);
}

/* What Meta pauses between approval and sending does not leave. */
static void
test_paused (Fixture *f, gconstpointer data)
{
  SoStudio *studio = f->test->studio;
  g_autofree char *id = choose (f, "Priya", "19:00");
  g_autoptr (SoDraft) draft = NULL;

  g_free (so_test_do (studio, SO_VERB_APPROVE, id, "key 900"));
  g_set_str (&((SoMessageTemplate *) f->channel->templates->pdata[0])->status, "PAUSED");
  g_assert_true (so_studio_sync_templates (studio, f->account, NULL, NULL));
  so_clock_set (so_now () + 6000);
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  draft = so_test_draft (studio, id);
  g_assert_cmpstr (draft->reason, ==, "template_gone");
  g_assert_cmpuint (f->channel->messages->len, ==, 0);
  so_test_refuses (studio, SO_VERB_APPROVE, id, "key 900");
}

/* The approval is of these values: another one, however it came there, is not sent. */
static void
test_hash (Fixture *f, gconstpointer data)
{
  SoStudio *studio = f->test->studio;
  g_autofree char *id = choose (f, "Priya", "19:00");
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GError) error = NULL;

  g_free (so_test_do (studio, SO_VERB_APPROVE, id, "key 900"));
  db = so_store_begin (so_studio_get_store (studio), NULL, NULL);
  g_assert_true (so_draft_verify_approval (db, id, NULL));
  g_assert_false (so_draft_set_template (db, id, "{\"name\":\"trial\",\"language\":\"de\"}", &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_true (so_draft_step (db, id, SO_DRAFT_EVENT_UNDO, NULL, NULL, NULL));
  g_assert_true (so_draft_set_template (db, id, "{\"name\":\"trial\",\"language\":\"de\"}", NULL));
  g_assert_false (so_draft_verify_approval (db, id, NULL));
}

static void
test_refusals (Fixture *f, gconstpointer data)
{
  SoStudio *studio = f->test->studio;
  g_autoptr (GPtrArray) all = NULL;
  const SoMessageTemplate *trial = sync_first (f, &all), *sale = all->pdata[1];
  g_autofree char *other_account = so_test_add_account (studio, "whatsapp", "test", NULL);
  g_autofree char *other = so_test_receive (studio, "whatsapp", "Raj", "Hello", other_account, NULL);
  const char *const none[] = { "Priya", NULL }, *const many[] = { "a", "b", "c", NULL }, *const bad[] = { "a\nb", "c", NULL }, *const good[] = { "a", "b", NULL };
  g_autofree char *few_values = so_message_template_argument (trial->id, none), *many_values = so_message_template_argument (trial->id, many);
  g_autofree char *bad_values = so_message_template_argument (trial->id, bad), *rejected = so_message_template_argument (sale->id, good + 2);
  g_autofree char *unknown = so_message_template_argument ("nothing", good), *fine = so_message_template_argument (trial->id, good);
  g_autoptr (SoThread) thread = NULL;

  so_test_refuses (studio, SO_VERB_TEMPLATE, f->thread, few_values);
  so_test_refuses (studio, SO_VERB_TEMPLATE, f->thread, many_values);
  so_test_refuses (studio, SO_VERB_TEMPLATE, f->thread, bad_values);
  so_test_refuses (studio, SO_VERB_TEMPLATE, f->thread, rejected);
  so_test_refuses (studio, SO_VERB_TEMPLATE, f->thread, unknown);
  so_test_refuses (studio, SO_VERB_TEMPLATE, f->thread, "nonsense");
  so_test_refuses (studio, SO_VERB_TEMPLATE, other, fine);
  thread = so_test_thread (studio, f->thread);
  g_assert_null (thread->draft_id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/engine/message-templates/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("sync", test_sync);
  ADD ("daily", test_daily);
  g_test_add_func ("/engine/message-templates/variables", test_variables);
  ADD ("suggestions", test_suggestions);
  ADD ("send", test_send);
  ADD ("edited", test_edited);
  ADD ("paused", test_paused);
  ADD ("hash", test_hash);
  ADD ("refusals", test_refusals);
  return g_test_run ();
}
