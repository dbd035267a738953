/* SPDX-License-Identifier: MIT */
#include "so-report-news.h"

#include "so-alerts.h"
#include "so-facts.h"
#include "so-minute.h"
#include "so-report-words.h"
#include "so-weekly.h"

#include <glib/gi18n.h>

struct _SoReportNews {
  AdwBin parent_instance;

  SoStudio *studio;
  AdwBanner *banner;     /* borrowed */
};

G_DEFINE_FINAL_TYPE (SoReportNews, so_report_news, ADW_TYPE_BIN)

static void
refresh (SoReportNews *self)
{
  g_autoptr (SoWeeklyReport) news = so_weekly_find_news (self->studio);
  g_autofree char *period = news ? so_report_words_period (news->first_day, news->first_day + 6) : NULL;
  /* Translators: the days of a week */
  g_autofree char *title = news ? g_strdup_printf (_("Your weekly report is ready: %s"), period) : NULL;

  if (news)
    adw_banner_set_title (self->banner, title);
  adw_banner_set_revealed (self->banner, news != NULL);
  /* A folded banner would still be read out. */
  gtk_widget_set_visible (GTK_WIDGET (self), news != NULL);
}

static void
on_store_changed (SoReportNews *self, guint changes)
{
  if (changes & (SO_CHANGED_REPORTS | SO_CHANGED_SETTINGS))
    refresh (self);
}

static void
so_report_news_finalize (GObject *object)
{
  g_clear_object (&SO_REPORT_NEWS (object)->studio);
  G_OBJECT_CLASS (so_report_news_parent_class)->finalize (object);
}

static void
so_report_news_class_init (SoReportNewsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_report_news_finalize;
}

static void
so_report_news_init (SoReportNews *self)
{
  self->banner = ADW_BANNER (adw_banner_new (""));
  adw_banner_set_use_markup (self->banner, FALSE);
  adw_banner_set_button_label (self->banner, _("_Open"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->banner), "go.report");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
}

GtkWidget *
so_report_news_new (SoWindow *window)
{
  SoReportNews *self = g_object_new (SO_TYPE_REPORT_NEWS, NULL);

  self->studio = g_object_ref (so_window_get_studio (window));
  g_signal_connect_object (so_studio_get_store (self->studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}

/* The notification -------------------------------------------------------------------------------------------- */

typedef struct {
  SoWindow *window;      /* not owned: it owns us */
  SoStudio *studio;
} Watch;

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  g_signal_handlers_disconnect_by_data (so_studio_get_store (watch->studio), watch);
  g_object_unref (watch->studio);
  g_free (watch);
}

static void
take_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, so_weekly_take_news (source), (GDestroyNotify) so_weekly_report_free);
}

static void
on_taken (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoWindow) window = user_data;
  g_autoptr (SoWeeklyReport) news = g_task_propagate_pointer (G_TASK (result), NULL);
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (window)));
  g_autofree char *period = news ? so_report_words_period (news->first_day, news->first_day + 6) : NULL;
  g_autoptr (GNotification) notification = NULL;

  if (!news || !application)
    return;
  notification = g_notification_new (_("Your weekly report is ready"));
  g_notification_set_body (notification, period);
  g_notification_set_default_action_and_target (notification, "app.open-report", "s", so_window_get_folder (window));
  g_application_send_notification (application, "weekly-report", notification);
}

static void
look (Watch *watch)
{
  g_autoptr (SoWeeklyReport) news = so_weekly_find_news (watch->studio);
  g_autofree char *wanted = so_studio_dup_setting (watch->studio, SO_SETTING_ALERTS);
  g_autoptr (GTask) task = NULL;

  if (!news || !g_strcmp0 (wanted, "0"))
    return;
  task = g_task_new (watch->studio, NULL, on_taken, g_object_ref (watch->window));
  g_task_set_source_tag (task, look);
  so_studio_run (watch->studio, task, take_in_thread);
}

static void
on_watched (Watch *watch, guint changes)
{
  if (changes & SO_CHANGED_REPORTS)
    look (watch);
}

/* Her quiet hours end at some minute. */
static void
on_minute (GtkWidget *window)
{
  Watch *watch = g_object_get_data (G_OBJECT (window), "so-report-news");

  if (watch)
    look (watch);
}

void
so_report_news_watch (SoWindow *window, SoStudio *studio)
{
  Watch *watch;

  g_object_set_data (G_OBJECT (window), "so-report-news", NULL);
  if (!studio || so_studio_is_demo (studio))
    return;
  watch = g_new0 (Watch, 1);
  *watch = (Watch) { window, g_object_ref (studio) };
  g_signal_connect_swapped (so_studio_get_store (studio), "changed", G_CALLBACK (on_watched), watch);
  g_object_set_data_full (G_OBJECT (window), "so-report-news", watch, watch_free);
  if (!g_object_get_data (G_OBJECT (window), "so-report-minute"))
    so_minute_watch (GTK_WIDGET (window), on_minute);
  g_object_set_data (G_OBJECT (window), "so-report-minute", window);
  look (watch);
}
