/* SPDX-License-Identifier: MIT */
/* What a PostgreSQL server does that no file does: it refuses, it goes away, and others write to it. */
#include "hub-store.h"

#include <string.h>

#include "so-hub-ear.h"
#include "so-hub-sync.h"

/* Whatever fails in the transaction, and be it the commit itself: it is said, nothing is stored, and the next one works. */
static void
test_refused (HubStoreFixture *f, gconstpointer data)
{
  static const struct { const char *before, *after; } troubles[] = {
    { "ALTER TABLE studio_os_hub.studio ADD CONSTRAINT low CHECK (head < 2)", "ALTER TABLE studio_os_hub.studio DROP CONSTRAINT low" },
    { "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON studio_os_hub.event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION studio_os_hub.fail()",
      "DROP TRIGGER late ON studio_os_hub.event" },
    /* The connection ends while it commits: nobody knows, so it is not promised. */
    { "CREATE CONSTRAINT TRIGGER last AFTER INSERT ON studio_os_hub.event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION studio_os_hub.leave()",
      "DROP TRIGGER last ON studio_os_hub.event" },
    { "ALTER TABLE studio_os_hub.event RENAME TO away", "ALTER TABLE studio_os_hub.away RENAME TO event" },
  };

  assert_put (f->store, "default", KEYS ("a"), "1");
  hub_store_do_sql (f, "CREATE FUNCTION studio_os_hub.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;"
             "CREATE FUNCTION studio_os_hub.leave() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$");
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) so_hub_event_free);
      g_autoptr (GError) error = NULL;

      hub_store_do_sql (f, troubles[i].before);
      g_ptr_array_add (events, hub_store_new_event ("default", "b", "b", NOW));
      g_assert_false (so_hub_store_put (f->store, events, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
      hub_store_do_sql (f, troubles[i].after);
      assert_page (f->store, "default", 0, 10, 1000, 100, "1:a");
    }
  assert_put (f->store, "default", KEYS ("b", "c"), "2 3");
}

/* A connection that ended while nobody asked is made again unseen; in the middle of a transaction it is not. */
static void
test_lost (HubStoreFixture *f, gconstpointer data)
{
  static const char end_all[] = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND application_name = 'studio-os-hub'";
  g_autoptr (GError) error = NULL;

  assert_put (f->store, "default", KEYS ("a"), "1");
  hub_store_do_sql (f, end_all);
  /* It ends a moment after it was told to. */
  hub_store_do_sql (f, "DO $$ BEGIN WHILE EXISTS (SELECT 1 FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND application_name = 'studio-os-hub')"
             " LOOP PERFORM pg_sleep(0.01); PERFORM pg_stat_clear_snapshot(); END LOOP; END $$");
  assert_put (f->store, "default", KEYS ("b"), "2");
  g_assert_true (so_hub_sql_begin (f->store, &error));
  g_assert_true (so_hub_sql_run (f->store, &error, "DELETE FROM event", ""));
  hub_store_do_sql (f, end_all);
  g_assert_false (so_hub_sql_run (f->store, &error, "DELETE FROM event", "") && so_hub_sql_run (f->store, &error, "DELETE FROM event", ""));
  g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
  g_clear_error (&error);
  g_assert_false (so_hub_sql_run (f->store, &error, "DELETE FROM event", ""));
  g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
  g_clear_error (&error);
  g_assert_false (so_hub_sql_end (f->store, TRUE, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
  assert_page (f->store, "default", 0, 10, 1000, 100, "1:a 2:b");
}

/* Text that the server does not take is no reason to refuse everything that came with it. */
static void
test_strange_text (HubStoreFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) so_hub_event_free), found = NULL;
  g_autoptr (GError) error = NULL;
  static const char body[] = "\0\xff\\x'\"{}\r\n";
  SoHubEvent *event = hub_store_new_event ("default", "a", "", NOW);
  gint64 head;

  g_set_str (&event->headers, "X-Name: Andr\xe9, \"{NULL}\"\n");
  g_bytes_unref (event->body);
  event->body = g_bytes_new_static (body, sizeof body);
  g_ptr_array_add (events, event);
  g_ptr_array_add (events, hub_store_new_event ("default", "b", "", NOW));
  so_hub_store_put (f->store, events, &error);
  g_assert_no_error (error);
  found = so_hub_store_page (f->store, "default", 0, 10, 1000, 1000, &head, &error);
  g_assert_no_error (error);
  event = found->pdata[0];
  g_assert_cmpmem (g_bytes_get_data (event->body, NULL), g_bytes_get_size (event->body), body, sizeof body);
  g_assert_true (g_utf8_validate (event->headers, -1, NULL) && strstr (event->headers, "\"{NULL}\""));
  event = found->pdata[1];
  g_assert_cmpuint (g_bytes_get_size (event->body), ==, 0);
}

