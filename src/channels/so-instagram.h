/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel.h"
#include "so-secrets.h"

G_BEGIN_DECLS

/**
 * SoInstagram: the direct messages of a professional Instagram account (Instagram Login), or of a Facebook page where the account's
 * channel is Messenger: both say the same in nearly the same words.
 *
 * Pulled, weakly: the twenty newest messages of each conversation; reactions, edits and what was taken back only the hub is told.
 * Settings of the account: "api_base", "version". Secret: "token". People are known by the id that Meta made for this account; so are
 * threads.
 */
#define SO_TYPE_INSTAGRAM (so_instagram_get_type ())
G_DECLARE_FINAL_TYPE (SoInstagram, so_instagram, SO, INSTAGRAM, GObject)

/* SO_ERROR_CHANGE where the account's settings cannot be read. */
SoInstagram *so_instagram_new (const SoAccount *account, SoSecrets *secrets, GError **error);

G_END_DECLS
