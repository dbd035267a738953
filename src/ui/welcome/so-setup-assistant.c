/* SPDX-License-Identifier: MIT */
#include "so-setup-assistant.h"

#include "so-facts.h"
#include "so-mode.h"
#include "so-verb.h"
#include "so-window.h"

#include <glib/gi18n.h>

struct _SoSetupAssistant {
  AdwPreferencesPage parent_instance;

  GtkCheckButton *suggest;
  GtkCheckButton *manual;
  GtkCheckButton *full;
  AdwActionRow *full_row;
  AdwComboRow *tone;
  GtkEditable *voice;

  SoStudio *studio;
  char *earned;          /* what Full Auto would answer, in words; NULL: nothing is earned */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SoSetupAssistant, so_setup_assistant, ADW_TYPE_PREFERENCES_PAGE)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* As the setting has them, in the order of the rows. */
static const char *const tones[] = { "warm", "plain", "formal" };

static void show_mode (SoSetupAssistant *self);

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (error && SO_IS_WINDOW (window))
    so_window_show_error (SO_WINDOW (window), error);
}

static void
save_setting (SoSetupAssistant *self, const char *key, const char *value)
{
  so_studio_do_async (self->studio, SO_VERB_SAVE_SETTING, key, value, NULL, on_saved,
                      g_object_ref (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)))));
}

static SoMode
chosen (SoSetupAssistant *self)
{
  if (gtk_check_button_get_active (self->manual))
    return SO_MODE_MANUAL;
  return gtk_check_button_get_active (self->full) ? SO_MODE_AUTO : SO_MODE_SUGGEST;
}

/* Where it was refused, the choice goes back to what is kept. */
static void
on_mode_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoSetupAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (error && window)
    so_window_show_error (window, error);
  if (error && self->full_row)
    show_mode (self);
}

void
so_setup_assistant_save (SoSetupAssistant *self)
{
  g_autofree char *voice = NULL;
  guint tone;

  g_return_if_fail (SO_IS_SETUP_ASSISTANT (self));

  voice = g_strstrip (g_strdup (gtk_editable_get_text (self->voice)));

  tone = adw_combo_row_get_selected (self->tone);
  so_studio_do_async (self->studio, SO_VERB_SAVE_SETTING, SO_SETTING_MODE, so_mode_nick (chosen (self)), NULL, on_mode_saved, g_object_ref (self));
  save_setting (self, SO_ASSISTANT_TONE, tones[MIN (tone, G_N_ELEMENTS (tones) - 1)]);
  save_setting (self, SO_ASSISTANT_VOICE, voice);
}

static void
on_toggled (SoSetupAssistant *self)
{
  /* Between one choice and the next none is active. */
  gboolean any = gtk_check_button_get_active (self->suggest) || gtk_check_button_get_active (self->manual) || gtk_check_button_get_active (self->full);

  if (!self->filling && any)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* Full Auto ---------------------------------------------------------------------------------------- */

static void
on_agreed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoSetupAssistant) self = user_data;

  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "on"))
    g_signal_emit (self, signals[CHANGED], 0);
  else
    show_mode (self);
}

