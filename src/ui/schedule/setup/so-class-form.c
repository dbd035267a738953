/* SPDX-License-Identifier: MIT */
#include "so-entry-pages.h"
#include "so-entry-rows.h"
#include "so-json.h"
#include "so-money.h"
#include "so-paint-grid.h"
#include "so-policy-row.h"

#include <glib/gi18n.h>
#include <math.h>

#define UNITS "so-units"

static JsonNode *
read_preferred (GtkWidget *grid)
{
  g_autofree char *json = so_painted_week_write_windows (so_paint_grid_get_week (SO_PAINT_GRID (grid)));

  return so_json_parse (json, -1, 0, NULL);
}

static void
add_preferred (SoEntryForm *form, const SoClassKind *kind)
{
  g_autofree SoPaintedWeek *week = g_new0 (SoPaintedWeek, 1);
  GtkWidget *grid = so_paint_grid_new (_("Preferred times"), _("preferred"), _("not preferred"));

  so_entry_form_add_group (form, _("Preferred Times"), _("Paint when this class should be, best of all. Space paints, and with Shift the arrows go on. Nothing painted: any time."));
  if (so_painted_week_read_windows (week, kind->preferred, NULL))
    so_paint_grid_set_week (SO_PAINT_GRID (grid), week);
  so_entry_form_add (form, grid);
  so_entry_form_add_member (form, "preferred", grid, read_preferred, SO_ENTRY_CHANGED);
}

/* How many of the smallest unit make one of a currency: 100 of EUR, 1 of JPY. */
static int
units_of (const char *currency)
{
  gint64 one = 0;

  return so_money_parse ("1", currency, &one, NULL) && one > 0 ? (int) one : 100;
}

static JsonNode *
read_price (GtkWidget *row)
{
  int units = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), UNITS));
  gint64 amount = llround (adw_spin_row_get_value (ADW_SPIN_ROW (row)) * units);

  return amount ? json_node_init_int (json_node_alloc (), amount) : so_entry_text_node (NULL);
}

static void
add_price (SoEntryForm *form, const SoClassKind *kind)
{
  g_autoptr (SoProfile) profile = so_studio_dup_profile (so_entry_form_get_studio (form));
  const char *currency = profile && profile->currency ? profile->currency : "EUR";
  int units = units_of (currency);
  GtkWidget *row = adw_spin_row_new_with_range (0, 10000, 1);
  /* Translators: a currency, "EUR" */
  g_autofree char *title = g_strdup_printf (_("Price of a Session in %s"), currency);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("0: none is set. What is booked keeps its price"));
  for (int i = units; i > 1; i /= 10)
    adw_spin_row_set_digits (ADW_SPIN_ROW (row), adw_spin_row_get_digits (ADW_SPIN_ROW (row)) + 1);
  adw_spin_row_set_value (ADW_SPIN_ROW (row), (double) MAX (kind->price, 0) / units);
  g_object_set_data (G_OBJECT (row), UNITS, GINT_TO_POINTER (units));
  so_entry_form_add (form, row);
  so_entry_form_add_member (form, "price", row, read_price, SO_ENTRY_CHANGED);
}

static void
add_what (SoEntryForm *form, const SoClassKind *kind)
{
  so_entry_form_add_group (form, NULL, NULL);
  so_entry_add_text (form, "name", _("Name"), kind->name);
  so_entry_add_text (form, "style", _("Style: Salsa, Yoga"), kind->style);
  so_entry_add_text (form, "level", _("Level: Beginner"), kind->level);
  so_entry_add_number (form, "minutes", _("Minutes"), kind->minutes, 5, SO_CLASS_LONGEST, 5);
  so_entry_add_number (form, "least", _("People at Least"), kind->least, 0, 10000, 1);
  so_entry_add_number (form, "most", _("People at Most"), kind->most, 1, 10000, 1);
  add_price (form, kind);
}

static void
add_where (SoEntryForm *form, const SoClassKind *kind, const SoSchedule *schedule)
{
  AdwExpanderRow *pick;

  so_entry_form_add_group (form, _("Where and Who"), NULL);
  so_entry_add_words (form, "features", _("What the Room Has to Have"), kind->features);
  pick = so_entry_add_pick (form, "teachers", _("Only Some Teachers"), _("Off: whoever teaches the style"), kind->teachers);
  for (guint i = 0; i < schedule->teachers->len; i++)
    so_entry_pick_add (pick, ((SoTeacher *) schedule->teachers->pdata[i])->name, ((SoTeacher *) schedule->teachers->pdata[i])->id, kind->teachers);
  so_entry_add_words (form, "groups", _("Shares Students With: a Name for All of These"), kind->groups);
}

static void
add_week (SoEntryForm *form, const SoClassKind *kind)
{
  so_entry_form_add_group (form, _("In a Week"), NULL);
  so_entry_add_number (form, "sessions", _("Sessions"), kind->sessions, 0, 7, 1);
  so_entry_add_number (form, "day_gap", _("Days From One to the Next, at Least"), kind->day_gap, 0, 6, 1);
  so_entry_add_switch (form, "same_teacher", _("One Teacher for All"), NULL, kind->same_teacher, SO_ENTRY_CHANGED);
}

AdwNavigationPage *
so_class_form_new (SoStudio *studio, const SoSchedule *schedule, const char *id)
{
  g_autoptr (SoClassKind) usual = so_class_kind_new ();
  const SoClassKind *there = id ? so_schedule_kind (schedule, id) : NULL, *kind = there ? there : usual;
  SoEntryForm *form = so_entry_form_new (studio, there ? kind->name : _("New Class"), SO_VERB_CLASS_SAVE, there ? id : "new", _("Class saved"));

  add_what (form, kind);
  add_where (form, kind, schedule);
  add_week (form, kind);
  so_entry_form_add_group (form, _("Booking"), NULL);
  so_policy_row_add (form, kind->policy);
  add_preferred (form, kind);
  if (there)
    {
      so_entry_form_add_group (form, NULL, NULL);
      so_entry_form_add_button (form, _("Remove Class"), TRUE, SO_VERB_CLASS_REMOVE, "{}", _("Class removed"));
    }
  so_entry_form_begin (form, !there);
  return ADW_NAVIGATION_PAGE (form);
}
