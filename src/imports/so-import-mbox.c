/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "so-error.h"
#include "so-import-lines.h"
#include "so-import-mail.h"
#include "so-mail-spool.h"

/*
 * An mbox is mails with a line "From somebody Mon Jan  1 00:00:00 2001" above each. Bodies may hold such lines
 * too, and not every program writes ">From " then. So a line only counts
 *   - if it has a date as above, or an empty line before it, and
 *   - if a header follows it ("Subject: ", and without a date only such a usual one), or, for one with a date, nothing does.
 * Where Content-Length leads to the next such line, programs (mutt, Dovecot) wrote the body as it is: nothing in it counts.
 * What seems to be one is held back until the next line is known.
 */
typedef struct {
  SoImportMail *mail;
  SoMailSpool *spool;
  int fd;
  guint64 size;
  gboolean in_header;
  guint64 content_length;  /* 0: none was given */
  guint64 body_end;        /* up to there every line is text */
  gboolean open;           /* a "From " line was seen */
  guint64 at;              /* where it stands */
  char *from_line;
  gboolean blank;          /* the line before was empty */
  gboolean maybe, dated;   /* a candidate is held back */
  guint64 maybe_at;
  guint64 maybe_length;    /* of the spool before it */
  char *maybe_line;
} Run;

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->mail, so_import_mail_free);
  g_clear_pointer (&run->spool, so_mail_spool_free);
  g_free (run->from_line);
  g_free (run->maybe_line);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* A month, a time and a year: "From x@y  Mon Jan  1 00:00:00 2001 -0500"; or the "From -" of Mozilla. */
static gboolean
has_date (const char *line)
{
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_auto (GStrv) words = g_strsplit_set (line, " \t\r\n", -1);
  gboolean month = FALSE, time = FALSE, year = FALSE;

  if (words[0] && words[1] && !strcmp (words[1], "-"))
    return TRUE;
  for (guint i = 0; words[i]; i++)
    {
      const char *w = words[i];
      for (guint m = 0; m < G_N_ELEMENTS (months); m++)
        month |= !strcmp (w, months[m]);
      time |= g_ascii_isdigit (w[0]) && strchr (w, ':') && strspn (w, "0123456789:") == strlen (w);
      year |= strlen (w) == 4 && strspn (w, "0123456789") == 4;
    }
  return month && time && year;
}

static gboolean
is_header (const char *line, gsize length)
{
  gsize n = 0;

  if (length > 6 && !memcmp (line, ">From ", 6))
    return TRUE;
  while (n < length && line[n] > 32 && line[n] < 127 && line[n] != ':')
    n++;
  return n > 0 && n < length && line[n] == ':';
}

/* "From now on:" and "Note: bring shoes" may stand below each other in any mail. */
static gboolean
is_usual_header (const char *line, gsize length)
{
  static const char *const usual[] = { "From:", "To:", "Cc:", "Subject:", "Date:", "Received:", "Return-Path:", "Message-ID:",
                                       "Delivered-To:", "MIME-Version:", "Content-", "X-", "Status:", "Reply-To:", "Sender:",
                                       "Envelope-To:", "DKIM-Signature:", "Authentication-Results:", ">From " };

  if (!is_header (line, length))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (length > strlen (usual[i]) && !g_ascii_strncasecmp (line, usual[i], strlen (usual[i])))
      return TRUE;
  return FALSE;
}

static gboolean
is_blank (const SoImportLine *line)
{
  return line->begins && so_import_line_trim (line) == 0;
}

/* Gives away what was gathered. @end: the byte after it. */
static gboolean
finish (Run *run, guint64 end, GError **error)
{
  guint64 length = so_mail_spool_length (run->spool);
  gboolean ok = TRUE;

  if (run->open && length)
    ok = so_import_mail_give (run->mail, run->spool, run->from_line, run->at, end, error);
  else if (run->open)
    {
      g_autofree char *where = g_strdup_printf (_("message at byte %llu"), (unsigned long long) run->at);
      so_import_skip (run->mail->sink, where, _("There is nothing in it: the file may have been cut off."));
    }
  else if (length)
    so_import_skip (run->mail->sink, _("the beginning"), _("There is text before the first message."));
  so_mail_spool_truncate (run->spool, 0);
  so_import_progress (run->mail->sink, end, run->size);
  return ok;
}

/* The line that was held back does begin a message. */
static gboolean
split (Run *run, GError **error)
{
  so_mail_spool_truncate (run->spool, run->maybe_length);
  if ((run->open || run->maybe_length) && !finish (run, run->maybe_at, error))
    return FALSE;
  so_mail_spool_truncate (run->spool, 0);
  g_free (run->from_line);
  run->from_line = g_steal_pointer (&run->maybe_line);
  run->at = run->maybe_at;
  run->open = run->in_header = TRUE;
  run->content_length = 0;
  return TRUE;
}

/* TRUE where at @at, after an empty line, the file ends or the next message begins. */
static gboolean
is_border (Run *run, guint64 at)
{
  char text[512];
  gssize n = at == run->size ? 0 : at > run->size ? -1 : pread (run->fd, text, sizeof text - 1, (goffset) at);
  const char *start = text;

  if (n < 0)
    return FALSE;
  text[n] = 0;
  start += strspn (start, "\r\n");
  text[(start - text) + strcspn (start, "\r\n")] = 0;
  return start == text + n || (g_str_has_prefix (start, "From ") && has_date (start));
}

