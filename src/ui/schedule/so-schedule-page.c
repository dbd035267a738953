/* SPDX-License-Identifier: MIT */
#include "so-schedule-page.h"

#include "so-day-tabs.h"
#include "so-page.h"
#include "so-plan-actions.h"
#include "so-schedule-files.h"
#include "so-sidebar-button.h"
#include "so-studio-week.h"
#include "so-ui-settings.h"
#include "so-week-guide.h"
#include "so-week-save.h"
#include "so-week-table.h"
#include "so-week-words.h"

#include <glib/gi18n.h>

/* Pixels of a minute, smallest first. */
static const double zooms[] = { 0.6, 0.8, 1, 1.3, 1.7, 2.3, 3 };
#define NORMAL 2

struct _SoSchedulePage {
  AdwBreakpointBin parent_instance;

  AdwWindowTitle *title;
  GtkWidget *previous, *next, *view_button;
  SoDayTabs *day_tabs;
  GtkStack *stack;
  SoWeekGuide *guide;
  SoWeekTable *table;
  SoWeekGrid *grid;              /* of the table */
  GSimpleActionGroup *view;      /* "span" and "lanes", for the menu */

  SoWeekSource *source;          /* or NULL */
  SoWeekLanes lanes;
  gboolean one_day, narrow;      /* what is wished, and what there is room for */
  guint day;                     /* that is shown where one is */
  guint zoom;
  GSettings *settings;           /* that keep zoom and lanes, or NULL */
  gboolean opened;               /* a week was shown once */
};

static void page_iface_init (SoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoSchedulePage, so_schedule_page, ADW_TYPE_BREAKPOINT_BIN, G_IMPLEMENT_INTERFACE (SO_TYPE_PAGE, page_iface_init))

static SoWeekSource *(*make_source) (SoWindow *window) = so_studio_week_new;

/* What is shown ----------------------------------------------------------------------------------- */

static gboolean
shows_day (SoSchedulePage *self)
{
  return self->one_day || self->narrow;
}

/* A phone has no room for the year. */
static void
show_dates (SoSchedulePage *self)
{
  SoWeek *week = self->source ? so_week_source_get_week (self->source) : NULL;
  const char *monday = week && g_str_equal (gtk_stack_get_visible_child_name (self->stack), "week") ? so_week_get_monday (week) : NULL;
  g_autofree char *dates = self->narrow ? so_week_words_dates_short (monday) : so_week_words_dates (monday);

  adw_window_title_set_subtitle (self->title, dates);
}

static void
show_tabs (SoSchedulePage *self)
{
  SoWeek *week = self->source ? so_week_source_get_week (self->source) : NULL;
  gboolean there = week && !g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "week");

  so_day_tabs_set_week (self->day_tabs, week ? so_week_get_monday (week) : NULL, self->narrow);
  so_day_tabs_set_day (self->day_tabs, self->day);
  gtk_widget_set_visible (GTK_WIDGET (self->day_tabs), there && shows_day (self));
  /* Where there is no room for them, the menu has both. */
  gtk_widget_set_visible (self->previous, there && !self->narrow);
  gtk_widget_set_visible (self->next, there && !self->narrow);
}

static void
tell_menu (SoSchedulePage *self, const char *action, const char *value)
{
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->view), action)), g_variant_new_string (value));
}

static const char *const lane_names[] = { "together", "rooms", "teachers" };

static SoWeekLanes
lanes_of (const char *name)
{
  return g_str_equal (name, "rooms") ? SO_WEEK_ROOMS : g_str_equal (name, "teachers") ? SO_WEEK_TEACHERS : SO_WEEK_NO_LANES;
}

static void
show_view (SoSchedulePage *self)
{

  so_week_grid_set_view (self->grid, self->lanes, shows_day (self) ? (int) self->day : -1, zooms[self->zoom]);
  tell_menu (self, "span", shows_day (self) ? "day" : "week");
  tell_menu (self, "lanes", lane_names[self->lanes]);
  show_tabs (self);
}

