/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-elevenlabs.h"

#include "so-clock.h"
#include "so-elevenlabs-parse.h"
#include "so-elevenlabs-place.h"
#include "so-error.h"
#include "so-http.h"
#include "so-json.h"
#include "so-retry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_BASE "https://api.elevenlabs.io"
#define CONVERSATIONS "/v1/convai/conversations"
#define PAGE_SIZE 30
#define DETAILS 10                     /* of one pull */
#define DAY (24 * 3600)
#define FIRST_DAYS (30 * DAY)
#define LATE_MS ((gint64) 3600 * 1000) /* until then a sound that is announced may still come */
#define MOST_FILE (100 * 1024 * 1024)

struct _SoElevenlabs {
  GObject parent_instance;

  SoSecrets *secrets;
  char *account_id;
  char *base, *agent;
};

static void so_elevenlabs_channel_init (SoChannelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoElevenlabs, so_elevenlabs, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (SO_TYPE_CHANNEL, so_elevenlabs_channel_init))

/* Asking ---------------------------------------------------------------------------------------------- */

static JsonNode *
read_answer (const SoHttpResponse *response, GError **error)
{
  g_autoptr (JsonNode) node = so_http_parse (response, response->status / 100 == 2 ? error : NULL);

  if (response->status / 100 != 2)
    {
      so_elevenlabs_fail (response->status, so_json_root (node), error);
      so_retry_note (error, response);
      return NULL;
    }
  if (node && !so_json_root (node))
    return so_fail (error, SO_ERROR_WAIT, _("The server's answer makes no sense: it is tried again later")), NULL;
  return g_steal_pointer (&node);
}

/* @path NULL of a file: in memory. */
static SoHttpResponse *
ask (SoElevenlabs *self, const char *what, const char *path, SoChannelProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoSecret) key = so_secrets_lookup (self->secrets, self->account_id, "token", cancellable, error);
  g_autofree char *url = g_strconcat (self->base, what, NULL);
  const char *headers[] = { "xi-api-key", key, NULL };
  SoHttpRequest request = { .url = url, .headers = headers };

  if (!key)
    return NULL;
  if (!path)
    return so_http_send (&request, NULL, cancellable, error);
  request.most_bytes = MOST_FILE;
  request.most_seconds = 600;
  return so_http_download (&request, path, progress, data, cancellable, error);
}

static JsonNode *
get (SoElevenlabs *self, const char *what, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHttpResponse) response = ask (self, what, NULL, NULL, NULL, cancellable, error);

  return response ? read_answer (response, error) : NULL;
}

static JsonNode *
get_conversation (SoElevenlabs *self, const char *id, GCancellable *cancellable, GError **error)
{
  g_autofree char *what = g_strconcat (CONVERSATIONS "/", id, NULL);

  return get (self, what, cancellable, error);
}

/* Pulling --------------------------------------------------------------------------------------------- */

static char *
list_path (SoElevenlabs *self, const SoElevenlabsPlace *place)
{
  g_autofree char *next = place->next ? g_uri_escape_string (place->next, NULL, FALSE) : NULL;

  return g_strdup_printf (CONVERSATIONS "?agent_id=%s&page_size=%d&call_start_after_unix=%" G_GINT64_FORMAT "%s%s", self->agent, PAGE_SIZE, MAX (place->since - SO_ELEVENLABS_AGAIN, 0),
                          next ? "&cursor=" : "", next ? next : "");
}

/* A page that the server no longer knows, as after a long pause: it would be asked for ever. The list is read from its beginning the next time. */
static gboolean
is_lost (const SoElevenlabsPlace *place, const GError *failed)
{
  return place->next && (g_error_matches (failed, SO_ERROR, SO_ERROR_CHANGE) || g_error_matches (failed, SO_ERROR, SO_ERROR_GIVE_UP));
}

static gboolean
read_list (SoElevenlabs *self, SoElevenlabsPlace *place, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = list_path (self, place);
  g_autoptr (GError) failed = NULL;
  g_autoptr (JsonNode) page = get (self, path, cancellable, &failed);
  JsonArray *all = page ? so_json_array (so_json_root (page), "conversations") : NULL;
  const char *next = page ? so_json_string (so_json_root (page), "next_cursor") : NULL;
  gboolean more = page && json_object_get_boolean_member_with_default (so_json_root (page), "has_more", FALSE);

  if (!page && is_lost (place, failed))
    {
      place->newest = place->since;
      g_clear_pointer (&place->next, g_free);
      return TRUE;
    }
  if (!page)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  for (guint i = 0; all && i < json_array_get_length (all); i++)
    {
      JsonObject *one = so_json_element (all, i);
      gint64 start = one ? so_json_int (one, "start_time_unix_secs") : 0;

      if (start <= 0)
        continue;
      so_elevenlabs_place_add (place, so_json_string (one, "conversation_id"), start);
      place->newest = MAX (place->newest, MIN (start, so_now () / 1000));
    }
  /* One that is sent round in circles comes to an end. */
  g_set_str (&place->next, more && next && *next && !so_page_trail_is_round (&place->trail, next) ? next : NULL);
  return TRUE;
}

