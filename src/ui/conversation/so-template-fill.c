/* SPDX-License-Identifier: MIT */
#include "so-template-fill.h"

#include "so-message-template-verbs.h"
#include "so-template-form.h"
#include "so-verb.h"

#include <glib/gi18n.h>

struct _SoTemplateFill {
  AdwNavigationPage parent_instance;

  GtkLabel *preview, *fault;
  GtkListBox *list;
  GtkWidget *use;
  GPtrArray *entries;        /* GtkEditable, one for each gap; borrowed from the list */

  SoStudio *studio;
  char *thread_id, *template_id;
  SoTemplateForm *form;
};

enum { TAKEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SoTemplateFill, so_template_fill, ADW_TYPE_NAVIGATION_PAGE)

/* Borrowed texts, NULL-terminated; free the array alone. */
static const char **
get_values (SoTemplateFill *self)
{
  const char **values = g_new0 (const char *, self->entries->len + 1);

  for (guint i = 0; i < self->entries->len; i++)
    values[i] = gtk_editable_get_text (self->entries->pdata[i]);
  return values;
}

static void
on_changed (SoTemplateFill *self)
{
  g_autofree const char **values = get_values (self);
  g_autofree char *text = so_template_form_preview (self->form, values);

  gtk_label_set_label (self->preview, text);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), FALSE);
}

static void
say_fault (SoTemplateFill *self, const char *words)
{
  gtk_label_set_label (self->fault, words);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

/* The first gap that is not fit to be sent, and why; -1 where all are. */
static int
find_fault (SoTemplateFill *self, const char **words)
{
  for (guint i = 0; i < self->entries->len; i++)
    if ((*words = so_template_form_check_value (gtk_editable_get_text (self->entries->pdata[i]))))
      return (int) i;
  return -1;
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoTemplateFill) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *draft = so_studio_do_finish (SO_STUDIO (source), result, &error);

  gtk_widget_set_sensitive (self->use, TRUE);
  if (error)
    say_fault (self, error->message);
  else
    g_signal_emit (self, signals[TAKEN], 0);
}

static void
on_use (SoTemplateFill *self)
{
  const char *words = NULL;
  int fault = find_fault (self, &words);
  g_autofree const char **values = NULL;
  g_autofree char *argument = NULL;

  if (fault >= 0)
    {
      say_fault (self, words);
      gtk_widget_grab_focus (self->entries->pdata[fault]);
      return;
    }
  if (!gtk_widget_get_sensitive (self->use))
    return;
  values = get_values (self);
  argument = so_message_template_argument (self->template_id, values);
  gtk_widget_set_sensitive (self->use, FALSE);
  so_studio_do_async (self->studio, SO_VERB_TEMPLATE, self->thread_id, argument, NULL, on_chosen, g_object_ref (self));
}

/* Enter: to the next gap that is empty, and when there is none, done. */
static void
on_entry_activated (SoTemplateFill *self, GtkWidget *entry)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (!*gtk_editable_get_text (self->entries->pdata[i]) && self->entries->pdata[i] != (gpointer) entry)
      {
        gtk_widget_grab_focus (self->entries->pdata[i]);
        return;
      }
  on_use (self);
}

static char *
dup_label (const SoTemplateGap *gap)
{
  g_autofree char *name = NULL;

  if (gap->place == SO_TEMPLATE_LINK)
    name = g_strdup (_("End of the link"));
  else if (gap->place == SO_TEMPLATE_CODE)
    name = g_strdup (_("Code"));
  else if (g_ascii_isdigit (*gap->name))
    /* Translators: a gap in the title or the text of a template, by its number */
    name = g_strdup_printf (gap->place == SO_TEMPLATE_HEADER ? _("Title, gap %s") : _("Gap %s"), gap->name);
  else
    name = g_strdelimit (g_strdup (gap->name), "_", ' ');
  /* Translators: what stands in a gap of a template, and an example of it */
  return gap->example ? g_strdup_printf (_("%s, such as “%s”"), name, gap->example) : g_steal_pointer (&name);
}

