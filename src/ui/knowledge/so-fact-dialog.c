/* SPDX-License-Identifier: MIT */
#include "so-fact-dialog.h"

#include "so-list-verbs.h"
#include "so-money.h"
#include "so-profile.h"

#include <glib/gi18n.h>

/* One form. Which of the three values is set says what it is. */
typedef struct {
  SoWindow *window;
  AdwDialog *dialog;       /* owns the form */
  SoPrice *price;
  SoReplyTemplate *reply;
  SoKnowledge *entry;
  char *question_id;       /* that @entry answers */
  GtkEditable *name, *amount, *unit, *category;
  GtkTextView *text;
  GtkWidget *save;
} Form;

static void
form_free (Form *form)
{
  so_price_free (form->price);
  so_reply_template_free (form->reply);
  so_knowledge_free (form->entry);
  g_free (form->question_id);
  g_free (form);
}

/* What goes to the worker, while the form may close. */
typedef struct {
  SoPrice *price;
  SoReplyTemplate *reply;
  SoKnowledge *entry;
  char *question_id;
} Values;

static void
values_free (Values *values)
{
  so_price_free (values->price);
  so_reply_template_free (values->reply);
  so_knowledge_free (values->entry);
  g_free (values->question_id);
  g_free (values);
}

static char *
store (SoStudio *studio, gpointer data, GError **error)
{
  Values *values = data;

  if (values->price)
    return so_studio_save_price (studio, values->price, error);
  if (values->reply)
    return so_studio_save_template (studio, values->reply, error);
  return so_studio_answer_question (studio, values->question_id, values->entry, error);
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  Form *form = g_object_get_data (G_OBJECT (dialog), "so-form");
  g_autoptr (GError) error = NULL;
  g_autofree char *id = so_studio_job_finish (SO_STUDIO (source), result, &error);

  gtk_widget_set_sensitive (form->save, TRUE);
  if (id)
    adw_dialog_close (dialog);
  else
    so_window_show_error (form->window, error);
}

static char *
dup_text (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static Values *
read_form (Form *form, GError **error)
{
  Values *values = g_new0 (Values, 1);

  if (form->price)
    {
      values->price = so_price_copy (form->price);
      g_set_str (&values->price->name, gtk_editable_get_text (form->name));
      g_set_str (&values->price->unit, gtk_editable_get_text (form->unit));
      if (!so_money_parse (gtk_editable_get_text (form->amount), values->price->currency, &values->price->amount, error))
        g_clear_pointer (&values, values_free);
      return values;
    }
  if (form->reply)
    {
      values->reply = so_reply_template_copy (form->reply);
      g_set_str (&values->reply->name, gtk_editable_get_text (form->name));
      g_set_str (&values->reply->category, gtk_editable_get_text (form->category));
      g_free (values->reply->text);
      values->reply->text = dup_text (form->text);
      return values;
    }
  values->entry = g_new0 (SoKnowledge, 1);
  values->entry->question = g_strdup (gtk_editable_get_text (form->name));
  values->entry->answer = dup_text (form->text);
  values->entry->quotable = TRUE;
  values->question_id = g_strdup (form->question_id);
  return values;
}

static void
on_save (Form *form)
{
  g_autoptr (GError) error = NULL;
  Values *values;

  if (!gtk_widget_get_sensitive (form->save))
    return;
  values = read_form (form, &error);
  if (!values)
    {
      so_window_show_error (form->window, error);
      return;
    }
  gtk_widget_set_sensitive (form->save, FALSE);
  so_studio_job_async (so_window_get_studio (form->window), store, values, (GDestroyNotify) values_free, NULL, on_stored, g_object_ref (form->dialog));
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

static GtkEditable *
add_row (GtkWidget *group, Form *form, const char *title, const char *value)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), value ? value : "");
  g_signal_connect_swapped (row, "entry-activated", G_CALLBACK (on_save), form);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return GTK_EDITABLE (row);
}

