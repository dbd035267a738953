/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-entity.h"

G_BEGIN_DECLS

/* A season: series that belong to it begin and end with it, and pause on the days that it skips. */
typedef struct {
  char *id, *name;
  char *first_day, *last_day;   /* "2026-09-01", both part of it */
  GStrv skips;                  /* "2026-12-24", or "2026-12-21/2027-01-03" with both ends */
} SoTerm;

extern const SoEntity so_term_entity;

void so_term_free (SoTerm *term);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoTerm, so_term_free)

/* Whether it pauses on @day (so-day.h). */
gboolean so_term_skips (const SoTerm *term, int day);
/* A copy of it, without an id, called @name, that begins on @first_day: everything as many whole weeks later as lie between, so that each day stays the day of the
 * week that it is. NULL with an error where that is no day. */
SoTerm *so_term_copy_to (const SoTerm *term, const char *name, const char *first_day, GError **error);

G_END_DECLS
