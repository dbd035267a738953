/* SPDX-License-Identifier: MIT */
#include "so-people-menu.h"

#include "so-do.h"
#include "so-facts.h"
#include "so-people-export.h"
#include "so-saved-filter.h"
#include "so-verb.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct {
  GtkWidget *button;        /* owns us */
  GtkEditable *entry;       /* of the same page */
  GSimpleAction *save;      /* in a group of the button */
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
add_item (GMenu *section, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
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

/* What is typed, without spaces around it. */
static char *
dup_query (Menu *menu)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (menu->entry)));
}

/* What always is there has a name. */
static gboolean
is_worth_a_name (const char *query)
{
  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    if (g_str_equal (query, built_in[i].query))
      return FALSE;
  return TRUE;
}

static GMenu *
make_care (Menu *menu, GPtrArray *saved)
{
  GMenu *care = g_menu_new ();
  g_autoptr (GMenu) going = g_menu_new ();
  g_autofree char *query = dup_query (menu);

  g_simple_action_set_enabled (menu->save, is_worth_a_name (query));
  g_menu_append (care, _("_Save This Filter…"), "people.save");
  for (guint i = 0; i < saved->len; i++)
    {
      const SoSavedFilter *filter = saved->pdata[i];
      g_autofree char *label = dup_plain (filter->name);

      add_item (going, label, "people.remove", filter->id);
    }
  if (saved->len)
    g_menu_append_submenu (care, _("_Remove a Filter"), G_MENU_MODEL (going));
  return care;
}

/* Each time it opens: others may have saved a filter meanwhile. */
static void
fill (GtkMenuButton *button, gpointer user_data)
{
  Menu *menu = user_data;
  g_autoptr (GMenu) all = g_menu_new (), standing = g_menu_new (), own = g_menu_new (), care = NULL;
  g_autoptr (GPtrArray) saved = so_studio_list_saved_filters (menu->studio);

  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    add_item (standing, _(built_in[i].label), "people.filter", built_in[i].query);
  for (guint i = 0; i < saved->len; i++)
    {
      const SoSavedFilter *filter = saved->pdata[i];
      g_autofree char *label = dup_plain (filter->name);

      add_item (own, label, "people.filter", filter->query);
    }
  care = make_care (menu, saved);
  g_menu_append_section (all, NULL, G_MENU_MODEL (standing));
  if (saved->len)
    g_menu_append_section (all, _("Saved Filters"), G_MENU_MODEL (own));
  g_menu_append_section (all, NULL, G_MENU_MODEL (care));
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

/* A filter of her own ------------------------------------------------------------------------------------- */

static void
on_name_changed (GtkEditable *name, AdwAlertDialog *dialog)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (name)));

  adw_alert_dialog_set_response_enabled (dialog, "save", *text != '\0');
}

/* What is typed is that of when the question came. */
static void
on_named (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) button = user_data;
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (source);
  GtkWidget *name = adw_alert_dialog_get_extra_child (dialog);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (name))));

  if (g_str_equal (adw_alert_dialog_choose_finish (dialog, result), "save"))
    so_do_said (button, g_object_get_data (source, "studio"), SO_VERB_FILTER_SAVE, text, gtk_widget_get_name (name), _("Filter saved"));
}

static void
on_save (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Menu *menu = user_data;
  GtkWidget *name = gtk_entry_new ();
  g_autofree char *query = dup_query (menu);
  AdwDialog *dialog = adw_alert_dialog_new (_("Save This Filter"), NULL);

  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog), _("“%s” gets a name and a place in the menu of filters. The same name has one filter."), query);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "save", _("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (dialog), "save", FALSE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "save");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  gtk_entry_set_activates_default (GTK_ENTRY (name), TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (name), _("Name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (name), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name of the filter"), -1);
  gtk_widget_set_name (name, query);
  g_signal_connect (name, "changed", G_CALLBACK (on_name_changed), dialog);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), name);
  adw_dialog_set_focus (dialog, name);
  g_object_set_data_full (G_OBJECT (dialog), "studio", g_object_ref (menu->studio), g_object_unref);
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), menu->button, NULL, on_named, g_object_ref (menu->button));
}

static void
on_remove (GSimpleAction *action, GVariant *id, gpointer user_data)
{
  Menu *menu = user_data;

  so_do_said (menu->button, menu->studio, SO_VERB_FILTER_REMOVE, g_variant_get_string (id, NULL), NULL, _("Filter removed"));
}

static GSimpleAction *
add_action (GSimpleActionGroup *actions, const char *name, const GVariantType *type, GCallback activated, Menu *menu)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, type);

  g_signal_connect (action, "activate", activated, menu);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
  return action;
}

void
so_people_menu_attach (GtkMenuButton *button, GtkEditable *entry, SoStudio *studio)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  Menu *menu = g_new0 (Menu, 1);

  g_return_if_fail (GTK_IS_MENU_BUTTON (button) && GTK_IS_EDITABLE (entry) && SO_IS_STUDIO (studio));

  *menu = (Menu) { .button = GTK_WIDGET (button), .entry = entry, .studio = g_object_ref (studio) };
  add_action (actions, "filter", G_VARIANT_TYPE_STRING, G_CALLBACK (on_chosen), menu);
  add_action (actions, "remove", G_VARIANT_TYPE_STRING, G_CALLBACK (on_remove), menu);
  menu->save = add_action (actions, "save", NULL, G_CALLBACK (on_save), menu);
  add_action (actions, "export", G_VARIANT_TYPE_STRING, G_CALLBACK (on_export), menu);
  gtk_widget_insert_action_group (GTK_WIDGET (button), "people", G_ACTION_GROUP (actions));
  gtk_menu_button_set_create_popup_func (button, fill, menu, menu_free);
}
