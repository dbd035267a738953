/* SPDX-License-Identifier: MIT */
#include "so-services-group.h"

#include "so-class-kind.h"
#include "so-error.h"
#include "so-list-verbs.h"
#include "so-money.h"
#include "so-price.h"

#include <glib/gi18n.h>

typedef struct {
  GtkEditable *name;       /* NULL: as the kind calls it */
  GtkEditable *amount;     /* borrowed, as the others */
  AdwSpinRow *time;        /* NULL: as long as @minutes */
  char *service, *unit;
  int minutes, people;     /* of one session; 0: nothing for the schedule */
} Row;

struct _SoServicesGroup {
  AdwPreferencesGroup parent_instance;

  SoStudio *studio;
  char *currency;
  gboolean has_schedule;
  GArray *rows;
  GtkWidget *more;         /* borrowed */
};

G_DEFINE_FINAL_TYPE (SoServicesGroup, so_services_group, ADW_TYPE_PREFERENCES_GROUP)

static void
clear_row (Row *row)
{
  g_free (row->service);
  g_free (row->unit);
}

static GtkWidget *
add_entry (SoServicesGroup *self, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return row;
}

static void
add_service (SoServicesGroup *self, const SoKindService *service)
{
  g_autofree char *title = g_strdup_printf (service->unit ? "%s, %s %s" : "%s, %s", service->name, self->currency, service->unit);
  GtkWidget *entry = add_entry (self, title);
  Row row = { .amount = GTK_EDITABLE (entry), .service = g_strdup (service->name), .unit = g_strdup (service->unit), .minutes = service->minutes, .people = service->people };

  g_array_append_val (self->rows, row);
}

/* How long one of the owner's own takes: what is for several, or one alone, is said at the class. */
static AdwSpinRow *
add_time (SoServicesGroup *self)
{
  GtkWidget *row = adw_spin_row_new_with_range (0, SO_CLASS_LONGEST, 5);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Minutes on the Schedule"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("0 for what takes no time, such as a card"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return ADW_SPIN_ROW (row);
}

/* A name and an amount of the owner's own. */
static void
on_more (SoServicesGroup *self)
{
  g_autofree char *title = g_strdup_printf (_("Price in %s"), self->currency);
  GtkWidget *name, *amount;
  Row row = { 0 };

  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->more);
  name = add_entry (self, _("What it is for"));
  amount = add_entry (self, title);
  row.time = self->has_schedule ? add_time (self) : NULL;
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->more);
  row.name = GTK_EDITABLE (name);
  row.amount = GTK_EDITABLE (amount);
  g_array_append_val (self->rows, row);
  gtk_widget_grab_focus (name);
}

static SoPrice *
dup_price (SoServicesGroup *self, const Row *row, GError **error)
{
  g_autofree char *name = g_strstrip (g_strdup (row->name ? gtk_editable_get_text (row->name) : row->service));
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoPrice) price = g_new0 (SoPrice, 1);

  if (!so_money_parse (gtk_editable_get_text (row->amount), self->currency, &price->amount, &failed))
    return so_fail (error, SO_ERROR_CHANGE, "%s: %s", name, failed->message), NULL;
  if (!*name)
    return so_fail (error, SO_ERROR_CHANGE, _("Say what the price is for")), NULL;
  price->name = g_steal_pointer (&name);
  price->currency = g_strdup (self->currency);
  price->unit = g_strdup (row->unit);
  return g_steal_pointer (&price);
}

GPtrArray *
so_services_group_dup_prices (SoServicesGroup *self, GError **error)
{
  g_autoptr (GPtrArray) prices = g_ptr_array_new_with_free_func ((GDestroyNotify) so_price_free);

  g_return_val_if_fail (SO_IS_SERVICES_GROUP (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);
      g_autofree char *amount = g_strstrip (g_strdup (gtk_editable_get_text (row->amount)));
      SoPrice *price = *amount ? dup_price (self, row, error) : NULL;

      if (*amount && !price)
        return NULL;
      if (price)
        g_ptr_array_add (prices, price);
    }
  return g_steal_pointer (&prices);
}

