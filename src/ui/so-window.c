/* SPDX-License-Identifier: MIT */
#include "so-window.h"

#include "so-age.h"
#include "so-alerts.h"
#include "so-attention.h"
#include "so-background.h"
#include "so-call-banner.h"
#include "so-changes-button.h"
#include "so-demo-tries.h"
#include "so-dialogs.h"
#include "so-draft.h"
#include "so-fault-page.h"
#include "so-focus.h"
#include "so-focus-kept.h"
#include "so-footer.h"
#include "so-guide.h"
#include "so-keys.h"
#include "so-live-list.h"
#include "so-modules.h"
#include "so-notice.h"
#include "so-outbox.h"
#include "so-page.h"
#include "so-pages.h"
#include "so-search-back.h"
#include "so-sidebar-row.h"
#include "so-sound-desk.h"
#include "so-studios-dialog.h"
#include "so-sync-key.h"
#include "so-toasts.h"
#include "so-verb.h"
#include "so-welcome-page.h"

#include <glib/gi18n.h>

struct _SoWindow {
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *states;
  AdwBin *welcome;
  AdwOverlaySplitView *split;
  GtkWidget *sidebar_view;
  AdwWindowTitle *title;
  GtkWidget *search_button;
  SoAttention *attention;
  SoChangesButton *changes;
  GtkMenuButton *menu_button;
  GtkListBox *sidebar;
  GtkStack *pages;
  SoCallBanner *call;
  SoGuide *guide;
  SoNotice *notice;
  SoFooter *footer;

  char *folder;
  SoStudio *studio;      /* NULL until there is one */
  guint later;           /* idle that reads what the first frame does not need */
};

G_DEFINE_FINAL_TYPE (SoWindow, so_window, ADW_TYPE_APPLICATION_WINDOW)

static GtkWidget *
current_page (SoWindow *self)
{
  return self->studio ? gtk_stack_get_visible_child (self->pages) : NULL;
}

static const SoPageInfo *
find_page (const char *name)
{
  guint n;
  const SoPageInfo *pages = so_pages (&n);

  for (guint i = 0; i < n; i++)
    if (!g_strcmp0 (pages[i].name, name))
      return &pages[i];
  return NULL;
}

static SoScope
scope_of_page (GtkWidget *widget)
{
  return so_page_get_scope (current_page (SO_WINDOW (widget)));
}

static gboolean
activate_action (GtkWidget *widget, const SoAction *action)
{
  return so_window_activate (SO_WINDOW (widget), action->id);
}

static void
on_row_activated (SoWindow *self, GtkListBoxRow *row)
{
  so_window_show_page (self, so_sidebar_row_get_page (SO_SIDEBAR_ROW (row)));
  if (adw_overlay_split_view_get_collapsed (self->split))
    adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
}

static void
fill_sidebar (SoWindow *self)
{
  guint n;
  const SoPageInfo *pages = so_pages (&n);

  for (guint i = 0; i < n; i++)
    if (pages[i].in_sidebar)
      gtk_list_box_append (self->sidebar, so_sidebar_row_new (pages[i].name, _(pages[i].title), pages[i].icon));
}

static void
count_on_row (SoWindow *self, const char *page, GListModel *model)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sidebar, i)); i++)
    if (!g_strcmp0 (so_sidebar_row_get_page (SO_SIDEBAR_ROW (row)), page))
      so_sidebar_row_set_model (SO_SIDEBAR_ROW (row), model);
}

