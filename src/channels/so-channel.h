/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-identity.h"
#include "so-message-template.h"
#include "so-setup-item.h"
#include "so-update.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file that leaves: bytes at @path. */
typedef struct {
  char *path;
  const char *name;
  const char *mime;
  guint64 size;
  const char *sha256;       /* in hex; NULL where nobody asks */
} SoOutgoingFile;
/* Frees what an SoOutgoingFile owns, its path; a GDestroyNotify for arrays. */
void so_outgoing_file_clear (gpointer file);

/* Bytes so far and those announced (0: unknown); on the calling thread. */
typedef void (*SoChannelProgress) (guint64 now, guint64 all, gpointer data);

/* How it was approved: for who sends on this computer's behalf. Borrowed values. */
typedef struct {
  const char *draft;
  const char *account;      /* what this computer calls it */
  const char *hash;         /* so-approval.h, and two of its parts as they were approved (or NULL) */
  const char *cc, *bcc;
  const char *approver;     /* "owner", "standing" */
  gint64 at;                /* ms */
  const char *answers;      /* remote id of the newest message of theirs that it knew; NULL: none */
  const char *const *knows; /* remote ids of what left after that and is known here; or NULL */
  gboolean anyway;          /* the owner knows that somebody else has answered the same message */
  const char *instead;      /* an earlier attempt, of which she says that it was not sent; or NULL */
} SoApproved;

/* What leaves: borrowed values. @tag is ours and unique per attempt: providers that can carry it do. */
typedef struct {
  const char *tag;
  const char *thread_key;
  const SoIdentity *recipient;
  const GPtrArray *cc, *bcc;   /* SoIdentity; NULL: none, and always where no person approved it */
  const char *text;
  const char *html;         /* the same, for a mail alone; or NULL */
  const char *subject;
  const char *reply_to;     /* remote id, or NULL */
  const char *const *references;   /* remote ids of the conversation so far, the newest last; or NULL */
  const char *template;     /* JSON of a provider's template, or NULL */
  const SoOutgoingFile *files;
  guint n_files;
  gint64 tried_at;          /* ms when the attempt began; of use to who is asked what became of it, 0: not known */
  gint64 last_inbound_at;   /* ms of what the recipient last wrote here, 0: not known */
  SoIdentity **alias;       /* where the provider writes the recipient in another way: yours; may be NULL */
  gboolean *stopped;        /* set where the recipient has forbidden the provider to deliver anything (STOP); may be NULL */
  gboolean *answered;       /* set where somebody else of the studio has answered the same message; may be NULL */
  const SoApproved *approved;   /* NULL where nobody asks */
  gboolean by_person;       /* a person approved exactly this; FALSE: a standing approval did */
  SoChannelProgress progress;   /* of files, or NULL */
  gpointer progress_data;
} SoOutgoing;

/* How far all files of a message together are, for who uploads them one after the other. */
typedef struct {
  const SoOutgoing *outgoing;
  guint64 before;           /* bytes of the files that are over */
  guint64 all;
} SoOutgoingProgress;
SoOutgoingProgress so_outgoing_progress (const SoOutgoing *outgoing);
/* An SoChannelProgress of one file; @data: SoOutgoingProgress. */
void so_outgoing_uploaded (guint64 now, guint64 all, gpointer data);

typedef enum {
  SO_SEND_ACCEPTED,
  SO_SEND_REFUSED,    /* for ever: change something */
  SO_SEND_RETRY,      /* clearly not accepted: may be tried again */
  SO_SEND_LOST,       /* may have been sent */
  SO_SEND_HANDED,     /* the hub has it, sends it by itself, and tells what became of it; @error says how it stands */
} SoSendOutcome;

/* Whether something that may have been sent was. */
typedef enum {
  SO_RECONCILE_UNSURE,    /* the provider cannot say: the owner decides */
  SO_RECONCILE_SENT,
  SO_RECONCILE_NOT_SENT,
} SoReconcile;

