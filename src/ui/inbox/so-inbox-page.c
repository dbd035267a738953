/* SPDX-License-Identifier: MIT */
#include "so-inbox-page.h"

#include "so-conversation.h"
#include "so-focus-kept.h"
#include "so-inbox-empty.h"
#include "so-inbox-filter.h"
#include "so-live-list.h"
#include "so-lookup.h"
#include "so-news-pill.h"
#include "so-page.h"
#include "so-setup-card.h"
#include "so-sidebar-button.h"
#include "so-split-bar.h"
#include "so-thread-host.h"
#include "so-thread-ticks.h"
#include "so-thread-view.h"
#include "so-thread-words.h"
#include "so-ui-settings.h"

#include <glib/gi18n.h>

/* A list view makes 205 rows, seen or not, which is a quarter of the time to the first frame. */
#define ROWS_OF_FIRST_FRAME 24

struct _SoInboxPage {
  AdwBin parent_instance;

  AdwNavigationSplitView *split;
  AdwWindowTitle *title;
  AdwBin *setup;
  GtkScrolledWindow *tabs_scroller;
  SoSplitBar *tabs;
  GtkStack *states;
  GtkScrolledWindow *list_scroller;
  SoNewsPill *news;
  AdwStatusPage *empty;
  GtkWidget *import_button;
  AdwBin *conversation_place;
  SoConversation *conversation;   /* NULL until the first frame stands: it is a third of the work for that */
  GtkListView *view;

  SoStudio *studio;
  SoLiveList *threads;
  GtkSliceListModel *shown;  /* of the threads; few of them until the first frame stands */
  GtkSingleSelection *selection;
  GHashTable *ticked;       /* ids of a selection of several */
  SoInboxFilter *filter;
  gboolean wants_row;    /* the focus is on the tabs for want of a row */
  gboolean opening;         /* a conversation that need not be in the list is shown */
  char *approved;           /* id of the draft approved last, until it is sent or called back; or NULL */
  gulong store_changed;
  guint later;
};

static void page_init (SoPageInterface *iface);
static void host_init (SoThreadHostInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoInboxPage, so_inbox_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SO_TYPE_PAGE, page_init)
                               G_IMPLEMENT_INTERFACE (SO_TYPE_THREAD_HOST, host_init))

static const SoThread *
selected_thread (SoInboxPage *self)
{
  SoItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item ? so_item_get_value (item) : NULL;
}

static gboolean
is_folded (SoInboxPage *self)
{
  return adw_navigation_split_view_get_collapsed (self->split);
}

static gboolean
shows_conversation (SoInboxPage *self)
{
  return !is_folded (self) || adw_navigation_split_view_get_show_content (self->split);
}

static void on_approved (SoInboxPage *self, const char *thread_id);
static void on_selected (SoInboxPage *self);

static SoConversation *
ensure_conversation (SoInboxPage *self)
{
  if (!self->conversation)
    {
      self->conversation = g_object_new (SO_TYPE_CONVERSATION, NULL);
      g_signal_connect_swapped (self->conversation, "approved", G_CALLBACK (on_approved), self);
      adw_bin_set_child (self->conversation_place, GTK_WIDGET (self->conversation));
    }
  return self->conversation;
}

/* What is chosen in the list is what the conversation shows; while that is folded away, only on opening. */
static void
follow_selection (SoInboxPage *self)
{
  const SoThread *thread = selected_thread (self);

  if (self->opening || !shows_conversation (self) || (self->later && !self->conversation))
    return;
  so_conversation_set_thread (ensure_conversation (self), self->studio, thread ? thread->id : NULL, NULL);
}

/* What was opened from elsewhere, or called back, has come into the list: it is the chosen one there, too. */
static void
find_opened (SoInboxPage *self)
{
  const char *id = self->opening && self->conversation ? so_conversation_get_thread_id (self->conversation) : NULL;
  guint position = id ? so_live_list_find (self->threads, id) : GTK_INVALID_LIST_POSITION;

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  g_signal_handlers_block_by_func (self->selection, on_selected, self);
  gtk_single_selection_set_selected (self->selection, position);
  g_signal_handlers_unblock_by_func (self->selection, on_selected, self);
  self->opening = FALSE;
}

