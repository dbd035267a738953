/* SPDX-License-Identifier: MIT */
#include "so-week-axis.h"

#include "so-week-words.h"

#include <glib/gi18n.h>

#define PAD 6

struct _SoWeekAxis {
  GtkWidget parent_instance;

  GtkOrientation orientation;
  SoWeekGrid *grid;              /* borrowed */
  GtkAdjustment *along;          /* of what is scrolled, in its direction */
  PangoLayout *layout;
  int line;                      /* height of a line, and */
  int hour;                      /* width of "00:00"; 0: not measured */
};

G_DEFINE_FINAL_TYPE (SoWeekAxis, so_week_axis, GTK_TYPE_WIDGET)

enum { DAY, N_SIGNALS };
static guint signals[N_SIGNALS];

static PangoLayout *
words (SoWeekAxis *self, const char *text, gboolean bold, double width)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  if (!self->layout)
    {
      self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
      pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_single_paragraph_mode (self->layout, TRUE);
      pango_layout_set_alignment (self->layout, PANGO_ALIGN_CENTER);
    }
  pango_attr_list_insert (attributes, pango_attr_scale_new (0.88));
  pango_attr_list_insert (attributes, pango_attr_weight_new (bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (self->layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_set_width (self->layout, width < 0 ? -1 : (int) (width * PANGO_SCALE));
  return self->layout;
}

static void
measure_words (SoWeekAxis *self)
{
  if (!self->hour)
    pango_layout_get_pixel_size (words (self, "00:00", FALSE, -1), &self->hour, &self->line);
}

/* The tab over it says which day it is. */
static gboolean
says_nothing (SoWeekAxis *self)
{
  return so_week_grid_get_lanes (self->grid) == SO_WEEK_NO_LANES && so_week_grid_get_day (self->grid) >= 0;
}

static gboolean
two_lines (SoWeekAxis *self)
{
  return so_week_grid_get_lanes (self->grid) != SO_WEEK_NO_LANES && so_week_grid_get_day (self->grid) < 0;
}

static void
so_week_axis_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  SoWeekAxis *self = SO_WEEK_AXIS (widget);

  measure_words (self);
  if (orientation == self->orientation)
    *minimum = 0;
  else if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = self->hour + 2 * PAD;
  else
    *minimum = says_nothing (self) ? 1 : (two_lines (self) ? 2 : 1) * self->line + 2 * PAD;
  *natural = *minimum;
}

static void
draw (SoWeekAxis *self, GtkSnapshot *snapshot, const char *text, gboolean bold, double x, double y, double width)
{
  GdkRGBA colour;

  if (width <= 4)
    return;
  gtk_widget_get_color (GTK_WIDGET (self), &colour);
  if (!bold)
    colour.alpha *= 0.75f;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, words (self, text, bold, width), &colour);
  gtk_snapshot_restore (snapshot);
}

static char *
day_text (SoWeekAxis *self, guint day)
{
  g_autofree char *date = so_week_words_date (so_week_get_monday (so_week_grid_get_week (self->grid)), day);

  return g_strdup_printf (*date ? "%s %s" : "%s", so_week_words_short_day (day), date);
}

static const char *
lane_text (SoWeekAxis *self, const char *id)
{
  SoWeekLanes lanes = so_week_grid_get_lanes (self->grid);
  const SoWeekLane *lane = so_week_find_lane (so_week_grid_get_week (self->grid), lanes, id);

  return lane ? lane->name : lanes == SO_WEEK_ROOMS ? _("No Room") : _("No Teacher");
}

/* All columns of one day: from the first one that @at is of. */
static SoWeekRect
day_rect (const SoWeekLayout *layout, guint at, double width)
{
  const GArray *columns = so_week_layout_get_columns (layout);
  SoWeekRect rect, other;

  so_week_layout_column (layout, at, width, &rect);
  for (guint i = at + 1; i < columns->len && g_array_index (columns, SoWeekColumn, i).day == g_array_index (columns, SoWeekColumn, at).day; i++)
    {
      so_week_layout_column (layout, i, width, &other);
      rect.x = MIN (rect.x, other.x);
      rect.width += other.width;
    }
  return rect;
}

