/* SPDX-License-Identifier: MIT */
#include "import-sink.h"

#include <string.h>

#include "so-error.h"
#include "so-import-whatsapp-line.h"

#define NNBSP "\342\200\257"
#define LRM "\342\200\216"
#define RLM "\342\200\217"

/* One line each: what it is read as in the zone of Berlin, from whom, and the text. */
static const struct {
  const char *line;
  const char *time;
  const char *sender;   /* NULL: a system line */
  const char *text;
} shapes[] = {
  { "8/20/19, 1:25 PM - A: Hi", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "8/20/19, 1:25" NNBSP "PM - A: Hi", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "8/20/2019, 12:25\302\240am - A: Hi", "2019-08-19T22:25:00Z", "A", "Hi" },
  { "20.08.19, 13:25 - A: Hi", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "20.08.2019, 13:25 – A: Hi", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "20/08/2019 13:25 - A: Hi", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "20-08-19 13:25 - A: Hi", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "2019-08-20 13:25 - A: Hi", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "2019/08/20 13:25 - A: Hi", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "20/8/19, 1:25 p. m. - A: Hi", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "20/8/19 1:25 a.\302\240m. - A: Hi", "2019-08-19T23:25:00Z", "A", "Hi" },
  { "20.8.2019 klo 13.25 - A: Hi", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "20/08/19 13.25 - A: Hi", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "20.08.19 г., 13:25 ч. - A: Hi", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "[20.08.19, 13:25:07] A: Hi", "2019-08-20T11:25:07Z", "A", "Hi" },
  { LRM "[20.08.19, 13:25:07] A: Hi", "2019-08-20T11:25:07Z", "A", "Hi" },
  { "\357\273\277[20.08.19, 13:25:07] A: Hi\r", "2019-08-20T11:25:07Z", "A", "Hi" },
  { "[20.08.19, 1:25:07" NNBSP "PM] A: Hi", "2019-08-20T11:25:07Z", "A", "Hi" },
  { "[20/08/2019, 1:25:07 p. m.] A: Hi", "2019-08-20T11:25:07Z", "A", "Hi" },
  { "[8/20/19, 1:25:07 PM] ~" NNBSP "A B: Hi", "2019-08-20T11:25:07Z", "A B", "Hi" },
  { "[2019/8/20 下午1:25:07] A: Hi", "2019-08-20T11:25:07Z", "A", "Hi" },
  { "2019/8/20 上午1:25 - A: Hi", "2019-08-19T23:25:00Z", "A", "Hi" },
  { "2019년 8월 20일 오후 1:25 - A: Hi", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "[2019. 8. 20. 오후 1:25:07] A: Hi", "2019-08-20T11:25:07Z", "A", "Hi" },
  { "2019. 8. 20. 오전 1:25 - A : Hi", "2019-08-19T23:25:00Z", "A", "Hi" },
  { "٢٠" RLM "/٨" RLM "/٢٠١٩، ١:٢٥ م - A: Hi", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "٢٠/٨/٢٠١٩، ١:٢٥ ص - A: Hi", "2019-08-19T23:25:00Z", "A", "Hi" },
  { "۲۰/۸/۱۹،" RLM " ۱۳:۲۵ - A: Hi", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "२०/८/१९, १:२५ अपराह्न - A: Hi", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "13:25, 20/08/2019 - A: Hi", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "8/20/19, 1:25:07 PM: A: Hi", "2019-08-20T11:25:07Z", "A", "Hi" },
  { "20/8/2562 13:25 - A: Hi", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "1398/5/29، 13:25 - A: Hi", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "20.8.19, 1:25 e pasdites - A: Hi", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "20/8/19, பிற்பகல் 1:25 - A: Hi", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "20.08.19, 1:25 nachm. - A: Hi", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "20.08.19, 1:25 vorm. - A: Hi", "2019-08-19T23:25:00Z", "A", "Hi" },
  { "2019/8/20 中午11:25 - A: Hi", "2019-08-20T09:25:00Z", "A", "Hi" },
  { "2019/8/20 中午12:25 - A: Hi", "2019-08-20T10:25:00Z", "A", "Hi" },
  { "20.08.19, 13:25 - +49 171 1234567: Hi", "2019-08-20T11:25:00Z", "+49 171 1234567", "Hi" },
  { "20.08.19, 13:25 - Messages are encrypted. Tap for more.", "2019-08-20T11:25:00Z", NULL, "Messages are encrypted. Tap for more." },
  { "20.08.19, 13:25 - A changed the subject to \"Party: now\"", "2019-08-20T11:25:00Z", NULL,
    "A changed the subject to \"Party: now\"" },
  { "[20.08.19, 13:25:07] Team: " LRM "Messages are encrypted.", "2019-08-20T11:25:07Z", NULL, "Messages are encrypted." },
  { "20.08.19, 13:25 - A: at 10: come", "2019-08-20T11:25:00Z", "A", "at 10: come" },
  { "20.08.19, 13:25 - A: Hi <This message was edited>", "2019-08-20T11:25:00Z", "A", "Hi" },
  { "31.03.19, 02:30 - A: In the hour that is not", "2019-03-31T01:00:00Z", "A", "In the hour that is not" },
  { "99/99/99, 13:25 - A: no date", NULL, NULL, NULL },
  { "Hello 20.08.19, 13:25 - A: Hi", NULL, NULL, NULL },
  { "20.08.19 we meet", NULL, NULL, NULL },
  { "[", NULL, NULL, NULL },
  { "1/1/1/1/1", NULL, NULL, NULL },
};

