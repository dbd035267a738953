/* SPDX-License-Identifier: MIT */
#include "so-entry-said.h"

#include "so-json.h"
#include "so-window.h"

#include <glib/gi18n.h>

#define UNDO_SECONDS 8

struct _SoEntryNote {
  SoWindow *window;
  AdwPreferencesDialog *dialog;   /* or NULL */
};

char *
so_entry_said_words (const char *said, const char *answer)
{
  g_autoptr (JsonNode) node = answer && *answer == '{' ? so_json_parse (answer, -1, 0, NULL) : NULL;
  JsonObject *object = node ? so_json_root (node) : NULL;
  guint drafts = object ? (guint) so_json_int (object, "drafts") : 0, tasks = object ? (guint) so_json_int (object, "tasks") : 0;
  g_autoptr (GString) words = g_string_new (said);

  if (drafts)
    g_string_append_printf (words, ngettext (" · %u message to approve", " · %u messages to approve", drafts), drafts);
  if (tasks)
    g_string_append_printf (words, ngettext (" · %u task", " · %u tasks", tasks), tasks);
  return g_strdup (words->str);
}

SoEntryNote *
so_entry_note_new (GtkWidget *page)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (page, ADW_TYPE_PREFERENCES_DIALOG);
  SoEntryNote *note = g_new0 (SoEntryNote, 1);

  note->window = so_window_of (page);
  if (note->window)
    g_object_ref (note->window);
  note->dialog = dialog ? ADW_PREFERENCES_DIALOG (g_object_ref (dialog)) : NULL;
  return note;
}

void
so_entry_note_free (SoEntryNote *note)
{
  g_clear_object (&note->window);
  g_clear_object (&note->dialog);
  g_free (note);
}

/* What goes with the focus in it would leave it nowhere: no key would arrive, not even Escape. */
static void
on_dismissed (AdwPreferencesDialog *dialog)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (dialog));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL, *page = GTK_WIDGET (adw_preferences_dialog_get_visible_page (dialog));
  GType toast = g_type_from_name ("AdwToastWidget");

  if (page && gtk_widget_get_mapped (page) && (!focus || (toast && gtk_widget_get_ancestor (focus, toast))))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

void
so_entry_note_done (SoEntryNote *note, const char *said, const char *answer)
{
  g_autofree char *words = so_entry_said_words (said, answer);
  AdwToast *toast;

  if (!note->dialog || !gtk_widget_get_mapped (GTK_WIDGET (note->dialog)))
    {
      if (note->window)
        so_window_add_undo_toast (note->window, words);
      return;
    }
  toast = adw_toast_new (words);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_dismissed), note->dialog, G_CONNECT_SWAPPED);
  adw_preferences_dialog_add_toast (note->dialog, toast);
}