/* Counts and the footer: read after the first frame, which must not wait for them. */
static gboolean
on_later (gpointer user_data)
{
  SoWindow *self = user_data;
  SoStore *store = so_studio_get_store (self->studio);
  SoThreadFilter unread = { SO_SPLIT_UNREAD, -1, NULL };
  g_autoptr (SoLiveList) threads = so_live_list_new_threads (store, &unread);
  g_autoptr (SoLiveList) waiting = so_live_list_new_drafts (store, 1 << SO_DRAFT_PROPOSED | 1 << SO_DRAFT_EDITED);
  g_autoptr (SoLiveList) outbox = so_live_list_new_drafts (store, 1 << SO_DRAFT_QUEUED | 1 << SO_DRAFT_HELD | 1 << SO_DRAFT_SCHEDULED |
                                                                  1 << SO_DRAFT_SENDING | 1 << SO_DRAFT_FAILED | 1 << SO_DRAFT_UNKNOWN);
  g_autoptr (SoProfile) profile = so_studio_dup_profile (self->studio);

  self->later = 0;
  count_on_row (self, "inbox", G_LIST_MODEL (threads));
  count_on_row (self, "approve", G_LIST_MODEL (waiting));
  count_on_row (self, "outbox", G_LIST_MODEL (outbox));
  so_footer_set_outbox (self->footer, self->studio, G_LIST_MODEL (outbox));
  so_notice_set_outbox (self->notice, self->studio, G_LIST_MODEL (outbox));
  if (profile && profile->name)
    {
      adw_window_title_set_title (self->title, profile->name);
      /* The sidebar is narrow, and names are long. */
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), profile->name);
    }
  /* Translators: beside the name of a studio that is a demonstration */
  adw_window_title_set_subtitle (self->title, profile && profile->demo ? _("DEMO") : "");
  so_alerts_watch (self, self->studio);
  so_attention_set_studio (self->attention, self->studio);
  so_changes_button_set_studio (self->changes, self->studio);
  so_call_banner_set_studio (self->call, self->studio);
  so_sync_key_watch (self, self->studio);
  so_guide_set_studio (self->guide, self->studio);
  so_outbox_start (self->studio);
  return G_SOURCE_REMOVE;
}

void
so_window_show_welcome (SoWindow *self)
{
  adw_bin_set_child (self->welcome, so_welcome_page_new (self));
  gtk_stack_set_visible_child_name (self->states, "empty");
}

static void
clear_pages (SoWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))))
    gtk_stack_remove (self->pages, child);
}

static void
on_go (GtkWidget *widget, const char *action, GVariant *parameter)
{
  so_window_show_page (SO_WINDOW (widget), action + strlen ("go."));
}

static void
on_search (GtkWidget *widget, const char *action, GVariant *parameter)
{
  so_search_open (SO_WINDOW (widget));
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *what = so_studio_do_finish (SO_STUDIO (source), result, &error);
  g_autofree char *message = what ? g_strdup_printf (_("Undone: %s"), what) : g_strdup (_("Nothing to undo"));

  if (error)
    so_window_show_error (self, error);
  else
    so_window_add_toast (self, message);
}

static void
on_undo (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoWindow *self = SO_WINDOW (widget);

  if (self->studio)
    so_studio_do_async (self->studio, SO_VERB_UNDO, NULL, NULL, NULL, on_undone, g_object_ref (self));
}

static void
on_menu (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoWindow *self = SO_WINDOW (widget);

  if (self->studio)
    adw_overlay_split_view_set_show_sidebar (self->split, TRUE);
  gtk_menu_button_popup (self->menu_button);
}

static void
on_tour (GtkWidget *widget, const char *action, GVariant *parameter)
{
  so_guide_start (SO_WINDOW (widget)->guide);
}

