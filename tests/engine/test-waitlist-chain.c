/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-bookings.h"
#include "so-catch-up.h"
#include "so-clock.h"
#include "so-db.h"
#include "so-draft-facts.h"
#include "so-threads.h"
#include "so-waitlist.h"
#include "so-yes-no.h"

#include <string.h>

/* One approval lets the offer of a place go down the waitlist; each offer is approved by itself, and nothing more goes than was approved. */

#define MINUTES(n) SECONDS ((n) * 60)
#define PEOPLE 4

static const char *const names[PEOPLE] = { "Ana", "Ben", "Cleo", "Dan" };

typedef struct {
  SoTestScene *scene;
  SoStudio *studio;
  char *session;
  char *threads[PEOPLE], *people[PEOPLE], *bookings[PEOPLE];
} Line;

static void
catch_up (Line *line)
{
  g_autoptr (GError) error = NULL;

  so_catch_up (line->studio, &error);
  g_assert_no_error (error);
}

static void
say (Line *line, guint who, const char *text)
{
  g_ptr_array_add (line->scene->channel->inbox, so_test_incoming ("whatsapp", names[who], text));
  so_test_pull (line->studio);
}

/* They have written, and have been answered. */
static void
meet (Line *line, guint who)
{
  g_autofree char *draft = NULL;
  g_autoptr (SoThread) thread = NULL;

  line->threads[who] = so_test_receive (line->studio, "whatsapp", names[who], "Hello there", line->scene->account, NULL);
  thread = so_test_thread (line->studio, line->threads[who]);
  line->people[who] = g_strdup (thread->contact_id);
  draft = so_test_do (line->studio, SO_VERB_WRITE, line->threads[who], names[who]);
  g_free (so_test_do (line->studio, SO_VERB_APPROVE, draft, "key 1000"));
}

static SoBooking *
booking (Line *line, guint who)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (line->studio), NULL);
  SoBooking *found = so_booking_find (db, line->bookings[who], NULL);

  g_assert_nonnull (found);
  return found;
}

static void
assert_state (Line *line, guint who, SoBookingState state)
{
  g_autoptr (SoBooking) found = booking (line, who);

  g_test_message ("%s", names[who]);
  g_assert_cmpstr (so_booking_state_nick (found->state), ==, so_booking_state_nick (state));
}

/* A class for one: Ana has booked it, and the others wait. */
static void
line_init (Line *line, SoTestScene *scene)
{
  g_autofree char *kind = NULL, *series = NULL;

  *line = (Line) { scene, scene->test->studio };
  g_free (so_test_do (line->studio, SO_VERB_RECALL, scene->draft, NULL));
  for (guint i = 0; i < PEOPLE; i++)
    meet (line, i);
  so_clock_set (SECONDS (30));
  so_test_dispatch (line->studio);
  kind = so_test_do (line->studio, SO_VERB_CLASS_SAVE, "new", "{\"name\":\"Salsa\",\"most\":1}");
  series = so_test_do (line->studio, SO_VERB_SERIES_ADD, kind, "{\"first\":\"2025-11-21T18:00\"}");
  line->session = so_session_key (series, "2025-11-21T18:00");
  for (guint i = 0; i < PEOPLE; i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"session\":\"%s\"}", line->session);

      line->bookings[i] = so_test_do (line->studio, SO_VERB_BOOK, line->people[i], json);
    }
  so_clock_set (MINUTES (60));
}

static void
line_clear (Line *line)
{
  g_free (line->session);
  for (guint i = 0; i < PEOPLE; i++)
    {
      g_free (line->threads[i]);
      g_free (line->people[i]);
      g_free (line->bookings[i]);
    }
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Line, line_clear)

static char *
draft_of (Line *line, guint who)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (line->studio), NULL);
  char *draft = so_db_text (db, "SELECT id FROM draft WHERE thread_id = ? AND origin = 'schedule' ORDER BY n DESC LIMIT 1", "t", line->threads[who]);

  g_assert_nonnull (draft);
  return draft;
}

/* Ana does not come, and what Ben is offered is approved for all. */
static void
begin (Line *line)
{
  g_autofree char *offer = NULL;

  g_free (so_test_do (line->studio, SO_VERB_BOOKING_CANCEL, line->bookings[0], NULL));
  offer = draft_of (line, 1);
  g_free (so_test_do (line->studio, SO_VERB_WAITLIST_CHAIN, offer, "key 1200"));
  so_clock_set (MINUTES (61));
  g_assert_cmpuint (so_test_dispatch (line->studio), ==, 1);
}

static guint
n_sent (Line *line, guint who)
{
  return so_test_count_outbound (line->studio, line->threads[who]) - 1;
}

