/* SPDX-License-Identifier: MIT */
/* so-big-studio FOLDER [MESSAGES [PEOPLE]]: makes a large studio (default 1,000,000 messages of 100,000 people, a twentieth of them open leads), the
 * same every time, for measuring starts, lists and searches. Prints how long it took. A studio that is there already
 * with as many messages is left as it is, so that benchmarks may share one. */
#include <stdio.h>
#include <stdlib.h>

#include "so-care.h"
#include "so-db.h"
#include "so-studio.h"
#include "so-tasks.h"
#include "so-threads.h"
#include "so-undo.h"

#define PER_TRANSACTION 20000
#define FIRST_MS G_GINT64_CONSTANT (1577836800000)   /* 2020 */
#define LAST_MS G_GINT64_CONSTANT (1763722167000)

/* A vocabulary whose words are as unequally common as those of a language: the first ones are in most messages. */
static const char *const words[] = {
  "the", "class", "you", "is", "on", "for", "at", "and", "can", "we", "thanks", "hello", "today", "tuesday", "trial", "price",
  "salsa", "please", "time", "room", "teacher", "beginner", "book", "tomorrow", "ballet", "late", "cancel", "kids", "music", "shoes",
  "évènement", "straße", "café", "naïve", "garçon", "mañana", "über", "größe", "クラス", "时间", "수업", "ticket", "voucher", "wedding",
};
static const char *const firsts[] = { "Ana", "Ben", "Chloé", "Diego", "Elif", "Fatou", "Grace", "Hiro", "Inés", "Jürgen", "Kavya", "Liam" };
static const char *const lasts[] = { "Müller", "García", "Sharma", "Kaya", "Nowak", "Okafor", "Tanaka", "Rossi", "Dubois", "Murphy" };

static guint32
next_random (guint32 *state)
{
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

static char *
make_text (guint32 *state, guint i)
{
  GString *text = g_string_new (NULL);
  guint n = 4 + next_random (state) % 16;

  for (guint k = 0; k < n; k++)
    {
      /* The square of a random number prefers small ones. */
      guint r = next_random (state) % 1000;
      g_string_append_printf (text, "%s ", words[(gsize) r * r * G_N_ELEMENTS (words) / 1000000]);
    }
  g_string_append_printf (text, "n%u w%u", i, next_random (state) % 50000);
  return g_string_free_and_steal (text);
}

static SoIncoming *
make_message (guint i, guint messages, guint people)
{
  guint32 state = i * 2654435761u + 12345;
  /* A tenth of the people write half of the messages. */
  guint who = i < people ? i : next_random (&state) % 2 ? next_random (&state) % people : next_random (&state) % MAX (people / 10, 1);
  gboolean mail = who % 4 == 0;
  SoIncoming *in = so_incoming_new (mail ? SO_CHANNEL_MAIL : SO_CHANNEL_WHATSAPP);
  g_autofree char *address = mail ? g_strdup_printf ("person%u@example.org", who) : g_strdup_printf ("+49151%08u", who);
  g_autofree char *name = g_strdup_printf ("%s %s %u", firsts[who % G_N_ELEMENTS (firsts)], lasts[who / 7 % G_N_ELEMENTS (lasts)], who);
  g_autofree char *text = make_text (&state, i);
  SoIdentity *person = so_identity_new (mail ? SO_IDENTITY_EMAIL : SO_IDENTITY_PHONE, address, name);

  in->remote_id = g_strdup_printf ("big-%u", i);
  in->thread_key = g_strdup (address);
  in->outbound = next_random (&state) % 5 < 2;
  in->sent_at = FIRST_MS + (LAST_MS - FIRST_MS) / messages * i;
  in->sender = in->outbound ? so_identity_new (person->kind, mail ? "studio@example.com" : "+4930123456", "Studio") : person;
  if (in->outbound)
    g_ptr_array_add (in->others, person);
  g_ptr_array_add (in->parts, so_part_new_text (text));
  return in;
}

static gboolean
store_some (SoStore *store, guint from, guint to, guint messages, guint people, GError **error)
{
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  SoIngest how = { .country = "49", .import_id = "big" };

  for (guint i = from; db && i < to; i++)
    {
      g_autoptr (SoIncoming) in = make_message (i, messages, people);
      g_auto (SoIngested) result = { 0 };
      if (!so_ingest (db, in, &how, &result, error))
        return FALSE;
    }
  return db && so_store_commit (store, &db, error);
}

/* Something to do on the page Today. */
static gboolean
add_tasks (SoDb *db, GError **error)
{
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *title = g_strdup_printf ("Call back %u", i), *person = so_db_text (db, "SELECT id FROM contact WHERE n = ?", "i", (gint64) i * 20 + 20);
      g_autofree char *id = so_task_add (db, title, person, NULL, NULL, LAST_MS + (gint64) i * 3600000, error);

      if (!id)
        return FALSE;
    }
  return TRUE;
}

/* A twentieth of the people stands in the four columns of open leads, the others are customers or lost. */
static gboolean
stand_on_board (SoStore *store, GError **error)
{
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  if (!db || so_db_int (db, 0, "SELECT 1 FROM contact WHERE stage = 'CONVERTED'", ""))
    return db != NULL;
  return so_db_run (db, error, "UPDATE contact SET score = n * 7919 % 101, stage_at = created_at, stage = CASE"
                    " WHEN n % 20 > 0 THEN iif (n % 3, 'CONVERTED', 'LOST') WHEN n % 80 = 0 THEN 'NEW' WHEN n % 80 = 20 THEN 'CONTACTED'"
                    " WHEN n % 80 = 40 THEN 'QUALIFIED' ELSE 'TRIAL_SCHEDULED' END, lost_reason = iif (n % 20 > 0 AND n % 3 = 0, 'price', NULL)", "") &&
         so_undo_begin (db, "Tasks", error) && add_tasks (db, error) && so_undo_end (db, error) &&
         so_store_commit (store, &db, error);
}

static gboolean
is_made (SoStore *store, guint messages)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);
  SoCareCounts counts;

  return db && so_care_count (db, &counts, NULL) && counts.messages >= messages;
}

int
main (int argc, char **argv)
{
  guint messages = argc > 2 ? (guint) atoi (argv[2]) : 1000000, people = argc > 3 ? (guint) atoi (argv[3]) : 100000;
  SoProfile profile = { .name = (char *) "Big Studio", .kind = (char *) "dance", .zone = (char *) "Europe/Berlin", .country = (char *) "49" };
  g_autoptr (SoStudio) studio = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  gboolean ok, made;

  if (argc < 2 || !messages || !people)
    {
      fputs ("so-big-studio FOLDER [MESSAGES [PEOPLE]]\n", stderr);
      return 2;
    }
  studio = so_studio_open (argv[1], &error);
  made = studio && is_made (so_studio_get_store (studio), messages);
  ok = studio && (made || so_studio_set_up (studio, &profile, &error));
  for (guint i = 0; ok && !made && i < messages; i += PER_TRANSACTION)
    ok = store_some (so_studio_get_store (studio), i, MIN (i + PER_TRANSACTION, messages), messages, people, &error);
  ok = ok && stand_on_board (so_studio_get_store (studio), &error);
  ok = ok && so_store_checkpoint (so_studio_get_store (studio), &error);
  if (!ok)
    {
      fprintf (stderr, "so-big-studio: %s\n", error ? error->message : "failed");
      return 1;
    }
  printf ("%u messages of %u people in %.1f s\n", messages, people, (double) (g_get_monotonic_time () - start) / 1e6);
  return 0;
}
