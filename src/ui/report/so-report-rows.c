/* SPDX-License-Identifier: MIT */
#include "so-report-rows.h"

#include "so-report-words.h"

#include <glib/gi18n.h>

static GtkWidget *
new_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

/* "85 the week before · +36 %". */
static char *
say_before (const SoReport *report, SoMetric metric)
{
  const SoReportFigure *figure = &report->figures[metric];
  g_autofree char *before = so_report_words_value (so_metric_unit (metric), &figure->before, report->currency), *change = so_report_words_change (figure);

  if (!figure->before.known && !figure->before.n)
    return g_strdup (_("Nothing to compare with"));
  if (!figure->before.known)
    return g_strdup (_("Too few the week before"));
  if (!*change)
    /* Translators: a number */
    return g_strdup_printf (_("%s the week before"), before);
  /* Translators: a number, and how it changed ("+36 %", "too few to compare") */
  return g_strdup_printf (_("%s the week before · %s"), before, change);
}

static gboolean
any (const SoReport *report, SoMetric metric)
{
  return report->figures[metric].now.value + report->figures[metric].before.value > 0;
}

gboolean
so_report_rows_has (const SoReport *report, SoMetric metric)
{
  gboolean calls = any (report, SO_METRIC_CALLS), booked = any (report, SO_METRIC_BOOKINGS_MADE) || any (report, SO_METRIC_APPOINTMENTS);

  if (metric == SO_METRIC_CALLS || metric == SO_METRIC_CALLS_MISSED)
    return calls;
  if (metric == SO_METRIC_CALL_CONVERSION)
    return calls && booked;
  return metric < SO_METRIC_BOOKINGS_MADE || booked;
}

GtkWidget *
so_report_rows_figure (const SoReport *report, SoMetric metric)
{
  static const char *const moods[] = { "error", "", "success" };
  const SoReportFigure *figure = &report->figures[metric];
  g_autofree char *before = say_before (report, metric), *said = NULL, *now = so_report_words_value (so_metric_unit (metric), &figure->now, report->currency);
  g_autofree char *tip = g_strdup_printf (_("%s\nn = %u"), _(so_metric_definition (metric)), figure->now.n);
  GtkWidget *row, *value = gtk_label_new (now);
  int mood = so_report_words_mood (figure, metric);

  /* A count says itself on how many it rests. */
  said = so_metric_unit (metric) == SO_UNIT_COUNT ? g_strdup (before) : g_strdup_printf ("%s · n = %u", before, figure->now.n);
  row = new_row (_(so_metric_label (metric)), said);
  /* "+3" begins with its sign, also where words go from right to left. */
  gtk_widget_set_direction (value, GTK_TEXT_DIR_LTR);
  gtk_widget_add_css_class (value, "title-4");
  gtk_widget_add_css_class (value, "numeric");
  if (mood)
    gtk_widget_add_css_class (value, moods[mood + 1]);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), value);
  gtk_widget_set_tooltip_text (row, tip);
  return row;
}

/* Weeks ----------------------------------------------------------------------------------------------------- */

GtkWidget *
so_report_rows_past (const SoReport *report, const SoReportPast *past, gboolean shown)
{
  g_autofree char *title = so_report_words_period (past->first, past->first + 6);
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *row;

  for (const SoMetric *metric = so_report_columns; *metric < SO_N_METRICS; metric++)
    {
      g_autofree char *value = so_report_words_value (so_metric_unit (*metric), &past->values[*metric], report->currency);

      if (past->values[*metric].known)
        g_string_append_printf (text, "%s%s: %s", text->len ? " · " : "", _(so_metric_label (*metric)), value);
    }
  row = new_row (title, text->str);
  gtk_widget_set_name (row, past->label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), !shown);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (shown ? "object-select-symbolic" : "go-next-symbolic"));
  return row;
}
