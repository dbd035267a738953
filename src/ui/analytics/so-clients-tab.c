/* SPDX-License-Identifier: MIT */
#include "so-clients-tab.h"

#include "so-analytics-tab.h"
#include "so-chart-menu.h"
#include "so-chart-save.h"
#include "so-chart-table.h"
#include "so-client-words.h"
#include "so-metric-tiles.h"
#include "so-popover.h"
#include "so-tile.h"
#include "so-window.h"

#include <glib/gi18n.h>

#define CONTACT "so-contact"
#define POPOVER_CHARS 40

struct _SoClientsTab {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkWidget *empty, *menu;
  SoMetricTiles *tiles;
  AdwPreferencesGroup *group;
  GPtrArray *rows;      /* of the group, borrowed */
  SoChartData *table;   /* what they show; NULL: nothing yet */
  char *shown;          /* the same, to see whether it is another one */
};

G_DEFINE_FINAL_TYPE (SoClientsTab, so_clients_tab, ADW_TYPE_BIN)

/* Menu ----------------------------------------------------------------------------------------------------- */

static void
on_table (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoClientsTab *self = SO_CLIENTS_TAB (widget);

  if (self->table)
    so_chart_table_present (widget, self->table);
}

static void
on_save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoClientsTab *self = SO_CLIENTS_TAB (widget);

  if (self->table)
    so_chart_save (widget, SO_PLOT_LIST, self->table, (SoChartFile) g_variant_get_int32 (parameter));
}

static void
on_explain (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = SO_N_CLIENT_TOTALS; i < SO_N_CLIENT_METRICS; i++)
    {
      gtk_label_set_selectable (so_tile_add_label (box, _(so_client_metric_label ((SoClientMetric) i)), "heading", POPOVER_CHARS), TRUE);
      gtk_label_set_selectable (so_tile_add_label (box, _(so_client_metric_definition ((SoClientMetric) i)), "body", POPOVER_CHARS), TRUE);
    }
  gtk_popover_popup (GTK_POPOVER (so_popover_new (SO_CLIENTS_TAB (widget)->menu, _("What These Numbers Are"), box, NULL, NULL)));
}

static GtkWidget *
make_menu (SoClientsTab *self)
{
  g_autoptr (GMenuItem) explain = g_menu_item_new (_("_What These Numbers Are"), "clients.explain");

  return self->menu = so_chart_menu_new (_("Clients"), FALSE, explain);
}

/* List ----------------------------------------------------------------------------------------------------- */

static void
on_row (AdwActionRow *row)
{
  SoWindow *window = so_window_of (GTK_WIDGET (row));

  if (window)
    so_window_open_contact (window, g_object_get_data (G_OBJECT (row), CONTACT));
}

static GtkWidget *
make_row (const SoClient *client)
{
  GtkWidget *row = adw_action_row_new (), *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  g_autofree char *words = so_client_words (client);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), client->name && *client->name ? client->name : _("No name"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), CONTACT, g_strdup (client->contact_id), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (on_row), NULL);
  return row;
}

/* The person on whose row the keyboard is; NULL: on none. Free with g_free(). */
static char *
dup_focused (SoClientsTab *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_widget_is_focus (self->rows->pdata[i]))
      return g_strdup (g_object_get_data (self->rows->pdata[i], CONTACT));
  return NULL;
}

static void
fill_list (SoClientsTab *self, const SoClients *clients)
{
  g_autofree char *focused = dup_focused (self);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < clients->list->len; i++)
    {
      const SoClient *client = clients->list->pdata[i];
      GtkWidget *row = make_row (client);

      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
      if (!g_strcmp0 (client->contact_id, focused))
        gtk_widget_grab_focus (row);
    }
}

static char *
dup_key (const SoClients *clients)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < clients->list->len; i++)
    {
      const SoClient *client = clients->list->pdata[i];
      g_autofree char *words = so_client_words (client);

      g_string_append_printf (key, "%s %s %s\n", client->contact_id, client->name, words);
    }
  return g_string_free_and_steal (key);
}

