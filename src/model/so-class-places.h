/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-session.h"

G_BEGIN_DECLS

/* Places that are left, for who asks: which sessions they mean, and which ones come instead. Pure. */

/* So many or more are "places", without a number. */
#define SO_CLASS_PLACES_MANY 6

/* Places that nobody has, is offered or waits for; 0 where it does not take place. */
int so_class_places_left (const SoSession *session);
/* As a text tells it: the number, up to SO_CLASS_PLACES_MANY. */
int so_class_places_told (int left);

/* What is asked for, as far as it is known. */
typedef struct {
  GStrv classes;         /* ids: one of these; NULL: any */
  const char *teacher;   /* id, or NULL: anybody */
  int day;               /* so-day.h; SO_DAY_NONE: any */
  int start;             /* minutes after midnight; -1: any */
  int people;            /* so many want to come: 1 and more */
} SoClassPlacesWish;

typedef struct {
  GPtrArray *asked;      /* SoSession of the day that was asked for, full ones too; borrowed */
  GPtrArray *next;       /* those to come with places enough, where none of @asked has; borrowed */
} SoClassPlaces;

/* Of @sessions (SoSession, in order) those after @now (ms); a few of each. At the wished time where there is one, else of that day. */
SoClassPlaces *so_class_places_pick (GPtrArray *sessions, const SoClassPlacesWish *wish, gint64 now);
void so_class_places_free (SoClassPlaces *places);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoClassPlaces, so_class_places_free)

/* How many are to come by @text: "for 3 people", "two of us", "zu zweit", "2 Plätze". 1 where it does not say. */
int so_class_places_people (const char *text);

G_END_DECLS