static void
test_shapes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr (TestSink) sink = test_sink_new ();
      g_autofree char *path = test_file ("chat.txt", shapes[i].line, -1);
      g_autofree char *time = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", shapes[i].line);
      if (!shapes[i].time)
        {
          test_run (sink, path, SO_IMPORT_WHATSAPP, &error);
          g_assert_cmpuint (sink->messages->len, ==, 0);
          continue;
        }
      g_assert_true (test_run (sink, path, SO_IMPORT_WHATSAPP, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (sink->messages->len, ==, 1);
      time = test_time (sink, 0);
      g_assert_cmpstr (time, ==, shapes[i].time);
      g_assert_cmpstr (test_message (sink, 0)->sender ? test_message (sink, 0)->sender->value : NULL, ==, shapes[i].sender);
      g_assert_cmpstr (test_part (sink, 0, 0)->text, ==, shapes[i].text);
    }
}

/* The order of day and month is learned from all lines, even the last. */
static const struct {
  const char *text;
  const char *first;
} orders[] = {
  { "1/2/19, 10:00 - A: x\n13/2/19, 10:00 - A: y\n", "2019-02-01T09:00:00Z" },
  { "1/2/19, 10:00 - A: x\n2/13/19, 10:00 - A: y\n", "2019-01-02T09:00:00Z" },
  { "1/2/19, 10:00 - A: x\n2/2/19, 10:00 - A: y\n3/2/19, 10:00 - A: z\n1/3/19, 10:00 - A: z\n", "2019-02-01T09:00:00Z" },
  { "1/2/19, 10:00 - A: x\n1/3/19, 10:00 - A: y\n1/12/19, 10:00 - A: z\n2/1/19, 10:00 - A: z\n", "2019-01-02T09:00:00Z" },
  { "1/2/19, 10:00 - A: x\n", "2019-02-01T09:00:00Z" },
  { "19-02-01 10:00 - A: x\n19-02-28 10:00 - A: y\n99-02-01 10:00 - A: y\n", "2019-02-19T09:00:00Z" },
};

static void
test_order (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders) - 1; i++)
    {
      g_autoptr (TestSink) sink = test_sink_new ();
      g_autofree char *path = test_file ("chat.txt", orders[i].text, -1);
      g_autofree char *time = NULL;

      g_assert_true (test_run (sink, path, SO_IMPORT_WHATSAPP, NULL));
      time = test_time (sink, 0);
      g_assert_cmpstr (time, ==, orders[i].first);
    }
}

