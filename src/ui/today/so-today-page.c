/* SPDX-License-Identifier: MIT */
#include "so-today-page.h"

#include "so-advice-group.h"
#include "so-classes-group.h"
#include "so-clock.h"
#include "so-facts.h"
#include "so-lead-words.h"
#include "so-minute.h"
#include "so-needs-group.h"
#include "so-numbers.h"
#include "so-setup-card.h"
#include "so-sidebar-button.h"
#include "so-stage.h"
#include "so-task-row.h"
#include "so-today-tiles.h"
#include "so-when.h"

#include <glib/gi18n.h>

/* All of them are in studioctl task, and on the board. */
#define MOST_TASKS 200
#define MOST_LEADS 10
/* Of one group, until more are asked for: a page of some hundred rows takes long to be made and makes every frame of the window slower, those of other pages too. */
#define SHOWN 10
/* The numbers follow a change after so long, ms: a sync of a thousand messages changes the store a hundred times. */
#define NUMBERS_LATER 700

enum { OVERDUE, HOT, TODAY, WEEK, LATER, NO_DAY, N_GROUPS };

struct _SoTodayPage {
  AdwBin parent_instance;

  AdwPreferencesPage *list;

  AdwPreferencesGroup *needs;
  SoTodayTiles *tiles;
  SoClassesGroup *classes;
  SoAdviceGroup *advice;
  AdwPreferencesGroup *groups[N_GROUPS];
  SoStudio *studio;
  SoStore *store;
  GPtrArray *rows;           /* SoTaskRow, rows of leads and those that show more, borrowed */
  gboolean whole[N_GROUPS];  /* more were asked for */
  char *shown;               /* what the rows show */
  guint later;               /* idle that reads it anew, or 0 */
  GCancellable *cancellable; /* of the numbers that are read; NULL: none */
  guint numbers;             /* timeout that reads them anew, or 0 */
};

G_DEFINE_FINAL_TYPE (SoTodayPage, so_today_page, ADW_TYPE_BIN)

static void refresh (SoTodayPage *self);

static const char *const titles[N_GROUPS] = {
  [OVERDUE] = N_("Overdue"), [HOT] = N_("Hot Leads Who Wait"), [TODAY] = N_("Today"), [WEEK] = N_("This Week"), [LATER] = N_("Later"), [NO_DAY] = N_("No Day"),
};

static int
group_of (const SoTask *task, gint64 now)
{
  if (!task->due_at)
    return NO_DAY;
  if (so_task_row_is_late (task, now))
    return OVERDUE;
  if (task->due_at < so_when_day (now, NULL, 1, 0))
    return TODAY;
  return task->due_at < so_when_day (now, NULL, 7, 0) ? WEEK : LATER;
}

static void
on_task_activated (SoTaskRow *row, SoTodayPage *self)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (window && so_task_row_get_contact_id (row))
    so_window_open_contact (window, so_task_row_get_contact_id (row));
}

/* The name of the row is the id of the conversation. */
static void
on_lead_activated (GtkWidget *row, SoTodayPage *self)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (window)
    so_window_open_thread (window, gtk_widget_get_name (row), NULL);
}

static void
add (SoTodayPage *self, int group, GtkWidget *row)
{
  adw_preferences_group_add (self->groups[group], row);
  g_ptr_array_add (self->rows, row);
}

static void
add_task (SoTodayPage *self, const SoTask *task, gint64 now)
{
  GtkWidget *row = so_task_row_new (self->studio, task, TRUE);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), task->contact_id != NULL);
  g_signal_connect (row, "activated", G_CALLBACK (on_task_activated), self);
  add (self, group_of (task, now), row);
}

static void
add_lead (SoTodayPage *self, const SoLead *lead, gint64 now)
{
  GtkWidget *row = adw_action_row_new ();
  SoAgeing ageing;
  g_autofree char *days = so_lead_words_days (lead, now, &ageing);
  /* Translators: a lead's score of 100, as "91 of 100" */
  g_autofree char *score = g_strdup_printf (_("%d of 100"), lead->score);
  g_autofree char *words = g_strdup_printf ("%s · %s · %s · %s", score, _(so_stage_label (lead->stage)), days, lead->snippet ? lead->snippet : "");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), lead->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), lead->thread_id != NULL);
  gtk_widget_set_name (row, lead->thread_id);
  g_signal_connect (row, "activated", G_CALLBACK (on_lead_activated), self);
  add (self, HOT, row);
}

