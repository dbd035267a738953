/* SPDX-License-Identifier: MIT */
#include "so-entry-rows.h"

#include "so-choice-row.h"
#include "so-day.h"

#include <glib/gi18n.h>

JsonNode *
so_entry_text_node (const char *text)
{
  JsonNode *node = json_node_new (text ? JSON_NODE_VALUE : JSON_NODE_NULL);

  if (text)
    json_node_set_string (node, text);
  return node;
}

static JsonNode *
words_node (const char *const *words)
{
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; words[i]; i++)
    json_array_add_string_element (array, words[i]);
  json_node_take_array (node, array);
  return node;
}

/* Text --------------------------------------------------------------------------------------------------- */

char *
so_entry_dup_text (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

GStrv
so_entry_split (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();

  for (guint i = 0; parts[i]; i++)
    if (*g_strstrip (parts[i]))
      g_strv_builder_add (list, parts[i]);
  return g_strv_builder_end (list);
}

static JsonNode *
read_text (GtkWidget *row)
{
  g_autofree char *text = so_entry_dup_text (GTK_EDITABLE (row));

  return so_entry_text_node (text);
}

static JsonNode *
read_maybe (GtkWidget *row)
{
  g_autofree char *text = so_entry_dup_text (GTK_EDITABLE (row));

  return so_entry_text_node (*text ? text : NULL);
}

static JsonNode *
read_words (GtkWidget *row)
{
  g_auto (GStrv) words = so_entry_split (gtk_editable_get_text (GTK_EDITABLE (row)));

  return words_node ((const char *const *) words);
}

static GtkEditable *
entry (SoEntryForm *form, const char *title, const char *value)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), value ? value : "");
  so_entry_form_add (form, row);
  return GTK_EDITABLE (row);
}

GtkEditable *
so_entry_add_text (SoEntryForm *form, const char *name, const char *title, const char *value)
{
  GtkEditable *row = entry (form, title, value);

  so_entry_form_add_member (form, name, GTK_WIDGET (row), read_text, SO_ENTRY_CHANGED);
  return row;
}

GtkEditable *
so_entry_add_maybe (SoEntryForm *form, const char *name, const char *title, const char *value)
{
  GtkEditable *row = entry (form, title, value);

  so_entry_form_add_member (form, name, GTK_WIDGET (row), read_maybe, SO_ENTRY_CHANGED);
  return row;
}

GtkEditable *
so_entry_add_note (SoEntryForm *form, const char *name, const char *title)
{
  GtkEditable *row = entry (form, title, NULL);

  so_entry_form_add_member (form, name, GTK_WIDGET (row), read_maybe, SO_ENTRY_ALWAYS);
  return row;
}

GtkEditable *
so_entry_add_words (SoEntryForm *form, const char *name, const char *title, char **words)
{
  g_autofree char *text = words ? g_strjoinv (", ", words) : NULL;
  GtkEditable *row = entry (form, title, text);

  so_entry_form_add_member (form, name, GTK_WIDGET (row), read_words, SO_ENTRY_CHANGED);
  return row;
}

/* Numbers and choices ------------------------------------------------------------------------------------ */

static JsonNode *
read_number (GtkWidget *row)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_int (node, (int) adw_spin_row_get_value (ADW_SPIN_ROW (row)));
  return node;
}

static JsonNode *
read_limit (GtkWidget *row)
{
  return adw_spin_row_get_value (ADW_SPIN_ROW (row)) > 0 ? read_number (row) : so_entry_text_node (NULL);
}

static JsonNode *
read_switch (GtkWidget *row)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_boolean (node, adw_switch_row_get_active (ADW_SWITCH_ROW (row)));
  return node;
}

static JsonNode *
read_choice (GtkWidget *row)
{
  return so_entry_text_node (so_choice_row_get (ADW_COMBO_ROW (row)));
}

static AdwSpinRow *
number (SoEntryForm *form, const char *title, int value, int least, int most, int step)
{
  GtkWidget *row = adw_spin_row_new_with_range (least, most, step);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_spin_row_set_value (ADW_SPIN_ROW (row), value);
  so_entry_form_add (form, row);
  return ADW_SPIN_ROW (row);
}

AdwSpinRow *
so_entry_add_number (SoEntryForm *form, const char *name, const char *title, int value, int least, int most, int step)
{
  AdwSpinRow *row = number (form, title, value, least, most, step);

  so_entry_form_add_member (form, name, GTK_WIDGET (row), read_number, SO_ENTRY_CHANGED);
  return row;
}

AdwSpinRow *
so_entry_add_limit (SoEntryForm *form, const char *name, const char *title, int value, int most)
{
  AdwSpinRow *row = number (form, title, MAX (0, value), 0, most, 15);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("In minutes; 0: no matter"));
  so_entry_form_add_member (form, name, GTK_WIDGET (row), read_limit, SO_ENTRY_CHANGED);
  return row;
}

AdwSwitchRow *
so_entry_add_switch (SoEntryForm *form, const char *name, const char *title, const char *subtitle, gboolean value, SoEntrySaid said)
{
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), value);
  so_entry_form_add (form, row);
  if (name)
    so_entry_form_add_member (form, name, row, read_switch, said);
  return ADW_SWITCH_ROW (row);
}

AdwComboRow *
so_entry_add_choice (SoEntryForm *form, const char *name, const char *title, SoEntrySaid said)
{
  AdwComboRow *row = so_choice_row_new (title);

  so_entry_form_add (form, GTK_WIDGET (row));
  if (name)
    so_entry_form_add_member (form, name, GTK_WIDGET (row), read_choice, said);
  return row;
}

