/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-clock.h"
#include "so-contacts.h"
#include "so-error.h"
#include "so-settings.h"
#include "so-threads.h"

/* What a list shows of a thread, as one string. */
static char *
describe (SoStudio *studio, const char *thread_id)
{
  g_autoptr (SoThread) thread = so_test_thread (studio, thread_id);
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (SoContact) contact = so_contact_find (db, thread->contact_id, NULL);
  g_auto (GStrv) tags = so_tag_names (db, NULL);
  g_autofree char *names = g_strjoinv (",", tags);

  return g_strdup_printf ("%s%s unread=%u until=%" G_GINT64_FORMAT " tags=%s name=%s notes=%s %s %s", so_thread_state_nick (thread->state),
                          thread->starred ? " starred" : "", thread->unread, thread->snoozed_until, names, contact->name,
                          contact->notes ? contact->notes : "-", thread->priority ? thread->priority : "-", contact->stage);
}

#define UNTOUCHED "open unread=1 until=0 tags= name=Priya S. notes=- - NEW"

/* Every verb about a conversation or a person: what it does, and that one undo brings everything back. */
static void
test_threads (void)
{
  static const struct {
    SoVerb verb;
    const char *argument;
    gboolean contact;
    const char *after;
    const char *label;     /* NULL: not undoable */
  } rows[] = {
    { SO_VERB_DONE, NULL, FALSE, "done unread=1 until=0 tags= name=Priya S. notes=- - NEW", "Done: Priya S." },
    { SO_VERB_SPAM, NULL, FALSE, "spam unread=1 until=0 tags= name=Priya S. notes=- - NEW", "Spam: Priya S." },
    { SO_VERB_BIN, NULL, FALSE, "bin unread=1 until=0 tags= name=Priya S. notes=- - NEW", "In the bin: Priya S." },
    { SO_VERB_SNOOZE, "2025-11-22T09:00:00+01:00", FALSE, "snoozed unread=1 until=1763798400000 tags= name=Priya S. notes=- - NEW", "Later: Priya S." },
    { SO_VERB_STAR, NULL, FALSE, "open starred unread=1 until=0 tags= name=Priya S. notes=- - NEW", "Starred: Priya S." },
    { SO_VERB_TAG, " trial ", FALSE, "open unread=1 until=0 tags=trial name=Priya S. notes=- - NEW", "Tagged: Priya S." },
    { SO_VERB_PRIORITY, "URGENT", FALSE, "open unread=1 until=0 tags= name=Priya S. notes=- URGENT NEW", "Priority changed: Priya S." },
    { SO_VERB_STAGE, "TRIAL_SCHEDULED", TRUE, "open unread=1 until=0 tags= name=Priya S. notes=- - TRIAL_SCHEDULED", "Stage changed: Priya S." },
    { SO_VERB_TAG_CONTACT, "VIP", TRUE, "open unread=1 until=0 tags=VIP name=Priya S. notes=- - NEW", "Tagged: Priya S." },
    { SO_VERB_RENAME_CONTACT, "Priya Sharma", TRUE, "open unread=1 until=0 tags= name=Priya Sharma notes=- - NEW", "Renamed: Priya S." },
    { SO_VERB_NOTE_CONTACT, "knee", TRUE, "open unread=1 until=0 tags= name=Priya S. notes=knee - NEW", "Notes changed: Priya S." },
    { SO_VERB_READ, NULL, FALSE, "open unread=0 until=0 tags= name=Priya S. notes=- - NEW", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoTestStudio) test = so_test_studio_new ();
      g_autofree char *id = so_test_receive (test->studio, "whatsapp", "Priya S.", "Hi", NULL, NULL);
      g_autoptr (SoThread) thread = so_test_thread (test->studio, id);
      g_autofree char *before = describe (test->studio, id), *after = NULL, *back = NULL, *label = NULL, *none = NULL;

      g_assert_cmpstr (before, ==, UNTOUCHED);
      none = so_test_do (test->studio, rows[i].verb, rows[i].contact ? thread->contact_id : id, rows[i].argument);
      g_assert_null (none);
      after = describe (test->studio, id);
      g_assert_cmpstr (after, ==, rows[i].after);
      label = so_test_do (test->studio, SO_VERB_UNDO, NULL, NULL);
      g_assert_cmpstr (label, ==, rows[i].label);
      back = describe (test->studio, id);
      g_assert_cmpstr (back, ==, rows[i].label ? UNTOUCHED : after);
    }
}