/* Bits: what an account can do. */
typedef enum {
  SO_CAN_PULL = 1 << 0,        /* messages are fetched; otherwise they come through the hub */
  SO_CAN_SEND_FILES = 1 << 1,
  SO_CAN_BEGIN = 1 << 2,       /* write first to somebody who never wrote */
  SO_CAN_TEMPLATES = 1 << 3,
  SO_CAN_RECONCILE = 1 << 4,
} SoCan;

/**
 * SoChannel: an adapter. It translates and nothing else: it never sees the database, and
 * blocks on the thread that calls it. What may be written when is so-channel-window.h.
 */
#define SO_TYPE_CHANNEL (so_channel_get_type ())
G_DECLARE_INTERFACE (SoChannel, so_channel, SO, CHANNEL, GObject)

struct _SoChannelInterface {
  GTypeInterface parent;
  /* What happened since @cursor into @updates (SoUpdate); *@next is the new cursor (yours). Where there is more than a page, *@more. */
  gboolean (*pull) (SoChannel *self, const char *cursor, GPtrArray *updates, char **next, gboolean *more,
                    GCancellable *cancellable, GError **error);
  SoSendOutcome (*send) (SoChannel *self, const SoOutgoing *outgoing, char **remote_id, GError **error);
  /* The rest is optional. */
  /* Looks for @outgoing by its tag, or by its recipient, text and time, among what the provider has. */
  SoReconcile (*reconcile) (SoChannel *self, const SoOutgoing *outgoing, char **remote_id, GError **error);
  /* What one request of the provider says, as the hub kept it: raw, its signature already checked. Pure. */
  gboolean (*parse) (SoChannel *self, GBytes *body, GPtrArray *updates, GError **error);
  /* The file of a part (SoPart.remote) to @path, which is new; *@mime (yours) where the provider tells. */
  gboolean (*fetch) (SoChannel *self, const char *remote, const char *path, char **mime, SoChannelProgress progress, gpointer data,
                     GCancellable *cancellable, GError **error);
  /* Asks the provider about every prerequisite, into @items (SoSetupItem). FALSE only where it could not be asked. */
  gboolean (*check) (SoChannel *self, GPtrArray *items, GCancellable *cancellable, GError **error);
  guint (*can) (SoChannel *self);
  /* All message templates that the account has, of every status, into @templates (SoMessageTemplate, without id and account). */
  gboolean (*templates) (SoChannel *self, GPtrArray *templates, GCancellable *cancellable, GError **error);
};

gboolean so_channel_pull (SoChannel *self, const char *cursor, GPtrArray *updates, char **next, gboolean *more,
                          GCancellable *cancellable, GError **error);
/* *@remote_id (yours) where accepted; @error in words otherwise. */
SoSendOutcome so_channel_send (SoChannel *self, const SoOutgoing *outgoing, char **remote_id, GError **error);
/* UNSURE also for adapters that cannot ask, and where asking failed. *@remote_id (yours) where it was sent. */
SoReconcile so_channel_reconcile (SoChannel *self, const SoOutgoing *outgoing, char **remote_id, GError **error);
/* SO_ERROR_GIVE_UP from adapters that have none of that. */
gboolean so_channel_parse (SoChannel *self, GBytes *body, GPtrArray *updates, GError **error);
gboolean so_channel_fetch (SoChannel *self, const char *remote, const char *path, char **mime, SoChannelProgress progress, gpointer data,
                           GCancellable *cancellable, GError **error);
/* An adapter without prerequisites has nothing to say. */
gboolean so_channel_check (SoChannel *self, GPtrArray *items, GCancellable *cancellable, GError **error);
/* SO_ERROR_GIVE_UP from adapters that have none. On failure @templates is not to be used. */
gboolean so_channel_templates (SoChannel *self, GPtrArray *templates, GCancellable *cancellable, GError **error);
/* Bits of SoCan. */
guint so_channel_can (SoChannel *self);

G_END_DECLS
