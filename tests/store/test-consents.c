/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include "so-clock.h"
#include "so-consents.h"
#include "so-contacts.h"
#include "so-db.h"
#include "so-events.h"
#include "so-people.h"

#define PHONE "+49151234567"
#define AT(n) (G_GINT64_CONSTANT (1763722167000) + (n) * 1000)

/* What is told in a row of events: "+2" START at 2, "-1" STOP at 1, "o" the owner's opt-out, "g" her consent, "z" undo. */
typedef struct {
  SoTestStore store;
  char *contact;
  char *identity;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *thread = NULL;

  so_test_store_set_up (&f->store, data);
  so_clock_set (AT (100));
  thread = so_test_say (f->store.store, PHONE, "Priya S.", "Hello", AT (0));
  f->contact = so_test_text (f->store.store, "SELECT id FROM contact");
  f->identity = so_test_text (f->store.store, "SELECT id FROM identity");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_free (f->contact);
  g_free (f->identity);
  so_clock_set (0);
  so_test_store_tear_down (&f->store, data);
}

static void
heed (SoDb *db, gint64 at, SoConsentState state)
{
  g_autoptr (SoIdentity) phone = so_identity_new (SO_IDENTITY_PHONE, PHONE, NULL);
  g_autofree char *message = g_strdup_printf ("m%" G_GINT64_FORMAT "%d", at, state);

  g_assert_true (so_consent_heed (db, phone, "49", SO_CHANNEL_SMS, state, state == SO_CONSENT_GIVEN ? "START" : "Stop!", message, at, NULL));
}

static void
by_hand (SoDb *db, Fixture *f, SoPurpose purpose, SoConsentState state)
{
  SoConsent own = { .identity_id = f->identity, .purpose = purpose, .state = state, .how = SO_CONSENT_BY_OWNER, .note = (char *) "at the desk", .at = so_now () };

  g_assert_true (so_undo_begin (db, "Consent", NULL));
  g_assert_true (so_consent_record (db, &own, NULL));
  g_assert_true (so_undo_end (db, NULL));
}

static void
play (Fixture *f, const char *script)
{
  g_autoptr (SoDb) db = so_store_begin (f->store.store, NULL, NULL);
  g_autofree char *label = NULL;

  for (const char *p = script; *p; p++)
    if (*p == '+' || *p == '-')
      heed (db, AT (p[1] - '0'), *p == '+' ? SO_CONSENT_GIVEN : SO_CONSENT_WITHDRAWN), p++;
    else if (*p == 'o' || *p == 'g')
      by_hand (db, f, SO_PURPOSE_SERVICE, *p == 'o' ? SO_CONSENT_WITHDRAWN : SO_CONSENT_GIVEN);
    else if (*p == 'M' || *p == 'm')
      by_hand (db, f, SO_PURPOSE_MARKETING, *p == 'M' ? SO_CONSENT_WITHDRAWN : SO_CONSENT_GIVEN);
    else
      {
        g_clear_pointer (&label, g_free);
        g_assert_true (so_undo_last (db, &label, NULL));
      }
  g_assert_true (so_store_commit (f->store.store, &db, NULL));
}

/* "S" SMS may not go, "W" WhatsApp may not, "A" advertising may not. */
static char *
blocked (Fixture *f)
{
  g_autoptr (SoDb) db = so_store_read (f->store.store, NULL);
  g_autoptr (SoIdentity) phone = so_identity_new (SO_IDENTITY_PHONE, PHONE, NULL);

  return g_strconcat (so_consent_blocks (db, phone, f->contact, SO_CHANNEL_SMS) ? "S" : "",
                      so_consent_blocks (db, phone, f->contact, SO_CHANNEL_WHATSAPP) ? "W" : "",
                      so_consent_blocks_advertising (db, f->contact) ? "A" : "", NULL);
}

