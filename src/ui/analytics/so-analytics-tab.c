/* SPDX-License-Identifier: MIT */
#include "so-analytics-tab.h"

#include "so-advice-group.h"
#include "so-analytics-series.h"
#include "so-chart-card.h"
#include "so-chart-table.h"
#include "so-growth-group.h"
#include "so-growth-report.h"
#include "so-metric-tiles.h"
#include "so-plot-file.h"

#include <glib/gi18n.h>

#define WIDEST 960

/* One of a tab. */
typedef struct {
  SoAnalyticsKind tab;
  SoPlotKind kind;
  const char *name, *title, *definition, *nothing;
  SoChartData *(*make) (const SoOverview *overview);
} Chart;

static const Chart charts[] = {
  { SO_ANALYTICS_OVERVIEW, SO_PLOT_BARS, "messages", N_("Messages"), N_("Received and sent, by all channels without calls."), N_("No messages in this time."), so_analytics_messages },
  { SO_ANALYTICS_OVERVIEW, SO_PLOT_LIST, "categories", N_("What They Write About"), N_("Messages that were understood, by category. Categories without a message are left out."),
    N_("No message of this time was understood yet."), so_analytics_categories },
  { SO_ANALYTICS_OVERVIEW, SO_PLOT_LIST, "channels", N_("Channels"), N_("Messages received, by the channel on which they came."), N_("No messages in this time."), so_analytics_channels },
  { SO_ANALYTICS_OVERVIEW, SO_PLOT_HEAT, "message-hours", N_("When They Write"), N_("Messages received, by weekday and hour of the studio’s clock."), N_("No messages in this time."),
    so_analytics_message_hours },
  { SO_ANALYTICS_OVERVIEW, SO_PLOT_FUNNEL, "funnel", N_("From Lead to Customer"),
    N_("People who came into each stage in this time, beside the new leads of this time. Who came into a later stage may have been a lead for long."), N_("No new leads in this time."), so_analytics_funnel },
  { SO_ANALYTICS_CALLS, SO_PLOT_BARS, "calls", N_("Calls to the Studio"), N_("Answered by a person or the assistant, beside missed ones and voicemails."), N_("No calls in this time."), so_analytics_calls },
  { SO_ANALYTICS_CALLS, SO_PLOT_HEAT, "call-hours", N_("When They Call"), N_("Calls to the studio, by weekday and hour of its clock."), N_("No calls in this time."), so_analytics_call_hours },
  { SO_ANALYTICS_APPOINTMENTS, SO_PLOT_BARS, "appointments", N_("Appointments"), N_("All that were booked for that time, beside those to which people came."), N_("No appointments in this time."),
    so_analytics_appointments },
  { SO_ANALYTICS_APPOINTMENTS, SO_PLOT_LIST, "bookings", N_("What Became of Appointments"), N_("Bookings for sessions of this time, as they stand now."), N_("No appointments in this time."),
    so_analytics_bookings },
  { SO_ANALYTICS_APPOINTMENTS, SO_PLOT_BARS, "revenue", N_("Revenue per Week"), N_("Prices of the appointments to which people came. What was paid is not known here."),
    N_("No appointment of these weeks has a price."), so_analytics_revenue },
  { SO_ANALYTICS_GROWTH, SO_PLOT_LINES, "week-messages", N_("Messages per Week"), N_("The last twelve weeks and the running one."), N_("No messages in these weeks."), so_analytics_week_messages },
  { SO_ANALYTICS_GROWTH, SO_PLOT_LINES, "week-leads", N_("Leads per Week"), N_("New leads, and people who became customers."), N_("No new leads in these weeks."), so_analytics_week_leads },
  { SO_ANALYTICS_GROWTH, SO_PLOT_LINES, "customers", N_("New and Returning per Week"), N_("People who came to a session, each once a week."), N_("Nobody came in these weeks."), so_analytics_customers },
};

static const SoMetric overview_metrics[] = {
  SO_METRIC_MESSAGES_IN, SO_METRIC_MESSAGES_OUT, SO_METRIC_LEADS, SO_METRIC_LEAD_CONVERSION, SO_METRIC_RESPONSE_RATE, SO_METRIC_RESPONSE_MEDIAN, SO_METRIC_RESPONSE_P90, SO_METRIC_CALLS,
  SO_METRIC_APPOINTMENTS, SO_METRIC_CUSTOMERS, SO_METRIC_REVENUE, SO_METRIC_URGENT,
};
static const SoMetric call_metrics[] = {
  SO_METRIC_CALLS, SO_METRIC_CALLS_ANSWERED, SO_METRIC_CALLS_MISSED, SO_METRIC_CALLS_VOICEMAIL, SO_METRIC_CALLS_AFTER_HOURS, SO_METRIC_TALK, SO_METRIC_CALL_AVERAGE,
  SO_METRIC_CALL_ANSWER_RATE, SO_METRIC_CALL_BOOKED, SO_METRIC_CALL_CONVERSION, SO_METRIC_ESCALATION, SO_METRIC_SATISFACTION,
};
static const SoMetric appointment_metrics[] = {
  SO_METRIC_APPOINTMENTS, SO_METRIC_COMPLETED, SO_METRIC_NO_SHOW_RATE, SO_METRIC_CANCELLATION_RATE, SO_METRIC_LATE_CANCELLATIONS, SO_METRIC_WAITLISTED, SO_METRIC_BOOKINGS_MADE,
  SO_METRIC_BOOKINGS_PER_CALL, SO_METRIC_REVENUE, SO_METRIC_REVENUE_AVERAGE, SO_METRIC_REVENUE_EXPECTED,
};
static const SoMetric growth_metrics[] = { SO_METRIC_NEW_CUSTOMERS, SO_METRIC_CUSTOMERS, SO_METRIC_FIRST_TIMERS, SO_METRIC_RETURNING, SO_METRIC_RETENTION, SO_METRIC_LEAD_CONVERSION };

