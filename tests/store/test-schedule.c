/* SPDX-License-Identifier: MIT */
#include "so-test-people.h"

#include <string.h>

#include "so-day.h"
#include "so-db.h"
#include "so-entity-rows.h"
#include "so-error.h"
#include "so-events.h"
#include "so-json.h"
#include "so-schedule-check.h"
#include "so-schedules.h"
#include "so-series-edit.h"
#include "so-settings.h"
#include "so-teachers.h"

/* Series, what is said of single sessions, and what the week comes to. */

typedef struct {
  SoTestStore *f;
  char *room, *hall, *lena, *tom, *salsa, *yoga;
  int monday;   /* 2026-11-23 */
} Studio;

static int
day (const char *text)
{
  int number;

  g_assert_true (so_day_parse (text, &number));
  return number;
}

static char *
save (SoTestStore *f, const SoEntity *entity, gpointer value, const char *json)
{
  g_autoptr (JsonNode) node = so_json_parse (json, -1, 0, NULL);
  g_autoptr (GError) error = NULL;
  SoDb *db = so_test_step (f, "Made");
  char *id;

  so_entity_set (entity, value, so_json_root (node), &error);
  g_assert_no_error (error);
  id = so_entity_save (db, entity, NULL, value, &error);
  so_test_step_end (f, db, error);
  so_entity_free (entity, value);
  return id;
}

static void
studio_init (Studio *s, SoTestStore *f)
{
  SoDb *db = so_test_step (f, "Profile");
  SoProfile profile = { .name = (char *) "Salsa Norte", .kind = (char *) "dance", .zone = (char *) "Europe/Berlin", .currency = (char *) "EUR" };
  g_autofree char *week = g_strdup ("{\"week\":[[\"09:00-21:00\"],[\"09:00-21:00\"],[\"09:00-21:00\"],[\"09:00-21:00\"],[\"09:00-21:00\"],[\"10:00-14:00\"],[]]}");

  g_assert_true (so_profile_save (db, &profile, NULL) && so_setting_set (db, SO_SCHEDULE_HOURS, week, NULL));
  so_test_step_end (f, db, NULL);
  s->f = f;
  s->monday = day ("2026-11-23");
  s->room = save (f, &so_room_entity, so_room_new (), "{\"name\":\"Studio A\",\"capacity\":12,\"features\":[\"mirrors\"],\"turnover\":10}");
  s->hall = save (f, &so_room_entity, so_room_new (), "{\"name\":\"Hall\",\"capacity\":30}");
  s->lena = save (f, &so_teacher_entity, so_teacher_new (), "{\"name\":\"Lena\",\"styles\":[\"salsa\",\"yoga\"],\"max_day\":120}");
  s->tom = save (f, &so_teacher_entity, so_teacher_new (), "{\"name\":\"Tom\",\"styles\":[\"salsa\"],\"week\":[[\"17:00-21:00\"],[\"17:00-21:00\"],[],[],[],[],[]]}");
  s->salsa = save (f, &so_class_kind_entity, so_class_kind_new (), "{\"name\":\"Salsa\",\"style\":\"salsa\",\"level\":\"beginner\",\"minutes\":60,\"most\":12,\"groups\":[\"adults\"]}");
  s->yoga = save (f, &so_class_kind_entity, so_class_kind_new (), "{\"name\":\"Yoga\",\"style\":\"yoga\",\"minutes\":75,\"most\":20,\"features\":[\"mirrors\"]}");
}

static void
studio_clear (Studio *s)
{
  g_free (s->room);
  g_free (s->hall);
  g_free (s->lena);
  g_free (s->tom);
  g_free (s->salsa);
  g_free (s->yoga);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Studio, studio_clear)

static char *
add_series (Studio *s, const char *class_id, const char *first, const char *rule, const char *room_id, const char *teacher_id)
{
  SoSeries wish = { .class_id = (char *) class_id, .first = (char *) first, .rule = (char *) rule, .room_id = (char *) room_id, .teacher_id = (char *) teacher_id };
  SoDb *db = so_test_step (s->f, "Series added");
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = so_series_add (db, &wish, &error);

  so_test_step_end (s->f, db, error);
  return g_strdup (ids[0]);
}

