/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-whatsapp-private.h"

#include "so-channel-window.h"
#include "so-phone.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_CAPTION 1024
#define MOST_FILES 10

/* What the messages of one SoOutgoing share. */
typedef struct {
  SoMeta *meta;
  const SoOutgoing *outgoing;
  char *path;              /* "/106540352242922/messages" */
  const char *member;      /* "to", or "recipient" for an id that Meta made */
  char *to;
  gboolean group;
  guint accepted;          /* messages so far */
} Send;

static void
send_clear (Send *send)
{
  g_free (send->path);
  g_free (send->to);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Send, send_clear)

static gboolean
find_recipient (Send *send, GError **error)
{
  const SoOutgoing *outgoing = send->outgoing;
  const char *value = outgoing->recipient && outgoing->recipient->kind == SO_IDENTITY_PHONE ? outgoing->recipient->value : NULL;
  g_autofree char *number = NULL;

  send->member = "to";
  send->group = outgoing->thread_key && g_str_has_prefix (outgoing->thread_key, SO_WHATSAPP_GROUP);
  if (send->group)
    return send->to = g_strdup (outgoing->thread_key + strlen (SO_WHATSAPP_GROUP)), TRUE;
  if (so_whatsapp_is_user_id (value))
    {
      send->member = "recipient";
      send->to = g_strdup (value);
      return TRUE;
    }
  number = value ? so_phone_normalise (value, NULL) : NULL;
  if (!number || *number != '+')
    return so_fail (error, SO_ERROR_CHANGE, _("WhatsApp needs a number with its country, like +34 600 111 222: change it in the contact"));
  send->to = g_strdup (number + 1);
  return TRUE;
}

static void
add (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_add_string_value (json_builder_set_member_name (builder, name), value);
}

/* Everything of a message but what it says. */
static JsonBuilder *
begin (Send *send, const char *type)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  add (builder, "messaging_product", "whatsapp");
  add (builder, "recipient_type", send->group ? "group" : "individual");
  add (builder, send->member, send->to);
  add (builder, "type", type);
  if (send->outgoing->tag)
    add (builder, "biz_opaque_callback_data", send->outgoing->tag);
  if (send->outgoing->reply_to && !send->accepted)
    {
      json_builder_begin_object (json_builder_set_member_name (builder, "context"));
      add (builder, "message_id", send->outgoing->reply_to);
      json_builder_end_object (builder);
    }
  return builder;
}

static const char *
read_id (const SoMetaAnswer *answer)
{
  JsonObject *message = so_json_element (so_json_array (answer->object, "messages"), 0);
  const char *id = message ? so_json_string (message, "id") : NULL;

  return id && *id ? id : NULL;
}

/* A number that WhatsApp writes with another digit more or less (Brazil, Mexico, Argentina) will come in like that. */
static void
note_alias (const Send *send, const SoMetaAnswer *answer)
{
  JsonObject *contact = so_json_element (so_json_array (answer->object, "contacts"), 0);
  const char *wa_id = contact ? so_json_string (contact, "wa_id") : NULL;
  gsize n = wa_id ? strspn (wa_id, "0123456789") : 0;
  g_autofree char *value = NULL;

  if (!send->outgoing->alias || *send->outgoing->alias || send->group || strcmp (send->member, "to") || n < 6 || n > 20 || wa_id[n] || !strcmp (wa_id, send->to))
    return;
  value = g_strconcat ("+", wa_id, NULL);
  *send->outgoing->alias = so_identity_new (SO_IDENTITY_PHONE, value, NULL);
}

/* Where a part of it has arrived, trying all of it again would send that part twice. */
static SoSendOutcome
worst (const Send *send, SoSendOutcome outcome, GError **error)
{
  if (!send->accepted)
    return outcome;
  g_clear_error (error);
  so_fail (error, SO_ERROR_CHANGE, _("Only a part of this message has left: look at the conversation on the phone, and send the rest anew"));
  return SO_SEND_LOST;
}

/* Takes @builder. */
static SoSendOutcome
post (Send *send, JsonBuilder *builder, char **remote_id, GError **error)
{
  g_autoptr (GBytes) body = so_meta_body (builder);
  g_auto (SoMetaAnswer) answer = { 0 };
  GError *failed = NULL;

  if (!so_meta_call (send->meta, &(SoMetaRequest) { .method = "POST", .path = send->path, .body = body }, &answer, NULL, &failed))
    {
      SoSendOutcome outcome = so_meta_outcome (&answer, failed);

      g_propagate_error (error, failed);
      return worst (send, outcome, error);
    }
  if (!read_id (&answer))
    {
      so_fail (error, SO_ERROR_WAIT, _("WhatsApp did not say whether it took this message: look on the phone whether it is there"));
      return SO_SEND_LOST;
    }
  note_alias (send, &answer);
  if (!*remote_id)
    *remote_id = g_strdup (read_id (&answer));
  send->accepted++;
  return SO_SEND_ACCEPTED;
}

static SoSendOutcome
post_text (Send *send, char **remote_id, GError **error)
{
  JsonBuilder *builder = begin (send, "text");

  json_builder_begin_object (json_builder_set_member_name (builder, "text"));
  add (builder, "body", send->outgoing->text);
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "preview_url"), FALSE);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return post (send, builder, remote_id, error);
}