/* They are as they were left, also after the next start. */
static void
keep_view (SoSchedulePage *self)
{
  if (self->settings)
    {
      g_settings_set_string (self->settings, "schedule-lanes", lane_names[self->lanes]);
      g_settings_set_int (self->settings, "schedule-zoom", (int) self->zoom);
    }
  show_view (self);
}

static void
restore_view (SoSchedulePage *self)
{
  g_autofree char *lanes = NULL;

  if (!(self->settings = so_ui_settings_new ()))
    return;
  lanes = g_settings_get_string (self->settings, "schedule-lanes");
  self->lanes = lanes_of (lanes);
  self->zoom = (guint) g_settings_get_int (self->settings, "schedule-zoom");
}

static void
show_day (SoSchedulePage *self, guint day)
{
  self->day = MIN (day, SO_WEEK_DAYS - 1);
  show_view (self);
}

static gboolean
set_up (SoSchedulePage *self, SoWeek *week)
{
  return so_week_get_n_sessions (week) || so_week_source_get_steps (self->source) == (1u << SO_N_WEEK_STEPS) - 1;
}

static void
on_source_changed (SoSchedulePage *self)
{
  SoWeek *week = self->source ? so_week_source_get_week (self->source) : NULL;
  gboolean there = week && set_up (self, week);
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));

  gtk_stack_set_visible_child_name (self->stack, there ? "week" : self->source && !week ? "loading" : "guide");
  show_dates (self);
  gtk_widget_set_visible (self->view_button, there);
  so_week_guide_update (self->guide);
  show_tabs (self);
  if (!there)
    return;
  if (!self->opened)
    self->day = (guint) MAX (0, so_week_source_get_today (self->source));
  so_week_table_set_week (self->table, week);
  show_view (self);
  if (!self->opened && focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->grid));
  self->opened = TRUE;
}

/* What keys and menus start ----------------------------------------------------------------------- */

static void
on_other_week (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoSchedulePage *self = SO_SCHEDULE_PAGE (widget);
  SoWeek *week = self->source ? so_week_source_get_week (self->source) : NULL;
  g_autofree char *date = NULL;

  if (!week)
    return;
  so_week_table_leave (self->table);
  if (!g_str_equal (action, "schedule.today"))
    date = so_week_words_week_after (so_week_get_monday (week), g_str_has_suffix (action, "next") ? 1 : -1);
  so_week_source_show (self->source, date);
  if (!date)
    show_day (self, (guint) MAX (0, so_week_source_get_today (self->source)));
}

static void
on_span (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoSchedulePage *self = SO_SCHEDULE_PAGE (widget);
  const SoWeekSession *session = so_week_grid_get_current (self->grid);

  self->one_day = g_str_equal (action, "schedule.day");
  if (self->one_day && session)
    self->day = session->day;
  show_view (self);
}

static void
on_lanes (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoSchedulePage *self = SO_SCHEDULE_PAGE (widget);

  self->lanes = (self->lanes + 1) % 3;
  keep_view (self);
}

static void
on_zoom (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoSchedulePage *self = SO_SCHEDULE_PAGE (widget);

  if (g_str_has_suffix (action, "in"))
    self->zoom = MIN (self->zoom + 1, G_N_ELEMENTS (zooms) - 1);
  else if (g_str_has_suffix (action, "out"))
    self->zoom = self->zoom ? self->zoom - 1 : 0;
  else
    self->zoom = NORMAL;
  so_week_table_keep_middle (self->table);
  keep_view (self);
}

/* Under the name of the studio. */
static void
on_sheet (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoSchedulePage *self = SO_SCHEDULE_PAGE (widget);
  SoWeek *week = so_week_source_get_week (self->source);
  SoWindow *window = so_window_of (widget);
  g_autoptr (SoProfile) profile = window && so_window_get_studio (window) ? so_studio_dup_profile (so_window_get_studio (window)) : NULL;
  const char *title = profile && profile->name ? profile->name : _("Schedule");

  if (week && g_str_has_suffix (action, "print"))
    so_week_print (widget, week, title);
  else if (week)
    so_week_save (widget, week, title);
}

