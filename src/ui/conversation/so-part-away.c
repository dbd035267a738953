/* SPDX-License-Identifier: MIT */
#include "so-part-away.h"

#include "so-window.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct {
  SoStore *store;
  SoPart *part;
  SoPartAwayMake make;
  AdwBin *bin;             /* owns us */
  GtkWidget *detail;
  SoTransfers *transfers;  /* once it is in a window; not owned */
} Away;

static void
away_free (gpointer data)
{
  Away *away = data;

  g_object_unref (away->store);
  so_part_free (away->part);
  g_free (away);
}

static Away *
away_of (AdwBin *bin)
{
  return g_object_get_data (G_OBJECT (bin), "away");
}

static gboolean
is_here (const Away *away)
{
  g_autofree char *path = so_store_file_path (away->store, away->part->sha256);

  return path && g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/* Nothing follows it any more: what stands there now is as any other. */
static void
show (AdwBin *bin)
{
  Away *away = away_of (bin);

  g_signal_handlers_disconnect_by_data (away->store, bin);
  if (away->transfers)
    g_signal_handlers_disconnect_by_data (away->transfers, bin);
  away->detail = NULL;
  adw_bin_set_child (bin, away->make (away->store, away->part));
}

static void
say (Away *away)
{
  int percent = away->transfers ? so_transfers_percent (away->transfers, away->part->sha256) : -1;
  g_autofree char *words = percent >= 0 ? g_strdup_printf (_("Being fetched: %d %%"), percent)
                           : g_strdup (away->transfers && so_transfers_is_served (away->transfers) ? _("On another computer") : _("Not on this computer"));

  if (away->detail)
    gtk_label_set_label (GTK_LABEL (away->detail), words);
}

static void
on_changed (AdwBin *bin)
{
  if (away_of (bin)->detail && is_here (away_of (bin)))
    show (bin);
}

static void
on_moved (AdwBin *bin, const char *name)
{
  Away *away = away_of (bin);

  if (!away->detail || g_strcmp0 (name, away->part->sha256))
    return;
  if (is_here (away))
    show (bin);
  else
    say (away);
}

/* Only what stands in a window has a studio to ask; and only that is looked at. */
static void
on_realize (AdwBin *bin)
{
  Away *away = away_of (bin);
  SoWindow *window = so_window_of (GTK_WIDGET (bin));

  if (!away->detail || !window)
    return;
  if (!away->transfers)
    {
      away->transfers = so_studio_get_transfers (so_window_get_studio (window));
      g_signal_connect_object (away->transfers, "moved", G_CALLBACK (on_moved), bin, G_CONNECT_SWAPPED);
      g_signal_connect_object (away->store, "changed", G_CALLBACK (on_changed), bin, G_CONNECT_SWAPPED);
    }
  so_transfers_wish (away->transfers, away->part->sha256);
  say (away);
}

static SoPart *
copy_part (const SoPart *part)
{
  SoPart *copy = so_part_new_file (part->mime, part->name, part->sha256, part->size);

  copy->kind = part->kind;
  copy->text = g_strdup (part->text);
  return copy;
}

GtkWidget *
so_part_away_new (SoStore *store, const SoPart *part, GtkWidget *chip, GtkWidget *detail, SoPartAwayMake make)
{
  Away *away = g_new0 (Away, 1);

  away->store = g_object_ref (store);
  away->part = copy_part (part);
  away->make = make;
  away->detail = detail;
  away->bin = ADW_BIN (adw_bin_new ());
  g_object_set_data_full (G_OBJECT (away->bin), "away", away, away_free);
  adw_bin_set_child (away->bin, chip);
  g_signal_connect (away->bin, "realize", G_CALLBACK (on_realize), NULL);
  return GTK_WIDGET (away->bin);
}
