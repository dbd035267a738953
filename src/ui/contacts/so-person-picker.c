/* SPDX-License-Identifier: MIT */
#include "so-person-picker.h"

#include "so-contact-row.h"
#include "so-contact.h"
#include "so-face.h"
#include "so-live-list.h"
#include "so-picking.h"

#include <glib/gi18n.h>

/* Whoever is not among them is found by one more letter. */
#define MOST_PEOPLE 20
#define ID_KEY "so-contact"
#define NAME_KEY "so-name"

struct _SoPersonPicker {
  AdwDialog parent_instance;

  GtkWidget *entry;       /* borrowed, as the others */
  GtkStack *stack;
  GtkListBox *list;

  SoStudio *studio;
  SoLiveList *people;
  char *without, *chosen;
  char *name;             /* of the new person who was chosen, or NULL */
  SoPersonChosen callback;
  SoPersonNamed named;    /* NULL: nobody new is offered */
  GObject *owner;
};

G_DEFINE_FINAL_TYPE (SoPersonPicker, so_person_picker, ADW_TYPE_DIALOG)

static GtkWidget *
make_row (SoPersonPicker *self, const SoContact *contact)
{
  GtkWidget *row = adw_action_row_new (), *avatar;
  const char *name = *contact->name ? contact->name : _("Without a name");
  g_autofree char *summary = so_contact_summary (contact);

  avatar = g_object_new (ADW_TYPE_AVATAR, "size", 32, "text", contact->name, "show-initials", TRUE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  so_face_set_avatar (ADW_AVATAR (avatar), self->studio, contact->photo);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), summary);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), ID_KEY, g_strdup (contact->id), g_free);
  return row;
}

static GtkWidget *
make_new_row (const char *name)
{
  GtkWidget *row = adw_action_row_new (), *icon = gtk_image_new_from_icon_name ("list-add-symbolic");
  /* Translators: %s is a name */
  g_autofree char *title = g_strdup_printf (_("New Person “%s”"), name);

  gtk_widget_set_size_request (icon, 32, 32);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), NAME_KEY, g_strdup (name), g_free);
  return row;
}

/* Only what can be a name, and only when the list has looked: Enter is for who is there already. */
static void
offer_new (SoPersonPicker *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (self->named && *name && !so_live_list_get_loading (self->people))
    gtk_list_box_append (self->list, make_new_row (name));
}

static void
refill (SoPersonPicker *self)
{
  GListModel *model = G_LIST_MODEL (self->people);
  guint n = MIN (MOST_PEOPLE, g_list_model_get_n_items (model));

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SoItem) item = g_list_model_get_item (model, i);
      const SoContact *contact = so_item_get_value (item);

      if (g_strcmp0 (contact->id, self->without))
        gtk_list_box_append (self->list, make_row (self, contact));
    }
  offer_new (self);
  gtk_stack_set_visible_child_name (self->stack, so_picking_select_first (self->list) || so_live_list_get_loading (self->people) ? "list" : "none");
}

static void
on_search_changed (SoPersonPicker *self)
{
  so_live_list_set_query (self->people, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  refill (self);
}

static void
on_row_activated (SoPersonPicker *self, GtkListBoxRow *row)
{
  g_set_str (&self->chosen, g_object_get_data (G_OBJECT (row), ID_KEY));
  g_set_str (&self->name, g_object_get_data (G_OBJECT (row), NAME_KEY));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_entry_activated (SoPersonPicker *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row)
    on_row_activated (self, row);
}

static void
on_stop_search (SoPersonPicker *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* What is asked next stands in front of the window alone, which has its focus back by now. */
static void
on_closed (SoPersonPicker *self)
{
  g_autofree char *chosen = g_steal_pointer (&self->chosen), *name = g_steal_pointer (&self->name);

  if (chosen)
    self->callback (chosen, self->owner);
  else if (name)
    self->named (name, self->owner);
}

static void
so_person_picker_dispose (GObject *object)
{
  SoPersonPicker *self = SO_PERSON_PICKER (object);

  g_clear_object (&self->people);
  g_clear_object (&self->studio);
  g_clear_object (&self->owner);
  g_clear_pointer (&self->without, g_free);
  g_clear_pointer (&self->chosen, g_free);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (so_person_picker_parent_class)->dispose (object);
}

static void
so_person_picker_class_init (SoPersonPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_person_picker_dispose;
}

static GtkWidget *
make_none (void)
{
  GtkWidget *none = adw_status_page_new ();

  adw_status_page_set_title (ADW_STATUS_PAGE (none), _("Nobody Found"));
  adw_status_page_set_description (ADW_STATUS_PAGE (none), _("Try fewer letters."));
  gtk_widget_add_css_class (none, "compact");
  return none;
}

static GtkWidget *
make_entry (SoPersonPicker *self)
{
  GtkWidget *entry = gtk_search_entry_new ();

  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (entry), 0);
  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (entry), _("Name, number or address"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name, number or address"), -1);
  gtk_widget_set_margin_start (entry, 12);
  gtk_widget_set_margin_end (entry, 12);
  gtk_widget_set_margin_bottom (entry, 6);
  g_signal_connect_object (entry, "search-changed", G_CALLBACK (on_search_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_entry_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "stop-search", G_CALLBACK (on_stop_search), self, G_CONNECT_SWAPPED);
  return entry;
}

static void
so_person_picker_init (SoPersonPicker *self)
{
  GtkWidget *view = adw_toolbar_view_new (), *scroller = gtk_scrolled_window_new (), *list = gtk_list_box_new ();

  self->list = GTK_LIST_BOX (list);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->entry = make_entry (self);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Contacts"), -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (on_row_activated), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_stack_add_named (self->stack, scroller, "list");
  gtk_stack_add_named (self->stack, make_none (), "none");
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), self->entry);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->stack));
  adw_dialog_set_content_width (ADW_DIALOG (self), 480);
  adw_dialog_set_content_height (ADW_DIALOG (self), 480);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_focus (ADW_DIALOG (self), self->entry);
  so_picking_attach (self->entry, self->list);
  g_signal_connect (self, "closed", G_CALLBACK (on_closed), NULL);
}

AdwDialog *
so_person_picker_new (SoWindow *window, const char *title, const char *without, SoPersonChosen chosen, gpointer owner)
{
  SoPersonPicker *self = g_object_new (SO_TYPE_PERSON_PICKER, "title", title, NULL);

  self->without = g_strdup (without);
  self->callback = chosen;
  self->owner = g_object_ref (owner);
  self->studio = g_object_ref (so_window_get_studio (window));
  self->people = so_live_list_new_contacts (so_studio_get_store (self->studio), NULL);
  g_signal_connect_object (self->people, "items-changed", G_CALLBACK (refill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->people, "notify::loading", G_CALLBACK (refill), self, G_CONNECT_SWAPPED);
  refill (self);
  return ADW_DIALOG (self);
}

void
so_person_picker_offer_new (SoPersonPicker *self, SoPersonNamed named)
{
  g_return_if_fail (SO_IS_PERSON_PICKER (self));

  self->named = named;
  refill (self);
}
