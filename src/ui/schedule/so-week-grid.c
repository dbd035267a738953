/* SPDX-License-Identifier: MIT */
#include "so-week-grid.h"

#include "so-week-block.h"
#include "so-week-fill.h"
#include "so-week-ghosts.h"
#include "so-week-paint.h"

#include <glib/gi18n.h>

/* Between classes, so that one sees where one ends. */
#define GAP 2

struct _SoWeekGrid {
  GtkWidget parent_instance;

  SoWeek *week;            /* or NULL */
  GPtrArray *problems;     /* SoWeekProblem */
  SoWeekView view;
  SoWeekLayout *layout;    /* of both; or NULL */
  int today, now;          /* -1: in another week */
  GHashTable *blocks;      /* id → SoWeekBlock, which is a child */
  char *current;           /* id of the class with the focus, or the last one */

  GtkWidget *carried;      /* a child */
  char *lifted;            /* id of the class that is carried, or NULL */
  SoWeekPlace place;       /* where; ids borrowed from the week */

  SoWeekGhosts ghosts;
  guint reveal;            /* idle that scrolls to the one that has the focus, or 0 */
};

G_DEFINE_FINAL_TYPE (SoWeekGrid, so_week_grid, GTK_TYPE_WIDGET)

enum { RELAID, EDGE, SHOWN_DAY, GHOST, N_SIGNALS };
static guint signals[N_SIGNALS];

/* A block for each class ------------------------------------------------------------------------- */

static gboolean
is_shown (SoWeekGrid *self, const SoWeekSession *session)
{
  return self->view.day < 0 || session->day == (guint) self->view.day;
}

/* In the order of the week, which is that of screen readers; a class keeps its widget as long as it is in the week. */
static void
fill_blocks (SoWeekGrid *self)
{
  guint n = self->week ? so_week_get_n_sessions (self->week) : 0;
  g_autoptr (GHashTable) before = g_steal_pointer (&self->blocks);
  GHashTableIter iter;
  gpointer block;
  GtkWidget *previous = NULL;

  self->blocks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < n; i++)
    {
      const SoWeekSession *session = so_week_get_session (self->week, i);

      block = g_hash_table_lookup (before, session->id);
      g_hash_table_remove (before, session->id);
      if (!block)
        {
          block = so_week_block_new (SO_WEEK_BLOCK_CLASS);
          so_week_block_set_id (block, session->id);
        }
      if (!gtk_widget_get_parent (block) || gtk_widget_get_prev_sibling (block) != previous)
        gtk_widget_insert_after (block, GTK_WIDGET (self), previous);
      previous = block;
      g_hash_table_insert (self->blocks, g_strdup (session->id), block);
      so_week_fill_class (block, self->week, self->problems, session, self->view.lanes);
      so_week_block_number (block, i, n);
      gtk_widget_set_child_visible (block, is_shown (self, session));
    }
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, NULL, &block))
    gtk_widget_unparent (block);
}

/* Laying out -------------------------------------------------------------------------------------- */

/* The hours that are shown hold it, too. */
static void
cover (SoWeekView *view, const SoWeekPlace *place)
{
  view->from = view->to ? MIN (view->from, place->start) : place->start;
  view->to = MAX (view->to, place->start + place->minutes);
}

static void
relay (SoWeekGrid *self)
{
  g_clear_pointer (&self->layout, so_week_layout_free);
  if (self->week)
    {
      self->view.rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
      self->view.from = self->view.to = 0;
      if (self->lifted)
        cover (&self->view, &self->place);
      for (guint i = 0; i < so_week_grid_get_n_ghosts (self); i++)
        cover (&self->view, so_week_ghosts_place (&self->ghosts, i));
      self->layout = so_week_layout_new (self->week, &self->view);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_signal_emit (self, signals[RELAID], 0);
}

static void
so_week_grid_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  SoWeekGrid *self = SO_WEEK_GRID (widget);

  *minimum = !self->layout ? 0 : orientation == GTK_ORIENTATION_HORIZONTAL ? so_week_layout_get_min_width (self->layout) : so_week_layout_get_height (self->layout) + 1;
  *natural = *minimum;
}

