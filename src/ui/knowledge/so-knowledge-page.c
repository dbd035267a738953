/* SPDX-License-Identifier: MIT */
#include "so-knowledge-page.h"

#include "so-actions.h"
#include "so-focus.h"
#include "so-keys.h"
#include "so-knowledge-editor.h"
#include "so-knowledge-row.h"
#include "so-knowledge-verbs.h"
#include "so-list-verbs.h"
#include "so-live-list.h"
#include "so-page.h"
#include "so-sidebar-button.h"
#include "so-wordings-dialog.h"

#include <glib/gi18n.h>

struct _SoKnowledgePage {
  AdwBreakpointBin parent_instance;

  AdwNavigationSplitView *split;
  AdwHeaderBar *header;
  GtkWidget *add;
  GtkEditable *entry;
  GtkStack *stack;
  GtkListView *list;
  GtkStack *editor_stack;
  GtkWidget *nothing;
  SoKnowledgeEditor *editor;
  GtkWidget *save;
  GtkWidget *delete;

  SoWindow *window;              /* not owned: it owns us */
  SoStudio *studio;
  SoLiveList *entries;
  GtkSingleSelection *selection;
  char *shown;                   /* id in the editor; NULL: a new one, or none */
  char *wanted;                  /* id to choose once the list has it */
  SoKnowledge *deleted;          /* what the newest toast can bring back */
};

static void page_iface_init (SoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoKnowledgePage, so_knowledge_page, ADW_TYPE_BREAKPOINT_BIN,
                               G_IMPLEMENT_INTERFACE (SO_TYPE_PAGE, page_iface_init))

static gboolean
is_editing (SoKnowledgePage *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->editor_stack), "editor");
}

static void
update_actions (SoKnowledgePage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "knowledge.save", is_editing (self) && so_knowledge_editor_is_changed (self->editor));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "knowledge.delete", is_editing (self) && self->shown);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "knowledge.history", is_editing (self) && self->shown);
  gtk_widget_set_visible (self->save, is_editing (self));
  gtk_widget_set_visible (self->delete, is_editing (self) && self->shown);
}

static void
on_editor_changed (SoKnowledgePage *self)
{
  update_actions (self);
}

static void
choose_wanted (SoKnowledgePage *self)
{
  guint position = self->wanted ? so_live_list_find (self->entries, self->wanted) : GTK_INVALID_LIST_POSITION;

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  g_clear_pointer (&self->wanted, g_free);
  gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_SELECT, NULL);
}

static void
update_state (SoKnowledgePage *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->entries)) > 0;
  gboolean asked = *gtk_editable_get_text (self->entry);

  /* Where there is nothing to select, the list says what to do, and one page is enough. */
  gtk_widget_set_visible (self->nothing, any);
  if (any)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (!so_live_list_get_loading (self->entries))
    gtk_stack_set_visible_child_name (self->stack, asked ? "none" : "empty");
  choose_wanted (self);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoKnowledgePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = so_studio_save_knowledge_finish (SO_STUDIO (source), result, &error);

  if (!self->studio)
    return;
  if (!id)
    {
      so_knowledge_editor_mark_saved (self->editor, FALSE);
      so_window_show_error (self->window, error);
      return;
    }
  if (g_strcmp0 (id, so_knowledge_editor_get_id (self->editor)))
    return;
  g_set_str (&self->shown, id);
  g_set_str (&self->wanted, id);
  update_actions (self);
  choose_wanted (self);
}

/* What was written must not be lost because another question is looked at. A new entry without a
 * question or an answer is nothing yet. */
static void
keep_changes (SoKnowledgePage *self, gboolean asked)
{
  g_autoptr (SoKnowledge) entry = NULL;

  if (!is_editing (self) || !so_knowledge_editor_is_changed (self->editor))
    return;
  entry = so_knowledge_editor_dup_entry (self->editor);
  if (!asked && (!*entry->question || !*entry->answer))
    return;
  so_knowledge_editor_mark_saved (self->editor, TRUE);
  so_studio_save_knowledge_async (self->studio, entry, NULL, on_saved, g_object_ref (self));
}

static void
show_entry (SoKnowledgePage *self, const SoKnowledge *entry)
{
  g_set_str (&self->shown, entry ? entry->id : NULL);
  so_knowledge_editor_set_entry (self->editor, entry);
  gtk_stack_set_visible_child_name (self->editor_stack, "editor");
  update_actions (self);
}

static void
on_selected (SoKnowledgePage *self)
{
  SoItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (!item)
    return;
  /* the entry that is being written came into the list: nothing to show anew */
  if (is_editing (self) && !g_strcmp0 (((SoKnowledge *) so_item_get_value (item))->id, so_knowledge_editor_get_id (self->editor)))
    return;
  keep_changes (self, FALSE);
  show_entry (self, so_item_get_value (item));
}

