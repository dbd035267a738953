/* SPDX-License-Identifier: MIT */
#include "so-week-table.h"

#include "so-carry-bar.h"
#include "so-id.h"
#include "so-minute.h"
#include "so-roll-dialog.h"
#include "so-session-dialog.h"
#include "so-toasts.h"
#include "so-week-axis.h"
#include "so-week-carry.h"
#include "so-week-hints.h"
#include "so-week-menu.h"
#include "so-week-suggest.h"
#include "so-week-words.h"

#include <glib/gi18n.h>

struct _SoWeekTable {
  GtkBox parent_instance;

  GtkScrolledWindow *scrolled;
  SoWeekGrid *grid;
  SoCarryBar *bar;

  SoWeekSource *source;          /* or NULL */
  SoWeekCarry *carry;
  SoWeekSuggest *suggest;
  SoWeekHints *hints;
  gboolean dropping;             /* what ends now does so where it was dropped */
  double middle;                 /* of the hours that are seen, as a part of all; kept while they grow */
  guint settle;                  /* idle that puts it there again, or 0 */
};

G_DEFINE_FINAL_TYPE (SoWeekTable, so_week_table, GTK_TYPE_BOX)

enum { DAY, REFUSED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
announce (SoWeekTable *self, const char *words)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (window)
    so_window_announce (window, words);
}

/* What is carried --------------------------------------------------------------------------------- */

static char *
dup_title (SoWeekTable *self, const char *id, const SoWeekPlace *place)
{
  SoWeek *week = so_week_grid_get_week (self->grid);
  g_autofree char *words = so_week_words_place (week, place);

  return g_strdup_printf ("%s: %s", so_week_find (week, id)->title, words);
}

/* The line stands where notes do, and what the last one took back is about another move. */
static void
dismiss_toast (SoWeekTable *self)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);

  if (overlay)
    so_toasts_dismiss_note (ADW_TOAST_OVERLAY (overlay));
}

static void
on_carry_moved (SoWeekTable *self)
{
  const char *problem = so_week_carry_get_problem (self->carry);
  gboolean by_pointer = so_week_carry_by_pointer (self->carry);
  g_autofree char *title = dup_title (self, so_week_carry_get_id (self->carry), so_week_carry_get_place (self->carry));
  g_autofree char *spoken = problem ? g_strdup_printf ("%s. %s", title, problem) : g_strdup (title);

  dismiss_toast (self);
  so_week_hints_ask (self->hints, self->source, so_week_carry_get_id (self->carry));
  so_carry_bar_show (self->bar, title, problem,
                     by_pointer ? _("Nothing is in the way. Ctrl copies it, Escape leaves it where it was.")
                                : _("Nothing is in the way. Arrows move it, Shift with arrows changes its length, digits go to suggested places, Enter places it, Escape leaves it."),
                     !by_pointer);
  announce (self, spoken);
}

static void
on_carry_ended (SoWeekTable *self)
{
  so_week_hints_leave (self->hints);
  so_carry_bar_hide (self->bar);
  if (!self->dropping)
    announce (self, _("The class stays where it was"));
}

typedef struct {
  SoWeekTable *table;
  char *said;       /* when it is done */
} Placing;

static void
on_placed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Placing *placing = user_data;
  g_autoptr (SoWeekTable) self = placing->table;
  g_autofree char *said = placing->said;
  g_autoptr (GError) error = NULL;
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (so_week_source_place_finish (SO_WEEK_SOURCE (source), result, &error) && window)
    so_window_add_undo_toast (window, said);
  else if (error && self->source)
    {
      /* It was shown before it was stored. */
      g_signal_emit (self, signals[REFUSED], 0);
      if (window)
        so_window_show_error (window, error);
    }
}

/* At once on the screen; the store follows. */
static void
place (SoWeekTable *self, const char *id, gboolean copied, const SoWeekPlace *to)
{
  g_autofree char *copy = copied ? so_id_new () : NULL;
  SoWeek *week = so_week_grid_get_week (self->grid);
  g_autoptr (SoWeek) moved = copied ? so_week_copy (week, id, copy, to, NULL) : so_week_move (week, id, to, NULL);
  Placing *placing;

  if (!moved)
    return;
  placing = g_new0 (Placing, 1);
  placing->table = g_object_ref (self);
  placing->said = dup_title (self, id, to);
  announce (self, placing->said);
  so_week_source_place_async (self->source, id, copy, to, NULL, on_placed, placing);
  so_week_table_set_week (self, moved);
  so_week_grid_choose (self->grid, copied ? copy : id);
}

