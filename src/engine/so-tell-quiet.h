/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hours.h"

G_BEGIN_DECLS

/* When the owner is not to be notified: "22:00-07:00 12345", hours and the days on whose evening they begin, 1 is Monday. What is urgent
 * meanwhile stands in the window as ever, and is told together afterwards. Pure. */
#define SO_SETTING_TELL_QUIET "notify.quiet"

typedef struct {
  gboolean off;
  SoHoursSpan span;
  guint days;            /* bit 0: Monday */
} SoTellQuiet;

#define SO_TELL_QUIET_ALL_DAYS 127u

/* NULL, "" and "off" are off; without days it is every day. FALSE where @text is none of these: *@quiet is off then. */
gboolean so_tell_quiet_parse (const char *text, SoTellQuiet *quiet);
/* As above; free with g_free(). */
char *so_tell_quiet_write (const SoTellQuiet *quiet);

/* @now in ms, by the clock of @zone. */
gboolean so_tell_quiet_holds (const SoTellQuiet *quiet, gint64 now, GTimeZone *zone);

G_END_DECLS
