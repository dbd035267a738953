/* SPDX-License-Identifier: MIT */
#include "so-account-jobs.h"

#include "so-account-dialog.h"
#include "so-account-state.h"
#include "so-account-test.h"
#include "so-account-verbs.h"
#include "so-list-verbs.h"
#include "so-poll.h"
#include "so-preferences-say.h"
#include "so-sync.h"
#include "so-verb.h"

#include <glib/gi18n.h>

typedef struct {
  char *id;
  char *text;       /* or NULL */
  gboolean paused;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->id);
  g_free (wish->text);
  g_free (wish);
}

static Wish *
wish_new (const char *id, const char *text)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->id = g_strdup (id);
  wish->text = g_strdup (text);
  return wish;
}

/* What a job answers is for her to read. */
static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *note = so_studio_job_finish (SO_STUDIO (source), result, &error);

  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    so_preferences_say (widget, error->message);
  else if (note)
    so_preferences_say (widget, note);
}

static void
start (GtkWidget *widget, SoStudio *studio, SoStudioJob job, Wish *wish)
{
  so_studio_job_async (studio, job, wish, wish_free, NULL, on_done, g_object_ref (widget));
}

/* Who waits for a server must not keep a key waiting. */
static void
start_aside (GtkWidget *widget, SoStudio *studio, SoStudioJob job, Wish *wish)
{
  so_studio_aside_async (studio, job, wish, wish_free, on_done, g_object_ref (widget));
}

static char *
check_job (SoStudio *studio, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) points = so_studio_check_account (studio, ((Wish *) data)->id, error);

  return NULL;
}

void
so_account_jobs_sync (GtkWidget *widget, SoStudio *studio, const SoAccount *account)
{
  /* Where messages are brought, only the question whether all is in place tells anything. */
  if (!so_poll_is_asked (account->channel))
    start_aside (widget, studio, check_job, wish_new (account->id, NULL));
  if (!so_sync_now (studio, account->id))
    so_preferences_say (widget, _("Another window or program reads for this studio"));
}

static char *
skip_job (SoStudio *studio, gpointer data, GError **error)
{
  so_studio_skip_history (studio, ((Wish *) data)->id, error);
  return NULL;
}

void
so_account_jobs_skip (GtkWidget *widget, SoStudio *studio, const char *id)
{
  start_aside (widget, studio, skip_job, wish_new (id, NULL));
}

static char *
pause_job (SoStudio *studio, gpointer data, GError **error)
{
  Wish *wish = data;

  so_studio_pause_account (studio, wish->id, wish->paused, error);
  return NULL;
}

void
so_account_jobs_pause (GtkWidget *widget, SoStudio *studio, const char *id, gboolean paused)
{
  Wish *wish = wish_new (id, NULL);

  wish->paused = paused;
  start (widget, studio, pause_job, wish);
}

static char *
rename_job (SoStudio *studio, gpointer data, GError **error)
{
  Wish *wish = data;

  so_studio_rename_account (studio, wish->id, wish->text, error);
  return NULL;
}

void
so_account_jobs_rename (GtkWidget *widget, SoStudio *studio, const char *id, const char *name)
{
  start (widget, studio, rename_job, wish_new (id, name));
}

static char *
sign_job (SoStudio *studio, gpointer data, GError **error)
{
  Wish *wish = data;

  so_studio_set_signature (studio, wish->id, wish->text, error);
  return NULL;
}

void
so_account_jobs_sign (GtkWidget *widget, SoStudio *studio, const char *id, const char *signature)
{
  start (widget, studio, sign_job, wish_new (id, signature));
}

static char *
answers_job (SoStudio *studio, gpointer data, GError **error)
{
  Wish *wish = data;

  so_studio_set_answers (studio, wish->id, wish->text, error);
  return NULL;
}

void
so_account_jobs_answers (GtkWidget *widget, SoStudio *studio, const char *id, const char *answers)
{
  start (widget, studio, answers_job, wish_new (id, answers));
}

static char *
phone_job (SoStudio *studio, gpointer data, GError **error)
{
  Wish *wish = data;

  so_studio_do (studio, SO_VERB_SAVE_SETTING, SO_SETTING_OWN_PHONE, wish->text, NULL, error);
  return NULL;
}

void
so_account_jobs_own_phone (GtkWidget *widget, SoStudio *studio, const char *number)
{
  start (widget, studio, phone_job, wish_new (NULL, number));
}

static char *
remove_job (SoStudio *studio, gpointer data, GError **error)
{
  char *note = NULL;

  so_studio_remove_account (studio, ((Wish *) data)->id, &note, error);
  return note;
}

typedef struct {
  GtkWidget *widget;
  SoStudio *studio;
  char *id;
} Question;

static void
on_agreed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;

  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "disconnect"))
    start_aside (question->widget, question->studio, remove_job, wish_new (question->id, NULL));
  g_object_unref (question->widget);
  g_object_unref (question->studio);
  g_free (question->id);
  g_free (question);
}

void
so_account_jobs_disconnect (GtkWidget *widget, SoStudio *studio, const SoAccount *account)
{
  g_autofree char *title = g_strdup_printf (_("Disconnect %s?"), account->name);
  gboolean practice = account->channel == SO_CHANNEL_LOOPBACK;
  AdwDialog *alert = adw_alert_dialog_new (title, practice ? _("All messages stay. You can add a practice channel again at any time.")
                                                           : _("What signs it in is removed from this computer, and nothing is read or sent by it any more. All messages stay; what still waits to be sent stays in the Outbox."));
  Question *question = g_new0 (Question, 1);

  question->widget = g_object_ref (widget);
  question->studio = g_object_ref (studio);
  question->id = g_strdup (account->id);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "cancel", _("_Cancel"), "disconnect", _("_Disconnect"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "disconnect", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (alert), widget, NULL, on_agreed, question);
}

/* The button that it was opened by may be gone, since there is nothing left to be mended. */
static gboolean
on_renewed_idle (gpointer widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (root && gtk_widget_get_mapped (widget) && (!focus || !gtk_widget_get_mapped (focus) || focus == GTK_WIDGET (root)))
    gtk_widget_grab_focus (widget);
  return G_SOURCE_REMOVE;
}

static void
on_renewed (GtkWidget *widget)
{
  g_idle_add_full (G_PRIORITY_LOW, on_renewed_idle, g_object_ref (widget), g_object_unref);
}

void
so_account_jobs_renew (GtkWidget *widget, SoStudio *studio, const SoAccount *account)
{
  AdwDialog *dialog = so_account_dialog_new_renewal (studio, account);

  g_signal_connect_object (dialog, "closed", G_CALLBACK (on_renewed), widget, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}
