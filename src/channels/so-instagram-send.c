/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-instagram-private.h"

#include "so-channel-window.h"
#include "so-clock.h"

#include <glib/gi18n-lib.h>

static gboolean
check_content (SoChannelKind channel, const SoOutgoing *outgoing, GError **error)
{
  SoIdentityKind kind = channel == SO_CHANNEL_MESSENGER ? SO_IDENTITY_MESSENGER : SO_IDENTITY_INSTAGRAM;
  const char *name = so_channel_kind_label (channel);

  if (!outgoing->recipient || outgoing->recipient->kind != kind || !*outgoing->recipient->value)
    return so_fail (error, SO_ERROR_CHANGE, _("This person is not known on %s: choose another way to answer"), name);
  if (outgoing->n_files)
    return so_fail (error, SO_ERROR_CHANGE, _("%s takes files only from a public address: send them in another way"), name);
  if (!outgoing->text || !*outgoing->text)
    return so_fail (error, SO_ERROR_CHANGE, _("This message is empty: write something"));
  if (!so_channel_text_fits (channel, outgoing->text))
    return so_fail (error, SO_ERROR_CHANGE, _("This text is too long for %s: make it shorter"), name);
  return TRUE;
}

/* After a day only a person may write, and says so by the tag; that it was a person stands in the approval. */
static gboolean
find_tag (SoChannelKind channel, const SoOutgoing *outgoing, gboolean *tagged, GError **error)
{
  SoChannelWindow window = outgoing->last_inbound_at ? so_channel_window (channel, outgoing->last_inbound_at, so_now (), NULL) : SO_WINDOW_FREE;

  *tagged = window == SO_WINDOW_HUMAN_TAG;
  if (window == SO_WINDOW_CLOSED)
    return so_fail (error, SO_ERROR_CHANGE, _("Too much time has passed since this person last wrote: wait until they write again"));
  if (*tagged && !outgoing->by_person)
    return so_fail (error, SO_ERROR_CHANGE, _("A day has passed since this person last wrote, so only you may answer: approve it yourself"));
  return TRUE;
}

static void
add (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_add_string_value (json_builder_set_member_name (builder, name), value);
}

static GBytes *
new_body (SoChannelKind channel, const SoOutgoing *outgoing, gboolean tagged)
{
  JsonBuilder *builder = json_builder_begin_object (json_builder_new ());

  json_builder_begin_object (json_builder_set_member_name (builder, "recipient"));
  add (builder, "id", outgoing->recipient->value);
  json_builder_end_object (builder);
  if (tagged)
    {
      add (builder, "messaging_type", "MESSAGE_TAG");
      add (builder, "tag", "HUMAN_AGENT");
    }
  else if (channel == SO_CHANNEL_MESSENGER)
    add (builder, "messaging_type", "RESPONSE");
  json_builder_begin_object (json_builder_set_member_name (builder, "message"));
  add (builder, "text", outgoing->text);
  json_builder_end_object (builder);
  return so_meta_body (json_builder_end_object (builder));
}

SoSendOutcome
so_instagram_send_message (SoMeta *meta, SoChannelKind channel, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  g_auto (SoMetaAnswer) answer = { 0 };
  g_autoptr (GBytes) body = NULL;
  GError *failed = NULL;
  gboolean tagged;
  const char *id;

  if (!check_content (channel, outgoing, error) || !find_tag (channel, outgoing, &tagged, error))
    return SO_SEND_REFUSED;
  body = new_body (channel, outgoing, tagged);
  if (!so_meta_call (meta, &(SoMetaRequest) { .method = "POST", .path = "/me/messages", .body = body }, &answer, NULL, &failed))
    {
      SoSendOutcome outcome = so_meta_outcome (&answer, failed);

      g_propagate_error (error, failed);
      return outcome;
    }
  id = so_json_string (answer.object, "message_id");
  if (!id || !*id)
    {
      so_fail (error, SO_ERROR_WAIT, _("Meta did not say whether it took this message: look on the phone whether it is there"));
      return SO_SEND_LOST;
    }
  *remote_id = g_strdup (id);
  return SO_SEND_ACCEPTED;
}
