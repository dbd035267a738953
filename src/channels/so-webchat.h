/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-channel.h"
#include "so-secrets.h"

G_BEGIN_DECLS

/**
 * SoWebchat: the chat on the studio's website, which the hub serves (docs/hub.md). There is nothing to ask: what visitors write comes with the
 * hub's events. An answer goes to the hub, which keeps it until the visitor's page fetches it; that it was fetched is an event too.
 *
 * Settings of the account (JSON object): "chat" (its name on the hub), "api_base" (the hub). Its secret is this computer's key for the hub.
 */
#define SO_TYPE_WEBCHAT (so_webchat_get_type ())
G_DECLARE_FINAL_TYPE (SoWebchat, so_webchat, SO, WEBCHAT, GObject)

/* SO_ERROR_CHANGE where the settings lack something. */
SoWebchat *so_webchat_new (const SoAccount *account, SoSecrets *secrets, GError **error);

G_END_DECLS
