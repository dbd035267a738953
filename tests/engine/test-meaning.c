/* SPDX-License-Identifier: MIT */
/* Entries that are found by what they mean: read once, compared here, and words alone wherever that is not to be had. */
#include "so-meaning.h"

#include "so-assistant.h"
#include "so-clock.h"
#include "so-embedding.h"
#include "so-error.h"
#include "so-jobs.h"
#include "so-knowledge-base.h"
#include "so-model-uses.h"
#include "so-studio-private.h"
#include "so-test-server.h"
#include "so-test-studio.h"
#include "so-vectors.h"

#include <string.h>

#define ENTRIES 14

typedef struct {
  SoTestStudio *test;
  SoStudio *studio;
  SoTestServer *server;
  char *base;
  char *ids[ENTRIES];
} Case;

static void
set_up (Case *c, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  c->test = so_test_studio_new ();
  c->studio = c->test->studio;
  c->server = so_test_server_new ();
  c->base = so_test_server_url (c->server, "");
  for (guint i = 0; i < ENTRIES; i++)
    {
      g_autofree char *question = g_strdup_printf ("Question number %u", i);

      c->ids[i] = so_test_teach (c->studio, "other", question, "An answer");
    }
  so_assistant_set_provider (c->studio, SO_MODEL_OLLAMA, &(SoProviderChange) { .base = c->base, .model = "m", .price_in = 2, .price_out = -1, .use = TRUE }, &error);
  g_assert_no_error (error);
}

static void
tear_down (Case *c, gconstpointer data)
{
  for (guint i = 0; i < ENTRIES; i++)
    g_free (c->ids[i]);
  so_test_studio_free (c->test);
  so_test_server_free (c->server);
  g_free (c->base);
}

/* Directions for @n texts from the @first on, each along an axis of its own. */
static void
answer (Case *c, guint first, guint n)
{
  g_autoptr (GString) body = g_string_new ("{\"embeddings\":[");

  for (guint i = first; i < first + n; i++)
    {
      g_string_append (body, i > first ? ",[" : "[");
      for (guint k = 0; k < ENTRIES; k++)
        g_string_append_printf (body, "%s%d", k ? "," : "", k == i);
      g_string_append_c (body, ']');
    }
  g_string_append (body, "],\"prompt_eval_count\":100}");
  so_test_server_answer (c->server, "200 OK", "", body->str);
}

static void
choose (Case *c, const char *model)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (so_meaning_choose (c->studio, model, &error));
  g_assert_no_error (error);
}

