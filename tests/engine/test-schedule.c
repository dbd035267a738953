/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "so-bookings.h"
#include "so-clock.h"
#include "so-credits.h"
#include "so-day.h"
#include "so-drafts.h"
#include "so-entity-rows.h"
#include "so-error.h"
#include "so-json.h"
#include "so-schedule-facts.h"
#include "so-schedule-problem.h"
#include "so-schedule-tell.h"
#include "so-schedule-verbs.h"
#include "so-schedules.h"
#include "so-tasks.h"
#include "so-test-studio.h"

/* Whatever verb was done to the schedule, and whatever it drew along, undone everything is what it was, to the letter. */

#define WEEKS 6
#define PEOPLE 6

typedef struct {
  SoTestStudio *test;
  SoStudio *studio;
  GRand *rand;
  int monday;
  char *people[PEOPLE];
  char *rooms[2], *teachers[2], *classes[2];
} Scene;

static SoDb *
reader (Scene *s)
{
  return so_store_read (so_studio_get_store (s->studio), NULL);
}

static void
show_lists (SoDb *db, GString *text)
{
  for (SoScheduleList list = 0; list < SO_N_LISTS; list++)
    {
      const SoEntity *entity = so_schedule_list_entity (list);
      g_autoptr (GPtrArray) all = so_entity_list (db, entity, NULL);

      for (guint i = 0; i < all->len; i++)
        {
          g_autofree char *json = so_json_write_object (so_entity_describe (entity, all->pdata[i]));

          g_string_append_printf (text, "%s\n", json);
          so_entity_free (entity, all->pdata[i]);
        }
    }
}

static void
show_sessions (SoDb *db, int monday, GString *text)
{
  for (int week = 0; week < WEEKS; week++)
    {
      g_autoptr (GPtrArray) sessions = so_schedule_week (db, monday + 7 * week, NULL);

      for (guint i = 0; i < sessions->len; i++)
        {
          const SoSession *session = sessions->pdata[i];
          g_autoptr (GPtrArray) roster = so_booking_roster (db, session->id, NULL);

          g_string_append_printf (text, "%d %d %d %s %s %s %s %s %d/%d/%d %u\n", session->day, session->start, session->minutes, session->id, session->title, session->room,
                                  session->teacher, so_session_state_nick (session->state), session->booked, session->offered, session->waiting, session->problems->len);
          for (guint k = 0; k < roster->len; k++)
            {
              const SoBooking *booking = roster->pdata[k];

              g_string_append_printf (text, "  %s %s %s %d %d %d %" G_GINT64_FORMAT " %s\n", booking->contact, so_booking_kind_nick (booking->kind), so_booking_state_nick (booking->state),
                                      booking->place, booking->owed, booking->credit, booking->waived_at, booking->trial_id);
            }
        }
    }
}

/* All that the owner sees of it. */
static char *
show (Scene *s)
{
  g_autoptr (SoDb) db = reader (s);
  g_autoptr (GArray) drafts = so_draft_numbers (db, 1u << SO_DRAFT_PROPOSED, NULL, NULL);
  g_autoptr (GPtrArray) tasks = so_task_list (db, NULL, FALSE, 1000, NULL);
  GString *text = g_string_new (NULL);

  show_lists (db, text);
  show_sessions (db, s->monday, text);
  for (guint i = 0; i < PEOPLE; i++)
    g_string_append_printf (text, "credits %d\n", so_credit_balance (db, s->people[i], s->monday));
  g_string_append_printf (text, "drafts %u tasks %u\n", drafts->len, tasks->len);
  return g_string_free_and_steal (text);
}

static int
pick (Scene *s, int n)
{
  return g_rand_int_range (s->rand, 0, n);
}

