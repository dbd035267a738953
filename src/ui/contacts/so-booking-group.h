/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-contact.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What a person has booked, the newest first, and their credits. */
#define SO_TYPE_BOOKING_GROUP (so_booking_group_get_type ())
G_DECLARE_FINAL_TYPE (SoBookingGroup, so_booking_group, SO, BOOKING_GROUP, AdwPreferencesGroup)

void so_booking_group_show (SoBookingGroup *self, SoStudio *studio, const SoContact *contact);

G_END_DECLS