static void
put (GtkWidget *block, gboolean there, const SoWeekRect *rect)
{
  GtkAllocation place;

  gtk_widget_set_child_visible (block, there);
  if (!there)
    return;
  place.x = (int) rect->x + GAP / 2;
  place.y = (int) rect->y + 1;
  place.width = MAX (1, (int) (rect->x + rect->width) - place.x - GAP / 2);
  place.height = MAX (1, (int) (rect->y + rect->height) - place.y);
  gtk_widget_size_allocate (block, &place, -1);
}

static void
so_week_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SoWeekGrid *self = SO_WEEK_GRID (widget);
  SoWeekRect rect = { 0 };

  for (guint i = 0; self->layout && i < so_week_get_n_sessions (self->week); i++)
    {
      gboolean there = so_week_layout_session (self->layout, i, width, &rect);

      put (g_hash_table_lookup (self->blocks, so_week_get_session (self->week, i)->id), there, &rect);
    }
  for (guint i = 0; self->layout && i < so_week_ghosts_get_n (&self->ghosts); i++)
    {
      const SoWeekPlace *place = so_week_ghosts_place (&self->ghosts, i);
      /* The hours do not grow under the pointer for what is only seen. */
      gboolean there = place->start >= so_week_layout_get_from (self->layout) && place->start + place->minutes <= so_week_layout_get_to (self->layout) &&
                       so_week_layout_place (self->layout, place, width, &rect);

      put (self->ghosts.blocks->pdata[i], there, &rect);
    }
  put (self->carried, self->layout && self->lifted && so_week_layout_place (self->layout, &self->place, width, &rect), &rect);
}

static void
so_week_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SoWeekGrid *self = SO_WEEK_GRID (widget);

  if (self->layout)
    so_week_paint (widget, snapshot, self->week, self->layout, self->today);
  GTK_WIDGET_CLASS (so_week_grid_parent_class)->snapshot (widget, snapshot);
  if (self->layout && self->now >= 0)
    so_week_paint_now (widget, snapshot, self->layout, self->today, (guint) self->now);
}

static void
so_week_grid_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  GTK_WIDGET_CLASS (so_week_grid_parent_class)->direction_changed (widget, previous);
  relay (SO_WEEK_GRID (widget));
}

/* Focus ------------------------------------------------------------------------------------------- */

static GtkWidget *
block_of (SoWeekGrid *self, const char *id)
{
  return id ? g_hash_table_lookup (self->blocks, id) : NULL;
}

const SoWeekSession *
so_week_grid_get_current (SoWeekGrid *self)
{
  const SoWeekSession *session;

  g_return_val_if_fail (SO_IS_WEEK_GRID (self), NULL);

  session = self->week ? so_week_find (self->week, self->current) : NULL;
  if (session && is_shown (self, session))
    return session;
  for (guint i = 0; self->week && i < so_week_get_n_sessions (self->week); i++)
    if (is_shown (self, so_week_get_session (self->week, i)))
      return so_week_get_session (self->week, i);
  return NULL;
}

static gboolean
so_week_grid_grab_focus (GtkWidget *widget)
{
  SoWeekGrid *self = SO_WEEK_GRID (widget);
  const SoWeekSession *current = so_week_grid_get_current (self);

  if (so_week_grid_get_n_ghosts (self))
    return gtk_widget_grab_focus (self->ghosts.blocks->pdata[0]);
  return current && gtk_widget_grab_focus (block_of (self, current->id));
}

/* One stop of Tab, however many classes there are. */
static gboolean
so_week_grid_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if (gtk_widget_get_focus_child (widget))
    return FALSE;
  return gtk_widget_grab_focus (widget);
}

static void
so_week_grid_set_focus_child (GtkWidget *widget, GtkWidget *child)
{
  SoWeekGrid *self = SO_WEEK_GRID (widget);

  GTK_WIDGET_CLASS (so_week_grid_parent_class)->set_focus_child (widget, child);
  if (SO_IS_WEEK_BLOCK (child) && so_week_block_get_id (SO_WEEK_BLOCK (child)))
    g_set_str (&self->current, so_week_block_get_id (SO_WEEK_BLOCK (child)));
}

/* A block that was made just now has its place only after the frame. */
static void
on_reveal (gpointer user_data)
{
  SoWeekGrid *self = user_data;
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT), *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));

  self->reveal = 0;
  if (viewport && focus)
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), focus, NULL);
}