static void
on_file (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (g_str_has_suffix (action, "import"))
    so_schedule_files_import (widget);
  else
    so_schedule_files_export (widget);
}

static void
on_span_chosen (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  gtk_widget_activate_action (user_data, g_str_equal (g_variant_get_string (value, NULL), "day") ? "schedule.day" : "schedule.week", NULL);
}

static void
on_lanes_chosen (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  SoSchedulePage *self = user_data;

  self->lanes = lanes_of (g_variant_get_string (value, NULL));
  keep_view (self);
}

/* What the grid asks for -------------------------------------------------------------------------- */

static void
on_day_chosen (SoSchedulePage *self, guint day)
{
  show_day (self, day);
}

/* The name of a day over the week. */
static void
on_axis_day (SoSchedulePage *self, guint day)
{
  self->one_day = TRUE;
  show_day (self, day);
}

/* To the next day that has a class. */
static void
on_edge (SoSchedulePage *self, int sign)
{
  SoWeek *week = so_week_grid_get_week (self->grid);
  guint n = so_week_get_n_sessions (week);

  for (guint i = 0; i < n; i++)
    {
      const SoWeekSession *session = so_week_get_session (week, sign > 0 ? i : n - 1 - i);

      if (sign > 0 ? session->day > self->day : session->day < self->day)
        {
          show_day (self, session->day);
          so_week_grid_choose (self->grid, so_week_grid_get_current (self->grid)->id);
          return;
        }
    }
  gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
on_narrow (SoSchedulePage *self)
{
  const SoWeekSession *session = self->opened ? so_week_grid_get_current (self->grid) : NULL;

  self->narrow = TRUE;
  show_dates (self);
  so_week_table_set_narrow (self->table, TRUE);
  if (session && !self->one_day)
    self->day = session->day;
  show_view (self);
}

static void
on_wide (SoSchedulePage *self)
{
  self->narrow = FALSE;
  show_dates (self);
  so_week_table_set_narrow (self->table, FALSE);
  show_view (self);
}

/* The page ---------------------------------------------------------------------------------------- */

static gboolean
so_schedule_page_grab_focus (GtkWidget *widget)
{
  SoSchedulePage *self = SO_SCHEDULE_PAGE (widget);

  if (!g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "guide"))
    return gtk_widget_grab_focus (GTK_WIDGET (self->guide));
  return gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static gboolean
so_schedule_page_go_back (SoPage *page)
{
  return so_week_table_leave (SO_SCHEDULE_PAGE (page)->table);
}

/* What is about a class starts there, also while a button beside it has the focus. */
static GtkWidget *
so_schedule_page_get_target (SoPage *page)
{
  return GTK_WIDGET (SO_SCHEDULE_PAGE (page)->table);
}

static SoScope
so_schedule_page_get_scope (SoPage *page)
{
  return SO_SCOPE_SCHEDULE;
}

static void
page_iface_init (SoPageInterface *iface)
{
  iface->get_scope = so_schedule_page_get_scope;
  iface->go_back = so_schedule_page_go_back;
  iface->get_target = so_schedule_page_get_target;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, SoSchedulePage *self)
{
  return keyval == GDK_KEY_Escape && so_week_table_leave (self->table);
}

static void
so_schedule_page_dispose (GObject *object)
{
  SoSchedulePage *self = SO_SCHEDULE_PAGE (object);

  if (self->source)
    g_signal_handlers_disconnect_by_data (self->source, self);
  adw_breakpoint_bin_set_child (ADW_BREAKPOINT_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_SCHEDULE_PAGE);
  g_clear_object (&self->source);
  g_clear_object (&self->view);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (so_schedule_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct { const char *name; GtkWidgetActionActivateFunc activate; } actions[] = {
    { "schedule.week-next", on_other_week },
    { "schedule.week-previous", on_other_week }, { "schedule.today", on_other_week }, { "schedule.day", on_span }, { "schedule.week", on_span },
    { "schedule.lanes", on_lanes }, { "schedule.save", on_sheet }, { "schedule.print", on_sheet }, { "schedule.import", on_file }, { "schedule.export", on_file }, { "schedule.zoom-in", on_zoom }, { "schedule.zoom-out", on_zoom }, { "schedule.zoom-normal", on_zoom },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
  so_plan_actions_install (widget_class);
}

static void
so_schedule_page_class_init (SoSchedulePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_schedule_page_dispose;
  widget_class->grab_focus = so_schedule_page_grab_focus;
  g_type_ensure (SO_TYPE_SIDEBAR_BUTTON);
  g_type_ensure (SO_TYPE_DAY_TABS);
  g_type_ensure (SO_TYPE_WEEK_GUIDE);
  g_type_ensure (SO_TYPE_WEEK_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-schedule-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SoSchedulePage, title);
  gtk_widget_class_bind_template_child (widget_class, SoSchedulePage, previous);
  gtk_widget_class_bind_template_child (widget_class, SoSchedulePage, next);
  gtk_widget_class_bind_template_child (widget_class, SoSchedulePage, view_button);
  gtk_widget_class_bind_template_child (widget_class, SoSchedulePage, day_tabs);
  gtk_widget_class_bind_template_child (widget_class, SoSchedulePage, stack);
  gtk_widget_class_bind_template_child (widget_class, SoSchedulePage, guide);
  gtk_widget_class_bind_template_child (widget_class, SoSchedulePage, table);
  gtk_widget_class_bind_template_callback (widget_class, on_day_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_axis_day);
  gtk_widget_class_bind_template_callback (widget_class, on_source_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow);
  gtk_widget_class_bind_template_callback (widget_class, on_wide);
  install_actions (widget_class);
}

/* The view is chosen in the menu; by keys it is an action of the page. */
static void
add_view_actions (SoSchedulePage *self)
{
  static const GActionEntry entries[] = {
    { "span", NULL, "s", "'week'", on_span_chosen }, { "lanes", NULL, "s", "'together'", on_lanes_chosen },
  };

  self->view = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->view), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "view", G_ACTION_GROUP (self->view));
}

static void
so_schedule_page_init (SoSchedulePage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->zoom = NORMAL;
  restore_view (self);
  self->grid = so_week_table_get_grid (self->table);
  g_signal_connect_object (self->grid, "edge", G_CALLBACK (on_edge), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "shown-day", G_CALLBACK (on_day_chosen), self, G_CONNECT_SWAPPED);
  so_action_describe (self->previous, "schedule.week-previous");
  so_action_describe (self->next, "schedule.week-next");
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  add_view_actions (self);
}

GtkWidget *
so_schedule_page_new (SoWindow *window)
{
  SoSchedulePage *self = g_object_new (SO_TYPE_SCHEDULE_PAGE, NULL);

  self->source = make_source (window);
  so_week_guide_set_source (self->guide, self->source);
  so_week_table_set_source (self->table, self->source);
  g_signal_connect_object (self->source, "changed", G_CALLBACK (on_source_changed), self, G_CONNECT_SWAPPED);
  on_source_changed (self);
  return GTK_WIDGET (self);
}

SoWeekSource *
so_schedule_page_get_source (SoSchedulePage *self)
{
  return self->source;
}

const SoWeekSession *
so_schedule_page_get_session (SoSchedulePage *self)
{
  return self->opened ? so_week_grid_get_current (self->grid) : NULL;
}

void
so_schedule_page_set_maker (SoWeekSource *(*make) (SoWindow *window))
{
  make_source = make;
}
