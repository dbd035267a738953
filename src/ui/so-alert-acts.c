/* SPDX-License-Identifier: MIT */
#include "so-alert-acts.h"

#include "so-clock.h"
#include "so-list-verbs.h"
#include "so-lookup.h"
#include "so-thread-words.h"
#include "so-time.h"
#include "so-verb.h"

#include <glib/gi18n.h>

/* For so long a conversation is put off. */
#define LATER_MS (60 * 60 * G_GINT64_CONSTANT (1000))

typedef SoWindow *(*Find) (GtkApplication *application, const char *folder);

/* One press of a button. The program runs until it is done, whatever becomes of the window. */
typedef struct {
  GApplication *application;
  SoWindow *window;
  char *thread_id;
  char *draft_id;
  char *mark;
} Act;

static void
act_free (Act *act)
{
  g_application_release (act->application);
  g_object_unref (act->application);
  g_object_unref (act->window);
  g_free (act->thread_id);
  g_free (act->draft_id);
  g_free (act->mark);
  g_free (act);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Act, act_free)

static Act *
act_new (SoWindow *window, const char *thread_id, const char *draft_id, const char *mark)
{
  Act *act = g_new0 (Act, 1);

  act->window = g_object_ref (window);
  act->application = G_APPLICATION (g_object_ref (gtk_window_get_application (GTK_WINDOW (window))));
  g_application_hold (act->application);
  act->thread_id = g_strdup (thread_id);
  act->draft_id = g_strdup (draft_id);
  act->mark = g_strdup (mark);
  return act;
}

void
so_alert_acts_add (GNotification *notification, const char *folder, const char *thread_id, const SoGlance *glance)
{
  if (glance)
    g_notification_add_button_with_target (notification, _("Approve"), "app.approve-draft", "(ssss)", folder, thread_id, glance->draft_id, glance->mark);
  else
    g_notification_add_button_with_target (notification, _("Open"), "app.open-thread", "(ss)", folder, thread_id);
  g_notification_add_button_with_target (notification, _("In an Hour"), "app.snooze-thread", "(ss)", folder, thread_id);
}

static void
open_instead (Act *act, const GError *error)
{
  so_window_open_thread (act->window, act->thread_id, NULL);
  gtk_window_present (GTK_WINDOW (act->window));
  so_window_show_error (act->window, error);
}

/* In place of the notification that was pressed: it can be taken back there as long as the undo window lasts. */
static void
say_approved (Act *act)
{
  SoStudio *studio = so_window_get_studio (act->window);
  g_autoptr (SoThread) thread = studio ? so_lookup_thread (so_studio_get_store (studio), act->thread_id) : NULL;
  g_autofree char *title = NULL, *id = g_strconcat ("approved-", act->thread_id, NULL);
  g_autoptr (GNotification) notification = NULL;

  if (!thread)
    return;
  title = g_strdup_printf (_("Approved for %s"), so_thread_words_person (thread));
  notification = g_notification_new (title);
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_LOW);
  g_notification_set_default_action_and_target (notification, "app.open-thread", "(ss)", so_window_get_folder (act->window), act->thread_id);
  g_notification_add_button_with_target (notification, _("Undo"), "app.recall-draft", "(sss)", so_window_get_folder (act->window), act->thread_id, act->draft_id);
  g_application_send_notification (act->application, id, notification);
}

static char *
approve_job (SoStudio *studio, gpointer data, GError **error)
{
  const Act *act = data;

  so_glance_approve (studio, act->draft_id, act->mark, error);
  return NULL;
}

static void
on_approved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Act) act = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_job_finish (SO_STUDIO (source), result, &error);

  if (error)
    open_instead (act, error);
  else
    say_approved (act);
}

static SoWindow *
find_window (GSimpleAction *action, gpointer application, const char *folder)
{
  Find find = (Find) g_object_get_data (G_OBJECT (action), "so-find");
  SoWindow *window = find (application, folder);

  /* what is there instead of the studio says why */
  if (!so_window_get_studio (window))
    gtk_window_present (GTK_WINDOW (window));
  return so_window_get_studio (window) ? window : NULL;
}

static void
on_approve (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  const char *folder, *thread_id, *draft_id, *mark;
  SoWindow *window;
  Act *act;

  g_variant_get (parameter, "(&s&s&s&s)", &folder, &thread_id, &draft_id, &mark);
  window = find_window (action, application, folder);
  if (!window)
    return;
  act = act_new (window, thread_id, draft_id, mark);
  so_studio_job_async (so_window_get_studio (window), approve_job, act, NULL, NULL, on_approved, act);
}

/* Also where it fails, the window says why. */
static void
on_verb_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Act) act = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (error)
    open_instead (act, error);
}

static void
on_snooze (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  g_autofree char *when = so_time_format (so_now () + LATER_MS);
  const char *folder, *thread_id;
  SoWindow *window;

  g_variant_get (parameter, "(&s&s)", &folder, &thread_id);
  window = find_window (action, application, folder);
  if (window)
    so_studio_do_async (so_window_get_studio (window), SO_VERB_SNOOZE, thread_id, when, NULL, on_verb_done, act_new (window, thread_id, NULL, NULL));
}

static void
on_recall (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  const char *folder, *thread_id, *draft_id;
  SoWindow *window;

  g_variant_get (parameter, "(&s&s&s)", &folder, &thread_id, &draft_id);
  window = find_window (action, application, folder);
  if (window)
    so_studio_do_async (so_window_get_studio (window), SO_VERB_RECALL, draft_id, NULL, NULL, on_verb_done, act_new (window, thread_id, draft_id, NULL));
}

void
so_alert_acts_add_actions (GtkApplication *application, Find find)
{
  static const GActionEntry entries[] = { { "approve-draft", on_approve, "(ssss)" }, { "snooze-thread", on_snooze, "(ss)" }, { "recall-draft", on_recall, "(sss)" } };

  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_object_set_data (G_OBJECT (g_action_map_lookup_action (G_ACTION_MAP (application), entries[i].name)), "so-find", (gpointer) find);
}
