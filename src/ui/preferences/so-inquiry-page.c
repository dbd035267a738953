/* SPDX-License-Identifier: MIT */
#include "so-inquiry-page.h"

#include "so-facts.h"
#include "so-inquiry.h"
#include "so-preference-group.h"
#include "so-preferences-say.h"
#include "so-verb.h"

#include <glib/gi18n.h>
#include <string.h>

struct _SoInquiryPage {
  AdwNavigationPage parent_instance;

  SoStudio *studio;
  AdwPreferencesGroup *list;           /* borrowed, as all below */
  AdwSwitchRow *drafts, *sensitive;
  GtkEditable *label, *words;
  GPtrArray *rows;
  GPtrArray *questions;                /* SoQualify: what the rows show */
  char *shown;
  gboolean filling, saving, adding;
  int focus;                           /* the row that has it after the next fill; -1: none */
};

G_DEFINE_FINAL_TYPE (SoInquiryPage, so_inquiry_page, ADW_TYPE_NAVIGATION_PAGE)

static void refill (SoInquiryPage *self);

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoInquiryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  self->saving = FALSE;
  if (error)
    so_preferences_say (GTK_WIDGET (self), error->message);
  else if (self->adding && self->studio)
    {
      gtk_editable_set_text (self->label, "");
      gtk_editable_set_text (self->words, "");
      adw_switch_row_set_active (self->sensitive, FALSE);
    }
  self->adding = FALSE;
  if (!self->studio)
    return;
  g_clear_pointer (&self->shown, g_free);
  refill (self);
}

/* Takes @all, the new list; NULL: the usual ones. One change at a time. */
static void
save (SoInquiryPage *self, GPtrArray *all, int focus)
{
  g_autofree char *text = all ? so_qualify_to_json (all) : g_strdup ("");

  g_clear_pointer (&all, g_ptr_array_unref);
  if (self->saving)
    return;
  self->saving = TRUE;
  self->focus = focus;
  so_studio_do_async (self->studio, SO_VERB_SAVE_SETTING, SO_SETTING_QUALIFY, text, NULL, on_saved, g_object_ref (self));
}

static GPtrArray *
copy (SoInquiryPage *self)
{
  g_autofree char *text = so_qualify_to_json (self->questions);

  return so_qualify_from_json (text, NULL);
}

static gboolean
find_row (SoInquiryPage *self, GtkWidget *inside, guint *at)
{
  GtkWidget *row = ADW_IS_ENTRY_ROW (inside) ? inside : gtk_widget_get_ancestor (inside, ADW_TYPE_ENTRY_ROW);

  return row && g_ptr_array_find (self->rows, row, at);
}

static void
on_words_applied (GtkWidget *row, SoInquiryPage *self)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  g_autoptr (GPtrArray) all = copy (self);
  SoQualify *question;
  guint i;

  if (!find_row (self, row, &i))
    return;
  question = all->pdata[i];
  g_set_str (&question->ask, NULL);
  /* Nothing, or what is usual, is no word of the owner's. */
  if (!question->usual || (*words && strcmp (words, so_inquiry_words (question))))
    g_set_str (&question->ask, words);
  save (self, g_steal_pointer (&all), (int) i);
}

static void
on_earlier (GtkWidget *button, SoInquiryPage *self)
{
  g_autoptr (GPtrArray) all = copy (self);
  guint i;

  if (!find_row (self, button, &i) || !i)
    return;
  g_ptr_array_insert (all, (int) i - 1, g_ptr_array_steal_index (all, i));
  save (self, g_steal_pointer (&all), (int) i - 1);
}

static void
on_remove (GtkWidget *button, SoInquiryPage *self)
{
  g_autoptr (GPtrArray) all = copy (self);
  guint i;

  if (!find_row (self, button, &i))
    return;
  g_ptr_array_remove_index (all, i);
  save (self, g_steal_pointer (&all), (int) i);
}

static void
on_add (SoInquiryPage *self)
{
  g_autoptr (GPtrArray) all = copy (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) good = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (all, so_qualify_new (gtk_editable_get_text (self->label), gtk_editable_get_text (self->words), adw_switch_row_get_active (self->sensitive)));
  text = so_qualify_to_json (all);
  good = so_qualify_from_json (text, &error);
  if (good)
    {
      self->adding = !self->saving;
      save (self, g_steal_pointer (&all), (int) good->len - 1);
      return;
    }
  so_preferences_say (GTK_WIDGET (self), error->message);
  gtk_widget_grab_focus (GTK_WIDGET (*gtk_editable_get_text (self->label) ? self->words : self->label));
}

static void
on_reset (SoInquiryPage *self)
{
  save (self, NULL, 0);
}

static void
on_drafts_changed (SoInquiryPage *self)
{
  if (!self->filling)
    so_studio_do_async (self->studio, SO_VERB_SAVE_SETTING, SO_SETTING_QUALIFY_DRAFTS, adw_switch_row_get_active (self->drafts) ? "1" : "0", NULL, on_saved, g_object_ref (self));
}

static GtkWidget *
add_button (SoInquiryPage *self, GtkWidget *row, const char *icon, const char *name, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *label = g_strdup_printf ("%s: %s", adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), name);

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", clicked, self, 0);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  return button;
}

