/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-instagram.h"

#include "so-instagram-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define INSTAGRAM "https://graph.instagram.com"
#define FACEBOOK "https://graph.facebook.com"
#define MOST_FILE (100 * 1024 * 1024)

struct _SoInstagram {
  GObject parent;
  SoMeta *meta;
  SoChannelKind channel;
};

static void so_instagram_channel_init (SoChannelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoInstagram, so_instagram, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SO_TYPE_CHANNEL, so_instagram_channel_init))

static gboolean
so_instagram_pull (SoChannel *channel, const char *cursor, GPtrArray *updates, char **next, gboolean *more,
                   GCancellable *cancellable, GError **error)
{
  SoInstagram *self = SO_INSTAGRAM (channel);

  return so_instagram_pull_page (self->meta, self->channel, cursor, updates, next, more, cancellable, error);
}

static SoSendOutcome
so_instagram_send (SoChannel *channel, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  SoInstagram *self = SO_INSTAGRAM (channel);

  return so_instagram_send_message (self->meta, self->channel, outgoing, remote_id, error);
}

static gboolean
so_instagram_parse (SoChannel *channel, GBytes *body, GPtrArray *updates, GError **error)
{
  return so_instagram_parse_body (SO_INSTAGRAM (channel)->channel, body, updates, error);
}

/* The address is signed and lives for a short time, so it needs no token. */
static gboolean
so_instagram_fetch (SoChannel *channel, const char *remote, const char *path, char **mime, SoChannelProgress progress, gpointer data,
                    GCancellable *cancellable, GError **error)
{
  return so_meta_download (SO_INSTAGRAM (channel)->meta, remote, FALSE, path, MOST_FILE, mime, progress, data, cancellable, error);
}

/* One line of the list by one question; @nothing: what it means where the answer has an empty "data". */
static gboolean
check_one (SoMeta *meta, GPtrArray *items, const char *name, const char *path, const char *nothing, GCancellable *cancellable, GError **error)
{
  g_auto (SoMetaAnswer) answer = { 0 };
  g_autoptr (GError) failed = NULL;
  JsonArray *data;

  if (!so_meta_call (meta, &(SoMetaRequest) { .path = path }, &answer, cancellable, &failed))
    {
      if (!answer.response && !g_error_matches (failed, SO_ERROR, SO_ERROR_SIGN_IN))
        return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
      g_ptr_array_add (items, so_setup_item_new_error (name, failed));
      return TRUE;
    }
  data = so_json_array (answer.object, "data");
  g_ptr_array_add (items, so_setup_item_new (name, nothing && !(data && json_array_get_length (data)) ? nothing : NULL));
  return TRUE;
}

static gboolean
so_instagram_check (SoChannel *channel, GPtrArray *items, GCancellable *cancellable, GError **error)
{
  SoInstagram *self = SO_INSTAGRAM (channel);
  gboolean messenger = self->channel == SO_CHANNEL_MESSENGER;

  return check_one (self->meta, items, _("The access token is valid"), messenger ? "/me?fields=id" : "/me?fields=id,user_id,username", NULL,
                    cancellable, error) &&
         check_one (self->meta, items, _("The token may read and write messages"),
                    messenger ? "/me/conversations?platform=messenger&fields=id&limit=1" : "/me/conversations?platform=instagram&fields=id&limit=1",
                    NULL, cancellable, error) &&
         check_one (self->meta, items, _("Your app is told what customers write"), "/me/subscribed_apps",
                    _("No app is subscribed to this account, so messages come only when they are asked for: subscribe yours"), cancellable, error);
}

static guint
so_instagram_can (SoChannel *channel)
{
  return SO_CAN_PULL;
}

static void
so_instagram_finalize (GObject *object)
{
  g_clear_pointer (&SO_INSTAGRAM (object)->meta, so_meta_free);

  G_OBJECT_CLASS (so_instagram_parent_class)->finalize (object);
}

static void
so_instagram_class_init (SoInstagramClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_instagram_finalize;
}

static void
so_instagram_channel_init (SoChannelInterface *iface)
{
  iface->pull = so_instagram_pull;
  iface->send = so_instagram_send;
  iface->parse = so_instagram_parse;
  iface->fetch = so_instagram_fetch;
  iface->check = so_instagram_check;
  iface->can = so_instagram_can;
}

static void
so_instagram_init (SoInstagram *self)
{
}

SoInstagram *
so_instagram_new (const SoAccount *account, SoSecrets *secrets, GError **error)
{
  g_autoptr (SoMeta) meta = so_meta_new (account, account->channel == SO_CHANNEL_MESSENGER ? FACEBOOK : INSTAGRAM, secrets, error);
  SoInstagram *self;

  if (!meta)
    return NULL;
  self = g_object_new (SO_TYPE_INSTAGRAM, NULL);
  self->meta = g_steal_pointer (&meta);
  self->channel = account->channel == SO_CHANNEL_MESSENGER ? SO_CHANNEL_MESSENGER : SO_CHANNEL_INSTAGRAM;
  return self;
}
