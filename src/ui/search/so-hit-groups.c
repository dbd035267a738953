/* SPDX-License-Identifier: MIT */
#include "so-hit-groups.h"

#include "so-hit.h"
#include "so-search-help.h"
#include "so-search-list.h"

#include <glib/gi18n.h>

static const struct {
  int place;               /* as so_search_grouped() has them */
  const char *title;
  const char *operator;    /* that finds more */
  guint most;              /* without it */
} groups[SO_N_HITS] = {
  [SO_HIT_CONTACT] = { 0, N_("People"), "in:people", SO_SEARCH_LIST_FEW },
  [SO_HIT_NOTE] = { 1, N_("Notes"), "in:notes", SO_SEARCH_LIST_FEW },
  [SO_HIT_KNOWLEDGE] = { 2, N_("Knowledge"), "in:knowledge", SO_SEARCH_LIST_FEW },
  [SO_HIT_MESSAGE] = { 3, N_("Messages"), "in:messages", SO_SEARCH_LIST_MESSAGES },
};

static SoHitKind
kind_of (gpointer item)
{
  return ((const SoHit *) so_item_get_value (item))->kind;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer unused)
{
  return groups[kind_of ((gpointer) a)].place - groups[kind_of ((gpointer) b)].place;
}

GListModel *
so_hit_groups_new (GListModel *hits)
{
  GtkSortListModel *sorted = gtk_sort_list_model_new (g_object_ref (hits), NULL);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare, NULL, NULL));

  gtk_sort_list_model_set_section_sorter (sorted, sorter);
  return G_LIST_MODEL (sorted);
}

static void
on_more (GtkButton *button, GtkListHeader *header)
{
  GtkEditable *entry = g_object_get_data (G_OBJECT (button), "so-entry");
  gpointer item = gtk_list_header_get_item (header);

  if (item)
    so_search_help_add (entry, groups[kind_of (item)].operator);
}

static void
show (GtkListHeader *header)
{
  GtkWidget *box = gtk_list_header_get_child (header), *label = gtk_widget_get_first_child (box), *button = gtk_widget_get_last_child (box);
  gpointer item = gtk_list_header_get_item (header);

  if (!item)
    return;
  gtk_label_set_label (GTK_LABEL (label), _(groups[kind_of (item)].title));
  /* As many as there may be: it may be that there are no more, and more than these, that all are asked for already. */
  gtk_widget_set_visible (button, gtk_list_header_get_n_items (header) == groups[kind_of (item)].most);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListHeader *header, GtkEditable *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *button = gtk_button_new_with_label (_("Show All"));
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, "xalign", 0.0, "hexpand", TRUE, NULL);

  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "caption");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  g_object_set_data (G_OBJECT (button), "so-entry", entry);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_more), header, 0);
  g_signal_connect (header, "notify::n-items", G_CALLBACK (show), NULL);
  gtk_list_header_set_child (header, box);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListHeader *header, GtkEditable *entry)
{
  show (header);
}

GtkListItemFactory *
so_hit_groups_new_headings (GtkEditable *entry)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), entry, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), entry, 0);
  return factory;
}

static guint
count (GListModel *hits, SoHitKind kind)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (hits); i++)
    {
      g_autoptr (SoItem) item = g_list_model_get_item (hits, i);
      n += kind_of (item) == kind;
    }
  return n;
}

static void
show_pill (GListModel *hits, guint position, guint removed, guint added, GtkWidget *pill)
{
  SoHitKind kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (pill), "so-kind"));
  const char *query = so_search_list_get_query (SO_SEARCH_LIST (hits));

  gtk_widget_set_visible (pill, count (hits, kind) == groups[kind].most && query && !strstr (query, groups[kind].operator));
}

void
so_hit_groups_add_pills (AdwWrapBox *pills, GListModel *hits, GtkEditable *entry)
{
  for (SoHitKind kind = 0; kind < SO_N_HITS; kind++)
    {
      g_autofree char *hint = g_strdup_printf (_("All that is found of: %s"), _(groups[kind].title));
      GtkWidget *pill = so_search_help_add_pill (pills, groups[kind].operator, hint, entry);
      gtk_widget_set_visible (pill, FALSE);
      g_object_set_data (G_OBJECT (pill), "so-kind", GUINT_TO_POINTER (kind));
      g_signal_connect_object (hits, "items-changed", G_CALLBACK (show_pill), pill, 0);
    }
}
