/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-sms.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-http.h"
#include "so-json.h"
#include "so-page-trail.h"
#include "so-retry.h"
#include "so-sms-parse.h"
#include "so-time.h"
#include "so-twilio.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PAGE_SIZE "100"
#define READ_AGAIN_MS (3600 * 1000)          /* states change after a message was listed */
#define FIRST_DAYS_MS ((gint64) 30 * 24 * 3600 * 1000)
#define MOST_TEXT 1600
#define STOPPED 21610
/* Nobody approves the same words for the same person twice in this time without being warned. */
#define SAME_MS ((gint64) 12 * 3600 * 1000)

struct _SoSms {
  GObject parent_instance;

  SoTwilio twilio;
  char *from;
};

static void so_sms_channel_init (SoChannelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoSms, so_sms, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (SO_TYPE_CHANNEL, so_sms_channel_init))

/* Reading ------------------------------------------------------------------------------------------- */

/* Where a page of the list is: the first one since @since, or the one that the last page named. A cursor is "SINCE" or "SINCE NEXT
 * NEWEST TRAIL" in the middle of a list. */
typedef struct {
  gint64 since, newest;
  char *next;
  SoPageTrail trail;
} Place;

static void
place_clear (Place *place)
{
  g_free (place->next);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static void
read_cursor (const char *cursor, Place *place)
{
  g_auto (GStrv) words = g_strsplit (cursor ? cursor : "", " ", 4);
  guint n = g_strv_length (words);

  if (!n || !so_time_parse (words[0], NULL, &place->since))
    place->since = so_now () - FIRST_DAYS_MS;
  if (n >= 3 && so_time_parse (words[2], NULL, &place->newest) && g_str_has_prefix (words[1], "/2010-04-01/"))
    place->next = g_strdup (words[1]);
  place->trail = so_page_trail_read (place->next ? words[3] : NULL);
  place->newest = MAX (place->newest, place->since);
}

static char *
write_cursor (const Place *place)
{
  g_autofree char *since = so_time_format (place->next ? place->since : place->newest), *newest = so_time_format (place->newest);
  g_autofree char *trail = so_page_trail_write (&place->trail);

  return place->next ? g_strjoin (" ", since, place->next, newest, trail, NULL) : g_steal_pointer (&since);
}

static char *
page_path (const Place *place)
{
  g_autofree char *from = so_time_format (place->since - READ_AGAIN_MS);
  GString *query;

  if (place->next)
    return g_strdup (place->next);
  query = g_string_new (NULL);
  so_twilio_add_field (query, "PageSize", PAGE_SIZE);
  so_twilio_add_field (query, "DateSent>", from);
  g_string_prepend (query, "/Messages.json?");
  return g_string_free_and_steal (query);
}

/* To the next page, or to the end: of a server that sends round in circles, too. */
static void
go_on (Place *place, JsonNode *page)
{
  g_autofree char *next = so_twilio_dup_next (page);

  g_set_str (&place->next, next && !so_page_trail_is_round (&place->trail, next) ? next : NULL);
}

static gboolean
so_sms_pull (SoChannel *channel, const char *cursor, GPtrArray *updates, char **next, gboolean *more,
             GCancellable *cancellable, GError **error)
{
  SoSms *self = SO_SMS (channel);
  g_auto (Place) place = { 0 };
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *path = NULL;
  JsonArray *messages;

  read_cursor (cursor, &place);
  path = page_path (&place);
  node = so_twilio_get (&self->twilio, path, cancellable, error);
  if (!node)
    return FALSE;
  messages = so_json_array (so_json_root (node), "messages");
  for (guint i = 0; messages && i < json_array_get_length (messages); i++)
    {
      JsonObject *message = so_json_element (messages, i);
      gint64 at = 0;

      if (message)
        so_sms_parse_message (message, updates, &at);
      place.newest = MAX (place.newest, MIN (at, so_now ()));
    }
  go_on (&place, node);
  *more = place.next != NULL;
  *next = write_cursor (&place);
  return TRUE;
}

/* Sending ------------------------------------------------------------------------------------------- */

static char *
make_form (SoSms *self, const SoOutgoing *outgoing)
{
  GString *form = g_string_new (NULL);

  so_twilio_add_field (form, "To", outgoing->recipient->value);
  so_twilio_add_field (form, g_str_has_prefix (self->from, "MG") ? "MessagingServiceSid" : "From", self->from);
  so_twilio_add_field (form, "Body", outgoing->text);
  return g_string_free_and_steal (form);
}

static gboolean
can_be_sent (const SoOutgoing *outgoing, GError **error)
{
  if (outgoing->n_files)
    return so_fail (error, SO_ERROR_CHANGE, _("An SMS carries no files: send a link, or choose another channel"));
  if (!outgoing->recipient || outgoing->recipient->kind != SO_IDENTITY_PHONE)
    return so_fail (error, SO_ERROR_CHANGE, _("An SMS needs a telephone number: choose another channel"));
  if (!outgoing->text || !*outgoing->text || g_utf8_strlen (outgoing->text, -1) > MOST_TEXT)
    return so_fail (error, SO_ERROR_CHANGE, _("An SMS has 1 to 1,600 characters: change the text"));
  return TRUE;
}

static SoSendOutcome
judge (const SoHttpResponse *response, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  g_autoptr (JsonNode) node = so_http_parse (response, NULL);
  const char *sid = so_json_root (node) ? so_json_string (so_json_root (node), "sid") : NULL;

  if (response->status / 100 == 2 && sid && *sid)
    {
      *remote_id = g_strdup (sid);
      return SO_SEND_ACCEPTED;
    }
  if (response->status / 100 == 2 || (response->status >= 500 && !so_sms_is_passing (response->status)))
    {
      so_fail (error, SO_ERROR_WAIT, _("Twilio's answer does not say whether the SMS was sent"));
      return SO_SEND_LOST;
    }
  so_sms_fail (response->status, so_json_root (node), error);
  if (outgoing->stopped && so_json_root (node))
    *outgoing->stopped = so_json_int (so_json_root (node), "code") == STOPPED;
  return so_sms_is_passing (response->status) ? SO_SEND_RETRY : SO_SEND_REFUSED;
}

static SoSendOutcome
so_sms_send (SoChannel *channel, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  SoSms *self = SO_SMS (channel);
  g_autoptr (SoHttpResponse) response = NULL;
  g_autoptr (GError) failed = NULL;
  g_autofree char *form = NULL;
  gboolean sent = FALSE;

  if (!can_be_sent (outgoing, error))
    return SO_SEND_REFUSED;
  form = make_form (self, outgoing);
  response = so_twilio_ask (&self->twilio, "/Messages.json", form, &sent, NULL, &failed);
  if (response)
    return judge (response, outgoing, remote_id, error);
  g_propagate_error (error, g_steal_pointer (&failed));
  return sent ? SO_SEND_LOST : SO_SEND_RETRY;
}

/* Twilio keeps no tag of ours: the same words to the same number not long ago are the message. */
static gboolean
is_it (JsonObject *message, const SoOutgoing *outgoing)
{
  gint64 at = so_http_parse_date (so_json_string (message, "date_created"));
  const char *status = so_json_string (message, "status");

  return g_strcmp0 (so_json_string (message, "direction"), "inbound") && !g_strcmp0 (so_json_string (message, "to"), outgoing->recipient->value) &&
         !g_strcmp0 (so_json_string (message, "body"), outgoing->text) && at > so_now () - SAME_MS && g_strcmp0 (status, "failed");
}

static SoReconcile
so_sms_reconcile (SoChannel *channel, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  g_autoptr (GString) query = g_string_new (NULL);
  g_autoptr (JsonNode) node = NULL;
  JsonArray *messages;

  if (!outgoing->recipient || !outgoing->text)
    return SO_RECONCILE_UNSURE;
  so_twilio_add_field (query, "PageSize", PAGE_SIZE);
  so_twilio_add_field (query, "To", outgoing->recipient->value);
  g_string_prepend (query, "/Messages.json?");
  node = so_twilio_get (&SO_SMS (channel)->twilio, query->str, NULL, error);
  messages = node ? so_json_array (so_json_root (node), "messages") : NULL;
  if (!messages)
    return SO_RECONCILE_UNSURE;
  for (guint i = 0; i < json_array_get_length (messages); i++)
    {
      JsonObject *message = so_json_element (messages, i);

      if (message && is_it (message, outgoing) && so_json_string (message, "sid"))
        {
          *remote_id = g_strdup (so_json_string (message, "sid"));
          return SO_RECONCILE_SENT;
        }
    }
  return SO_RECONCILE_NOT_SENT;
}

/* Files --------------------------------------------------------------------------------------------- */

/* @remote: "SM…/0", as so_sms_parse_message() makes it. */
static gboolean
so_sms_fetch (SoChannel *channel, const char *remote, const char *path, char **mime, SoChannelProgress progress, gpointer data,
              GCancellable *cancellable, GError **error)
{
  SoSms *self = SO_SMS (channel);
  g_auto (GStrv) words = g_strsplit (remote, "/", 2);
  g_autofree char *list = words[0] ? g_strconcat ("/Messages/", words[0], "/Media.json", NULL) : NULL, *url = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *media;
  const char *uri;

  if (!words[0] || !words[1])
    return so_fail (error, SO_ERROR_GIVE_UP, _("Twilio does not have this file any more"));
  node = so_twilio_get (&self->twilio, list, cancellable, error);
  if (!node)
    return FALSE;
  media = so_json_element (so_json_array (so_json_root (node), "media_list"), (guint) g_ascii_strtoull (words[1], NULL, 10));
  uri = media ? so_json_string (media, "uri") : NULL;
  if (!uri || !g_str_has_prefix (uri, "/2010-04-01/") || !g_str_has_suffix (uri, ".json"))
    return so_fail (error, SO_ERROR_GIVE_UP, _("Twilio does not have this file any more"));
  *mime = g_strdup (so_json_string (media, "content_type"));
  url = g_strndup (uri, strlen (uri) - strlen (".json"));
  return so_twilio_download (&self->twilio, url, path, NULL, progress, data, cancellable, error);
}

/* Checking ------------------------------------------------------------------------------------------ */

static const char *
what_is_wrong_with_number (JsonNode *node)
{
  JsonArray *numbers = so_json_array (so_json_root (node), "incoming_phone_numbers");
  JsonObject *number = so_json_element (numbers, 0), *can = number ? so_json_object (number, "capabilities") : NULL;

  if (!number)
    return _("The number in “from” is not one of this Twilio account: check it");
  if (can && json_object_has_member (can, "sms") && !json_object_get_boolean_member_with_default (can, "sms", TRUE))
    return _("This number cannot send SMS: choose another one in Twilio");
  return NULL;
}

static gboolean
so_sms_check (SoChannel *channel, GPtrArray *items, GCancellable *cancellable, GError **error)
{
  SoSms *self = SO_SMS (channel);
  g_autoptr (GError) failed = NULL;
  g_autoptr (JsonNode) account = so_twilio_get (&self->twilio, ".json", cancellable, &failed), numbers = NULL;
  g_autofree char *path = NULL, *number = g_uri_escape_string (self->from, NULL, FALSE);
  gboolean active = account && !g_strcmp0 (so_json_string (so_json_root (account), "status"), "active");

  if (!account && g_error_matches (failed, SO_ERROR, SO_ERROR_WAIT))
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  g_ptr_array_add (items, so_setup_item_new_error (_("Twilio accepts the token"), failed));
  if (!account)
    return TRUE;
  g_ptr_array_add (items, so_setup_item_new (_("The Twilio account is active"), active ? NULL : _("Twilio has suspended or closed the account: look at it in Twilio's console")));
  if (g_str_has_prefix (self->from, "MG"))
    return TRUE;
  path = g_strconcat ("/IncomingPhoneNumbers.json?PhoneNumber=", number, NULL);
  numbers = so_twilio_get (&self->twilio, path, cancellable, error);
  if (!numbers)
    return FALSE;
  g_ptr_array_add (items, so_setup_item_new (_("The studio's number can send SMS"), what_is_wrong_with_number (numbers)));
  return TRUE;
}

static guint
so_sms_can (SoChannel *channel)
{
  return SO_CAN_PULL | SO_CAN_BEGIN | SO_CAN_RECONCILE;
}

static void
so_sms_finalize (GObject *object)
{
  SoSms *self = SO_SMS (object);

  so_twilio_clear (&self->twilio);
  g_free (self->from);
  G_OBJECT_CLASS (so_sms_parent_class)->finalize (object);
}

static void
so_sms_class_init (SoSmsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_sms_finalize;
}

static void
so_sms_channel_init (SoChannelInterface *iface)
{
  iface->pull = so_sms_pull;
  iface->send = so_sms_send;
  iface->reconcile = so_sms_reconcile;
  iface->fetch = so_sms_fetch;
  iface->check = so_sms_check;
  iface->can = so_sms_can;
}

static void
so_sms_init (SoSms *self)
{
}

SoSms *
so_sms_new (const SoAccount *account, SoSecrets *secrets, GError **error)
{
  g_autoptr (SoSms) self = g_object_new (SO_TYPE_SMS, NULL);
  g_autofree char *from = NULL;

  if (!so_twilio_open (&self->twilio, account, secrets, _("The SMS account lacks its “sid”: it begins with AC, and Twilio's console shows it"), error))
    return NULL;
  from = so_account_dup_setting (account, "from");
  from = from ? g_steal_pointer (&from) : g_strdup (account->address);
  if (!from || !*from)
    return so_fail (error, SO_ERROR_CHANGE, _("The SMS account lacks “from”: the studio's number, as +49…")), NULL;
  self->from = g_steal_pointer (&from);
  return g_steal_pointer (&self);
}
