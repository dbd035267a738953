/* SPDX-License-Identifier: MIT */
#include "so-mail-write.h"

#include "so-address-list.h"
#include "so-error.h"
#include "so-mail-reader.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define GOOD .from_address = "me@studio.example", .to_address = "ana@example.com", .date = G_GINT64_CONSTANT (1763722167000)

static char *
write_to_text (const SoMail *mail, GError **error)
{
  g_autofree char *path = NULL, *text = NULL;
  int fd = g_file_open_tmp ("XXXXXX", &path, NULL);
  gboolean good = so_mail_write (fd, mail, error);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  close (fd);
  g_unlink (path);
  return good ? g_steal_pointer (&text) : NULL;
}

/* CRLF everywhere, lines that every server takes, headers in ASCII. */
static void
assert_form (const char *text)
{
  const char *body = strstr (text, "\r\n\r\n");
  g_autofree char *head = g_strndup (text, body - text);

  g_assert_nonnull (body);
  g_assert_true (g_str_is_ascii (text));
  for (const char *line = text; *line;)
    {
      const char *end = strchr (line, '\n');
      g_assert_nonnull (end);
      g_assert_true (end > text && end[-1] == '\r');
      g_assert_cmpint (end - line, <, 200);
      line = end + 1;
    }
}

static SoIncoming *
read_back (const char *text)
{
  static const char *const me[] = { "me@studio.example", NULL };
  SoMailSink sink = { 0 };
  g_autoptr (SoMailReader) reader = so_mail_reader_new (me, &sink, NULL);
  g_autoptr (SoMailSpool) spool = so_mail_spool_new ();

  so_mail_spool_append (spool, text, strlen (text), NULL);
  return so_mail_reader_read (reader, spool, NULL, "test", NULL);
}

static void
test_round_trip (void)
{
  static const char *const references[] = { "first@example.com", "parent@example.com", NULL };
  SoMail mail = { GOOD, .message_id = "own-1@studio.example", .from_name = "Tanzstudio Müller, GmbH", .to_name = "Ana \"la\" Pérez",
                  .subject = "Re: ¿Clase de prueba? 💃 And a subject that is so long that it has to be folded into several lines, as it is",
                  .text = "Hola Ana,\n\nel martes a las 19:00 — sí.\n.\nFrom here on: bye\n", .in_reply_to = "parent@example.com", .references = references };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = write_to_text (&mail, &error), *said = NULL;
  g_autoptr (SoIncoming) back = NULL;

  g_assert_no_error (error);
  assert_form (text);
  g_assert_nonnull (strstr (text, "\r\nIn-Reply-To: <parent@example.com>\r\n"));
  g_assert_nonnull (strstr (text, "\r\nMIME-Version: 1.0\r\n"));
  g_assert_null (strstr (text, "Auto-Submitted"));
  back = read_back (text);
  said = so_incoming_dup_text (back);
  g_assert_cmpstr (back->remote_id, ==, mail.message_id);
  g_assert_cmpstr (back->title, ==, mail.subject);
  g_assert_cmpstr (back->sender->value, ==, "me@studio.example");
  g_assert_cmpstr (back->sender->name, ==, mail.from_name);
  g_assert_cmpstr (((SoIdentity *) back->others->pdata[0])->name, ==, mail.to_name);
  g_assert_true (back->outbound);
  g_assert_cmpint (back->sent_at, ==, mail.date);
  g_assert_cmpstrv (back->references, ((const char *const[]) { "first@example.com", "parent@example.com", NULL }));
  g_assert_cmpstr (said, ==, "Hola Ana,\n\nel martes a las 19:00 — sí.\n.\nFrom here on: bye");
}

static void
test_injection (void)
{
  SoMail mail = { GOOD, .message_id = "a\r\nBcc: all@example.com", .from_name = "Me\r\nBcc: all@example.com", .to_name = "Ana\nBcc: all@example.com",
                  .subject = "Hi\r\nBcc: all@example.com\r\n\r\nbody", .in_reply_to = "x> <y\r\nBcc: all@example.com", .text = "x" };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = write_to_text (&mail, &error);

  g_assert_no_error (error);
  assert_form (text);
  g_assert_null (strstr (text, "\nBcc:"));
  g_assert_null (strstr (text, "In-Reply-To"));
  g_assert_nonnull (strstr (text, "\r\nSubject: Hi  Bcc: all@example.com    body\r\n"));
}

