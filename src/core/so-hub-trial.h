/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * How a desktop tries an address that was given to a provider: it posts to ADDRESS?studio-os-try=NONCE, as the provider would, and the hub
 * answers with what only this hub can know for this endpoint. So a web server in front that leads elsewhere, or to another
 * hub, is seen, and nothing is stored. docs/hub.md.
 */
#define SO_HUB_TRIAL "studio-os-try"

/* 64 hex digits, for g_free(). @hub is the hub's id, @endpoint its name there. NULL where @nonce is not 32 hex digits. */
char *so_hub_trial_answer (const char *hub, const char *endpoint, const char *nonce);

/* A new nonce. Free with g_free(). */
char *so_hub_trial_nonce (void);

G_END_DECLS
