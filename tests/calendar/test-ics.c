/* SPDX-License-Identifier: MIT */
#include "so-ics.h"

#include <string.h>

#include "so-day.h"
#include "so-error.h"

#define BEGIN "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
#define END "END:VCALENDAR\r\n"
#define EVENT(lines) "BEGIN:VEVENT\r\nUID:u1\r\nDTSTAMP:20261101T000000Z\r\n" lines "END:VEVENT\r\n"

static GPtrArray *
read_all (const char *text, GPtrArray **skips, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");

  return so_ics_read (text, strlen (text), zone, skips, error);
}

/* "2026-11-24T18:00 60 Salsa @Hall /Lena FREQ=WEEKLY -2026-12-01T18:00" */
static char *
describe (const SoIcsEvent *event)
{
  g_autofree char *start = so_day_format_time (event->start.day, event->start.minute);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "%s %d %s", start, event->minutes, event->title);
  if (event->place)
    g_string_append_printf (text, " @%s", event->place);
  if (event->who)
    g_string_append_printf (text, " /%s", event->who);
  if (event->rule)
    g_string_append_printf (text, " %s", event->rule);
  for (guint k = 0; k < 2; k++)
    for (guint i = 0; i < (k ? event->extra : event->except)->len; i++)
      {
        const SoIcsTime *at = &g_array_index (k ? event->extra : event->except, SoIcsTime, i);
        g_autofree char *time = so_day_format_time (at->day, at->minute);

        g_string_append_printf (text, " %s%s", k ? "+" : "-", time);
      }
  if (event->is_change)
    {
      g_autofree char *time = so_day_format_time (event->original.day, event->original.minute);
      g_string_append_printf (text, " =%s", time);
    }
  return g_strconcat (text->str, event->cancelled ? " cancelled" : "", NULL);
}

static const struct { const char *lines, *event, *why; } rows[] = {
  { "DTSTART;TZID=Europe/Berlin:20261124T180000\r\nDTEND;TZID=Europe/Berlin:20261124T190000\r\nSUMMARY:Salsa\\, easy\r\nLOCATION:Hall\r\n", "2026-11-24T18:00 60 Salsa, easy @Hall", NULL },
  { "DTSTART:20261124T180000Z\r\nDURATION:PT45M\r\nSUMMARY:Salsa\r\n", "2026-11-24T19:00 45 Salsa", NULL },
  { "DTSTART:20261124T180000\r\nDURATION:PT1H\r\nSUMMARY:Salsa\r\nRRULE:FREQ=WEEKLY;UNTIL=20261222T170000Z\r\nEXDATE:20261201T180000\r\nEXDATE;VALUE=DATE:20261208\r\n",
    "2026-11-24T18:00 60 Salsa FREQ=WEEKLY;UNTIL=20261222 -2026-12-01T18:00 -2026-12-08T18:00", NULL },
  { "DTSTART;TZID=America/New_York:20261124T120000\r\nDURATION:PT1H\r\nSUMMARY:Online\r\nX-STUDIO-TEACHER:Lena\r\n", "2026-11-24T18:00 60 Online /Lena", NULL },
  { "DTSTART:20261202T190000\r\nDURATION:PT1H\r\nSUMMARY:Salsa\r\nRECURRENCE-ID:20261201T180000\r\nSTATUS:CANCELLED\r\n", "1970-01-01T00:00 0 Salsa =2026-12-01T18:00 cancelled", NULL },
  { "DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261226\r\nSUMMARY:Closed\r\n", NULL, "whole days" },
  { "DTSTART:20261124T180000\r\nDTEND:20261124T170000\r\nSUMMARY:Odd\r\n", NULL, "ends before" },
  { "DTSTART:20261124T180000\r\nDURATION:PT1H\r\n", NULL, "no title" },
  { "SUMMARY:Never\r\n", NULL, "no beginning" },
  { "DTSTART:20261124T180000\r\nDURATION:PT1H\r\nSUMMARY:Often\r\nRRULE:FREQ=HOURLY\r\n", NULL, "how often" },
  /* By the clock of the file it is on a Tuesday, here on a Wednesday. */
  { "DTSTART:20261124T233000Z\r\nDURATION:PT1H\r\nSUMMARY:Late\r\nRRULE:FREQ=WEEKLY;BYDAY=TU,SU\r\nEXDATE:20261201T233000Z\r\n",
    "2026-11-25T00:30 60 Late FREQ=WEEKLY;BYDAY=WE,MO -2026-12-02T00:30", NULL },
  { "DTSTART:20261124T233000Z\r\nDURATION:PT1H\r\nSUMMARY:Late\r\nRRULE:FREQ=MONTHLY;BYMONTHDAY=24\r\n", NULL, "enter it by hand" },
  /* Of what is cancelled no more need be said; Apple writes properties without a value. */
  { "RECURRENCE-ID:20261201T180000\r\nDTSTART:20261201T180000\r\nSTATUS:CANCELLED\r\n", "1970-01-01T00:00 0  =2026-12-01T18:00 cancelled", NULL },
  { "DTSTART:20261124T180000\r\nDURATION:PT1H\r\nSUMMARY:Salsa\r\nURL;VALUE=URI:\r\n", "2026-11-24T18:00 60 Salsa", NULL },
  { "DTSTART;TZID=Mars/Olympus:20261124T180000\r\nDURATION:PT1H\r\nSUMMARY:Far\r\n", NULL, "zone is not known" },
  { "DTSTART:20261124T180000\r\nDURATION:PT1H\r\nSUMMARY:Odd\r\nRRULE:FREQ=NEVER;BYDAY=XX\r\n", NULL, "repeats cannot be read" },
  { "DTSTART:99991124T180000\r\nDURATION:PT1H\r\nSUMMARY:Far\r\n", NULL, "no beginning" },
};

