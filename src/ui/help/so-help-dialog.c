/* SPDX-License-Identifier: MIT */
#include "so-help-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

struct _SoHelpDialog {
  AdwDialog parent_instance;

  AdwNavigationView *views;     /* borrowed, as what follows */
  GtkListBox *list;
  GtkSearchEntry *entry;
};

G_DEFINE_FINAL_TYPE (SoHelpDialog, so_help_dialog, ADW_TYPE_DIALOG)

static AdwNavigationPage *
wrap (const char *title, GtkWidget *content, GtkWidget *search)
{
  GtkWidget *view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  if (search)
    adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), search);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), content);
  return adw_navigation_page_new (view, title);
}

static AdwNavigationPage *
make_page (const SoHelpPage *page)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *clamp = adw_clamp_new (), *scroll = gtk_scrolled_window_new ();

  for (guint i = 0; page->paragraphs[i]; i++)
    {
      GtkWidget *label = gtk_label_new (_(page->paragraphs[i]));

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      /* reached by Tab, so that it is read aloud and can be copied */
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 24);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), clamp);
  return wrap (_(page->title), scroll, NULL);
}

static void
on_activated (SoHelpDialog *self, GtkListBoxRow *row)
{
  adw_navigation_view_push (self->views, make_page (g_object_get_data (G_OBJECT (row), "so-page")));
}

static gboolean
contains (const char *text, const char *word)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, word) != NULL;
}

/* All words, in the title or anywhere on the page. */
static gboolean
matches (GtkListBoxRow *row, gpointer user_data)
{
  SoHelpDialog *self = user_data;
  const SoHelpPage *page = g_object_get_data (G_OBJECT (row), "so-page");
  g_autofree char *query = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);
  g_auto (GStrv) words = g_strsplit (query, " ", -1);

  for (char **word = words; *word; word++)
    {
      gboolean found = contains (_(page->title), *word);

      for (guint i = 0; page->paragraphs[i] && !found; i++)
        found = contains (_(page->paragraphs[i]), *word);
      if (!found)
        return FALSE;
    }
  return TRUE;
}

static void
add_row (SoHelpDialog *self, const SoHelpPage *page)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(page->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(page->paragraphs[0]));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "so-page", (gpointer) page);
  gtk_list_box_append (self->list, row);
}

static void
so_help_dialog_class_init (SoHelpDialogClass *klass)
{
}

static GtkWidget *
make_none (void)
{
  GtkWidget *label = gtk_label_new (_("Nothing is written about that"));

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_margin_top (label, 24);
  gtk_widget_set_margin_bottom (label, 24);
  return label;
}

static GtkWidget *
make_list (SoHelpDialog *self)
{
  GtkWidget *clamp = adw_clamp_new (), *scroll = gtk_scrolled_window_new ();
  guint n;
  const SoHelpPage *pages = so_help_pages (&n);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_list_box_set_placeholder (self->list, make_none ());
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_widget_set_margin_start (GTK_WIDGET (self->list), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->list), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self->list), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->list), 24);
  for (guint i = 0; i < n; i++)
    add_row (self, &pages[i]);
  gtk_list_box_set_filter_func (self->list, matches, self, NULL);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), clamp);
  return scroll;
}

static void
so_help_dialog_init (SoHelpDialog *self)
{
  self->entry = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  gtk_search_entry_set_placeholder_text (self->entry, _("Search the help"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search the help"), -1);
  gtk_widget_set_margin_start (GTK_WIDGET (self->entry), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->entry), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->entry), 6);
  self->views = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  adw_navigation_view_add (self->views, wrap (_("Help"), make_list (self), GTK_WIDGET (self->entry)));
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (gtk_list_box_invalidate_filter), self->list, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "stop-search", G_CALLBACK (adw_dialog_close), self, G_CONNECT_SWAPPED);
  adw_dialog_set_title (ADW_DIALOG (self), _("Help"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 520);
  adw_dialog_set_content_height (ADW_DIALOG (self), 600);
  adw_dialog_set_child (ADW_DIALOG (self), GTK_WIDGET (self->views));
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->entry));
}

AdwDialog *
so_help_dialog_new (const char *name)
{
  SoHelpDialog *self = g_object_new (SO_TYPE_HELP_DIALOG, NULL);
  guint n;
  const SoHelpPage *pages = so_help_pages (&n);

  for (guint i = 0; i < n; i++)
    if (!g_strcmp0 (pages[i].id, name))
      {
        adw_navigation_view_push (self->views, make_page (&pages[i]));
        /* the entry is on the page behind: with the focus there, no key would arrive */
        adw_dialog_set_focus (ADW_DIALOG (self), NULL);
      }
  return ADW_DIALOG (self);
}
