/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-mail-write.h"

#include "so-address-list.h"
#include "so-error.h"
#include "so-mail-private.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeObject, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimePart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeDataWrapper, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeFormatOptions, g_mime_format_options_free)

/* One line for a header: what a decoded subject brought along ("Hi\r\nBcc: all@…") becomes a space. NULL where nothing is left. */
static char *
one_line (const char *text)
{
  g_autofree char *line = g_utf8_make_valid (text ? text : "", -1);

  for (char *p = line; *p; p++)
    if ((guchar) *p < 32 || *p == 127)
      *p = ' ';
  g_strstrip (line);
  return *line ? g_steal_pointer (&line) : NULL;
}

/* What may stand between < and >. */
static char *
id_of (const char *text)
{
  g_autofree char *id = one_line (text);

  return id && g_str_is_ascii (id) && !strpbrk (id, " <>") ? g_steal_pointer (&id) : NULL;
}

static GMimeObject *
new_text (const char *subtype, const char *text)
{
  GMimeTextPart *part = g_mime_text_part_new_with_subtype (subtype);

  g_mime_text_part_set_charset (part, "utf-8");
  g_mime_text_part_set_text (part, text ? text : "");
  g_mime_part_set_content_encoding (GMIME_PART (part), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  return GMIME_OBJECT (part);
}

static GMimeObject *
new_file (const SoMailFile *file, GError **error)
{
  g_auto (GStrv) types = g_strsplit (file->type && strchr (file->type, '/') ? file->type : "application/octet-stream", "/", 2);
  g_autofree char *name = one_line (file->name);
  int fd = g_open (file->path, O_RDONLY | O_CLOEXEC, 0);
  g_autoptr (GMimeStream) stream = NULL;
  g_autoptr (GMimeDataWrapper) content = NULL;
  g_autoptr (GMimePart) part = NULL;

  if (fd < 0)
    return so_fail (error, SO_ERROR_CHANGE, _("The file “%s” is not there any more, so nothing was sent: take it out or attach it again"), name ? name : ""), NULL;
  stream = g_mime_stream_fs_new (fd);
  content = g_mime_data_wrapper_new_with_stream (stream, GMIME_CONTENT_ENCODING_DEFAULT);
  part = g_mime_part_new_with_type (types[0], types[1]);
  g_mime_part_set_content (part, content);
  g_mime_part_set_content_encoding (part, GMIME_CONTENT_ENCODING_BASE64);
  g_mime_object_set_disposition (GMIME_OBJECT (part), GMIME_DISPOSITION_ATTACHMENT);
  if (name)
    g_mime_part_set_filename (part, name);
  return GMIME_OBJECT (g_steal_pointer (&part));
}

/* Who reads HTML takes the last one. */
static GMimeObject *
new_words (const SoMail *mail)
{
  g_autoptr (GMimeObject) text = new_text ("plain", mail->text), html = mail->html ? new_text ("html", mail->html) : NULL, both = NULL;

  if (!html)
    return g_steal_pointer (&text);
  both = GMIME_OBJECT (g_mime_multipart_new_with_subtype ("alternative"));
  g_mime_multipart_add (GMIME_MULTIPART (both), text);
  g_mime_multipart_add (GMIME_MULTIPART (both), html);
  return g_steal_pointer (&both);
}

static GMimeObject *
new_body (const SoMail *mail, GError **error)
{
  g_autoptr (GMimeObject) text = new_words (mail), mixed = NULL;

  if (!mail->n_files)
    return g_steal_pointer (&text);
  mixed = GMIME_OBJECT (g_mime_multipart_new_with_subtype ("mixed"));
  g_mime_multipart_add (GMIME_MULTIPART (mixed), text);
  for (guint i = 0; i < mail->n_files; i++)
    {
      g_autoptr (GMimeObject) file = new_file (&mail->files[i], error);
      if (!file)
        return NULL;
      g_mime_multipart_add (GMIME_MULTIPART (mixed), file);
    }
  return g_steal_pointer (&mixed);
}

static void
add_references (GMimeObject *message, const SoMail *mail)
{
  g_autofree char *parent = id_of (mail->in_reply_to);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; mail->references && mail->references[i]; i++)
    {
      g_autofree char *id = id_of (mail->references[i]);
      if (id && g_strcmp0 (id, parent))
        g_string_append_printf (all, "%s<%s>", all->len ? " " : "", id);
    }
  if (parent)
    {
      g_autofree char *in_reply_to = g_strdup_printf ("<%s>", parent);
      g_string_append_printf (all, "%s<%s>", all->len ? " " : "", parent);
      g_mime_object_set_header (message, "In-Reply-To", in_reply_to, NULL);
    }
  if (all->len)
    g_mime_object_set_header (message, "References", all->str, NULL);
}