static void
on_carry_dropped (SoWeekTable *self)
{
  g_autofree char *id = g_strdup (so_week_carry_get_id (self->carry));
  SoWeekPlace to = *so_week_carry_get_place (self->carry);
  gboolean copied = so_week_carry_is_copied (self->carry);

  self->dropping = TRUE;
  so_week_carry_cancel (self->carry);
  self->dropping = FALSE;
  place (self, id, copied, &to);
}

static void
on_bar_place (SoWeekTable *self)
{
  so_week_carry_drop (self->carry);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

/* Places that somebody ranked --------------------------------------------------------------------- */

static void
on_suggest_shown (SoWeekTable *self, guint n)
{
  const SoWeekSession *session = so_week_find (so_week_grid_get_week (self->grid), so_week_suggest_get_id (self->suggest));
  SoWindow *window = so_window_of (GTK_WIDGET (self));
  g_autofree char *title = NULL;

  if (!n && window)
    so_window_add_toast (window, _("There is no other place for this class"));
  if (!n)
    announce (self, _("There is no other place for this class"));
  if (!n || !session)
    return;
  title = g_strdup_printf (ngettext ("%u place for %s", "%u places for %s", n), n, session->title);
  dismiss_toast (self);
  so_carry_bar_show (self->bar, title, NULL, _("A digit or Enter chooses one, arrows go through them, Escape leaves."), FALSE);
  announce (self, title);
}

static void
on_suggest_failed (SoWeekTable *self, const GError *error)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (window)
    so_window_show_error (window, error);
}

static void
on_suggest_chosen (SoWeekTable *self, SoWeekGhost *ghost)
{
  g_autofree char *id = g_strdup (so_week_suggest_get_id (self->suggest));
  g_autoptr (SoWeekGhost) chosen = so_week_ghost_new (&ghost->place, NULL);

  so_week_suggest_leave (self->suggest);
  place (self, id, FALSE, &chosen->place);
}

/* What keys and menus start ----------------------------------------------------------------------- */

/* The class that it is about; nothing else begins while one is carried. */
static const SoWeekSession *
current (SoWeekTable *self)
{
  if (so_week_carry_get_id (self->carry) || !self->source)
    return NULL;
  return so_week_grid_get_current (self->grid);
}

static void
on_take_up (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoWeekTable *self = SO_WEEK_TABLE (widget);
  const SoWeekSession *session = current (self);

  if (!session)
    return;
  so_week_suggest_leave (self->suggest);
  so_week_carry_take_up (self->carry, session->id, g_str_has_suffix (action, "copy"));
}

static void
on_suggest (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoWeekTable *self = SO_WEEK_TABLE (widget);
  const SoWeekSession *session = current (self);

  if (session)
    so_week_suggest_ask (self->suggest, self->source, session->id);
}

/* Its time, room and teacher as a form, for this session or its series. */
static void
on_edit (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const SoWeekSession *session = current (SO_WEEK_TABLE (widget));
  SoWindow *window = so_window_of (widget);

  if (session && window)
    so_session_dialog_present (window, session->id);
}

static void
on_roll (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoWeekTable *self = SO_WEEK_TABLE (widget);
  const SoWeekSession *session = current (self);
  SoWindow *window = so_window_of (widget);
  SoWeekPlace where;
  g_autofree char *name = NULL;

  if (!session || !window)
    return;
  where = (SoWeekPlace) { session->day, session->start, session->minutes, NULL, NULL };
  name = so_week_words_name (so_week_grid_get_week (self->grid), session->title, &where);
  so_roll_dialog_present (window, self->source, session->id, name);
}

static void
on_open (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoWeekTable *self = SO_WEEK_TABLE (widget);
  const SoWeekSession *session = current (self);

  if (session)
    so_week_source_open (self->source, SO_WEEK_ABOUT_BOOKINGS, session->id);
}

static void
on_menu (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoWeekTable *self = SO_WEEK_TABLE (widget);
  const SoWeekSession *session = current (self);

  if (session)
    so_week_menu_present (so_week_grid_get_block (self->grid, session->id));
}

/* Where the one day that is shown has no class: the nearest one before or after it. */
static guint
from_empty_day (SoWeekTable *self, SoWeek *week, gboolean next)
{
  int day = so_week_grid_get_day (self->grid);
  guint after = 0;

  while (after < so_week_get_n_sessions (week) && (int) so_week_get_session (week, after)->day < day)
    after++;
  return next ? after : after - 1;
}