static void
on_close (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static GPtrArray *
dup_panes (SoWindow *self)
{
  GPtrArray *panes = so_page_dup_panes (current_page (self));

  if (adw_overlay_split_view_get_show_sidebar (self->split))
    g_ptr_array_insert (panes, 0, self->sidebar);
  if (gtk_widget_get_visible (GTK_WIDGET (self->call)))
    g_ptr_array_add (panes, self->call);
  if (gtk_widget_get_visible (GTK_WIDGET (self->notice)))
    g_ptr_array_add (panes, self->notice);
  if (gtk_widget_get_visible (GTK_WIDGET (self->guide)))
    g_ptr_array_add (panes, self->guide);
  return panes;
}

static void
on_pane (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoWindow *self = SO_WINDOW (widget);
  g_autoptr (GPtrArray) panes = self->studio ? dup_panes (self) : g_ptr_array_new ();
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  int step = g_str_equal (action, "win.next-pane") ? 1 : -1;
  int at = step > 0 ? -1 : 0;

  for (guint i = 0; i < panes->len; i++)
    if (focus && (focus == panes->pdata[i] || gtk_widget_is_ancestor (focus, panes->pdata[i])))
      at = i;
  for (guint i = 1; i <= panes->len; i++)
    {
      GtkWidget *pane = panes->pdata[(at + step * (int) i + 2 * panes->len) % panes->len];

      if (!(focus && gtk_widget_is_ancestor (focus, pane)) && so_focus_pane (pane))
        return;
    }
  /* One pane alone, as in a narrow window: a text is left all the same. */
  if (so_keys_typing (focus))
    gtk_widget_child_focus (current_page (self), step > 0 ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);
}

static void
on_focus_idle (gpointer user_data)
{
  g_autoptr (SoWindow) self = user_data;
  GtkWidget *page = self->studio ? current_page (self) : NULL;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (!page || so_focus_kept_is_there (GTK_WINDOW (self)) || adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)))
    return;
  if ((GTK_IS_BUTTON (focus) || so_keys_typing (focus)) && so_page_get_scope (page) & SO_SCOPE_LIST)
    gtk_widget_grab_focus (page);
}

/* Folding hands the focus to anything: the first button of the page, or a person's name, into which the next key would be typed. Where
 * what had it is folded away, it belongs where the keys work. */
static void
on_folded (SoWindow *self)
{
  g_idle_add_once (on_focus_idle, g_object_ref (self));
}

/* An empty list takes the focus also behind what says that it is empty, where no key arrives. */
static gboolean
has_focus (SoWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus && gtk_widget_get_mapped (focus);
}

static gboolean
on_lost_idle (SoWindow *self)
{
  GtkWidget *page = current_page (self), *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (GTK_IS_SCROLLED_WINDOW (focus))
    so_focus_enter (focus);
  else if (page && !has_focus (self) && !adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) &&
      (!gtk_widget_grab_focus (page) || !has_focus (self)))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
  return G_SOURCE_REMOVE;
}

/* What had it went, such as a button with its message: with the focus nowhere, Tab leads nowhere. After GTK has looked for another. */
static void
on_focus_moved (SoWindow *self)
{
  if (!has_focus (self) || GTK_IS_SCROLLED_WINDOW (gtk_window_get_focus (GTK_WINDOW (self))))
    g_idle_add_full (G_PRIORITY_LOW, G_SOURCE_FUNC (on_lost_idle), g_object_ref (self), g_object_unref);
}

static gboolean
so_window_close_request (GtkWindow *window)
{
  SoWindow *self = SO_WINDOW (window);

  /* A dialog in front is what is closed then, and the window stays. */
  if (GTK_WINDOW_CLASS (so_window_parent_class)->close_request (window))
    return TRUE;
  if (so_background_hides (self))
    return TRUE;
  /* Pages that hold a text being written save it when they go. */
  g_clear_handle_id (&self->later, g_source_remove);
  clear_pages (self);
  if (self->studio)
    {
      so_sound_desk_stop (self->studio);
      so_outbox_stop (self->studio);
    }
  return FALSE;
}

