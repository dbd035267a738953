/* SPDX-License-Identifier: MIT */
#include "so-report-page.h"

#include "so-advice-row.h"
#include "so-do.h"
#include "so-preference-group.h"
#include "so-report-goals.h"
#include "so-report-rows.h"
#include "so-report-save.h"
#include "so-report-words.h"
#include "so-sidebar-button.h"
#include "so-verb.h"
#include "so-weekly.h"

#include <glib/gi18n.h>
#include <string.h>

/* In the menu of weeks; a year. */
#define MOST_WEEKS 53

struct _SoReportPage {
  AdwBin parent_instance;

  AdwWindowTitle *title;
  GtkMenuButton *weeks;
  GtkStack *stack;
  AdwStatusPage *fault;
  AdwPreferencesPage *page;

  AdwPreferencesGroup *figures, *advice, *past, *out;   /* borrowed, as all below */
  SoReportGoals *goals;
  GtkWidget *mail;
  GPtrArray *rows;           /* of figures, advice and past */
  SoStudio *studio;
  SoReport *report;          /* what is shown, or NULL */
  char *label;               /* the week that was chosen; NULL: the last whole one */
  GCancellable *reading;
  guint later;               /* idle that reads it anew, or 0 */
  gboolean wants_focus;      /* it was to have the focus before there was anything */
};

G_DEFINE_FINAL_TYPE (SoReportPage, so_report_page, ADW_TYPE_BIN)

static void
add (SoReportPage *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
clear (SoReportPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP)), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
on_past (GtkWidget *row, SoReportPage *self)
{
  so_report_page_show_week (self, gtk_widget_get_name (row));
}

static void
add_past (SoReportPage *self)
{
  const GArray *past = self->report->past;

  for (guint i = past->len; i > so_report_first_past (self->report); i--)
    {
      const SoReportPast *week = &g_array_index (past, SoReportPast, i - 1);
      gboolean shown = !strcmp (week->label, self->report->label);
      GtkWidget *row = so_report_rows_past (self->report, week, shown);

      if (!shown)
        g_signal_connect (row, "activated", G_CALLBACK (on_past), self);
      add (self, self->past, row);
    }
}

static void
fill (SoReportPage *self)
{
  g_autofree char *week = so_report_words_week (self->report->label), *period = so_report_words_period (self->report->first, self->report->last), *foot = so_report_words_foot (self->report);

  clear (self);
  adw_window_title_set_subtitle (self->title, week);
  adw_preferences_group_set_title (self->figures, period);
  adw_preferences_group_set_description (self->figures, foot);
  for (const SoMetric *metric = so_report_metrics; *metric < SO_N_METRICS; metric++)
    if (so_report_rows_has (self->report, *metric))
      add (self, self->figures, so_report_rows_figure (self->report, *metric));
  for (guint i = 0; i < self->report->advice->len; i++)
    add (self, self->advice, so_advice_row_new (self->report->advice->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->advice), self->report->advice->len > 0);
  add_past (self);
  /* What was not kept is no report yet. */
  gtk_widget_set_visible (self->mail, self->report->made_at > 0);
  gtk_stack_set_visible_child_name (self->stack, "report");
  if (self->wants_focus && self->rows->len)
    gtk_widget_grab_focus (self->rows->pdata[0]);
  self->wants_focus = FALSE;
}

/* The list of weeks, and that she has seen the newest. */
static void
fill_weeks (SoReportPage *self)
{
  g_autoptr (GPtrArray) kept = so_weekly_list (self->studio, MOST_WEEKS);
  g_autoptr (SoWeeklyReport) news = so_weekly_find_news (self->studio);
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < kept->len; i++)
    {
      const SoWeeklyReport *week = kept->pdata[i];
      g_autofree char *name = so_report_words_period (week->first_day, week->first_day + 6);
      g_autoptr (GMenuItem) item = g_menu_item_new (name, NULL);

      g_menu_item_set_action_and_target (item, "report.week", "s", week->label);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->weeks, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->weeks), kept->len > 1);
  if (news && !strcmp (news->label, self->report->label))
    so_do (GTK_WIDGET (self), self->studio, SO_VERB_SAVE_SETTING, SO_SETTING_REPORT_SEEN, news->label);
}

static gboolean
is_same (const SoReport *a, const SoReport *b)
{
  return a && b && a->made_at && a->made_at == b->made_at && !strcmp (a->label, b->label);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoReportPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoReport) report = so_weekly_read_finish (SO_STUDIO (source), result, &error);
  gboolean same;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->rows)
    return;
  if (!report)
    {
      adw_status_page_set_description (self->fault, error->message);
      gtk_stack_set_visible_child_name (self->stack, "fault");
      return;
    }
  same = is_same (self->report, report);
  g_clear_pointer (&self->report, so_report_free);
  self->report = g_steal_pointer (&report);
  /* The focus may be on one of its rows, and nothing of what is kept ever changes. */
  if (!same)
    fill (self);
  so_report_goals_show (self->goals, self->report);
  fill_weeks (self);
}

