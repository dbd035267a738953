/* SPDX-License-Identifier: MIT */
#include "so-note-dialog.h"

#include "so-do.h"
#include "so-settle.h"
#include "so-verb.h"

#include <glib/gi18n.h>

typedef struct {
  SoStudio *studio;
  AdwDialog *dialog;         /* owns us */
  GtkWidget *parent;
  GtkTextView *text;
  GtkWidget *save;
  char *contact_id;
  char *id;                  /* NULL: new */
} Note;

static void
note_free (gpointer data)
{
  Note *note = data;

  g_object_unref (note->studio);
  g_object_unref (note->parent);
  g_free (note->contact_id);
  g_free (note->id);
  g_free (note);
}

static char *
dup_text (Note *note)
{
  GtkTextIter first, last;

  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (note->text), &first, &last);
  return g_strstrip (gtk_text_buffer_get_text (gtk_text_view_get_buffer (note->text), &first, &last, FALSE));
}

static void
on_changed (Note *note)
{
  g_autofree char *text = dup_text (note);

  gtk_widget_set_sensitive (note->save, *text && g_utf8_strlen (text, -1) <= SO_NOTE_LONGEST);
}

static void
on_save (Note *note)
{
  g_autofree char *text = dup_text (note);

  if (!gtk_widget_get_sensitive (note->save))
    return;
  if (note->id)
    so_do_said (note->parent, note->studio, SO_VERB_NOTE_SET, note->id, text, _("Note changed"));
  else
    so_do_said (note->parent, note->studio, SO_VERB_NOTE_ADD, note->contact_id, text, _("Note added"));
  adw_dialog_close (note->dialog);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, Note *note)
{
  if (!(modifiers & GDK_CONTROL_MASK) || (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter))
    return GDK_EVENT_PROPAGATE;
  on_save (note);
  return GDK_EVENT_STOP;
}

static GtkWidget *
make_text (Note *note, const char *text)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *view = gtk_text_view_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  note->text = GTK_TEXT_VIEW (view);
  gtk_text_view_set_wrap_mode (note->text, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (note->text, FALSE);
  gtk_text_view_set_top_margin (note->text, 12);
  gtk_text_view_set_bottom_margin (note->text, 12);
  gtk_text_view_set_left_margin (note->text, 12);
  gtk_text_view_set_right_margin (note->text, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Note"), -1);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (note->text), text ? text : "", -1);
  g_signal_connect_swapped (gtk_text_view_get_buffer (note->text), "changed", G_CALLBACK (on_changed), note);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), note);
  gtk_widget_add_controller (view, keys);
  so_settle_attach (view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
make_header (Note *note)
{
  GtkWidget *header = adw_header_bar_new (), *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  note->save = gtk_button_new_with_mnemonic (_("_Save"));
  gtk_widget_add_css_class (note->save, "suggested-action");
  gtk_widget_set_tooltip_text (note->save, _("Save (Ctrl+Enter)"));
  g_signal_connect_swapped (note->save, "clicked", G_CALLBACK (on_save), note);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (adw_dialog_close), note->dialog);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), note->save);
  return header;
}

void
so_note_dialog_present (GtkWidget *parent, SoStudio *studio, const char *contact_id, const SoNote *old)
{
  Note *note = g_new0 (Note, 1);
  GtkWidget *view = adw_toolbar_view_new (), *text;

  note->dialog = adw_dialog_new ();
  note->studio = g_object_ref (studio);
  note->parent = g_object_ref (parent);
  note->contact_id = g_strdup (contact_id);
  note->id = old ? g_strdup (old->id) : NULL;
  g_object_set_data_full (G_OBJECT (note->dialog), "note", note, note_free);
  adw_dialog_set_title (note->dialog, old ? _("Change a Note") : _("New Note"));
  adw_dialog_set_content_width (note->dialog, 480);
  adw_dialog_set_content_height (note->dialog, 320);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), make_header (note));
  text = make_text (note, old ? old->text : NULL);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), text);
  adw_dialog_set_child (note->dialog, view);
  adw_dialog_set_focus (note->dialog, GTK_WIDGET (note->text));
  on_changed (note);
  adw_dialog_present (note->dialog, parent);
}
