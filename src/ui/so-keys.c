/* SPDX-License-Identifier: MIT */
#include "so-keys.h"

#include "so-bindings.h"
#include "so-ui-settings.h"

#include <adwaita.h>

/* "g" waits this long for its second key: by when they were pressed, for on a busy machine they are handled later. */
#define PREFIX_MS 1500

typedef struct {
  SoKeysScope scope;
  SoKeysActivate activate;
  GSettings *settings;     /* or NULL */
  guint prefix;
  guint32 prefix_at;       /* time of its event, ms */
  guint held;              /* key code that is down, 0 if none */
  gboolean trace;          /* STUDIO_OS_TRACE_KEYS */
} Keys;

static void
keys_free (Keys *keys)
{
  g_clear_object (&keys->settings);
  g_free (keys);
}

/* Letters of Cyrillic, Greek, Arabic…; not "ö", which is what it says. */
static gboolean
is_foreign (guint keyval)
{
  gunichar c = gdk_keyval_to_unicode (keyval);

  return c >= 0x80 && g_unichar_isalpha (c) && g_unichar_get_script (c) != G_UNICODE_SCRIPT_LATIN;
}

guint
so_keys_latin_of (const GdkKeymapKey *keys, const guint *keyvals, int n, guint keycode, guint keyval, gboolean shift)
{
  /* Where the keyboard has no Latin layout at all: what the US one has there (evdev codes + 8). */
  static const char *const rows[] = { "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./" };
  static const guint first[] = { 24, 38, 52 };

  if (!is_foreign (keyval))
    return keyval;
  for (int i = 0; i < n; i++)
    if (keys[i].level == (shift ? 1 : 0) && keyvals[i] > ' ' && keyvals[i] < 0x7f)
      return keyvals[i];
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (keycode >= first[i] && keycode < first[i] + strlen (rows[i]))
      return (guchar) rows[i][keycode - first[i]];
  return keyval;
}

int
so_keys_digit_of (const GdkKeymapKey *keys, const guint *keyvals, int n, guint keyval, gboolean shift)
{
  int digit = g_unichar_digit_value (gdk_keyval_to_unicode (keyval));

  if (digit >= 0 || shift)
    return digit;
  for (int i = 0; i < n; i++)
    for (int j = 0; keyvals[i] == keyval && keys[i].level == 0 && j < n; j++)
      if (keys[j].group == keys[i].group && keys[j].level == 1 && keyvals[j] >= '0' && keyvals[j] <= '9')
        return keyvals[j] - '0';
  return -1;
}

guint
so_keys_latin (GdkDisplay *display, guint keycode, guint keyval, GdkModifierType modifiers)
{
  g_autofree GdkKeymapKey *keys = NULL;
  g_autofree guint *keyvals = NULL;
  int n = 0;

  if (!is_foreign (keyval) || !gdk_display_map_keycode (display, keycode, &keys, &keyvals, &n))
    n = 0;
  return so_keys_latin_of (keys, keyvals, n, keycode, keyval, modifiers & GDK_SHIFT_MASK);
}

int
so_keys_digit (GdkDisplay *display, guint keycode, guint keyval, GdkModifierType modifiers)
{
  g_autofree GdkKeymapKey *keys = NULL;
  g_autofree guint *keyvals = NULL;
  int n = 0;

  if (!gdk_display_map_keycode (display, keycode, &keys, &keyvals, &n))
    n = 0;
  return so_keys_digit_of (keys, keyvals, n, keyval, modifiers & GDK_SHIFT_MASK);
}

gboolean
so_keys_typing (GtkWidget *focus)
{
  if (GTK_IS_TEXT_VIEW (focus))
    return gtk_text_view_get_editable (GTK_TEXT_VIEW (focus));
  return GTK_IS_EDITABLE (focus) && gtk_editable_get_editable (GTK_EDITABLE (focus));
}

static gboolean
is_covered (GtkWidget *window, GtkWidget *focus)
{
  if (ADW_IS_APPLICATION_WINDOW (window) && adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)))
    return TRUE;
  return focus && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER);
}

/* What a text field does with this key, or would do if it had anything to do (Ctrl+Z with nothing to undo). */
static gboolean
belongs_to_text (guint keyval, GdkModifierType modifiers)
{
  if (keyval >= GDK_KEY_F1 && keyval <= GDK_KEY_F12)
    return FALSE;
  if (modifiers & GDK_CONTROL_MASK)
    return gdk_keyval_to_lower (keyval) == GDK_KEY_z;
  return !(modifiers & (GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK));
}

static gboolean
letters_are_on (GSettings *settings)
{
  return !settings || g_settings_get_boolean (settings, "single-key-shortcuts");
}

static gboolean
on_search_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers)
{
  GtkWidget *entry = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  gboolean is_prefix, plain;
  const SoAction *action;
  g_autoptr (GSettings) settings = NULL;

  if (*gtk_editable_get_text (GTK_EDITABLE (entry)))
    return GDK_EVENT_PROPAGATE;
  action = so_bindings_find (so_bindings_in_force (), keyval, modifiers, 0, SO_SCOPE_EVERYWHERE, &is_prefix, &plain);
  if (!action || !g_str_equal (action->id, "win.search") || !plain)
    return GDK_EVENT_PROPAGATE;
  settings = so_ui_settings_new ();
  return letters_are_on (settings) && gtk_widget_activate_action (entry, action->id, NULL);
}