#define WRITERS 4
#define BATCHES 40

typedef struct {
  const SoHubPlace *place;
  guint number;
  gint64 stored;
} Writer;

/* Batches for two studios, each a tenth of it the same as somebody else's. */
static gpointer
write_batches (gpointer data)
{
  Writer *writer = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHubStore) store = so_hub_store_open (writer->place, SO_HUB_STORE_WRITE, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < BATCHES; i++)
    {
      g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) so_hub_event_free);

      for (guint j = 0; j < 20; j++)
        {
          const char *studio = (writer->number + j) % 2 ? "default" : "other";
          g_autofree char *key = j < 2 ? g_strdup_printf ("shared-%s-%u-%u", studio, i, j / 2) : g_strdup_printf ("%u-%u-%u", writer->number, i, j);

          g_ptr_array_add (events, hub_store_new_event (studio, key, key, NOW));
        }
      if (!so_hub_store_put (store, events, &error))
        g_error ("%s", error->message);
      for (guint j = 0; j < events->len; j++)
        writer->stored += ((SoHubEvent *) events->pdata[j])->seq > 0;
    }
  return NULL;
}

/* Who reads on from the last number seen while several write misses none, and there are no holes. */
static void
test_writers (HubStoreFixture *f, gconstpointer data)
{
  Writer writers[WRITERS];
  GThread *threads[WRITERS];
  const char *const studios[] = { "default", "other" };
  gint64 cursors[2] = { 0 }, stored = 0;
  gboolean running = TRUE;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < WRITERS; i++)
    {
      writers[i] = (Writer) { .place = &f->place, .number = i };
      threads[i] = g_thread_new ("writer", write_batches, &writers[i]);
    }
  for (gint64 most = WRITERS * BATCHES * 18 + BATCHES * 2; running; running = cursors[0] + cursors[1] < most)
    for (guint i = 0; i < 2; i++)
      {
        gint64 head;
        g_autoptr (GPtrArray) events = so_hub_store_page (f->store, studios[i], cursors[i], 500, 1 << 20, 1 << 20, &head, &error);

        g_assert_no_error (error);
        for (guint j = 0; j < events->len; j++)
          g_assert_cmpint (((SoHubEvent *) events->pdata[j])->seq, ==, ++cursors[i]);
      }
  for (guint i = 0; i < WRITERS; i++)
    {
      g_thread_join (threads[i]);
      stored += writers[i].stored;
    }
  g_assert_cmpint (stored, ==, cursors[0] + cursors[1]);
}

static void
on_heard (const char *const *studios, gpointer data)
{
  for (; *studios; studios++)
    g_ptr_array_add (data, g_strdup (*studios));
}

/* How often word was passed on since it was asked last. */
static guint
count_words (HubStoreFixture *f)
{
  guint n = 0;
  PGnotify *word;

  hub_store_do_sql (f, "LISTEN studio_os_hub");
  for (; (word = PQnotifies (so_hub_pg_get_conn (f->admin))); PQfreemem (word))
    n++;
  return n;
}