/* All that is shown from @first to @last, one line each. */
static char *
show (SoTestStore *f, int first, int last)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (SoSchedule) schedule = so_schedule_load (db, first, last, NULL);
  g_autoptr (GPtrArray) sessions = so_schedule_sessions (db, schedule, first, last, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sessions->len; i++)
    {
      const SoSession *session = sessions->pdata[i];
      g_autofree char *at = so_day_format_time (session->day, session->start);

      g_string_append_printf (text, "%s %d %s %s %s %s%s%s\n", at, session->minutes, session->title, session->room ? session->room : "-", session->teacher ? session->teacher : "-",
                              so_session_state_nick (session->state), session->why ? " " : "", session->why ? session->why : "");
    }
  return g_string_free_and_steal (text);
}

/* The id of the session that is shown then. */
static char *
at (SoTestStore *f, const char *time)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  int date, minute;

  g_assert_true (so_day_parse_time (time, &date, &minute));

  g_autoptr (SoSchedule) schedule = so_schedule_load (db, date, date, NULL);
  g_autoptr (GPtrArray) sessions = so_schedule_sessions (db, schedule, date, date, NULL);

  for (guint i = 0; i < sessions->len; i++)
    if (((SoSession *) sessions->pdata[i])->start == minute)
      return g_strdup (((SoSession *) sessions->pdata[i])->id);
  return NULL;
}

static void
edit (SoTestStore *f, const char *time, SoScope scope, const SoSessionEdit *change)
{
  g_autofree char *id = at (f, time);
  g_autoptr (GError) error = NULL;
  SoDb *db = so_test_step (f, "Moved");

  so_session_edit (db, id, scope, change, &error);
  so_test_step_end (f, db, error);
}

static void
cancel (SoTestStore *f, const char *time, SoScope scope)
{
  g_autofree char *id = at (f, time);
  g_autoptr (GError) error = NULL;
  SoDb *db = so_test_step (f, "Cancelled");

  so_session_cancel (db, id, scope, NULL, &error);
  so_test_step_end (f, db, error);
}

#define assert_shown(f, first, last, text) G_STMT_START { g_autofree char *shown_ = show (f, day (first), day (last)); g_assert_cmpstr (shown_, ==, text); } G_STMT_END

static void
test_series (SoTestStore *f, gconstpointer data)
{
  g_auto (Studio) s = { 0 };
  g_autofree char *id = NULL, *before = NULL;

  studio_init (&s, f);
  before = show (f, s.monday, s.monday + 60);
  id = add_series (&s, s.salsa, "2026-11-24T18:00", "FREQ=WEEKLY;BYDAY=TU,TH", s.room, s.lena);
  assert_shown (f, "2026-11-23", "2026-12-01",
                "2026-11-24T18:00 60 Salsa Studio A Lena planned\n2026-11-26T18:00 60 Salsa Studio A Lena planned\n2026-12-01T18:00 60 Salsa Studio A Lena planned\n");
  g_assert_true (so_test_undo (f));
  g_assert_cmpstr (before, ==, "");
  assert_shown (f, "2026-11-23", "2026-12-31", before);
}

