/* SPDX-License-Identifier: MIT */
#include "so-test-week.h"

#include "so-plan-json.h"

typedef struct {
  const SoTestWeek *week;
  SoPlanRandom random;
  GString *out;
} Maker;

static guint
below (Maker *self, guint n)
{
  return so_plan_random_below (&self->random, n);
}

static gboolean
odd (Maker *self, guint one_in)
{
  return self->week->odd && below (self, one_in) == 0;
}

static void
say (Maker *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
say (Maker *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (self->out, format, args);
  va_end (args);
}

/* A window somewhere in the open hours, at least @least minutes long. */
static void
say_window (Maker *self, int least)
{
  int open = self->week->to - self->week->from, wish = least + (int) below (self, 4) * 30, length = MIN (open, wish);
  int start = self->week->from + (int) below (self, (guint) ((open - length) / self->week->grid + 1)) * self->week->grid;

  say (self, "{\"day\":%u,\"start\":%d,\"end\":%d}", below (self, (guint) self->week->days), start, start + length);
}

static void
say_days (Maker *self)
{
  for (int day = 0; day < self->week->days; day++)
    say (self, "%s{\"day\":%d,\"start\":%d,\"end\":%d}", day ? "," : "", day, self->week->from, self->week->to);
}

static void
say_rooms (Maker *self)
{
  for (guint i = 0; i < self->week->rooms; i++)
    {
      say (self, "%s{\"id\":\"R%u\",\"name\":\"Room %u\",\"capacity\":%u,\"features\":[%s],\"turnover\":%u,\"closed\":[", i ? "," : "", i, i, 10 + 6 * i,
           i % 2 ? "\"barres\"" : "\"mats\",\"barres\"", odd (self, 2) ? 5 * (1 + below (self, 3)) : 0);
      if (odd (self, 3))
        say_window (self, 60);
      say (self, "]}");
    }
}

static void
say_limit (Maker *self, const char *name, guint one_in, guint least)
{
  if (odd (self, one_in))
    say (self, ",\"%s\":%u", name, least + 15 * below (self, 8));
}

static void
say_teachers (Maker *self)
{
  static const char *const styles[] = { "\"salsa\"", "\"ballet\"", "\"salsa\",\"ballet\"", "\"yoga\",\"salsa\"", "\"ballet\",\"yoga\"" };

  for (guint i = 0; i < self->week->teachers; i++)
    {
      say (self, "%s{\"id\":\"I%u\",\"name\":\"Teacher %u\",\"styles\":[%s],\"availability\":[", i ? "," : "", i, i, styles[below (self, G_N_ELEMENTS (styles))]);
      say_days (self);
      if (odd (self, 4))
        self->out->str[self->out->len - 2] = '0' + (char) below (self, 10);   /* an end that is on no grid */
      say (self, "]");
      say_limit (self, "max_day", 3, 120);
      say_limit (self, "max_week", 4, 180);
      say_limit (self, "max_run", 3, 90);
      say_limit (self, "min_break", 3, 15);
      say (self, "}");
    }
}

static void
say_pin (Maker *self)
{
  int start = self->week->from + (int) below (self, 4) * self->week->grid;

  switch (below (self, 3))
    {
    case 0: say (self, "{\"day\":%u}", below (self, (guint) self->week->days)); break;
    case 1: say (self, "{\"day\":%u,\"start\":%d}", below (self, (guint) self->week->days), start); break;
    default: say (self, "{\"room\":\"R%u\"}", below (self, self->week->rooms));
    }
}

/* How many sessions it has. */
static guint
say_class (Maker *self, guint i, guint left)
{
  static const char *const styles[] = { "salsa", "ballet", "yoga" }, *const levels[] = { "beginner", "open", "advanced" };
  static const int durations[] = { 60, 45, 90, 75, 50 };
  guint wish = odd (self, 3) ? 2 + below (self, 2) : 1, sessions = MIN (left, wish);

  say (self, "%s{\"id\":\"C%u\",\"name\":\"Class %u\",\"style\":\"%s\",\"level\":\"%s\",\"duration\":%d,\"size\":%u,\"sessions\":%u", i ? "," : "", i, i, styles[below (self, 3)],
       levels[below (self, 3)], durations[self->week->odd ? below (self, 5) : below (self, 2)], 4 + below (self, 8), sessions);
  say (self, ",\"day_gap\":%u,\"same_instructor\":%s", odd (self, 3) ? below (self, 3) : 1, odd (self, 3) ? "false" : "true");
  say (self, ",\"features\":[%s],\"groups\":[%s]", odd (self, 4) ? "\"mats\"" : "", odd (self, 3) ? "\"kids\"" : "");
  if (odd (self, 6))
    say (self, ",\"instructors\":[\"I%u\"]", below (self, self->week->teachers));
  say (self, ",\"pins\":[");
  if (odd (self, 6))
    say_pin (self);
  say (self, "],\"preferred\":[");
  say_window (self, 90);
  say (self, "]}");
  return sessions;
}

char *
so_test_week_text (const SoTestWeek *week, guint64 seed)
{
  Maker self = { week, { seed * 7919 + 1 }, g_string_new (NULL) };

  say (&self, "{\"format\":\"studio-schedule-problem\",\"version\":1,\"name\":\"test %" G_GUINT64_FORMAT "\",\"grid\":%d,\"opening\":[", seed, week->grid);
  say_days (&self);
  say (&self, "],\"peak\":[");
  say_window (&self, 120);
  say (&self, "],\"max_concurrent\":%s,\"rooms\":[", odd (&self, 4) ? "1" : "null");
  say_rooms (&self);
  say (&self, "],\"instructors\":[");
  say_teachers (&self);
  say (&self, "],\"classes\":[");
  for (guint i = 0, n = 0; n < week->sessions; i++)
    n += say_class (&self, i, week->sessions - n);
  say (&self, "]}");
  return g_string_free (self.out, FALSE);
}

SoPlanProblem *
so_test_week (const SoTestWeek *week, guint64 seed)
{
  g_autofree char *text = so_test_week_text (week, seed);
  g_autoptr (GError) error = NULL;
  SoPlanProblem *problem = so_plan_problem_parse (text, -1, &error);

  g_assert_no_error (error);
  return problem;
}

GArray *
so_test_nonsense (const SoPlanProblem *problem, guint n, SoPlanRandom *random)
{
  GArray *plan = g_array_new (FALSE, FALSE, sizeof (SoPlanPlace));

  for (guint i = 0; i < n; i++)
    {
      const SoPlanWindow *open = &g_array_index (problem->opening, SoPlanWindow, so_plan_random_below (random, problem->opening->len));
      SoPlanPlace p = { (int) so_plan_random_below (random, problem->n_classes), open->day, 0, (int) so_plan_random_below (random, problem->n_rooms),
                        (int) so_plan_random_below (random, problem->n_teachers) };

      p.start = open->start + (int) so_plan_random_below (random, (guint) (open->end - open->start) / 15) * 15 + (so_plan_random_below (random, 10) ? 0 : 5);
      g_array_append_val (plan, p);
    }
  return plan;
}
