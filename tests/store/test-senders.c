/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include "so-db.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-people.h"
#include "so-senders.h"
#include "so-settings.h"
#include "so-threads.h"

/* Two numbers of a studio on WhatsApp, one for SMS. */
typedef struct {
  SoTestStore store;
  SoDb *db;
  char *a, *b, *sms;
} Fixture;

static char *
add_account (Fixture *f, SoChannelKind channel, const char *transport)
{
  SoAccount account = { .channel = channel, .name = (char *) "Number", .transport = (char *) transport };
  char *id = so_account_add (f->db, &account, NULL);

  g_assert_nonnull (id);
  return id;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  so_test_store_set_up (&f->store, data);
  f->db = so_store_begin (f->store.store, NULL, NULL);
  f->a = add_account (f, SO_CHANNEL_WHATSAPP, "whatsapp");
  f->b = add_account (f, SO_CHANNEL_WHATSAPP, "whatsapp");
  f->sms = add_account (f, SO_CHANNEL_SMS, "sms");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->db, so_db_release);
  g_free (f->a);
  g_free (f->b);
  g_free (f->sms);
  so_test_store_tear_down (&f->store, data);
}

/* A message at @at between "+34600111222" and @account; the id of its conversation. */
static char *
receive (Fixture *f, const char *account, const char *number, gint64 at, gboolean outbound)
{
  g_autoptr (SoIncoming) in = so_incoming_new (SO_CHANNEL_WHATSAPP);
  SoIngest how = { .account_id = account };
  g_auto (SoIngested) stored = { 0 };
  SoIdentity *person = so_identity_new (SO_IDENTITY_PHONE, number, "Ana");
  g_autoptr (GError) error = NULL;

  in->remote_id = g_strdup_printf ("%s-%" G_GINT64_FORMAT, number, at);
  in->thread_key = g_strdup (number + 1);
  in->sent_at = at;
  in->outbound = outbound;
  if (outbound)
    g_ptr_array_add (in->others, person);
  else
    in->sender = person;
  g_ptr_array_add (in->parts, so_part_new_text ("Hello"));
  so_ingest (f->db, in, &how, &stored, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&stored.thread_id);
}

#define ANA "+34600111222"

static void
check_sender (Fixture *f, const char *thread, const char *expected)
{
  g_autofree char *sender = so_sender_of (f->db, thread);

  g_assert_cmpstr (sender, ==, expected);
}

static void
check_draft (Fixture *f, const char *id, const char *account)
{
  g_autoptr (SoDraft) draft = so_draft_find (f->db, id, NULL);

  g_assert_cmpstr (draft->account_id, ==, account);
}

/* The answer leaves by the number that the customer wrote to last; what is open follows, what was approved does not. */
static void
test_last (Fixture *f, gconstpointer data)
{
  g_autofree char *thread = receive (f, f->a, ANA, 1000, FALSE), *draft = NULL, *second = NULL, *again = NULL;

  check_sender (f, thread, f->a);
  draft = so_draft_add (f->db, &(SoDraftNew) { .thread_id = thread, .text = "Hi", .origin = "owner" }, NULL);
  check_draft (f, draft, f->a);
  again = receive (f, f->b, ANA, 2000, FALSE);
  g_assert_cmpstr (again, ==, thread);
  check_sender (f, thread, f->b);
  check_draft (f, draft, f->b);
  g_assert_true (so_draft_approve (f->db, draft, &(SoApprovalNote) { .method = "key" }, 0, NULL));
  g_free (receive (f, f->a, ANA, 3000, FALSE));
  check_draft (f, draft, f->b);
  g_assert_true (so_draft_verify_approval (f->db, draft, NULL));
  second = so_draft_add (f->db, &(SoDraftNew) { .thread_id = thread, .text = "Hi again", .origin = "owner" }, NULL);
  check_draft (f, second, f->a);
  /* What the studio itself wrote by the other, on its telephone, is nobody's wish. */
  g_free (receive (f, f->b, ANA, 4000, TRUE));
  check_sender (f, thread, f->a);
}

/* Each number has a window of its own. */
static void
test_heard (Fixture *f, gconstpointer data)
{
  g_autofree char *thread = receive (f, f->a, ANA, 1000, FALSE);

  g_free (receive (f, f->b, ANA, 2000, FALSE));
  g_free (receive (f, f->a, ANA, 5000, TRUE));
  g_assert_cmpint (so_sender_heard_at (f->db, thread, f->a), ==, 1000);
  g_assert_cmpint (so_sender_heard_at (f->db, thread, f->b), ==, 2000);
  g_assert_cmpint (so_sender_heard_at (f->db, thread, f->sms), ==, 0);
}

