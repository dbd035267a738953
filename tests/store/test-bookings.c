/* SPDX-License-Identifier: MIT */
#include "so-test-people.h"

#include <string.h>

#include "so-bookings.h"
#include "so-clock.h"
#include "so-credits.h"
#include "so-day.h"
#include "so-db.h"
#include "so-entity-rows.h"
#include "so-error.h"
#include "so-events.h"
#include "so-json.h"
#include "so-series-edit.h"
#include "so-settings.h"
#include "so-trials.h"
#include "so-waitlist.h"

/* Places, who waits for them, what is late, and the ledger of credits. */

#define HOUR (3600 * G_GINT64_CONSTANT (1000))

typedef struct {
  char *kind, *session;
  gint64 starts_at;
  char *ana, *ben, *cleo, *dan;
} Studio;

static char *
person (SoTestStore *f, const char *number, const char *name)
{
  g_autofree char *thread = so_test_say (f->store, number, name, "Hello", so_now ());
  g_autofree char *sql = g_strdup_printf ("SELECT contact_id FROM thread WHERE id = '%s'", thread);

  return so_test_text (f->store, sql);
}

static char *
make_class (SoDb *db, const char *json)
{
  g_autoptr (JsonNode) node = so_json_parse (json, -1, 0, NULL);
  g_autoptr (SoClassKind) kind = so_class_kind_new ();
  g_autoptr (GError) error = NULL;

  so_entity_set (&so_class_kind_entity, kind, so_json_root (node), &error);
  g_assert_no_error (error);
  return so_entity_save (db, &so_class_kind_entity, NULL, kind, &error);
}

/* A class for two on 2026-11-24 at 18:00. */
static void
studio_init (Studio *s, SoTestStore *f, const char *class_json)
{
  SoDb *db = so_test_step (f, "Made");
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  SoProfile profile = { .name = (char *) "Salsa Norte", .kind = (char *) "dance", .zone = (char *) "Europe/Berlin", .currency = (char *) "EUR" };
  SoSeries wish = { .first = (char *) "2026-11-24T18:00", .rule = (char *) "FREQ=WEEKLY" };
  g_auto (GStrv) ids = NULL;
  int day;

  g_assert_true (so_profile_save (db, &profile, NULL));
  wish.class_id = s->kind = make_class (db, class_json);
  ids = so_series_add (db, &wish, NULL);
  so_test_step_end (f, db, NULL);
  s->session = so_session_key (ids[0], "2026-11-24T18:00");
  g_assert_true (so_day_parse ("2026-11-24", &day));
  s->starts_at = so_day_at (day, 18 * 60, zone);
  s->ana = person (f, "+491701", "Ana");
  s->ben = person (f, "+491702", "Ben");
  s->cleo = person (f, "+491703", "Cleo");
  s->dan = person (f, "+491704", "Dan");
}

static void
studio_clear (Studio *s)
{
  g_free (s->kind);
  g_free (s->session);
  g_free (s->ana);
  g_free (s->ben);
  g_free (s->cleo);
  g_free (s->dan);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Studio, studio_clear)

#define TWO "{\"name\":\"Salsa\",\"most\":2,\"policy\":{\"late_fee\":500,\"no_show_fee\":900,\"grace_minutes\":0}}"

static char *
book (SoTestStore *f, const Studio *s, const char *who, SoBookingKind kind, gint64 now)
{
  g_autoptr (GError) error = NULL;
  SoDb *db = so_test_step (f, "Booked");
  char *id = so_booking_add (db, s->session, who, kind, FALSE, now, &error);

  so_test_step_end (f, db, error);
  return id;
}

static void
give (SoTestStore *f, const char *who, int amount, const char *expires_on)
{
  SoDb *db = so_test_step (f, "Given");
  g_autoptr (GError) error = NULL;
  g_autofree char *id = so_credit_add (db, who, amount, "bought", NULL, expires_on, NULL, &error);

  so_test_step_end (f, db, error);
}

static int
balance (SoTestStore *f, const char *who, const char *date)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  int day;

  g_assert_true (so_day_parse (date, &day));
  return so_credit_balance (db, who, day);
}

/* "Ana booked, Ben waiting 1" */
static char *
roster (SoTestStore *f, const Studio *s)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (GPtrArray) all = so_booking_roster (db, s->session, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const SoBooking *booking = all->pdata[i];

      g_string_append_printf (text, "%s%s %s", i ? ", " : "", booking->contact, so_booking_state_nick (booking->state));
      if (booking->owed)
        g_string_append_printf (text, " %d", booking->owed);
    }
  return g_string_free_and_steal (text);
}

