/* SPDX-License-Identifier: MIT */
#include "so-week-layout.h"

#include <math.h>
#include <stdlib.h>

/* Pixels: a column of one class, and each of those beside each other. */
#define COLUMN 88
#define BESIDE 58
/* Where nothing says when the day begins and ends. */
#define MORNING (9 * 60)
#define EVENING (21 * 60)

typedef struct {
  guint column;           /* of the shown ones, or G_MAXUINT */
  guint slot, slots;      /* the how manieth of how many beside each other */
} Box;

struct _SoWeekLayout {
  SoWeek *week;
  SoWeekView view;
  guint from, to;         /* minutes */
  GArray *columns;        /* SoWeekColumn */
  GArray *widths;         /* int: the least of each column */
  int width;              /* their sum */
  GArray *boxes;          /* Box of each session */
};

/* Columns ----------------------------------------------------------------------------------------- */

static gboolean
any_without (const SoWeek *week, SoWeekLanes lanes)
{
  for (guint i = 0; i < so_week_get_n_sessions (week); i++)
    if (!so_week_session_lane (so_week_get_session (week, i), lanes))
      return TRUE;
  return FALSE;
}

/* Every day has the same columns, so that a class moves from day to day at the same height of the table. */
GArray *
so_week_columns (const SoWeek *week, SoWeekLanes lanes)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (SoWeekColumn));
  guint n = so_week_get_n_lanes (week, lanes);
  gboolean without = !n || any_without (week, lanes);

  for (guint day = 0; day < SO_WEEK_DAYS; day++)
    {
      for (guint i = 0; i < n; i++)
        g_array_append_vals (columns, &(SoWeekColumn) { day, so_week_get_lane (week, lanes, i)->id }, 1);
      if (without)
        g_array_append_vals (columns, &(SoWeekColumn) { day, NULL }, 1);
    }
  return columns;
}

guint
so_week_column_of (const GArray *columns, guint day, const char *lane)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const SoWeekColumn *column = &g_array_index (columns, SoWeekColumn, i);

      if (column->day == day && !g_strcmp0 (column->lane, lane))
        return i;
    }
  return G_MAXUINT;
}

static const SoWeekColumn *
column_at (const SoWeekLayout *layout, guint at)
{
  return &g_array_index (layout->columns, SoWeekColumn, at);
}

static Box *
box_at (const SoWeekLayout *layout, guint at)
{
  return &g_array_index (layout->boxes, Box, at);
}

static void
choose_columns (SoWeekLayout *layout)
{
  layout->columns = so_week_columns (layout->week, layout->view.lanes);
  for (guint i = layout->columns->len; layout->view.day >= 0 && i-- > 0;)
    if (column_at (layout, i)->day != (guint) layout->view.day)
      g_array_remove_index (layout->columns, i);
}

/* Beside each other ------------------------------------------------------------------------------- */

/* Of one column: sessions in the order of their start. Each takes the first free slot; a group that hangs together shares the number of them. */
static void
place_group (SoWeekLayout *layout, const GArray *group, guint slots)
{
  for (guint i = 0; i < group->len; i++)
    box_at (layout, g_array_index (group, guint, i))->slots = slots;
}

static guint
first_free (GArray *ends, guint start)
{
  guint slot = 0;

  while (slot < ends->len && g_array_index (ends, guint, slot) > start)
    slot++;
  return slot;
}

/* Returns the most that stand beside each other. */
static guint
place_column (SoWeekLayout *layout, guint column)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, TRUE, sizeof (guint)), group = g_array_new (FALSE, FALSE, sizeof (guint));
  guint most = 1, end = 0;

  for (guint i = 0; i < layout->boxes->len; i++)
    {
      const SoWeekSession *session = so_week_get_session (layout->week, i);
      guint until = session->start + session->minutes;
      Box *box = box_at (layout, i);

      if (box->column != column)
        continue;
      if (session->start >= end)
        {
          place_group (layout, group, ends->len);
          g_array_set_size (group, 0);
          g_array_set_size (ends, 0);
        }
      box->slot = first_free (ends, session->start);
      if (box->slot == ends->len)
        g_array_set_size (ends, ends->len + 1);
      g_array_index (ends, guint, box->slot) = until;
      g_array_append_val (group, i);
      end = MAX (end, until);
      most = MAX (most, ends->len);
    }
  place_group (layout, group, ends->len);
  return most;
}

