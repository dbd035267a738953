/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-check-facts.h"
#include "so-clock.h"
#include "so-consents.h"
#include "so-copies.h"
#include "so-db.h"
#include "so-error.h"
#include "so-outbox.h"
#include "so-people.h"
#include "so-settings.h"
#include "so-standing-verbs.h"
#include "so-studio-private.h"
#include "so-threads.h"

#include <string.h>

/* "Reply all": who it goes to, that it is approved with the rest, and that nothing does it by itself. */

#define HEAD(more) "From: Ana <ana@example.org>\r\nSubject: Hall\r\nMessage-ID: <m@example.org>\r\n" more "\r\nBody\r\n"

typedef struct {
  SoTestScene scene;
  char *mail;       /* the account */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (SoDb) db = NULL;
  SoAccount account = { .channel = SO_CHANNEL_MAIL, .name = (char *) "Mail", .address = (char *) "studio@salsa.example",
                        .transport = (char *) "test", .settings = (char *) "{\"aliases\":\"info@salsa.example, office@salsa.example\"}" };

  so_test_scene_set_up (&f->scene, data);
  db = so_store_begin (so_studio_get_store (f->scene.test->studio), NULL, NULL);
  f->mail = so_account_add (db, &account, NULL);
  g_assert_true (f->mail && so_store_commit (so_studio_get_store (f->scene.test->studio), &db, NULL));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  so_test_scene_tear_down (&f->scene, data);
  g_free (f->mail);
}

/* Ana writes a mail with this header; its thread. */
static char *
receive (Fixture *f, const char *raw)
{
  static guint serial;
  SoStore *store = so_studio_get_store (f->scene.test->studio);
  g_autoptr (SoIncoming) mail = so_incoming_new (SO_CHANNEL_MAIL);
  SoIngest how = { .account_id = f->mail, .country = "49" };
  g_auto (SoIngested) stored = { 0 };
  g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);

  mail->remote_id = g_strdup_printf ("mail-%u@example.org", ++serial);
  mail->thread_key = g_strdup_printf ("gmail:%u", serial);
  mail->title = g_strdup ("Hall");
  mail->sent_at = so_now ();
  mail->sender = so_identity_new (SO_IDENTITY_EMAIL, "ana@example.org", "Ana");
  mail->raw = raw ? g_bytes_new (raw, strlen (raw)) : NULL;
  g_ptr_array_add (mail->parts, so_part_new_text ("May we use the hall?"));
  g_assert_true (so_ingest (db, mail, &how, &stored, NULL) && so_store_commit (store, &db, NULL));
  return g_steal_pointer (&stored.thread_id);
}

static const struct {
  const char *raw, *copies, *list;
} found[] = {
  { HEAD ("To: studio@salsa.example\r\n"), "", NULL },
  { HEAD ("To: studio@salsa.example, Ben <ben@example.org>\r\nCc: \"Perez, Cleo\" <cleo@example.org>, ana@example.org\r\n"), "Ben <ben@example.org>, \"Perez, Cleo\" <cleo@example.org>", NULL },
  { HEAD ("To: INFO@salsa.example, office+x@salsa.example, ben@example.org\r\n"), "ben@example.org", NULL },
  { HEAD ("To: hello@other.example, ben@example.org\r\nDelivered-To: hello@other.example\r\n"), "ben@example.org", NULL },
  { HEAD ("To: studio@salsa.example\r\nCc: ben@example.org, BEN@example.org, no-reply@shop.example\r\n"), "ben@example.org", NULL },
  { HEAD ("Reply-To: team@example.org\r\nTo: studio@salsa.example\r\n"), "team@example.org", NULL },
  { HEAD ("To: salsa@lists.example\r\nCc: ben@example.org\r\nList-Post: <mailto:salsa@lists.example>\r\n"), "ben@example.org", "salsa@lists.example" },
  { HEAD ("To: salsa@lists.example, ben@example.org\r\nList-Id: <salsa.lists.example>\r\n"), "", "salsa@lists.example" },
  { "no header at all", "", NULL }, { NULL, "", NULL },
};

static void
test_find (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    {
      g_autofree char *thread = receive (f, found[i].raw), *list = NULL, *copies = so_studio_dup_copies (f->scene.test->studio, thread, &list);

      g_test_message ("%s", found[i].raw);
      g_assert_cmpstr (copies, ==, found[i].copies);
      g_assert_cmpstr (list, ==, found[i].list);
    }
  {
    g_autofree char *chat = so_studio_dup_copies (f->scene.test->studio, f->scene.thread, NULL), *none = so_studio_dup_copies (f->scene.test->studio, "nothing", NULL);

    g_assert_cmpstr (chat, ==, "");
    g_assert_cmpstr (none, ==, "");
  }
}

