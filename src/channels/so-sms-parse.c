/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-sms-parse.h"

#include "so-error.h"
#include "so-http.h"
#include "so-json.h"
#include "so-retry.h"

#include <glib/gi18n-lib.h>

/* Counts come as strings ("2"), in some answers as numbers. */
static guint64
count_of (JsonObject *object, const char *name)
{
  const char *text = so_json_string (object, name);

  return text ? g_ascii_strtoull (text, NULL, 10) : (guint64) MAX (so_json_int (object, name), 0);
}

static gint64
newest_date (JsonObject *message)
{
  gint64 newest = 0;

  for (const char *const *name = (const char *[]) { "date_created", "date_sent", "date_updated", NULL }; *name; name++)
    newest = MAX (newest, so_http_parse_date (so_json_string (message, *name)));
  return newest;
}

static void
add_parts (SoIncoming *incoming, JsonObject *message, const char *sid)
{
  const char *body = so_json_string (message, "body");
  guint64 media = MIN (count_of (message, "num_media"), 10);

  if ((body && *body) || !media)
    g_ptr_array_add (incoming->parts, so_part_new_text (body ? body : ""));
  /* Which ones they are only the list of them says: the adapter asks for it when it fetches. */
  for (guint64 i = 0; i < media; i++)
    {
      SoPart *part = so_part_new (SO_PART_DOCUMENT);

      part->remote = g_strdup_printf ("%s/%u", sid, (guint) i);
      g_ptr_array_add (incoming->parts, part);
    }
}

static SoIncoming *
make_incoming (JsonObject *message, const char *sid, gboolean outbound, gint64 at)
{
  const char *other = so_json_string (message, outbound ? "to" : "from");
  SoIncoming *incoming = so_incoming_new (SO_CHANNEL_SMS);
  gint64 sent = so_http_parse_date (so_json_string (message, "date_sent")), created = so_http_parse_date (so_json_string (message, "date_created"));

  incoming->remote_id = g_strdup (sid);
  incoming->thread_key = g_strdup (other);
  incoming->outbound = outbound;
  incoming->sent_at = sent > 0 ? sent : created > 0 ? created : at;
  if (outbound)
    g_ptr_array_add (incoming->others, so_identity_new (SO_IDENTITY_PHONE, other, NULL));
  else
    incoming->sender = so_identity_new (SO_IDENTITY_PHONE, other, NULL);
  add_parts (incoming, message, sid);
  return incoming;
}

/* FALSE for what is on its way still. */
static gboolean
parse_state (const char *status, SoDelivery *state)
{
  static const struct { const char *status; SoDelivery state; } states[] = {
    { "sent", SO_DELIVERY_SENT }, { "delivered", SO_DELIVERY_DELIVERED }, { "read", SO_DELIVERY_READ },
    { "undelivered", SO_DELIVERY_FAILED }, { "failed", SO_DELIVERY_FAILED }, { "canceled", SO_DELIVERY_FAILED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (!g_strcmp0 (status, states[i].status))
      {
        *state = states[i].state;
        return TRUE;
      }
  return FALSE;
}

static void
add_state (GPtrArray *updates, JsonObject *message, const char *sid, gint64 at)
{
  gint64 code = so_json_int (message, "error_code");
  SoUpdate *update;
  SoDelivery state;

  if (!parse_state (so_json_string (message, "status"), &state))
    return;
  update = so_update_new (SO_UPDATE_STATE, SO_CHANNEL_SMS);
  update->remote_id = g_strdup (sid);
  update->at = at;
  update->state = state;
  update->segments = (guint) MIN (count_of (message, "num_segments"), 1000);
  if (state == SO_DELIVERY_FAILED)
    {
      update->code = code ? g_strdup_printf ("%" G_GINT64_FORMAT, code) : NULL;
      update->text = g_strdup (so_json_string (message, "error_message"));
    }
  g_ptr_array_add (updates, update);
}

void
so_sms_parse_message (JsonObject *message, GPtrArray *updates, gint64 *at)
{
  const char *sid = so_json_string (message, "sid"), *direction = so_json_string (message, "direction");
  gboolean inbound = !g_strcmp0 (direction, "inbound");
  const char *other = so_json_string (message, inbound ? "from" : "to"), *status = so_json_string (message, "status");

  *at = newest_date (message);
  if (!*at || !sid || !*sid || !direction || !other || !*other)
    return;
  /* What never left is no message; what fails is told of the one that is here. */
  if (inbound || (g_strcmp0 (status, "failed") && g_strcmp0 (status, "canceled") && g_strcmp0 (status, "scheduled")))
    g_ptr_array_add (updates, so_update_new_message (make_incoming (message, sid, !inbound, *at)));
  if (!inbound)
    add_state (updates, message, sid, *at);
}

gboolean
so_sms_may_follow (const char *base, const char *url)
{
  return g_str_has_prefix (url, "https://") ? !so_http_is_this_computer (url) || so_http_is_this_computer (base)
                                            : so_http_is_this_computer (url) && so_http_is_this_computer (base);
}

gboolean
so_sms_is_passing (guint status)
{
  return status == 429 || status == 503;
}

/* https://www.twilio.com/docs/api/errors */
gboolean
so_sms_fail (guint status, JsonObject *answer, GError **error)
{
  static const struct { gint64 code; SoError sort; const char *sentence; } known[] = {
    { 20003, SO_ERROR_SIGN_IN, N_ ("Twilio does not accept this token: check it, or enter a new one") },
    { 20404, SO_ERROR_CHANGE, N_ ("Twilio knows no such account: check the account's SID") },
    { 20429, SO_ERROR_WAIT, N_ ("Twilio is asked too often: it is tried again later") },
    { 21211, SO_ERROR_CHANGE, N_ ("This is no number that an SMS can go to: check it") },
    { 21266, SO_ERROR_CHANGE, N_ ("The SMS would go to the studio's own number: choose somebody else") },
    { 21408, SO_ERROR_CHANGE, N_ ("Twilio is not allowed to send to this country: switch it on in Twilio's geographic permissions") },
    { 21606, SO_ERROR_CHANGE, N_ ("The studio's number cannot send SMS: choose another one in the account") },
    { 21610, SO_ERROR_GIVE_UP, N_ ("This person has answered STOP: no SMS may be sent to them until they write START") },
    { 21612, SO_ERROR_CHANGE, N_ ("No SMS can go from the studio's number to this one: choose another channel") },
    { 21614, SO_ERROR_CHANGE, N_ ("This number cannot receive SMS: call, or choose another channel") },
    { 21617, SO_ERROR_CHANGE, N_ ("The text is too long for an SMS: shorten it to 1,600 characters") },
  };
  gint64 code = answer ? so_json_int (answer, "code") : 0;
  const char *words = answer ? so_json_string (answer, "message") : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (code == known[i].code)
      return so_fail (error, known[i].sort, "%s", _(known[i].sentence));
  if (status == 401)
    return so_fail (error, SO_ERROR_SIGN_IN, "%s", _(known[0].sentence));
  if (so_retry_sort (status) == SO_ERROR_WAIT)
    return so_fail (error, SO_ERROR_WAIT, _("Twilio is busy: it is tried again later"));
  /* Translators: the first is a number, the second Twilio's own English words */
  return so_fail (error, so_retry_sort (status), _("Twilio refuses (%u): %s"), code ? (guint) code : status, words ? words : "");
}
