/* SPDX-License-Identifier: MIT */
#include "so-part.h"

#include <string.h>

static const char *const nicks[SO_N_PARTS] = {
  [SO_PART_TEXT] = "text",         [SO_PART_IMAGE] = "image",       [SO_PART_AUDIO] = "audio",
  [SO_PART_VIDEO] = "video",       [SO_PART_DOCUMENT] = "document", [SO_PART_LOCATION] = "location",
  [SO_PART_CONTACT] = "contact",   [SO_PART_STICKER] = "sticker",   [SO_PART_STORY] = "story",
  [SO_PART_CALL] = "call",         [SO_PART_UNSUPPORTED] = "unsupported",
};

static const struct {
  const char *ending;
  const char *mime;
} endings[] = {
  { "jpg", "image/jpeg" }, { "jpeg", "image/jpeg" }, { "png", "image/png" }, { "gif", "image/gif" },
  { "webp", "image/webp" }, { "heic", "image/heic" }, { "opus", "audio/ogg" }, { "ogg", "audio/ogg" },
  { "oga", "audio/ogg" }, { "m4a", "audio/mp4" }, { "mp3", "audio/mpeg" }, { "aac", "audio/aac" },
  { "amr", "audio/amr" }, { "wav", "audio/wav" }, { "mp4", "video/mp4" }, { "mov", "video/quicktime" },
  { "3gp", "video/3gpp" }, { "webm", "video/webm" }, { "pdf", "application/pdf" }, { "vcf", "text/vcard" },
  { "txt", "text/plain" }, { "csv", "text/csv" }, { "ics", "text/calendar" }, { "html", "text/html" },
  { "doc", "application/msword" }, { "zip", "application/zip" },
  { "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  { "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
};

SoPart *
so_part_new (SoPartKind kind)
{
  SoPart *part = g_new0 (SoPart, 1);

  part->kind = kind;
  return part;
}

SoPart *
so_part_new_text (const char *text)
{
  SoPart *part = so_part_new (SO_PART_TEXT);

  part->text = g_strdup (text);
  return part;
}

SoPart *
so_part_new_file (const char *mime, const char *name, const char *sha256, gint64 size)
{
  SoPart *part = so_part_new (so_part_kind_from_mime (mime));

  part->mime = g_strdup (mime);
  part->name = g_strdup (name);
  part->sha256 = g_strdup (sha256);
  part->size = size;
  return part;
}

void
so_part_free (SoPart *part)
{
  if (!part)
    return;
  g_free (part->mime);
  g_free (part->name);
  g_free (part->text);
  g_free (part->sha256);
  g_free (part->remote);
  g_free (part);
}

const char *
so_part_kind_nick (SoPartKind kind)
{
  return nicks[kind];
}

gboolean
so_part_kind_parse (const char *nick, SoPartKind *kind)
{
  for (guint i = 0; nick && i < SO_N_PARTS; i++)
    if (!strcmp (nick, nicks[i]))
      return *kind = i, TRUE;
  return FALSE;
}

SoPartKind
so_part_kind_from_mime (const char *mime)
{
  if (!mime)
    return SO_PART_DOCUMENT;
  if (!g_ascii_strncasecmp (mime, "image/", 6))
    return SO_PART_IMAGE;
  if (!g_ascii_strncasecmp (mime, "audio/", 6))
    return SO_PART_AUDIO;
  if (!g_ascii_strncasecmp (mime, "video/", 6))
    return SO_PART_VIDEO;
  return SO_PART_DOCUMENT;
}

const char *
so_part_mime_from_name (const char *name)
{
  const char *dot = name ? strrchr (name, '.') : NULL;

  for (guint i = 0; dot && i < G_N_ELEMENTS (endings); i++)
    if (!g_ascii_strcasecmp (dot + 1, endings[i].ending))
      return endings[i].mime;
  return "application/octet-stream";
}

char *
so_part_base_name (const char *name)
{
  const char *p = name + strlen (name);
  g_autofree char *clean = NULL;

  while (p > name && p[-1] != '/' && p[-1] != '\\')
    p--;
  clean = g_utf8_make_valid (p, -1);
  for (char *c = clean; *c; c++)
    if ((guchar) *c < 32 || *c == 127)
      *c = '_';
  g_strstrip (clean);
  return !*clean || !strcmp (clean, ".") || !strcmp (clean, "..") ? NULL : g_steal_pointer (&clean);
}
