/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include <string.h>

#include "so-care.h"
#include "so-contacts.h"
#include "so-db.h"
#include "so-events.h"
#include "so-field-kinds.h"
#include "so-knowledge-base.h"
#include "so-notes.h"
#include "so-search-index.h"
#include "so-search-query.h"
#include "so-search.h"
#include "so-text.h"
#include "so-undo.h"

#define DAY G_GINT64_CONSTANT (86400000)
#define T0 G_GINT64_CONSTANT (1763683200000)   /* 2025-11-21T00:00:00Z */

/* What was said; a row's number is its place here, and its time that many days before T0, at noon. */
static const struct { const char *who, *text; } corpus[] = {
  /*  0 */ { "+49 151 234567|Priya S.", "What is the fee for the salsa class?" },
  /*  1 */ { "+49 151 234567|Priya S.", "Können wir Grüße an Frau Müller schicken? Straße 5" },
  /*  2 */ { "+33612345678|José Pérez", "Un café, s'il vous plaît: naïve question" },
  /*  3 */ { "+7 912 345-67-89|Анна", "Привет! Можно ещё записаться на йогу? Ёлка" },
  /*  4 */ { "+966501234567|محمد", "مرحبا، كم سعر الحِصّة؟ أحمد" },
  /*  5 */ { "+919876543210|आशा", "नमस्ते, हिन्दी में क्लास कब है?" },
  /*  6 */ { "+8613800138000|王芳", "你好，瑜伽课程几点？瑜伽Yoga课" },
  /*  7 */ { "+81312345678|田中", "こんにちは、レッスンは3月10日ですか？" },
  /*  8 */ { "+66812345678|สมชาย", "สวัสดีครับ เรียนโยคะกี่โมง" },
  /*  9 */ { "+821012345678|김민수", "안녕하세요 요가 수업 있어요?" },
  /* 10 */ { "+12125550123|Zoë", "See you \360\237\216\211\360\237\222\203 at http://example.org/party" },
  /* 11 */ { "+12125550123|Zoë", "my mail is zoe.o'hara+dance@example.org ok" },
  /* 12 */ { "+4930111222|Karl", "cancel cancel cancel: the class at 10:30, price 12.50 €" },
  /* 13 */ { "+4930111222|Karl", "NEAR AND OR NOT a*b \"quoted\" {x} (y) ^z col:on" },
  /* 14 */ { "+4930111222|Karl", "שָׁלוֹם, Αθήνα, ΟΔΟΣ, İstanbul, ﬁne ＡＢＣ" },
};

