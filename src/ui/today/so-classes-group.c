/* SPDX-License-Identifier: MIT */
#include "so-classes-group.h"

#include "so-clock.h"
#include "so-day.h"
#include "so-studio-kind.h"
#include "so-week-facts.h"
#include "so-week-words.h"
#include "so-window.h"

#include <glib/gi18n.h>

/* The page is for what comes next: the others are in the schedule. */
#define SHOWN 6

struct _SoClassesGroup {
  AdwPreferencesGroup parent_instance;

  SoStudio *studio;
  GPtrArray *rows;             /* borrowed */
  GString *signature, *shown;  /* of what was read, and of what the rows show */
  GCancellable *cancellable;   /* of the question that is asked; NULL: none */
  gboolean stale;
  int day;                     /* today, of that question */
  int minute;
};

G_DEFINE_FINAL_TYPE (SoClassesGroup, so_classes_group, ADW_TYPE_PREFERENCES_GROUP)

static void
on_activated (GtkWidget *row)
{
  SoWindow *window = so_window_of (row);

  if (window)
    so_window_show_page (window, "schedule");
}

static void
add_row (SoClassesGroup *self, const SoWeek *week, const SoWeekSession *session, gboolean tomorrow)
{
  GtkWidget *row = adw_action_row_new (), *booked;
  SoWeekPlace place = so_week_session_place (session);
  g_autofree char *time = so_week_words_time (session->start), *where = so_week_words_where (week, &place, SO_WEEK_NO_LANES), *many = so_week_words_booked (session);
  /* Translators: when a class is: "Tomorrow 18:00" */
  g_autofree char *when = g_strdup_printf (tomorrow ? _("Tomorrow %s") : _("Today %s"), time);
  g_autofree char *words = *where ? g_strdup_printf ("%s · %s", when, where) : g_strdup (when);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), session->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  booked = gtk_label_new (many);
  gtk_widget_add_css_class (booked, "dim-label");
  gtk_widget_add_css_class (booked, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), booked);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (on_activated), NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

typedef struct {
  const SoWeekSession *session;
  int day;
} Next;

static int
compare_next (gconstpointer a, gconstpointer b)
{
  const Next *one = a, *other = b;

  return one->day != other->day ? one->day - other->day : (int) one->session->start - (int) other->session->start;
}

/* Those that have not begun yet. */
static GArray *
find_next (SoClassesGroup *self, const SoWeekFacts *facts)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Next));

  for (guint i = 0; i < so_week_get_n_sessions (facts->week); i++)
    {
      const SoWeekSession *session = so_week_get_session (facts->week, i);
      Next next = { session, facts->monday + (int) session->day };

      if (session->state == SO_WEEK_PLANNED && ((next.day == self->day && (int) session->start >= self->minute) || next.day == self->day + 1))
        g_array_append_val (found, next);
    }
  g_array_sort (found, compare_next);
  return found;
}

static void
clear_rows (SoClassesGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

static void
sign (SoClassesGroup *self, const GArray *found)
{
  for (guint i = 0; i < found->len; i++)
    {
      const Next *next = &g_array_index (found, Next, i);

      g_string_append_printf (self->signature, "%s %d %u %u %u %s %s\n", next->session->id, next->day, next->session->start, next->session->booked, next->session->capacity,
                              next->session->room ? next->session->room : "", next->session->title);
    }
}

/* Where each has one place, they are nobody's classes. */
static const char *
title_of (const GArray *found)
{
  for (guint i = 0; i < found->len; i++)
    if (g_array_index (found, Next, i).session->capacity != 1)
      return _("Next Classes");
  return _("Next Appointments");
}

/* The rows stay as they are while nothing about them changed: the focus may be on one. */
static void
fill (SoClassesGroup *self, const SoWeekFacts *facts)
{
  g_autoptr (GArray) found = find_next (self, facts);

  g_string_printf (self->signature, "%d\n", self->day);
  sign (self, found);
  if (g_string_equal (self->signature, self->shown))
    return;
  g_string_assign (self->shown, self->signature->str);
  clear_rows (self);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title_of (found));
  for (guint i = 0; i < MIN (found->len, SHOWN); i++)
    add_row (self, facts->week, g_array_index (found, Next, i).session, g_array_index (found, Next, i).day != self->day);
  gtk_widget_set_visible (GTK_WIDGET (self), found->len > 0);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoClassesGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoWeekFacts) facts = so_week_facts_load_finish (SO_STUDIO (source), result, &error);

  /* What went wrong the schedule says when one opens it; cancelled: nobody is here any more. */
  if (!self->studio)
    return;
  g_clear_object (&self->cancellable);
  if (facts)
    fill (self, facts);
  if (self->stale)
    so_classes_group_refresh (self);
}

void
so_classes_group_refresh (SoClassesGroup *self)
{
  g_return_if_fail (SO_IS_CLASSES_GROUP (self));

  self->stale = self->cancellable != NULL;
  if (self->stale)
    return;
  /* A studio that has none may have begun with some. */
  if (so_studio_hides_module (self->studio, "schedule"))
    {
      g_string_truncate (self->shown, 0);
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  self->day = so_day_of (so_now (), so_studio_get_zone (self->studio), &self->minute);
  self->cancellable = g_cancellable_new ();
  /* On a Sunday evening, tomorrow is in another week: that one has what comes next. */
  so_week_facts_load_async (self->studio, so_day_weekday (self->day) == 6 && self->minute >= 18 * 60 ? self->day + 1 : self->day, self->cancellable, on_read, g_object_ref (self));
}

static void
so_classes_group_dispose (GObject *object)
{
  SoClassesGroup *self = SO_CLASSES_GROUP (object);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_classes_group_parent_class)->dispose (object);
}

static void
so_classes_group_finalize (GObject *object)
{
  SoClassesGroup *self = SO_CLASSES_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_string_free (self->signature, TRUE);
  g_string_free (self->shown, TRUE);
  G_OBJECT_CLASS (so_classes_group_parent_class)->finalize (object);
}

static void
so_classes_group_class_init (SoClassesGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_classes_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_classes_group_finalize;
}

static void
so_classes_group_init (SoClassesGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->signature = g_string_new (NULL);
  self->shown = g_string_new (NULL);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Next Classes"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

SoClassesGroup *
so_classes_group_new (SoStudio *studio)
{
  SoClassesGroup *self = g_object_new (SO_TYPE_CLASSES_GROUP, NULL);

  self->studio = g_object_ref (studio);
  return self;
}
