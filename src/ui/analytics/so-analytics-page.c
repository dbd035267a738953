/* SPDX-License-Identifier: MIT */
#include "so-analytics-page.h"

#include "so-analytics-tab.h"
#include "so-clients-tab.h"
#include "so-minute.h"
#include "so-numbers.h"
#include "so-page.h"
#include "so-report-news.h"
#include "so-sidebar-button.h"
#include "so-studio-kind.h"

#include <glib/gi18n.h>
#include <string.h>

/* After a change, ms: a sync of a thousand messages changes the store a hundred times. */
#define LATER 700
/* Of those there are on the page: SO_PERIOD_DAYS is for studioctl. */
#define N_PERIODS SO_PERIOD_DAYS

struct _SoAnalyticsPage {
  AdwBreakpointBin parent_instance;

  AdwViewStack *views;
  GtkDropDown *period;

  SoAnalyticsTab *tabs[SO_N_ANALYTICS_TABS];
  SoClientsTab *clients;
  AdwViewStackPage *clients_page;   /* of @views, borrowed; seen where the kind of studio counts by the client */
  SoOverview *overview;         /* that was read last; NULL: none yet */
  gboolean shows[SO_N_ANALYTICS_TABS];   /* it: a tab is filled when it is looked at */
  gboolean shows_clients;
  SoStudio *studio;
  GCancellable *cancellable;    /* of the question that is asked; NULL: none */
  gboolean stale;               /* something changed since it was asked, or while nobody looked */
  guint later;                  /* timeout that asks anew, or 0 */
};

static void init_page (SoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoAnalyticsPage, so_analytics_page, ADW_TYPE_BREAKPOINT_BIN, G_IMPLEMENT_INTERFACE (SO_TYPE_PAGE, init_page))

static void ask (SoAnalyticsPage *self);

static GtkWidget *
shown_tab (SoAnalyticsPage *self)
{
  return adw_view_stack_get_visible_child (self->views);
}

static void
allow_clients (SoAnalyticsPage *self, gboolean allowed)
{
  if (!allowed && shown_tab (self) == GTK_WIDGET (self->clients))
    adw_view_stack_set_visible_child_name (self->views, so_analytics_tab_nick (SO_ANALYTICS_OVERVIEW));
  adw_view_stack_page_set_visible (self->clients_page, allowed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "analytics.clients", allowed);
}

static void
fill_tab (SoAnalyticsPage *self)
{
  for (guint i = 0; self->overview && i < SO_N_ANALYTICS_TABS; i++)
    if (GTK_WIDGET (self->tabs[i]) == shown_tab (self) && !self->shows[i])
      {
        so_analytics_tab_show (self->tabs[i], self->overview, i != SO_ANALYTICS_APPOINTMENTS || !so_studio_hides_module (self->studio, "schedule"));
        self->shows[i] = TRUE;
      }
  if (self->overview && self->overview->clients && shown_tab (self) == GTK_WIDGET (self->clients) && !self->shows_clients)
    {
      so_clients_tab_show (self->clients, self->overview);
      self->shows_clients = TRUE;
    }
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoAnalyticsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoOverview) overview = so_numbers_read_finish (SO_STUDIO (source), result, &error);
  SoWindow *window;

  /* Cancelled: another period was chosen since, or nobody is here any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (!overview && (window = so_window_of (GTK_WIDGET (self))))
    so_window_show_error (window, error);
  if (overview)
    {
      g_clear_pointer (&self->overview, so_overview_free);
      self->overview = g_steal_pointer (&overview);
      memset (self->shows, 0, sizeof self->shows);
      self->shows_clients = FALSE;
      allow_clients (self, self->overview->clients != NULL);
      fill_tab (self);
    }
  if (self->stale)
    ask (self);
}

/* One question at a time; while nobody looks, none. */
static void
ask (SoAnalyticsPage *self)
{
  SoPeriod period;

  self->stale = self->cancellable || !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->stale || !self->studio)
    return;
  period = so_numbers_period (self->studio, (SoPeriodKind) gtk_drop_down_get_selected (self->period));
  self->cancellable = g_cancellable_new ();
  so_numbers_read_async (self->studio, &period, self->cancellable, on_read, g_object_ref (self));
}

static void
forget (SoAnalyticsPage *self)
{
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
on_period_changed (SoAnalyticsPage *self)
{
  forget (self);
  ask (self);
}

static gboolean
on_later (gpointer user_data)
{
  SoAnalyticsPage *self = user_data;

  self->later = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

static void
on_store_changed (SoAnalyticsPage *self, guint changes)
{
  self->stale = TRUE;
  if (!self->later && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->later = g_timeout_add (LATER, on_later, self);
}

/* The day may be another one. */
static void
on_minute (GtkWidget *widget)
{
  SoAnalyticsPage *self = SO_ANALYTICS_PAGE (widget);

  if (gtk_widget_get_mapped (widget) && !self->later)
    ask (self);
}

static void
on_tab (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoAnalyticsPage *self = SO_ANALYTICS_PAGE (widget);

  adw_view_stack_set_visible_child_name (self->views, strchr (action, '.') + 1);
  gtk_widget_grab_focus (shown_tab (self));
}

static void
on_period (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoAnalyticsPage *self = SO_ANALYTICS_PAGE (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->period));
  gtk_widget_activate (GTK_WIDGET (self->period));
}

static void
so_analytics_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (so_analytics_page_parent_class)->map (widget);
  ask (SO_ANALYTICS_PAGE (widget));
}

static gboolean
so_analytics_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (shown_tab (SO_ANALYTICS_PAGE (widget)));
}

