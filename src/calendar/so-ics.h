/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Calendars as other programs write and read them (RFC 5545, .ics). Days and minutes are of the clock on the wall in one zone. */

#define SO_ICS_MOST_BYTES (8 * 1024 * 1024)
#define SO_ICS_MOST_EVENTS 10000

/* A day and a minute of it. */
typedef struct {
  int day, minute;
} SoIcsTime;

typedef struct {
  char *uid;
  char *title, *place, *who;   /* SUMMARY; LOCATION; X-STUDIO-TEACHER. place and who may be NULL */
  SoIcsTime start;
  int minutes;
  char *rule;                  /* FREQ=…, or NULL */
  GArray *except;              /* SoIcsTime: originals that do not take place */
  GArray *extra;               /* SoIcsTime: further ones of no rule */
  gboolean is_change;          /* of one session of the event with the same uid: that of original */
  SoIcsTime original;
  gboolean following;          /* and of all after that one */
  gboolean cancelled;
} SoIcsEvent;

SoIcsEvent *so_ics_event_new (void);
void so_ics_event_free (SoIcsEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoIcsEvent, so_ics_event_free)

/* What was not taken, and why. */
typedef struct {
  char *where, *why;
} SoIcsSkip;
void so_ics_skip_free (SoIcsSkip *skip);
/* Adds one to @skips, which frees them. */
void so_ics_skip_add (GPtrArray *skips, const char *where, const char *why);

/* SoIcsEvent in the order of the file. What could not be taken is in *@skips (SoIcsSkip; yours). NULL with SO_ERROR_CHANGE where it is no calendar, or too large. */
GPtrArray *so_ics_read (const char *text, gsize length, GTimeZone *zone, GPtrArray **skips, GError **error);

/* A calendar of @events in the zone @zone ("Europe/Berlin"); @stamp: ms, when it was made. Free with g_free(). */
char *so_ics_write (GPtrArray *events, const char *zone, gint64 stamp);

G_END_DECLS
