/* SPDX-License-Identifier: MIT */
#include "so-booking-group.h"

#include "so-age.h"
#include "so-booking-choices.h"
#include "so-booking-facts.h"
#include "so-choice-popover.h"
#include "so-clock.h"
#include "so-do.h"
#include "so-facts.h"
#include "so-group-rows.h"
#include "so-window.h"

#include <glib/gi18n.h>

/* The rest is in studioctl booking list --contact. */
#define MOST_ROWS 12

struct _SoBookingGroup {
  AdwPreferencesGroup parent_instance;

  AdwActionRow *credits;     /* borrowed, as all below */
  GtkWidget *change;
  SoGroupRows rows;
  GPtrArray *booked;         /* SoBooked, as shown; ours */
  SoStudio *studio;
  char *contact_id;
  char *currency;
  char *asked;               /* the booking that is asked about */
};

G_DEFINE_FINAL_TYPE (SoBookingGroup, so_booking_group, ADW_TYPE_PREFERENCES_GROUP)

static const SoBooked *
find (SoBookingGroup *self, const char *id)
{
  for (guint i = 0; i < self->booked->len; i++)
    if (!g_strcmp0 (((SoBooked *) self->booked->pdata[i])->booking->id, id))
      return self->booked->pdata[i];
  return NULL;
}

static void
on_chosen (guint number, gpointer owner)
{
  SoBookingGroup *self = owner;
  const SoBooked *booked = find (self, self->asked);
  SoBookingChoice choices[SO_BOOKING_CHOICES];

  if (booked && number <= so_booking_choices (booked->booking, choices))
    so_do_said (GTK_WIDGET (self), self->studio, choices[number - 1].verb, booked->booking->id, choices[number - 1].argument, _("Booking changed"));
}

static void
on_state_clicked (GtkWidget *button, SoBookingGroup *self)
{
  const SoBooked *booked = find (self, gtk_widget_get_name (button));
  SoBookingChoice choices[SO_BOOKING_CHOICES];
  const char *labels[SO_BOOKING_CHOICES + 1] = { NULL };
  guint n = booked ? so_booking_choices (booked->booking, choices) : 0;

  for (guint i = 0; i < n; i++)
    labels[i] = choices[i].label;
  if (!n)
    return;
  g_set_str (&self->asked, booked->booking->id);
  so_group_rows_ask (&self->rows, button);
  so_choice_popover_present (button, booked->session ? booked->session->title : _("Booking"), labels, 0, on_chosen, self);
}

static const struct { const char *label, *argument; } gifts[] = {
  { N_("One Credit"), "{\"amount\":1,\"why\":\"bought\"}" },        { N_("Five Credits"), "{\"amount\":5,\"why\":\"bought\"}" },
  { N_("Ten Credits"), "{\"amount\":10,\"why\":\"bought\"}" },      { N_("One for a Make-Up Class"), "{\"amount\":1,\"why\":\"make-up\"}" },
  { N_("Take One Away"), "{\"amount\":-1,\"why\":\"adjusted\"}" },
};

static void
on_gift_chosen (guint number, gpointer owner)
{
  SoBookingGroup *self = owner;

  so_do_said (GTK_WIDGET (self), self->studio, SO_VERB_CREDIT_ADD, self->contact_id, gifts[number - 1].argument, _("Credits changed"));
}

static void
on_change (SoBookingGroup *self)
{
  const char *labels[G_N_ELEMENTS (gifts) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (gifts); i++)
    labels[i] = _(gifts[i].label);
  so_choice_popover_present (self->change, _("Credits"), labels, 0, on_gift_chosen, self);
}

static char *
dup_when (const SoBooked *booked, const char *words)
{
  gint64 now = so_now ();
  g_autofree char *when = !booked->session                  ? g_strdup (booked->booking->original)
                          : booked->session->starts_at > now ? so_age_dup_coming (booked->session->starts_at, now)
                                                             : so_age_dup_day (booked->session->starts_at);

  return g_strconcat (when, *words ? " · " : "", words, NULL);
}

