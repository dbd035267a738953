/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-mail-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "so-error.h"
#include "so-mail-html.h"
#include "so-mail-text.h"
#include "so-text.h"

/* Mails nest, hostile ones without end. */
#define MAX_DEPTH 24

typedef struct {
  SoMailReader *reader;
  SoIncoming *incoming;
  const char *where;
} Body;

static gboolean add_object (Body *body, GMimeObject *object, gboolean files_only, guint depth, GError **error);

/* The decoded bytes of a part, or NULL where it has none. */
static GMimeStream *
decoded (GMimePart *part)
{
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  GMimeStream *stream = content ? g_mime_data_wrapper_get_stream (content) : NULL;
  GMimeContentEncoding encoding;
  GMimeStream *filtered;

  if (!stream)
    return NULL;
  g_mime_stream_reset (stream);
  encoding = g_mime_data_wrapper_get_encoding (content);
  if (encoding != GMIME_CONTENT_ENCODING_BASE64 && encoding != GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE &&
      encoding != GMIME_CONTENT_ENCODING_UUENCODE)
    return g_object_ref (stream);
  filtered = g_mime_stream_filter_new (stream);
  {
    g_autoptr (GMimeFilter) filter = g_mime_filter_basic_new (encoding, FALSE);
    g_mime_stream_filter_add (GMIME_STREAM_FILTER (filtered), filter);
  }
  return filtered;
}

/* A bounded stream of GMime answers -1 at its very end, too. */
static gssize
pull_mime (gpointer data, void *buffer, gsize count, GError **error)
{
  gssize n = g_mime_stream_eos (data) ? 0 : g_mime_stream_read (data, buffer, count);

  if (n < 0 && g_mime_stream_eos (data))
    n = 0;
  if (n < 0)
    so_fail (error, SO_ERROR_CHANGE, _("This attachment could not be decoded."));
  return n;
}

static gboolean
add_file (Body *body, GMimeStream *bytes, const char *mime, const char *name, GError **error)
{
  const SoMailSink *sink = body->reader->sink;
  g_autoptr (SoPullStream) stream = so_pull_stream_new (pull_mime, bytes);
  g_autofree char *base = name ? so_part_base_name (name) : NULL;
  g_autofree char *where = base ? g_strdup_printf ("%s, %s", body->where, base) : g_strdup (body->where);
  g_autoptr (SoPart) part = NULL;

  if (base && !strcmp (mime, "application/octet-stream"))
    mime = so_part_mime_from_name (base);
  part = so_part_new_file (mime, base, NULL, 0);
  if (sink->file && !sink->file (sink->data, stream, where, part, body->reader->cancellable, error))
    return FALSE;
  g_ptr_array_add (body->incoming->parts, g_steal_pointer (&part));
  return TRUE;
}

/* Reads what one message may have of text; the rest is seen by asking for more. */
static GByteArray *
read_text (GMimeStream *stream, gboolean *cut)
{
  GByteArray *bytes = g_byte_array_new ();
  char buffer[16 * 1024];
  gssize n;

  *cut = FALSE;
  while ((n = g_mime_stream_read (stream, buffer, sizeof buffer)) > 0)
    {
      if (bytes->len + n > SO_MAIL_MAX_TEXT)
        {
          n = SO_MAIL_MAX_TEXT - bytes->len;
          *cut = TRUE;
        }
      g_byte_array_append (bytes, (const guint8 *) buffer, n);
      if (*cut)
        break;
    }
  return bytes;
}

static char *
text_of (GMimePart *part, gboolean html, gboolean *cut)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (part));
  const char *format = g_mime_content_type_get_parameter (type, "format");
  const char *delsp = g_mime_content_type_get_parameter (type, "delsp");
  g_autoptr (GMimeStream) stream = decoded (part);
  g_autoptr (GByteArray) bytes = NULL;
  g_autofree char *text = NULL;

  *cut = FALSE;
  if (!stream)
    return g_strdup ("");
  bytes = read_text (stream, cut);
  text = so_mail_decode (bytes->len ? (const char *) bytes->data : "", bytes->len,
                                g_mime_content_type_get_parameter (type, "charset"));
  if (html)
    return so_mail_html_to_text (text);
  if (format && !g_ascii_strcasecmp (format, "flowed"))
    return so_mail_unflow (text, delsp && !g_ascii_strcasecmp (delsp, "yes"));
  return g_steal_pointer (&text);
}

static gboolean
is_html (GMimeObject *object)
{
  GMimeContentType *type = g_mime_object_get_content_type (object);

  return type && (g_mime_content_type_is_type (type, "text", "html") ||
                  g_mime_content_type_is_type (type, "application", "xhtml+xml"));
}

/* Text that belongs to the conversation, not a file that happens to be text. */
static gboolean
is_body_text (GMimePart *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (part));
  const char *subtype = type ? g_mime_content_type_get_media_subtype (type) : NULL;
  const char *disposition = g_mime_object_get_disposition (GMIME_OBJECT (part));

  if (disposition && !g_ascii_strcasecmp (disposition, "attachment"))
    return FALSE;
  if (g_mime_part_get_filename (part))
    return FALSE;
  if (!type || is_html (GMIME_OBJECT (part)))
    return TRUE;
  return g_mime_content_type_is_type (type, "text", "*") && subtype && g_ascii_strcasecmp (subtype, "calendar") &&
         g_ascii_strcasecmp (subtype, "vcard") && g_ascii_strcasecmp (subtype, "x-vcard") &&
         g_ascii_strcasecmp (subtype, "csv") && g_ascii_strcasecmp (subtype, "rfc822-headers");
}

