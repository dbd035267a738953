/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-bookings.h"
#include "so-clock.h"
#include "so-contacts.h"
#include "so-credits.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-ctl-schedule.h"
#include "so-day.h"
#include "so-error.h"
#include "so-json.h"
#include "so-settings.h"
#include "so-verb.h"
#include "so-waitlist.h"

#define MOST 1000

/* Who comes to which session, who waits, and the ledger of credits. */

static JsonObject *
describe_money (int amount, const SoProfile *profile)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "amount", amount);
  so_ctl_json_set (object, "currency", profile && profile->currency ? profile->currency : "EUR");
  return object;
}

static JsonObject *
describe (const SoBooking *booking, const SoProfile *profile)
{
  JsonObject *object = json_object_new ();
  g_autofree char *session = so_session_key (booking->root, booking->original);

  so_ctl_json_set (object, "id", booking->id);
  so_ctl_json_set (object, "session", session);
  so_ctl_json_set (object, "contact_id", booking->contact_id);
  so_ctl_json_set (object, "contact", booking->contact);
  so_ctl_json_set (object, "kind", so_booking_kind_nick (booking->kind));
  so_ctl_json_set (object, "state", so_booking_state_nick (booking->state));
  json_object_set_int_member (object, "place", booking->state == SO_BOOKING_WAITING ? booking->place : 0);
  so_ctl_json_set_time (object, "offered_until", booking->offered_until);
  json_object_set_object_member (object, "owed", describe_money (booking->waived_at ? 0 : booking->owed, profile));
  so_ctl_json_set_time (object, "waived_at", booking->waived_at);
  so_ctl_json_set (object, "waived_for", booking->waived_for);
  so_ctl_json_set (object, "trial_id", booking->trial_id);
  json_object_set_boolean_member (object, "credit", booking->credit == 1);
  return object;
}

static gboolean
print_all (SoCtl *ctl, SoDb *db, GPtrArray *bookings)
{
  g_autoptr (SoProfile) profile = so_profile_load (db, NULL);
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "id contact kind state place owed credit session");

  for (guint i = 0; i < bookings->len; i++)
    so_ctl_list_add (list, describe (bookings->pdata[i], profile));
  return so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_booking_list (SoCtl *ctl, GError **error)
{
  g_autofree char *person = NULL;
  const GOptionEntry entries[] = { { "contact", 0, 0, G_OPTION_ARG_STRING, &person }, { NULL } };
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoContact) contact = NULL;
  g_autoptr (GPtrArray) bookings = NULL;

  if (!so_ctl_parse (ctl, entries, 0, 1, error))
    return FALSE;
  if ((person != NULL) == (ctl->args[0] != NULL))
    return so_ctl_misused (error, "say a SESSION or --contact ID");
  if (!(db = so_ctl_read (ctl, error)) || (person && !(contact = so_contact_find (db, person, error))))
    return FALSE;
  bookings = contact ? so_booking_list (db, contact->id, MOST, error) : so_booking_roster (db, so_ctl_arg (ctl, 0), error);
  return bookings && print_all (ctl, db, bookings);
}

static gboolean
print_one (SoCtl *ctl, const char *id, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoBooking) booking = db ? so_booking_find (db, id, error) : NULL;
  g_autoptr (SoProfile) profile = booking ? so_profile_load (db, NULL) : NULL;

  return booking && so_ctl_print (ctl, describe (booking, profile));
}

gboolean
so_ctl_booking_add (SoCtl *ctl, GError **error)
{
  g_autofree char *kind = NULL, *argument = NULL, *id = NULL;
  gboolean anyway = FALSE;
  const GOptionEntry entries[] = { { "kind", 0, 0, G_OPTION_ARG_STRING, &kind }, { "anyway", 0, 0, G_OPTION_ARG_NONE, &anyway }, { NULL } };
  JsonObject *wish;

  if (!so_ctl_parse (ctl, entries, 2, 2, error))
    return FALSE;
  wish = json_object_new ();
  json_object_set_string_member (wish, "session", so_ctl_arg (ctl, 0));
  json_object_set_string_member (wish, "kind", kind ? kind : "regular");
  json_object_set_int_member (wish, "anyway", anyway);
  argument = so_json_write_object (wish);
  return so_ctl_open (ctl, error) && so_studio_do (ctl->studio, SO_VERB_BOOK, so_ctl_arg (ctl, 1), argument, &id, error) && print_one (ctl, id, error);
}

