/* SPDX-License-Identifier: MIT */
#include "so-person-picker.h"

#include "so-contact-row.h"
#include "so-live-list.h"
#include "so-picking.h"

#include <glib/gi18n.h>

/* Who wants another one types another letter. */
#define MOST_PEOPLE 30

typedef struct {
  AdwDialog *dialog;         /* owns us, as all below but those said */
  GtkWidget *entry;
  GtkListBox *list;
  GtkStack *stack;
  SoLiveList *people;        /* ours */
  char *but;                 /* ours */
  SoPersonPicked picked;
  gpointer owner;            /* ours */
} Picker;

static void
picker_free (gpointer data)
{
  Picker *picker = data;

  g_signal_handlers_disconnect_by_data (picker->people, picker);
  g_object_unref (picker->people);
  g_object_unref (picker->owner);
  g_free (picker->but);
  g_free (picker);
}

static void
add_person (Picker *picker, const SoContact *contact)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *summary = so_contact_summary (contact);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *contact->name ? contact->name : _("Without a name"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), summary);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_name (row, contact->id);
  gtk_list_box_append (picker->list, row);
}

static void
fill (Picker *picker)
{
  GListModel *model = G_LIST_MODEL (picker->people);
  guint n = MIN (MOST_PEOPLE + 1, g_list_model_get_n_items (model));

  gtk_list_box_remove_all (picker->list);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SoItem) item = g_list_model_get_item (model, i);
      const SoContact *contact = item ? so_item_get_value (item) : NULL;

      if (contact && g_strcmp0 (contact->id, picker->but))
        add_person (picker, contact);
    }
  gtk_stack_set_visible_child_name (picker->stack, so_picking_select_first (picker->list) ? "list" : "none");
}

static void
on_search_changed (Picker *picker)
{
  so_live_list_set_query (picker->people, gtk_editable_get_text (GTK_EDITABLE (picker->entry)));
  fill (picker);
}

static void
choose (Picker *picker, GtkListBoxRow *row)
{
  if (!row)
    return;
  picker->picked (gtk_widget_get_name (GTK_WIDGET (row)), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), picker->owner);
  adw_dialog_close (picker->dialog);
}

static void
on_row_activated (Picker *picker, GtkListBoxRow *row)
{
  choose (picker, row);
}

static void
on_entry_activated (Picker *picker)
{
  choose (picker, gtk_list_box_get_selected_row (picker->list));
}

static void
on_stop_search (Picker *picker)
{
  adw_dialog_close (picker->dialog);
}

static GtkWidget *
make_entry (Picker *picker)
{
  picker->entry = gtk_search_entry_new ();
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (picker->entry), 0);
  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (picker->entry), _("Name, number or address"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (picker->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name, number or address"), -1);
  gtk_widget_set_margin_start (picker->entry, 12);
  gtk_widget_set_margin_end (picker->entry, 12);
  gtk_widget_set_margin_bottom (picker->entry, 6);
  g_signal_connect_swapped (picker->entry, "search-changed", G_CALLBACK (on_search_changed), picker);
  g_signal_connect_swapped (picker->entry, "activate", G_CALLBACK (on_entry_activated), picker);
  g_signal_connect_swapped (picker->entry, "stop-search", G_CALLBACK (on_stop_search), picker);
  return picker->entry;
}

static GtkWidget *
make_stack (Picker *picker)
{
  GtkWidget *stack = gtk_stack_new (), *scrolled = gtk_scrolled_window_new (), *list = gtk_list_box_new (), *none = adw_status_page_new ();

  picker->stack = GTK_STACK (stack);
  picker->list = GTK_LIST_BOX (list);
  gtk_list_box_set_selection_mode (picker->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("People"), -1);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (on_row_activated), picker);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_stack_add_named (picker->stack, scrolled, "list");
  adw_status_page_set_title (ADW_STATUS_PAGE (none), _("Nobody Found"));
  gtk_widget_add_css_class (none, "compact");
  gtk_stack_add_named (picker->stack, none, "none");
  return stack;
}

void
so_person_picker_present (GtkWidget *parent, SoStudio *studio, const char *title, const char *but, SoPersonPicked picked, gpointer owner)
{
  Picker *picker = g_new0 (Picker, 1);
  GtkWidget *view = adw_toolbar_view_new ();

  *picker = (Picker) { .dialog = adw_dialog_new (), .but = g_strdup (but), .picked = picked, .owner = g_object_ref (owner) };
  picker->people = so_live_list_new_contacts (so_studio_get_store (studio), NULL);
  g_object_set_data_full (G_OBJECT (picker->dialog), "picker", picker, picker_free);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), make_entry (picker));
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), make_stack (picker));
  so_picking_attach (picker->entry, picker->list);
  adw_dialog_set_title (picker->dialog, title);
  adw_dialog_set_content_width (picker->dialog, 420);
  adw_dialog_set_content_height (picker->dialog, 460);
  adw_dialog_set_child (picker->dialog, view);
  adw_dialog_set_focus (picker->dialog, picker->entry);
  g_signal_connect_swapped (picker->people, "items-changed", G_CALLBACK (fill), picker);
  fill (picker);
  adw_dialog_present (picker->dialog, parent);
}
