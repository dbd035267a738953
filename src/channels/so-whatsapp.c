/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-whatsapp.h"

#include "so-whatsapp-private.h"

#include <glib/gi18n-lib.h>

#define BASE "https://graph.facebook.com"

struct _SoWhatsapp {
  GObject parent;
  SoMeta *meta;
};

static void so_whatsapp_channel_init (SoChannelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoWhatsapp, so_whatsapp, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SO_TYPE_CHANNEL, so_whatsapp_channel_init))

/* There is nothing to ask: WhatsApp tells what came in once, to the hub. */
static gboolean
so_whatsapp_pull (SoChannel *channel, const char *cursor, GPtrArray *updates, char **next, gboolean *more,
                  GCancellable *cancellable, GError **error)
{
  *next = g_strdup (cursor);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static SoSendOutcome
so_whatsapp_send (SoChannel *channel, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  return so_whatsapp_send_message (SO_WHATSAPP (channel)->meta, outgoing, remote_id, error);
}

static gboolean
so_whatsapp_parse (SoChannel *channel, GBytes *body, GPtrArray *updates, GError **error)
{
  return so_whatsapp_parse_body (body, updates, error);
}

static gboolean
so_whatsapp_fetch (SoChannel *channel, const char *remote, const char *path, char **mime, SoChannelProgress progress, gpointer data,
                   GCancellable *cancellable, GError **error)
{
  return so_whatsapp_fetch_media (SO_WHATSAPP (channel)->meta, remote, path, mime, progress, data, cancellable, error);
}

/* Asks one thing. TRUE where it was answered, whatever the answer; FALSE where the server could not be reached. */
static gboolean
ask (SoMeta *meta, const char *setting, const char *after, SoMetaAnswer *answer, char **why, GCancellable *cancellable, GError **error)
{
  g_autofree char *id = g_uri_escape_string (so_meta_setting (meta, setting), NULL, FALSE), *path = g_strconcat ("/", id, after, NULL);
  g_autoptr (GError) failed = NULL;

  if (so_meta_call (meta, &(SoMetaRequest) { .path = path }, answer, cancellable, &failed))
    return TRUE;
  if (!answer->response && !g_error_matches (failed, SO_ERROR, SO_ERROR_SIGN_IN))
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  *why = g_strdup (failed->message);
  return TRUE;
}

/* The number and the token are asked for at once: what the answer says decides which of them is wrong. */
static gboolean
check_number (SoMeta *meta, GPtrArray *items, GCancellable *cancellable, GError **error)
{
  g_auto (SoMetaAnswer) answer = { 0 };
  g_autofree char *why = NULL;
  gboolean signed_out;
  SoSetupItem *item;

  if (!so_meta_setting (meta, "phone_number_id"))
    {
      g_ptr_array_add (items, so_setup_item_new (_("The number is known to Meta"), _("The account's “phone_number_id” is missing: copy it from WhatsApp Manager")));
      return TRUE;
    }
  if (!ask (meta, "phone_number_id", "", &answer, &why, cancellable, error))
    return FALSE;
  signed_out = why && (!answer.response || answer.response->status == 401 || answer.code == 190 || answer.code == 0);
  item = so_setup_item_new (_("The access token is valid"), signed_out ? why : NULL);
  item->sign_in = signed_out;
  g_ptr_array_add (items, item);
  if (!signed_out)
    g_ptr_array_add (items, so_setup_item_new (_("The number is known to Meta"), why));
  return TRUE;
}

static gboolean
check_subscription (SoMeta *meta, GPtrArray *items, GCancellable *cancellable, GError **error)
{
  const char *name = _("Your app is told what customers write");
  g_auto (SoMetaAnswer) answer = { 0 };
  g_autofree char *why = NULL;
  JsonArray *apps;

  if (!so_meta_setting (meta, "waba_id"))
    {
      g_ptr_array_add (items, so_setup_item_new (name, _("The account's “waba_id” is missing: copy the id of the WhatsApp Business account from WhatsApp Manager")));
      return TRUE;
    }
  if (!ask (meta, "waba_id", "/subscribed_apps", &answer, &why, cancellable, error))
    return FALSE;
  apps = why ? NULL : so_json_array (answer.object, "data");
  if (!why && !(apps && json_array_get_length (apps)))
    why = g_strdup (_("No app is subscribed to this WhatsApp Business account, so nothing would ever arrive: subscribe yours"));
  g_ptr_array_add (items, so_setup_item_new (name, why));
  return TRUE;
}

static gboolean
so_whatsapp_check (SoChannel *channel, GPtrArray *items, GCancellable *cancellable, GError **error)
{
  SoMeta *meta = SO_WHATSAPP (channel)->meta;

  return check_number (meta, items, cancellable, error) && check_subscription (meta, items, cancellable, error);
}

static guint
so_whatsapp_can (SoChannel *channel)
{
  return SO_CAN_SEND_FILES | SO_CAN_BEGIN | SO_CAN_TEMPLATES;
}

static gboolean
so_whatsapp_templates (SoChannel *channel, GPtrArray *templates, GCancellable *cancellable, GError **error)
{
  return so_whatsapp_list_templates (SO_WHATSAPP (channel)->meta, templates, cancellable, error);
}

static void
so_whatsapp_finalize (GObject *object)
{
  g_clear_pointer (&SO_WHATSAPP (object)->meta, so_meta_free);

  G_OBJECT_CLASS (so_whatsapp_parent_class)->finalize (object);
}

static void
so_whatsapp_class_init (SoWhatsappClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_whatsapp_finalize;
}

static void
so_whatsapp_channel_init (SoChannelInterface *iface)
{
  iface->pull = so_whatsapp_pull;
  iface->send = so_whatsapp_send;
  iface->parse = so_whatsapp_parse;
  iface->fetch = so_whatsapp_fetch;
  iface->check = so_whatsapp_check;
  iface->can = so_whatsapp_can;
  iface->templates = so_whatsapp_templates;
}

static void
so_whatsapp_init (SoWhatsapp *self)
{
}

SoWhatsapp *
so_whatsapp_new (const SoAccount *account, SoSecrets *secrets, GError **error)
{
  g_autoptr (SoMeta) meta = so_meta_new (account, BASE, secrets, error);
  SoWhatsapp *self;

  if (!meta)
    return NULL;
  self = g_object_new (SO_TYPE_WHATSAPP, NULL);
  self->meta = g_steal_pointer (&meta);
  return self;
}
