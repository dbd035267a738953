/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-check-facts.h"
#include "so-clock.h"
#include "so-db.h"
#include "so-draft-facts.h"
#include "so-drafts.h"
#include "so-knowledge-base.h"
#include "so-share.h"
#include "so-threads.h"

#include <glib/gstdio.h>

/* What the studio knows around a draft, as bits of so-checks.h. */

#define B(check) (1u << SO_CHECK_##check)

static void
test_hosts (void)
{
  static const struct { const char *text, *hosts; } rows[] = {
    { "nothing here", "" }, { "https://salsa.example/plan and more", "salsa.example" }, { "http://SALSA.example", "salsa.example" },
    { "www.salsa.example", "salsa.example" }, { "see salsa.example/plan.", "salsa.example" }, { "ana@salsa.example", "" },
    { "Tue.Wed", "" }, { "2.50 or 3/4", "" }, { "https://user:pw@evil.example/x", "evil.example" }, { "(https://a.example) https://b.example:8443/", "a.example b.example" },
    { "https://münchen.example/a", "münchen.example" }, { "and/or", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) hosts = so_check_link_hosts (rows[i].text);
      g_autofree char *all = g_strjoinv (" ", hosts);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (all, ==, rows[i].hosts);
    }
}

/* Draft texts in a conversation with Ana, who wrote "When is the next class, please?"; Bea is another customer. */
static void
test_texts (void)
{
  static const struct { const char *text; guint bits; } rows[] = {
    { "On Tuesday.", 0 },
    { "Ring +49 30 7654321", B (OTHER_PERSON) },
    { "Ring 030/7654321", B (OTHER_PERSON) },                  /* Bea's number as Berlin writes it */
    { "Your number is +49 30 1112222", 0 },                    /* Ana's own */
    { "Ring us: +49 30 9998888", 0 },                          /* the studio's */
    { "Ring +49 30 5550000", 0 },                              /* nobody's here */
    { "On 2025-11-24 at 18:00, 12 to 15 people", 0 },
    { "https://elsewhere.example", B (LINK) },
    { "https://norte.example/plan", 0 },                       /* the studio's mail domain */
    { "https://shop.norte.example/plan", 0 },
    { "https://notnorte.example/plan", B (LINK) },
    { "https://allowed.example and https://other.allowed.example", 0 },
    { "Der Kurs ist am Dienstag um achtzehn Uhr, und ich freue mich auf dich.", B (LANGUAGE) },
    { "The class is on Tuesday at six, and I am looking forward to it.", 0 },
  };
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  SoProfile profile = { .name = (char *) "Norte", .kind = (char *) "dance", .zone = (char *) "Europe/Berlin", .currency = (char *) "EUR",
                        .country = (char *) "49", .email = (char *) "hola@norte.example", .phone = (char *) "+49309998888" };
  g_autoptr (SoIncoming) from_ana = so_incoming_new (SO_CHANNEL_SMS), from_bea = so_incoming_new (SO_CHANNEL_SMS);
  g_auto (SoIngested) ana = { 0 }, bea = { 0 };
  SoIngest how = { .country = "49" };
  g_autoptr (SoDb) db = NULL;
  g_autofree char *draft = NULL;

  g_assert_true (so_studio_set_up (test->studio, &profile, NULL));
  g_free (so_test_do (test->studio, SO_VERB_SAVE_SETTING, "links.allowed", "allowed.example"));
  from_ana->remote_id = g_strdup ("a");
  from_ana->thread_key = g_strdup ("+49301112222");
  from_ana->sent_at = so_now ();
  from_ana->sender = so_identity_new (SO_IDENTITY_PHONE, "+49301112222", "Ana");
  g_ptr_array_add (from_ana->parts, so_part_new_text ("When is the next class, please?"));
  from_bea->remote_id = g_strdup ("b");
  from_bea->thread_key = g_strdup ("+49307654321");
  from_bea->sent_at = so_now ();
  from_bea->sender = so_identity_new (SO_IDENTITY_PHONE, "+49307654321", "Bea");
  g_ptr_array_add (from_bea->parts, so_part_new_text ("Hi"));
  db = so_store_begin (so_studio_get_store (test->studio), NULL, NULL);
  g_assert_true (so_ingest (db, from_ana, &how, &ana, NULL) && so_ingest (db, from_bea, &how, &bea, NULL));
  {
    SoDraftNew values = { .thread_id = ana.thread_id, .text = "x", .origin = "owner", .reply_to = ana.message_id };
    draft = so_draft_add (db, &values, NULL);
  }
  g_assert_true (so_store_commit (so_studio_get_store (test->studio), &db, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].text);
      g_free (so_test_do (test->studio, SO_VERB_EDIT, draft, rows[i].text));
      g_assert_cmphex (so_studio_check_draft (test->studio, draft, NULL), ==, rows[i].bits);
    }
}

