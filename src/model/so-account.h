/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel-kind.h"

G_BEGIN_DECLS

/* One way in and out of the studio. Holds no secret. Free with so_account_free(). */
typedef struct {
  gint64 n;
  char *id;
  SoChannelKind channel;
  char *name;         /* for people */
  char *address;      /* number, mail address, user name; or NULL */
  char *transport;    /* adapter that moves its messages: "loopback" in a demo, else the channel's */
  char *settings;     /* JSON object of KEY=VALUE; or NULL */
  char *cursor;       /* where the next pull goes on, or NULL */
  char *error;        /* last error in words, or NULL */
} SoAccount;

void so_account_free (SoAccount *account);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoAccount, so_account_free)

G_END_DECLS
