/* SPDX-License-Identifier: MIT */
#include "so-people-menu.h"

#include "so-facts.h"
#include "so-people-export.h"
#include "so-saved-filter.h"

#include <glib/gi18n.h>

typedef struct {
  GtkEditable *entry;       /* of the same page */
  SoStudio *studio;
} Menu;

static void
menu_free (gpointer data)
{
  Menu *menu = data;

  g_object_unref (menu->studio);
  g_free (menu);
}

static const struct { const char *query, *label; } built_in[] = {
  { "", N_("_All") },
  { "is:hot", N_("_Hot") },
  { "is:lapsed", N_("_Lapsed for 30 Days") },
  { "is:no-show", N_("_Missed a Trial") },
  { "is:birthday", N_("_Birthdays This Week") },
  { "is:new", N_("_New This Week") },
  { "is:returning", N_("_Returning") },
};

static void
add_item (GMenu *section, const char *label, const char *query)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "people.filter", "s", query);
  g_menu_append_item (section, item);
}

/* A name may have an underscore in it, which is no mnemonic there. */
static char *
dup_plain (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);

  return g_strjoinv ("__", parts);
}

/* Of those whom the list shows just now. */
static void
add_exports (GMenu *all)
{
  g_autoptr (GMenu) exports = g_menu_new ();

  g_menu_append (exports, _("Export as _vCard…"), "people.export::vcf");
  g_menu_append (exports, _("Export as _CSV…"), "people.export::csv");
  g_menu_append_section (all, _("These People"), G_MENU_MODEL (exports));
}

/* Each time it opens: others may have saved a filter meanwhile. */
static void
fill (GtkMenuButton *button, gpointer user_data)
{
  Menu *menu = user_data;
  g_autoptr (GMenu) all = g_menu_new (), standing = g_menu_new (), own = g_menu_new ();
  g_autoptr (GPtrArray) saved = so_studio_list_saved_filters (menu->studio);

  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    add_item (standing, _(built_in[i].label), built_in[i].query);
  for (guint i = 0; i < saved->len; i++)
    {
      const SoSavedFilter *filter = saved->pdata[i];
      g_autofree char *label = dup_plain (filter->name);

      add_item (own, label, filter->query);
    }
  g_menu_append_section (all, NULL, G_MENU_MODEL (standing));
  if (saved->len)
    g_menu_append_section (all, _("Saved Filters"), G_MENU_MODEL (own));
  add_exports (all);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (all));
}

static void
on_chosen (GSimpleAction *action, GVariant *query, gpointer user_data)
{
  Menu *menu = user_data;

  gtk_editable_set_text (menu->entry, g_variant_get_string (query, NULL));
  gtk_widget_grab_focus (GTK_WIDGET (menu->entry));
  gtk_editable_set_position (menu->entry, -1);
}

static void
on_export (GSimpleAction *action, GVariant *suffix, gpointer user_data)
{
  Menu *menu = user_data;

  so_people_export (GTK_WIDGET (menu->entry), menu->studio, gtk_editable_get_text (menu->entry), g_variant_get_string (suffix, NULL));
}

void
so_people_menu_attach (GtkMenuButton *button, GtkEditable *entry, SoStudio *studio)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) choose = g_simple_action_new ("filter", G_VARIANT_TYPE_STRING), export = g_simple_action_new ("export", G_VARIANT_TYPE_STRING);
  Menu *menu = g_new0 (Menu, 1);

  g_return_if_fail (GTK_IS_MENU_BUTTON (button) && GTK_IS_EDITABLE (entry) && SO_IS_STUDIO (studio));

  *menu = (Menu) { entry, g_object_ref (studio) };
  g_signal_connect_data (choose, "activate", G_CALLBACK (on_chosen), menu, NULL, 0);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (choose));
  g_signal_connect_data (export, "activate", G_CALLBACK (on_export), menu, NULL, 0);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (export));
  gtk_widget_insert_action_group (GTK_WIDGET (button), "people", G_ACTION_GROUP (actions));
  gtk_menu_button_set_create_popup_func (button, fill, menu, menu_free);
}
