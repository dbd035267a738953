/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-relay.h"

#include "so-error.h"
#include "so-http.h"
#include "so-hub-client.h"
#include "so-hub-parcel.h"
#include "so-json.h"
#include "so-order.h"
#include "so-retry.h"
#include "so-sign.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TRIES 3
#define PAUSE (500 * G_TIME_SPAN_MILLISECOND)
#define WAIT_SECONDS 25
#define SECONDS 30
#define MOST_ANSWER (256 * 1024)

struct _SoRelay {
  GObject parent_instance;

  char *url, *epoch, *device, *sender;
  SoSecrets *secrets;
};

static void so_relay_channel_init (SoChannelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoRelay, so_relay, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (SO_TYPE_CHANNEL, so_relay_channel_init))

static gboolean
so_relay_pull (SoChannel *channel, const char *cursor, GPtrArray *updates, char **next, gboolean *more, GCancellable *cancellable, GError **error)
{
  *next = g_strdup (cursor);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* Reports ----------------------------------------------------------------------------------------- */

void
so_relay_report_clear (SoRelayReport *report)
{
  g_free (report->id);
  g_free (report->remote_id);
  g_free (report->detail);
  g_free (report->alias);
  g_free (report->by);
}

static gboolean
read_state (const char *nick, SoRelayState *state)
{
  static const char *const nicks[] = { "waiting", "sent", "failed", "unknown", "void" };

  for (guint i = 0; nick && i < G_N_ELEMENTS (nicks); i++)
    if (!strcmp (nick, nicks[i]))
      return *state = i, TRUE;
  return nick && !strcmp (nick, "sending") ? (*state = SO_RELAY_WAITING, TRUE) : FALSE;
}

gboolean
so_relay_read_report (JsonObject *object, SoRelayReport *report)
{
  if (!so_json_string (object, "id") || !read_state (so_json_string (object, "state"), &report->state))
    return FALSE;
  report->id = g_strdup (so_json_string (object, "id"));
  report->remote_id = g_strdup (so_json_string (object, "remote_id"));
  report->detail = g_strdup (so_json_string (object, "detail"));
  report->alias = g_strdup (so_json_string (object, "alias"));
  report->by = g_strdup (so_json_string (object, "by"));
  report->sign_in = json_object_get_boolean_member_with_default (object, "sign_in", FALSE);
  report->stopped = json_object_get_boolean_member_with_default (object, "stopped", FALSE);
  report->at = so_json_time (object, "at");
  report->next_at = so_json_time (object, "next_at");
  return TRUE;
}

/* Asking ------------------------------------------------------------------------------------------ */

static SoHttpResponse *
post (SoRelay *self, const char *path, const char *body, const char *signature, gboolean *sent, GCancellable *cancellable, GError **error)
{
  g_autofree char *url = g_strconcat (self->url, path, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (SoSecret) key = so_hub_client_dup_key (self->secrets, cancellable, error), authorization = key ? g_strconcat ("Bearer ", key, NULL) : NULL;
  const char *headers[] = { "Studio-Signature", signature, NULL };
  SoHttpRequest request = { .method = "POST", .url = url, .authorization = authorization, .content_type = "application/json", .body = bytes,
                            .headers = signature ? headers : NULL, .most_bytes = MOST_ANSWER, .most_seconds = WAIT_SECONDS + SECONDS };

  return key ? so_http_send (&request, sent, cancellable, error) : NULL;
}

/* The object of an answer, kept by *@node; NULL where it is none. */
static JsonObject *
object_of (const SoHttpResponse *response, JsonNode **node)
{
  *node = so_http_parse (response, NULL);
  return *node ? so_json_root (*node) : NULL;
}

static gboolean
ask (SoRelay *self, const char *path, const char *tag, guint *status, SoRelayReport *report, GCancellable *cancellable, GError **error)
{
  JsonObject *body = json_object_new (), *object;
  g_autofree char *text = NULL;
  g_autoptr (SoHttpResponse) response = NULL;
  g_autoptr (JsonNode) node = NULL;

  json_object_set_string_member (body, "id", tag);
  json_object_set_string_member (body, "epoch", self->epoch);
  text = so_json_write_object (body);
  response = post (self, path, text, NULL, NULL, cancellable, error);
  if (!response)
    return FALSE;
  *status = response->status;
  object = object_of (response, &node);
  /* A web server without a hub says 404, too. */
  if (object && ((response->status == 200 && so_relay_read_report (object, report)) || (response->status == 404 && !g_strcmp0 (so_json_string (object, "why"), "none"))))
    return TRUE;
  return so_fail (error, SO_ERROR_WAIT, _("The hub cannot answer just now: it is asked again later"));
}

/* Sending ----------------------------------------------------------------------------------------- */

static SoSendOutcome
judge_report (const SoRelayReport *report, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  const char *detail = report->detail ? report->detail : _("The hub could not send this");

  if (outgoing->stopped)
    *outgoing->stopped = report->stopped;
  if (outgoing->alias && report->alias)
    *outgoing->alias = so_identity_new (SO_IDENTITY_PHONE, report->alias, NULL);
  switch (report->state)
    {
    case SO_RELAY_SENT:
      *remote_id = g_strdup (report->remote_id ? report->remote_id : outgoing->tag);
      return SO_SEND_ACCEPTED;
    case SO_RELAY_WAITING:
      so_fail (error, SO_ERROR_WAIT, "%s", report->detail ? report->detail : _("The hub has it, and sends it by itself"));
      return SO_SEND_HANDED;
    case SO_RELAY_UNKNOWN:
      so_fail (error, SO_ERROR_WAIT, "%s", detail);
      return SO_SEND_LOST;
    case SO_RELAY_VOID:
    case SO_RELAY_FAILED:
    default:
      so_fail (error, report->sign_in ? SO_ERROR_SIGN_IN : SO_ERROR_CHANGE, "%s", detail);
      return SO_SEND_REFUSED;
    }
}

static SoSendOutcome
refuse_other (JsonObject *object, gboolean answered, const SoOutgoing *outgoing, GError **error)
{
  JsonObject *other = so_json_object (object, "other");
  const char *by = other ? so_json_string (other, "by") : NULL;

  if (answered && outgoing->answered)
    *outgoing->answered = TRUE;
  if (answered)
    /* Translators: the name of a computer, "Front desk" */
    so_fail (error, SO_ERROR_CHANGE, _("“%s” has answered this message already: look at the conversation first"), by ? by : "?");
  else
    so_fail (error, SO_ERROR_CHANGE, _("“%s” has approved this already"), by ? by : "?");
  return SO_SEND_REFUSED;
}

/* One order on its way there. */
typedef struct {
  const SoOutgoing *outgoing;
  char *text, *signature;
  gboolean doubt;          /* it may have come there */
  gboolean certain;        /* the hub says what stands in the way */
  SoSendOutcome outcome;
} Order;

static void
order_clear (Order *order)
{
  g_free (order->text);
  g_free (order->signature);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Order, order_clear)

/* An earlier attempt of this computer, which was taken for one that never came there. */
static SoSendOutcome
judge_own (JsonObject *other, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  g_auto (SoRelayReport) report = { 0 };

  if (so_relay_read_report (other, &report) && report.state == SO_RELAY_SENT)
    return judge_report (&report, outgoing, remote_id, error);
  so_fail (error, SO_ERROR_WAIT, _("The hub has an earlier try of this message, and may have sent it"));
  return SO_SEND_LOST;
}

static SoSendOutcome
judge_conflict (SoRelay *self, JsonObject *object, Order *order, char **remote_id, GError **error)
{
  const char *why = so_json_string (object, "why");
  JsonObject *other = so_json_object (object, "other");

  if (!g_strcmp0 (why, "before") && other && !g_strcmp0 (so_json_string (other, "device"), self->device))
    return judge_own (other, order->outgoing, remote_id, error);
  order->certain = !g_strcmp0 (why, "answered") || !g_strcmp0 (why, "before");
  if (order->certain)
    return refuse_other (object, !strcmp (why, "answered"), order->outgoing, error);
  if (!g_strcmp0 (why, "epoch"))
    {
      so_fail (error, SO_ERROR_WAIT, _("The hub was restored from a backup: it is asked again later"));
      return order->doubt ? SO_SEND_LOST : SO_SEND_RETRY;
    }
  if (!g_strcmp0 (why, "sender"))
    so_fail (error, SO_ERROR_CHANGE, _("The hub does not have this account: hand it over again under Preferences → Hub"));
  else
    so_fail (error, SO_ERROR_CHANGE, _("The hub does not take this message as it is: approve it again"));
  return SO_SEND_REFUSED;
}

static SoSendOutcome
judge_status (guint status, JsonObject *object, GError **error)
{
  if (status == 403 && object && !g_strcmp0 (so_json_string (object, "why"), "role"))
    so_fail (error, SO_ERROR_CHANGE, _("This computer may not send: an owner can give it another role under Preferences → Hub"));
  else if (status == 401)
    so_fail (error, SO_ERROR_SIGN_IN, _("The hub does not know this computer any more: pair it again with a new code"));
  else if (status == 403)
    so_fail (error, SO_ERROR_CHANGE, _("The hub does not know what this computer signs by: hand the account over again under Preferences → Hub"));
  else if (status == 404 || status == 405)
    so_fail (error, SO_ERROR_CHANGE, _("This hub is too old to send: update it, or take the account back under Preferences → Hub"));
  else
    so_fail (error, SO_ERROR_CHANGE, _("The hub does not take this message (%u): update both"), status);
  return SO_SEND_REFUSED;
}

/* FALSE where it may be said once more: what is said twice is done once. */
static gboolean
say (SoRelay *self, Order *order, char **remote_id, GError **error)
{
  gboolean sent = FALSE;
  g_autoptr (SoHttpResponse) response = post (self, "/v1/sends?wait=" G_STRINGIFY (WAIT_SECONDS), order->text, order->signature, &sent, NULL, error);
  g_autoptr (JsonNode) node = NULL;
  g_auto (SoRelayReport) report = { 0 };
  JsonObject *object = response ? object_of (response, &node) : NULL;

  if (!response)
    return (order->doubt = order->doubt || sent), FALSE;
  if (response->status == 200 && object && so_relay_read_report (object, &report))
    return order->outcome = judge_report (&report, order->outgoing, remote_id, error), TRUE;
  if (response->status == 409 && object)
    return order->outcome = judge_conflict (self, object, order, remote_id, error), TRUE;
  if (response->status != 200 && response->status != 429 && response->status < 500)
    return order->outcome = judge_status (response->status, object, error), TRUE;
  /* The hub's own words say that it has nothing; what another server says of it says nothing. */
  order->doubt = order->doubt || !object || !so_json_string (object, "error");
  return so_fail (error, SO_ERROR_WAIT, _("The hub cannot answer just now: it is asked again later"));
}

static gboolean
write_order (SoRelay *self, Order *order, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (SoSecret) key = so_secrets_lookup (self->secrets, SO_HUB_SECRETS, SO_HUB_SIGNING_KEY, NULL, &why);
  SoOrder whole = { .epoch = self->epoch, .sender = self->sender, .approved = *order->outgoing->approved, .outgoing = *order->outgoing };
  g_autoptr (GBytes) bytes = NULL;

  if (!key && g_error_matches (why, SO_ERROR, SO_ERROR_SIGN_IN))
    return so_fail (error, SO_ERROR_CHANGE, _("What this computer signs by is not in its key ring: hand the account over again under Preferences → Hub"));
  if (!key)
    return g_propagate_error (error, g_steal_pointer (&why)), FALSE;
  order->text = so_order_write (&whole);
  bytes = g_bytes_new_static (order->text, strlen (order->text));
  order->signature = so_sign (key, bytes, error);
  return order->signature != NULL;
}

/* They are at the hub before the message is. */
static gboolean
upload (SoRelay *self, const SoOutgoing *outgoing, GError **error)
{
  g_autoptr (SoSecret) key = outgoing->n_files ? so_hub_client_dup_key (self->secrets, NULL, error) : NULL;
  g_autoptr (SoHubClient) client = key ? so_hub_client_new (self->url, key, error) : NULL;
  SoOutgoingProgress progress = so_outgoing_progress (outgoing);

  if (!outgoing->n_files)
    return TRUE;
  for (guint i = 0; client && i < outgoing->n_files; i++)
    {
      const SoOutgoingFile *file = &outgoing->files[i];

      if (!so_hub_parcel_put (client, file->path, file->sha256, file->mime ? file->mime : "application/octet-stream", so_outgoing_uploaded, &progress, NULL, error))
        return FALSE;
      progress.before += file->size;
    }
  return client != NULL;
}

static SoSendOutcome
so_relay_send (SoChannel *channel, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  SoRelay *self = SO_RELAY (channel);
  g_auto (Order) order = { .outgoing = outgoing };
  g_autoptr (GError) stuck = NULL;

  if (!write_order (self, &order, &stuck) || !upload (self, outgoing, &stuck))
    {
      SoSendOutcome outcome = g_error_matches (stuck, SO_ERROR, SO_ERROR_WAIT) ? SO_SEND_RETRY : SO_SEND_REFUSED;

      g_propagate_error (error, g_steal_pointer (&stuck));
      return outcome;
    }
  for (guint i = 0;; i++)
    {
      g_autoptr (GError) why = NULL;
      gboolean over = say (self, &order, remote_id, &why);

      if (!over && i + 1 < TRIES)
        {
          g_usleep (PAUSE << i);
          continue;
        }
      if (why)
        g_propagate_error (error, g_steal_pointer (&why));
      if (over && (order.outcome != SO_SEND_REFUSED || order.certain || !order.doubt))
        return order.outcome;
      return order.doubt ? SO_SEND_LOST : SO_SEND_RETRY;
    }
}

/* What the hub does not have by now it never takes. */
static SoReconcile
so_relay_reconcile (SoChannel *channel, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  SoRelay *self = SO_RELAY (channel);
  g_auto (SoRelayReport) report = { 0 }, after = { 0 };
  const SoRelayReport *now = &report;
  guint status = 0;

  if (!ask (self, "/v1/sends/ask", outgoing->tag, &status, &report, NULL, error))
    return SO_RECONCILE_UNSURE;
  if (status == 404)
    {
      if (!ask (self, "/v1/sends/withdraw", outgoing->tag, &status, &after, NULL, error))
        return SO_RECONCILE_UNSURE;
      now = &after;
    }
  if (now->state == SO_RELAY_SENT)
    *remote_id = g_strdup (now->remote_id ? now->remote_id : outgoing->tag);
  return now->state == SO_RELAY_SENT ? SO_RECONCILE_SENT : now->state == SO_RELAY_FAILED || now->state == SO_RELAY_VOID ? SO_RECONCILE_NOT_SENT : SO_RECONCILE_UNSURE;
}

gboolean
so_relay_withdraw (SoRelay *self, const char *tag, GCancellable *cancellable, GError **error)
{
  g_auto (SoRelayReport) report = { 0 };
  guint status = 0;

  if (!ask (self, "/v1/sends/withdraw", tag, &status, &report, cancellable, error))
    return FALSE;
  if (report.state == SO_RELAY_VOID || report.state == SO_RELAY_FAILED)
    return TRUE;
  if (report.state == SO_RELAY_SENT)
    return so_fail (error, SO_ERROR_GIVE_UP, _("It has left already"));
  return so_fail (error, SO_ERROR_GIVE_UP, _("It is on its way just now, and cannot be called back any more"));
}

static guint
so_relay_can (SoChannel *channel)
{
  return SO_CAN_RECONCILE;
}

static void
so_relay_finalize (GObject *object)
{
  SoRelay *self = SO_RELAY (object);

  so_secrets_unref (self->secrets);
  g_free (self->url);
  g_free (self->epoch);
  g_free (self->device);
  g_free (self->sender);

  G_OBJECT_CLASS (so_relay_parent_class)->finalize (object);
}

static void
so_relay_class_init (SoRelayClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_relay_finalize;
}

static void
so_relay_channel_init (SoChannelInterface *iface)
{
  iface->pull = so_relay_pull;
  iface->send = so_relay_send;
  iface->reconcile = so_relay_reconcile;
  iface->can = so_relay_can;
}

static void
so_relay_init (SoRelay *self)
{
}

SoRelay *
so_relay_new (const SoHubLink *link, const char *sender, SoSecrets *secrets, GError **error)
{
  SoRelay *self;

  if (!so_http_is_allowed (link->url))
    return so_fail (error, SO_ERROR_CHANGE, _("A hub is spoken to by https only: begin its address with https://")), NULL;
  self = g_object_new (SO_TYPE_RELAY, NULL);
  self->secrets = so_secrets_ref (secrets);
  self->url = g_strdup (link->url);
  self->epoch = g_strdup (link->epoch);
  self->device = g_strdup (link->device);
  self->sender = g_strdup (sender);
  return self;
}