static void
so_window_dispose (GObject *object)
{
  SoWindow *self = SO_WINDOW (object);

  g_clear_handle_id (&self->later, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_WINDOW);
  so_alerts_watch (self, NULL);
  g_clear_object (&self->studio);
  g_clear_pointer (&self->folder, g_free);
  G_OBJECT_CLASS (so_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static char *names[32];
  guint n;
  const SoPageInfo *pages = so_pages (&n);

  g_assert (n <= G_N_ELEMENTS (names));
  for (guint i = 0; i < n; i++)
    {
      names[i] = g_strconcat ("go.", pages[i].name, NULL);
      gtk_widget_class_install_action (widget_class, names[i], NULL, on_go);
    }
  so_dialogs_install_actions (widget_class);
  so_demo_tries_install_actions (widget_class);
  so_sync_key_install (widget_class);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, on_search);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, on_undo);
  gtk_widget_class_install_action (widget_class, "win.menu", NULL, on_menu);
  gtk_widget_class_install_action (widget_class, "win.tour", NULL, on_tour);
  gtk_widget_class_install_action (widget_class, "win.close", NULL, on_close);
  gtk_widget_class_install_action (widget_class, "win.next-pane", NULL, on_pane);
  gtk_widget_class_install_action (widget_class, "win.previous-pane", NULL, on_pane);
}

static void
so_window_class_init (SoWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = so_window_close_request;
  g_type_ensure (SO_TYPE_ATTENTION);
  g_type_ensure (SO_TYPE_CALL_BANNER);
  g_type_ensure (SO_TYPE_CHANGES_BUTTON);
  g_type_ensure (SO_TYPE_FOOTER);
  g_type_ensure (SO_TYPE_GUIDE);
  g_type_ensure (SO_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SoWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SoWindow, states);
  gtk_widget_class_bind_template_child (widget_class, SoWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, SoWindow, split);
  gtk_widget_class_bind_template_child (widget_class, SoWindow, sidebar_view);
  gtk_widget_class_bind_template_child (widget_class, SoWindow, title);
  gtk_widget_class_bind_template_child (widget_class, SoWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, SoWindow, attention);
  gtk_widget_class_bind_template_child (widget_class, SoWindow, changes);
  gtk_widget_class_bind_template_child (widget_class, SoWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SoWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, SoWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, SoWindow, footer);
  gtk_widget_class_bind_template_child (widget_class, SoWindow, call);
  gtk_widget_class_bind_template_child (widget_class, SoWindow, guide);
  gtk_widget_class_bind_template_child (widget_class, SoWindow, notice);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  install_actions (widget_class);
}

static void
so_window_init (SoWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  so_demo_tries_allow (GTK_WIDGET (self), FALSE);
  so_action_describe (self->search_button, "win.search");
  so_action_describe (GTK_WIDGET (self->menu_button), "win.menu");
  g_signal_connect_swapped (self->split, "notify::collapsed", G_CALLBACK (on_folded), self);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (on_focus_moved), NULL);
  so_focus_kept_watch (GTK_WINDOW (self));
  so_keys_attach (GTK_WIDGET (self), scope_of_page, activate_action);
  fill_sidebar (self);
}

SoWindow *
so_window_new (GtkApplication *application, const char *folder)
{
  SoWindow *self = g_object_new (SO_TYPE_WINDOW, "application", application, NULL);

  self->folder = g_strdup (folder);
  so_background_watch_size (GTK_WINDOW (self));
  return self;
}

const char *
so_window_get_folder (SoWindow *self)
{
  g_return_val_if_fail (SO_IS_WINDOW (self), NULL);
  return self->folder;
}

SoStudio *
so_window_get_studio (SoWindow *self)
{
  g_return_val_if_fail (SO_IS_WINDOW (self), NULL);
  return self->studio;
}

void
so_window_set_studio (SoWindow *self, SoStudio *studio)
{
  g_autoptr (SoProfile) profile = NULL;
  g_autofree char *page = NULL;

  g_return_if_fail (SO_IS_WINDOW (self) && SO_IS_STUDIO (studio));

  profile = so_studio_dup_profile (studio);
  if (!profile)
    return;
  clear_pages (self);
  if (self->studio && self->studio != studio)
    so_sound_desk_stop (self->studio);
  g_set_object (&self->studio, studio);
  so_age_set_zone (so_studio_get_zone (studio));
  adw_bin_set_child (self->welcome, NULL);
  gtk_stack_set_visible_child_name (self->states, "pages");
  so_modules_watch (self->sidebar, studio);
  so_demo_tries_allow (GTK_WIDGET (self), so_studio_is_demo (studio));
  page = so_studios_dup_page (self->folder);
  so_window_show_page (self, find_page (page) ? page : "inbox");
  so_footer_set_outbox (self->footer, studio, NULL);
  so_notice_set_outbox (self->notice, NULL, NULL);
  so_call_banner_set_studio (self->call, NULL);
  g_clear_handle_id (&self->later, g_source_remove);
  self->later = g_idle_add_full (G_PRIORITY_LOW, on_later, self, NULL);
}

