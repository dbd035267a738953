/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-instagram-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct {
  const char *type;
  SoPartKind kind;
} files[] = {
  { "image", SO_PART_IMAGE }, { "video", SO_PART_VIDEO }, { "audio", SO_PART_AUDIO }, { "file", SO_PART_DOCUMENT },
  { "ig_reel", SO_PART_VIDEO }, { "reel", SO_PART_VIDEO },
};

static SoPart *
add_part (GPtrArray *parts, SoPartKind kind, const char *text)
{
  SoPart *part = so_part_new (kind);

  part->text = text && *text ? g_strdup (text) : NULL;
  g_ptr_array_add (parts, part);
  return part;
}

static void
add_unsupported (GPtrArray *parts, const char *kind)
{
  g_autofree char *text = kind && *kind ? g_strdup_printf (_("A message of the kind “%s”, to be seen on the phone only"), kind)
                                        : g_strdup (_("A message that can be seen on the phone only"));

  add_part (parts, SO_PART_UNSUPPORTED, text);
}

/* Where a file lies; what is no address of the web is none. */
static const char *
read_url (JsonObject *object, const char *name)
{
  const char *url = object ? so_json_string (object, name) : NULL;

  return url && (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://127.0.0.1")) ? url : NULL;
}

static void
add_file (GPtrArray *parts, SoPartKind kind, const char *url, const char *name, const char *text)
{
  SoPart *part = add_part (parts, kind, text);

  part->remote = g_strdup (url);
  part->name = g_strdup (name);
}

/* A story lives for a day and must not be kept for longer, so it is linked and never fetched. */
static void
add_story (GPtrArray *parts, const char *sentence, const char *url)
{
  g_autofree char *text = url ? g_strconcat (sentence, "\n", url, NULL) : g_strdup (sentence);

  add_part (parts, SO_PART_STORY, text);
}

static void
add_share (GPtrArray *parts, const char *title, const char *url)
{
  g_autofree char *link = g_strjoin (" ", title ? title : url, title ? url : NULL, NULL);
  g_autofree char *text = g_strdup_printf (_("Shared: %s"), link ? link : "");

  add_part (parts, SO_PART_TEXT, text);
}

/* Messenger only. */
static void
add_location (GPtrArray *parts, JsonObject *place)
{
  char lat[G_ASCII_DTOSTR_BUF_SIZE], lon[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *text = NULL;

  if (!place || !json_object_has_member (place, "lat") || !json_object_has_member (place, "long"))
    {
      add_unsupported (parts, "location");
      return;
    }
  g_ascii_formatd (lat, sizeof lat, "%.10g", json_object_get_double_member_with_default (place, "lat", 0));
  g_ascii_formatd (lon, sizeof lon, "%.10g", json_object_get_double_member_with_default (place, "long", 0));
  text = g_strdup_printf ("%s, %s", lat, lon);
  add_part (parts, SO_PART_LOCATION, text);
}

static void
read_attachment (JsonObject *attachment, GPtrArray *parts)
{
  const char *type = so_json_string (attachment, "type");
  JsonObject *payload = so_json_object (attachment, "payload");
  const char *url = read_url (payload, "url"), *title = payload ? so_json_string (payload, "title") : NULL;

  for (guint i = 0; type && i < G_N_ELEMENTS (files); i++)
    if (g_str_equal (type, files[i].type))
      {
        gboolean sticker = payload && json_object_has_member (payload, "sticker_id");

        add_file (parts, sticker ? SO_PART_STICKER : files[i].kind, url, NULL, title);
        return;
      }
  if (!g_strcmp0 (type, "story_mention"))
    add_story (parts, _("Mentioned you in their story"), url);
  else if (!g_strcmp0 (type, "like_heart"))
    add_part (parts, SO_PART_TEXT, "❤");
  else if (!g_strcmp0 (type, "location"))
    add_location (parts, payload ? so_json_object (payload, "coordinates") : NULL);
  else if (!g_strcmp0 (type, "share") || !g_strcmp0 (type, "ig_post") || !g_strcmp0 (type, "fallback"))
    add_share (parts, title, url);
  else
    add_unsupported (parts, type);
}

static void
read_reply (JsonObject *message, GPtrArray *parts)
{
  JsonObject *reply = so_json_object (message, "reply_to"), *story = reply ? so_json_object (reply, "story") : NULL;

  if (story)
    add_story (parts, _("Answered your story"), read_url (story, "url"));
}

const char *
so_instagram_touch (JsonObject *message)
{
  JsonObject *referral = so_json_object (message, "referral"), *ad = referral ? so_json_object (referral, "ads_context_data") : NULL;
  const char *title = ad ? so_json_string (ad, "ad_title") : NULL, *what = title || !referral ? title : so_json_string (referral, "ref");

  return what && *what ? what : NULL;
}

static void
read_referral (JsonObject *message, GPtrArray *parts)
{
  const char *what = so_instagram_touch (message);
  g_autofree char *line = NULL;

  if (!what)
    return;
  line = g_strdup_printf (_("Came through an advertisement or a post: %s"), what);
  add_part (parts, SO_PART_TEXT, line);
}

void
so_instagram_parts (JsonObject *message, GPtrArray *parts)
{
  const char *text = so_json_string (message, "text");
  JsonArray *attachments = so_json_array (message, "attachments");

  read_reply (message, parts);
  if (text && *text)
    add_part (parts, SO_PART_TEXT, text);
  for (guint i = 0; attachments && i < json_array_get_length (attachments); i++)
    if (so_json_element (attachments, i))
      read_attachment (so_json_element (attachments, i), parts);
  read_referral (message, parts);
  if (!parts->len)
    add_unsupported (parts, NULL);
}

static void
read_listed_file (JsonObject *file, GPtrArray *parts)
{
  JsonObject *image = so_json_object (file, "image_data"), *video = so_json_object (file, "video_data");
  const char *name = so_json_string (file, "name"), *mime = so_json_string (file, "mime_type");

  if (image)
    add_file (parts, json_object_has_member (image, "render_as_sticker") && json_object_get_boolean_member_with_default (image, "render_as_sticker", FALSE) ?
              SO_PART_STICKER : SO_PART_IMAGE, read_url (image, "url"), name, NULL);
  else if (video)
    add_file (parts, SO_PART_VIDEO, read_url (video, "url"), name, NULL);
  else if (read_url (file, "file_url"))
    add_file (parts, so_part_kind_from_mime (mime), read_url (file, "file_url"), name, NULL);
  else
    add_unsupported (parts, NULL);
}

static JsonArray *
data_of (JsonObject *message, const char *name)
{
  JsonObject *list = so_json_object (message, name);

  return list ? so_json_array (list, "data") : NULL;
}

void
so_instagram_listed_parts (JsonObject *message, GPtrArray *parts)
{
  const char *text = so_json_string (message, "message");
  JsonArray *list = data_of (message, "attachments"), *shares = data_of (message, "shares");
  JsonObject *story = so_json_object (message, "story");
  JsonObject *mention = story ? so_json_object (story, "mention") : NULL, *answered = story ? so_json_object (story, "reply_to") : NULL;

  if (answered)
    add_story (parts, _("Answered your story"), read_url (answered, "link"));
  if (text && *text)
    add_part (parts, SO_PART_TEXT, text);
  if (mention)
    add_story (parts, _("Mentioned you in their story"), read_url (mention, "link"));
  for (guint i = 0; list && i < json_array_get_length (list); i++)
    if (so_json_element (list, i))
      read_listed_file (so_json_element (list, i), parts);
  for (guint i = 0; shares && i < json_array_get_length (shares); i++)
    if (so_json_element (shares, i))
      add_share (parts, so_json_string (so_json_element (shares, i), "name"), read_url (so_json_element (shares, i), "link"));
  if (!parts->len)
    add_unsupported (parts, NULL);
}
