/* SPDX-License-Identifier: MIT */
#include "so-contacts-page.h"

#include "so-age.h"
#include "so-alike-banner.h"
#include "so-clock.h"
#include "so-contact-detail.h"
#include "so-contact-row.h"
#include "so-focus.h"
#include "so-keys.h"
#include "so-live-list.h"
#include "so-page.h"
#include "so-people-menu.h"
#include "so-sidebar-button.h"
#include "so-timeline-view.h"

#include <glib/gi18n.h>

#define ITEM_KEY "so-list-item"

struct _SoContactsPage {
  AdwBreakpointBin parent_instance;

  AdwNavigationSplitView *split;
  GtkEditable *entry;
  GtkMenuButton *filters;
  SoAlikeBanner *alike;
  GtkStack *stack;
  GtkListView *list;
  AdwNavigationPage *detail_page;
  GtkStack *detail_stack;
  GtkWidget *nobody;
  GtkWidget *switcher;
  AdwViewStack *views;
  SoContactDetail *detail;
  SoTimelineView *timeline;

  SoWindow *window;              /* not owned: it owns us */
  SoLiveList *contacts;
  GtkSingleSelection *selection;
  GSignalGroup *selected;        /* whoever is: they may get another name */
  char *wanted;                  /* id to choose once the list has it, or NULL */
};

static void page_iface_init (SoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoContactsPage, so_contacts_page, ADW_TYPE_BREAKPOINT_BIN,
                               G_IMPLEMENT_INTERFACE (SO_TYPE_PAGE, page_iface_init))

static void
choose_wanted (SoContactsPage *self)
{
  guint position = self->wanted ? so_live_list_find (self->contacts, self->wanted) : GTK_INVALID_LIST_POSITION;

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  g_clear_pointer (&self->wanted, g_free);
  gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_SELECT, NULL);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

static void
update_state (SoContactsPage *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->contacts)) > 0;
  gboolean asked = *gtk_editable_get_text (self->entry);

  /* Where there is nothing to select, the list says what to do, and one page is enough. */
  gtk_widget_set_visible (self->nobody, any);
  if (any)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (!so_live_list_get_loading (self->contacts))
    gtk_stack_set_visible_child_name (self->stack, asked ? "none" : "empty");
  choose_wanted (self);
}

/* NULL: nobody. */
static void
show_person (SoContactsPage *self, const char *contact_id)
{
  so_contact_detail_set_contact (self->detail, contact_id);
  so_timeline_view_set_contact (self->timeline, contact_id);
  gtk_stack_set_visible_child_name (self->detail_stack, contact_id ? "contact" : "nobody");
  gtk_widget_set_visible (self->switcher, contact_id != NULL);
}

static void
show_title (SoContactsPage *self)
{
  SoItem *item = gtk_single_selection_get_selected_item (self->selection);
  const SoContact *contact = item ? so_item_get_value (item) : NULL;

  if (contact)
    adw_navigation_page_set_title (self->detail_page, *contact->name ? contact->name : _("Contact"));
}

static void
on_selected (SoContactsPage *self)
{
  SoItem *item = gtk_single_selection_get_selected_item (self->selection);
  const SoContact *contact = item ? so_item_get_value (item) : NULL;

  show_person (self, contact ? contact->id : NULL);
  g_signal_group_set_target (self->selected, item);
  show_title (self);
}

static void
on_row_activated (GtkListView *list, guint position, SoContactsPage *self)
{
  gtk_single_selection_set_selected (self->selection, position);
  on_selected (self);       /* the first one is selected from the start, so that Down leads on from there, and that is no news */
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  gtk_widget_grab_focus (adw_view_stack_get_visible_child (self->views));
}

static void
on_search_changed (SoContactsPage *self)
{
  so_live_list_set_query (self->contacts, gtk_editable_get_text (self->entry));
  update_state (self);
}

static void
on_entry_activated (SoContactsPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->contacts)) > 0)
    on_row_activated (self->list, 0, self);
}

