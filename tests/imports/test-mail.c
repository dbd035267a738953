/* SPDX-License-Identifier: MIT */
#include "import-sink.h"

#include <string.h>

#include "so-error.h"
#include "so-mail-html.h"
#include "so-mail-text.h"
#include "so-import-mail.h"

#define FROM "From ana@example.org Tue Aug 20 11:25:07 2019\n"
#define HEAD "From: Ana <ana@example.org>\nTo: Studio <me@studio.test>\nSubject: Hi\nDate: Tue, 20 Aug 2019 13:25:07 +0200\n"

static TestSink *
run_text (const char *text, SoImportKind kind)
{
  TestSink *sink = test_sink_new ();
  g_autofree char *path = test_file (kind == SO_IMPORT_MBOX ? "a.mbox" : "a.eml", text, -1);
  const char *me[] = { "me@studio.test", NULL };
  SoImportSource source = { .path = path, .kind = kind, .me = me };
  g_autoptr (GError) error = NULL;

  g_assert_true (test_run_source (sink, &source, &error));
  g_assert_no_error (error);
  return sink;
}

/* How many mails an mbox has; what its first one says. */
static const struct {
  const char *text;
  guint messages;
  const char *first;
} boxes[] = {
  { FROM HEAD "\none\n\n" FROM HEAD "\ntwo\n", 2, "one" },
  { FROM HEAD "\none\n" FROM HEAD "\ntwo\n", 2, "one" },
  { FROM HEAD "\r\none\r\n\r\n" FROM HEAD "\r\ntwo\r\n", 2, "one" },
  { FROM HEAD "\n>From here on\n>>From there\n", 1, "From here on\n>From there" },
  { FROM HEAD "\n\nFrom here on it is text\nand more: so\n", 1, "\nFrom here on it is text\nand more: so" },
  { FROM HEAD "\nas he wrote\n\n" FROM "he did\n", 1, "as he wrote\n\nFrom ana@example.org Tue Aug 20 11:25:07 2019\nhe did" },
  { "From nobody\n" HEAD "\none\n\nFrom nobody\n" HEAD "\ntwo\n", 2, "one" },
  { FROM "Content-Length: 99999\n" HEAD "\none\n\n" FROM HEAD "\ntwo\n", 2, "one" },
  { FROM "Content-Length: 74\n" HEAD "\none\n\n" FROM "Subject: in\n\n>From her\n\n" FROM HEAD "\ntwo\n", 2,
    "one\n\nFrom ana@example.org Tue Aug 20 11:25:07 2019\nSubject: in\n\n>From her" },
  { FROM "Content-Length: 74\n" HEAD "\none\n\n" FROM "Subject: in\n\n>From her\n", 1,
    "one\n\nFrom ana@example.org Tue Aug 20 11:25:07 2019\nSubject: in\n\n>From her" },
  { FROM "Content-Length: 71\n" HEAD "\none\n\n" FROM "Subject: in\n\n>From her\n", 2, "one" },
  { FROM HEAD "\none\n\nFrom now on:\nNote: so\n", 1, "one\n\nFrom now on:\nNote: so" },
  { FROM HEAD "\none\n\n" FROM, 1, "one" },
  { "From - \n" HEAD "\none\nFrom -\n" HEAD "\ntwo\n", 2, "one" },
  { "From ana at example.org  Tue Aug 20 11:25:07 2019\n" HEAD "\none\n", 1, "one" },
  { "From 1642@xxx Tue Aug 20 11:25:07 +0000 2019\n" HEAD "\none\n", 1, "one" },
};

static void
test_boxes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      g_autoptr (TestSink) sink = run_text (boxes[i].text, SO_IMPORT_MBOX);
      g_test_message ("%u", i);
      g_assert_cmpuint (sink->messages->len, ==, boxes[i].messages);
      g_assert_cmpstr (test_part (sink, 0, 0)->text, ==, boxes[i].first);
    }
}