#define assert_roster(f, s, text) G_STMT_START { g_autofree char *roster_ = roster (f, s); g_assert_cmpstr (roster_, ==, text); } G_STMT_END

#define DO(f, expression) G_STMT_START { g_autoptr (GError) error = NULL; SoDb *db = so_test_step (f, "Done"); expression; so_test_step_end (f, db, error); } G_STMT_END

static guint
offers (SoTestStore *f, const Studio *s, gboolean by_hand, gint64 now)
{
  g_auto (GStrv) ids = NULL;

  DO (f, ids = so_waitlist_offer (db, s->session, by_hand, now, &error));
  return g_strv_length (ids);
}

/* The third one waits, is offered the place that becomes free, and does not answer: the fourth is next. */
static void
test_waitlist (SoTestStore *f, gconstpointer data)
{
  g_auto (Studio) s = { 0 };
  g_autofree char *ana = NULL, *ben = NULL, *cleo = NULL, *dan = NULL, *before = NULL, *late = NULL;

  studio_init (&s, f, TWO);
  ana = book (f, &s, s.ana, SO_BOOKING_REGULAR, s.starts_at - 50 * HOUR);
  ben = book (f, &s, s.ben, SO_BOOKING_REGULAR, s.starts_at - 50 * HOUR);
  cleo = book (f, &s, s.cleo, SO_BOOKING_REGULAR, s.starts_at - 50 * HOUR);
  dan = book (f, &s, s.dan, SO_BOOKING_REGULAR, s.starts_at - 50 * HOUR);
  assert_roster (f, &s, "Ana booked, Ben booked, Cleo waiting, Dan waiting");
  g_assert_cmpuint (offers (f, &s, FALSE, s.starts_at - 49 * HOUR), ==, 0);
  DO (f, so_booking_cancel (db, ana, s.starts_at - 48 * HOUR, &error));
  before = roster (f, &s);
  g_assert_cmpuint (offers (f, &s, FALSE, s.starts_at - 48 * HOUR), ==, 1);
  assert_roster (f, &s, "Ben booked, Cleo offered, Dan waiting, Ana cancelled");
  g_assert_true (so_test_undo (f));
  assert_roster (f, &s, before);
  g_assert_cmpuint (offers (f, &s, FALSE, s.starts_at - 48 * HOUR), ==, 1);
  /* The place is held for Cleo: somebody new waits behind Dan. */
  late = book (f, &s, s.ana, SO_BOOKING_REGULAR, s.starts_at - 47 * HOUR - 30 * 60000);
  assert_roster (f, &s, "Ben booked, Cleo offered, Dan waiting, Ana waiting, Ana cancelled");
  DO (f, so_waitlist_move (db, late, 1, &error));
  g_assert_cmpuint (offers (f, &s, FALSE, s.starts_at - 46 * HOUR), ==, 1);
  assert_roster (f, &s, "Ana offered, Ben booked, Dan waiting, Ana cancelled, Cleo lapsed");
  DO (f, so_booking_accept (db, late, FALSE, &error));
  assert_roster (f, &s, "Ana booked, Ben booked, Dan waiting, Ana cancelled, Cleo lapsed");
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (SoDb) db = so_test_step (f, "Full");

    g_assert_false (so_booking_accept (db, dan, FALSE, &error));
    g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  }
  /* After the cut-off nothing is offered by itself. */
  DO (f, so_booking_cancel (db, ben, s.starts_at - 1 * HOUR, &error));
  g_assert_cmpuint (offers (f, &s, FALSE, s.starts_at - 1 * HOUR), ==, 0);
  g_assert_cmpuint (offers (f, &s, TRUE, s.starts_at - 1 * HOUR), ==, 1);
  assert_roster (f, &s, "Ana booked, Dan offered, Ana cancelled, Ben late-cancelled 500, Cleo lapsed");
}