static const struct {
  const char *nick, *tiles;
  const SoMetric *metrics;
  guint n;
  const char *empty_icon, *empty_title, *empty;
} tabs[SO_N_ANALYTICS_TABS] = {
  [SO_ANALYTICS_OVERVIEW] = { "overview", N_("Numbers"), overview_metrics, G_N_ELEMENTS (overview_metrics), NULL, NULL, NULL },
  [SO_ANALYTICS_CALLS] = { "calls", N_("Numbers of calls"), call_metrics, G_N_ELEMENTS (call_metrics), "call-start-symbolic", N_("No Calls Yet"),
    N_("Calls are counted once a telephone service tells of them.") },
  [SO_ANALYTICS_APPOINTMENTS] = { "appointments", N_("Numbers of appointments"), appointment_metrics, G_N_ELEMENTS (appointment_metrics), "so-week-symbolic", N_("No Appointments Yet"),
    N_("Bookings of the schedule are counted here, and what became of them.") },
  [SO_ANALYTICS_GROWTH] = { "growth", N_("Numbers of growth"), growth_metrics, G_N_ELEMENTS (growth_metrics), NULL, NULL, NULL },
};

struct _SoAnalyticsTab {
  AdwBin parent_instance;

  SoAnalyticsKind kind;
  GtkStack *stack;
  GtkWidget *empty, *way;                     /* what is said where there is nothing, and where it leads; or NULL */
  SoMetricTiles *tiles;
  SoChartCard *cards[G_N_ELEMENTS (charts)];  /* NULL: of another tab */
  AdwBin *table;                              /* NULL: there is none */
  char *in_table;                             /* what it shows */
  SoGrowthGroup *growth;
  SoAdviceGroup *advice;
  GtkWidget *report;                          /* SoGrowthReport */
};

G_DEFINE_FINAL_TYPE (SoAnalyticsTab, so_analytics_tab, ADW_TYPE_BIN)

const char *
so_analytics_tab_nick (SoAnalyticsKind kind)
{
  return tabs[kind].nick;
}

static void ensure_content (SoAnalyticsTab *self);

static gboolean
so_analytics_tab_grab_focus (GtkWidget *widget)
{
  SoAnalyticsTab *self = SO_ANALYTICS_TAB (widget);

  ensure_content (self);
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "empty"))
    return gtk_widget_get_visible (self->way) ? gtk_widget_grab_focus (self->way) : gtk_widget_grab_focus (self->empty);
  return gtk_widget_grab_focus (GTK_WIDGET (self->tiles));
}

/* Some hundred widgets, which a screen reader goes through, too: made when they are looked at. */
static void
so_analytics_tab_map (GtkWidget *widget)
{
  ensure_content (SO_ANALYTICS_TAB (widget));
  GTK_WIDGET_CLASS (so_analytics_tab_parent_class)->map (widget);
}

static void
so_analytics_tab_finalize (GObject *object)
{
  g_free (SO_ANALYTICS_TAB (object)->in_table);
  G_OBJECT_CLASS (so_analytics_tab_parent_class)->finalize (object);
}

static void
so_analytics_tab_class_init (SoAnalyticsTabClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_analytics_tab_finalize;
  GTK_WIDGET_CLASS (klass)->map = so_analytics_tab_map;
  GTK_WIDGET_CLASS (klass)->grab_focus = so_analytics_tab_grab_focus;
}

static void
so_analytics_tab_init (SoAnalyticsTab *self)
{
}

/* A table of several numbers: in a card of its own, as the charts are. */
static GtkWidget *
make_table (SoAnalyticsTab *self, const char *title, const char *definition)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->table = ADW_BIN (adw_bin_new ());
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), definition);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->table));
  return group;
}

