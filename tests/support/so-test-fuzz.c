/* SPDX-License-Identifier: MIT */
#include "so-test-fuzz.h"

#include <string.h>

#ifdef __SANITIZE_ADDRESS__
#define SECONDS 2
#else
#define SECONDS 4
#endif

static const char *const json[] = {
  "null", "true", "7", "-1", "1e999", "9223372036854775808", "\"\"", "\"\\ud83d\"", "\"\\u0000\"", "[]", "{}", "\"US.1\"", "[[[[[[[[", "{\"a\":", "]", "}", ",", ":", "\"",
  "\"id\":", "\"type\":", "\"messages\":", "\"+\"", "\"US.\"", "\xff", "\xed\xa0\x80", "\"\xf0\x9f\x92\x83\"", "\"text\"", "\"1700000000\"", "\"5511\"",
};

typedef struct {
  GRand *rand;
  const char *const *tokens;
  guint n_tokens;
  const char *end;
  GString *body;
} Work;

/* A place in the body, its end too. */
static gsize
place (Work *w)
{
  return (gsize) g_rand_int_range (w->rand, 0, (gint) w->body->len + 1);
}

static const char *
token (Work *w)
{
  return w->tokens[g_rand_int_range (w->rand, 0, (gint) w->n_tokens)];
}

/* The value after some colon becomes another one: still of the right form, of a shape that nobody expects. */
static void
swap_value (Work *w)
{
  gsize start = place (w), from = start + strcspn (w->body->str + start, ":=");
  gsize to;

  if (from >= w->body->len)
    return;
  from++;
  to = from + strcspn (w->body->str + from, w->end);
  g_string_erase (w->body, (gssize) from, (gssize) (MIN (to, w->body->len) - from));
  /* The first tokens are whole values. */
  g_string_insert (w->body, (gssize) from, w->tokens[g_rand_int_range (w->rand, 0, (gint) MIN (w->n_tokens, 12))]);
}

static void
copy_span (Work *w)
{
  gsize from = place (w), n = (gsize) g_rand_int_range (w->rand, 0, 200);
  g_autoptr (GString) span = g_string_new_len (w->body->str + from, (gssize) MIN (n, w->body->len - from));

  g_string_insert_len (w->body, (gssize) place (w), span->str, (gssize) span->len);
}

static void
erase_span (Work *w)
{
  gsize from = place (w), n = (gsize) g_rand_int_range (w->rand, 0, 60);

  g_string_erase (w->body, (gssize) from, (gssize) MIN (n, w->body->len - from));
}

static void
mutate (Work *w)
{
  for (int i = g_rand_int_range (w->rand, 1, 6); i > 0; i--)
    switch (g_rand_int_range (w->rand, 0, 9))
      {
      case 0:
        if (w->body->len)
          w->body->str[g_rand_int_range (w->rand, 0, (gint) w->body->len)] ^= (char) (1 << g_rand_int_range (w->rand, 0, 8));
        break;
      case 1:
        g_string_insert (w->body, (gssize) place (w), token (w));
        break;
      case 2:
        copy_span (w);
        break;
      case 3:
        erase_span (w);
        break;
      case 4:
        if (g_rand_int_range (w->rand, 0, 8) == 0)
          g_string_truncate (w->body, place (w));
        break;
      default:
        swap_value (w);
        break;
      }
}

static guint32
seed_of_run (void)
{
  const char *text = g_getenv ("SO_FUZZ_SEED");

  return text ? (guint32) g_ascii_strtoull (text, NULL, 10) : g_random_int ();
}

static gint64
end_of_run (void)
{
  const char *text = g_getenv ("SO_FUZZ_SECONDS");

  return g_get_monotonic_time () + (text ? g_ascii_strtoll (text, NULL, 10) : SECONDS) * G_TIME_SPAN_SECOND;
}

void
so_test_fuzz (const SoTestFuzz *fuzz)
{
  guint32 seed = seed_of_run ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Work work = { rand, fuzz->tokens ? fuzz->tokens : json, fuzz->tokens ? fuzz->n_tokens : G_N_ELEMENTS (json), fuzz->end ? fuzz->end : ",}]", NULL };
  gint64 end = end_of_run ();
  guint tries = 0, meant = 0;

  /* Before it begins: what crashes must be found again. */
  g_test_message ("SO_FUZZ_SEED=%u", seed);
  for (guint i = 0; i < fuzz->n_seeds; i++)
    g_assert_true (fuzz->feed (fuzz->seeds[i], strlen (fuzz->seeds[i]), fuzz->data));
  do
    {
      g_autofree char *exact = NULL;
      g_autoptr (GString) body = g_string_new (fuzz->seeds[tries % fuzz->n_seeds]);

      work.body = body;
      mutate (&work);
      /* No byte more than it has: who reads beyond it is caught. */
      exact = g_memdup2 (body->str, body->len);
      meant += fuzz->feed (exact ? exact : "", body->len, fuzz->data);
      tries++;
    }
  while (g_get_monotonic_time () < end);
  g_test_message ("%u bodies, of which %u meant something", tries, meant);
  /* A fuzzer whose bodies are all refused at the door tests the door. */
  g_assert_true (tries < 100 || meant > tries / 20);
}
