/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-sequence.h"
#include "so-studio.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Follow-ups being made or changed: a page of Preferences that goes when they are saved. */
#define SO_TYPE_FOLLOW_UPS_PAGE (so_follow_ups_page_get_type ())
G_DECLARE_FINAL_TYPE (SoFollowUpsPage, so_follow_ups_page, SO, FOLLOW_UPS_PAGE, AdwNavigationPage)

/* @sequence: NULL for new ones. */
AdwNavigationPage *so_follow_ups_page_new (SoStudio *studio, const SoSequence *sequence);

G_END_DECLS
