/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-identity.h"
#include "so-incoming.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What leaves: borrowed values. @tag is ours and unique per attempt: providers that can carry it do. */
typedef struct {
  const char *tag;
  const char *thread_key;
  const SoIdentity *recipient;
  const char *text;
  const char *subject;
  const char *reply_to;     /* remote id, or NULL */
} SoOutgoing;

typedef enum {
  SO_SEND_ACCEPTED,
  SO_SEND_REFUSED,    /* for ever: change something */
  SO_SEND_RETRY,      /* clearly not accepted: may be tried again */
  SO_SEND_LOST,       /* may have been sent */
} SoSendOutcome;

/**
 * SoChannel: an adapter. It translates and nothing else: it never sees the database, and
 * blocks on the thread that calls it.
 */
#define SO_TYPE_CHANNEL (so_channel_get_type ())
G_DECLARE_INTERFACE (SoChannel, so_channel, SO, CHANNEL, GObject)

struct _SoChannelInterface {
  GTypeInterface parent;
  /* Messages since @cursor into @messages (SoIncoming); *@next is the new cursor (yours). */
  gboolean (*pull) (SoChannel *self, const char *cursor, GPtrArray *messages, char **next,
                    GCancellable *cancellable, GError **error);
  SoSendOutcome (*send) (SoChannel *self, const SoOutgoing *outgoing, char **remote_id, GError **error);
};

gboolean so_channel_pull (SoChannel *self, const char *cursor, GPtrArray *messages, char **next,
                          GCancellable *cancellable, GError **error);
/* *@remote_id (yours) where accepted; @error in words otherwise. */
SoSendOutcome so_channel_send (SoChannel *self, const SoOutgoing *outgoing, char **remote_id, GError **error);

G_END_DECLS
