/* SPDX-License-Identifier: MIT */
#include "so-ics.h"

SoIcsEvent *
so_ics_event_new (void)
{
  SoIcsEvent *event = g_new0 (SoIcsEvent, 1);

  event->except = g_array_new (FALSE, FALSE, sizeof (SoIcsTime));
  event->extra = g_array_new (FALSE, FALSE, sizeof (SoIcsTime));
  return event;
}

void
so_ics_event_free (SoIcsEvent *event)
{
  if (!event)
    return;
  g_free (event->uid);
  g_free (event->title);
  g_free (event->place);
  g_free (event->who);
  g_free (event->rule);
  g_array_unref (event->except);
  g_array_unref (event->extra);
  g_free (event);
}

void
so_ics_skip_free (SoIcsSkip *skip)
{
  if (!skip)
    return;
  g_free (skip->where);
  g_free (skip->why);
  g_free (skip);
}

void
so_ics_skip_add (GPtrArray *skips, const char *where, const char *why)
{
  SoIcsSkip *skip = g_new0 (SoIcsSkip, 1);

  skip->where = g_strdup (where);
  skip->why = g_strdup (why);
  g_ptr_array_add (skips, skip);
}