static const struct { const char *query, *expected; } table[] = {
  { "salsa", "0" }, { "SALSA", "0" }, { "sal", "0" }, { "alsa", "" }, { "fee class", "0" }, { "class fee", "0" }, { "fee yoga", "" },
  { "\"salsa class\"", "0" }, { "\"class salsa\"", "" }, { "\"the salsa cl", "0" }, { "\"the salsa cl\"", "" }, { "\"salsa", "0" },
  { "class", "0 12" }, { "class -salsa", "12" }, { "class -\"at 10\"", "0" }, { "-class sal", "" }, { "\"-class\"", "0 12" },
  { "grusse", "1" }, { "Grüße", "1" }, { "GRÜSSE", "1" }, { "gruss", "1" }, { "strasse", "1" }, { "Straße", "1" }, { "muller", "1" },
  { "cafe", "2" }, { "CAFÉ", "2" }, { "naive", "2" }, { "jose", "2" }, { "s'il", "2" },
  { "привет", "3" }, { "ПРИВ", "3" }, { "елка", "3" }, { "Ёлка", "3" }, { "ещё", "3" }, { "йогу", "3" }, { "анна", "3" },
  { "مرحبا", "4" }, { "الحصة", "4" }, { "الحِصّة", "4" }, { "احمد", "4" }, { "أحمد", "4" }, { "سع", "4" },
  { "हिन्दी", "5" }, { "हिन्", "5" }, { "हन्दी", "" }, { "नमस्ते", "5" }, { "क्लास", "5" },
  { "瑜伽", "6" }, { "瑜", "6" }, { "伽", "6" }, { "课程", "6" }, { "程", "6" }, { "瑜伽课程", "6" }, { "课瑜", "" }, { "瑜伽Yoga课", "6" },
  { "瑜伽yoga", "6" }, { "\"瑜伽\"", "6" }, { "\"瑜\"", "6" }, { "王", "6" }, { "王芳", "6" },
  { "レッスン", "7" }, { "レッス", "7" }, { "ッスン", "7" }, { "3月10日", "7" }, { "10日", "7" }, { "ﾚｯｽﾝ", "7" }, { "こんにちは", "7" },
  { "โยคะ", "8" }, { "สวัสดี", "8" }, { "กี่โมง", "8" }, { "요가", "9" }, { "안녕", "9" }, { "하세", "9" }, { "녕", "9" }, { "김민수", "9" },
  { "\360\237\216\211", "10" }, { "\360\237\222\203", "10" }, { "\360\237\216\211\360\237\222\203", "10" }, { "\360\237\230\200", "" },
  { "http://example.org/party", "10" }, { "zoe.o'hara+dance@example.org", "11" }, { "zoe.o'hara", "11" }, { "example.org", "10 11" }, { "@example", "10 11" },
  { "10:30", "12" }, { "12.50", "12" }, { "12.50 €", "12" }, { "12", "10 11 12" },
  { "+49 151 234567", "0 1" }, { "+49151234567", "0 1" }, { "0151 23 45 67", "0 1" }, { "0049 151 234567", "0 1" }, { "(0151) 234-567", "0 1" },
  { "151234", "0 1" }, { "212-555-0123", "10 11" }, { "1 212 555 0123", "10 11" }, { "8 912 345 67 89", "3" }, { "9123456789", "3" },
  { "from:priya", "0 1" }, { "from:Priya salsa", "0" }, { "FROM:priya", "0 1" }, { "from:\"priya s\"", "0 1" }, { "from:salsa", "" },
  { "from:+49151234567", "0 1" }, { "from:karl -cancel", "13 14" }, { "-from:karl class", "0" }, { "\"from:priya\"", "" },
  { "in:whatsapp fee", "0" }, { "in:wa fee", "0" }, { "in:mail fee", "" }, { "fee -in:whatsapp", "" }, { "in:nowhere", "" },
  { "has:link", "10" }, { "has:image", "2" }, { "has:photo cafe", "2" }, { "has:file", "" }, { "has:nothing", "" }, { "-has:link example.org", "11" },
  { "tag:vip", "0 1" }, { "tag:VIP salsa", "0" }, { "tag:\"two words\"", "12 13 14" }, { "tag:nobody", "" }, { "tag:vip tag:\"two words\"", "" },
  { "after:2025-11-20", "0" }, { "before:2025-11-08", "13 14" }, { "after:2025-11-18 before:2025-11-20", "1 2" }, { "before:2025-11-08 salsa", "" },
  { "after:2025-11", "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14" }, { "before:2025", "" }, { "after:soon", "" },
  { "NEAR", "13" }, { "AND", "13" }, { "or", "10 11 13" }, { "not", "13" }, { "a*b", "13" }, { "(y)", "6 10 13" }, { "^z", "10 11 13" }, { "{x}", "13" }, { "col:on", "13" },
  { "\"quoted\"", "13" }, { "NEAR AND OR NOT", "13" }, { "near(", "13" }, { "\"\"", "" }, { "\"", "" }, { "-", "" }, { "--", "" }, { "!!", "" }, { "*", "" },
  { "fee !!", "0" }, { "שלום", "14" }, { "αθηνα", "14" }, { "οδος", "14" }, { "οδοσ", "14" }, { "istanbul", "14" }, { "fine", "14" }, { "abc", "14" },
  { "", "" }, { "   ", "" }, { ":", "" }, { "from:", "" }, { "xall", "" }, { "xhaslink", "" }, { "body", "" }, { "who : priya", "" },
};

