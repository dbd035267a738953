/* SPDX-License-Identifier: MIT */
#include "sim.h"

#include <string.h>

#include "so-clock.h"
#include "so-id.h"
#include "so-incoming.h"
#include "so-search-index.h"
#include "so-settings.h"
#include "so-share-claim.h"
#include "so-share-tables.h"
#include "so-threads.h"

static const char *const stages[] = { "NEW", "CONTACTED", "QUALIFIED", "WON", "LOST" };

/* Connections stay open from run to run: to read the schema and to prepare statements would take longer than a run does. Those of runs in which
 * versions are mixed read it again all the time. */
static SoDb *kept[2][SIM_MOST_DESKS];

static SoDb *
connect_to (const char *path)
{
  g_autoptr (GError) error = NULL;
  SoDb *db = so_db_open (path, SO_DB_WRITE, &error);

  g_assert_no_error (error);
  so_db_script (db, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE", &error);
  g_assert_no_error (error);
  return db;
}

/* Under the open connection, as a restored home directory is. */
static void
replace (Sim *sim, SoDb *db, const char *from, const char *path)
{
  sim_let_go (db);
  sim_copy (from, path);
  so_db_run (db, NULL, "PRAGMA locking_mode = EXCLUSIVE", "");
  /* Another process: it knows nothing but what is in the file. */
  *so_db_get_sync (db) = (SoShareClock) { .page = sim->faults.page };
}

void
sim_desk_open (Sim *sim, guint d)
{
  SimDesk *desk = &sim->desks[d];
  g_autofree char *template = g_strdup_printf ("%s/desk-%u.template", sim->folder, desk->version);
  SoDb **db = &kept[sim->older ? 1 : 0][d];

  desk->path = g_strdup_printf ("%s/desk-%u%s.db", sim->folder, d, sim->older ? "-mixed" : "");
  if (!*db)
    {
      sim_copy (template, desk->path);
      *db = connect_to (desk->path);
    }
  desk->db = *db;
  replace (sim, desk->db, template, desk->path);
  desk->file_version = desk->version;
}

void
sim_desks_close (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    for (guint d = 0; d < SIM_MOST_DESKS; d++)
      g_clear_pointer (&kept[i][d], so_db_close);
}

gboolean
sim_desk_begin (Sim *sim, guint d)
{
  so_clock_set (sim->now + sim->desks[d].skew);
  sim_use_version (sim->desks[d].version);
  return so_db_run (sim->desks[d].db, NULL, "BEGIN IMMEDIATE", "");
}

/* As so_store_commit() does it. */
gboolean
sim_desk_end (Sim *sim, guint d, gboolean good)
{
  SoDb *db = sim->desks[d].db;

  good = good && so_search_index_flush (db, NULL) && !so_db_take_failure (db, NULL);
  so_db_fail_at (db, 0);
  so_search_index_forget (db);
  so_db_take_failure (db, NULL);
  so_db_run (db, NULL, good ? "COMMIT" : "ROLLBACK", "");
  return good;
}

/* --- what owners do --- */

char *
sim_any_id (Sim *sim, SoDb *db, const char *table)
{
  g_autofree char *count = g_strdup_printf ("SELECT count(*) FROM %s", table), *pick = g_strdup_printf ("SELECT id FROM %s ORDER BY id LIMIT 1 OFFSET ?", table);
  gint64 n = so_db_int (db, 0, count, "");

  return n ? so_db_text (db, pick, "i", (gint64) sim_below (sim, (guint) n)) : NULL;
}

static void
remember_fact (Sim *sim, const char *table, const char *id)
{
  if (g_hash_table_add (sim->facts, g_strconcat (table, " ", id, NULL)))
    sim_count.facts++;
}

static gboolean
make_contact (Sim *sim, guint d, GPtrArray *made)
{
  SoDb *db = sim->desks[d].db;

  char *id = so_id_new ();
  g_autofree char *name = g_strdup_printf ("P%u", sim_below (sim, 1000));

  g_ptr_array_add (made, g_strdup ("contact"));
  g_ptr_array_add (made, id);
  return so_db_run (db, NULL, "INSERT INTO contact (id, name, sort, created_at, updated_at) VALUES (?, ?, ?2, ?, ?3)", "tti", id, name, so_now ());
}

static gboolean
edit_contact (Sim *sim, guint d)
{
  SoDb *db = sim->desks[d].db;
  g_autofree char *id = sim_any_id (sim, db, "contact"), *word = g_strdup_printf ("w%u", sim_below (sim, 1000));

  switch (id ? sim_below (sim, 4) : 4)
    {
    case 0:
      return so_db_run (db, NULL, "UPDATE contact SET stage = ?, lost_reason = ? WHERE id = ?", "ttt", stages[sim_below (sim, 5)], word, id);
    case 1:
      return sim_knows (sim, d, "contact.notes") ? so_db_run (db, NULL, "UPDATE contact SET name = ?, notes = ? WHERE id = ?", "ttt", word, word, id)
                                                 : so_db_run (db, NULL, "UPDATE contact SET name = ? WHERE id = ?", "tt", word, id);
    case 2:
      return !sim_knows (sim, d, "contact.notes") || so_db_run (db, NULL, "UPDATE contact SET notes = ? WHERE id = ?", "tt", word, id);
    case 3:
      return !sim_knows (sim, d, "contact.alive") || so_db_run (db, NULL, "UPDATE contact SET deleted_at = CASE WHEN deleted_at IS NULL THEN ? END WHERE id = ?", "it", so_now (), id);
    default:
      return TRUE;
    }
}

static gboolean
set_setting (Sim *sim, guint d)
{
  g_autofree char *key = g_strdup_printf ("sim.%u", sim_below (sim, 4)), *value = g_strdup_printf ("v%u", sim_below (sim, 1000));

  return !sim_knows (sim, d, "setting") || so_setting_set (sim->desks[d].db, key, sim_chance (sim, 100) ? NULL : value, NULL);
}

/* One of a few messages that come to every desktop by itself. */
static gboolean
take_message (Sim *sim, SoDb *db, GPtrArray *made)
{
  guint m = sim_below (sim, 24);
  g_autofree char *remote = g_strdup_printf ("sim-%u", m), *number = g_strdup_printf ("+4930123%03u", m % 5), *text = g_strdup_printf ("Hello %u", m);
  g_autoptr (SoIncoming) in = so_incoming_new (SO_CHANNEL_WHATSAPP);
  g_auto (SoIngested) result = { 0 };
  SoIngest how = { .country = "49" };

  in->remote_id = g_steal_pointer (&remote);
  in->thread_key = g_strdup (number);
  in->sender = so_identity_new (SO_IDENTITY_PHONE, number, m % 3 ? NULL : "Ana");
  in->sent_at = 1700000000000 + m * 1000;
  g_ptr_array_add (in->parts, so_part_new_text (text));
  if (!so_ingest (db, in, &how, &result, NULL))
    return FALSE;
  g_ptr_array_add (made, g_strdup ("message"));
  g_ptr_array_add (made, g_strdup (result.message_id));
  g_ptr_array_add (made, g_strdup ("thread"));
  g_ptr_array_add (made, g_strdup (result.thread_id));
  return TRUE;
}

static gboolean
edit_thread (Sim *sim, guint d)
{
  SoDb *db = sim->desks[d].db;
  g_autofree char *id = sim_any_id (sim, db, "thread");

  if (!id)
    return TRUE;
  if (sim_chance (sim, 300))
    return so_thread_set_unread (db, id, sim_chance (sim, 500), NULL);
  return so_db_run (db, NULL, "UPDATE thread SET state = ?1, starred = CASE WHEN ?4 THEN ?2 ELSE starred END WHERE id = ?3", "titi", sim_chance (sim, 500) ? "open" : "done",
                    (gint64) sim_below (sim, 2), id, (gint64) sim_knows (sim, d, "thread.starred"));
}

/* The same file of the same message is the same part everywhere; and it may be taken away for good. */
static gboolean
change_part (Sim *sim, SoDb *db)
{
  g_autofree char *name = g_strdup_printf ("part-%u", sim_below (sim, 12)), *id = so_id_derive ("sim", name);

  if (sim_chance (sim, 250))
    return so_db_run (db, NULL, "DELETE FROM part WHERE id = ?", "t", id);
  return so_db_run (db, NULL, "INSERT INTO part (id, message_id, position, kind, text) VALUES (?, 'm', 1, 'image', ?) ON CONFLICT (id) DO UPDATE SET name = excluded.text",
                    "tt", id, stages[sim_below (sim, 5)]);
}

/* A task stands for a draft: text that all may change, and that is sent once. */
static gboolean
make_draft (Sim *sim, guint d, GPtrArray *made)
{
  SoDb *db = sim->desks[d].db;
  char *id;

  if (!sim_knows (sim, d, "task"))
    return TRUE;
  id = so_id_new ();
  g_ptr_array_add (made, g_strdup ("task"));
  g_ptr_array_add (made, id);
  return so_db_run (db, NULL, "INSERT INTO task (id, title, created_at, updated_at) VALUES (?1, ?2, ?3, ?3)", "tti", id, "text", so_now ()) &&
         /* When it was made: what the hub does not know of an older count may have been sent then. */
         so_db_run (db, NULL, "UPDATE task SET finding_id = (SELECT epoch FROM sync_link) WHERE id = ?", "t", id);
}

static gboolean
approve (Sim *sim, guint d)
{
  SoDb *db = sim->desks[d].db;
  g_autofree char *id = sim_knows (sim, d, "task") ? sim_any_id (sim, db, "task") : NULL, *epoch = id ? so_db_text (db, "SELECT finding_id FROM task WHERE id = ?", "t", id) : NULL;
  g_autofree char *body = g_strdup_printf ("{\"epoch\":\"%s\"}", epoch ? epoch : "");

  return !id || so_share_command (db, "approve", id, body, NULL);
}

static gboolean
act (Sim *sim, guint d, GPtrArray *made)
{
  SoDb *db = sim->desks[d].db;

  switch (sim_below (sim, 16))
    {
    case 0:
      return make_contact (sim, d, made);
    case 1: case 2: case 3: case 4:
      return edit_contact (sim, d);
    case 5:
      return set_setting (sim, d);
    case 6: case 7:
      return take_message (sim, db, made);
    case 8:
      return edit_thread (sim, d);
    case 9:
      return change_part (sim, db);
    case 10:
      return make_draft (sim, d, made);
    case 11:
      return approve (sim, d);
    default:
      return !sim_knows (sim, d, "draft") || sim_send_act (sim, db, made);
    }
}

void
sim_desk_act (Sim *sim, guint d)
{
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_free);
  SoDb *db = sim->desks[d].db;

  if (!sim_desk_begin (sim, d))
    return;
  if (!sim->calm && sim_chance (sim, sim->faults.fail_desk))
    so_db_fail_at (db, 1 + (int) sim_below (sim, 12));
  if (!sim_desk_end (sim, d, act (sim, d, made)))
    {
      sim_count.failed_statements++;
      return;
    }
  for (guint i = 0; i + 1 < made->len; i += 2)
    remember_fact (sim, made->pdata[i], made->pdata[i + 1]);
}