/* On only after the owner has seen which answers will go without her. */
static void
on_full_toggled (SoSetupAssistant *self)
{
  AdwAlertDialog *alert;

  if (self->filling || !gtk_check_button_get_active (self->full))
    return;
  alert = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Switch On Full Auto?"), NULL));
  adw_alert_dialog_format_body (alert, _("Questions about these are answered by themselves, copied from your own data:\n\n%s\n\nComplaints, bookings, money, health and everything else wait for you. “Pause All” stops all of it."), self->earned ? self->earned : "");
  adw_alert_dialog_add_responses (alert, "cancel", _("_Cancel"), "on", _("Switch _On"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "on", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (alert, "cancel");
  adw_alert_dialog_choose (alert, GTK_WIDGET (self), NULL, on_agreed, g_object_ref (self));
}

/* Offered where it is earned; before that the numbers say how far it is. */
static void
show_full (SoSetupAssistant *self, GPtrArray *rows)
{
  g_autoptr (GString) earned = g_string_new (NULL), all = g_string_new (NULL);
  gboolean decided = FALSE, is_on = gtk_check_button_get_active (self->full);
  g_autofree char *subtitle = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const SoStandingRow *row = rows->pdata[i];
      g_autofree char *words = so_mode_is_subject (row) ? so_mode_describe (row) : NULL;

      if (!words)
        continue;
      decided |= row->decisions > 0;
      g_string_append_printf (all, "\n%s", words);
      if (!row->refusal)
        g_string_append_printf (earned, "%s%s", earned->len ? "\n" : "", words);
    }
  g_clear_pointer (&self->earned, g_free);
  self->earned = earned->len ? g_strdup (earned->str) : NULL;
  subtitle = g_strdup_printf (_("Answers copied from your own data go by themselves, once a subject has earned it: %u decisions, %u of 100 without a change, no complaint.%s"),
                              SO_EARNED_DECISIONS, SO_EARNED_PERCENT, all->str);
  adw_action_row_set_subtitle (self->full_row, subtitle);
  /* The numbers stay readable where it cannot be chosen. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->full), self->earned || is_on);
  gtk_widget_set_visible (GTK_WIDGET (self->full_row), decided || is_on);
}

static void
on_rows_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoSetupAssistant) self = user_data;
  g_autoptr (GPtrArray) rows = so_studio_standing_rows_finish (SO_STUDIO (source), result, NULL);

  if (rows && self->full_row)
    show_full (self, rows);
}

static void
show_mode (SoSetupAssistant *self)
{
  g_autofree char *mode = so_studio_dup_setting (self->studio, SO_SETTING_MODE);
  gboolean is_full = !g_strcmp0 (mode, so_mode_nick (SO_MODE_AUTO)), is_manual = !g_strcmp0 (mode, so_mode_nick (SO_MODE_MANUAL));

  self->filling = TRUE;
  gtk_check_button_set_active (is_full ? self->full : is_manual ? self->manual : self->suggest, TRUE);
  self->filling = FALSE;
  so_studio_standing_rows_async (self->studio, NULL, on_rows_read, g_object_ref (self));
}

static gboolean
so_setup_assistant_grab_focus (GtkWidget *widget)
{
  SoSetupAssistant *self = SO_SETUP_ASSISTANT (widget);
  gboolean manual = gtk_check_button_get_active (self->manual);

  return gtk_widget_grab_focus (GTK_WIDGET (manual ? self->manual : gtk_check_button_get_active (self->full) ? self->full : self->suggest));
}

static void
so_setup_assistant_dispose (GObject *object)
{
  SoSetupAssistant *self = SO_SETUP_ASSISTANT (object);

  g_clear_object (&self->studio);
  g_clear_pointer (&self->earned, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_SETUP_ASSISTANT);
  G_OBJECT_CLASS (so_setup_assistant_parent_class)->dispose (object);
}

static void
so_setup_assistant_class_init (SoSetupAssistantClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_setup_assistant_dispose;
  widget_class->grab_focus = so_setup_assistant_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-setup-assistant.ui");
  gtk_widget_class_bind_template_child (widget_class, SoSetupAssistant, suggest);
  gtk_widget_class_bind_template_child (widget_class, SoSetupAssistant, manual);
  gtk_widget_class_bind_template_child (widget_class, SoSetupAssistant, full);
  gtk_widget_class_bind_template_child (widget_class, SoSetupAssistant, full_row);
  gtk_widget_class_bind_template_child (widget_class, SoSetupAssistant, tone);
  gtk_widget_class_bind_template_child (widget_class, SoSetupAssistant, voice);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_full_toggled);
}

static void
so_setup_assistant_init (SoSetupAssistant *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
so_setup_assistant_new (SoStudio *studio)
{
  SoSetupAssistant *self = g_object_new (SO_TYPE_SETUP_ASSISTANT, NULL);
  g_autofree char *tone = so_studio_dup_setting (studio, SO_ASSISTANT_TONE), *voice = so_studio_dup_setting (studio, SO_ASSISTANT_VOICE);

  self->studio = g_object_ref (studio);
  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    if (!g_strcmp0 (tone, tones[i]))
      adw_combo_row_set_selected (self->tone, i);
  gtk_editable_set_text (self->voice, voice ? voice : "");
  self->filling = FALSE;
  show_mode (self);
  return GTK_WIDGET (self);
}
