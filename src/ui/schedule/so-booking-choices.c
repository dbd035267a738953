/* SPDX-License-Identifier: MIT */
#include "so-booking-choices.h"

#include "so-money.h"

#include <glib/gi18n.h>

static void
add (SoBookingChoice *choices, guint *n, const char *label, SoVerb verb, const char *argument)
{
  choices[(*n)++] = (SoBookingChoice) { label, verb, argument };
}

/* A place that somebody has, or had when the roll was called. */
static void
add_roll (const SoBooking *booking, SoBookingChoice *choices, guint *n)
{
  add (choices, n, _("Came"), SO_VERB_BOOKING_CALL, "attended");
  add (choices, n, _("Came Late"), SO_VERB_BOOKING_CALL, "late");
  add (choices, n, _("Did Not Come"), SO_VERB_BOOKING_CALL, "no-show");
  add (choices, n, _("Is Excused"), SO_VERB_BOOKING_CALL, "excused");
  if (booking->state == SO_BOOKING_BOOKED)
    add (choices, n, _("Cancel the Booking"), SO_VERB_BOOKING_CANCEL, NULL);
  else
    add (choices, n, _("Not Called Yet"), SO_VERB_BOOKING_CALL, "booked");
}

guint
so_booking_choices (const SoBooking *booking, SoBookingChoice *choices)
{
  guint n = 0;

  if (booking->state == SO_BOOKING_BOOKED || so_booking_is_roll (booking->state))
    add_roll (booking, choices, &n);
  else if (booking->state == SO_BOOKING_OFFERED || booking->state == SO_BOOKING_WAITING)
    {
      add (choices, &n, booking->state == SO_BOOKING_OFFERED ? _("Takes the Place") : _("Let In"), SO_VERB_BOOKING_ACCEPT, "anyway");
      if (booking->state == SO_BOOKING_WAITING && booking->place > 1)
        add (choices, &n, _("Put to the Front"), SO_VERB_BOOKING_PLACE, "1");
      add (choices, &n, _("Take off the List"), SO_VERB_BOOKING_CANCEL, NULL);
    }
  if (booking->owed > 0 && !booking->waived_at)
    add (choices, &n, _("Waive What Is Owed"), SO_VERB_BOOKING_WAIVE, _("Waived"));
  return n;
}

char *
so_booking_words (const SoBooking *booking, guint rank, const char *currency)
{
  GString *words = g_string_new (NULL);

  if (booking->kind != SO_BOOKING_REGULAR)
    g_string_append (words, _(so_booking_kind_label (booking->kind)));
  if (booking->state == SO_BOOKING_WAITING && rank)
    {
      g_string_append (words, words->len ? " · " : "");
      /* Translators: place on a waitlist: 1 is the first */
      g_string_append_printf (words, _("number %u on the waitlist"), rank);
    }
  if (booking->owed > 0)
    {
      g_autofree char *money = so_money_format (booking->owed, currency ? currency : "EUR", NULL);

      g_string_append (words, words->len ? " · " : "");
      /* Translators: an amount of money */
      g_string_append_printf (words, booking->waived_at ? _("%s waived") : _("owes %s"), money);
    }
  return g_string_free_and_steal (words);
}
