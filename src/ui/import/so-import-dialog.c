/* SPDX-License-Identifier: MIT */
#include "so-import-dialog.h"

#include "so-exchange.h"
#include "so-import-preview.h"
#include "so-import-result.h"

#include <glib/gi18n.h>

struct _SoImportDialog {
  AdwDialog parent_instance;

  AdwToastOverlay *toasts;
  AdwNavigationView *navigation;
  AdwEntryRow *path_row;
  AdwStatusPage *busy_status;
  GtkProgressBar *progress;
  GtkLabel *count;
  GtkWidget *cancel;
  AdwStatusPage *problem;
  SoImportPreview *preview;
  SoImportResult *result;

  SoStudio *studio;
  GCancellable *running;   /* of the import or preview at work; NULL when none is */
  gboolean applying;       /* it stores; else it is a preview */
  gboolean again;          /* the preview of the same file, with what was said of its columns */
  char *path;
};

G_DEFINE_FINAL_TYPE (SoImportDialog, so_import_dialog, ADW_TYPE_DIALOG)

/* One run; its progress may arrive after the dialog went away. */
typedef struct {
  GWeakRef dialog;
  GCancellable *cancellable;
} Run;

static void
run_free (Run *run)
{
  g_weak_ref_clear (&run->dialog);
  g_object_unref (run->cancellable);
  g_free (run);
}

static void
show_pages (SoImportDialog *self, const char *tag)
{
  const char *tags[] = { "choose", tag };

  adw_navigation_view_replace_with_tags (self->navigation, tags, 2);
}

static void
show_problem (SoImportDialog *self, const GError *error)
{
  g_autofree char *text = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->problem, text);
  show_pages (self, "problem");
}

static void
on_progress (guint64 done, guint64 total, guint64 messages, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (SoImportDialog) self = g_weak_ref_get (&run->dialog);
  g_autofree char *text = NULL;

  if (!self || self->running != run->cancellable)
    return;
  if (total > 0)
    gtk_progress_bar_set_fraction (self->progress, MIN (1.0, (double) done / total));
  else
    gtk_progress_bar_pulse (self->progress);
  text = g_strdup_printf (ngettext ("%'lu message", "%'lu messages", messages), (gulong) messages);
  gtk_label_set_label (self->count, text);
}

static void
finish_stopped (SoImportDialog *self)
{
  if (self->applying)
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Stopped. Import the same file again to go on.")));
  show_pages (self, "choose");
}

static void
on_run_finished (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (SoImportDialog) self = g_weak_ref_get (&run->dialog);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoExchangeReport) report = so_exchange_import_finish (SO_STUDIO (source), result, &error);
  gboolean current = self && self->running == run->cancellable;

  run_free (run);
  if (!current)
    return;
  g_clear_object (&self->running);
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  if (!report)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        finish_stopped (self);
      else
        show_problem (self, error);
      return;
    }
  if (self->applying)
    {
      so_import_result_take (self->result, g_steal_pointer (&report));
      show_pages (self, "result");
      return;
    }
  if (self->again)
    return so_import_preview_update (self->preview, report);
  so_import_preview_show (self->preview, self->path, report);
  show_pages (self, "preview");
}

/* Takes @what; an answer that is still on its way is not wanted any more. */
static void
begin_run (SoImportDialog *self, SoExchangeImport *what)
{
  Run *run = g_new0 (Run, 1);

  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  self->running = g_cancellable_new ();
  self->applying = !what->dry_run;
  g_weak_ref_init (&run->dialog, self);
  run->cancellable = g_object_ref (self->running);
  what->path = self->path;
  what->progress = on_progress;
  what->progress_data = run;
  so_exchange_import_async (self->studio, what, self->running, on_run_finished, run);
}

static void
show_busy (SoImportDialog *self, gboolean dry_run)
{
  adw_status_page_set_title (self->busy_status, dry_run ? _("Looking at the File") : _("Importing"));
  adw_status_page_set_description (self->busy_status, dry_run ? NULL : _("You can go on working when it is done. Nothing is sent."));
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_label_set_label (self->count, "");
  gtk_widget_set_sensitive (self->cancel, TRUE);
  adw_dialog_set_can_close (ADW_DIALOG (self), dry_run);
  show_pages (self, "busy");
  gtk_widget_grab_focus (self->cancel);
}

void
so_import_dialog_open_path (SoImportDialog *self, const char *path)
{
  g_return_if_fail (SO_IS_IMPORT_DIALOG (self) && path);

  if (self->running)
    return;
  g_set_str (&self->path, path);
  self->again = FALSE;
  show_busy (self, TRUE);
  begin_run (self, &(SoExchangeImport) { .dry_run = TRUE });
}

static void
open_file (SoImportDialog *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path)
    so_import_dialog_open_path (self, path);
  else
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("This file is not on this computer. Save it here first.")));
}

static void
on_file_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoImportDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file)
    open_file (self, file);
}