/* What there is no more is no trouble: it was deleted there. */
static gboolean
read_one (SoElevenlabs *self, SoElevenlabsPlace *place, SoElevenlabsOpen *open, GPtrArray *updates, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (JsonNode) node = get_conversation (self, open->id, cancellable, &failed);
  SoCallNews *news = node ? so_elevenlabs_parse (so_json_root (node)) : NULL;

  if (!node && !g_error_matches (failed, SO_ERROR, SO_ERROR_GIVE_UP))
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  if (news)
    g_ptr_array_add (updates, so_update_new_call (news));
  so_elevenlabs_place_asked (place, open, !node || so_elevenlabs_status (so_json_root (node)) != SO_ELEVENLABS_GOING);
  return TRUE;
}

/* A few at a time: what was had is kept when the server wants no more questions. */
static gboolean
read_open (SoElevenlabs *self, SoElevenlabsPlace *place, GPtrArray *updates, GCancellable *cancellable, GError **error)
{
  SoElevenlabsOpen *open;

  for (guint n = 0; n < DETAILS && (open = so_elevenlabs_place_next (place)); n++)
    {
      g_autoptr (GError) failed = NULL;

      if (read_one (self, place, open, updates, cancellable, &failed))
        continue;
      if (n && g_error_matches (failed, SO_ERROR, SO_ERROR_WAIT))
        return TRUE;
      return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
    }
  return TRUE;
}

static gboolean
so_elevenlabs_pull (SoChannel *channel, const char *cursor, GPtrArray *updates, char **next, gboolean *more, GCancellable *cancellable, GError **error)
{
  SoElevenlabs *self = SO_ELEVENLABS (channel);
  g_auto (SoElevenlabsPlace) place = { 0 };
  gint64 now = so_now () / 1000;
  gboolean open;

  so_elevenlabs_place_read (&place, cursor, now - FIRST_DAYS);
  open = so_elevenlabs_place_next (&place) != NULL;
  if (!open && !place.next)
    so_elevenlabs_place_begin (&place, now - DAY);
  if (!(open ? read_open (self, &place, updates, cancellable, error) : read_list (self, &place, cancellable, error)))
    return FALSE;
  /* The list is at its end. */
  if (!open && !place.next)
    place.since = place.newest;
  *more = place.next || so_elevenlabs_place_next (&place);
  *next = so_elevenlabs_place_write (&place);
  return TRUE;
}

static SoSendOutcome
so_elevenlabs_send (SoChannel *channel, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  so_fail (error, SO_ERROR_CHANGE, _("A call is not answered in writing: choose another channel, or call back"));
  return SO_SEND_REFUSED;
}

/* The sound ------------------------------------------------------------------------------------------- */

/* An error page with a friendly status is no sound. NULL of that. */
static const char *
sniff (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  guint8 head[12] = { 0 };
  gsize n = 0;

  if (!stream || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &n, NULL, NULL) || n < sizeof head)
    return NULL;
  if (!memcmp (head, "ID3", 3) || (head[0] == 0xff && (head[1] & 0xe0) == 0xe0))
    return "audio/mpeg";
  if (!memcmp (head, "RIFF", 4) && !memcmp (head + 8, "WAVE", 4))
    return "audio/wav";
  return memcmp (head, "OggS", 4) ? NULL : "audio/ogg";
}

/* There is none yet, or none any more. */
static gboolean
fail_absent (SoElevenlabs *self, const char *id, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonNode) node = get_conversation (self, id, cancellable, error);
  JsonObject *root = node ? so_json_root (node) : NULL, *metadata = root ? so_json_object (root, "metadata") : NULL;
  gboolean announced = root && json_object_get_boolean_member_with_default (root, "has_audio", FALSE);
  gint64 over = metadata ? (so_json_int (metadata, "start_time_unix_secs") + so_json_int (metadata, "call_duration_secs")) * 1000 : 0;

  if (!node)
    return FALSE;
  if (announced && over > so_now () - LATE_MS)
    return so_fail (error, SO_ERROR_WAIT, _("ElevenLabs is not done with this recording yet: it is fetched later"));
  return so_fail (error, SO_ERROR_GIVE_UP, _("ElevenLabs does not have this recording any more"));
}

