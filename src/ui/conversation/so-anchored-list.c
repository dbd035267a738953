/* SPDX-License-Identifier: MIT */
#include "so-anchored-list.h"

#include <math.h>

/* What a row takes until rows were seen. */
#define GUESSED_HEIGHT 64.0
#define SPARE_ROWS 8

typedef struct {
  GtkWidget *widget;
  guint position;
  int y, height;      /* in the last layout */
  gboolean fresh;     /* has to be bound */
} Row;

struct _SoAnchoredList {
  GtkWidget parent_instance;

  GListModel *model;
  SoAnchoredListMake make;
  SoAnchoredListBind bind;
  gpointer user_data;

  GArray *rows;           /* Row, by position, without gaps after a layout */
  GPtrArray *spare;       /* widgets without a row */
  GtkAdjustment *adjustments[2];
  GtkScrollablePolicy policies[2];

  /* The anchor: the point @fraction of the row at @anchor is @from_end pixels above the lower edge. */
  gboolean at_end;
  guint anchor;
  double fraction;
  double from_end;

  double average;         /* height of a row, damped */
  double value;           /* the adjustment's as this list set it */
  gboolean configuring;
  guint focus_position;   /* row that has or had the focus, or INVALID */
  gboolean focus_wanted;  /* as soon as it exists */
};

enum { PROP_0, PROP_HADJUSTMENT, PROP_VADJUSTMENT, PROP_HSCROLL_POLICY, PROP_VSCROLL_POLICY };

G_DEFINE_FINAL_TYPE_WITH_CODE (SoAnchoredList, so_anchored_list, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static guint
n_items (SoAnchoredList *self)
{
  return self->model ? g_list_model_get_n_items (self->model) : 0;
}

static Row *
find_row (SoAnchoredList *self, guint position)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_array_index (self->rows, Row, i).position == position)
      return &g_array_index (self->rows, Row, i);
  return NULL;
}

static void
put_aside (SoAnchoredList *self, guint index)
{
  GtkWidget *widget = g_array_index (self->rows, Row, index).widget;

  /* The focus must not get lost with a row that is scrolled away. */
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) == widget)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_set_child_visible (widget, FALSE);
  if (self->spare->len < SPARE_ROWS)
    g_ptr_array_add (self->spare, widget);
  else
    gtk_widget_unparent (widget);
  g_array_remove_index (self->rows, index);
}

static void
bind_row (SoAnchoredList *self, Row *row)
{
  g_autoptr (GObject) item = g_list_model_get_item (self->model, row->position);
  g_autoptr (GObject) previous = row->position ? g_list_model_get_item (self->model, row->position - 1) : NULL;

  self->bind (row->widget, item, previous, self->user_data);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row->widget),
                                  GTK_ACCESSIBLE_RELATION_POS_IN_SET, (int) row->position + 1,
                                  GTK_ACCESSIBLE_RELATION_SET_SIZE, (int) n_items (self), -1);
  row->fresh = FALSE;
}

static Row *
ensure_row (SoAnchoredList *self, guint position)
{
  Row *found = find_row (self, position);
  Row row = { NULL, position, 0, 0, TRUE };
  guint at = 0;

  if (found)
    return found;
  if (self->spare->len)
    {
      row.widget = g_ptr_array_steal_index (self->spare, self->spare->len - 1);
    }
  else
    {
      row.widget = self->make (self->user_data);
      gtk_widget_set_parent (row.widget, GTK_WIDGET (self));
    }
  gtk_widget_set_child_visible (row.widget, TRUE);
  while (at < self->rows->len && g_array_index (self->rows, Row, at).position < position)
    at++;
  /* Children in reading order, for the Tab key and screen readers. */
  gtk_widget_insert_after (row.widget, GTK_WIDGET (self), at ? g_array_index (self->rows, Row, at - 1).widget : NULL);
  g_array_insert_val (self->rows, at, row);
  return &g_array_index (self->rows, Row, at);
}

/* Makes, binds and measures the row at @position. */
static int
row_height (SoAnchoredList *self, guint position, int width)
{
  Row *row = ensure_row (self, position);

  if (row->fresh)
    bind_row (self, row);
  gtk_widget_measure (row->widget, GTK_ORIENTATION_VERTICAL, width, NULL, &row->height, NULL, NULL);
  self->average += (row->height - self->average) * 0.02;
  return row->height;
}

/* Lays rows out from the anchor's up and down until the view is full; the range in *@first, *@last and the
 * upper edge of the first in *@top. */
