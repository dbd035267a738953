/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

#include "so-role.h"

G_BEGIN_DECLS

/* One of the computers of a studio, as the hub knows it. Free with so_computer_free(). */
typedef struct {
  char *device;            /* its id there */
  char *name;
  SoRole role;
  GStrv devs;              /* as which it writes, or has written (SoShareNotice.dev) */
  gint64 paired_at, seen_at;   /* ms; seen_at 0: it was not heard of since */
  gboolean self;           /* this one */
} SoComputer;
void so_computer_free (gpointer computer);

/* SoComputer, of the answer to a question: {"devices": […]}. NULL where it is none. */
GPtrArray *so_computers_read (JsonObject *answer);

G_END_DECLS