static void
place_sessions (SoWeekLayout *layout)
{
  guint n = so_week_get_n_sessions (layout->week);

  layout->boxes = g_array_sized_new (FALSE, TRUE, sizeof (Box), n);
  g_array_set_size (layout->boxes, n);
  for (guint i = 0; i < n; i++)
    {
      const SoWeekSession *session = so_week_get_session (layout->week, i);

      box_at (layout, i)->column = so_week_column_of (layout->columns, session->day, so_week_session_lane (session, layout->view.lanes));
    }
  layout->widths = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < layout->columns->len; i++)
    {
      int least = MAX (COLUMN, (int) place_column (layout, i) * BESIDE);

      g_array_append_val (layout->widths, least);
      layout->width += least;
    }
}

/* Making it --------------------------------------------------------------------------------------- */

static void
include (SoWeekLayout *layout, guint from, guint to)
{
  layout->from = MIN (layout->from, from / 60 * 60);
  layout->to = MAX (layout->to, MIN ((to + 59) / 60 * 60, SO_WEEK_DAY_MINUTES));
}

/* The same for every day, so that the page stands still while one goes from day to day. */
static void
choose_hours (SoWeekLayout *layout)
{
  const SoWeek *week = layout->week;

  layout->from = SO_WEEK_DAY_MINUTES;
  layout->to = 0;
  for (guint i = 0; i < so_week_get_n_openings (week); i++)
    include (layout, so_week_get_opening (week, i)->from, so_week_get_opening (week, i)->to);
  if (!so_week_get_n_openings (week))
    include (layout, MORNING, EVENING);
  for (guint i = 0; i < so_week_get_n_sessions (week); i++)
    {
      const SoWeekSession *session = so_week_get_session (week, i);

      include (layout, session->start, session->start + session->minutes);
    }
  if (layout->view.to > layout->view.from)
    include (layout, layout->view.from, layout->view.to);
}

SoWeekLayout *
so_week_layout_new (SoWeek *week, const SoWeekView *view)
{
  SoWeekLayout *layout;

  g_return_val_if_fail (week && view && view->zoom > 0, NULL);

  layout = g_new0 (SoWeekLayout, 1);
  layout->week = so_week_ref (week);
  layout->view = *view;
  choose_hours (layout);
  choose_columns (layout);
  place_sessions (layout);
  return layout;
}

void
so_week_layout_free (SoWeekLayout *layout)
{
  if (!layout)
    return;
  so_week_unref (layout->week);
  g_array_unref (layout->columns);
  g_array_unref (layout->widths);
  g_array_unref (layout->boxes);
  g_free (layout);
}

/* Where things lie -------------------------------------------------------------------------------- */

const GArray *
so_week_layout_get_columns (const SoWeekLayout *layout)
{
  return layout->columns;
}

int
so_week_layout_get_min_width (const SoWeekLayout *layout)
{
  return layout->width;
}

guint
so_week_layout_get_from (const SoWeekLayout *layout)
{
  return layout->from;
}

guint
so_week_layout_get_to (const SoWeekLayout *layout)
{
  return layout->to;
}

double
so_week_layout_y (const SoWeekLayout *layout, guint minute)
{
  return ((double) minute - layout->from) * layout->view.zoom;
}

int
so_week_layout_get_height (const SoWeekLayout *layout)
{
  return (int) ceil (so_week_layout_y (layout, layout->to));
}

/* What is left over is shared out evenly. */
void
so_week_layout_column (const SoWeekLayout *layout, guint at, double width, SoWeekRect *rect)
{
  double each = MAX (0, width - layout->width) / layout->columns->len, x = 0;

  for (guint i = 0; i < at; i++)
    x += g_array_index (layout->widths, int, i) + each;
  rect->width = g_array_index (layout->widths, int, at) + each;
  rect->x = layout->view.rtl ? MAX (width, layout->width) - x - rect->width : x;
  rect->y = 0;
  rect->height = so_week_layout_get_height (layout);
}

static void
span_rect (const SoWeekLayout *layout, guint start, guint minutes, SoWeekRect *rect)
{
  rect->y = so_week_layout_y (layout, start);
  rect->height = minutes * layout->view.zoom;
}

gboolean
so_week_layout_session (const SoWeekLayout *layout, guint at, double width, SoWeekRect *rect)
{
  const SoWeekSession *session = so_week_get_session (layout->week, at);
  const Box *box = box_at (layout, at);
  guint slot;

  if (box->column == G_MAXUINT)
    return FALSE;
  so_week_layout_column (layout, box->column, width, rect);
  slot = layout->view.rtl ? box->slots - 1 - box->slot : box->slot;
  rect->width /= box->slots;
  rect->x += slot * rect->width;
  span_rect (layout, session->start, session->minutes, rect);
  return TRUE;
}

