/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-twilio-calls.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-json.h"
#include "so-page-trail.h"
#include "so-time.h"
#include "so-twilio-parse.h"
#include "so-twilio.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PAGE_SIZE "100"
#define HOUR_MS ((gint64) 3600 * 1000)
#define FIRST_DAYS_MS ((gint64) 30 * 24 * HOUR_MS)
#define NOWHERE "-"

/* @since: parameter that asks for what is newer; NULL: the list has none, and is read from its newest entry back. @again: so much before what is known
 * is read once more. */
static const struct { const char *path, *name, *since; gint64 again; } lists[] = {
  { "/Calls.json?", "calls", "StartTime>", 25 * HOUR_MS },
  { "/Recordings.json?", "recordings", "DateCreated>", 25 * HOUR_MS },
  { "/Transcriptions.json?", "transcriptions", NULL, HOUR_MS },
};
#define N_LISTS G_N_ELEMENTS (lists)

struct _SoTwilioCalls {
  GObject parent_instance;

  SoTwilio twilio;
  SoTwilioAnswers answers;
};

static void so_twilio_calls_channel_init (SoChannelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoTwilioCalls, so_twilio_calls, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (SO_TYPE_CHANNEL, so_twilio_calls_channel_init))

/* Where it is: "SINCE SINCE SINCE LIST NEXT NEWEST TRAIL", each SINCE of one list; NEXT is a page of LIST, or "-" at its beginning. */
typedef struct {
  gint64 since[N_LISTS];
  guint list;
  char *next;
  gint64 newest;
  SoPageTrail trail;    /* of LIST */
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
  g_auto (GStrv) words = g_strsplit (cursor ? cursor : "", " ", 0);
  gboolean whole = g_strv_length (words) >= N_LISTS + 3;

  for (guint i = 0; i < N_LISTS; i++)
    if (!whole || !so_time_parse (words[i], NULL, &place->since[i]))
      place->since[i] = so_now () - FIRST_DAYS_MS;
  if (whole)
    place->list = (guint) MIN (g_ascii_strtoull (words[N_LISTS], NULL, 10), N_LISTS - 1);
  if (whole && g_str_has_prefix (words[N_LISTS + 1], SO_TWILIO_VERSION))
    place->next = g_strdup (words[N_LISTS + 1]);
  if (!whole || !so_time_parse (words[N_LISTS + 2], NULL, &place->newest))
    place->newest = place->since[place->list];
  place->newest = MAX (place->newest, place->since[place->list]);
  place->trail = so_page_trail_read (place->next ? words[N_LISTS + 3] : NULL);
}

static char *
write_cursor (const Place *place)
{
  g_autoptr (GString) cursor = g_string_new (NULL);
  g_autofree char *newest = so_time_format (place->newest), *trail = so_page_trail_write (&place->trail);

  for (guint i = 0; i < N_LISTS; i++)
    {
      g_autofree char *since = so_time_format (place->since[i]);
      g_string_append_printf (cursor, "%s ", since);
    }
  g_string_append_printf (cursor, "%u %s %s %s", place->list, place->next ? place->next : NOWHERE, newest, trail);
  return g_string_free_and_steal (g_steal_pointer (&cursor));
}

static char *
page_path (const Place *place)
{
  g_autofree char *from = so_time_format (place->since[place->list] - lists[place->list].again);
  GString *query;

  if (place->next)
    return g_strdup (place->next);
  query = g_string_new (NULL);
  so_twilio_add_field (query, "PageSize", PAGE_SIZE);
  if (lists[place->list].since)
    so_twilio_add_field (query, lists[place->list].since, from);
  g_string_prepend (query, lists[place->list].path);
  return g_string_free_and_steal (query);
}

/* Which call a recording is of. "" where Twilio does not have it any more; NULL: failed. */
static char *
call_of_recording (SoTwilioCalls *self, const char *recording, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_strconcat ("/Recordings/", recording, ".json", NULL);
  g_autoptr (GError) failed = NULL;
  g_autoptr (JsonNode) node = so_twilio_get (&self->twilio, path, cancellable, &failed);
  const char *call = node ? so_json_string (so_json_root (node), "call_sid") : NULL;

  if (!node && !g_error_matches (failed, SO_ERROR, SO_ERROR_GIVE_UP) && !g_error_matches (failed, SO_ERROR, SO_ERROR_CHANGE))
    return g_propagate_error (error, g_steal_pointer (&failed)), NULL;
  return g_strdup (call ? call : "");
}