static void
put (SoTestStore *f, guint i)
{
  g_auto (GStrv) who = g_strsplit (corpus[i].who, "|", 2);
  g_autofree char *id = g_strdup_printf ("c%u", i);
  SoIncoming *in = so_test_message (id, who[0], who[1], corpus[i].text, T0 - (gint64) i * DAY - DAY / 2);

  if (i == 2)
    g_ptr_array_add (in->parts, so_part_new_file ("image/png", "menu.png", NULL, 0));
  g_free (so_test_put (f->store, in, i % 2 ? "batch" : NULL));
}

static void
set_up (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoDb) db = NULL;
  g_autofree char *priya = NULL, *karl = NULL;

  so_test_store_set_up (f, data);
  for (guint i = 0; i < G_N_ELEMENTS (corpus); i++)   /* the old after the new, as an import brings them */
    put (f, i);
  db = so_store_begin (f->store, NULL, NULL);
  priya = so_db_text (db, "SELECT thread_id FROM message WHERE remote_id = 'c0'", "");
  karl = so_db_text (db, "SELECT thread_id FROM message WHERE remote_id = 'c12'", "");
  g_assert_true (so_tag_set (db, "thread", priya, "VIP", TRUE, NULL) && so_tag_set (db, "thread", karl, "Two words", TRUE, NULL));
  g_assert_true (so_store_commit (f->store, &db, NULL));
}

/* Numbers of the messages found, newest first; people and knowledge are left out. */
static char *
search (SoDb *db, const char *query)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = so_search (db, query, 1000, zone, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      SoHit *hit = g_ptr_array_index (hits, i);
      g_autofree char *remote = hit->kind == SO_HIT_MESSAGE ? so_db_text (db, "SELECT remote_id FROM message WHERE id = ?", "t", hit->id) : NULL;

      g_assert_true (g_utf8_validate (hit->snippet, -1, NULL));
      if (remote)
        g_string_append_printf (out, "%s%s", out->len ? " " : "", remote + 1);
    }
  return g_string_free_and_steal (out);
}

static void
test_table (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  guint wrong = 0;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *found = search (db, table[i].query);

      if (strcmp (found, table[i].expected))
        {
          g_test_message ("WRONG: “%s” found “%s”, not “%s”", table[i].query, found, table[i].expected);
          wrong++;
        }
    }
  g_assert_cmpuint (wrong, ==, 0);
}

/* How a conversation stands and where its person does, also where that is somebody they are shown as. What is no such word is text. */
static void
test_states (SoTestStore *f, gconstpointer data)
{
  static const struct { const char *query; guint messages, people; } rows[] = {
    { "is:unread", 2, 0 }, { "is:done from:karl", 3, 0 }, { "is:open from:karl", 0, 0 }, { "IS:Starred", 3, 0 }, { "is:starred cancel", 1, 0 },
    { "stage:QUALIFIED", 2, 1 }, { "stage:qualified salsa", 1, 0 }, { "stage:customer", 3, 0 }, { "stage:converted cancel", 1, 0 },
    { "stage:nowhere", 0, 0 }, { "is:green", 0, 0 }, { "-is:unread salsa", 1, 0 },
  };
  g_autoptr (SoDb) db = NULL;

  so_test_sql (f->store, "UPDATE thread SET state = 'open', unread = 0; UPDATE thread SET state = 'done', starred = 1 WHERE contact_id = (SELECT id FROM contact WHERE name = 'Karl');"
               "UPDATE thread SET unread = 1 WHERE contact_id = (SELECT id FROM contact WHERE name LIKE 'Priya%');"
               "UPDATE contact SET stage = 'QUALIFIED' WHERE name LIKE 'Priya%';"
               "INSERT INTO contact (id, name, sort, stage, created_at, updated_at) VALUES ('boss', 'Boss', 'boss', 'CONVERTED', 1, 1);"
               "UPDATE contact SET merged_into = 'boss', root = 'boss' WHERE name = 'Karl'");
  db = so_store_read (f->store, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) hits = so_search (db, rows[i].query, 50, NULL, NULL);
      guint messages = 0, people = 0;

      for (guint k = 0; k < hits->len; k++)
        {
          messages += ((SoHit *) hits->pdata[k])->kind == SO_HIT_MESSAGE;
          people += ((SoHit *) hits->pdata[k])->kind == SO_HIT_CONTACT;
        }
      g_test_message ("%s: %u messages, %u people", rows[i].query, messages, people);
      g_assert_cmpuint (messages, ==, rows[i].messages);
      g_assert_cmpuint (people, ==, rows[i].people);
    }
}