static void
test_order_of_country (void)
{
  g_autoptr (TestSink) sink = test_sink_new ();
  g_autofree char *path = test_file ("chat.txt", "1/2/19, 10:00 AM - A: x\n", -1);
  SoImportSource source = { .path = path, .kind = SO_IMPORT_WHATSAPP, .country = "1" };
  g_autofree char *time = NULL;

  g_assert_true (test_run_source (sink, &source, NULL));
  time = test_time (sink, 0);
  g_assert_cmpstr (time, ==, "2019-01-02T10:00:00Z");
}

static void
test_lines (void)
{
  g_autoptr (TestSink) sink = test_sink_new ();
  g_autofree char *path = test_file ("chat.txt",
                                     "20.08.19, 13:25 - A: one\ntwo\n\n20.08.19 at the lake\n[20.08.19, 13:25] B: pasted\n"
                                     "20.08.19, 13:26 - B: next\n", -1);

  g_assert_true (test_run (sink, path, SO_IMPORT_WHATSAPP, NULL));
  g_assert_cmpuint (sink->messages->len, ==, 2);
  g_assert_cmpstr (test_part (sink, 0, 0)->text, ==, "one\ntwo\n\n20.08.19 at the lake\n[20.08.19, 13:25] B: pasted");
  g_assert_cmpuint (g_array_index (sink->positions, guint64, 1), ==, 105);
  g_assert_cmpuint (sink->asked, ==, 1);
}

static const struct {
  const char *text;
  SoPartKind kind;
  const char *name;
  const char *said;
} bodies[] = {
  { "<Media omitted>", SO_PART_UNSUPPORTED, NULL, "<Media omitted>" },
  { "<Medien ausgeschlossen>", SO_PART_UNSUPPORTED, NULL, "<Medien ausgeschlossen>" },
  { "<Mídia oculta>", SO_PART_UNSUPPORTED, NULL, "<Mídia oculta>" },
  { LRM "image omitted", SO_PART_IMAGE, NULL, "image omitted" },
  { LRM "Audio weggelassen", SO_PART_AUDIO, NULL, "Audio weggelassen" },
  { LRM "sticker omitido", SO_PART_STICKER, NULL, "sticker omitido" },
  { "vidéo absente", SO_PART_VIDEO, NULL, "vidéo absente" },
  { "IMG-20190808-WA0001.jpg (file attached)", SO_PART_IMAGE, "IMG-20190808-WA0001.jpg", NULL },
  { LRM "PTT-20190808-WA0001.opus (Datei angehängt)", SO_PART_AUDIO, "PTT-20190808-WA0001.opus", NULL },
  { "My plan (2).pdf (archivo adjunto)", SO_PART_DOCUMENT, "My plan (2).pdf", NULL },
  { "STK-20190808-WA0001.webp (fichier joint)", SO_PART_STICKER, "STK-20190808-WA0001.webp", NULL },
  { "Ana.vcf (file attached)", SO_PART_CONTACT, "Ana.vcf", NULL },
  { LRM "<attached: 00000001-AUDIO-2019-08-08-13-25-07.opus>", SO_PART_AUDIO, "00000001-AUDIO-2019-08-08-13-25-07.opus", NULL },
  { LRM "<Anhang: 00000002-PHOTO-2019-08-08-13-25-07.jpg>", SO_PART_IMAGE, "00000002-PHOTO-2019-08-08-13-25-07.jpg", NULL },
  { "< attached: 00000042-PHOTO-2020-06-07-15-13-20.jpg >", SO_PART_IMAGE, "00000042-PHOTO-2020-06-07-15-13-20.jpg", NULL },
  { "2015-08-04-PHOTO-00004762.jpg <" LRM "attached>", SO_PART_IMAGE, "2015-08-04-PHOTO-00004762.jpg", NULL },
  { "plan.pdf <b>", SO_PART_TEXT, NULL, "plan.pdf <b>" },
  { "location: https://maps.google.com/?q=48.1,11.5", SO_PART_LOCATION, NULL, "location: https://maps.google.com/?q=48.1,11.5" },
  { "https://maps.google.com/?q=48.1,11.5", SO_PART_LOCATION, NULL, "https://maps.google.com/?q=48.1,11.5" },
  { "see https://maps.google.com/?q=48.1,11.5 there", SO_PART_TEXT, NULL, "see https://maps.google.com/?q=48.1,11.5 there" },
  { "This message was deleted", SO_PART_UNSUPPORTED, NULL, "This message was deleted" },
  { "Diese Nachricht wurde gelöscht.", SO_PART_UNSUPPORTED, NULL, "Diese Nachricht wurde gelöscht." },
  { LRM "Missed voice call", SO_PART_CALL, NULL, "Missed voice call" },
  { LRM "Videoanruf, 12 Min.", SO_PART_CALL, NULL, "Videoanruf, 12 Min." },
  { "voice call me later", SO_PART_TEXT, NULL, "voice call me later" },
  { "<b>not a file: x.y</b>", SO_PART_TEXT, NULL, "<b>not a file: x.y</b>" },
  { "POLL:\nWhich day?\nOPTION: Monday (1 vote)", SO_PART_TEXT, NULL, "POLL:\nWhich day?\nOPTION: Monday (1 vote)" },
  { LRM "POLL:\nWhich day?\n" LRM "OPTION: Monday (1 vote)", SO_PART_TEXT, NULL, "POLL:\nWhich day?\n" LRM "OPTION: Monday (1 vote)" },
  { "", SO_PART_UNSUPPORTED, NULL, NULL },
};

