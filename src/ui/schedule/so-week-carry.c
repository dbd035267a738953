/* SPDX-License-Identifier: MIT */
#include "so-week-carry.h"

#include "so-week-step.h"
#include "so-week-words.h"

/* So near to its lower edge, a class is made longer or shorter; but never where less than that is left to take hold of. */
#define EDGE 8
/* So near to the edge of what is seen it scrolls by so much in each frame. */
#define BORDER 36
#define SCROLL 9
#define PREVIEW "copy"

struct _SoWeekCarry {
  GObject parent_instance;

  SoWeekGrid *grid;              /* borrowed, as is */
  GtkScrolledWindow *scrolled;
  SoWeekSource *source;          /* or NULL */
  GtkGesture *drag;              /* borrowed */

  char *id;                      /* of what is carried, or NULL */
  gboolean copied, by_pointer;
  SoWeek *week;                  /* the last one of the grid that it was judged in; or NULL */
  SoWeekPlace from, place;       /* ids borrowed from it */
  char *problem;

  char *pressed;                 /* id of the class under the pointer when it was pressed, or NULL */
  gboolean tapped;               /* something was carried by keys then: it is put down where the pointer is let go */
  gboolean stretched;            /* by its edge */
  double above;                  /* pixels from its upper edge to the pointer */
  double x, y;                   /* of the pointer, in what is seen of the grid */
  guint tick, reveal;
};

G_DEFINE_FINAL_TYPE (SoWeekCarry, so_week_carry, G_TYPE_OBJECT)

enum { MOVED, DROPPED, ENDED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Where it is ------------------------------------------------------------------------------------- */

static char *
judge (SoWeekCarry *self)
{
  SoWeek *week = so_week_grid_get_week (self->grid);
  const char *id = self->copied ? PREVIEW : self->id;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoWeek) preview = self->copied ? so_week_copy (week, self->id, PREVIEW, &self->place, &error) : so_week_move (week, self->id, &self->place, &error);
  g_autoptr (GPtrArray) problems = preview && self->source ? so_week_source_judge (self->source, preview, id) : NULL;

  if (error)
    return g_strdup (error->message);
  return problems ? so_week_words_problems (preview, problems, id) : NULL;
}

static void
show (SoWeekCarry *self)
{
  so_week_ref (so_week_grid_get_week (self->grid));
  g_clear_pointer (&self->week, so_week_unref);
  self->week = so_week_grid_get_week (self->grid);
  g_free (self->problem);
  self->problem = judge (self);
  so_week_grid_show_carried (self->grid, self->id, self->copied, &self->place, self->problem);
  g_signal_emit (self, signals[MOVED], 0);
}

static void
on_reveal (gpointer user_data)
{
  SoWeekCarry *self = user_data;
  const SoWeekLayout *layout = so_week_grid_get_layout (self->grid);
  SoWeekRect rect;

  self->reveal = 0;
  if (!self->id || !so_week_layout_place (layout, &self->place, gtk_widget_get_width (GTK_WIDGET (self->grid)), &rect))
    return;
  gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (self->scrolled), rect.y, rect.y + rect.height);
  gtk_adjustment_clamp_page (gtk_scrolled_window_get_hadjustment (self->scrolled), rect.x, rect.x + rect.width);
}

/* After the frame, for the plane may have grown with it. */
static void
reveal (SoWeekCarry *self)
{
  if (!self->reveal)
    self->reveal = g_idle_add_once (on_reveal, self);
}

static void
move_to (SoWeekCarry *self, const SoWeekPlace *to)
{
  if (so_week_place_equal (&self->place, to))
    return;
  self->place = *to;
  show (self);
}

static void
end (SoWeekCarry *self)
{
  g_autofree char *id = g_steal_pointer (&self->id);

  if (!id)
    return;
  g_clear_pointer (&self->problem, g_free);
  self->by_pointer = FALSE;
  so_week_grid_show_carried (self->grid, NULL, FALSE, NULL, NULL);
  g_signal_emit (self, signals[ENDED], 0);
}

static void
begin (SoWeekCarry *self, const char *id, gboolean copied, gboolean by_pointer)
{
  const SoWeekSession *session = so_week_find (so_week_grid_get_week (self->grid), id);

  if (!session)
    return;
  end (self);
  g_set_str (&self->id, id);
  self->copied = copied;
  self->by_pointer = by_pointer;
  self->from = self->place = so_week_session_place (session);
  show (self);
}

/* Keys -------------------------------------------------------------------------------------------- */

