/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-entity.h"

G_BEGIN_DECLS

/* Where classes take place. */
typedef struct {
  char *id, *name;
  int capacity;        /* people */
  GStrv features;      /* "mirrors" */
  int turnover;        /* minutes between two classes */
  int position;        /* among the rooms */
} SoRoom;

extern const SoEntity so_room_entity;

/* With what is usual. Free with so_room_free(). */
SoRoom *so_room_new (void);
void so_room_free (SoRoom *room);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoRoom, so_room_free)

G_END_DECLS
