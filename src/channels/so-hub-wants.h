/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-client.h"

G_BEGIN_DECLS

/* What a computer asks of the files that the studio's computers share, as docs/hub.md says it under /v1/files; so-hub-parcel.h carries them. Blocking. */
#define SO_HUB_WANTS_HAVE 200        /* of a list that is said at once */
#define SO_HUB_WANTS_WANT 400

typedef struct {
  const char *sha256;      /* borrowed */
  gint64 size;
  gint64 at;               /* ms: how new what it belongs to is */
} SoHubWantsItem;

typedef struct {
  GStrv put;               /* of what is here: to be brought */
  GStrv there;             /* of what is missing: to be fetched */
  GStrv wanted;            /* what others miss, and the hub has not */
} SoHubWantsWords;
void so_hub_wants_words_clear (SoHubWantsWords *words);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SoHubWantsWords, so_hub_wants_words_clear)

/* @have (of SoHubWantsItem) and @want (of names) may be empty. SO_ERROR_GIVE_UP: this hub is too old for that; else as SoHubClient. */
gboolean so_hub_wants_ask (SoHubClient *client, GArray *have, GPtrArray *want, SoHubWantsWords *words, GCancellable *cancellable, GError **error);
/* The hub is to forget a file; also TRUE where this computer may not say that, because others that may say it, too. */
gboolean so_hub_wants_remove (SoHubClient *client, const char *sha256, GCancellable *cancellable, GError **error);

G_END_DECLS