static void
draw_columns (SoWeekAxis *self, GtkSnapshot *snapshot, const SoWeekLayout *layout)
{
  const GArray *columns = so_week_layout_get_columns (layout);
  double width = gtk_widget_get_width (GTK_WIDGET (self->grid)), shift = gtk_adjustment_get_value (self->along);

  for (guint i = 0; i < columns->len; i++)
    {
      const SoWeekColumn *column = &g_array_index (columns, SoWeekColumn, i);
      g_autofree char *day = day_text (self, column->day);
      SoWeekRect rect;

      if (!i || column->day != g_array_index (columns, SoWeekColumn, i - 1).day)
        {
          rect = day_rect (layout, i, width);
          if (so_week_grid_get_lanes (self->grid) == SO_WEEK_NO_LANES || two_lines (self))
            draw (self, snapshot, day, TRUE, rect.x - shift, PAD, rect.width);
        }
      so_week_layout_column (layout, i, width, &rect);
      if (so_week_grid_get_lanes (self->grid) != SO_WEEK_NO_LANES)
        draw (self, snapshot, lane_text (self, column->lane), !two_lines (self), rect.x - shift + 2, PAD + (two_lines (self) ? self->line : 0), rect.width - 4);
    }
}

static void
draw_hours (SoWeekAxis *self, GtkSnapshot *snapshot, const SoWeekLayout *layout)
{
  double shift = gtk_adjustment_get_value (self->along);

  for (guint minute = so_week_layout_get_from (layout); minute < so_week_layout_get_to (layout); minute += 60)
    {
      g_autofree char *time = so_week_words_time (minute);

      draw (self, snapshot, time, FALSE, 0, so_week_layout_y (layout, minute) - shift + 1, gtk_widget_get_width (GTK_WIDGET (self)));
    }
}

static void
so_week_axis_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SoWeekAxis *self = SO_WEEK_AXIS (widget);
  const SoWeekLayout *layout = so_week_grid_get_layout (self->grid);

  if (!layout)
    return;
  measure_words (self);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget)));
  if (self->orientation == GTK_ORIENTATION_HORIZONTAL && !says_nothing (self))
    draw_columns (self, snapshot, layout);
  else if (self->orientation == GTK_ORIENTATION_VERTICAL)
    draw_hours (self, snapshot, layout);
  gtk_snapshot_pop (snapshot);
}

static void
on_pressed (GtkGestureClick *click, int presses, double x, double y, SoWeekAxis *self)
{
  const SoWeekLayout *layout = so_week_grid_get_layout (self->grid);
  double at = x + gtk_adjustment_get_value (self->along);

  for (guint i = 0; layout && i < so_week_layout_get_columns (layout)->len; i++)
    {
      SoWeekRect rect;

      so_week_layout_column (layout, i, gtk_widget_get_width (GTK_WIDGET (self->grid)), &rect);
      if (at >= rect.x && at < rect.x + rect.width)
        {
          g_signal_emit (self, signals[DAY], 0, g_array_index (so_week_layout_get_columns (layout), SoWeekColumn, i).day);
          return;
        }
    }
}

static void
so_week_axis_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  SoWeekAxis *self = SO_WEEK_AXIS (widget);

  GTK_WIDGET_CLASS (so_week_axis_parent_class)->system_setting_changed (widget, setting);
  g_clear_object (&self->layout);
  self->hour = 0;
  gtk_widget_queue_resize (widget);
}

/* The height depends on how many lines there are, and that on what the grid shows. */
static void
on_relaid (SoWeekAxis *self)
{
  int height;

  gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  if (self->orientation == GTK_ORIENTATION_HORIZONTAL && height != gtk_widget_get_height (GTK_WIDGET (self)))
    gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
so_week_axis_dispose (GObject *object)
{
  SoWeekAxis *self = SO_WEEK_AXIS (object);

  g_clear_object (&self->layout);
  g_clear_object (&self->along);
  G_OBJECT_CLASS (so_week_axis_parent_class)->dispose (object);
}

static void
so_week_axis_class_init (SoWeekAxisClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_week_axis_dispose;
  widget_class->measure = so_week_axis_measure;
  widget_class->snapshot = so_week_axis_snapshot;
  widget_class->system_setting_changed = so_week_axis_system_setting_changed;
  signals[DAY] = g_signal_new ("day", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "weekaxis");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
so_week_axis_init (SoWeekAxis *self)
{
}

GtkWidget *
so_week_axis_new (GtkOrientation orientation, SoWeekGrid *grid, GtkScrolledWindow *scrolled)
{
  SoWeekAxis *self = g_object_new (SO_TYPE_WEEK_AXIS, NULL);
  gboolean over = orientation == GTK_ORIENTATION_HORIZONTAL;

  self->orientation = orientation;
  self->grid = grid;
  self->along = g_object_ref (over ? gtk_scrolled_window_get_hadjustment (scrolled) : gtk_scrolled_window_get_vadjustment (scrolled));
  gtk_widget_add_css_class (GTK_WIDGET (self), over ? "columns" : "hours");
  g_signal_connect_object (self->along, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (grid, "relaid", G_CALLBACK (on_relaid), self, G_CONNECT_SWAPPED);
  if (over)
    {
      GtkGesture *click = gtk_gesture_click_new ();

      g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
      gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
    }
  return GTK_WIDGET (self);
}