/* People, knowledge and messages in one answer; people by any of their numbers and addresses. */
static void
test_kinds (SoTestStore *f, gconstpointer data)
{
  SoKnowledge entry = { .question = (char *) "How much is salsa?", .answer = (char *) "Ten euros", .quotable = TRUE };
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autofree char *id = so_knowledge_save (db, &entry, NULL);
  g_autoptr (GPtrArray) salsa = NULL, gone = NULL, ten = NULL;
  g_autoptr (GArray) people = NULL, by_number = NULL, none = NULL, facts = NULL;

  g_assert_true (so_store_commit (f->store, &db, NULL));
  db = so_store_read (f->store, NULL);
  salsa = so_search (db, "salsa", 10, NULL, NULL);
  g_assert_cmpuint (salsa->len, ==, 2);
  ten = so_search (db, "ten euro", 10, NULL, NULL);
  g_assert_cmpint (((SoHit *) g_ptr_array_index (ten, 0))->kind, ==, SO_HIT_KNOWLEDGE);
  people = so_contact_numbers (db, "pri", NULL);
  by_number = so_contact_numbers (db, "0151 234 567", NULL);
  none = so_contact_numbers (db, "salsa", NULL);
  facts = so_knowledge_numbers (db, "salsa", NULL);
  g_assert_cmpuint (people->len, ==, 1);
  g_assert_cmpuint (by_number->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (facts->len, ==, 1);
  g_clear_pointer (&db, so_db_release);
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_knowledge_delete (db, id, NULL) && so_store_commit (f->store, &db, NULL));
  db = so_store_read (f->store, NULL);
  gone = so_search (db, "salsa", 10, NULL, NULL);
  g_assert_cmpuint (gone->len, ==, 1);
}

/* "kind:name[snippet]" of each, one a line, and of the snippet as much as tells it; what matched between * and *. */
static char *
grouped (SoDb *db, const char *query, guint few, guint some)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = so_search_grouped (db, query, few, some, 5, zone, &error);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      const SoHit *hit = hits->pdata[i];
      g_autoptr (GString) snippet = g_string_new (hit->kind == SO_HIT_CONTACT ? "" : hit->snippet);

      g_string_replace (snippet, "\u2068", "*", 0);
      g_string_replace (snippet, "\u2069", "*", 0);
      g_assert_true ((hit->kind == SO_HIT_NOTE) == (hit->contact_id != NULL));
      g_string_append_printf (out, "%s%s:%s[%.20s]", i ? "\n" : "", so_hit_kind_nick (hit->kind), hit->contact_name, snippet->str);
    }
  return g_string_free_and_steal (g_steal_pointer (&out));
}

