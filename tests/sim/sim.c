/* SPDX-License-Identifier: MIT */
#include "sim.h"

#include <glib/gstdio.h>
#include <stdarg.h>
#include <string.h>

#include "so-clock.h"
#include "so-hub-claims.h"
#include "so-hub-sql.h"
#include "so-id.h"
#include "so-share-capture.h"
#include "so-share-claim.h"
#include "so-share-link.h"

#define BEGIN 1800000000000
#define STEPS 140
#define CALM_ROUNDS 400
#define DAY (24 * 60 * 60 * (gint64) 1000)

SimCount sim_count;

guint
sim_below (Sim *sim, guint n)
{
  return (guint) g_rand_int_range (sim->rand, 0, (gint32) n);
}

gboolean
sim_chance (Sim *sim, guint thousandths)
{
  return thousandths && sim_below (sim, 1000) < thousandths;
}

void
sim_note (Sim *sim, const char *format, ...)
{
  va_list args;

  if (!sim->log)
    return;
  g_string_append_printf (sim->log, "%9.3f ", (sim->now - BEGIN) / 1000.0);
  va_start (args, format);
  g_string_append_vprintf (sim->log, format, args);
  va_end (args);
  g_string_append_c (sim->log, '\n');
}

/* The first one is told. */
void
sim_fail (Sim *sim, const char *format, ...)
{
  va_list args;

  if (sim->failure)
    return;
  va_start (args, format);
  sim->failure = g_strdup_vprintf (format, args);
  va_end (args);
  sim_note (sim, "FAILED: %s", sim->failure);
}

/* Of databases that nobody is in the middle of changing. Who has the copy's path open sees another number of changes in its head, and reads anew. */
void
sim_copy (const char *from, const char *to)
{
  static guint32 changes;
  g_autofree char *data = NULL;
  gsize size = 0;
  FILE *file;

  g_assert_true (g_file_get_contents (from, &data, &size, NULL));
  /* Far from all that a connection has counted itself. */
  changes += 9999991;
  for (guint i = 0; i < 4; i++)
    data[24 + i] = data[92 + i] = (char) (changes >> (24 - 8 * i));
  file = g_fopen (to, "wb");
  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (data, 1, size, file), ==, size);
  fclose (file);
}

void
sim_let_go (SoDb *db)
{
  so_db_script (db, "PRAGMA locking_mode = NORMAL; SELECT count(*) FROM sqlite_schema", NULL);
}

/* --- transport --- */

static void
packet_free (gpointer data)
{
  SimPacket *packet = data;

  g_free (packet->text);
  g_free (packet);
}

static void
put_packet (Sim *sim, guint d, gboolean to_hub, char *text, gint64 asked)
{
  SimPacket *packet = g_new0 (SimPacket, 1);
  gboolean late = !sim->calm && sim_chance (sim, sim->faults.delay);

  packet->desk = d;
  packet->to_hub = to_hub;
  packet->text = text;
  packet->asked = asked;
  packet->at = sim->now + 1 + sim_below (sim, late ? 20000 : 60);
  g_ptr_array_add (sim->packets, packet);
  sim_count.packets++;
}

/* Takes @text. */
void
sim_send (Sim *sim, guint d, gboolean to_hub, char *text, gint64 asked)
{
  gboolean dropped = !sim->calm && (sim_chance (sim, sim->faults.drop) || sim->now < sim->desks[d].away_until);

  if (!sim->calm && sim_chance (sim, sim->faults.duplicate))
    {
      put_packet (sim, d, to_hub, g_strdup (text), asked);
      sim_count.duplicated++;
    }
  sim_count.dropped += dropped;
  if (dropped)
    g_free (text);
  else
    put_packet (sim, d, to_hub, text, asked);
}

/* Those whose time has come, the earliest first. */
static void
deliver (Sim *sim)
{
  for (;;)
    {
      SimPacket *next = NULL, packet;
      g_autofree char *text = NULL;

      for (guint i = 0; i < sim->packets->len; i++)
        {
          SimPacket *waiting = sim->packets->pdata[i];

          if (waiting->at <= sim->now && (!next || waiting->at < next->at))
            next = waiting;
        }
      if (!next)
        return;
      text = g_steal_pointer (&next->text);
      packet = *next;
      g_ptr_array_remove (sim->packets, next);
      if (packet.to_hub)
        sim_hub_hear (sim, packet.desk, text, packet.asked);
      /* What a program has asked that is not there any more is answered to nobody. */
      else if (packet.asked >= sim->desks[packet.desk].began)
        {
          sim_note (sim, "desktop %u hears %.100000s", packet.desk, text);
          sim_desk_hear (sim, packet.desk, text, packet.asked);
        }
    }
}

/* --- one run --- */

static guint
some (Sim *sim, guint n)
{
  return sim_chance (sim, 350) ? 0 : sim_below (sim, n);
}