/* An hour before a window closes, once for each message. */
static void
test_closing (Fixture *f, gconstpointer data)
{
  const gint64 hour = 3600 * 1000, day = 24 * hour, at = 1000 * day;
  g_autofree char *ana = receive (f, f->a, ANA, at, FALSE), *raj = receive (f, f->a, "+34600333444", at + hour, FALSE);
  g_auto (GStrv) early = so_thread_take_closing (f->db, at + day - hour - 1, hour, NULL), first = NULL, again = NULL, late = NULL, over = NULL, answered = NULL;

  g_assert_cmpuint (g_strv_length (early), ==, 0);
  first = so_thread_take_closing (f->db, at + day - hour, hour, NULL);
  g_assert_cmpuint (g_strv_length (first), ==, 1);
  g_assert_cmpstr (first[0], ==, ana);
  again = so_thread_take_closing (f->db, at + day - 1, hour, NULL);
  g_assert_cmpuint (g_strv_length (again), ==, 0);
  late = so_thread_take_closing (f->db, at + day + 1, hour, NULL);
  g_assert_cmpstr (late[0], ==, raj);
  g_free (receive (f, f->a, ANA, at + 10 * hour, FALSE));
  g_free (receive (f, f->a, ANA, at + 11 * hour, TRUE));
  answered = so_thread_take_closing (f->db, at + 10 * hour + day - 1, hour, NULL);
  g_assert_cmpuint (g_strv_length (answered), ==, 0);
  g_free (receive (f, f->a, ANA, at + 40 * hour, FALSE));
  over = so_thread_take_closing (f->db, at + 40 * hour + day, hour, NULL);
  g_assert_cmpuint (g_strv_length (over), ==, 0);
}

/* The network says that its window is closed, whatever we counted: until they write again. */
static void
test_told_closed (Fixture *f, gconstpointer data)
{
  g_autofree char *thread = receive (f, f->a, ANA, 1000, FALSE);

  g_free (receive (f, f->a, ANA, 2000, TRUE));
  g_assert_cmpint (so_sender_heard_at (f->db, thread, f->a), ==, 1000);
  g_assert_true (so_db_run (f->db, NULL, "UPDATE message SET state = 'failed', failure = '131026: x' WHERE sent_at = 2000", ""));
  g_assert_cmpint (so_sender_heard_at (f->db, thread, f->a), ==, 1000);
  g_assert_true (so_db_run (f->db, NULL, "UPDATE message SET failure = '131047: x' WHERE sent_at = 2000", ""));
  g_assert_cmpint (so_sender_heard_at (f->db, thread, f->a), ==, 0);
  g_free (receive (f, f->a, ANA, 3000, FALSE));
  g_assert_cmpint (so_sender_heard_at (f->db, thread, f->a), ==, 3000);
}

