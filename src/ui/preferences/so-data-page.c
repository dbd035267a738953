/* SPDX-License-Identifier: MIT */
#include "so-data-page.h"

#include "so-aside-group.h"
#include "so-care-verbs.h"
#include "so-exchange.h"
#include "so-facts.h"
#include "so-health-page.h"
#include "so-import-dialog.h"
#include "so-import-preview.h"
#include "so-kept-page.h"
#include "so-preferences-say.h"
#include "so-restore.h"
#include "so-show-folder.h"
#include "so-window.h"

#include <glib/gi18n.h>

struct _SoDataPage {
  AdwPreferencesPage parent_instance;

  AdwActionRow *folder;
  AdwActionRow *backup;
  AdwActionRow *restore;
  AdwActionRow *check;
  AdwActionRow *export;
  AdwActionRow *kept;
  AdwPreferencesGroup *imports;
  SoAsideGroup *aside;

  SoStudio *studio;
  GPtrArray *rows;          /* of imports, borrowed */
  char *target;             /* file or folder that is being written */
};

G_DEFINE_FINAL_TYPE (SoDataPage, so_data_page, ADW_TYPE_PREFERENCES_PAGE)

#define MAX_IMPORTS 50

static GtkWindow *
window_of (SoDataPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* The row itself says how its work goes: it is where the owner looks. */
static void
say (AdwActionRow *row, const char *text, gboolean busy)
{
  adw_action_row_set_subtitle (row, text);
  /* it keeps the focus: without one, Escape would go nowhere */
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), !busy);
  if (!busy)
    gtk_accessible_announce (GTK_ACCESSIBLE (row), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
say_end (AdwActionRow *row, const char *done, const GError *error)
{
  say (row, error ? error->message : done, FALSE);
}

static char *
dated_name (const char *format)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, format);
}

static void
on_show_folder (SoDataPage *self)
{
  so_show_folder (GTK_WIDGET (self), so_store_get_folder (so_studio_get_store (self->studio)));
}

static void
on_backed_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoDataPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  so_studio_backup_finish (SO_STUDIO (source), result, &error);
  text = g_strdup_printf (_("Backed up to %s"), self->target);
  if (self->studio)
    say_end (self->backup, text, error);
}

static void
on_backup_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoDataPage) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (!file || !self->studio || !g_file_peek_path (file))
    return;
  g_set_str (&self->target, g_file_peek_path (file));
  say (self->backup, _("Backing up…"), TRUE);
  so_studio_backup_async (self->studio, self->target, NULL, on_backed_up, g_object_ref (self));
}

static void
on_backup (SoDataPage *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = dated_name (_("Studio %Y-%m-%d.studio"));

  gtk_file_dialog_set_title (dialog, _("Back Up"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, window_of (self), NULL, on_backup_chosen, g_object_ref (self));
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoDataPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  so_studio_export_finish (SO_STUDIO (source), result, &error);
  text = g_strdup_printf (_("Exported to %s"), self->target);
  if (self->studio)
    say_end (self->export, text, error);
}

/* An export goes into a new folder of its own, never among other files. */
static void
on_export_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoDataPage) self = user_data;
  g_autoptr (GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *name = NULL;

  if (!folder || !self->studio || !g_file_peek_path (folder))
    return;
  name = dated_name (_("Studio OS export %Y-%m-%d %H-%M"));
  g_free (self->target);
  self->target = g_build_filename (g_file_peek_path (folder), name, NULL);
  say (self->export, _("Exporting…"), TRUE);
  so_studio_export_async (self->studio, self->target, NULL, on_exported, g_object_ref (self));
}

static void
on_export (SoDataPage *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Export Into"));
  gtk_file_dialog_select_folder (dialog, window_of (self), NULL, on_export_chosen, g_object_ref (self));
}