static void
assert_approved (Line *line, guint who, const char *approver, const char *method)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (line->studio), NULL);
  g_autofree char *row = so_db_text (db, "SELECT a.approver || ' ' || a.method FROM approval a JOIN draft d ON d.id = a.draft_id WHERE d.thread_id = ? AND d.origin = 'schedule'"
                                     " ORDER BY a.n DESC LIMIT 1", "t", line->threads[who]);
  g_autofree char *wanted = g_strconcat (approver, " ", method, NULL);

  g_assert_cmpstr (row, ==, wanted);
  g_assert_cmpint (so_db_int (db, 0, "SELECT count(DISTINCT hash) = count(*) FROM approval", ""), ==, 1);
}

static void
test_goes_on (SoTestScene *scene, gconstpointer data)
{
  g_auto (Line) line;
  g_autofree char *told = NULL;
  g_autoptr (SoDraft) draft = NULL;

  line_init (&line, scene);
  begin (&line);
  g_assert_cmpuint (n_sent (&line, 1), ==, 1);
  assert_approved (&line, 1, "owner", "chain");
  /* Nothing more goes while Ben has the offer. */
  catch_up (&line);
  g_assert_cmpuint (n_sent (&line, 2), ==, 0);
  assert_state (&line, 2, SO_BOOKING_WAITING);

  say (&line, 1, "No thanks!");
  assert_state (&line, 1, SO_BOOKING_LAPSED);
  catch_up (&line);
  assert_state (&line, 2, SO_BOOKING_OFFERED);
  assert_approved (&line, 2, "chain", "rule");
  g_assert_cmpuint (so_test_dispatch (line.studio), ==, 0);   /* it can be called back first */
  so_clock_set (MINUTES (62));
  g_assert_cmpuint (so_test_dispatch (line.studio), ==, 1);
  g_assert_cmpuint (n_sent (&line, 2), ==, 1);

  /* Cleo says nothing. */
  so_clock_set (MINUTES (123));
  catch_up (&line);
  assert_state (&line, 2, SO_BOOKING_LAPSED);
  assert_state (&line, 3, SO_BOOKING_OFFERED);
  so_clock_set (MINUTES (124));
  g_assert_cmpuint (so_test_dispatch (line.studio), ==, 1);
  say (&line, 3, "Yes please!");
  assert_state (&line, 3, SO_BOOKING_BOOKED);
  told = draft_of (&line, 3);
  draft = so_test_draft (line.studio, told);
  g_assert_cmpint (draft->state, ==, SO_DRAFT_PROPOSED);
  g_assert_nonnull (strstr (draft->text, "is yours"));
  g_assert_cmpuint (n_sent (&line, 3), ==, 1);
}

static void
test_stopped (SoTestScene *scene, gconstpointer data)
{
  g_auto (Line) line;
  g_autofree char *offer = NULL;

  line_init (&line, scene);
  begin (&line);
  say (&line, 1, "no");
  catch_up (&line);
  offer = draft_of (&line, 2);
  so_test_assert_draft (line.studio, offer, SO_DRAFT_QUEUED);
  g_free (so_test_do (line.studio, SO_VERB_WAITLIST_STOP, line.session, NULL));
  so_test_assert_draft (line.studio, offer, SO_DRAFT_EDITED);
  so_clock_set (MINUTES (62));
  g_assert_cmpuint (so_test_dispatch (line.studio), ==, 0);
  so_clock_set (MINUTES (130));
  catch_up (&line);
  assert_state (&line, 3, SO_BOOKING_OFFERED);
  g_free (offer);
  offer = draft_of (&line, 3);
  so_test_assert_draft (line.studio, offer, SO_DRAFT_PROPOSED);
  /* Nothing goes on that was not approved so. */
  say (&line, 3, "yes");
  assert_state (&line, 3, SO_BOOKING_OFFERED);
}

static void
test_called_back (SoTestScene *scene, gconstpointer data)
{
  g_auto (Line) line;
  g_autofree char *offer = NULL, *next = NULL;

  line_init (&line, scene);
  g_free (so_test_do (line.studio, SO_VERB_BOOKING_CANCEL, line.bookings[0], NULL));
  offer = draft_of (&line, 1);
  g_free (so_test_do (line.studio, SO_VERB_WAITLIST_CHAIN, offer, NULL));
  g_free (so_test_do (line.studio, SO_VERB_RECALL, offer, NULL));
  g_free (so_test_do (line.studio, SO_VERB_APPROVE, offer, NULL));
  so_clock_set (MINUTES (122));
  catch_up (&line);
  next = draft_of (&line, 2);
  so_test_assert_draft (line.studio, next, SO_DRAFT_PROPOSED);
}