/* The studio in which the one answer of the scene has left. */
static SoStudio *
quiet (Fixture *f)
{
  so_clock_set (SECONDS (6));
  so_test_dispatch (f->scene.test->studio);
  g_ptr_array_set_size (f->scene.channel->copies, 0);
  return f->scene.test->studio;
}

static void
test_leaves (Fixture *f, gconstpointer data)
{
  SoStudio *studio = quiet (f);
  g_autofree char *thread = receive (f, HEAD ("To: studio@salsa.example\r\n")), *draft = so_test_do (studio, SO_VERB_WRITE, thread, "Yes");
  g_autoptr (SoDraft) stored = NULL;

  g_assert_null (so_test_do (studio, SO_VERB_COPIES, draft, " Ben <ben@example.org>;ben@example.org Bcc: cleo@example.org"));
  stored = so_test_draft (studio, draft);
  g_assert_cmpstr (stored->cc, ==, "Ben <ben@example.org>");
  g_assert_cmpstr (stored->bcc, ==, "cleo@example.org");
  g_assert_null (so_test_do (studio, SO_VERB_APPROVE, draft, NULL));
  so_clock_set (SECONDS (30));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
  g_assert_cmpstr (f->scene.channel->copies->pdata[0], ==, "Ben <ben@example.org>|cleo@example.org");
  so_test_refuses (studio, SO_VERB_COPIES, draft, "dora@example.org");
}

/* Whom it goes to is part of what was approved: whoever changes that row sends nothing. */
static void
test_approved (Fixture *f, gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE draft SET cc = 'ben@example.org, eve@example.org'", "UPDATE draft SET bcc = 'eve@example.org'", "UPDATE draft SET cc = NULL",
    "UPDATE draft SET bcc = cc, cc = NULL",
  };
  SoStudio *studio = quiet (f);

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *thread = receive (f, HEAD ("")), *draft = so_test_do (studio, SO_VERB_WRITE, thread, "Yes");
      g_autoptr (SoDraft) after = NULL;
      g_autoptr (SoDb) db = NULL;

      g_assert_null (so_test_do (studio, SO_VERB_COPIES, draft, "ben@example.org"));
      g_assert_null (so_test_do (studio, SO_VERB_APPROVE, draft, NULL));
      so_test_refuses (studio, SO_VERB_COPIES, draft, "eve@example.org");
      db = so_store_begin (so_studio_get_store (studio), NULL, NULL);
      g_assert_true (so_db_script (db, changes[i], NULL) && so_store_commit (so_studio_get_store (studio), &db, NULL));
      so_clock_set (so_now () + 30000);
      g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
      after = so_test_draft (studio, draft);
      g_assert_cmpint (after->state, ==, SO_DRAFT_EDITED);
      g_assert_cmpstr (after->reason, ==, "changed_after_approval");
      g_assert_null (so_test_do (studio, SO_VERB_DISCARD, draft, "3"));
    }
  g_assert_cmpuint (f->scene.channel->copies->len, ==, 0);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  static const char *const wrong[] = { "ben", "ben@example.org cleo@example.org", "ben@example.org bcc: eve@", "<>", "a@b@c" };
  SoStudio *studio = f->scene.test->studio;
  g_autofree char *thread = receive (f, HEAD ("")), *draft = so_test_do (studio, SO_VERB_WRITE, thread, "Yes"), *chat = NULL;
  g_autoptr (SoDraft) stored = NULL;
  g_autoptr (GString) many = g_string_new (NULL);

  for (guint i = 0; i < 51; i++)
    g_string_append_printf (many, "a%u@example.org,", i);
  g_assert_null (so_test_do (studio, SO_VERB_COPIES, draft, "ben@example.org"));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    so_test_refuses (studio, SO_VERB_COPIES, draft, wrong[i]);
  so_test_refuses (studio, SO_VERB_COPIES, draft, many->str);
  so_test_refuses (studio, SO_VERB_COPIES, draft, NULL);
  stored = so_test_draft (studio, draft);
  g_assert_cmpstr (stored->cc, ==, "ben@example.org");
  g_assert_null (so_test_do (studio, SO_VERB_DISCARD, f->scene.draft ? draft : NULL, "3"));
  so_test_do (studio, SO_VERB_RECALL, f->scene.draft, NULL);
  chat = so_test_do (studio, SO_VERB_WRITE, f->scene.thread, "In a chat");
  so_test_refuses (studio, SO_VERB_COPIES, chat, "ben@example.org");
  g_assert_null (so_test_do (studio, SO_VERB_COPIES, chat, ""));
}

