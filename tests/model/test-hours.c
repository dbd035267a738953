/* SPDX-License-Identifier: MIT */
#include "so-error.h"
#include "so-hours.h"
#include "so-time.h"

#include <string.h>

#define WORKDAYS(span) "[[" span "],[" span "],[" span "],[" span "],[" span "],[],[]]"
#define EVERY_DAY(span) "[[" span "],[" span "],[" span "],[" span "],[" span "],[" span "],[" span "]]"
#define BERLIN(week) "{\"zone\":\"Europe/Berlin\",\"week\":" week "}"

static const char nine_to_five[] = BERLIN (WORKDAYS ("\"09:00-17:00\""));
static const char siesta[] = BERLIN (WORKDAYS ("\"09:00-12:00\",\"14:00-20:00\""));
static const char nights[] = BERLIN (EVERY_DAY ("\"18:00-02:00\""));
static const char always[] = BERLIN (EVERY_DAY ("\"00:00-24:00\""));
static const char never[] = BERLIN ("[[],[],[],[],[],[],[]]");
static const char overlapping[] = BERLIN (WORKDAYS ("\"10:00-14:00\",\"09:00-11:00\",\"14:00-17:00\""));
static const char closures[] =
  "{\"zone\":\"Europe/Berlin\",\"week\":" EVERY_DAY ("\"09:00-17:00\"") ",\"closures\":["
  "{\"from\":\"2026-12-24\",\"to\":\"2027-01-01\",\"label\":\"Christmas\"},{\"from\":\"2026-11-27T12:00\",\"to\":\"2026-11-27T15:00\"},"
  "{\"from\":\"2026-12-03\"}]}";
static const char small_hours[] = BERLIN (EVERY_DAY ("\"01:00-04:00\""));

static SoHours *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  SoHours *hours = so_hours_parse (json, NULL, &error);

  g_assert_no_error (error);
  return hours;
}

/* "2026-11-20 16:50" in the hours' zone. */
static gint64
local (const SoHours *hours, const char *text)
{
  gint64 ms;

  g_assert_true (so_time_parse (text, hours->tz, &ms));
  return ms;
}

static void
test_open (void)
{
  static const struct { const char *hours, *at; gboolean open; const char *next, *period; } rows[] = {
    { nine_to_five, "2026-11-20T08:59:59", FALSE, "2026-11-20T09:00", "2026-11-19T16:00:00Z" },
    { nine_to_five, "2026-11-20T09:00", TRUE, "2026-11-20T09:00", NULL },
    { nine_to_five, "2026-11-20T16:59:59", TRUE, "2026-11-20T16:59:59", NULL },
    { nine_to_five, "2026-11-20T17:00", FALSE, "2026-11-23T09:00", "2026-11-20T16:00:00Z" },
    { nine_to_five, "2026-11-22T12:00", FALSE, "2026-11-23T09:00", "2026-11-20T16:00:00Z" },
    { siesta, "2026-11-20T13:00", FALSE, "2026-11-20T14:00", "2026-11-20T11:00:00Z" },
    { siesta, "2026-11-20T20:00", FALSE, "2026-11-23T09:00", "2026-11-20T19:00:00Z" },
    { nights, "2026-11-21T01:59", TRUE, "2026-11-21T01:59", NULL },
    { nights, "2026-11-21T02:00", FALSE, "2026-11-21T18:00", "2026-11-21T01:00:00Z" },
    { nights, "2026-11-21T23:00", TRUE, "2026-11-21T23:00", NULL },
    { always, "2026-11-21T00:00", TRUE, "2026-11-21T00:00", NULL },
    { never, "2026-11-21T12:00", FALSE, NULL, "always" },
    { overlapping, "2026-11-20T10:30", TRUE, "2026-11-20T10:30", NULL },
    { overlapping, "2026-11-20T14:00", TRUE, "2026-11-20T14:00", NULL },
    { overlapping, "2026-11-20T17:00", FALSE, "2026-11-23T09:00", "2026-11-20T16:00:00Z" },
    /* Closures: days, part of a day, one day alone. */
    { closures, "2026-12-24T10:00", FALSE, "2027-01-02T09:00", "2026-12-23T16:00:00Z" },
    { closures, "2027-01-01T16:00", FALSE, "2027-01-02T09:00", "2026-12-23T16:00:00Z" },
    { closures, "2026-11-27T11:59", TRUE, "2026-11-27T11:59", NULL },
    { closures, "2026-11-27T12:00", FALSE, "2026-11-27T15:00", "2026-11-27T11:00:00Z" },
    { closures, "2026-11-27T15:00", TRUE, "2026-11-27T15:00", NULL },
    { closures, "2026-12-03T10:00", FALSE, "2026-12-04T09:00", "2026-12-02T16:00:00Z" },
    /* The zone's hours move, the studio's do not: 9:00 is 8:00 UTC in winter, 7:00 in summer. */
    { nine_to_five, "2026-03-27T17:00", FALSE, "2026-03-30T09:00", "2026-03-27T16:00:00Z" },
    { nine_to_five, "2026-10-23T17:00", FALSE, "2026-10-26T09:00", "2026-10-23T15:00:00Z" },
    { nights, "2026-03-29T12:00", FALSE, "2026-03-29T18:00", "2026-03-29T01:00:00Z" },
    /* A leap day. */
    { nine_to_five, "2028-02-28T18:00", FALSE, "2028-02-29T09:00", "2028-02-28T16:00:00Z" },
    { nine_to_five, "2028-02-29T12:00", TRUE, "2028-02-29T12:00", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoHours) hours = parse (rows[i].hours);
      gint64 at = local (hours, rows[i].at), next = so_hours_next_open (hours, at);
      g_autofree char *period = so_hours_dup_period (hours, at);

      g_test_message ("%s", rows[i].at);
      g_assert_cmpint (so_hours_is_open (hours, at), ==, rows[i].open);
      g_assert_cmpint (next, ==, rows[i].next ? local (hours, rows[i].next) : SO_HOURS_NEVER);
      g_assert_cmpstr (period, ==, rows[i].period);
    }
}