/* --- talking --- */

void
sim_desk_talk (Sim *sim, guint d)
{
  SimDesk *desk = &sim->desks[d];
  g_autofree char *ask = NULL, *push = NULL;
  gint64 last = 0;

  if (!sim_desk_begin (sim, d))
    return;
  if (!sim->calm && sim_chance (sim, sim->faults.fail_desk))
    so_db_fail_at (desk->db, 1 + (int) sim_below (sim, 30));
  if (!sim_chance (sim, 500))
    desk->pushed = 0;
  if (so_share_claim_is_due (desk->db))
    so_share_claim_settle (desk->db, NULL);
  push = so_share_push (desk->db, desk->pushed, &last, NULL);
  ask = so_share_ask (desk->db, NULL);
  if (!sim_desk_end (sim, d, ask != NULL))
    return;
  desk->pushed = last ? last : desk->pushed;
  if (push)
    sim_send (sim, d, TRUE, g_steal_pointer (&push), sim->now);
  sim_send (sim, d, TRUE, g_steal_pointer (&ask), sim->now);
}

void
sim_desk_hear (Sim *sim, guint d, const char *text, gint64 asked)
{
  SimDesk *desk = &sim->desks[d];
  g_autoptr (GError) error = NULL;
  gboolean planted = !sim->calm && sim_chance (sim, sim->faults.fail_desk), good;

  if (!sim_desk_begin (sim, d))
    return;
  if (planted)
    so_db_fail_at (desk->db, 1 + (int) sim_below (sim, 200));
  good = so_share_hear (desk->db, text, sim->now - asked, &error);
  if (!sim_desk_end (sim, d, good) && !planted)
    sim_fail (sim, "desktop %u cannot take an answer: %s", d, error ? error->message : "a statement failed");
  sim_note (sim, "desktop %u has heard%s%s", d, planted ? " (planted)" : "", good ? "" : " in vain");
  sim_count.failed_statements += planted;
}

