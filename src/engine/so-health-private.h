/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-health.h"

G_BEGIN_DECLS

/* What a look at the parts is given, and adds to. */
typedef struct {
  SoStudio *studio;
  SoDb *db;
  GPtrArray *accounts;     /* SoAccount */
  SoHealthReport *report;
  GCancellable *cancellable;
} SoHealthLook;

/* Adds a part; @words is taken, also as what is said to others. */
SoHealthItem *so_health_add (SoHealthLook *look, const char *nick, const char *title, SoHealthGrade grade, SoHealthDo remedy, char *words);

/* The places: database, disk, backup, keys, media (so-health-places.c). */
void so_health_look_at_places (SoHealthLook *look);
/* What goes on: accounts, queues, hub, sharing, timers (so-health-work.c). */
void so_health_look_at_work (SoHealthLook *look);

G_END_DECLS
