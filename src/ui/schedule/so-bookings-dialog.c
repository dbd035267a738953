/* SPDX-License-Identifier: MIT */
#include "so-bookings-dialog.h"

#include "so-age.h"
#include "so-booking-choices.h"
#include "so-booking-facts.h"
#include "so-choice-popover.h"
#include "so-clock.h"
#include "so-error.h"
#include "so-facts.h"
#include "so-group-rows.h"
#include "so-json.h"
#include "so-person-picker.h"
#include "so-toasts.h"
#include "so-waitlist-group.h"

#include <glib/gi18n.h>

struct _SoBookingsDialog {
  AdwDialog parent_instance;

  AdwWindowTitle *title;         /* borrowed, as all widgets */
  AdwToastOverlay *toasts;
  AdwPreferencesGroup *group;
  GtkWidget *add;
  GtkWidget *waitlist;
  SoGroupRows rows;

  SoWindow *window;              /* weak: the dialog lives in it */
  SoStudio *studio;
  SoStore *store;
  char *session_id;
  GPtrArray *roster;             /* SoBooking, as shown */
  char *asked;                   /* the booking or the person that is asked about */
  char *currency;
  guint later;
};

G_DEFINE_FINAL_TYPE (SoBookingsDialog, so_bookings_dialog, ADW_TYPE_DIALOG)

static const SoBooking *
find (SoBookingsDialog *self, const char *id)
{
  for (guint i = 0; i < self->roster->len; i++)
    if (!g_strcmp0 (((SoBooking *) self->roster->pdata[i])->id, id))
      return self->roster->pdata[i];
  return NULL;
}

/* Doing -------------------------------------------------------------------------------------------- */

static void
say (SoBookingsDialog *self, const GError *error)
{
  if (error)
    so_toasts_error (self->toasts, error->message);
  else
    so_toasts_note (self->toasts, _("Bookings changed"), "win.undo");
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoBookingsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (self->studio)
    say (self, error);
}

static void
on_chosen (guint number, gpointer owner)
{
  SoBookingsDialog *self = owner;
  const SoBooking *booking = find (self, self->asked);
  SoBookingChoice choices[SO_BOOKING_CHOICES];

  if (booking && number <= so_booking_choices (booking, choices))
    so_studio_do_async (self->studio, choices[number - 1].verb, booking->id, choices[number - 1].argument, NULL, on_done, g_object_ref (self));
}

static void
on_state_clicked (GtkWidget *button, SoBookingsDialog *self)
{
  const SoBooking *booking = find (self, gtk_widget_get_name (button));
  SoBookingChoice choices[SO_BOOKING_CHOICES];
  const char *labels[SO_BOOKING_CHOICES + 1] = { NULL };
  guint n = booking ? so_booking_choices (booking, choices) : 0;

  for (guint i = 0; i < n; i++)
    labels[i] = choices[i].label;
  if (!n)
    return;
  g_set_str (&self->asked, booking->id);
  so_group_rows_ask (&self->rows, button);
  so_choice_popover_present (button, booking->contact, labels, 0, on_chosen, self);
}

/* Booking ------------------------------------------------------------------------------------------ */

static char *
dup_wish (SoBookingsDialog *self, const char *kind, gboolean anyway)
{
  JsonObject *wish = json_object_new ();

  json_object_set_string_member (wish, "session", self->session_id);
  json_object_set_string_member (wish, "kind", kind);
  json_object_set_int_member (wish, "anyway", anyway);
  return so_json_write_object (wish);
}

typedef struct {
  SoBookingsDialog *dialog;
  char *person;
  const char *kind;
} Booking;

static void
booking_free (Booking *booking)
{
  g_object_unref (booking->dialog);
  g_free (booking->person);
  g_free (booking);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Booking, booking_free)

static void
on_anyway (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Booking) booking = user_data;
  SoBookingsDialog *self = booking->dialog;
  g_autofree char *wish = dup_wish (self, booking->kind, TRUE);

  if (!g_strcmp0 (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "book") && self->studio)
    so_studio_do_async (self->studio, SO_VERB_BOOK, booking->person, wish, NULL, on_done, g_object_ref (self));
}