/* People, notes, knowledge, messages; who is found by a note alone is there by that note alone. Fields that are sensitive are never found. */
static void
test_grouped (SoTestStore *f, gconstpointer data)
{
  static const struct { const char *query; guint few, some; const char *found; } rows[] = {
    { "salsa", 5, 5, "note:Karl[Wants *salsa* shoes,]\nknowledge:How much is salsa?[Ten euros]\nmessage:Priya S.[What is the fee for ]" },
    { "salsa", 0, 5, "message:Priya S.[What is the fee for ]" },
    { "karl shoes", 5, 0, "contact:Karl[]" },                      /* one word in the name, one in the note */
    { "karl", 5, 1, "contact:Karl[]\nnote:Zo\u00eb[Sister of *Karl*]\nmessage:Karl[cancel cancel cancel]" },
    { "in:notes karl", 5, 5, "note:Zo\u00eb[Sister of *Karl*]" },
    { "in:people karl", 5, 5, "contact:Karl[]" },
    { "IN:Knowledge euros", 0, 5, "knowledge:How much is salsa?[Ten *euros*]" },
    { "in:messages salsa", 0, 0, "message:Priya S.[What is the fee for ]" },
    { "in:notes salsa -shoes", 5, 5, "" },
    { "in:notes salsa tag:nobody", 5, 5, "" },
    { "in:notes", 5, 5, "" },
    { "in:notes wants before:2020", 5, 5, "" },
    { "in:notes wants after:2020", 5, 5, "note:Karl[*Wants* salsa shoes,]" },
    { "0111 222", 1, 0, "" },
    { "030 111 222", 1, 0, "contact:Karl[]" },
    { "peanuts", 5, 5, "" },
  };
  SoKnowledge entry = { .question = (char *) "How much is salsa?", .answer = (char *) "Ten euros", .quotable = TRUE };
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autofree char *karl = so_db_text (db, "SELECT id FROM contact WHERE name = 'Karl'", ""), *zoe = so_db_text (db, "SELECT id FROM contact WHERE name LIKE 'Zo%'", "");
  g_autofree char *fact = so_knowledge_save (db, &entry, NULL), *one = NULL, *two = NULL, *field = NULL;
  SoFieldKind kind = { .label = (char *) "Allergies", .kind = (char *) "text", .sensitive = TRUE };

  g_assert_true (so_undo_begin (db, "Notes", NULL));
  one = so_note_add (db, karl, "Wants salsa shoes, size 43", "me", NULL);
  two = so_note_add (db, zoe, "Sister of Karl", "me", NULL);
  field = so_field_kind_save (db, NULL, &kind, NULL);
  g_assert_true (one && two && field && so_field_set (db, karl, field, "peanuts", NULL) && so_undo_end (db, NULL) && so_store_commit (f->store, &db, NULL));
  db = so_store_read (f->store, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *found = grouped (db, rows[i].query, rows[i].few, rows[i].some);

      g_test_message ("%s", rows[i].query);
      g_assert_cmpstr (found, ==, rows[i].found);
    }
}

/* The same where hundreds are found, for that is looked up in another way. */
static void
test_grouped_many (SoTestStore *f, gconstpointer data)
{
  SoKnowledge entry = { .question = (char *) "How many shoes?", .answer = (char *) "Two", .quotable = TRUE };
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autofree char *karl = so_db_text (db, "SELECT id FROM contact WHERE name = 'Karl'", ""), *note = NULL, *fact = so_knowledge_save (db, &entry, NULL);
  g_autofree char *many = NULL, *both = NULL, *few = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (so_undo_begin (db, "Note", NULL));
  note = so_note_add (db, karl, "Has many shoes", "me", NULL);
  g_assert_true (note && fact && so_undo_end (db, NULL));
  for (int i = 0; i < 300; i++)
    {
      g_autofree char *name = g_strdup_printf ("Many %d", i), *address = g_strdup_printf ("many%d@example.org", i);
      g_autoptr (SoCard) card = so_card_new (name);
      gboolean added;

      g_ptr_array_add (card->identities, so_identity_new (SO_IDENTITY_EMAIL, address, NULL));
      g_assert_true (so_contact_add_card (db, card, "49", NULL, &added, NULL) && added);
    }
  g_assert_true (so_store_commit (f->store, &db, NULL));
  db = so_store_read (f->store, NULL);
  many = grouped (db, "many", 2, 5);
  g_assert_true (g_str_has_prefix (many, "contact:Many "));
  g_assert_true (g_str_has_suffix (many, "\nnote:Karl[Has *many* shoes]\nknowledge:How many shoes?[Two]"));
  g_assert_cmpuint (strlen (many), <, 110);
  both = grouped (db, "many shoes", 2, 5);
  g_assert_cmpstr (both, ==, "note:Karl[Has *many* *shoes*]\nknowledge:How many shoes?[Two]");
  few = grouped (db, "many27", 5, 5);
  lines = g_strsplit (few, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);     /* of eleven */
  for (char **line = lines; *line; line++)
    g_assert_true (g_str_has_prefix (*line, "contact:Many 27"));
}

