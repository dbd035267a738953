/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-page-trail.h"

G_BEGIN_DECLS

/* A conversation that is to be asked for, or was. */
typedef enum {
  SO_ELEVENLABS_NEW,
  SO_ELEVENLABS_ASKED,   /* in this round, and it was not done */
  SO_ELEVENLABS_TOLD,    /* it was done; still there, since the list names it again */
} SoElevenlabsStep;

typedef struct {
  char *id;
  gint64 start;          /* s UTC: when it began */
  SoElevenlabsStep step;
} SoElevenlabsOpen;

/* s: so much before what is known is listed once more, for what was not in the list yet. */
#define SO_ELEVENLABS_AGAIN 600

/* Where the reading of an assistant's conversations is; the cursor of its account. A round: the list, page by page, and of each page the conversations that it names, before the next
 * page. Pure. */
typedef struct {
  gint64 since;        /* s: what began later is listed */
  gint64 newest;       /* s: the latest beginning of this round */
  char *next;          /* the server's word for the next page, NULL: the round begins with the first */
  SoPageTrail trail;   /* of this round */
  GPtrArray *open;     /* SoElevenlabsOpen */
} SoElevenlabsPlace;

/* @cursor NULL, or one that makes no sense: from @from on. */
void so_elevenlabs_place_read (SoElevenlabsPlace *place, const char *cursor, gint64 from);
char *so_elevenlabs_place_write (const SoElevenlabsPlace *place);
void so_elevenlabs_place_clear (SoElevenlabsPlace *place);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SoElevenlabsPlace, so_elevenlabs_place_clear)

/* Unless it is there; at most so many that a cursor stays short. */
void so_elevenlabs_place_add (SoElevenlabsPlace *place, const char *id, gint64 start);
/* The first that is to be asked for in this round; NULL: there is none. */
SoElevenlabsOpen *so_elevenlabs_place_next (const SoElevenlabsPlace *place);
/* It was asked for. @done: it will not become more. */
void so_elevenlabs_place_asked (SoElevenlabsPlace *place, SoElevenlabsOpen *open, gboolean done);
/* A new round: all that is open is asked for once more, but not what began before @oldest. */
void so_elevenlabs_place_begin (SoElevenlabsPlace *place, gint64 oldest);

G_END_DECLS
