/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel.h"
#include "so-hub-client.h"

G_BEGIN_DECLS

/* Files to the hub and from it, as docs/hub.md says it under /v1/files: a part at a time, so that no file is in memory. Everything blocks. */

/**
 * so_hub_parcel_put: the file at @path, whose SHA-256 is @sha256, is on the hub and whole when this returns. Parts that are there already are not sent
 * again, so that an upload that was broken off goes on where it was; a whole file costs one question.
 *
 * SO_ERROR_CHANGE where the file is not what it was, is empty or too large, or where the studio has no room left on the hub; SO_ERROR_WAIT where
 * trying again may help; G_IO_ERROR_CANCELLED. @progress may be NULL.
 */
gboolean so_hub_parcel_put (SoHubClient *client, const char *path, const char *sha256, const char *mime, SoChannelProgress progress, gpointer data,
                            GCancellable *cancellable, GError **error);
/* The same of a file that is not to leave, but that the computers of the studio share (so-hub-wants.h). */
gboolean so_hub_parcel_share (SoHubClient *client, const char *path, const char *sha256, const char *mime, GCancellable *cancellable, GError **error);

/* The file of this hash to @path, which is new; the hash is checked. *@mime (yours; may be NULL) as the hub has it. SO_ERROR_GIVE_UP where the hub does
 * not have it. On failure nothing is left at @path. */
gboolean so_hub_parcel_get (SoHubClient *client, const char *sha256, const char *path, char **mime, SoChannelProgress progress, gpointer data,
                            GCancellable *cancellable, GError **error);

/* Which file the hub has fetched for what so_channel_fetch() would be asked for @remote: *@sha256 (yours), NULL where it has not (yet), or knows no
 * such thing. FALSE where it could not be asked. */
gboolean so_hub_parcel_find (SoHubClient *client, const char *account, const char *remote, char **sha256, GCancellable *cancellable, GError **error);

G_END_DECLS
