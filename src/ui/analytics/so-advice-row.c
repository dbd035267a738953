/* SPDX-License-Identifier: MIT */
#include "so-advice-row.h"

#include "so-library-page.h"
#include "so-window.h"

#include <glib/gi18n.h>

/* Where each leads: a page, and what is started there. */
static const struct {
  const char *page, *action;
} ways[SO_N_ADVICE_ACTIONS] = {
  [SO_ADVICE_OPEN_KNOWLEDGE] = { "knowledge", NULL },
  [SO_ADVICE_OPEN_HOURS] = { NULL, "win.hours" },
  [SO_ADVICE_OPEN_REMINDERS] = { NULL, "win.follow-ups" },
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
  if (advice->action == SO_ADVICE_OPEN_KNOWLEDGE && so_window_get_page_widget (window, "knowledge"))
    so_library_page_begin_entry (SO_LIBRARY_PAGE (so_window_get_page_widget (window, "knowledge")), advice->target ? advice->target : "other");
}

static void
add_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style)
    {
      gtk_widget_add_css_class (label, style);
      gtk_widget_add_css_class (label, "dim-label");
    }
  gtk_box_append (GTK_BOX (box), label);
}

/* The button stands below: beside it a sentence would have no room in a narrow window. */
GtkWidget *
so_advice_row_new (const SoAdvice *advice)
{
  GtkWidget *row = adw_preferences_row_new (), *button = gtk_button_new_with_label (_(so_advice_action_label (advice->action))), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), advice->title);
  add_label (box, advice->title, NULL);
  if (advice->detail)
    add_label (box, advice->detail, "caption");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), (gpointer) advice);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_add_css_class (box, "so-tile");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, advice->title, -1);
  gtk_widget_set_name (row, so_advice_nick (advice->kind));
  return row;
}
