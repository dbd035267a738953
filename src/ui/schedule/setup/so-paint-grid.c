/* SPDX-License-Identifier: MIT */
#include "so-paint-grid.h"

#include "so-day.h"
#include "so-week-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define DAYS 7
#define STEP 30            /* minutes of a cell */
#define EARLIEST (6 * 60)  /* of the first row, where nothing earlier is painted */
#define CELL_HEIGHT 15
#define HEAD 24
#define TIMES 46
#define LEAST_COLUMN 26

typedef struct {
  guint day, from;         /* minutes after midnight */
} Cell;

struct _SoPaintGrid {
  GtkWidget parent_instance;

  SoPaintedWeek week, base;      /* base: before the rectangle that is painted now */
  Cell cursor, anchor;           /* anchor: where that began */
  gboolean on;                   /* whether it is painted or cleared */
  guint first;                   /* minutes at which the first row begins */
  char *label;
  const char *inside, *outside;
};

G_DEFINE_FINAL_TYPE (SoPaintGrid, so_paint_grid, GTK_TYPE_WIDGET)

static guint changed_signal;

static guint
rows (SoPaintGrid *self)
{
  return (SO_DAY_MINUTES - self->first) / STEP;
}

static double
column_width (SoPaintGrid *self)
{
  return (gtk_widget_get_width (GTK_WIDGET (self)) - TIMES) / (double) DAYS;
}

/* Its left edge; days go from the right where one reads so. */
static double
column_x (SoPaintGrid *self, guint day)
{
  double width = column_width (self);

  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? (DAYS - 1 - day) * width : TIMES + day * width;
}

static Cell
cell_at (SoPaintGrid *self, double x, double y)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int column = (int) ((rtl ? x : x - TIMES) / column_width (self)), row = (int) ((y - HEAD) / CELL_HEIGHT);

  column = CLAMP (column, 0, DAYS - 1);
  row = CLAMP (row, 0, (int) rows (self) - 1);
  return (Cell) { (guint) (rtl ? DAYS - 1 - column : column), self->first + (guint) row * STEP };
}

/* For who does not see it ------------------------------------------------------------------------------- */

char *
so_paint_grid_dup_words (SoPaintGrid *self)
{
  g_autofree char *time = so_week_words_time (self->cursor.from);
  SoPainted painted = so_painted_week_look (&self->week, self->cursor.day, self->cursor.from, self->cursor.from + STEP);
  g_autoptr (GString) words = g_string_new (NULL);

  /* Translators: a day of the week and a time, and whether somebody is there: "Monday 18:00: there" */
  g_string_printf (words, _("%s %s: %s"), so_week_words_day (self->cursor.day), time,
                   painted == SO_PAINTED_ALL ? self->inside : painted == SO_PAINTED_NOT ? self->outside : _("partly"));
  for (guint start, end = 0, i = 0; so_painted_week_next (&self->week, self->cursor.day, end, &start, &end); i++)
    {
      g_autofree char *span = so_week_words_span (start, end - start);

      g_string_append (words, i ? ", " : " · ");
      g_string_append (words, span);
    }
  return g_strdup (words->str);
}

static void
tell (SoPaintGrid *self, gboolean aloud)
{
  g_autofree char *words = so_paint_grid_dup_words (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  if (aloud)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Painting ---------------------------------------------------------------------------------------------- */

/* Where it begins. */
static void
begin (SoPaintGrid *self, Cell cell, gboolean on)
{
  self->cursor = self->anchor = cell;
  self->base = self->week;
  self->on = on;
}

static void
paint_to (SoPaintGrid *self, Cell cell)
{
  self->cursor = cell;
  self->week = self->base;
  so_painted_week_fill (&self->week, self->anchor.day, cell.day, MIN (self->anchor.from, cell.from), MAX (self->anchor.from, cell.from) + STEP, self->on);
  g_signal_emit (self, changed_signal, 0);
}

static gboolean
is_on (SoPaintGrid *self, Cell cell)
{
  return so_painted_week_look (&self->week, cell.day, cell.from, cell.from + STEP) == SO_PAINTED_ALL;
}

static GtkAdjustment *
scrolling (SoPaintGrid *self)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);

  return scrolled ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)) : NULL;
}