static void
add_row (SoBookingGroup *self, const SoBooked *booked)
{
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new ();
  const char *state = _(so_booking_state_label (booked->booking->state)), *title = booked->session ? booked->session->title : _("A Class That Is Gone");
  g_autofree char *label = g_strdup_printf ("%s: %s", title, state), *words = so_booking_words (booked->booking, 0, self->currency);
  g_autofree char *when = dup_when (booked, words);
  SoBookingChoice choices[SO_BOOKING_CHOICES];

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), when);
  gtk_widget_set_name (row, booked->booking->id);
  gtk_button_set_child (GTK_BUTTON (button), gtk_label_new (state));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, so_booking_choices (booked->booking, choices) > 0);
  gtk_widget_set_name (button, booked->booking->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_state_clicked), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  so_group_rows_add (&self->rows, ADW_PREFERENCES_GROUP (self), row);
}

static char *
dup_signature (SoBookingGroup *self)
{
  GString *all = g_string_new (self->contact_id);

  for (guint i = 0; i < self->booked->len; i++)
    {
      const SoBooked *booked = self->booked->pdata[i];

      g_string_append_printf (all, "\n%s %d %d %" G_GINT64_FORMAT " %s %" G_GINT64_FORMAT, booked->booking->id, booked->booking->state, booked->booking->owed,
                              booked->booking->waived_at, booked->session ? booked->session->title : "", booked->session ? booked->session->starts_at : 0);
    }
  return g_string_free_and_steal (all);
}

static void
show_credits (SoBookingGroup *self)
{
  int n = so_studio_count_credits (self->studio, self->contact_id);
  g_autofree char *words = g_strdup_printf (ngettext ("%d credit", "%d credits", (gulong) ABS (n)), n);

  adw_action_row_set_subtitle (self->credits, n ? words : _("None"));
}

void
so_booking_group_show (SoBookingGroup *self, SoStudio *studio, const SoContact *contact)
{
  g_autoptr (SoProfile) profile = NULL;
  g_autofree char *signature = NULL;

  g_return_if_fail (SO_IS_BOOKING_GROUP (self) && contact);

  g_set_object (&self->studio, studio);
  g_set_str (&self->contact_id, contact->id);
  profile = so_studio_dup_profile (studio);
  g_set_str (&self->currency, profile ? profile->currency : NULL);
  g_clear_pointer (&self->booked, g_ptr_array_unref);
  self->booked = so_studio_list_booked (studio, contact->id, MOST_ROWS);
  show_credits (self);
  signature = dup_signature (self);
  if (!so_group_rows_begin (&self->rows, ADW_PREFERENCES_GROUP (self), signature))
    return;
  for (guint i = 0; i < self->booked->len; i++)
    add_row (self, self->booked->pdata[i]);
  so_group_rows_end (&self->rows, ADW_PREFERENCES_GROUP (self), self->change);
}

static void
so_booking_group_dispose (GObject *object)
{
  g_clear_object (&SO_BOOKING_GROUP (object)->studio);
  G_OBJECT_CLASS (so_booking_group_parent_class)->dispose (object);
}

static void
so_booking_group_finalize (GObject *object)
{
  SoBookingGroup *self = SO_BOOKING_GROUP (object);

  so_group_rows_clear (&self->rows);
  g_ptr_array_unref (self->booked);
  g_free (self->contact_id);
  g_free (self->currency);
  g_free (self->asked);
  G_OBJECT_CLASS (so_booking_group_parent_class)->finalize (object);
}

static void
so_booking_group_class_init (SoBookingGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_booking_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_booking_group_finalize;
}

static void
so_booking_group_init (SoBookingGroup *self)
{
  so_group_rows_init (&self->rows);
  self->booked = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Bookings"));
  self->credits = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->credits), _("Credits"));
  gtk_widget_add_css_class (GTK_WIDGET (self->credits), "property");
  self->change = so_group_rows_button (GTK_WIDGET (self->credits), "list-add-symbolic", _("Change Credits…"));
  g_signal_connect_object (self->change, "clicked", G_CALLBACK (on_change), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->credits));
}
