/* SPDX-License-Identifier: MIT */
#include "so-field-group.h"

#include "so-do.h"
#include "so-facts.h"
#include "so-field-row.h"
#include "so-group-rows.h"
#include "so-json.h"
#include "so-person-facts.h"
#include "so-verb.h"

#include <glib/gi18n.h>

struct _SoFieldGroup {
  AdwPreferencesGroup parent_instance;

  gboolean secret;
  SoGroupRows rows;
  GPtrArray *kinds;          /* SoFieldKind of the rows, in their order; ours */
  SoStudio *studio;
  char *contact_id;
};

enum { PROP_SECRET = 1 };

G_DEFINE_FINAL_TYPE (SoFieldGroup, so_field_group, ADW_TYPE_PREFERENCES_GROUP)

static void
on_changed (const char *name, const char *value, gpointer owner)
{
  SoFieldGroup *self = owner;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *wish = NULL;

  json_node_take_object (node, json_object_new ());
  json_object_set_string_member (json_node_get_object (node), "name", name);
  json_object_set_string_member (json_node_get_object (node), "value", value ? value : "");
  wish = so_json_write (node, FALSE);
  /* What is sensitive is in no list of steps either. */
  if (self->secret)
    so_do (GTK_WIDGET (self), self->studio, SO_VERB_FIELD, self->contact_id, wish);
  else
    so_do_said (GTK_WIDGET (self), self->studio, SO_VERB_FIELD, self->contact_id, wish, _("Field changed"));
}

static GPtrArray *
list_kinds (SoFieldGroup *self)
{
  g_autoptr (GPtrArray) all = so_studio_list_field_kinds (self->studio);
  GPtrArray *own = g_ptr_array_new_with_free_func ((GDestroyNotify) so_field_kind_free);

  while (all->len)
    {
      SoFieldKind *kind = g_ptr_array_steal_index (all, 0);

      if (!kind->sensitive == !self->secret)
        g_ptr_array_add (own, kind);
      else
        so_field_kind_free (kind);
    }
  return own;
}

/* Of another person the rows are made anew: what was typed about somebody is about nobody else. */
static char *
dup_signature (SoFieldGroup *self)
{
  GString *all = g_string_new (self->contact_id);

  for (guint i = 0; i < self->kinds->len; i++)
    {
      const SoFieldKind *kind = self->kinds->pdata[i];

      g_string_append_printf (all, "\n%s %s %s %s", kind->name, kind->label, kind->kind, kind->choices);
    }
  return g_string_free_and_steal (all);
}

static void
make_rows (SoFieldGroup *self)
{
  for (guint i = 0; i < self->kinds->len; i++)
    {
      GtkWidget *row = so_field_row_new (self->kinds->pdata[i]);

      so_field_row_connect (row, on_changed, self);
      so_group_rows_add (&self->rows, ADW_PREFERENCES_GROUP (self), row);
    }
  so_group_rows_end (&self->rows, ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self));
}

static const char *
value_of (GPtrArray *fields, const char *name)
{
  for (guint i = 0; fields && i < fields->len; i++)
    if (g_str_equal (((SoContactField *) fields->pdata[i])->name, name))
      return ((SoContactField *) fields->pdata[i])->value;
  return NULL;
}

void
so_field_group_show (SoFieldGroup *self, SoStudio *studio, const SoContact *contact)
{
  g_autoptr (GPtrArray) fields = NULL;
  g_autofree char *signature = NULL;

  g_return_if_fail (SO_IS_FIELD_GROUP (self) && contact);

  g_set_object (&self->studio, studio);
  g_set_str (&self->contact_id, contact->id);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  self->kinds = list_kinds (self);
  signature = dup_signature (self);
  if (so_group_rows_begin (&self->rows, ADW_PREFERENCES_GROUP (self), signature))
    make_rows (self);
  fields = self->secret ? NULL : so_studio_list_fields (studio, contact->id);
  for (guint i = 0; i < self->rows.rows->len; i++)
    {
      const SoFieldKind *kind = self->kinds->pdata[i];
      g_autofree char *secret = self->secret ? so_studio_dup_sensitive (studio, contact->id, kind->name) : NULL;

      so_field_row_set (self->rows.rows->pdata[i], self->secret ? secret : value_of (fields, kind->name));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->kinds->len > 0);
}

static void
so_field_group_constructed (GObject *object)
{
  SoFieldGroup *self = SO_FIELD_GROUP (object);

  G_OBJECT_CLASS (so_field_group_parent_class)->constructed (object);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), self->secret ? _("Only on This Computer") : _("Your Own Fields"));
  if (self->secret)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _("No other computer, no language model and no search is told."));
}

static void
so_field_group_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SO_FIELD_GROUP (object)->secret = g_value_get_boolean (value);
}

static void
so_field_group_dispose (GObject *object)
{
  g_clear_object (&SO_FIELD_GROUP (object)->studio);
  G_OBJECT_CLASS (so_field_group_parent_class)->dispose (object);
}

static void
so_field_group_finalize (GObject *object)
{
  SoFieldGroup *self = SO_FIELD_GROUP (object);

  so_group_rows_clear (&self->rows);
  g_ptr_array_unref (self->kinds);
  g_free (self->contact_id);
  G_OBJECT_CLASS (so_field_group_parent_class)->finalize (object);
}

static void
so_field_group_class_init (SoFieldGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = so_field_group_constructed;
  object_class->set_property = so_field_group_set_property;
  object_class->dispose = so_field_group_dispose;
  object_class->finalize = so_field_group_finalize;
  g_object_class_install_property (object_class, PROP_SECRET,
                                   g_param_spec_boolean ("secret", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));
}

static void
so_field_group_init (SoFieldGroup *self)
{
  so_group_rows_init (&self->rows);
  self->kinds = g_ptr_array_new ();
}
