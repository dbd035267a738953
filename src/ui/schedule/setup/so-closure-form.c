/* SPDX-License-Identifier: MIT */
#include "so-entry-pages.h"
#include "so-entry-rows.h"
#include "so-schedule-facts.h"

#include <glib/gi18n.h>
#include <string.h>

/* What stands on the form of a closure; goes with it. */
typedef struct {
  SoEntryForm *form;               /* borrowed, as all below */
  GtkEditable *first, *last, *from, *to;
  AdwSwitchRow *part;
  AdwActionRow *reach;
  char *id;                        /* of the closure, or NULL */
  GCancellable *cancellable;       /* of the count that is under way */
  gboolean gone;
  int uses;
} Closure;

static void
closure_unref (gpointer data)
{
  Closure *closure = data;

  if (--closure->uses)
    return;
  g_clear_object (&closure->cancellable);
  g_free (closure->id);
  g_free (closure);
}

static void
on_form_gone (gpointer data)
{
  Closure *closure = data;

  closure->gone = TRUE;
  g_cancellable_cancel (closure->cancellable);
  closure_unref (closure);
}

/* "2026-12-24", or "2026-12-24T14:00" where only a part of the day is meant. */
static JsonNode *
read_end (Closure *closure, GtkEditable *day_row, GtkEditable *time_row)
{
  g_autofree char *day = so_entry_dup_text (day_row), *time = so_entry_dup_text (time_row), *first = so_entry_dup_text (closure->first);
  g_autofree char *text = NULL;

  if (!*day)
    g_set_str (&day, first);
  text = adw_switch_row_get_active (closure->part) ? g_strconcat (day, "T", strlen (time) == 4 ? "0" : "", time, NULL) : g_strdup (day);
  return so_entry_text_node (text);
}

#define CLOSURE "so-closure"

static JsonNode *
read_from (GtkWidget *row)
{
  Closure *closure = g_object_get_data (G_OBJECT (row), CLOSURE);

  return read_end (closure, closure->first, closure->from);
}

static JsonNode *
read_to (GtkWidget *row)
{
  Closure *closure = g_object_get_data (G_OBJECT (row), CLOSURE);

  return read_end (closure, closure->last, closure->to);
}

/* What it concerns -------------------------------------------------------------------------------------- */

static void
show_reach (Closure *closure, const SoClosureReach *reach)
{
  g_autofree char *sessions = g_strdup_printf (ngettext ("%u session does not take place", "%u sessions do not take place", reach->sessions), reach->sessions);
  g_autofree char *bookings = g_strdup_printf (ngettext ("%u booking: the message about it waits for your approval", "%u bookings: the messages about it wait for your approval", reach->bookings),
                                               reach->bookings);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (closure->reach), sessions);
  adw_action_row_set_subtitle (closure->reach, reach->bookings ? bookings : _("Nobody has booked"));
}

static void
on_measured (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Closure *closure = user_data;
  g_autoptr (GError) error = NULL;
  SoClosureReach reach;
  gboolean measured = so_studio_measure_closure_finish (SO_STUDIO (source), result, &reach, &error);

  if (!closure->gone && measured)
    show_reach (closure, &reach);
  else if (!closure->gone && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (closure->reach), _("Not known yet"));
      adw_action_row_set_subtitle (closure->reach, error->message);
    }
  closure_unref (closure);
}

static void
measure (gpointer data)
{
  Closure *closure = data;
  g_autofree char *json = so_entry_form_dup_json (closure->form);

  g_cancellable_cancel (closure->cancellable);
  g_clear_object (&closure->cancellable);
  closure->cancellable = g_cancellable_new ();
  closure->uses++;
  so_studio_measure_closure_async (so_entry_form_get_studio (closure->form), closure->id, json, closure->cancellable, on_measured, closure);
}

/* Rows -------------------------------------------------------------------------------------------------- */

/* The part of "2026-12-24T14:00" before or after the T; "" where there is none. */
static char *
part_of (const char *text, gboolean time)
{
  g_auto (GStrv) parts = g_strsplit (text ? text : "", "T", 2);

  return g_strdup (time ? (parts[0] && parts[1] ? parts[1] : "") : (parts[0] ? parts[0] : ""));
}

static GtkEditable *
add_time (SoEntryForm *form, const char *title, const char *value)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), value);
  so_entry_form_add (form, row);
  return GTK_EDITABLE (row);
}

