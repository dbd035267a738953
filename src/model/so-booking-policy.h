/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The rules for booking: the studio's (setting "booking.policy"), and in place of some of them a class's own. */
typedef struct {
  int notice_minutes;    /* until so long before the start one may book */
  int advance_days;      /* and not earlier than so many days before */
  int cancel_hours;      /* who cancels later than so long before the start is late */
  int grace_minutes;     /* but not so soon after booking */
  int late_keeps_credit; /* 1: the credit is lost with a late cancellation */
  int late_fee;          /* minor units of the studio's currency, owed for it; nothing is charged */
  int no_show_keeps_credit, no_show_fee;
  int escalate_after;    /* so many no-shows in 90 days are told to the owner; 0: never */
  int cutoff_minutes;    /* free places are offered to the waitlist until so long before the start; later by hand */
  int offer_minutes;     /* an offer is for so long */
  int offer_all;         /* 1: to all who wait at once, the first answer counts; 0: one after the other */
  int make_up_days;      /* so long after the missed session it may be made up for */
} SoBookingPolicy;

extern const SoBookingPolicy so_booking_policy_usual;

#define SO_SETTING_BOOKING "booking.policy"

/* Sets what the object in @json says. SO_ERROR_CHANGE, and nothing set, where it says what is not known or not possible. */
gboolean so_booking_policy_read (SoBookingPolicy *policy, const char *json, GError **error);
JsonObject *so_booking_policy_describe (const SoBookingPolicy *policy);

G_END_DECLS
