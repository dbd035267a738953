/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/**
 * SoBookingsDialog: who comes to one class, who waits for a place, and who does not come. Somebody is booked, let in, put to the front of the waitlist,
 * or taken off; what is owed is waived.
 */
#define SO_TYPE_BOOKINGS_DIALOG (so_bookings_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SoBookingsDialog, so_bookings_dialog, SO, BOOKINGS_DIALOG, AdwDialog)

void so_bookings_dialog_present (SoWindow *window, const char *session_id);

G_END_DECLS
