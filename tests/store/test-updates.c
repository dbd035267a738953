/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include "so-contacts.h"
#include "so-db.h"
#include "so-search.h"
#include "so-updates.h"

#define PHONE "+49151234567"

static SoUpdate *
message (const char *remote_id, const char *text, gboolean outbound)
{
  SoIncoming *in = so_incoming_new (SO_CHANNEL_WHATSAPP);

  in->remote_id = g_strdup (remote_id);
  in->thread_key = g_strdup (PHONE);
  in->outbound = outbound;
  in->sent_at = 1000 + remote_id[0];
  if (outbound)
    g_ptr_array_add (in->others, so_identity_new (SO_IDENTITY_PHONE, PHONE, NULL));
  else
    in->sender = so_identity_new (SO_IDENTITY_PHONE, PHONE, "Priya S.");
  g_ptr_array_add (in->parts, so_part_new_text (text));
  return so_update_new_message (in);
}

static SoUpdate *
about (SoUpdateKind kind, const char *remote_id, gint64 at, const char *text)
{
  SoUpdate *update = so_update_new (kind, SO_CHANNEL_WHATSAPP);

  update->remote_id = g_strdup (remote_id);
  update->at = at;
  if (kind == SO_UPDATE_EDIT)
    {
      update->incoming = so_incoming_new (SO_CHANNEL_WHATSAPP);
      g_ptr_array_add (update->incoming->parts, so_part_new_text (text));
    }
  else
    update->text = g_strdup (text);
  return update;
}

static SoUpdate *
state (const char *remote_id, SoDelivery delivery)
{
  SoUpdate *update = about (SO_UPDATE_STATE, remote_id, 5, delivery == SO_DELIVERY_FAILED ? "Re-engagement message" : NULL);

  update->state = delivery;
  update->code = delivery == SO_DELIVERY_FAILED ? g_strdup ("131047") : NULL;
  return update;
}

static SoUpdate *
reaction (const char *remote_id, const char *who, const char *emoji, gint64 at)
{
  SoUpdate *update = about (SO_UPDATE_REACTION, remote_id, at, emoji);

  update->sender = who ? so_identity_new (SO_IDENTITY_PHONE, who, NULL) : NULL;
  return update;
}

static void
apply (SoTestStore *f, const SoUpdate *update)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, &error);
  SoIngest how = { .country = "49" };
  g_auto (SoIngested) result = { 0 };

  g_assert_true (update->kind == SO_UPDATE_MESSAGE ? so_ingest (db, update->incoming, &how, &result, &error) : so_update_apply (db, update, "49", &error));
  g_assert_no_error (error);
  g_assert_true (so_store_commit (f->store, &db, &error));
  g_assert_no_error (error);
}

/* All that is shown of the messages, of the conversation, and whether a word is found. */
static char *
describe (SoTestStore *f)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (GArray) numbers = so_db_numbers (db, NULL, "SELECT n FROM message ORDER BY remote_id", "");
  g_autofree char *snippet = so_db_text (db, "SELECT coalesce (snippet, '-') FROM thread", "");
  GString *all = g_string_new (snippet);

  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (SoMessage) m = so_message_load (db, g_array_index (numbers, gint64, i), NULL);
      g_autofree char *reactions = g_strjoinv ("", m->reactions);
      g_string_append_printf (all, "\n%s %s “%s” %s edited=%" G_GINT64_FORMAT " %s parts=%u", m->remote_id, m->state, m->text, reactions, m->edited_at,
                              m->failure ? m->failure : "-", m->parts->len);
    }
  return g_string_free_and_steal (all);
}

