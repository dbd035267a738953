/* SPDX-License-Identifier: MIT */
#include "so-metric-tiles.h"

#include "so-metric-words.h"
#include "so-popover.h"
#include "so-tile.h"

#include <glib/gi18n.h>

#define TILE_CHARS 20
#define POPOVER_CHARS 40

typedef struct {
  SoMetric metric;     /* SO_N_METRICS: none of these */
  const char *label, *definition;   /* translated, static */
  SoTile shown;
} Tile;

struct _SoMetricTiles {
  AdwBin parent_instance;

  GtkFlowBox *box;
  GArray *tiles;       /* Tile */
};

G_DEFINE_FINAL_TYPE (SoMetricTiles, so_metric_tiles, ADW_TYPE_BIN)

static void
add_tile (SoMetricTiles *self, SoMetric metric, const char *nick, const char *label, const char *definition)
{
  Tile tile = { .metric = metric, .label = label, .definition = definition, .shown = so_tile_add (self->box, nick, label, "title-2", " ", TILE_CHARS) };

  gtk_widget_set_tooltip_text (tile.shown.child, definition);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile.shown.child), GTK_ACCESSIBLE_PROPERTY_LABEL, label, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, definition, -1);
  g_array_append_val (self->tiles, tile);
}

void
so_metric_tiles_add (SoMetricTiles *self, const char *nick, const char *label, const char *definition)
{
  g_return_if_fail (SO_IS_METRIC_TILES (self));
  add_tile (self, SO_N_METRICS, nick, label, definition);
}

static void
explain (GtkWidget *widget, const char *label, const char *definition)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *popover;
  GtkLabel *words;

  so_tile_add_label (box, label, "heading", TILE_CHARS);
  words = so_tile_add_label (box, definition, "body", POPOVER_CHARS);
  gtk_label_set_selectable (words, TRUE);
  popover = so_popover_new (widget, label, box, NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, definition, -1);
  gtk_popover_popup (GTK_POPOVER (popover));
}

void
so_metric_tiles_explain (GtkWidget *widget, SoMetric metric)
{
  explain (widget, _(so_metric_label (metric)), _(so_metric_definition (metric)));
}

static void
on_activated (SoMetricTiles *self, GtkFlowBoxChild *child)
{
  int i = gtk_flow_box_child_get_index (child);
  const Tile *tile = i >= 0 && (guint) i < self->tiles->len ? &g_array_index (self->tiles, Tile, (guint) i) : NULL;

  if (tile)
    explain (GTK_WIDGET (child), tile->label, tile->definition);
}

static gboolean
so_metric_tiles_grab_focus (GtkWidget *widget)
{
  GtkWidget *first = g_array_index (SO_METRIC_TILES (widget)->tiles, Tile, 0).shown.child;

  /* The box knows by that where its arrow keys go on from; from the one that has it already it would go to the next. */
  if (!gtk_widget_is_focus (first))
    gtk_widget_child_focus (first, GTK_DIR_TAB_FORWARD);
  return TRUE;
}

static void
so_metric_tiles_finalize (GObject *object)
{
  g_array_unref (SO_METRIC_TILES (object)->tiles);
  G_OBJECT_CLASS (so_metric_tiles_parent_class)->finalize (object);
}

static void
so_metric_tiles_class_init (SoMetricTilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_metric_tiles_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = so_metric_tiles_grab_focus;
}

static void
so_metric_tiles_init (SoMetricTiles *self)
{
  self->tiles = g_array_new (FALSE, FALSE, sizeof (Tile));
  self->box = so_tile_box_new (2, 4, 12);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "so-tiles");
  g_signal_connect_swapped (self->box, "child-activated", G_CALLBACK (on_activated), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

SoMetricTiles *
so_metric_tiles_new (const char *name, const SoMetric *metrics, guint n)
{
  SoMetricTiles *self = g_object_new (SO_TYPE_METRIC_TILES, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (guint i = 0; i < n; i++)
    add_tile (self, metrics[i], so_metric_nick (metrics[i]), _(so_metric_label (metrics[i])), _(so_metric_definition (metrics[i])));
  return self;
}

static void
set (const Tile *tile, const char *value, const char *note)
{
  g_autofree char *name = g_strdup_printf (*note ? "%s: %s, %s" : "%s: %s", tile->label, value, note);

  gtk_label_set_label (tile->shown.value, value);
  /* A line in any case: the others do not move. */
  gtk_label_set_label (tile->shown.note, *note ? note : " ");
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile->shown.child), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
so_metric_tiles_set (SoMetricTiles *self, guint tile, const char *value, const char *note)
{
  g_return_if_fail (SO_IS_METRIC_TILES (self) && tile < self->tiles->len);
  set (&g_array_index (self->tiles, Tile, tile), value, note);
}

static void
show (const Tile *tile, const SoOverview *overview)
{
  g_autofree char *value = so_metric_words_value (overview->figures, tile->metric, overview->currency), *note = so_metric_words_note (overview, tile->metric);

  set (tile, value, note);
}

void
so_metric_tiles_show (SoMetricTiles *self, const SoOverview *overview)
{
  g_return_if_fail (SO_IS_METRIC_TILES (self));

  for (guint i = 0; i < self->tiles->len; i++)
    if (g_array_index (self->tiles, Tile, i).metric < SO_N_METRICS)
      show (&g_array_index (self->tiles, Tile, i), overview);
}
