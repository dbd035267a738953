/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "so-draft-state.h"

#define STATE(nick) SO_DRAFT_##nick
#define EVENT(nick) SO_DRAFT_EVENT_##nick

/* The life of a draft once more, written from its description and not from the code: by state, what may happen and
 * where it leads. What does not stand here must be refused. */
static const struct {
  SoDraftState from;
  struct { SoDraftEvent event; SoDraftState to; } steps[12];   /* until an empty one: from and to are never both 0 */
} table[] = {
  { STATE (GENERATING), { { EVENT (GENERATED), STATE (PROPOSED) }, { EVENT (SUPERSEDE), STATE (SUPERSEDED) },
                          { EVENT (EXPIRE), STATE (EXPIRED) }, { EVENT (ANSWERED), STATE (ANSWERED_ELSEWHERE) } } },
  { STATE (PROPOSED), { { EVENT (EDIT), STATE (EDITING) }, { EVENT (APPROVE), STATE (QUEUED) }, { EVENT (SCHEDULE), STATE (SCHEDULED) },
                        { EVENT (SUPERSEDE), STATE (SUPERSEDED) }, { EVENT (DISCARD), STATE (DISCARDED) },
                        { EVENT (EXPIRE), STATE (EXPIRED) }, { EVENT (ANSWERED), STATE (ANSWERED_ELSEWHERE) } } },
  { STATE (EDITING), { { EVENT (EDIT), STATE (EDITING) }, { EVENT (LEAVE), STATE (EDITED) }, { EVENT (APPROVE), STATE (QUEUED) },
                       { EVENT (SCHEDULE), STATE (SCHEDULED) }, { EVENT (SUPERSEDE), STATE (SUPERSEDED) },
                       { EVENT (DISCARD), STATE (DISCARDED) }, { EVENT (EXPIRE), STATE (EXPIRED) },
                       { EVENT (ANSWERED), STATE (ANSWERED_ELSEWHERE) } } },
  { STATE (EDITED), { { EVENT (EDIT), STATE (EDITING) }, { EVENT (APPROVE), STATE (QUEUED) }, { EVENT (SCHEDULE), STATE (SCHEDULED) },
                      { EVENT (SUPERSEDE), STATE (SUPERSEDED) }, { EVENT (DISCARD), STATE (DISCARDED) },
                      { EVENT (EXPIRE), STATE (EXPIRED) }, { EVENT (ANSWERED), STATE (ANSWERED_ELSEWHERE) } } },
  { STATE (QUEUED), { { EVENT (UNDO), STATE (EDITED) }, { EVENT (HOLD), STATE (HELD) }, { EVENT (CLAIM), STATE (SENDING) } } },
  { STATE (SCHEDULED), { { EVENT (UNDO), STATE (EDITED) }, { EVENT (HOLD), STATE (HELD) }, { EVENT (RELEASE), STATE (QUEUED) } } },
  { STATE (HELD), { { EVENT (UNDO), STATE (EDITED) }, { EVENT (RELEASE), STATE (QUEUED) }, { EVENT (DISCARD), STATE (DISCARDED) } } },
  { STATE (SENDING), { { EVENT (ACCEPTED), STATE (ACCEPTED) }, { EVENT (REFUSED), STATE (FAILED) }, { EVENT (RETRY), STATE (QUEUED) },
                       { EVENT (LOST), STATE (UNKNOWN) } } },
  { STATE (ACCEPTED), { { EVENT (DELIVERED), STATE (DELIVERED) }, { EVENT (READ), STATE (READ) }, { EVENT (REFUSED), STATE (FAILED) } } },
  { STATE (DELIVERED), { { EVENT (READ), STATE (READ) } } },
  { STATE (READ), { { 0, 0 } } },
  { STATE (FAILED), { { EVENT (EDIT), STATE (EDITING) }, { EVENT (APPROVE), STATE (QUEUED) }, { EVENT (DISCARD), STATE (DISCARDED) } } },
  { STATE (UNKNOWN), { { EVENT (ACCEPTED), STATE (ACCEPTED) }, { EVENT (DELIVERED), STATE (DELIVERED) }, { EVENT (READ), STATE (READ) },
                       { EVENT (REFUSED), STATE (FAILED) } } },
  { STATE (SUPERSEDED), { { 0, 0 } } },
  { STATE (DISCARDED), { { EVENT (RESTORE), STATE (EDITED) } } },
  { STATE (EXPIRED), { { 0, 0 } } },
  { STATE (ANSWERED_ELSEWHERE), { { 0, 0 } } },
};

