/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One of the computers of a studio, as the hub knows it. Free with so_computer_free(). */
typedef struct {
  char *device;            /* its id there */
  char *name;
  char *role;              /* or NULL */
  GStrv devs;              /* as which it writes, or has written (SoShareNotice.dev) */
  gint64 paired_at, seen_at;   /* ms; seen_at 0: never */
  gboolean self;           /* this one */
} SoComputer;
void so_computer_free (gpointer computer);

G_END_DECLS
