/* SPDX-License-Identifier: MIT */
#include "so-source-dialog.h"

#include "so-knowledge-verbs.h"
#include "so-list-verbs.h"
#include "so-money.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* What is being changed: one of the three. */
typedef struct {
  SoWindow *window;
  SoKnowledge *entry;
  SoReplyTemplate *reply;
  SoPrice *price;
  GtkWidget *field;       /* text view, or the entry of the amount */
  SoSourceSaved saved;
  GObject *owner;
} Changing;

static void
changing_free (Changing *changing)
{
  so_knowledge_free (changing->entry);
  so_reply_template_free (changing->reply);
  so_price_free (changing->price);
  g_object_unref (changing->window);
  g_object_unref (changing->owner);
  g_free (changing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Changing, changing_free)

static char *
dup_field (Changing *changing)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (changing->price)
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (changing->field)));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (changing->field));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static char *
store (SoStudio *studio, gpointer data, GError **error)
{
  Changing *changing = data;

  if (changing->entry)
    return so_studio_save_knowledge (studio, changing->entry, error);
  return changing->reply ? so_studio_save_template (studio, changing->reply, error) : so_studio_save_price (studio, changing->price, error);
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Changing) changing = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = so_studio_job_finish (SO_STUDIO (source), result, &error);

  if (id)
    changing->saved (changing->owner);
  else
    so_window_show_error (changing->window, error);
}

static void
on_response (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  g_autoptr (Changing) changing = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = dup_field (changing);

  if (!g_str_equal (response, "save"))
    return;
  if (changing->entry)
    g_set_str (&changing->entry->answer, text);
  else if (changing->reply)
    g_set_str (&changing->reply->text, text);
  else if (!so_money_parse (text, changing->price->currency, &changing->price->amount, &error))
    {
      so_window_show_error (changing->window, error);
      return;
    }

  Changing *job = g_steal_pointer (&changing);

  so_studio_job_async (so_window_get_studio (job->window), store, job, NULL, NULL, on_stored, job);
}

static GtkWidget *
text_field (const char *text, const char *label, GtkWidget **field)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_add_css_class (view, "inline");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 140);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_add_css_class (scroller, "card");
  *field = view;
  return scroller;
}

static GtkWidget *
amount_field (const SoPrice *price, GtkWidget **field)
{
  g_autofree char *amount = so_money_format (price->amount, price->currency, NULL);
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), amount);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Price"), -1);
  *field = entry;
  return entry;
}

void
so_source_dialog_show (SoWindow *window, const char *kind, const char *id, SoSourceSaved saved, gpointer owner)
{
  SoStudio *studio = so_window_get_studio (window);
  g_autoptr (Changing) changing = g_new0 (Changing, 1);
  AdwAlertDialog *dialog;
  GtkWidget *child;
  const char *title;

  changing->window = g_object_ref (window);
  changing->owner = g_object_ref (owner);
  changing->saved = saved;
  if (!g_strcmp0 (kind, "knowledge"))
    changing->entry = so_studio_find_entry (studio, id);
  else if (!g_strcmp0 (kind, "template"))
    changing->reply = so_studio_find_template (studio, id);
  else if (!g_strcmp0 (kind, "price"))
    changing->price = so_studio_find_price (studio, id);
  if (!changing->entry && !changing->reply && !changing->price)
    {
      so_window_add_toast (window, _("That is no longer there."));
      return;
    }
  title = changing->entry ? changing->entry->question : changing->reply ? changing->reply->name : changing->price->name;
  child = changing->price ? amount_field (changing->price, &changing->field)
                          : text_field (changing->entry ? changing->entry->answer : changing->reply->text, title, &changing->field);
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (title, NULL));
  adw_alert_dialog_set_extra_child (dialog, child);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "save", _("_Save and Redo"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "save");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_dialog_set_focus (ADW_DIALOG (dialog), changing->field);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), g_steal_pointer (&changing));
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (window));
}