/* What another one stored is heard of, by word and without. */
static void
test_heard (HubStoreFixture *f, gconstpointer data)
{
  /* What computers say to each other is listened for, too. */
  g_assert_true (so_hub_sync_prepare (f->store, NULL));
  g_assert_cmpuint (count_words (f), ==, 0);
  assert_put (f->store, "default", KEYS ("a", "b", "c"), "1 2 3");
  g_assert_cmpuint (count_words (f), ==, 1);
  for (guint i = 0; i < 2; i++)
    {
      SoHubPlace place = f->place;
      g_autoptr (GError) error = NULL;
      g_autoptr (SoHubEar) ear = NULL;
      g_autoptr (SoHubStore) store = NULL;
      g_autofree char *key = g_strdup_printf ("%u", i);
      g_autoptr (GPtrArray) heard = g_ptr_array_new_with_free_func (g_free);

      place.notify = i == 0;
      ear = so_hub_ear_new (&place, on_heard, heard, &error);
      /* Once for what there was before. */
      while (heard->len < 2)
        g_main_context_iteration (NULL, TRUE);
      g_ptr_array_set_size (heard, 0);
      store = so_hub_store_open (&place, SO_HUB_STORE_WRITE, &error);
      g_free (hub_store_put (store, "default", KEYS (key), NOW));
      g_assert_cmpuint (count_words (f), ==, place.notify);
      while (!heard->len)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpstr (heard->pdata[0], ==, "default");
      g_assert_cmpuint (heard->len, ==, 1);
    }
}

/* In words that say what to do, and never with the password. */
static void
test_addresses (HubStoreFixture *f, gconstpointer data)
{
  g_autofree char *nobody = g_strdup_printf ("postgresql://nobody@/hub?host=%s", strstr (f->place.server, "host=") + 5);
  g_autofree char *nothing = g_strdup_printf ("postgresql://hub@/nothing?host=%s", strstr (f->place.server, "host=") + 5);
  const struct { const char *server, *password, *says; } wrong[] = {
    { "postgresql://hub:hunter22@/hub", NULL, "There is a password in storage=" },
    { "postgresql://hub@/hub?sslpassword=hunter22", NULL, "There is a password in storage=" },
    { "postgresql://hub@/hub?password=hunter22", NULL, "There is a password in storage=" },
    { "postgresql://hub:hunter22@[/hub", NULL, "storage= in hub.conf is not understood" },
    { "postgresql://hub@/hub?host=/nonexistent", "hunter22", "cannot be reached (No such file or directory)" },
    { "postgresql://hub@127.0.0.1:1/hub", "hunter22", "cannot be reached (Connection refused)" },
    { f->place.server, "hunter22", "does not take the password" },
    { f->place.server, NULL, "asks for the password" },
    { nobody, "hunter22", "does not take the password of “nobody”" },
    { nothing, f->place.password, "There is no database “nothing”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      SoHubPlace place = { .server = (char *) wrong[i].server, .password = (char *) wrong[i].password };
      g_autoptr (GError) error = NULL;

      g_assert_null (so_hub_store_open (&place, SO_HUB_STORE_WRITE, &error));
      g_assert_cmpstr (error->message, !=, NULL);
      if (!strstr (error->message, wrong[i].says) || strstr (error->message, "hunter22"))
        g_error ("%s", error->message);
    }
}

/* A reader never writes, and says so where there is nothing to read. */
static void
test_reader (HubStoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHubStore) reader = so_hub_store_open (&f->place, SO_HUB_STORE_READ, &error);

  g_assert_no_error (error);
  assert_put (reader, "default", KEYS ("a"), NULL);
  g_assert_false (so_hub_store_add_studio (reader, "third", &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
  g_assert_nonnull (strstr (error->message, "can only be read"));
  g_clear_error (&error);
  hub_store_do_sql (f, "DROP SCHEMA studio_os_hub CASCADE");
  g_assert_null (so_hub_store_open (&f->place, SO_HUB_STORE_READ, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

int
main (int argc, char **argv)
{
  static const HubStoreTest tests[] = {
    { "refused", test_refused }, { "lost", test_lost }, { "strange-text", test_strange_text }, { "writers", test_writers }, { "heard", test_heard },
    { "addresses", test_addresses }, { "reader", test_reader },
  };

  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("SO_HUB_TEST_SERVER"))
    hub_store_add ("server", tests, G_N_ELEMENTS (tests), "server");
  return g_test_run ();
}