static void
test_minutes (void)
{
  static const struct { const char *hours, *from; gint64 minutes; const char *until; } rows[] = {
    { nine_to_five, "2026-11-20T16:50", 30, "2026-11-23T09:20" },       /* Friday to Monday */
    { nine_to_five, "2026-11-20T16:30", 30, "2026-11-20T17:00" },
    { nine_to_five, "2026-11-20T16:30", 60, "2026-11-23T09:30" },       /* an hour over the weekend */
    { nine_to_five, "2026-11-20T16:31", 30, "2026-11-23T09:01" },
    { nine_to_five, "2026-11-21T12:00", 30, "2026-11-23T09:30" },
    { siesta, "2026-11-20T11:50", 30, "2026-11-20T14:20" },
    { nights, "2026-11-21T01:50", 30, "2026-11-21T18:20" },
    { nights, "2026-11-20T23:50", 30, "2026-11-21T00:20" },
    { always, "2026-11-20T23:50", 30, "2026-11-21T00:20" },
    { always, "2026-11-20T12:00", 60 * 24 * 100, "2027-02-28T12:00" },
    { closures, "2026-12-23T16:50", 30, "2027-01-02T09:20" },
    { nine_to_five, "2026-11-20T09:00", 8 * 60 * 5, "2026-11-26T17:00" },
    { nine_to_five, "2026-11-20T09:00", 8 * 60 * 100 + 1, "2027-04-09T09:01" },
    { never, "2026-11-20T16:50", 30, NULL },
    /* In the night of spring there are two hours from 1 to 4, in that of autumn four. */
    { small_hours, "2026-03-29T01:00", 120, "2026-03-29T04:00" },
    { small_hours, "2026-10-25T01:00", 240, "2026-10-25T04:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoHours) hours = parse (rows[i].hours);
      g_autoptr (SoHoursLine) line = NULL;
      gint64 from = local (hours, rows[i].from), until = so_hours_add_minutes (hours, from, rows[i].minutes);

      g_test_message ("%s", rows[i].from);
      g_assert_cmpint (until, ==, rows[i].until ? local (hours, rows[i].until) : SO_HOURS_NEVER);
      if (!rows[i].until)
        continue;
      g_assert_cmpint (so_hours_minutes_between (hours, from, until), ==, rows[i].minutes);
      g_assert_cmpint (so_hours_minutes_between (hours, until, from), ==, 0);
      line = so_hours_line_new (hours, from, until);
      g_assert_cmpint (so_hours_line_minutes (line, from, until), ==, rows[i].minutes);
      g_assert_cmpint (so_hours_line_minutes (line, until, from), ==, 0);
    }
}

/* Minute by minute over the two odd nights: open time, the next opening and the period agree with each other. */
static void
test_agree (void)
{
  static const char *const all[] = { nine_to_five, siesta, nights, small_hours, overlapping, closures };
  static const char *const nights_of[] = { "2026-03-28T12:00:00", "2026-10-24T12:00:00", "2026-12-31T12:00:00" };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    for (guint k = 0; k < G_N_ELEMENTS (nights_of); k++)
      {
        g_autoptr (SoHours) hours = parse (all[i]);
        gint64 start = local (hours, nights_of[k]), open = 0;

        for (gint64 at = start; at < start + 36 * 3600000; at += 7 * 60000)
          {
            gint64 next = so_hours_next_open (hours, at);
            g_autofree char *period = so_hours_dup_period (hours, at);
            gboolean is_open = so_hours_is_open (hours, at);

            g_assert_cmpint (is_open, ==, next == at);
            g_assert_cmpint (is_open, ==, period == NULL);
            g_assert_true (so_hours_is_open (hours, next));
            g_assert_true (is_open || !so_hours_is_open (hours, next - 1));
            open += so_hours_minutes_between (hours, at, at + 7 * 60000);
          }
        g_assert_cmpint (ABS (open - so_hours_minutes_between (hours, start, start + 36 * 3600000)), <=, 10);
      }
}

static void
test_json (void)
{
  static const char *const wrong[] = {
    "", "[]", "{}", "{\"week\":[]}", "{\"week\":[[],[],[],[],[],[]]}", "{\"week\":[[],[],[],[],[],[],[],[]]}", "{\"week\":\"daily\"}",
    BERLIN ("[[\"nine to five\"],[],[],[],[],[],[]]"), BERLIN ("[[\"09:00\"],[],[],[],[],[],[]]"), BERLIN ("[[\"9-9\"],[],[],[],[],[],[]]"),
    BERLIN ("[[\"25:00-26:00\"],[],[],[],[],[],[]]"), BERLIN ("[[\"09:60-10:00\"],[],[],[],[],[],[]]"), BERLIN ("[[\"24:00-02:00\"],[],[],[],[],[],[]]"),
    BERLIN ("[[900],[],[],[],[],[],[]]"), BERLIN ("[null,[],[],[],[],[],[]]"), BERLIN ("[[\"9-10 or so\"],[],[],[],[],[],[]]"),
    BERLIN ("[[\"1-2\",\"1-2\",\"1-2\",\"1-2\",\"1-2\",\"1-2\",\"1-2\",\"1-2\",\"1-2\",\"1-2\",\"1-2\",\"1-2\",\"1-2\"],[],[],[],[],[],[]]"),
    "{\"zone\":\"Berlin, I think\",\"week\":[[],[],[],[],[],[],[]]}",
    "{\"week\":[[],[],[],[],[],[],[]],\"closures\":{}}", "{\"week\":[[],[],[],[],[],[],[]],\"closures\":[1]}",
    "{\"week\":[[],[],[],[],[],[],[]],\"closures\":[{\"to\":\"2026-12-24\"}]}",
    "{\"week\":[[],[],[],[],[],[],[]],\"closures\":[{\"from\":\"2026-02-30\"}]}",
    "{\"week\":[[],[],[],[],[],[],[]],\"closures\":[{\"from\":\"24.12.2026\"}]}",
    "{\"week\":[[],[],[],[],[],[],[]],\"closures\":[{\"from\":\"2026-12-24\",\"to\":\"2026-12-23\"}]}",
    "{\"week\":[[],[],[],[],[],[],[]],\"closures\":[{\"from\":\"2026-12-24T10:00\",\"to\":\"2026-12-24T10:00\"}]}",
    "{\"week\":[[],[],[],[],[],[],[]],\"closures\":[{\"from\":\"2026-12-24T10:00x\",\"to\":\"2026-12-25\"}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (so_hours_parse (wrong[i], NULL, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      g_test_message ("%s", error->message);
      g_assert_cmpuint (strlen (error->message), >, 10);
    }
}

static void
test_round_trip (void)
{
  static const char *const all[] = { nine_to_five, siesta, nights, always, never, closures };
  g_autoptr (SoHours) loose = parse ("{\"week\":[[\" 9 – 12:30\",\"22-6\"],[],[],[],[],[],[]]}");
  g_autofree char *written = so_hours_write (loose);
  g_autoptr (SoHours) christmas = parse (closures);

  g_assert_cmpstr (written, ==, "{\"week\":[[\"09:00-12:30\",\"22:00-06:00\"],[],[],[],[],[],[]],\"closures\":[]}");
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (SoHours) hours = parse (all[i]);
      g_autofree char *first = so_hours_write (hours);
      g_autoptr (SoHours) again = parse (first);
      g_autofree char *second = so_hours_write (again);

      g_assert_cmpstr (first, ==, second);
    }
  g_assert_cmpstr (so_hours_closure_at (christmas, local (christmas, "2026-12-25T10:00"))->label, ==, "Christmas");
  g_assert_null (so_hours_closure_at (christmas, local (christmas, "2027-01-02T00:00")));
}

/* Whoever tells of a call says when it was: any number. */
static void
test_far (void)
{
  static const gint64 odd[] = { G_MININT64, -1, 0, G_GINT64_CONSTANT (253402300799000), G_GINT64_CONSTANT (253402300800000), G_MAXINT64 };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (SoHours) hours = parse (nights);

      g_test_message ("%" G_GINT64_FORMAT, odd[i]);
      so_hours_is_open (hours, odd[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hours/open", test_open);
  g_test_add_func ("/hours/minutes", test_minutes);
  g_test_add_func ("/hours/far", test_far);
  g_test_add_func ("/hours/agree", test_agree);
  g_test_add_func ("/hours/json", test_json);
  g_test_add_func ("/hours/round-trip", test_round_trip);
  return g_test_run ();
}
