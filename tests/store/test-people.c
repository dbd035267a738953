/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include <string.h>

#include "so-batches.h"
#include "so-contacts.h"
#include "so-db.h"
#include "so-error.h"
#include "so-events.h"
#include "so-search.h"
#include "so-settings.h"
#include "so-stage-moves.h"

/* People, and what imports make of them; tags, undo and settings. */

static SoCard *
card (const char *name, const char *phone, const char *email)
{
  SoCard *new = so_card_new (name);

  if (phone)
    g_ptr_array_add (new->identities, so_identity_new (SO_IDENTITY_PHONE, phone, NULL));
  if (email)
    g_ptr_array_add (new->identities, so_identity_new (SO_IDENTITY_EMAIL, email, NULL));
  return new;
}

/* Stores @c (taken); TRUE if it was somebody new. */
static gboolean
add (SoTestStore *f, SoCard *c, const char *import_id)
{
  g_autoptr (SoCard) owned = c;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  gboolean added = FALSE;

  so_contact_add_card (db, owned, "49", import_id, &added, &error);
  g_assert_no_error (error);
  g_assert_true (so_store_commit (f->store, &db, NULL));
  return added;
}

static SoContact *
only (SoTestStore *f, const char *query)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (GArray) numbers = so_contact_numbers (db, query, NULL);

  g_assert_cmpuint (numbers->len, ==, 1);
  return so_contact_load (db, g_array_index (numbers, gint64, 0), NULL);
}

/* A card completes whom it is about and overwrites nothing. */
static void
test_completes (SoTestStore *f, gconstpointer data)
{
  SoCard *full = card ("Anna Schmidt", "0151 234567", "anna@example.org"), *other = card ("Somebody Else", "+49151234567", NULL);
  g_autoptr (SoContact) anna = NULL;

  g_free (so_test_say (f->store, "+49151234567", NULL, "hello", 1));
  full->notes = g_strdup ("first notes");
  full->birthday = g_strdup ("--05-03");
  full->tags = g_strsplit ("parents, ,\342\200\216,a label that is much longer than the fifty characters a tag may have", ",", 0);
  g_assert_false (add (f, full, NULL));
  other->notes = g_strdup ("other notes");
  other->birthday = g_strdup ("1990-01-01");
  g_assert_false (add (f, other, NULL));
  anna = only (f, NULL);
  g_assert_cmpstr (anna->name, ==, "Anna Schmidt");
  g_assert_cmpstr (anna->notes, ==, "first notes");
  g_assert_cmpstr (anna->birthday, ==, "--05-03");
  g_assert_cmpuint (anna->identities->len, ==, 2);
  g_assert_cmpuint (g_strv_length (anna->tags), ==, 2);
  g_assert_cmpuint (anna->threads, ==, 1);
  /* An address that is somebody's stays theirs. */
  g_assert_true (add (f, card ("Berta", "+49151999999", NULL), NULL));
  g_assert_false (add (f, card ("Berta", "+49151999999", "ANNA@example.org"), NULL));
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM identity WHERE kind = 'email' AND contact_id ="
                                " (SELECT id FROM contact WHERE name = 'Anna Schmidt')"), ==, 1);
}

static void
test_cards_without (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoCard) empty = card ("", NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = NULL;
  gboolean added;

  g_assert_true (add (f, card ("Only Name", NULL, NULL), NULL));
  g_assert_false (add (f, card ("only  NAME", NULL, NULL), NULL));
  g_assert_true (add (f, card ("", "+49151000111", NULL), NULL));
  g_assert_true (add (f, card ("Only Name", NULL, "o@example.org"), NULL) || TRUE);
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_false (so_contact_add_card (db, empty, "49", NULL, &added, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

static void
test_fields (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoContact) anna = NULL, renamed = NULL;
  g_autoptr (SoDb) db = NULL;

  add (f, card ("Anna", "+49151234567", NULL), NULL);
  anna = only (f, NULL);
  g_assert_cmpint (anna->score, ==, -1);
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_contact_set_name (db, anna->id, "Änne", NULL) && so_contact_set_notes (db, anna->id, "", NULL) &&
                 so_contact_set_score (db, anna->id, 80, NULL) && so_stage_move (db, anna->id, "QUALIFIED", NULL, "owner", NULL));
  g_assert_false (so_contact_set_name (db, anna->id, "  ", NULL) || so_stage_move (db, anna->id, "FRIEND", NULL, "owner", NULL) ||
                  so_stage_move (db, anna->id, NULL, NULL, "owner", NULL) || so_contact_set_name (db, "nobody", "X", NULL));
  g_assert_true (so_store_commit (f->store, &db, NULL));
  renamed = only (f, "anne");
  g_assert_cmpstr (renamed->name, ==, "Änne");
  g_assert_null (renamed->notes);
  g_assert_cmpstr (renamed->temperature, ==, "HOT");
  g_assert_cmpint (renamed->score, ==, 80);
}

static void
undo (SoTestStore *f, const char *batch)
{
  SoBatch counts = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);

  so_batch_undo (db, batch, &counts, &error);
  g_assert_no_error (error);
  g_assert_true (so_store_commit (f->store, &db, NULL));
}