/* The verbs that only make sense after another one. */
static void
test_ways_back (void)
{
  static const struct { SoVerb verb; const char *argument; SoVerb back; const char *back_argument; } rows[] = {
    { SO_VERB_DONE, NULL, SO_VERB_REOPEN, NULL }, { SO_VERB_SPAM, NULL, SO_VERB_REOPEN, NULL },
    { SO_VERB_BIN, NULL, SO_VERB_REOPEN, NULL },  { SO_VERB_SNOOZE, "2025-12-01", SO_VERB_REOPEN, NULL },
    { SO_VERB_STAR, NULL, SO_VERB_UNSTAR, NULL }, { SO_VERB_TAG, "a", SO_VERB_UNTAG, "A" },
    { SO_VERB_READ, NULL, SO_VERB_UNREAD, NULL },
  };
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *id = so_test_receive (test->studio, "whatsapp", "Priya S.", "Hi", NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *there = NULL, *back = NULL, *again = NULL, *label = NULL;

      g_free (so_test_do (test->studio, rows[i].verb, id, rows[i].argument));
      there = describe (test->studio, id);
      g_assert_cmpstr (there, !=, UNTOUCHED);
      g_free (so_test_do (test->studio, rows[i].back, id, rows[i].back_argument));
      back = describe (test->studio, id);
      g_assert_cmpstr (back, ==, UNTOUCHED);
      label = so_test_do (test->studio, SO_VERB_UNDO, NULL, NULL);
      g_assert_nonnull (label);
      again = describe (test->studio, id);
      g_assert_cmpstr (again, ==, there);
      g_free (so_test_do (test->studio, rows[i].back, id, rows[i].back_argument));
    }
}

static void
test_refusals (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *id = so_test_receive (test->studio, "whatsapp", "Priya S.", "Hi", NULL, NULL);
  g_autofree char *draft = so_test_do (test->studio, SO_VERB_WRITE, id, "Hello");
  g_autofree char *before = describe (test->studio, id), *after = NULL;
  g_autofree char *longest = g_strnfill (70000, 'x');
  g_autoptr (SoThread) thread = so_test_thread (test->studio, id);
  const struct { SoVerb verb; const char *id; const char *argument; } rows[] = {
    { SO_VERB_SNOOZE, id, "tomorrow" }, { SO_VERB_SNOOZE, id, "2020-01-01T00:00:00Z" }, { SO_VERB_SNOOZE, id, NULL },
    { SO_VERB_PRIORITY, id, "urgent" }, { SO_VERB_PRIORITY, id, "" }, { SO_VERB_PRIORITY, thread->contact_id, "LOW" },
    { SO_VERB_STAGE, thread->contact_id, "WON" }, { SO_VERB_STAGE, id, "NEW" }, { SO_VERB_TAG, id, "" }, { SO_VERB_TAG, id, "  " }, { SO_VERB_TAG, id, longest }, { SO_VERB_TAG, id, NULL },
    { SO_VERB_RENAME_CONTACT, thread->contact_id, " " }, { SO_VERB_RENAME_CONTACT, thread->contact_id, longest },
    { SO_VERB_RENAME_CONTACT, id, "Priya" }, { SO_VERB_NOTE_CONTACT, "nobody", "x" },
    { SO_VERB_DISCARD, draft, "0" }, { SO_VERB_DISCARD, draft, "9" }, { SO_VERB_DISCARD, draft, "1x" }, { SO_VERB_DISCARD, draft, "" },
    { SO_VERB_DISCARD, draft, NULL }, { SO_VERB_EDIT, draft, longest }, { SO_VERB_WRITE, id, longest }, { SO_VERB_WRITE, id, "\xff" },
    { SO_VERB_WRITE, "nowhere", "Hi" }, { SO_VERB_RECALL, draft, NULL }, { SO_VERB_SEND_AGAIN, draft, NULL },
    { SO_VERB_SENT_ALREADY, draft, NULL }, { SO_VERB_UNDO, draft, NULL }, { SO_VERB_UNDO, "nothing", NULL },
    { SO_VERB_SAVE_SETTING, "studio.demo", "0" }, { SO_VERB_SAVE_SETTING, "practice.replies.x", "7" },
    { SO_VERB_SAVE_SETTING, "Bad Key", "1" }, { SO_VERB_SAVE_SETTING, longest, "1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %u", i);
      so_test_refuses (test->studio, rows[i].verb, rows[i].id, rows[i].argument);
    }
  for (SoVerb verb = 0; verb < SO_N_VERBS; verb++)
    {
      if (verb == SO_VERB_UNDO)
        continue;
      g_test_message ("verb %d", verb);
      so_test_refuses (test->studio, verb, NULL, "1");
      /* Both make what has that name. */
      if (verb != SO_VERB_SAVE_SETTING && verb != SO_VERB_FILTER_SAVE)
        so_test_refuses (test->studio, verb, "nowhere", "1");
    }
  after = describe (test->studio, id);
  g_assert_cmpstr (after, ==, before);
  so_test_assert_draft (test->studio, draft, SO_DRAFT_EDITED);
}

