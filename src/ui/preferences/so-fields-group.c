/* SPDX-License-Identifier: MIT */
#include "so-fields-group.h"

#include "so-field-page.h"
#include "so-group-rows.h"
#include "so-person-facts.h"

#include <glib/gi18n.h>

struct _SoFieldsGroup {
  AdwPreferencesGroup parent_instance;

  GtkWidget *add;            /* borrowed, as all below */
  SoGroupRows rows;
  GPtrArray *kinds;          /* SoFieldKind, as shown; ours */
  SoStudio *studio;
};

G_DEFINE_FINAL_TYPE (SoFieldsGroup, so_fields_group, ADW_TYPE_PREFERENCES_GROUP)

static void
open_page (SoFieldsGroup *self, const SoFieldKind *kind)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);

  if (dialog)
    adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (dialog), so_field_page_new (self->studio, kind));
}

static void
on_add (SoFieldsGroup *self)
{
  open_page (self, NULL);
}

static void
on_activated (GtkWidget *row, SoFieldsGroup *self)
{
  guint i;

  if (g_ptr_array_find (self->rows.rows, row, &i) && i < self->kinds->len)
    open_page (self, self->kinds->pdata[i]);
}

static const char *
kind_label (const char *kind)
{
  static const struct { const char *kind, *label; } labels[] = {
    { "text", N_("Text") }, { "date", N_("Date") }, { "number", N_("Number") }, { "choice", N_("Choice") }, { "yes-no", N_("Yes or No") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (kind, labels[i].kind))
      return _(labels[i].label);
  return kind;
}

static void
add_row (SoFieldsGroup *self, const SoFieldKind *kind)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = kind->sensitive ? g_strdup_printf ("%s · %s", kind_label (kind->kind), _("only on this computer")) : g_strdup (kind_label (kind->kind));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), kind->label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_widget_set_name (row, kind->name);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_activated), self, 0);
  so_group_rows_add (&self->rows, ADW_PREFERENCES_GROUP (self), row);
}

static char *
dup_signature (SoFieldsGroup *self)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < self->kinds->len; i++)
    {
      const SoFieldKind *kind = self->kinds->pdata[i];

      g_string_append_printf (all, "%s %s %s %s %d\n", kind->name, kind->label, kind->kind, kind->choices, kind->sensitive);
    }
  return g_string_free_and_steal (all);
}

static void
refresh (SoFieldsGroup *self)
{
  g_autofree char *signature = NULL;

  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  self->kinds = so_studio_list_field_kinds (self->studio);
  signature = dup_signature (self);
  if (!so_group_rows_begin (&self->rows, ADW_PREFERENCES_GROUP (self), signature))
    return;
  for (guint i = 0; i < self->kinds->len; i++)
    add_row (self, self->kinds->pdata[i]);
  so_group_rows_end (&self->rows, ADW_PREFERENCES_GROUP (self), self->add);
}

static void
on_store_changed (SoFieldsGroup *self, guint changes)
{
  if (changes & SO_CHANGED_SETTINGS)
    refresh (self);
}

static void
so_fields_group_finalize (GObject *object)
{
  SoFieldsGroup *self = SO_FIELDS_GROUP (object);

  g_clear_object (&self->studio);
  so_group_rows_clear (&self->rows);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  G_OBJECT_CLASS (so_fields_group_parent_class)->finalize (object);
}

static void
so_fields_group_class_init (SoFieldsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_fields_group_finalize;
}

static void
so_fields_group_init (SoFieldsGroup *self)
{
  so_group_rows_init (&self->rows);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Fields of People"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _("What you keep of everybody beside name and birthday, such as shoe size or allergies."));
  self->add = so_group_rows_add_button (ADW_PREFERENCES_GROUP (self), _("Add a Field"));
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
}

GtkWidget *
so_fields_group_new (SoStudio *studio)
{
  SoFieldsGroup *self = g_object_new (SO_TYPE_FIELDS_GROUP, NULL);

  self->studio = g_object_ref (studio);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}