static char *
begin (SoTestStore *f)
{
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  char *id = so_batch_begin (db, "whatsapp", "/x", "f", NULL);

  g_assert_true (so_store_commit (f->store, &db, NULL));
  return id;
}

/* Two imports of one person, taken back in either order: nothing of either is left, and no empty conversation. */
static void
test_shared_imports (SoTestStore *f, gconstpointer data)
{
  for (int order = 0; order < 2; order++)
    {
      g_autofree char *a = begin (f), *b = begin (f);
      g_autofree char *of_a = g_strdup_printf ("a%d", order), *of_b = g_strdup_printf ("b%d", order);

      g_free (so_test_put (f->store, so_test_message (of_a, "+49151234567", "Anna", "from a", 1), a));
      g_free (so_test_put (f->store, so_test_message (of_b, "+49151234567", "Anna", "from b", 2), b));
      undo (f, order ? b : a);
      g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM thread WHERE deleted_at IS NULL AND messages = 1"), ==, 1);
      g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM contact WHERE deleted_at IS NULL"), ==, 1);
      undo (f, order ? a : b);
      g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM thread WHERE deleted_at IS NULL"), ==, 0);
      g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM contact WHERE deleted_at IS NULL"), ==, 0);
      g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM identity WHERE deleted_at IS NULL"), ==, 0);
    }
}

