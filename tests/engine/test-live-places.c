/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-bookings.h"
#include "so-catch-up.h"
#include "so-class-places.h"
#include "so-clock.h"
#include "so-day.h"
#include "so-draft-facts.h"
#include "so-json.h"
#include "so-live-places.h"
#include "so-schedules.h"
#include "so-tasks.h"
#include "so-threads.h"
#include "so-understand.h"

#include <string.h>

/* What drafts say of places is so, and where it is not any more they are withdrawn, or stopped. The clock stands at a Friday. */

typedef struct {
  SoTestStudio *test;
  char *salsa, *ballet;
  char *people[4];
} Scene;

static char *
add_class (Scene *s, const char *name, const char *style, int most, const char *first)
{
  g_autofree char *json = g_strdup_printf ("{\"name\":\"%s\",\"style\":\"%s\",\"most\":%d}", name, style, most), *when = g_strdup_printf ("{\"first\":\"%s\",\"rule\":\"FREQ=WEEKLY\"}", first);
  char *id = so_test_do (s->test->studio, SO_VERB_CLASS_SAVE, "new", json);

  g_free (so_test_do (s->test->studio, SO_VERB_SERIES_ADD, id, when));
  return id;
}

static void
scene_init (Scene *s)
{
  memset (s, 0, sizeof *s);
  s->test = so_test_studio_new ();
  s->salsa = add_class (s, "Salsa Beginners", "salsa", 3, "2025-11-25T18:00");
  s->ballet = add_class (s, "Ballet", "ballet", 20, "2025-11-26T17:00");
  for (guint i = 0; i < G_N_ELEMENTS (s->people); i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %c", 'A' + i), *thread = so_test_receive (s->test->studio, "whatsapp", name, "Hello", NULL, NULL);
      g_autoptr (SoThread) seen = so_test_thread (s->test->studio, thread);

      s->people[i] = g_strdup (seen->contact_id);
    }
}

static void
scene_clear (Scene *s)
{
  g_free (s->salsa);
  g_free (s->ballet);
  for (guint i = 0; i < G_N_ELEMENTS (s->people); i++)
    g_free (s->people[i]);
  so_test_studio_free (s->test);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static char *
session_on (Scene *s, const char *date)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (s->test->studio), NULL);
  g_autoptr (GPtrArray) week = NULL;
  int day;

  g_assert_true (so_day_parse (date, &day));
  week = so_schedule_week (db, day, NULL);
  for (guint i = 0; i < week->len; i++)
    if (((SoSession *) week->pdata[i])->day == day)
      return g_strdup (((SoSession *) week->pdata[i])->id);
  g_assert_not_reached ();
}

static char *
book (Scene *s, guint who, const char *session)
{
  g_autofree char *json = g_strdup_printf ("{\"session\":\"%s\"}", session);

  return so_test_do (s->test->studio, SO_VERB_BOOK, s->people[who], json);
}

static SoDraft *
ask (Scene *s, const char *name, const char *text)
{
  g_autofree char *thread = so_test_receive (s->test->studio, "whatsapp", name, text, NULL, NULL), *draft = NULL;
  SoStore *store = so_studio_get_store (s->test->studio);
  g_autoptr (SoUnderstand) understand = so_understand_new (s->test->studio);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (store, NULL, &error);
  g_autoptr (SoMessage) message = so_message_last_written (db, thread, TRUE, &error);

  g_assert_true (so_understand_message (understand, db, message->id, text, &error) && so_store_commit (store, &db, &error));
  draft = so_test_do (s->test->studio, SO_VERB_PROPOSE, thread, NULL);
  return draft ? so_test_draft (s->test->studio, draft) : NULL;
}

static void
catch_up (Scene *s)
{
  g_autoptr (GError) error = NULL;

  so_catch_up (s->test->studio, &error);
  g_assert_no_error (error);
}

static void
test_told (void)
{
  static const struct { const char *text, *answer; } rows[] = {
    { "Can I book a place in Salsa Beginners on Tuesday?", "Salsa Beginners, 6 PM on Tuesday, has 3 places left. Would you like to come?" },
    { "I want to book salsa on Tuesday at 18:00", "Salsa Beginners, 6 PM on Tuesday, has 3 places left." },
    { "Can I book ballet on Wednesday?", "Ballet, 5 PM on Wednesday, has places free." },
    { "Can I book salsa on Thursday?", "Salsa Beginners is not on that day. The next with places free: Salsa Beginners, 6 PM on Tuesday; Salsa Beginners, 6 PM on 2025-12-02" },
    { "I want to book a place on Tuesday at 18:00 please", "Salsa Beginners, 6 PM on Tuesday, has 3 places left." },
    { "I want to book salsa for 4 people on Tuesday", "Salsa Beginners, 6 PM on Tuesday, has 3 places left." },
    { "Ich möchte am Dienstag einen Platz im Salsa Kurs buchen", "In Salsa Beginners, 18:00 Uhr am Dienstag, sind noch 3 Plätze frei. Möchtest du kommen?" },
    { "Can I book yoga on Tuesday?", NULL },
    { "I want to book salsa on Tuesday, and I want a refund", NULL },
    { "Hello, how are you?", NULL },
  };
  g_auto (Scene) s;

  scene_init (&s);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strdup_printf ("Asks %c", 'A' + i);
      g_autoptr (SoDraft) draft = ask (&s, name, rows[i].text);

      g_test_message ("%s -> %s", rows[i].text, draft ? draft->text : "-");
      if (rows[i].answer)
        g_assert_true (draft && strstr (draft->text, rows[i].answer));
      else
        g_assert_true (!draft || !strstr (draft->text, "place"));
    }
}