static void
choose_ghost (SoWeekGrid *self, guint at)
{
  guint day;

  if (at >= so_week_ghosts_get_n (&self->ghosts))
    return;
  day = so_week_ghosts_place (&self->ghosts, at)->day;
  if (self->view.day >= 0 && day != (guint) self->view.day)
    g_signal_emit (self, signals[SHOWN_DAY], 0, day);
  gtk_widget_set_child_visible (self->ghosts.blocks->pdata[at], TRUE);
  gtk_widget_grab_focus (self->ghosts.blocks->pdata[at]);
  if (!self->reveal)
    self->reveal = g_idle_add_once (on_reveal, self);
}

static gboolean
on_ghost_key (SoWeekGrid *self, guint keyval)
{
  guint at = 0, digit = keyval - GDK_KEY_1;

  g_ptr_array_find (self->ghosts.blocks, gtk_widget_get_focus_child (GTK_WIDGET (self)), &at);
  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_Right)
    choose_ghost (self, at + 1);
  else if ((keyval == GDK_KEY_Up || keyval == GDK_KEY_Left) && at)
    choose_ghost (self, at - 1);
  else if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter)
    g_signal_emit (self, signals[GHOST], 0, at);
  else if (digit < self->ghosts.blocks->len && digit < 9)
    g_signal_emit (self, signals[GHOST], 0, digit);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
on_arrow (SoWeekGrid *self, SoWeekDirection direction)
{
  const SoWeekSession *current = so_week_grid_get_current (self);
  guint to = current ? so_week_layout_beside (self->layout, so_week_index (self->week, current->id), direction) : G_MAXUINT;

  if (to != G_MAXUINT)
    so_week_grid_choose (self, so_week_get_session (self->week, to)->id);
  else if (self->view.day >= 0 && (direction == SO_WEEK_LEFT || direction == SO_WEEK_RIGHT))
    g_signal_emit (self, signals[EDGE], 0, (direction == SO_WEEK_RIGHT) == self->view.rtl ? -1 : 1);
  return GDK_EVENT_STOP;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, SoWeekGrid *self)
{
  guint n = self->week ? so_week_get_n_sessions (self->week) : 0;

  if (!n || modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_SHIFT_MASK))
    return GDK_EVENT_PROPAGATE;
  if (so_week_grid_get_n_ghosts (self))
    return on_ghost_key (self, keyval);
  switch (keyval)
    {
    case GDK_KEY_Up: case GDK_KEY_KP_Up: return on_arrow (self, SO_WEEK_UP);
    case GDK_KEY_Down: case GDK_KEY_KP_Down: return on_arrow (self, SO_WEEK_DOWN);
    case GDK_KEY_Left: case GDK_KEY_KP_Left: return on_arrow (self, SO_WEEK_LEFT);
    case GDK_KEY_Right: case GDK_KEY_KP_Right: return on_arrow (self, SO_WEEK_RIGHT);
    default: return GDK_EVENT_PROPAGATE;
    }
}

static void
on_pressed (GtkGestureClick *click, int presses, double x, double y, SoWeekGrid *self)
{
  guint at = self->ghosts.choosing ? so_week_grid_ghost_at (self, x, y) : G_MAXUINT;

  if (at != G_MAXUINT)
    g_signal_emit (self, signals[GHOST], 0, at);
}

/* Making it --------------------------------------------------------------------------------------- */

static void
so_week_grid_dispose (GObject *object)
{
  SoWeekGrid *self = SO_WEEK_GRID (object);
  GtkWidget *child;

  g_clear_handle_id (&self->reveal, g_source_remove);
  g_clear_pointer (&self->layout, so_week_layout_free);
  so_week_ghosts_clear (&self->ghosts);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_hash_table_remove_all (self->blocks);
  G_OBJECT_CLASS (so_week_grid_parent_class)->dispose (object);
}

static void
so_week_grid_finalize (GObject *object)
{
  SoWeekGrid *self = SO_WEEK_GRID (object);

  g_clear_pointer (&self->week, so_week_unref);
  g_ptr_array_unref (self->problems);
  g_hash_table_unref (self->blocks);
  g_free (self->current);
  g_free (self->lifted);
  G_OBJECT_CLASS (so_week_grid_parent_class)->finalize (object);
}

