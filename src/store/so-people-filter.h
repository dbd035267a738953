/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-saved-filter.h"
#include "so-store.h"

G_BEGIN_DECLS

/**
 * What is typed to find people: words as in search, and with them
 *
 *   is:hot          the temperature is HOT, and nobody yet who is a customer or lost
 *   is:lapsed       a customer with whom nothing was written for 30 days
 *   is:no-show      whose newest trial was missed
 *   is:birthday     whose birthday is today or in the six days after, by the studio's clock
 *   is:new          here for less than 7 days
 *   is:returning    wrote within the last 30 days, and is here for longer than that
 *   stage:QUALIFIED, source:whatsapp, tag:vip, tag:"two words"
 *
 * all of which have to be so. What is none of these is a word.
 */
typedef struct {
  char *conditions;          /* SQL about the row c of contact, without anything typed in it; NULL: none */
  char *words;               /* for the full-text index; NULL: none */
} SoPeopleFilter;

SoPeopleFilter *so_people_filter_parse (SoDb *db, const char *query);
void so_people_filter_free (SoPeopleFilter *filter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoPeopleFilter, so_people_filter_free)

/* "hot", "lapsed", … as after "is:", NULL-terminated, in the order of the list above. */
extern const char *const so_people_filters[];

/* Filters of the studio's own: a name for something typed. */
GPtrArray *so_saved_filter_list (SoDb *db, GError **error);   /* SoSavedFilter */
/* The same name has one query. Its id, yours. Undoable, as is taking it away. */
char *so_saved_filter_save (SoDb *db, const char *name, const char *query, GError **error);
gboolean so_saved_filter_delete (SoDb *db, const char *id, GError **error);

G_END_DECLS
