/* SPDX-License-Identifier: MIT */
#include "so-dialogs.h"

#include "so-import-dialog.h"
#include "so-palette.h"
#include "so-preferences-dialog.h"
#include "so-shortcuts-dialog.h"
#include "so-window.h"

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

static void
on_palette (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (so_window_get_studio (SO_WINDOW (widget)))
    adw_dialog_present (so_palette_new (SO_WINDOW (widget)), widget);
}

static void
on_shortcuts (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_dialog_present (so_shortcuts_dialog_new (), widget);
}

void
so_dialogs_install_actions (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.import", NULL, on_import);
  gtk_widget_class_install_action (window_class, "win.palette", NULL, on_palette);
  gtk_widget_class_install_action (window_class, "win.preferences", NULL, on_preferences);
  gtk_widget_class_install_action (window_class, "win.shortcuts", NULL, on_shortcuts);
}