static void
test_addresses (void)
{
  static const struct { const char *address; const char *line; } rows[] = {
    { "ana@example.com", "To: ana@example.com\r\n" }, { " ana@b\303\274cher.example ", "To: ana@xn--bcher-kva.example\r\n" },
    { "o'neil+x@example.com", "To: o'neil+x@example.com\r\n" }, { "", NULL }, { "ana", NULL }, { "@example.com", NULL }, { "ana@", NULL },
    { "a b@example.com", NULL }, { "a@example.com, b@example.com", NULL }, { "a@b@example.com", NULL }, { "\303\274@example.com", NULL },
    { "a@example.com>\r\nBcc: b@example.com", NULL }, { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoMail mail = { GOOD, .text = "x" };
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      g_test_message ("%s", rows[i].address);
      mail.to_address = rows[i].address;
      text = write_to_text (&mail, &error);
      if (rows[i].line)
        g_assert_nonnull (strstr (text, rows[i].line));
      else
        g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
}

static GPtrArray *
people (const char *line)
{
  g_autofree char *wrong = NULL;
  GPtrArray *list = so_address_list_parse (line, &wrong);

  g_assert_nonnull (list);
  return list;
}

/* Who is in Bcc stands in no line, but for who takes it out; and a copy that is no address stops all of it. */
static void
test_copies (void)
{
  g_autoptr (GPtrArray) cc = people ("\"P\303\251rez, Ben\" <ben@b\303\274cher.example>, cleo@example.com"), bcc = people ("dora@example.com");
  SoMail mail = { GOOD, .text = "x", .cc = cc, .bcc = bcc };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = write_to_text (&mail, &error), *shown = NULL, *none = NULL;
  g_autoptr (SoIncoming) back = NULL;

  g_assert_no_error (error);
  assert_form (text);
  g_assert_null (strstr (text, "dora"));
  g_assert_nonnull (strstr (text, "ben@xn--bcher-kva.example"));
  back = read_back (text);
  g_assert_cmpuint (back->others->len, ==, 3);
  g_assert_cmpstr (((SoIdentity *) back->others->pdata[1])->name, ==, "P\303\251rez, Ben");
  mail.with_bcc = TRUE;
  shown = write_to_text (&mail, &error);
  g_assert_nonnull (strstr (shown, "\r\nBcc: dora@example.com\r\n"));
  g_ptr_array_add (cc, so_identity_new (SO_IDENTITY_EMAIL, "x>\r\nBcc: all@example.com", NULL));
  none = write_to_text (&mail, &error);
  g_assert_null (none);
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

static gboolean
count (gpointer data, SoPullStream *bytes, const char *where, SoPart *part, GCancellable *cancellable, GError **error)
{
  char buffer[4096];
  gsize n = 0;

  g_assert_true (g_input_stream_read_all (G_INPUT_STREAM (bytes), buffer, sizeof buffer, &n, NULL, NULL));
  part->size = (gint64) n;
  return TRUE;
}

static void
test_files (void)
{
  SoMailFile files[] = { { NULL, "Stundenplan für März.pdf", "application/pdf" }, { "/nonexistent/file", "gone.txt", NULL } };
  SoMail mail = { GOOD, .text = "See above", .automatic = TRUE, .files = files, .n_files = 1 };
  SoMailSink sink = { .file = count };
  g_autoptr (SoMailReader) reader = so_mail_reader_new (NULL, &sink, NULL);
  g_autoptr (SoMailSpool) spool = so_mail_spool_new ();
  g_autoptr (SoIncoming) back = NULL;
  g_autoptr (GError) error = NULL, gone = NULL;
  g_autofree char *path = NULL, *text = NULL;
  int fd = g_file_open_tmp ("XXXXXX", &path, NULL);
  const SoPart *part;

  g_assert_cmpint (write (fd, "\0\r\n\n.\r", 6), ==, 6);
  close (fd);
  files[0].path = path;
  text = write_to_text (&mail, &error);
  g_assert_no_error (error);
  assert_form (text);
  g_assert_nonnull (strstr (text, "\r\nAuto-Submitted: auto-generated\r\n"));
  so_mail_spool_append (spool, text, strlen (text), NULL);
  back = so_mail_reader_read (reader, spool, NULL, "test", NULL);
  g_assert_cmpuint (back->parts->len, ==, 2);
  part = back->parts->pdata[1];
  g_assert_cmpstr (part->name, ==, files[0].name);
  g_assert_cmpstr (part->mime, ==, "application/pdf");
  g_assert_cmpint (part->size, ==, 6);
  mail.n_files = 2;
  g_assert_null (write_to_text (&mail, &gone));
  g_assert_error (gone, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_nonnull (strstr (gone->message, "gone.txt"));
  g_unlink (path);
}

static void
test_reply_subject (void)
{
  static const char *const rows[][2] = { { "Hi", "Re: Hi" }, { "Re: Hi", "Re: Hi" }, { "AW: Hi", "AW: Hi" }, { "RE:Hi", "RE:Hi" }, { "Rest", "Re: Rest" }, { "", "Re: " } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *subject = so_mail_reply_subject (rows[i][0]);
      g_assert_cmpstr (subject, ==, rows[i][1]);
    }
  g_assert_null (so_mail_reply_subject (NULL));
}

/* The same words twice: who shows HTML takes the second, everybody else the first. */
static void
test_html (void)
{
  g_autofree char *long_line = g_strnfill (3000, 'x'), *html = g_strdup_printf ("<p>Größe &amp; %s</p>", long_line), *text = NULL, *said = NULL;
  SoMail mail = { GOOD, .message_id = "own-9@studio.example", .subject = "Report", .text = "Plain words", .html = html };
  g_autoptr (GError) error = NULL;
  g_autoptr (SoIncoming) back = NULL;

  text = write_to_text (&mail, &error);
  g_assert_no_error (error);
  assert_form (text);
  g_assert_nonnull (strstr (text, "multipart/alternative"));
  g_assert_cmpint (strstr (text, "text/plain") - text, <, strstr (text, "text/html") - text);
  back = read_back (text);
  said = so_incoming_dup_text (back);
  g_assert_cmpstr (g_strchomp (said), ==, "Plain words");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail/write/round-trip", test_round_trip);
  g_test_add_func ("/mail/write/injection", test_injection);
  g_test_add_func ("/mail/write/addresses", test_addresses);
  g_test_add_func ("/mail/write/copies", test_copies);
  g_test_add_func ("/mail/write/files", test_files);
  g_test_add_func ("/mail/write/html", test_html);
  g_test_add_func ("/mail/write/reply-subject", test_reply_subject);
  return g_test_run ();
}
