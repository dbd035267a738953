/* SPDX-License-Identifier: MIT */
#include "so-palette.h"

#include "so-contact.h"
#include "so-live-list.h"
#include "so-page.h"
#include "so-palette-row.h"
#include "so-picking.h"

#define MAX_PEOPLE 6

struct _SoPalette {
  AdwDialog parent_instance;

  GtkEditable *entry;
  GtkStack *stack;
  GtkListBox *list;

  SoWindow *window;      /* not owned: the dialog lives in it */
  SoLiveList *people;    /* NULL until something is typed: 100,000 of them are not to be read for nothing */
  GPtrArray *rows;       /* of people, borrowed */
  SoPaletteRow *chosen;  /* what to do once the dialog is gone */
};

G_DEFINE_FINAL_TYPE (SoPalette, so_palette, ADW_TYPE_DIALOG)

static gboolean
is_shown (GtkListBoxRow *row, gpointer user_data)
{
  return so_palette_row_get_score (SO_PALETTE_ROW (row)) > 0;
}

/* Best first; people after the actions; what fits alike in the order of the table. */
static int
compare (GtkListBoxRow *a, GtkListBoxRow *b, gpointer user_data)
{
  const SoAction *first = so_palette_row_get_action (SO_PALETTE_ROW (a)), *second = so_palette_row_get_action (SO_PALETTE_ROW (b));
  guint x = so_palette_row_get_score (SO_PALETTE_ROW (a)), y = so_palette_row_get_score (SO_PALETTE_ROW (b));

  if (!first || !second)
    return (first ? 0 : 1) - (second ? 0 : 1);
  if (x != y)
    return x > y ? -1 : 1;
  return first < second ? -1 : first > second;
}

static void
select_first (SoPalette *self)
{
  gtk_stack_set_visible_child_name (self->stack, so_picking_select_first (self->list) ? "list" : "none");
}

static void
refill_people (SoPalette *self)
{
  GListModel *model = G_LIST_MODEL (self->people);
  guint n = *gtk_editable_get_text (self->entry) ? MIN (MAX_PEOPLE, g_list_model_get_n_items (model)) : 0;

  for (guint i = 0; i < self->rows->len; i++)
    gtk_list_box_remove (self->list, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SoItem) item = g_list_model_get_item (model, i);
      const SoContact *contact = so_item_get_value (item);
      const SoIdentity *identity = contact->identities && contact->identities->len ? contact->identities->pdata[0] : NULL;
      GtkWidget *row = so_palette_row_new_contact (contact->id, contact->name, identity ? identity->value : NULL);

      gtk_list_box_append (self->list, row);
      g_ptr_array_add (self->rows, row);
    }
  select_first (self);
}

static void
search_people (SoPalette *self, const char *query)
{
  SoStudio *studio = so_window_get_studio (self->window);

  if (!self->people && *query && studio)
    {
      self->people = so_live_list_new_contacts (so_studio_get_store (studio), query);
      g_signal_connect_object (self->people, "items-changed", G_CALLBACK (refill_people), self, G_CONNECT_SWAPPED);
    }
  else if (self->people && *query)
    so_live_list_set_query (self->people, query);
  if (self->people)
    refill_people (self);
}

static void
on_search_changed (SoPalette *self)
{
  const char *query = gtk_editable_get_text (self->entry);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)); i++)
    so_palette_row_match (SO_PALETTE_ROW (row), query);
  gtk_list_box_invalidate_sort (self->list);
  gtk_list_box_invalidate_filter (self->list);
  search_people (self, query);
  select_first (self);
}

static void
choose (SoPalette *self, GtkListBoxRow *row)
{
  if (!row)
    return;
  g_set_object (&self->chosen, SO_PALETTE_ROW (row));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_row_activated (SoPalette *self, GtkListBoxRow *row)
{
  choose (self, row);
}

static void
on_entry_activated (SoPalette *self)
{
  choose (self, gtk_list_box_get_selected_row (self->list));
}

static void
on_stop_search (SoPalette *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* The window has its focus back by now, so that the action starts where the owner was. */
static void
on_closed (SoPalette *self)
{
  const SoAction *action = self->chosen ? so_palette_row_get_action (self->chosen) : NULL;
  const char *contact = self->chosen ? so_palette_row_get_contact (self->chosen) : NULL;

  if (action && self->window)
    so_window_activate (self->window, action->id);
  else if (contact && self->window)
    so_window_open_contact (self->window, contact);
}

/* What is only for a demonstration would do nothing elsewhere. */
static gboolean
has_use (SoPalette *self, const SoAction *action)
{
  SoStudio *studio = so_window_get_studio (self->window);

  return !g_str_has_prefix (action->id, "demo.") || (studio && so_studio_is_demo (studio));
}

static void
fill_actions (SoPalette *self)
{
  const char *page = so_window_get_page (self->window);
  SoScope scope = so_page_get_scope (page ? so_window_get_page_widget (self->window, page) : NULL);
  guint n;
  const SoAction *actions = so_actions (&n);

  for (guint i = 0; i < n; i++)
    if ((actions[i].scope & scope) && !g_str_equal (actions[i].id, "win.palette") && has_use (self, &actions[i]))
      gtk_list_box_append (self->list, so_palette_row_new_action (&actions[i]));
  select_first (self);
}

static void
so_palette_dispose (GObject *object)
{
  SoPalette *self = SO_PALETTE (object);

  g_clear_weak_pointer (&self->window);
  if (self->people)
    g_signal_handlers_disconnect_by_data (self->people, self);
  g_clear_object (&self->people);
  g_clear_object (&self->chosen);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_PALETTE);
  G_OBJECT_CLASS (so_palette_parent_class)->dispose (object);
}

static void
so_palette_class_init (SoPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_palette_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, SoPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, SoPalette, stack);
  gtk_widget_class_bind_template_child (widget_class, SoPalette, list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
so_palette_init (SoPalette *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, is_shown, NULL, NULL);
  gtk_list_box_set_sort_func (self->list, compare, NULL, NULL);
  so_picking_attach (GTK_WIDGET (self->entry), self->list);
  g_signal_connect (self, "closed", G_CALLBACK (on_closed), NULL);
}

AdwDialog *
so_palette_new (SoWindow *window)
{
  SoPalette *self = g_object_new (SO_TYPE_PALETTE, NULL);

  g_set_weak_pointer (&self->window, window);
  fill_actions (self);
  return ADW_DIALOG (self);
}