/* What the owner chose is remembered for the person, until they write through a third number. */
static void
test_choice (Fixture *f, gconstpointer data)
{
  g_autofree char *thread = receive (f, f->a, ANA, 1000, FALSE), *draft = NULL, *c = add_account (f, SO_CHANNEL_WHATSAPP, "whatsapp");
  g_autofree char *raj = receive (f, f->a, "+34600333444", 1000, FALSE);

  draft = so_draft_add (f->db, &(SoDraftNew) { .thread_id = thread, .text = "Hi", .origin = "owner" }, NULL);
  g_assert_true (so_sender_choose (f->db, thread, f->b, NULL));
  check_sender (f, thread, f->b);
  check_draft (f, draft, f->b);
  check_sender (f, raj, f->a);
  g_free (receive (f, f->a, ANA, 2000, FALSE));
  check_sender (f, thread, f->b);
  g_free (receive (f, f->b, ANA, 3000, FALSE));
  check_sender (f, thread, f->b);
  g_free (receive (f, c, ANA, 4000, FALSE));
  check_sender (f, thread, c);
  check_draft (f, draft, c);
  g_assert_true (so_sender_choose (f->db, thread, f->a, NULL));
  check_sender (f, thread, f->a);
  g_assert_true (so_account_remove (f->db, f->a, NULL));
  check_sender (f, thread, c);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *thread = receive (f, f->a, ANA, 1000, FALSE), *practice = add_account (f, SO_CHANNEL_WHATSAPP, "loopback");
  const char *const bad[] = { f->sms, practice, "nobody", "" };
  g_autoptr (GPtrArray) list = so_sender_list (f->db, thread, NULL);

  g_assert_cmpuint (list->len, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (so_sender_choose (f->db, thread, bad[i], &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
  g_assert_false (so_sender_choose (f->db, "nothing", f->a, NULL));
  g_assert_null (so_sender_list (f->db, "nothing", NULL));
  check_sender (f, thread, f->a);
}

/* WhatsApp answered that it calls this number otherwise: what comes from there is hers, and goes where she was written to before. */
static void
test_alias (Fixture *f, gconstpointer data)
{
  SoIdentity ana = { SO_IDENTITY_PHONE, (char *) ANA, NULL }, other = { SO_IDENTITY_PHONE, (char *) "+34700999888", NULL };
  g_autofree char *thread = receive (f, f->a, ANA, 1000, FALSE), *again = NULL, *third = NULL;
  g_autoptr (SoIdentity) recipient = NULL;

  g_assert_true (so_people_add_alias (f->db, &ana, &ana, NULL, NULL));
  g_assert_cmpint (so_db_int (f->db, -1, "SELECT count(*) FROM identity_alias", ""), ==, 0);
  for (guint i = 0; i < 2; i++)
    g_assert_true (so_people_add_alias (f->db, &ana, &other, NULL, NULL));
  again = receive (f, f->a, other.value, 2000, FALSE);
  g_assert_cmpstr (again, ==, thread);
  recipient = so_draft_recipient (f->db, thread, NULL);
  g_assert_cmpstr (recipient->value, ==, ANA);
  g_assert_cmpint (so_db_int (f->db, -1, "SELECT count(*) FROM identity", ""), ==, 1);
  third = receive (f, f->a, "+34700999887", 3000, FALSE);
  g_assert_cmpstr (third, !=, thread);
}

/* Brazil's ninth digit, Mexico's 1, Argentina's 9: as the parser tells them, in both directions. */
static void
test_variants (Fixture *f, gconstpointer data)
{
  static const char *const pairs[][2] = { { "+5511987654321", "+551187654321" }, { "+525512345678", "+5215512345678" }, { "+541112345678", "+5491112345678" } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const char *first = pairs[i][0], *second = pairs[i][1];
      SoIdentity one = { SO_IDENTITY_PHONE, (char *) first, NULL }, other = { SO_IDENTITY_PHONE, (char *) second, NULL };
      g_autofree char *thread = NULL, *again = NULL;
      g_autoptr (SoIdentity) recipient = NULL;

      thread = receive (f, f->a, first, 1000, FALSE);
      g_assert_true (so_people_add_alias (f->db, &one, &other, NULL, NULL));
      again = receive (f, f->a, second, 2000, FALSE);
      g_assert_cmpstr (again, ==, thread);
      recipient = so_draft_recipient (f->db, thread, NULL);
      g_assert_cmpstr (recipient->value, ==, first);
    }
}

/* Who has two numbers is answered at the one that they wrote from. */
static void
test_two_numbers (Fixture *f, gconstpointer data)
{
  SoIdentity ana = { SO_IDENTITY_PHONE, (char *) ANA, NULL }, second = { SO_IDENTITY_PHONE, (char *) "+34600777888", NULL };
  g_autofree char *thread = receive (f, f->a, ANA, 1000, FALSE), *person = so_people_of (f->db, &ana, NULL), *other = NULL;
  g_autoptr (SoIdentity) to = NULL, to_other = NULL;

  g_assert_true (so_people_add_identity (f->db, person, &second, NULL, NULL, NULL));
  other = receive (f, f->a, second.value, 2000, FALSE);
  g_assert_cmpstr (other, !=, thread);
  to = so_draft_recipient (f->db, thread, NULL);
  to_other = so_draft_recipient (f->db, other, NULL);
  g_assert_cmpstr (to->value, ==, ANA);
  g_assert_cmpstr (to_other->value, ==, second.value);
}

static char *
receive_mail (Fixture *f, const char *account, const char *address, gint64 at)
{
  g_autoptr (SoIncoming) in = so_incoming_new (SO_CHANNEL_MAIL);
  SoIngest how = { .account_id = account };
  g_auto (SoIngested) stored = { 0 };
  g_autoptr (GError) error = NULL;

  in->remote_id = g_strdup_printf ("%s-%" G_GINT64_FORMAT, address, at);
  in->thread_key = g_strdup ("mail-1");
  in->sender = so_identity_new (SO_IDENTITY_EMAIL, address, "Ana");
  in->sent_at = at;
  g_ptr_array_add (in->parts, so_part_new_text ("May I bring a friend?"));
  so_ingest (f->db, in, &how, &stored, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&stored.thread_id);
}

/* Who has two addresses is answered at the one that they wrote from last, however they are written, and late mails do not turn that back. */
static void
test_two_addresses (Fixture *f, gconstpointer data)
{
  static const struct { const char *from; gint64 at; const char *to; } cases[] = {
    { "ana@work.example", 1000, "ana@work.example" }, { "Ana@Home.example", 2000, "ana@home.example" },
    { "ana@work.example", 1500, "ana@home.example" }, { "ANA@work.example", 3000, "ana@work.example" },
  };
  SoIdentity first = { SO_IDENTITY_EMAIL, (char *) "ana@work.example", NULL }, second = { SO_IDENTITY_EMAIL, (char *) "ana@home.example", NULL };
  g_autofree char *account = add_account (f, SO_CHANNEL_MAIL, "gmail"), *person = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *thread = receive_mail (f, account, cases[i].from, cases[i].at);
      g_autoptr (SoIdentity) to = NULL;

      if (!person)
        {
          person = so_people_of (f->db, &first, NULL);
          g_assert_true (so_people_add_identity (f->db, person, &second, NULL, NULL, NULL));
        }
      to = so_draft_recipient (f->db, thread, NULL);
      g_assert_cmpstr (to->value, ==, cases[i].to);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/store/senders/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("last", test_last);
  ADD ("heard", test_heard);
  ADD ("closing", test_closing);
  ADD ("told-closed", test_told_closed);
  ADD ("choice", test_choice);
  ADD ("refused", test_refused);
  ADD ("alias", test_alias);
  ADD ("variants", test_variants);
  ADD ("two-numbers", test_two_numbers);
  ADD ("two-addresses", test_two_addresses);
  return g_test_run ();
}