static SoSendOutcome
post_template (Send *send, char **remote_id, GError **error)
{
  g_autoptr (JsonBuilder) builder = begin (send, "template");

  if (!so_whatsapp_write_template (builder, send->outgoing->template, error))
    return SO_SEND_REFUSED;
  json_builder_end_object (builder);
  return post (send, g_steal_pointer (&builder), remote_id, error);
}

static SoSendOutcome
post_file (Send *send, const SoOutgoingFile *file, const SoWhatsappMedia *media, const char *id, const char *caption, char **remote_id, GError **error)
{
  JsonBuilder *builder = begin (send, media->kind);

  json_builder_begin_object (json_builder_set_member_name (builder, media->kind));
  add (builder, "id", id);
  if (caption)
    add (builder, "caption", caption);
  if (file->name && g_str_equal (media->kind, "document"))
    add (builder, "filename", file->name);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return post (send, builder, remote_id, error);
}

static gboolean
has_text (const SoOutgoing *outgoing)
{
  return outgoing->text && *outgoing->text;
}

/* Voice notes and stickers have no caption; a long text would be cut off. */
static gboolean
can_caption (const SoOutgoing *outgoing, const SoWhatsappMedia *media)
{
  return has_text (outgoing) && g_utf8_strlen (outgoing->text, -1) <= MOST_CAPTION &&
         !g_str_equal (media->kind, "audio") && !g_str_equal (media->kind, "sticker");
}

/* An upload alone sends nothing, so whatever became of it, it may be tried again. */
static SoSendOutcome
judge_upload (const SoMetaAnswer *answer, const GError *error)
{
  SoSendOutcome outcome = so_meta_outcome (answer, error);

  return outcome == SO_SEND_LOST ? SO_SEND_RETRY : outcome;
}

/* All files are with Meta before the first message leaves. */
static SoSendOutcome
upload_all (Send *send, const SoWhatsappMedia *media, GPtrArray *ids, GError **error)
{
  SoOutgoingProgress progress = so_outgoing_progress (send->outgoing);

  for (guint i = 0; i < send->outgoing->n_files; i++)
    {
      g_auto (SoMetaAnswer) answer = { 0 };
      GError *failed = NULL;
      char *id = NULL;

      if (!so_whatsapp_upload (send->meta, &(SoWhatsappUpload) { &send->outgoing->files[i], media[i].mime, so_outgoing_uploaded, &progress }, &id, &answer, &failed))
        {
          SoSendOutcome outcome = judge_upload (&answer, failed);

          g_propagate_error (error, failed);
          return outcome;
        }
      g_ptr_array_add (ids, id);
      progress.before += send->outgoing->files[i].size;
    }
  return SO_SEND_ACCEPTED;
}

static SoSendOutcome
post_files (Send *send, char **remote_id, GError **error)
{
  const SoOutgoing *outgoing = send->outgoing;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  SoWhatsappMedia media[MOST_FILES];
  SoSendOutcome outcome;
  gboolean caption;

  for (guint i = 0; i < outgoing->n_files; i++)
    if (!so_whatsapp_media_kind (&outgoing->files[i], &media[i], error))
      return SO_SEND_REFUSED;
  outcome = upload_all (send, media, ids, error);
  caption = can_caption (outgoing, &media[0]);
  if (outcome == SO_SEND_ACCEPTED && has_text (outgoing) && !caption)
    outcome = post_text (send, remote_id, error);
  for (guint i = 0; outcome == SO_SEND_ACCEPTED && i < outgoing->n_files; i++)
    outcome = post_file (send, &outgoing->files[i], &media[i], ids->pdata[i], caption && i == 0 ? outgoing->text : NULL, remote_id, error);
  return outcome;
}

static gboolean
check_content (const SoOutgoing *outgoing, GError **error)
{
  if (outgoing->n_files > MOST_FILES)
    return so_fail (error, SO_ERROR_CHANGE, _("At most %d files go with one WhatsApp message: send the others in a second one"), MOST_FILES);
  if (!outgoing->template && !outgoing->n_files && !has_text (outgoing))
    return so_fail (error, SO_ERROR_CHANGE, _("This message is empty: write something"));
  if (has_text (outgoing) && !outgoing->template && !so_channel_text_fits (SO_CHANNEL_WHATSAPP, outgoing->text))
    return so_fail (error, SO_ERROR_CHANGE, _("WhatsApp takes 4096 characters at most: make the text shorter"));
  return TRUE;
}

SoSendOutcome
so_whatsapp_send_message (SoMeta *meta, const SoOutgoing *outgoing, char **remote_id, GError **error)
{
  g_auto (Send) send = { .meta = meta, .outgoing = outgoing };
  const char *id = so_meta_need (meta, "phone_number_id", _("The account's “phone_number_id” is missing: copy it from WhatsApp Manager"), error);
  g_autofree char *escaped = id ? g_uri_escape_string (id, NULL, FALSE) : NULL;
  SoSendOutcome outcome;

  if (!id || !find_recipient (&send, error) || !check_content (outgoing, error))
    return SO_SEND_REFUSED;
  send.path = g_strconcat ("/", escaped, "/messages", NULL);
  if (outgoing->template)
    outcome = post_template (&send, remote_id, error);
  else
    outcome = outgoing->n_files ? post_files (&send, remote_id, error) : post_text (&send, remote_id, error);
  if (outcome != SO_SEND_ACCEPTED)
    g_clear_pointer (remote_id, g_free);
  return outcome;
}
