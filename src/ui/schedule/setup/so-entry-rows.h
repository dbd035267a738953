/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-entry-form.h"
#include "so-schedule.h"

G_BEGIN_DECLS

/* Rows of a form (so-entry-form.h), each of them a member of what it says. Borrowed. */

GtkEditable *so_entry_add_text (SoEntryForm *form, const char *name, const char *title, const char *value);
/* The same of a text that need not be there: null where it is empty. */
GtkEditable *so_entry_add_maybe (SoEntryForm *form, const char *name, const char *title, const char *value);
/* A text that is always said, but alone changes nothing. */
GtkEditable *so_entry_add_note (SoEntryForm *form, const char *name, const char *title);
/* Words with commas between. */
GtkEditable *so_entry_add_words (SoEntryForm *form, const char *name, const char *title, char **words);

AdwSpinRow *so_entry_add_number (SoEntryForm *form, const char *name, const char *title, int value, int least, int most, int step);
/* A number of minutes up to which something is allowed; 0 is no limit, which is null. @value below 0: none. */
AdwSpinRow *so_entry_add_limit (SoEntryForm *form, const char *name, const char *title, int value, int most);
AdwSwitchRow *so_entry_add_switch (SoEntryForm *form, const char *name, const char *title, const char *subtitle, gboolean value, SoEntrySaid said);

/* Entries are added with so_choice_row_add(); what is chosen is a text, or null where its value is NULL. */
AdwComboRow *so_entry_add_choice (SoEntryForm *form, const char *name, const char *title, SoEntrySaid said);

/* Where and who of a session: "room_id" and "teacher_id". @chosen NULL: a new one, which says null where there is none; else "". */
void so_entry_add_room (SoEntryForm *form, const SoSchedule *schedule, const char *chosen);
void so_entry_add_teacher (SoEntryForm *form, const SoSchedule *schedule, const char *chosen);

/* "2026-12-24", which may also be picked in a calendar. */
GtkEditable *so_entry_day_row (SoEntryForm *form, const char *title, const char *value);
GtkEditable *so_entry_add_day (SoEntryForm *form, const char *name, const char *title, const char *value);

/* What is written there without the space around it; free with g_free(). */
char *so_entry_dup_text (GtkEditable *entry);
/* Parts between commas, without space around them; what is empty is left out. */
GStrv so_entry_split (const char *text);

/* A text, or null. */
JsonNode *so_entry_text_node (const char *text);

/* Some of many: an expander whose switch is off where all are meant (null), and whose rows are ticked. */
AdwExpanderRow *so_entry_add_pick (SoEntryForm *form, const char *name, const char *title, const char *subtitle, char **chosen);
/* One of them, to be called for each before so_entry_form_begin(). */
void so_entry_pick_add (AdwExpanderRow *pick, const char *label, const char *value, char **chosen);

/* @changed is called with @data, which has to live as long as @row, where that says something else; of some of many when all are added. */
void so_entry_watch (GtkWidget *row, void (*changed) (gpointer data), gpointer data);

G_END_DECLS