/* Who is given a name, or another one, is found by it: also what they wrote before; and by undo, no more. */
static void
test_renamed (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autofree char *id = so_db_text (db, "SELECT contact_id FROM thread WHERE id = (SELECT thread_id FROM message WHERE remote_id = 'c12')", "");
  g_autofree char *label = NULL, *named = NULL, *undone = NULL, *body = NULL, *link = NULL;

  g_assert_true (so_undo_begin (db, "Renamed", NULL) && so_contact_set_name (db, id, "Wanda Ölmez", NULL) && so_undo_end (db, NULL));
  g_assert_true (so_store_commit (f->store, &db, NULL));
  db = so_store_read (f->store, NULL);
  named = search (db, "from:olmez");
  g_assert_cmpstr (named, ==, "12 13 14");
  body = search (db, "from:wanda cancel in:whatsapp");
  g_assert_cmpstr (body, ==, "12");
  link = search (db, "from:030111222");
  g_assert_cmpstr (link, ==, "12 13 14");
  g_clear_pointer (&db, so_db_release);
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_undo_last (db, &label, NULL) && so_store_commit (f->store, &db, NULL));
  db = so_store_read (f->store, NULL);
  undone = search (db, "from:olmez");
  g_assert_cmpstr (undone, ==, "");
}

/* A number whose name comes later, in a card or with a message. */
static void
test_named_later (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoCard) card = so_card_new ("Xaver");
  g_autofree char *by_card = NULL, *by_message = NULL;
  g_autoptr (SoDb) db = NULL;
  gboolean added;

  g_free (so_test_put (f->store, so_test_message ("c77", "+49160111111", NULL, "first", 1000), NULL));
  g_free (so_test_put (f->store, so_test_message ("c78", "+49160222222", NULL, "first", 2000), NULL));
  g_ptr_array_add (card->identities, so_identity_new (SO_IDENTITY_PHONE, "+49160111111", NULL));
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_contact_add_card (db, card, "49", NULL, &added, NULL) && so_store_commit (f->store, &db, NULL));
  g_free (so_test_put (f->store, so_test_message ("c79", "+49160222222", "Ylva", "second", 3000), NULL));
  db = so_store_read (f->store, NULL);
  by_card = search (db, "from:xaver");
  by_message = search (db, "from:ylva");
  g_assert_cmpstr (by_card, ==, "77");
  g_assert_cmpstr (by_message, ==, "79 78");
}

static void
test_limits (SoTestStore *f, gconstpointer data)
{
  g_autofree char *one_word = g_strnfill (10000, 'a'), *quotes = g_strnfill (10000, '"'), *brackets = g_strnfill (10000, '(');
  g_autofree char *stars = g_strnfill (10000, '*'), *minus = g_strnfill (10000, '-');
  g_autoptr (GString) words = g_string_new ("salsa"), chinese = g_string_new (NULL), negatives = g_string_new (NULL);
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (GPtrArray) two = so_search (db, "in:whatsapp", 2, NULL, NULL), none = so_search (db, "in:whatsapp", 0, NULL, NULL);

  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpuint (none->len, ==, 0);
  while (words->len < 10000)
    g_string_append (words, " class");
  while (chinese->len < 10000)
    g_string_append (chinese, "瑜伽");
  while (negatives->len < 10000)
    g_string_append (negatives, " -cancel");
  const char *const long_ones[] = { one_word, quotes, brackets, stars, minus, chinese->str };
  for (guint i = 0; i < G_N_ELEMENTS (long_ones); i++)
    {
      g_autofree char *found = search (db, long_ones[i]);
      g_assert_cmpstr (found, ==, "");
    }
  g_autofree char *same = search (db, words->str), *without = search (db, negatives->str);
  g_assert_cmpstr (same, ==, "0");
  g_assert_cmpstr (without, ==, "0 1 2 3 4 5 6 7 8 9 10 11 13 14");
}