static SoScope
so_analytics_page_get_scope (SoPage *page)
{
  return SO_SCOPE_ANALYTICS;
}

static void
init_page (SoPageInterface *iface)
{
  iface->get_scope = so_analytics_page_get_scope;
}

static void
so_analytics_page_dispose (GObject *object)
{
  SoAnalyticsPage *self = SO_ANALYTICS_PAGE (object);

  g_clear_handle_id (&self->later, g_source_remove);
  forget (self);
  g_clear_object (&self->studio);
  g_clear_pointer (&self->overview, so_overview_free);
  adw_breakpoint_bin_set_child (ADW_BREAKPOINT_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_ANALYTICS_PAGE);
  G_OBJECT_CLASS (so_analytics_page_parent_class)->dispose (object);
}

static void
so_analytics_page_class_init (SoAnalyticsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_analytics_page_dispose;
  widget_class->map = so_analytics_page_map;
  widget_class->grab_focus = so_analytics_page_grab_focus;
  g_type_ensure (SO_TYPE_SIDEBAR_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-analytics-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SoAnalyticsPage, views);
  gtk_widget_class_bind_template_child (widget_class, SoAnalyticsPage, period);
  for (guint i = 0; i < SO_N_ANALYTICS_TABS; i++)
    {
      g_autofree char *action = g_strconcat ("analytics.", so_analytics_tab_nick ((SoAnalyticsKind) i), NULL);

      gtk_widget_class_install_action (widget_class, action, NULL, on_tab);
    }
  gtk_widget_class_install_action (widget_class, "analytics.clients", NULL, on_tab);
  gtk_widget_class_install_action (widget_class, "analytics.period", NULL, on_period);
}

static void
add_tab (SoAnalyticsPage *self, SoAnalyticsKind kind)
{
  static const struct {
    const char *title, *icon;
  } looks[SO_N_ANALYTICS_TABS] = {
    { N_("Overview"), "so-chart-symbolic" }, { N_("Calls"), "call-start-symbolic" }, { N_("Appointments"), "so-week-symbolic" }, { N_("Growth"), "so-growth-symbolic" },
  };

  self->tabs[kind] = so_analytics_tab_new (kind);
  adw_view_stack_add_titled_with_icon (self->views, GTK_WIDGET (self->tabs[kind]), so_analytics_tab_nick (kind), _(looks[kind].title), looks[kind].icon);
}

static void
add_clients (SoAnalyticsPage *self)
{
  self->clients = SO_CLIENTS_TAB (so_clients_tab_new ());
  self->clients_page = adw_view_stack_add_titled_with_icon (self->views, GTK_WIDGET (self->clients), "clients", _("Clients"), "system-users-symbolic");
  allow_clients (self, FALSE);
}

static void
so_analytics_page_init (SoAnalyticsPage *self)
{
  g_autoptr (GtkStringList) periods = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_PERIODS; i++)
    gtk_string_list_append (periods, _(so_period_label ((SoPeriodKind) i)));
  gtk_drop_down_set_model (self->period, G_LIST_MODEL (periods));
  gtk_drop_down_set_selected (self->period, SO_PERIOD_30_DAYS);
  g_signal_connect_swapped (self->period, "notify::selected", G_CALLBACK (on_period_changed), self);
  for (guint i = 0; i < SO_N_ANALYTICS_TABS; i++)
    add_tab (self, (SoAnalyticsKind) i);
  add_clients (self);
  g_signal_connect_object (self->views, "notify::visible-child", G_CALLBACK (fill_tab), self, G_CONNECT_SWAPPED);
}

GtkWidget *
so_analytics_page_new (SoWindow *window)
{
  SoAnalyticsPage *self = g_object_new (SO_TYPE_ANALYTICS_PAGE, NULL);
  g_autoptr (SoKind) kind = so_studio_load_kind (so_window_get_studio (window));

  self->studio = g_object_ref (so_window_get_studio (window));
  allow_clients (self, so_kind_counts_clients (kind));
  g_signal_connect_object (so_studio_get_store (self->studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  so_minute_watch (GTK_WIDGET (self), on_minute);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (adw_breakpoint_bin_get_child (ADW_BREAKPOINT_BIN (self))), so_report_news_new (window));
  return GTK_WIDGET (self);
}
