/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-demo-try.h"

#include "so-bookings.h"
#include "so-call-tell.h"
#include "so-clock.h"
#include "so-contacts.h"
#include "so-day.h"
#include "so-error.h"
#include "so-id.h"
#include "so-json.h"
#include "so-settings.h"
#include "so-time.h"
#include "so-verb.h"

#include <glib/gi18n-lib.h>

#define AHEAD 27
/* Where nobody is known yet: kept free for films by the Bundesnetzagentur. */
#define NOBODY "+493023125999"

static const struct { const char *nick, *by; guint seconds; const char *said; } ways[SO_N_DEMO_CALLS] = {
  [SO_DEMO_CALL_MISSED] = { "missed", "nobody", 0, NULL },
  [SO_DEMO_CALL_MESSAGE] = { "message", "voicemail", 21, "Hello, I would like an appointment this week. Please call me back." },
  [SO_DEMO_CALL_ANSWERED] = { "answered", "person", 95, NULL },
};

gboolean
so_demo_call_parse (const char *nick, SoDemoCall *call)
{
  for (SoDemoCall i = 0; i < SO_N_DEMO_CALLS; i++)
    if (!g_strcmp0 (nick, ways[i].nick))
      return *call = i, TRUE;
  return FALSE;
}

gboolean
so_demo_may_try (SoStudio *studio, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_autoptr (GPtrArray) accounts = db ? so_account_list (db, error) : NULL;
  gboolean practice = accounts && accounts->len > 0;

  if (!accounts || so_studio_is_demo (studio))
    return accounts != NULL;
  for (guint i = 0; i < accounts->len; i++)
    practice &= ((SoAccount *) accounts->pdata[i])->channel == SO_CHANNEL_LOOPBACK;
  return practice || so_fail (error, SO_ERROR_CHANGE, _("This studio has customers: only a demonstration, or one that has nothing but the practice channel, can be tried out"));
}

static gboolean
is_practice (const SoContact *contact)
{
  for (guint i = 0; i < contact->identities->len; i++)
    if (((SoIdentity *) contact->identities->pdata[i])->kind == SO_IDENTITY_LOOPBACK)
      return TRUE;
  return FALSE;
}

/* Somebody of a demonstration, another one each time; in the owner's own studio nobody but who is there for practice. With
 * SO_ERROR_CHANGE where there is nobody. */
static SoContact *
pick_person (SoStudio *studio, SoDb *db, GError **error)
{
  g_autoptr (GArray) numbers = so_contact_numbers (db, NULL, error);
  guint n = numbers ? numbers->len : 0, from = n ? (guint) g_random_int_range (0, (gint32) n) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SoContact) contact = so_contact_load (db, g_array_index (numbers, gint64, (from + i) % n), NULL);

      if (contact && (so_studio_is_demo (studio) || is_practice (contact)))
        return g_steal_pointer (&contact);
    }
  if (numbers)
    so_fail (error, SO_ERROR_CHANGE, _("There is nobody who could come: write as the practice customer first"));
  return NULL;
}

static const char *
phone_of (const SoContact *contact)
{
  for (guint i = 0; contact && i < contact->identities->len; i++)
    {
      const SoIdentity *identity = contact->identities->pdata[i];

      if (identity->kind == SO_IDENTITY_PHONE)
        return identity->value;
    }
  return NOBODY;
}

static char *
write_event (const char *event, const char *id, const SoContact *person, const char *by, guint seconds)
{
  JsonObject *object = json_object_new ();
  g_autofree char *at = so_time_format (so_now ());

  json_object_set_string_member (object, "event", event);
  json_object_set_string_member (object, "source", "demo");
  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "at", at);
  json_object_set_string_member (object, "from", phone_of (person));
  if (person)
    json_object_set_string_member (object, "name", person->name);
  json_object_set_string_member (object, "answered_by", by);
  json_object_set_int_member (object, "seconds", seconds);
  return so_json_write_object (object);
}

static char *
write_words (const char *id, const char *said)
{
  return g_strdup_printf ("{\"event\":\"call.transcript\",\"source\":\"demo\",\"id\":\"%s\",\"language\":\"en\","
                          "\"segments\":[{\"start\":0,\"end\":9000,\"who\":\"caller\",\"text\":\"%s\"}]}", id, said);
}

char *
so_demo_try_call (SoStudio *studio, SoDemoCall call, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoContact) person = NULL;
  g_autofree char *id = so_id_new (), *event = NULL, *words = NULL, *told = NULL, *heard = NULL;

  if (!so_demo_may_try (studio, error) || !(db = so_store_read (so_studio_get_store (studio), error)))
    return NULL;
  person = pick_person (studio, db, NULL);   /* nobody: then a stranger calls */
  g_clear_pointer (&db, so_db_release);
  event = write_event ("call.ended", id, person, ways[call].by, ways[call].seconds);
  told = so_call_tell (studio, event, error);
  words = told && ways[call].said ? write_words (id, ways[call].said) : NULL;
  if (words && !(heard = so_call_tell (studio, words, error)))
    return NULL;
  return g_steal_pointer (&told);
}

/* Appointments ------------------------------------------------------------------------------------------- */

static SoSession *
find_session (SoStudio *studio, SoDb *db, GError **error)
{
  int today = so_day_of (so_now (), so_studio_get_zone (studio), NULL);
  g_autoptr (SoSchedule) schedule = so_schedule_load (db, today, today + AHEAD, error);
  g_autoptr (GPtrArray) sessions = schedule ? so_schedule_sessions (db, schedule, today, today + AHEAD, error) : NULL;

  for (guint i = 0; sessions && i < sessions->len; i++)
    {
      const SoSession *session = sessions->pdata[i];

      if (session->state == SO_SESSION_PLANNED && session->starts_at > so_now () && so_booking_free_places (session) > 0)
        return g_ptr_array_steal_index (sessions, i);
    }
  if (sessions)
    so_fail (error, SO_ERROR_CHANGE, _("Nothing with a free place is on the schedule in the next four weeks"));
  return NULL;
}

/* "Ana Lopez: Salsa Beginners, 11/26/26 18:00" */
static char *
describe (SoStudio *studio, const SoContact *person, const SoSession *session)
{
  g_autoptr (GDateTime) start = so_studio_local_time (studio, session->starts_at);
  g_autofree char *when = g_date_time_format (start, "%x %H:%M");

  return g_strdup_printf ("%s: %s, %s", person->name, session->title, when);
}

char *
so_demo_try_appointment (SoStudio *studio, char **said, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoContact) person = NULL;
  g_autoptr (SoSession) session = NULL;
  g_autofree char *wish = NULL, *booking = NULL;

  if (!so_demo_may_try (studio, error) || !(db = so_store_read (so_studio_get_store (studio), error)))
    return NULL;
  session = find_session (studio, db, error);
  person = session ? pick_person (studio, db, error) : NULL;
  g_clear_pointer (&db, so_db_release);
  if (!person)
    return NULL;
  wish = g_strdup_printf ("{\"session\":\"%s\",\"anyway\":1}", session->id);
  if (!so_studio_do (studio, SO_VERB_BOOK, person->id, wish, &booking, error))
    return NULL;
  if (said)
    *said = describe (studio, person, session);
  return g_steal_pointer (&booking);
}