static void
test_other_words (SoTestScene *scene, gconstpointer data)
{
  g_auto (Line) line;
  g_autofree char *offer = NULL, *hello = NULL;

  line_init (&line, scene);
  g_free (so_test_do (line.studio, SO_VERB_BOOKING_CANCEL, line.bookings[0], NULL));
  offer = draft_of (&line, 1);
  g_free (so_test_do (line.studio, SO_VERB_EDIT, offer, "Ben, a place for you!"));
  g_free (so_test_do (line.studio, SO_VERB_LEAVE, offer, NULL));
  so_test_refuses (line.studio, SO_VERB_WAITLIST_CHAIN, offer, NULL);
  hello = so_test_do (line.studio, SO_VERB_WRITE, line.threads[3], "Hi Dan, a place?");
  so_test_refuses (line.studio, SO_VERB_WAITLIST_CHAIN, hello, NULL);
}

/* Who waits for an answer is looked at by a person. */
static void
test_needs_person (SoTestScene *scene, gconstpointer data)
{
  g_auto (Line) line;
  g_autofree char *offer = NULL;

  line_init (&line, scene);
  say (&line, 2, "I have a question about the floor of your studio");
  begin (&line);
  say (&line, 1, "no");
  catch_up (&line);
  assert_state (&line, 2, SO_BOOKING_OFFERED);
  offer = draft_of (&line, 2);
  so_test_assert_draft (line.studio, offer, SO_DRAFT_PROPOSED);
}

/* Paused, nothing leaves that no person approved; and what is not offered any more does not either. */
static void
test_held (SoTestScene *scene, gconstpointer data)
{
  g_auto (Line) line;
  g_autofree char *offer = NULL;
  g_autoptr (SoDraft) held = NULL;

  line_init (&line, scene);
  begin (&line);
  say (&line, 1, "no");
  catch_up (&line);
  offer = draft_of (&line, 2);
  g_free (so_test_do (line.studio, SO_VERB_PAUSE, "standing", NULL));
  so_clock_set (MINUTES (62));
  g_assert_cmpuint (so_test_dispatch (line.studio), ==, 0);
  held = so_test_draft (line.studio, offer);
  g_assert_cmpstr (held->reason, ==, "paused");
}

/* A yes that comes too late, or to something else, is for the owner. */
static void
test_late (SoTestScene *scene, gconstpointer data)
{
  g_auto (Line) line;

  line_init (&line, scene);
  begin (&line);
  say (&line, 1, "Yes, but can I bring a friend?");
  assert_state (&line, 1, SO_BOOKING_OFFERED);
  say (&line, 2, "Yes");
  assert_state (&line, 2, SO_BOOKING_WAITING);
  so_clock_set (MINUTES (125));
  say (&line, 1, "Yes");
  assert_state (&line, 1, SO_BOOKING_LAPSED);
}

static void
test_yes_no (void)
{
  static const struct { const char *text; SoYesNo says; } rows[] = {
    { "Yes", SO_SAYS_YES }, { "yes please!", SO_SAYS_YES }, { "Ja, gerne", SO_SAYS_YES }, { "¡Sí, gracias!", SO_SAYS_YES }, { "Oui merci", SO_SAYS_YES }, { "sim", SO_SAYS_YES }, { "OK 👍", SO_SAYS_YES },
    { "no", SO_SAYS_NO }, { "No thank you", SO_SAYS_NO }, { "Nein danke", SO_SAYS_NO }, { "Leider nein", SO_SAYS_NO }, { "Não, obrigada", SO_SAYS_NO },
    { "yes but later", SO_SAYS_NEITHER }, { "no problem", SO_SAYS_NEITHER }, { "yes no", SO_SAYS_NEITHER }, { "thanks", SO_SAYS_NEITHER }, { "yes?", SO_SAYS_NEITHER }, { "", SO_SAYS_NEITHER },
    { NULL, SO_SAYS_NEITHER }, { "not ok", SO_SAYS_NEITHER }, { "ja nicht", SO_SAYS_NEITHER }, { "yes yes yes yes yes yes yes yes yes", SO_SAYS_NEITHER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (so_yes_no (rows[i].text), ==, rows[i].says);
    }
}

int
main (int argc, char *argv[])
{
  static const struct { const char *path; void (*func) (SoTestScene *, gconstpointer); } tests[] = {
    { "/waitlist-chain/goes-on", test_goes_on }, { "/waitlist-chain/stopped", test_stopped }, { "/waitlist-chain/called-back", test_called_back },
    { "/waitlist-chain/other-words", test_other_words }, { "/waitlist-chain/needs-person", test_needs_person }, { "/waitlist-chain/held", test_held },
    { "/waitlist-chain/late", test_late },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/waitlist-chain/yes-no", test_yes_no);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, SoTestScene, NULL, so_test_scene_set_up, tests[i].func, so_test_scene_tear_down);
  return g_test_run ();
}
