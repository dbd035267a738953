/* SPDX-License-Identifier: MIT */
#include "so-outbox-page.h"

#include "so-do.h"
#include "so-draft-words.h"
#include "so-live-list.h"
#include "so-outbox-row.h"
#include "so-sidebar-button.h"
#include "so-verb.h"

#include <glib/gi18n.h>

/* As many as somebody scrolls through; the rest is in the conversations. */
#define SENT_SHOWN 50

enum { UNKNOWN, FAILED, HELD, LEAVING, SCHEDULED, SENT, N_LISTS };

static const struct {
  guint states;
  const char *title, *description;
} sections[N_LISTS] = {
  [UNKNOWN] = { 1 << SO_DRAFT_UNKNOWN, N_("May Have Been Sent"), N_("Look in the channel whether they arrived. Nothing is sent twice without you.") },
  [FAILED] = { 1 << SO_DRAFT_FAILED, N_("Not Sent"), NULL },
  [HELD] = { 1 << SO_DRAFT_HELD, N_("Held"), NULL },
  [LEAVING] = { 1 << SO_DRAFT_QUEUED | 1 << SO_DRAFT_SENDING, N_("Leaving"), NULL },
  [SCHEDULED] = { 1 << SO_DRAFT_SCHEDULED, N_("Scheduled"), NULL },
  [SENT] = { 1 << SO_DRAFT_ACCEPTED | 1 << SO_DRAFT_DELIVERED | 1 << SO_DRAFT_READ, N_("Recently Sent"), NULL },
};

struct _SoOutboxPage {
  AdwBin parent_instance;

  GtkStack *states;
  GtkBox *sections;
  GtkWidget *groups[N_LISTS];
  GtkListBox *boxes[N_LISTS];
  GtkListBox *releases;    /* a row for each reason that several are held for */

  SoStudio *studio;
  GListModel *models[N_LISTS];
  guint timer;
};

G_DEFINE_FINAL_TYPE (SoOutboxPage, so_outbox_page, ADW_TYPE_BIN)

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  return so_outbox_row_new (SO_OUTBOX_PAGE (user_data)->studio, item);
}

static gboolean
on_second_passed (gpointer user_data)
{
  SoOutboxPage *self = user_data;
  gboolean counting = FALSE;
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->boxes[LEAVING], i)); i++)
    counting |= so_outbox_row_tick (SO_OUTBOX_ROW (row));
  if (counting)
    return G_SOURCE_CONTINUE;
  self->timer = 0;
  return G_SOURCE_REMOVE;
}

static void
on_release_clicked (GtkButton *button, SoOutboxPage *self)
{
  so_do (GTK_WIDGET (self), self->studio, SO_VERB_SEND_HELD, g_object_get_data (G_OBJECT (button), "reason"), NULL);
}

static GtkWidget *
make_release (SoOutboxPage *self, const char *reason, guint n)
{
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new ();
  g_autofree char *label = g_strdup_printf (ngettext ("Send All %u", "Send All %u", n), n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), so_draft_words_held_title (reason));
  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, so_draft_words_held_title (reason), -1);
  g_object_set_data_full (G_OBJECT (button), "reason", g_strdup (reason), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_release_clicked), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

/* One decision for all that the same cause has stopped. */
static void
show_releases (SoOutboxPage *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean any = FALSE;
  GHashTableIter iter;
  gpointer reason, n;

  for (guint i = 0; i < g_list_model_get_n_items (self->models[HELD]); i++)
    {
      g_autoptr (SoItem) item = g_list_model_get_item (self->models[HELD], i);
      const SoDraft *draft = so_item_get_value (item);

      if (draft->reason && so_draft_words_held_title (draft->reason))
        g_hash_table_insert (counts, g_strdup (draft->reason),
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, draft->reason)) + 1));
    }
  gtk_list_box_remove_all (self->releases);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &reason, &n))
    if (GPOINTER_TO_UINT (n) > 1)
      {
        gtk_list_box_append (self->releases, make_release (self, reason, GPOINTER_TO_UINT (n)));
        any = TRUE;
      }
  gtk_widget_set_visible (GTK_WIDGET (self->releases), any);
}

/* The button that was pressed went with its message: the keyboard goes on from the next one. */
static void
on_focus_idle (gpointer user_data)
{
  g_autoptr (GtkWidget) self = user_data;
  GtkRoot *root = gtk_widget_get_root (self);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (root && gtk_widget_get_mapped (self) && (!focus || !gtk_widget_get_mapped (focus) || focus == GTK_WIDGET (root)) && !gtk_widget_grab_focus (self))
    gtk_widget_child_focus (self, GTK_DIR_TAB_FORWARD);
}