static void
read_report (SoReportPage *self)
{
  if (self->reading)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  so_weekly_read_async (self->studio, self->label, self->reading, on_read, g_object_ref (self));
}

void
so_report_page_show_week (SoReportPage *self, const char *label)
{
  g_return_if_fail (SO_IS_REPORT_PAGE (self));

  g_set_str (&self->label, label);
  read_report (self);
  adw_preferences_page_scroll_to_top (self->page);
}

/* What it can do ------------------------------------------------------------------------------------------- */

static void
on_week (GtkWidget *widget, const char *name, GVariant *parameter)
{
  so_report_page_show_week (SO_REPORT_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
on_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SoReportPage *self = SO_REPORT_PAGE (widget);

  if (self->report)
    so_report_save (widget, self->studio, self->report->label, g_variant_get_string (parameter, NULL));
}

static void
on_mailed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);
  SoWindow *window = so_window_of (widget);

  if (window && error)
    so_window_show_error (window, error);
  else if (window)
    so_window_add_toast (window, _("The report goes to your own address"));
}

static void
on_mail (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SoReportPage *self = SO_REPORT_PAGE (widget);

  if (self->report)
    so_studio_do_async (self->studio, SO_VERB_TELL_MAIL_REPORT, self->report->label, NULL, NULL, on_mailed, g_object_ref (widget));
}

/* Life ----------------------------------------------------------------------------------------------------- */

static gboolean
on_later (gpointer user_data)
{
  SoReportPage *self = user_data;

  self->later = 0;
  read_report (self);
  return G_SOURCE_REMOVE;
}

static void
on_store_changed (SoReportPage *self, guint changes)
{
  if (changes & (SO_CHANGED_REPORTS | SO_CHANGED_SETTINGS) && !self->later && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->later = g_idle_add_full (G_PRIORITY_LOW, on_later, self, NULL);
}

/* What nobody sees waits until somebody looks. */
static void
so_report_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (so_report_page_parent_class)->map (widget);
  read_report (SO_REPORT_PAGE (widget));
}

static gboolean
so_report_page_grab_focus (GtkWidget *widget)
{
  SoReportPage *self = SO_REPORT_PAGE (widget);

  self->wants_focus = !self->rows->len;
  return self->rows->len ? gtk_widget_grab_focus (self->rows->pdata[0]) : TRUE;
}

static GtkWidget *
add_button (SoReportPage *self, const char *title, const char *action, const char *target)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (target)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  adw_preferences_group_add (self->out, row);
  return row;
}

static void
so_report_page_dispose (GObject *object)
{
  SoReportPage *self = SO_REPORT_PAGE (object);

  if (self->reading)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_handle_id (&self->later, g_source_remove);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->report, so_report_free);
  g_clear_pointer (&self->label, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_REPORT_PAGE);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_report_page_parent_class)->dispose (object);
}

static void
so_report_page_class_init (SoReportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_report_page_dispose;
  widget_class->map = so_report_page_map;
  widget_class->grab_focus = so_report_page_grab_focus;
  g_type_ensure (SO_TYPE_SIDEBAR_BUTTON);
  gtk_widget_class_install_action (widget_class, "report.week", "s", on_week);
  gtk_widget_class_install_action (widget_class, "report.save", "s", on_save);
  gtk_widget_class_install_action (widget_class, "report.mail", NULL, on_mail);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-report-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SoReportPage, title);
  gtk_widget_class_bind_template_child (widget_class, SoReportPage, weeks);
  gtk_widget_class_bind_template_child (widget_class, SoReportPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SoReportPage, fault);
  gtk_widget_class_bind_template_child (widget_class, SoReportPage, page);
}

static void
so_report_page_init (SoReportPage *self)
{
  GtkWidget *page;

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  page = GTK_WIDGET (self->page);
  self->figures = so_preference_group_add (page, NULL, NULL);
  self->advice = so_preference_group_add (page, _("What to Do"), NULL);
  self->goals = so_report_goals_new ();
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (self->goals));
  self->past = so_preference_group_add (page, _("Week by Week"), NULL);
  self->out = so_preference_group_add (page, _("Save and Share"), NULL);
  add_button (self, _("Save as PDF…"), "report.save", "pdf");
  add_button (self, _("Save as HTML…"), "report.save", "html");
  add_button (self, _("Save as CSV…"), "report.save", "csv");
  self->mail = add_button (self, _("Mail to Me"), "report.mail", NULL);
}

GtkWidget *
so_report_page_new (SoWindow *window)
{
  SoReportPage *self = g_object_new (SO_TYPE_REPORT_PAGE, NULL);

  self->studio = g_object_ref (so_window_get_studio (window));
  so_report_goals_set_studio (self->goals, self->studio);
  g_signal_connect_object (so_studio_get_store (self->studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
