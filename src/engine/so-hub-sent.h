/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-hub-link.h"
#include "so-relay.h"
#include "so-studio.h"
#include "so-update.h"

G_BEGIN_DECLS

/* What the hub tells of a message that it was to send: of this computer, or of another one of the studio. Free with so_hub_sent_free(). */
typedef struct {
  SoRelayReport report;
  const SoAccount *account;  /* borrowed: through which it went; NULL: this computer has no such account */
  SoUpdate *echo;            /* the message, of one that was sent; or NULL */
} SoHubSent;
void so_hub_sent_free (SoHubSent *sent);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubSent, so_hub_sent_free)

/* TRUE where @news is one of these. Pure. */
gboolean so_hub_sent_is (const SoHubNews *news);
/* NULL where it cannot be read. Pure. */
SoHubSent *so_hub_sent_read (const GPtrArray *accounts, const SoHubNews *news);
/* In the transaction that stores the event: the draft of this computer goes on by it, or what another one sent is a message here. */
gboolean so_hub_sent_take (SoStudio *studio, SoDb *db, const SoHubSent *sent, GPtrArray *heard, guint *received, GError **error);

G_END_DECLS
