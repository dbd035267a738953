/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

#include "so-role.h"

G_BEGIN_DECLS

/* A computer of the studio, as the hub knows it. */
typedef struct {
  char *device;
  char *name;
  SoRole role;
  gint64 paired_at, seen_at;   /* ms; seen_at 0: it was not heard of since */
  gboolean self;               /* this one */
} SoHubMember;
void so_hub_member_free (gpointer member);

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

/* Of the answer to a question: {"devices": […]} and {"here": […]}. NULL where it is none. */
GPtrArray *so_hub_members_read (JsonObject *answer);
GPtrArray *so_hub_here_read (JsonObject *answer);

/* Who of @all changes what @draft (NULL: one that is not stored yet) of @thread is, and is not this computer; or NULL. Pure, borrowed. */
const SoHubHere *so_hub_here_find_editor (const GPtrArray *all, const char *thread, const char *draft);

G_END_DECLS
