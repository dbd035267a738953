/* SPDX-License-Identifier: MIT */
#include "so-referral-group.h"

#include "so-do.h"
#include "so-group-rows.h"
#include "so-person-facts.h"
#include "so-person-picker.h"
#include "so-referral.h"
#include "so-verb.h"
#include "so-window.h"

#include <glib/gi18n.h>

struct _SoReferralGroup {
  AdwPreferencesGroup parent_instance;

  GtkWidget *add;            /* borrowed, as all below */
  SoGroupRows rows;
  SoStudio *studio;
  char *contact_id;
};

G_DEFINE_FINAL_TYPE (SoReferralGroup, so_referral_group, ADW_TYPE_PREFERENCES_GROUP)

static void
on_picked (const char *contact_id, gpointer owner)
{
  SoReferralGroup *self = owner;

  so_do_said (GTK_WIDGET (self), self->studio, SO_VERB_REFERRAL, self->contact_id, contact_id, _("Noted who sent them"));
}

static void
on_add (SoReferralGroup *self)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (window && self->contact_id)
    adw_dialog_present (so_person_picker_new (window, _("Who Sent Them?"), self->contact_id, on_picked, self), GTK_WIDGET (self));
}

static void
on_remove (SoReferralGroup *self)
{
  so_do_said (GTK_WIDGET (self), self->studio, SO_VERB_REFERRAL, self->contact_id, "", _("Sent by nobody"));
}

/* The name of the row is the id of the other one. */
static void
on_activated (GtkWidget *row, SoReferralGroup *self)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (window)
    so_window_open_contact (window, gtk_widget_get_name (row));
}

static void
add_row (SoReferralGroup *self, const SoReferral *referral)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), referral->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), referral->sent_them ? _("Sent them here") : _("Was sent by them"));
  gtk_widget_set_name (row, referral->contact_id);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_activated), self, 0);
  if (referral->sent_them)
    {
      g_autofree char *label = g_strdup_printf (_("%s did not send them"), referral->name);

      g_signal_connect_object (so_group_rows_button (row, "user-trash-symbolic", label), "clicked", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
    }
  so_group_rows_add (&self->rows, ADW_PREFERENCES_GROUP (self), row);
}

static char *
dup_signature (const char *contact_id, GPtrArray *referrals)
{
  GString *all = g_string_new (contact_id);

  for (guint i = 0; i < referrals->len; i++)
    {
      const SoReferral *referral = referrals->pdata[i];

      g_string_append_printf (all, "\n%s %s %d", referral->contact_id, referral->name, referral->sent_them);
    }
  return g_string_free_and_steal (all);
}

void
so_referral_group_show (SoReferralGroup *self, SoStudio *studio, const SoContact *contact)
{
  g_autoptr (GPtrArray) referrals = NULL;
  g_autofree char *signature = NULL;

  g_return_if_fail (SO_IS_REFERRAL_GROUP (self) && contact);

  g_set_object (&self->studio, studio);
  g_set_str (&self->contact_id, contact->id);
  referrals = so_studio_list_referrals (studio, contact->id);
  signature = dup_signature (contact->id, referrals);
  if (!so_group_rows_begin (&self->rows, ADW_PREFERENCES_GROUP (self), signature))
    return;
  for (guint i = 0; i < referrals->len; i++)
    add_row (self, referrals->pdata[i]);
  so_group_rows_end (&self->rows, ADW_PREFERENCES_GROUP (self), self->add);
}

static void
so_referral_group_dispose (GObject *object)
{
  g_clear_object (&SO_REFERRAL_GROUP (object)->studio);
  G_OBJECT_CLASS (so_referral_group_parent_class)->dispose (object);
}

static void
so_referral_group_finalize (GObject *object)
{
  SoReferralGroup *self = SO_REFERRAL_GROUP (object);

  so_group_rows_clear (&self->rows);
  g_free (self->contact_id);
  G_OBJECT_CLASS (so_referral_group_parent_class)->finalize (object);
}

static void
so_referral_group_class_init (SoReferralGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_referral_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_referral_group_finalize;
}

static void
so_referral_group_init (SoReferralGroup *self)
{
  so_group_rows_init (&self->rows);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Sent By"));
  self->add = so_group_rows_add_button (ADW_PREFERENCES_GROUP (self), _("Who Sent Them?…"));
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
}
