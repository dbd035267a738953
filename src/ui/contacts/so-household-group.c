/* SPDX-License-Identifier: MIT */
#include "so-household-group.h"

#include "so-choice-popover.h"
#include "so-do.h"
#include "so-group-rows.h"
#include "so-json.h"
#include "so-person-facts.h"
#include "so-person-picker.h"
#include "so-verb.h"
#include "so-window.h"

#include <glib/gi18n.h>

struct _SoHouseholdGroup {
  AdwPreferencesGroup parent_instance;

  GtkWidget *add;            /* borrowed, as all below */
  SoGroupRows rows;
  GPtrArray *members;        /* SoMember, as shown; ours */
  SoStudio *studio;
  char *contact_id;
  char *asked;               /* household and id of the member that is asked about, as in key_of() */
};

G_DEFINE_FINAL_TYPE (SoHouseholdGroup, so_household_group, ADW_TYPE_PREFERENCES_GROUP)

enum { GUARDIAN = 1, STUDENT, OTHER, RECEIVES, LEAVE };
static const char *const roles[] = { [GUARDIAN] = "guardian", [STUDENT] = "student", [OTHER] = "other" };

static const char *
role_label (const char *role)
{
  if (!g_strcmp0 (role, roles[GUARDIAN]))
    return C_("household", "Guardian");
  return !g_strcmp0 (role, roles[STUDENT]) ? C_("household", "Student") : C_("household", "Lives There Too");
}

/* The name of a button: whom it is about. */
static char *
key_of (const SoMember *member)
{
  return g_strconcat (member->household_id, " ", member->contact_id, NULL);
}

static const SoMember *
find_member (SoHouseholdGroup *self, const char *key)
{
  for (guint i = 0; i < self->members->len; i++)
    {
      g_autofree char *own = key_of (self->members->pdata[i]);

      if (!g_strcmp0 (own, key))
        return self->members->pdata[i];
    }
  return NULL;
}

static char *
dup_wish (const char *household, const char *with, const char *role, gboolean receives)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_node_take_object (node, object);
  if (household)
    json_object_set_string_member (object, "household", household);
  if (with)
    json_object_set_string_member (object, "with", with);
  json_object_set_string_member (object, "role", role);
  json_object_set_int_member (object, "receives", receives);
  return so_json_write (node, FALSE);
}

static void
on_chosen (guint number, gpointer owner)
{
  SoHouseholdGroup *self = owner;
  const SoMember *member = find_member (self, self->asked);
  g_autofree char *wish = NULL;

  if (!member)
    return;
  if (number == LEAVE)
    return so_do_said (GTK_WIDGET (self), self->studio, SO_VERB_HOUSEHOLD_LEAVE, member->contact_id, member->household_id, _("Out of the household"));
  wish = dup_wish (member->household_id, NULL, number == RECEIVES ? member->role : roles[number], number == RECEIVES ? !member->receives : member->receives);
  so_do_said (GTK_WIDGET (self), self->studio, SO_VERB_HOUSEHOLD_JOIN, member->contact_id, wish, _("Household changed"));
}

static void
on_role_clicked (GtkWidget *button, SoHouseholdGroup *self)
{
  const SoMember *member = find_member (self, gtk_widget_get_name (button));
  const char *labels[LEAVE + 1] = { NULL };
  guint current = OTHER;

  if (!member)
    return;
  for (guint i = GUARDIAN; i <= OTHER; i++)
    {
      labels[i - 1] = role_label (roles[i]);
      if (!g_strcmp0 (member->role, roles[i]))
        current = i;
    }
  labels[RECEIVES - 1] = member->receives ? _("Write to Others for Students") : _("Write to Them for Students");
  labels[LEAVE - 1] = _("Take Out of the Household");
  g_set_str (&self->asked, gtk_widget_get_name (button));
  so_group_rows_ask (&self->rows, button);
  so_choice_popover_present (button, member->name, labels, current, on_chosen, self);
}

/* The name of the row is the same. */
static void
on_activated (GtkWidget *row, SoHouseholdGroup *self)
{
  const SoMember *member = find_member (self, gtk_widget_get_name (row));
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (member && window)
    so_window_open_contact (window, member->contact_id);
}