/* The rules are hers: what they say no to, she may do. */
static void
on_booked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Booking) booking = user_data;
  SoBookingsDialog *self = booking->dialog;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);
  AdwDialog *alert;

  if (!self->studio)
    return;
  if (!g_error_matches (error, SO_ERROR, SO_ERROR_CHANGE))
    {
      say (self, error);
      return;
    }
  alert = adw_alert_dialog_new (_("Book Anyway?"), error->message);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "leave", _("_Leave It"), "book", _("_Book Anyway"), NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (alert), "leave");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "leave");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (alert), GTK_WIDGET (self), NULL, on_anyway, g_steal_pointer (&booking));
}

/* This session and those that follow. */
static void
enrol (SoBookingsDialog *self)
{
  g_autoptr (SoSession) session = so_studio_find_session (self->studio, self->session_id);
  g_autofree char *until = session ? so_studio_dup_enrolment_end (self->studio, session) : NULL, *wish = NULL;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "session", self->session_id);
  if (until)
    json_object_set_string_member (object, "until", until);
  wish = so_json_write_object (object);
  so_studio_do_async (self->studio, SO_VERB_ENROL, self->asked, wish, NULL, on_done, g_object_ref (self));
}

static void
on_kind_chosen (guint number, gpointer owner)
{
  SoBookingsDialog *self = owner;
  Booking *booking;
  g_autofree char *wish = NULL;

  if (number > SO_N_BOOKING_KINDS)
    {
      enrol (self);
      return;
    }
  booking = g_new0 (Booking, 1);
  *booking = (Booking) { g_object_ref (self), g_strdup (self->asked), so_booking_kind_nick ((SoBookingKind) (number - 1)) };
  wish = dup_wish (self, booking->kind, FALSE);
  so_studio_do_async (self->studio, SO_VERB_BOOK, booking->person, wish, NULL, on_booked, booking);
}

static void
on_picked (const char *contact_id, gpointer owner)
{
  SoBookingsDialog *self = owner;
  const char *labels[SO_N_BOOKING_KINDS + 2] = { NULL };
  g_autoptr (SoSession) session = so_studio_find_session (self->studio, self->session_id);
  g_autofree char *until = session ? so_studio_dup_enrolment_end (self->studio, session) : NULL;

  for (int i = 0; i < SO_N_BOOKING_KINDS; i++)
    labels[i] = _(so_booking_kind_label ((SoBookingKind) i));
  if (session && !session->single)
    labels[SO_N_BOOKING_KINDS] = until ? _("The Next 12 Weeks") : _("All of the Term");
  g_set_str (&self->asked, contact_id);
  so_choice_popover_present (self->add, _("Why Do They Come?"), labels, 1, on_kind_chosen, self);
}

static void
on_add (SoBookingsDialog *self)
{
  if (self->window)
    adw_dialog_present (so_person_picker_new (self->window, _("Who Comes?"), NULL, on_picked, self), GTK_WIDGET (self));
}

/* Showing ------------------------------------------------------------------------------------------ */

static void
add_row (SoBookingsDialog *self, const SoBooking *booking, guint rank)
{
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new ();
  const char *state = _(so_booking_state_label (booking->state));
  g_autofree char *label = g_strdup_printf ("%s: %s", booking->contact, state);
  g_autofree char *words = so_booking_words (booking, rank, self->currency);
  SoBookingChoice choices[SO_BOOKING_CHOICES];

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), booking->contact);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_widget_set_name (row, booking->id);
  gtk_button_set_child (GTK_BUTTON (button), gtk_label_new (state));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, so_booking_choices (booking, choices) > 0);
  gtk_widget_set_name (button, booking->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_state_clicked), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  so_group_rows_add (&self->rows, self->group, row);
}

static char *
dup_signature (SoBookingsDialog *self)
{
  GString *all = g_string_new ("-");

  for (guint i = 0; i < self->roster->len; i++)
    {
      const SoBooking *booking = self->roster->pdata[i];

      g_string_append_printf (all, "\n%s %s %d %d %d %d %" G_GINT64_FORMAT, booking->id, booking->contact, booking->kind, booking->state, booking->place, booking->owed, booking->waived_at);
    }
  return g_string_free_and_steal (all);
}

