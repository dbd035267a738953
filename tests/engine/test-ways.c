/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-check-facts.h"
#include "so-clock.h"
#include "so-consents.h"
#include "so-db.h"
#include "so-people.h"
#include "so-settings.h"
#include "so-studio-private.h"
#include "so-threads.h"
#include "so-ways.h"

#include <string.h>

/* An answer by another way than the one by which they wrote: which there are, that it is approved with the rest, and what is left behind. */

#define NUMBER "+4915112345678"
#define DAY G_GINT64_CONSTANT (86400000)

typedef struct {
  SoTestStudio *test;
  SoTestChannel *channel;
  char *whatsapp, *sms, *mail;    /* accounts */
  char *thread, *contact;
} Fixture;

static char *
text_of (Fixture *f, const char *sql)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (f->test->studio), NULL);

  return so_db_text (db, sql, "");
}

#define assert_sql(f, sql, expected) G_STMT_START { g_autofree char *is_ = text_of (f, sql); g_assert_cmpstr (is_, ==, expected); } G_STMT_END

/* Ana writes by WhatsApp; her address is known, and so is her number. */
static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (SoIncoming) in = NULL;
  g_autoptr (SoIdentity) mail = so_identity_new (SO_IDENTITY_EMAIL, "ana@example.org", NULL);
  g_auto (SoIngested) stored = { 0 };
  g_autoptr (SoDb) db = NULL;

  f->test = so_test_studio_new ();
  in = so_test_incoming ("whatsapp", "Ana", "Do you have places?");
  f->channel = so_test_channel_new ();
  so_studio_set_outlet (f->test->studio, so_test_channel_open, f->channel);
  f->whatsapp = so_test_add_account (f->test->studio, "whatsapp", "test", NULL);
  f->sms = so_test_add_account (f->test->studio, "sms", "test", NULL);
  f->mail = so_test_add_account (f->test->studio, "mail", "test", NULL);
  db = so_store_begin (so_studio_get_store (f->test->studio), NULL, NULL);
  g_set_str (&in->thread_key, NUMBER + 1);
  so_identity_free (in->sender);
  in->sender = so_identity_new (SO_IDENTITY_PHONE, NUMBER, "Ana");
  g_assert_true (so_ingest (db, in, &(SoIngest) { .account_id = f->whatsapp, .country = "49" }, &stored, NULL));
  f->thread = g_steal_pointer (&stored.thread_id);
  f->contact = so_db_text (db, "SELECT contact_id FROM thread WHERE id = ?", "t", f->thread);
  g_assert_true (so_people_add_identity (db, f->contact, mail, "49", NULL, NULL));
  g_assert_true (so_store_commit (so_studio_get_store (f->test->studio), &db, NULL));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  so_test_studio_free (f->test);
  g_object_unref (f->channel);
  g_free (f->whatsapp);
  g_free (f->sms);
  g_free (f->mail);
  g_free (f->thread);
  g_free (f->contact);
}