/* A list is warned of, and who opted out stops it. */
static void
test_checks (Fixture *f, gconstpointer data)
{
  SoStudio *studio = f->scene.test->studio;
  g_autofree char *thread = receive (f, HEAD ("To: salsa@lists.example\r\nList-Post: <mailto:salsa@lists.example>\r\n")), *draft = so_test_do (studio, SO_VERB_WRITE, thread, "Yes");
  g_autoptr (SoIdentity) ben = so_identity_new (SO_IDENTITY_EMAIL, "ben@example.org", "Ben");
  g_autofree char *contact = NULL, *identity = NULL;
  g_autoptr (SoDb) db = NULL;

  g_assert_null (so_test_do (studio, SO_VERB_COPIES, draft, "Salsa@Lists.example"));
  so_test_refuses (studio, SO_VERB_APPROVE, draft, NULL);
  g_assert_cmpuint (so_studio_check_draft (studio, draft, NULL), ==, 1u << SO_CHECK_LIST);
  g_assert_null (so_test_do (studio, SO_VERB_COPIES, draft, "ben@example.org"));
  g_assert_cmpuint (so_studio_check_draft (studio, draft, NULL), ==, 0);
  db = so_store_begin (so_studio_get_store (studio), NULL, NULL);
  contact = so_people_find_or_make (db, ben, "49", "mail", NULL, NULL, NULL);
  identity = so_consent_identity (db, contact, "ben@example.org", "49");
  g_assert_true (so_consent_record (db, &(SoConsent) { .identity_id = identity, .channel = (char *) "", .purpose = SO_PURPOSE_SERVICE,
                                                       .state = SO_CONSENT_WITHDRAWN, .how = SO_CONSENT_BY_OWNER, .at = so_now () }, NULL));
  g_assert_true (so_store_commit (so_studio_get_store (studio), &db, NULL));
  g_assert_cmpuint (so_studio_check_draft (studio, draft, NULL), ==, 1u << SO_CHECK_COPY_CONSENT);
  so_test_refuses (studio, SO_VERB_APPROVE, draft, NULL);
}

/* What a rule lets go answers who wrote: with a copy in it nothing leaves, even where its approval says so. */
static void
test_by_rule (Fixture *f, gconstpointer data)
{
  SoStudio *studio = quiet (f);
  SoStore *store = so_studio_get_store (studio);

  for (guint by_rule = 0; by_rule < 2; by_rule++)
    {
      g_autofree char *thread = receive (f, HEAD ("Cc: ben@example.org\r\n")), *draft = so_test_do (studio, SO_VERB_WRITE, thread, "Yes");
      SoApprovalNote note = { .approver = by_rule ? "standing" : "owner", .method = by_rule ? "rule" : "key", .standing_version = by_rule };
      g_autoptr (SoDb) db = NULL;
      g_autoptr (SoDraft) after = NULL;

      g_assert_null (so_test_do (studio, SO_VERB_COPIES, draft, "ben@example.org"));
      db = so_store_begin (store, NULL, NULL);
      g_assert_true (so_draft_approve (db, draft, &note, so_now (), NULL) && so_store_commit (store, &db, NULL));
      g_assert_cmpuint (so_test_dispatch (studio), ==, by_rule ? 0 : 1);
      after = so_test_draft (studio, draft);
      g_assert_cmpstr (after->reason, ==, by_rule ? "reply_all" : NULL);
    }
  g_assert_cmpuint (f->scene.channel->copies->len, ==, 1);
  g_assert_cmpstr (f->scene.channel->copies->pdata[0], ==, "ben@example.org|");
}

/* Nothing that is proposed has a copy, whoever the question went to. */
static void
test_proposed (Fixture *f, gconstpointer data)
{
  SoStudio *studio = f->scene.test->studio;
  g_autofree char *entry = so_test_teach (studio, "other", "May we use the hall?", "Yes, the hall is free on Sundays."), *thread = receive (f, HEAD ("Cc: ben@example.org\r\n"));
  g_autofree char *draft = so_test_do (studio, SO_VERB_PROPOSE, thread, NULL);
  g_autoptr (SoDraft) stored = so_test_draft (studio, draft);

  g_assert_null (stored->cc);
  g_assert_null (stored->bcc);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/engine/copies/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("find", test_find);
  ADD ("leaves", test_leaves);
  ADD ("approved", test_approved);
  ADD ("refused", test_refused);
  ADD ("checks", test_checks);
  ADD ("by-rule", test_by_rule);
  ADD ("proposed", test_proposed);
  return g_test_run ();
}
