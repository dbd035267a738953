/* SPDX-License-Identifier: MIT */
#include "so-today-tiles.h"

#include "so-metric-words.h"
#include "so-popover.h"
#include "so-tile.h"
#include "so-window.h"

#include <glib/gi18n.h>

#define POPOVER_CHARS 44

/* The answers of one day are too few for a share: those of the last 30 are shown, and said. */
static const struct {
  SoMetric metric;
  const char *label, *page, *action;
} shown[] = {
  { SO_METRIC_MESSAGES_IN, N_("Messages today"), "inbox", "split.all" },
  { SO_METRIC_LEADS, N_("New leads today"), "leads", NULL },
  { SO_METRIC_URGENT, N_("Urgent now"), "inbox", "split.urgent" },
  { SO_METRIC_RESPONSE_RATE, N_("Answered, 30 days"), "inbox", "split.waiting" },
};
#define N_TILES G_N_ELEMENTS (shown)

struct _SoTodayTiles {
  AdwPreferencesGroup parent_instance;

  GtkWidget *buttons[N_TILES];
  GtkLabel *values[N_TILES];
};

G_DEFINE_FINAL_TYPE (SoTodayTiles, so_today_tiles, ADW_TYPE_PREFERENCES_GROUP)

static void
so_today_tiles_class_init (SoTodayTilesClass *klass)
{
}

static void
on_clicked (GtkWidget *button, SoTodayTiles *self)
{
  SoWindow *window = so_window_of (button);

  for (guint i = 0; window && i < N_TILES; i++)
    if (button == self->buttons[i])
      {
        so_window_show_page (window, shown[i].page);
        if (shown[i].action)
          so_window_activate (window, shown[i].action);
      }
}

static GtkWidget *
make_tile (SoTodayTiles *self, guint i)
{
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *name;

  self->values[i] = so_tile_add_label (box, "…", "title-2", 10);
  name = GTK_WIDGET (so_tile_add_label (box, _(shown[i].label), "caption", 14));
  gtk_widget_add_css_class (GTK_WIDGET (self->values[i]), "numeric");
  gtk_widget_add_css_class (name, "dim-label");
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "so-today-tile");
  gtk_widget_set_tooltip_text (button, _(so_metric_definition (shown[i].metric)));
  gtk_widget_set_name (button, so_metric_nick (shown[i].metric));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _(shown[i].label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _(so_metric_definition (shown[i].metric)), -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), self);
  return self->buttons[i] = button;
}

static void
on_explain (GtkWidget *button)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *popover;
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < N_TILES; i++)
    {
      so_tile_add_label (box, _(shown[i].label), "heading", POPOVER_CHARS);
      so_tile_add_label (box, _(so_metric_definition (shown[i].metric)), "body", POPOVER_CHARS);
      g_string_append_printf (all, "%s: %s ", _(shown[i].label), _(so_metric_definition (shown[i].metric)));
    }
  popover = so_popover_new (button, _("What These Numbers Count"), box, NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, all->str, -1);
  gtk_popover_popup (GTK_POPOVER (popover));
  g_string_free (all, TRUE);
}

static void
so_today_tiles_init (SoTodayTiles *self)
{
  GtkFlowBox *box = so_tile_box_new (2, 4, 12);
  GtkWidget *button = gtk_button_new_from_icon_name ("help-about-symbolic");

  gtk_widget_add_css_class (GTK_WIDGET (box), "so-tiles");
  for (guint i = 0; i < N_TILES; i++)
    {
      so_tile_box_add (box, make_tile (self, i));
      /* The button is what is pressed: its place takes no focus of its own. */
      gtk_widget_set_focusable (gtk_widget_get_parent (self->buttons[i]), FALSE);
    }
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("What These Numbers Count"));
  g_signal_connect (button, "clicked", G_CALLBACK (on_explain), NULL);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Numbers"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (box));
}

SoTodayTiles *
so_today_tiles_new (void)
{
  return g_object_new (SO_TYPE_TODAY_TILES, NULL);
}

static SoFigures *
add_days (const SoOverview *overview)
{
  SoFigures *all = so_figures_new ();

  for (guint i = 0; i < overview->days->len; i++)
    so_figures_add (all, ((const SoPeriodFigures *) overview->days->pdata[i])->figures);
  return all;
}

void
so_today_tiles_show (SoTodayTiles *self, const SoOverview *overview)
{
  g_autoptr (SoFigures) month = add_days (overview);

  g_return_if_fail (SO_IS_TODAY_TILES (self));

  for (guint i = 0; i < N_TILES; i++)
    {
      g_autofree char *value = so_metric_words_value (shown[i].metric == SO_METRIC_RESPONSE_RATE ? month : overview->figures, shown[i].metric, overview->currency);
      g_autofree char *name = g_strdup_printf ("%s: %s", _(shown[i].label), value);

      gtk_label_set_label (self->values[i], value);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}