static void
show_problems (SoDataPage *self, GPtrArray *problems)
{
  g_autoptr (GString) text = g_string_new (NULL);
  AdwDialog *alert;

  for (guint i = 0; i < problems->len && i < 10; i++)
    g_string_append_printf (text, "%s%s", i ? "\n" : "", (char *) problems->pdata[i]);
  if (problems->len > 10)
    g_string_append (text, "\n…");
  alert = adw_alert_dialog_new (_("The Studio Has Damage"), text->str);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (alert), "close", _("_Close"));
  adw_dialog_present (alert, GTK_WIDGET (self));
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoDataPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoCareReport) report = so_studio_check_finish (SO_STUDIO (source), result, &error);
  g_autofree char *text = NULL;

  if (!self->studio)
    return;
  if (report && report->ok)
    text = g_strdup_printf (_("All is well: %'lu messages, %'lu people, %'lu files"), (gulong) report->messages,
                            (gulong) report->contacts, (gulong) report->files);
  else if (report)
    text = g_strdup_printf (ngettext ("%u problem was found: restore a backup", "%u problems were found: restore a backup",
                                      report->problems->len), report->problems->len);
  say_end (self->check, text, error);
  if (report && !report->ok && report->problems->len && gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_problems (self, report->problems);
}

static void
on_check (SoDataPage *self)
{
  say (self->check, _("Checking…"), TRUE);
  so_studio_check_async (self->studio, NULL, on_checked, g_object_ref (self));
}

static void
on_restore_agreed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoDataPage) self = user_data;
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "restore") && window)
    so_restore_start (window, self->target);
}

static void
on_restore_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoDataPage) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  AdwAlertDialog *alert;
  g_autofree char *name = NULL;

  if (!file || !self->studio || !g_file_peek_path (file))
    return;
  g_set_str (&self->target, g_file_peek_path (file));
  name = g_path_get_basename (self->target);
  alert = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Restore This Backup?"), NULL));
  adw_alert_dialog_format_body (alert, _("The studio becomes what it was in “%s”. What is here now is kept in a folder beside it."), name);
  adw_alert_dialog_add_responses (alert, "cancel", _("_Cancel"), "restore", _("_Restore"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "restore", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (alert, "cancel");
  adw_alert_dialog_choose (alert, GTK_WIDGET (self), NULL, on_restore_agreed, g_object_ref (self));
}

static void
on_restore (SoDataPage *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Restore a Backup"));
  gtk_file_dialog_open (dialog, window_of (self), NULL, on_restore_chosen, g_object_ref (self));
}

static void
on_kept (SoDataPage *self)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);

  if (dialog)
    adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (dialog), so_kept_page_new (self->studio));
}

static void
on_health (SoDataPage *self)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);

  if (dialog)
    adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (dialog), so_health_page_new (self->studio));
}

static void
show_kept (SoDataPage *self)
{
  g_autofree char *summary = so_kept_page_dup_summary (self->studio);

  adw_action_row_set_subtitle (self->kept, summary);
}

static void
on_import (SoDataPage *self)
{
  adw_dialog_present (so_import_dialog_new (self->studio), GTK_WIDGET (self));
}

static void refill_imports (SoDataPage *self);

static void
on_import_undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoDataPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!so_exchange_undo_finish (SO_STUDIO (source), result, &error))
    so_preferences_say (GTK_WIDGET (self), error->message);
  if (self->studio)
    refill_imports (self);
}

static void
on_undo_clicked (GtkButton *button, SoDataPage *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  so_exchange_undo_async (self->studio, gtk_widget_get_name (GTK_WIDGET (button)), NULL, on_import_undone, g_object_ref (self));
}

static char *
describe_import (const SoBatch *batch)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (batch->started_at / 1000);
  g_autofree char *when = time ? g_date_time_format (time, "%x %H:%M") : g_strdup ("");
  SoImportKind kind = SO_IMPORT_UNKNOWN;

  so_import_kind_parse (batch->kind, &kind);
  if (!g_strcmp0 (batch->state, "undone"))
    return g_strdup_printf (_("%s · %s · taken back"), so_import_kind_label (kind), when);
  if (!g_strcmp0 (batch->state, "cancelled") || !g_strcmp0 (batch->state, "running") || !g_strcmp0 (batch->state, "failed"))
    return g_strdup_printf (_("%s · %s · not finished: import the same file again to go on"), so_import_kind_label (kind), when);
  return g_strdup_printf (_("%s · %s · %'lu messages, %'lu people"), so_import_kind_label (kind), when,
                          (gulong) batch->messages, (gulong) batch->contacts);
}