static void
test_what_holds (Fixture *f, gconstpointer data)
{
  static const struct { const char *script, *blocked; int rows; } rows[] = {
    { "", "", 0 }, { "-1", "SA", 1 }, { "-1-1-1", "SA", 1 }, { "-1+2", "", 2 }, { "+2-1", "", 2 }, { "+1-2", "SA", 2 }, { "-2+1", "SA", 2 },
    /* In the same second the opt-out holds. */
    { "-1+1", "SA", 2 }, { "+1-1", "SA", 2 },
    { "o", "SWA", 1 }, { "og", "", 2 }, { "oz", "", 2 }, { "ogz", "SWA", 3 },
    /* What a word took only a word gives back there; elsewhere the owner may know better. */
    { "-1g", "SA", 2 }, { "-1o", "SWA", 2 }, { "-1og", "SA", 3 }, { "-1oz", "SA", 3 }, { "-1g+2", "", 3 },
    { "M", "A", 1 }, { "Mm", "", 2 }, { "Mz", "", 2 }, { "-1m", "SA", 2 },
    /* Something newer was said: undo leaves it alone. */
    { "gz", "", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *got = NULL;

      if (i)
        tear_down (f, NULL), set_up (f, NULL);
      g_test_message ("%s", rows[i].script);
      play (f, rows[i].script);
      got = blocked (f);
      g_assert_cmpstr (got, ==, rows[i].blocked);
      g_assert_cmpint (so_test_int (f->store.store, "SELECT count(*) FROM consent"), ==, rows[i].rows);
    }
}

/* She entered an opt-out, took it for a mistake a minute later; meanwhile something else was entered: that holds. */
static void
test_undo_leaves_newer (Fixture *f, gconstpointer data)
{
  g_autofree char *got = NULL, *id = NULL;

  play (f, "o");
  id = so_test_text (f->store.store, "SELECT id FROM consent");
  play (f, "go");
  {
    g_autoptr (SoDb) db = so_store_begin (f->store.store, NULL, NULL);
    g_assert_true (so_consent_take_back (db, id, "given", NULL));
    g_assert_true (so_store_commit (f->store.store, &db, NULL));
  }
  got = blocked (f);
  g_assert_cmpstr (got, ==, "SWA");
  g_assert_cmpint (so_test_int (f->store.store, "SELECT count(*) FROM consent"), ==, 3);
}

static void
test_history (Fixture *f, gconstpointer data)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *word = NULL, *gone = NULL;
  const SoConsent *newest, *oldest;

  play (f, "-1o");
  db = so_store_read (f->store.store, NULL);
  list = so_consent_list (db, f->contact, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  newest = list->pdata[0];
  oldest = list->pdata[1];
  g_assert_cmpint (newest->how, ==, SO_CONSENT_BY_OWNER);
  g_assert_cmpstr (newest->note, ==, "at the desk");
  g_assert_cmpstr (newest->channel, ==, "");
  g_assert_cmpstr (newest->value, ==, PHONE);
  g_assert_cmpint (oldest->at, ==, AT (1));
  g_assert_cmpstr (oldest->word, ==, "Stop!");
  g_assert_cmpstr (oldest->channel, ==, "sms");
  word = so_consent_stop_word (db, f->identity, "sms");
  g_assert_cmpstr (word, ==, "Stop!");
  gone = so_consent_stop_word (db, f->identity, "whatsapp");
  g_assert_null (gone);
}

static gboolean
fails (Fixture *f, const char *sql)
{
  g_autoptr (SoDb) db = so_store_begin (f->store.store, NULL, NULL);

  return !so_db_script (db, sql, NULL);
}

/* The ledger only grows; erasing the person takes the words of the owner, and what they said still holds when they are back. */
static void
test_append_only (Fixture *f, gconstpointer data)
{
  static const char *const forbidden[] = {
    "DELETE FROM consent", "UPDATE consent SET state = 'given'", "UPDATE consent SET at = 1", "UPDATE consent SET note = 'x'",
    "UPDATE consent SET identity_id = 'x'", "UPDATE consent SET how = 'owner', note = NULL",
  };
  g_autofree char *again = NULL, *after = NULL;

  play (f, "-1o");
  for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
    {
      g_test_message ("%s", forbidden[i]);
      g_assert_true (fails (f, forbidden[i]));
    }
  {
    g_autoptr (SoDb) db = so_store_begin (f->store.store, NULL, NULL);
    g_assert_true (so_contact_erase (db, f->contact, NULL, NULL));
    g_assert_true (so_store_commit (f->store.store, &db, NULL));
  }
  g_assert_cmpint (so_test_int (f->store.store, "SELECT count(*) FROM consent WHERE note IS NOT NULL"), ==, 0);
  again = so_test_say (f->store.store, PHONE, "Priya", "Me again", AT (200));
  g_free (f->contact);
  f->contact = so_test_text (f->store.store, "SELECT id FROM contact WHERE deleted_at IS NULL");
  after = blocked (f);
  g_assert_cmpstr (after, ==, "SWA");
}

static void
test_find_identity (Fixture *f, gconstpointer data)
{
  g_autoptr (SoDb) db = so_store_read (f->store.store, NULL);
  g_autofree char *written = so_consent_identity (db, f->contact, "0151 234567", "49"), *exact = so_consent_identity (db, f->contact, PHONE, NULL);
  g_autofree char *id = so_consent_identity (db, f->contact, f->identity, NULL), *none = so_consent_identity (db, f->contact, "ana@example.org", "49");

  g_assert_cmpstr (written, ==, f->identity);
  g_assert_cmpstr (exact, ==, f->identity);
  g_assert_cmpstr (id, ==, f->identity);
  g_assert_null (none);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/consents/what-holds", Fixture, NULL, set_up, test_what_holds, tear_down);
  g_test_add ("/consents/undo-leaves-newer", Fixture, NULL, set_up, test_undo_leaves_newer, tear_down);
  g_test_add ("/consents/history", Fixture, NULL, set_up, test_history, tear_down);
  g_test_add ("/consents/append-only", Fixture, NULL, set_up, test_append_only, tear_down);
  g_test_add ("/consents/find-identity", Fixture, NULL, set_up, test_find_identity, tear_down);
  return g_test_run ();
}