static void
run (Case *c)
{
  g_autoptr (GError) error = NULL;
  guint ran;
  gint64 next;

  g_assert_true (so_jobs_run (c->studio, &ran, &next, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_state (Case *c, guint n, const char *by)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (c->studio), NULL);
  g_auto (SoMeaningState) state = { 0 };

  so_meaning_get_state (db, &state);
  g_assert_cmpuint (state.n, ==, n);
  g_assert_cmpuint (state.of, ==, ENTRIES);
  g_assert_cmpstr (state.by, ==, by);
}

static void
change (Case *c, guint i, const char *category, const char *answer_text)
{
  SoStore *store = so_studio_get_store (c->studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);
  g_autoptr (SoKnowledge) entry = so_knowledge_find (db, c->ids[i], NULL);
  g_autoptr (GError) error = NULL;

  g_set_str (&entry->category, category);
  g_set_str (&entry->answer, answer_text);
  g_free (so_knowledge_save (db, entry, &error));
  g_assert_no_error (error);
  g_assert_true (so_store_commit (store, &db, NULL));
}

/* Each once; again where its text changes, all where the model does; counted and paid for. */
static void
test_entries (Case *c, gconstpointer data)
{
  g_autofree char *heard = NULL;
  g_autoptr (GPtrArray) uses = NULL;
  g_autoptr (SoDb) db = NULL;

  run (c);
  g_assert_cmpuint (so_test_server_count (c->server), ==, 0);
  assert_state (c, 0, NULL);
  answer (c, 0, ENTRIES);
  choose (c, "nomic-embed-text");
  run (c);
  run (c);
  g_assert_cmpuint (so_test_server_count (c->server), ==, 1);
  assert_state (c, ENTRIES, "ollama/nomic-embed-text");
  change (c, 3, "fee_inquiry", "An answer");
  run (c);
  g_assert_cmpuint (so_test_server_count (c->server), ==, 1);
  assert_state (c, ENTRIES, "ollama/nomic-embed-text");
  change (c, 3, "fee_inquiry", "Another answer");
  assert_state (c, ENTRIES - 1, "ollama/nomic-embed-text");
  answer (c, 3, 1);
  run (c);
  g_assert_cmpuint (so_test_server_count (c->server), ==, 2);
  heard = so_test_server_heard (c->server, 1);
  g_assert_nonnull (strstr (heard, "\"input\":[\"Question number 3\\nAnother answer\"]"));
  db = so_store_read (so_studio_get_store (c->studio), NULL);
  uses = so_model_use_list (db, "2000-01-01", NULL);
  g_assert_cmpuint (uses->len, ==, 1);
  g_assert_cmpstr (((SoModelCount *) uses->pdata[0])->agent, ==, "embedding");
  g_assert_cmpint (((SoModelCount *) uses->pdata[0])->tokens_in, ==, 200);
  g_assert_cmpint (((SoModelCount *) uses->pdata[0])->cost, ==, 400);
  g_clear_pointer (&db, so_db_release);
  answer (c, 0, ENTRIES);
  choose (c, "other");
  assert_state (c, 0, "ollama/other");
  run (c);
  g_assert_cmpuint (so_test_server_count (c->server), ==, 3);
  assert_state (c, ENTRIES, "ollama/other");
  choose (c, NULL);
  assert_state (c, 0, NULL);
}

static GArray *
numbers_of (Case *c, SoDb *db, guint a, guint b)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint which[] = { a, b };

  for (guint i = 0; i < G_N_ELEMENTS (which); i++)
    {
      g_autoptr (SoKnowledge) entry = so_knowledge_find (db, c->ids[which[i]], NULL);

      g_array_append_val (numbers, entry->n);
    }
  return numbers;
}

static void
assert_first (Case *c, SoDb *db, GArray *found, guint expected)
{
  g_autoptr (SoKnowledge) entry = so_knowledge_load (db, g_array_index (found, gint64, 0), NULL);

  g_assert_cmpstr (entry->id, ==, c->ids[expected]);
}

/* By words 5 before 7; the question means 7, which then comes first, and of none that it means nothing is added. */
static void
test_blend (Case *c, gconstpointer data)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GArray) by_words = NULL, without = NULL, blended = NULL, other = NULL;

  answer (c, 0, ENTRIES);
  choose (c, "m-1");
  run (c);
  answer (c, 7, 1);
  so_meaning_read (c->studio, "message-1", "What about that?", 12, NULL);
  g_assert_cmpuint (so_test_server_count (c->server), ==, 2);
  /* Asked once, and where there are fewer entries than are used anyway not at all. */
  so_meaning_read (c->studio, "message-1", "What about that?", 12, NULL);
  so_meaning_read (c->studio, "message-2", "And this?", ENTRIES, NULL);
  so_meaning_read (c->studio, "message-3", "", 12, NULL);
  g_assert_cmpuint (so_test_server_count (c->server), ==, 2);
  db = so_store_read (so_studio_get_store (c->studio), NULL);
  by_words = numbers_of (c, db, 5, 7);
  without = so_meaning_blend (db, "message-2", by_words, 2, NULL);
  g_assert_cmpuint (without->len, ==, 2);
  assert_first (c, db, without, 5);
  blended = so_meaning_blend (db, "message-1", by_words, 12, NULL);
  g_assert_cmpuint (blended->len, ==, 2);
  assert_first (c, db, blended, 7);
  g_array_set_size (by_words, 0);
  other = so_meaning_blend (db, "message-1", by_words, 12, NULL);
  g_assert_cmpuint (other->len, ==, 1);
  assert_first (c, db, other, 7);
}

