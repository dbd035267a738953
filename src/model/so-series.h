/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-entity.h"

G_BEGIN_DECLS

/**
 * SoSeries: a part of a series of sessions of a class.
 *
 *     first 2026-09-01T18:00, rule FREQ=WEEKLY     the originals: Tuesdays at 18:00, by which sessions are known for ever
 *     shift 1, start 1140                          where they are shown: on Wednesdays at 19:00
 *     from_day … until_day                         of which originals this part speaks; another part of the same root may follow
 *
 * No edit moves an original, so what was said of one session (it is cancelled, it is elsewhere, somebody has booked it) is still said of it afterwards.
 */
typedef struct {
  char *id, *root;              /* root: id of the first part */
  char *class_id, *term_id;     /* term_id: NULL: none */
  char *first;                  /* "2026-09-01T18:00" */
  char *rule;                   /* RFC 5545, "FREQ=WEEKLY;INTERVAL=2"; NULL: that one day */
  char *from_day, *until_day;   /* of originals, both part of it; NULL: no end there */
  int shift, start, minutes;    /* days; minutes after midnight; how long */
  char *room_id, *teacher_id;   /* NULL: none yet */
  gboolean pinned;              /* the planner leaves it where it is */
  char *uid;                    /* of the calendar that it was imported from, or NULL */
} SoSeries;

extern const SoEntity so_series_entity;

SoSeries *so_series_new (void);
void so_series_free (SoSeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoSeries, so_series_free)

/* What is different with one session. */
typedef struct {
  char *id, *root, *original;   /* "2026-11-24T18:00" */
  char *state;                  /* "", "cancelled", "planned": takes place although it is closed then */
  char *note;                   /* or NULL */
  char *day;                    /* and the rest: NULL, -1: as the series says; room and teacher "": none */
  int start, minutes;
  char *room_id, *teacher_id;
} SoSessionChange;

extern const SoEntity so_session_change_entity;

SoSessionChange *so_session_change_new (const char *root, const char *original);
void so_session_change_free (SoSessionChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoSessionChange, so_session_change_free)

/* How far a series may be moved from its originals, in days. */
#define SO_SERIES_FARTHEST 366

G_END_DECLS