static void
test_list (Fixture *f, gconstpointer data)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (f->test->studio), NULL);
  g_autoptr (GPtrArray) ways = so_way_list (db, f->thread, NULL), none = so_way_list (db, "nothing", NULL);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < ways->len; i++)
    {
      const SoWay *way = ways->pdata[i];
      g_string_append_printf (all, "%s %s %s\n", so_channel_kind_nick (way->channel), way->to->value, way->thread_id ? "known" : "new");
    }
  g_assert_cmpstr (all->str, ==, "whatsapp " NUMBER " known\nmail ana@example.org new\nsms " NUMBER " new\n");
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_around (Fixture *f, gconstpointer data)
{
  static const struct { const char *argument, *to, *channel; } steps[] = {
    { "next", "Mail, ana@example.org", "mail" }, { "next", "SMS, " NUMBER, "sms" }, { "next", "WhatsApp, " NUMBER, "whatsapp" },
    { "previous", "SMS, " NUMBER, "sms" }, { "mail", "Mail, ana@example.org", "mail" }, { "whatsapp", "WhatsApp, " NUMBER, "whatsapp" },
  };
  SoStudio *studio = f->test->studio;
  g_autofree char *id = so_test_do (studio, SO_VERB_WRITE, f->thread, "Yes, two");

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *to = so_test_do (studio, SO_VERB_WAY, id, steps[i].argument);
      g_autoptr (SoDraft) draft = so_test_draft (studio, id);

      g_assert_cmpstr (to, ==, steps[i].to);
      g_assert_cmpstr (draft->channel, ==, steps[i].channel);
      g_assert_cmpstr (draft->thread_id, ==, f->thread);
      g_assert_true ((draft->via != NULL) == (strcmp (draft->channel, "whatsapp") != 0));
      g_assert_cmpstr (draft->account_id, ==, !strcmp (draft->channel, "sms") ? f->sms : !strcmp (draft->channel, "mail") ? f->mail : f->whatsapp);
    }
  assert_sql (f, "SELECT count (*) FROM thread WHERE contact_id = (SELECT contact_id FROM message WHERE text = 'Do you have places?')", "3");
  so_test_refuses (studio, SO_VERB_WAY, id, "instagram");
  so_test_refuses (studio, SO_VERB_WAY, id, "nonsense");
  so_test_refuses (studio, SO_VERB_WAY, id, NULL);
}

/* It goes there, is kept there, and where it was asked nobody waits any more. */
static void
test_leaves (Fixture *f, gconstpointer data)
{
  SoStudio *studio = f->test->studio;
  g_autofree char *id = so_test_do (studio, SO_VERB_WRITE, f->thread, "Yes, two"), *to = so_test_do (studio, SO_VERB_WAY, id, "mail");

  g_assert_null (so_test_do (studio, SO_VERB_APPROVE, id, NULL));
  so_test_refuses (studio, SO_VERB_WAY, id, "sms");
  so_clock_set (so_now () + 60000);
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
  assert_sql (f, "SELECT t.channel || ' ' || m.text FROM message m JOIN thread t ON t.id = m.thread_id WHERE m.direction = 'outbound'", "mail Yes, two");
  assert_sql (f, "SELECT recipient FROM approval", "email:ana@example.org");
  assert_sql (f, "SELECT state || ' ' || waiting_since FROM thread WHERE channel = 'whatsapp'", "waiting 0");
  assert_sql (f, "SELECT m.text FROM message m JOIN thread t ON t.id = m.thread_id WHERE t.channel = 'whatsapp' AND m.is_system = 1", "Answered by Mail: ana@example.org");
}

/* By which way is part of what was approved. */
static void
test_approved (Fixture *f, gconstpointer data)
{
  SoStudio *studio = f->test->studio;
  g_autofree char *id = so_test_do (studio, SO_VERB_WRITE, f->thread, "Yes, two"), *to = so_test_do (studio, SO_VERB_WAY, id, "mail");
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoDraft) after = NULL;

  g_assert_null (so_test_do (studio, SO_VERB_APPROVE, id, NULL));
  db = so_store_begin (so_studio_get_store (studio), NULL, NULL);
  g_assert_true (so_db_script (db, "UPDATE draft SET via = NULL", NULL) && so_store_commit (so_studio_get_store (studio), &db, NULL));
  so_clock_set (so_now () + 60000);
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  after = so_test_draft (studio, id);
  g_assert_cmpstr (after->reason, ==, "changed_after_approval");
  g_assert_cmpuint (f->channel->tags->len, ==, 0);
}