/* In the order of the week, over the days. */
static void
on_step (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoWeekTable *self = SO_WEEK_TABLE (widget);
  const SoWeekSession *session = current (self);
  SoWeek *week = so_week_grid_get_week (self->grid);
  gboolean next = g_str_has_suffix (action, "next");
  guint at = G_MAXUINT;

  if (session)
    at = so_week_index (week, session->id) + (next ? 1 : -1);
  else if (week && !so_week_carry_get_id (self->carry))
    at = from_empty_day (self, week, next);
  if (week && at < so_week_get_n_sessions (week))
    so_week_grid_choose (self->grid, so_week_get_session (week, at)->id);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, SoWeekTable *self)
{
  gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;

  /* Of the places that are shown, Enter chooses one: the grid's own affair. */
  if (!enter || so_week_grid_get_n_ghosts (self->grid) || modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK) || !gtk_widget_get_focus_child (GTK_WIDGET (self->grid)))
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_activate_action (GTK_WIDGET (self), "schedule.move", NULL);
}

static void
on_right_click (GtkGestureClick *click, int presses, double x, double y, SoWeekTable *self)
{
  SoWeekRect rect;
  const SoWeekSession *session = so_week_grid_session_at (self->grid, x, y, &rect);

  if (session && so_week_grid_choose (self->grid, session->id))
    gtk_widget_activate_action (GTK_WIDGET (self), "schedule.menu", NULL);
}

static gboolean
on_scroll (GtkEventControllerScroll *scroll, double by_x, double by_y, SoWeekTable *self)
{
  if (!(gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll)) & GDK_CONTROL_MASK) || !by_y)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), by_y < 0 ? "schedule.zoom-in" : "schedule.zoom-out", NULL);
  return GDK_EVENT_STOP;
}

/* Making it --------------------------------------------------------------------------------------- */

static gboolean
so_week_table_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SO_WEEK_TABLE (widget)->grid));
}

static void
so_week_table_dispose (GObject *object)
{
  SoWeekTable *self = SO_WEEK_TABLE (object);

  g_clear_handle_id (&self->settle, g_source_remove);
  if (self->carry)
    g_signal_handlers_disconnect_by_data (self->carry, self);
  if (self->suggest)
    g_signal_handlers_disconnect_by_data (self->suggest, self);
  g_clear_object (&self->carry);
  g_clear_object (&self->suggest);
  g_clear_object (&self->hints);
  g_clear_object (&self->source);
  G_OBJECT_CLASS (so_week_table_parent_class)->dispose (object);
}

