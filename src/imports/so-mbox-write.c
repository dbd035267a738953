/* SPDX-License-Identifier: MIT */
#include "so-mbox-write.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <gmime/gmime.h>
#include <string.h>

#include "so-error.h"

/* "From anna@example.org Sat Nov 21 10:49:27 2026", in English and UTC whatever the locale. */
static char *
dup_from_line (const SoMboxMail *mail)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (mail->sent_at / 1000);
  g_autofree char *address = g_strdup (mail->from_address && *mail->from_address ? mail->from_address : "MAILER-DAEMON");

  g_strdelimit (address, " \t\r\n", '_');
  if (!when)
    return g_strdup_printf ("From %s Thu Jan  1 00:00:00 1970\n", address);
  return g_strdup_printf ("From %s %s %s %2d %02d:%02d:%02d %04d\n", address, days[g_date_time_get_day_of_week (when) - 1],
                          months[g_date_time_get_month (when) - 1], g_date_time_get_day_of_month (when),
                          g_date_time_get_hour (when), g_date_time_get_minute (when), g_date_time_get_second (when),
                          g_date_time_get_year (when));
}

/* Readers differ in how many ">" they take from "From " at the beginning of a line: a text with one goes as base64,
 * where it is not seen. */
static gboolean
needs_wrapping (const char *text)
{
  for (const char *line = text; line; line = strchr (line, '\n') ? strchr (line, '\n') + 1 : NULL)
    if (g_str_has_prefix (line + strspn (line, ">"), "From "))
      return TRUE;
  return FALSE;
}

static GMimeObject *
new_text (const SoMboxMail *mail)
{
  GMimeTextPart *part = g_mime_text_part_new_with_subtype ("plain");

  g_mime_text_part_set_charset (part, "utf-8");
  g_mime_text_part_set_text (part, mail->text ? mail->text : "");
  g_mime_part_set_content_encoding (GMIME_PART (part), needs_wrapping (mail->text ? mail->text : "")
                                    ? GMIME_CONTENT_ENCODING_BASE64 : GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  return GMIME_OBJECT (part);
}

/* NULL where the file is not there any more: the mail is written without it. */
static GMimeObject *
new_attachment (const char *path, const char *name, const char *type)
{
  g_auto (GStrv) types = g_strsplit (type && strchr (type, '/') ? type : "application/octet-stream", "/", 2);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  GMimePart *part;
  GMimeStream *stream;
  GMimeDataWrapper *content;

  if (fd < 0)
    return NULL;
  part = g_mime_part_new_with_type (types[0], types[1]);
  stream = g_mime_stream_fs_new (fd);
  content = g_mime_data_wrapper_new_with_stream (stream, GMIME_CONTENT_ENCODING_DEFAULT);
  g_mime_part_set_content (part, content);
  g_mime_part_set_content_encoding (part, GMIME_CONTENT_ENCODING_BASE64);
  g_mime_object_set_disposition (GMIME_OBJECT (part), GMIME_DISPOSITION_ATTACHMENT);
  if (name)
    g_mime_part_set_filename (part, name);
  g_object_unref (content);
  g_object_unref (stream);
  return GMIME_OBJECT (part);
}

static GMimeObject *
new_body (const SoMboxMail *mail)
{
  GMimeMultipart *mixed;
  GMimeObject *text = new_text (mail);

  if (!mail->paths || !mail->paths[0])
    return text;
  mixed = g_mime_multipart_new_with_subtype ("mixed");
  g_mime_multipart_add (mixed, text);
  g_object_unref (text);
  for (guint i = 0; mail->paths[i]; i++)
    {
      GMimeObject *file = new_attachment (mail->paths[i], mail->names[i], mail->types[i]);
      if (file)
        g_mime_multipart_add (mixed, file);
      g_clear_object (&file);
    }
  return GMIME_OBJECT (mixed);
}

static GMimeMessage *
new_message (const SoMboxMail *mail)
{
  GMimeMessage *message = g_mime_message_new (TRUE);
  GMimeObject *body = new_body (mail);
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (mail->sent_at / 1000);

  g_mime_message_add_mailbox (message, GMIME_ADDRESS_TYPE_FROM, mail->from_name, mail->from_address ? mail->from_address : "");
  if (mail->to_address)
    g_mime_message_add_mailbox (message, GMIME_ADDRESS_TYPE_TO, mail->to_name, mail->to_address);
  if (mail->subject)
    g_mime_message_set_subject (message, mail->subject, "utf-8");
  if (when)
    g_mime_message_set_date (message, when);
  if (mail->message_id)
    g_mime_message_set_message_id (message, mail->message_id);
  g_mime_message_set_mime_part (message, body);
  g_object_unref (body);
  return message;
}

static gboolean
write_message (GMimeStream *out, GMimeMessage *message)
{
  GMimeFormatOptions *format = g_mime_format_options_new ();
  GMimeStream *filtered = g_mime_stream_filter_new (out);
  GMimeFilter *quote = g_mime_filter_from_new (GMIME_FILTER_FROM_MODE_DEFAULT);
  gboolean ok;

  g_mime_format_options_set_newline_format (format, GMIME_NEWLINE_FORMAT_UNIX);
  g_mime_stream_filter_add (GMIME_STREAM_FILTER (filtered), quote);
  ok = g_mime_object_write_to_stream (GMIME_OBJECT (message), format, filtered) >= 0 && g_mime_stream_flush (filtered) == 0;
  g_mime_format_options_free (format);
  g_object_unref (quote);
  g_object_unref (filtered);
  return ok;
}

gboolean
so_mbox_write (int fd, const SoMboxMail *mail, GError **error)
{
  static gsize ready;
  g_autofree char *from = dup_from_line (mail);
  GMimeMessage *message;
  GMimeStream *out;
  gboolean ok;

  if (g_once_init_enter (&ready))
    {
      g_mime_init ();
      g_once_init_leave (&ready, 1);
    }
  out = g_mime_stream_fs_new (fd);
  g_mime_stream_fs_set_owner (GMIME_STREAM_FS (out), FALSE);
  message = new_message (mail);
  ok = g_mime_stream_write_string (out, from) >= 0 && write_message (out, message)
       && g_mime_stream_write_string (out, "\n\n") >= 0;
  g_object_unref (message);
  g_object_unref (out);
  return ok || so_fail (error, SO_ERROR_CHANGE, "The mail archive could not be written: make room on the disk and try again");
}
