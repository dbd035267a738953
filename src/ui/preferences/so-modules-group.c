/* SPDX-License-Identifier: MIT */
#include "so-modules-group.h"

#include "so-facts.h"
#include "so-pages.h"
#include "so-preferences-say.h"
#include "so-studio-kind.h"
#include "so-verb.h"

#include <glib/gi18n.h>

struct _SoModulesGroup {
  AdwPreferencesGroup parent_instance;

  SoStudio *studio;
  GPtrArray *rows;             /* AdwSwitchRow, borrowed, in the order of so_kind_all_modules() */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SoModulesGroup, so_modules_group, ADW_TYPE_PREFERENCES_GROUP)

static void
refill (SoModulesGroup *self)
{
  const char *const *modules = so_kind_all_modules ();

  self->filling = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    adw_switch_row_set_active (self->rows->pdata[i], !so_studio_hides_module (self->studio, modules[i]));
  self->filling = FALSE;
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoModulesGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (error)
    so_preferences_say (GTK_WIDGET (self), error->message);
}

static void
on_switched (AdwSwitchRow *row, GParamSpec *spec, SoModulesGroup *self)
{
  g_autofree char *value = NULL;

  if (self->filling)
    return;
  value = so_studio_write_modules (self->studio, gtk_widget_get_name (GTK_WIDGET (row)), adw_switch_row_get_active (row));
  so_studio_do_async (self->studio, SO_VERB_SAVE_SETTING, SO_SETTING_MODULES_HIDDEN, value, NULL, on_saved, g_object_ref (self));
}

static void
on_store_changed (SoModulesGroup *self, guint changes)
{
  if (changes & SO_CHANGED_SETTINGS)
    refill (self);
}

static const char *
title_of (const char *page)
{
  guint n;
  const SoPageInfo *pages = so_pages (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (pages[i].name, page))
      return _(pages[i].title);
  return page;
}

static void
add_row (SoModulesGroup *self, const char *module)
{
  GtkWidget *row = adw_switch_row_new ();

  gtk_widget_set_name (row, module);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_of (module));
  g_signal_connect_object (row, "notify::active", G_CALLBACK (on_switched), self, 0);
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
so_modules_group_finalize (GObject *object)
{
  g_clear_object (&SO_MODULES_GROUP (object)->studio);
  g_ptr_array_unref (SO_MODULES_GROUP (object)->rows);
  G_OBJECT_CLASS (so_modules_group_parent_class)->finalize (object);
}

static void
so_modules_group_class_init (SoModulesGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_modules_group_finalize;
}

static void
so_modules_group_init (SoModulesGroup *self)
{
  const char *const *modules = so_kind_all_modules ();

  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Pages"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _("What is not shown in the sidebar is still opened by its key."));
  self->filling = TRUE;
  for (guint i = 0; modules[i]; i++)
    add_row (self, modules[i]);
  self->filling = FALSE;
}

GtkWidget *
so_modules_group_new (SoStudio *studio)
{
  SoModulesGroup *self = g_object_new (SO_TYPE_MODULES_GROUP, NULL);

  self->studio = g_object_ref (studio);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  refill (self);
  return GTK_WIDGET (self);
}