void
so_keys_let_search (GtkEditable *entry)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (on_search_key), NULL);
  gtk_widget_add_controller (GTK_WIDGET (entry), controller);
}

static void
on_key_released (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, Keys *keys)
{
  if (keys->held == keycode)
    keys->held = 0;
}

static void
on_active_changed (GtkWindow *window, GParamSpec *pspec, Keys *keys)
{
  keys->held = 0;
}

/* The key, or where nothing has it, the digit on it: Alt+1 is Alt+& on a French keyboard. */
static const SoAction *
find (Keys *keys, GtkWidget *window, guint keyval, guint keycode, GdkModifierType modifiers, guint prefix,
      gboolean *is_prefix, gboolean *plain)
{
  const SoBindings *bindings = so_bindings_in_force ();
  SoScope scopes = keys->scope (window);
  const SoAction *action = so_bindings_find (bindings, keyval, modifiers, prefix, scopes, is_prefix, plain);
  int digit = action || *is_prefix ? -1 : so_keys_digit (gtk_widget_get_display (window), keycode, keyval, modifiers);

  if (digit < 0)
    return action;
  return so_bindings_find (bindings, '0' + digit, modifiers & ~GDK_SHIFT_MASK, prefix, scopes, is_prefix, plain);
}

typedef struct {
  const SoAction *action;
  gint64 pressed;
} Trace;

static void
on_painted (GdkFrameClock *clock, Trace *traced)
{
  g_print ("key-to-frame %s %.2f\n", traced->action->id, (g_get_monotonic_time () - traced->pressed) / 1000.0);
  g_signal_handlers_disconnect_by_data (clock, traced);
}

static void
free_trace (gpointer traced, GClosure *closure)
{
  g_free (traced);
}

/* For the benchmark: how long until the next frame stands. */
static void
trace (GtkWidget *window, const SoAction *action, gint64 pressed)
{
  Trace *traced = g_new0 (Trace, 1);

  traced->action = action;
  traced->pressed = pressed;
  g_signal_connect_data (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_painted), traced, free_trace, 0);
  gtk_widget_queue_draw (window);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, Keys *keys)
{
  GtkWidget *window = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  gint64 now = g_get_monotonic_time ();
  guint32 pressed_at = gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (controller));
  guint prefix = pressed_at - keys->prefix_at < PREFIX_MS ? keys->prefix : 0;
  gboolean repeated = keys->held == keycode;
  gboolean is_prefix, plain;
  const SoAction *action;

  keys->held = keycode;
  if (is_covered (window, focus))
    return GDK_EVENT_PROPAGATE;
  keyval = so_keys_latin (gtk_widget_get_display (window), keycode, keyval, modifiers);
  if (so_keys_typing (focus) && belongs_to_text (keyval, modifiers))
    return GDK_EVENT_PROPAGATE;
  action = find (keys, window, keyval, keycode, modifiers, prefix, &is_prefix, &plain);
  keys->prefix = 0;
  if (plain && keyval != GDK_KEY_space && !letters_are_on (keys->settings))
    return GDK_EVENT_PROPAGATE;
  if (is_prefix && !action)
    {
      keys->prefix = keyval;
      keys->prefix_at = pressed_at;
      return GDK_EVENT_STOP;
    }
  if (!action || (repeated && !action->repeats))
    return action != NULL;
  if (keys->trace)
    trace (window, action, now);
  return keys->activate (window, action);
}

/* What GTK's lists would take for themselves, to select what is selected already. */
static gboolean
on_first_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, Keys *keys)
{
  gboolean theirs = keyval == GDK_KEY_space && modifiers & GDK_CONTROL_MASK;

  return theirs ? on_key_pressed (controller, keyval, keycode, modifiers, keys) : GDK_EVENT_PROPAGATE;
}

void
so_keys_attach (GtkWidget *widget, SoKeysScope scope, SoKeysActivate activate)
{
  GtkEventController *controller = gtk_event_controller_key_new (), *first = gtk_event_controller_key_new ();
  Keys *keys = g_new0 (Keys, 1);

  keys->scope = scope;
  keys->activate = activate;
  keys->settings = so_ui_settings_new ();
  keys->trace = g_getenv ("STUDIO_OS_TRACE_KEYS") != NULL;
  g_signal_connect_data (controller, "key-pressed", G_CALLBACK (on_key_pressed), keys, (GClosureNotify) keys_free, 0);
  g_signal_connect (controller, "key-released", G_CALLBACK (on_key_released), keys);
  gtk_event_controller_set_propagation_phase (first, GTK_PHASE_CAPTURE);
  g_signal_connect (first, "key-pressed", G_CALLBACK (on_first_pressed), keys);
  g_signal_connect (widget, "notify::is-active", G_CALLBACK (on_active_changed), keys);
  gtk_widget_add_controller (widget, controller);
  gtk_widget_add_controller (widget, first);
}