static gboolean
add_whole (Body *body, GMimePart *part, GError **error)
{
  g_autoptr (GMimeStream) stream = decoded (part);
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (part));
  g_autofree char *mime = type ? g_mime_content_type_get_mime_type (type) : g_strdup ("application/octet-stream");
  g_autofree char *lower = g_ascii_strdown (mime, -1);

  if (!stream)
    stream = g_mime_stream_mem_new ();
  return add_file (body, stream, lower, g_mime_part_get_filename (part), error);
}

static gboolean
add_part (Body *body, GMimePart *part, gboolean files_only, GError **error)
{
  g_autofree char *text = NULL;
  gboolean cut;

  if (!is_body_text (part))
    return add_whole (body, part, error);
  if (files_only)
    return TRUE;
  text = text_of (part, is_html (GMIME_OBJECT (part)), &cut);
  g_strchomp (text);
  if (*text)
    g_ptr_array_add (body->incoming->parts, so_part_new_text (text));
  if (!cut)
    return TRUE;
  so_mail_skip (body->reader->sink, body->where, _("The text is longer than 1 MB: its beginning is shown and the whole was kept as a file."));
  return add_whole (body, part, error);
}

/* TRUE where a reader of plain text finds something to read. */
static gboolean
has_plain_text (GMimeObject *object, guint depth)
{
  if (GMIME_IS_MULTIPART (object) && depth < MAX_DEPTH)
    {
      int n = g_mime_multipart_get_count (GMIME_MULTIPART (object));
      for (int i = 0; i < n; i++)
        if (has_plain_text (g_mime_multipart_get_part (GMIME_MULTIPART (object), i), depth + 1))
          return TRUE;
      return FALSE;
    }
  if (GMIME_IS_PART (object) && !is_html (object) && is_body_text (GMIME_PART (object)))
    {
      gboolean cut;
      g_autofree char *text = text_of (GMIME_PART (object), FALSE, &cut);
      return *g_strstrip (text) != 0;
    }
  return FALSE;
}

/* The same in several forms: the plain one where there is one, else the last that we can read. The
 * others give only their files, such as an invitation. */
static gboolean
add_alternative (Body *body, GMimeMultipart *multipart, gboolean files_only, guint depth, GError **error)
{
  int n = g_mime_multipart_get_count (multipart), chosen = -1;

  for (int i = 0; i < n && chosen < 0; i++)
    if (has_plain_text (g_mime_multipart_get_part (multipart, i), depth))
      chosen = i;
  for (int i = n - 1; i >= 0 && chosen < 0; i--)
    {
      GMimeObject *part = g_mime_multipart_get_part (multipart, i);
      if (is_html (part) || GMIME_IS_MULTIPART (part))
        chosen = i;
    }
  for (int i = 0; i < n; i++)
    if (!add_object (body, g_mime_multipart_get_part (multipart, i), files_only || (chosen >= 0 && i != chosen),
                     depth + 1, error))
      return FALSE;
  return TRUE;
}

/* A forwarded mail is kept as a file that any mail program opens. */
static gboolean
add_message (Body *body, GMimeMessagePart *part, GError **error)
{
  GMimeMessage *message = g_mime_message_part_get_message (part);
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new ();
  const char *subject = message ? g_mime_message_get_subject (message) : NULL;
  g_autofree char *plain = subject && *subject ? so_text_snippet (subject, 80) : g_strdup ("mail");
  g_autofree char *name = NULL;

  if (message)
    g_mime_object_write_to_stream (GMIME_OBJECT (message), NULL, stream);
  g_mime_stream_reset (stream);
  g_strdelimit (plain, "/\\:*?\"<>|", '_');
  name = g_strconcat (plain, ".eml", NULL);
  return add_file (body, stream, "message/rfc822", name, error);
}

static gboolean
add_object (Body *body, GMimeObject *object, gboolean files_only, guint depth, GError **error)
{
  if (depth > MAX_DEPTH)
    {
      so_mail_skip (body->reader->sink, body->where, _("A part is nested too deeply and was left out."));
      return TRUE;
    }
  if (GMIME_IS_MESSAGE_PART (object))
    return add_message (body, GMIME_MESSAGE_PART (object), error);
  if (GMIME_IS_MULTIPART (object))
    {
      GMimeMultipart *multipart = GMIME_MULTIPART (object);
      GMimeContentType *type = g_mime_object_get_content_type (object);
      int n = g_mime_multipart_get_count (multipart);
      if (g_mime_content_type_is_type (type, "multipart", "alternative"))
        return add_alternative (body, multipart, files_only, depth, error);
      for (int i = 0; i < n; i++)
        if (!add_object (body, g_mime_multipart_get_part (multipart, i), files_only, depth + 1, error))
          return FALSE;
      return TRUE;
    }
  return !GMIME_IS_PART (object) || add_part (body, GMIME_PART (object), files_only, error);
}

gboolean
so_mail_add_parts (SoMailReader *reader, GMimeMessage *message, SoIncoming *incoming, const char *where, GError **error)
{
  Body body = { .reader = reader, .incoming = incoming, .where = where };
  GMimeObject *top = g_mime_message_get_mime_part (message);

  if (top && !add_object (&body, top, FALSE, 0, error))
    return FALSE;
  if (!incoming->parts->len)
    g_ptr_array_add (incoming->parts, so_part_new_text (""));
  return TRUE;
}
