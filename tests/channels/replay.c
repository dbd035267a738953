/* SPDX-License-Identifier: MIT */
/* replay whatsapp|instagram|mail FILE…: what the requests of a provider, or mails, become in a studio, a line for each message; and
 * whether that is the same when they come twice, backwards and shuffled. By hand, for bodies that are not ours to keep. */
#include "so-instagram.h"
#include "so-whatsapp.h"

#include "so-db.h"
#include "so-mail-reader.h"
#include "so-secrets.h"
#include "so-test-store.h"
#include "so-test-updates.h"
#include "so-updates.h"

#include <string.h>

static GPtrArray *
read_hook (SoChannelKind kind, GBytes *body)
{
  g_autoptr (SoSecrets) secrets = so_test_secrets (NULL);
  SoAccount account = { .id = (char *) "a", .name = (char *) "Studio", .channel = kind };
  g_autoptr (SoChannel) channel = kind == SO_CHANNEL_WHATSAPP ? SO_CHANNEL (so_whatsapp_new (&account, secrets, NULL)) : SO_CHANNEL (so_instagram_new (&account, secrets, NULL));
  g_autoptr (GPtrArray) updates = so_test_updates_new ();
  g_autoptr (GError) error = NULL;

  if (!so_channel_parse (channel, body, updates, &error))
    g_print ("  REFUSED: %s\n", error->message);
  return g_steal_pointer (&updates);
}

static GPtrArray *
read_mail (GBytes *body)
{
  static const char *const me[] = { "me@studio.example", NULL };
  g_autoptr (SoMailSpool) spool = so_mail_spool_new ();
  SoMailSink sink = { 0 };
  g_autoptr (SoMailReader) reader = so_mail_reader_new (me, &sink, NULL);
  g_autoptr (GPtrArray) updates = so_test_updates_new ();
  SoIncoming *incoming;

  so_mail_spool_append (spool, g_bytes_get_data (body, NULL), g_bytes_get_size (body), NULL);
  incoming = so_mail_reader_read (reader, spool, NULL, "mail", NULL);
  if (incoming)
    g_ptr_array_add (updates, so_update_new_message (incoming));
  return g_steal_pointer (&updates);
}

static void
apply (SoTestStore *f, const SoUpdate *update)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, &error);
  SoIngest how = { .country = "49" };
  g_auto (SoIngested) result = { 0 };

  if (!(update->kind == SO_UPDATE_MESSAGE ? so_ingest (db, update->incoming, &how, &result, &error) : so_update_apply (db, update, "49", &error)) ||
      !so_store_commit (f->store, &db, &error))
    g_print ("  NOT STORED: %s\n", error->message);
}

static void
describe_message (SoDb *db, gint64 n, GString *all)
{
  g_autoptr (SoMessage) m = so_message_load (db, n, NULL);
  g_autofree char *reactions = g_strjoinv ("", m->reactions);
  g_autofree char *key = so_db_text (db, "SELECT t.remote_key || ' ' || coalesce (c.name, '-') FROM message m JOIN thread t ON t.id = m.thread_id"
                                     " LEFT JOIN contact c ON c.id = m.contact_id WHERE m.n = ?", "i", n);

  g_string_append_printf (all, "  %s %s [%s] %s “%s” %s %s", m->remote_id, m->outbound ? "out" : "in", key, m->state, m->text, reactions, m->failure ? m->failure : "");
  for (guint i = 0; i < m->parts->len; i++)
    {
      const SoPart *part = m->parts->pdata[i];
      g_string_append_printf (all, " %s(%s)", so_part_kind_nick (part->kind), part->remote ? part->remote : part->text ? part->text : "");
    }
  g_string_append_c (all, '\n');
}

static char *
play (GPtrArray *updates, const guint *order, guint n)
{
  SoTestStore f = { 0 };
  GString *all = g_string_new (NULL);

  so_test_store_set_up (&f, NULL);
  for (guint i = 0; i < n; i++)
    apply (&f, updates->pdata[order[i]]);
  {
    g_autoptr (SoDb) db = so_store_read (f.store, NULL);
    g_autoptr (GArray) numbers = so_db_numbers (db, NULL, "SELECT n FROM message ORDER BY remote_id, id", "");

    for (guint i = 0; i < numbers->len; i++)
      describe_message (db, g_array_index (numbers, gint64, i), all);
  }
  so_test_store_tear_down (&f, NULL);
  return g_string_free_and_steal (all);
}

static void
compare (GPtrArray *updates)
{
  g_autofree guint *order = g_new (guint, 2 * updates->len + 1);
  g_autofree char *expected = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < 2 * updates->len; i++)
    order[i] = i % updates->len;
  expected = play (updates, order, updates->len);
  g_print ("%s", expected);
  for (guint round = 0; round < 6; round++)
    {
      g_autofree char *got = NULL;

      if (round == 1)
        for (guint i = 0; i < 2 * updates->len; i++)
          order[i] = updates->len - 1 - i % updates->len;
      for (guint i = 2 * updates->len; round > 1 && i > 1; i--)
        {
          guint k = g_rand_int_range (rand, 0, i), kept = order[k];
          order[k] = order[i - 1];
          order[i - 1] = kept;
        }
      got = play (updates, order, 2 * updates->len);
      if (strcmp (got, expected))
        g_print ("  ANOTHER ORDER %u:\n%s", round, got);
    }
}

int
main (int argc, char **argv)
{
  SoChannelKind kind = SO_CHANNEL_MAIL;
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  if (argc < 3 || !so_channel_kind_parse (argv[1], &kind))
    return g_printerr ("replay whatsapp|instagram|mail FILE…\n"), 2;
  for (int i = 2; i < argc; i++)
    {
      g_autofree char *content = NULL;
      gsize n;
      g_autoptr (GBytes) body = NULL;
      GPtrArray *updates;

      g_print ("%s\n", argv[i]);
      if (!g_file_get_contents (argv[i], &content, &n, NULL))
        return 1;
      body = g_bytes_new_take (g_steal_pointer (&content), n);
      updates = kind == SO_CHANNEL_MAIL ? read_mail (body) : read_hook (kind, body);
      if (updates->len)
        compare (updates);
      else
        g_print ("  nothing\n");
      for (guint k = 0; k < updates->len; k++)
        g_ptr_array_add (all, updates->pdata[k]);
    }
  g_print ("all\n");
  compare (all);
  return 0;
}