/* A question of other dimensions than the entries: words alone. */
static void
test_dimensions (Case *c, gconstpointer data)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GArray) by_words = NULL, blended = NULL;

  answer (c, 0, ENTRIES);
  choose (c, "m-1");
  run (c);
  so_test_server_answer (c->server, "200 OK", "", "{\"embeddings\":[[1,0,0]]}");
  so_meaning_read (c->studio, "message-1", "What about that?", 12, NULL);
  db = so_store_read (so_studio_get_store (c->studio), NULL);
  by_words = numbers_of (c, db, 5, 7);
  blended = so_meaning_blend (db, "message-1", by_words, 12, NULL);
  g_assert_cmpuint (blended->len, ==, 2);
  assert_first (c, db, blended, 5);
}

/* What fails is not tried again at once, and changes nothing. */
static void
test_failure (Case *c, gconstpointer data)
{
  so_test_server_answer (c->server, "200 OK", "", "{\"error\":\"model \\\"none\\\" not found\"}");
  choose (c, "none-such");
  run (c);
  run (c);
  g_assert_cmpuint (so_test_server_count (c->server), ==, 1);
  assert_state (c, 0, "ollama/none-such");
  /* Nothing to compare with: the question is not sent. */
  so_meaning_read (c->studio, "message-1", "What about that?", 12, NULL);
  g_assert_cmpuint (so_test_server_count (c->server), ==, 1);
  answer (c, 0, ENTRIES);
  so_clock_set (SO_TEST_NOW + 25 * 3600 * G_GINT64_CONSTANT (1000));
  run (c);
  assert_state (c, ENTRIES, "ollama/none-such");
}

/* In private mode nothing leaves this computer; what compares nothing is not asked. */
static void
test_private (Case *c, gconstpointer data)
{
  g_autoptr (SoSecrets) secrets = so_secrets_memory ();
  g_autoptr (GError) error = NULL;

  so_studio_set_secrets (c->studio, secrets);
  choose (c, "m-1");
  assert_state (c, 0, "ollama/m-1");
  so_assistant_set_provider (c->studio, SO_MODEL_OPENAI_CHAT, &(SoProviderChange) { .base = "https://models.invalid/v1", .model = "m", .key = "k", .price_in = -1, .price_out = -1, .use = TRUE }, NULL);
  assert_state (c, 0, "openai-chat/m-1");
  g_assert_true (so_assistant_set_private (c->studio, TRUE, NULL));
  assert_state (c, 0, NULL);
  g_assert_null (so_assistant_open_embedding (c->studio, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  run (c);
  g_assert_true (so_assistant_set_private (c->studio, FALSE, NULL));
  so_assistant_set_provider (c->studio, SO_MODEL_ANTHROPIC, &(SoProviderChange) { .base = c->base, .model = "m", .key = "k", .price_in = -1, .price_out = -1, .use = TRUE }, NULL);
  assert_state (c, 0, NULL);
  g_assert_cmpuint (so_test_server_count (c->server), ==, 0);
}

static void
test_names (Case *c, gconstpointer data)
{
  static const char *const wrong[] = { "two words", "a\nb", "tab\t" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (so_meaning_choose (c->studio, wrong[i], &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
  assert_state (c, 0, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/engine/meaning/" name, Case, NULL, set_up, func, tear_down)
  ADD ("entries", test_entries);
  ADD ("blend", test_blend);
  ADD ("dimensions", test_dimensions);
  ADD ("failure", test_failure);
  ADD ("private", test_private);
  ADD ("names", test_names);
  return g_test_run ();
}
