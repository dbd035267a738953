/* SPDX-License-Identifier: MIT */
#include "so-chart.h"

#include "so-chart-draw.h"

#include <glib/gi18n.h>

#define NARROWEST 200
#define NATURAL 480

struct _SoChart {
  GtkWidget parent_instance;

  SoPlotKind kind;
  SoChartData *series;
  SoPlot *plot;            /* for the width that it was drawn in; NULL: to be made */
  PangoLayout *layout;     /* for its font; NULL: to be made */
  int cell;                /* that was chosen by keys, -1: none */
};

static void init_range (GtkAccessibleRangeInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoChart, so_chart, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_RANGE, init_range))

enum { OPEN, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Drawing ---------------------------------------------------------------------------------------------- */

static double
measure_text (const char *text, gpointer layout)
{
  int width;

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static SoPlotFont
get_font (SoChart *self)
{
  SoPlotFont font = { measure_text, NULL, 0 };
  int height;

  if (!self->layout)
    self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_layout_set_text (self->layout, "0", -1);
  pango_layout_get_pixel_size (self->layout, NULL, &height);
  font.data = self->layout;
  font.height = height;
  return font;
}

static SoPlot *
get_plot (SoChart *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  SoPlotFont font;

  if (!self->series || width <= 0)
    return NULL;
  if (self->plot && self->plot->width == width)
    return self->plot;
  g_clear_pointer (&self->plot, so_plot_free);
  font = get_font (self);
  return self->plot = so_plot_new (self->kind, self->series, width, gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL, &font);
}

static void
draw_cursor (SoChart *self, GtkSnapshot *snapshot, const SoPlot *plot, const GdkRGBA *inks)
{
  const SoPlotCell *cell;
  GskRoundedRect outline;

  if (self->cell < 0 || (guint) self->cell >= plot->cells->len || !gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    return;
  cell = &g_array_index (plot->cells, SoPlotCell, (guint) self->cell);
  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT ((float) cell->x - 1, (float) cell->y - 1, (float) cell->width + 1, (float) cell->height + 1), 3);
  gtk_snapshot_append_border (snapshot, &outline, (float[]) { 2, 2, 2, 2 }, (GdkRGBA[]) { inks[SO_INK_TEXT], inks[SO_INK_TEXT], inks[SO_INK_TEXT], inks[SO_INK_TEXT] });
}

static void
so_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SoChart *self = SO_CHART (widget);
  SoPlot *plot = get_plot (self);
  GdkRGBA inks[SO_N_INKS];

  if (!plot)
    return;
  so_chart_colours (widget, inks);
  so_chart_draw (snapshot, plot, self->layout, inks);
  draw_cursor (self, snapshot, plot, inks);
}

static GtkSizeRequestMode
so_chart_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
so_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  SoChart *self = SO_CHART (widget);
  SoPlotFont font = get_font (self);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = NARROWEST, *natural = NATURAL;
  else
    *minimum = *natural = self->series ? (int) so_plot_height (self->kind, self->series, for_size > 0 ? for_size : NATURAL, &font) + 1 : 0;
}

static void
forget_plot (SoChart *self)
{
  g_clear_pointer (&self->plot, so_plot_free);
  g_clear_object (&self->layout);
}

static void
so_chart_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (so_chart_parent_class)->system_setting_changed (widget, setting);
  forget_plot (SO_CHART (widget));
  gtk_widget_queue_resize (widget);
}

static void
so_chart_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (so_chart_parent_class)->css_changed (widget, change);
  forget_plot (SO_CHART (widget));
}

static void
so_chart_direction_changed (GtkWidget *widget, GtkTextDirection before)
{
  forget_plot (SO_CHART (widget));
  GTK_WIDGET_CLASS (so_chart_parent_class)->direction_changed (widget, before);
}

/* Points ----------------------------------------------------------------------------------------------- */

static guint
n_rows (SoChart *self)
{
  return self->kind == SO_PLOT_HEAT && self->series ? MAX (so_chart_data_n_lines (self->series), 1) : 1;
}

static int
n_cells (SoChart *self)
{
  return self->series ? (int) (so_chart_data_n_points (self->series) * n_rows (self)) : 0;
}

/* What stands at a cell: of a heat map one number, else all of a point; @lines: a line for each. */
static char *
say (SoChart *self, guint cell, gboolean lines)
{
  guint rows = n_rows (self), point = cell / rows;
  g_autofree char *value = NULL;

  if (self->kind != SO_PLOT_HEAT)
    return lines ? so_chart_data_say_lines (self->series, point) : so_chart_data_say (self->series, point);
  value = so_chart_data_format (self->series, cell % rows, point);
  return g_strdup_printf ("%s, %s: %s", so_chart_data_line (self->series, cell % rows), so_chart_data_words (self->series, point), value);
}

static void
say_where (SoChart *self)
{
  int n = n_cells (self);
  g_autofree char *words = self->cell >= 0 && self->cell < n ? say (self, (guint) self->cell, FALSE) : NULL;
  const char *title = self->series ? so_chart_data_get_title (self->series) : "";

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) MAX (n - 1, 0),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) MAX (self->cell, 0), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words ? words : "",
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words ? words : _("A chart: the arrow keys go through its points"), -1);
}