/* What is around would scroll to what gets the focus, away from under the pointer. */
static void
take_focus (SoPaintGrid *self)
{
  GtkAdjustment *adjustment = scrolling (self);
  double value = adjustment ? gtk_adjustment_get_value (adjustment) : 0;

  if (!gtk_widget_has_focus (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  if (adjustment)
    gtk_adjustment_set_value (adjustment, value);
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, SoPaintGrid *self)
{
  Cell cell = cell_at (self, x, y);

  take_focus (self);
  if (y < HEAD)
    return (void) gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  begin (self, cell, !is_on (self, cell));
  paint_to (self, cell);
  tell (self, FALSE);
}

static void
on_drag_update (GtkGestureDrag *drag, double by_x, double by_y, SoPaintGrid *self)
{
  double x, y;

  if (!gtk_gesture_drag_get_start_point (drag, &x, &y))
    return;
  paint_to (self, cell_at (self, x + by_x, y + by_y));
  tell (self, FALSE);
}

static void
on_drag_end (GtkGestureDrag *drag, double by_x, double by_y, SoPaintGrid *self)
{
  self->base = self->week;
  self->anchor = self->cursor;
}

static gboolean
step (SoPaintGrid *self, guint keyval, Cell *cell)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int day = (int) cell->day, row = (int) ((cell->from - self->first) / STEP);

  switch (keyval)
    {
    case GDK_KEY_Left: case GDK_KEY_KP_Left: day += rtl ? 1 : -1; break;
    case GDK_KEY_Right: case GDK_KEY_KP_Right: day += rtl ? -1 : 1; break;
    case GDK_KEY_Up: case GDK_KEY_KP_Up: row--; break;
    case GDK_KEY_Down: case GDK_KEY_KP_Down: row++; break;
    case GDK_KEY_Home: case GDK_KEY_KP_Home: row = 0; break;
    case GDK_KEY_End: case GDK_KEY_KP_End: row = (int) rows (self) - 1; break;
    case GDK_KEY_Page_Up: case GDK_KEY_KP_Page_Up: row -= 4; break;
    case GDK_KEY_Page_Down: case GDK_KEY_KP_Page_Down: row += 4; break;
    default: return FALSE;
    }
  if (row < 0 && self->first)
    {
      row += (int) (self->first / STEP);      /* the night is there for who goes on upwards */
      self->first = 0;
      gtk_widget_queue_resize (GTK_WIDGET (self));
    }
  cell->day = (guint) CLAMP (day, 0, DAYS - 1);
  cell->from = self->first + (guint) CLAMP (row, 0, (int) rows (self) - 1) * STEP;
  return TRUE;
}

/* What scrolls shows the row of the cursor. */
static void
scroll_to_cursor (SoPaintGrid *self)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = scrolling (self);
  graphene_point_t at;

  if (!viewport || !gtk_widget_compute_point (GTK_WIDGET (self), viewport, &GRAPHENE_POINT_INIT (0, HEAD + (self->cursor.from - self->first) / STEP * CELL_HEIGHT), &at))
    return;
  at.y += (float) gtk_adjustment_get_value (adjustment);
  gtk_adjustment_clamp_page (adjustment, at.y - HEAD, at.y + 2 * CELL_HEIGHT);
}

static gboolean
on_key (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType modifiers, SoPaintGrid *self)
{
  Cell cell = self->cursor;

  if (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_space || keyval == GDK_KEY_KP_Space)
    {
      begin (self, cell, !is_on (self, cell));
      paint_to (self, cell);
    }
  else if (!step (self, keyval, &cell))
    return GDK_EVENT_PROPAGATE;
  else if (modifiers & GDK_SHIFT_MASK)
    paint_to (self, cell);
  else
    begin (self, cell, is_on (self, cell));
  scroll_to_cursor (self);
  tell (self, TRUE);
  return GDK_EVENT_STOP;
}

/* Drawing ----------------------------------------------------------------------------------------------- */

static void
fill (GtkSnapshot *snapshot, GdkRGBA colour, float alpha, double x, double y, double width, double height)
{
  colour.alpha *= alpha;
  gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

static void
write_text (SoPaintGrid *self, GtkSnapshot *snapshot, const GdkRGBA *colour, const char *text, double x, double y, double width)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);

  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static double
minute_y (SoPaintGrid *self, guint minute)
{
  return HEAD + ((double) minute - self->first) / STEP * CELL_HEIGHT;
}