/* Warned of, then seen, then approved; the record says so; a changed text has to be looked at anew. */
static void
test_acknowledged (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *thread = so_test_receive (test->studio, "mail", "Ana", "Hi", NULL, NULL);
  g_autofree char *draft = so_test_do (test->studio, SO_VERB_WRITE, thread, "https://elsewhere.example"), *warnings = NULL;
  g_autoptr (SoDb) db = NULL;

  so_test_refuses (test->studio, SO_VERB_APPROVE, draft, NULL);
  so_test_refuses (test->studio, SO_VERB_ACKNOWLEDGE, draft, "empty");
  so_test_refuses (test->studio, SO_VERB_ACKNOWLEDGE, draft, "nonsense");
  g_assert_null (so_test_do (test->studio, SO_VERB_ACKNOWLEDGE, draft, "unknown_link"));
  g_free (so_test_do (test->studio, SO_VERB_EDIT, draft, "https://elsewhere.example/again"));
  so_test_refuses (test->studio, SO_VERB_APPROVE, draft, NULL);
  g_assert_null (so_test_do (test->studio, SO_VERB_ACKNOWLEDGE, draft, "unknown_link"));
  g_assert_null (so_test_do (test->studio, SO_VERB_APPROVE, draft, "key 1830"));
  db = so_store_read (so_studio_get_store (test->studio), NULL);
  g_assert_cmpint (so_draft_approved_at (db, draft, &warnings), ==, SO_TEST_NOW);
  g_assert_cmpstr (warnings, ==, "unknown_link");
  g_clear_pointer (&db, so_db_release);
  /* What she has seen holds up nothing at dispatch. */
  so_clock_set (SO_TEST_NOW + 11000);
  g_assert_cmpuint (so_test_dispatch (test->studio), ==, 1);
}

static void
test_duplicate (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *thread = so_test_receive (test->studio, "mail", "Ana", "Hi", NULL, NULL);
  g_autofree char *other = so_test_receive (test->studio, "mail", "Bea", "Hi", NULL, NULL);
  g_autofree char *first = so_test_do (test->studio, SO_VERB_WRITE, thread, "Hello"), *again = NULL, *bea = NULL;

  g_assert_null (so_test_do (test->studio, SO_VERB_APPROVE, first, NULL));
  again = so_test_do (test->studio, SO_VERB_WRITE, thread, " Hello ");
  bea = so_test_do (test->studio, SO_VERB_WRITE, other, "Hello");
  g_assert_cmphex (so_studio_check_draft (test->studio, again, NULL), ==, B (DUPLICATE));   /* on its way */
  g_assert_cmphex (so_studio_check_draft (test->studio, bea, NULL), ==, 0);
  so_clock_set (SO_TEST_NOW + 11000);
  g_assert_cmpuint (so_test_dispatch (test->studio), ==, 1);
  so_clock_set (SO_TEST_NOW + 12 * 3600000 + 11000);
  g_assert_cmphex (so_studio_check_draft (test->studio, again, NULL), ==, B (DUPLICATE));   /* sent twelve hours ago */
  so_clock_set (SO_TEST_NOW + 12 * 3600000 + 11001);
  g_assert_cmphex (so_studio_check_draft (test->studio, again, NULL), ==, 0);
}

/* The entry it was made from says something else now, or is gone. */
static void
test_facts_changed (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *entry = so_test_teach (test->studio, "Prices", "What is the fee?", "15 € a class");
  g_autofree char *thread = so_test_receive (test->studio, "mail", "Ana", "What is the fee?", NULL, NULL);
  g_autofree char *draft = so_test_do (test->studio, SO_VERB_PROPOSE, thread, NULL);
  SoKnowledge changed = { .id = entry, .category = (char *) "Prices", .question = (char *) "What is the fee?", .answer = (char *) "18 € a class",
                          .quotable = TRUE };
  g_autoptr (SoDb) db = NULL;

  g_assert_nonnull (draft);
  g_assert_cmphex (so_studio_check_draft (test->studio, draft, NULL), ==, 0);
  db = so_store_begin (so_studio_get_store (test->studio), NULL, NULL);
  g_free (so_knowledge_save (db, &changed, NULL));
  g_assert_true (so_store_commit (so_studio_get_store (test->studio), &db, NULL));
  g_assert_cmphex (so_studio_check_draft (test->studio, draft, NULL), ==, B (FACTS));
  so_test_refuses (test->studio, SO_VERB_APPROVE, draft, NULL);
}

static gboolean
is_stale (SoTestStudio *test, const char *thread, const char *kind, const char *id, gint64 version)
{
  SoStore *store = so_studio_get_store (test->studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);
  g_autofree char *sources = g_strdup_printf ("[{\"kind\":\"%s\",\"id\":\"%s\",\"title\":\"x\",\"version\":%" G_GINT64_FORMAT "}]", kind, id, version);
  g_autofree char *draft = so_draft_add (db, &(SoDraftNew) { .thread_id = thread, .text = "Hello", .origin = "knowledge", .sources = sources }, NULL);

  g_assert_true (so_store_commit (store, &db, NULL));
  return so_studio_check_draft (test->studio, draft, NULL) & B (FACTS);
}

