/* SPDX-License-Identifier: MIT */
#include "so-needs-group.h"

#include "so-attention.h"
#include "so-live-list.h"
#include "so-window.h"

#include <glib/gi18n.h>

/* Calls that are looked through for one that nobody has heard: those of some weeks. */
#define MOST_VOICEMAILS 50

enum { TO_APPROVE, URGENT, NOT_SENT, VOICEMAIL, ACCOUNT, NOTHING, N_ROWS };

struct _SoNeedsGroup {
  AdwPreferencesGroup parent_instance;

  SoStudio *studio;
  GtkWidget *rows[N_ROWS];
  SoLiveList *lists[ACCOUNT];   /* whose rows are counted */
  guint later;                  /* idle that counts anew, or 0 */
};

G_DEFINE_FINAL_TYPE (SoNeedsGroup, so_needs_group, ADW_TYPE_PREFERENCES_GROUP)

/* The page, and what is chosen on it. */
static const struct {
  const char *icon, *page, *action;
} ways[ACCOUNT] = {
  [TO_APPROVE] = { "object-select-symbolic", "approve", NULL },
  [URGENT] = { "dialog-warning-symbolic", "inbox", "split.urgent" },
  [NOT_SENT] = { "mail-mark-important-symbolic", "outbox", NULL },
  [VOICEMAIL] = { "call-start-symbolic", "calls", NULL },
};

static guint
count_unheard (SoNeedsGroup *self)
{
  guint n = 0, all = g_list_model_get_n_items (G_LIST_MODEL (self->lists[VOICEMAIL]));

  for (guint i = 0; i < MIN (all, MOST_VOICEMAILS); i++)
    {
      g_autoptr (SoItem) item = g_list_model_get_item (G_LIST_MODEL (self->lists[VOICEMAIL]), i);
      const SoCallEntry *entry = item ? so_item_get_value (item) : NULL;

      n += entry && entry->unheard;
    }
  return n;
}

static char *
dup_words (int row, guint n)
{
  switch (row)
    {
    case TO_APPROVE:
      return g_strdup_printf (ngettext ("%u answer to approve", "%u answers to approve", n), n);
    case URGENT:
      return g_strdup_printf (ngettext ("%u urgent conversation", "%u urgent conversations", n), n);
    case NOT_SENT:
      return g_strdup_printf (ngettext ("%u message was not sent", "%u messages were not sent", n), n);
    default:
      return g_strdup_printf (ngettext ("%u voicemail nobody has heard", "%u voicemails nobody has heard", n), n);
    }
}

static void
show_row (SoNeedsGroup *self, int row, const char *title)
{
  if (title)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[row]), title);
  gtk_widget_set_visible (self->rows[row], title != NULL);
}

/* The row that had the focus is there no more: the first one takes it, else no key would arrive anywhere. */
static void
update (SoNeedsGroup *self)
{
  g_autofree char *account = NULL, *id = so_attention_pick (self->studio, &account);
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));
  gboolean any = id != NULL;

  for (int i = 0; i < ACCOUNT; i++)
    {
      guint n = i == VOICEMAIL ? count_unheard (self) : g_list_model_get_n_items (G_LIST_MODEL (self->lists[i]));
      g_autofree char *words = n ? dup_words (i, n) : NULL;

      show_row (self, i, words);
      any |= n > 0;
    }
  show_row (self, ACCOUNT, id ? account : NULL);
  show_row (self, NOTHING, any ? NULL : _("Nothing needs you now"));
  if (focus && !gtk_widget_get_focus_child (GTK_WIDGET (self)))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static gboolean
on_later (gpointer user_data)
{
  SoNeedsGroup *self = user_data;

  self->later = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update (SoNeedsGroup *self)
{
  if (!self->later)
    self->later = g_idle_add_full (G_PRIORITY_LOW, on_later, self, NULL);
}

static void
on_store_changed (SoNeedsGroup *self, guint changes)
{
  if (changes & (SO_CHANGED_ACCOUNTS | SO_CHANGED_CALLS))
    queue_update (self);
}

static void
on_activated (GtkWidget *row, SoNeedsGroup *self)
{
  SoWindow *window = so_window_of (row);

  for (int i = 0; window && i < ACCOUNT; i++)
    if (row == self->rows[i])
      {
        if (i == VOICEMAIL)
          so_window_show_calls (window, SO_CALLS_VOICEMAIL);
        else
          so_window_show_page (window, ways[i].page);
        if (ways[i].action)
          so_window_activate (window, ways[i].action);
      }
}

static void
so_needs_group_dispose (GObject *object)
{
  SoNeedsGroup *self = SO_NEEDS_GROUP (object);

  g_clear_handle_id (&self->later, g_source_remove);
  for (int i = 0; i < ACCOUNT; i++)
    {
      if (self->lists[i])
        g_signal_handlers_disconnect_by_data (self->lists[i], self);
      g_clear_object (&self->lists[i]);
    }
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_needs_group_parent_class)->dispose (object);
}

static void
so_needs_group_class_init (SoNeedsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_needs_group_dispose;
}

static GtkWidget *
add_row (SoNeedsGroup *self, int i, const char *icon)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon));
  if (i != NOTHING)
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
    }
  g_signal_connect (row, "activated", G_CALLBACK (on_activated), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return self->rows[i] = row;
}

static void
so_needs_group_init (SoNeedsGroup *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("Go to the _Inbox"));

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Needs You"));
  for (int i = 0; i < ACCOUNT; i++)
    add_row (self, i, ways[i].icon);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add_row (self, ACCOUNT, "network-offline-symbolic")), "win.accounts");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "go.inbox");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (add_row (self, NOTHING, "object-select-symbolic")), FALSE);
  gtk_widget_set_focusable (self->rows[NOTHING], FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->rows[NOTHING]), button);
}

static void
count (SoNeedsGroup *self, int row, SoLiveList *list)
{
  self->lists[row] = list;
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (queue_update), self);
}

AdwPreferencesGroup *
so_needs_group_new (SoStudio *studio)
{
  SoNeedsGroup *self = g_object_new (SO_TYPE_NEEDS_GROUP, NULL);
  SoStore *store = so_studio_get_store (studio);
  SoThreadFilter approve = { SO_SPLIT_TO_APPROVE, -1, NULL }, urgent = { SO_SPLIT_URGENT, -1, NULL };
  SoCallLogFilter voicemails = { SO_CALLS_VOICEMAIL, NULL };

  self->studio = g_object_ref (studio);
  count (self, TO_APPROVE, so_live_list_new_threads (store, &approve));
  count (self, URGENT, so_live_list_new_threads (store, &urgent));
  count (self, NOT_SENT, so_live_list_new_drafts (store, 1 << SO_DRAFT_FAILED | 1 << SO_DRAFT_UNKNOWN | 1 << SO_DRAFT_HELD));
  count (self, VOICEMAIL, so_live_list_new_calls (store, &voicemails));
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  update (self);
  return ADW_PREFERENCES_GROUP (self);
}