static void
test_drafts (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *id = so_test_receive (test->studio, "whatsapp", "Priya S.", "Hi", NULL, NULL);
  g_autofree char *draft = so_test_do (test->studio, SO_VERB_WRITE, id, "Hello");
  g_autofree char *same = so_test_do (test->studio, SO_VERB_WRITE, id, "Hello Priya");
  g_autofree char *label = NULL;
  g_autoptr (SoDraft) value = NULL;

  g_assert_cmpstr (same, ==, draft);
  g_assert_null (so_test_do (test->studio, SO_VERB_EDIT, draft, NULL));
  so_test_assert_draft (test->studio, draft, SO_DRAFT_EDITING);
  g_assert_null (so_test_do (test->studio, SO_VERB_EDIT, draft, "Hello Priya!"));
  g_assert_null (so_test_do (test->studio, SO_VERB_LEAVE, draft, NULL));
  g_assert_null (so_test_do (test->studio, SO_VERB_LEAVE, draft, NULL));
  so_test_assert_draft (test->studio, draft, SO_DRAFT_EDITED);
  g_assert_null (so_test_do (test->studio, SO_VERB_DISCARD, draft, "2"));
  value = so_test_draft (test->studio, draft);
  g_assert_cmpint (value->state, ==, SO_DRAFT_DISCARDED);
  g_assert_cmpstr (value->reason, ==, "wrong_tone");
  g_assert_cmpstr (value->text, ==, "Hello Priya!");
  so_test_refuses (test->studio, SO_VERB_APPROVE, draft, NULL);
  label = so_test_do (test->studio, SO_VERB_UNDO, NULL, NULL);
  g_assert_cmpstr (label, ==, "Discarded: Priya S.");
  so_test_assert_draft (test->studio, draft, SO_DRAFT_EDITED);
}

static void
test_edit_undone (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *id = so_test_receive (test->studio, "whatsapp", "Priya S.", "Hi", NULL, NULL);
  g_autofree char *draft = so_test_do (test->studio, SO_VERB_WRITE, id, "One");
  g_autofree char *label = NULL;
  g_autoptr (SoDraft) value = NULL;

  so_clock_set (SO_TEST_NOW + 1);
  g_assert_null (so_test_do (test->studio, SO_VERB_EDIT, draft, "Two"));
  g_assert_null (so_test_do (test->studio, SO_VERB_LEAVE, draft, NULL));
  /* Neither typing nor only looking is a step. */
  g_assert_null (so_test_do (test->studio, SO_VERB_EDIT, draft, "Two"));
  g_assert_null (so_test_do (test->studio, SO_VERB_LEAVE, draft, NULL));
  label = so_test_do (test->studio, SO_VERB_UNDO, NULL, NULL);
  g_assert_cmpstr (label, ==, "Answer changed: Priya S.");
  value = so_test_draft (test->studio, draft);
  g_assert_cmpstr (value->text, ==, "One");
  g_assert_true (so_draft_state_is_open (value->state));
  g_free (so_test_do (test->studio, SO_VERB_WRITE, id, "Three"));
  g_assert_null (so_test_do (test->studio, SO_VERB_UNDO, NULL, NULL));
}