static void
choose (SoChart *self, int cell)
{
  if (!n_cells (self))
    return;
  self->cell = CLAMP (cell, 0, n_cells (self) - 1);
  say_where (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* @across: points, @down: lines of a heat map; a list goes down by points. */
static gboolean
move (SoChart *self, int across, int down)
{
  int rows = (int) n_rows (self), points = n_cells (self) / rows, point, row;

  if (self->kind == SO_PLOT_LIST || self->kind == SO_PLOT_FUNNEL)
    across = across ? across : down, down = 0;
  if (!points || (down && rows < 2))
    return FALSE;
  if (self->cell < 0)
    {
      choose (self, 0);
      return TRUE;
    }
  point = self->cell / rows + across, row = self->cell % rows + down;
  choose (self, CLAMP (point, 0, points - 1) * rows + CLAMP (row, 0, rows - 1));
  return TRUE;
}

/* Left is left on the screen, whichever way the time goes. */
static gboolean
on_move (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  int across, down;

  g_variant_get (arguments, "(ii)", &across, &down);
  return move (SO_CHART (widget), gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? -across : across, down);
}

static gboolean
on_end (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SoChart *self = SO_CHART (widget);

  choose (self, g_variant_get_boolean (arguments) ? n_cells (self) - 1 : 0);
  return TRUE;
}

static gboolean
on_open (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SoChart *self = SO_CHART (widget);

  if (self->cell < 0)
    return FALSE;
  g_signal_emit (self, signals[OPEN], 0, (guint) self->cell / n_rows (self));
  return TRUE;
}

/* With the focus comes the newest point, or the first of what is no time. */
static void
on_focus (SoChart *self)
{
  if (self->cell < 0 && n_cells (self))
    choose (self, self->kind == SO_PLOT_BARS || self->kind == SO_PLOT_LINES ? n_cells (self) - 1 : 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
so_chart_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  SoChart *self = SO_CHART (widget);
  SoPlot *plot = get_plot (self);
  int cell = !plot ? -1 : keyboard ? self->cell : so_plot_find (plot, x, y);
  g_autofree char *words = cell >= 0 ? say (self, (guint) cell, TRUE) : NULL;
  const SoPlotCell *at;

  if (!words)
    return FALSE;
  at = &g_array_index (plot->cells, SoPlotCell, (guint) cell);
  gtk_tooltip_set_text (tooltip, words);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle) { (int) at->x, (int) at->y, (int) at->width, (int) at->height });
  return TRUE;
}

static void
on_pressed (SoChart *self, int n_press, double x, double y)
{
  SoPlot *plot = get_plot (self);
  int cell = plot ? so_plot_find (plot, x, y) : -1;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (cell >= 0)
    choose (self, cell);
}

/* Of a screen reader that moves the slider. */
static gboolean
set_current_value (GtkAccessibleRange *range, double value)
{
  choose (SO_CHART (range), (int) CLAMP (value, 0, G_MAXINT / 2));
  return TRUE;
}

static void
init_range (GtkAccessibleRangeInterface *iface)
{
  iface->set_current_value = set_current_value;
}

static void
so_chart_dispose (GObject *object)
{
  SoChart *self = SO_CHART (object);

  forget_plot (self);
  g_clear_pointer (&self->series, so_chart_data_unref);
  G_OBJECT_CLASS (so_chart_parent_class)->dispose (object);
}

static void
add_move (GtkWidgetClass *klass, guint key, guint keypad, int across, int down)
{
  gtk_widget_class_add_binding (klass, key, 0, on_move, "(ii)", across, down);
  gtk_widget_class_add_binding (klass, keypad, 0, on_move, "(ii)", across, down);
}

static void
so_chart_class_init (SoChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_chart_dispose;
  widget_class->snapshot = so_chart_snapshot;
  widget_class->measure = so_chart_measure;
  widget_class->get_request_mode = so_chart_get_request_mode;
  widget_class->query_tooltip = so_chart_query_tooltip;
  widget_class->css_changed = so_chart_css_changed;
  widget_class->direction_changed = so_chart_direction_changed;
  widget_class->system_setting_changed = so_chart_system_setting_changed;
  signals[OPEN] = g_signal_new ("open", SO_TYPE_CHART, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  add_move (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0);
  add_move (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0);
  add_move (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1);
  add_move (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, on_end, "b", FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, on_end, "b", TRUE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, on_open, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, on_open, NULL);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
so_chart_init (SoChart *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *press = gtk_gesture_click_new ();

  self->cell = -1;
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_focus), self);
  /* Its point is outlined no more. */
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (gtk_widget_queue_draw), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
so_chart_new (SoPlotKind kind)
{
  SoChart *self = g_object_new (SO_TYPE_CHART, NULL);

  self->kind = kind;
  return GTK_WIDGET (self);
}

/* The same place among other points is another point. */
static int
find_again (SoChartData *before, SoChartData *series, int cell, guint rows)
{
  const char *words = cell >= 0 && before && (guint) cell / rows < so_chart_data_n_points (before) ? so_chart_data_words (before, (guint) cell / rows) : NULL;

  for (guint i = 0; words && i < so_chart_data_n_points (series); i++)
    if (!g_strcmp0 (so_chart_data_words (series, i), words))
      return (int) (i * rows + (guint) cell % rows);
  return -1;
}

void
so_chart_set_series (SoChart *self, SoChartData *series)
{
  SoChartData *before;

  g_return_if_fail (SO_IS_CHART (self));

  before = self->series;
  self->series = series ? so_chart_data_ref (series) : NULL;
  self->cell = series ? find_again (before, series, self->cell, n_rows (self)) : -1;
  g_clear_pointer (&before, so_chart_data_unref);
  g_clear_pointer (&self->plot, so_plot_free);
  say_where (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

SoChartData *
so_chart_get_series (SoChart *self)
{
  g_return_val_if_fail (SO_IS_CHART (self), NULL);
  return self->series;
}

SoPlotKind
so_chart_get_kind (SoChart *self)
{
  g_return_val_if_fail (SO_IS_CHART (self), 0);
  return self->kind;
}
