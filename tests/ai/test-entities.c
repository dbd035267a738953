/* SPDX-License-Identifier: MIT */
#include "so-classifier.h"

#include <locale.h>

/* Saturday 21 November 2026, 11:49 in Berlin. */
#define NOW (G_GINT64_CONSTANT (1795258140) * 1000)

static SoClassifier *classifier;

static void
test_when (void)
{
  static const struct { const char *text, *date, *time; gboolean american; } cases[] = {
    { "Can I come next Tue 6pm?", "2026-11-24", "18:00", FALSE },
    { "tomorrow at 10", "2026-11-22", "10:00", FALSE },
    { "today at 6", "2026-11-21", "18:00", FALSE },
    { "today at 06:30", "2026-11-21", "06:30", FALSE },
    { "on 24.11. um 19 Uhr", "2026-11-24", "19:00", FALSE },
    { "on 3/4", "2027-04-03", NULL, FALSE },
    { "on 3/4", "2027-03-04", NULL, TRUE },
    { "2026-12-01 18:30", "2026-12-01", "18:30", FALSE },
    { "December 5th at noon", "2026-12-05", "12:00", FALSE },
    { "the 5th of December", "2026-12-05", NULL, FALSE },
    { "5 January", "2027-01-05", NULL, FALSE },
    { "Saturday", "2026-11-28", NULL, FALSE },
    { "next week on Wednesday at 7.30 pm", "2026-11-25", "19:30", FALSE },
    { "at 9 in the evening", NULL, "21:00", FALSE },
    { "it costs 12.50 for 10 classes", NULL, NULL, FALSE },
    { "31/02", NULL, NULL, FALSE },
    { "45:99 and 2026-13-40", NULL, NULL, FALSE },
    { "call +49 170 1234567", NULL, NULL, FALSE },
  };
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SoClassifierContext context = { .now = NOW, .zone = berlin, .month_first = cases[i].american };
      g_autoptr (SoClassification) is = so_classifier_classify (classifier, cases[i].text, &context);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (is->date, ==, cases[i].date);
      g_assert_cmpstr (is->time, ==, cases[i].time);
    }
}

static void
test_names (void)
{
  static const char *const classes[] = { "Salsa", "Salsa Beginners", "Kids Ballet", NULL };
  static const char *const people[] = { "Maria Lopez", "Ana Silva", "Ana Costa", NULL };
  static const struct { const char *text, *class_type, *instructor; } cases[] = {
    { "is there place in salsa beginners with maria", "Salsa Beginners", "Maria Lopez" },
    { "SALSA please", "Salsa", NULL },
    { "with Ana", NULL, NULL },
    { "with ana costa", NULL, "Ana Costa" },
    { "do you do lindy hop", "lindy hop", NULL },
    { "hello", NULL, NULL },
  };
  SoClassifierContext context = { .classes = classes, .instructors = people };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SoClassification) is = so_classifier_classify (classifier, cases[i].text, &context);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (is->class_type, ==, cases[i].class_type);
      g_assert_cmpstr (is->instructor, ==, cases[i].instructor);
    }
}

/* Where the studio's people are not known. */
static void
test_guess (void)
{
  static const struct { const char *text, *instructor; } cases[] = {
    { "the yoga class with Maria?", "Maria" }, { "with my friend", NULL }, { "with Salsa", NULL }, { "with maria", NULL }, { "with", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SoClassification) is = so_classifier_classify (classifier, cases[i].text, NULL);

      g_assert_cmpstr (is->instructor, ==, cases[i].instructor);
    }
}

int
main (int argc, char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  classifier = so_classifier_new ();
  g_test_add_func ("/entities/when", test_when);
  g_test_add_func ("/entities/names", test_names);
  g_test_add_func ("/entities/guess", test_guess);
  result = g_test_run ();
  g_object_unref (classifier);
  return result;
}