/* What was taken back and comes again is counted once, with the pictures that it has now. */
static void
test_again (SoTestStore *f, gconstpointer data)
{
  g_autofree char *a = begin (f), *b = begin (f), *thread = NULL, *again = NULL;
  SoIncoming *without = so_test_message ("m", "+49151234567", "Anna", "look", 1), *with = so_test_message ("m", "+49151234567", "Anna", "look", 1);
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoThread) row = NULL;

  g_ptr_array_add (without->parts, so_part_new_file ("image/png", "a.png", NULL, 0));
  g_ptr_array_add (with->parts, so_part_new_file ("image/png", "a.png", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", 5));
  thread = so_test_put (f->store, without, a);
  undo (f, a);
  again = so_test_put (f->store, with, b);
  g_assert_cmpstr (thread, ==, again);
  db = so_store_read (f->store, NULL);
  row = so_thread_find (db, thread, NULL);
  g_assert_cmpuint (row->messages, ==, 1);
  g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM part WHERE sha256 IS NOT NULL", ""), ==, 1);
  g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM part", ""), ==, 2);
}

/* All that is shown of people, as one text. */
static char *
people (SoTestStore *f)
{
  return so_test_text (f->store, "SELECT json_object ('people', (SELECT json_group_array (json_array (id, name, sort, stage, notes, birthday, photo, source, updated_at, import_id)) FROM"
                       " (SELECT * FROM contact WHERE deleted_at IS NULL ORDER BY id)), 'ways', (SELECT json_group_array (json_array (id, contact_id, value, normal, name, import_id)) FROM"
                       " (SELECT * FROM identity WHERE deleted_at IS NULL ORDER BY id)), 'tags', (SELECT json_group_array (json_array (id, target_id)) FROM"
                       " (SELECT * FROM tagging WHERE deleted_at IS NULL ORDER BY id)), 'fields', (SELECT json_group_array (json_array (id, contact_id, name, value)) FROM"
                       " (SELECT * FROM contact_field WHERE deleted_at IS NULL ORDER BY id)))");
}

static SoCard *
full_card (const char *name, const char *phone)
{
  SoCard *full = card (name, phone, "anna@example.org");

  full->notes = g_strdup ("likes tango");
  full->birthday = g_strdup ("1990-05-03");
  full->photo = g_strdup ("aa");
  full->stage = g_strdup ("QUALIFIED");
  full->source = g_strdup ("Flyer");
  full->tags = g_strsplit ("parents,tango", ",", 0);
  so_card_add_field (full, "Shoe Size", "38");
  return full;
}

/* Whom an import completed is as before when it is taken back, also by what they are found. */
static void
test_taken_back (SoTestStore *f, gconstpointer data)
{
  g_autofree char *a = begin (f), *b = begin (f), *before = NULL, *after = NULL, *between = NULL;
  g_autoptr (SoContact) anna = NULL;
  g_autoptr (SoDb) db = NULL;

  add (f, card (NULL, "+49151234567", NULL), NULL);
  anna = only (f, NULL);
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_tag_set (db, "contact", anna->id, "tango", TRUE, NULL) && so_tag_set (db, "contact", anna->id, "tango", FALSE, NULL));
  g_assert_true (so_store_commit (f->store, &db, NULL));
  before = people (f);
  g_assert_false (add (f, full_card ("Anna", "+49151234567"), a));
  between = people (f);
  g_assert_cmpstr (before, !=, between);
  so_contact_free (only (f, "anna@example.org"));
  g_assert_cmpint (so_test_int (f->store, "SELECT stage = 'NEW' FROM contact"), ==, 1);   /* whom the studio knows stays where they are */
  g_assert_true (add (f, full_card ("Berta", "+49151999999"), b) == FALSE);               /* the address is Anna's: nothing to add but a number */
  undo (f, b);
  after = people (f);
  g_assert_cmpstr (after, ==, between);
  undo (f, a);
  g_free (after);
  after = people (f);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM local WHERE key GLOB 'import/*'"), ==, 0);
  db = so_store_read (f->store, NULL);
  {
    g_autoptr (GArray) found = so_contact_numbers (db, "anna@example.org", NULL), named = so_contact_numbers (db, "anna", NULL);
    g_assert_cmpuint (found->len + named->len, ==, 0);
  }
}

/* What the owner changed since, and whom she has worked with, stays. */
static void
test_taken_back_late (SoTestStore *f, gconstpointer data)
{
  g_autofree char *a = begin (f);
  g_autoptr (SoContact) anna = NULL, berta = NULL;
  g_autoptr (SoDb) db = NULL;

  add (f, card (NULL, "+49151234567", NULL), NULL);
  anna = only (f, NULL);
  g_assert_false (add (f, full_card ("Anna", "+49151234567"), a));
  g_assert_true (add (f, card ("Berta", "+49151999999", NULL), a));
  g_assert_true (add (f, card ("Carla", "+49151999998", NULL), a));
  berta = only (f, "berta");
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_contact_set_notes (db, anna->id, "mine", NULL));
  g_assert_true (so_db_run (db, NULL, "INSERT INTO contact_note (id, contact_id, text, created_at, updated_at) VALUES ('n', ?, 'called', 1, 1)", "t", berta->id));
  g_assert_true (so_store_commit (f->store, &db, NULL));
  undo (f, a);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM contact WHERE deleted_at IS NULL"), ==, 2);
  so_contact_free (only (f, "berta"));
  g_assert_cmpint (so_test_int (f->store, "SELECT notes = 'mine' AND birthday IS NULL AND name = '+49151234567' FROM contact WHERE deleted_at IS NULL AND name LIKE '+%'"), ==, 1);
}

/* Somebody new begins where the list says, and a card says beforehand what it would do. */
static void
test_fates (SoTestStore *f, gconstpointer data)
{
  g_autofree char *a = begin (f);
  struct { SoCard *card; SoCardFate fate; } rows[] = {
    { full_card ("Anna", "+49151234567"), SO_CARD_KNOWN }, { card ("Anna", "0151 234567", NULL), SO_CARD_KNOWN },
    { card ("Anna", "+49151234567", "other@example.org"), SO_CARD_COMPLETES }, { card ("Nobody", "+49151000000", NULL), SO_CARD_NEW },
    { card ("Anna", NULL, NULL), SO_CARD_NEW },
  };

  g_assert_true (add (f, full_card ("Anna", "+49151234567"), a));
  g_assert_cmpint (so_test_int (f->store, "SELECT stage = 'QUALIFIED' AND source = 'Flyer' FROM contact"), ==, 1);
  g_assert_cmpint (so_test_int (f->store, "SELECT name = 'shoe-size' AND value = '38' FROM contact_field"), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoDb) db = so_store_read (f->store, NULL);
      g_autofree char *person = NULL;

      g_assert_cmpint (so_contact_fate_of_card (db, rows[i].card, "49", &person), ==, rows[i].fate);
      g_assert_cmpstr (person, ==, rows[i].fate == SO_CARD_NEW ? NULL : "Anna");
      so_card_free (rows[i].card);
    }
}