/* @remote: the conversation. It is sent as it is and from nowhere else: whoever would send us on is not followed. */
static gboolean
so_elevenlabs_fetch (SoChannel *channel, const char *remote, const char *path, char **mime, SoChannelProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  SoElevenlabs *self = SO_ELEVENLABS (channel);
  g_autofree char *what = g_strconcat (CONVERSATIONS "/", remote, "/audio", NULL);
  g_autoptr (SoHttpResponse) response = NULL;
  const char *kind;

  if (!so_elevenlabs_is_id (remote))
    return so_fail (error, SO_ERROR_GIVE_UP, _("ElevenLabs does not have this recording any more"));
  response = ask (self, what, path, progress, data, cancellable, error);
  if (!response)
    return FALSE;
  if (response->status == 404)
    return fail_absent (self, remote, cancellable, error);
  if (response->status / 100 != 2)
    {
      g_autoptr (JsonNode) node = so_http_parse (response, NULL);

      so_elevenlabs_fail (response->status, so_json_root (node), error);
      so_retry_note (error, response);
      return FALSE;
    }
  kind = sniff (path);
  if (!kind)
    return so_fail (error, SO_ERROR_GIVE_UP, _("What ElevenLabs gave as the recording is no sound"));
  *mime = g_strdup (kind);
  return TRUE;
}

/* Checking -------------------------------------------------------------------------------------------- */

static gboolean
so_elevenlabs_check (SoChannel *channel, GPtrArray *items, GCancellable *cancellable, GError **error)
{
  SoElevenlabs *self = SO_ELEVENLABS (channel);
  g_autofree char *agent = g_strconcat ("/v1/convai/agents/", self->agent, NULL), *list = g_strdup_printf (CONVERSATIONS "?agent_id=%s&page_size=1", self->agent);
  g_autoptr (GError) failed = NULL, absent = NULL;
  g_autoptr (JsonNode) page = get (self, list, cancellable, &failed), found = NULL;

  if (!page && g_error_matches (failed, SO_ERROR, SO_ERROR_WAIT))
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  g_ptr_array_add (items, so_setup_item_new_error (_("ElevenLabs accepts the key"), failed));
  if (!page)
    return TRUE;
  found = get (self, agent, cancellable, &absent);
  /* A key that may read conversations alone is enough. */
  if (g_error_matches (absent, SO_ERROR, SO_ERROR_GIVE_UP))
    g_ptr_array_add (items, so_setup_item_new (_("The assistant is there"), _("ElevenLabs knows no such assistant: its page there shows its ID")));
  else if (found)
    g_ptr_array_add (items, so_setup_item_new (_("The assistant is there"), NULL));
  return TRUE;
}

static guint
so_elevenlabs_can (SoChannel *channel)
{
  return SO_CAN_PULL;
}

static void
so_elevenlabs_finalize (GObject *object)
{
  SoElevenlabs *self = SO_ELEVENLABS (object);

  g_clear_pointer (&self->secrets, so_secrets_unref);
  g_free (self->account_id);
  g_free (self->base);
  g_free (self->agent);
  G_OBJECT_CLASS (so_elevenlabs_parent_class)->finalize (object);
}

static void
so_elevenlabs_class_init (SoElevenlabsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_elevenlabs_finalize;
}

static void
so_elevenlabs_channel_init (SoChannelInterface *iface)
{
  iface->pull = so_elevenlabs_pull;
  iface->send = so_elevenlabs_send;
  iface->fetch = so_elevenlabs_fetch;
  iface->check = so_elevenlabs_check;
  iface->can = so_elevenlabs_can;
}

static void
so_elevenlabs_init (SoElevenlabs *self)
{
}

SoElevenlabs *
so_elevenlabs_new (const SoAccount *account, SoSecrets *secrets, GError **error)
{
  g_autoptr (SoElevenlabs) self = g_object_new (SO_TYPE_ELEVENLABS, NULL);
  g_autofree char *base = so_account_dup_setting (account, "api_base");

  self->agent = so_account_dup_setting (account, "agent_id");
  if (!so_elevenlabs_is_id (self->agent))
    return so_fail (error, SO_ERROR_CHANGE, _("The ElevenLabs account lacks its “agent_id”: the assistant's page there shows it")), NULL;
  if (base && !so_http_is_allowed (base))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no address that can be used: it begins with https://"), base), NULL;
  self->secrets = so_secrets_ref (secrets);
  self->account_id = g_strdup (account->id);
  self->base = g_strdup (base ? base : DEFAULT_BASE);
  if (g_str_has_suffix (self->base, "/"))
    self->base[strlen (self->base) - 1] = '\0';
  return g_steal_pointer (&self);
}