/* TRUE where it is a step; left and right are those of the screen. */
static gboolean
step_of_key (SoWeekCarry *self, guint keyval, GdkModifierType modifiers, SoWeekStep *step)
{
  gboolean shift = modifiers & GDK_SHIFT_MASK, control = modifiers & GDK_CONTROL_MASK;
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self->grid)) == GTK_TEXT_DIR_RTL, right = keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right;

  switch (keyval)
    {
    case GDK_KEY_Up: case GDK_KEY_KP_Up:
      *step = shift ? SO_WEEK_SHORTER : SO_WEEK_EARLIER;
      return TRUE;
    case GDK_KEY_Down: case GDK_KEY_KP_Down:
      *step = shift ? SO_WEEK_LONGER : SO_WEEK_LATER;
      return TRUE;
    case GDK_KEY_Left: case GDK_KEY_KP_Left: case GDK_KEY_Right: case GDK_KEY_KP_Right:
      if (right != rtl)
        *step = control || shift ? SO_WEEK_NEXT_DAY : SO_WEEK_NEXT_COLUMN;
      else
        *step = control || shift ? SO_WEEK_PREVIOUS_DAY : SO_WEEK_PREVIOUS_COLUMN;
      return TRUE;
    default:
      return FALSE;
    }
}

/* One of those that are hinted at. */
static void
take_place (SoWeekCarry *self, const SoWeekPlace *to)
{
  move_to (self, to);
  reveal (self);
}

static void
take_step (SoWeekCarry *self, SoWeekStep step)
{
  SoWeekPlace to;

  if (!so_week_step (so_week_grid_get_week (self->grid), so_week_grid_get_lanes (self->grid), &self->place, step, &to))
    {
      gtk_widget_error_bell (GTK_WIDGET (self->grid));
      return;
    }
  take_place (self, &to);
}

/* Before the grid and the window: as long as something is carried, keys are about it, and a letter starts nothing else. */
static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, SoWeekCarry *self)
{
  SoWeekStep step;
  SoWeekPlace to;

  if (!self->id)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Escape)
    so_week_carry_cancel (self);
  else if (self->by_pointer)
    return keyval != GDK_KEY_Control_L && keyval != GDK_KEY_Control_R;
  else if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter)
    so_week_carry_drop (self);
  else if (keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9 && so_week_grid_get_ghost (self->grid, keyval - GDK_KEY_1, &to))
    take_place (self, &to);
  else if (step_of_key (self, keyval, modifiers, &step))
    take_step (self, step);
  else
    return keyval >= GDK_KEY_space && keyval <= GDK_KEY_asciitilde && !(modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK));
  return GDK_EVENT_STOP;
}

/* Pointer ----------------------------------------------------------------------------------------- */

static gboolean
has_control (SoWeekCarry *self)
{
  return (gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (self->drag)) & GDK_CONTROL_MASK) != 0;
}

/* The place under the pointer, which stays where it is on the screen while the grid is scrolled under it. */
static void
follow_pointer (SoWeekCarry *self)
{
  double x = self->x + gtk_adjustment_get_value (gtk_scrolled_window_get_hadjustment (self->scrolled));
  double y = self->y + gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scrolled));
  const SoWeekLayout *layout = so_week_grid_get_layout (self->grid);
  SoWeekPlace to;

  if (self->stretched)
    so_week_layout_stretch (layout, &self->from, y + self->above, &to);
  else if (!so_week_grid_get_ghost (self->grid, so_week_grid_ghost_at (self->grid, x, y), &to))
    so_week_layout_drop (layout, &self->from, gtk_widget_get_width (GTK_WIDGET (self->grid)), x, y, self->above, &to);
  move_to (self, &to);
}

static double
push (double at, double size)
{
  return at < BORDER ? -SCROLL : at > size - BORDER ? SCROLL : 0;
}