static GtkWidget *
make_content (SoAnalyticsTab *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->tiles = so_metric_tiles_new (_(tabs[self->kind].tiles), tabs[self->kind].metrics, tabs[self->kind].n);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->tiles));
  if (self->kind == SO_ANALYTICS_GROWTH)
    {
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->advice = so_advice_group_new (TRUE)));
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->growth = so_growth_group_new ()));
      gtk_box_append (GTK_BOX (box), self->report = so_growth_report_new ());
    }
  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    if (charts[i].tab == self->kind)
      {
        self->cards[i] = so_chart_card_new (charts[i].kind, charts[i].name, _(charts[i].title), _(charts[i].definition), _(charts[i].nothing));
        gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->cards[i]));
      }
  if (self->kind == SO_ANALYTICS_GROWTH)
    gtk_box_append (GTK_BOX (box), make_table (self, _("Week by Week"), _("Each number of the last weeks, the running one first.")));
  if (self->kind == SO_ANALYTICS_OVERVIEW)
    gtk_box_append (GTK_BOX (box), make_table (self, _("What Each Channel Brings"), _("Of the new leads of this time, those who are customers now are in the last column.")));
  return box;
}

GtkWidget *
so_analytics_scrolled_new (GtkWidget *content)
{
  GtkWidget *clamp = adw_clamp_new (), *scrolled = gtk_scrolled_window_new ();

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDEST);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), WIDEST);
  adw_clamp_set_child (ADW_CLAMP (clamp), content);
  gtk_widget_set_margin_top (clamp, 12);
  gtk_widget_set_margin_bottom (clamp, 18);
  gtk_widget_set_margin_start (clamp, 12);
  gtk_widget_set_margin_end (clamp, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  return scrolled;
}

static GtkWidget *
make_empty (SoAnalyticsTab *self)
{
  SoAnalyticsKind kind = self->kind;
  GtkWidget *page = adw_status_page_new (), *button = gtk_button_new_with_mnemonic (kind == SO_ANALYTICS_CALLS ? _("_Accounts") : _("Open the _Schedule"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), tabs[kind].empty_icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _(tabs[kind].empty_title));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), kind == SO_ANALYTICS_CALLS ? "win.accounts" : "go.schedule");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  self->way = button;
  return self->empty = page;
}

static void
ensure_content (SoAnalyticsTab *self)
{
  if (self->stack)
    return;
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, so_analytics_scrolled_new (make_content (self)), "numbers");
  if (tabs[self->kind].empty)
    gtk_stack_add_named (self->stack, make_empty (self), "empty");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

SoAnalyticsTab *
so_analytics_tab_new (SoAnalyticsKind kind)
{
  SoAnalyticsTab *self = g_object_new (SO_TYPE_ANALYTICS_TAB, NULL);

  self->kind = kind;
  return self;
}

/* In no week of those that are known: a studio that has no telephone or no schedule. */
static gboolean
never (const SoOverview *overview, SoAnalyticsKind kind)
{
  guint n = kind == SO_ANALYTICS_CALLS ? overview->figures->calls.total : overview->figures->made + so_figures_appointments (overview->figures);

  for (guint i = 0; i < overview->weeks->len; i++)
    {
      const SoFigures *figures = ((const SoPeriodFigures *) overview->weeks->pdata[i])->figures;

      n += kind == SO_ANALYTICS_CALLS ? figures->calls.total : figures->made + so_figures_appointments (figures);
    }
  return n == 0;
}

static void
show_table (SoAnalyticsTab *self, const SoOverview *overview)
{
  g_autoptr (SoChartData) series = self->kind == SO_ANALYTICS_GROWTH ? so_analytics_weeks (overview) : so_analytics_engagement (overview);
  g_autofree char *all = so_plot_file_csv (series);
  GtkWidget *scrolled;

  /* Somebody may be reading it. */
  if (!g_set_str (&self->in_table, all))
    return;
  scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), so_chart_table_new (series));
  gtk_widget_set_overflow (scrolled, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (scrolled, "card");
  adw_bin_set_child (self->table, scrolled);
}

static void
show_way (SoAnalyticsTab *self, gboolean reachable)
{
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), reachable ? _(tabs[self->kind].empty) : _("This studio does not show a schedule. Preferences say which pages there are."));
  gtk_widget_set_visible (self->way, reachable);
  /* Keys are heard there all the same. */
  gtk_widget_set_focusable (self->empty, !reachable);
}

void
so_analytics_tab_show (SoAnalyticsTab *self, const SoOverview *overview, gboolean reachable)
{
  g_return_if_fail (SO_IS_ANALYTICS_TAB (self));

  ensure_content (self);
  if (self->empty)
    show_way (self, reachable);
  gtk_stack_set_visible_child_name (self->stack, tabs[self->kind].empty && never (overview, self->kind) ? "empty" : "numbers");
  so_metric_tiles_show (self->tiles, overview);
  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    if (self->cards[i])
      {
        g_autoptr (SoChartData) series = charts[i].make (overview);

        so_chart_card_set_series (self->cards[i], series);
      }
  if (self->table)
    show_table (self, overview);
  if (self->growth)
    {
      so_advice_group_show (self->advice, overview);
      so_growth_group_show (self->growth, overview);
      so_growth_report_refresh (SO_GROWTH_REPORT (self->report));
    }
}
