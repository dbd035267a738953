/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What of a studio can be asked by SQL (docs/query.md): the same names and columns in every version, whatever becomes of the tables below them. */
typedef struct {
  const char *name;
  const char *sql;      /* a SELECT; "%s" in it is the currency */
  gboolean money;       /* there is one */
} SoView;

const SoView *so_views (guint *n);
/* "people, conversations, …"; static. */
const char *so_views_names (void);

G_END_DECLS
