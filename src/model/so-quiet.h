/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The hours of a day in which SMS and advertising may reach somebody, by the clock where they are. */
typedef struct {
  gboolean off;        /* no quiet hours */
  guint from, until;   /* minutes after midnight: may go from 480 (8:00) until before 1260 (21:00) */
} SoQuiet;

/* Setting with "08:00-21:00", "7-22" or "off". */
#define SO_SETTING_QUIET "quiet.hours"

/* So long after the customer last wrote an answer by SMS is part of a talk, ms. */
#define SO_QUIET_TALK_MS (4 * 60 * 60 * G_GINT64_CONSTANT (1000))

/* FALSE where @text is none of these, or leaves less than an hour; *@quiet then has the default, as with NULL. */
gboolean so_quiet_parse (const char *text, SoQuiet *quiet);
/* "08:00-21:00"; free with g_free(). */
char *so_quiet_write (const SoQuiet *quiet);

/* The zones in which the owner of @number ("+4930…") may be, GTimeZone values: those of its country. Where that has several, the
 * studio's own zone for numbers of its own country (@country, "49", may be NULL), else the outermost: it has to be day in each.
 * @own where the number says nothing; NULL @number: @own. */
GPtrArray *so_quiet_zones (const char *number, const char *country, GTimeZone *own);

/* 0 where it is day in each of @zones at @now (ms); otherwise when it is. */
gint64 so_quiet_ends (const SoQuiet *quiet, gint64 now, GPtrArray *zones);

G_END_DECLS
