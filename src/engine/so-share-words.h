/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* That somebody else's change holds instead of ours, in words for people. Pure: nothing is read but what is given here. */

/* One group of fields of one row (so-share-tables.h). Borrowed. */
typedef struct {
  const char *table, *group;
  const char *mine, *theirs;   /* JSON of its fields; NULL: there is none */
  const char *name;            /* what it is about: "Mia Berger", "Beginner Salsa", the key of a setting; NULL: not known here */
  const char *part;            /* what of it: the name of a field, a tag, an address; or NULL */
  const char *who;             /* the other computer; NULL: not known */
  const char *why;             /* a sentence: the hub did not take ours; NULL: theirs came later */
} SoShareChange;

typedef struct {
  GTimeZone *zone;             /* the studio's */
  const char *language;        /* of amounts: "de"; NULL: English */
  /* What a value points to, in words: the name of a "contact", an "account" or a "knowledge" entry by its id, or what a "rule" does by its
   * definition. NULL where nobody knows; free with g_free(). May be NULL itself. */
  char *(*look) (gpointer data, const char *what, const char *value);
  gpointer data;
} SoShareSense;

typedef struct {
  char *sentence;              /* "Front Desk changed the stage of Mia Berger to Trial" */
  char *mine, *theirs;         /* "Contacted", "Trial"; NULL where nothing can be said */
  gboolean said;               /* the sentence says what theirs is */
} SoShareWords;

/* Free with so_share_words_free(). */
SoShareWords *so_share_words (const SoShareChange *change, const SoShareSense *sense);
void so_share_words_free (SoShareWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoShareWords, so_share_words_free)

/* "the stage of Mia Berger", "the price “Beginner Salsa”": what it is about, to stand alone. Free with g_free(). */
char *so_share_words_thing (const SoShareChange *change);

/* TRUE where there is a sentence of its own for the group; every group that people are told of has one. */
gboolean so_share_words_know (const char *table, const char *group);

G_END_DECLS
