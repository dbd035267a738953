/* SPDX-License-Identifier: MIT */
#include "so-today-page.h"

#include "so-clock.h"
#include "so-facts.h"
#include "so-lead-words.h"
#include "so-minute.h"
#include "so-page.h"
#include "so-setup-card.h"
#include "so-sidebar-button.h"
#include "so-stage.h"
#include "so-task-row.h"
#include "so-when.h"

#include <glib/gi18n.h>

/* All of them are in studioctl task, and on the board. */
#define MOST_TASKS 200
#define MOST_LEADS 10
/* Of one group, until more are asked for: a page of some hundred rows takes long to be made and makes every frame of the window slower, those of other pages too. */
#define SHOWN 10

enum { OVERDUE, HOT, TODAY, WEEK, LATER, NO_DAY, N_GROUPS };

struct _SoTodayPage {
  AdwBin parent_instance;

  GtkStack *stack;
  AdwPreferencesPage *list;
  GtkWidget *empty_button;
  AdwBin *setup;

  AdwPreferencesGroup *groups[N_GROUPS];
  SoStudio *studio;
  SoStore *store;
  GPtrArray *rows;           /* SoTaskRow, rows of leads and those that show more, borrowed */
  gboolean whole[N_GROUPS];  /* more were asked for */
  char *shown;               /* what the rows show */
  guint later;               /* idle that reads it anew, or 0 */
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
  g_autofree char *words = g_strdup_printf ("%s · %s · %s", _(so_stage_label (lead->stage)), days, lead->snippet ? lead->snippet : "");

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
    gtk_widget_grab_focus (row ? row : self->empty_button);
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
  gtk_stack_set_visible_child_name (self->stack, self->rows->len ? "list" : "empty");
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

/* What nobody sees waits until somebody looks. */
static void
so_today_page_map (GtkWidget *widget)
{
  refresh (SO_TODAY_PAGE (widget));
  GTK_WIDGET_CLASS (so_today_page_parent_class)->map (widget);
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
}

static void
on_minute (GtkWidget *widget)
{
  if (gtk_widget_get_mapped (widget))
    refresh (SO_TODAY_PAGE (widget));
}

static gboolean
so_today_page_grab_focus (GtkWidget *widget)
{
  focus_row (SO_TODAY_PAGE (widget), 0);
  return TRUE;
}

static void
so_today_page_dispose (GObject *object)
{
  SoTodayPage *self = SO_TODAY_PAGE (object);

  g_clear_handle_id (&self->later, g_source_remove);
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
  gtk_widget_class_bind_template_child (widget_class, SoTodayPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SoTodayPage, list);
  gtk_widget_class_bind_template_child (widget_class, SoTodayPage, empty_button);
  gtk_widget_class_bind_template_child (widget_class, SoTodayPage, setup);
}

static void
so_today_page_init (SoTodayPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < N_GROUPS; i++)
    {
      self->groups[i] = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_group_set_title (self->groups[i], _(titles[i]));
      adw_preferences_page_add (self->list, self->groups[i]);
    }
}

GtkWidget *
so_today_page_new (SoWindow *window)
{
  SoTodayPage *self = g_object_new (SO_TYPE_TODAY_PAGE, NULL);

  self->studio = g_object_ref (so_window_get_studio (window));
  adw_bin_set_child (self->setup, so_setup_card_new (window));
  self->store = g_object_ref (so_studio_get_store (self->studio));
  g_signal_connect (self->store, "changed", G_CALLBACK (on_store_changed), self);
  so_minute_watch (GTK_WIDGET (self), on_minute);
  refresh (self);
  return GTK_WIDGET (self);
}
