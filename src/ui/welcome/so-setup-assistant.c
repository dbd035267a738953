/* SPDX-License-Identifier: MIT */
#include "so-setup-assistant.h"

#include "so-facts.h"
#include "so-verb.h"
#include "so-window.h"

struct _SoSetupAssistant {
  AdwPreferencesPage parent_instance;

  GtkCheckButton *suggest;
  GtkCheckButton *manual;
  AdwComboRow *tone;

  SoStudio *studio;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SoSetupAssistant, so_setup_assistant, ADW_TYPE_PREFERENCES_PAGE)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* As the setting has them, in the order of the rows. */
static const char *const tones[] = { "warm", "plain", "formal" };

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

void
so_setup_assistant_save (SoSetupAssistant *self)
{
  guint tone;

  g_return_if_fail (SO_IS_SETUP_ASSISTANT (self));

  tone = adw_combo_row_get_selected (self->tone);
  save_setting (self, SO_ASSISTANT_MODE, gtk_check_button_get_active (self->manual) ? "manual" : "suggest");
  save_setting (self, SO_ASSISTANT_TONE, tones[MIN (tone, G_N_ELEMENTS (tones) - 1)]);
}

static void
on_toggled (SoSetupAssistant *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
so_setup_assistant_grab_focus (GtkWidget *widget)
{
  SoSetupAssistant *self = SO_SETUP_ASSISTANT (widget);
  gboolean manual = gtk_check_button_get_active (self->manual);

  return gtk_widget_grab_focus (GTK_WIDGET (manual ? self->manual : self->suggest));
}

static void
so_setup_assistant_dispose (GObject *object)
{
  SoSetupAssistant *self = SO_SETUP_ASSISTANT (object);

  g_clear_object (&self->studio);
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
  gtk_widget_class_bind_template_child (widget_class, SoSetupAssistant, tone);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
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
  g_autofree char *mode = so_studio_dup_setting (studio, SO_ASSISTANT_MODE);
  g_autofree char *tone = so_studio_dup_setting (studio, SO_ASSISTANT_TONE);

  self->studio = g_object_ref (studio);
  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    if (!g_strcmp0 (tone, tones[i]))
      adw_combo_row_set_selected (self->tone, i);
  gtk_check_button_set_active (g_strcmp0 (mode, "manual") ? self->suggest : self->manual, TRUE);
  self->filling = FALSE;
  return GTK_WIDGET (self);
}