static void
test_read (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strconcat (BEGIN "BEGIN:VEVENT\r\nUID:u1\r\n", rows[i].lines, "END:VEVENT\r\n" END, NULL), *event = NULL;
      g_autoptr (GPtrArray) skips = NULL, events = NULL;
      g_autoptr (GError) error = NULL;

      events = read_all (text, &skips, &error);
      g_assert_no_error (error);
      if (events->len)
        event = describe (events->pdata[0]);
      g_assert_cmpstr (event, ==, rows[i].event);
      g_assert_cmpuint (skips->len, ==, rows[i].why != NULL);
      if (rows[i].why && !strstr (((SoIcsSkip *) skips->pdata[0])->why, rows[i].why))
        g_error ("%s: %s", rows[i].lines, ((SoIcsSkip *) skips->pdata[0])->why);
    }
}

/* Outlook writes changes as those of a day, or of midnight. */
static void
test_originals (void)
{
  static const char *const written[] = { ";VALUE=DATE:20261201", ":20261201T000000", ":20261201T180000", ";RANGE=THISANDFUTURE:20261201T180000" };

  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_autofree char *text = g_strconcat (BEGIN EVENT ("DTSTART:20261124T180000\r\nDURATION:PT1H\r\nSUMMARY:Yin\r\nRRULE:FREQ=WEEKLY\r\n") "BEGIN:VEVENT\r\nUID:u1\r\nRECURRENCE-ID",
                                           written[i], "\r\nDTSTART:20261202T190000\r\nDURATION:PT1H\r\nSUMMARY:Yin\r\nEND:VEVENT\r\n" END, NULL), *change = NULL;
      g_autoptr (GPtrArray) skips = NULL, events = read_all (text, &skips, NULL);

      g_assert_cmpuint (events->len, ==, 2);
      change = describe (events->pdata[1]);
      g_assert_cmpstr (change, ==, "2026-12-02T19:00 60 Yin =2026-12-01T18:00");
      g_assert_cmpint (((SoIcsEvent *) events->pdata[1])->following, ==, i == 3);
    }
}

static void
test_broken (void)
{
  static const char *const wrong[] = { "", "name;date\nSalsa;Monday\n", "BEGIN:VCARD\r\nFN:Ana\r\nEND:VCARD\r\n", "BEGIN:VCALENDAR" "\0" "x" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong) - 1; i++)
    {
      g_autoptr (GPtrArray) skips = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", wrong[i]);
      g_assert_null (read_all (wrong[i], &skips, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
}

/* What was written is read as what it was, with whatever is in a title. */
static void
test_round (void)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) so_ics_event_free), again = NULL, skips = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 5; i++)
    {
      SoIcsEvent *event = so_ics_event_new ();
      SoIcsTime at = { 20781 + 7, 18 * 60 + (int) i };

      event->uid = g_strdup_printf ("u%u@studio", i);
      event->title = g_strdup (i == 1 ? "Salsa; \"easy\", äöü 瑜伽 \\n and a very long title that has to be folded because it is longer than seventy-five bytes" : "Salsa");
      event->place = i == 2 ? g_strdup ("Hall, upper floor") : NULL;
      event->who = i == 3 ? g_strdup ("Lena O'Brien") : NULL;
      event->start = (SoIcsTime) { 20781, 18 * 60 + (int) i };
      event->minutes = 60 + (int) i;
      event->rule = i == 4 ? g_strdup ("FREQ=WEEKLY;UNTIL=20261222") : NULL;
      if (i == 4)
        g_array_append_val (event->except, at);
      g_ptr_array_add (events, event);
    }
  text = so_ics_write (events, "Europe/Berlin", 1763722167000);
  g_assert_nonnull (strstr (text, "BEGIN:VCALENDAR"));
  for (char **line = g_strsplit (text, "\r\n", -1), **first = line;; line++)
    {
      if (!*line)
        {
          g_strfreev (first);
          break;
        }
      g_assert_cmpuint (strlen (*line), <=, 76);
    }
  again = read_all (text, &skips, NULL);
  g_assert_cmpuint (skips->len, ==, 0);
  g_assert_cmpuint (again->len, ==, events->len);
  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *one = describe (events->pdata[i]), *other = describe (again->pdata[i]);

      g_assert_cmpstr (other, ==, one);
    }
}

