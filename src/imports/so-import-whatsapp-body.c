/* SPDX-License-Identifier: MIT */
#include "so-import-whatsapp-body.h"

#include <string.h>

#include "so-import-whatsapp-line.h"
#include "so-import-whatsapp-words.h"

void
so_whatsapp_media_free (SoWhatsappMedia *media)
{
  g_free (media->sha256);
  g_free (media);
}

/* "IMG-20190808-WA0001.jpg", "00000012-PHOTO-2019-08-08-13-25-07.jpg", "2015-08-04-PHOTO-00004762.jpg": names that the program gives. */
static gboolean
is_own_name (const char *name)
{
  static const char *const kinds[] = { "IMG-", "VID-", "AUD-", "PTT-", "STK-", "DOC-" };
  gsize digits = strspn (name, "0123456789");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (name, kinds[i]) && strspn (name + 4, "0123456789") == 8)
      return TRUE;
  return (digits == 8 && name[8] == '-') || (digits == 4 && g_regex_match_simple ("^\\d{4}-\\d\\d-\\d\\d-[A-Z]+-", name, 0, 0));
}

static gboolean
has_ending (const char *name)
{
  const char *dot = strrchr (name, '.');
  gsize n = dot && dot > name ? strlen (dot + 1) : 0;

  return n >= 1 && n <= 8 && strspn (dot + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == n &&
         strlen (name) < 300 && !strchr (name, '/') && !strchr (name, '\\') && !strchr (name, '\n');
}

static gboolean
is_there (GHashTable *there, const char *name)
{
  return there && g_hash_table_contains (there, name);
}

static char *
trimmed (const char *text, gsize length)
{
  g_autofree char *copy = g_strndup (text, length);
  char *start = copy;
  gsize n, marks;

  while ((marks = so_whatsapp_marks (start)) || (*start && strchr (" \n\r", *start)))
    start += marks ? marks : 1;
  for (n = strlen (start); n;)
    if (strchr (" \n\r", start[n - 1]))
      n--;
    else if (n >= 3 && (!memcmp (start + n - 3, "\342\200\216", 3) || !memcmp (start + n - 3, "\342\200\217", 3)))
      n -= 3;
    else
      break;
  return n ? g_strndup (start, n) : NULL;
}

/* "<attached: NAME>" in any language: the last such bracket, with a file name behind its colon. */
static char *
bracketed (const char *text, GHashTable *there, char **caption)
{
  const char *open = strrchr (text, '<');
  const char *colon = open ? strstr (open, ": ") : NULL;
  const char *close = colon ? strchr (colon, '>') : NULL;
  g_autofree char *name = NULL;

  if (!close || colon - open > 60 || memchr (open, '\n', colon - open))
    return NULL;
  name = g_strstrip (g_strndup (colon + 2, close - colon - 2));
  if (!has_ending (name) || !(is_own_name (name) || is_there (there, name)))
    return NULL;
  if (caption)
    {
      g_autofree char *before = trimmed (text, open - text);
      g_autofree char *after = trimmed (close + 1, strlen (close + 1));
      if (before && after)
        *caption = g_strjoin ("\n", before, after, NULL);
      else
        *caption = before ? g_steal_pointer (&before) : g_steal_pointer (&after);
    }
  return g_steal_pointer (&name);
}

/* "NAME (file attached)" on the first line, of old telephones "NAME <attached>"; the caption stands below. */
static char *
parenthesised (const char *text, GHashTable *there, char **caption)
{
  const char *end = strchr (text, '\n');
  g_autofree char *line = trimmed (text, end ? (gsize) (end - text) : strlen (text));
  char *open = !line ? NULL : g_str_has_suffix (line, ")") ? g_strrstr (line, " (") : g_str_has_suffix (line, ">") ? g_strrstr (line, " <") : NULL;
  g_autofree char *words = NULL;

  if (!open)
    return NULL;
  words = g_strndup (open + 2, strlen (open + 2) - 1);
  *open = 0;
  if (!has_ending (line) || !(is_own_name (line) || is_there (there, line) || so_whatsapp_words_attached (words)))
    return NULL;
  if (caption)
    *caption = end ? trimmed (end, strlen (end)) : NULL;
  return g_steal_pointer (&line);
}

char *
so_whatsapp_body_attachment (const char *text, GHashTable *there, char **caption)
{
  char *name;

  if (caption)
    *caption = NULL;
  name = bracketed (text, there, caption);
  return name ? name : parenthesised (text, there, caption);
}

static SoPart *
file_part (const char *name, GHashTable *media)
{
  const SoWhatsappMedia *file = media ? g_hash_table_lookup (media, name) : NULL;
  SoPart *part = so_part_new_file (so_part_mime_from_name (name), name, file ? file->sha256 : NULL, file ? file->size : 0);

  if (g_str_has_suffix (name, ".webp") || g_str_has_prefix (name, "STK-") || strstr (name, "-STICKER-"))
    part->kind = SO_PART_STICKER;
  else if (g_str_has_suffix (name, ".vcf"))
    part->kind = SO_PART_CONTACT;
  return part;
}

/* "\u200ePOLL:\nWhen?\n\u200eOPTION: Monday": the program marks these words too, but somebody asked. Its own lines are one
 * line each. */
static gboolean
is_poll (const char *text)
{
  for (const char *line = strchr (text, '\n'); line; line = strchr (line + 1, '\n'))
    if (so_whatsapp_marks (line + 1))
      return TRUE;
  return FALSE;
}

/* "location: https://maps.google.com/?q=48.1,11.5" with nothing but a word before the link. */
static gboolean
is_location (const char *text)
{
  const char *link = strstr (text, "https://maps.google.com/?q=");

  if (!link)
    link = strstr (text, "https://foursquare.com/v/");
  if (!link || link - text > 80 || strpbrk (link, " \n"))
    return FALSE;
  return link == text || (link - text > 2 && link[-2] == ':' && link[-1] == ' ');
}

static SoPart *
placeholder (SoPartKind kind, const char *text)
{
  SoPart *part = so_part_new (kind);

  part->text = text && *text ? g_strdup (text) : NULL;
  return part;
}

gboolean
so_whatsapp_body_parts (const char *text, gboolean system, GHashTable *media, GPtrArray *parts)
{
  gsize marks = so_whatsapp_marks (text);
  g_autofree char *clean = NULL, *name = NULL, *caption = NULL;
  SoPartKind kind;
  gboolean mine;

  text += marks;
  clean = g_strndup (text, so_whatsapp_words_unedited (text));
  name = so_whatsapp_body_attachment (clean, media, &caption);
  if (name)
    {
      g_ptr_array_add (parts, file_part (name, media));
      if (caption)
        g_ptr_array_add (parts, so_part_new_text (caption));
    }
  else if (so_whatsapp_words_omitted (clean, &kind))
    g_ptr_array_add (parts, placeholder (kind, clean));
  else if (so_whatsapp_words_deleted (clean, &mine))
    g_ptr_array_add (parts, placeholder (SO_PART_UNSUPPORTED, clean));
  else if ((marks || system) && so_whatsapp_words_call (clean))
    g_ptr_array_add (parts, placeholder (SO_PART_CALL, clean));
  else if (is_location (clean))
    g_ptr_array_add (parts, placeholder (SO_PART_LOCATION, clean));
  else if (!*clean)
    g_ptr_array_add (parts, placeholder (SO_PART_UNSUPPORTED, NULL));
  else
    {
      g_ptr_array_add (parts, so_part_new_text (clean));
      return marks == 0 || is_poll (clean);
    }
  return TRUE;
}
