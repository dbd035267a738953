/* SPDX-License-Identifier: MIT */
#include "so-demo-private.h"

#include "so-past-decisions.h"
#include "so-threads.h"

/* What the owner of a demo decided in the days before: about the newest answers, and about proposals that went nowhere. */

#define MOST 30
#define SECOND G_GINT64_CONSTANT (1000)

/* The newest answer of a conversation and what it answers; FALSE where there is none that is words alone. */
static gboolean
find_answer (SoDb *db, const SoThread *thread, SoMessage **asked, SoMessage **answer)
{
  g_autoptr (GArray) numbers = thread->group || thread->state == SO_THREAD_SPAM ? NULL : so_message_numbers (db, thread->id, NULL, NULL);

  for (guint i = numbers ? numbers->len : 0; i >= 2; i--)
    {
      g_autoptr (SoMessage) last = so_message_load (db, g_array_index (numbers, gint64, i - 1), NULL);
      g_autoptr (SoMessage) first = so_message_load (db, g_array_index (numbers, gint64, i - 2), NULL);

      if (!last || !first || !last->outbound || first->outbound || !*last->text || !*first->text)
        continue;
      *asked = g_steal_pointer (&first);
      *answer = g_steal_pointer (&last);
      return TRUE;
    }
  return FALSE;
}

/* Most go as they were proposed, some are changed, some written by hand, some approved together. */
static gboolean
add_answer (SoDb *db, const SoThread *thread, const SoMessage *asked, const SoMessage *answer, guint i, GError **error)
{
  static const char *const methods[] = { "key", "key", "key", "batch", "key" };
  g_autofree char *longer = g_strdup_printf ("%s Let us know if you have any questions!", answer->text);
  gint64 decided = MAX (answer->sent_at - 6 * SECOND, asked->sent_at + SECOND);
  SoPastDecision past = {
    .message_id = answer->id, .thread_id = thread->id, .reply_to = asked->id, .state = "accepted", .decided_at = decided,
    .made_at = MIN (asked->sent_at + 2 * SECOND, decided), .sent_at = answer->sent_at,
    .proposed = i % 9 == 4 ? NULL : i % 4 == 2 ? longer : answer->text,
    .note = { .method = methods[i % G_N_ELEMENTS (methods)], .visible_ms = 1400 + 731 * (i % 11), .warnings = i % 10 == 7 ? "unknown_link" : NULL },
  };

  return so_past_decision_add (db, &past, error);
}

/* A proposal for the same question that the answer made needless. */
static gboolean
add_unsent (SoDb *db, const SoThread *thread, const SoMessage *asked, guint i, GError **error)
{
  static const struct { const char *state, *reason; } ends[] = {
    { "discarded", "wrong_tone" }, { "superseded", "new_inbound" }, { "discarded", "will_call" }, { "answered_elsewhere", "answered_elsewhere" },
    { "discarded", "wrong_facts" }, { "expired", "too_old" },
  };
  SoPastDecision past = {
    .thread_id = thread->id, .reply_to = asked->id, .text = "Thank you for your message! We will get back to you as soon as we can.",
    .state = ends[i % G_N_ELEMENTS (ends)].state, .reason = ends[i % G_N_ELEMENTS (ends)].reason,
    .made_at = asked->sent_at + SECOND, .decided_at = asked->sent_at + (2 + i) * SECOND,
  };

  past.proposed = past.text;
  return so_past_decision_add (db, &past, error);
}

typedef struct {
  SoThread *thread;
  SoMessage *asked, *answer;
} Answer;

static void
answer_free (Answer *found)
{
  so_thread_free (found->thread);
  so_message_free (found->asked);
  so_message_free (found->answer);
  g_free (found);
}

/* Answer values of the newest conversations that have one, newest first. */
static GPtrArray *
find_answers (SoDb *db, GError **error)
{
  SoThreadFilter filter = { SO_SPLIT_ALL, -1, NULL };
  g_autoptr (GArray) numbers = so_thread_numbers (db, &filter, 0, error);
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) answer_free);

  for (guint i = 0; numbers && i < numbers->len && answers->len < MOST; i++)
    {
      g_autoptr (SoThread) thread = so_thread_load (db, g_array_index (numbers, gint64, i), error);
      SoMessage *asked = NULL, *answer = NULL;
      Answer *found;

      if (!thread)
        return NULL;
      if (!find_answer (db, thread, &asked, &answer))
        continue;
      found = g_new0 (Answer, 1);
      *found = (Answer) { g_steal_pointer (&thread), asked, answer };
      g_ptr_array_add (answers, found);
    }
  return numbers ? g_steal_pointer (&answers) : NULL;
}

gboolean
so_demo_add_decisions (SoDb *db, GError **error)
{
  g_autoptr (GPtrArray) answers = find_answers (db, error);

  for (guint i = answers ? answers->len : 0; i > 0; i--)
    {
      const Answer *found = g_ptr_array_index (answers, i - 1);

      if ((i % 4 == 1 && !add_unsent (db, found->thread, found->asked, i / 4, error)) ||
          !add_answer (db, found->thread, found->asked, found->answer, i, error))
        return FALSE;
    }
  return answers != NULL;
}
