/* SPDX-License-Identifier: MIT */
#include "so-answer-dialog.h"

#include "so-knowledge-editor.h"
#include "so-knowledge-verbs.h"

#include <glib/gi18n.h>

typedef struct {
  AdwDialog *dialog;         /* owns this */
  AdwToastOverlay *toasts;
  SoKnowledgeEditor *editor;
  GtkWidget *save;
  SoStudio *studio;
  SoAnswerDone done;
  GWeakRef user_data;
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  g_object_unref (form->studio);
  g_weak_ref_clear (&form->user_data);
  g_free (form);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  Form *form = g_object_get_data (G_OBJECT (dialog), "so-form");
  g_autoptr (GError) error = NULL;
  g_autofree char *id = so_studio_save_knowledge_finish (SO_STUDIO (source), result, &error);
  g_autoptr (GObject) who = g_weak_ref_get (&form->user_data);

  gtk_widget_set_sensitive (form->save, TRUE);
  if (!id)
    {
      adw_toast_overlay_add_toast (form->toasts, adw_toast_new (error->message));
      return;
    }
  adw_dialog_close (dialog);
  if (who && form->done)
    form->done (who);
}

static void
on_save (Form *form)
{
  g_autoptr (SoKnowledge) entry = so_knowledge_editor_dup_entry (form->editor);

  if (!gtk_widget_get_sensitive (form->save))
    return;
  gtk_widget_set_sensitive (form->save, FALSE);
  so_studio_save_knowledge_async (form->studio, entry, NULL, on_saved, g_object_ref (form->dialog));
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, Form *form)
{
  gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (!(modifiers & GDK_CONTROL_MASK) || (!enter && gdk_keyval_to_lower (keyval) != GDK_KEY_s))
    return GDK_EVENT_PROPAGATE;
  on_save (form);
  return GDK_EVENT_STOP;
}

static void
watch_keys (Form *form)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), form);
  gtk_widget_add_controller (GTK_WIDGET (form->dialog), keys);
}

void
so_answer_dialog_present (GtkWidget *parent, SoStudio *studio, const char *question, const char *category, SoAnswerDone done, GObject *user_data)
{
  g_autoptr (SoKnowledge) there = *question ? so_studio_find_answer (studio, question) : NULL;
  SoKnowledge entry = { .question = (char *) question, .category = (char *) (category ? category : "other"), .answer = (char *) "", .quotable = TRUE };
  GtkWidget *view = adw_toolbar_view_new (), *header = adw_header_bar_new (), *toasts = adw_toast_overlay_new ();
  Form *form = g_new0 (Form, 1);

  g_weak_ref_init (&form->user_data, user_data);
  form->dialog = adw_dialog_new ();
  form->toasts = ADW_TOAST_OVERLAY (toasts);
  form->studio = g_object_ref (studio);
  form->done = done;
  form->editor = g_object_new (SO_TYPE_KNOWLEDGE_EDITOR, NULL);
  form->save = gtk_button_new_with_mnemonic (_("_Save"));
  g_object_set_data_full (G_OBJECT (form->dialog), "so-form", form, form_free);
  so_knowledge_editor_set_entry (form->editor, there ? there : &entry);
  gtk_widget_add_css_class (form->save, "suggested-action");
  g_signal_connect_swapped (form->save, "clicked", G_CALLBACK (on_save), form);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), form->save);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (form->editor));
  adw_toast_overlay_set_child (form->toasts, view);
  adw_dialog_set_title (form->dialog, there ? _("Change the Answer") : _("Add an Answer"));
  adw_dialog_set_content_width (form->dialog, 500);
  adw_dialog_set_child (form->dialog, toasts);
  watch_keys (form);
  adw_dialog_present (form->dialog, parent);
  gtk_widget_grab_focus (GTK_WIDGET (form->editor));
}