/* Of a session of these weeks, or NULL. Free with g_free(). */
static char *
any_session (Scene *s)
{
  g_autoptr (SoDb) db = reader (s);
  g_autoptr (GPtrArray) sessions = so_schedule_week (db, s->monday + 7 * (1 + pick (s, WEEKS - 2)), NULL);

  return sessions->len ? g_strdup (((SoSession *) sessions->pdata[pick (s, (int) sessions->len)])->id) : NULL;
}

static char *
any_booking (Scene *s, const char *session)
{
  g_autoptr (SoDb) db = reader (s);
  g_autoptr (GPtrArray) roster = so_booking_roster (db, session, NULL);

  return roster->len ? g_strdup (((SoBooking *) roster->pdata[pick (s, (int) roster->len)])->id) : NULL;
}

static char *
day_of (Scene *s)
{
  return so_day_format (s->monday + 7 + pick (s, 7 * (WEEKS - 2)));
}

/* TRUE where it was done; refused, nothing of it was. */
static gboolean
act (Scene *s, SoVerb verb, const char *id, const char *argument)
{
  g_autoptr (GError) error = NULL;
  gboolean done = so_studio_do (s->studio, verb, id, argument, NULL, &error);

  if (!done)
    g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  return done;
}

/* The plan that a week is, with everything somewhere else. */
static char *
shuffle (Scene *s, const char *day)
{
  g_autoptr (SoDb) db = reader (s);
  int number;
  g_autofree char *json = so_day_parse (day, &number) ? so_schedule_problem (db, number, TRUE, NULL) : NULL;
  g_autoptr (JsonNode) node = so_json_parse (json, -1, 0, NULL);
  JsonArray *current = so_json_array (so_json_root (node), "current");
  JsonObject *wish = json_object_new (), *solution = json_object_new ();

  for (guint i = 0; i < json_array_get_length (current); i++)
    json_object_set_int_member (so_json_element (current, i), "day", pick (s, 7));
  json_object_set_array_member (solution, "assignments", json_array_ref (current));
  json_object_set_object_member (wish, "solution", solution);
  json_object_set_string_member (wish, "scope", pick (s, 2) ? "this" : "following");
  return so_json_write_object (wish);
}

static gboolean
change_session (Scene *s, int what, const char *session, const char *day)
{
  static const char *const scopes[] = { "this", "following", "all" };
  g_autofree char *argument = NULL;

  if (!session)
    return FALSE;
  if (what == 0)
    argument = g_strdup_printf ("{\"scope\":\"%s\",\"day\":\"%s\",\"start\":%d,\"room_id\":\"%s\"}", scopes[pick (s, 3)], day, 480 + 30 * pick (s, 20), s->rooms[pick (s, 2)]);
  else if (what == 1)
    argument = g_strdup_printf ("{\"scope\":\"%s\",\"note\":\"rain\"}", scopes[pick (s, 8) ? 0 : 1 + pick (s, 2)]);
  return what == 0 ? act (s, SO_VERB_SESSION_EDIT, session, argument) : what == 1 ? act (s, SO_VERB_SESSION_CANCEL, session, argument)
         : act (s, what == 2 ? SO_VERB_SESSION_RESTORE : SO_VERB_SESSION_KEEP, session, NULL);
}

static gboolean
change_booking (Scene *s, int what, const char *session)
{
  static const char *const rolls[] = { "attended", "late", "no-show", "excused", "booked" };
  static const char *const kinds[] = { "regular", "regular", "regular", "trial", "make-up" };
  g_autofree char *booking = session ? any_booking (s, session) : NULL, *argument = NULL;

  if (!session)
    return FALSE;
  if (what == 0)
    {
      argument = g_strdup_printf ("{\"session\":\"%s\",\"kind\":\"%s\",\"anyway\":%d}", session, kinds[pick (s, 5)], pick (s, 2));
      return act (s, SO_VERB_BOOK, s->people[pick (s, PEOPLE)], argument);
    }
  if (what == 1)
    return act (s, SO_VERB_WAITLIST_OFFER, session, NULL);
  if (!booking)
    return FALSE;
  return what == 2 ? act (s, SO_VERB_BOOKING_CANCEL, booking, NULL) : what == 3 ? act (s, SO_VERB_BOOKING_CALL, booking, rolls[pick (s, 5)])
         : what == 4 ? act (s, SO_VERB_BOOKING_WAIVE, booking, "was ill") : what == 5 ? act (s, SO_VERB_BOOKING_ACCEPT, booking, pick (s, 2) ? "anyway" : NULL)
                     : act (s, SO_VERB_BOOKING_PLACE, booking, "1");
}