static gboolean
read_transcription (SoTwilioCalls *self, JsonObject *object, gint64 from, SoCallNews **news, gint64 *at, GCancellable *cancellable, GError **error)
{
  static const char any[] = "CA00000000000000000000000000000000";
  const char *recording = so_json_string (object, "recording_sid");
  g_autoptr (SoCallNews) worth = so_twilio_parse_transcription (object, any, at);
  g_autofree char *call = NULL;

  if (!worth || *at < from || !so_twilio_is_sid (recording, "RE"))
    return TRUE;
  call = call_of_recording (self, recording, cancellable, error);
  if (!call)
    return FALSE;
  *news = so_twilio_parse_transcription (object, call, at);
  return TRUE;
}

static gboolean
read_element (SoTwilioCalls *self, const Place *place, JsonObject *object, SoCallNews **news, gint64 *at, GCancellable *cancellable, GError **error)
{
  if (place->list == 0)
    *news = so_twilio_parse_call (object, self->answers, at);
  else if (place->list == 1)
    *news = so_twilio_parse_recording (object, at);
  else
    return read_transcription (self, object, place->since[place->list] - lists[place->list].again, news, at, cancellable, error);
  return TRUE;
}

/* *@oldest: of the page. */
static gboolean
read_page (SoTwilioCalls *self, Place *place, JsonNode *page, GPtrArray *updates, gint64 *oldest, GCancellable *cancellable, GError **error)
{
  JsonArray *elements = so_json_array (so_json_root (page), lists[place->list].name);

  *oldest = G_MAXINT64;
  for (guint i = 0; elements && i < json_array_get_length (elements); i++)
    {
      JsonObject *object = so_json_element (elements, i);
      SoCallNews *news = NULL;
      gint64 at = 0;

      if (!object)
        continue;
      if (!read_element (self, place, object, &news, &at, cancellable, error))
        return FALSE;
      if (news)
        g_ptr_array_add (updates, so_update_new_call (news));
      place->newest = MAX (place->newest, MIN (at, so_now ()));
      *oldest = at ? MIN (*oldest, at) : *oldest;
    }
  return TRUE;
}

static void
leave_list (Place *place)
{
  g_clear_pointer (&place->next, g_free);
  place->trail = (SoPageTrail) { 0 };
  place->list = (place->list + 1) % N_LISTS;
  place->newest = place->since[place->list];
}

/* To the next page, or to the next list. */
static void
go_on (Place *place, JsonNode *page, gint64 oldest)
{
  gint64 from = place->since[place->list] - lists[place->list].again;
  g_autofree char *next = lists[place->list].since || oldest >= from ? so_twilio_dup_next (page) : NULL;

  if (next && !so_page_trail_is_round (&place->trail, next))
    {
      g_set_str (&place->next, next);
      return;
    }
  place->since[place->list] = place->newest;
  leave_list (place);
}

/* A page that Twilio no longer knows, as after a long pause: it would be asked for ever. The list is read from its beginning the next time. */
static gboolean
is_lost (const Place *place, const GError *failed)
{
  return place->next && (g_error_matches (failed, SO_ERROR, SO_ERROR_CHANGE) || g_error_matches (failed, SO_ERROR, SO_ERROR_GIVE_UP));
}

static gboolean
so_twilio_calls_pull (SoChannel *channel, const char *cursor, GPtrArray *updates, char **next, gboolean *more, GCancellable *cancellable, GError **error)
{
  SoTwilioCalls *self = SO_TWILIO_CALLS (channel);
  g_auto (Place) place = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) page = NULL;
  g_autoptr (GError) failed = NULL;
  gint64 oldest;

  read_cursor (cursor, &place);
  path = page_path (&place);
  page = so_twilio_get (&self->twilio, path, cancellable, &failed);
  if (!page && !is_lost (&place, failed))
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  if (page && !read_page (self, &place, page, updates, &oldest, cancellable, error))
    return FALSE;
  if (page)
    go_on (&place, page, oldest);
  else
    leave_list (&place);
  *more = place.next != NULL || place.list != 0;
  *next = write_cursor (&place);
  return TRUE;
}

static SoSendOutcome
so_twilio_calls_send (SoChannel *channel, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  so_fail (error, SO_ERROR_CHANGE, _("A call is not answered in writing: choose another channel, or call back"));
  return SO_SEND_REFUSED;
}

/* Recordings -------------------------------------------------------------------------------------------- */

/* An error page with a friendly status is no sound. */
static gboolean
is_wave (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  char head[12] = "";
  gsize n = 0;

  return stream && g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &n, NULL, NULL) && n == sizeof head && !memcmp (head, "RIFF", 4) && !memcmp (head + 8, "WAVE", 4);
}

