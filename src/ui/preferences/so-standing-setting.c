/* SPDX-License-Identifier: MIT */
#include "so-standing-setting.h"

#include "so-never-auto.h"
#include "so-preferences-say.h"
#include "so-standing-dry-run.h"
#include "so-verb.h"
#include "so-window.h"

#include <glib/gi18n.h>

#define EXAMPLES_SHOWN 3

struct _SoStandingSetting {
  AdwExpanderRow parent_instance;

  SoStudio *studio;
  SoStandingKind kind;
  GtkSwitch *toggle;           /* borrowed, as all widgets below */
  AdwEntryRow *words;
  AdwActionRow *counters;
  AdwActionRow *trial;
  char *text;                  /* the words as they are */
  char *refusal;               /* why it cannot be switched on, or NULL */
  gboolean filling, switching;
};

G_DEFINE_FINAL_TYPE (SoStandingSetting, so_standing_setting, ADW_TYPE_EXPANDER_ROW)

static void
set_toggle (SoStandingSetting *self, gboolean on)
{
  self->filling = TRUE;
  gtk_switch_set_active (self->toggle, on);
  self->filling = FALSE;
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoStandingSetting) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (!error)
    return;
  so_preferences_say (GTK_WIDGET (self), error->message);
  set_toggle (self, FALSE);
}

static void
order (SoStandingSetting *self, SoVerb verb, const char *argument)
{
  so_studio_do_async (self->studio, verb, so_standing_kind_nick (self->kind), argument, NULL, on_done, g_object_ref (self));
}

/* "A complaint or something urgent: a person answers (2)" of each rule that stopped something. */
static void
add_rules (GString *text, const SoDryRun *run)
{
  for (guint i = 0; i < SO_N_NEVER; i++)
    if (run->by_rule[i])
      g_string_append_printf (text, "\n%u: %s", run->by_rule[i], so_never_auto_sentence (i));
}

static char *
describe_run (const char *words, const SoDryRun *run)
{
  g_autoptr (GString) text = g_string_new (NULL);

  /* What is switched on is these words. */
  g_string_append_printf (text, "“%s”\n\n", words ? words : "");
  g_string_append_printf (text, ngettext ("It would have answered %u message of the last 30 days.", "It would have answered %u messages of the last 30 days.",
                                          run->answered), run->answered);
  if (run->unknown)
    g_string_append_printf (text, ngettext (" For %u nothing of yours is an answer.", " For %u nothing of yours is an answer.", run->unknown), run->unknown);
  if (run->stopped)
    {
      g_string_append (text, "\n\n");
      g_string_append_printf (text, ngettext ("%u waits for you:", "%u wait for you:", run->stopped), run->stopped);
      add_rules (text, run);
    }
  for (guint i = run->examples->len; i > 0 && run->examples->len - i < EXAMPLES_SHOWN; i--)
    {
      const SoDryRunExample *example = g_ptr_array_index (run->examples, i - 1);

      g_string_append_printf (text, "\n\n%s: “%s”\n→ %s", example->contact_name ? example->contact_name : "", example->question, example->answer);
    }
  return g_strdup (text->str);
}

static void
on_agreed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoStandingSetting) self = user_data;
  gboolean agreed = g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "on");

  self->switching = FALSE;
  set_toggle (self, agreed);
  if (agreed)
    order (self, SO_VERB_STANDING_ON, NULL);
}

static void
show_run (SoStandingSetting *self, const SoDryRun *run)
{
  g_autofree char *body = describe_run (self->text, run), *title = NULL;
  AdwAlertDialog *alert;

  title = g_strdup_printf (self->switching ? _("Switch On “%s”?") : "%s", so_standing_kind_label (self->kind));
  alert = ADW_ALERT_DIALOG (adw_alert_dialog_new (title, body));
  if (!self->switching)
    {
      adw_alert_dialog_add_response (alert, "close", _("_Close"));
      adw_dialog_present (ADW_DIALOG (alert), GTK_WIDGET (self));
      return;
    }
  adw_alert_dialog_add_responses (alert, "cancel", _("_Cancel"), "on", _("Switch _On"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "on", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (alert, "cancel");
  adw_alert_dialog_choose (alert, GTK_WIDGET (self), NULL, on_agreed, g_object_ref (self));
}

static void
on_tried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoStandingSetting) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDryRun) run = so_studio_dry_run_finish (SO_STUDIO (source), result, &error);

  adw_action_row_set_subtitle (self->trial, _("What it would have answered in the last 30 days"));
  if (run && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      show_run (self, run);
      return;
    }
  if (error)
    so_preferences_say (GTK_WIDGET (self), error->message);
  self->switching = FALSE;
  set_toggle (self, FALSE);
}