static void
fill (SoAnchoredList *self, int width, int height, guint *first, guint *last, int *top, int *bottom)
{
  guint n = n_items (self);
  int h;

  *first = *last = self->at_end ? n - 1 : MIN (self->anchor, n - 1);
  h = row_height (self, *first, width);
  *top = self->at_end ? height - h : (int) floor (height - self->from_end - self->fraction * h + 0.5);
  *bottom = *top + h;
  while (*bottom < height && *last + 1 < n)
    *bottom += row_height (self, ++*last, width);
  if (*bottom < height)
    {
      /* Never empty below the last row. */
      *top += height - *bottom;
      *bottom = height;
    }
  while (*top > 0 && *first > 0)
    *top -= row_height (self, --*first, width);
  if (*top > 0 && *bottom - *top > height)
    {
      *bottom -= *top;
      *top = 0;
      while (*bottom < height && *last + 1 < n)
        *bottom += row_height (self, ++*last, width);
    }
}

static void
remember_anchor (SoAnchoredList *self, int height, gboolean end)
{
  double middle = height / 2.0;

  self->at_end = end;
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = &g_array_index (self->rows, Row, i);

      if (row->y > middle && i)
        break;
      self->anchor = row->position;
      self->fraction = row->height ? CLAMP ((middle - row->y) / row->height, 0, 1) : 0;
      self->from_end = height - (row->y + self->fraction * row->height);
    }
}

static void
configure (SoAnchoredList *self, guint first, guint last, int top, int bottom, int height)
{
  guint n = n_items (self);
  double below = n ? (n - 1 - last) * self->average + MAX (0, bottom - height) : 0;
  double upper;

  /* Where there is room above, the value stays what the finger made it: a kinetic scroll counts on it. */
  if (!n || first == 0)
    self->value = MAX (0, -top);
  else if (self->value < first * 24.0 || fabs (self->value - (first * self->average - top)) > 20000)
    self->value = first * self->average - top;
  upper = self->value + height + below;
  self->configuring = TRUE;
  if (self->adjustments[1])
    gtk_adjustment_configure (self->adjustments[1], self->value, 0, MAX (upper, height), height * 0.1, height * 0.9, height);
  if (self->adjustments[0])
    {
      int width = gtk_widget_get_width (GTK_WIDGET (self));
      gtk_adjustment_configure (self->adjustments[0], 0, 0, width, width * 0.1, width * 0.9, width);
    }
  self->configuring = FALSE;
}

static void
place_rows (SoAnchoredList *self, guint first, guint last, int top, int width)
{
  for (guint i = self->rows->len; i-- > 0;)
    {
      guint position = g_array_index (self->rows, Row, i).position;
      if (position < first || position > last)
        put_aside (self, i);
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = &g_array_index (self->rows, Row, i);

      row->y = top;
      gtk_widget_size_allocate (row->widget, &(GtkAllocation) { 0, top, width, row->height }, -1);
      top += row->height;
    }
}

static void
take_wanted_focus (SoAnchoredList *self)
{
  Row *row = self->focus_wanted ? find_row (self, self->focus_position) : NULL;

  self->focus_wanted = FALSE;
  if (row)
    gtk_widget_grab_focus (row->widget);
}

static void
so_anchored_list_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SoAnchoredList *self = SO_ANCHORED_LIST (widget);
  guint first = 0, last = 0;
  int top = 0, bottom = 0;

  if (!n_items (self))
    {
      while (self->rows->len)
        put_aside (self, self->rows->len - 1);
      configure (self, 0, 0, 0, 0, height);
      return;
    }
  fill (self, width, height, &first, &last, &top, &bottom);
  place_rows (self, first, last, top, width);
  remember_anchor (self, height, last + 1 == n_items (self) && bottom <= height);
  configure (self, first, last, top, bottom, height);
  take_wanted_focus (self);
}

static void
so_anchored_list_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 160 : 1;
  *natural = 320;
}

static void
jump_to_value (SoAnchoredList *self, double value, int height)
{
  guint n = n_items (self);

  self->anchor = MIN ((guint) (value / self->average), n ? n - 1 : 0);
  self->fraction = 0;
  self->from_end = height - (self->anchor * self->average - value);
}