static gboolean
add_copies (GMimeMessage *message, GMimeAddressType type, const GPtrArray *people, GError **error)
{
  for (guint i = 0; people && i < people->len; i++)
    {
      const SoIdentity *one = people->pdata[i];
      g_autofree char *address = so_address_to_wire (one->value), *name = one_line (one->name);

      if (!address)
        return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no mail address, so nothing was sent: change it beside Cc"), one->value);
      g_mime_message_add_mailbox (message, type, name, address);
    }
  return TRUE;
}

static gboolean
add_people (GMimeMessage *message, const SoMail *mail, GError **error)
{
  g_autofree char *from = so_address_to_wire (mail->from_address), *to = so_address_to_wire (mail->to_address);
  g_autofree char *from_name = one_line (mail->from_name), *to_name = one_line (mail->to_name);

  if (!from)
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no mail address, so nothing was sent: change the address of the account"), mail->from_address ? mail->from_address : "");
  if (!to)
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no mail address, so nothing was sent: change it in the contact"), mail->to_address ? mail->to_address : "");
  g_mime_message_add_mailbox (message, GMIME_ADDRESS_TYPE_FROM, from_name, from);
  g_mime_message_add_mailbox (message, GMIME_ADDRESS_TYPE_TO, to_name, to);
  return add_copies (message, GMIME_ADDRESS_TYPE_CC, mail->cc, error) &&
         (!mail->with_bcc || add_copies (message, GMIME_ADDRESS_TYPE_BCC, mail->bcc, error));
}

static GMimeMessage *
new_message (const SoMail *mail, GError **error)
{
  g_autoptr (GMimeMessage) message = g_mime_message_new (FALSE);
  g_autoptr (GMimeObject) body = NULL;
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (mail->date / 1000);
  g_autofree char *subject = one_line (mail->subject), *id = id_of (mail->message_id);

  if (!add_people (message, mail, error) || !(body = new_body (mail, error)))
    return NULL;
  if (subject)
    g_mime_message_set_subject (message, subject, "utf-8");
  if (when)
    g_mime_message_set_date (message, when);
  if (id)
    g_mime_message_set_message_id (message, id);
  add_references (GMIME_OBJECT (message), mail);
  if (mail->automatic)
    g_mime_object_set_header (GMIME_OBJECT (message), "Auto-Submitted", mail->in_reply_to ? "auto-replied" : "auto-generated", NULL);
  g_mime_object_set_header (GMIME_OBJECT (message), "MIME-Version", "1.0", NULL);
  g_mime_message_set_mime_part (message, body);
  return g_steal_pointer (&message);
}

gboolean
so_mail_write (int fd, const SoMail *mail, GError **error)
{
  g_autoptr (GMimeMessage) message = NULL;
  g_autoptr (GMimeStream) out = NULL;
  g_autoptr (GMimeFormatOptions) format = NULL;

  so_mail_init ();
  message = new_message (mail, error);
  if (!message)
    return FALSE;
  format = g_mime_format_options_new ();
  g_mime_format_options_set_newline_format (format, GMIME_NEWLINE_FORMAT_DOS);
  out = g_mime_stream_fs_new (fd);
  g_mime_stream_fs_set_owner (GMIME_STREAM_FS (out), FALSE);
  if (g_mime_object_write_to_stream (GMIME_OBJECT (message), format, out) < 0 || g_mime_stream_flush (out))
    return so_fail (error, SO_ERROR_CHANGE, _("The mail could not be made, so nothing was sent: is the disk full?"));
  return TRUE;
}

char *
so_mail_reply_subject (const char *subject)
{
  static const char *const marks[] = { "re:", "aw:", "antw:", "rv:", "sv:", "res:", "rif:", "odp:", "re[" };

  for (guint i = 0; subject && i < G_N_ELEMENTS (marks); i++)
    if (!g_ascii_strncasecmp (subject, marks[i], strlen (marks[i])))
      return g_strdup (subject);
  return subject ? g_strconcat ("Re: ", subject, NULL) : NULL;
}