static void
try_out (SoStandingSetting *self)
{
  adw_action_row_set_subtitle (self->trial, _("Looking…"));
  so_studio_dry_run_async (self->studio, self->kind, NULL, on_tried, g_object_ref (self));
}

/* On only after the owner has seen what it would have done; off at once. */
static void
on_toggled (SoStandingSetting *self)
{
  if (self->filling || self->switching)
    return;
  if (!gtk_switch_get_active (self->toggle))
    order (self, SO_VERB_STANDING_OFF, NULL);
  else if (self->refusal)
    {
      so_preferences_say (GTK_WIDGET (self), self->refusal);
      set_toggle (self, FALSE);
    }
  else
    {
      self->switching = TRUE;
      try_out (self);
    }
}

static void
on_words_applied (SoStandingSetting *self)
{
  order (self, SO_VERB_STANDING_TEXT, gtk_editable_get_text (GTK_EDITABLE (self->words)));
}

static void
so_standing_setting_finalize (GObject *object)
{
  SoStandingSetting *self = SO_STANDING_SETTING (object);

  g_clear_object (&self->studio);
  g_free (self->text);
  g_free (self->refusal);
  G_OBJECT_CLASS (so_standing_setting_parent_class)->finalize (object);
}

static void
so_standing_setting_class_init (SoStandingSettingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_standing_setting_finalize;
}

static AdwActionRow *
add_row (SoStandingSetting *self, const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  return ADW_ACTION_ROW (row);
}

static void
so_standing_setting_init (SoStandingSetting *self)
{
  self->toggle = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->toggle), GTK_ALIGN_CENTER);
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->toggle));
  self->words = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->words), _("Words"));
  adw_entry_row_set_show_apply_button (self->words, TRUE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->words));
  self->trial = add_row (self, _("Try It"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->trial), TRUE);
  adw_action_row_set_subtitle (self->trial, _("What it would have answered in the last 30 days"));
  self->counters = add_row (self, _("Your Decisions"));
  g_signal_connect_object (self->toggle, "notify::active", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->words, "apply", G_CALLBACK (on_words_applied), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->trial, "activated", G_CALLBACK (try_out), self, G_CONNECT_SWAPPED);
}

static char *
describe_counters (const SoStandingRow *row)
{
  /* Translators: "17 of 20 approved unchanged" */
  g_autofree char *unedited = g_strdup_printf (_("%u of %u approved unchanged"), row->unedited, row->decisions);
  g_autofree char *complaints = g_strdup_printf (ngettext ("%u complaint", "%u complaints", row->complaints), row->complaints);
  g_autofree char *used = g_strdup_printf (ngettext ("answered %u time", "answered %u times", row->used), row->used);

  return g_strdup_printf ("%s · %s · %s%s%s", unedited, complaints, used, row->earned ? " · " : "", row->earned ? _("earned") : "");
}

void
so_standing_setting_update (SoStandingSetting *self, const SoStandingRow *row)
{
  g_autofree char *counters = describe_counters (row), *text = g_strjoin ("\n", counters, row->enabled ? NULL : row->refusal, NULL);

  g_return_if_fail (SO_IS_STANDING_SETTING (self));

  g_set_str (&self->text, row->text);
  g_set_str (&self->refusal, row->refusal);
  if (!self->switching)
    set_toggle (self, row->enabled);
  /* Its editable part has the focus while the owner types. */
  if (!gtk_widget_get_focus_child (GTK_WIDGET (self->words)))
    gtk_editable_set_text (GTK_EDITABLE (self->words), row->text);
  adw_action_row_set_subtitle (self->counters, text);
}

GtkWidget *
so_standing_setting_new (SoStudio *studio, SoStandingKind kind)
{
  SoStandingSetting *self = g_object_new (SO_TYPE_STANDING_SETTING, NULL);
  const char *label = so_standing_kind_label (kind);

  self->studio = g_object_ref (studio);
  self->kind = kind;
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), label);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), so_standing_kind_summary (kind));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}