void
sim_desk_settle (Sim *sim, guint d)
{
  gboolean more = TRUE, good = TRUE;

  while (more && good)
    {
      g_autoptr (GError) error = NULL;

      sim_desk_begin (sim, d);
      good = so_share_settle (sim->desks[d].db, 200, &more, &error);
      if (!sim_desk_end (sim, d, good))
        sim_fail (sim, "desktop %u cannot settle: %s", d, error ? error->message : "a statement failed");
    }
}

/* --- what happens to folders --- */

static void
become (Sim *sim, guint d, const char *from, guint version)
{
  replace (sim, sim->desks[d].db, from, sim->desks[d].path);
  sim->desks[d].pushed = 0;
  sim->odd = TRUE;
  sim->desks[d].file_version = version;
  sim_fit_version (sim, d);
  sim_forget_lost (sim);
}

void
sim_desk_remember (Sim *sim, guint d)
{
  SimDesk *desk = &sim->desks[d];

  if (!desk->old)
    desk->old = g_strconcat (desk->path, ".old", NULL);
  sim_copy (desk->path, desk->old);
  desk->old_version = desk->file_version;
}

void
sim_desk_set_back (Sim *sim, guint d)
{
  if (!sim->desks[d].old)
    return;
  sim_note (sim, "desktop %u is set back", d);
  sim_count.set_back++;
  become (sim, d, sim->desks[d].old, sim->desks[d].old_version);
  sim_send_begin_run (sim, d);
}

void
sim_desk_clone (Sim *sim, guint from, guint to)
{
  sim_note (sim, "desktop %u is copied to %u", from, to);
  sim_count.clones++;
  g_clear_pointer (&sim->desks[to].old, g_free);
  become (sim, to, sim->desks[from].path, sim->desks[from].file_version);
  sim->desks[to].device = sim->desks[from].device;
  sim_send_begin_run (sim, to);
}