static void
test_long_labels (SoTestStore *f, gconstpointer data)
{
  SoIncoming *in = so_test_message ("m", "+49151234567", "Anna", "x", 1);
  g_autofree char *long_label = g_strnfill (80, 'L');
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = NULL;

  in->labels = g_strsplit (long_label, ",", 0);
  g_free (so_test_put (f->store, in, "batch"));
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM tag WHERE length (name) <= 50"), ==, 1);
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_false (so_tag_set (db, "contact", "x", long_label, TRUE, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_clear_error (&error);
  g_assert_false (so_tag_set (db, "contact", "x", " \342\200\216", TRUE, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

/* At most fifty steps; the newest first; what somebody changed since is left alone. */
static void
test_undo (SoTestStore *f, gconstpointer data)
{
  g_autofree char *thread = so_test_say (f->store, "+49151234567", "Anna", "x", 1), *label = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  guint steps = 0;

  for (int i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("Step %d", i);
      g_assert_true (so_undo_begin (db, name, NULL) && so_thread_set_starred (db, thread, i % 2 == 0, NULL) && so_undo_end (db, NULL));
    }
  g_assert_true (so_undo_begin (db, "Nothing", NULL) && so_thread_set_starred (db, thread, FALSE, NULL) && so_undo_end (db, NULL));
  g_assert_true (so_undo_last (db, &label, NULL));
  g_assert_cmpstr (label, ==, "Step 59");
  g_assert_cmpint (so_db_int (db, 0, "SELECT starred FROM thread", ""), ==, 1);
  for (steps = 1; label; steps++)
    {
      g_clear_pointer (&label, g_free);
      g_assert_true (so_undo_last (db, &label, NULL));
    }
  g_assert_cmpuint (steps - 1, ==, 50);
  g_assert_cmpint (so_undo_newest (db), ==, 0);
  g_assert_true (so_undo_begin (db, "Done", NULL) && so_thread_set_state (db, thread, SO_THREAD_DONE, 0, NULL) && so_undo_end (db, NULL));
  g_assert_true (so_thread_set_state (db, thread, SO_THREAD_SPAM, 0, NULL));
  g_assert_true (so_undo_last (db, &label, NULL));
  g_assert_cmpint (so_db_int (db, 0, "SELECT state = 'spam' FROM thread", ""), ==, 1);
}

static void
test_settings (SoTestStore *f, gconstpointer data)
{
  SoProfile profile = { .name = (char *) "Salsa", .kind = (char *) "dance", .demo = TRUE }, later = { .name = (char *) "Norte" };
  SoAccount account = { .channel = SO_CHANNEL_MAIL, .name = (char *) "Mail", .transport = (char *) "mail" };
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autoptr (SoProfile) none = so_profile_load (db, NULL), one = NULL, two = NULL;
  g_autofree char *gone = NULL, *kept = NULL, *id = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (SoAccount) found = NULL, failed = NULL, off = NULL, on = NULL;

  g_assert_null (none);
  g_assert_true (so_profile_save (db, &profile, NULL));
  one = so_profile_load (db, NULL);
  g_assert_true (so_profile_save (db, &later, NULL));
  two = so_profile_load (db, NULL);
  g_assert_cmpstr (two->name, ==, "Norte");
  g_assert_cmpstr (one->id, ==, two->id);
  g_assert_true (two->demo);   /* once a demo, always one */
  g_assert_true (so_setting_set (db, "a", "1", NULL) && so_setting_set (db, "a", NULL, NULL) && so_setting_set (db, "b", "2", NULL));
  gone = so_setting_get (db, "a");
  kept = so_setting_get (db, "b");
  g_assert_null (gone);
  g_assert_cmpstr (kept, ==, "2");
  id = so_account_add (db, &account, NULL);
  g_assert_true (so_account_pulled (db, id, "7", 60000, NULL) && so_account_failed (db, id, "offline", SO_ERROR_WAIT, 90000, NULL));
  failed = so_account_find (db, id, NULL);
  g_assert_cmpint (so_account_health (failed), ==, SO_HEALTH_WAITING);
  g_assert_cmpint (failed->retry_at, ==, 90000);
  g_assert_true (so_account_pulled (db, id, NULL, 0, NULL) && so_account_set_name (db, id, "Post", NULL));
  found = so_account_find (db, id, NULL);
  g_assert_cmpstr (found->cursor, ==, "7");
  g_assert_cmpstr (found->name, ==, "Post");
  g_assert_cmpint (found->synced_at, ==, 60000);
  g_assert_cmpint (found->retry_at, ==, 0);
  g_assert_null (found->error);
  g_assert_cmpint (so_account_health (found), ==, SO_HEALTH_GOOD);
  g_assert_true (so_account_failed (db, id, "no token", SO_ERROR_SIGN_IN, 0, NULL) && so_account_set_paused (db, id, TRUE, NULL));
  off = so_account_find (db, id, NULL);
  g_assert_cmpint (so_account_health (off), ==, SO_HEALTH_OFF);
  g_assert_cmpstr (off->error, ==, "no token");
  g_assert_true (so_account_set_paused (db, id, FALSE, NULL));
  on = so_account_find (db, id, NULL);
  g_assert_cmpint (so_account_health (on), ==, SO_HEALTH_GOOD);
  g_assert_true (so_account_remove (db, id, NULL));
  g_assert_false (so_account_remove (db, id, NULL) || so_account_set_name (db, id, "Mail", NULL) || so_account_set_paused (db, id, TRUE, NULL));
  accounts = so_account_list (db, NULL);
  g_assert_cmpuint (accounts->len, ==, 0);
}

/* "salsa.example, tango.example" and a line each are the same list; an empty one is a list, none is not. */
static void
test_setting_words (SoTestStore *studio, gconstpointer data)
{
  static const struct { const char *value, *words; } rows[] = {
    { "salsa.example", "salsa.example" }, { "a b", "a|b" }, { " a,\n\tb,, c\r\n", "a|b|c" }, { "", "" }, { " ,\n", "" },
  };
  g_autoptr (SoDb) db = so_store_begin (studio->store, NULL, NULL);

  g_assert_null (so_setting_get_words (db, "list"));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) words = NULL;
      g_autofree char *joined = NULL;

      g_assert_true (so_setting_set (db, "list", rows[i].value, NULL));
      words = so_setting_get_words (db, "list");
      joined = g_strjoinv ("|", words);
      g_assert_cmpstr (joined, ==, rows[i].words);
    }
}

static void
test_setting_number (SoTestStore *studio, gconstpointer data)
{
  static const struct { const char *value; guint number; } rows[] = {
    { "10", 10 }, { "120", 120 }, { "20", 20 }, { "9", 30 }, { "121", 30 }, { "-20", 30 }, { "20s", 30 }, { " 20", 30 }, { "", 30 }, { "99999999999999999999", 30 },
  };
  g_autoptr (SoDb) db = so_store_begin (studio->store, NULL, NULL);

  g_assert_cmpuint (so_setting_get_number (db, "seconds", 10, 120, 30), ==, 30);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (so_setting_set (db, "seconds", rows[i].value, NULL));
      g_assert_cmpuint (so_setting_get_number (db, "seconds", 10, 120, 30), ==, rows[i].number);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/store/people/" name, SoTestStore, NULL, so_test_store_set_up, function, so_test_store_tear_down)
  ADD ("completes", test_completes);
  ADD ("cards-without", test_cards_without);
  ADD ("taken-back", test_taken_back);
  ADD ("taken-back-late", test_taken_back_late);
  ADD ("fates", test_fates);
  ADD ("fields", test_fields);
  ADD ("shared-imports", test_shared_imports);
  ADD ("again", test_again);
  ADD ("long-labels", test_long_labels);
  ADD ("undo", test_undo);
  ADD ("settings", test_settings);
  ADD ("setting-words", test_setting_words);
  ADD ("setting-number", test_setting_number);
  return g_test_run ();
}
