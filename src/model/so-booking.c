/* SPDX-License-Identifier: MIT */
#include "so-booking.h"

#define N_(text) text

static const struct { const char *nick, *label; } kinds[SO_N_BOOKING_KINDS] = {
  [SO_BOOKING_REGULAR] = { "regular", N_("Regular") },
  [SO_BOOKING_TRIAL] = { "trial", N_("Trial") },
  [SO_BOOKING_MAKE_UP] = { "make-up", N_("Make-Up") },
};

static const struct { const char *nick, *label; gboolean has_place, is_roll; } states[SO_N_BOOKING_STATES] = {
  [SO_BOOKING_BOOKED] = { "booked", N_("Booked"), TRUE, TRUE },
  [SO_BOOKING_WAITING] = { "waiting", N_("Waiting"), FALSE, FALSE },
  [SO_BOOKING_OFFERED] = { "offered", N_("Offered"), TRUE, FALSE },
  [SO_BOOKING_ATTENDED] = { "attended", N_("Present"), TRUE, TRUE },
  [SO_BOOKING_LATE] = { "late", N_("Late"), TRUE, TRUE },
  [SO_BOOKING_NO_SHOW] = { "no-show", N_("Absent"), TRUE, TRUE },
  [SO_BOOKING_EXCUSED] = { "excused", N_("Excused"), FALSE, TRUE },
  [SO_BOOKING_CANCELLED] = { "cancelled", N_("Cancelled"), FALSE, FALSE },
  [SO_BOOKING_LATE_CANCELLED] = { "late-cancelled", N_("Cancelled late"), FALSE, FALSE },
  [SO_BOOKING_LAPSED] = { "lapsed", N_("Offer not taken"), FALSE, FALSE },
};

const char *
so_booking_kind_nick (SoBookingKind kind)
{
  return kinds[kind].nick;
}

const char *
so_booking_state_nick (SoBookingState state)
{
  return states[state].nick;
}

const char *
so_booking_kind_label (SoBookingKind kind)
{
  return kinds[kind].label;
}

const char *
so_booking_state_label (SoBookingState state)
{
  return states[state].label;
}

gboolean
so_booking_kind_parse (const char *nick, SoBookingKind *kind)
{
  for (*kind = 0; *kind < SO_N_BOOKING_KINDS; (*kind)++)
    if (!g_strcmp0 (nick, kinds[*kind].nick))
      return TRUE;
  *kind = SO_BOOKING_REGULAR;
  return FALSE;
}

gboolean
so_booking_state_parse (const char *nick, SoBookingState *state)
{
  for (*state = 0; *state < SO_N_BOOKING_STATES; (*state)++)
    if (!g_strcmp0 (nick, states[*state].nick))
      return TRUE;
  *state = SO_BOOKING_BOOKED;
  return FALSE;
}

gboolean
so_booking_has_place (SoBookingState state)
{
  return states[state].has_place;
}

gboolean
so_booking_is_roll (SoBookingState state)
{
  return states[state].is_roll;
}

void
so_booking_free (SoBooking *booking)
{
  if (!booking)
    return;
  g_free (booking->id);
  g_free (booking->root);
  g_free (booking->original);
  g_free (booking->contact_id);
  g_free (booking->contact);
  g_free (booking->waived_for);
  g_free (booking->trial_id);
  g_free (booking);
}

void
so_credit_free (SoCredit *credit)
{
  if (!credit)
    return;
  g_free (credit->id);
  g_free (credit->contact_id);
  g_free (credit->why);
  g_free (credit->booking_id);
  g_free (credit->expires_on);
  g_free (credit->note);
  g_free (credit);
}