static void
scroll (GtkAdjustment *adjustment, double by)
{
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + by);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  SoWeekCarry *self = user_data;
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->scrolled), *along = gtk_scrolled_window_get_vadjustment (self->scrolled);
  double by_x = push (self->x, gtk_adjustment_get_page_size (across)), by_y = push (self->y, gtk_adjustment_get_page_size (along));

  if (!self->id || !self->by_pointer)
    {
      self->tick = 0;
      return G_SOURCE_REMOVE;
    }
  if (by_x || by_y)
    {
      scroll (across, by_x);
      scroll (along, by_y);
    }
  /* Also where it stands still: a suggested place may have come under it. */
  follow_pointer (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
at_edge (const SoWeekRect *rect, double y)
{
  return rect->height > 2 * EDGE && y >= rect->y + rect->height - EDGE;
}

/* A finger scrolls; it takes up a class by the menu or by pressing long, and taps where it shall be. */
static gboolean
is_touch (SoWeekCarry *self)
{
  GdkDevice *device = gtk_event_controller_get_current_event_device (GTK_EVENT_CONTROLLER (self->drag));

  return device && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, SoWeekCarry *self)
{
  SoWeekRect rect;
  const SoWeekSession *session = so_week_grid_session_at (self->grid, x, y, &rect);

  if (so_week_grid_get_n_ghosts (self->grid))
    return;
  self->tapped = self->id != NULL;
  g_set_str (&self->pressed, session ? session->id : NULL);
  if (!session)
    return;
  if (!self->id)
    so_week_grid_choose (self->grid, session->id);
  self->stretched = at_edge (&rect, y);
  self->above = self->stretched ? rect.y + rect.height - y : y - rect.y;
}

static void
on_drag_update (GtkGestureDrag *drag, double by_x, double by_y, SoWeekCarry *self)
{
  double x, y;

  if (!self->pressed || is_touch (self))
    return;
  if (!self->by_pointer)
    {
      if (!gtk_drag_check_threshold (GTK_WIDGET (self->grid), 0, 0, (int) by_x, (int) by_y))
        return;
      gtk_gesture_set_state (self->drag, GTK_EVENT_SEQUENCE_CLAIMED);
      begin (self, self->pressed, has_control (self), TRUE);
    }
  if (!self->id)
    return;
  gtk_gesture_drag_get_start_point (drag, &x, &y);
  self->x = x + by_x - gtk_adjustment_get_value (gtk_scrolled_window_get_hadjustment (self->scrolled));
  self->y = y + by_y - gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scrolled));
  if (self->copied != has_control (self))
    {
      self->copied = !self->copied;
      show (self);
    }
  follow_pointer (self);
  if (!self->tick)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->grid), on_tick, self, NULL);
}

static void
put_down (SoWeekCarry *self, double x, double y)
{
  SoWeekPlace to;

  if (!so_week_grid_get_ghost (self->grid, so_week_grid_ghost_at (self->grid, x, y), &to))
    so_week_layout_drop (so_week_grid_get_layout (self->grid), &self->place, gtk_widget_get_width (GTK_WIDGET (self->grid)), x, y, 0, &to);
  move_to (self, &to);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static void
on_drag_end (GtkGestureDrag *drag, double by_x, double by_y, SoWeekCarry *self)
{
  g_autofree char *pressed = g_steal_pointer (&self->pressed);
  double x, y;

  if (self->id && self->by_pointer)
    {
      self->copied = has_control (self);
      so_week_carry_drop (self);
    }
  else if (self->id && self->tapped && !gtk_drag_check_threshold (GTK_WIDGET (self->grid), 0, 0, (int) by_x, (int) by_y) && gtk_gesture_drag_get_start_point (drag, &x, &y))
    put_down (self, x, y);
}

static void
on_drag_cancelled (SoWeekCarry *self)
{
  g_clear_pointer (&self->pressed, g_free);
  if (self->by_pointer)
    so_week_carry_cancel (self);
}

static void
on_long_press (GtkGestureLongPress *press, double x, double y, SoWeekCarry *self)
{
  SoWeekRect rect;
  const SoWeekSession *session = so_week_grid_session_at (self->grid, x, y, &rect);

  if (session && !self->id)
    so_week_carry_take_up (self, session->id, FALSE);
}

/* One sees where it can be made longer. */
static void
on_motion (GtkEventControllerMotion *motion, double x, double y, SoWeekCarry *self)
{
  SoWeekRect rect;
  gboolean edge = !self->id && so_week_grid_session_at (self->grid, x, y, &rect) && at_edge (&rect, y);

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->grid), edge ? "ns-resize" : self->by_pointer ? "grabbing" : NULL);
}

/* Making it --------------------------------------------------------------------------------------- */

static void
so_week_carry_dispose (GObject *object)
{
  SoWeekCarry *self = SO_WEEK_CARRY (object);

  if (self->tick)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->grid), self->tick);
  self->tick = 0;
  g_clear_handle_id (&self->reveal, g_source_remove);
  g_clear_object (&self->source);
  g_clear_pointer (&self->week, so_week_unref);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->pressed, g_free);
  g_clear_pointer (&self->problem, g_free);
  G_OBJECT_CLASS (so_week_carry_parent_class)->dispose (object);
}

