/* SPDX-License-Identifier: MIT */
#include "so-identity-group.h"

#include "so-json.h"
#include "so-person-picker.h"
#include "so-verb.h"
#include "so-window.h"

#include <glib/gi18n.h>

struct _SoIdentityGroup {
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows;        /* borrowed */
  SoStudio *studio;
  char *contact_id;
  char *shown;            /* what the rows show; NULL: they are to be made */
  char *address;          /* of which is asked whose it is, or NULL */
};

G_DEFINE_FINAL_TYPE (SoIdentityGroup, so_identity_group, ADW_TYPE_PREFERENCES_GROUP)

/* Whose it is -------------------------------------------------------------------------------------- */

static void
on_split (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoIdentityGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *owner = so_studio_do_finish (SO_STUDIO (source), result, &error);
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (!window)
    return;
  if (error)
    so_window_show_error (window, error);
  else
    so_window_add_undo_toast (window, _("The address is somebody else’s now"));
}

/* @to: NULL for a new person. */
static void
split (SoIdentityGroup *self, const char *address, const char *to)
{
  JsonObject *wish = json_object_new ();
  g_autofree char *argument = NULL;

  json_object_set_string_member (wish, "address", address);
  if (to)
    json_object_set_string_member (wish, "to", to);
  argument = so_json_write_object (wish);
  if (self->contact_id)
    so_studio_do_async (self->studio, SO_VERB_SPLIT, self->contact_id, argument, NULL, on_split, g_object_ref (self));
}

static void
on_new_person (GtkWidget *widget, const char *action, GVariant *address)
{
  split (SO_IDENTITY_GROUP (widget), g_variant_get_string (address, NULL), NULL);
}

static void
on_person_chosen (const char *contact_id, gpointer owner)
{
  SoIdentityGroup *self = owner;
  g_autofree char *address = g_steal_pointer (&self->address);

  if (address)
    split (self, address, contact_id);
}

static void
on_other_person (GtkWidget *widget, const char *action, GVariant *address)
{
  SoIdentityGroup *self = SO_IDENTITY_GROUP (widget);
  SoWindow *window = so_window_of (widget);

  if (!window || !self->contact_id)
    return;
  g_set_str (&self->address, g_variant_get_string (address, NULL));
  adw_dialog_present (so_person_picker_new (window, _("Whose Address Is It?"), self->contact_id, on_person_chosen, self), widget);
}

/* Showing ------------------------------------------------------------------------------------------ */

static const char *
label_of (SoIdentityKind kind)
{
  switch (kind)
    {
    case SO_IDENTITY_PHONE: return _("Phone, WhatsApp");
    case SO_IDENTITY_EMAIL: return _("E-Mail");
    case SO_IDENTITY_INSTAGRAM: return "Instagram";
    case SO_IDENTITY_MESSENGER: return "Messenger";
    case SO_IDENTITY_WEB: return _("Website");
    case SO_IDENTITY_LOOPBACK: return _("Practice");
    case SO_IDENTITY_ALIAS:
    case SO_N_IDENTITIES:
    default: return _("Name in an import");
    }
}

static void
add_item (GMenu *menu, const char *label, const char *action, const char *address)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", address);
  g_menu_append_item (menu, item);
}

static GtkWidget *
make_menu (const char *address)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *label = g_strdup_printf (_("Whose is %s?"), address);

  add_item (menu, _("Make It a _New Person"), "identity.split", address);
  add_item (menu, _("Give It to _Somebody Else…"), "identity.give", address);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static void
add_row (SoIdentityGroup *self, const SoIdentity *identity, gboolean several)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label_of (identity->kind));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), identity->value);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  gtk_widget_add_css_class (row, "property");
  /* The only one is the whole person. */
  if (several)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_menu (identity->value));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static char *
dup_signature (const SoContact *contact)
{
  GString *all = g_string_new (contact->id);

  for (guint i = 0; i < contact->identities->len; i++)
    {
      const SoIdentity *identity = contact->identities->pdata[i];

      g_string_append_printf (all, "\n%d %s", identity->kind, identity->value);
    }
  return g_string_free_and_steal (all);
}

void
so_identity_group_show (SoIdentityGroup *self, SoStudio *studio, const SoContact *contact)
{
  g_autofree char *signature = NULL;

  g_return_if_fail (SO_IS_IDENTITY_GROUP (self) && contact);

  g_set_object (&self->studio, studio);
  g_set_str (&self->contact_id, contact->id);
  signature = dup_signature (contact);
  /* A menu that is open stays open while something else of them changes. */
  if (!g_set_str (&self->shown, signature))
    return;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < contact->identities->len; i++)
    add_row (self, contact->identities->pdata[i], contact->identities->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

static void
so_identity_group_dispose (GObject *object)
{
  SoIdentityGroup *self = SO_IDENTITY_GROUP (object);

  g_clear_object (&self->studio);
  g_clear_pointer (&self->contact_id, g_free);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (so_identity_group_parent_class)->dispose (object);
}

static void
so_identity_group_class_init (SoIdentityGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_identity_group_dispose;
  gtk_widget_class_install_action (widget_class, "identity.split", "s", on_new_person);
  gtk_widget_class_install_action (widget_class, "identity.give", "s", on_other_person);
}

static void
so_identity_group_init (SoIdentityGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Reached At"));
}