static SoClassKind *
dup_class (const Row *row)
{
  g_autofree char *name = g_strstrip (g_strdup (row->name ? gtk_editable_get_text (row->name) : row->service));
  g_autofree char *amount = g_strstrip (g_strdup (gtk_editable_get_text (row->amount)));
  int minutes = row->time ? (int) adw_spin_row_get_value (row->time) : row->people ? row->minutes : 0;
  SoClassKind *kind;

  if (!minutes || !*name || (!row->name && !*amount))
    return NULL;
  kind = so_class_kind_new ();
  kind->name = g_steal_pointer (&name);
  kind->minutes = minutes;
  if (row->people)
    kind->most = row->people;
  return kind;
}

GPtrArray *
so_services_group_dup_classes (SoServicesGroup *self)
{
  GPtrArray *classes = g_ptr_array_new_with_free_func ((GDestroyNotify) so_class_kind_free);

  g_return_val_if_fail (SO_IS_SERVICES_GROUP (self), classes);

  for (guint i = 0; self->has_schedule && i < self->rows->len; i++)
    {
      SoClassKind *kind = dup_class (&g_array_index (self->rows, Row, i));

      if (kind)
        g_ptr_array_add (classes, kind);
    }
  return classes;
}

static void
so_services_group_finalize (GObject *object)
{
  SoServicesGroup *self = SO_SERVICES_GROUP (object);

  g_clear_object (&self->studio);
  g_clear_pointer (&self->currency, g_free);
  g_clear_pointer (&self->rows, g_array_unref);
  G_OBJECT_CLASS (so_services_group_parent_class)->finalize (object);
}

static void
so_services_group_class_init (SoServicesGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_services_group_finalize;
}

static void
so_services_group_init (SoServicesGroup *self)
{
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_array_set_clear_func (self->rows, (GDestroyNotify) clear_row);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("What You Offer"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _("Only these prices are ever quoted. Leave empty what you do not offer."));
}

static gboolean
is_known (GPtrArray *prices, const char *name)
{
  for (guint i = 0; prices && i < prices->len; i++)
    if (!g_strcmp0 (((SoPrice *) prices->pdata[i])->name, name))
      return TRUE;
  return FALSE;
}

static void
add_known (SoServicesGroup *self, const SoPrice *price)
{
  GtkWidget *row = adw_action_row_new (), *label;
  g_autofree char *amount = so_money_format (price->amount, price->currency, NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), price->name);
  label = gtk_label_new (amount);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

GtkWidget *
so_services_group_new (SoStudio *studio, const SoKind *kind)
{
  SoServicesGroup *self = g_object_new (SO_TYPE_SERVICES_GROUP, NULL);
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);
  g_autoptr (GPtrArray) prices = so_studio_list_prices (studio);
  guint n = 0;
  const SoKindService *services = kind ? so_kind_services (kind, &n) : NULL;

  self->studio = g_object_ref (studio);
  self->has_schedule = kind && so_kind_has_module (kind, "schedule");
  if (self->has_schedule)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _("Only these prices are ever quoted. Leave empty what you do not offer. What takes place at a time is put on the list of your schedule, too."));
  self->currency = g_strdup (profile && profile->currency ? profile->currency : "EUR");
  for (guint i = 0; prices && i < prices->len; i++)
    add_known (self, prices->pdata[i]);
  for (guint i = 0; i < n; i++)
    if (!is_known (prices, services[i].name))
      add_service (self, &services[i]);
  self->more = adw_button_row_new ();
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->more), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->more), _("Something _Else…"));
  adw_button_row_set_start_icon_name (ADW_BUTTON_ROW (self->more), "list-add-symbolic");
  g_signal_connect_object (self->more, "activated", G_CALLBACK (on_more), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->more);
  return GTK_WIDGET (self);
}