gboolean
so_ctl_booking_enrol (SoCtl *ctl, GError **error)
{
  g_autofree char *until = NULL, *argument = NULL, *result = NULL;
  gboolean leave = FALSE;
  const GOptionEntry entries[] = { { "until", 0, 0, G_OPTION_ARG_STRING, &until }, { "leave", 0, 0, G_OPTION_ARG_NONE, &leave }, { NULL } };
  g_autoptr (JsonNode) node = NULL;
  JsonObject *wish;

  if (!so_ctl_parse (ctl, entries, 2, 2, error))
    return FALSE;
  wish = json_object_new ();
  json_object_set_string_member (wish, "session", so_ctl_arg (ctl, 0));
  so_ctl_json_set (wish, "until", until);
  json_object_set_int_member (wish, "leave", leave);
  argument = so_json_write_object (wish);
  if (!so_ctl_open (ctl, error) || !so_studio_do (ctl->studio, SO_VERB_ENROL, so_ctl_arg (ctl, 1), argument, &result, error))
    return FALSE;
  node = so_json_parse (result, -1, 0, error);
  return node && so_ctl_print (ctl, json_object_ref (so_json_root (node)));
}

/* Does it to the booking in the first word. */
static gboolean
do_booking (SoCtl *ctl, SoVerb verb, const char *argument, GError **error)
{
  return so_ctl_open (ctl, error) && so_studio_do (ctl->studio, verb, so_ctl_arg (ctl, 0), argument, NULL, error) && print_one (ctl, so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_booking_cancel (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && do_booking (ctl, SO_VERB_BOOKING_CANCEL, NULL, error);
}

gboolean
so_ctl_booking_call (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 2, 2, error) && do_booking (ctl, SO_VERB_BOOKING_CALL, so_ctl_arg (ctl, 1), error);
}

gboolean
so_ctl_booking_waive (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 2, 2, error) && do_booking (ctl, SO_VERB_BOOKING_WAIVE, so_ctl_arg (ctl, 1), error);
}

gboolean
so_ctl_booking_place (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 2, 2, error) && do_booking (ctl, SO_VERB_BOOKING_PLACE, so_ctl_arg (ctl, 1), error);
}

gboolean
so_ctl_booking_accept (SoCtl *ctl, GError **error)
{
  gboolean anyway = FALSE;
  const GOptionEntry entries[] = { { "anyway", 0, 0, G_OPTION_ARG_NONE, &anyway }, { NULL } };

  return so_ctl_parse (ctl, entries, 1, 1, error) && do_booking (ctl, SO_VERB_BOOKING_ACCEPT, anyway ? "anyway" : NULL, error);
}

gboolean
so_ctl_booking_suggest (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_parse (ctl, NULL, 1, 1, error) ? so_ctl_read (ctl, error) : NULL;
  g_autoptr (GPtrArray) sessions = db ? so_booking_suggest (db, so_ctl_arg (ctl, 0), so_now (), error) : NULL;

  return sessions && so_ctl_print_sessions (ctl, sessions);
}

gboolean
so_ctl_booking_offer (SoCtl *ctl, GError **error)
{
  g_autofree char *result = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !so_ctl_open (ctl, error) || !so_studio_do (ctl->studio, SO_VERB_WAITLIST_OFFER, so_ctl_arg (ctl, 0), NULL, &result, error))
    return FALSE;
  node = so_json_parse (result, -1, 0, error);
  return node && so_ctl_print (ctl, json_object_ref (so_json_root (node)));
}

static gboolean
approve_chain (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autofree char *draft = db ? so_waitlist_open_offer (db, so_ctl_arg (ctl, 0)) : NULL;

  g_clear_pointer (&db, so_db_release);
  if (!draft)
    return so_fail (error, SO_ERROR_CHANGE, "No offer of a place in this session waits to be approved: “booking offer” makes one, where a place is free.");
  return so_studio_do (ctl->studio, SO_VERB_WAITLIST_CHAIN, draft, "studioctl", NULL, error);
}

gboolean
so_ctl_booking_chain (SoCtl *ctl, GError **error)
{
  gboolean stop = FALSE;
  const GOptionEntry entries[] = { { "stop", 0, 0, G_OPTION_ARG_NONE, &stop }, { NULL } };
  g_autoptr (SoDb) db = NULL;
  g_autofree char *thread = NULL;
  JsonObject *object;

  if (!so_ctl_parse (ctl, entries, 1, 1, error) || !so_ctl_open (ctl, error) ||
      !(stop ? so_studio_do (ctl->studio, SO_VERB_WAITLIST_STOP, so_ctl_arg (ctl, 0), NULL, NULL, error) : approve_chain (ctl, error)) || !(db = so_ctl_read (ctl, error)))
    return FALSE;
  thread = so_waitlist_chain_thread (db, so_ctl_arg (ctl, 0));
  object = json_object_new ();
  json_object_set_boolean_member (object, "goes_on", thread != NULL);
  return so_ctl_print (ctl, object);
}