/* What speaks against sending is said at once, in words, and nothing is queued. */
static void
test_approve_refused (void)
{
  static const char *const texts[] = { "", "   ", "Hi {first name}, welcome" };
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *id = so_test_receive (test->studio, "whatsapp", "Priya S.", "Hi", NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *draft = so_test_do (test->studio, SO_VERB_WRITE, id, texts[i]);

      so_test_refuses (test->studio, SO_VERB_APPROVE, draft, NULL);
      so_test_assert_draft (test->studio, draft, SO_DRAFT_EDITED);
    }
}

/* She wrote again while the owner typed: approving needs one more look, which keeping the text is. */
static void
test_approve_after_news (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *id = so_test_receive (test->studio, "whatsapp", "Priya S.", "Hi", NULL, NULL);
  g_autofree char *draft = so_test_do (test->studio, SO_VERB_WRITE, id, "Hello");

  so_clock_set (SO_TEST_NOW + 1000);
  g_free (so_test_receive (test->studio, "whatsapp", "Priya S.", "Never mind", NULL, NULL));
  so_test_refuses (test->studio, SO_VERB_APPROVE, draft, NULL);
  so_test_assert_draft (test->studio, draft, SO_DRAFT_EDITED);
  g_free (so_test_do (test->studio, SO_VERB_WRITE, id, "Hello"));
  so_clock_set (SO_TEST_NOW + 2000);
  g_free (so_test_receive (test->studio, "whatsapp", "Priya S.", "Or do mind", NULL, NULL));
  so_test_refuses (test->studio, SO_VERB_APPROVE, draft, NULL);
  g_assert_null (so_test_do (test->studio, SO_VERB_EDIT, draft, NULL));
  g_assert_null (so_test_do (test->studio, SO_VERB_APPROVE, draft, NULL));
  so_test_assert_draft (test->studio, draft, SO_DRAFT_QUEUED);
  so_test_refuses (test->studio, SO_VERB_APPROVE, draft, NULL);
}

static void
test_undo_window (void)
{
  static const struct { const char *channel; const char *setting; gint64 seconds; } rows[] = {
    { "whatsapp", NULL, 5 }, { "mail", NULL, 10 }, { "web", NULL, 3 }, { "whatsapp", "0", 0 }, { "whatsapp", "60", 60 },
    { "whatsapp", "61", 5 }, { "whatsapp", "-1", 5 }, { "whatsapp", "soon", 5 }, { "loopback", NULL, 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoTestStudio) test = so_test_studio_new ();
      g_autofree char *id = so_test_receive (test->studio, rows[i].channel, "Priya S.", "Hi", NULL, NULL);
      g_autofree char *draft = so_test_do (test->studio, SO_VERB_WRITE, id, "Hello");
      g_autofree char *key = g_strconcat ("undo.seconds.", rows[i].channel, NULL);
      g_autoptr (SoDraft) value = NULL;

      if (rows[i].setting)
        g_assert_null (so_test_do (test->studio, SO_VERB_SAVE_SETTING, key, rows[i].setting));
      g_assert_null (so_test_do (test->studio, SO_VERB_APPROVE, draft, NULL));
      value = so_test_draft (test->studio, draft);
      g_assert_cmpint (value->not_before, ==, SO_TEST_NOW + rows[i].seconds * 1000);
    }
}

