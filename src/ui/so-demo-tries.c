/* SPDX-License-Identifier: MIT */
#include "so-demo-tries.h"

#include "so-actions.h"
#include "so-call-facts.h"
#include "so-call-words.h"
#include "so-demo-try.h"
#include "so-list-verbs.h"
#include "so-window.h"

#include <glib/gi18n.h>

#define NEXT "so-demo-call"

/* A message first: of all calls most comes of that one. */
static const SoDemoCall turns[SO_N_DEMO_CALLS] = { SO_DEMO_CALL_MESSAGE, SO_DEMO_CALL_MISSED, SO_DEMO_CALL_ANSWERED };

static char *
call_job (SoStudio *studio, gpointer data, GError **error)
{
  return so_demo_try_call (studio, GPOINTER_TO_INT (data), error);
}

static char *
appointment_job (SoStudio *studio, gpointer unused, GError **error)
{
  char *said = NULL;
  g_autofree char *id = so_demo_try_appointment (studio, &said, error);

  return said;
}

/* "The line. See Calls (G P)." */
static char *
with_place (const char *said, const char *action)
{
  const SoAction *where = so_action_find (action);
  g_auto (GStrv) keys = so_action_dup_keys (where);

  /* Translators: what happened, the page that shows it, and its key */
  return keys[0] ? g_strdup_printf (_("%s. See %s (%s)"), said, so_action_label (where), keys[0])
         : g_strdup_printf (_("%s. See %s"), said, so_action_label (where));
}

static char *
dup_call_words (const SoCall *call)
{
  const char *who = so_call_words_who (call);

  if (call->state == SO_CALL_VOICEMAIL)
    return g_strdup_printf (_("%s left a message"), who);
  return g_strdup_printf (so_call_state_is_answered (call->state) ? _("%s called and was answered") : _("%s called and nobody answered"), who);
}

static void
on_called (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = so_studio_job_finish (SO_STUDIO (source), result, &error), *said = NULL, *words = NULL;
  g_autoptr (SoCallEntry) entry = id ? so_studio_find_call (SO_STUDIO (source), id) : NULL;

  if (error)
    so_window_show_error (window, error);
  if (!entry)
    return;
  said = dup_call_words (entry->call);
  words = with_place (said, "go.calls");
  so_window_add_show_toast (window, words, "go.calls");
  so_window_announce (window, words);
}

static void
on_call (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoStudio *studio = so_window_get_studio (SO_WINDOW (widget));
  guint turn = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), NEXT));

  if (!studio)
    return;
  g_object_set_data (G_OBJECT (widget), NEXT, GUINT_TO_POINTER ((turn + 1) % SO_N_DEMO_CALLS));
  so_studio_job_async (studio, call_job, GINT_TO_POINTER (turns[turn]), NULL, NULL, on_called, g_object_ref (widget));
}

static void
on_booked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *said = so_studio_job_finish (SO_STUDIO (source), result, &error), *words = NULL;

  if (error)
    so_window_show_error (window, error);
  if (!said)
    return;
  words = with_place (said, "go.schedule");
  so_window_add_undo_toast (window, words);
  so_window_announce (window, words);
}

static void
on_appointment (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoStudio *studio = so_window_get_studio (SO_WINDOW (widget));

  if (studio)
    so_studio_job_async (studio, appointment_job, NULL, NULL, NULL, on_booked, g_object_ref (widget));
}

void
so_demo_tries_install_actions (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "demo.call", NULL, on_call);
  gtk_widget_class_install_action (window_class, "demo.appointment", NULL, on_appointment);
}

void
so_demo_tries_allow (GtkWidget *window, gboolean allow)
{
  gtk_widget_action_set_enabled (window, "demo.call", allow);
  gtk_widget_action_set_enabled (window, "demo.appointment", allow);
}
