/* SPDX-License-Identifier: MIT */
#include "so-account-signature.h"

#include "so-account-jobs.h"

#include <glib/gi18n.h>

struct _SoAccountSignature {
  AdwPreferencesRow parent_instance;

  SoStudio *studio;
  char *id;
  GtkTextBuffer *buffer;    /* borrowed */
};

G_DEFINE_FINAL_TYPE (SoAccountSignature, so_account_signature, ADW_TYPE_PREFERENCES_ROW)

static void
save (SoAccountSignature *self)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (!self->studio || !gtk_text_buffer_get_modified (self->buffer))
    return;
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
  gtk_text_buffer_set_modified (self->buffer, FALSE);
  so_account_jobs_sign (GTK_WIDGET (self), self->studio, self->id, text);
}

static void
so_account_signature_dispose (GObject *object)
{
  SoAccountSignature *self = SO_ACCOUNT_SIGNATURE (object);

  g_clear_object (&self->studio);
  g_clear_pointer (&self->id, g_free);
  G_OBJECT_CLASS (so_account_signature_parent_class)->dispose (object);
}

static void
so_account_signature_class_init (SoAccountSignatureClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_account_signature_dispose;
}

static void
so_account_signature_init (SoAccountSignature *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *title = gtk_label_new (_("Signature Below Your Mails")), *view = gtk_text_view_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_widget_set_size_request (view, -1, 60);
  gtk_widget_add_css_class (view, "inline");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Signature Below Your Mails"), -1);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "caption");
  gtk_widget_add_css_class (title, "dim-label");
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), view);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (save), self);
  gtk_widget_add_controller (view, focus);
  g_signal_connect_swapped (view, "unmap", G_CALLBACK (save), self);
}

GtkWidget *
so_account_signature_new (SoStudio *studio, const SoAccount *account)
{
  SoAccountSignature *self = g_object_new (SO_TYPE_ACCOUNT_SIGNATURE, NULL);
  g_autofree char *text = so_account_dup_setting (account, "signature");

  self->studio = g_object_ref (studio);
  self->id = g_strdup (account->id);
  gtk_text_buffer_set_text (self->buffer, text ? text : "", -1);
  gtk_text_buffer_set_modified (self->buffer, FALSE);
  return GTK_WIDGET (self);
}