static void
test_offer_to_all (SoTestStore *f, gconstpointer data)
{
  g_auto (Studio) s = { 0 };
  g_autofree char *ana = NULL, *ben = NULL, *cleo = NULL;

  studio_init (&s, f, "{\"name\":\"Salsa\",\"most\":1,\"policy\":{\"offer_all\":1}}");
  ana = book (f, &s, s.ana, SO_BOOKING_REGULAR, s.starts_at - 50 * HOUR);
  ben = book (f, &s, s.ben, SO_BOOKING_REGULAR, s.starts_at - 50 * HOUR);
  cleo = book (f, &s, s.cleo, SO_BOOKING_REGULAR, s.starts_at - 50 * HOUR);
  DO (f, so_booking_cancel (db, ana, s.starts_at - 48 * HOUR, &error));
  g_assert_cmpuint (offers (f, &s, FALSE, s.starts_at - 48 * HOUR), ==, 2);
  DO (f, so_booking_accept (db, cleo, FALSE, &error));
  {
    g_autoptr (SoDb) db = so_test_step (f, "Full");

    g_assert_false (so_booking_accept (db, ben, FALSE, NULL));
  }
  assert_roster (f, &s, "Ben offered, Cleo booked, Ana cancelled");
}

static void
test_credits (SoTestStore *f, gconstpointer data)
{
  g_auto (Studio) s = { 0 };
  g_autofree char *ana = NULL, *ben = NULL, *again = NULL;

  studio_init (&s, f, TWO);
  give (f, s.ana, 2, "2026-11-30");
  give (f, s.ana, 1, NULL);
  g_assert_cmpint (balance (f, s.ana, "2026-11-24"), ==, 3);
  g_assert_cmpint (balance (f, s.ana, "2026-12-01"), ==, 1);
  ana = book (f, &s, s.ana, SO_BOOKING_REGULAR, s.starts_at - 50 * HOUR);
  /* Of what expires first. */
  g_assert_cmpint (balance (f, s.ana, "2026-11-24"), ==, 2);
  g_assert_cmpint (balance (f, s.ana, "2026-12-01"), ==, 1);
  g_assert_true (so_test_undo (f));
  g_assert_cmpint (balance (f, s.ana, "2026-11-24"), ==, 3);
  assert_roster (f, &s, "");
  again = book (f, &s, s.ana, SO_BOOKING_REGULAR, s.starts_at - 50 * HOUR);
  DO (f, so_booking_call (db, again, SO_BOOKING_NO_SHOW, s.starts_at + HOUR, &error));
  assert_roster (f, &s, "Ana no-show 900");
  g_assert_cmpint (balance (f, s.ana, "2026-11-24"), ==, 2);
  /* Waived: nothing is owed and the credit is back; a slip in the roll is put right without a trace in the sum. */
  DO (f, so_booking_waive (db, again, "was ill", s.starts_at + HOUR, &error));
  g_assert_cmpint (balance (f, s.ana, "2026-11-24"), ==, 3);
  DO (f, so_booking_call (db, again, SO_BOOKING_ATTENDED, s.starts_at + HOUR, &error));
  g_assert_cmpint (balance (f, s.ana, "2026-11-24"), ==, 2);
  DO (f, so_booking_call (db, again, SO_BOOKING_EXCUSED, s.starts_at + HOUR, &error));
  g_assert_cmpint (balance (f, s.ana, "2026-12-22"), ==, 2);
  g_assert_cmpint (balance (f, s.ana, "2026-12-23"), ==, 1);
  /* A make-up needs a credit; somebody without any does not get one by being booked. */
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (SoDb) db = so_test_step (f, "Booked");

    g_assert_null (so_booking_add (db, s.session, s.ben, SO_BOOKING_MAKE_UP, FALSE, s.starts_at - 50 * HOUR, &error));
    g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  }
  ben = book (f, &s, s.ben, SO_BOOKING_REGULAR, s.starts_at - 50 * HOUR);
  g_assert_cmpint (balance (f, s.ben, "2026-11-24"), ==, 0);
}

/* The ledger cannot be written anew, whoever tries. */
static void
test_ledger_stays (SoTestStore *f, gconstpointer data)
{
  g_auto (Studio) s = { 0 };
  g_autoptr (SoDb) db = NULL;

  studio_init (&s, f, TWO);
  give (f, s.ana, 2, NULL);
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_false (so_db_script (db, "UPDATE credit SET amount = 100", NULL));
}