/* Where nobody is chosen any more it begins at its beginning. */
static void
focus_list (SoContactsPage *self)
{
  if (gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION && g_list_model_get_n_items (G_LIST_MODEL (self->contacts)) > 0)
    gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_FOCUS, NULL);
  so_focus_list (self->list);
}

static gboolean
so_contacts_page_go_back (SoPage *page)
{
  SoContactsPage *self = SO_CONTACTS_PAGE (page);

  if (adw_navigation_split_view_get_collapsed (self->split) && adw_navigation_split_view_get_show_content (self->split))
    adw_navigation_split_view_set_show_content (self->split, FALSE);
  else if (*gtk_editable_get_text (self->entry))
    gtk_editable_set_text (self->entry, "");
  else
    return FALSE;
  focus_list (self);
  return TRUE;
}

static void
on_stop_search (SoContactsPage *self)
{
  gtk_editable_set_text (self->entry, "");
  focus_list (self);
}

static gboolean
on_entry_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, SoContactsPage *self)
{
  if (keyval != GDK_KEY_Down || g_list_model_get_n_items (G_LIST_MODEL (self->contacts)) == 0)
    return GDK_EVENT_PROPAGATE;
  gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  so_focus_list (self->list);
  return GDK_EVENT_STOP;
}

/* Where nobody is chosen yet, the list does not know that the Tab key came to its first row, and Down would go there. */
static gboolean
on_list_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, SoContactsPage *self)
{
  GtkWidget *cell = gtk_widget_get_focus_child (GTK_WIDGET (self->list)), *row = cell ? gtk_widget_get_first_child (cell) : NULL;
  GtkListItem *item = row ? g_object_get_data (G_OBJECT (row), ITEM_KEY) : NULL;
  guint next = item ? gtk_list_item_get_position (item) + 1 : 0;

  if (keyval != GDK_KEY_Down || state & gtk_accelerator_get_default_mod_mask () || !item ||
      gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION || next >= g_list_model_get_n_items (G_LIST_MODEL (self->contacts)))
    return GDK_EVENT_PROPAGATE;
  gtk_list_view_scroll_to (self->list, next, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  return GDK_EVENT_STOP;
}

static GPtrArray *
so_contacts_page_dup_panes (SoPage *page)
{
  SoContactsPage *self = SO_CONTACTS_PAGE (page);
  GPtrArray *panes = g_ptr_array_new ();

  g_ptr_array_add (panes, self->list);
  g_ptr_array_add (panes, adw_view_stack_get_visible_child (self->views));
  return panes;
}

static gboolean
so_contacts_page_grab_focus (GtkWidget *widget)
{
  SoContactsPage *self = SO_CONTACTS_PAGE (widget);

  /* Where there is room for one of them, the other cannot be seen. */
  if (adw_navigation_split_view_get_collapsed (self->split) && adw_navigation_split_view_get_show_content (self->split))
    return gtk_widget_grab_focus (GTK_WIDGET (self->detail));
  return gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
show_item (GtkListItem *item)
{
  const SoContact *contact = so_item_get_value (gtk_list_item_get_item (item));
  g_autofree char *when = contact->last_at ? so_age_dup_short (contact->last_at, so_now ()) : NULL;
  g_autofree char *summary = so_contact_summary (contact);

  so_contact_row_show (SO_CONTACT_ROW (gtk_list_item_get_child (item)), contact, when);
  gtk_list_item_set_accessible_label (item, contact->name);
  gtk_list_item_set_accessible_description (item, summary);
}

/* The same row is the same object: what was read anew is only drawn anew. */
static void
on_item_changed (SoItem *value, GtkListItem *item)
{
  show_item (item);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, SoContactsPage *self)
{
  GtkWidget *row = so_contact_row_new ();

  g_object_set_data (G_OBJECT (row), ITEM_KEY, item);       /* outlives its row */
  gtk_list_item_set_child (item, row);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, SoContactsPage *self)
{
  show_item (item);
  g_signal_connect (gtk_list_item_get_item (item), "changed", G_CALLBACK (on_item_changed), item);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, SoContactsPage *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), on_item_changed, item);
}

