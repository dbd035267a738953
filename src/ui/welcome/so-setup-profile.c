/* SPDX-License-Identifier: MIT */
#include "so-setup-profile.h"

#include "so-about.h"
#include "so-hours-group.h"
#include "so-list-verbs.h"
#include "so-logo-group.h"
#include "so-place-group.h"
#include "so-services-group.h"
#include "so-setup-classes.h"
#include "so-verb.h"

struct _SoSetupProfile {
  AdwPreferencesPage parent_instance;

  SoStudio *studio;
  GtkWidget *logo, *place, *hours, *services;    /* borrowed */
};

G_DEFINE_FINAL_TYPE (SoSetupProfile, so_setup_profile, ADW_TYPE_PREFERENCES_PAGE)

typedef struct {
  char *address, *map, *hours;
  GPtrArray *prices, *classes;
  GError *error;             /* a row is no amount */
} Values;

static void
values_free (gpointer data)
{
  Values *values = data;

  g_free (values->address);
  g_free (values->map);
  g_free (values->hours);
  g_clear_pointer (&values->prices, g_ptr_array_unref);
  g_ptr_array_unref (values->classes);
  g_clear_error (&values->error);
  g_free (values);
}

/* All of them are tried: what is right is kept, and the first that is not is said. */
static char *
save_job (SoStudio *studio, gpointer data, GError **error)
{
  Values *values = data;
  g_autoptr (GError) place = NULL, hours = NULL, prices = NULL, classes = NULL;
  guint n;

  so_studio_set_address (studio, values->address, values->map, &place);
  so_studio_do (studio, SO_VERB_SET_HOURS, "hours", values->hours, NULL, &hours);
  if (values->prices)
    so_studio_add_prices (studio, values->prices, &n, &prices);
  if (values->prices && !prices)
    so_studio_add_classes (studio, values->classes, &n, &classes);
  if (place || hours || prices || classes || values->error)
    g_propagate_error (error, place ? g_steal_pointer (&place) : hours ? g_steal_pointer (&hours) : prices ? g_steal_pointer (&prices) :
                              classes ? g_steal_pointer (&classes) : g_steal_pointer (&values->error));
  else
    so_studio_answer_from_data (studio, &n, error);
  return NULL;
}

void
so_setup_profile_save_async (SoSetupProfile *self, GAsyncReadyCallback callback, gpointer user_data)
{
  Values *values;

  g_return_if_fail (SO_IS_SETUP_PROFILE (self));

  values = g_new0 (Values, 1);
  values->address = g_strdup (so_place_group_get_address (SO_PLACE_GROUP (self->place)));
  values->map = g_strdup (so_place_group_get_map (SO_PLACE_GROUP (self->place)));
  values->hours = so_hours_group_dup_json (SO_HOURS_GROUP (self->hours));
  values->classes = so_services_group_dup_classes (SO_SERVICES_GROUP (self->services));
  values->prices = so_services_group_dup_prices (SO_SERVICES_GROUP (self->services), &values->error);
  so_studio_job_async (self->studio, save_job, values, values_free, NULL, callback, user_data);
}

gboolean
so_setup_profile_save_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autofree char *none = so_studio_job_finish (studio, result, &failed);

  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* A second time it would go one further. */
static gboolean
so_setup_profile_grab_focus (GtkWidget *widget)
{
  if (gtk_widget_get_focus_child (SO_SETUP_PROFILE (widget)->place))
    return TRUE;
  return gtk_widget_child_focus (SO_SETUP_PROFILE (widget)->place, GTK_DIR_TAB_FORWARD);
}

static void
so_setup_profile_dispose (GObject *object)
{
  g_clear_object (&SO_SETUP_PROFILE (object)->studio);
  G_OBJECT_CLASS (so_setup_profile_parent_class)->dispose (object);
}

static void
so_setup_profile_class_init (SoSetupProfileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_setup_profile_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = so_setup_profile_grab_focus;
}

static void
so_setup_profile_init (SoSetupProfile *self)
{
}

static GtkWidget *
add (SoSetupProfile *self, GtkWidget *group)
{
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), ADW_PREFERENCES_GROUP (group));
  return group;
}

GtkWidget *
so_setup_profile_new (SoStudio *studio, const SoKind *kind)
{
  SoSetupProfile *self = g_object_new (SO_TYPE_SETUP_PROFILE, NULL);

  self->studio = g_object_ref (studio);
  self->place = add (self, so_place_group_new (studio));
  self->services = add (self, so_services_group_new (studio, kind));
  self->hours = add (self, so_hours_group_new (studio));
  self->logo = add (self, so_logo_group_new (studio));
  so_place_group_leave_saving (SO_PLACE_GROUP (self->place));
  so_hours_group_leave_saving (SO_HOURS_GROUP (self->hours));
  if (kind && so_kind_hours_json (kind))
    so_hours_group_propose (SO_HOURS_GROUP (self->hours), so_kind_hours_json (kind));
  return GTK_WIDGET (self);
}