static gboolean
is_on_tabs (SoInboxPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->tabs));
}

static void
show_state (SoInboxPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->threads));
  SoThreadFilter filter = so_inbox_filter_get (self->filter);

  find_opened (self);
  gtk_stack_set_visible_child_name (self->states, n ? "list" : so_live_list_get_loading (self->threads) ? "loading" : "empty");
  if (!n)
    so_inbox_empty_show (self->empty, self->import_button, &filter);
  else if (self->wants_row && is_on_tabs (self))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  else
    so_thread_view_focus_row (self->view);
  self->wants_row = self->wants_row && !n;
}

static void
apply_filter (SoInboxPage *self)
{
  SoThreadFilter filter = so_inbox_filter_get (self->filter);

  self->opening = FALSE;
  g_hash_table_remove_all (self->ticked);
  adw_window_title_set_title (self->title, so_inbox_filter_title (self->filter));
  adw_window_title_set_subtitle (self->title, so_inbox_filter_subtitle (self->filter));
  so_live_list_set_filter (self->threads, &filter);
  show_state (self);
}

static void
show_content (SoInboxPage *self)
{
  if (!is_folded (self))
    return;
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  follow_selection (self);
  gtk_widget_grab_focus (GTK_WIDGET (ensure_conversation (self)));
}

static void
on_activated (SoInboxPage *self, guint position)
{
  self->opening = FALSE;
  gtk_single_selection_set_selected (self->selection, position);
  follow_selection (self);
  if (is_folded (self))
    show_content (self);
  else
    so_draft_card_edit (so_conversation_get_card (ensure_conversation (self)));
}

static void
on_selected (SoInboxPage *self)
{
  self->opening = FALSE;
  follow_selection (self);
}

static void
on_focus_idle (gpointer user_data)
{
  g_autoptr (GtkWidget) self = user_data;

  if (gtk_widget_get_mapped (self) && !so_focus_kept_is_there (GTK_WINDOW (gtk_widget_get_root (self))))
    gtk_widget_grab_focus (self);
}

/* Folding moves the panes to other parents, and the focus gets lost where its pane is the one that is folded away. */
static void
on_folded (SoInboxPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  follow_selection (self);
  if (!focus || gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    g_idle_add_once (on_focus_idle, g_object_ref (self));
}

static void
select_position (SoInboxPage *self, guint position)
{
  /* A list that cannot be seen would take the focus all the same. */
  gboolean in_sight = gtk_widget_get_mapped (GTK_WIDGET (self)) && !(shows_conversation (self) && is_folded (self));

  if (position < g_list_model_get_n_items (G_LIST_MODEL (self->threads)))
    gtk_list_view_scroll_to (self->view, position, GTK_LIST_SCROLL_SELECT | (in_sight ? GTK_LIST_SCROLL_FOCUS : 0), NULL);
}

static void
on_step (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoInboxPage *self = SO_INBOX_PAGE (widget);
  guint at = gtk_single_selection_get_selected (self->selection);
  int step = g_str_equal (action, "thread.next") ? 1 : -1;

  /* At the first one, too: the focus may be on the list as a whole, where it was before there were rows. */
  select_position (self, at == GTK_INVALID_LIST_POSITION || (!at && step < 0) ? 0 : at + step);
}

static void
show_ticks (SoInboxPage *self)
{
  guint n = g_hash_table_size (self->ticked);
  g_autofree char *message = g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);

  so_thread_view_show_ticked (self->view);
  adw_window_title_set_subtitle (self->title, n ? message : "");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* To the next one, or at the end to the one before; from a conversation that is not in the list, nowhere. */
static void
inbox_advance (SoThreadHost *host)
{
  SoInboxPage *self = SO_INBOX_PAGE (host);
  guint at = gtk_single_selection_get_selected (self->selection);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->threads));
  const SoThread *thread;
  g_autofree char *message = NULL;

  if (g_hash_table_size (self->ticked))
    {
      g_hash_table_remove_all (self->ticked);
      show_ticks (self);
      return;
    }
  if (self->opening || at == GTK_INVALID_LIST_POSITION || so_ui_settings_get_advance () == SO_ADVANCE_STAY)
    return;
  if (so_ui_settings_get_advance () == SO_ADVANCE_BACK || n < 2)
    {
      adw_navigation_split_view_set_show_content (self->split, FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (self->view));
      return;
    }
  select_position (self, at + 1 < n ? at + 1 : at - 1);
  thread = selected_thread (self);
  if (!thread)
    return;
  so_conversation_slide (ensure_conversation (self));
  message = g_strdup_printf (_("Next: %s"), so_thread_words_person (thread));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_approved (SoInboxPage *self, const char *thread_id)
{
  const SoThread *thread = selected_thread (self);

  g_set_str (&self->approved, so_draft_card_get_approved (so_conversation_get_card (self->conversation)));
  /* She may have gone on meanwhile: to another page, or writing to somebody else. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && !so_draft_card_is_editing (so_conversation_get_card (self->conversation)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  /* It may have left the tab by itself, and the next one is chosen already. */
  if (thread && !g_strcmp0 (thread->id, thread_id) &&
      so_draft_card_get_then (so_conversation_get_card (self->conversation)) != SO_DRAFT_THEN_STAY)
    inbox_advance (SO_THREAD_HOST (self));
}