/* This, this and following, all; what was said of one stays. */
static void
test_scopes (SoTestStore *f, gconstpointer data)
{
  g_auto (Studio) s = { 0 };
  g_autofree char *id = NULL, *whole = NULL, *after = NULL;

  studio_init (&s, f);
  id = add_series (&s, s.salsa, "2026-11-24T18:00", "FREQ=WEEKLY", s.room, s.lena);
  cancel (f, "2026-12-01T18:00", SO_SCOPE_THIS);
  edit (f, "2026-12-08T18:00", SO_SCOPE_THIS, &(SoSessionEdit) { .day = "2026-12-09", .start = 19 * 60, .minutes = -1, .room_id = s.hall, .pinned = -1 });
  whole = show (f, s.monday, day ("2026-12-31"));
  g_assert_cmpstr (whole, ==, "2026-11-24T18:00 60 Salsa Studio A Lena planned\n2026-12-01T18:00 60 Salsa Studio A Lena cancelled\n"
                   "2026-12-09T19:00 60 Salsa Hall Lena planned\n2026-12-15T18:00 60 Salsa Studio A Lena planned\n"
                   "2026-12-22T18:00 60 Salsa Studio A Lena planned\n2026-12-29T18:00 60 Salsa Studio A Lena planned\n");
  /* All to Wednesday at 17:00 with Tom: the cancelled one goes along and stays cancelled, the moved one is where it was, but for who teaches. */
  edit (f, "2026-11-24T18:00", SO_SCOPE_ALL, &(SoSessionEdit) { .day = "2026-11-25", .start = 17 * 60, .minutes = -1, .teacher_id = s.tom, .pinned = -1 });
  assert_shown (f, "2026-11-23", "2026-12-31",
                "2026-11-25T17:00 60 Salsa Studio A Tom planned\n2026-12-02T17:00 60 Salsa Studio A Tom cancelled\n2026-12-09T19:00 60 Salsa Hall Tom planned\n"
                "2026-12-16T17:00 60 Salsa Studio A Tom planned\n2026-12-23T17:00 60 Salsa Studio A Tom planned\n2026-12-30T17:00 60 Salsa Studio A Tom planned\n");
  /* From the cancelled one on at eight. */
  edit (f, "2026-12-02T17:00", SO_SCOPE_FOLLOWING, &(SoSessionEdit) { .start = 20 * 60, .minutes = 45, .pinned = -1 });
  assert_shown (f, "2026-11-23", "2026-12-17",
                "2026-11-25T17:00 60 Salsa Studio A Tom planned\n2026-12-02T20:00 45 Salsa Studio A Tom cancelled\n2026-12-09T19:00 45 Salsa Hall Tom planned\n"
                "2026-12-16T20:00 45 Salsa Studio A Tom planned\n");
  after = show (f, s.monday, day ("2026-12-31"));
  g_assert_true (so_test_undo (f));
  g_assert_true (so_test_undo (f));
  assert_shown (f, "2026-11-23", "2026-12-31", whole);
  g_assert_cmpstr (after, !=, whole);
}

static void
test_every_two_weeks (SoTestStore *f, gconstpointer data)
{
  g_auto (Studio) s = { 0 };
  g_autofree char *id = NULL;

  studio_init (&s, f);
  id = add_series (&s, s.salsa, "2026-11-24T18:00", "FREQ=WEEKLY", s.room, s.lena);
  cancel (f, "2026-12-15T18:00", SO_SCOPE_THIS);
  edit (f, "2026-12-01T18:00", SO_SCOPE_FOLLOWING, &(SoSessionEdit) { .start = -1, .minutes = -1, .rule = "FREQ=WEEKLY;INTERVAL=2", .pinned = -1 });
  assert_shown (f, "2026-11-23", "2026-12-31",
                "2026-11-24T18:00 60 Salsa Studio A Lena planned\n2026-12-01T18:00 60 Salsa Studio A Lena planned\n2026-12-15T18:00 60 Salsa Studio A Lena cancelled\n"
                "2026-12-29T18:00 60 Salsa Studio A Lena planned\n");
  cancel (f, "2026-12-29T18:00", SO_SCOPE_FOLLOWING);
  assert_shown (f, "2026-12-16", "2027-03-31", "");
  cancel (f, "2026-11-24T18:00", SO_SCOPE_ALL);
  assert_shown (f, "2026-11-01", "2027-03-31", "");
  for (guint i = 0; i < 2; i++)
    g_assert_true (so_test_undo (f));
  assert_shown (f, "2026-12-16", "2027-01-01", "2026-12-29T18:00 60 Salsa Studio A Lena planned\n");
}