gboolean
so_window_show_page (SoWindow *self, const char *page)
{
  const SoPageInfo *info = find_page (page);
  GtkWidget *child;

  g_return_val_if_fail (SO_IS_WINDOW (self), FALSE);

  if (!info)
    return FALSE;
  if (!self->studio)
    return TRUE;
  child = gtk_stack_get_child_by_name (self->pages, page);
  if (!child)
    {
      child = info->make (self);
      gtk_stack_add_titled (self->pages, child, info->name, _(info->title));
    }
  gtk_stack_set_visible_child (self->pages, child);
  so_sidebar_row_select (self->sidebar, page);
  if (!gtk_widget_grab_focus (child))
    gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
  return TRUE;
}

const char *
so_window_get_page (SoWindow *self)
{
  g_return_val_if_fail (SO_IS_WINDOW (self), NULL);
  return self->studio ? gtk_stack_get_visible_child_name (self->pages) : NULL;
}

GtkWidget *
so_window_get_page_widget (SoWindow *self, const char *page)
{
  g_return_val_if_fail (SO_IS_WINDOW (self), NULL);
  return gtk_stack_get_child_by_name (self->pages, page);
}

AdwOverlaySplitView *
so_window_get_split (SoWindow *self)
{
  g_return_val_if_fail (SO_IS_WINDOW (self), NULL);
  return self->split;
}

void
so_window_show_fault (SoWindow *self, const GError *error)
{
  g_return_if_fail (SO_IS_WINDOW (self) && error);
  adw_bin_set_child (self->welcome, so_fault_page_new (self, error));
  gtk_stack_set_visible_child_name (self->states, "empty");
  gtk_widget_child_focus (GTK_WIDGET (self->welcome), GTK_DIR_TAB_FORWARD);
}

void
so_window_add_toast (SoWindow *self, const char *message)
{
  g_return_if_fail (SO_IS_WINDOW (self));
  so_toasts_note (self->toasts, message, NULL);
}

void
so_window_add_undo_toast (SoWindow *self, const char *message)
{
  g_return_if_fail (SO_IS_WINDOW (self));
  so_toasts_note (self->toasts, message, "win.undo");
}

void
so_window_add_show_toast (SoWindow *self, const char *message, const char *action)
{
  g_return_if_fail (SO_IS_WINDOW (self) && action);
  so_toasts_note (self->toasts, message, action);
}

void
so_window_show_error (SoWindow *self, const GError *error)
{
  g_return_if_fail (SO_IS_WINDOW (self));
  if (!error || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  so_toasts_error (self->toasts, error->message);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

void
so_window_announce (SoWindow *self, const char *message)
{
  g_return_if_fail (SO_IS_WINDOW (self));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

gboolean
so_window_activate (SoWindow *self, const char *id)
{
  GtkWidget *focus, *page;

  g_return_val_if_fail (SO_IS_WINDOW (self), FALSE);
  page = current_page (self);
  focus = gtk_window_get_focus (GTK_WINDOW (self));
  if (focus && page && gtk_widget_is_ancestor (focus, page) && gtk_widget_activate_action (focus, id, NULL))
    return TRUE;
  if (page && gtk_widget_activate_action (so_page_get_target (page), id, NULL))
    return TRUE;
  return gtk_widget_activate_action (GTK_WIDGET (self), id, NULL);
}

SoWindow *
so_window_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return SO_IS_WINDOW (root) ? SO_WINDOW (root) : NULL;
}