static void
on_folder_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoImportDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file)
    open_file (self, file);
}

static void
on_file_activated (SoImportDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Choose What to Import"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                        on_file_opened, g_object_ref (self));
}

static void
on_folder_activated (SoImportDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Choose a Folder to Import"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                                 on_folder_opened, g_object_ref (self));
}

static void
on_path_applied (SoImportDialog *self)
{
  g_autofree char *path = so_import_path_from_text (gtk_editable_get_text (GTK_EDITABLE (self->path_row)));

  if (path)
    so_import_dialog_open_path (self, path);
}

static gboolean
on_dropped (GtkDropTarget *target, const GValue *value, double x, double y, SoImportDialog *self)
{
  GSList *files = g_value_get_boxed (value);

  if (!files || self->running)
    return FALSE;
  if (files->next)
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("One at a time: the first file was taken.")));
  open_file (self, files->data);
  return TRUE;
}

static void
on_preview_accepted (SoImportDialog *self)
{
  g_autofree char *me = so_import_preview_dup_me (self->preview), *country = so_import_preview_dup_country (self->preview);
  g_auto (GStrv) map = so_import_preview_dup_map (self->preview);
  const char *names[] = { me, NULL };

  show_busy (self, FALSE);
  begin_run (self, &(SoExchangeImport) { .me = me ? names : NULL, .map = (const char *const *) map, .country = country });
}

static void
on_preview_changed (SoImportDialog *self)
{
  g_autofree char *country = so_import_preview_dup_country (self->preview);
  g_auto (GStrv) map = so_import_preview_dup_map (self->preview);

  self->again = TRUE;
  begin_run (self, &(SoExchangeImport) { .dry_run = TRUE, .map = (const char *const *) map, .country = country });
}

static void
on_cancel_clicked (SoImportDialog *self)
{
  if (!self->running)
    return;
  /* what is stored stays whole: the answer comes when the last step is finished */
  gtk_widget_set_sensitive (self->cancel, FALSE);
  g_cancellable_cancel (self->running);
}

static void
on_again_clicked (SoImportDialog *self)
{
  adw_navigation_view_pop_to_tag (self->navigation, "choose");
}

static void
on_done_clicked (SoImportDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->result), TRUE);
  if (so_exchange_undo_finish (SO_STUDIO (source), result, &error))
    so_import_result_set_undone (self->result);
  else
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (error->message));
}

static void
on_undo_wanted (SoImportDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->result), FALSE);
  so_exchange_undo_async (self->studio, so_import_result_get_batch (self->result), NULL, on_undone, g_object_ref (self));
}

static void
on_stop_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoImportDialog) self = user_data;

  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "stop"))
    on_cancel_clicked (self);
}

static void
so_import_dialog_close_attempt (AdwDialog *dialog)
{
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Stop the Import?"),
                                            _("What was imported so far stays. You can go on later with the same file.")));

  adw_alert_dialog_add_responses (alert, "continue", _("_Continue"), "stop", _("_Stop"), NULL);
  adw_alert_dialog_set_close_response (alert, "continue");
  adw_alert_dialog_set_default_response (alert, "continue");
  adw_alert_dialog_choose (alert, GTK_WIDGET (dialog), NULL, on_stop_answered, g_object_ref (dialog));
}

static void
so_import_dialog_dispose (GObject *object)
{
  SoImportDialog *self = SO_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_object (&self->studio);
  g_clear_pointer (&self->path, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_IMPORT_DIALOG);
  G_OBJECT_CLASS (so_import_dialog_parent_class)->dispose (object);
}

static void
so_import_dialog_class_init (SoImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_import_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->close_attempt = so_import_dialog_close_attempt;
  g_type_ensure (SO_TYPE_IMPORT_PREVIEW);
  g_type_ensure (SO_TYPE_IMPORT_RESULT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SoImportDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, SoImportDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, SoImportDialog, path_row);
  gtk_widget_class_bind_template_child (widget_class, SoImportDialog, busy_status);
  gtk_widget_class_bind_template_child (widget_class, SoImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, SoImportDialog, count);
  gtk_widget_class_bind_template_child (widget_class, SoImportDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, SoImportDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, SoImportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, SoImportDialog, result);
  gtk_widget_class_bind_template_callback (widget_class, on_file_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_folder_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_path_applied);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_again_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_preview_accepted);
  gtk_widget_class_bind_template_callback (widget_class, on_preview_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_undo_wanted);
  gtk_widget_class_bind_template_callback (widget_class, on_done_clicked);
}

static void
so_import_dialog_init (SoImportDialog *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (drop, "drop", G_CALLBACK (on_dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

AdwDialog *
so_import_dialog_new (SoStudio *studio)
{
  SoImportDialog *self = g_object_new (SO_TYPE_IMPORT_DIALOG, NULL);

  self->studio = g_object_ref (studio);
  return ADW_DIALOG (self);
}