/* z takes back what was done last: the approval, then the star, then nothing is left. */
static void
test_undo_order (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *id = so_test_receive (test->studio, "whatsapp", "Priya S.", "Hi", NULL, NULL);
  g_autofree char *draft = so_test_do (test->studio, SO_VERB_WRITE, id, "Hello");
  static const char *const labels[] = { "Done: Priya S.", "Reply to Priya S.", "Starred: Priya S.", NULL };

  g_assert_null (so_test_do (test->studio, SO_VERB_STAR, id, NULL));
  so_clock_set (SO_TEST_NOW + 1000);
  g_assert_null (so_test_do (test->studio, SO_VERB_APPROVE, draft, NULL));
  so_clock_set (SO_TEST_NOW + 2000);
  g_assert_null (so_test_do (test->studio, SO_VERB_DONE, id, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *label = so_test_do (test->studio, SO_VERB_UNDO, NULL, NULL);

      g_assert_cmpstr (label, ==, labels[i]);
      so_test_assert_draft (test->studio, draft, i == 0 ? SO_DRAFT_QUEUED : SO_DRAFT_EDITED);
    }
}

static void
test_undo_by_id (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *id = so_test_receive (test->studio, "whatsapp", "Priya S.", "Hi", NULL, NULL);
  g_autofree char *draft = so_test_do (test->studio, SO_VERB_WRITE, id, "Hello"), *label = NULL;

  g_assert_null (so_test_do (test->studio, SO_VERB_APPROVE, draft, NULL));
  label = so_test_do (test->studio, SO_VERB_UNDO, draft, NULL);
  g_assert_cmpstr (label, ==, "Reply to Priya S.");
  g_assert_null (so_test_do (test->studio, SO_VERB_APPROVE, draft, NULL));
  g_assert_null (so_test_do (test->studio, SO_VERB_RECALL, draft, NULL));
  so_test_assert_draft (test->studio, draft, SO_DRAFT_EDITED);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = so_studio_do_finish (SO_STUDIO (source), result, &error);
  GString *seen = data;

  g_string_append_printf (seen, "%s|", error ? "error" : answer ? answer : "-");
}

/* The keys s, e, z pressed fast: each sees what the one before did. */
static void
test_async (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *id = so_test_receive (test->studio, "whatsapp", "Priya S.", "Hi", NULL, NULL);
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autofree char *after = NULL;

  so_studio_do_async (test->studio, SO_VERB_STAR, id, NULL, NULL, on_done, seen);
  so_studio_do_async (test->studio, SO_VERB_DONE, id, NULL, NULL, on_done, seen);
  so_studio_do_async (test->studio, SO_VERB_DONE, "nowhere", NULL, NULL, on_done, seen);
  so_studio_do_async (test->studio, SO_VERB_UNDO, NULL, NULL, NULL, on_done, seen);
  while (!g_str_has_suffix (seen->str, "Priya S.|"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (seen->str, ==, "-|-|error|Done: Priya S.|");
  after = describe (test->studio, id);
  g_assert_cmpstr (after, ==, "open starred unread=1 until=0 tags= name=Priya S. notes=- - NEW");
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_settings (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (SoDb) db = NULL;
  g_autofree char *value = NULL, *gone = NULL;

  g_assert_null (so_test_do (test->studio, SO_VERB_SAVE_SETTING, "assistant.mode", "manual"));
  db = so_store_read (so_studio_get_store (test->studio), NULL);
  value = so_setting_get (db, "assistant.mode");
  g_assert_cmpstr (value, ==, "manual");
  g_clear_pointer (&db, so_db_release);
  g_assert_null (so_test_do (test->studio, SO_VERB_SAVE_SETTING, "assistant.mode", NULL));
  db = so_store_read (so_studio_get_store (test->studio), NULL);
  gone = so_setting_get (db, "assistant.mode");
  g_assert_null (gone);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verbs/threads", test_threads);
  g_test_add_func ("/verbs/ways-back", test_ways_back);
  g_test_add_func ("/verbs/refusals", test_refusals);
  g_test_add_func ("/verbs/drafts", test_drafts);
  g_test_add_func ("/verbs/edit-undone", test_edit_undone);
  g_test_add_func ("/verbs/approve-refused", test_approve_refused);
  g_test_add_func ("/verbs/approve-after-news", test_approve_after_news);
  g_test_add_func ("/verbs/undo-window", test_undo_window);
  g_test_add_func ("/verbs/undo-order", test_undo_order);
  g_test_add_func ("/verbs/undo-by-id", test_undo_by_id);
  g_test_add_func ("/verbs/async", test_async);
  g_test_add_func ("/verbs/settings", test_settings);
  return g_test_run ();
}
