/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/* Where one kind of data goes, with the settings as they are now. */
typedef struct {
  char *what;                /* "Messages and people" */
  char *where;               /* one or two sentences */
  gboolean leaves;           /* this computer */
} SoDataPlace;

void so_data_place_free (gpointer place);

/* Every kind of data that there is: SoDataPlace. Quick. */
GPtrArray *so_data_places (SoStudio *studio);

G_END_DECLS
