/* SPDX-License-Identifier: MIT */
#include "so-consent-group.h"

#include "so-age.h"
#include "so-consent-verbs.h"
#include "so-do.h"
#include "so-verb.h"

#include <glib/gi18n.h>

/* Older ones are in studioctl consent. */
#define MOST_ROWS 12

struct _SoConsentGroup {
  AdwPreferencesGroup parent_instance;

  AdwActionRow *holds;         /* borrowed, as all below */
  GPtrArray *rows;             /* of the history, newest first */

  SoStudio *studio;
  char *contact_id;
  char *contact_name;
};

G_DEFINE_FINAL_TYPE (SoConsentGroup, so_consent_group, ADW_TYPE_PREFERENCES_GROUP)

/* What the owner can enter, as the verb wants to hear it. */
static const struct {
  const char *label, *argument;
} choices[] = {
  { N_("Wants no messages any more"), "withdrawn service *" },
  { N_("May be written to again"), "given service *" },
  { N_("Wants no advertising"), "withdrawn marketing *" },
  { N_("Wants advertising"), "given marketing *" },
};

/* Words ------------------------------------------------------------------------------------------- */

static const char *
state_words (const SoConsent *consent)
{
  static const char *const words[SO_N_PURPOSES][SO_N_CONSENTS] = {
    { N_("Nothing recorded"), N_("May be written to"), N_("Wants no messages") },
    { N_("Nothing recorded about advertising"), N_("Wants advertising"), N_("Wants no advertising") },
  };

  return _(words[consent->purpose][consent->state]);
}

/* "the customer wrote “STOP” by SMS", "entered by you: told me at the desk" */
static char *
how_words (const SoConsent *consent)
{
  SoChannelKind channel;
  const char *by = so_channel_kind_parse (consent->channel, &channel) ? _(so_channel_kind_label (channel)) : "";

  switch (consent->how)
    {
    case SO_CONSENT_BY_WORD:
      /* Translators: what was written, and the channel ("SMS") */
      return g_strdup_printf (_("the customer wrote “%s” by %s"), consent->word ? consent->word : "STOP", by);
    case SO_CONSENT_BY_OWNER:
      return consent->note ? g_strdup_printf (_("entered by you: %s"), consent->note) : g_strdup (_("entered by you"));
    case SO_CONSENT_BY_UNDO:
      return g_strdup (_("taken back by you"));
    case SO_CONSENT_BY_IMPORT:
    case SO_N_CONSENT_WAYS:
    default:
      return g_strdup (_("imported"));
    }
}

static char *
when_words (gint64 at)
{
  g_autofree char *day = so_age_dup_day (at), *time = so_age_dup_time (at);

  return g_strdup_printf ("%s, %s", day, time);
}

/* Showing ----------------------------------------------------------------------------------------- */

static GtkWidget *
make_row (const SoConsent *consent)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *how = how_words (consent), *when = when_words (consent->at);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s · %s", when, consent->value, how);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), state_words (consent));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

/* The newest of what a word took is what nobody but the customer can change: that comes first. */
static char *
sum_up (SoConsentGroup *self, const SoContact *contact, GPtrArray *entries)
{
  gboolean sms = FALSE, all = FALSE;
  const SoConsent *newest = entries->len ? entries->pdata[0] : NULL;

  for (guint i = 0; i < contact->identities->len; i++)
    {
      const SoIdentity *identity = contact->identities->pdata[i];

      sms |= identity->kind == SO_IDENTITY_PHONE && so_studio_is_blocked (self->studio, contact->id, identity, SO_CHANNEL_SMS);
      all |= so_studio_is_blocked (self->studio, contact->id, identity, identity->kind == SO_IDENTITY_EMAIL ? SO_CHANNEL_MAIL : SO_CHANNEL_WHATSAPP);
    }
  if (all)
    return g_strdup (_("Wants no messages: nothing is sent"));
  if (sms)
    return g_strdup (_("Unsubscribed from SMS: no SMS is sent until they write START"));
  if (newest && newest->purpose == SO_PURPOSE_MARKETING && newest->state != SO_CONSENT_NONE)
    return g_strdup_printf ("%s · %s", _("May be written to"), state_words (newest));
  return g_strdup (_("May be written to"));
}

