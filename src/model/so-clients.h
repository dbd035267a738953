/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-figures.h"

G_BEGIN_DECLS

/* One person, as a studio that works by the project looks at them. What of @figures is not said here is not counted. */
typedef struct {
  char *contact_id, *name;
  SoFigures *figures;        /* of the period: @in without what a machine wrote, and the answers; never NULL */
  guint waiting;             /* conversations that wait for an answer now */
  guint open, late;          /* tasks that are not done now; of these: their day is over */
} SoClient;

/* What a studio that works by the project counts of a period beside so-figures.h. Groups, spam and calls are not in it; people who were merged are one. */
typedef struct {
  gint64 from, to;           /* ms; to: the first one after it */
  gint64 today;              /* ms: when the day of the studio's clock began on which it was read */
  guint written_with;        /* people who wrote or were written to in the period */
  guint due, done;           /* tasks whose day is in the period; of these: done by now */
  guint late;                /* tasks that are not done and whose day is over, whatever the period */
  guint senders;             /* people of whom something came in: of these @list has the first */
  GPtrArray *list;           /* SoClient, who wrote most first, at most SO_CLIENTS_MOST; never NULL */
} SoClients;

#define SO_CLIENTS_MOST 20

SoClients *so_clients_new (gint64 from, gint64 to, gint64 today);
void so_clients_free (SoClients *clients);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoClients, so_clients_free)

/* Adds a person to the list; borrowed. */
SoClient *so_clients_add (SoClients *clients, const char *contact_id, const char *name);

G_END_DECLS