static void
test_fields (void)
{
  g_autoptr (TestSink) sink =
    run_text ("From 1@xxx Tue Aug 20 11:25:07 +0000 2019\nX-GM-THRID: 164\nX-Gmail-Labels: =?UTF-8?Q?Posteingang,=22Eltern,_Kinder=22?=,Chat\n"
              "Message-ID: <a@b>\nReferences: <x@y> <z@y>\nIn-Reply-To: <z@y>\n"
              "From: =?ISO-8859-1?Q?Jos=E9?= <Jose@Example.org>\nTo: me@studio.test, \"Bo, B\" <bo@example.org>\nCc: jose@example.org\n"
              "Subject: =?utf-8?B?w4RwZmVs?=\nDate: Tue, 20 Aug 2019 13:25:07 +0200\n\nHola\n", SO_IMPORT_MBOX);
  SoIncoming *message = test_message (sink, 0);
  g_autofree char *time = test_time (sink, 0);

  g_assert_cmpstr (message->remote_id, ==, "a@b");
  g_assert_cmpstr (message->thread_key, ==, "gmail:164");
  g_assert_cmpstr (message->title, ==, "Äpfel");
  g_assert_cmpstr (message->sender->name, ==, "José");
  g_assert_cmpstr (message->sender->value, ==, "Jose@Example.org");
  g_assert_cmpuint (message->others->len, ==, 1);
  g_assert_cmpstr (((SoIdentity *) message->others->pdata[0])->name, ==, "Bo, B");
  g_assert_cmpstr (message->labels[0], ==, "Posteingang");
  g_assert_cmpstr (message->labels[1], ==, "Eltern, Kinder");
  g_assert_cmpstr (message->labels[2], ==, "Chat");
  g_assert_cmpstr (message->references[0], ==, "x@y");
  g_assert_cmpuint (g_strv_length (message->references), ==, 2);
  g_assert_cmpstr (time, ==, "2019-08-20T11:25:07Z");
  g_assert_true (message->group);
  g_assert_false (message->outbound);
  g_assert_nonnull (message->raw);
}

static const struct {
  const char *text;
  gboolean outbound;
  gboolean group;
  const char *sender;
  const char *thread;
  const char *time;
} odd[] = {
  { "From: me@Studio.test\nTo: ana@x.org\nMessage-ID: <1@x>\nDate: Tue, 20 Aug 2019 13:25:07 +0200\n\nx", TRUE, FALSE, "me@Studio.test", "1@x", "2019-08-20T11:25:07Z" },
  { "From: boss@x.org\nTo: ana@x.org\nX-Gmail-Labels: Gesendet\nMessage-ID: <1@x>\nIn-Reply-To: <0@x>\n\nx", TRUE, FALSE, "boss@x.org", "0@x", "2019-08-20T11:25:07Z" },
  { "Sender: list@x.org\nTo: friends: a@x.org, b@x.org;\nMessage-ID: <1@x>\nDate: soon\n\nx", FALSE, TRUE, "list@x.org", "1@x", "2019-08-20T11:25:07Z" },
  { "From: Somebody without address\nMessage-ID: <1@x>\nDate: Wed, 1 Jan 1800 00:00:00 +0000\n\nx", FALSE, FALSE, "Somebody without address", "1@x", "2019-08-20T11:25:07Z" },
  { "Subject: nobody\nMessage-ID: <1@x>\n\nx", FALSE, FALSE, "ana@example.org", "1@x", "2019-08-20T11:25:07Z" },
};

static void
test_odd (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *text = g_strconcat (FROM, odd[i].text, NULL);
      g_autoptr (TestSink) sink = run_text (text, SO_IMPORT_MBOX);
      SoIncoming *message = test_message (sink, 0);
      g_autofree char *time = test_time (sink, 0);

      g_test_message ("%u", i);
      g_assert_cmpint (message->outbound, ==, odd[i].outbound);
      g_assert_cmpint (message->group, ==, odd[i].group);
      g_assert_cmpstr (message->sender->value, ==, odd[i].sender);
      g_assert_cmpstr (message->thread_key, ==, odd[i].thread);
      g_assert_cmpstr (time, ==, odd[i].time);
    }
}

static void
test_no_date (void)
{
  g_autoptr (TestSink) sink = run_text ("From a\nReceived: from x by y; Tue, 20 Aug 2019 11:25:07 +0000\nFrom: a@x\n\none\n\n"
                                        "From b\nFrom: b@x\n\ntwo\n", SO_IMPORT_MBOX);
  g_autofree char *first = test_time (sink, 0), *second = test_time (sink, 1);

  g_assert_cmpstr (first, ==, "2019-08-20T11:25:07Z");
  g_assert_cmpstr (second, ==, first);
  g_assert_cmpuint (sink->skipped->len, ==, 1);
  g_assert_true (g_str_has_prefix (test_message (sink, 0)->remote_id, "sha256:"));
  g_assert_cmpstr (test_message (sink, 0)->remote_id, !=, test_message (sink, 1)->remote_id);
}