static void
add_when (Closure *closure, const SoClosure *there)
{
  g_autofree char *first = part_of (there ? there->from_at : NULL, FALSE), *last = part_of (there ? there->to_at : NULL, FALSE);
  g_autofree char *from = part_of (there ? there->from_at : NULL, TRUE), *to = part_of (there ? there->to_at : NULL, TRUE);

  closure->first = so_entry_day_row (closure->form, _("First Day"), first);
  closure->last = so_entry_day_row (closure->form, _("Last Day, if It Is Another One"), last);
  closure->part = so_entry_add_switch (closure->form, NULL, _("Only Part of the Day"), NULL, *from, SO_ENTRY_CHANGED);
  closure->from = add_time (closure->form, _("From: 14:00"), from);
  closure->to = add_time (closure->form, _("Until: 18:00"), to);
  g_object_bind_property (closure->part, "active", closure->from, "visible", G_BINDING_SYNC_CREATE);
  g_object_bind_property (closure->part, "active", closure->to, "visible", G_BINDING_SYNC_CREATE);
  g_object_set_data (G_OBJECT (closure->first), CLOSURE, closure);
  g_object_set_data (G_OBJECT (closure->last), CLOSURE, closure);
  so_entry_form_add_member (closure->form, "from_at", GTK_WIDGET (closure->first), read_from, SO_ENTRY_CHANGED);
  so_entry_form_add_member (closure->form, "to_at", GTK_WIDGET (closure->last), read_to, SO_ENTRY_CHANGED);
}

static void
add_what (Closure *closure, const SoClosure *there, const SoSchedule *schedule)
{
  char **classes = there ? there->classes : NULL, **rooms = there ? there->rooms : NULL;
  AdwExpanderRow *pick;

  so_entry_form_add_group (closure->form, _("What Is Closed"), NULL);
  pick = so_entry_add_pick (closure->form, "classes", _("Only Some Classes"), _("Off: all classes"), classes);
  for (guint i = 0; i < schedule->kinds->len; i++)
    so_entry_pick_add (pick, ((SoClassKind *) schedule->kinds->pdata[i])->name, ((SoClassKind *) schedule->kinds->pdata[i])->id, classes);
  so_entry_watch (GTK_WIDGET (pick), measure, closure);
  pick = so_entry_add_pick (closure->form, "rooms", _("Only Some Rooms"), _("Off: all rooms"), rooms);
  for (guint i = 0; i < schedule->rooms->len; i++)
    so_entry_pick_add (pick, ((SoRoom *) schedule->rooms->pdata[i])->name, ((SoRoom *) schedule->rooms->pdata[i])->id, rooms);
  so_entry_watch (GTK_WIDGET (pick), measure, closure);
}

static void
add_reach (Closure *closure)
{
  GtkWidget *row = adw_action_row_new ();

  closure->reach = ADW_ACTION_ROW (row);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Not known yet"));
  so_entry_form_add_group (closure->form, _("What It Concerns"), NULL);
  so_entry_form_add (closure->form, row);
  so_entry_watch (GTK_WIDGET (closure->first), measure, closure);
  so_entry_watch (GTK_WIDGET (closure->last), measure, closure);
  so_entry_watch (GTK_WIDGET (closure->part), measure, closure);
  so_entry_watch (GTK_WIDGET (closure->from), measure, closure);
  so_entry_watch (GTK_WIDGET (closure->to), measure, closure);
}

static const SoClosure *
find (const SoSchedule *schedule, const char *id)
{
  for (guint i = 0; id && i < schedule->closures->len; i++)
    if (!g_strcmp0 (((SoClosure *) schedule->closures->pdata[i])->id, id))
      return schedule->closures->pdata[i];
  return NULL;
}

AdwNavigationPage *
so_closure_form_new (SoStudio *studio, const SoSchedule *schedule, const char *id)
{
  const SoClosure *there = find (schedule, id);
  SoEntryForm *form = so_entry_form_new (studio, there ? there->label : _("New Closure"), SO_VERB_CLOSURE_SAVE, there ? id : "new", _("Closure saved"));
  Closure *closure = g_new0 (Closure, 1);

  closure->form = form;
  closure->id = g_strdup (there ? id : NULL);
  closure->uses = 1;
  g_object_set_data_full (G_OBJECT (form), CLOSURE, closure, on_form_gone);
  so_entry_add_text (form, "label", _("What For"), there ? there->label : NULL);
  add_when (closure, there);
  add_what (closure, there, schedule);
  add_reach (closure);
  so_entry_add_switch (form, "tell", _("Tell Who Has Booked"), _("As messages for your approval"), TRUE, SO_ENTRY_ALWAYS);
  if (there)
    {
      so_entry_form_add_group (form, NULL, NULL);
      so_entry_form_add_button (form, _("Remove Closure"), TRUE, SO_VERB_CLOSURE_REMOVE, "{}", _("Open again: what it closed takes place"));
      measure (closure);
    }
  so_entry_form_begin (form, !there);
  return ADW_NAVIGATION_PAGE (form);
}
