/* SPDX-License-Identifier: MIT */
#include "so-alerts.h"

#include "so-alert-acts.h"
#include "so-clock.h"
#include "so-due-words.h"
#include "so-facts.h"
#include "so-lookup.h"
#include "so-report-news.h"
#include "so-thread-words.h"

#include <glib/gi18n.h>

/* More than these are one notification; so are those that had to wait so long for it, as through the quiet hours. */
#define MOST_AT_ONCE 3
#define HELD_MS (5 * 60 * G_GINT64_CONSTANT (1000))

typedef struct {
  SoWindow *window;      /* not owned: it owns us */
  SoStudio *studio;
  GHashTable *shown;     /* ids of conversations */
} Alerts;

static void
alerts_free (gpointer data)
{
  Alerts *alerts = data;

  g_signal_handlers_disconnect_by_data (alerts->studio, alerts);
  g_signal_handlers_disconnect_by_data (so_studio_get_store (alerts->studio), alerts);
  g_object_unref (alerts->studio);
  g_hash_table_unref (alerts->shown);
  g_free (alerts);
}

static gboolean
setting_is (SoStudio *studio, const char *key, const char *value)
{
  g_autofree char *set = so_studio_dup_setting (studio, key);

  return !g_strcmp0 (set, value);
}

static char *
dup_id (const char *thread_id)
{
  return g_strconcat ("escalated-", thread_id, NULL);
}

void
so_alerts_words (const SoThread *thread, gint64 now, gboolean with_text, char **title, char **body)
{
  g_autofree char *due = so_due_words_spoken (thread, now);
  g_autoptr (GString) text = g_string_new (_(so_channel_kind_label (thread->channel)));

  if (!g_strcmp0 (thread->priority, "URGENT"))
    *title = g_strdup_printf (_("Urgent: %s"), so_thread_words_person (thread));
  else
    *title = g_strdup_printf (_("%s waits for an answer"), so_thread_words_person (thread));
  if (due)
    g_string_append_printf (text, " · %s", due);
  if (with_text && thread->snippet && *thread->snippet)
    g_string_append_printf (text, "\n%s", thread->snippet);
  *body = g_strdup (text->str);
}

void
so_alerts_closing_words (const SoThread *thread, gint64 now, gboolean with_text, char **title, char **body)
{
  SoDueTone unused;
  g_autofree char *window = so_due_words_window (thread, now, &unused);
  const char *snippet = with_text && thread->snippet && *thread->snippet ? thread->snippet : NULL;

  /* Translators: a customer's name, in a notification an hour before free answers are no longer let through */
  *title = g_strdup_printf (_("Answer %s soon"), so_thread_words_person (thread));
  *body = g_strdup_printf ("%s · %s%s%s", _(so_channel_kind_label (thread->channel)), window ? window : "", snippet ? "\n" : "", snippet ? snippet : "");
}

static GNotification *
make (const char *title, const char *body, const char *action, GVariant *target)
{
  GNotification *notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_category (notification, "im.received");
  g_notification_set_default_action_and_target_value (notification, action, target);
  return notification;
}

/* One conversation that is told of, while its draft is looked for. */
typedef struct {
  SoWindow *window;
  char *id, *thread_id, *title, *body;
} Told;

static void
told_free (Told *told)
{
  g_object_unref (told->window);
  g_free (told->id);
  g_free (told->thread_id);
  g_free (told->title);
  g_free (told->body);
  g_free (told);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Told, told_free)

/* @glance may be NULL. A text that does not stand there whole is not approved there. */
static void
tell (const Told *told, const SoGlance *glance)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (told->window)));
  const char *folder = so_window_get_folder (told->window);
  g_autofree char *body = glance ? g_strdup_printf (_("%s\nAnswer: %s"), told->body, glance->text) : g_strdup (told->body);
  g_autoptr (GNotification) notification = make (told->title, body, "app.open-thread", g_variant_new ("(ss)", folder, told->thread_id));

  so_alert_acts_add (notification, folder, told->thread_id, glance);
  if (application)
    g_application_send_notification (application, told->id, notification);
}

static void
on_glanced (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Told) told = user_data;
  g_autoptr (SoGlance) glance = so_glance_find_finish (SO_STUDIO (source), result, NULL);

  tell (told, glance);
}

/* Without the words of messages on the screen, the words of an answer are not there either. Takes @id, @title and @body. */
static void
tell_with_draft (Alerts *alerts, const char *thread_id, gboolean with_text, char *id, char *title, char *body)
{
  g_autoptr (Told) told = g_new0 (Told, 1);

  *told = (Told) { g_object_ref (alerts->window), id, g_strdup (thread_id), title, body };
  if (!with_text)
    return tell (told, NULL);
  so_glance_find_async (alerts->studio, thread_id, on_glanced, g_steal_pointer (&told));
}

static void
tell_of_one (Alerts *alerts, const char *thread_id)
{
  g_autoptr (SoThread) thread = so_lookup_thread (so_studio_get_store (alerts->studio), thread_id);
  gboolean with_text = setting_is (alerts->studio, SO_SETTING_ALERT_TEXT, "1");
  char *title, *body;

  if (!thread)
    return;
  so_alerts_words (thread, so_now (), with_text, &title, &body);
  tell_with_draft (alerts, thread_id, with_text, dup_id (thread_id), title, body);
  g_hash_table_add (alerts->shown, g_strdup (thread_id));
}

static gboolean
were_held (Alerts *alerts, const char *const *ids)
{
  for (; *ids; ids++)
    {
      g_autoptr (SoThread) thread = so_lookup_thread (so_studio_get_store (alerts->studio), *ids);

      if (thread && thread->escalated_at && so_now () - thread->escalated_at > HELD_MS)
        return TRUE;
    }
  return FALSE;
}

