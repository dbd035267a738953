/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SoOrder: a message that was approved on a desktop, as it is handed over to the hub which sends it: all of it in one JSON text, which the desktop
 * signs (so-sign.h). Nothing of it can be changed on the way, and nothing can be added. docs/hub.md has the members.
 */
typedef struct {
  /* Borrowed from the order once it was parsed, and of its caller before. */
  const char *epoch;       /* of the hub when it was approved: after a restore it is another, and the order is not taken */
  const char *sender;      /* so_outlet_dup_sender() */
  SoApproved approved;     /* outgoing.approved is not looked at */
  SoOutgoing outgoing;     /* its tag is the id of the order; files have a hash in place of a path */

  JsonNode *node;
  SoIdentity *recipient;
  GPtrArray *cc_people, *bcc_people;
  GStrv references, knows;
  GArray *files;           /* SoOutgoingFile */
} SoOrder;

/* Its text. Free with g_free(). */
char *so_order_write (const SoOrder *order);
/* SO_ERROR_CHANGE where it lacks what it needs, or is not what its hash says was approved. */
SoOrder *so_order_parse (GBytes *bytes, GError **error);
/* Of one that was parsed. */
void so_order_free (SoOrder *order);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoOrder, so_order_free)

G_END_DECLS