gboolean
so_week_layout_place (const SoWeekLayout *layout, const SoWeekPlace *place, double width, SoWeekRect *rect)
{
  guint column = so_week_column_of (layout->columns, place->day, so_week_place_lane (place, layout->view.lanes));

  if (column == G_MAXUINT)
    return FALSE;
  so_week_layout_column (layout, column, width, rect);
  span_rect (layout, place->start, place->minutes, rect);
  return TRUE;
}

/* What lies there --------------------------------------------------------------------------------- */

static guint
column_under (const SoWeekLayout *layout, double width, double x)
{
  SoWeekRect rect;
  guint first = layout->view.rtl ? layout->columns->len - 1 : 0;

  for (guint i = 0; i < layout->columns->len; i++)
    {
      so_week_layout_column (layout, i, width, &rect);
      if (x >= rect.x && x < rect.x + rect.width)
        return i;
    }
  return x < 0 ? first : layout->columns->len - 1 - first;
}

/* The nearest multiple of the grid, within @least and @most, which are none themselves perhaps. */
static guint
snap (const SoWeekLayout *layout, double minute, guint least, guint most)
{
  guint grid = so_week_get_grid (layout->week);
  double snapped = round (minute / grid) * grid;

  return (guint) CLAMP (snapped, least, MAX (least, most / grid * grid));
}

void
so_week_layout_drop (const SoWeekLayout *layout, const SoWeekPlace *held, double width, double x, double y, double above, SoWeekPlace *to)
{
  const SoWeekColumn *column = column_at (layout, column_under (layout, width, x));
  guint last = layout->to > held->minutes ? layout->to - held->minutes : 0;

  *to = *held;
  to->day = column->day;
  to->start = snap (layout, layout->from + (y - above) / layout->view.zoom, MIN (layout->from, last), last);
  if (layout->view.lanes == SO_WEEK_ROOMS)
    to->room = column->lane;
  else if (layout->view.lanes == SO_WEEK_TEACHERS)
    to->teacher = column->lane;
}

void
so_week_layout_stretch (const SoWeekLayout *layout, const SoWeekPlace *held, double y, SoWeekPlace *to)
{
  guint grid = so_week_get_grid (layout->week), most = SO_WEEK_DAY_MINUTES - held->start;
  double minutes = round ((layout->from + y / layout->view.zoom - held->start) / grid) * grid;

  *to = *held;
  to->minutes = (guint) CLAMP (minutes, MIN (grid, most), most);
}

/* Arrow keys -------------------------------------------------------------------------------------- */

/* Columns and slots from left to right; what is in one column but not at the same time counts as one above the other. */
static int
across (const SoWeekLayout *layout, guint from, guint to)
{
  const SoWeekSession *a = so_week_get_session (layout->week, from), *b = so_week_get_session (layout->week, to);
  const Box *one = box_at (layout, from), *other = box_at (layout, to);
  int distance = ((int) other->column - (int) one->column) * 100;

  if (!distance && a->start < b->start + b->minutes && b->start < a->start + a->minutes)
    distance = (int) other->slot - (int) one->slot;
  return layout->view.rtl ? -distance : distance;
}

static guint
beside_across (const SoWeekLayout *layout, guint at, int sign)
{
  const SoWeekSession *from = so_week_get_session (layout->week, at);
  guint best = G_MAXUINT;
  int best_cost = G_MAXINT;

  for (guint i = 0; i < layout->boxes->len; i++)
    {
      int distance = box_at (layout, i)->column == G_MAXUINT ? 0 : across (layout, at, i) * sign;
      int cost = distance * SO_WEEK_DAY_MINUTES + abs ((int) so_week_get_session (layout->week, i)->start - (int) from->start);

      if (distance > 0 && cost < best_cost)
        {
          best = i;
          best_cost = cost;
        }
    }
  return best;
}

/* The sessions are sorted by time, and so are those of one column. */
static guint
beside_along (const SoWeekLayout *layout, guint at, int sign)
{
  for (guint i = at + sign; i < layout->boxes->len; i += sign)
    if (box_at (layout, i)->column == box_at (layout, at)->column)
      return i;
  return G_MAXUINT;
}

guint
so_week_layout_beside (const SoWeekLayout *layout, guint at, SoWeekDirection direction)
{
  if (at >= layout->boxes->len || box_at (layout, at)->column == G_MAXUINT)
    return G_MAXUINT;
  switch (direction)
    {
    case SO_WEEK_UP: return beside_along (layout, at, -1);
    case SO_WEEK_DOWN: return beside_along (layout, at, 1);
    case SO_WEEK_LEFT: return beside_across (layout, at, -1);
    default: return beside_across (layout, at, 1);
    }
}