void
so_consent_group_show (SoConsentGroup *self, SoStudio *studio, const SoContact *contact)
{
  g_autoptr (GPtrArray) entries = so_studio_list_consents (studio, contact->id);
  g_autofree char *holds = NULL;

  g_set_object (&self->studio, studio);
  g_set_str (&self->contact_id, contact->id);
  g_set_str (&self->contact_name, contact->name);
  holds = sum_up (self, contact, entries);
  adw_action_row_set_subtitle (self->holds, holds);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < MIN (entries->len, MOST_ROWS); i++)
    {
      GtkWidget *row = make_row (entries->pdata[i]);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
}

/* Entering ---------------------------------------------------------------------------------------- */

static void
on_response (AdwAlertDialog *dialog, const char *response, SoConsentGroup *self)
{
  AdwComboRow *what = g_object_get_data (G_OBJECT (dialog), "so-what");
  GtkEditable *note = g_object_get_data (G_OBJECT (dialog), "so-note");
  const char *contact = g_object_get_data (G_OBJECT (dialog), "so-contact");
  g_autofree char *argument = NULL;

  if (g_strcmp0 (response, "enter") || !self->studio)
    return;
  argument = g_strdup_printf ("%s %s", choices[MIN (adw_combo_row_get_selected (what), G_N_ELEMENTS (choices) - 1)].argument, gtk_editable_get_text (note));
  so_do (GTK_WIDGET (self), self->studio, SO_VERB_CONSENT, contact, argument);
}

static GtkWidget *
make_form (AdwDialog *dialog)
{
  const char *labels[G_N_ELEMENTS (choices) + 1] = { NULL };
  GtkWidget *group = adw_preferences_group_new (), *what = adw_combo_row_new (), *note = adw_entry_row_new ();
  g_autoptr (GtkStringList) model = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    labels[i] = _(choices[i].label);
  model = gtk_string_list_new (labels);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (what), _("What They Said"));
  adw_combo_row_set_model (ADW_COMBO_ROW (what), G_LIST_MODEL (model));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (note), _("How You Know"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (note), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), what);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), note);
  g_object_set_data (G_OBJECT (dialog), "so-what", what);
  g_object_set_data (G_OBJECT (dialog), "so-note", note);
  return group;
}

static void
on_enter_clicked (SoConsentGroup *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Consent"), NULL);

  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog), _("What did %s say about being written to? The entry stays; undo adds another one."), self->contact_name);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "enter", _("_Enter"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "enter", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "enter");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), make_form (dialog));
  g_object_set_data_full (G_OBJECT (dialog), "so-contact", g_strdup (self->contact_id), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
so_consent_group_finalize (GObject *object)
{
  SoConsentGroup *self = SO_CONSENT_GROUP (object);

  g_clear_object (&self->studio);
  g_free (self->contact_id);
  g_free (self->contact_name);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (so_consent_group_parent_class)->finalize (object);
}

static void
so_consent_group_class_init (SoConsentGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_consent_group_finalize;
}

static void
so_consent_group_init (SoConsentGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  GtkWidget *holds = adw_action_row_new ();
  /* A button of its own, not a row: beside a conversation Enter on a row is taken for the draft. */
  GtkWidget *enter = gtk_button_new_from_icon_name ("list-add-symbolic");

  self->rows = g_ptr_array_new ();
  self->holds = ADW_ACTION_ROW (holds);
  adw_preferences_group_set_title (group, _("Consent"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (holds), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (holds), _("Messages"));
  adw_action_row_set_subtitle_lines (self->holds, 0);
  gtk_widget_add_css_class (holds, "property");
  gtk_widget_set_tooltip_text (enter, _("Enter What They Said…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (enter), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Enter What They Said…"), -1);
  gtk_widget_add_css_class (enter, "flat");
  gtk_widget_set_valign (enter, GTK_ALIGN_CENTER);
  g_signal_connect_object (enter, "clicked", G_CALLBACK (on_enter_clicked), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, holds);
  adw_preferences_group_set_header_suffix (group, enter);
}