/* A closure is over when it is removed: nothing was written to the sessions. */
static void
test_closures (SoTestStore *f, gconstpointer data)
{
  g_auto (Studio) s = { 0 };
  g_autofree char *one = NULL, *two = NULL, *open = NULL, *id = NULL, *json = NULL, *closed = NULL;
  g_autoptr (GError) error = NULL;
  SoDb *db;

  studio_init (&s, f);
  one = add_series (&s, s.salsa, "2026-11-24T18:00", "FREQ=WEEKLY", s.room, s.lena);
  two = add_series (&s, s.yoga, "2026-11-24T10:00", "FREQ=WEEKLY", s.hall, s.lena);
  open = show (f, s.monday, day ("2027-01-10"));
  /* Part of a day, one class. */
  json = g_strdup_printf ("{\"label\":\"Painters\",\"from_at\":\"2026-11-24T17:00\",\"to_at\":\"2026-12-01\",\"classes\":[\"%s\"]}", s.salsa);
  id = save (f, &so_closure_entity, g_new0 (SoClosure, 1), json);
  assert_shown (f, "2026-11-23", "2026-12-08",
                "2026-11-24T10:00 75 Yoga Hall Lena planned\n2026-11-24T18:00 60 Salsa Studio A Lena closed Painters\n2026-12-01T10:00 75 Yoga Hall Lena planned\n"
                "2026-12-01T18:00 60 Salsa Studio A Lena closed Painters\n2026-12-08T10:00 75 Yoga Hall Lena planned\n2026-12-08T18:00 60 Salsa Studio A Lena planned\n");
  /* One takes place all the same, and one that is cancelled stays so. */
  db = so_test_step (f, "Kept");
  closed = g_strconcat (one, "@2026-11-24T18:00", NULL);
  so_session_keep (db, closed, &error);
  so_test_step_end (f, db, error);
  cancel (f, "2026-12-01T18:00", SO_SCOPE_THIS);
  assert_shown (f, "2026-11-24", "2026-11-24", "2026-11-24T10:00 75 Yoga Hall Lena planned\n2026-11-24T18:00 60 Salsa Studio A Lena planned\n");
  g_assert_true (so_test_undo (f));
  g_assert_true (so_test_undo (f));
  db = so_test_step (f, "Removed");
  so_entity_remove (db, &so_closure_entity, id, &error);
  so_test_step_end (f, db, error);
  assert_shown (f, "2026-11-23", "2027-01-10", open);
}

static void
test_terms (SoTestStore *f, gconstpointer data)
{
  g_auto (Studio) s = { 0 };
  g_autofree char *term = NULL, *again = NULL, *shown = NULL;
  g_autoptr (GError) error = NULL;
  SoSeries wish;
  g_auto (GStrv) ids = NULL;
  SoDb *db;

  studio_init (&s, f);
  term = save (f, &so_term_entity, g_new0 (SoTerm, 1),
               "{\"name\":\"Autumn\",\"first_day\":\"2026-11-25\",\"last_day\":\"2026-12-15\",\"skips\":[\"2026-12-07/2026-12-09\"]}");
  wish = (SoSeries) { .class_id = s.salsa, .first = (char *) "2026-11-24T18:00", .rule = (char *) "FREQ=WEEKLY", .term_id = term, .room_id = s.room, .teacher_id = s.lena };
  db = so_test_step (f, "Series added");
  ids = so_series_add (db, &wish, &error);
  so_test_step_end (f, db, error);
  assert_shown (f, "2026-11-01", "2027-03-31",
                "2026-12-01T18:00 60 Salsa Studio A Lena planned\n2026-12-08T18:00 60 Salsa Studio A Lena closed Autumn\n2026-12-15T18:00 60 Salsa Studio A Lena planned\n");
  db = so_test_step (f, "Copied");
  again = so_term_copy (db, term, "Spring", "2027-02-03", &error);
  so_test_step_end (f, db, error);
  assert_shown (f, "2027-01-01", "2027-06-30",
                "2027-02-09T18:00 60 Salsa Studio A Lena planned\n2027-02-16T18:00 60 Salsa Studio A Lena closed Spring\n2027-02-23T18:00 60 Salsa Studio A Lena planned\n");
  g_assert_true (so_test_undo (f));
  assert_shown (f, "2027-01-01", "2027-06-30", "");
}

