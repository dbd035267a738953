/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-call-news.h"
#include "so-incoming.h"

G_BEGIN_DECLS

/* What a channel tells: a message, or something that happened to one. Telling it twice, or in another order, changes nothing more. */
typedef enum {
  SO_UPDATE_MESSAGE,    /* @incoming */
  SO_UPDATE_EDIT,       /* @remote_id says what @incoming says now */
  SO_UPDATE_UNSEND,     /* @remote_id was taken back by who wrote it: its content goes */
  SO_UPDATE_REACTION,   /* @sender (NULL: the studio) put @text, an emoji, to @remote_id; "" takes it away */
  SO_UPDATE_STATE,      /* @remote_id, sent by us, is in @state now */
  SO_UPDATE_CALL,       /* @call: a piece of what is told of a call */
  SO_UPDATE_MOVED,      /* the person known as @sender is to be reached as @to from now on; both are she */
} SoUpdateKind;

/* How far a message of ours has come, in the order in which one is believed before another: they are told twice and in any order.
 * What arrived has arrived: some channels say "failed" of one of several devices. */
typedef enum {
  SO_DELIVERY_SENT,
  SO_DELIVERY_FAILED,
  SO_DELIVERY_DELIVERED,
  SO_DELIVERY_READ,
} SoDelivery;

/* A plain value; fields that its kind does not name are NULL. Free with so_update_free(). */
typedef struct {
  SoUpdateKind kind;
  SoChannelKind channel;
  SoIncoming *incoming;
  SoCallNews *call;
  char *remote_id;      /* the source's id of the message that is meant */
  char *tag;            /* ours, where the provider brought it back: the attempt that sent it */
  SoIdentity *sender;
  SoIdentity *to;
  char *text;           /* emoji; for FAILED the provider's words, for the log */
  char *code;           /* for FAILED: the provider's code ("131047"), or NULL */
  SoDelivery state;
  guint segments;       /* with STATE: how many SMS it was, 0 where the provider does not say */
  gint64 at;            /* ms UTC */
} SoUpdate;

SoUpdate *so_update_new (SoUpdateKind kind, SoChannelKind channel);
/* Takes @incoming. */
SoUpdate *so_update_new_message (SoIncoming *incoming);
/* Takes @news. */
SoUpdate *so_update_new_call (SoCallNews *news);
void so_update_free (SoUpdate *update);

/* Pure: what holds after @told, where @now held. */
SoDelivery so_delivery_step (SoDelivery now, SoDelivery told);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoUpdate, so_update_free)

G_END_DECLS
