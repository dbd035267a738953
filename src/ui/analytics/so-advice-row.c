/* SPDX-License-Identifier: MIT */
#include "so-advice-row.h"

#include "so-window.h"

#include <glib/gi18n.h>

/* Where each leads: a page, and what is started there. */
static const struct {
  const char *page, *action;
} ways[SO_N_ADVICE_ACTIONS] = {
  [SO_ADVICE_OPEN_KNOWLEDGE] = { "knowledge", "knowledge.add" },
  [SO_ADVICE_OPEN_HOURS] = { NULL, "win.preferences" },
  [SO_ADVICE_OPEN_REMINDERS] = { NULL, "win.preferences" },
  [SO_ADVICE_OPEN_LEADS] = { "leads", NULL },
  [SO_ADVICE_OPEN_SCHEDULE] = { "schedule", NULL },
  [SO_ADVICE_OPEN_CONTACTS] = { "contacts", NULL },
};

static void
on_clicked (GtkWidget *button, const SoAdvice *advice)
{
  SoWindow *window = so_window_of (button);

  if (!window)
    return;
  if (advice->action == SO_ADVICE_OPEN_THREAD)
    {
      if (advice->target)
        so_window_open_thread (window, advice->target, NULL);
      return;
    }
  if (advice->action == SO_ADVICE_OPEN_CALLS_MISSED || advice->action == SO_ADVICE_OPEN_CALLS_AFTER_HOURS)
    so_window_show_calls (window, advice->action == SO_ADVICE_OPEN_CALLS_MISSED ? SO_CALLS_MISSED : SO_CALLS_AFTER_HOURS);
  if (ways[advice->action].page)
    so_window_show_page (window, ways[advice->action].page);
  if (ways[advice->action].action)
    so_window_activate (window, ways[advice->action].action);
}

GtkWidget *
so_advice_row_new (const SoAdvice *advice)
{
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new_with_label (_(so_advice_action_label (advice->action)));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), advice->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), advice->detail ? advice->detail : "");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), (gpointer) advice);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  gtk_widget_set_name (row, so_advice_nick (advice->kind));
  return row;
}