void
so_contacts_page_show_contact (SoContactsPage *self, const char *contact_id)
{
  g_return_if_fail (SO_IS_CONTACTS_PAGE (self) && contact_id);

  g_set_str (&self->wanted, contact_id);
  if (*gtk_editable_get_text (self->entry))
    gtk_editable_set_text (self->entry, "");
  show_person (self, contact_id);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  choose_wanted (self);
}

static void
page_iface_init (SoPageInterface *iface)
{
  iface->go_back = so_contacts_page_go_back;
  iface->dup_panes = so_contacts_page_dup_panes;
}

static void
so_contacts_page_dispose (GObject *object)
{
  SoContactsPage *self = SO_CONTACTS_PAGE (object);

  if (self->contacts)
    g_signal_handlers_disconnect_by_data (self->contacts, self);
  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&self->wanted, g_free);
  adw_breakpoint_bin_set_child (ADW_BREAKPOINT_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_CONTACTS_PAGE);
  g_clear_object (&self->selected);
  g_clear_object (&self->selection);
  g_clear_object (&self->contacts);
  G_OBJECT_CLASS (so_contacts_page_parent_class)->dispose (object);
}

static void
so_contacts_page_class_init (SoContactsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_contacts_page_dispose;
  widget_class->grab_focus = so_contacts_page_grab_focus;
  g_type_ensure (SO_TYPE_ALIKE_BANNER);
  g_type_ensure (SO_TYPE_CONTACT_DETAIL);
  g_type_ensure (SO_TYPE_SIDEBAR_BUTTON);
  g_type_ensure (SO_TYPE_TIMELINE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-contacts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SoContactsPage, split);
  gtk_widget_class_bind_template_child (widget_class, SoContactsPage, entry);
  gtk_widget_class_bind_template_child (widget_class, SoContactsPage, filters);
  gtk_widget_class_bind_template_child (widget_class, SoContactsPage, alike);
  gtk_widget_class_bind_template_child (widget_class, SoContactsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SoContactsPage, list);
  gtk_widget_class_bind_template_child (widget_class, SoContactsPage, detail_page);
  gtk_widget_class_bind_template_child (widget_class, SoContactsPage, detail_stack);
  gtk_widget_class_bind_template_child (widget_class, SoContactsPage, nobody);
  gtk_widget_class_bind_template_child (widget_class, SoContactsPage, detail);
  gtk_widget_class_bind_template_child (widget_class, SoContactsPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, SoContactsPage, views);
  gtk_widget_class_bind_template_child (widget_class, SoContactsPage, timeline);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
}

static void
so_contacts_page_init (SoContactsPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new (), *list_keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->selected = g_signal_group_new (SO_TYPE_ITEM);
  g_signal_group_connect_swapped (self->selected, "changed", G_CALLBACK (show_title), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_entry_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  gtk_event_controller_set_propagation_phase (list_keys, GTK_PHASE_CAPTURE);
  g_signal_connect (list_keys, "key-pressed", G_CALLBACK (on_list_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), list_keys);
  so_keys_let_search (self->entry);
  g_signal_connect (self->list, "activate", G_CALLBACK (on_row_activated), self);
}

GtkWidget *
so_contacts_page_new (SoWindow *window)
{
  SoContactsPage *self = g_object_new (SO_TYPE_CONTACTS_PAGE, NULL);
  SoStudio *studio = so_window_get_studio (window);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->window = window;
  so_contact_detail_set_studio (self->detail, studio);
  so_timeline_view_set_studio (self->timeline, studio);
  so_alike_banner_set_window (self->alike, window);
  so_people_menu_attach (self->filters, self->entry, studio);
  self->contacts = so_live_list_new_contacts (so_studio_get_store (studio), NULL);
  /* Without them first, the model would select whoever is first as soon as it is there, and Enter would not open them. */
  self->selection = g_object_new (GTK_TYPE_SINGLE_SELECTION, "autoselect", FALSE, "can-unselect", TRUE, NULL);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->contacts));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->contacts, "items-changed", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->contacts, "notify::loading", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  update_state (self);
  return GTK_WIDGET (self);
}
