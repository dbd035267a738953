/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-incoming.h"
#include "so-store.h"

G_BEGIN_DECLS

/* A message that another computer has taken in first and this one has read from it: nothing has followed from it yet. */
typedef struct {
  char *message_id, *thread_id;
  char *account_id;        /* by which it came; or NULL */
  SoIncoming *message;     /* as it is stored: text alone */
  gboolean practice;
} SoShareHeard;
void so_share_heard_clear (SoShareHeard *heard);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SoShareHeard, so_share_heard_clear)

gboolean so_share_heard_is_empty (SoDb *db);
/* Takes one from the list, in the caller's transaction. *@heard is all NULL where there is none, or it is gone by now. */
gboolean so_share_heard_take (SoDb *db, SoShareHeard *heard, GError **error);

G_END_DECLS