static void
test_bodies (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (TestSink) sink = test_sink_new ();
      g_autofree char *line = g_strconcat ("[20.08.19, 13:25:07] A: ", bodies[i].text, NULL);
      g_autofree char *path = test_file ("chat.txt", line, -1);
      SoPart *part;

      g_test_message ("%s", bodies[i].text);
      g_assert_true (test_run (sink, path, SO_IMPORT_WHATSAPP, NULL));
      part = test_part (sink, 0, 0);
      g_assert_cmpstr (so_part_kind_nick (part->kind), ==, so_part_kind_nick (bodies[i].kind));
      g_assert_cmpstr (part->name, ==, bodies[i].name);
      g_assert_cmpstr (part->text, ==, bodies[i].said);
      g_assert_cmpstr (test_message (sink, 0)->sender->value, ==, "A");
    }
}

static void
test_missed_call (void)
{
  g_autoptr (TestSink) sink = test_sink_new ();
  g_autofree char *path = test_file ("WhatsApp Chat with Ana.txt", "20.08.19, 13:25 - Ana: Hi\n20.08.19, 13:26 - Missed voice call\n", -1);

  g_assert_true (test_run (sink, path, SO_IMPORT_WHATSAPP, NULL));
  g_assert_cmpint (test_part (sink, 1, 0)->kind, ==, SO_PART_CALL);
  g_assert_cmpstr (test_message (sink, 1)->sender->value, ==, "Ana");
  g_assert_false (test_message (sink, 1)->outbound);
}