/* No text is ever an error, whatever stands in it. */
static void
test_random_text (SoTestStore *f, gconstpointer data)
{
  static const char *const pieces[] = {
    "\"", "(", ")", "*", "-", "+", "^", ":", "{", "}", "AND", "OR", "NOT", "NEAR", "NEAR(", ",", "'", "\\", " ", " ", " ", "fee", "class", "日本", "ไทย",
    "from:", "in:", "tag:", "has:", "before:", "after:", "2025-11-21", "in:wa", "has:image", "\360\237\216\211", "é", "e\314\201", "\xff", "\xc3", "0151",
    "body", "who", "meta:xall", ";--", "%", "_", "\t", "\n", "\302\240", "\342\201\250", "ß", "İ", "\357\277\275", "x", "\340\270\261", "\314\201",
  };
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);

  for (int i = 0; i < 3000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *found = NULL;

      for (int k = g_test_rand_int_range (1, 9); k > 0; k--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      found = search (db, text->str);
    }
}

static void
test_snippets (SoTestStore *f, gconstpointer data)
{
  static const struct { const char *query, *text; guint chars; const char *expected; } rows[] = {
    { "fee", "The fee is", 50, "The [fee] is" }, { "FE", "The fee is", 50, "The [fe]e is" }, { "ee", "The fee", 50, "The fee" },
    { "fee is", "The fee is", 50, "The [fee] [is]" }, { "\"fee is\"", "The fee is", 50, "The [fee is]" }, { "\"fee is\"", "The fee\n\n is", 50, "The [fee is]" },
    { "-fee is", "The fee is", 50, "The fee [is]" }, { "from:anna", "The fee", 50, "The fee" }, { "grusse", "Viele Grüße!", 50, "Viele [Grüße]!" },
    { "gru", "Viele Grüße!", 50, "Viele [Grü]ße!" }, { "cafe", "Un cafe\314\201 noir", 50, "Un [cafe]\314\201 noir" }, { "瑜伽", "你好瑜伽课", 50, "你好[瑜伽]课" },
    { "fee", "\342\201\250fake\342\201\251 fee", 50, "fake [fee]" }, { "fee", "", 50, "" },
    { "end", "a b c d e f g h i j k l m n o p q r s t u v w x y z the end", 20, "…y z the [end]" },
    { "x", "aaaa bbbb cccc dddd", 9, "aaaa bbbb…" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoSearchQuery) query = so_search_query_parse (rows[i].query, NULL);
      g_autofree char *snippet = so_search_query_snippet (query, rows[i].text, rows[i].chars);
      g_autoptr (GString) shown = g_string_new (snippet);

      g_string_replace (shown, "\342\201\250", "[", 0);
      g_string_replace (shown, "\342\201\251", "]", 0);
      if (i == G_N_ELEMENTS (rows) - 2)
        g_assert_true (g_str_has_prefix (shown->str, "…") && g_str_has_suffix (shown->str, "the [end]"));
      else
        g_assert_cmpstr (shown->str, ==, rows[i].expected);
    }
}

/* The oracle: the folded words of @text, split as a reader would. */
static GStrv
words_of (const char *text)
{
  g_autofree char *folded = so_text_fold (text);

  return g_strsplit (folded, " ", -1);
}

static gboolean
oracle (GStrv *words, const char *const *query)
{
  for (guint q = 0; query[q]; q++)
    {
      gboolean negative = query[q][0] == '-', found = FALSE;
      g_autofree char *folded = so_text_fold (query[q] + negative);

      for (guint i = 0; (*words)[i]; i++)
        found |= g_str_has_prefix ((*words)[i], folded);
      if (found == negative)
        return FALSE;
    }
  return TRUE;
}

