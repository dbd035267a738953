/* SPDX-License-Identifier: MIT */
#include "so-entry-guard.h"

#include <glib/gi18n.h>

#define CLOSES "so-closes"   /* on the form: the whole dialog was meant, not this page of it */
#define ASKING "so-asking"

static AdwDialog *
dialog_of (SoEntryForm *form)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (form), ADW_TYPE_DIALOG);

  return dialog ? ADW_DIALOG (dialog) : NULL;
}

static void
set_open (SoEntryForm *form, gboolean open)
{
  AdwDialog *dialog = dialog_of (form);

  adw_navigation_page_set_can_pop (ADW_NAVIGATION_PAGE (form), open);
  if (dialog)
    adw_dialog_set_can_close (dialog, open);
}

void
so_entry_guard_let_go (SoEntryForm *form)
{
  set_open (form, TRUE);
}

static void
go (SoEntryForm *form)
{
  AdwDialog *dialog = dialog_of (form);

  if (g_object_get_data (G_OBJECT (form), CLOSES) && dialog)
    {
      so_entry_guard_let_go (form);
      adw_dialog_close (dialog);
    }
  else
    so_entry_form_leave (form);
}

static void
on_chosen (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoEntryForm) form = user_data;
  const char *choice = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (object), result);

  g_object_set_data (G_OBJECT (form), ASKING, NULL);
  if (!g_strcmp0 (choice, "save"))
    so_entry_form_save (form);
  else if (!g_strcmp0 (choice, "discard"))
    go (form);
}

static void
ask (SoEntryForm *form)
{
  AdwDialog *alert;

  if (g_object_get_data (G_OBJECT (form), ASKING))
    return;
  g_object_set_data (G_OBJECT (form), ASKING, form);
  alert = adw_alert_dialog_new (_("Save Changes?"), _("What you changed here is not saved yet."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "stay", _("_Go On Editing"), "discard", _("_Discard"), "save", _("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (alert), "save");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "stay");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (alert), GTK_WIDGET (form), NULL, on_chosen, g_object_ref (form));
}

static void
on_close_attempt (SoEntryForm *form)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (form)))
    ask (form);
}

static void
on_back (SoEntryForm *form)
{
  g_object_set_data (G_OBJECT (form), CLOSES, NULL);
  if (so_entry_form_is_changed (form))
    ask (form);
  else
    so_entry_form_leave (form);
}

/* Not of a list or a calendar that is open over the form, which goes first. */
static gboolean
is_escape (SoEntryForm *form, GdkEvent *event)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (form));

  return gdk_event_get_event_type (event) == GDK_KEY_PRESS && gdk_key_event_get_keyval (event) == GDK_KEY_Escape && native &&
         gdk_event_get_surface (event) == gtk_native_get_surface (native);
}

/* Whatever leads away begins with an event on the form, and this is before it is acted on. The views of the library take Escape and do nothing where they may not go. */
static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, SoEntryForm *form)
{
  GdkEventType type = gdk_event_get_event_type (event);
  gboolean escape = is_escape (form, event), changed;

  if (type != GDK_KEY_PRESS && type != GDK_BUTTON_PRESS && type != GDK_TOUCH_BEGIN && type != GDK_SCROLL)
    return GDK_EVENT_PROPAGATE;
  g_object_set_data (G_OBJECT (form), CLOSES, escape ? NULL : form);
  changed = so_entry_form_is_changed (form);
  set_open (form, !changed);
  if (!escape || !changed)
    return GDK_EVENT_PROPAGATE;
  ask (form);
  return GDK_EVENT_STOP;
}

static void
on_mapped (SoEntryForm *form, GtkWidget *back)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (form), ADW_TYPE_NAVIGATION_VIEW);
  AdwDialog *dialog = dialog_of (form);

  gtk_widget_set_visible (back, view && adw_navigation_view_get_previous_page (ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (form)));
  if (!dialog)
    return;
  g_signal_handlers_disconnect_by_func (dialog, on_close_attempt, form);
  g_signal_connect_object (dialog, "close-attempt", G_CALLBACK (on_close_attempt), form, G_CONNECT_SWAPPED);
}

void
so_entry_guard_attach (SoEntryForm *form, AdwHeaderBar *header)
{
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  GtkEventController *events = gtk_event_controller_legacy_new ();

  g_return_if_fail (SO_IS_ENTRY_FORM (form) && header);

  gtk_widget_set_tooltip_text (back, _("Back"));
  adw_header_bar_set_show_back_button (header, FALSE);
  adw_header_bar_pack_start (header, back);
  g_signal_connect_object (back, "clicked", G_CALLBACK (on_back), form, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "map", G_CALLBACK (on_mapped), back, 0);
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (on_event), form);
  gtk_widget_add_controller (GTK_WIDGET (form), events);
}
