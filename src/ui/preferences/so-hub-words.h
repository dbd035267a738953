/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-link.h"

G_BEGIN_DECLS

/* A hub as the owner reads it. Pure; free with g_free(). */

/* "hub.example.org": what it is called. */
char *so_hub_words_name (const SoHubLink *link);
/* One line: what is wrong, how much is still to be read, or when it was heard last. @link NULL: not paired. */
char *so_hub_words_state (const SoHubLink *link, gint64 now);
/* "WhatsApp · whatsapp-main" */
char *so_hub_words_door (const SoHubDoor *door);
/* "Last event: 12:40" */
char *so_hub_words_last (const SoHubDoor *door, gint64 now);
/* "WhatsApp, 12:40" */
char *so_hub_words_news (const SoHubNews *news, gint64 now);

/* What the owner pastes at the provider: an address, or for a website the line that loads the chat. */
char *so_hub_words_paste (const SoHubDoor *door);

G_END_DECLS