#define MIXED "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n"

static void
test_parts (void)
{
  g_autoptr (TestSink) sink =
    run_text (HEAD MIXED
              "--B\nContent-Type: multipart/alternative; boundary=C\n\n--C\nContent-Type: text/plain; charset=utf-8\n\nPlain\n"
              "--C\nContent-Type: text/html\n\n<p>Rich</p>\n--C\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\n--C--\n"
              "--B\nContent-Type: image/png; name=\"=?utf-8?Q?=C3=A4.png?=\"\nContent-Transfer-Encoding: base64\n\nUE5H\n"
              "--B\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename*=utf-8''..%2F..%2Fe%74c.pdf\n\nPDF\n"
              "--B\nContent-Type: message/rfc822\n\nSubject: in/side\n\nforwarded\n--B--\n", SO_IMPORT_EML);
  static const struct { SoPartKind kind; const char *name, *mime, *text; } parts[] = {
    { SO_PART_TEXT, NULL, NULL, "Plain" },
    { SO_PART_DOCUMENT, NULL, "text/calendar", NULL },
    { SO_PART_IMAGE, "ä.png", "image/png", NULL },
    { SO_PART_DOCUMENT, "etc.pdf", "application/pdf", NULL },
    { SO_PART_DOCUMENT, "in_side.eml", "message/rfc822", NULL },
  };

  g_assert_cmpuint (test_message (sink, 0)->parts->len, ==, G_N_ELEMENTS (parts));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      SoPart *part = test_part (sink, 0, i);
      g_assert_cmpint (part->kind, ==, parts[i].kind);
      g_assert_cmpstr (part->name, ==, parts[i].name);
      g_assert_cmpstr (part->mime, ==, parts[i].mime);
      g_assert_cmpstr (part->text, ==, parts[i].text);
      g_assert_cmpint (part->sha256 != NULL, ==, parts[i].kind != SO_PART_TEXT);
    }
  g_assert_cmpint (test_part (sink, 0, 2)->size, ==, 3);
}

/* Bodies of one part: type line and bytes → text. */
static const struct {
  const char *type;
  const char *body;
  const char *text;
} texts[] = {
  { "text/plain; charset=utf-8", "\303\244\342\202\254", "ä€" },
  { "text/plain; charset=us-ascii", "\303\244", "ä" },
  { "text/plain; charset=iso-8859-1", "\344 \200", "ä €" },
  { "text/plain; charset=iso-8859-1", "\303\244", "ä" },
  { "text/plain; charset=utf-8", "\344", "ä" },
  { "text/plain; charset=utf-8", "\344 \303\266", "\357\277\275 ö" },
  { "text/plain; charset=x-no-such", "\344", "ä" },
  { "text/plain; charset=koi8-r", "\360\322\311", "При" },
  { "text/plain; charset=gb2312", "\304\343", "你" },
  { "text/plain", "a\r\nb\r\n\r\n", "a\nb" },
  { "text/plain; format=flowed", "a \nb\n> c \n> d\n-- \nme", "a b\n> c d\n-- \nme" },
  { "text/plain; format=flowed; delsp=yes", "ab \ncd", "abcd" },
  { "text/html", "<head><title>T</title></head><p>A&nbsp;&amp; B<p>C<br>D<script>x()</script><ul><li>1<li>2</ul>", "A & B\n\nC\nD\n• 1\n• 2" },
  { "text/html; charset=utf-8", "<a href=\"https://x.test/\">here</a> <a href='https://y.test'>https://y.test</a>", "here (https://x.test/) https://y.test" },
};

static void
test_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *mail = g_strdup_printf (HEAD "MIME-Version: 1.0\nContent-Type: %s\n\n%s", texts[i].type, texts[i].body);
      g_autoptr (TestSink) sink = run_text (mail, SO_IMPORT_EML);
      g_test_message ("%u %s", i, texts[i].type);
      g_assert_cmpstr (test_part (sink, 0, 0)->text, ==, texts[i].text);
    }
}