/* Each run has its own weather: what does not happen at all in some lets others go far. */
static void
choose_faults (Sim *sim)
{
  sim->faults = (SimFaults) {
    .drop = some (sim, 120), .duplicate = some (sim, 120), .delay = some (sim, 150), .cut = some (sim, 60), .fail_desk = some (sim, 80), .fail_hub = some (sim, 80),
    .mute = some (sim, 100), .set_back = some (sim, 25), .clone = some (sim, 15), .restore = some (sim, 20), .compact = some (sim, 40), .skew = some (sim, 1000),
    .provider = some (sim, 600),
  };
  /* Of the seed itself: what else follows from it stays. In a third of the runs pages are short, so that much comes in parts. */
  sim->faults.page = sim->seed % 3 ? 0 : 2 + (guint) (sim->seed / 3 % 7);
}

static void
set_clock (Sim *sim, SimDesk *desk)
{
  desk->skew = sim_chance (sim, sim->faults.skew) ? (gint64) sim_below (sim, 4 * DAY / 1000) * 1000 - 2 * DAY : (gint64) sim_below (sim, 4000) - 2000;
}

static void
begin_desk (Sim *sim, guint d)
{
  SimDesk *desk = &sim->desks[d];
  g_autofree char *dev = so_share_nonce ();

  sim_desk_open (sim, d);
  set_clock (sim, desk);
  g_assert_true (so_db_run (desk->db, NULL, "UPDATE sync_link SET dev = ?", "t", dev));
  sim_send_open (sim, d);
}

static void
begin (Sim *sim)
{
  sim_hub_open (sim);
  sim_choose_versions (sim);
  for (guint d = 0; d < sim->n_desks; d++)
    begin_desk (sim, d);
}

static void
happen (Sim *sim)
{
  guint d = sim_below (sim, sim->n_desks), other = sim_below (sim, sim->n_desks);

  if (sim_chance (sim, sim->faults.cut))
    sim->desks[d].away_until = sim->now + sim_below (sim, 200000);
  if (sim_chance (sim, 30))
    sim_desk_remember (sim, d);
  if (sim_chance (sim, 20))
    sim_hub_remember (sim);
  if (sim_chance (sim, sim->faults.set_back))
    sim_desk_set_back (sim, d);
  if (d != other && sim_chance (sim, sim->faults.clone))
    sim_desk_clone (sim, d, other);
  if (sim_chance (sim, sim->faults.restore))
    sim_hub_restore (sim);
  if (sim_chance (sim, sim->faults.compact))
    sim->odd |= so_hub_sync_compact (sim->hub.store, STUDIO, sim->now - 60000, NULL);
  if (sim_chance (sim, sim->faults.skew / 20))
    set_clock (sim, &sim->desks[d]);
  if (sim->older && sim_chance (sim, 15))
    sim_upgrade (sim, d);
}

static void
step (Sim *sim)
{
  guint d = sim_below (sim, sim->n_desks);

  sim->now += 1 + sim_below (sim, sim_chance (sim, 100) ? 5000 : 200);
  sim_count.steps++;
  happen (sim);
  if (sim_chance (sim, 450))
    sim_desk_act (sim, d);
  if (sim_chance (sim, 600))
    sim_desk_talk (sim, sim_below (sim, sim->n_desks));
  if (sim_chance (sim, 200))
    sim_hub_work (sim);
  if (sim_chance (sim, 300))
    sim_send_work (sim, sim_below (sim, sim->n_desks));
  if (sim_chance (sim, 50))
    sim_desk_settle (sim, d);
  deliver (sim);
}

static gboolean
is_calm (Sim *sim)
{
  for (guint d = 0; d < sim->n_desks; d++)
    {
      gint64 head = -1;

      if (!so_share_is_settled (sim->desks[d].db) || !so_hub_sql_int (sim->hub.store, &head, NULL, "SELECT head FROM sync_studio", "") ||
          so_db_int (sim->desks[d].db, -2, "SELECT cursor FROM sync_link", "") < head)
        return FALSE;
    }
  return sim->packets->len == 0;
}

/* Everything works again: it has to come to an end, and soon. */
static void
calm_down (Sim *sim)
{
  sim->calm = TRUE;
  for (guint round = 0; round < CALM_ROUNDS && !sim->failure; round++)
    {
      for (guint d = 0; d < sim->n_desks; d++)
        {
          sim->desks[d].pushed = 0;
          sim_desk_talk (sim, d);
          sim_send_work (sim, d);
        }
      sim->now += round ? 200 : 30000;
      deliver (sim);
      sim->now += 100;
      deliver (sim);
      sim_hub_work (sim);
      if (is_calm (sim))
        break;
    }
  for (guint d = 0; d < sim->n_desks; d++)
    sim_desk_settle (sim, d);
}

static void
become_new (Sim *sim)
{
  sim_check_versions (sim);
  for (guint d = 0; d < sim->n_desks; d++)
    sim_upgrade (sim, d);
  calm_down (sim);
}