static void
so_week_grid_class_init (SoWeekGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_week_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_week_grid_finalize;
  widget_class->measure = so_week_grid_measure;
  widget_class->size_allocate = so_week_grid_size_allocate;
  widget_class->snapshot = so_week_grid_snapshot;
  widget_class->direction_changed = so_week_grid_direction_changed;
  widget_class->grab_focus = so_week_grid_grab_focus;
  widget_class->focus = so_week_grid_focus;
  widget_class->set_focus_child = so_week_grid_set_focus_child;
  signals[RELAID] = g_signal_new ("relaid", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EDGE] = g_signal_new ("edge", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SHOWN_DAY] = g_signal_new ("shown-day", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[GHOST] = g_signal_new ("ghost", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "weekgrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
so_week_grid_init (SoWeekGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->view = (SoWeekView) { SO_WEEK_NO_LANES, -1, 1, FALSE, 0, 0 };
  self->today = self->now = -1;
  self->problems = g_ptr_array_new ();
  self->blocks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->carried = so_week_block_new (SO_WEEK_BLOCK_CARRIED);
  gtk_widget_set_parent (self->carried, GTK_WIDGET (self));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Classes of the week"), -1);
}

GtkWidget *
so_week_grid_new (void)
{
  return g_object_new (SO_TYPE_WEEK_GRID, NULL);
}

/* Its places borrow their ids from a week, so they are looked up again in the new one. */
static void
take_place_over (SoWeekGrid *self, SoWeek *week)
{
  const SoWeekLane *room = so_week_find_lane (week, SO_WEEK_ROOMS, self->place.room), *teacher = so_week_find_lane (week, SO_WEEK_TEACHERS, self->place.teacher);

  self->place.room = room ? room->id : NULL;
  self->place.teacher = teacher ? teacher->id : NULL;
}

void
so_week_grid_set_week (SoWeekGrid *self, SoWeek *week, GPtrArray *problems, int today, int now)
{
  gboolean had_focus;

  g_return_if_fail (SO_IS_WEEK_GRID (self) && week && problems);

  had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  if (self->lifted)
    take_place_over (self, week);
  so_week_ref (week);
  g_clear_pointer (&self->week, so_week_unref);
  self->week = week;
  g_ptr_array_ref (problems);
  g_ptr_array_unref (self->problems);
  self->problems = problems;
  self->today = today;
  self->now = now;
  fill_blocks (self);
  relay (self);
  if (had_focus && !gtk_widget_get_focus_child (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

SoWeek *
so_week_grid_get_week (SoWeekGrid *self)
{
  return self->week;
}

void
so_week_grid_set_view (SoWeekGrid *self, SoWeekLanes lanes, int day, double zoom)
{
  g_return_if_fail (SO_IS_WEEK_GRID (self) && day < SO_WEEK_DAYS && zoom > 0);

  if (self->view.lanes == lanes && self->view.day == day && self->view.zoom == zoom)
    return;
  self->view.lanes = lanes;
  self->view.day = day;
  self->view.zoom = zoom;
  fill_blocks (self);
  relay (self);
}

SoWeekLanes
so_week_grid_get_lanes (SoWeekGrid *self)
{
  return self->view.lanes;
}

int
so_week_grid_get_day (SoWeekGrid *self)
{
  return self->view.day;
}

const SoWeekLayout *
so_week_grid_get_layout (SoWeekGrid *self)
{
  return self->layout;
}

const SoWeekSession *
so_week_grid_session_at (SoWeekGrid *self, double x, double y, SoWeekRect *rect)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));

  g_return_val_if_fail (SO_IS_WEEK_GRID (self), NULL);

  for (guint i = 0; self->layout && i < so_week_get_n_sessions (self->week); i++)
    if (so_week_layout_session (self->layout, i, width, rect) && x >= rect->x && x < rect->x + rect->width && y >= rect->y && y < rect->y + rect->height)
      return so_week_get_session (self->week, i);
  return NULL;
}

gboolean
so_week_grid_choose (SoWeekGrid *self, const char *id)
{
  const SoWeekSession *session = self->week ? so_week_find (self->week, id) : NULL;

  g_return_val_if_fail (SO_IS_WEEK_GRID (self), FALSE);

  if (!session)
    return FALSE;
  g_set_str (&self->current, session->id);
  if (!is_shown (self, session))
    g_signal_emit (self, signals[SHOWN_DAY], 0, session->day);
  return gtk_widget_grab_focus (block_of (self, self->current));
}

GtkWidget *
so_week_grid_get_block (SoWeekGrid *self, const char *id)
{
  return block_of (self, id);
}

/* Carried ----------------------------------------------------------------------------------------- */

static void
set_lifted (SoWeekGrid *self, const char *id, gboolean lifted)
{
  GtkWidget *block = block_of (self, id);

  if (block)
    so_week_block_set_lifted (SO_WEEK_BLOCK (block), lifted);
}

void
so_week_grid_show_carried (SoWeekGrid *self, const char *id, gboolean copied, const SoWeekPlace *place, const char *problem)
{
  const SoWeekSession *session = place && self->week ? so_week_find (self->week, id) : NULL;
  gboolean outside;

  g_return_if_fail (SO_IS_WEEK_GRID (self));

  set_lifted (self, self->lifted, FALSE);
  g_set_str (&self->lifted, session ? id : NULL);
  if (!session)
    {
      relay (self);
      return;
    }
  self->place = *place;
  set_lifted (self, id, !copied);
  so_week_fill_carried (SO_WEEK_BLOCK (self->carried), self->week, session->title, &self->place, self->view.lanes, problem);
  if (gtk_widget_get_next_sibling (self->carried))
    gtk_widget_insert_before (self->carried, GTK_WIDGET (self), NULL);
  outside = place->start < so_week_layout_get_from (self->layout) || place->start + place->minutes > so_week_layout_get_to (self->layout);
  if (outside)
    relay (self);
  else
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (self->view.day >= 0 && place->day != (guint) self->view.day)
    g_signal_emit (self, signals[SHOWN_DAY], 0, place->day);
}

/* Ghosts ------------------------------------------------------------------------------------------ */

void
so_week_grid_set_ghosts (SoWeekGrid *self, const char *id, GPtrArray *ghosts, gboolean choosing)
{
  const SoWeekSession *session = ghosts && self->week ? so_week_find (self->week, id) : NULL;

  g_return_if_fail (SO_IS_WEEK_GRID (self));

  if (self->ghosts.choosing && !session)
    {
      g_autofree char *before = g_strdup (self->ghosts.of);

      self->ghosts.choosing = FALSE;
      so_week_grid_choose (self, before);
    }
  so_week_ghosts_clear (&self->ghosts);
  if (!session || !ghosts->len)
    return relay (self);
  so_week_ghosts_fill (&self->ghosts, GTK_WIDGET (self), self->week, self->view.lanes, session, ghosts, choosing);
  gtk_widget_insert_before (self->carried, GTK_WIDGET (self), NULL);
  relay (self);
  if (choosing)
    choose_ghost (self, 0);
}

guint
so_week_grid_get_n_ghosts (SoWeekGrid *self)
{
  return self->ghosts.choosing ? so_week_ghosts_get_n (&self->ghosts) : 0;
}

guint
so_week_grid_ghost_at (SoWeekGrid *self, double x, double y)
{
  g_return_val_if_fail (SO_IS_WEEK_GRID (self), G_MAXUINT);

  return so_week_ghosts_at (&self->ghosts, GTK_WIDGET (self), x, y);
}

gboolean
so_week_grid_get_ghost (SoWeekGrid *self, guint at, SoWeekPlace *place)
{
  const SoWeekLane *room, *teacher;

  g_return_val_if_fail (SO_IS_WEEK_GRID (self) && place, FALSE);

  if (at >= so_week_ghosts_get_n (&self->ghosts))
    return FALSE;
  *place = *so_week_ghosts_place (&self->ghosts, at);
  room = so_week_find_lane (self->week, SO_WEEK_ROOMS, place->room);
  teacher = so_week_find_lane (self->week, SO_WEEK_TEACHERS, place->teacher);
  place->room = room ? room->id : NULL;
  place->teacher = teacher ? teacher->id : NULL;
  return TRUE;
}