/* A random corpus, searched by the index and by reading everything: the same messages, the newest first. */
static void
test_oracle (SoTestStore *f, gconstpointer data)
{
  static const char *const vocabulary[] = {
    "class", "classes", "clásico", "fee", "feet", "Straße", "strass", "Ёлка", "елки", "über", "uber", "ubermut", "İzmir", "izmir", "naïve", "Привет",
    "ﬁn", "fin", "ÉCOLE", "ecole", "हिन्दी", "हिन्दू", "أحمد", "احمد", "ΟΔΟΣ", "οδος", "42", "421", "x", "Zürich", "zur",
  };
  static const char *const queries[] = {
    "class", "cla", "clas", "fe", "fee", "strass", "STRASSE", "ел", "uber", "Ü", "iz", "naive", "прив", "fin", "éco", "हिन्", "हिन्दी", "احم", "οδο", "42", "x", "z",
    "class fee", "fee -class", "uber -ubermut", "-fee", "-x -z", "strass елка 42",
  };
  GStrv words[400];
  g_autoptr (SoDb) db = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *id = g_strdup_printf ("r%u", i);

      for (int k = g_test_rand_int_range (1, 6); k > 0; k--)
        g_string_append_printf (text, "%s ", vocabulary[g_test_rand_int_range (0, G_N_ELEMENTS (vocabulary))]);
      words[i] = words_of (text->str);
      g_free (so_test_put (f->store, so_test_message (id, "+4930999", "Qqq", text->str, (gint64) (1000 + i) * 1000), i % 3 ? "batch" : NULL));
    }
  db = so_store_read (f->store, NULL);
  for (guint q = 0; q < G_N_ELEMENTS (queries); q++)
    {
      g_auto (GStrv) parts = g_strsplit (queries[q], " ", -1);
      g_autofree char *limited = g_strconcat (queries[q], " before:2000-01-01", NULL), *found = search (db, limited);
      g_autoptr (GString) expected = g_string_new (NULL);

      for (guint i = G_N_ELEMENTS (words); i-- > 0;)
        if (oracle (&words[i], (const char *const *) parts))
          g_string_append_printf (expected, "%s%u", expected->len ? " " : "", i);
      g_test_message ("%s", queries[q]);
      g_assert_cmpstr (found, ==, expected->str);
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_strfreev (words[i]);
}

/* Many messages of one second: each has its place in the index. */
static void
test_same_second (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoCareReport) report = NULL;
  g_autoptr (SoDb) db = NULL;

  for (int i = 0; i < 50; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%d", i);
      g_free (so_test_put (f->store, so_test_message (id, "+4930999", "Q", "pomelo", 5000 + i), NULL));
    }
  so_test_sql (f->store, "INSERT INTO message (n, id, thread_id, direction, sent_at, sender, text, state, created_at) SELECT n + 1048576, id || 'x', thread_id,"
               " direction, sent_at, sender, text, state, created_at FROM message WHERE remote_id LIKE 's%'; UPDATE thread SET messages ="
               " (SELECT count(*) FROM message WHERE thread_id = thread.id)");
  /* Numbers that agree in the bits that the index has room for. */
  db = so_store_begin (f->store, NULL, NULL);
  g_autoptr (GArray) twins = so_db_numbers (db, NULL, "SELECT n FROM message WHERE n > 1048576", "");
  for (guint i = 0; i < twins->len; i++)
    so_search_index_put (db, SO_HIT_MESSAGE, g_array_index (twins, gint64, i), 5000, "pomelo", "Q", NULL, "xall");
  g_assert_true (so_store_commit (f->store, &db, NULL));
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM search WHERE search MATCH 'body : pomelo'"), ==, 100);
  report = so_care_check (f->store, NULL, NULL);
  g_assert_true (report->ok);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/store/search/" name, SoTestStore, NULL, set_up, function, so_test_store_tear_down)
  ADD ("table", test_table);
  ADD ("kinds", test_kinds);
  ADD ("grouped", test_grouped);
  ADD ("grouped-many", test_grouped_many);
  ADD ("states", test_states);
  ADD ("renamed", test_renamed);
  ADD ("named-later", test_named_later);
  ADD ("limits", test_limits);
  ADD ("random-text", test_random_text);
  ADD ("snippets", test_snippets);
  ADD ("oracle", test_oracle);
  ADD ("same-second", test_same_second);
  return g_test_run ();
}
