/* SPDX-License-Identifier: MIT */
#include "so-trial-group.h"

#include "so-age.h"
#include "so-choice-popover.h"
#include "so-clock.h"
#include "so-do.h"
#include "so-facts.h"
#include "so-later-popover.h"
#include "so-studio-kind.h"
#include "so-time.h"
#include "so-trial.h"
#include "so-when.h"
#include "so-window.h"

#include <glib/gi18n.h>

/* All of them are in studioctl trial. */
#define MOST_ROWS 6
#define CONVERTED SO_N_TRIAL_STATES

struct _SoTrialGroup {
  AdwPreferencesGroup parent_instance;

  GtkWidget *entry;            /* borrowed, as all below */
  GPtrArray *rows;

  SoStudio *studio;
  char *contact_id;
  char *shown;                 /* what the rows show; NULL: they are to be made */
  char *asked;                 /* id of the trial of which is asked what became of it */
};

G_DEFINE_FINAL_TYPE (SoTrialGroup, so_trial_group, ADW_TYPE_PREFERENCES_GROUP)

static void
start (SoTrialGroup *self, SoVerb verb, const char *id, const char *argument, const char *message)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  so_do (GTK_WIDGET (self), self->studio, verb, id, argument);
  if (window)
    so_window_add_undo_toast (window, message);
}

static void
on_time_chosen (gint64 when, gpointer user_data)
{
  SoTrialGroup *self = user_data;
  g_autofree char *time = so_time_format (when), *title = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autofree char *argument = g_strconcat (time, "\n", title, NULL);

  if (!self->contact_id)
    return;
  start (self, SO_VERB_TRIAL_BOOK, self->contact_id, argument, _("Trial booked"));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
on_applied (SoTrialGroup *self)
{
  gint64 now = so_now ();
  const SoTimePreset presets[] = {
    { _("Tomorrow"), so_when_day (now, NULL, 1, 18) }, { _("Monday"), so_when_weekday (now, NULL, 1, 18) }, { _("Wednesday"), so_when_weekday (now, NULL, 3, 18) },
    { _("Friday"), so_when_weekday (now, NULL, 5, 18) }, { _("Saturday"), so_when_weekday (now, NULL, 6, 11) },
  };
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (*title)
    so_later_popover_present_times (self->entry, _("When is the trial?"), presets, G_N_ELEMENTS (presets), on_time_chosen, self);
}

static void
on_state_chosen (guint number, gpointer user_data)
{
  SoTrialGroup *self = user_data;
  g_autofree char *id = g_steal_pointer (&self->asked);

  if (!id)
    return;
  if (number - 1 == CONVERTED)
    start (self, SO_VERB_TRIAL_CONVERT, id, NULL, _("A new customer"));
  else
    start (self, SO_VERB_TRIAL_STATE, id, so_trial_state_nick (number - 1), _(so_trial_state_label (number - 1)));
}

/* The name of the button is the id of the trial. */
static void
on_state_clicked (GtkWidget *button, SoTrialGroup *self)
{
  const char *labels[SO_N_TRIAL_STATES + 2] = { NULL };

  for (SoTrialState i = 0; i < SO_N_TRIAL_STATES; i++)
    labels[i] = _(so_trial_state_label (i));
  labels[CONVERTED] = _("Became a Customer");
  g_set_str (&self->asked, gtk_widget_get_name (button));
  so_choice_popover_present (button, _("What became of it?"), labels, 0, on_state_chosen, self);
}

static void
add_row (SoTrialGroup *self, const SoTrial *trial)
{
  gint64 now = so_now ();
  const char *state = trial->converted_at ? _("Customer") : _(so_trial_state_label (trial->state));
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new ();
  g_autofree char *when = trial->starts_at > now ? so_age_dup_coming (trial->starts_at, now) : so_age_dup_day (trial->starts_at);
  g_autofree char *label = g_strdup_printf ("%s: %s", trial->title, state);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), trial->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), when);
  gtk_button_set_child (GTK_BUTTON (button), gtk_label_new (state));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_name (button, trial->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_state_clicked), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static char *
dup_signature (GPtrArray *trials)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < trials->len; i++)
    {
      const SoTrial *trial = trials->pdata[i];

      g_string_append_printf (all, "%s %d %d %" G_GINT64_FORMAT " %s\n", trial->id, trial->state, trial->converted_at != 0, trial->starts_at, trial->title);
    }
  return g_string_free_and_steal (all);
}

static gboolean
has_focus (SoTrialGroup *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

void
so_trial_group_show (SoTrialGroup *self, SoStudio *studio, const SoContact *contact)
{
  g_autoptr (GPtrArray) trials = NULL;
  g_autofree char *signature = NULL;

  g_return_if_fail (SO_IS_TRIAL_GROUP (self) && contact);

  if (g_set_object (&self->studio, studio))
    {
      g_autofree char *title = so_studio_dup_word (studio, "trials-title");

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
    }
  if (g_set_str (&self->contact_id, contact->id))
    g_clear_pointer (&self->shown, g_free);
  trials = so_studio_list_trials (studio, contact->id, MOST_ROWS);
  signature = dup_signature (trials);
  if (!g_strcmp0 (signature, self->shown))
    return;
  g_set_str (&self->shown, signature);
  if (has_focus (self))
    gtk_widget_grab_focus (self->entry);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < trials->len; i++)
    add_row (self, trials->pdata[i]);
}

static void
so_trial_group_dispose (GObject *object)
{
  g_clear_object (&SO_TRIAL_GROUP (object)->studio);
  G_OBJECT_CLASS (so_trial_group_parent_class)->dispose (object);
}

static void
so_trial_group_finalize (GObject *object)
{
  SoTrialGroup *self = SO_TRIAL_GROUP (object);

  g_free (self->contact_id);
  g_free (self->shown);
  g_free (self->asked);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (so_trial_group_parent_class)->finalize (object);
}

static void
so_trial_group_class_init (SoTrialGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_trial_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_trial_group_finalize;
}

static void
so_trial_group_init (SoTrialGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->entry = adw_entry_row_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Trial Classes"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), _("Book a Trial: Which Class?"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->entry), TRUE);
  g_signal_connect_object (self->entry, "apply", G_CALLBACK (on_applied), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->entry);
}
