/* SPDX-License-Identifier: MIT */
#define G_LOG_DOMAIN "studio-os"
#include "so-preferences-say.h"

#define NOTE_KEY "so-preferences-note"

void
so_preferences_say (GtkWidget *widget, const char *sentence)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_DIALOG), *overlay;
  g_autoptr (AdwToast) before = NULL;
  AdwToast *toast;

  if (!dialog)
    dialog = gtk_widget_get_ancestor (widget, ADW_TYPE_DIALOG);
  overlay = dialog ? gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY) : NULL;
  if (!dialog || (!overlay && !ADW_IS_PREFERENCES_DIALOG (dialog)))
    return;
  before = g_object_steal_data (G_OBJECT (dialog), NOTE_KEY);
  if (before)
    adw_toast_dismiss (before);
  /* It is gone after five seconds: G_MESSAGES_DEBUG=studio-os says what it was. */
  g_debug ("said: %s", sentence);
  toast = adw_toast_new (sentence);
  adw_toast_set_use_markup (toast, FALSE);
  g_object_set_data_full (G_OBJECT (dialog), NOTE_KEY, g_object_ref (toast), g_object_unref);
  if (ADW_IS_PREFERENCES_DIALOG (dialog))
    adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (dialog), toast);
  else
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  gtk_accessible_announce (GTK_ACCESSIBLE (dialog), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}
