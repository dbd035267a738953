/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel-kind.h"
#include "so-identity.h"
#include "so-store.h"

G_BEGIN_DECLS

/* A conversation that the studio begins: nobody has written in it yet. */
typedef struct {
  SoChannelKind channel;
  const char *account_id;
  const char *key;               /* as the channel calls it: what comes back from there finds it */
  const SoIdentity *person;      /* with their name */
  const char *country;           /* for national numbers; or NULL */
  const char *title;             /* or NULL */
} SoThreadBegin;

/* Its id, or that of the one there is; free with g_free(). It stays out of the inbox until something happens in it. */
char *so_thread_begin (SoDb *db, const SoThreadBegin *begin, GError **error);

G_END_DECLS
