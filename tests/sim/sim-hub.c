/* SPDX-License-Identifier: MIT */
#include "sim.h"

#include <string.h>

#include "so-hub-sql.h"
#include "so-json.h"
#include "so-share-clock.h"
#include "so-share-text.h"

static SoHubStore *kept;
const char *const sim_devices[SIM_MOST_DESKS] = { "device-0", "device-1", "device-2", "device-3" };

void
sim_hub_open (Sim *sim)
{
  g_autoptr (GError) error = NULL;

  sim->hub.path = g_build_filename (sim->folder, "hub.db", NULL);
  if (!kept)
    {
      g_autofree char *template = g_build_filename (sim->folder, "hub.template", NULL);

      sim_copy (template, sim->hub.path);
      kept = so_hub_store_open_file (sim->hub.path, SO_HUB_STORE_WRITE, &error);
      g_assert_no_error (error);
      so_db_script (so_hub_store_get_db (kept), "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE", NULL);
    }
  sim->hub.store = kept;
  g_assert_true (so_hub_sql_run (kept, NULL, "DELETE FROM sync_studio", "") && so_hub_sql_run (kept, NULL, "DELETE FROM sync_device", "") &&
                 so_hub_sql_run (kept, NULL, "DELETE FROM sync_log", "") && so_hub_sql_run (kept, NULL, "DELETE FROM sync_cell", "") &&
                 so_hub_sql_run (kept, NULL, "DELETE FROM sim_send", "") && so_hub_sql_run (kept, NULL, "DELETE FROM device_role", ""));
  /* In some runs not everybody may everything. */
  sim->role = sim->seed % SO_N_ROLES;
  g_assert_true (so_hub_sql_run (kept, NULL, "INSERT INTO device_role (device, role) VALUES (?, ?)", "tt", sim_devices[1], so_role_nick (sim->role)));
  so_hub_store_renew_epochs (kept, &error);
  g_assert_no_error (error);
}

void
sim_hub_close (void)
{
  g_clear_pointer (&kept, so_hub_store_close);
}

static gboolean
is_merged (SoJsonText *text, SoHubRows *row, gint64 latest)
{
  g_autofree char *tbl = so_hub_rows_dup (row, 0), *pk = so_hub_rows_dup (row, 1), *grp = so_hub_rows_dup (row, 2);
  SoJsonPlace list = so_json_text_member (text, SO_JSON_TEXT_ROOT, "rows");

  for (SoJsonPlace place = so_json_text_first (text, list); place; place = so_json_text_next (text, place))
    if (!strcmp (so_share_get_text (text, place, "t"), tbl) && !strcmp (so_share_get_text (text, place, "k"), pk) && !strcmp (so_share_get_text (text, place, "g"), grp) &&
        (so_share_get_int (text, place, "h") == so_hub_rows_int (row, 3) || so_share_get_int (text, place, "h") > latest))
      return TRUE;
  return FALSE;
}

/* A merge says what held somewhere, with the stamp that it had there: it makes no change of it. @head: before it. */
static void
check_merge (Sim *sim, const char *request, gint64 head)
{
  g_autoptr (SoJsonText) text = so_json_text_new (request, -1, 0, NULL);
  g_autoptr (SoHubRows) row = so_hub_sql_query (sim->hub.store, NULL, "SELECT tbl, pk, grp, h FROM sync_log WHERE seq > ? AND n = 0 AND h > 0", "i", head);

  while (text && row && so_hub_rows_next (row, NULL))
    if (!is_merged (text, row, SO_SHARE_STAMP (sim->now + 5 * 60 * 1000)))
      sim_fail (sim, "a merge has made a change");
}

void
sim_hub_hear (Sim *sim, guint d, const char *text, gint64 asked)
{
  SoDb *db = so_hub_store_get_db (sim->hub.store);
  g_autoptr (GError) error = NULL;
  gboolean planted = !sim->calm && sim_chance (sim, sim->faults.fail_hub);
  gboolean merge = strstr (text, "\"what\":\"merge\"") != NULL;
  gint64 head = 0;
  char *answer;

  if (merge)
    so_hub_sql_int (sim->hub.store, &head, NULL, "SELECT head FROM sync_studio", "");
  if (planted)
    so_db_fail_at (db, 1 + (int) sim_below (sim, 60));
  sim_note (sim, "hub hears from %u%s: %.100000s", d, planted ? " (planted)" : "", text);
  answer = so_hub_sync_answer (sim->hub.store, STUDIO, sim_devices[sim->desks[d].device], text, sim->now, &sim_commands, &error);
  so_db_fail_at (db, 0);
  so_db_take_failure (db, NULL);
  sim_count.failed_statements += planted;
  if (!answer && !planted)
    sim_fail (sim, "the hub cannot answer: %s", error->message);
  if (merge && answer)
    check_merge (sim, text, head);
  if (answer && strstr (answer, "\"what\":\"fork\""))
    {
      sim_count.forks++;
      if (!sim->odd)
        sim_fail (sim, "a number was used twice, and nobody has a copy");
    }
  if (answer && !sim->calm && sim_chance (sim, sim->faults.mute))
    g_clear_pointer (&answer, g_free);
  if (answer)
    sim_send (sim, d, FALSE, answer, asked);
}

/* --- what is sent once --- */

