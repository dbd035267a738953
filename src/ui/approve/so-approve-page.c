/* SPDX-License-Identifier: MIT */
#include "so-approve-page.h"

#include "so-conversation.h"
#include "so-facts.h"
#include "so-live-list.h"
#include "so-lookup.h"
#include "so-page.h"
#include "so-sidebar-button.h"
#include "so-thread-host.h"
#include "so-ui-settings.h"

#include <glib/gi18n.h>

#define TO_DECIDE (1 << SO_DRAFT_PROPOSED | 1 << SO_DRAFT_EDITED | 1 << SO_DRAFT_EDITING)

struct _SoApprovePage {
  AdwBin parent_instance;

  GtkStack *states;
  AdwStatusPage *empty;
  SoConversation *conversation;
  GtkLabel *position;
  gboolean stepping;                /* the owner goes on herself */
  gboolean left;                    /* the draft approved last is not in the list any more */

  SoStudio *studio;
  GtkSingleSelection *selection;    /* of drafts: it finds the next one when the chosen one is decided */
};

static void page_init (SoPageInterface *iface);
static void host_init (SoThreadHostInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoApprovePage, so_approve_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SO_TYPE_PAGE, page_init)
                               G_IMPLEMENT_INTERFACE (SO_TYPE_THREAD_HOST, host_init))

static const SoDraft *
chosen (SoApprovePage *self)
{
  SoItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item ? so_item_get_value (item) : NULL;
}

static void
show_position (SoApprovePage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint at = gtk_single_selection_get_selected (self->selection);
  /* Translators: which of how many drafts is shown: "3 of 12" */
  g_autofree char *text = g_strdup_printf (_("%u of %u"), at == GTK_INVALID_LIST_POSITION ? 0 : at + 1, n);

  gtk_label_set_label (self->position, text);
}

/* What was done is the better half of nothing to do. */
static void
show_count (SoApprovePage *self)
{
  guint n = so_studio_count_approved_today (self->studio);
  g_autofree char *text = g_strdup_printf (ngettext ("You approved %u message today. New drafts come here one by one.",
                                                     "You approved %u messages today. New drafts come here one by one.", n), n);

  adw_status_page_set_description (self->empty, n ? text : _("New drafts come here one by one."));
}

/* The owner wants to see what she has approved until she goes on herself. */
static gboolean
stays (SoApprovePage *self)
{
  SoDraftCard *card = so_conversation_get_card (self->conversation);
  const char *id = so_draft_card_get_approved (card), *shown = so_conversation_get_thread_id (self->conversation);
  g_autoptr (SoDraft) approved = id ? so_lookup_draft (so_studio_get_store (self->studio), id) : NULL;

  if (self->stepping || !approved || g_strcmp0 (approved->thread_id, shown) || approved->state == SO_DRAFT_EDITED)
    return FALSE;
  return so_draft_card_get_then (card) == SO_DRAFT_THEN_STAY ||
         (so_draft_card_get_then (card) == SO_DRAFT_THEN_ADVANCE && so_ui_settings_get_advance () == SO_ADVANCE_STAY);
}

