/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-entity.h"

G_BEGIN_DECLS

/* A class that the studio gives: what its sessions have in common, and what the planner is to see to. */
typedef struct {
  char *id, *name;
  char *style, *level;   /* "salsa", "beginner"; "" where nothing is said */
  int minutes;           /* how long */
  int least, most;       /* people with whom it takes place */
  GStrv features;        /* what the room has to have */
  GStrv teachers;        /* ids of who may teach it; NULL: whoever teaches the style */
  GStrv groups;          /* classes that share one share students */
  int sessions;          /* in a week */
  int day_gap;           /* days from one to the next, at least */
  gboolean same_teacher; /* one for all sessions */
  char *preferred;       /* JSON: [{"day": 0, "start": 1080, "end": 1260}], minutes after midnight */
  char *policy;          /* JSON of so-booking-policy.h; NULL: the studio's */
  int price;             /* of one session, minor units of the studio's currency; -1: none is set */
  int position;
} SoClassKind;

extern const SoEntity so_class_kind_entity;

SoClassKind *so_class_kind_new (void);
void so_class_kind_free (SoClassKind *kind);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoClassKind, so_class_kind_free)

/* Minutes of one session. */
#define SO_CLASS_LONGEST 720

G_END_DECLS
