/* SPDX-License-Identifier: MIT */
#include "so-growth-report.h"

#include "so-report-goals.h"
#include "so-weekly.h"
#include "so-window.h"

#include <glib/gi18n.h>

struct _SoGrowthReport {
  AdwBin parent_instance;

  SoReportGoals *goals;        /* borrowed */
  GCancellable *reading;       /* NULL: nothing is read */
};

G_DEFINE_FINAL_TYPE (SoGrowthReport, so_growth_report, ADW_TYPE_BIN)

static void
stop (SoGrowthReport *self)
{
  if (self->reading)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

/* Why there is no report is said on its page; here are no goals then. */
static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoGrowthReport) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoReport) report = so_weekly_read_finish (SO_STUDIO (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (report)
    so_report_goals_show (self->goals, report);
  gtk_widget_set_visible (GTK_WIDGET (self->goals), report != NULL);
}

void
so_growth_report_refresh (SoGrowthReport *self)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));
  SoStudio *studio = window ? so_window_get_studio (window) : NULL;

  g_return_if_fail (SO_IS_GROWTH_REPORT (self));

  if (!studio || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  stop (self);
  self->reading = g_cancellable_new ();
  so_report_goals_set_studio (self->goals, studio);
  so_weekly_read_async (studio, NULL, self->reading, on_read, g_object_ref (self));
}

static void
so_growth_report_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (so_growth_report_parent_class)->map (widget);
  so_growth_report_refresh (SO_GROWTH_REPORT (widget));
}

static void
so_growth_report_dispose (GObject *object)
{
  stop (SO_GROWTH_REPORT (object));
  G_OBJECT_CLASS (so_growth_report_parent_class)->dispose (object);
}

static void
so_growth_report_class_init (SoGrowthReportClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_growth_report_dispose;
  GTK_WIDGET_CLASS (klass)->map = so_growth_report_map;
}

static void
so_growth_report_init (SoGrowthReport *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18), *group = adw_preferences_group_new (), *row = adw_button_row_new ();

  self->goals = so_report_goals_new ();
  gtk_widget_set_visible (GTK_WIDGET (self->goals), FALSE);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Open the _Weekly Report"));
  adw_button_row_set_end_icon_name (ADW_BUTTON_ROW (row), "go-next-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "go.report");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->goals));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
so_growth_report_new (void)
{
  return g_object_new (SO_TYPE_GROWTH_REPORT, NULL);
}