static char *
dup_signature (GPtrArray *tasks, GPtrArray *leads, gint64 now)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < tasks->len; i++)
    {
      const SoTask *task = tasks->pdata[i];

      g_string_append_printf (all, "%s %" G_GINT64_FORMAT " %d %s %s\n", task->id, task->due_at, group_of (task, now), task->title, task->contact);
    }
  for (guint i = 0; i < leads->len; i++)
    {
      const SoLead *lead = leads->pdata[i];

      g_string_append_printf (all, "%s %s %d %u %s\n", lead->id, lead->name, lead->stage, so_lead_days (lead, now), lead->snippet);
    }
  return g_string_free_and_steal (all);
}

/* Its place, if a row has the focus: what comes there takes it, once a task was ticked off. */
static int
focused_row (SoTodayPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus && i < self->rows->len; i++)
    if (focus == self->rows->pdata[i] || gtk_widget_is_ancestor (focus, self->rows->pdata[i]))
      return (int) i;
  return -1;
}

static void
focus_row (SoTodayPage *self, guint i)
{
  GtkWidget *row = self->rows->len ? self->rows->pdata[MIN (i, self->rows->len - 1)] : NULL;

  if (SO_IS_TASK_ROW (row))
    so_task_row_focus (SO_TASK_ROW (row));
  else
    gtk_widget_child_focus (row ? row : GTK_WIDGET (self->needs), GTK_DIR_TAB_FORWARD);
}

static void
on_more (GtkWidget *row, SoTodayPage *self)
{
  int group = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "group"));

  self->whole[group] = TRUE;
  g_clear_pointer (&self->shown, g_free);
  refresh (self);
}

static void
add_more (SoTodayPage *self, int group, guint n)
{
  GtkWidget *row = adw_button_row_new ();
  /* Translators: under the first rows of a list */
  g_autofree char *title = g_strdup_printf (ngettext ("Show %u More", "Show %u More", n), n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_object_set_data (G_OBJECT (row), "group", GINT_TO_POINTER (group));
  g_signal_connect (row, "activated", G_CALLBACK (on_more), self);
  add (self, group, row);
}

/* Returns: how many there are of @group, shown or not. */
static guint
add_tasks (SoTodayPage *self, int group, GPtrArray *tasks, gint64 now)
{
  guint n = 0;

  for (guint i = 0; i < tasks->len; i++)
    if (group_of (tasks->pdata[i], now) == group && (n++ < SHOWN || self->whole[group]))
      add_task (self, tasks->pdata[i], now);
  if (n > SHOWN && !self->whole[group])
    add_more (self, group, n - SHOWN);
  return n;
}

static void
fill (SoTodayPage *self, GPtrArray *tasks, GPtrArray *leads, gint64 now)
{
  int at = focused_row (self);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (gtk_widget_get_ancestor (self->rows->pdata[i], ADW_TYPE_PREFERENCES_GROUP)), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (int group = 0; group < N_GROUPS; group++)
    {
      guint n = add_tasks (self, group, tasks, now);

      for (guint i = 0; group == HOT && i < leads->len; i++)
        n++, add_lead (self, leads->pdata[i], now);
      gtk_widget_set_visible (GTK_WIDGET (self->groups[group]), n > 0);
    }
  if (at >= 0)
    focus_row (self, (guint) at);
}

static void
refresh (SoTodayPage *self)
{
  gint64 now = so_now ();
  g_autoptr (GPtrArray) tasks = so_studio_list_open_tasks (self->studio, MOST_TASKS);
  g_autoptr (GPtrArray) leads = so_studio_list_waiting_leads (self->studio, MOST_LEADS);
  g_autofree char *signature = dup_signature (tasks, leads, now);

  if (g_set_str (&self->shown, signature))
    fill (self, tasks, leads, now);
}

/* Numbers ---------------------------------------------------------------------------------------------- */

static void
on_numbers (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoTodayPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoOverview) overview = so_numbers_read_finish (SO_STUDIO (source), result, &error);
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (!overview && window)
    so_window_show_error (window, error);
  if (!overview)
    return;
  so_today_tiles_show (self->tiles, overview);
  so_advice_group_show (self->advice, overview);
}