static void
add_row (SoInquiryPage *self, const SoQualify *question)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), so_inquiry_label (question));
  gtk_editable_set_text (GTK_EDITABLE (row), so_inquiry_words (question));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  adw_entry_row_set_max_length (ADW_ENTRY_ROW (row), SO_QUALIFY_LONGEST);
  if (question->sensitive)
    {
      GtkWidget *image = gtk_image_new_from_icon_name ("channel-secure-symbolic");

      gtk_widget_set_tooltip_text (image, _("Sensitive: in no draft, and the answer stays on this computer"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("Sensitive: in no draft, and the answer stays on this computer"), -1);
      adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), image);
    }
  g_signal_connect_object (row, "apply", G_CALLBACK (on_words_applied), self, 0);
  gtk_widget_set_sensitive (add_button (self, row, "go-up-symbolic", _("Ask Earlier"), G_CALLBACK (on_earlier)), self->rows->len > 0);
  add_button (self, row, "user-trash-symbolic", _("Ask No More"), G_CALLBACK (on_remove));
  adw_preferences_group_add (self->list, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_questions (SoInquiryPage *self)
{
  /* Where the row that has the focus is removed, GTK looks for another place for it a moment later. */
  if (self->focus >= 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->label));
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->list, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->questions->len; i++)
    add_row (self, self->questions->pdata[i]);
  if (!self->questions->len)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Nothing is asked"));
      gtk_widget_add_css_class (row, "dim-label");
      adw_preferences_group_add (self->list, row);
      g_ptr_array_add (self->rows, row);
    }
  if (self->focus >= 0 && self->rows->len)
    gtk_widget_grab_focus (self->rows->pdata[MIN ((guint) self->focus, self->rows->len - 1)]);
  self->focus = -1;
}

static void
refill (SoInquiryPage *self)
{
  g_autofree char *drafts = so_studio_dup_setting (self->studio, SO_SETTING_QUALIFY_DRAFTS), *text = NULL;
  GPtrArray *questions = so_studio_list_inquiries (self->studio);

  self->filling = TRUE;
  adw_switch_row_set_active (self->drafts, !g_strcmp0 (drafts, "1"));
  self->filling = FALSE;
  text = so_qualify_to_json (questions);
  g_clear_pointer (&self->questions, g_ptr_array_unref);
  self->questions = questions;
  if (!g_strcmp0 (text, self->shown))
    return;
  g_set_str (&self->shown, text);
  show_questions (self);
}

static void
on_store_changed (SoInquiryPage *self, guint changes)
{
  if (changes & SO_CHANGED_SETTINGS && !self->saving && self->studio)
    refill (self);
}

static void
so_inquiry_page_dispose (GObject *object)
{
  SoInquiryPage *self = SO_INQUIRY_PAGE (object);

  g_clear_object (&self->studio);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->questions, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (so_inquiry_page_parent_class)->dispose (object);
}

static void
so_inquiry_page_class_init (SoInquiryPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_inquiry_page_dispose;
}

static void
so_inquiry_page_init (SoInquiryPage *self)
{
  self->rows = g_ptr_array_new ();
  self->focus = -1;
}

static GtkWidget *
add_titled (AdwPreferencesGroup *group, GtkWidget *row, const char *title, const char *subtitle)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (group, row);
  return row;
}

static void
add_form (SoInquiryPage *self, GtkWidget *page)
{
  AdwPreferencesGroup *group = so_preference_group_add (page, _("Another Question"), NULL);
  GtkWidget *button = adw_button_row_new ();

  self->label = GTK_EDITABLE (add_titled (group, adw_entry_row_new (), _("What It Is About, Such as Shoe Size"), NULL));
  self->words = GTK_EDITABLE (add_titled (group, adw_entry_row_new (), _("The Question"), NULL));
  adw_entry_row_set_max_length (ADW_ENTRY_ROW (self->words), SO_QUALIFY_LONGEST);
  self->sensitive = ADW_SWITCH_ROW (add_titled (group, adw_switch_row_new (), _("Sensitive"), _("In no draft, and the answer stays on this computer")));
  add_titled (group, button, _("Add Question"), NULL);
  g_signal_connect_object (button, "activated", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  group = so_preference_group_add (page, NULL, NULL);
  button = add_titled (group, adw_button_row_new (), _("Back to the Usual Questions"), NULL);
  g_signal_connect_object (button, "activated", G_CALLBACK (on_reset), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
make_page (SoInquiryPage *self)
{
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *group = so_preference_group_add (page, NULL, NULL);

  self->drafts = ADW_SWITCH_ROW (add_titled (group, adw_switch_row_new (), _("Drafts to Leads End with a Question"),
                                             _("The next one that is not answered; you see it before it is sent")));
  g_signal_connect_object (self->drafts, "notify::active", G_CALLBACK (on_drafts_changed), self, G_CONNECT_SWAPPED);
  self->list = so_preference_group_add (page, _("Questions"), _("In this order. A usual question is asked in the language of the customer, your own words as they are. Answers stand with the person."));
  add_form (self, page);
  return page;
}

AdwNavigationPage *
so_inquiry_page_new (SoStudio *studio)
{
  SoInquiryPage *self = g_object_new (SO_TYPE_INQUIRY_PAGE, "title", _("Questions to Leads"), NULL);
  GtkWidget *view = adw_toolbar_view_new ();

  self->studio = g_object_ref (studio);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), make_page (self));
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
  refill (self);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  return ADW_NAVIGATION_PAGE (self);
}

static void
on_open (GtkWidget *row, SoStudio *studio)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_DIALOG);

  if (dialog)
    adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (dialog), so_inquiry_page_new (studio));
}

GtkWidget *
so_inquiry_page_group (SoStudio *studio)
{
  GtkWidget *group = adw_preferences_group_new (), *row = adw_action_row_new ();

  add_titled (ADW_PREFERENCES_GROUP (group), row, _("Questions to Leads"), _("What you want to know before somebody is a customer"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_data (row, "activated", G_CALLBACK (on_open), g_object_ref (studio), (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  return group;
}