static gboolean
is_ready (JsonNode *node, GError **error)
{
  const char *status = so_json_string (so_json_root (node), "status");

  if (!g_strcmp0 (status, "completed"))
    return TRUE;
  if (!g_strcmp0 (status, "absent") || !g_strcmp0 (status, "deleted"))
    return so_fail (error, SO_ERROR_GIVE_UP, _("Twilio does not have this recording any more"));
  return so_fail (error, SO_ERROR_WAIT, _("Twilio is not done with this recording yet: it is fetched later"));
}

/* What it has written down already and cannot give yet ("404" at first) comes later; what is an hour old does not. */
static gboolean
forgive (JsonNode *node, gboolean absent, GError *failed, GError **error)
{
  gint64 made = so_http_parse_date (so_json_string (so_json_root (node), "date_created"));

  if (!absent || made < so_now () - HOUR_MS)
    return g_propagate_error (error, g_error_copy (failed)), FALSE;
  return so_fail (error, SO_ERROR_WAIT, _("Twilio is not done with this recording yet: it is fetched later"));
}

/* @remote: "RE…". As WAV, with two channels where caller and studio are apart. */
static gboolean
so_twilio_calls_fetch (SoChannel *channel, const char *remote, const char *path, char **mime, SoChannelProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  SoTwilioCalls *self = SO_TWILIO_CALLS (channel);
  g_autofree char *about = g_strconcat ("/Recordings/", remote, ".json", NULL), *sound = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) failed = NULL;
  gboolean absent;

  if (!so_twilio_is_sid (remote, "RE"))
    return so_fail (error, SO_ERROR_GIVE_UP, _("Twilio does not have this recording any more"));
  node = so_twilio_get (&self->twilio, about, cancellable, error);
  if (!node || !is_ready (node, error))
    return FALSE;
  sound = g_strconcat ("/Recordings/", remote, ".wav", so_json_int (so_json_root (node), "channels") == 2 ? "?RequestedChannels=2" : "", NULL);
  if (!so_twilio_download (&self->twilio, sound, path, &absent, progress, data, cancellable, &failed))
    return forgive (node, absent, failed, error);
  if (!is_wave (path))
    return so_fail (error, SO_ERROR_GIVE_UP, _("What Twilio gave as the recording is no sound"));
  *mime = g_strdup ("audio/wav");
  return TRUE;
}

/* Checking ---------------------------------------------------------------------------------------------- */

static gboolean
so_twilio_calls_check (SoChannel *channel, GPtrArray *items, GCancellable *cancellable, GError **error)
{
  SoTwilioCalls *self = SO_TWILIO_CALLS (channel);
  g_autoptr (GError) failed = NULL;
  g_autoptr (JsonNode) account = so_twilio_get (&self->twilio, ".json", cancellable, &failed);
  gboolean active = account && !g_strcmp0 (so_json_string (so_json_root (account), "status"), "active");

  if (!account && g_error_matches (failed, SO_ERROR, SO_ERROR_WAIT))
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  g_ptr_array_add (items, so_setup_item_new_error (_("Twilio accepts the token"), failed));
  if (account)
    g_ptr_array_add (items, so_setup_item_new (_("The Twilio account is active"), active ? NULL : _("Twilio has suspended or closed the account: look at it in Twilio's console")));
  return TRUE;
}

static guint
so_twilio_calls_can (SoChannel *channel)
{
  return SO_CAN_PULL;
}

static void
so_twilio_calls_finalize (GObject *object)
{
  so_twilio_clear (&SO_TWILIO_CALLS (object)->twilio);
  G_OBJECT_CLASS (so_twilio_calls_parent_class)->finalize (object);
}

static void
so_twilio_calls_class_init (SoTwilioCallsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_twilio_calls_finalize;
}

static void
so_twilio_calls_channel_init (SoChannelInterface *iface)
{
  iface->pull = so_twilio_calls_pull;
  iface->send = so_twilio_calls_send;
  iface->fetch = so_twilio_calls_fetch;
  iface->check = so_twilio_calls_check;
  iface->can = so_twilio_calls_can;
}

static void
so_twilio_calls_init (SoTwilioCalls *self)
{
}

SoTwilioCalls *
so_twilio_calls_new (const SoAccount *account, SoSecrets *secrets, GError **error)
{
  g_autoptr (SoTwilioCalls) self = g_object_new (SO_TYPE_TWILIO_CALLS, NULL);
  g_autofree char *answers = so_account_dup_setting (account, "answers");

  if (!so_twilio_open (&self->twilio, account, secrets, _("The Twilio account lacks its “sid”: it begins with AC, and Twilio's console shows it"), error))
    return NULL;
  self->answers = !g_strcmp0 (answers, "assistant") ? SO_TWILIO_ANSWERS_ASSISTANT : !g_strcmp0 (answers, "dial") ? SO_TWILIO_ANSWERS_DIAL : SO_TWILIO_ANSWERS_PERSON;
  return g_steal_pointer (&self);
}