static gboolean
change_lists (Scene *s, int what, const char *day)
{
  g_autofree char *until = day_of (s), *argument = NULL;

  switch (what)
    {
    case 0:
      argument = g_strdup_printf ("{\"label\":\"Painters\",\"from_at\":\"%s\",\"to_at\":\"%s\"}", MIN (day, until), MAX (day, until));
      return act (s, SO_VERB_CLOSURE_SAVE, "new", argument);
    case 1:
      argument = g_strdup_printf ("{\"from\":\"%s\",\"spans\":[\"09:00-12:00\"],\"note\":\"ill\"}", day);
      return act (s, SO_VERB_TEACHER_DAY, s->teachers[pick (s, 2)], argument);
    case 2:
      argument = g_strdup_printf ("{\"first\":\"%sT%02d:00\",\"rule\":\"FREQ=WEEKLY;BYDAY=MO,TH\"}", day, 8 + pick (s, 12));
      return act (s, SO_VERB_SERIES_ADD, s->classes[pick (s, 2)], argument);
    case 3:
      argument = shuffle (s, day);
      return act (s, SO_VERB_PLAN_APPLY, day, argument);
    case 4:
      argument = g_strdup_printf ("{\"amount\":%d,\"expires_on\":\"%s\"}", 1 + pick (s, 3), until);
      return act (s, SO_VERB_CREDIT_ADD, s->people[pick (s, PEOPLE)], argument);
    case 5:
      argument = g_strdup_printf ("{\"most\":%d,\"least\":1}", 1 + pick (s, 4));
      return act (s, SO_VERB_CLASS_SAVE, s->classes[pick (s, 2)], argument);
    case 6:
      return act (s, SO_VERB_ROOM_REMOVE, s->rooms[pick (s, 2)], NULL);
    default:
      argument = g_strdup_printf ("{\"capacity\":%d}", 1 + pick (s, 30));
      return act (s, SO_VERB_ROOM_SAVE, s->rooms[pick (s, 2)], argument);
    }
}

/* Any row of a list, or NULL. Free with g_free(). */
static char *
any_of (Scene *s, SoScheduleList list)
{
  const SoEntity *entity = so_schedule_list_entity (list);
  g_autoptr (SoDb) db = reader (s);
  g_autoptr (GPtrArray) all = so_entity_list (db, entity, NULL);
  guint n = all->len ? (guint) pick (s, (int) all->len) : 0;
  char *id = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (JsonObject) object = so_entity_describe (entity, all->pdata[i]);

      if (i == n)
        id = g_strdup (so_json_string (object, "id"));
      so_entity_free (entity, all->pdata[i]);
    }
  return id;
}

static gboolean
change_terms (Scene *s, int what, const char *day)
{
  g_autofree char *argument = NULL, *term = any_of (s, SO_LIST_TERMS), *closure = any_of (s, SO_LIST_CLOSURES);

  switch (what)
    {
    case 0:
      argument = g_strdup_printf ("{\"name\":\"Term\",\"first_day\":\"%s\",\"last_day\":\"2030-01-01\",\"skips\":[\"%s\"]}", day, day);
      return act (s, SO_VERB_TERM_SAVE, term && pick (s, 2) ? term : "new", argument);
    case 1:
      argument = g_strdup_printf ("{\"name\":\"Next\",\"first_day\":\"%s\"}", day);
      return term && act (s, SO_VERB_TERM_COPY, term, argument);
    case 2:
      return term && act (s, SO_VERB_TERM_REMOVE, term, NULL);
    default:
      return closure && act (s, SO_VERB_CLOSURE_REMOVE, closure, NULL);
    }
}