static void
test_full_table (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (table), ==, SO_N_DRAFT_STATES);
  for (guint s = 0; s < G_N_ELEMENTS (table); s++)
    for (SoDraftEvent event = 0; event < SO_N_DRAFT_EVENTS; event++)
      {
        SoDraftState state = table[s].from, expected = table[s].from;
        gboolean allowed = FALSE;

        for (guint i = 0; table[s].steps[i].event || table[s].steps[i].to; i++)
          if (table[s].steps[i].event == event)
            {
              allowed = TRUE;
              expected = table[s].steps[i].to;
            }
        g_test_message ("%s, event %d", so_draft_state_nick (table[s].from), event);
        g_assert_cmpint (so_draft_state_step (&state, event), ==, allowed);
        g_assert_cmpint (state, ==, expected);
      }
}

/* Nothing that happens in any order sends without approval, sends twice, or brings a closed draft back. */
static void
test_random_walks (void)
{
  for (int walk = 0; walk < 20000; walk++)
    {
      SoDraftState state = g_test_rand_bit () ? SO_DRAFT_GENERATING : SO_DRAFT_EDITED;
      gboolean approved = FALSE;

      for (int step = 0; step < 40; step++)
        {
          SoDraftState before = state;
          SoDraftEvent event = g_test_rand_int_range (0, SO_N_DRAFT_EVENTS);

          if (!so_draft_state_step (&state, event))
            {
              g_assert_cmpint (state, ==, before);
              continue;
            }
          if (event == SO_DRAFT_EVENT_APPROVE || event == SO_DRAFT_EVENT_SCHEDULE)
            approved = TRUE;
          if (so_draft_state_is_open (state))
            approved = FALSE;
          if (state == SO_DRAFT_SENDING)
            g_assert_true (before == SO_DRAFT_QUEUED && approved);
          if (state == SO_DRAFT_QUEUED)
            g_assert_true (approved);
          if (so_draft_state_is_sent (state) && !so_draft_state_is_sent (before))
            g_assert_true (before == SO_DRAFT_SENDING || before == SO_DRAFT_UNKNOWN);
          /* What may have left is never taken back, or sent again, as if it had not. */
          if (before == SO_DRAFT_UNKNOWN)
            g_assert_true (so_draft_state_is_sent (state) || state == SO_DRAFT_FAILED);
          g_assert_false (so_draft_state_is_sent (before) && !so_draft_state_is_sent (state) && state != SO_DRAFT_FAILED);
          g_assert_false (before == SO_DRAFT_SUPERSEDED || before == SO_DRAFT_EXPIRED || before == SO_DRAFT_ANSWERED_ELSEWHERE ||
                          before == SO_DRAFT_READ);
        }
    }
}

/* No approved draft is out of sight: it is in the outbox until the provider has it or the owner has it back. */
static void
test_every_state_has_a_place (void)
{
  for (SoDraftState state = 0; state < SO_N_DRAFT_STATES; state++)
    {
      int places = so_draft_state_is_open (state) + so_draft_state_is_in_outbox (state) + so_draft_state_is_sent (state);
      gboolean nowhere = state == SO_DRAFT_GENERATING || state == SO_DRAFT_SUPERSEDED || state == SO_DRAFT_DISCARDED ||
                         state == SO_DRAFT_EXPIRED || state == SO_DRAFT_ANSWERED_ELSEWHERE;

      g_assert_cmpint (places, ==, nowhere ? 0 : 1);
    }
}

static void
test_nicks (void)
{
  static const char *const nicks[] = {
    "generating", "proposed", "editing", "edited", "queued", "scheduled", "held", "sending", "accepted", "delivered", "read", "failed",
    "unknown", "superseded", "discarded", "expired", "answered_elsewhere",
  };
  SoDraftState state = SO_DRAFT_READ;

  g_assert_cmpuint (G_N_ELEMENTS (nicks), ==, SO_N_DRAFT_STATES);
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    {
      g_assert_cmpstr (so_draft_state_nick (i), ==, nicks[i]);
      g_assert_true (so_draft_state_parse (nicks[i], &state));
      g_assert_cmpint (state, ==, i);
    }
  state = SO_DRAFT_READ;
  g_assert_false (so_draft_state_parse ("Queued", &state) || so_draft_state_parse ("", &state) || so_draft_state_parse (NULL, &state));
  g_assert_cmpint (state, ==, SO_DRAFT_READ);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/draft-state/full-table", test_full_table);
  g_test_add_func ("/model/draft-state/random-walks", test_random_walks);
  g_test_add_func ("/model/draft-state/every-state-has-a-place", test_every_state_has_a_place);
  g_test_add_func ("/model/draft-state/nicks", test_nicks);
  return g_test_run ();
}
