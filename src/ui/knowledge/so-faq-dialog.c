/* SPDX-License-Identifier: MIT */
#include "so-faq-dialog.h"

#include "so-about.h"
#include "so-answers-page.h"
#include "so-list-verbs.h"
#include "so-preference-group.h"
#include "so-preferences-say.h"

#include <glib/gi18n.h>
#include <string.h>

#define SHOWN 20
#define PAUSE_MS 400

typedef struct {
  AdwDialog *dialog;         /* owns this */
  GtkWidget *page, *import, *file, *address, *spinner;
  GCancellable *cancellable; /* of the page that is being fetched */
  AdwPreferencesGroup *found;
  GtkTextView *text;
  GPtrArray *rows;           /* borrowed: of what was found */
  GPtrArray *entries;        /* SoKnowledge */
  SoStudio *studio;
  guint pause;
  gboolean busy;             /* a file or a page is read */
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  g_clear_handle_id (&form->pause, g_source_remove);
  g_cancellable_cancel (form->cancellable);
  g_object_unref (form->cancellable);
  g_object_unref (form->studio);
  g_ptr_array_unref (form->rows);
  g_ptr_array_unref (form->entries);
  g_free (form);
}

/* What was found ---------------------------------------------------------------------------------- */

static void
add_row (Form *form, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  adw_preferences_group_add (form->found, row);
  g_ptr_array_add (form->rows, row);
}

static void
clear_rows (Form *form)
{
  for (guint i = 0; i < form->rows->len; i++)
    adw_preferences_group_remove (form->found, form->rows->pdata[i]);
  g_ptr_array_set_size (form->rows, 0);
}

/* In whole sentences, which a note would cut off. */
static void
show_failure (Form *form, const char *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  clear_rows (form);
  /* Those before may be on their way into the knowledge, on another thread. */
  g_ptr_array_unref (form->entries);
  form->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) so_knowledge_free);
  adw_preferences_group_set_title (form->found, _("Nothing Found"));
  adw_preferences_group_set_description (form->found, escaped);
  gtk_widget_set_visible (GTK_WIDGET (form->found), TRUE);
  gtk_widget_set_sensitive (form->import, FALSE);
  gtk_accessible_announce (GTK_ACCESSIBLE (form->dialog), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Takes @entries. */
static void
show (Form *form, GPtrArray *entries)
{
  guint fresh = so_studio_count_new_answers (form->studio, entries), n = entries->len;
  g_autofree char *title = g_strdup_printf (ngettext ("%u Answer Found", "%u Answers Found", n), n);
  g_autofree char *known = n > fresh ? g_strdup_printf (ngettext ("%u is there already and stays as it is.", "%u are there already and stay as they are.", n - fresh), n - fresh) : NULL;

  g_ptr_array_unref (form->entries);
  form->entries = entries;
  clear_rows (form);
  adw_preferences_group_set_title (form->found, title);
  adw_preferences_group_set_description (form->found, known);
  gtk_widget_set_visible (GTK_WIDGET (form->found), n > 0);
  for (guint i = 0; i < MIN (n, SHOWN); i++)
    add_row (form, ((SoKnowledge *) entries->pdata[i])->question, ((SoKnowledge *) entries->pdata[i])->answer);
  if (n > SHOWN)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("…and %u more", "…and %u more", n - SHOWN), n - SHOWN);

      add_row (form, more, NULL);
    }
  gtk_widget_set_sensitive (form->import, fresh > 0);
  gtk_accessible_announce (GTK_ACCESSIBLE (form->dialog), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static gboolean
on_pause_over (gpointer data)
{
  Form *form = data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (form->text);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  form->pause = 0;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  show (form, so_about_read_answers (NULL, text, strlen (text)));
  return G_SOURCE_REMOVE;
}

static void
on_text_changed (Form *form)
{
  g_clear_handle_id (&form->pause, g_source_remove);
  form->pause = g_timeout_add (PAUSE_MS, on_pause_over, form);
}

/* From a file or a page --------------------------------------------------------------------------- */

/* One at a time. The rows stay sensitive: who typed an address has the focus in it. */
static void
set_busy (Form *form, gboolean busy)
{
  form->busy = busy;
  gtk_widget_set_visible (form->spinner, busy);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  Form *form = g_object_get_data (G_OBJECT (dialog), "so-form");
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = so_about_load_answers_finish (result, &error);

  set_busy (form, FALSE);
  if (!entries && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!entries)
    return show_failure (form, error->message);
  show (form, entries);
  gtk_widget_grab_focus (form->import);
}

static void
load (Form *form, const char *where)
{
  if (form->busy)
    return;
  set_busy (form, TRUE);
  so_about_load_answers_async (where, form->cancellable, on_loaded, g_object_ref (form->dialog));
}

/* "salsa.example/faq" is one, too. */
static void
on_address (Form *form)
{
  g_autofree char *address = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (form->address)))), *whole = NULL;

  if (!*address || form->busy)
    return;
  whole = strstr (address, "://") ? g_strdup (address) : g_strconcat ("https://", address, NULL);
  if (so_answers_is_page (whole))
    load (form, whole);
  else
    show_failure (form, _("The address of a web page begins with https://"));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path)
    load ((Form *) g_object_get_data (G_OBJECT (dialog), "so-form"), path);
}