static void
test_full (void)
{
  g_auto (Scene) s;
  g_autofree char *tuesday = NULL;
  g_autoptr (SoDraft) draft = NULL;

  scene_init (&s);
  tuesday = session_on (&s, "2025-11-25");
  for (guint i = 0; i < 3; i++)
    g_free (book (&s, i, tuesday));
  draft = ask (&s, "Asks", "Can I book salsa on Tuesday?");
  g_assert_nonnull (strstr (draft->text, "Salsa Beginners, 6 PM on Tuesday, is full. The next with places free: Salsa Beginners, 6 PM on 2025-12-02;"));
}

static void
test_added_to_knowledge (void)
{
  g_auto (Scene) s;
  g_autoptr (SoDraft) draft = NULL;

  scene_init (&s);
  g_free (so_test_teach (s.test->studio, "fee_inquiry", "What does a salsa class cost?", "A salsa class is 15 €."));
  draft = ask (&s, "Asks", "How much is a salsa class on Tuesday?");
  g_assert_nonnull (strstr (draft->text, "A salsa class is 15 €. Salsa Beginners, 6 PM on Tuesday, has 3 places left. Would you like to come?"));
  g_assert_nonnull (strstr (draft->sources, "\"knowledge\""));
  g_assert_nonnull (strstr (draft->sources, "\"places\""));
}

/* A proposal is made anew as often as it is wrong, and otherwise left alone. */
static void
test_withdrawn (void)
{
  g_auto (Scene) s;
  g_autofree char *tuesday = NULL, *booking = NULL;
  g_autoptr (SoDraft) first = NULL, same = NULL, fewer = NULL, moved = NULL;
  g_autoptr (SoThread) thread = NULL;

  scene_init (&s);
  tuesday = session_on (&s, "2025-11-25");
  first = ask (&s, "Asks", "Can I book salsa on Tuesday?");
  catch_up (&s);
  same = so_test_draft (s.test->studio, first->id);
  g_assert_cmpint (same->state, ==, SO_DRAFT_PROPOSED);
  booking = book (&s, 0, tuesday);
  catch_up (&s);
  so_test_assert_draft (s.test->studio, first->id, SO_DRAFT_SUPERSEDED);
  thread = so_test_thread (s.test->studio, first->thread_id);
  fewer = so_test_draft (s.test->studio, thread->draft_id);
  g_assert_nonnull (strstr (fewer->text, "6 PM on Tuesday, has 2 places left"));
  g_free (so_test_do (s.test->studio, SO_VERB_SESSION_EDIT, tuesday, "{\"start\":\"19:30\",\"tell\":0}"));
  catch_up (&s);
  so_test_assert_draft (s.test->studio, fewer->id, SO_DRAFT_SUPERSEDED);
  g_clear_pointer (&thread, so_thread_free);
  thread = so_test_thread (s.test->studio, first->thread_id);
  moved = so_test_draft (s.test->studio, thread->draft_id);
  g_assert_nonnull (strstr (moved->text, "7:30 PM on Tuesday, has 2 places left"));
}

/* What the owner has changed is hers: it is stopped until she has seen that it is wrong, and what is on its way is held. */
static void
test_stopped (void)
{
  g_auto (Scene) s;
  g_autofree char *tuesday = NULL, *booking = NULL;
  g_autoptr (SoDraft) edited = NULL, approved = NULL, held = NULL;

  scene_init (&s);
  tuesday = session_on (&s, "2025-11-25");
  edited = ask (&s, "Asks A", "Can I book salsa on Tuesday?");
  approved = ask (&s, "Asks B", "Can I book salsa on Tuesday?");
  g_free (so_test_do (s.test->studio, SO_VERB_EDIT, edited->id, "Three places are left on Tuesday."));
  g_free (so_test_do (s.test->studio, SO_VERB_LEAVE, edited->id, NULL));
  g_free (so_test_do (s.test->studio, SO_VERB_APPROVE, approved->id, NULL));
  booking = book (&s, 0, tuesday);
  catch_up (&s);
  so_test_assert_draft (s.test->studio, edited->id, SO_DRAFT_EDITED);
  so_test_refuses (s.test->studio, SO_VERB_APPROVE, edited->id, NULL);
  so_clock_set (SO_TEST_NOW + 60000);
  so_test_dispatch (s.test->studio);
  held = so_test_draft (s.test->studio, approved->id);
  g_assert_cmpint (held->state, ==, SO_DRAFT_HELD);
  g_assert_cmpstr (held->reason, ==, "facts_changed");
}

