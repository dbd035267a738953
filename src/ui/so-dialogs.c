/* SPDX-License-Identifier: MIT */
#include "so-dialogs.h"

#include "so-attention.h"
#include "so-changes-dialog.h"
#include "so-facts.h"
#include "so-health-page.h"
#include "so-help-dialog.h"
#include "so-import-dialog.h"
#include "so-key-card.h"
#include "so-new-message.h"
#include "so-palette.h"
#include "so-preferences-dialog.h"
#include "so-schedule-setup.h"
#include "so-setup-dialog.h"
#include "so-shortcuts-dialog.h"
#include "so-studios-dialog.h"
#include "so-tell.h"
#include "so-verb.h"
#include "so-window.h"

#include "so-config.h"

#include <glib/gi18n.h>

/* What needs a studio does nothing on the welcome page. */
static void
present (GtkWidget *widget, AdwDialog *(*make) (SoStudio *studio))
{
  SoStudio *studio = so_window_get_studio (SO_WINDOW (widget));

  if (studio)
    adw_dialog_present (make (studio), widget);
}

static void
on_import (GtkWidget *widget, const char *action, GVariant *parameter)
{
  present (widget, so_import_dialog_new);
}

static void
on_preferences (GtkWidget *widget, const char *action, GVariant *parameter)
{
  present (widget, so_preferences_dialog_new);
}

/* At the account that needs her most, or where all are. */
static void
on_accounts (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoStudio *studio = so_window_get_studio (SO_WINDOW (widget));
  g_autofree char *id = studio ? so_attention_pick (studio, NULL) : NULL;
  AdwDialog *dialog;

  if (!studio)
    return;
  dialog = so_preferences_dialog_new (studio);
  adw_dialog_present (dialog, widget);
  so_preferences_dialog_show_accounts (SO_PREFERENCES_DIALOG (dialog), id);
}

static void
on_part (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoStudio *studio = so_window_get_studio (SO_WINDOW (widget));
  AdwDialog *dialog;

  if (!studio)
    return;
  dialog = so_preferences_dialog_new (studio);
  adw_dialog_present (dialog, widget);
  so_preferences_dialog_show_part (SO_PREFERENCES_DIALOG (dialog), g_str_equal (action, "win.hours") ? SO_PREFERENCES_HOURS : SO_PREFERENCES_FOLLOW_UPS);
}

static void
on_health (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoStudio *studio = so_window_get_studio (SO_WINDOW (widget));
  AdwDialog *dialog;

  if (!studio)
    return;
  dialog = so_preferences_dialog_new (studio);
  adw_dialog_present (dialog, widget);
  adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (dialog), so_health_page_new (studio));
}

static void
on_changes (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (so_window_get_studio (SO_WINDOW (widget)))
    adw_dialog_present (so_changes_dialog_new (SO_WINDOW (widget)), widget);
}

static void
on_palette (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (so_window_get_studio (SO_WINDOW (widget)))
    adw_dialog_present (so_palette_new (SO_WINDOW (widget)), widget);
}

static void
on_new_message (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (so_window_get_studio (SO_WINDOW (widget)))
    adw_dialog_present (so_new_message_new (SO_WINDOW (widget)), widget);
}

/* At what is in front of her. */
static void
on_help (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_dialog_present (so_help_dialog_new (so_window_get_page (SO_WINDOW (widget))), widget);
}

static void
on_key_card (GtkWidget *widget, const char *action, GVariant *parameter)
{
  so_key_card_print (SO_WINDOW (widget));
}

static void
on_studios (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_dialog_present (so_studios_dialog_new (SO_WINDOW (widget)), widget);
}

static void
on_about (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AdwDialog *dialog = adw_about_dialog_new ();

  g_object_set (dialog,
                "application-name", _("Studio OS"),
                "application-icon", APP_ID,
                "version", APP_VERSION,
                "comments", _("Answer every customer of your studio from one place, on your own computer."),
                "license-type", GTK_LICENSE_MIT_X11,
                NULL);
  adw_dialog_present (dialog, widget);
}

/* Also afterwards: what was left out, and the ten questions. */
static void
on_setup (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoWindow *window = SO_WINDOW (widget);

  if (so_window_get_studio (window))
    adw_dialog_present (so_setup_dialog_new (window, so_window_get_studio (window)), widget);
}

static void
on_shortcuts (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_dialog_present (so_shortcuts_dialog_new (), widget);
}

static void
on_pause_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);
  g_autofree char *paused = so_studio_dup_setting (SO_STUDIO (source), "standing.paused");
  const char *words = !g_strcmp0 (paused, "1") ? _("Nothing goes out by itself now") : _("Automatic answers go on");

  if (error)
    return so_window_show_error (window, error);
  so_window_add_toast (window, words);
}

/* One key for both: who presses it twice has what there was. */
static void
on_pause (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoStudio *studio = so_window_get_studio (SO_WINDOW (widget));
  g_autofree char *paused = studio ? so_studio_dup_setting (studio, "standing.paused") : NULL;

  if (studio)
    so_studio_do_async (studio, !g_strcmp0 (paused, "1") ? SO_VERB_RESUME : SO_VERB_PAUSE, "standing", NULL, NULL, on_pause_done, g_object_ref (widget));
}

static void
on_disturb_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);
  g_autofree char *off = so_studio_dup_setting (SO_STUDIO (source), SO_SETTING_TELL_OFF);

  if (error)
    return so_window_show_error (window, error);
  so_window_add_toast (window, !g_strcmp0 (off, "1") ? _("Only what is urgent is told now") : _("You are told of everything again"));
}

static void
on_disturb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoStudio *studio = so_window_get_studio (SO_WINDOW (widget));
  g_autofree char *off = studio ? so_studio_dup_setting (studio, SO_SETTING_TELL_OFF) : NULL;

  if (studio)
    so_studio_do_async (studio, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_OFF, !g_strcmp0 (off, "1") ? "0" : "1", NULL, on_disturb_done, g_object_ref (widget));
}

void
so_dialogs_install_actions (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "assistant.pause", NULL, on_pause);
  gtk_widget_class_install_action (window_class, "win.about", NULL, on_about);
  gtk_widget_class_install_action (window_class, "win.accounts", NULL, on_accounts);
  gtk_widget_class_install_action (window_class, "win.changes", NULL, on_changes);
  gtk_widget_class_install_action (window_class, "win.disturb", NULL, on_disturb);
  gtk_widget_class_install_action (window_class, "win.health", NULL, on_health);
  gtk_widget_class_install_action (window_class, "win.hours", NULL, on_part);
  gtk_widget_class_install_action (window_class, "win.follow-ups", NULL, on_part);
  gtk_widget_class_install_action (window_class, "win.help", NULL, on_help);
  gtk_widget_class_install_action (window_class, "win.key-card", NULL, on_key_card);
  gtk_widget_class_install_action (window_class, "win.import", NULL, on_import);
  gtk_widget_class_install_action (window_class, "win.new-message", NULL, on_new_message);
  gtk_widget_class_install_action (window_class, "win.palette", NULL, on_palette);
  gtk_widget_class_install_action (window_class, "win.preferences", NULL, on_preferences);
  gtk_widget_class_install_action (window_class, "win.setup", NULL, on_setup);
  gtk_widget_class_install_action (window_class, "win.studios", NULL, on_studios);
  gtk_widget_class_install_action (window_class, "win.shortcuts", NULL, on_shortcuts);
  so_schedule_setup_install_actions (window_class);
}