static gboolean
change_more (Scene *s, int what, const char *session)
{
  g_autofree char *argument = NULL, *until = day_of (s), *term = any_of (s, SO_LIST_TERMS);

  if (!session)
    return FALSE;
  switch (what)
    {
    case 0:
      argument = g_strdup_printf ("{\"session\":\"%s\",\"until\":\"%s\"}", session, until);
      return act (s, SO_VERB_ENROL, s->people[pick (s, PEOPLE)], argument);
    case 1:
      argument = g_strdup_printf ("{\"session\":\"%s\",\"leave\":1}", session);
      return act (s, SO_VERB_ENROL, s->people[pick (s, PEOPLE)], argument);
    case 2:
      argument = g_strdup_printf ("{\"scope\":\"following\",\"rule\":\"FREQ=WEEKLY;INTERVAL=2\",\"term_id\":\"%s\"}", term ? term : "");
      return act (s, SO_VERB_SESSION_EDIT, session, argument);
    case 3:
      argument = g_strdup_printf ("{\"teacher_id\":\"%s\"}", s->teachers[0]);
      return act (s, SO_VERB_SUBSTITUTE_ASK, session, argument);
    case 4:
      return act (s, SO_VERB_WAITLIST_STOP, session, NULL);
    case 5:
      argument = g_strdup_printf ("{\"name\":\"Lena\",\"contact_id\":\"%s\",\"max_day\":%d}", s->people[5], 60 + pick (s, 300));
      return act (s, SO_VERB_TEACHER_SAVE, s->teachers[0], argument);
    case 6:
      return act (s, SO_VERB_TEACHER_REMOVE, s->teachers[pick (s, 2)], NULL);
    default:
      return act (s, SO_VERB_CLASS_REMOVE, s->classes[pick (s, 2)], NULL);
    }
}

/* FALSE where nothing was done. */
static gboolean
change (Scene *s)
{
  g_autofree char *session = any_session (s), *day = day_of (s);
  int what = pick (s, 31);

  return what < 4 ? change_session (s, what, session, day) : what < 11 ? change_booking (s, what - 4, session) : what < 19 ? change_lists (s, what - 11, day)
         : what < 23 ? change_terms (s, what - 19, day) : change_more (s, what - 23, session);
}

static void
scene_init (Scene *s, SoTestStudio *test)
{
  static const char *const names[PEOPLE] = { "Ana", "Ben", "Cleo", "Dan", "Eva", "Finn" };

  *s = (Scene) { .test = test, .studio = test->studio, .rand = g_rand_new_with_seed (4) };
  s->monday = so_day_monday (so_day_of (so_now (), so_studio_get_zone (s->studio), NULL));
  for (guint i = 0; i < PEOPLE; i++)
    {
      g_autofree char *thread = so_test_receive (s->studio, "whatsapp", names[i], "Hello", NULL, NULL);
      g_autoptr (SoThread) one = so_test_thread (s->studio, thread);

      s->people[i] = g_strdup (one->contact_id);
    }
  s->rooms[0] = so_test_do (s->studio, SO_VERB_ROOM_SAVE, "new", "{\"name\":\"A\",\"capacity\":10,\"turnover\":10}");
  s->rooms[1] = so_test_do (s->studio, SO_VERB_ROOM_SAVE, "new", "{\"name\":\"B\",\"capacity\":20}");
  s->teachers[0] = so_test_do (s->studio, SO_VERB_TEACHER_SAVE, "new", "{\"name\":\"Lena\",\"styles\":[\"salsa\"]}");
  s->teachers[1] = so_test_do (s->studio, SO_VERB_TEACHER_SAVE, "new", "{\"name\":\"Tom\",\"styles\":[\"yoga\"]}");
  s->classes[0] = so_test_do (s->studio, SO_VERB_CLASS_SAVE, "new", "{\"name\":\"Salsa\",\"style\":\"salsa\",\"most\":2,\"policy\":{\"late_fee\":500,\"no_show_fee\":900}}");
  s->classes[1] = so_test_do (s->studio, SO_VERB_CLASS_SAVE, "new", "{\"name\":\"Yoga\",\"style\":\"yoga\",\"most\":3}");
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *day = so_day_format (s->monday + 1 + (int) i), *argument = NULL, *ids = NULL;

      argument = g_strdup_printf ("{\"first\":\"%sT18:00\",\"rule\":\"FREQ=WEEKLY\",\"room_id\":\"%s\",\"teacher_id\":\"%s\"}", day, s->rooms[i], s->teachers[i]);
      ids = so_test_do (s->studio, SO_VERB_SERIES_ADD, s->classes[i], argument);
    }
}