/* Whoever has a household brings the other one into it. */
static void
on_picked (const char *contact_id, gpointer owner)
{
  SoHouseholdGroup *self = owner;
  const SoMember *member = self->members->len ? self->members->pdata[0] : NULL;
  g_autofree char *wish = dup_wish (member ? member->household_id : NULL, member ? NULL : self->contact_id, roles[OTHER], FALSE);

  for (guint i = 0; i < self->members->len; i++)
    if (!g_strcmp0 (((SoMember *) self->members->pdata[i])->contact_id, contact_id))
      return;
  so_do_said (GTK_WIDGET (self), self->studio, SO_VERB_HOUSEHOLD_JOIN, contact_id, wish, _("Added to the household"));
}

static void
on_add (SoHouseholdGroup *self)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (window && self->contact_id)
    adw_dialog_present (so_person_picker_new (window, _("Who Lives There Too?"), self->contact_id, on_picked, self), GTK_WIDGET (self));
}

static void
add_row (SoHouseholdGroup *self, const SoMember *member)
{
  gboolean own = !g_strcmp0 (member->contact_id, self->contact_id);
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new ();
  g_autofree char *key = key_of (member), *label = g_strdup_printf ("%s: %s", member->name, role_label (member->role));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), member->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), member->receives ? _("Is written to for students") : "");
  gtk_widget_set_name (row, key);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), !own);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_activated), self, 0);
  gtk_button_set_child (GTK_BUTTON (button), gtk_label_new (role_label (member->role)));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_name (button, key);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_role_clicked), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  so_group_rows_add (&self->rows, ADW_PREFERENCES_GROUP (self), row);
}

static void
on_name_applied (GtkWidget *row, SoHouseholdGroup *self)
{
  so_do_said (GTK_WIDGET (self), self->studio, SO_VERB_HOUSEHOLD_RENAME, gtk_widget_get_name (row), gtk_editable_get_text (GTK_EDITABLE (row)), _("Household renamed"));
}

static void
add_name (SoHouseholdGroup *self, const SoMember *member)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Name of the Household"));
  gtk_editable_set_text (GTK_EDITABLE (row), member->household);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  gtk_widget_set_name (row, member->household_id);
  g_signal_connect_object (row, "apply", G_CALLBACK (on_name_applied), self, 0);
  so_group_rows_add (&self->rows, ADW_PREFERENCES_GROUP (self), row);
}

static char *
dup_signature (SoHouseholdGroup *self)
{
  GString *all = g_string_new (self->contact_id);

  for (guint i = 0; i < self->members->len; i++)
    {
      const SoMember *member = self->members->pdata[i];

      g_string_append_printf (all, "\n%s %s %s %s %s %d", member->household_id, member->household, member->contact_id, member->name, member->role, member->receives);
    }
  return g_string_free_and_steal (all);
}

void
so_household_group_show (SoHouseholdGroup *self, SoStudio *studio, const SoContact *contact)
{
  g_autofree char *signature = NULL;

  g_return_if_fail (SO_IS_HOUSEHOLD_GROUP (self) && contact);

  g_set_object (&self->studio, studio);
  g_set_str (&self->contact_id, contact->id);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  self->members = so_studio_list_household (studio, contact->id);
  signature = dup_signature (self);
  if (!so_group_rows_begin (&self->rows, ADW_PREFERENCES_GROUP (self), signature))
    return;
  for (guint i = 0; i < self->members->len; i++)
    {
      const SoMember *member = self->members->pdata[i], *before = i ? self->members->pdata[i - 1] : NULL;

      if (!before || g_strcmp0 (before->household_id, member->household_id))
        add_name (self, member);
      add_row (self, member);
    }
  so_group_rows_end (&self->rows, ADW_PREFERENCES_GROUP (self), self->add);
}

static void
so_household_group_dispose (GObject *object)
{
  g_clear_object (&SO_HOUSEHOLD_GROUP (object)->studio);
  G_OBJECT_CLASS (so_household_group_parent_class)->dispose (object);
}

static void
so_household_group_finalize (GObject *object)
{
  SoHouseholdGroup *self = SO_HOUSEHOLD_GROUP (object);

  so_group_rows_clear (&self->rows);
  g_free (self->contact_id);
  g_free (self->asked);
  g_ptr_array_unref (self->members);
  G_OBJECT_CLASS (so_household_group_parent_class)->finalize (object);
}

static void
so_household_group_class_init (SoHouseholdGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_household_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_household_group_finalize;
}

static void
so_household_group_init (SoHouseholdGroup *self)
{
  so_group_rows_init (&self->rows);
  self->members = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Household"));
  self->add = so_group_rows_add_button (ADW_PREFERENCES_GROUP (self), _("Add Somebody…"));
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
}
