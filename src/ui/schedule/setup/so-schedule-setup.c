/* SPDX-License-Identifier: MIT */
#include "so-schedule-setup.h"

#include "so-entry-list.h"
#include "so-narrow.h"
#include "so-session-dialog.h"
#include "so-studio-kind.h"

#include <glib/gi18n.h>

#define HEIGHT 700

static const struct {
  const char *name, *title, *icon;
  const char *word;            /* of the studio's kind, instead of the title; or NULL */
} parts[SO_N_SETUP_PARTS] = {
  { "classes", N_("Classes"), "view-list-bullet-symbolic", "sessions-title" },
  { "rooms", N_("Rooms"), "go-home-symbolic" },
  { "teachers", N_("Teachers"), "system-users-symbolic", "staff-title" },
  { "terms", N_("Terms"), "x-office-calendar-symbolic" },
  { "closures", N_("Closures"), "changes-prevent-symbolic" },
};

static void
add_page (AdwPreferencesDialog *dialog, SoStudio *studio, SoScheduleSetupPart part)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  g_autofree char *word = parts[part].word ? so_studio_dup_word (studio, parts[part].word) : NULL;

  adw_preferences_page_set_name (page, parts[part].name);
  adw_preferences_page_set_title (page, word ? word : _(parts[part].title));
  adw_preferences_page_set_icon_name (page, parts[part].icon);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (so_entry_list_new (studio, part)));
  adw_preferences_dialog_add (dialog, page);
}

void
so_schedule_setup_present (SoWindow *window, SoScheduleSetupPart part)
{
  SoStudio *studio;
  AdwPreferencesDialog *dialog;

  g_return_if_fail (SO_IS_WINDOW (window) && part < SO_N_SETUP_PARTS);

  studio = so_window_get_studio (window);
  if (!studio)
    return;
  dialog = ADW_PREFERENCES_DIALOG (adw_preferences_dialog_new ());
  adw_dialog_set_content_height (ADW_DIALOG (dialog), HEIGHT);
  adw_dialog_set_title (ADW_DIALOG (dialog), _("What the Week Needs"));
  for (SoScheduleSetupPart i = 0; i < SO_N_SETUP_PARTS; i++)
    add_page (dialog, studio, i);
  adw_preferences_dialog_set_visible_page_name (dialog, parts[part].name);
  so_narrow_allow (dialog);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (window));
}

static void
on_part (GtkWidget *widget, const char *action, GVariant *parameter)
{
  for (SoScheduleSetupPart i = 0; i < SO_N_SETUP_PARTS; i++)
    if (g_str_has_suffix (action, parts[i].name))
      so_schedule_setup_present (SO_WINDOW (widget), i);
}

static void
on_new_series (GtkWidget *widget, const char *action, GVariant *parameter)
{
  so_series_dialog_present (SO_WINDOW (widget), NULL, NULL);
}

void
so_schedule_setup_install_actions (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.classes", NULL, on_part);
  gtk_widget_class_install_action (window_class, "win.rooms", NULL, on_part);
  gtk_widget_class_install_action (window_class, "win.teachers", NULL, on_part);
  gtk_widget_class_install_action (window_class, "win.terms", NULL, on_part);
  gtk_widget_class_install_action (window_class, "win.closures", NULL, on_part);
  gtk_widget_class_install_action (window_class, "win.new-series", NULL, on_new_series);
}
