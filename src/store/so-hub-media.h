/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-store.h"

G_BEGIN_DECLS

/**
 * Media of what came in, which the provider keeps for some days only: what the hub has to fetch for computers that are off, and what it has. Any number
 * of hubs may share the work: who takes a piece has it for a while, and where that hub dies another one takes it afterwards.
 */
typedef struct {
  char *key;
  char *studio;
  char *account;
  char *remote;            /* as so_channel_fetch() wants it */
  gint64 tries;            /* with this one */
  gint64 since;            /* ms: when it was asked for */
} SoHubMedia;
void so_hub_media_free (SoHubMedia *media);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubMedia, so_hub_media_free)

/* Makes the tables where there are none. @alone: no other hub is at it, so that what was taken is free again, but for what was tried often. */
gboolean so_hub_media_prepare (SoHubStore *store, gboolean alone, GError **error);

/* What event @seq speaks of; the same again changes nothing. */
gboolean so_hub_media_want (SoHubStore *store, const char *studio, const char *account, const char *remote, gint64 seq, GError **error);
/* Studios that handed an account over, and have events that were not looked at. Of text; NULL on error. */
GPtrArray *so_hub_media_unseen (SoHubStore *store, GError **error);
/* Up to which event of @studio was looked for media; -1: never. */
gboolean so_hub_media_seen (SoHubStore *store, const char *studio, gint64 *seq, GError **error);
/* Never goes back. In one transaction with what was found, by so_hub_sql_begin(). */
gboolean so_hub_media_see (SoHubStore *store, const char *studio, gint64 seq, GError **error);

/* Takes the next one until @until. *@media (yours): NULL where none is due, then *@due is when the next one may be (0: none waits). */
gboolean so_hub_media_take (SoHubStore *store, gint64 until, SoHubMedia **media, gint64 *due, GError **error);
gboolean so_hub_media_hold (SoHubStore *store, const SoHubMedia *media, gint64 until, GError **error);
/* What became of it: had as a file, to be tried again at a time, or never. */
gboolean so_hub_media_had (SoHubStore *store, const SoHubMedia *media, const char *sha256, GError **error);
gboolean so_hub_media_later (SoHubStore *store, const SoHubMedia *media, gint64 at, GError **error);
/* What waits for its time is due now: the account got another secret. */
gboolean so_hub_media_hasten (SoHubStore *store, const char *studio, const char *account, GError **error);
gboolean so_hub_media_never (SoHubStore *store, const SoHubMedia *media, GError **error);

/* By its so_hub_media_key(). *@sha256 (yours): NULL where it is not here. */
gboolean so_hub_media_find (SoHubStore *store, const char *studio, const char *key, char **sha256, GError **error);

typedef struct {
  gint64 waiting, had, lost;
} SoHubMediaNumbers;
gboolean so_hub_media_count (SoHubStore *store, SoHubMediaNumbers *numbers, GError **error);

/* Forgets what is from before @before, and what every device has acknowledged the event of from before @acked_before. */
gboolean so_hub_media_sweep (SoHubStore *store, gint64 before, gint64 acked_before, GError **error);
/* All of it, in a transaction of @to that has none of it yet. */
gboolean so_hub_media_copy (SoHubStore *from, SoHubStore *to, GError **error);

G_END_DECLS
