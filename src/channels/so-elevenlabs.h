/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-channel.h"
#include "so-secrets.h"

G_BEGIN_DECLS

/**
 * SoElevenlabs: the calls that an assistant of ElevenLabs took or made: who called, what was said, and the sound. It sends nothing.
 *
 * Settings of the account: "agent_id", the assistant ("agent_…"); "api_base" (or "https://api.elevenlabs.io"). Secret: "token", an API key that may read conversations.
 *
 * A conversation is told whole once it is over and worked through, which takes some minutes: its cursor remembers those that were not, and asks for them again, for a day.
 */
#define SO_TYPE_ELEVENLABS (so_elevenlabs_get_type ())
G_DECLARE_FINAL_TYPE (SoElevenlabs, so_elevenlabs, SO, ELEVENLABS, GObject)

/* SO_ERROR_CHANGE where the settings lack something. */
SoElevenlabs *so_elevenlabs_new (const SoAccount *account, SoSecrets *secrets, GError **error);

G_END_DECLS