static void
so_week_table_class_init (SoWeekTableClass *klass)
{
  static const struct { const char *name; GtkWidgetActionActivateFunc activate; } actions[] = {
    { "schedule.next", on_step }, { "schedule.previous", on_step }, { "schedule.move", on_take_up }, { "schedule.copy", on_take_up },
    { "schedule.suggest", on_suggest }, { "schedule.edit", on_edit }, { "schedule.roll", on_roll }, { "schedule.bookings", on_open }, { "schedule.menu", on_menu },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_week_table_dispose;
  widget_class->grab_focus = so_week_table_grab_focus;
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
  signals[DAY] = g_signal_new ("day", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
on_axis_day (SoWeekTable *self, guint day)
{
  g_signal_emit (self, signals[DAY], 0, day);
}

/* Days over the plane, hours at its start, and both stand still while it is scrolled. */
static GtkWidget *
plane_new (SoWeekTable *self)
{
  GtkWidget *plane = gtk_grid_new (), *over, *hours;

  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  self->grid = SO_WEEK_GRID (so_week_grid_new ());
  gtk_scrolled_window_set_child (self->scrolled, GTK_WIDGET (self->grid));
  gtk_widget_set_hexpand (GTK_WIDGET (self->scrolled), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->scrolled), TRUE);
  over = so_week_axis_new (GTK_ORIENTATION_HORIZONTAL, self->grid, self->scrolled);
  hours = so_week_axis_new (GTK_ORIENTATION_VERTICAL, self->grid, self->scrolled);
  gtk_grid_attach (GTK_GRID (plane), over, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (plane), hours, 0, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (plane), GTK_WIDGET (self->scrolled), 1, 1, 1, 1);
  g_signal_connect_object (over, "day", G_CALLBACK (on_axis_day), self, G_CONNECT_SWAPPED);
  return plane;
}

static void
listen (SoWeekTable *self)
{
  g_signal_connect_object (self->bar, "place", G_CALLBACK (on_bar_place), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "leave", G_CALLBACK (so_week_table_leave), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->carry, "moved", G_CALLBACK (on_carry_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->carry, "dropped", G_CALLBACK (on_carry_dropped), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->carry, "ended", G_CALLBACK (on_carry_ended), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->suggest, "shown", G_CALLBACK (on_suggest_shown), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->suggest, "failed", G_CALLBACK (on_suggest_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->suggest, "chosen", G_CALLBACK (on_suggest_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->suggest, "left", G_CALLBACK (so_carry_bar_hide), self->bar, G_CONNECT_SWAPPED);
}

/* The line for now goes on, and over midnight to the next day. */
static void
on_minute (GtkWidget *widget)
{
  SoWeekTable *self = SO_WEEK_TABLE (widget);
  SoWeek *week = so_week_grid_get_week (self->grid);

  if (week && !so_week_carry_get_id (self->carry))
    so_week_table_set_week (self, week);
}

static void
so_week_table_init (SoWeekTable *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_append (GTK_BOX (self), plane_new (self));
  self->bar = g_object_new (SO_TYPE_CARRY_BAR, NULL);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->bar));
  self->carry = so_week_carry_new (self->grid, self->scrolled);
  self->suggest = so_week_suggest_new (self->grid);
  self->hints = so_week_hints_new (self->grid);
  listen (self);
  so_minute_watch (GTK_WIDGET (self), on_minute);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->grid), keys);
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scrolled), scroll);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_right_click), self);
  gtk_widget_add_controller (GTK_WIDGET (self->grid), GTK_EVENT_CONTROLLER (click));
}

void
so_week_table_set_source (SoWeekTable *self, SoWeekSource *source)
{
  g_return_if_fail (SO_IS_WEEK_TABLE (self));
  g_set_object (&self->source, source);
  so_week_carry_set_source (self->carry, source);
}

void
so_week_table_set_week (SoWeekTable *self, SoWeek *week)
{
  g_autoptr (GPtrArray) problems = NULL;

  g_return_if_fail (SO_IS_WEEK_TABLE (self) && self->source && week);

  problems = so_week_source_judge (self->source, week, NULL);
  so_week_grid_set_week (self->grid, week, problems, so_week_source_get_today (self->source), so_week_source_get_now (self->source));
  so_week_carry_update (self->carry);
  if (so_week_suggest_get_id (self->suggest) && !so_week_find (week, so_week_suggest_get_id (self->suggest)))
    so_week_suggest_leave (self->suggest);
}

SoWeekGrid *
so_week_table_get_grid (SoWeekTable *self)
{
  return self->grid;
}

void
so_week_table_set_narrow (SoWeekTable *self, gboolean narrow)
{
  g_return_if_fail (SO_IS_WEEK_TABLE (self));
  so_carry_bar_set_narrow (self->bar, narrow);
}

static gboolean
on_settle (gpointer user_data)
{
  SoWeekTable *self = user_data;
  GtkAdjustment *at = gtk_scrolled_window_get_vadjustment (self->scrolled);

  self->settle = 0;
  gtk_adjustment_set_value (at, self->middle * gtk_adjustment_get_upper (at) - gtk_adjustment_get_page_size (at) / 2);
  return G_SOURCE_REMOVE;
}

/* After the frame, in which the plane gets its new height. */
void
so_week_table_keep_middle (SoWeekTable *self)
{
  GtkAdjustment *at = gtk_scrolled_window_get_vadjustment (self->scrolled);

  g_return_if_fail (SO_IS_WEEK_TABLE (self));

  if (self->settle)
    return;
  self->middle = (gtk_adjustment_get_value (at) + gtk_adjustment_get_page_size (at) / 2) / MAX (1, gtk_adjustment_get_upper (at));
  self->settle = g_idle_add_full (G_PRIORITY_LOW, on_settle, self, NULL);
}

gboolean
so_week_table_leave (SoWeekTable *self)
{
  gboolean carried;

  g_return_val_if_fail (SO_IS_WEEK_TABLE (self), FALSE);

  carried = so_week_carry_get_id (self->carry) != NULL;
  so_week_carry_cancel (self->carry);
  if (!so_week_suggest_leave (self->suggest) && !carried)
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
  return TRUE;
}
