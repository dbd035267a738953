/* SPDX-License-Identifier: MIT */
#include "so-chart-save.h"

#include "so-error.h"
#include "so-plot-file.h"
#include "so-window.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of the picture without its margin, px. */
#define WIDTH 800

typedef struct {
  GtkWidget *widget;
  SoChartData *series;
  SoPlotKind kind;
  SoChartFile file;
} Save;

static void
save_free (Save *save)
{
  g_object_unref (save->widget);
  so_chart_data_unref (save->series);
  g_free (save);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static const char *const endings[] = { "csv", "png", "svg" };

static double
measure_text (const char *text, gpointer layout)
{
  int width;

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static GBytes *
render (Save *save)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (save->widget, "0");
  g_autoptr (PangoFontDescription) description = pango_font_description_from_string ("Sans 8");
  SoPlotFont font = { measure_text, layout, 15 };
  g_autoptr (SoPlot) plot = NULL;
  char *text;

  pango_layout_set_font_description (layout, description);
  if (save->file == SO_CHART_CSV)
    text = so_plot_file_csv (save->series);
  else
    {
      plot = so_plot_new (save->kind, save->series, WIDTH, gtk_widget_get_direction (save->widget) == GTK_TEXT_DIR_RTL, &font);
      if (save->file == SO_CHART_PNG)
        return so_plot_file_png (plot, save->series, 2);
      text = so_plot_file_svg (plot, save->series, &font);
    }
  return g_bytes_new_take (text, strlen (text));
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Save) save = user_data;
  g_autoptr (GError) error = NULL, said = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source)), *message = g_strdup_printf (_("Saved in %s"), name);
  SoWindow *window = so_window_of (save->widget);

  if (!window)
    return;
  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      so_window_add_toast (window, message);
      so_window_announce (window, message);
      return;
    }
  so_fail (&said, SO_ERROR_CHANGE, _("%s could not be written; choose another place (%s)"), name, error->message);
  so_window_show_error (window, said);
}

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Save) save = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GBytes) bytes = file ? render (save) : NULL;

  if (bytes)
    g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, on_written, g_steal_pointer (&save));
}

void
so_chart_save (GtkWidget *widget, SoPlotKind kind, SoChartData *series, SoChartFile file)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = so_plot_file_name (series, endings[file]);
  Save *save = g_new0 (Save, 1);

  save->widget = g_object_ref (widget);
  save->series = so_chart_data_ref (series);
  save->kind = kind;
  save->file = file;
  gtk_file_dialog_set_title (dialog, file == SO_CHART_CSV ? _("Save the Numbers") : _("Save the Picture"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, on_file_chosen, save);
}