static void
on_row_activated (GtkListView *list, guint position, SoKnowledgePage *self)
{
  gtk_single_selection_set_selected (self->selection, position);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

void
so_knowledge_page_begin (SoKnowledgePage *self, const char *category)
{
  g_return_if_fail (SO_IS_KNOWLEDGE_PAGE (self));

  keep_changes (self, FALSE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  show_entry (self, NULL);
  if (category)
    so_knowledge_editor_begin (self->editor, category);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
on_add (GtkWidget *widget, const char *action, GVariant *parameter)
{
  so_knowledge_page_begin (SO_KNOWLEDGE_PAGE (widget), NULL);
}

static void
on_save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  keep_changes (SO_KNOWLEDGE_PAGE (widget), TRUE);
}

static void
bring_back (SoKnowledgePage *self)
{
  if (!self->deleted || !self->studio)
    return;
  /* saved under the same id, it is there again */
  show_entry (self, self->deleted);
  so_studio_save_knowledge_async (self->studio, self->deleted, NULL, on_saved, g_object_ref (self));
  g_clear_pointer (&self->deleted, so_knowledge_free);
}

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoKnowledgePage) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast;

  if (!so_studio_delete_knowledge_finish (SO_STUDIO (source), result, &error))
    {
      if (self->studio)
        so_window_show_error (self->window, error);
      return;
    }
  if (!overlay || !self->deleted)
    return;
  toast = adw_toast_new (_("Answer deleted"));
  adw_toast_set_button_label (toast, _("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (bring_back), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static void
on_delete (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoKnowledgePage *self = SO_KNOWLEDGE_PAGE (widget);

  if (!self->shown)
    return;
  g_clear_pointer (&self->deleted, so_knowledge_free);
  self->deleted = so_knowledge_editor_dup_entry (self->editor);
  so_studio_delete_knowledge_async (self->studio, self->shown, NULL, on_deleted, g_object_ref (self));
  so_knowledge_editor_set_entry (self->editor, NULL);
  g_clear_pointer (&self->shown, g_free);
  gtk_stack_set_visible_child_name (self->editor_stack, "nothing");
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  adw_navigation_split_view_set_show_content (self->split, FALSE);
  update_actions (self);
  so_focus_list (self->list);
}

static void
on_search_changed (SoKnowledgePage *self)
{
  so_live_list_set_query (self->entries, gtk_editable_get_text (self->entry));
  update_state (self);
}

static void
on_stop_search (SoKnowledgePage *self)
{
  gtk_editable_set_text (self->entry, "");
  so_focus_list (self->list);
}

static gboolean
so_knowledge_page_go_back (SoPage *page)
{
  SoKnowledgePage *self = SO_KNOWLEDGE_PAGE (page);

  keep_changes (self, FALSE);
  if (adw_navigation_split_view_get_collapsed (self->split) && adw_navigation_split_view_get_show_content (self->split))
    adw_navigation_split_view_set_show_content (self->split, FALSE);
  else if (*gtk_editable_get_text (self->entry))
    gtk_editable_set_text (self->entry, "");
  else
    return FALSE;
  so_focus_list (self->list);
  return TRUE;
}

static GPtrArray *
so_knowledge_page_dup_panes (SoPage *page)
{
  SoKnowledgePage *self = SO_KNOWLEDGE_PAGE (page);
  GPtrArray *panes = g_ptr_array_new ();

  g_ptr_array_add (panes, self->list);
  g_ptr_array_add (panes, self->editor);
  return panes;
}

static gboolean
so_knowledge_page_grab_focus (GtkWidget *widget)
{
  SoKnowledgePage *self = SO_KNOWLEDGE_PAGE (widget);
  gboolean folded = adw_navigation_split_view_get_collapsed (self->split) && adw_navigation_split_view_get_show_content (self->split);

  /* Folded away, the list cannot have it, and then nothing would. */
  return gtk_widget_grab_focus (folded ? GTK_WIDGET (self->editor) : GTK_WIDGET (self->entry));
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, SoKnowledgePage *self)
{
  gtk_list_item_set_child (item, so_knowledge_row_new ());
}

static void
show_item (GtkListItem *item)
{
  const SoKnowledge *entry = so_item_get_value (gtk_list_item_get_item (item));

  so_knowledge_row_show (SO_KNOWLEDGE_ROW (gtk_list_item_get_child (item)), entry);
  gtk_list_item_set_accessible_label (item, entry->question);
  gtk_list_item_set_accessible_description (item, entry->answer);
}

static void
on_item_changed (SoItem *value, GtkListItem *item)
{
  show_item (item);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, SoKnowledgePage *self)
{
  show_item (item);
  g_signal_connect (gtk_list_item_get_item (item), "changed", G_CALLBACK (on_item_changed), item);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, SoKnowledgePage *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), on_item_changed, item);
}

void
so_knowledge_page_show_entry (SoKnowledgePage *self, const char *id)
{
  g_return_if_fail (SO_IS_KNOWLEDGE_PAGE (self) && id);

  g_set_str (&self->wanted, id);
  if (*gtk_editable_get_text (self->entry))
    gtk_editable_set_text (self->entry, "");
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  choose_wanted (self);
}

static void
so_knowledge_page_unmap (GtkWidget *widget)
{
  keep_changes (SO_KNOWLEDGE_PAGE (widget), FALSE);
  GTK_WIDGET_CLASS (so_knowledge_page_parent_class)->unmap (widget);
}

static void
on_history (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoKnowledgePage *self = SO_KNOWLEDGE_PAGE (widget);

  keep_changes (self, FALSE);
  if (self->shown)
    so_wordings_dialog_show (self->window, self->shown);
}

GListModel *
so_knowledge_page_get_model (SoKnowledgePage *self)
{
  return G_LIST_MODEL (self->entries);
}

/* An older answer came back, by its list or by undo; what is being typed stays. */
static void
on_store_changed (SoStore *store, guint what, SoKnowledgePage *self)
{
  g_autoptr (SoKnowledge) now = NULL, old = NULL;

  if (!(what & SO_CHANGED_KNOWLEDGE) || !is_editing (self) || !self->shown || so_knowledge_editor_is_changed (self->editor))
    return;
  now = so_studio_find_entry (self->studio, self->shown);
  old = so_knowledge_editor_dup_entry (self->editor);
  if (now && (g_strcmp0 (now->question, old->question) || g_strcmp0 (now->answer, old->answer)))
    so_knowledge_editor_set_entry (self->editor, now);
}

static SoScope
so_knowledge_page_get_scope (SoPage *page)
{
  return SO_SCOPE_KNOWLEDGE;
}

static void
page_iface_init (SoPageInterface *iface)
{
  iface->get_scope = so_knowledge_page_get_scope;
  iface->go_back = so_knowledge_page_go_back;
  iface->dup_panes = so_knowledge_page_dup_panes;
}

static void
so_knowledge_page_dispose (GObject *object)
{
  SoKnowledgePage *self = SO_KNOWLEDGE_PAGE (object);

  if (self->entries)
    g_signal_handlers_disconnect_by_data (self->entries, self);
  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->deleted, so_knowledge_free);
  g_clear_object (&self->studio);
  adw_breakpoint_bin_set_child (ADW_BREAKPOINT_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_KNOWLEDGE_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->entries);
  G_OBJECT_CLASS (so_knowledge_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "knowledge.add", NULL, on_add);
  gtk_widget_class_install_action (widget_class, "knowledge.save", NULL, on_save);
  gtk_widget_class_install_action (widget_class, "knowledge.delete", NULL, on_delete);
  gtk_widget_class_install_action (widget_class, "knowledge.history", NULL, on_history);
}