/* Who calls a message back wants to change it: its conversation is shown again. */
static void
on_store_changed (SoStore *store, guint what, SoInboxPage *self)
{
  g_autoptr (SoDraft) draft = NULL;

  if (!self->approved || !(what & SO_CHANGED_DRAFTS))
    return;
  draft = so_lookup_draft (store, self->approved);
  if (draft && (draft->state == SO_DRAFT_QUEUED || draft->state == SO_DRAFT_HELD || draft->state == SO_DRAFT_SENDING))
    return;
  g_clear_pointer (&self->approved, g_free);
  if (draft && (draft->state == SO_DRAFT_EDITED || draft->state == SO_DRAFT_PROPOSED) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    so_inbox_page_open (self, draft->thread_id, NULL);
}

static void
on_filter_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  so_inbox_filter_activate (SO_INBOX_PAGE (widget)->filter, action, parameter);
}

static void
on_show_new (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoInboxPage *self = SO_INBOX_PAGE (widget);

  so_live_list_take_in (self->threads);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->threads)))
    gtk_list_view_scroll_to (self->view, 0, GTK_LIST_SCROLL_NONE, NULL);
}

static void
on_select_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoInboxPage *self = SO_INBOX_PAGE (widget);
  guint at = gtk_single_selection_get_selected (self->selection);

  if (g_str_equal (action, "thread.select-all"))
    so_thread_ticks_all (G_LIST_MODEL (self->threads), self->ticked);
  else if (g_str_equal (action, "thread.select"))
    so_thread_ticks_toggle (G_LIST_MODEL (self->threads), at, self->ticked);
  else
    select_position (self, so_thread_ticks_extend (G_LIST_MODEL (self->threads), at, g_str_equal (action, "thread.extend-next") ? 1 : -1, self->ticked));
  show_ticks (self);
}

static SoScope
inbox_get_scope (SoPage *page)
{
  return SO_SCOPE_LIST | SO_SCOPE_CONVERSATION;
}

static GtkWidget *
inbox_get_target (SoPage *page)
{
  return GTK_WIDGET (ensure_conversation (SO_INBOX_PAGE (page)));
}

static GPtrArray *
inbox_dup_panes (SoPage *page)
{
  SoInboxPage *self = SO_INBOX_PAGE (page);
  GPtrArray *panes = g_ptr_array_new ();

  g_ptr_array_add (panes, self->tabs);
  g_ptr_array_add (panes, self->view);
  so_conversation_add_panes (ensure_conversation (self), panes);
  return panes;
}

static gboolean
inbox_go_back (SoPage *page)
{
  SoInboxPage *self = SO_INBOX_PAGE (page);

  if (g_hash_table_size (self->ticked))
    {
      g_hash_table_remove_all (self->ticked);
      show_ticks (self);
      return TRUE;
    }
  if (!is_folded (self) || !adw_navigation_split_view_get_show_content (self->split))
    return FALSE;
  adw_navigation_split_view_set_show_content (self->split, FALSE);
  return TRUE;
}