static GtkTextView *
add_text (GtkWidget *page, const char *title, const char *description, const char *value)
{
  GtkWidget *group = adw_preferences_group_new (), *scroller = gtk_scrolled_window_new (), *view = gtk_text_view_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 9);
  gtk_widget_add_css_class (view, "inline");
  gtk_widget_add_css_class (view, "so-notes");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), value ? value : "", -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 140);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_add_css_class (scroller, "card");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), scroller);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return GTK_TEXT_VIEW (view);
}

/* The dialog with an empty first group, which is returned. */
static GtkWidget *
begin (Form *form, SoWindow *window, const char *title, GtkWidget **page)
{
  GtkWidget *view = adw_toolbar_view_new (), *header = adw_header_bar_new (), *group = adw_preferences_group_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  form->window = window;
  form->dialog = adw_dialog_new ();
  form->save = gtk_button_new_with_mnemonic (_("_Save"));
  *page = adw_preferences_page_new ();
  adw_dialog_set_title (form->dialog, title);
  adw_dialog_set_content_width (form->dialog, 460);
  gtk_widget_add_css_class (form->save, "suggested-action");
  g_signal_connect_swapped (form->save, "clicked", G_CALLBACK (on_save), form);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), form->save);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), *page);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (*page), ADW_PREFERENCES_GROUP (group));
  adw_dialog_set_child (form->dialog, view);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), form);
  gtk_widget_add_controller (GTK_WIDGET (form->dialog), keys);
  g_object_set_data_full (G_OBJECT (form->dialog), "so-form", form, (GDestroyNotify) form_free);
  return group;
}

static void
present (Form *form, GtkWidget *first)
{
  adw_dialog_set_focus (form->dialog, first);
  adw_dialog_present (form->dialog, GTK_WIDGET (form->window));
  gtk_widget_grab_focus (first);
}

void
so_fact_dialog_price (SoWindow *window, const SoPrice *price)
{
  g_autoptr (SoProfile) profile = so_studio_dup_profile (so_window_get_studio (window));
  Form *form = g_new0 (Form, 1);
  GtkWidget *page, *group = begin (form, window, price ? _("Price") : _("New Price"), &page);
  g_autofree char *amount = price ? so_money_format (price->amount, price->currency, NULL) : NULL, *title = NULL;

  form->price = price ? so_price_copy (price) : g_new0 (SoPrice, 1);
  if (!form->price->currency)
    form->price->currency = g_strdup (profile && profile->currency ? profile->currency : "EUR");
  title = g_strdup_printf (_("Price in %s"), form->price->currency);
  form->name = add_row (group, form, _("What it is for"), form->price->name);
  form->amount = add_row (group, form, title, amount);
  form->unit = add_row (group, form, _("Per What (Optional)"), form->price->unit);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _("In answers and templates, {price:NAME} stands for it."));
  present (form, GTK_WIDGET (price ? form->amount : form->name));
}

void
so_fact_dialog_template (SoWindow *window, const SoReplyTemplate *reply)
{
  Form *form = g_new0 (Form, 1);
  GtkWidget *page, *group = begin (form, window, reply ? _("Template") : _("New Template"), &page);

  form->reply = reply ? so_reply_template_copy (reply) : g_new0 (SoReplyTemplate, 1);
  form->name = add_row (group, form, _("Name"), form->reply->name);
  form->category = add_row (group, form, _("Category"), form->reply->category);
  form->text = add_text (page, _("Text"), _("Filled in: {first name|there}, {studio}, {class}, {price:NAME}, {open}. What stands behind | is taken where nothing is known."),
                         form->reply->text);
  present (form, reply ? GTK_WIDGET (form->text) : GTK_WIDGET (form->name));
}

void
so_fact_dialog_question (SoWindow *window, const SoQuestion *question)
{
  Form *form = g_new0 (Form, 1);
  GtkWidget *page, *group = begin (form, window, _("Answer a Question"), &page);
  g_autofree char *who = g_strdup_printf (_("Asked by %s. Word it as anybody would ask it."), question->contact_name);

  form->entry = g_new0 (SoKnowledge, 1);
  form->question_id = g_strdup (question->id);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), who);
  form->name = add_row (group, form, _("Question"), question->text);
  form->text = add_text (page, _("Answer"), NULL, NULL);
  present (form, GTK_WIDGET (form->text));
}
