/* SPDX-License-Identifier: MIT */
#include "so-search-help.h"

#include <glib/gi18n.h>

typedef struct {
  const char *operator;   /* as it is typed: never translated */
  const char *hint;
} Hint;

static const Hint hints[] = {
  { "from:", N_("From a person, as from:priya") },
  { "in:", N_("On a channel, as in:whatsapp, or of a kind: in:people, in:notes, in:knowledge, in:messages") },
  { "tag:", N_("With a tag, as tag:trial") },
  { "after:", N_("From that day on, as after:2025-01-31") },
  { "before:", N_("Before that day, as before:2025-01-31") },
  { "is:", N_("In a conversation that is open, done, unread or starred, as is:unread") },
  { "stage:", N_("Of people in a stage, as stage:trial or stage:customer") },
  { "has:", N_("With a picture, voice note, video, file or link, as has:image") },
};

void
so_search_help_add (GtkEditable *entry, const char *word)
{
  g_autofree char *text = g_strchomp (g_strdup (gtk_editable_get_text (entry)));
  g_autofree char *longer = g_strconcat (text, *text ? " " : "", word, NULL);

  gtk_editable_set_text (entry, longer);
  gtk_widget_grab_focus (GTK_WIDGET (entry));
  gtk_editable_set_position (entry, -1);
}

static void
on_pill_clicked (GtkButton *button, GtkEditable *entry)
{
  so_search_help_add (entry, gtk_button_get_label (button));
}

static void
on_row_activated (AdwActionRow *row, GtkEditable *entry)
{
  so_search_help_add (entry, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
}

GtkWidget *
so_search_help_add_pill (AdwWrapBox *pills, const char *operator, const char *hint, GtkEditable *entry)
{
  GtkWidget *button = gtk_button_new_with_label (operator);

  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "caption");
  gtk_widget_add_css_class (button, "so-hint");
  gtk_widget_set_tooltip_text (button, hint);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_pill_clicked), entry, 0);
  adw_wrap_box_append (pills, button);
  return button;
}

static GtkWidget *
make_row (const Hint *hint, GtkEditable *entry)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), hint->operator);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(hint->hint));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated), entry, 0);
  return row;
}

void
so_search_help_fill (AdwWrapBox *pills, GtkListBox *list, GtkEditable *entry)
{
  g_return_if_fail (ADW_IS_WRAP_BOX (pills) && GTK_IS_LIST_BOX (list) && GTK_IS_EDITABLE (entry));

  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    {
      so_search_help_add_pill (pills, hints[i].operator, _(hints[i].hint), entry);
      gtk_list_box_append (list, make_row (&hints[i], entry));
    }
}