static gboolean
has_problem (GPtrArray *sessions, const char *title, SoProblemKind kind)
{
  for (guint i = 0; i < sessions->len; i++)
    {
      const SoSession *session = sessions->pdata[i];

      for (guint k = 0; !strcmp (session->title, title) && k < session->problems->len; k++)
        if (((SoProblem *) session->problems->pdata[k])->kind == kind)
          return TRUE;
    }
  return FALSE;
}

static void
test_problems (SoTestStore *f, gconstpointer data)
{
  g_auto (Studio) s = { 0 };
  g_autofree char *one = NULL, *two = NULL, *three = NULL;
  g_autoptr (GError) error = NULL;
  SoDb *db;

  studio_init (&s, f);
  one = add_series (&s, s.salsa, "2026-11-24T18:00", "FREQ=WEEKLY", s.room, s.tom);
  {
    g_autoptr (SoDb) reader = so_store_read (f->store, NULL);
    g_autoptr (GPtrArray) sessions = so_schedule_week (reader, s.monday, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (sessions->len, ==, 1);
    g_assert_cmpuint (((SoSession *) sessions->pdata[0])->problems->len, ==, 0);
  }
  two = add_series (&s, s.yoga, "2026-11-24T19:05", "FREQ=WEEKLY", s.room, s.tom);     /* too soon after the other, too small, and not his */
  three = add_series (&s, s.yoga, "2026-11-29T12:00", NULL, NULL, s.lena);             /* a Sunday, no room */
  db = so_test_step (f, "Ill");
  so_teacher_day_set (db, s.tom, "2026-11-24", (const char *const[]) { NULL }, "ill", &error);
  so_test_step_end (f, db, error);
  {
    g_autoptr (SoDb) reader = so_store_read (f->store, NULL);
    g_autoptr (GPtrArray) sessions = so_schedule_week (reader, s.monday, NULL);

    g_assert_true (has_problem (sessions, "Salsa", SO_PROBLEM_TURNOVER) && has_problem (sessions, "Yoga", SO_PROBLEM_TURNOVER));
    g_assert_true (has_problem (sessions, "Yoga", SO_PROBLEM_TOO_SMALL));
    g_assert_true (has_problem (sessions, "Yoga", SO_PROBLEM_SPECIALTY));
    g_assert_true (has_problem (sessions, "Salsa", SO_PROBLEM_TEACHER_AWAY));
    g_assert_true (has_problem (sessions, "Yoga", SO_PROBLEM_OUTSIDE_HOURS) && has_problem (sessions, "Yoga", SO_PROBLEM_NO_ROOM));
    g_assert_false (has_problem (sessions, "Salsa", SO_PROBLEM_ROOM_TAKEN) || has_problem (sessions, "Salsa", SO_PROBLEM_STUDENTS));
  }
  edit (f, "2026-11-24T19:05", SO_SCOPE_THIS, &(SoSessionEdit) { .start = 18 * 60 + 30, .minutes = -1, .pinned = -1 });
  {
    g_autoptr (SoDb) reader = so_store_read (f->store, NULL);
    g_autoptr (GPtrArray) sessions = so_schedule_week (reader, s.monday, NULL);

    g_assert_true (has_problem (sessions, "Salsa", SO_PROBLEM_ROOM_TAKEN) && has_problem (sessions, "Yoga", SO_PROBLEM_TEACHER_TAKEN));
  }
}

static void
test_bad_input (SoTestStore *f, gconstpointer data)
{
  static const struct { const SoEntity *entity; const char *json, *sentence; } rows[] = {
    { &so_room_entity, "{\"name\":\"\"}", "A room's name" },
    { &so_room_entity, "{\"name\":\"A\",\"capacity\":0}", "1 to 10000 people" },
    { &so_room_entity, "{\"name\":\"A\",\"colour\":\"red\"}", "“colour” is not known" },
    { &so_room_entity, "{\"name\":\"A\",\"features\":\"mirrors\"}", "“features” is not as it should be" },
    { &so_teacher_entity, "{\"name\":\"A\",\"week\":[[\"12:00-09:00\",\"10:00-11:00\",\"10:30-12:00\"],[],[],[],[],[],[]]}", "overlap" },
    { &so_teacher_entity, "{\"name\":\"A\",\"week\":[[\"noon\"],[],[],[],[],[],[]]}", "noon" },
    { &so_class_kind_entity, "{\"name\":\"A\",\"minutes\":1000}", "5 to 720" },
    { &so_class_kind_entity, "{\"name\":\"A\",\"least\":9,\"most\":5}", "no more than" },
    { &so_class_kind_entity, "{\"name\":\"A\",\"preferred\":[{\"day\":1,\"start\":600,\"end\":500}]}", "ends before it begins" },
    { &so_class_kind_entity, "{\"name\":\"A\",\"policy\":{\"cancel_hours\":-1}}", "number from 0" },
    { &so_term_entity, "{\"name\":\"A\",\"first_day\":\"2026-12-01\",\"last_day\":\"2026-11-01\"}", "ends before it begins" },
    { &so_closure_entity, "{\"label\":\"A\",\"from_at\":\"2026-12-01T10:00\",\"to_at\":\"2026-12-01T09:00\"}", "ends before it begins" },
  };
  g_auto (Studio) s = { 0 };

  studio_init (&s, f);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gpointer value = rows[i].entity == &so_room_entity ? (gpointer) so_room_new () : rows[i].entity == &so_teacher_entity ? (gpointer) so_teacher_new () :
                       rows[i].entity == &so_class_kind_entity ? (gpointer) so_class_kind_new () : g_malloc0 (rows[i].entity->size);
      g_autoptr (JsonNode) node = so_json_parse (rows[i].json, -1, 0, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (so_entity_set (rows[i].entity, value, so_json_root (node), &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      if (!strstr (error->message, rows[i].sentence))
        g_error ("%s: %s", rows[i].json, error->message);
      so_entity_free (rows[i].entity, value);
    }
}

/* Of a session, and of somewhere near it. FALSE where nothing is left. */
static gboolean
pick (SoTestStore *f, GRand *rand, int first, int last, char **id, char **near)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (SoSchedule) schedule = so_schedule_load (db, first, last, NULL);
  g_autoptr (GPtrArray) sessions = so_schedule_sessions (db, schedule, first, last, NULL);
  const SoSession *session = sessions->len ? sessions->pdata[g_rand_int_range (rand, 0, (gint32) sessions->len)] : NULL;

  if (!session)
    return FALSE;
  *id = g_strdup (session->id);
  *near = so_day_format (session->day + g_rand_int_range (rand, -3, 4));
  return TRUE;
}

enum { EDIT = 0, CANCEL = 6, RESTORE = 8, END = 9, N_ACTS = 10 };

static gboolean
act (SoDb *db, const Studio *s, GRand *rand, int what, const char *id, const char *near, GError **error)
{
  SoScope scope = (SoScope) g_rand_int_range (rand, 0, SO_N_SCOPES);
  SoSessionEdit change = SO_SESSION_EDIT_NOTHING;

  if (what == END)
    return g_rand_int_range (rand, 0, 8) || so_session_cancel (db, id, MAX (scope, SO_SCOPE_FOLLOWING), NULL, error);
  if (what >= CANCEL)
    return what == RESTORE ? so_session_restore (db, id, error) : so_session_cancel (db, id, SO_SCOPE_THIS, "rain", error);
  if (g_rand_boolean (rand))
    change.day = near;
  if (g_rand_boolean (rand))
    change.start = 480 + 30 * g_rand_int_range (rand, 0, 20);
  if (g_rand_boolean (rand))
    change.room_id = g_rand_boolean (rand) ? s->hall : "";
  if (g_rand_boolean (rand) && scope != SO_SCOPE_THIS && what == EDIT)
    change.rule = g_rand_boolean (rand) ? "FREQ=WEEKLY" : "FREQ=WEEKLY;INTERVAL=2";
  return so_session_edit (db, id, scope, &change, error);
}

static void
check_all (SoTestStore *f, GHashTable *cancelled, int first, int last)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (SoSchedule) schedule = so_schedule_load (db, first - 400, last + 400, NULL);
  g_autoptr (GPtrArray) sessions = so_schedule_sessions (db, schedule, first - 400, last + 400, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sessions->len; i++)
    {
      const SoSession *session = sessions->pdata[i];

      if (g_hash_table_contains (cancelled, session->id) && session->state != SO_SESSION_CANCELLED)
        g_error ("%s came back", session->id);
      if (!g_hash_table_add (seen, session->id))
        g_error ("%s is there twice", session->id);
    }
}

static void
step (SoTestStore *f, const Studio *s, GRand *rand, GHashTable *cancelled, int first, int last)
{
  g_autofree char *before = show (f, first, last), *id = NULL, *near = NULL, *after = NULL, *undone = NULL;
  g_autoptr (GError) error = NULL;
  int what = g_rand_int_range (rand, 0, N_ACTS);
  SoDb *db;

  if (!pick (f, rand, first, last, &id, &near))
    return;
  db = so_test_step (f, "Random");
  /* Refused: nothing of it was done, as with every verb. */
  if (!act (db, s, rand, what, id, near, &error))
    {
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      so_db_release (db);
      return;
    }
  so_test_step_end (f, db, error);
  after = show (f, first, last);
  if (strcmp (before, after) && !g_rand_int_range (rand, 0, 3))
    {
      g_assert_true (so_test_undo (f));
      undone = show (f, first, last);
      g_assert_cmpstr (undone, ==, before);
      return;
    }
  if (what >= CANCEL && what < RESTORE)
    g_hash_table_add (cancelled, g_steal_pointer (&id));
  else if (what == RESTORE)
    g_hash_table_remove (cancelled, id);
  check_all (f, cancelled, first, last);
}

/* Whatever is done: what was cancelled is cancelled until somebody says otherwise, no session is there twice, and undone the schedule is what it was, to the letter. */
static void
test_random (SoTestStore *f, gconstpointer data)
{
  g_auto (Studio) s = { 0 };
  const char *seed_text = g_getenv ("SO_TEST_SEED");
  guint32 seed = seed_text ? (guint32) g_ascii_strtoull (seed_text, NULL, 10) : 9;
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GHashTable) cancelled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_test_message ("SO_TEST_SEED=%u", seed);
  studio_init (&s, f);
  for (int i = 0; i < 4; i++)
    {
      g_autofree char *begin = so_day_format_time (s.monday + g_rand_int_range (rand, 0, 7), 600 + 60 * i);
      g_autofree char *id = add_series (&s, i % 2 ? s.yoga : s.salsa, begin, i == 3 ? "FREQ=WEEKLY;INTERVAL=2" : "FREQ=WEEKLY", s.room, s.lena);
    }
  for (guint i = 0; i < 120; i++)
    step (f, &s, rand, cancelled, s.monday - 14, s.monday + 70);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/store/schedule/" name, SoTestStore, NULL, so_test_store_set_up, function, so_test_store_tear_down)
  ADD ("series", test_series);
  ADD ("scopes", test_scopes);
  ADD ("every-two-weeks", test_every_two_weeks);
  ADD ("closures", test_closures);
  ADD ("terms", test_terms);
  ADD ("problems", test_problems);
  ADD ("bad-input", test_bad_input);
  ADD ("random", test_random);
  return g_test_run ();
}
