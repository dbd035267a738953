/* SPDX-License-Identifier: MIT */
#include "so-aside-group.h"

#include "so-age.h"
#include "so-clock.h"
#include "so-share-notices.h"

#include <glib/gi18n.h>

/* All of them are in studioctl hub share aside. */
#define MOST_ROWS 20

struct _SoAsideGroup {
  AdwPreferencesGroup parent_instance;
  GPtrArray *rows;         /* borrowed */
};

G_DEFINE_FINAL_TYPE (SoAsideGroup, so_aside_group, ADW_TYPE_PREFERENCES_GROUP)

static GtkWidget *
make_row (const SoShareLeft *left)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *when = so_age_dup_short (left->at, so_now ()), *subtitle = g_strdup_printf ("%s\n%s", left->why, when);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), left->thing);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  return row;
}

void
so_aside_group_show (SoAsideGroup *self, SoStudio *studio)
{
  g_autoptr (GPtrArray) all = so_studio_list_left (studio, MOST_ROWS);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < all->len; i++)
    {
      GtkWidget *row = make_row (all->pdata[i]);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), all->len > 0);
}

static void
so_aside_group_finalize (GObject *object)
{
  g_ptr_array_unref (SO_ASIDE_GROUP (object)->rows);
  G_OBJECT_CLASS (so_aside_group_parent_class)->finalize (object);
}

static void
so_aside_group_class_init (SoAsideGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_aside_group_finalize;
}

static void
so_aside_group_init (SoAsideGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Changes Not Applied"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _("These changes of the shared studio could not be done here, or not be told to the others. They are "
                                                                         "kept, and hold up nothing."));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
