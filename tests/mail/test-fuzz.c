/* SPDX-License-Identifier: MIT */
#include "so-error.h"
#include "so-mail-reader.h"
#include "so-test-fuzz.h"

#include <string.h>

static const char *const mails[] = {
  "From: =?UTF-8?B?QW5hIFDDqXJleg==?= <ana@example.com>\r\nTo: me@studio.example, \"Jo, B\" <jo@example.com>\r\nCc: (x) <c@example.com>\r\n"
  "Subject: =?utf-8?Q?=C2=BFClase_de_prueba=3F?=\r\n =?iso-8859-1?Q?_s=ED?=\r\nMessage-ID: <a@example.com>\r\nIn-Reply-To: <b@example.com>\r\n"
  "References: <c@example.com>\r\n <b@example.com>\r\nDate: Fri, 21 Nov 2025 12:00:00 +0100\r\nMIME-Version: 1.0\r\nX-Label: inbox\r\n"
  "Content-Type: multipart/mixed; boundary=\"b1\"\r\n\r\npreamble\r\n--b1\r\nContent-Type: multipart/alternative; boundary=b2\r\n\r\n"
  "--b2\r\nContent-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nHola =C2=A1 \r\n> quoted=\r\n\r\n"
  "--b2\r\nContent-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+SG9sYSA8Yj5hPC9iPjxpbWcgc3JjPSJodHRwOi8veC8iPjwvcD4=\r\n--b2--\r\n"
  "--b1\r\nContent-Type: image/png; name*=utf-8''a%20b.png\r\nContent-Disposition: attachment; filename=\"../../a.png\"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
  "--b1\r\nContent-Type: message/rfc822\r\n\r\nFrom: x@example.com\r\nSubject: inner\r\n\r\ntext\r\n--b1--\r\nepilogue\r\n",
  "From: Mailer <mailer-daemon@example.com>\nTo: me@studio.example\nSubject: Returned\nMessage-ID: <r@example.com>\nDate: 21 Nov 2025 12:00:00 GMT\nAuto-Submitted: auto-replied\n"
  "Content-Type: multipart/report; report-type=delivery-status; boundary=\"r\"\n\n--r\n\nIt did not arrive.\n--r\nContent-Type: message/delivery-status\n\n"
  "Reporting-MTA: dns; example.com\n\nFinal-Recipient: rfc822; ana@example.com\nAction: failed\nStatus: 5.1.1\n\n--r\nContent-Type: text/rfc822-headers\n\nMessage-ID: <sent@studio.example>\n--r--\n",
  "Return-Path: <>\nFrom: a@example.com\nSubject: html only\nDate: Fri, 21 Nov 2025 25:61:00 -0000 (what)\nContent-Type: text/html; charset=koi8-r\n\n"
  "<html><head><style>p{}</style><script>x</script></head><body><p>a &amp; &#x1f483; &nbsp;<a href='https://example.com/a'>b</a><table><tr><td>c<br>d</table><blockquote>e</blockquote></body>\n",
};

static const char *const tokens[] = {
  "", " ", "multipart/mixed; boundary=b1", "text/html", "message/rfc822", "base64", "quoted-printable", "utf-7", "\"", "=?UTF-8?B?", "<>", "x-unknown",
  "\r\n", "\n", "\r", "\n\n", "\r\n\r\n", "--b1\r\n", "--b2--\r\n", "--", ";", "=", "=C2", "=?utf-8?Q?=?=", "?=", "<", ">", "&#", "&#xd800;", "&#1114112;", "<!--", "<table>", "</",
  "<a href=", "<script>", "\xff", "\xc2", "\xed\xa0\x80", "\xf0\x9f\x92\x83", "Content-Type: ", "Content-Transfer-Encoding: ", "Content-Disposition: attachment\r\n", "From: ",
  "charset=utf-16", "boundary=", "name*0*=utf-8''%", "\t", "From - ", ">", "(((((((((", "begin 644 a\n", "Auto-Submitted: no\n",
};

static gboolean
take_file (gpointer data, SoPullStream *bytes, const char *where, SoPart *part, GCancellable *cancellable, GError **error)
{
  char piece[512];
  gssize n;

  while ((n = g_input_stream_read (G_INPUT_STREAM (bytes), piece, sizeof piece, NULL, NULL)) > 0)
    part->size += n;
  return TRUE;
}

static void
say_skipped (gpointer data, const char *where, const char *why)
{
  g_assert_true (why && *why && g_utf8_validate (why, -1, NULL));
}

static void
check_text (const char *text)
{
  g_assert_true (!text || g_utf8_validate (text, -1, NULL));
}

static void
check_incoming (const SoIncoming *in)
{
  check_text (in->title);
  check_text (in->remote_id);
  check_text (in->thread_key);
  g_assert_cmpuint (in->parts->len, >, 0);
  for (guint i = 0; i < in->parts->len; i++)
    {
      const SoPart *part = in->parts->pdata[i];

      check_text (part->text);
      check_text (part->name);
      check_text (part->mime);
      /* A name is for showing, and never a way to somewhere. */
      g_assert_true (!part->name || !strchr (part->name, '/'));
    }
}

static gboolean
feed (const char *body, gsize length, gpointer data)
{
  static const char *const me[] = { "me@studio.example", NULL };
  SoMailSink sink = { take_file, say_skipped, NULL };
  g_autoptr (SoMailSpool) spool = so_mail_spool_new ();
  g_autoptr (SoMailReader) reader = so_mail_reader_new (me, &sink, NULL);
  g_autoptr (SoIncoming) incoming = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (so_mail_spool_append (spool, body, length, NULL));
  so_mail_reader_set_time (reader, G_GINT64_CONSTANT (1763722167000));
  incoming = so_mail_reader_read (reader, spool, NULL, "a mail", &error);
  g_assert_no_error (error);
  if (incoming)
    check_incoming (incoming);
  return incoming != NULL;
}

static void
test_mail (void)
{
  so_test_fuzz (&(SoTestFuzz) { .seeds = mails, .n_seeds = G_N_ELEMENTS (mails), .tokens = tokens, .n_tokens = G_N_ELEMENTS (tokens), .end = "\r\n;", .feed = feed });
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/mail", test_mail);
  return g_test_run ();
}