/* A message about a change, or an offer, is stopped only where it is wrong. */
static void
test_news (void)
{
  g_auto (Scene) s;
  g_autofree char *tuesday = NULL, *booking = NULL;
  g_autoptr (SoThread) thread = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autofree char *thread_id = NULL;

  scene_init (&s);
  tuesday = session_on (&s, "2025-11-25");
  booking = book (&s, 0, tuesday);
  g_free (so_test_do (s.test->studio, SO_VERB_SESSION_EDIT, tuesday, "{\"start\":\"19:30\"}"));
  db = so_store_read (so_studio_get_store (s.test->studio), NULL);
  thread_id = so_booking_thread (db, s.people[0]);
  g_clear_pointer (&db, so_db_release);
  thread = so_test_thread (s.test->studio, thread_id);
  g_assert_nonnull (thread->draft_id);
  g_free (so_test_do (s.test->studio, SO_VERB_SESSION_EDIT, tuesday, "{\"start\":\"20:00\",\"tell\":0}"));
  so_test_refuses (s.test->studio, SO_VERB_APPROVE, thread->draft_id, NULL);
  g_free (so_test_do (s.test->studio, SO_VERB_SESSION_EDIT, tuesday, "{\"start\":\"19:30\",\"tell\":0}"));
  g_free (so_test_do (s.test->studio, SO_VERB_APPROVE, thread->draft_id, NULL));
}

static guint
n_tasks (Scene *s, gboolean done, char **title)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (s->test->studio), NULL);
  g_autoptr (GPtrArray) tasks = so_task_list (db, NULL, done, 10, NULL);

  if (title && tasks->len)
    *title = g_strdup (((SoTask *) tasks->pdata[0])->title);
  return tasks->len;
}

/* One task, a day before; done when enough have booked, and never made again. */
static void
test_too_few (void)
{
  g_auto (Scene) s;
  g_autofree char *tuesday = NULL, *title = NULL, *first = NULL, *second = NULL;

  scene_init (&s);
  g_free (so_test_do (s.test->studio, SO_VERB_CLASS_SAVE, s.salsa, "{\"least\":2}"));
  tuesday = session_on (&s, "2025-11-25");
  first = book (&s, 0, tuesday);
  so_clock_set (SO_TEST_NOW + (4 * 24 * 60 + 7 * 60) * G_GINT64_CONSTANT (60000) - 24 * 3600 * G_GINT64_CONSTANT (1000) - 3600 * G_GINT64_CONSTANT (1000));
  catch_up (&s);
  g_assert_cmpuint (n_tasks (&s, FALSE, NULL), ==, 0);
  so_clock_set (SO_TEST_NOW + (4 * 24 * 60 + 7 * 60) * G_GINT64_CONSTANT (60000) - 24 * 3600 * G_GINT64_CONSTANT (1000));
  catch_up (&s);
  catch_up (&s);
  g_assert_cmpuint (n_tasks (&s, FALSE, &title), ==, 1);
  g_test_message ("%s", title);
  g_assert_nonnull (strstr (title, "has 1 of 2"));
  second = book (&s, 1, tuesday);
  catch_up (&s);
  g_assert_cmpuint (n_tasks (&s, FALSE, NULL), ==, 0);
  g_free (so_test_do (s.test->studio, SO_VERB_BOOKING_CANCEL, second, NULL));
  catch_up (&s);
  g_assert_cmpuint (n_tasks (&s, FALSE, NULL), ==, 0);
}

static void
test_people (void)
{
  static const struct { const char *text; int people; } rows[] = {
    { "Can I book?", 1 }, { "a table for two", 2 }, { "Is there a place for 3 people?", 3 }, { "there are two of us", 2 }, { "Wir kommen zu zweit", 2 }, { "2 Plätze bitte", 2 },
    { "zwei Plätze", 2 }, { "para 4 personas", 4 }, { "pour deux personnes", 2 }, { "duas vagas", 2 }, { "at 18:00 on 24.11.", 1 }, { "for two hours", 1 }, { "99 people", 1 }, { "0 people", 1 }, { "", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (so_class_places_people (rows[i].text), ==, rows[i].people);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/live-places/told", test_told);
  g_test_add_func ("/live-places/full", test_full);
  g_test_add_func ("/live-places/added-to-knowledge", test_added_to_knowledge);
  g_test_add_func ("/live-places/withdrawn", test_withdrawn);
  g_test_add_func ("/live-places/stopped", test_stopped);
  g_test_add_func ("/live-places/news", test_news);
  g_test_add_func ("/live-places/too-few", test_too_few);
  g_test_add_func ("/live-places/people", test_people);
  return g_test_run ();
}