static void
so_week_carry_class_init (SoWeekCarryClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_week_carry_dispose;
  signals[MOVED] = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DROPPED] = g_signal_new ("dropped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ENDED] = g_signal_new ("ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
so_week_carry_init (SoWeekCarry *self)
{
}

static void
listen (SoWeekCarry *self, GtkEventController *controller, const char *signal, GCallback callback)
{
  g_signal_connect_object (controller, signal, callback, self, 0);
  if (!gtk_event_controller_get_widget (controller))
    gtk_widget_add_controller (GTK_WIDGET (self->grid), controller);
}

SoWeekCarry *
so_week_carry_new (SoWeekGrid *grid, GtkScrolledWindow *scrolled)
{
  SoWeekCarry *self = g_object_new (SO_TYPE_WEEK_CARRY, NULL);
  GtkEventController *keys = gtk_event_controller_key_new (), *motion = gtk_event_controller_motion_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  self->grid = grid;
  self->scrolled = scrolled;
  self->drag = gtk_gesture_drag_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  listen (self, keys, "key-pressed", G_CALLBACK (on_key));
  listen (self, GTK_EVENT_CONTROLLER (self->drag), "drag-begin", G_CALLBACK (on_drag_begin));
  listen (self, GTK_EVENT_CONTROLLER (self->drag), "drag-update", G_CALLBACK (on_drag_update));
  listen (self, GTK_EVENT_CONTROLLER (self->drag), "drag-end", G_CALLBACK (on_drag_end));
  g_signal_connect_object (self->drag, "cancel", G_CALLBACK (on_drag_cancelled), self, G_CONNECT_SWAPPED);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  listen (self, GTK_EVENT_CONTROLLER (press), "pressed", G_CALLBACK (on_long_press));
  listen (self, motion, "motion", G_CALLBACK (on_motion));
  return self;
}

void
so_week_carry_set_source (SoWeekCarry *self, SoWeekSource *source)
{
  g_return_if_fail (SO_IS_WEEK_CARRY (self));
  g_set_object (&self->source, source);
}

void
so_week_carry_take_up (SoWeekCarry *self, const char *id, gboolean copied)
{
  g_return_if_fail (SO_IS_WEEK_CARRY (self) && id);

  begin (self, id, copied, FALSE);
  so_week_grid_choose (self->grid, id);
  reveal (self);
}

void
so_week_carry_drop (SoWeekCarry *self)
{
  g_return_if_fail (SO_IS_WEEK_CARRY (self));

  if (self->id && (self->copied || !so_week_place_equal (&self->from, &self->place)))
    g_signal_emit (self, signals[DROPPED], 0);
  end (self);
}

void
so_week_carry_cancel (SoWeekCarry *self)
{
  g_return_if_fail (SO_IS_WEEK_CARRY (self));
  /* The pointer may still be down, and moves on. */
  g_clear_pointer (&self->pressed, g_free);
  end (self);
}

void
so_week_carry_update (SoWeekCarry *self)
{
  SoWeek *week = so_week_grid_get_week (self->grid);
  const SoWeekLane *room, *teacher;

  g_return_if_fail (SO_IS_WEEK_CARRY (self));

  if (!self->id)
    return;
  room = so_week_find_lane (week, SO_WEEK_ROOMS, self->place.room);
  teacher = so_week_find_lane (week, SO_WEEK_TEACHERS, self->place.teacher);
  if (!so_week_find (week, self->id) || (self->place.room && !room) || (self->place.teacher && !teacher))
    {
      so_week_carry_cancel (self);
      return;
    }
  self->from = so_week_session_place (so_week_find (week, self->id));
  self->place.room = room ? room->id : NULL;
  self->place.teacher = teacher ? teacher->id : NULL;
  show (self);
}

const char *
so_week_carry_get_id (SoWeekCarry *self)
{
  return self->id;
}

gboolean
so_week_carry_is_copied (SoWeekCarry *self)
{
  return self->copied;
}

gboolean
so_week_carry_by_pointer (SoWeekCarry *self)
{
  return self->by_pointer;
}

const SoWeekPlace *
so_week_carry_get_place (SoWeekCarry *self)
{
  return &self->place;
}

const char *
so_week_carry_get_problem (SoWeekCarry *self)
{
  return self->problem;
}