static void
scene_clear (Scene *s)
{
  for (guint i = 0; i < PEOPLE; i++)
    g_free (s->people[i]);
  for (guint i = 0; i < 2; i++)
    {
      g_free (s->rooms[i]);
      g_free (s->teachers[i]);
      g_free (s->classes[i]);
    }
  g_rand_free (s->rand);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static void
test_undo (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_auto (Scene) s = { 0 };
  guint done = 0, undone = 0;

  scene_init (&s, test);
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *before = show (&s), *after = NULL;

      if (!change (&s))
        continue;
      done++;
      after = show (&s);
      /* Half of it stays, so that the next ones find something. */
      if (!strcmp (before, after) || pick (&s, 2))
        continue;
      g_free (so_test_do (s.studio, SO_VERB_UNDO, NULL, NULL));
      g_free (after);
      after = show (&s);
      g_assert_cmpstr (after, ==, before);
      undone++;
    }
  g_test_message ("%u done, %u undone", done, undone);
  g_assert_cmpuint (done, >, 100);
  g_assert_cmpuint (undone, >, 40);
}

/* A place that becomes free is offered, once, and an offer that nobody takes goes to the next one. */
static void
test_pass (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_auto (Scene) s = { 0 };
  g_autofree char *session = NULL, *first = NULL, *argument = NULL, *more = NULL;
  gint64 now = so_now ();

  scene_init (&s, test);
  {
    g_autoptr (SoDb) db = reader (&s);
    g_autoptr (GPtrArray) sessions = so_schedule_week (db, s.monday + 14, NULL);

    session = g_strdup (((SoSession *) sessions->pdata[0])->id);
  }
  argument = g_strdup_printf ("{\"session\":\"%s\"}", session);
  first = so_test_do (s.studio, SO_VERB_BOOK, s.people[0], argument);
  for (guint i = 1; i < 4; i++)
    g_free (so_test_do (s.studio, SO_VERB_BOOK, s.people[i], argument));
  more = so_test_do (s.studio, SO_VERB_BOOKING_CANCEL, first, NULL);
  g_assert_cmpstr (more, ==, "{\"drafts\":1,\"tasks\":0}");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (s.studio), NULL, NULL);
      g_autoptr (GPtrArray) roster = NULL;
      guint n, offered = 0, lapsed = 0;

      /* Nothing for an hour; then the next one; then nobody is left. */
      g_assert_true (so_waitlist_pass (db, now + (gint64) i * 61 * 60000, &n, NULL));
      roster = so_booking_roster (db, session, NULL);
      for (guint k = 0; k < roster->len; k++)
        {
          offered += ((SoBooking *) roster->pdata[k])->state == SO_BOOKING_OFFERED;
          lapsed += ((SoBooking *) roster->pdata[k])->state == SO_BOOKING_LAPSED;
        }
      g_assert_cmpuint (n > 0, ==, i > 0);
      g_assert_cmpuint (offered, ==, i < 2 ? 1 : 0);
      g_assert_cmpuint (lapsed, ==, i);
      g_assert_true (so_store_commit (so_studio_get_store (s.studio), &db, NULL));
    }
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* "sessions bookings" of a closure in that week, or what is wrong with it. */
static char *
measure (Scene *s, const char *id, const char *from, const char *to, const char *rest)
{
  g_autofree char *json = g_strdup_printf ("{\"label\":\"Holidays\",\"from_at\":\"%s\",\"to_at\":\"%s\"%s}", from, to, rest);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SoClosureReach reach = { 0 };

  so_studio_measure_closure_async (s->studio, id, json, NULL, on_result, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  if (so_studio_measure_closure_finish (s->studio, result, &reach, &error))
    return g_strdup_printf ("%u %u", reach.sessions, reach.bookings);
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  return g_strdup ("refused");
}

#define assert_measured(expected, ...) G_STMT_START { g_autofree char *measured_ = measure (__VA_ARGS__); g_assert_cmpstr (measured_, ==, expected); } G_STMT_END

/* What a closure would concern: not what is cancelled or kept open anyway, and its own sessions where it is there already. */
static void
test_measure (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_auto (Scene) s = { 0 };
  g_autofree char *first = NULL, *last = NULL, *tuesday = NULL, *noon = NULL, *six = NULL, *room = NULL, *json = NULL, *closure = NULL, *salsa = NULL, *yoga = NULL, *book = NULL;

  scene_init (&s, test);
  first = so_day_format (s.monday + 14);
  last = so_day_format (s.monday + 20);
  tuesday = so_day_format (s.monday + 15);
  noon = g_strconcat (tuesday, "T12:00", NULL);
  six = g_strconcat (tuesday, "T18:00", NULL);
  room = g_strdup_printf (",\"rooms\":[\"%s\"]", s.rooms[1]);
  {
    g_autoptr (SoDb) db = reader (&s);
    g_autoptr (GPtrArray) sessions = so_schedule_week (db, s.monday + 14, NULL);

    g_assert_cmpuint (sessions->len, ==, 2);
    salsa = g_strdup (((SoSession *) sessions->pdata[0])->id);
    yoga = g_strdup (((SoSession *) sessions->pdata[1])->id);
  }
  book = g_strdup_printf ("{\"session\":\"%s\"}", salsa);
  for (guint i = 0; i < 2; i++)
    g_free (so_test_do (s.studio, SO_VERB_BOOK, s.people[i], book));
  assert_measured ("2 2", &s, NULL, first, last, "");
  assert_measured ("1 0", &s, NULL, first, last, room);
  assert_measured ("1 2", &s, NULL, tuesday, tuesday, "");
  assert_measured ("0 0", &s, NULL, noon, six, "");
  assert_measured ("refused", &s, NULL, last, first, "");
  assert_measured ("refused", &s, NULL, "", "", "");
  json = g_strdup_printf ("{\"label\":\"Holidays\",\"from_at\":\"%s\",\"to_at\":\"%s\"}", first, last);
  closure = so_test_do (s.studio, SO_VERB_CLOSURE_SAVE, "new", json);
  assert_measured ("0 0", &s, NULL, first, last, "");
  assert_measured ("2 2", &s, closure, first, last, "");
  g_free (so_test_do (s.studio, SO_VERB_SESSION_KEEP, salsa, NULL));
  g_free (so_test_do (s.studio, SO_VERB_SESSION_CANCEL, yoga, "{}"));
  assert_measured ("0 0", &s, closure, first, last, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/schedule/undo", test_undo);
  g_test_add_func ("/engine/schedule/pass", test_pass);
  g_test_add_func ("/engine/schedule/measure", test_measure);
  return g_test_run ();
}
