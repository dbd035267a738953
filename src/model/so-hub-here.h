/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Where a computer of the studio is just now. */
typedef struct {
  char *device;
  char *name;
  char *thread;
  char *draft;                 /* that is changed there; the conversation's id for one that is not stored yet; NULL: it is only looked at */
  gint64 since;                /* ms */
  gboolean self;
} SoHubHere;
void so_hub_here_free (gpointer here);

/* SoHubHere, of the answer to a question: {"here": […]}. NULL where it is none. */
GPtrArray *so_hub_here_read (JsonObject *answer);

/* Who of @all changes what @draft (NULL: one that is not stored yet) of @thread is, and is not this computer; or NULL. Pure, borrowed. */
const SoHubHere *so_hub_here_find_editor (const GPtrArray *all, const char *thread, const char *draft);

G_END_DECLS
