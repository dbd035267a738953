/* SPDX-License-Identifier: MIT */
/* Where data goes, as the owner reads it: with other settings it says something else. */
#include "so-data-places.h"

#include "so-assistant.h"
#include "so-studio-private.h"
#include "so-test-studio.h"

#include <string.h>

static const SoDataPlace *
find (GPtrArray *places, const char *what)
{
  for (guint i = 0; i < places->len; i++)
    if (!strcmp (((const SoDataPlace *) places->pdata[i])->what, what))
      return places->pdata[i];
  g_test_message ("nothing is said of %s", what);
  g_assert_not_reached ();
}

static guint
count_leaving (GPtrArray *places)
{
  guint n = 0;

  for (guint i = 0; i < places->len; i++)
    n += ((const SoDataPlace *) places->pdata[i])->leaves;
  return n;
}

static void
set_provider (SoStudio *studio, SoModelKind kind, const char *base, const char *key)
{
  g_autoptr (GError) error = NULL;

  so_assistant_set_provider (studio, kind, &(SoProviderChange) { .base = base, .model = "m", .key = key, .price_in = -1, .price_out = -1, .use = TRUE }, &error);
  g_assert_no_error (error);
}

static void
test_places (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (SoSecrets) secrets = so_secrets_memory ();
  g_autoptr (GPtrArray) rules = NULL, here = NULL, away = NULL, private = NULL;
  const SoDataPlace *draft;

  so_studio_set_secrets (test->studio, secrets);
  rules = so_data_places (test->studio);
  g_assert_cmpuint (count_leaving (rules), ==, 0);
  g_assert_nonnull (strstr (find (rules, "Messages, people, notes, tags")->where, test->folder));
  g_assert_nonnull (strstr (find (rules, "To write a draft")->where, "Nowhere"));
  set_provider (test->studio, SO_MODEL_OLLAMA, NULL, NULL);
  here = so_data_places (test->studio);
  draft = find (here, "To write a draft");
  g_assert_false (draft->leaves);
  g_assert_nonnull (strstr (draft->where, "127.0.0.1"));
  g_assert_nonnull (strstr (draft->where, "stays on this computer"));
  set_provider (test->studio, SO_MODEL_OPENAI_CHAT, "https://models.example/v1", "k");
  away = so_data_places (test->studio);
  draft = find (away, "To understand a message");
  g_assert_true (draft->leaves);
  g_assert_nonnull (strstr (draft->where, "https://models.example/v1"));
  g_assert_cmpuint (count_leaving (away), ==, SO_N_AGENTS);
  g_assert_true (so_assistant_set_private (test->studio, TRUE, NULL));
  private = so_data_places (test->studio);
  g_assert_cmpuint (count_leaving (private), ==, 0);
  g_assert_null (strstr (find (private, "To judge a lead")->where, "models.example"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/data-places", test_places);
  return g_test_run ();
}