static void
add_entry (SoTemplateFill *self, const SoTemplateGap *gap, const char *value)
{
  GtkWidget *row = adw_entry_row_new ();
  g_autofree char *label = dup_label (gap);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  gtk_editable_set_text (GTK_EDITABLE (row), value);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (row, "entry-activated", G_CALLBACK (on_entry_activated), self);
  gtk_list_box_append (self->list, row);
  g_ptr_array_add (self->entries, row);
}

static void
so_template_fill_shown (AdwNavigationPage *page)
{
  SoTemplateFill *self = SO_TEMPLATE_FILL (page);
  guint i = 0;

  while (i < self->entries->len && *gtk_editable_get_text (self->entries->pdata[i]))
    i++;
  gtk_widget_grab_focus (i < self->entries->len ? self->entries->pdata[i] : self->use);
}

static void
so_template_fill_dispose (GObject *object)
{
  SoTemplateFill *self = SO_TEMPLATE_FILL (object);

  g_clear_object (&self->studio);
  g_clear_pointer (&self->thread_id, g_free);
  g_clear_pointer (&self->template_id, g_free);
  g_clear_pointer (&self->form, so_template_form_free);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  G_OBJECT_CLASS (so_template_fill_parent_class)->dispose (object);
}

static void
so_template_fill_class_init (SoTemplateFillClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_template_fill_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = so_template_fill_shown;
  signals[TAKEN] = g_signal_new ("taken", SO_TYPE_TEMPLATE_FILL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
build_preview (SoTemplateFill *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  self->preview = GTK_LABEL (label);
  gtk_label_set_wrap (self->preview, TRUE);
  gtk_label_set_wrap_mode (self->preview, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->preview, 0);
  gtk_widget_add_css_class (label, "card");
  gtk_widget_add_css_class (label, "template-preview");
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("What the customer will read"), -1);
  return label;
}

static void
so_template_fill_init (SoTemplateFill *self)
{
  GtkWidget *view = adw_toolbar_view_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *scroller = gtk_scrolled_window_new ();
  GtkWidget *fault = gtk_label_new (NULL);

  self->entries = g_ptr_array_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  self->fault = GTK_LABEL (fault);
  gtk_label_set_wrap (self->fault, TRUE);
  gtk_label_set_xalign (self->fault, 0);
  gtk_widget_add_css_class (fault, "error");
  gtk_widget_set_visible (fault, FALSE);
  self->use = gtk_button_new_with_mnemonic (_("_Use This Template"));
  gtk_widget_add_css_class (self->use, "suggested-action");
  gtk_widget_add_css_class (self->use, "pill");
  gtk_widget_set_halign (self->use, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->use, "clicked", G_CALLBACK (on_use), self);
  gtk_widget_add_css_class (box, "template-fill");
  gtk_box_append (GTK_BOX (box), build_preview (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), fault);
  gtk_box_append (GTK_BOX (box), self->use);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scroller);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
}

AdwNavigationPage *
so_template_fill_new (SoStudio *studio, const char *thread_id, const SoMessageTemplate *template, const char *title, const char *draft_template)
{
  SoTemplateFill *self = g_object_new (SO_TYPE_TEMPLATE_FILL, "title", title, NULL);
  g_auto (GStrv) values = so_studio_suggest_values (studio, template, thread_id, draft_template);

  self->studio = g_object_ref (studio);
  self->thread_id = g_strdup (thread_id);
  self->template_id = g_strdup (template->id);
  self->form = so_template_form_new (template->components);
  for (guint i = 0; i < so_template_form_get_n_gaps (self->form); i++)
    add_entry (self, so_template_form_get_gap (self->form, i), values[i] ? values[i] : "");
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->entries->len > 0);
  on_changed (self);
  return ADW_NAVIGATION_PAGE (self);
}