static void
page_init (SoPageInterface *iface)
{
  iface->get_scope = inbox_get_scope;
  iface->get_target = inbox_get_target;
  iface->dup_panes = inbox_dup_panes;
  iface->go_back = inbox_go_back;
}

static SoStudio *
inbox_get_studio (SoThreadHost *host)
{
  return SO_INBOX_PAGE (host)->studio;
}

static GStrv
inbox_dup_targets (SoThreadHost *host)
{
  SoInboxPage *self = SO_INBOX_PAGE (host);
  const SoThread *thread = selected_thread (self);
  const char *shown = shows_conversation (self) ? so_conversation_get_thread_id (ensure_conversation (self)) : NULL;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->ticked);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_strv_builder_add (ids, id);
  if (!g_hash_table_size (self->ticked) && (shown || thread))
    g_strv_builder_add (ids, shown ? shown : thread->id);
  return g_strv_builder_end (ids);
}

static GtkWidget *
inbox_get_anchor (SoThreadHost *host)
{
  SoInboxPage *self = SO_INBOX_PAGE (host);

  if (gtk_widget_get_mapped (so_conversation_get_more_button (ensure_conversation (self))))
    return so_conversation_get_more_button (ensure_conversation (self));
  return GTK_WIDGET (self->tabs_scroller);
}

static SoConversation *
inbox_get_conversation (SoThreadHost *host)
{
  return SO_INBOX_PAGE (host)->conversation;
}

static void
host_init (SoThreadHostInterface *iface)
{
  iface->get_conversation = inbox_get_conversation;
  iface->get_studio = inbox_get_studio;
  iface->dup_targets = inbox_dup_targets;
  iface->advance = inbox_advance;
  iface->get_anchor = inbox_get_anchor;
}

static gboolean
so_inbox_page_grab_focus (GtkWidget *widget)
{
  SoInboxPage *self = SO_INBOX_PAGE (widget);

  if (is_folded (self) && adw_navigation_split_view_get_show_content (self->split))
    return gtk_widget_grab_focus (GTK_WIDGET (ensure_conversation (self)));
  /* A list without rows takes the focus, too, behind what says that it is empty: no key would arrive there. */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->threads)) && gtk_widget_grab_focus (GTK_WIDGET (self->view)))
    return so_thread_view_focus_row (self->view), TRUE;
  self->wants_row = TRUE;
  return gtk_widget_child_focus (GTK_WIDGET (self->tabs), GTK_DIR_TAB_FORWARD);
}

static gboolean
on_later (gpointer user_data)
{
  SoInboxPage *self = user_data;
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  self->later = 0;
  follow_selection (self);
  gtk_slice_list_model_set_size (self->shown, G_MAXUINT);
  if (window)
    adw_bin_set_child (self->setup, so_setup_card_new (window));
  so_split_bar_count (self->tabs, so_studio_get_store (self->studio));
  return G_SOURCE_REMOVE;
}

static void
so_inbox_page_dispose (GObject *object)
{
  SoInboxPage *self = SO_INBOX_PAGE (object);

  g_clear_handle_id (&self->later, g_source_remove);
  if (self->threads)
    g_signal_handlers_disconnect_by_data (self->threads, self);
  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->store_changed)
    g_clear_signal_handler (&self->store_changed, so_studio_get_store (self->studio));
  g_clear_pointer (&self->approved, g_free);
  self->conversation = NULL;
  if (self->filter)
    g_signal_handlers_disconnect_by_data (self->filter, self);
  g_clear_object (&self->filter);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_INBOX_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->threads);
  g_clear_object (&self->studio);
  g_clear_pointer (&self->ticked, g_hash_table_unref);
  G_OBJECT_CLASS (so_inbox_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const char *const selects[] = { "thread.select", "thread.select-all", "thread.extend-next", "thread.extend-previous" };

  so_inbox_filter_install_actions (widget_class, on_filter_action);
  gtk_widget_class_install_action (widget_class, "thread.next", NULL, on_step);
  gtk_widget_class_install_action (widget_class, "thread.previous", NULL, on_step);
  for (guint i = 0; i < G_N_ELEMENTS (selects); i++)
    gtk_widget_class_install_action (widget_class, selects[i], NULL, on_select_action);
  gtk_widget_class_install_action (widget_class, "list.show-new", NULL, on_show_new);
  so_thread_host_install_actions (widget_class);
}

