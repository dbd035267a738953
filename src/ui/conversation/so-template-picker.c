/* SPDX-License-Identifier: MIT */
#include "so-template-picker.h"

#include "so-channel-window.h"
#include "so-clock.h"
#include "so-list-verbs.h"
#include "so-lookup.h"
#include "so-message-template-sync.h"
#include "so-message-template-verbs.h"
#include "so-picking.h"
#include "so-template-fill.h"
#include "so-template-form.h"
#include "so-text.h"
#include "so-window.h"

#include <glib/gi18n.h>

#define SNIPPET 140
#define SHOWN 100    /* rows; more are found by typing */

struct _SoTemplatePicker {
  AdwDialog parent_instance;

  AdwNavigationView *pages;
  GtkWidget *entry, *refresh;
  GtkListBox *list;
  GtkStack *stack;
  AdwStatusPage *nothing;

  SoStudio *studio;
  char *thread_id, *draft_template;
  GPtrArray *templates;      /* SoMessageTemplate of the rows */
};

G_DEFINE_FINAL_TYPE (SoTemplatePicker, so_template_picker, ADW_TYPE_DIALOG)

/* "class_reminder" as people say it. */
static char *
dup_title (const SoMessageTemplate *template)
{
  return g_strdelimit (g_strdup (template->name), "_", ' ');
}

static char *
dup_words (const SoMessageTemplate *template, const char *why)
{
  g_autoptr (SoTemplateForm) form = so_template_form_new (template->components);
  g_autofree const char **none = form ? g_new0 (const char *, so_template_form_get_n_gaps (form) + 1) : NULL;
  g_autofree char *text = form ? so_template_form_preview (form, none) : g_strdup ("");
  g_autofree char *snippet = so_text_snippet (text, SNIPPET);

  return why ? g_strdup (why) : g_steal_pointer (&snippet);
}

static GtkWidget *
new_label (const char *text, const char *style, int lines)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (lines > 1)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_lines (GTK_LABEL (label), lines);
    }
  if (style)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
row_of (const SoMessageTemplate *template)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *why = so_message_template_dup_hindrance (template), *title = dup_title (template), *words = dup_words (template, why);
  g_autofree char *state = why ? g_strdup_printf ("%s · %s", template->language, so_message_template_status_label (template)) : g_strdup (template->language);
  GtkWidget *name = new_label (title, NULL, 1), *text = new_label (words, "caption", 2), *status = new_label (state, "caption", 1);

  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (status, "dim-label");
  gtk_widget_add_css_class (text, why ? "warning" : "dim-label");
  if (why)
    gtk_widget_add_css_class (name, "dim-label");
  gtk_box_append (GTK_BOX (head), name);
  gtk_box_append (GTK_BOX (head), status);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), text);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  /* It can be read, as the others can, but not taken. */
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), !why);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), !why);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  return row;
}

static void
say_why_none (SoTemplatePicker *self, gboolean typed)
{
  g_autofree char *why = typed ? NULL : so_studio_dup_templates_error (self->studio, self->thread_id);

  adw_status_page_set_title (self->nothing, typed ? _("No Template Found") : _("No Templates Yet"));
  adw_status_page_set_description (self->nothing, why ? why : typed ? _("Other words may find it.") :
                                   _("Templates are made in WhatsApp Manager and approved by Meta. Studio OS asks for them once a day."));
}

