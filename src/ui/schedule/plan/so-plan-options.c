/* SPDX-License-Identifier: MIT */
#include "so-plan-options.h"

#include "so-choice-row.h"
#include "so-proposal-words.h"
#include "so-week-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_AT_ONCE 100
#define MOST_POINTS 1000
/* As long as it takes to prove most weeks, in µs. */
#define TIME_LIMIT (60 * G_USEC_PER_SEC)
#define SEED 1

struct _SoPlanOptions {
  AdwBin parent_instance;

  AdwPreferencesPage *page;      /* borrowed, as all widgets */
  AdwComboRow *goal, *missing, *day, *busy;
  AdwSpinRow *most, *from, *to, *weights[SO_POINTS_UNPLACED];
};

G_DEFINE_FINAL_TYPE (SoPlanOptions, so_plan_options, ADW_TYPE_BIN)

static gboolean
is_repair (SoPlanOptions *self)
{
  return !g_strcmp0 (so_choice_row_get (self->goal), "repair");
}

/* What has no meaning now is not there. */
static void
on_changed (SoPlanOptions *self)
{
  const char *busy = so_choice_row_get (self->busy);
  gboolean missing = is_repair (self) && so_choice_row_get (self->missing), hours = busy && strcmp (busy, "own");

  gtk_widget_set_visible (GTK_WIDGET (self->missing), is_repair (self));
  gtk_widget_set_visible (GTK_WIDGET (self->day), missing);
  gtk_widget_set_visible (GTK_WIDGET (self->from), hours);
  gtk_widget_set_visible (GTK_WIDGET (self->to), hours);
  /* Nobody is busy from eight to five in the morning. */
  adw_spin_row_set_range (self->to, adw_spin_row_get_value (self->from) + 1, 24);
}

static AdwPreferencesGroup *
add_group (SoPlanOptions *self, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
  return ADW_PREFERENCES_GROUP (group);
}

static AdwComboRow *
add_choice (SoPlanOptions *self, AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  AdwComboRow *row = so_choice_row_new (title);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  return row;
}

static AdwSpinRow *
make_number (SoPlanOptions *self, const char *title, const char *subtitle, double least, double most)
{
  AdwSpinRow *row = ADW_SPIN_ROW (adw_spin_row_new_with_range (least, most, 1));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_spin_row_set_numeric (row, TRUE);
  return row;
}

static AdwSpinRow *
add_number (SoPlanOptions *self, AdwPreferencesGroup *group, const char *title, const char *subtitle, double least, double most)
{
  AdwSpinRow *row = make_number (self, title, subtitle, least, most);

  adw_preferences_group_add (group, GTK_WIDGET (row));
  return row;
}

static void
add_goal (SoPlanOptions *self)
{
  AdwPreferencesGroup *group = add_group (self, _("What For"), _("What has begun and what is pinned stays where it is. Nothing changes before you apply the plan."));

  self->goal = add_choice (self, group, _("Plan"), NULL);
  so_choice_row_add (self->goal, _("The best week"), NULL);
  so_choice_row_add (self->goal, _("The fewest changes"), "repair");
  self->missing = add_choice (self, group, _("Missing"), _("As if they were not there"));
  so_choice_row_add (self->missing, _("Nobody"), NULL);
  self->day = add_choice (self, group, _("On"), NULL);
  so_choice_row_add (self->day, _("The whole week"), NULL);
  for (guint day = 0; day < 7; day++)
    {
      const char value[] = { (char) ('0' + day), 0 };

      so_choice_row_add (self->day, so_week_words_day (day), value);
    }
}

static void
add_wishes (SoPlanOptions *self)
{
  static const char *const values[SO_N_BUSY] = { NULL, "weekdays", "weekend", "daily", "own" };
  const char *const labels[SO_N_BUSY] = { _("Never"), _("Monday to Friday"), _("Saturday and Sunday"), _("Every day"), _("As it was entered") };
  AdwPreferencesGroup *group = add_group (self, _("Wishes"), NULL);

  self->most = add_number (self, group, _("Most Classes at Once"), _("0: as many as there are rooms"), 0, MOST_AT_ONCE);
  self->busy = add_choice (self, group, _("Busy Hours"), _("When most people have time: best for beginners"));
  for (SoBusyDays busy = 0; busy < SO_N_BUSY; busy++)
    so_choice_row_add (self->busy, labels[busy], values[busy]);
  self->from = add_number (self, group, _("From This Hour"), NULL, 0, 23);
  self->to = add_number (self, group, _("To This Hour"), NULL, 1, 24);
}