/* The same things told in every order, once or twice, are the same studio. */
static void
test_orders (SoTestStore *unused, gconstpointer data)
{
  g_autoptr (GPtrArray) updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
  g_autofree char *expected = NULL;
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  g_ptr_array_add (updates, message ("a", "The fee is?", FALSE));
  g_ptr_array_add (updates, message ("b", "15 €", TRUE));
  g_ptr_array_add (updates, message ("c", "Wrong chat", FALSE));
  g_ptr_array_add (updates, about (SO_UPDATE_EDIT, "a", 2000, "What is the fee?"));
  g_ptr_array_add (updates, about (SO_UPDATE_EDIT, "a", 3000, "What is the fee for two?"));
  g_ptr_array_add (updates, about (SO_UPDATE_EDIT, "a", 3000, "What is the fee"));
  g_ptr_array_add (updates, about (SO_UPDATE_UNSEND, "c", 2500, NULL));
  g_ptr_array_add (updates, about (SO_UPDATE_EDIT, "c", 2600, "Really the wrong chat"));
  g_ptr_array_add (updates, state ("b", SO_DELIVERY_SENT));
  g_ptr_array_add (updates, state ("b", SO_DELIVERY_FAILED));
  g_ptr_array_add (updates, state ("b", SO_DELIVERY_READ));
  g_ptr_array_add (updates, reaction ("b", PHONE, "👍", 10));
  g_ptr_array_add (updates, reaction ("b", PHONE, "❤️", 20));
  g_ptr_array_add (updates, reaction ("a", NULL, "😀", 10));
  g_ptr_array_add (updates, reaction ("a", NULL, "", 11));
  for (guint round = 0; round < 12; round++)
    {
      g_autofree guint *order = g_new (guint, updates->len);
      SoTestStore f = { 0 };
      g_autofree char *got = NULL;

      for (guint i = 0; i < updates->len; i++)
        order[i] = i;
      for (guint i = updates->len; round && i > 1; i--)
        {
          guint k = g_rand_int_range (rand, 0, i), kept = order[k];
          order[k] = order[i - 1];
          order[i - 1] = kept;
        }
      so_test_store_set_up (&f, NULL);
      for (guint i = 0; i < updates->len; i++)
        for (guint times = g_rand_int_range (rand, 1, 3); times; times--)
          apply (&f, updates->pdata[order[i]]);
      got = describe (&f);
      so_test_store_tear_down (&f, NULL);
      if (!expected)
        expected = g_steal_pointer (&got);
      else
        g_assert_cmpstr (got, ==, expected);
    }
  g_assert_nonnull (strstr (expected, "a received “What is the fee for two?”  edited=3000 - parts=1"));
  g_assert_nonnull (strstr (expected, "b read “15 €” ❤️ edited=0 - parts=1"));
  g_assert_nonnull (strstr (expected, "c unsent “”  edited=0 - parts=1"));
}

static guint
found (SoTestStore *f, const char *word)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (GPtrArray) hits = so_search (db, word, 10, NULL, NULL);

  g_assert_nonnull (hits);
  return hits->len;
}

static void
test_search (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoUpdate) first = message ("a", "xylophone", FALSE), edit = about (SO_UPDATE_EDIT, "a", 2, "marimba"), unsend = about (SO_UPDATE_UNSEND, "a", 3, NULL);

  apply (f, first);
  g_assert_cmpuint (found (f, "xylophone"), ==, 1);
  apply (f, edit);
  g_assert_cmpuint (found (f, "xylophone"), ==, 0);
  g_assert_cmpuint (found (f, "marimba"), ==, 1);
  apply (f, unsend);
  g_assert_cmpuint (found (f, "marimba"), ==, 0);
  {
    g_autofree char *left = so_test_text (f->store, "SELECT group_concat (m.text || coalesce (p.text, '') || coalesce (p.sha256, '')) FROM message m LEFT JOIN part p ON p.message_id = m.id");
    g_assert_cmpstr (left, ==, "");
  }
}

/* A failure that comes later than the acceptance is told with the provider's words. */
static void
test_failure (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoUpdate) sent = message ("b", "15 €", TRUE), failed = state ("b", SO_DELIVERY_FAILED);
  g_autofree char *all = NULL;

  apply (f, sent);
  apply (f, failed);
  all = describe (f);
  g_assert_nonnull (strstr (all, "b failed “15 €”  edited=0 131047: Re-engagement message parts=1"));
}

