/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-identity.h"
#include "so-incoming.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file that leaves: bytes at @path. */
typedef struct {
  char *path;
  const char *name;
  const char *mime;
  guint64 size;
} SoOutgoingFile;
/* Frees what an SoOutgoingFile owns, its path; a GDestroyNotify for arrays. */
void so_outgoing_file_clear (gpointer file);

/* What leaves: borrowed values. @tag is ours and unique per attempt: providers that can carry it do. */
typedef struct {
  const char *tag;
  const char *thread_key;
  const SoIdentity *recipient;
  const char *text;
  const char *subject;
  const char *reply_to;     /* remote id, or NULL */
  const char *template;     /* JSON of a provider's template, or NULL */
  const SoOutgoingFile *files;
  guint n_files;
  gboolean by_person;       /* a person approved exactly this; FALSE: a standing approval did */
} SoOutgoing;

typedef enum {
  SO_SEND_ACCEPTED,
  SO_SEND_REFUSED,    /* for ever: change something */
  SO_SEND_RETRY,      /* clearly not accepted: may be tried again */
  SO_SEND_LOST,       /* may have been sent */
} SoSendOutcome;

/* Whether something that may have been sent was. */
typedef enum {
  SO_RECONCILE_UNSURE,    /* the provider cannot say: the owner decides */
  SO_RECONCILE_SENT,
  SO_RECONCILE_NOT_SENT,
} SoReconcile;

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
  /* Optional: looks for @outgoing by its tag, or by its recipient, text and time, among what the provider has. */
  SoReconcile (*reconcile) (SoChannel *self, const SoOutgoing *outgoing, char **remote_id, GError **error);
};

gboolean so_channel_pull (SoChannel *self, const char *cursor, GPtrArray *messages, char **next,
                          GCancellable *cancellable, GError **error);
/* *@remote_id (yours) where accepted; @error in words otherwise. */
SoSendOutcome so_channel_send (SoChannel *self, const SoOutgoing *outgoing, char **remote_id, GError **error);
/* UNSURE also for adapters that cannot ask, and where asking failed. *@remote_id (yours) where it was sent. */
SoReconcile so_channel_reconcile (SoChannel *self, const SoOutgoing *outgoing, char **remote_id, GError **error);

G_END_DECLS