static const struct {
  const char *html;
  const char *text;
} pages[] = {
  { "", "" },
  { "no tags < here & there", "no tags < here & there" },
  { "<!-- x --><b>bold</b><i>er</i>", "bolder" },
  { "<!-- never closed", "" },
  { "<style>a{}</style>x<STYLE>never closed", "xnever closed" },
  { "<pre> a\n  b</pre>c", " a\n  b\n\nc" },
  { "&#8364;&#x20ac;&#0;&#xd800;&nosuch;&lt;b&gt;", "€€\357\277\275\357\277\275&nosuch;<b>" },
  { "<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc" },
  { "<img alt=\"Logo\"><a href=\"javascript:x()\">y</a>", "Logoy" },
  { "<a title='a > b' href=https://x.test>l</a>", "l (https://x.test)" },
  { "<div><div><div>a</div></div></div><div>b</div>", "a\nb" },
  { "<p", "<p" },
  { "<a href=\"", "<a href=\"" },
};

static void
test_html (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *text = so_mail_html_to_text (pages[i].html);
      g_test_message ("%s", pages[i].html);
      g_assert_cmpstr (text, ==, pages[i].text);
    }
}

static char *
three_mails (void)
{
  return g_strconcat (FROM HEAD "Message-ID: <1@x>\n" MIXED "--B\n\nfirst\n--B\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nUE5H\n--B--\n\n",
                      FROM HEAD "\nno id\n\n", FROM HEAD "Message-ID: <3@x>\nContent-Type: text/html\n\n<p>third\n", NULL);
}

static void
test_resume (void)
{
  g_autofree char *text = three_mails ();
  g_autoptr (TestSink) whole = run_text (text, SO_IMPORT_MBOX);
  g_autofree char *ids = test_ids (whole);
  g_autofree char *path = test_file ("r.mbox", text, -1);

  g_assert_cmpuint (whole->messages->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (TestSink) rest = test_sink_new ();
      SoImportSource source = { .path = path, .kind = SO_IMPORT_MBOX, .resume_at = g_array_index (whole->positions, guint64, i) };
      g_autofree char *ids_of_rest = NULL;

      g_assert_true (test_run_source (rest, &source, NULL));
      g_assert_cmpuint (rest->messages->len, ==, 2 - i);
      g_assert_cmpuint (rest->skipped->len, ==, 0);
      ids_of_rest = test_ids (rest);
      g_assert_true (g_str_has_suffix (ids, ids_of_rest));
    }
}

static void
test_truncated (void)
{
  g_autofree char *text = three_mails ();

  for (gsize n = 0; n <= strlen (text); n++)
    {
      g_autoptr (TestSink) sink = test_sink_new ();
      g_autofree char *path = test_file ("t.mbox", text, n);
      g_autoptr (GError) error = NULL;

      if (!test_run (sink, path, SO_IMPORT_MBOX, &error))
        g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      g_assert_cmpuint (sink->messages->len, <=, 3);
    }
}