static void
on_value_changed (GtkAdjustment *adjustment, SoAnchoredList *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  double value = gtk_adjustment_get_value (adjustment);
  double delta = value - self->value;

  if (self->configuring || delta == 0 || !n_items (self))
    return;
  self->value = value;
  self->at_end = value >= gtk_adjustment_get_upper (adjustment) - height - 0.5;
  if (fabs (delta) < 3.0 * height)
    self->from_end += delta;
  else
    jump_to_value (self, value, height);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, SoAnchoredList *self)
{
  for (guint i = self->rows->len; i-- > 0;)
    {
      Row *row = &g_array_index (self->rows, Row, i);

      if (row->position >= position && row->position < position + removed)
        {
          put_aside (self, i);
          continue;
        }
      if (row->position >= position + removed)
        row->position += added - removed;
      /* It shows the day and the sender only where they differ from the row before. */
      row->fresh |= row->position == position + added;
    }
  if (self->anchor >= position + removed)
    self->anchor += added - removed;
  else if (self->anchor >= position)
    self->anchor = position;
  if (self->focus_position != GTK_INVALID_LIST_POSITION && self->focus_position >= position + removed)
    self->focus_position += added - removed;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
move_focus (SoAnchoredList *self, guint position)
{
  Row *row = find_row (self, position);
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (position >= n_items (self))
    return FALSE;
  self->focus_position = position;
  if (row && row->y >= 0 && row->y + row->height <= height)
    return gtk_widget_grab_focus (row->widget);
  self->focus_wanted = TRUE;
  self->at_end = position + 1 == n_items (self);
  self->anchor = position;
  /* Upwards to the upper edge, downwards to the lower one. */
  self->fraction = row && row->y < 0 ? 0 : 1;
  self->from_end = row && row->y < 0 ? height : 0;
  if (row && row->height > height)
    self->fraction = 0, self->from_end = height;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return TRUE;
}

static guint
focused_position (SoAnchoredList *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));

  for (guint i = 0; child && i < self->rows->len; i++)
    if (g_array_index (self->rows, Row, i).widget == child)
      return g_array_index (self->rows, Row, i).position;
  return self->focus_position;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, SoAnchoredList *self)
{
  guint n = n_items (self), at = focused_position (self);

  if (!n || modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK))
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return at == GTK_INVALID_LIST_POSITION ? move_focus (self, n - 1) : at > 0 && move_focus (self, at - 1);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return at == GTK_INVALID_LIST_POSITION ? move_focus (self, n - 1) : move_focus (self, at + 1);
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      so_anchored_list_scroll_to (self, 0, TRUE);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      so_anchored_list_scroll_to (self, n - 1, TRUE);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* One stop of the Tab key: into the row that had the focus or the last one, through what can be
 * pressed in that row, and out. */
static gboolean
so_anchored_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  SoAnchoredList *self = SO_ANCHORED_LIST (widget);
  GtkWidget *child = gtk_widget_get_focus_child (widget);
  Row *row;

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return FALSE;
  if (child)
    return gtk_widget_child_focus (child, direction);
  if (gtk_widget_has_focus (widget) || !self->rows->len)
    return FALSE;
  row = find_row (self, self->focus_position);
  if (!row)
    row = &g_array_index (self->rows, Row, self->rows->len - 1);
  return gtk_widget_grab_focus (row->widget);
}

static gboolean
so_anchored_list_grab_focus (GtkWidget *widget)
{
  SoAnchoredList *self = SO_ANCHORED_LIST (widget);
  Row *row = find_row (self, self->focus_position);

  if (!row && self->rows->len)
    row = &g_array_index (self->rows, Row, self->rows->len - 1);
  if (row && gtk_widget_get_child_visible (row->widget) && gtk_widget_get_focus_child (widget) != row->widget)
    return gtk_widget_grab_focus (row->widget);
  return GTK_WIDGET_CLASS (so_anchored_list_parent_class)->grab_focus (widget);
}

static void
so_anchored_list_set_focus_child (GtkWidget *widget, GtkWidget *child)
{
  SoAnchoredList *self = SO_ANCHORED_LIST (widget);

  GTK_WIDGET_CLASS (so_anchored_list_parent_class)->set_focus_child (widget, child);
  for (guint i = 0; child && i < self->rows->len; i++)
    if (g_array_index (self->rows, Row, i).widget == child)
      self->focus_position = g_array_index (self->rows, Row, i).position;
}

