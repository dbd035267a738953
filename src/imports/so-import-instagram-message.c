/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-import-instagram-message.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "so-json.h"
#include "so-part.h"

char *
so_instagram_repair (const char *text)
{
  g_autoptr (GString) bytes = g_string_sized_new (strlen (text));

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (c > 0xff)
        return g_strdup (text);
      g_string_append_c (bytes, (char) c);
    }
  return g_utf8_validate (bytes->str, bytes->len, NULL) ? g_strdup (bytes->str) : g_strdup (text);
}

static char *
repaired (JsonObject *object, const char *name)
{
  const char *text = so_json_string (object, name);

  return text && *text ? so_instagram_repair (text) : NULL;
}

/* The lists of files in a message, and what they are where the name does not say it. */
static const struct {
  const char *name;
  const char *mime;
} lists[] = {
  { "photos", "image/jpeg" }, { "videos", "video/mp4" },                { "audio_files", "audio/mp4" },
  { "gifs", "image/gif" },    { "files", "application/octet-stream" },
};

void
so_instagram_message_visit_files (JsonObject *message, SoInstagramVisit visit, gpointer data)
{
  const char *sticker = so_json_string (so_json_object (message, "sticker"), "uri");

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      JsonArray *list = so_json_array (message, lists[i].name);
      guint n = list ? json_array_get_length (list) : 0;
      for (guint j = 0; j < n; j++)
        {
          const char *uri = so_json_string (so_json_element (list, j), "uri");
          if (uri && *uri)
            visit (uri, data);
        }
    }
  if (sticker && *sticker)
    visit (sticker, data);
}

/* A file that lies on a server only is a link. */
static SoPart *
file_part (SoInstagramFiles *files, const char *uri, const char *fallback)
{
  g_autofree char *plain = g_strndup (uri, strcspn (uri, "?"));
  g_autofree char *name = so_part_base_name (plain);
  const char *mime = name ? so_part_mime_from_name (name) : fallback;
  gint64 size;
  const char *sha256 = so_instagram_files_find (files, uri, &size);
  SoPart *part;

  if (!strcmp (mime, "application/octet-stream") || (g_str_has_prefix (fallback, "audio/") && g_str_has_prefix (mime, "video/")))
    mime = fallback;
  part = so_part_new_file (mime, name, sha256, size);
  if (strstr (uri, "://"))
    part->text = g_strdup (uri);
  return part;
}

static void
add_files (JsonObject *message, SoInstagramFiles *files, GPtrArray *parts)
{
  const char *sticker = so_json_string (so_json_object (message, "sticker"), "uri");

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      JsonArray *list = so_json_array (message, lists[i].name);
      guint n = list ? json_array_get_length (list) : 0;
      for (guint j = 0; j < n; j++)
        {
          const char *uri = so_json_string (so_json_element (list, j), "uri");
          if (uri && *uri)
            g_ptr_array_add (parts, file_part (files, uri, lists[i].mime));
        }
    }
  if (sticker && *sticker)
    {
      SoPart *part = file_part (files, sticker, "image/png");
      part->kind = SO_PART_STICKER;
      g_ptr_array_add (parts, part);
    }
}

static void
append_line (GString *text, char *line)
{
  if (line && *line)
    g_string_append_printf (text, "%s%s", text->len ? "\n" : "", line);
  g_free (line);
}

/* A post, a profile, a place or a story that was passed on. */
static void
add_share (JsonObject *message, GPtrArray *parts)
{
  JsonObject *share = so_json_object (message, "share");
  const char *link = so_json_string (share, "link");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *owner = NULL;
  SoPart *part;

  if (!share)
    return;
  append_line (text, repaired (share, "share_text"));
  append_line (text, repaired (share, "link"));
  owner = repaired (share, "original_content_owner");
  if (!owner)
    owner = repaired (share, "profile_share_username");
  if (owner && *owner)
    g_string_append_printf (text, "%s@%s", text->len ? "\n" : "", owner);
  if (!text->len)
    return;
  part = so_part_new_text (text->str);
  if (link && strstr (link, "/stories/"))
    part->kind = SO_PART_STORY;
  g_ptr_array_add (parts, part);
}

static void
add_reactions (JsonObject *message, GPtrArray *parts)
{
  JsonArray *list = so_json_array (message, "reactions");
  guint n = list ? json_array_get_length (list) : 0;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *reaction = repaired (so_json_element (list, i), "reaction");
      g_autofree char *actor = repaired (so_json_element (list, i), "actor");
      if (reaction)
        g_string_append_printf (text, "%s%s%s%s", text->len ? ", " : "", reaction, actor ? " " : "", actor ? actor : "");
    }
  if (text->len)
    g_ptr_array_add (parts, so_part_new_text (text->str));
}

static SoPart *
call_part (JsonObject *message, const char *content)
{
  SoPart *part = so_part_new (SO_PART_CALL);
  gint64 seconds = so_json_int (message, "call_duration");

  if (seconds > 0)
    part->text = g_strdup_printf ("%s%s%lld:%02lld", content ? content : "", content ? ", " : "", (long long) seconds / 60,
                                  (long long) seconds % 60);
  else
    part->text = g_strdup (content);
  return part;
}

static gboolean
is_true (JsonObject *message, const char *name)
{
  return so_json_int (message, name) != 0;
}

void
so_instagram_message_parts (JsonObject *message, SoInstagramFiles *files, GPtrArray *parts)
{
  g_autofree char *content = repaired (message, "content");
  guint files_at;

  if (is_true (message, "is_unsent"))
    {
      SoPart *part = so_part_new (SO_PART_UNSUPPORTED);
      part->text = g_strdup (content ? content : _("This message was taken back."));
      g_ptr_array_add (parts, part);
      return;
    }
  files_at = parts->len;
  add_files (message, files, parts);
  add_share (message, parts);
  if (json_object_has_member (message, "call_duration") || !g_strcmp0 (so_json_string (message, "type"), "Call"))
    g_ptr_array_add (parts, call_part (message, content));
  /* "Ana sent an attachment." only stands for what is there already. */
  else if (content && !(parts->len > files_at && g_str_has_suffix (content, "sent an attachment.")))
    g_ptr_array_insert (parts, files_at, so_part_new_text (content));
  add_reactions (message, parts);
  if (parts->len == files_at)
    g_ptr_array_add (parts, so_part_new (SO_PART_UNSUPPORTED));
}