static char *
write_weekly (const char *zone, const char *rule)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) so_ics_event_free);
  SoIcsEvent *event = so_ics_event_new ();

  event->uid = g_strdup ("u1");
  event->title = g_strdup ("Yoga");
  event->start = (SoIcsTime) { 20781, 18 * 60 };
  event->minutes = 60;
  event->rule = g_strdup (rule);
  g_ptr_array_add (events, event);
  return so_ics_write (events, zone, 1763722167000);
}

static guint
count (const char *text, const char *what)
{
  g_auto (GStrv) parts = g_strsplit (text, what, -1);

  return g_strv_length (parts) - 1;
}

/* RFC 5545: each zone that is named is described (3.2.19), and the end of a rule is by the clock of Greenwich (3.3.10). */
static void
test_zones (void)
{
  static const struct { const char *zone, *start, *until; guint parts; } zones[] = {
    { "Europe/Berlin", "DTSTART;TZID=Europe/Berlin:20261124T180000", "UNTIL=20270331T215959Z", 2 },
    { "Pacific/Auckland", "DTSTART;TZID=Pacific/Auckland:20261124T180000", "UNTIL=20270331T105959Z", 2 },
    { "Australia/Lord_Howe", "DTSTART;TZID=Australia/Lord_Howe:20261124T180000", "UNTIL=20270331T125959Z", 2 },
    { "Asia/Tokyo", "DTSTART;TZID=Asia/Tokyo:20261124T180000", "UNTIL=20270331T145959Z", 1 },
    { "America/Sao_Paulo", "DTSTART;TZID=America/Sao_Paulo:20261124T180000", "UNTIL=20270401T025959Z", 1 },
    { "UTC", "DTSTART:20261124T180000Z", "UNTIL=20270331T235959Z", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autofree char *text = write_weekly (zones[i].zone, "FREQ=WEEKLY;UNTIL=20270331"), *name = g_strdup_printf ("\r\nTZID:%s\r\n", zones[i].zone);

      g_test_message ("%s", text);
      g_assert_nonnull (strstr (text, zones[i].start));
      g_assert_nonnull (strstr (text, zones[i].until));
      g_assert_cmpuint (count (text, name), ==, zones[i].parts > 0);
      g_assert_cmpuint (count (text, "TZOFFSETTO:"), ==, zones[i].parts);
    }
}

/* Cut anywhere, and with any byte changed, it is read or refused, and nothing else. */
static void
test_damaged (void)
{
  static const char whole[] = BEGIN EVENT ("DTSTART;TZID=Europe/Berlin:20261124T180000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4\r\nEXDATE:20261201T180000\r\nSUMMARY:Salsa\r\n") END;
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint i = 0; i < 1500; i++)
    {
      g_autofree char *text = g_strdup (whole);
      g_autoptr (GPtrArray) skips = NULL, events = NULL;
      gsize length = i < sizeof whole ? i : sizeof whole - 1;

      if (i >= sizeof whole)
        text[g_rand_int_range (rand, 0, (gint32) length)] = (char) g_rand_int_range (rand, 1, 256);
      text[length] = 0;
      events = read_all (text, &skips, NULL);
      g_assert_true (!events || skips);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/ics/read", test_read);
  g_test_add_func ("/calendar/ics/originals", test_originals);
  g_test_add_func ("/calendar/ics/broken", test_broken);
  g_test_add_func ("/calendar/ics/round", test_round);
  g_test_add_func ("/calendar/ics/zones", test_zones);
  g_test_add_func ("/calendar/ics/damaged", test_damaged);
  return g_test_run ();
}