static void
on_escalated (Alerts *alerts, const char *const *ids)
{
  guint n = g_strv_length ((char **) ids);
  gboolean together;
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (alerts->window)));
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *title = NULL, *id = NULL;

  if (setting_is (alerts->studio, SO_SETTING_ALERTS, "0") || !application)
    return;
  together = n > MOST_AT_ONCE || (n > 1 && were_held (alerts, ids));
  for (guint i = 0; i < n && !together; i++)
    tell_of_one (alerts, ids[i]);
  if (!together)
    return;
  title = g_strdup_printf (ngettext ("%u conversation needs you", "%u conversations need you", n), n);
  notification = make (title, _("They are urgent, or their answer is late"), "app.open-urgent", g_variant_new_string (so_window_get_folder (alerts->window)));
  /* of two studios neither takes the place of the other's */
  id = g_strdup_printf ("escalated-in-%u", g_str_hash (so_window_get_folder (alerts->window)));
  g_application_send_notification (application, id, notification);
}

/* To the owner, never to the customer: an answer would have to be written by her. */
static void
on_closing (Alerts *alerts, const char *const *ids)
{
  gboolean with_text = setting_is (alerts->studio, SO_SETTING_ALERT_TEXT, "1");

  if (setting_is (alerts->studio, SO_SETTING_ALERTS, "0"))
    return;
  for (guint i = 0; ids[i] && i < MOST_AT_ONCE; i++)
    {
      g_autoptr (SoThread) thread = so_lookup_thread (so_studio_get_store (alerts->studio), ids[i]);
      char *title, *body;

      if (!thread)
        continue;
      so_alerts_closing_words (thread, so_now (), with_text, &title, &body);
      tell_with_draft (alerts, ids[i], with_text, g_strconcat ("closing-", ids[i], NULL), title, body);
    }
}

static gboolean
is_settled (gpointer thread_id, gpointer value, gpointer data)
{
  Alerts *alerts = data;
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (alerts->window)));
  g_autoptr (SoThread) thread = so_lookup_thread (so_studio_get_store (alerts->studio), thread_id);
  g_autofree char *id = dup_id (thread_id);

  if (thread && thread->escalated_at && thread->state == SO_THREAD_OPEN)
    return FALSE;
  if (application)
    g_application_withdraw_notification (application, id);
  return TRUE;
}

static void
on_store_changed (Alerts *alerts, guint changes)
{
  if (changes & SO_CHANGED_THREADS && g_hash_table_size (alerts->shown))
    g_hash_table_foreach_remove (alerts->shown, is_settled, alerts);
}

/* Who uses the window needs no mail about what it shows. */
static gboolean
on_event (SoWindow *window)
{
  SoStudio *studio = so_window_get_studio (window);

  if (studio)
    so_studio_touch (studio);
  return GDK_EVENT_PROPAGATE;
}

static void
watch_use (SoWindow *window)
{
  GtkEventController *events;

  if (g_object_get_data (G_OBJECT (window), "so-alerts-use"))
    return;
  events = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (events, "event", G_CALLBACK (on_event), window);
  gtk_widget_add_controller (GTK_WIDGET (window), events);
  g_object_set_data (G_OBJECT (window), "so-alerts-use", events);
}

void
so_alerts_watch (SoWindow *window, SoStudio *studio)
{
  Alerts *alerts = NULL;

  g_object_set_data (G_OBJECT (window), "so-alerts", NULL);
  so_report_news_watch (window, studio);
  if (!studio)
    return;
  alerts = g_new0 (Alerts, 1);
  alerts->window = window;
  alerts->studio = g_object_ref (studio);
  alerts->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect_swapped (studio, "escalated", G_CALLBACK (on_escalated), alerts);
  g_signal_connect_swapped (studio, "window-closing", G_CALLBACK (on_closing), alerts);
  g_signal_connect_swapped (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), alerts);
  g_object_set_data_full (G_OBJECT (window), "so-alerts", alerts, alerts_free);
  watch_use (window);
}

typedef SoWindow *(*Find) (GtkApplication *application, const char *folder);

static void
on_open_thread (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  Find find = (Find) g_object_get_data (G_OBJECT (action), "so-find");
  const char *folder, *thread_id;
  SoWindow *window;

  g_variant_get (parameter, "(&s&s)", &folder, &thread_id);
  window = find (application, folder);
  if (so_window_get_studio (window))
    so_window_open_thread (window, thread_id, NULL);
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_open_urgent (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  Find find = (Find) g_object_get_data (G_OBJECT (action), "so-find");
  SoWindow *window = find (application, g_variant_get_string (parameter, NULL));

  if (so_window_get_studio (window) && so_window_show_page (window, "inbox"))
    so_window_activate (window, "split.urgent");
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_open_report (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  Find find = (Find) g_object_get_data (G_OBJECT (action), "so-find");
  SoWindow *window = find (application, g_variant_get_string (parameter, NULL));

  if (so_window_get_studio (window))
    so_window_show_page (window, "report");
  gtk_window_present (GTK_WINDOW (window));
}

void
so_alerts_add_actions (GtkApplication *application, Find find)
{
  static const GActionEntry entries[] = { { "open-thread", on_open_thread, "(ss)" }, { "open-urgent", on_open_urgent, "s" }, { "open-report", on_open_report, "s" } };

  so_alert_acts_add_actions (application, find);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_object_set_data (G_OBJECT (g_action_map_lookup_action (G_ACTION_MAP (application), entries[i].name)), "so-find", (gpointer) find);
}
