/* SPDX-License-Identifier: MIT */
#include "so-log-filter.h"

#include "so-choice-row.h"

#include "so-clock.h"
#include "so-time.h"
#include "so-when.h"

#include <glib/gi18n.h>

struct _SoLogFilterPopover {
  GtkPopover parent_instance;

  AdwComboRow *outcome, *by, *period;
  GtkWidget *from, *to;

  GTimeZone *zone;
  GtkWidget *last;       /* the row of choices that was opened last, or NULL */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SoLogFilterPopover, so_log_filter_popover, GTK_TYPE_POPOVER)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* The first of each is everything. */
static const struct { const char *label, *nick; } outcomes[] = {
  { N_("All Outcomes"), NULL }, { N_("Sent"), "sent" }, { N_("Waiting to Leave"), "waiting" }, { N_("Not Sent or Unclear"), "trouble" },
  { N_("Taken Back"), "recalled" }, { N_("Discarded"), "discarded" }, { N_("Replaced or Expired"), "lapsed" },
};

static const struct { const char *label; SoLogBy by; } deciders[] = {
  { N_("By Anyone"), SO_LOG_BY_ANYONE }, { N_("By You"), SO_LOG_BY_OWNER }, { N_("By Staff"), SO_LOG_BY_STAFF },
  { N_("By a Standing Approval"), SO_LOG_BY_RULE }, { N_("By Nobody"), SO_LOG_BY_NOBODY },
};

/* Days from today on which it begins; of BETWEEN the entries tell. */
enum { EVER, BETWEEN = 5 };
static const struct { const char *label; int days; } periods[] = {
  { N_("Any Time"), 0 }, { N_("Today"), 0 }, { N_("Last 7 Days"), -6 }, { N_("Last 30 Days"), -29 }, { N_("Last 365 Days"), -364 },
  { N_("Between Two Days"), 0 },
};

/* "2026-11-21", or a date as this computer's language writes it. */
static gboolean
parse_day (SoLogFilterPopover *self, const char *text, gboolean end, gint64 *ms)
{
  g_autofree char *iso = NULL;
  GDate date;

  if (end ? so_time_parse_end (text, self->zone, ms) : so_time_parse (text, self->zone, ms))
    return TRUE;
  g_date_clear (&date, 1);
  g_date_set_parse (&date, text);
  if (!g_date_valid (&date))
    return FALSE;
  iso = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
  return end ? so_time_parse_end (iso, self->zone, ms) : so_time_parse (iso, self->zone, ms);
}

/* FALSE, and marked, where somebody is still typing a date. */
static gboolean
read_day (SoLogFilterPopover *self, GtkWidget *row, gboolean end, gint64 *ms)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  gboolean well = !*text || parse_day (self, text, end, ms);

  if (!*text)
    *ms = 0;
  if (well)
    gtk_widget_remove_css_class (row, "error");
  else
    gtk_widget_add_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               well ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  return well;
}

static gboolean
read_days (SoLogFilterPopover *self, gint64 *from, gint64 *to)
{
  gboolean first = read_day (self, self->from, FALSE, from);

  return read_day (self, self->to, TRUE, to) && first;
}

static char *
dup_day (SoLogFilterPopover *self, int days)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (so_when_day (so_now (), self->zone, days, 12) / 1000);
  g_autoptr (GDateTime) day = self->zone ? g_date_time_to_timezone (utc, self->zone) : g_date_time_to_local (utc);

  return g_date_time_format (day, "%Y-%m-%d");
}

static void
on_focus_idle (gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;

  if (gtk_widget_get_mapped (row))
    gtk_widget_grab_focus (row);
}

/* Once the list of choices, which lies over this popover, has closed: it gives the focus to the button behind both. */
static void
focus_soon (gpointer row)
{
  g_idle_add_once (on_focus_idle, g_object_ref (row));
}

/* The last month to begin with: it shows how a day is written. */
static void
show_days (SoLogFilterPopover *self, gboolean between)
{
  g_autofree char *from = dup_day (self, periods[3].days), *to = dup_day (self, 0);

  if (between == gtk_widget_get_visible (self->from))
    return;
  gtk_widget_set_visible (self->from, between);
  gtk_widget_set_visible (self->to, between);
  if (!between)
    return;
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->from), from);
  gtk_editable_set_text (GTK_EDITABLE (self->to), to);
  self->filling = FALSE;
  self->last = self->from;
}