static const struct {
  const char *file;
  const char *text;
  const char *me;        /* what the owner said */
  const char *answer;    /* what the sink says */
  guint asked;
  gboolean outbound[2];  /* of the first two messages */
  const char *thread;
} people[] = {
  { "WhatsApp Chat with Ana.txt", "20.08.19, 13:25 - Ana: Hi\n20.08.19, 13:26 - Studio: Ho\n", NULL, NULL, 0, { FALSE, TRUE }, "whatsapp:ana" },
  { "WhatsApp-Chat mit Ana (1).txt", "20.08.19, 13:25 - Studio: Hi\n20.08.19, 13:26 - Ana: Ho\n", NULL, NULL, 0, { TRUE, FALSE }, "whatsapp:ana" },
  { "Chat de WhatsApp con Ana.txt", "20.08.19, 13:25 - Ana: Hi\n20.08.19, 13:26 - Ana: Ho\n", NULL, NULL, 0, { FALSE, FALSE }, "whatsapp:ana" },
  { "a.txt", "20.08.19, 13:25 - Ana: Hi\n20.08.19, 13:26 - Studio: Ho\n", "studio", NULL, 0, { FALSE, TRUE }, "whatsapp:ana" },
  { "a.txt", "20.08.19, 13:25 - Ana: Hi\n20.08.19, 13:26 - Studio: Ho\n", NULL, "Studio", 1, { FALSE, TRUE }, "whatsapp:ana" },
  { "a.txt", "20.08.19, 13:25 - Ana: Hi\n20.08.19, 13:26 - Studio: Ho\n", NULL, NULL, 1, { FALSE, FALSE }, "whatsapp:ana+studio" },
  { "a.txt", "20.08.19, 13:25 - Ana: Hi\n20.08.19, 13:26 - Studio: You deleted this message\n", NULL, NULL, 0, { FALSE, TRUE }, "whatsapp:ana" },
  { "WhatsApp Chat with Team.txt", "20.08.19, 13:25 - Ana: Hi\n20.08.19, 13:26 - Bo: Ho\n20.08.19, 13:26 - Studio: Ho\n", "Bo", NULL, 0,
    { FALSE, TRUE }, "whatsapp-group:team" },
  { "WhatsApp Chat with +49 171 1234567.txt", "20.08.19, 13:25 - +49 171 1234567: Hi\n20.08.19, 13:26 - Studio: Ho\n", NULL, NULL, 0,
    { FALSE, TRUE }, "whatsapp:+491711234567" },
  { "WhatsApp Chat with Dr: Smith.txt", "20.08.19, 13:25 - Dr: Smith: Hi\n20.08.19, 13:26 - Studio: Ho\n", NULL, NULL, 0,
    { FALSE, TRUE }, "whatsapp:dr_ smith" },
  { "WhatsApp Chat - Dr_ Smith.txt", "20.08.19, 13:25 - Dr: Smith: Hi\n20.08.19, 13:26 - Studio: Ho\n", NULL, NULL, 0,
    { FALSE, TRUE }, "whatsapp:dr_ smith" },
  /* Who alone writes in a chat with somebody else is asked for; in one with a number it is sure. */
  { "WhatsApp Chat with Ana.txt", "20.08.19, 13:25 - Studio: Hi\n20.08.19, 13:26 - Studio: Ho\n", "x", "Studio", 1, { TRUE, TRUE }, "whatsapp:ana" },
  { "WhatsApp Chat with +49 171 1234567.txt", "20.08.19, 13:25 - Studio: Hi\n20.08.19, 13:26 - Studio: Ho\n", "x", NULL, 0,
    { TRUE, TRUE }, "whatsapp:+491711234567" },
};

/* The title of a group with a colon in it is nobody who writes. */
static void
test_title (void)
{
  g_autoptr (TestSink) sink = test_sink_new ();
  g_autofree char *path = test_file ("WhatsApp Chat - Yoga_ Fri.txt",
                                     "[20.08.19, 13:25:07] Yoga: Fri: " LRM "Messages are encrypted.\n[20.08.19, 13:26:07] Ana: Hi\n"
                                     "[20.08.19, 13:27:07] Bo: Ho\n[20.08.19, 13:28:07] Cy: Yo\n", -1);

  g_assert_true (test_run (sink, path, SO_IMPORT_WHATSAPP, NULL));
  g_assert_cmpuint (sink->messages->len, ==, 4);
  g_assert_null (test_message (sink, 0)->sender);
  g_assert_cmpstr (test_part (sink, 0, 0)->text, ==, LRM "Messages are encrypted." + 3);
  g_assert_cmpstr (test_message (sink, 0)->title, ==, "Yoga: Fri");
  g_assert_cmpuint (test_message (sink, 0)->others->len, ==, 3);
}