/* Window and consent are asked for where it goes: WhatsApp's is closed after a day, an SMS is not; who stopped the SMS may have a mail. */
static void
test_checks (Fixture *f, gconstpointer data)
{
  SoStudio *studio = f->test->studio;
  g_autofree char *id = so_test_do (studio, SO_VERB_WRITE, f->thread, "Yes, two"), *sms = NULL, *mail = NULL, *back = NULL;
  g_autoptr (SoIdentity) ana = so_identity_new (SO_IDENTITY_PHONE, NUMBER, "Ana");
  g_autoptr (SoDb) db = NULL;

  so_clock_set (so_now () + DAY + 60000);
  g_assert_cmpuint (so_studio_check_draft (studio, id, NULL), ==, 1u << SO_CHECK_TEMPLATE);
  sms = so_test_do (studio, SO_VERB_WAY, id, "sms");
  g_assert_cmpuint (so_studio_check_draft (studio, id, NULL), ==, 0);
  db = so_store_begin (so_studio_get_store (studio), NULL, NULL);
  g_assert_true (so_consent_heed (db, ana, "49", SO_CHANNEL_SMS, SO_CONSENT_WITHDRAWN, "STOP", "m-stop", so_now (), NULL));
  g_assert_true (so_store_commit (so_studio_get_store (studio), &db, NULL));
  g_assert_cmpuint (so_studio_check_draft (studio, id, NULL), ==, 1u << SO_CHECK_CONSENT);
  mail = so_test_do (studio, SO_VERB_WAY, id, "mail");
  g_assert_cmpuint (so_studio_check_draft (studio, id, NULL), ==, 0);
  g_assert_null (so_test_do (studio, SO_VERB_COPIES, id, "ben@example.org"));
  so_test_refuses (studio, SO_VERB_WAY, id, "whatsapp");
  g_assert_null (so_test_do (studio, SO_VERB_COPIES, id, ""));
  back = so_test_do (studio, SO_VERB_WAY, id, "whatsapp");
  g_assert_cmpuint (so_studio_check_draft (studio, id, NULL), ==, 1u << SO_CHECK_TEMPLATE);
}

/* Two addresses are two ways, and each stays the one that it is. */
static void
test_two_addresses (Fixture *f, gconstpointer data)
{
  SoStudio *studio = f->test->studio;
  g_autofree char *id = so_test_do (studio, SO_VERB_WRITE, f->thread, "Yes, two"), *first = NULL, *second = NULL, *third = NULL, *back = NULL;
  g_autoptr (SoIdentity) mail = so_identity_new (SO_IDENTITY_EMAIL, "ana@work.example", NULL);
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (studio), NULL, NULL);

  g_assert_true (so_people_add_identity (db, f->contact, mail, "49", NULL, NULL) && so_store_commit (so_studio_get_store (studio), &db, NULL));
  first = so_test_do (studio, SO_VERB_WAY, id, "next");
  second = so_test_do (studio, SO_VERB_WAY, id, "next");
  third = so_test_do (studio, SO_VERB_WAY, id, "next");
  back = so_test_do (studio, SO_VERB_WAY, id, "previous");
  g_assert_cmpstr (first, ==, "Mail, ana@example.org");
  g_assert_cmpstr (second, ==, "Mail, ana@work.example");
  g_assert_cmpstr (third, ==, "SMS, " NUMBER);
  g_assert_cmpstr (back, ==, "Mail, ana@work.example");
  g_assert_null (so_test_do (studio, SO_VERB_APPROVE, id, NULL));
  so_clock_set (so_now () + 60000);
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
  assert_sql (f, "SELECT recipient FROM approval", "email:ana@work.example");
}

/* Only one way: that is said. */
static void
test_alone (Fixture *f, gconstpointer data)
{
  SoStudio *studio = f->test->studio;
  g_autofree char *thread = so_test_receive (studio, "instagram", "Ben", "Hello?", NULL, NULL), *id = so_test_do (studio, SO_VERB_WRITE, thread, "Hello");

  so_test_refuses (studio, SO_VERB_WAY, id, "next");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/engine/ways/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("list", test_list);
  ADD ("around", test_around);
  ADD ("leaves", test_leaves);
  ADD ("approved", test_approved);
  ADD ("checks", test_checks);
  ADD ("two-addresses", test_two_addresses);
  ADD ("alone", test_alone);
  return g_test_run ();
}