static void
show_chosen (SoApprovePage *self)
{
  const SoDraft *draft = chosen (self);
  const char *before = so_conversation_get_thread_id (self->conversation);
  gboolean other = draft && g_strcmp0 (before, draft->thread_id);
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  show_position (self);
  if (before && stays (self))
    return;
  so_conversation_set_thread (self->conversation, self->studio, draft ? draft->thread_id : NULL, NULL);
  gtk_stack_set_visible_child_name (self->states, draft ? "draft" : "empty");
  if (!draft)
    show_count (self);
  if (other && before)
    {
      so_conversation_slide (self->conversation);
      g_autofree char *message = g_strdup_printf (_("Next: %s"), draft->contact_name);
      gtk_accessible_announce (GTK_ACCESSIBLE (self), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
  if (had_focus && (other || !draft))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* Called back in time, it is the one that the owner wants to see again. */
static void
on_items_changed (SoApprovePage *self)
{
  GListModel *drafts = gtk_single_selection_get_model (self->selection);
  const char *approved = so_draft_card_get_approved (so_conversation_get_card (self->conversation));
  guint at = approved ? so_live_list_find (SO_LIVE_LIST (drafts), approved) : GTK_INVALID_LIST_POSITION;

  if (self->left && at != GTK_INVALID_LIST_POSITION)
    gtk_single_selection_set_selected (self->selection, at);
  self->left = approved && at == GTK_INVALID_LIST_POSITION;
  show_position (self);
}

static void
step (SoApprovePage *self, int by)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint at = gtk_single_selection_get_selected (self->selection);

  if (n && at != GTK_INVALID_LIST_POSITION && at + by < n)
    gtk_single_selection_set_selected (self->selection, at + by);
}

static void
on_step (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoApprovePage *self = SO_APPROVE_PAGE (widget);
  const SoDraft *draft = chosen (self);

  self->stepping = TRUE;
  /* After an approval that stayed, the next one is chosen already. */
  if (g_strcmp0 (so_conversation_get_thread_id (self->conversation), draft ? draft->thread_id : NULL))
    show_chosen (self);
  else
    step (self, g_str_equal (action, "thread.next") ? 1 : -1);
  self->stepping = FALSE;
}

static SoScope
approve_get_scope (SoPage *page)
{
  return SO_SCOPE_LIST | SO_SCOPE_CONVERSATION;
}

static GtkWidget *
approve_get_target (SoPage *page)
{
  return GTK_WIDGET (SO_APPROVE_PAGE (page)->conversation);
}

static GPtrArray *
approve_dup_panes (SoPage *page)
{
  GPtrArray *panes = g_ptr_array_new ();

  so_conversation_add_panes (SO_APPROVE_PAGE (page)->conversation, panes);
  return panes;
}

static void
page_init (SoPageInterface *iface)
{
  iface->get_scope = approve_get_scope;
  iface->get_target = approve_get_target;
  iface->dup_panes = approve_dup_panes;
}

static SoStudio *
approve_get_studio (SoThreadHost *host)
{
  return SO_APPROVE_PAGE (host)->studio;
}

static GStrv
approve_dup_targets (SoThreadHost *host)
{
  const char *id = so_conversation_get_thread_id (SO_APPROVE_PAGE (host)->conversation);
  const char *ids[] = { id, NULL };

  return g_strdupv ((char **) ids);
}

static void
approve_advance (SoThreadHost *host)
{
  SoApprovePage *self = SO_APPROVE_PAGE (host);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint at = gtk_single_selection_get_selected (self->selection);

  /* There is no list here to go back to. */
  if (so_ui_settings_get_advance () != SO_ADVANCE_STAY)
    step (self, at + 1 < n ? 1 : -1);
}

static SoConversation *
approve_get_conversation (SoThreadHost *host)
{
  return SO_APPROVE_PAGE (host)->conversation;
}

static GtkWidget *
approve_get_anchor (SoThreadHost *host)
{
  return so_conversation_get_more_button (SO_APPROVE_PAGE (host)->conversation);
}

static void
host_init (SoThreadHostInterface *iface)
{
  iface->get_studio = approve_get_studio;
  iface->dup_targets = approve_dup_targets;
  iface->get_conversation = approve_get_conversation;
  iface->advance = approve_advance;
  iface->get_anchor = approve_get_anchor;
}

static gboolean
so_approve_page_grab_focus (GtkWidget *widget)
{
  SoApprovePage *self = SO_APPROVE_PAGE (widget);

  return chosen (self) ? gtk_widget_grab_focus (GTK_WIDGET (self->conversation)) : gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
so_approve_page_dispose (GObject *object)
{
  SoApprovePage *self = SO_APPROVE_PAGE (object);

  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_APPROVE_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_approve_page_parent_class)->dispose (object);
}

static void
so_approve_page_class_init (SoApprovePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_approve_page_dispose;
  widget_class->grab_focus = so_approve_page_grab_focus;
  g_type_ensure (SO_TYPE_SIDEBAR_BUTTON);
  g_type_ensure (SO_TYPE_CONVERSATION);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-approve-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SoApprovePage, states);
  gtk_widget_class_bind_template_child (widget_class, SoApprovePage, empty);
  gtk_widget_class_bind_template_child (widget_class, SoApprovePage, conversation);
  gtk_widget_class_install_action (widget_class, "thread.next", NULL, on_step);
  gtk_widget_class_install_action (widget_class, "thread.previous", NULL, on_step);
  so_thread_host_install_actions (widget_class);
}

static void
so_approve_page_init (SoApprovePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  so_conversation_add_to_header (self->conversation, g_object_new (SO_TYPE_SIDEBAR_BUTTON, NULL), TRUE);
  self->position = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->position), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->position), "numeric");
  so_conversation_add_to_header (self->conversation, GTK_WIDGET (self->position), FALSE);
}

GtkWidget *
so_approve_page_new (SoWindow *window)
{
  SoApprovePage *self = g_object_new (SO_TYPE_APPROVE_PAGE, NULL);
  SoStore *store;

  self->studio = g_object_ref (so_window_get_studio (window));
  store = so_studio_get_store (self->studio);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (so_live_list_new_drafts (store, TO_DECIDE)));
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (show_chosen), self);
  g_signal_connect_swapped (self->selection, "items-changed", G_CALLBACK (on_items_changed), self);
  show_chosen (self);
  return GTK_WIDGET (self);
}
