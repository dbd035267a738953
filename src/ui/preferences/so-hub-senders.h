/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* The accounts by which the hub can send: a switch each. Hidden where there is none. */
#define SO_TYPE_HUB_SENDERS (so_hub_senders_get_type ())
G_DECLARE_FINAL_TYPE (SoHubSenders, so_hub_senders, SO, HUB_SENDERS, AdwPreferencesGroup)

/* Once. */
void so_hub_senders_set_studio (SoHubSenders *self, SoStudio *studio);
/* Asks whether the hub shall send by all of them, and hands them over where the owner wants it. Nothing where there are none. */
void so_hub_senders_offer (SoHubSenders *self);

G_END_DECLS
