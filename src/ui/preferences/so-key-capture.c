/* SPDX-License-Identifier: MIT */
#include "so-key-capture.h"

#include "so-bindings.h"
#include "so-keys.h"

#include <glib/gi18n.h>

struct _SoKeyCapture {
  AdwAlertDialog parent_instance;

  GSettings *settings;
  const SoAction *action;
  char *first;            /* of two keys in a row, or NULL */
  char *keys;             /* pressed, and somebody else's */
  const SoAction *other;  /* who has them, or NULL */
};

G_DEFINE_FINAL_TYPE (SoKeyCapture, so_key_capture, ADW_TYPE_ALERT_DIALOG)

static void
say (SoKeyCapture *self, const char *body)
{
  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (self), body);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), body, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
write_own (SoKeyCapture *self, GVariant *own)
{
  g_settings_set_value (self->settings, "key-bindings", own);
}

/* Somebody else's: named, and offered. */
static void
name_conflict (SoKeyCapture *self)
{
  g_auto (GStrv) labels = so_key_dup_labels (self->keys);
  g_autoptr (GVariant) swapped = so_bindings_swap (so_bindings_in_force (), self->action, self->keys, self->other);
  g_autofree char *body = NULL;

  if (swapped)
    g_variant_ref_sink (swapped);
  /* Translators: a key, and what it does now: “D” is Discard now */
  body = g_strdup_printf (swapped ? _("“%s” is %s now.") : _("“%s” is needed for %s and others. Press another key."),
                          labels[0] ? labels[0] : self->keys, so_action_label (self->other));
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "swap", swapped != NULL);
  say (self, body);
}

static void
take (SoKeyCapture *self, const char *keys)
{
  const SoBindings *bindings = so_bindings_in_force ();

  self->other = so_bindings_conflict (bindings, self->action, keys);
  g_set_str (&self->keys, keys);
  if (self->other)
    {
      name_conflict (self);
      return;
    }
  write_own (self, so_bindings_with (bindings, self->action, keys));
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* "G" was pressed, with which other keys begin. */
static gboolean
begins_sequence (SoKeyCapture *self, guint keyval, GdkModifierType modifiers, const char *name)
{
  gboolean is_prefix, plain;
  g_autofree char *body = NULL;
  g_auto (GStrv) labels = NULL;

  if (self->first || so_bindings_find (so_bindings_in_force (), keyval, modifiers, 0, self->action->scope | SO_SCOPE_EVERYWHERE, &is_prefix, &plain) || !is_prefix)
    return FALSE;
  self->first = g_strdup (name);
  labels = so_key_dup_labels (name);
  body = g_strdup_printf (_("%s, then…"), labels[0]);
  say (self, body);
  return TRUE;
}

static gboolean
is_modifier (guint keyval)
{
  return (keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R) || keyval == GDK_KEY_ISO_Level3_Shift || keyval == GDK_KEY_Num_Lock;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, SoKeyCapture *self)
{
  gboolean answering = self->other && (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_space);
  g_autofree char *name = NULL, *sequence = NULL;

  keyval = so_keys_latin (gtk_widget_get_display (GTK_WIDGET (self)), keycode, keyval, modifiers);
  if (answering || is_modifier (keyval) || keyval == GDK_KEY_Escape || keyval == GDK_KEY_Tab || keyval == GDK_KEY_ISO_Left_Tab)
    return GDK_EVENT_PROPAGATE;
  name = so_key_name (keyval, modifiers);
  if (!name)
    {
      say (self, _("This key moves the focus and cannot be a command. Press another one."));
      return GDK_EVENT_STOP;
    }
  if (begins_sequence (self, keyval, modifiers, name))
    return GDK_EVENT_STOP;
  if (self->first)
    sequence = g_strdup_printf ("%s %s", self->first, name);
  g_clear_pointer (&self->first, g_free);
  take (self, sequence ? sequence : name);
  return GDK_EVENT_STOP;
}

static void
so_key_capture_response (AdwAlertDialog *dialog, const char *response)
{
  SoKeyCapture *self = SO_KEY_CAPTURE (dialog);
  const SoBindings *bindings = so_bindings_in_force ();
  GVariant *own = NULL;

  if (g_str_equal (response, "none"))
    own = so_bindings_with (bindings, self->action, "");
  else if (g_str_equal (response, "swap") && self->other)
    own = so_bindings_swap (bindings, self->action, self->keys, self->other);
  if (own)
    write_own (self, own);
}

static void
so_key_capture_dispose (GObject *object)
{
  SoKeyCapture *self = SO_KEY_CAPTURE (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->first, g_free);
  g_clear_pointer (&self->keys, g_free);
  G_OBJECT_CLASS (so_key_capture_parent_class)->dispose (object);
}

static void
so_key_capture_class_init (SoKeyCaptureClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_key_capture_dispose;
  ADW_ALERT_DIALOG_CLASS (klass)->response = so_key_capture_response;
}

static void
so_key_capture_init (SoKeyCapture *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (self), "cancel", _("_Cancel"), "none", _("_No Key"), "swap", _("_Take It"), NULL);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "swap", FALSE);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (self), "swap", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (self), "cancel");
  /* Before the buttons, for which Enter and space are answers. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

AdwDialog *
so_key_capture_new (GSettings *settings, const SoAction *action)
{
  SoKeyCapture *self = g_object_new (SO_TYPE_KEY_CAPTURE, NULL);

  self->settings = g_object_ref (settings);
  self->action = action;
  adw_alert_dialog_set_heading (ADW_ALERT_DIALOG (self), so_action_label (action));
  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (self), _("Press the new key."));
  return ADW_DIALOG (self);
}