static void
refill (SoTemplatePicker *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  gtk_list_box_remove_all (self->list);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  self->templates = so_studio_list_message_templates (self->studio, self->thread_id, query);
  if (!self->templates)
    self->templates = g_ptr_array_new ();
  for (guint i = 0; i < MIN (self->templates->len, SHOWN); i++)
    gtk_list_box_append (self->list, row_of (self->templates->pdata[i]));
  if (!self->templates->len)
    say_why_none (self, *query != '\0');
  gtk_stack_set_visible_child_name (self->stack, self->templates->len ? "list" : "none");
  /* Those that can be sent come first. */
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
on_taken (SoTemplatePicker *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
take (SoTemplatePicker *self, GtkListBoxRow *row)
{
  const SoMessageTemplate *template = row ? g_ptr_array_index (self->templates, (guint) gtk_list_box_row_get_index (row)) : NULL;
  g_autofree char *title = NULL;
  AdwNavigationPage *page;

  if (!row || !gtk_list_box_row_get_activatable (row))
    return;
  title = dup_title (template);
  page = so_template_fill_new (self->studio, self->thread_id, template, title, self->draft_template);
  g_signal_connect_object (page, "taken", G_CALLBACK (on_taken), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->pages, page);
}

static void
on_row_activated (SoTemplatePicker *self, GtkListBoxRow *row)
{
  take (self, row);
}

static void
on_entry_activated (SoTemplatePicker *self)
{
  take (self, gtk_list_box_get_selected_row (self->list));
}

static char *
ask_provider (SoStudio *studio, gpointer thread_id, GError **error)
{
  g_autofree char *sender = so_lookup_sender (so_studio_get_store (studio), thread_id);

  if (sender)
    so_studio_sync_templates (studio, sender, NULL, error);
  return NULL;
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoTemplatePicker) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_job_finish (SO_STUDIO (source), result, &error);

  gtk_widget_set_sensitive (self->refresh, TRUE);
  if (error && gtk_widget_get_mapped (GTK_WIDGET (self)) && so_window_of (GTK_WIDGET (self)))
    so_window_show_error (so_window_of (GTK_WIDGET (self)), error);
  refill (self);
}

static void
on_refresh (SoTemplatePicker *self)
{
  gtk_widget_set_sensitive (self->refresh, FALSE);
  gtk_widget_grab_focus (self->entry);
  so_studio_job_async (self->studio, ask_provider, g_strdup (self->thread_id), g_free, NULL, on_asked, g_object_ref (self));
}

static void
so_template_picker_dispose (GObject *object)
{
  SoTemplatePicker *self = SO_TEMPLATE_PICKER (object);

  g_clear_object (&self->studio);
  g_clear_pointer (&self->thread_id, g_free);
  g_clear_pointer (&self->draft_template, g_free);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  G_OBJECT_CLASS (so_template_picker_parent_class)->dispose (object);
}

static void
so_template_picker_class_init (SoTemplatePickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_template_picker_dispose;
}

static GtkWidget *
build_list (SoTemplatePicker *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Approved templates"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  self->nothing = ADW_STATUS_PAGE (adw_status_page_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->nothing), "compact");
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, scroller, "list");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->nothing), "none");
  return GTK_WIDGET (self->stack);
}

static void
build_entry (SoTemplatePicker *self)
{
  self->entry = gtk_search_entry_new ();
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->entry), 0);
  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (self->entry), _("Which one?"));
  gtk_widget_set_margin_start (self->entry, 12);
  gtk_widget_set_margin_end (self->entry, 12);
  gtk_widget_set_margin_bottom (self->entry, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search approved templates"), -1);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (refill), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_entry_activated), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (adw_dialog_close), self);
}

static void
so_template_picker_init (SoTemplatePicker *self)
{
  GtkWidget *view = adw_toolbar_view_new (), *header = adw_header_bar_new ();

  adw_dialog_set_title (ADW_DIALOG (self), _("Send a Template"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 520);
  adw_dialog_set_content_height (ADW_DIALOG (self), 520);
  self->refresh = gtk_button_new_from_icon_name ("view-refresh-symbolic");
  gtk_widget_set_tooltip_text (self->refresh, _("Ask Meta for Templates"));
  g_signal_connect_swapped (self->refresh, "clicked", G_CALLBACK (on_refresh), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->refresh);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  build_entry (self);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), self->entry);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), build_list (self));
  so_picking_attach (self->entry, self->list);
  self->pages = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  adw_navigation_view_add (self->pages, adw_navigation_page_new (view, _("Send a Template")));
  adw_dialog_set_child (ADW_DIALOG (self), GTK_WIDGET (self->pages));
  adw_dialog_set_focus (ADW_DIALOG (self), self->entry);
}

AdwDialog *
so_template_picker_new (SoStudio *studio, const char *thread_id, const char *draft_template)
{
  SoTemplatePicker *self = g_object_new (SO_TYPE_TEMPLATE_PICKER, NULL);

  self->studio = g_object_ref (studio);
  self->thread_id = g_strdup (thread_id);
  self->draft_template = g_strdup (draft_template);
  refill (self);
  return ADW_DIALOG (self);
}

gboolean
so_template_picker_is_due (SoStudio *studio, const SoThread *thread)
{
  return !so_studio_is_demo (studio) && so_lookup_is_answerable (so_studio_get_store (studio), thread) &&
         so_channel_window (thread->channel, so_lookup_heard_at (so_studio_get_store (studio), thread), so_now (), NULL) == SO_WINDOW_TEMPLATE;
}

gboolean
so_template_picker_instead (GtkWidget *widget, SoStudio *studio, const char *thread_id, const SoDraft *draft, gboolean own)
{
  g_autoptr (SoThread) thread = so_lookup_thread (so_studio_get_store (studio), thread_id);
  const char *template = draft ? draft->template : NULL;

  /* What is proposed may be edited all the same: it may yet go another way. */
  if (!thread || (draft && !template && !own) || (!template && !so_template_picker_is_due (studio, thread)))
    return FALSE;
  adw_dialog_present (so_template_picker_new (studio, thread_id, template), widget);
  return TRUE;
}

void
so_template_picker_open (GtkWidget *widget, SoStudio *studio, const char *thread_id)
{
  g_autoptr (SoDraft) draft = so_lookup_draft_of_thread (so_studio_get_store (studio), thread_id);

  adw_dialog_present (so_template_picker_new (studio, thread_id, draft ? draft->template : NULL), widget);
}
