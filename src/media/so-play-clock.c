/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-play-clock.h"

#include <glib/gi18n-lib.h>

static const double speeds[] = { 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2 };

/* Less than this was hardly heard, and is hardly worth hearing, in seconds. */
#define SHORT_START 3
#define SHORT_REST 2

static double
position (const SoPlayClock *self, gint64 now)
{
  double moved = self->playing ? (double) MAX (now - self->since, 0) * self->rate * self->speed / G_USEC_PER_SEC : 0;

  return CLAMP (self->at + moved, 0, (double) self->frames);
}

/* From here on everything counts from @now. */
static void
settle (SoPlayClock *self, gint64 now)
{
  self->at = position (self, now);
  self->since = now;
}

void
so_play_clock_init (SoPlayClock *self, guint rate, guint64 frames, guint64 frame)
{
  *self = (SoPlayClock) { .rate = rate, .frames = frames, .speed = 1, .at = MIN (frame, frames) };
}

guint64
so_play_clock_get (const SoPlayClock *self, gint64 now)
{
  return position (self, now);
}

gboolean
so_play_clock_is_over (const SoPlayClock *self, gint64 now)
{
  return so_play_clock_get (self, now) == self->frames;
}

void
so_play_clock_play (SoPlayClock *self, gint64 now)
{
  settle (self, now);
  if (self->at >= self->frames)
    self->at = 0;
  self->playing = TRUE;
}

void
so_play_clock_pause (SoPlayClock *self, gint64 now)
{
  settle (self, now);
  self->playing = FALSE;
}

void
so_play_clock_seek (SoPlayClock *self, guint64 frame, gint64 now)
{
  self->at = MIN (frame, self->frames);
  self->since = now;
}

void
so_play_clock_skip (SoPlayClock *self, double seconds, gint64 now)
{
  double to = position (self, now) + seconds * self->rate;

  so_play_clock_seek (self, CLAMP (to, 0, (double) self->frames), now);
}

void
so_play_clock_set_speed (SoPlayClock *self, double speed, gint64 now)
{
  settle (self, now);
  self->speed = CLAMP (speed, speeds[0], speeds[G_N_ELEMENTS (speeds) - 1]);
}

double
so_play_speed_step (double speed, int step)
{
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (speeds) && speeds[i + 1] <= speed + 0.01)
    i++;
  return speeds[CLAMP ((int) i + step, 0, (int) G_N_ELEMENTS (speeds) - 1)];
}

guint64
so_play_resume (guint64 frame, guint64 frames, guint rate)
{
  return frame < (guint64) SHORT_START * rate || frame + (guint64) SHORT_REST * rate > frames ? 0 : frame;
}

int
so_play_segment (const gint64 *starts, guint n, gint64 ms)
{
  guint from = 0, to = n;

  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (starts[middle] <= ms)
        from = middle + 1;
      else
        to = middle;
    }
  return (int) from - 1;
}

static char *
length_words (double seconds)
{
  guint s = (guint) MAX (seconds, 0);

  if (s < 60)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u second", "%u seconds", s), s);
  if (s < 3600)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u minute %u", "%u minutes %u", s / 60), s / 60, s % 60);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u hour %u minutes", "%u hours %u minutes", s / 3600), s / 3600, s / 60 % 60);
}

char *
so_play_words (double seconds, double all)
{
  g_autofree char *now = length_words (seconds), *end = length_words (all);

  /* Translators: how much of a recording was heard, as "1 minute 12 of 4 minutes 30" */
  return g_strdup_printf (_("%s of %s"), now, end);
}