static void
test_people (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (TestSink) sink = test_sink_new ();
      g_autofree char *path = test_file (people[i].file, people[i].text, -1);
      const char *me[] = { people[i].me, NULL };
      SoImportSource source = { .path = path, .kind = SO_IMPORT_WHATSAPP, .me = people[i].me ? me : NULL };

      g_test_message ("%u %s", i, people[i].file);
      sink->me = people[i].answer;
      g_assert_true (test_run_source (sink, &source, NULL));
      g_assert_cmpuint (sink->asked, ==, people[i].asked);
      for (guint m = 0; m < 2; m++)
        g_assert_cmpint (test_message (sink, m)->outbound, ==, people[i].outbound[m]);
      g_assert_cmpstr (test_message (sink, 0)->thread_key, ==, people[i].thread);
    }
}

/* The same export twice, a longer one, and the same chat from the other kind of telephone. */
static void
test_same (void)
{
  static const char *const android = "20.08.19, 13:25 - Ana: Hi\n20.08.19, 13:25 - Ana: Hi\n20.08.19, 13:26 - Me: Ho\n";
  static const char *const apple = "[20.08.19, 13:25:01] Ana: Hi\r\n[20.08.19, 13:25:09] Ana: Hi\r\n[20.08.19, 13:26:59] Me: Ho\r\n";
  g_autoptr (TestSink) a = test_sink_new (), b = test_sink_new (), c = test_sink_new ();
  g_autofree char *longer = g_strconcat (android, "20.08.19, 13:27 - Ana: more\n", NULL);
  g_autofree char *x = NULL, *y = NULL, *z = NULL, *path = NULL;

  path = test_file ("WhatsApp Chat with Ana.txt", android, -1);
  g_assert_true (test_run (a, path, SO_IMPORT_WHATSAPP, NULL));
  g_free (test_file ("WhatsApp Chat with Ana.txt", longer, -1));
  g_assert_true (test_run (b, path, SO_IMPORT_WHATSAPP, NULL));
  g_free (test_file ("WhatsApp Chat with Ana.txt", apple, -1));
  g_assert_true (test_run (c, path, SO_IMPORT_WHATSAPP, NULL));
  x = test_ids (a);
  y = test_ids (b);
  z = test_ids (c);
  g_assert_cmpuint (b->messages->len, ==, 4);
  g_assert_true (g_str_has_prefix (y, x));
  g_assert_cmpstr (x, ==, z);
  g_assert_cmpstr (test_message (a, 0)->remote_id, !=, test_message (a, 1)->remote_id);
}

