/* SPDX-License-Identifier: MIT */
#define G_LOG_DOMAIN "studio-os"
#include "so-toasts.h"

#include <glib/gi18n.h>

#define NOTE_SECONDS 3
#define UNDO_SECONDS 4
#define ERROR_SECONDS 12
#define NOTE_KEY "so-note"

/* What is said at the edge of the window is not seen behind a dialog that has an edge for it, such as the set-up. */
static AdwToastOverlay *
in_front (AdwToastOverlay *overlay)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (overlay));
  AdwDialog *dialog = ADW_IS_APPLICATION_WINDOW (window) ? adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) : NULL;
  GtkWidget *child = dialog ? adw_dialog_get_child (dialog) : NULL;

  return ADW_IS_TOAST_OVERLAY (child) ? ADW_TOAST_OVERLAY (child) : overlay;
}

/* One by one, for adw_toast_overlay_dismiss_all() frees what an error has put back into the queue while its hiding is still
 * drawn: "m 4, z, t" within a fifth of a second ended the program. */
void
so_toasts_dismiss_note (AdwToastOverlay *overlay)
{
  g_autoptr (AdwToast) note = g_object_steal_data (G_OBJECT (overlay), NOTE_KEY);

  if (note)
    adw_toast_dismiss (note);
}

void
so_toasts_note (AdwToastOverlay *overlay, const char *message, const char *action)
{
  AdwToast *toast = adw_toast_new (message);

  overlay = in_front (overlay);
  /* It is gone after three seconds: G_MESSAGES_DEBUG=studio-os says what it was. */
  g_debug ("said: %s", message);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_timeout (toast, action ? UNDO_SECONDS : NOTE_SECONDS);
  if (action)
    {
      adw_toast_set_button_label (toast, g_str_equal (action, "win.undo") ? _("Undo") : _("Show"));
      adw_toast_set_action_name (toast, action);
    }
  so_toasts_dismiss_note (overlay);
  g_object_set_data_full (G_OBJECT (overlay), NOTE_KEY, g_object_ref (toast), g_object_unref);
  adw_toast_overlay_add_toast (overlay, toast);
}

void
so_toasts_error (AdwToastOverlay *overlay, const char *message)
{
  AdwToast *toast = adw_toast_new (message);
  GtkWidget *label = gtk_label_new (message);

  overlay = in_front (overlay);
  g_debug ("said: %s", message);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_custom_title (toast, label);
  adw_toast_set_timeout (toast, ERROR_SECONDS);
  so_toasts_dismiss_note (overlay);
  adw_toast_overlay_add_toast (overlay, toast);
}