/* One question at a time; what changes meanwhile asks again. */
static void
read_numbers (SoTodayPage *self)
{
  SoPeriod period;

  if (self->cancellable)
    return;
  period = so_numbers_period (self->studio, SO_PERIOD_TODAY);
  self->cancellable = g_cancellable_new ();
  so_numbers_read_async (self->studio, &period, self->cancellable, on_numbers, g_object_ref (self));
  so_classes_group_refresh (self->classes);
}

static gboolean
on_numbers_later (gpointer user_data)
{
  SoTodayPage *self = user_data;

  /* While they are read, later again. */
  if (self->cancellable)
    return G_SOURCE_CONTINUE;
  self->numbers = 0;
  read_numbers (self);
  return G_SOURCE_REMOVE;
}

/* What nobody sees waits until somebody looks. */
static void
so_today_page_map (GtkWidget *widget)
{
  refresh (SO_TODAY_PAGE (widget));
  GTK_WIDGET_CLASS (so_today_page_parent_class)->map (widget);
  read_numbers (SO_TODAY_PAGE (widget));
}

static gboolean
on_later (gpointer user_data)
{
  SoTodayPage *self = user_data;

  self->later = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

static void
on_store_changed (SoStore *store, guint what, SoTodayPage *self)
{
  if (what & (SO_CHANGED_CONTACTS | SO_CHANGED_THREADS) && !self->later && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->later = g_idle_add_full (G_PRIORITY_LOW, on_later, self, NULL);
  if (!self->numbers && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->numbers = g_timeout_add (NUMBERS_LATER, on_numbers_later, self);
}

static void
on_minute (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  refresh (SO_TODAY_PAGE (widget));
  read_numbers (SO_TODAY_PAGE (widget));
}

static gboolean
so_today_page_grab_focus (GtkWidget *widget)
{
  /* What needs her comes first. */
  return gtk_widget_child_focus (GTK_WIDGET (SO_TODAY_PAGE (widget)->list), GTK_DIR_TAB_FORWARD);
}

static void
so_today_page_dispose (GObject *object)
{
  SoTodayPage *self = SO_TODAY_PAGE (object);

  g_clear_handle_id (&self->later, g_source_remove);
  g_clear_handle_id (&self->numbers, g_source_remove);
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->store)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_TODAY_PAGE);
  g_clear_object (&self->studio);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (so_today_page_parent_class)->dispose (object);
}

static void
so_today_page_class_init (SoTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_today_page_dispose;
  widget_class->map = so_today_page_map;
  widget_class->grab_focus = so_today_page_grab_focus;
  g_type_ensure (SO_TYPE_SIDEBAR_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SoTodayPage, list);
}

static void
so_today_page_init (SoTodayPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_groups (SoTodayPage *self, SoWindow *window)
{
  AdwPreferencesGroup *setup = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *card = so_setup_card_new (window);

  adw_preferences_group_add (setup, card);
  /* Nothing to continue takes no room. */
  g_object_bind_property (card, "visible", setup, "visible", G_BINDING_SYNC_CREATE);
  adw_preferences_page_add (self->list, setup);
  adw_preferences_page_add (self->list, self->needs = so_needs_group_new (self->studio));
  adw_preferences_page_add (self->list, ADW_PREFERENCES_GROUP (self->tiles = so_today_tiles_new ()));
  for (int i = 0; i < N_GROUPS; i++)
    {
      self->groups[i] = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_group_set_title (self->groups[i], _(titles[i]));
      adw_preferences_page_add (self->list, self->groups[i]);
    }
  adw_preferences_page_add (self->list, ADW_PREFERENCES_GROUP (self->classes = so_classes_group_new (self->studio)));
  adw_preferences_page_add (self->list, ADW_PREFERENCES_GROUP (self->advice = so_advice_group_new (FALSE)));
}

GtkWidget *
so_today_page_new (SoWindow *window)
{
  SoTodayPage *self = g_object_new (SO_TYPE_TODAY_PAGE, NULL);

  self->studio = g_object_ref (so_window_get_studio (window));
  self->store = g_object_ref (so_studio_get_store (self->studio));
  add_groups (self, window);
  g_signal_connect (self->store, "changed", G_CALLBACK (on_store_changed), self);
  so_minute_watch (GTK_WIDGET (self), on_minute);
  refresh (self);
  return GTK_WIDGET (self);
}