static void
draw_times (SoPaintGrid *self, GtkSnapshot *snapshot, const GdkRGBA *colour)
{
  double x = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? gtk_widget_get_width (GTK_WIDGET (self)) - TIMES : 0;
  GdkRGBA pale = *colour;

  pale.alpha *= 0.7f;
  for (guint minute = self->first; minute < SO_DAY_MINUTES; minute += 120)
    {
      g_autofree char *time = so_week_words_time (minute);

      write_text (self, snapshot, &pale, time, x, minute_y (self, minute), TIMES);
    }
}

static void
draw_day (SoPaintGrid *self, GtkSnapshot *snapshot, const GdkRGBA *colour, const GdkRGBA *accent, guint day)
{
  double x = column_x (self, day), width = column_width (self);

  write_text (self, snapshot, colour, so_week_words_short_day (day), x, 2, width);
  fill (snapshot, *colour, 0.05f, x + 1, HEAD, width - 2, rows (self) * CELL_HEIGHT);
  for (guint start, end = self->first; so_painted_week_next (&self->week, day, end, &start, &end);)
    fill (snapshot, *accent, 0.85f, x + 1, minute_y (self, start), width - 2, (end - start) * CELL_HEIGHT / (double) STEP);
  for (guint minute = self->first; minute < SO_DAY_MINUTES; minute += 60)
    fill (snapshot, *colour, 0.15f, x, (int) minute_y (self, minute), width, 1);
}

static void
draw_cursor (SoPaintGrid *self, GtkSnapshot *snapshot, const GdkRGBA *colour)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT ((float) column_x (self, self->cursor.day) + 1, (float) minute_y (self, self->cursor.from), (float) column_width (self) - 2, CELL_HEIGHT), 3);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 2, 2, 2, 2 }, (GdkRGBA[4]) { *colour, *colour, *colour, *colour });
}

static void
so_paint_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SoPaintGrid *self = SO_PAINT_GRID (widget);
  GdkRGBA *accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_for_display (gtk_widget_get_display (widget)));
  GdkRGBA colour;

  gtk_widget_get_color (widget, &colour);
  draw_times (self, snapshot, &colour);
  for (guint day = 0; day < DAYS; day++)
    draw_day (self, snapshot, &colour, accent, day);
  if (gtk_widget_has_visible_focus (widget))
    draw_cursor (self, snapshot, &colour);
  gdk_rgba_free (accent);
}

static void
so_paint_grid_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = TIMES + DAYS * LEAST_COLUMN, *natural = TIMES + DAYS * 2 * LEAST_COLUMN;
  else
    *minimum = *natural = HEAD + (int) rows (SO_PAINT_GRID (widget)) * CELL_HEIGHT;
}

static void
so_paint_grid_finalize (GObject *object)
{
  g_free (SO_PAINT_GRID (object)->label);
  G_OBJECT_CLASS (so_paint_grid_parent_class)->finalize (object);
}

static void
so_paint_grid_class_init (SoPaintGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = so_paint_grid_finalize;
  widget_class->snapshot = so_paint_grid_snapshot;
  widget_class->measure = so_paint_grid_measure;
  changed_signal = g_signal_new ("changed", SO_TYPE_PAINT_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_APPLICATION);
  gtk_widget_class_set_css_name (widget_class, "paintgrid");
}

static void
so_paint_grid_init (SoPaintGrid *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->first = EARLIEST;
  begin (self, (Cell) { 0, 9 * 60 }, FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
so_paint_grid_new (const char *label, const char *inside, const char *outside)
{
  SoPaintGrid *self = g_object_new (SO_TYPE_PAINT_GRID, NULL);

  self->label = g_strdup (label);
  self->inside = inside;
  self->outside = outside;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, "Space", -1);
  tell (self, FALSE);
  return GTK_WIDGET (self);
}

void
so_paint_grid_set_week (SoPaintGrid *self, const SoPaintedWeek *week)
{
  guint start, end;

  g_return_if_fail (SO_IS_PAINT_GRID (self) && week);

  self->week = *week;
  self->first = EARLIEST;
  for (guint day = 0; day < DAYS; day++)
    if (so_painted_week_next (week, day, 0, &start, &end) && start < EARLIEST)
      self->first = 0;
  begin (self, self->cursor, FALSE);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  tell (self, FALSE);
}

const SoPaintedWeek *
so_paint_grid_get_week (SoPaintGrid *self)
{
  g_return_val_if_fail (SO_IS_PAINT_GRID (self), NULL);

  return &self->week;
}