static void
on_changed (SoOutboxPage *self)
{
  gboolean any = FALSE;

  for (int i = 0; i < N_LISTS; i++)
    {
      guint n = g_list_model_get_n_items (self->models[i]);

      gtk_widget_set_visible (self->groups[i], n > 0);
      any |= n > 0;
    }
  show_releases (self);
  g_idle_add_once (on_focus_idle, g_object_ref (self));
  gtk_stack_set_visible_child_name (self->states, any ? "lists" : "empty");
  if (g_list_model_get_n_items (self->models[LEAVING]) && !self->timer)
    self->timer = g_timeout_add (500, on_second_passed, self);
}

static void
on_row_activated (SoOutboxPage *self, GtkListBoxRow *row)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));
  const char *thread_id = so_outbox_row_get_thread_id (SO_OUTBOX_ROW (row));

  if (window && thread_id)
    so_window_open_thread (window, thread_id, NULL);
}

/* The first message, not the first of its buttons: Space must not send what was not read. */
static gboolean
so_outbox_page_grab_focus (GtkWidget *widget)
{
  SoOutboxPage *self = SO_OUTBOX_PAGE (widget);

  for (int i = 0; i < N_LISTS; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->boxes[i], 0);

      if (row && gtk_widget_grab_focus (GTK_WIDGET (row)))
        return TRUE;
    }
  return FALSE;
}

static void
so_outbox_page_dispose (GObject *object)
{
  SoOutboxPage *self = SO_OUTBOX_PAGE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  for (int i = 0; i < N_LISTS; i++)
    {
      if (self->models[i])
        g_signal_handlers_disconnect_by_data (self->models[i], self);
      if (self->boxes[i])
        gtk_list_box_bind_model (self->boxes[i], NULL, NULL, NULL, NULL);
      g_clear_object (&self->models[i]);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_OUTBOX_PAGE);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_outbox_page_parent_class)->dispose (object);
}

static void
so_outbox_page_class_init (SoOutboxPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_outbox_page_dispose;
  widget_class->grab_focus = so_outbox_page_grab_focus;
  g_type_ensure (SO_TYPE_SIDEBAR_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-outbox-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SoOutboxPage, states);
  gtk_widget_class_bind_template_child (widget_class, SoOutboxPage, sections);
}

static GtkListBox *
make_box (const char *name)
{
  GtkWidget *box = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (box), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (box, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_LIST_BOX (box);
}

static void
make_section (SoOutboxPage *self, guint i)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, _(sections[i].title));
  if (sections[i].description)
    adw_preferences_group_set_description (group, _(sections[i].description));
  if (i == HELD)
    {
      self->releases = make_box (_("Reasons"));
      gtk_widget_set_margin_bottom (GTK_WIDGET (self->releases), 12);
      adw_preferences_group_add (group, GTK_WIDGET (self->releases));
    }
  self->boxes[i] = make_box (_(sections[i].title));
  g_signal_connect_swapped (self->boxes[i], "row-activated", G_CALLBACK (on_row_activated), self);
  adw_preferences_group_add (group, GTK_WIDGET (self->boxes[i]));
  self->groups[i] = GTK_WIDGET (group);
  gtk_box_append (self->sections, self->groups[i]);
}

static void
so_outbox_page_init (SoOutboxPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_LISTS; i++)
    make_section (self, i);
}

GtkWidget *
so_outbox_page_new (SoWindow *window)
{
  SoOutboxPage *self = g_object_new (SO_TYPE_OUTBOX_PAGE, NULL);
  SoStore *store;

  self->studio = g_object_ref (so_window_get_studio (window));
  store = so_studio_get_store (self->studio);
  for (int i = 0; i < N_LISTS; i++)
    {
      /* What was sent in the order of the times that its rows show. */
      GListModel *drafts = G_LIST_MODEL (i == SENT ? so_live_list_new_drafts_by_change (store, sections[i].states)
                                                   : so_live_list_new_drafts (store, sections[i].states));

      self->models[i] = G_LIST_MODEL (gtk_slice_list_model_new (drafts, 0, i == SENT ? SENT_SHOWN : 500));
      g_signal_connect_swapped (self->models[i], "items-changed", G_CALLBACK (on_changed), self);
      gtk_list_box_bind_model (self->boxes[i], self->models[i], make_row, self, NULL);
    }
  on_changed (self);
  return GTK_WIDGET (self);
}