void
so_entry_add_room (SoEntryForm *form, const SoSchedule *schedule, const char *chosen)
{
  AdwComboRow *row = so_entry_add_choice (form, "room_id", _("Room"), SO_ENTRY_CHANGED);

  so_choice_row_add (row, _("None Yet"), chosen ? "" : NULL);
  for (guint i = 0; i < schedule->rooms->len; i++)
    so_choice_row_add (row, ((SoRoom *) schedule->rooms->pdata[i])->name, ((SoRoom *) schedule->rooms->pdata[i])->id);
  so_choice_row_select (row, chosen);
}

void
so_entry_add_teacher (SoEntryForm *form, const SoSchedule *schedule, const char *chosen)
{
  AdwComboRow *row = so_entry_add_choice (form, "teacher_id", _("Teacher"), SO_ENTRY_CHANGED);

  so_choice_row_add (row, _("Nobody Yet"), chosen ? "" : NULL);
  for (guint i = 0; i < schedule->teachers->len; i++)
    so_choice_row_add (row, ((SoTeacher *) schedule->teachers->pdata[i])->name, ((SoTeacher *) schedule->teachers->pdata[i])->id);
  so_choice_row_select (row, chosen);
}

/* Days --------------------------------------------------------------------------------------------------- */

/* It stays open: a step to another month picks a day as well. */
static void
on_day_picked (GtkCalendar *calendar, GtkEditable *row)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (date, "%Y-%m-%d");

  gtk_editable_set_text (row, text);
}

/* It opens at the day that is written there. */
static void
on_calendar_opened (GtkCalendar *calendar, GtkEditable *row)
{
  g_autofree char *text = so_entry_dup_text (row);
  g_autoptr (GDateTime) date = NULL;
  int year, month, day, number;

  if (!so_day_parse (text, &number) || sscanf (text, "%d-%d-%d", &year, &month, &day) != 3)
    return;
  date = g_date_time_new_local (year, month, day, 12, 0, 0);
  g_signal_handlers_block_by_func (calendar, on_day_picked, row);
  if (date)
    gtk_calendar_select_day (calendar, date);
  g_signal_handlers_unblock_by_func (calendar, on_day_picked, row);
}

GtkEditable *
so_entry_day_row (SoEntryForm *form, const char *title, const char *value)
{
  GtkEditable *row = entry (form, title, value);
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_new (), *calendar = gtk_calendar_new ();
  g_autofree char *label = g_strdup_printf (_("Pick “%s” in a Calendar"), title);

  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (calendar, "day-selected", G_CALLBACK (on_day_picked), row);
  g_signal_connect (calendar, "map", G_CALLBACK (on_calendar_opened), row);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  return row;
}

GtkEditable *
so_entry_add_day (SoEntryForm *form, const char *name, const char *title, const char *value)
{
  GtkEditable *row = so_entry_day_row (form, title, value);

  so_entry_form_add_member (form, name, GTK_WIDGET (row), read_text, SO_ENTRY_CHANGED);
  return row;
}

/* Some of many ------------------------------------------------------------------------------------------- */

#define TICKS "so-ticks"
#define VALUE "so-value"

static JsonNode *
read_pick (GtkWidget *row)
{
  GPtrArray *ticks = g_object_get_data (G_OBJECT (row), TICKS);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  if (!adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (row)))
    return so_entry_text_node (NULL);
  for (guint i = 0; i < ticks->len; i++)
    if (gtk_check_button_get_active (ticks->pdata[i]))
      g_ptr_array_add (chosen, g_object_get_data (ticks->pdata[i], VALUE));
  g_ptr_array_add (chosen, NULL);
  return words_node ((const char *const *) chosen->pdata);
}

AdwExpanderRow *
so_entry_add_pick (SoEntryForm *form, const char *name, const char *title, const char *subtitle, char **chosen)
{
  GtkWidget *row = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  adw_expander_row_set_show_enable_switch (ADW_EXPANDER_ROW (row), TRUE);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), chosen != NULL);
  g_object_set_data_full (G_OBJECT (row), TICKS, g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
  so_entry_form_add (form, row);
  so_entry_form_add_member (form, name, row, read_pick, SO_ENTRY_CHANGED);
  return ADW_EXPANDER_ROW (row);
}

void
so_entry_pick_add (AdwExpanderRow *pick, const char *label, const char *value, char **chosen)
{
  GtkWidget *row = adw_action_row_new (), *tick = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  gtk_widget_set_valign (tick, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), chosen && g_strv_contains ((const char *const *) chosen, value));
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (tick), VALUE, g_strdup (value), g_free);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), tick);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), tick);
  g_ptr_array_add (g_object_get_data (G_OBJECT (pick), TICKS), tick);
  adw_expander_row_add_row (pick, row);
}

void
so_entry_watch (GtkWidget *row, void (*changed) (gpointer data), gpointer data)
{
  GPtrArray *ticks = g_object_get_data (G_OBJECT (row), TICKS);

  if (ADW_IS_SWITCH_ROW (row))
    g_signal_connect_swapped (row, "notify::active", G_CALLBACK (changed), data);
  else if (GTK_IS_EDITABLE (row))
    g_signal_connect_swapped (row, "changed", G_CALLBACK (changed), data);
  else if (ticks)
    g_signal_connect_swapped (row, "notify::enable-expansion", G_CALLBACK (changed), data);
  for (guint i = 0; ticks && i < ticks->len; i++)
    g_signal_connect_swapped (ticks->pdata[i], "notify::active", G_CALLBACK (changed), data);
}
