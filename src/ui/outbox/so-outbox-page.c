/* SPDX-License-Identifier: MIT */
#include "so-outbox-page.h"

#include "so-draft-state.h"
#include "so-live-list.h"
#include "so-outbox-row.h"
#include "so-sidebar-button.h"

/* As many as somebody scrolls through; the rest is in the conversations. */
#define SENT_SHOWN 50

enum { TROUBLE, WAITING, SENT, N_LISTS };

static const guint states_of[N_LISTS] = {
  1 << SO_DRAFT_HELD | 1 << SO_DRAFT_FAILED | 1 << SO_DRAFT_UNKNOWN,
  1 << SO_DRAFT_QUEUED | 1 << SO_DRAFT_SCHEDULED | 1 << SO_DRAFT_SENDING,
  1 << SO_DRAFT_ACCEPTED | 1 << SO_DRAFT_DELIVERED | 1 << SO_DRAFT_READ,
};

struct _SoOutboxPage {
  AdwBin parent_instance;

  GtkStack *states;
  GtkWidget *groups[N_LISTS];
  GtkListBox *boxes[N_LISTS];

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

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->boxes[WAITING], i)); i++)
    counting |= so_outbox_row_tick (SO_OUTBOX_ROW (row));
  if (counting)
    return G_SOURCE_CONTINUE;
  self->timer = 0;
  return G_SOURCE_REMOVE;
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
  gtk_stack_set_visible_child_name (self->states, any ? "lists" : "empty");
  if (g_list_model_get_n_items (self->models[WAITING]) && !self->timer)
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
  static const char *const groups[N_LISTS] = { "trouble_group", "waiting_group", "sent_group" };
  static const char *const boxes[N_LISTS] = { "trouble", "waiting", "sent" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_outbox_page_dispose;
  widget_class->grab_focus = so_outbox_page_grab_focus;
  g_type_ensure (SO_TYPE_SIDEBAR_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-outbox-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SoOutboxPage, states);
  for (int i = 0; i < N_LISTS; i++)
    {
      gtk_widget_class_bind_template_child_full (widget_class, groups[i], FALSE,
                                                 G_STRUCT_OFFSET (SoOutboxPage, groups) + i * sizeof (gpointer));
      gtk_widget_class_bind_template_child_full (widget_class, boxes[i], FALSE,
                                                 G_STRUCT_OFFSET (SoOutboxPage, boxes) + i * sizeof (gpointer));
    }
}

static void
so_outbox_page_init (SoOutboxPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < N_LISTS; i++)
    g_signal_connect_swapped (self->boxes[i], "row-activated", G_CALLBACK (on_row_activated), self);
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
      GListModel *drafts = G_LIST_MODEL (so_live_list_new_drafts (store, states_of[i]));

      self->models[i] = G_LIST_MODEL (gtk_slice_list_model_new (drafts, 0, i == SENT ? SENT_SHOWN : 500));
      g_signal_connect_swapped (self->models[i], "items-changed", G_CALLBACK (on_changed), self);
      gtk_list_box_bind_model (self->boxes[i], self->models[i], make_row, self, NULL);
    }
  on_changed (self);
  return GTK_WIDGET (self);
}