static void
test_trial (SoTestStore *f, gconstpointer data)
{
  g_auto (Studio) s = { 0 };
  g_autofree char *ana = NULL, *stage = NULL;

  studio_init (&s, f, TWO);
  ana = book (f, &s, s.ana, SO_BOOKING_TRIAL, s.starts_at - 50 * HOUR);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM trial t JOIN booking b ON b.trial_id = t.id WHERE t.state = 'booked' AND t.title = 'Salsa' AND t.deleted_at IS NULL"), ==, 1);
  stage = so_test_text (f->store, "SELECT stage FROM contact WHERE name = 'Ana'");
  g_assert_cmpstr (stage, ==, "TRIAL_SCHEDULED");
  DO (f, so_booking_call (db, ana, SO_BOOKING_ATTENDED, s.starts_at + HOUR, &error));
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM trial WHERE state = 'attended'"), ==, 1);
  DO (f, so_booking_call (db, ana, SO_BOOKING_NO_SHOW, s.starts_at + HOUR, &error));
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM trial WHERE state = 'no-show'"), ==, 1);
  for (guint i = 0; i < 3; i++)
    g_assert_true (so_test_undo (f));
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM trial WHERE deleted_at IS NULL"), ==, 0);
}

static void
test_rules (SoTestStore *f, gconstpointer data)
{
  g_auto (Studio) s = { 0 };
  g_autofree char *ana = NULL;
  const struct { const char *who; gint64 now; gboolean anyway, works; } rows[] = {
    { s.ana, 0, FALSE, FALSE },                       /* far too early */
    { s.ana, 1, FALSE, FALSE },                       /* too late */
    { s.ana, 1, TRUE, TRUE },
    { "nobody", 2, FALSE, FALSE },
  };

  studio_init (&s, f, "{\"name\":\"Salsa\",\"most\":2,\"policy\":{\"notice_minutes\":60,\"advance_days\":30}}");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 now = rows[i].now == 0 ? s.starts_at - 31 * 24 * HOUR : rows[i].now == 1 ? s.starts_at - HOUR / 2 : s.starts_at - 2 * HOUR;
      g_autoptr (SoDb) db = so_test_step (f, "Booked");
      g_autoptr (GError) error = NULL;
      g_autofree char *id = so_booking_add (db, s.session, i < 3 ? s.ana : "nobody", SO_BOOKING_REGULAR, rows[i].anyway, now, &error);

      g_assert_true ((id != NULL) == rows[i].works);
      g_assert_true (id || error);
    }
  /* Twice is refused; a session that moved has the same people. */
  ana = book (f, &s, s.ana, SO_BOOKING_REGULAR, s.starts_at - 50 * HOUR);
  {
    g_autoptr (SoDb) db = so_test_step (f, "Booked");
    g_autoptr (GError) error = NULL;

    g_assert_null (so_booking_add (db, s.session, s.ana, SO_BOOKING_REGULAR, TRUE, s.starts_at - 50 * HOUR, &error));
    g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  }
  DO (f, so_session_edit (db, s.session, SO_SCOPE_ALL, &(SoSessionEdit) { .day = "2026-11-26", .start = 600, .minutes = -1, .pinned = -1 }, &error));
  assert_roster (f, &s, "Ana booked");
  {
    g_autoptr (SoDb) db = so_store_read (f->store, NULL);
    g_autoptr (GPtrArray) touched = so_session_touched (db, s.session, SO_SCOPE_FOLLOWING, TRUE, NULL);

    g_assert_cmpuint (touched->len, ==, 1);
    g_assert_cmpint (((SoSession *) touched->pdata[0])->booked, ==, 1);
  }
}

/* Three times within 90 days is a matter for a person, once. */
static void
test_escalation (SoTestStore *f, gconstpointer data)
{
  g_auto (Studio) s = { 0 };
  g_autofree char *root = NULL, *original = NULL;

  studio_init (&s, f, TWO);
  g_assert_true (so_session_key_parse (s.session, &root, &original));
  for (guint i = 0; i < 4; i++)
    {
      int day;
      g_autofree char *date = NULL, *key = NULL, *id = NULL;

      g_assert_true (so_day_parse ("2026-11-24", &day));
      date = so_day_format_time (day + 7 * (int) i, 18 * 60);
      key = so_session_key (root, date);
      DO (f, id = so_booking_add (db, key, s.ana, SO_BOOKING_REGULAR, TRUE, s.starts_at, &error));
      DO (f, so_booking_call (db, id, SO_BOOKING_NO_SHOW, s.starts_at + 30 * 24 * HOUR, &error));
      g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM task WHERE deleted_at IS NULL"), ==, i >= 2);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/store/bookings/" name, SoTestStore, NULL, so_test_store_set_up, function, so_test_store_tear_down)
  ADD ("waitlist", test_waitlist);
  ADD ("offer-to-all", test_offer_to_all);
  ADD ("credits", test_credits);
  ADD ("ledger-stays", test_ledger_stays);
  ADD ("trial", test_trial);
  ADD ("rules", test_rules);
  ADD ("escalation", test_escalation);
  return g_test_run ();
}
