/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-knowledge-base.h"
#include "so-outbox.h"
#include "so-settings.h"
#include "so-threads.h"

#include <glib/gstdio.h>

static SoStudio *
open_studio (const char *folder)
{
  g_autoptr (GError) error = NULL;
  SoStudio *studio = so_studio_open (folder, &error);

  g_assert_no_error (error);
  return studio;
}

SoTestStudio *
so_test_studio_new_empty (void)
{
  SoTestStudio *test = g_new0 (SoTestStudio, 1);
  g_autoptr (GError) error = NULL;

  so_clock_set (SO_TEST_NOW);
  test->folder = g_dir_make_tmp ("so-studio-XXXXXX", &error);
  g_assert_no_error (error);
  test->studio = open_studio (test->folder);
  return test;
}

SoTestStudio *
so_test_studio_new (void)
{
  SoProfile profile = { .name = (char *) "Salsa Norte", .kind = (char *) "dance", .zone = (char *) "Europe/Berlin",
                        .currency = (char *) "EUR", .country = (char *) "49" };
  SoTestStudio *test = so_test_studio_new_empty ();
  g_autoptr (GError) error = NULL;

  so_studio_set_up (test->studio, &profile, &error);
  g_assert_no_error (error);
  return test;
}

void
so_test_studio_reopen (SoTestStudio *test)
{
  g_clear_object (&test->studio);
  test->studio = open_studio (test->folder);
}

void
so_test_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        so_test_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

/* A worker gives its task back, and with it the studio, a moment after the task's result is seen. */
static void
let_go (SoStudio *studio)
{
  for (guint i = 0; G_OBJECT (studio)->ref_count > 1 && i < 5000; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (1000);
    }
  g_assert_finalize_object (studio);
}

void
so_test_studio_free (SoTestStudio *test)
{
  if (test->studio)
    let_go (test->studio);
  so_test_remove_folder (test->folder);
  g_free (test->folder);
  g_free (test);
  so_clock_set (0);
}

SoIncoming *
so_test_incoming (const char *channel, const char *name, const char *text)
{
  static guint serial;
  SoChannelKind kind;
  SoIncoming *incoming;

  g_assert_true (so_channel_kind_parse (channel, &kind));
  incoming = so_incoming_new (kind);
  incoming->remote_id = g_strdup_printf ("in-%u", ++serial);
  incoming->thread_key = g_strconcat (channel, ":", name, NULL);
  incoming->sent_at = so_now ();
  incoming->sender = so_identity_new (kind == SO_CHANNEL_LOOPBACK ? SO_IDENTITY_LOOPBACK : SO_IDENTITY_ALIAS, name, name);
  g_ptr_array_add (incoming->parts, so_part_new_text (text));
  return incoming;
}

char *
so_test_receive (SoStudio *studio, const char *channel, const char *name, const char *text,
                 const char *account_id, const char *import_id)
{
  g_autoptr (SoIncoming) incoming = so_test_incoming (channel, name, text);
  SoIngest how = { .account_id = account_id, .import_id = import_id, .country = "49" };
  g_auto (SoIngested) stored = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (studio), NULL, &error);

  g_assert_no_error (error);
  so_ingest (db, incoming, &how, &stored, &error);
  g_assert_no_error (error);
  so_store_commit (so_studio_get_store (studio), &db, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&stored.thread_id);
}

char *
so_test_add_account (SoStudio *studio, const char *channel, const char *transport, const char *settings)
{
  SoAccount account = { .name = (char *) "Test", .transport = (char *) transport, .settings = (char *) settings };
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (studio), NULL, &error);
  char *id;

  g_assert_no_error (error);
  g_assert_true (so_channel_kind_parse (channel, &account.channel));
  id = so_account_add (db, &account, &error);
  g_assert_no_error (error);
  so_store_commit (so_studio_get_store (studio), &db, &error);
  g_assert_no_error (error);
  return id;
}

char *
so_test_teach (SoStudio *studio, const char *category, const char *question, const char *answer)
{
  SoKnowledge entry = { .category = (char *) category, .question = (char *) question, .answer = (char *) answer, .quotable = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (studio), NULL, &error);
  char *id;

  g_assert_no_error (error);
  id = so_knowledge_save (db, &entry, &error);
  g_assert_no_error (error);
  so_store_commit (so_studio_get_store (studio), &db, &error);
  g_assert_no_error (error);
  return id;
}

char *
so_test_do (SoStudio *studio, SoVerb verb, const char *id, const char *argument)
{
  g_autoptr (GError) error = NULL;
  char *result = NULL;

  so_studio_do (studio, verb, id, argument, &result, &error);
  g_assert_no_error (error);
  return result;
}

void
so_test_refuses (SoStudio *studio, SoVerb verb, const char *id, const char *argument)
{
  g_autoptr (GError) error = NULL;
  char *result = NULL;

  g_assert_false (so_studio_do (studio, verb, id, argument, &result, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_null (result);
  g_assert_cmpuint (strlen (error->message), >, 10);
}

SoThread *
so_test_thread (SoStudio *studio, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), &error);
  SoThread *thread = db ? so_thread_find (db, id, &error) : NULL;

  g_assert_no_error (error);
  return thread;
}

SoDraft *
so_test_draft (SoStudio *studio, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), &error);
  SoDraft *draft = db ? so_draft_find (db, id, &error) : NULL;

  g_assert_no_error (error);
  return draft;
}

guint
so_test_count_outbound (SoStudio *studio, const char *thread_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), &error);
  g_autoptr (GArray) numbers = db ? so_message_numbers (db, thread_id, NULL, &error) : NULL;
  guint count = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (SoMessage) message = so_message_load (db, g_array_index (numbers, gint64, i), &error);

      g_assert_no_error (error);
      count += message->outbound;
    }
  return count;
}

guint
so_test_dispatch (SoStudio *studio)
{
  g_autoptr (GError) error = NULL;
  guint sent = 0;

  so_outbox_dispatch (studio, &sent, NULL, &error);
  g_assert_no_error (error);
  return sent;
}

guint
so_test_pull (SoStudio *studio)
{
  g_autoptr (GError) error = NULL;
  guint received = 0;

  so_outbox_pull (studio, NULL, &received, &error);
  g_assert_no_error (error);
  return received;
}