static void
show_head (SoBookingsDialog *self)
{
  g_autoptr (SoSession) session = so_studio_find_session (self->studio, self->session_id);
  guint has = 0, waits = 0;
  g_autofree char *when = session ? so_age_dup_coming (session->starts_at, so_now ()) : NULL, *count = NULL;

  for (guint i = 0; i < self->roster->len; i++)
    {
      SoBookingState state = ((SoBooking *) self->roster->pdata[i])->state;

      has += so_booking_has_place (state);
      waits += state == SO_BOOKING_WAITING;
    }
  /* Translators: people who come to a class, places there are, and people on its waitlist */
  count = g_strdup_printf (_("%u of %d booked, %u waiting"), has, session ? session->most : 0, waits);
  adw_window_title_set_title (self->title, session ? session->title : _("Bookings"));
  adw_window_title_set_subtitle (self->title, when ? when : "");
  adw_preferences_group_set_title (self->group, count);
  adw_preferences_group_set_description (self->group, self->roster->len ? NULL : _("Nobody has booked yet."));
}

static void
refresh (SoBookingsDialog *self)
{
  g_autofree char *signature = NULL;

  g_clear_pointer (&self->roster, g_ptr_array_unref);
  self->roster = so_studio_list_roster (self->studio, self->session_id);
  show_head (self);
  so_waitlist_group_show (SO_WAITLIST_GROUP (self->waitlist), self->studio, self->session_id);
  signature = dup_signature (self);
  if (!so_group_rows_begin (&self->rows, self->group, signature))
    return;
  for (guint i = 0, waits = 0; i < self->roster->len; i++)
    {
      waits += ((SoBooking *) self->roster->pdata[i])->state == SO_BOOKING_WAITING;
      add_row (self, self->roster->pdata[i], waits);
    }
  so_group_rows_end (&self->rows, self->group, self->add);
}

static gboolean
on_later (gpointer user_data)
{
  SoBookingsDialog *self = user_data;

  self->later = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

static void
on_store_changed (SoStore *store, guint what, SoBookingsDialog *self)
{
  if (what & (SO_CHANGED_SCHEDULE | SO_CHANGED_CONTACTS | SO_CHANGED_DRAFTS) && !self->later)
    self->later = g_idle_add (on_later, self);
}

/* Making it ---------------------------------------------------------------------------------------- */

static void
so_bookings_dialog_dispose (GObject *object)
{
  SoBookingsDialog *self = SO_BOOKINGS_DIALOG (object);

  g_clear_handle_id (&self->later, g_source_remove);
  if (self->store)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  g_clear_object (&self->studio);
  g_clear_weak_pointer (&self->window);
  G_OBJECT_CLASS (so_bookings_dialog_parent_class)->dispose (object);
}

static void
so_bookings_dialog_finalize (GObject *object)
{
  SoBookingsDialog *self = SO_BOOKINGS_DIALOG (object);

  so_group_rows_clear (&self->rows);
  g_clear_pointer (&self->roster, g_ptr_array_unref);
  g_free (self->session_id);
  g_free (self->asked);
  g_free (self->currency);
  G_OBJECT_CLASS (so_bookings_dialog_parent_class)->finalize (object);
}

static void
so_bookings_dialog_class_init (SoBookingsDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_bookings_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_bookings_dialog_finalize;
}

static void
so_bookings_dialog_init (SoBookingsDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new (), *head = adw_header_bar_new (), *page = adw_preferences_page_new ();

  so_group_rows_init (&self->rows);
  self->title = ADW_WINDOW_TITLE (adw_window_title_new ("", ""));
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (head), GTK_WIDGET (self->title));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), head);
  self->waitlist = so_waitlist_group_new (self->toasts);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->group);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (self->waitlist));
  adw_toast_overlay_set_child (self->toasts, page);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->toasts));
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_title (ADW_DIALOG (self), _("Bookings"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 480);
  adw_dialog_set_content_height (ADW_DIALOG (self), 560);
  self->add = so_group_rows_add_button (self->group, _("Book Somebody…"));
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
}

void
so_bookings_dialog_present (SoWindow *window, const char *session_id)
{
  SoBookingsDialog *self = g_object_new (SO_TYPE_BOOKINGS_DIALOG, NULL);
  g_autoptr (SoProfile) profile = so_studio_dup_profile (so_window_get_studio (window));

  g_set_weak_pointer (&self->window, window);
  self->studio = g_object_ref (so_window_get_studio (window));
  self->store = g_object_ref (so_studio_get_store (self->studio));
  self->session_id = g_strdup (session_id);
  if (profile)
    self->currency = g_strdup (profile->currency);
  g_signal_connect (self->store, "changed", G_CALLBACK (on_store_changed), self);
  refresh (self);
  adw_dialog_present (ADW_DIALOG (self), GTK_WIDGET (window));
}
