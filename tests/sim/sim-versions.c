/* SPDX-License-Identifier: MIT */
/* Desktops of an older version among newer ones, and what happens when they become new. */
#include "sim.h"

#include <string.h>

#include "so-clock.h"
#include "so-share-tables.h"

/* What versions with a schema knew, and some that never were: they leave out what the simulator changes most. */
static const char *const no_tasks[] = { "task", "contact.notes", "thread.starred", NULL };
static const char *const no_settings[] = { "setting", "contact.alive", "part.file", NULL };
static const struct { guint schema; const char *const *hidden; } versions[] = { { 0, NULL }, { 17, NULL }, { 18, NULL }, { 19, NULL }, { 20, NULL }, { 21, NULL }, { 0, no_tasks }, { 0, no_settings } };

guint
sim_n_versions (void)
{
  return G_N_ELEMENTS (versions);
}

void
sim_use_version (guint version)
{
  so_share_tables_pretend (versions[version].schema, versions[version].hidden);
}

/* Of the seed itself: what else follows from it stays. */
void
sim_choose_versions (Sim *sim)
{
  sim->older = sim->seed % 16 == 5 ? 1 + (guint) (sim->seed / 16 % (G_N_ELEMENTS (versions) - 1)) : 0;
  for (guint d = 0; sim->older && d < sim->n_desks; d++)
    sim->desks[d].version = (sim->seed >> (6 + d)) & 1 || d == sim->seed / 48 % sim->n_desks ? sim->older : 0;
}

gboolean
sim_knows (Sim *sim, guint d, const char *name)
{
  g_auto (GStrv) words = g_strsplit (name, ".", 2);
  const SoShareTable *table;

  sim_use_version (sim->desks[d].version);
  table = so_share_table_find (words[0]);
  return table && (!words[1] || so_share_group_find (table, words[1]));
}

/* As so_store_open() does it where the folder was last opened by another version. A newer one's is refused by an older: so that one is replaced. */
void
sim_fit_version (Sim *sim, guint d)
{
  SimDesk *desk = &sim->desks[d];
  g_autoptr (GError) error = NULL;

  if (!sim->older)
    return;
  if (!desk->file_version)
    desk->version = 0;
  if (desk->version == desk->file_version)
    return;
  so_clock_set (sim->now + desk->skew);
  sim_use_version (desk->version);
  desk->began = sim->now + 1;
  if (!so_share_open (desk->db, &error))
    sim_fail (sim, "desktop %u cannot become another version: %s", d, error->message);
  desk->file_version = desk->version;
}

void
sim_upgrade (Sim *sim, guint d)
{
  if (!sim->desks[d].version)
    return;
  sim_note (sim, "desktop %u becomes a newer version", d);
  sim_count.upgrades++;
  sim->desks[d].version = 0;
  sim_fit_version (sim, d);
}

/* Also of what they do not know they hold the same as the hub. */
void
sim_check_versions (Sim *sim)
{
  g_autofree char *hub = so_hub_sync_digest (sim->hub.store, STUDIO, NULL);

  for (guint d = 0; d < sim->n_desks && !sim->failure; d++)
    {
      g_autofree char *digest = NULL;

      sim_use_version (sim->desks[d].version);
      digest = so_share_digest (sim->desks[d].db, NULL);
      if (!g_strcmp0 (hub, digest))
        continue;
      sim_fail (sim, "the hub and desktop %u of %s version differ:\n%s\n%s", d, sim->desks[d].version ? "an older" : "this", hub, digest);
      if (sim->log)
        sim_tell_differences (sim, d);
    }
}