/* A line of 8 MB, NUL bytes, 200 levels of multipart, a name that climbs, a full disk. */
static void
test_hostile (void)
{
  g_autoptr (GString) text = g_string_new (FROM HEAD "\n");
  g_autoptr (TestSink) sink = test_sink_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  while (text->len < 20 * 1024 * 1024)
    g_string_append (text, "spam spam spam spam spam spam spam spam spam spam spam spam spam spam ");
  g_string_append (text, "\n\n" FROM HEAD "\n");
  g_string_append_len (text, "a\0b\377\n\n", 6);
  g_string_append (text, FROM "MIME-Version: 1.0\n");
  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i, i);
  g_string_append (text, "\ndeep\n\n" FROM HEAD "\nlast\n");
  path = test_file ("h.mbox", text->str, text->len);
  g_assert_true (test_run (sink, path, SO_IMPORT_MBOX, &error));
  g_assert_cmpuint (sink->messages->len, ==, 4);
  g_assert_cmpuint (strlen (test_part (sink, 0, 0)->text), <=, 1024 * 1024);
  g_assert_cmpint (test_part (sink, 0, 1)->size, >, 20 * 1024 * 1024 - 1024);
  g_assert_true (g_str_has_prefix (test_part (sink, 1, 0)->text, "a\357\277\275b"));
  g_assert_cmpstr (test_part (sink, 3, 0)->text, ==, "last");
  sink->fail_files = TRUE;
  g_assert_false (test_run (sink, path, SO_IMPORT_MBOX, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

/* Addresses that nest without end, also in a mail within the mail and over folded lines. */
static void
test_nesting (void)
{
  static const char *const nests[] = { "a:", "(", "a:\n " };
  static const char *const heads[] = { FROM "From: ", FROM "From: a@x\nContent-Type: message/rfc822\n\nTo: " };

  for (guint i = 0; i < G_N_ELEMENTS (nests) * G_N_ELEMENTS (heads); i++)
    {
      g_autoptr (GString) text = g_string_new (heads[i % 2]);
      g_autoptr (TestSink) sink = NULL;

      for (guint n = 0; n < 200000; n++)
        g_string_append (text, nests[i / 2]);
      g_string_append (text, "\nSubject: Hi\n\nx\n\n" FROM HEAD "\nlast\n");
      sink = run_text (text->str, SO_IMPORT_MBOX);
      g_assert_cmpuint (sink->messages->len, ==, 2);
      g_assert_cmpstr (test_part (sink, 1, 0)->text, ==, "last");
    }
}

/* A long indented list in a text only looks like a header. */
static void
test_no_nesting (void)
{
  g_autoptr (GString) text = g_string_new ("Notes:\n");
  g_autofree char *mail = NULL;
  g_autoptr (TestSink) sink = NULL;

  for (guint n = 0; n < 2000; n++)
    g_string_append (text, "  key: (value\n");
  mail = g_strconcat (HEAD "\n", text->str, "end", NULL);
  sink = run_text (mail, SO_IMPORT_EML);
  g_string_append (text, "end");
  g_assert_cmpstr (test_part (sink, 0, 0)->text, ==, text->str);
}

static void
test_cancel (void)
{
  g_autofree char *text = three_mails ();
  g_autofree char *path = test_file ("c.mbox", text, -1);
  g_autoptr (TestSink) sink = test_sink_new ();
  g_autoptr (GError) error = NULL;

  sink->cancel_after = 1;
  g_assert_false (test_run (sink, path, SO_IMPORT_MBOX, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (sink->messages->len, ==, 1);
}

static void
test_same_in_both (void)
{
  g_autoptr (TestSink) box = run_text (FROM HEAD "\nno id\n\n", SO_IMPORT_MBOX);
  g_autoptr (TestSink) file = run_text (HEAD "\r\nno id", SO_IMPORT_EML);

  g_assert_cmpstr (test_message (box, 0)->remote_id, ==, test_message (file, 0)->remote_id);
}

/* Files of old Macs end their lines with "\r" alone. */
static void
test_mac (void)
{
  g_autofree char *box = g_strdelimit (g_strdup (FROM HEAD "\none\ntwo\n\n" FROM HEAD "\nnext\n"), "\n", '\r');
  g_autofree char *file = g_strdelimit (g_strdup (FROM HEAD "\none\ntwo\n"), "\n", '\r');
  g_autoptr (TestSink) a = run_text (box, SO_IMPORT_MBOX);
  g_autoptr (TestSink) b = run_text (file, SO_IMPORT_EML);

  g_assert_cmpuint (a->messages->len, ==, 2);
  g_assert_cmpstr (test_part (a, 0, 0)->text, ==, "one\ntwo");
  g_assert_cmpstr (test_part (b, 0, 0)->text, ==, "one\ntwo");
  g_assert_cmpstr (test_message (b, 0)->title, ==, "Hi");
}

static void
test_labels (void)
{
  g_auto (GStrv) labels = so_mail_labels (" Inbox ,,\"a, b\",c\n d,");

  g_assert_cmpuint (g_strv_length (labels), ==, 3);
  g_assert_cmpstr (labels[1], ==, "a, b");
  g_assert_cmpstr (labels[2], ==, "c  d");
  g_assert_null (so_mail_labels (NULL));
  g_assert_null (so_mail_labels (" , "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail/boxes", test_boxes);
  g_test_add_func ("/mail/fields", test_fields);
  g_test_add_func ("/mail/odd", test_odd);
  g_test_add_func ("/mail/no-date", test_no_date);
  g_test_add_func ("/mail/parts", test_parts);
  g_test_add_func ("/mail/texts", test_texts);
  g_test_add_func ("/mail/html", test_html);
  g_test_add_func ("/mail/resume", test_resume);
  g_test_add_func ("/mail/truncated", test_truncated);
  g_test_add_func ("/mail/hostile", test_hostile);
  g_test_add_func ("/mail/nesting", test_nesting);
  g_test_add_func ("/mail/no-nesting", test_no_nesting);
  g_test_add_func ("/mail/cancel", test_cancel);
  g_test_add_func ("/mail/same-in-both", test_same_in_both);
  g_test_add_func ("/mail/mac", test_mac);
  g_test_add_func ("/mail/labels", test_labels);
  return g_test_run ();
}