static void
so_knowledge_page_class_init (SoKnowledgePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_knowledge_page_dispose;
  widget_class->grab_focus = so_knowledge_page_grab_focus;
  widget_class->unmap = so_knowledge_page_unmap;
  g_type_ensure (SO_TYPE_KNOWLEDGE_EDITOR);
  g_type_ensure (SO_TYPE_SIDEBAR_BUTTON);
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-knowledge-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SoKnowledgePage, split);
  gtk_widget_class_bind_template_child (widget_class, SoKnowledgePage, header);
  gtk_widget_class_bind_template_child (widget_class, SoKnowledgePage, add);
  gtk_widget_class_bind_template_child (widget_class, SoKnowledgePage, entry);
  gtk_widget_class_bind_template_child (widget_class, SoKnowledgePage, stack);
  gtk_widget_class_bind_template_child (widget_class, SoKnowledgePage, list);
  gtk_widget_class_bind_template_child (widget_class, SoKnowledgePage, editor_stack);
  gtk_widget_class_bind_template_child (widget_class, SoKnowledgePage, nothing);
  gtk_widget_class_bind_template_child (widget_class, SoKnowledgePage, editor);
  gtk_widget_class_bind_template_child (widget_class, SoKnowledgePage, save);
  gtk_widget_class_bind_template_child (widget_class, SoKnowledgePage, delete);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_editor_changed);
}

static void
so_knowledge_page_init (SoKnowledgePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  so_action_describe (self->add, "knowledge.add");
  so_action_describe (self->delete, "knowledge.delete");
  so_action_describe (self->save, "knowledge.save");
  so_keys_let_search (self->entry);
  g_signal_connect (self->list, "activate", G_CALLBACK (on_row_activated), self);
  update_actions (self);
}

GtkWidget *
so_knowledge_page_new (SoWindow *window, GtkWidget *switcher)
{
  SoKnowledgePage *self = g_object_new (SO_TYPE_KNOWLEDGE_PAGE, NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->window = window;
  adw_header_bar_set_title_widget (self->header, switcher);
  self->studio = g_object_ref (so_window_get_studio (window));
  self->entries = so_live_list_new_knowledge (so_studio_get_store (self->studio), NULL);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->entries));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entries, "items-changed", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entries, "notify::loading", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (so_studio_get_store (self->studio), "changed", G_CALLBACK (on_store_changed), self, 0);
  update_state (self);
  return GTK_WIDGET (self);
}