static void
on_chosen (SoLogFilterPopover *self)
{
  gboolean between;
  gint64 from, to;

  if (self->filling)
    return;
  between = adw_combo_row_get_selected (self->period) == BETWEEN;
  show_days (self, between);
  if (!between || read_days (self, &from, &to))
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_row_entered (GtkEventControllerFocus *controller, SoLogFilterPopover *self)
{
  self->last = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
}

void
so_log_filter_popover_hold_focus (SoLogFilterPopover *self)
{
  g_return_if_fail (SO_IS_LOG_FILTER_POPOVER (self));

  if (self->last && gtk_widget_get_mapped (GTK_WIDGET (self)))
    focus_soon (self->last);
}

void
so_log_filter_popover_reset (SoLogFilterPopover *self)
{
  g_return_if_fail (SO_IS_LOG_FILTER_POPOVER (self));

  self->filling = TRUE;
  adw_combo_row_set_selected (self->outcome, 0);
  adw_combo_row_set_selected (self->by, 0);
  adw_combo_row_set_selected (self->period, EVER);
  gtk_editable_set_text (GTK_EDITABLE (self->from), "");
  gtk_editable_set_text (GTK_EDITABLE (self->to), "");
  self->filling = FALSE;
  on_chosen (self);
}

static void
on_reset_clicked (SoLogFilterPopover *self)
{
  so_log_filter_popover_reset (self);
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* Opened again, it begins at its first row. */
static void
so_log_filter_popover_closed (GtkPopover *popover)
{
  SO_LOG_FILTER_POPOVER (popover)->last = NULL;
  if (GTK_POPOVER_CLASS (so_log_filter_popover_parent_class)->closed)
    GTK_POPOVER_CLASS (so_log_filter_popover_parent_class)->closed (popover);
}

static void
so_log_filter_popover_dispose (GObject *object)
{
  SoLogFilterPopover *self = SO_LOG_FILTER_POPOVER (object);

  self->filling = TRUE;
  self->last = NULL;
  g_clear_pointer (&self->zone, g_time_zone_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_LOG_FILTER_POPOVER);
  G_OBJECT_CLASS (so_log_filter_popover_parent_class)->dispose (object);
}

static void
so_log_filter_popover_class_init (SoLogFilterPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_log_filter_popover_dispose;
  GTK_POPOVER_CLASS (klass)->closed = so_log_filter_popover_closed;
  signals[CHANGED] = g_signal_new ("changed", SO_TYPE_LOG_FILTER_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-log-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, SoLogFilterPopover, outcome);
  gtk_widget_class_bind_template_child (widget_class, SoLogFilterPopover, by);
  gtk_widget_class_bind_template_child (widget_class, SoLogFilterPopover, period);
  gtk_widget_class_bind_template_child (widget_class, SoLogFilterPopover, from);
  gtk_widget_class_bind_template_child (widget_class, SoLogFilterPopover, to);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_reset_clicked);
}

static void
fill_row (SoLogFilterPopover *self, AdwComboRow *row, GtkStringList *names)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (focus, "enter", G_CALLBACK (on_row_entered), self);
  gtk_widget_add_controller (GTK_WIDGET (row), focus);
  so_choice_row_name_items (row);
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
}

#define FILL(row, table) \
  G_STMT_START { \
    g_autoptr (GtkStringList) names = gtk_string_list_new (NULL); \
    for (guint i = 0; i < G_N_ELEMENTS (table); i++) \
      gtk_string_list_append (names, _(table[i].label)); \
    fill_row (self, row, names); \
  } G_STMT_END

static void
so_log_filter_popover_init (SoLogFilterPopover *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  FILL (self->outcome, outcomes);
  FILL (self->by, deciders);
  FILL (self->period, periods);
  self->filling = FALSE;
}

void
so_log_filter_popover_set_zone (SoLogFilterPopover *self, GTimeZone *zone)
{
  g_return_if_fail (SO_IS_LOG_FILTER_POPOVER (self));

  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = zone ? g_time_zone_ref (zone) : NULL;
}

void
so_log_filter_popover_get (SoLogFilterPopover *self, SoLogFilter *filter)
{
  guint period = adw_combo_row_get_selected (self->period);

  filter->states = 0;
  filter->from = filter->to = 0;
  so_log_outcome_parse (outcomes[adw_combo_row_get_selected (self->outcome)].nick, &filter->states);
  filter->by = deciders[adw_combo_row_get_selected (self->by)].by;
  if (period == BETWEEN)
    read_days (self, &filter->from, &filter->to);
  else if (period != EVER)
    filter->from = so_when_day (so_now (), self->zone, periods[period].days, 0);
}

char *
so_log_filter_popover_dup_words (SoLogFilterPopover *self)
{
  guint outcome = adw_combo_row_get_selected (self->outcome), by = adw_combo_row_get_selected (self->by);
  guint period = adw_combo_row_get_selected (self->period);
  const char *from = gtk_editable_get_text (GTK_EDITABLE (self->from)), *to = gtk_editable_get_text (GTK_EDITABLE (self->to));
  g_autofree char *days = *from && *to ? g_strdup_printf ("%s – %s", from, to) : *from ? g_strdup_printf (_("From %s"), from)
                          : *to ? g_strdup_printf (_("Until %s"), to) : NULL;
  const char *words[4] = { NULL };
  guint n = 0;

  if (outcome)
    words[n++] = _(outcomes[outcome].label);
  if (by)
    words[n++] = _(deciders[by].label);
  if (period && (period != BETWEEN || days))
    words[n++] = period == BETWEEN ? days : _(periods[period].label);
  return n ? g_strjoinv (" · ", (char **) words) : NULL;
}