static GtkWidget *
make_import_row (SoDataPage *self, const SoBatch *batch)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = g_filename_display_basename (batch->path ? batch->path : "");
  g_autofree char *subtitle = describe_import (batch);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (g_strcmp0 (batch->state, "undone"))
    {
      GtkWidget *undo = gtk_button_new_with_mnemonic (_("_Undo"));

      gtk_widget_set_valign (undo, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (undo, "flat");
      gtk_widget_set_name (undo, batch->id);
      g_signal_connect_object (undo, "clicked", G_CALLBACK (on_undo_clicked), self, 0);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), undo);
    }
  return row;
}

static void
add_import_row (SoDataPage *self, GtkWidget *row)
{
  adw_preferences_group_add (self->imports, row);
  g_ptr_array_add (self->rows, row);
}

static void
refill_imports (SoDataPage *self)
{
  g_autoptr (GPtrArray) batches = so_studio_list_imports (self->studio, NULL);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->imports, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; batches && i < batches->len && i < MAX_IMPORTS; i++)
    add_import_row (self, make_import_row (self, batches->pdata[i]));
  if (self->rows->len == 0)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Nothing was imported yet"));
      gtk_widget_add_css_class (row, "dim-label");
      add_import_row (self, row);
    }
}

static void
on_store_changed (SoDataPage *self, guint changes)
{
  if (changes & (SO_CHANGED_MESSAGES | SO_CHANGED_CONTACTS) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    refill_imports (self);
  if (changes & SO_CHANGED_SETTINGS)
    show_kept (self);
  if (changes & SO_CHANGED_SHARING && gtk_widget_get_mapped (GTK_WIDGET (self)))
    so_aside_group_show (self->aside, self->studio);
}

static void
so_data_page_map (GtkWidget *widget)
{
  refill_imports (SO_DATA_PAGE (widget));
  so_aside_group_show (SO_DATA_PAGE (widget)->aside, SO_DATA_PAGE (widget)->studio);
  GTK_WIDGET_CLASS (so_data_page_parent_class)->map (widget);
}

static void
so_data_page_dispose (GObject *object)
{
  SoDataPage *self = SO_DATA_PAGE (object);

  g_clear_object (&self->studio);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->target, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_DATA_PAGE);
  G_OBJECT_CLASS (so_data_page_parent_class)->dispose (object);
}

static void
so_data_page_class_init (SoDataPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_data_page_dispose;
  widget_class->map = so_data_page_map;
  g_type_ensure (SO_TYPE_ASIDE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-data-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SoDataPage, folder);
  gtk_widget_class_bind_template_child (widget_class, SoDataPage, backup);
  gtk_widget_class_bind_template_child (widget_class, SoDataPage, restore);
  gtk_widget_class_bind_template_child (widget_class, SoDataPage, check);
  gtk_widget_class_bind_template_child (widget_class, SoDataPage, export);
  gtk_widget_class_bind_template_child (widget_class, SoDataPage, kept);
  gtk_widget_class_bind_template_child (widget_class, SoDataPage, imports);
  gtk_widget_class_bind_template_child (widget_class, SoDataPage, aside);
  gtk_widget_class_bind_template_callback (widget_class, on_show_folder);
  gtk_widget_class_bind_template_callback (widget_class, on_backup);
  gtk_widget_class_bind_template_callback (widget_class, on_restore);
  gtk_widget_class_bind_template_callback (widget_class, on_check);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
  gtk_widget_class_bind_template_callback (widget_class, on_health);
  gtk_widget_class_bind_template_callback (widget_class, on_kept);
  gtk_widget_class_bind_template_callback (widget_class, on_import);
}

static void
so_data_page_init (SoDataPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  /* results are sentences with paths in them, never markup */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->backup), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->restore), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->check), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->export), FALSE);
}

GtkWidget *
so_data_page_new (SoStudio *studio)
{
  SoDataPage *self = g_object_new (SO_TYPE_DATA_PAGE, NULL);
  SoStore *store = so_studio_get_store (studio);

  self->studio = g_object_ref (studio);
  adw_action_row_set_subtitle (self->folder, so_store_get_folder (store));
  show_kept (self);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