static void
on_file (Form *form)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (form->dialog));

  gtk_file_dialog_set_title (dialog, _("Choose a List of Questions"));
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, on_opened, g_object_ref (form->dialog));
}

/* Into the knowledge ------------------------------------------------------------------------------- */

static char *
import_job (SoStudio *studio, gpointer entries, GError **error)
{
  guint added = 0;

  return so_studio_add_answers (studio, entries, &added, error) ? g_strdup_printf ("%u", added) : NULL;
}

static void
on_imported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  Form *form = g_object_get_data (G_OBJECT (dialog), "so-form");
  g_autoptr (GError) error = NULL;
  g_autofree char *added = so_studio_job_finish (SO_STUDIO (source), result, &error);

  gtk_widget_set_sensitive (form->import, TRUE);
  if (error)
    so_preferences_say (form->page, error->message);
  else
    adw_dialog_close (dialog);
}

static void
on_import (Form *form)
{
  gtk_widget_set_sensitive (form->import, FALSE);
  so_studio_job_async (form->studio, import_job, g_ptr_array_ref (form->entries), (GDestroyNotify) g_ptr_array_unref, NULL, on_imported, g_object_ref (form->dialog));
}

/* Making ------------------------------------------------------------------------------------------ */

static GtkWidget *
make_text (Form *form)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 9);
  gtk_widget_add_css_class (view, "inline");
  gtk_widget_add_css_class (view, "so-notes");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Questions and Answers"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 120);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_add_css_class (scroller, "card");
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed", G_CALLBACK (on_text_changed), form);
  form->text = GTK_TEXT_VIEW (view);
  return scroller;
}

static void
make_page (Form *form)
{
  AdwPreferencesGroup *group;

  form->page = adw_preferences_page_new ();
  group = so_preference_group_add (form->page, NULL, _("A question, and its answer below it: in a document (.docx), as Markdown, as text with “Q:” and “A:”, or as a table with a column for each."));
  form->file = adw_button_row_new ();
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (form->file), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->file), _("Choose a _File…"));
  adw_button_row_set_start_icon_name (ADW_BUTTON_ROW (form->file), "document-open-symbolic");
  g_signal_connect_swapped (form->file, "activated", G_CALLBACK (on_file), form);
  adw_preferences_group_add (group, form->file);
  form->address = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->address), _("Address of a Web Page"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (form->address), TRUE);
  gtk_text_set_input_purpose (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (form->address))), GTK_INPUT_PURPOSE_URL);
  g_signal_connect_swapped (form->address, "apply", G_CALLBACK (on_address), form);
  form->spinner = adw_spinner_new ();
  gtk_widget_set_visible (form->spinner, FALSE);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (form->address), form->spinner);
  adw_preferences_group_add (group, form->address);
  group = so_preference_group_add (form->page, _("Or Paste It Here"), NULL);
  adw_preferences_group_add (group, make_text (form));
  form->found = so_preference_group_add (form->page, "", NULL);
  gtk_widget_set_visible (GTK_WIDGET (form->found), FALSE);
}

AdwDialog *
so_faq_dialog_new (SoStudio *studio)
{
  GtkWidget *view = adw_toolbar_view_new (), *header = adw_header_bar_new (), *toasts = adw_toast_overlay_new ();
  Form *form = g_new0 (Form, 1);

  form->dialog = adw_dialog_new ();
  form->studio = g_object_ref (studio);
  form->cancellable = g_cancellable_new ();
  g_signal_connect_object (form->dialog, "closed", G_CALLBACK (g_cancellable_cancel), form->cancellable, G_CONNECT_SWAPPED);
  form->rows = g_ptr_array_new ();
  form->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) so_knowledge_free);
  g_object_set_data_full (G_OBJECT (form->dialog), "so-form", form, form_free);
  form->import = gtk_button_new_with_mnemonic (_("_Add"));
  gtk_widget_add_css_class (form->import, "suggested-action");
  gtk_widget_set_sensitive (form->import, FALSE);
  g_signal_connect_swapped (form->import, "clicked", G_CALLBACK (on_import), form);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), form->import);
  make_page (form);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), form->page);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), view);
  adw_dialog_set_title (form->dialog, _("Bring Questions and Answers"));
  adw_dialog_set_content_width (form->dialog, 500);
  adw_dialog_set_content_height (form->dialog, 620);
  adw_dialog_set_child (form->dialog, toasts);
  adw_dialog_set_focus (form->dialog, form->file);
  return form->dialog;
}