static void
test_media_zip (void)
{
  g_autoptr (TestSink) sink = test_sink_new ();
  g_autofree char *path = test_zip_of ("WhatsApp Chat - Ana.zip", "00000001-PHOTO-x.jpg", "JPEG", "unmentioned.pdf", "PDF", "_chat.txt",
                                    "[20.08.19, 13:25:07] Ana: Look " LRM "<attached: 00000001-PHOTO-x.jpg>\n"
                                    "[20.08.19, 13:25:08] Ana: " LRM "<attached: 00000009-PHOTO-gone.jpg>\n",
                                    NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (so_import_detect (path, NULL), ==, SO_IMPORT_WHATSAPP);
  g_assert_true (test_run (sink, path, SO_IMPORT_WHATSAPP, &error));
  g_assert_cmpuint (sink->messages->len, ==, 2);
  g_assert_cmpstr (test_part (sink, 0, 0)->name, ==, "00000001-PHOTO-x.jpg");
  g_assert_cmpint (test_part (sink, 0, 0)->size, ==, 4);
  g_assert_nonnull (test_part (sink, 0, 0)->sha256);
  g_assert_cmpstr (test_part (sink, 0, 1)->text, ==, "Look");
  g_assert_null (test_part (sink, 1, 0)->sha256);
  g_assert_cmpuint (g_hash_table_size (sink->files), ==, 1);

  sink->fail_files = TRUE;
  g_assert_false (test_run (sink, path, SO_IMPORT_WHATSAPP, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

static const char hostile[] = "[20.08.19, 13:25:07] Ana: caf\303\251 " LRM "<attached: 00000001-PHOTO-x.jpg>\r\n"
                              "20.08.19, 13:25 - x\0y: \377\376 \xed\xa0\x80 Z\n"
                              "[20.08.19, 13:26:07] Bo: two\nlines\n";

static void
test_truncated (void)
{
  for (gsize n = 0; n < sizeof hostile; n++)
    {
      g_autoptr (TestSink) sink = test_sink_new ();
      g_autofree char *path = test_file ("chat.txt", hostile, n);
      g_autoptr (GError) error = NULL;

      if (!test_run (sink, path, SO_IMPORT_WHATSAPP, &error))
        g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      g_assert_cmpuint (sink->messages->len, <=, 3);
    }
}

/* A line of 8 MB, NUL bytes and broken UTF-8 lose nothing of the rest. */
static void
test_hostile (void)
{
  g_autoptr (TestSink) sink = test_sink_new ();
  g_autoptr (GString) text = g_string_new ("[20.08.19, 13:25:07] Ana: ");
  g_autofree char *path = NULL;

  while (text->len < 8 * 1024 * 1024)
    g_string_append (text, "äöü spam spam spam spam spam spam spam spam");
  g_string_append (text, "\n[20.08.19, 13:26:07] Ana: a");
  g_string_append_len (text, "\0b\377", 3);
  g_string_append (text, "\n[20.08.19, 13:27:07] Ana: last\n");
  path = test_file ("chat.txt", text->str, text->len);
  g_assert_true (test_run (sink, path, SO_IMPORT_WHATSAPP, NULL));
  g_assert_cmpuint (sink->messages->len, ==, 3);
  g_assert_cmpuint (sink->skipped->len, ==, 1);
  g_assert_cmpuint (strlen (test_part (sink, 0, 0)->text), <=, 1024 * 1024);
  g_assert_true (g_utf8_validate (test_part (sink, 0, 0)->text, -1, NULL));
  g_assert_cmpstr (test_part (sink, 1, 0)->text, ==, "a\357\277\275b\357\277\275");
  g_assert_cmpstr (test_part (sink, 2, 0)->text, ==, "last");
}

static void
test_cancel (void)
{
  g_autoptr (TestSink) sink = test_sink_new ();
  g_autofree char *path = test_file ("chat.txt", "20.08.19, 13:25 - A: 1\n20.08.19, 13:25 - A: 2\n20.08.19, 13:25 - A: 3\n", -1);
  g_autoptr (GError) error = NULL;

  sink->cancel_after = 1;
  g_assert_false (test_run (sink, path, SO_IMPORT_WHATSAPP, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (sink->messages->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/whatsapp/shapes", test_shapes);
  g_test_add_func ("/whatsapp/order", test_order);
  g_test_add_func ("/whatsapp/order-of-country", test_order_of_country);
  g_test_add_func ("/whatsapp/lines", test_lines);
  g_test_add_func ("/whatsapp/bodies", test_bodies);
  g_test_add_func ("/whatsapp/missed-call", test_missed_call);
  g_test_add_func ("/whatsapp/people", test_people);
  g_test_add_func ("/whatsapp/title", test_title);
  g_test_add_func ("/whatsapp/same", test_same);
  g_test_add_func ("/whatsapp/media-zip", test_media_zip);
  g_test_add_func ("/whatsapp/truncated", test_truncated);
  g_test_add_func ("/whatsapp/hostile", test_hostile);
  g_test_add_func ("/whatsapp/cancel", test_cancel);
  return g_test_run ();
}