/* What a draft follows, such as a trial or a missed call, is no fact that could change; a row that is gone did. */
static void
test_facts_of_kinds (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *entry = so_test_teach (test->studio, "Prices", "What is the fee?", "15 € a class");
  g_autofree char *thread = so_test_receive (test->studio, "mail", "Ana", "Hi", NULL, NULL);
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (test->studio), NULL, NULL);

  g_assert_true (so_db_run (db, NULL, "INSERT INTO sequence (id, name, steps, version, created_at, updated_at) VALUES ('s', 'After a trial', '[]', 2, 1, 1)", ""));
  g_assert_true (so_store_commit (so_studio_get_store (test->studio), &db, NULL));
  g_assert_false (is_stale (test, thread, "trial", "t", 3));
  g_assert_false (is_stale (test, thread, "call", "c", 1));
  g_assert_false (is_stale (test, thread, "sequence", "s", 2));
  g_assert_true (is_stale (test, thread, "sequence", "s", 1));
  g_assert_false (is_stale (test, thread, "knowledge", entry, 1));
  g_assert_true (is_stale (test, thread, "knowledge", "gone", 1));
  g_assert_true (is_stale (test, thread, "price", "gone", 1));
}

static void
test_files_and_people (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *thread = so_test_receive (test->studio, "mail", "Ana", "Hi", NULL, NULL), *path = g_build_filename (test->folder, "plan.pdf", NULL);
  g_autofree char *draft = so_test_do (test->studio, SO_VERB_WRITE, thread, ""), *kept = NULL, *hash = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (SoDb) db = NULL;

  g_assert_cmphex (so_studio_check_draft (test->studio, draft, NULL), ==, B (EMPTY));
  so_test_refuses (test->studio, SO_VERB_ATTACH, draft, "/nowhere/plan.pdf");
  g_assert_true (g_file_set_contents (path, "%PDF", -1, NULL));
  g_assert_null (so_test_do (test->studio, SO_VERB_ATTACH, draft, path));
  g_assert_cmphex (so_studio_check_draft (test->studio, draft, NULL), ==, 0);   /* a file says enough */
  db = so_store_read (so_studio_get_store (test->studio), NULL);
  files = so_draft_files (db, draft, NULL);
  g_clear_pointer (&db, so_db_release);
  kept = so_store_file_path (so_studio_get_store (test->studio), ((SoDraftFile *) files->pdata[0])->sha256);
  g_assert_cmpint (g_unlink (kept), ==, 0);
  g_assert_cmphex (so_studio_check_draft (test->studio, draft, NULL), ==, B (FILE_GONE));
  so_test_refuses (test->studio, SO_VERB_APPROVE, draft, NULL);
  /* Another computer of the studio may have it. */
  db = so_store_begin (so_studio_get_store (test->studio), NULL, NULL);
  g_assert_true (so_share_start (db, NULL) && so_store_commit (so_studio_get_store (test->studio), &db, NULL));
  g_assert_cmphex (so_studio_check_draft (test->studio, draft, NULL), ==, B (FILE_AWAY));
  so_test_refuses (test->studio, SO_VERB_APPROVE, draft, NULL);
  so_test_refuses (test->studio, SO_VERB_DETACH, draft, "nothing");
  g_assert_null (so_test_do (test->studio, SO_VERB_DETACH, draft, ((SoDraftFile *) files->pdata[0])->id));
  g_assert_cmphex (so_studio_check_draft (test->studio, draft, NULL), ==, B (EMPTY));
}

static void
test_names_file (void)
{
  static const char *const promise[] = { "Attached is the plan.", "Hola\nte mando el horario adjunto", "Anbei die Preise", "Der Plan steht im Anhang.",
                                         "Vous trouverez le tarif ci-joint.", "Segue em anexo", "See the ATTACHMENT" };
  static const char *const none[] = { "See you on Tuesday", "> Attached is the plan.\nThank you", "Wir hängen sehr daran", "reattachedly", "" };

  for (guint i = 0; i < G_N_ELEMENTS (promise); i++)
    g_assert_true (so_check_names_file (promise[i]));
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_false (so_check_names_file (none[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check-facts/hosts", test_hosts);
  g_test_add_func ("/check-facts/texts", test_texts);
  g_test_add_func ("/check-facts/names-file", test_names_file);
  g_test_add_func ("/check-facts/acknowledged", test_acknowledged);
  g_test_add_func ("/check-facts/duplicate", test_duplicate);
  g_test_add_func ("/check-facts/facts-changed", test_facts_changed);
  g_test_add_func ("/check-facts/facts-of-kinds", test_facts_of_kinds);
  g_test_add_func ("/check-facts/files-and-people", test_files_and_people);
  return g_test_run ();
}
