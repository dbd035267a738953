/* SPDX-License-Identifier: MIT */
#include "so-session-dialog.h"

#include "so-booking-facts.h"
#include "so-choice-row.h"
#include "so-day.h"
#include "so-entry-pages.h"
#include "so-entry-rows.h"
#include "so-entry-words.h"
#include "so-schedule-facts.h"
#include "so-schedule-setup.h"
#include "so-week-words.h"

#include <glib/gi18n.h>

#define WIDTH 480
#define HEIGHT 660

static void
present (SoWindow *window, AdwNavigationPage *page)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_navigation_view_new ();

  adw_navigation_view_add (ADW_NAVIGATION_VIEW (view), page);
  adw_dialog_set_title (dialog, adw_navigation_page_get_title (page));
  adw_dialog_set_content_width (dialog, WIDTH);
  adw_dialog_set_content_height (dialog, HEIGHT);
  adw_dialog_set_child (dialog, view);
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

void
so_series_dialog_present (SoWindow *window, const char *class_id, const char *first)
{
  SoStudio *studio = so_window_get_studio (window);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoSchedule) schedule = studio ? so_studio_read_schedule (studio, &error) : NULL;

  if (error)
    so_window_show_error (window, error);
  if (!schedule)
    return;
  if (!schedule->kinds->len)
    return so_schedule_setup_present (window, SO_SETUP_CLASSES);
  present (window, so_series_form_new (studio, schedule, class_id, first));
}

/* "Tuesday, 24 November 2026, 18:00–19:00 · 8 of 12 booked · cancelled: ill". */
static char *
describe (const SoSession *session)
{
  g_autofree char *day = so_day_format (session->day), *date = so_entry_words_date (day), *span = so_week_words_span ((guint) session->start, (guint) session->minutes);
  g_autofree char *booked = g_strdup_printf (_("%u of %u booked"), (guint) session->booked, (guint) session->most);
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (words, "%s, %s, %s · %s", so_week_words_day ((guint) so_day_weekday (session->day)), date, span, booked);
  if (session->state != SO_SESSION_PLANNED)
    g_string_append_printf (words, " · %s", _(so_session_state_label (session->state)));
  if (session->why && *session->why)
    g_string_append_printf (words, ": %s", session->why);
  return g_strdup (words->str);
}

static void
add_scope (SoEntryForm *form, const SoSession *session)
{
  AdwComboRow *row = so_entry_add_choice (form, "scope", _("Applies To"), SO_ENTRY_ALWAYS);

  so_choice_row_add (row, _("This One"), "this");
  so_choice_row_add (row, _("This and the Following"), "following");
  so_choice_row_add (row, _("All of the Series"), "all");
  gtk_widget_set_visible (GTK_WIDGET (row), !session->single);
}

static void
add_when (SoEntryForm *form, const SoSession *session)
{
  g_autofree char *day = so_day_format (session->day), *time = so_week_words_time ((guint) session->start);

  so_entry_form_add_group (form, _("When"), NULL);
  so_entry_add_day (form, "day", _("Day"), day);
  so_entry_add_text (form, "start", _("Time"), time);
  so_entry_add_number (form, "minutes", _("Minutes"), session->minutes, 5, SO_CLASS_LONGEST, 5);
}

static void
add_where (SoEntryForm *form, const SoSession *session, const SoSchedule *schedule)
{
  so_entry_form_add_group (form, _("Where and Who"), NULL);
  so_entry_add_room (form, schedule, session->room_id ? session->room_id : "");
  so_entry_add_teacher (form, schedule, session->teacher_id ? session->teacher_id : "");
  so_entry_add_switch (form, "pinned", _("Stays Where It Is"), _("A plan leaves the series at its time and in its room"), session->pinned, SO_ENTRY_CHANGED);
}

static void
add_ends (SoEntryForm *form, const SoSession *session)
{
  so_entry_form_add_group (form, NULL, NULL);
  so_entry_add_switch (form, "tell", _("Tell Who Has Booked"), _("As messages for your approval"), TRUE, SO_ENTRY_ALWAYS);
  so_entry_form_add_group (form, NULL, NULL);
  if (session->state == SO_SESSION_CLOSED)
    so_entry_form_add_button (form, _("Takes Place All the Same"), FALSE, SO_VERB_SESSION_KEEP, "{}", _("It takes place"));
  if (session->changed || session->state == SO_SESSION_CANCELLED)
    so_entry_form_add_button (form, _("As the Series Says Again"), FALSE, SO_VERB_SESSION_RESTORE, "{}", _("It is as its series says"));
  if (session->state == SO_SESSION_CANCELLED)
    return;
  so_entry_add_note (form, "note", _("Why It Is Cancelled: Ill"));
  so_entry_form_add_button (form, _("Cancel the Class"), TRUE, SO_VERB_SESSION_CANCEL, NULL, _("Cancelled"));
}

static AdwNavigationPage *
form_new (SoStudio *studio, const SoSession *session, const SoSchedule *schedule)
{
  SoEntryForm *form = so_entry_form_new (studio, session->title, SO_VERB_SESSION_EDIT, session->id, _("Changed"));
  g_autofree char *words = describe (session);

  so_entry_form_add_group (form, NULL, words);
  add_scope (form, session);
  add_when (form, session);
  add_where (form, session, schedule);
  add_ends (form, session);
  so_entry_form_begin (form, FALSE);
  return ADW_NAVIGATION_PAGE (form);
}

void
so_session_dialog_present (SoWindow *window, const char *id)
{
  SoStudio *studio = so_window_get_studio (window);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoSchedule) schedule = studio ? so_studio_read_schedule (studio, &error) : NULL;
  g_autoptr (SoSession) session = schedule ? so_studio_find_session (studio, id) : NULL;

  if (error)
    so_window_show_error (window, error);
  else if (!session)
    so_window_add_toast (window, _("This session is not on the schedule any more"));
  else
    present (window, form_new (studio, session, schedule));
}