/* Who changes something that they saw is right, whatever their clock says: as far ahead as counts, further than that, and behind. */
static void
check_last_word (Sim *sim)
{
  static const gint64 jumps[] = { 4 * 60 * 1000, 2 * DAY, -2 * DAY };
  g_autofree char *id = so_db_text (sim->desks[0].db, "SELECT id FROM contact ORDER BY id LIMIT 1", "");

  for (guint k = 0; id && k < 3 && !sim->failure; k++)
    {
      guint d = k % sim->n_desks;
      g_autofree char *word = g_strdup_printf ("last %u", k), *held = NULL;

      sim->desks[d].skew += jumps[k];
      sim_desk_begin (sim, d);
      sim_desk_end (sim, d, so_db_run (sim->desks[d].db, NULL, "UPDATE contact SET notes = ? WHERE id = ?", "tt", word, id));
      calm_down (sim);
      held = so_db_text (sim->desks[(d + 1) % sim->n_desks].db, "SELECT notes FROM contact WHERE id = ?", "t", id);
      if (g_strcmp0 (held, word))
        sim_fail (sim, "who wrote last is overruled: “%s” holds, and not “%s”", held, word);
    }
}

static void
end (Sim *sim)
{
  for (guint d = 0; d < sim->n_desks; d++)
    {
      g_free (sim->desks[d].path);
      g_free (sim->desks[d].old);
    }
  g_free (sim->hub.path);
  g_free (sim->hub.old);
  g_ptr_array_unref (sim->packets);
  g_hash_table_unref (sim->facts);
  g_hash_table_unref (sim->sent);
  g_rand_free (sim->rand);
  if (sim->log && sim->failure)
    g_printerr ("%s", sim->log->str);
  if (sim->log)
    g_string_free (sim->log, TRUE);
  so_id_seed (0);
  so_clock_set (0);
  so_clock_set_elapsed (0);
}

char *
sim_run (guint64 seed, const char *folder, gboolean tell)
{
  const guint32 halves[] = { (guint32) seed, (guint32) (seed >> 32) };
  Sim sim = { .seed = seed, .folder = (char *) folder, .now = BEGIN, .n_desks = 3, .rand = g_rand_new_with_seed_array (halves, 2),
              .packets = g_ptr_array_new_with_free_func (packet_free), .facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
              .sent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), .log = tell ? g_string_new (NULL) : NULL };

  so_id_seed (seed + 1);
  so_clock_set (sim.now);
  /* As far apart as they are, in the time that a run has. */
  so_share_claim_set_lease (5000);
  so_hub_claim_set_grace (15000);
  choose_faults (&sim);
  begin (&sim);
  for (guint i = 0; i < STEPS && !sim.failure; i++)
    step (&sim);
  calm_down (&sim);
  if (sim.older && !sim.failure)
    become_new (&sim);
  if (!sim.failure)
    sim_check (&sim);
  if (!sim.failure)
    check_last_word (&sim);
  if (!sim.failure)
    sim_check (&sim);
  end (&sim);
  return sim.failure;
}

/* What is copied on every other step is small, in small pages. */
static void
shrink (const char *path, const char *more)
{
  g_autoptr (GError) error = NULL;
  SoDb *db = so_db_open (path, SO_DB_WRITE, &error);

  g_assert_true (so_db_script (db, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF; PRAGMA page_size = 1024; VACUUM", &error) && so_db_script (db, more, &error));
  so_db_close (db);
}

/* Each with a count of its schema of its own: connections go from one to the other. */
static void
make_desk (SoStore *store, guint version, const char *folder)
{
  g_autofree char *path = g_strdup_printf ("%s/desk-%u.template", folder, version), *count = g_strdup_printf ("PRAGMA schema_version = %u", 10000 * (version + 1));
  g_autoptr (GError) error = NULL;
  SoDb *db = so_store_begin (store, NULL, &error);

  sim_use_version (version);
  g_assert_true (so_share_start (db, &error) && so_share_capture_refresh (db, &error) && so_store_commit (store, &db, &error));
  db = so_store_read (store, &error);
  g_assert_true (so_db_copy_to (db, path, NULL, &error));
  so_db_release (db);
  shrink (path, count);
}

void
sim_make_templates (const char *folder)
{
  g_autofree char *studio = g_build_filename (folder, "studio", NULL), *hub = g_build_filename (folder, "hub.template", NULL);
  g_autofree char *hub_db = g_build_filename (folder, "first-hub.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoStore) store = so_store_open (studio, &error);
  g_autoptr (SoHubStore) first = NULL;

  g_assert_no_error (error);
  for (guint version = 0; version < sim_n_versions (); version++)
    make_desk (store, version, folder);
  first = so_hub_store_open_file (hub_db, SO_HUB_STORE_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (so_hub_store_add_studio (first, STUDIO, &error) && so_hub_sync_prepare (first, &error));
  for (guint d = 0; d < SIM_MOST_DESKS; d++)
    g_assert_true (so_hub_sql_run (first, &error, "INSERT INTO device (id, studio, name, key_hash, cursor, paired_at) VALUES (?1, '" STUDIO "', ?1, ?1, 0, 1)", "t", sim_devices[d]));
  g_assert_true (so_hub_sql_run (first, &error, "CREATE TABLE sim_send (draft TEXT PRIMARY KEY, state TEXT NOT NULL)", ""));
  g_assert_true (so_hub_store_backup (first, hub, &error));
  shrink (hub, "");
  while (g_main_context_iteration (NULL, FALSE))
    ;
}