/* A new number is the same person. */
static void
test_moved (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoUpdate) first = message ("a", "Hi", FALSE), moved = so_update_new (SO_UPDATE_MOVED, SO_CHANNEL_WHATSAPP);
  g_autoptr (SoDb) db = NULL;

  moved->sender = so_identity_new (SO_IDENTITY_PHONE, PHONE, NULL);
  moved->to = so_identity_new (SO_IDENTITY_PHONE, "+49170999999", NULL);
  apply (f, moved);
  apply (f, first);
  apply (f, moved);
  apply (f, moved);
  db = so_store_read (f->store, NULL);
  g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM contact", ""), ==, 1);
  g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM identity WHERE kind = 'phone'", ""), ==, 2);
}

/* Nobody is meant: nothing happens, and nothing fails. */
static void
test_nobody (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoUpdate) none = about (SO_UPDATE_UNSEND, NULL, 1, NULL), empty = about (SO_UPDATE_EDIT, "", 1, "x"), nobody = so_update_new (SO_UPDATE_MOVED, SO_CHANNEL_WHATSAPP);
  g_autofree char *all = NULL;

  apply (f, none);
  apply (f, empty);
  apply (f, nobody);
  {
    g_autoptr (SoDb) db = so_store_read (f->store, NULL);
    g_assert_cmpint (so_db_int (db, 0, "SELECT (SELECT count(*) FROM told) + (SELECT count(*) FROM message)", ""), ==, 0);
  }
}

static void
test_fetch (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoUpdate) picture = message ("p", "Look", FALSE);
  SoPart *part = so_part_new (SO_PART_IMAGE), *lost = so_part_new (SO_PART_AUDIO);
  g_autoptr (GError) error = NULL;
  gint64 first = 0;

  part->remote = g_strdup ("media-1");
  part->mime = g_strdup ("image/jpeg");
  lost->remote = g_strdup ("media-2");
  g_ptr_array_add (picture->incoming->parts, part);
  g_ptr_array_add (picture->incoming->parts, lost);
  apply (f, picture);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
      g_auto (SoFetch) fetch = { 0 };

      g_assert_true (so_fetch_next (db, first, &fetch, &error));
      g_assert_cmpstr (fetch.remote, ==, i ? "media-2" : "media-1");
      first = fetch.n;
      g_assert_true (so_fetch_done (db, fetch.n, i ? NULL : "abc", i ? 0 : 99, NULL, i ? "It is gone" : NULL, &error));
      g_assert_true (so_store_commit (f->store, &db, &error));
    }
  {
    g_autoptr (SoDb) db = so_store_read (f->store, NULL);
    g_auto (SoFetch) none = { 0 };
    g_autoptr (SoMessage) m = so_message_load (db, so_db_int (db, 0, "SELECT n FROM message", ""), NULL);
    const SoPart *p = m->parts->pdata[1], *q = m->parts->pdata[2];

    g_assert_false (so_fetch_next (db, 0, &none, &error));
    g_assert_no_error (error);
    g_assert_cmpstr (p->sha256, ==, "abc");
    g_assert_cmpint (p->size, ==, 99);
    g_assert_cmpstr (p->mime, ==, "image/jpeg");
    g_assert_null (p->remote);
    g_assert_null (q->sha256);
    g_assert_cmpstr (q->text, ==, "It is gone");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/updates/orders", (GTestFunc) (void *) test_orders);
#define ADD(name, func) g_test_add ("/updates/" name, SoTestStore, NULL, so_test_store_set_up, func, so_test_store_tear_down)
  ADD ("search", test_search);
  ADD ("failure", test_failure);
  ADD ("moved", test_moved);
  ADD ("nobody", test_nobody);
  ADD ("fetch", test_fetch);
  return g_test_run ();
}