static void
add_weights (SoPlanOptions *self)
{
  AdwPreferencesGroup *group = add_group (self, "", NULL);
  GtkWidget *all = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (all), _("What Counts"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (all), _("Points of a plan. 0: it does not matter"));
  for (guint i = 0; i < SO_POINTS_UNPLACED; i++)
    {
      self->weights[i] = make_number (self, so_proposal_words_kind ((SoPointsKind) i), NULL, 0, MOST_POINTS);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (all), GTK_WIDGET (self->weights[i]));
    }
  adw_preferences_group_add (group, all);
}

static void
so_plan_options_class_init (SoPlanOptionsClass *klass)
{
}

static void
so_plan_options_init (SoPlanOptions *self)
{
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  add_goal (self);
  add_wishes (self);
  add_weights (self);
  g_signal_connect_object (self->goal, "notify::selected", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->missing, "notify::selected", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->busy, "notify::selected", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->from, "notify::value", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->page));
}

GtkWidget *
so_plan_options_new (SoStudio *studio)
{
  SoPlanOptions *self = g_object_new (SO_TYPE_PLAN_OPTIONS, NULL);
  SoPlanWishes wishes;

  so_plan_wishes_load (studio, &wishes);
  adw_spin_row_set_value (self->most, wishes.most_at_once);
  adw_combo_row_set_selected (self->busy, wishes.busy);
  adw_spin_row_set_value (self->from, wishes.busy_from);
  on_changed (self);
  adw_spin_row_set_value (self->to, wishes.busy_to);
  for (guint i = 0; i < SO_POINTS_UNPLACED; i++)
    adw_spin_row_set_value (self->weights[i], wishes.weights[i]);
  return GTK_WIDGET (self);
}

void
so_plan_options_set_facts (SoPlanOptions *self, const SoWeekFacts *facts)
{
  for (guint i = 0; i < facts->schedule->teachers->len; i++)
    {
      const SoTeacher *teacher = facts->schedule->teachers->pdata[i];
      g_autofree char *value = g_strconcat ("t", teacher->id, NULL);

      so_choice_row_add (self->missing, teacher->name, value);
    }
  for (guint i = 0; i < facts->schedule->rooms->len; i++)
    {
      const SoRoom *room = facts->schedule->rooms->pdata[i];
      g_autofree char *value = g_strconcat ("r", room->id, NULL);

      so_choice_row_add (self->missing, room->name, value);
    }
}

void
so_plan_options_set_repair (SoPlanOptions *self, gboolean repair)
{
  so_choice_row_select (self->goal, repair ? "repair" : NULL);
}

void
so_plan_options_get_wish (SoPlanOptions *self, SoPlanningWish *wish)
{
  const char *missing = is_repair (self) ? so_choice_row_get (self->missing) : NULL, *day = so_choice_row_get (self->day);

  wish->repair = is_repair (self);
  wish->teacher_id = missing && *missing == 't' ? missing + 1 : NULL;
  wish->room_id = missing && *missing == 'r' ? missing + 1 : NULL;
  wish->away = day ? *day - '0' : -1;
  wish->seed = SEED;
  wish->time_limit = TIME_LIMIT;
}

void
so_plan_options_get_wishes (SoPlanOptions *self, SoPlanWishes *wishes)
{
  wishes->most_at_once = (int) adw_spin_row_get_value (self->most);
  wishes->busy = (SoBusyDays) adw_combo_row_get_selected (self->busy);
  wishes->busy_from = (int) adw_spin_row_get_value (self->from);
  wishes->busy_to = (int) adw_spin_row_get_value (self->to);
  for (guint i = 0; i < SO_POINTS_UNPLACED; i++)
    wishes->weights[i] = (int) adw_spin_row_get_value (self->weights[i]);
}
