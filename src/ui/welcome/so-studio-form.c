/* SPDX-License-Identifier: MIT */
#include "so-studio-form.h"

#include "so-kind.h"
#include "so-phone-row.h"
#include "so-places.h"

struct _SoStudioForm {
  AdwPreferencesPage parent_instance;

  GtkEditable *name;
  AdwComboRow *kind;
  AdwComboRow *zone;
  AdwComboRow *currency;
  GtkEditable *phone;
  GtkEditable *country;
  GtkEditable *owner;
  GtkEditable *email;

  gboolean filling;      /* the program writes, not the owner */
  gboolean own_country;  /* the owner typed the calling code: it no longer follows the zone */
};

G_DEFINE_FINAL_TYPE (SoStudioForm, so_studio_form, ADW_TYPE_PREFERENCES_PAGE)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *
selected_string (AdwComboRow *row)
{
  GtkStringObject *string = adw_combo_row_get_selected_item (row);

  return string ? gtk_string_object_get_string (string) : NULL;
}

/* What a studio already has must be in the list, even where the list does not know it. */
static void
select_string (AdwComboRow *row, const char *text)
{
  GtkStringList *list = GTK_STRING_LIST (adw_combo_row_get_model (row));
  guint position = text ? gtk_string_list_find (list, text) : GTK_INVALID_LIST_POSITION;

  if (text && position == GTK_INVALID_LIST_POSITION)
    {
      gtk_string_list_append (list, text);
      position = gtk_string_list_find (list, text);
    }
  if (position != GTK_INVALID_LIST_POSITION)
    adw_combo_row_set_selected (row, position);
}

static void
on_changed (SoStudioForm *self)
{
  if (self->filling)
    return;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_country_changed (SoStudioForm *self)
{
  if (!self->filling)
    self->own_country = TRUE;
}

static void
follow_zone (SoStudioForm *self)
{
  const char *zone = selected_string (self->zone);
  const char *code = zone ? so_places_calling_code (NULL, zone) : NULL;
  const char *currency = zone ? so_places_currency (NULL, zone) : NULL;

  if (self->own_country)
    return;
  self->filling = TRUE;
  if (code)
    gtk_editable_set_text (self->country, code);
  if (currency)
    select_string (self->currency, currency);
  self->filling = FALSE;
}

static void
on_zone_changed (SoStudioForm *self)
{
  if (self->filling)
    return;
  follow_zone (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fill_lists (SoStudioForm *self)
{
  g_auto (GStrv) zones = so_places_zones (NULL);
  g_autoptr (GtkStringList) zone_list = gtk_string_list_new ((const char *const *) zones);
  g_autoptr (GtkStringList) currencies = gtk_string_list_new (so_places_currencies ());
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);
  const char *const *kind = so_profile_kinds ();

  for (guint i = 0; kind[i]; i++)
    {
      g_autoptr (SoKind) is = so_kind_load (kind[i], NULL);

      gtk_string_list_append (kinds, is ? so_kind_label (is) : kind[i]);
    }
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (kinds));
  adw_combo_row_set_model (self->zone, G_LIST_MODEL (zone_list));
  adw_combo_row_set_model (self->currency, G_LIST_MODEL (currencies));
}

static void
set_text (GtkEditable *editable, const char *text)
{
  gtk_editable_set_text (editable, text ? text : "");
}

void
so_studio_form_set_profile (SoStudioForm *self, const SoProfile *profile)
{
  const char *const *kinds = so_profile_kinds ();
  g_autofree char *local = so_places_local_zone ();

  g_return_if_fail (SO_IS_STUDIO_FORM (self));

  self->filling = TRUE;
  select_string (self->zone, profile && profile->zone ? profile->zone : local);
  select_string (self->currency, profile && profile->currency ? profile->currency : "EUR");
  if (profile)
    {
      set_text (self->name, profile->name);
      set_text (self->phone, profile->phone);
      set_text (self->country, profile->country);
      set_text (self->owner, profile->owner);
      set_text (self->email, profile->email);
      for (guint i = 0; kinds[i]; i++)
        if (!g_strcmp0 (kinds[i], profile->kind))
          adw_combo_row_set_selected (self->kind, i);
      self->own_country = profile->country != NULL;
    }
  self->filling = FALSE;
  if (!profile)
    follow_zone (self);
}

static char *
dup_text (GtkEditable *editable)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  return *text ? g_steal_pointer (&text) : NULL;
}

SoProfile *
so_studio_form_dup_profile (SoStudioForm *self)
{
  SoProfile *profile;

  g_return_val_if_fail (SO_IS_STUDIO_FORM (self), NULL);

  profile = g_new0 (SoProfile, 1);
  profile->name = dup_text (self->name);
  profile->kind = g_strdup (so_profile_kinds ()[adw_combo_row_get_selected (self->kind)]);
  profile->zone = g_strdup (selected_string (self->zone));
  profile->currency = g_strdup (selected_string (self->currency));
  profile->phone = dup_text (self->phone);
  profile->country = dup_text (self->country);
  profile->owner = dup_text (self->owner);
  profile->email = dup_text (self->email);
  return profile;
}

gboolean
so_studio_form_is_complete (SoStudioForm *self)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (SO_IS_STUDIO_FORM (self), FALSE);

  name = dup_text (self->name);
  return name != NULL;
}

static gboolean
so_studio_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SO_STUDIO_FORM (widget)->name));
}

static void
so_studio_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SO_TYPE_STUDIO_FORM);
  G_OBJECT_CLASS (so_studio_form_parent_class)->dispose (object);
}

static void
so_studio_form_class_init (SoStudioFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_studio_form_dispose;
  widget_class->grab_focus = so_studio_form_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-studio-form.ui");
  gtk_widget_class_bind_template_child (widget_class, SoStudioForm, name);
  gtk_widget_class_bind_template_child (widget_class, SoStudioForm, kind);
  gtk_widget_class_bind_template_child (widget_class, SoStudioForm, zone);
  gtk_widget_class_bind_template_child (widget_class, SoStudioForm, currency);
  gtk_widget_class_bind_template_child (widget_class, SoStudioForm, phone);
  gtk_widget_class_bind_template_child (widget_class, SoStudioForm, country);
  gtk_widget_class_bind_template_child (widget_class, SoStudioForm, owner);
  gtk_widget_class_bind_template_child (widget_class, SoStudioForm, email);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_zone_changed);
}

static void
so_studio_form_init (SoStudioForm *self)
{
  g_autoptr (GtkExpression) by_text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = TRUE;
  adw_combo_row_set_expression (self->zone, by_text);
  adw_combo_row_set_expression (self->currency, by_text);
  fill_lists (self);
  self->filling = FALSE;
  so_phone_row_set_up (self->phone);
  so_phone_row_set_up (self->country);
  g_signal_connect_object (self->country, "changed", G_CALLBACK (on_country_changed), self, G_CONNECT_SWAPPED);
}

GtkWidget *
so_studio_form_new (void)
{
  return g_object_new (SO_TYPE_STUDIO_FORM, NULL);
}