/* What a program wrote behind Content-Length is often wrong: it is only believed where it leads to a border. */
static void
read_header (Run *run, const SoImportLine *line)
{
  static const char name[] = "Content-Length:";
  gsize n = so_import_line_trim (line);

  if (n > strlen (name) && n < 64 && !g_ascii_strncasecmp (line->text, name, strlen (name)))
    {
      g_autofree char *value = g_strndup (line->text + strlen (name), n - strlen (name));
      run->content_length = g_ascii_strtoull (value, NULL, 10);
    }
  else if (n == 0)
    {
      guint64 body = line->at + line->length;
      run->in_header = FALSE;
      if (run->content_length && run->content_length <= run->size && is_border (run, body + run->content_length))
        run->body_end = body + run->content_length;
    }
}

static gboolean
decide (Run *run, const SoImportLine *line, GError **error)
{
  run->maybe = FALSE;
  if ((run->dated ? is_header : is_usual_header) (line->text, line->length) ||
      (run->dated && (is_blank (line) || g_str_has_prefix (line->text, "From "))))
    return split (run, error);
  g_clear_pointer (&run->maybe_line, g_free);
  return TRUE;
}

static gboolean
add_line (Run *run, const SoImportLine *line, GError **error)
{
  const char *text = line->text;
  gsize length = line->length;

  if (run->maybe && line->begins && !decide (run, line, error))
    return FALSE;
  if (run->in_header && line->begins)
    read_header (run, line);
  if (line->at < run->body_end)
    {
      run->blank = TRUE;   /* a border follows */
      return so_mail_spool_append (run->spool, text, length, error);
    }
  if (line->begins && length > 5 && !memcmp (text, "From ", 5))
    {
      gsize n = MIN (so_import_line_trim (line), 512);
      g_autofree char *copy = g_strndup (text, n);
      gboolean dated = has_date (copy);
      if (dated || run->blank || line->at == 0)
        {
          run->maybe = TRUE;
          run->dated = dated;
          run->maybe_at = line->at;
          run->maybe_length = so_mail_spool_length (run->spool);
          g_free (run->maybe_line);
          run->maybe_line = g_steal_pointer (&copy);
        }
    }
  else if (line->begins && *text == '>')
    {
      gsize n = 1;
      while (n < length && text[n] == '>')
        n++;
      if (length - n >= 5 && !memcmp (text + n, "From ", 5))
        text++, length--;
    }
  run->blank = is_blank (line);
  return so_mail_spool_append (run->spool, text, length, error);
}

static gboolean
read_all (Run *run, int fd, guint64 from, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoImportLines) lines = so_import_lines_new (fd, from);
  g_autoptr (GError) inner = NULL;
  SoImportLine line;

  run->blank = TRUE;
  while (so_import_lines_next (lines, &line, cancellable, &inner))
    if (!add_line (run, &line, error))
      return FALSE;
  if (inner)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  if (run->maybe && run->dated && !split (run, error))
    return FALSE;
  return !(run->open || so_mail_spool_length (run->spool)) || finish (run, run->size, error);
}

gboolean
so_import_mbox_run (const SoImportSource *source, SoImportSink *sink, GCancellable *cancellable, GError **error)
{
  g_auto (Run) run = { 0 };
  int fd = so_import_open (source->path, &run.size, error);
  gboolean ok;

  if (fd < 0)
    return FALSE;
  run.mail = so_import_mail_new (source, sink, cancellable);
  run.spool = so_mail_spool_new ();
  run.fd = fd;
  ok = read_all (&run, fd, source->resume_at, cancellable, error);
  close (fd);
  if (ok && !run.open && !source->resume_at)
    return so_fail (error, SO_ERROR_CHANGE, _("There are no mails in this file. Choose a file in mbox format."));
  return ok;
}

/* A file that another program saved may begin with a byte order mark or the "From " line of an mbox. */
static gboolean
add_eml_line (SoMailSpool *spool, const SoImportLine *line, GError **error)
{
  gsize bom = line->at == 0 && line->length >= 3 && !memcmp (line->text, "\357\273\277", 3) ? 3 : 0;
  const char *text = line->text + bom;
  gsize length = line->length - bom;

  if (line->number == 1 && length > 5 && (!memcmp (text, "From ", 5) || !memcmp (text, ">From", 5)))
    return TRUE;
  return so_mail_spool_append (spool, text, length, error);
}

static gboolean
spool_eml (SoMailSpool *spool, int fd, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoImportLines) lines = so_import_lines_new (fd, 0);
  g_autoptr (GError) inner = NULL;
  SoImportLine line;

  while (so_import_lines_next (lines, &line, cancellable, &inner))
    if (!add_eml_line (spool, &line, error))
      return FALSE;
  if (inner)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  return so_mail_spool_length (spool) || so_fail (error, SO_ERROR_CHANGE, _("This file is empty. Export it again and choose the new one."));
}

gboolean
so_import_eml_run (const SoImportSource *source, SoImportSink *sink, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoImportMail) mail = so_import_mail_new (source, sink, cancellable);
  g_autoptr (SoMailSpool) spool = so_mail_spool_new ();
  g_autoptr (GFile) file = g_file_new_for_path (source->path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_TIME_MODIFIED, 0, NULL, NULL);
  guint64 size;
  int fd = so_import_open (source->path, &size, error);
  gboolean ok;

  if (fd < 0)
    return FALSE;
  if (info)
    so_mail_reader_set_time (mail->reader, (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED) * 1000);
  ok = spool_eml (spool, fd, cancellable, error);
  close (fd);
  ok = ok && so_import_mail_give (mail, spool, NULL, 0, size, error);
  if (ok)
    so_import_progress (sink, size, size);
  return ok;
}