static void
so_inbox_page_class_init (SoInboxPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_inbox_page_dispose;
  widget_class->grab_focus = so_inbox_page_grab_focus;
  g_type_ensure (SO_TYPE_SIDEBAR_BUTTON);
  g_type_ensure (SO_TYPE_NEWS_PILL);
  g_type_ensure (SO_TYPE_SPLIT_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-inbox-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SoInboxPage, split);
  gtk_widget_class_bind_template_child (widget_class, SoInboxPage, title);
  gtk_widget_class_bind_template_child (widget_class, SoInboxPage, setup);
  gtk_widget_class_bind_template_child (widget_class, SoInboxPage, tabs_scroller);
  gtk_widget_class_bind_template_child (widget_class, SoInboxPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, SoInboxPage, states);
  gtk_widget_class_bind_template_child (widget_class, SoInboxPage, list_scroller);
  gtk_widget_class_bind_template_child (widget_class, SoInboxPage, news);
  gtk_widget_class_bind_template_child (widget_class, SoInboxPage, empty);
  gtk_widget_class_bind_template_child (widget_class, SoInboxPage, import_button);
  gtk_widget_class_bind_template_child (widget_class, SoInboxPage, conversation_place);
  install_actions (widget_class);
}

static void
so_inbox_page_init (SoInboxPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->ticked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->filter = so_inbox_filter_new (self->tabs);
  so_inbox_filter_insert_action (self->filter, GTK_WIDGET (self));
  self->view = so_thread_view_new (self->ticked);
  gtk_scrolled_window_set_child (self->list_scroller, GTK_WIDGET (self->view));
  g_object_bind_property (self->split, "collapsed", self->view, "single-click-activate", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->tabs_scroller), "changed",
                           G_CALLBACK (so_split_bar_queue_reveal), self->tabs, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (on_activated), self);
  g_signal_connect_swapped (self->filter, "changed", G_CALLBACK (apply_filter), self);
  g_signal_connect_swapped (self->split, "notify::collapsed", G_CALLBACK (on_folded), self);
}

GtkWidget *
so_inbox_page_new (SoWindow *window)
{
  SoInboxPage *self = g_object_new (SO_TYPE_INBOX_PAGE, NULL);
  SoThreadFilter filter;

  self->studio = g_object_ref (so_window_get_studio (window));
  so_inbox_filter_set_studio (self->filter, self->studio);
  filter = so_inbox_filter_get (self->filter);
  self->threads = so_live_list_new_threads (so_studio_get_store (self->studio), &filter);
  self->shown = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->threads)), 0, ROWS_OF_FIRST_FRAME);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self);
  so_news_pill_watch (self->news, self->studio, self->threads);
  g_signal_connect_swapped (self->threads, "items-changed", G_CALLBACK (show_state), self);
  g_signal_connect_swapped (self->threads, "notify::loading", G_CALLBACK (show_state), self);
  self->store_changed = g_signal_connect (so_studio_get_store (self->studio), "changed", G_CALLBACK (on_store_changed), self);
  show_state (self);
  self->later = g_idle_add_full (G_PRIORITY_LOW, on_later, self, NULL);
  return GTK_WIDGET (self);
}

void
so_inbox_page_open (SoInboxPage *self, const char *thread_id, const char *message_id)
{
  guint position;

  g_return_if_fail (SO_IS_INBOX_PAGE (self));

  position = so_live_list_find (self->threads, thread_id);
  if (position != GTK_INVALID_LIST_POSITION)
    select_position (self, position);
  self->opening = position == GTK_INVALID_LIST_POSITION;
  if (is_folded (self))
    adw_navigation_split_view_set_show_content (self->split, TRUE);
  so_conversation_set_thread (ensure_conversation (self), self->studio, thread_id, message_id);
  if (message_id || self->opening || is_folded (self))
    gtk_widget_grab_focus (GTK_WIDGET (ensure_conversation (self)));
}
