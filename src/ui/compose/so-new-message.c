/* SPDX-License-Identifier: MIT */
#include "so-new-message.h"

#include "so-age.h"
#include "so-clock.h"
#include "so-facts.h"
#include "so-live-list.h"
#include "so-picking.h"
#include "so-thread-words.h"

#include <glib/gi18n.h>

#define MOST_PEOPLE 12
#define MOST_CHANNELS 3     /* conversations of one person */

struct _SoNewMessage {
  AdwDialog parent_instance;

  GtkEditable *entry;
  GtkStack *stack;
  GtkListBox *list;

  SoWindow *window;      /* not owned: the dialog lives in it */
  SoLiveList *people;    /* those found, NULL until something is typed */
  SoLiveList *recent;    /* conversations, before anything is typed */
  char *chosen;          /* thread to write into once the dialog is gone */
};

G_DEFINE_FINAL_TYPE (SoNewMessage, so_new_message, ADW_TYPE_DIALOG)

static void
add_row (SoNewMessage *self, const SoThread *thread)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (so_thread_words_person (thread)), *aside;
  g_autofree char *when = so_age_dup_short (thread->last_at, so_now ());
  g_autofree char *channel = g_strdup_printf ("%s · %s", _(so_channel_kind_label (thread->channel)), when);
  g_autofree char *label = g_strdup_printf ("%s, %s", so_thread_words_person (thread), channel);

  aside = gtk_label_new (channel);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (aside, "dim-label");
  gtk_widget_add_css_class (aside, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), aside);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (row), "so-thread", g_strdup (thread->id), g_free);
  gtk_list_box_append (self->list, row);
}

static void
add_found (SoNewMessage *self)
{
  GListModel *model = G_LIST_MODEL (self->people);
  guint n = MIN (MOST_PEOPLE, g_list_model_get_n_items (model));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SoItem) item = g_list_model_get_item (model, i);
      const SoContact *contact = so_item_get_value (item);
      g_autoptr (GPtrArray) threads = so_studio_list_threads_of (so_window_get_studio (self->window), contact->id, MOST_CHANNELS);

      for (guint k = 0; k < threads->len; k++)
        add_row (self, threads->pdata[k]);
    }
}

static void
add_recent (SoNewMessage *self)
{
  GListModel *model = G_LIST_MODEL (self->recent);
  guint n = MIN (MOST_PEOPLE, g_list_model_get_n_items (model));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SoItem) item = g_list_model_get_item (model, i);
      const SoThread *thread = so_item_get_value (item);

      add_row (self, thread);
    }
}

static void
refill (SoNewMessage *self)
{
  gboolean typed = *gtk_editable_get_text (self->entry) != '\0';

  if (!self->window)
    return;
  gtk_list_box_remove_all (self->list);
  if (typed && self->people)
    add_found (self);
  else if (!typed)
    add_recent (self);
  gtk_stack_set_visible_child_name (self->stack, so_picking_select_first (self->list) || !typed ? "list" : "none");
}

static void
on_search_changed (SoNewMessage *self)
{
  const char *query = gtk_editable_get_text (self->entry);

  if (!self->people && *query && self->window)
    {
      self->people = so_live_list_new_contacts (so_studio_get_store (so_window_get_studio (self->window)), query);
      g_signal_connect_object (self->people, "items-changed", G_CALLBACK (refill), self, G_CONNECT_SWAPPED);
    }
  else if (self->people && *query)
    so_live_list_set_query (self->people, query);
  refill (self);
}

static void
choose (SoNewMessage *self, GtkListBoxRow *row)
{
  if (!row)
    return;
  g_set_str (&self->chosen, g_object_get_data (G_OBJECT (row), "so-thread"));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_row_activated (SoNewMessage *self, GtkListBoxRow *row)
{
  choose (self, row);
}

static void
on_entry_activated (SoNewMessage *self)
{
  choose (self, gtk_list_box_get_selected_row (self->list));
}

static void
on_stop_search (SoNewMessage *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* The window has its focus back by now, and gives it to the reply. */
static void
on_closed (SoNewMessage *self)
{
  if (!self->chosen || !self->window)
    return;
  so_window_open_thread (self->window, self->chosen, NULL);
  so_window_activate (self->window, "draft.reply");
}

static void
so_new_message_dispose (GObject *object)
{
  SoNewMessage *self = SO_NEW_MESSAGE (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->people);
  g_clear_object (&self->recent);
  g_clear_pointer (&self->chosen, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_NEW_MESSAGE);
  G_OBJECT_CLASS (so_new_message_parent_class)->dispose (object);
}

static void
so_new_message_class_init (SoNewMessageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_new_message_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-new-message.ui");
  gtk_widget_class_bind_template_child (widget_class, SoNewMessage, entry);
  gtk_widget_class_bind_template_child (widget_class, SoNewMessage, stack);
  gtk_widget_class_bind_template_child (widget_class, SoNewMessage, list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
so_new_message_init (SoNewMessage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  so_picking_attach (GTK_WIDGET (self->entry), self->list);
  g_signal_connect (self, "closed", G_CALLBACK (on_closed), NULL);
}

AdwDialog *
so_new_message_new (SoWindow *window)
{
  SoNewMessage *self = g_object_new (SO_TYPE_NEW_MESSAGE, NULL);
  SoThreadFilter all = { .split = SO_SPLIT_ALL, .channel = -1 };

  g_set_weak_pointer (&self->window, window);
  self->recent = so_live_list_new_threads (so_studio_get_store (so_window_get_studio (window)), &all);
  g_signal_connect_object (self->recent, "items-changed", G_CALLBACK (refill), self, G_CONNECT_SWAPPED);
  refill (self);
  return ADW_DIALOG (self);
}