/* "cancel_hours=24" over what the studio has said so far; "cancel_hours=" is as usual again. */
static gboolean
change_rules (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autofree char *known = db ? so_setting_get (db, SO_SETTING_BOOKING) : NULL, *argument = NULL;
  g_autoptr (JsonNode) node = db ? so_json_parse (known ? known : "{}", -1, 0, error) : NULL;

  for (guint i = 0; node && ctl->args[i]; i++)
    {
      g_auto (GStrv) parts = g_strsplit (so_ctl_arg (ctl, i), "=", 2);
      gint64 number;

      if (!parts[0] || !parts[1] || (*parts[1] && !g_ascii_string_to_signed (parts[1], 10, G_MININT, G_MAXINT, &number, NULL)))
        return so_ctl_misused (error, "“%s” is no rule: write cancel_hours=24", so_ctl_arg (ctl, i));
      if (*parts[1])
        json_object_set_int_member (so_json_root (node), parts[0], number);
      else if (json_object_has_member (so_json_root (node), parts[0]))
        json_object_remove_member (so_json_root (node), parts[0]);
    }
  if (!node)
    return FALSE;
  argument = so_json_write (node, FALSE);
  return so_studio_do (ctl->studio, SO_VERB_SAVE_SETTING, SO_SETTING_BOOKING, argument, NULL, error);
}

gboolean
so_ctl_booking_rules (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  SoBookingPolicy policy;

  if (!so_ctl_parse (ctl, NULL, 0, 30, error) || !so_ctl_open (ctl, error) || (ctl->args[0] && !change_rules (ctl, error)) || !(db = so_ctl_read (ctl, error)) ||
      !so_booking_policy_load (db, NULL, &policy, error))
    return FALSE;
  return so_ctl_print (ctl, so_booking_policy_describe (&policy));
}

static JsonObject *
describe_credit (const SoCredit *credit)
{
  JsonObject *object = json_object_new ();

  so_ctl_json_set (object, "id", credit->id);
  json_object_set_int_member (object, "amount", credit->amount);
  so_ctl_json_set (object, "why", credit->why);
  so_ctl_json_set (object, "booking_id", credit->booking_id);
  so_ctl_json_set (object, "expires_on", credit->expires_on);
  so_ctl_json_set (object, "note", credit->note);
  so_ctl_json_set_time (object, "created_at", credit->created_at);
  return object;
}

static gboolean
print_ledger (SoCtl *ctl, const char *person, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoContact) contact = db ? so_contact_find (db, person, error) : NULL;
  g_autoptr (GPtrArray) credits = contact ? so_credit_list (db, contact->id, MOST, error) : NULL;
  JsonObject *object;
  JsonArray *lines;

  if (!credits)
    return FALSE;
  object = json_object_new ();
  lines = json_array_new ();
  json_object_set_int_member (object, "balance", so_credit_balance (db, contact->id, so_day_of (so_now (), so_studio_get_zone (ctl->studio), NULL)));
  for (guint i = 0; i < credits->len; i++)
    json_array_add_object_element (lines, describe_credit (credits->pdata[i]));
  json_object_set_array_member (object, "lines", lines);
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_credit_list (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && so_ctl_open (ctl, error) && print_ledger (ctl, so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_credit_add (SoCtl *ctl, GError **error)
{
  g_autofree char *expires = NULL, *note = NULL, *why = NULL, *argument = NULL;
  const GOptionEntry entries[] = { { "expires", 0, 0, G_OPTION_ARG_STRING, &expires }, { "note", 0, 0, G_OPTION_ARG_STRING, &note }, { "why", 0, 0, G_OPTION_ARG_STRING, &why }, { NULL } };
  JsonObject *wish;
  gint64 amount;

  if (!so_ctl_parse (ctl, entries, 2, 2, error))
    return FALSE;
  if (!g_ascii_string_to_signed (so_ctl_arg (ctl, 1), 10, -1000, 1000, &amount, NULL))
    return so_ctl_misused (error, "“%s” is no number of credits from -1000 to 1000", so_ctl_arg (ctl, 1));
  wish = json_object_new ();
  json_object_set_int_member (wish, "amount", amount);
  so_ctl_json_set (wish, "expires_on", expires);
  so_ctl_json_set (wish, "note", note);
  if (why)
    json_object_set_string_member (wish, "why", why);
  argument = so_json_write_object (wish);
  return so_ctl_open (ctl, error) && so_studio_do (ctl->studio, SO_VERB_CREDIT_ADD, so_ctl_arg (ctl, 0), argument, NULL, error) && print_ledger (ctl, so_ctl_arg (ctl, 0), error);
}