static void
set_adjustment (SoAnchoredList *self, int which, GtkAdjustment *adjustment)
{
  if (self->adjustments[which])
    g_signal_handlers_disconnect_by_func (self->adjustments[which], on_value_changed, self);
  g_set_object (&self->adjustments[which], adjustment);
  if (adjustment && which == 1)
    g_signal_connect (adjustment, "value-changed", G_CALLBACK (on_value_changed), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
so_anchored_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SoAnchoredList *self = SO_ANCHORED_LIST (object);

  if (id == PROP_HADJUSTMENT || id == PROP_VADJUSTMENT)
    g_value_set_object (value, self->adjustments[id - PROP_HADJUSTMENT]);
  else
    g_value_set_enum (value, self->policies[id - PROP_HSCROLL_POLICY]);
}

static void
so_anchored_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SoAnchoredList *self = SO_ANCHORED_LIST (object);

  if (id == PROP_HADJUSTMENT || id == PROP_VADJUSTMENT)
    set_adjustment (self, id - PROP_HADJUSTMENT, g_value_get_object (value));
  else
    self->policies[id - PROP_HSCROLL_POLICY] = g_value_get_enum (value);
}

static void
so_anchored_list_dispose (GObject *object)
{
  SoAnchoredList *self = SO_ANCHORED_LIST (object);

  if (self->rows)
    so_anchored_list_set_model (self, NULL);
  for (guint i = 0; self->rows && i < self->rows->len; i++)
    gtk_widget_unparent (g_array_index (self->rows, Row, i).widget);
  for (guint i = 0; self->spare && i < self->spare->len; i++)
    gtk_widget_unparent (self->spare->pdata[i]);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->spare, g_ptr_array_unref);
  set_adjustment (self, 0, NULL);
  set_adjustment (self, 1, NULL);
  G_OBJECT_CLASS (so_anchored_list_parent_class)->dispose (object);
}

static void
so_anchored_list_class_init (SoAnchoredListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = so_anchored_list_dispose;
  object_class->get_property = so_anchored_list_get_property;
  object_class->set_property = so_anchored_list_set_property;
  widget_class->measure = so_anchored_list_measure;
  widget_class->size_allocate = so_anchored_list_size_allocate;
  widget_class->focus = so_anchored_list_focus;
  widget_class->grab_focus = so_anchored_list_grab_focus;
  widget_class->set_focus_child = so_anchored_list_set_focus_child;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  gtk_widget_class_set_css_name (widget_class, "anchoredlist");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
so_anchored_list_init (SoAnchoredList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->spare = g_ptr_array_new ();
  self->average = GUESSED_HEIGHT;
  self->at_end = TRUE;
  self->focus_position = GTK_INVALID_LIST_POSITION;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

SoAnchoredList *
so_anchored_list_new (void)
{
  return g_object_new (SO_TYPE_ANCHORED_LIST, NULL);
}

void
so_anchored_list_set_rows (SoAnchoredList *self, SoAnchoredListMake make, SoAnchoredListBind bind, gpointer user_data)
{
  g_return_if_fail (SO_IS_ANCHORED_LIST (self));

  self->make = make;
  self->bind = bind;
  self->user_data = user_data;
}

void
so_anchored_list_set_model (SoAnchoredList *self, GListModel *model)
{
  g_return_if_fail (SO_IS_ANCHORED_LIST (self));

  if (self->model == model)
    return;
  if (self->model)
    g_signal_handlers_disconnect_by_func (self->model, on_items_changed, self);
  while (self->rows->len)
    put_aside (self, self->rows->len - 1);
  g_set_object (&self->model, model);
  self->at_end = TRUE;
  self->value = 0;
  self->focus_position = GTK_INVALID_LIST_POSITION;
  self->focus_wanted = FALSE;
  if (model)
    g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
so_anchored_list_scroll_to (SoAnchoredList *self, guint position, gboolean focus)
{
  g_return_if_fail (SO_IS_ANCHORED_LIST (self));

  if (position >= n_items (self))
    return;
  self->at_end = position + 1 == n_items (self);
  self->anchor = position;
  self->fraction = 0.5;
  self->from_end = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
  self->focus_position = position;
  self->focus_wanted = focus;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

gboolean
so_anchored_list_page (SoAnchoredList *self, int direction)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  double from_end = self->from_end;

  g_return_val_if_fail (SO_IS_ANCHORED_LIST (self), FALSE);

  if (!self->rows->len || (direction > 0 && self->at_end))
    return FALSE;
  if (direction < 0 && g_array_index (self->rows, Row, 0).position == 0 && g_array_index (self->rows, Row, 0).y >= 0)
    return FALSE;
  self->at_end = FALSE;
  self->from_end = from_end + direction * height * 0.9;
  self->value += direction * height * 0.9;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return TRUE;
}

gboolean
so_anchored_list_is_at_end (SoAnchoredList *self)
{
  return self->at_end;
}

guint
so_anchored_list_get_n_rows (SoAnchoredList *self)
{
  return self->rows->len;
}
