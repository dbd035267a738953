/* SPDX-License-Identifier: MIT */
#include "so-week-paint.h"

#include <adwaita.h>
#include <math.h>

#define LINE 0.13
#define DAY_LINE 0.3
#define CLOSED 0.055
#define TODAY 0.07
#define NOW 2

static void
fill (GtkSnapshot *snapshot, GdkRGBA colour, float alpha, double x, double y, double width, double height)
{
  colour.alpha *= alpha;
  if (width > 0 && height > 0)
    gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (x, y, width, height));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const SoWeekSpan *one = a, *other = b;

  return one->from < other->from ? -1 : one->from > other->from;
}

/* What the opening hours of that day leave out. */
static void
paint_closed (GtkSnapshot *snapshot, const SoWeek *week, const SoWeekLayout *layout, const GdkRGBA *colour, guint day, const SoWeekRect *column)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (SoWeekSpan));
  guint at = so_week_layout_get_from (layout), to = so_week_layout_get_to (layout);

  for (guint i = 0; i < so_week_get_n_openings (week); i++)
    if (so_week_get_opening (week, i)->day == day)
      g_array_append_vals (spans, so_week_get_opening (week, i), 1);
  g_array_sort (spans, compare);
  g_array_append_vals (spans, &(SoWeekSpan) { day, to, to }, 1);
  for (guint i = 0; i < spans->len; i++)
    {
      const SoWeekSpan *span = &g_array_index (spans, SoWeekSpan, i);

      if (span->from > at)
        fill (snapshot, *colour, CLOSED, column->x, so_week_layout_y (layout, at), column->width, (span->from - at) * (so_week_layout_y (layout, 1) - so_week_layout_y (layout, 0)));
      at = MAX (at, span->to);
    }
}

/* In another colour than what is closed. */
static void
paint_today (GtkWidget *widget, GtkSnapshot *snapshot, const SoWeekRect *rect)
{
  GdkRGBA *accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_for_display (gtk_widget_get_display (widget)));

  fill (snapshot, *accent, TODAY, rect->x, 0, rect->width, rect->height);
  gdk_rgba_free (accent);
}

static void
paint_column (GtkWidget *widget, GtkSnapshot *snapshot, const SoWeek *week, const SoWeekLayout *layout, const GdkRGBA *colour, guint at, int today)
{
  const GArray *columns = so_week_layout_get_columns (layout);
  const SoWeekColumn *column = &g_array_index (columns, SoWeekColumn, at);
  gboolean first = at && column->day != g_array_index (columns, SoWeekColumn, at - 1).day;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  SoWeekRect rect;

  so_week_layout_column (layout, at, gtk_widget_get_width (widget), &rect);
  if (so_week_get_n_openings (week))
    paint_closed (snapshot, week, layout, colour, column->day, &rect);
  if (today == (int) column->day)
    paint_today (widget, snapshot, &rect);
  if (at)
    fill (snapshot, *colour, first ? DAY_LINE : LINE, floor (rtl ? rect.x + rect.width : rect.x), 0, 1, rect.height);
}

void
so_week_paint (GtkWidget *widget, GtkSnapshot *snapshot, const SoWeek *week, const SoWeekLayout *layout, int today)
{
  GdkRGBA colour;

  gtk_widget_get_color (widget, &colour);
  for (guint i = 0; i < so_week_layout_get_columns (layout)->len; i++)
    paint_column (widget, snapshot, week, layout, &colour, i, today);
  for (guint minute = so_week_layout_get_from (layout); minute <= so_week_layout_get_to (layout); minute += 60)
    fill (snapshot, colour, LINE, 0, floor (so_week_layout_y (layout, minute)), gtk_widget_get_width (widget), 1);
}

void
so_week_paint_now (GtkWidget *widget, GtkSnapshot *snapshot, const SoWeekLayout *layout, int today, guint now)
{
  const GArray *columns = so_week_layout_get_columns (layout);
  GdkRGBA *accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_for_display (gtk_widget_get_display (widget)));
  SoWeekRect rect;

  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, SoWeekColumn, i).day == (guint) today && now >= so_week_layout_get_from (layout) && now <= so_week_layout_get_to (layout))
      {
        so_week_layout_column (layout, i, gtk_widget_get_width (widget), &rect);
        fill (snapshot, *accent, 1, rect.x, round (so_week_layout_y (layout, now)) - NOW / 2, rect.width, NOW);
      }
  gdk_rgba_free (accent);
}
