/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel.h"

G_BEGIN_DECLS

/* A channel that fares as the test says, and remembers what was sent. Pulls may be on several threads; what a test sets, it sets while
 * none is under way. */
#define SO_TYPE_TEST_CHANNEL (so_test_channel_get_type ())
G_DECLARE_FINAL_TYPE (SoTestChannel, so_test_channel, SO, TEST_CHANNEL, GObject)

struct _SoTestChannel {
  GObject parent;
  SoSendOutcome answer;    /* of every send */
  GError *sending;         /* what it says where that is not accepted; NULL: something */
  GPtrArray *sent;         /* char*: texts that were accepted, or lost */
  GPtrArray *to;           /* char*: address of every send */
  GPtrArray *tags;         /* char*: tag of every send */
  GPtrArray *opened;       /* char*: transport for which it was opened */
  GPtrArray *inbox;        /* SoIncoming: what the next pull brings */
  GPtrArray *updates;      /* SoUpdate: after them */
  GHashTable *files;       /* remote name of a file → its content */
  GPtrArray *templates;    /* SoMessageTemplate, or NULL: it has none */
  guint asked;             /* how often it was asked for them */
  GPtrArray *messages;     /* char*: the template of every send, or "" */
  gboolean stopped;        /* what it says of the recipient of every send */
  GPtrArray *copies;       /* char*: "ana@x.org|ben@x.org", Cc and Bcc of every send */
  GError *no_file;         /* what fetching says, where set */
  gboolean offline;        /* pulls fail */
  GError *refusal;         /* what pulls say where set */
  GHashTable *hanging;     /* ids of accounts whose pulls end when they are cancelled */
  gint pulls, hung;        /* atomic: begun, and of those that hang */
  void (*on_pull) (SoTestChannel *self, gpointer data);   /* in the middle of the request */
  gpointer on_pull_data;
  GMutex lock;             /* of what a pull takes */
  gboolean tells;          /* asked whether something was sent, it says the truth; otherwise that it cannot tell */
  void (*on_send) (SoTestChannel *self, gpointer data);   /* in the middle of the request */
  gpointer on_send_data;
};

SoTestChannel *so_test_channel_new (void);

/* An outlet (so-studio-private.h) that gives @data, an SoTestChannel, for everything but practice. */
SoChannel *so_test_channel_open (const SoAccount *account, const char *transport, gpointer data, GError **error);

G_END_DECLS
