/* SPDX-License-Identifier: MIT */
#include "hub-store.h"

#include <glib/gstdio.h>
#include <string.h>

void
hub_store_do_sql (HubStoreFixture *f, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PGresult) result = NULL;

  so_hub_pg_ready (f->admin, &error);
  g_assert_no_error (error);
  result = so_hub_pg_exec (f->admin, sql, &error);
  g_assert_no_error (error);
}

/* @data: in a file, or on the server that is there for this test. */
static void
hub_store_set_up (HubStoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("hub-XXXXXX", &error);
  if (data)
    {
      f->place = (SoHubPlace) { .server = g_strdup (g_getenv ("SO_HUB_TEST_SERVER")), .password = g_strdup (g_getenv ("SO_HUB_TEST_PASSWORD")), .notify = TRUE };
      f->admin = so_hub_pg_new (f->place.server, f->place.password, FALSE, &error);
      hub_store_do_sql (f, "DROP SCHEMA IF EXISTS studio_os_hub CASCADE");
    }
  else
    f->place = (SoHubPlace) { .path = g_build_filename (f->folder, "hub.db", NULL) };
  f->store = so_hub_store_open (&f->place, SO_HUB_STORE_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (so_hub_store_add_studio (f->store, "default", &error));
  g_assert_true (so_hub_store_add_studio (f->store, "other", &error));
  so_clock_set (NOW);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

static void
hub_store_tear_down (HubStoreFixture *f, gconstpointer data)
{
  so_clock_set (0);
  so_hub_store_close (f->store);
  so_hub_pg_free (f->admin);
  remove_folder (f->folder);
  g_free (f->place.path);
  g_free (f->place.server);
  g_free (f->place.password);
  g_free (f->folder);
}

SoHubEvent *
hub_store_new_event (const char *studio, const char *key, const char *body, gint64 at)
{
  SoHubEvent *event = g_new0 (SoHubEvent, 1);

  event->studio = g_strdup (studio);
  event->endpoint = g_strdup ("whatsapp");
  event->provider = g_strdup ("whatsapp");
  event->kind = g_strdup ("");
  event->headers = g_strdup ("Content-Type: application/json\n");
  event->body = g_bytes_new (body, strlen (body));
  event->key = g_strdup (key);
  event->received_at = at;
  return event;
}

char *
hub_store_put (SoHubStore *store, const char *studio, const char *const *keys, gint64 at)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) so_hub_event_free);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; keys[i]; i++)
    g_ptr_array_add (events, hub_store_new_event (studio, keys[i], keys[i], at));
  if (!so_hub_store_put (store, events, &error))
    {
      g_test_message ("%s", error->message);
      return NULL;
    }
  for (guint i = 0; i < events->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i ? " " : "", ((SoHubEvent *) events->pdata[i])->seq);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

char *
hub_store_page (SoHubStore *store, const char *studio, gint64 after, guint most, gint64 bytes, gint64 most_inline)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gint64 head;
  g_autoptr (GPtrArray) events = so_hub_store_page (store, studio, after, most, bytes, most_inline, &head, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < events->len; i++)
    {
      SoHubEvent *event = events->pdata[i];

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT ":%.*s", i ? " " : "", event->seq, event->body ? (int) g_bytes_get_size (event->body) : 1,
                              event->body ? (const char *) g_bytes_get_data (event->body, NULL) : "-");
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

SoHubDevice *
hub_store_join (SoHubStore *store, const char *studio)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = so_hub_store_offer (store, studio, SO_ROLE_OWNER, so_now () + 1000, &error), *key = NULL;
  SoHubDevice *device = so_hub_store_pair (store, code, "Desk", &key, &error);

  g_assert_no_error (error);
  return device;
}

void
hub_store_add (const char *where, const HubStoreTest *tests, guint n, gconstpointer data)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/hub/store/%s/%s", where, tests[i].name);

      g_test_add (path, HubStoreFixture, data, hub_store_set_up, tests[i].run, hub_store_tear_down);
    }
}
