/* SPDX-License-Identifier: MIT */
#include "so-import-result.h"

#include "so-import-preview.h"

#include <glib/gi18n.h>

struct _SoImportResult {
  AdwNavigationPage parent_instance;

  GtkImage *image;
  GtkLabel *heading, *words;
  GtkWidget *counts;
  AdwActionRow *messages;
  AdwActionRow *people;
  AdwActionRow *media;
  AdwActionRow *known;
  GtkWidget *skipped_group;
  AdwExpanderRow *skipped;
  GtkWidget *done;
  GtkWidget *undo;

  SoExchangeReport *report;
  GPtrArray *skipped_rows;   /* borrowed */
};

G_DEFINE_FINAL_TYPE (SoImportResult, so_import_result, ADW_TYPE_NAVIGATION_PAGE)

enum { UNDO, AGAIN, CLOSE, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
show_count (AdwActionRow *row, guint64 n)
{
  g_autofree char *text = g_strdup_printf ("%'" G_GUINT64_FORMAT, n);

  adw_action_row_set_subtitle (row, text);
  gtk_widget_set_visible (GTK_WIDGET (row), n > 0);
}

void
so_import_result_take (SoImportResult *self, SoExchangeReport *report)
{
  const SoBatch *batch;
  gboolean new_things;

  g_return_if_fail (SO_IS_IMPORT_RESULT (self) && report);

  g_clear_pointer (&self->report, so_exchange_report_free);
  self->report = report;
  batch = report->batch;
  new_things = batch->messages || batch->contacts || batch->media;
  gtk_image_set_from_icon_name (self->image, "object-select-symbolic");
  gtk_label_set_label (self->heading, new_things ? _("Import complete") : _("Nothing new"));
  gtk_label_set_label (self->words, new_things
                       ? _("It is in your inbox and in the search. Nothing was sent and nobody was notified.")
                       : _("Everything in this file was here already. Nothing was changed."));
  show_count (self->messages, batch->messages);
  show_count (self->people, batch->contacts);
  show_count (self->media, batch->media);
  show_count (self->known, batch->known);
  gtk_widget_set_visible (self->counts, new_things || batch->known);
  so_import_list_skipped (self->skipped, self->skipped_rows, report);
  gtk_widget_set_visible (self->skipped_group, self->skipped_rows->len > 0);
  gtk_widget_set_visible (self->undo, new_things && batch->id);
}

void
so_import_result_set_undone (SoImportResult *self)
{
  g_return_if_fail (SO_IS_IMPORT_RESULT (self));

  gtk_image_set_from_icon_name (self->image, "edit-undo-symbolic");
  gtk_label_set_label (self->heading, _("Import taken back"));
  gtk_label_set_label (self->words, _("What only this import brought is gone from every list."));
  gtk_widget_set_visible (self->counts, FALSE);
  gtk_widget_set_visible (self->skipped_group, FALSE);
  gtk_widget_set_visible (self->undo, FALSE);
  gtk_widget_grab_focus (self->done);
}

const char *
so_import_result_get_batch (SoImportResult *self)
{
  g_return_val_if_fail (SO_IS_IMPORT_RESULT (self), NULL);

  return self->report ? self->report->batch->id : NULL;
}

char *
so_import_skipped_text (GPtrArray *skipped)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; skipped && i + 1 < skipped->len; i += 2)
    g_string_append_printf (text, "%s\t%s\n", (char *) skipped->pdata[i], (char *) skipped->pdata[i + 1]);
  return g_string_free_and_steal (text);
}

static void
on_text_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoImportResult) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    adw_expander_row_set_subtitle (self->skipped, error->message);
  else
    adw_expander_row_set_subtitle (self->skipped, _("The list was saved"));
}

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoImportResult) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  if (!file || !self->report)
    return;
  text = so_import_skipped_text (self->report->skipped);
  bytes = g_bytes_new_take (text, strlen (text));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                       on_text_written, g_steal_pointer (&self));
}

static void
on_save_clicked (SoImportResult *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Save What Was Left Out"));
  gtk_file_dialog_set_initial_name (dialog, _("Left out.txt"));
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                        on_file_chosen, g_object_ref (self));
}

static void
on_undo_clicked (SoImportResult *self)
{
  g_signal_emit (self, signals[UNDO], 0);
}

static void
on_more_clicked (SoImportResult *self)
{
  g_signal_emit (self, signals[AGAIN], 0);
}

static void
on_close_clicked (SoImportResult *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

static void
so_import_result_shown (AdwNavigationPage *page)
{
  gtk_widget_grab_focus (SO_IMPORT_RESULT (page)->done);
}

static void
so_import_result_dispose (GObject *object)
{
  SoImportResult *self = SO_IMPORT_RESULT (object);

  g_clear_pointer (&self->report, so_exchange_report_free);
  g_clear_pointer (&self->skipped_rows, g_ptr_array_unref);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_IMPORT_RESULT);
  G_OBJECT_CLASS (so_import_result_parent_class)->dispose (object);
}

static void
so_import_result_class_init (SoImportResultClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const char *names[N_SIGNALS] = { "undo", "again", "close" };

  G_OBJECT_CLASS (klass)->dispose = so_import_result_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = so_import_result_shown;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-import-result.ui");
  gtk_widget_class_bind_template_child (widget_class, SoImportResult, image);
  gtk_widget_class_bind_template_child (widget_class, SoImportResult, heading);
  gtk_widget_class_bind_template_child (widget_class, SoImportResult, words);
  gtk_widget_class_bind_template_child (widget_class, SoImportResult, counts);
  gtk_widget_class_bind_template_child (widget_class, SoImportResult, messages);
  gtk_widget_class_bind_template_child (widget_class, SoImportResult, people);
  gtk_widget_class_bind_template_child (widget_class, SoImportResult, media);
  gtk_widget_class_bind_template_child (widget_class, SoImportResult, known);
  gtk_widget_class_bind_template_child (widget_class, SoImportResult, skipped_group);
  gtk_widget_class_bind_template_child (widget_class, SoImportResult, skipped);
  gtk_widget_class_bind_template_child (widget_class, SoImportResult, done);
  gtk_widget_class_bind_template_child (widget_class, SoImportResult, undo);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_undo_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_more_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
}

static void
so_import_result_init (SoImportResult *self)
{
  self->skipped_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
