/* SPDX-License-Identifier: MIT */
#include "so-growth-group.h"

#include "so-metric-words.h"

#include <glib/gi18n.h>

static const SoMetric metrics[] = {
  SO_METRIC_MESSAGES_IN, SO_METRIC_LEADS, SO_METRIC_NEW_CUSTOMERS, SO_METRIC_RESPONSE_RATE, SO_METRIC_CALLS, SO_METRIC_BOOKINGS_MADE, SO_METRIC_COMPLETED, SO_METRIC_CUSTOMERS,
  SO_METRIC_RETENTION, SO_METRIC_REVENUE,
};

struct _SoGrowthGroup {
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  GtkWidget *rows[G_N_ELEMENTS (metrics)];
  GtkLabel *changes[G_N_ELEMENTS (metrics)];
};

G_DEFINE_FINAL_TYPE (SoGrowthGroup, so_growth_group, ADW_TYPE_BIN)

static void
so_growth_group_class_init (SoGrowthGroupClass *klass)
{
}

static void
add_row (SoGrowthGroup *self, guint i)
{
  GtkWidget *row = adw_action_row_new (), *change = gtk_label_new ("…");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(so_metric_label (metrics[i])));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), " ");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  gtk_widget_add_css_class (change, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), change);
  gtk_widget_set_tooltip_text (row, _(so_metric_definition (metrics[i])));
  gtk_widget_set_name (row, so_metric_nick (metrics[i]));
  adw_preferences_group_add (self->group, row);
  self->rows[i] = row;
  self->changes[i] = GTK_LABEL (change);
  /* "+27 %" begins with its sign, also where words go from right to left. */
  gtk_widget_set_direction (change, GTK_TEXT_DIR_LTR);
}

static void
so_growth_group_init (SoGrowthGroup *self)
{
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _("Week over Week"));
  adw_preferences_group_set_description (self->group, _("The last whole week beside the one before it. Where fewer than five are counted, how many there are stands in place of a percentage."));
  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    add_row (self, i);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

SoGrowthGroup *
so_growth_group_new (void)
{
  return g_object_new (SO_TYPE_GROWTH_GROUP, NULL);
}

/* What a studio has nothing of in two weeks tells nobody anything. */
static gboolean
any (const SoFigures *before, const SoFigures *now, SoMetric metric)
{
  double value, sum = 0;

  if (so_metric_value (before, metric, &value, NULL))
    sum += value;
  if (so_metric_value (now, metric, &value, NULL))
    sum += value;
  return sum > 0;
}

static void
show (SoGrowthGroup *self, guint i, const SoFigures *before, const SoFigures *now, const char *currency)
{
  g_autofree char *then = so_metric_words_value (before, metrics[i], currency), *value = so_metric_words_value (now, metrics[i], currency);
  g_autofree char *change = so_metric_words_change (before, now, metrics[i]);
  /* Translators: a number of last week, and the same of the week before it */
  g_autofree char *words = g_strdup_printf (_("%s last week, %s the week before"), value, then);
  g_autofree char *said = g_strdup_printf ("%s, %s. %s", words, change, _(so_metric_definition (metrics[i])));

  gtk_widget_set_visible (self->rows[i], any (before, now, metrics[i]));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows[i]), words);
  gtk_label_set_label (self->changes[i], change);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows[i]), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, said, -1);
}

void
so_growth_group_show (SoGrowthGroup *self, const SoOverview *overview)
{
  const SoPeriodFigures *now = so_overview_last_week (overview, 0), *before = so_overview_last_week (overview, 1);

  g_return_if_fail (SO_IS_GROWTH_GROUP (self));

  gtk_widget_set_visible (GTK_WIDGET (self), now && before);
  for (guint i = 0; now && before && i < G_N_ELEMENTS (metrics); i++)
    show (self, i, before->figures, now->figures, overview->currency);
}