static gboolean
set_state (SoHubStore *store, const char *studio, const char *draft, const char *state, gint64 now, GError **error)
{
  g_autofree char *val = g_strdup_printf ("{\"state\":\"%s\"}", state);

  return so_hub_sql_run (store, error, "INSERT INTO sim_send (draft, state) VALUES (?1, ?2) ON CONFLICT (draft) DO UPDATE SET state = ?2", "tt", draft, state) &&
         so_hub_sync_say (store, studio, "send", draft, "state", val, now, error);
}

/* First come, first served. What is of a count that this hub was set back behind may have been sent then: a person has to look. */
static gboolean
decide (gpointer data, SoHubStore *store, const char *studio, const char *command, const char *id, JsonObject *body, gint64 now, char **answer, GError **error)
{
  g_autofree char *state = NULL, *epoch = so_hub_store_dup_epoch (store, studio, error);

  if (!epoch || !so_hub_sql_text (store, &state, error, "SELECT state FROM sim_send WHERE draft = ?", "t", id))
    return FALSE;
  if (state)
    {
      *answer = g_strdup_printf ("already %s", state);
      return TRUE;
    }
  *answer = g_strdup (g_strcmp0 (so_json_string (body, "epoch"), epoch) ? "confirm" : "approved");
  return set_state (store, studio, id, *answer, now, error);
}

const SoHubSyncCommands sim_commands = { decide, NULL };

static gboolean
record (Sim *sim, const char *draft, const char *state)
{
  g_autoptr (GError) error = NULL;

  sim_note (sim, "draft %.8s is %s", draft, state);
  sim_count.confirms += !strcmp (state, "confirm");
  return so_hub_sql_begin (sim->hub.store, &error) && so_hub_sql_end (sim->hub.store, set_state (sim->hub.store, STUDIO, draft, state, sim->now, &error), &error);
}

void
sim_provider_takes (Sim *sim, const char *draft)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (sim->sent, draft));

  sim_count.sends++;
  sim_note (sim, "the provider takes %.8s", draft);
  g_hash_table_insert (sim->sent, g_strdup (draft), GUINT_TO_POINTER (n + 1));
  if (n)
    sim_fail (sim, "draft %s was sent twice", draft);
}

/* Claimed and committed, then called, then recorded; it may end at each step. */
static void
send_draft (Sim *sim, const char *draft)
{
  gboolean odd = !sim->calm && sim_chance (sim, sim->faults.provider);

  record (sim, draft, "sending");
  if (odd && sim_chance (sim, 300))
    return;
  if (odd && sim_chance (sim, 300))
    {
      record (sim, draft, "failed");
      return;
    }
  sim_provider_takes (sim, draft);
  if (odd && sim_chance (sim, 500))
    return;
  record (sim, draft, odd ? "unknown" : "sent");
}

/* What was begun and not finished: the provider is asked by its tag, and where it does not know, a person is. */
static void
prove (Sim *sim, const char *draft)
{
  if (GPOINTER_TO_UINT (g_hash_table_lookup (sim->sent, draft)) && sim_chance (sim, 700))
    record (sim, draft, "sent");
  else
    record (sim, draft, "confirm");
}

void
sim_hub_work (Sim *sim)
{
  g_autoptr (GPtrArray) todo = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SoHubRows) row = so_hub_sql_query (sim->hub.store, NULL, "SELECT draft, state FROM sim_send WHERE state IN ('approved', 'sending', 'unknown') ORDER BY draft", "");

  while (row && so_hub_rows_next (row, NULL))
    {
      g_ptr_array_add (todo, so_hub_rows_dup (row, 0));
      g_ptr_array_add (todo, so_hub_rows_dup (row, 1));
    }
  g_clear_pointer (&row, so_hub_rows_free);
  for (guint i = 0; i + 1 < todo->len; i += 2)
    {
      if (!strcmp (todo->pdata[i + 1], "approved"))
        send_draft (sim, todo->pdata[i]);
      else
        prove (sim, todo->pdata[i]);
    }
}

/* --- backups --- */

void
sim_hub_remember (Sim *sim)
{
  if (!sim->hub.old)
    sim->hub.old = g_strconcat (sim->hub.path, ".old", NULL);
  sim_copy (sim->hub.path, sim->hub.old);
}

/* As the operator's tool does it: a new count, and nothing that may have gone out goes out again. */
void
sim_hub_restore (Sim *sim)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  SoHubRows *row;

  if (!sim->hub.old)
    return;
  sim_note (sim, "the hub is restored");
  sim->odd = TRUE;
  sim_count.restores++;
  sim_let_go (so_hub_store_get_db (sim->hub.store));
  sim_copy (sim->hub.old, sim->hub.path);
  so_db_script (so_hub_store_get_db (sim->hub.store), "PRAGMA locking_mode = EXCLUSIVE", NULL);
  so_hub_store_renew_epochs (sim->hub.store, &error);
  g_assert_no_error (error);
  row = so_hub_sql_query (sim->hub.store, NULL, "SELECT draft FROM sim_send WHERE state IN ('approved', 'sending', 'unknown', 'failed') ORDER BY draft", "");
  while (row && so_hub_rows_next (row, NULL))
    g_ptr_array_add (open, so_hub_rows_dup (row, 0));
  so_hub_rows_free (row);
  for (guint i = 0; i < open->len; i++)
    record (sim, open->pdata[i], "confirm");
  sim_forget_lost (sim);
}