static void
show_list (SoClientsTab *self, const SoClients *clients)
{
  g_autofree char *key = dup_key (clients);
  g_autofree char *about = clients->senders <= clients->list->len ? g_strdup (_("Who wrote in this time, the most messages first. What waits and which tasks are open is of this moment."))
    /* Translators: %u is how many people wrote; a list has the first of them */
    : g_strdup_printf (ngettext ("Of %u person who wrote in this time, those with the most messages. What waits and which tasks are open is of this moment.",
                                 "Of %u people who wrote in this time, those with the most messages. What waits and which tasks are open is of this moment.", clients->senders), clients->senders);

  adw_preferences_group_set_description (self->group, about);
  gtk_widget_set_visible (GTK_WIDGET (self->group), clients->list->len > 0);
  /* Somebody may be reading it. */
  if (!g_set_str (&self->shown, key))
    return;
  g_clear_pointer (&self->table, so_chart_data_unref);
  self->table = so_client_words_table (clients);
  fill_list (self, clients);
}

/* All ------------------------------------------------------------------------------------------------------ */

static gboolean
so_clients_tab_grab_focus (GtkWidget *widget)
{
  SoClientsTab *self = SO_CLIENTS_TAB (widget);
  gboolean empty = g_str_equal (gtk_stack_get_visible_child_name (self->stack), "empty");

  return gtk_widget_grab_focus (empty ? self->empty : GTK_WIDGET (self->tiles));
}

static void
so_clients_tab_finalize (GObject *object)
{
  SoClientsTab *self = SO_CLIENTS_TAB (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->table, so_chart_data_unref);
  g_free (self->shown);
  G_OBJECT_CLASS (so_clients_tab_parent_class)->finalize (object);
}

static void
so_clients_tab_class_init (SoClientsTabClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = so_clients_tab_finalize;
  widget_class->grab_focus = so_clients_tab_grab_focus;
  gtk_widget_class_install_action (widget_class, "clients.explain", NULL, on_explain);
  gtk_widget_class_install_action (widget_class, "chart.table", NULL, on_table);
  gtk_widget_class_install_action (widget_class, "chart.save", "i", on_save);
}

static GtkWidget *
make_empty (SoClientsTab *self)
{
  self->empty = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty), "system-users-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), _("Nothing in This Time"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), _("With whom the studio writes is counted here, and which tasks are due. Nobody wrote in this time, and no task has its day in it."));
  /* Keys are heard there all the same. */
  gtk_widget_set_focusable (self->empty, TRUE);
  return self->empty;
}

static GtkWidget *
make_content (SoClientsTab *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->tiles = so_metric_tiles_new (_("Numbers of clients"), NULL, 0);
  for (guint i = 0; i < SO_N_CLIENT_TOTALS; i++)
    so_metric_tiles_add (self->tiles, so_client_metric_nick ((SoClientMetric) i), _(so_client_metric_label ((SoClientMetric) i)), _(so_client_metric_definition ((SoClientMetric) i)));
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _("Clients"));
  adw_preferences_group_set_header_suffix (self->group, make_menu (self));
  gtk_widget_set_visible (GTK_WIDGET (self->group), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->tiles));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->group));
  return box;
}

static void
so_clients_tab_init (SoClientsTab *self)
{
  self->rows = g_ptr_array_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, so_analytics_scrolled_new (make_content (self)), "numbers");
  gtk_stack_add_named (self->stack, make_empty (self), "empty");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

GtkWidget *
so_clients_tab_new (void)
{
  return g_object_new (SO_TYPE_CLIENTS_TAB, NULL);
}

void
so_clients_tab_show (SoClientsTab *self, const SoOverview *overview)
{
  const SoClients *clients = overview->clients;

  g_return_if_fail (SO_IS_CLIENTS_TAB (self) && clients);

  gtk_stack_set_visible_child_name (self->stack, so_clients_is_empty (clients) ? "empty" : "numbers");
  for (guint i = 0; i < SO_N_CLIENT_TOTALS; i++)
    {
      g_autofree char *value = so_axis_format (so_client_metric_total (clients, (SoClientMetric) i), SO_AXIS_COUNT, NULL);

      so_metric_tiles_set (self->tiles, i, value, i == SO_CLIENT_TASKS_LATE ? _("Now") : "");
    }
  show_list (self, clients);
}
