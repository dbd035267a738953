/* SPDX-License-Identifier: MIT */
#include "so-merged-group.h"

#include "so-age.h"
#include "so-merge-dialog.h"
#include "so-people-facts.h"
#include "so-person-picker.h"
#include "so-verb.h"

#include <glib/gi18n.h>

struct _SoMergedGroup {
  AdwPreferencesGroup parent_instance;

  GtkWidget *merge;       /* borrowed, as the rows */
  GPtrArray *rows;

  SoStudio *studio;
  char *contact_id;
  char *shown;            /* what the rows show; NULL: they are to be made */
};

G_DEFINE_FINAL_TYPE (SoMergedGroup, so_merged_group, ADW_TYPE_PREFERENCES_GROUP)

/* Together ----------------------------------------------------------------------------------------- */

static void
on_person_chosen (const char *contact_id, gpointer owner)
{
  SoMergedGroup *self = owner;
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (window && self->contact_id)
    so_merge_dialog_present (GTK_WIDGET (self), window, self->contact_id, contact_id, NULL);
}

static void
on_merge (SoMergedGroup *self)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (window && self->contact_id)
    adw_dialog_present (so_person_picker_new (window, _("Merge With"), self->contact_id, on_person_chosen, self), GTK_WIDGET (self));
}

/* Apart -------------------------------------------------------------------------------------------- */

static void
on_apart (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoMergedGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (window && error)
    so_window_show_error (window, error);
  else if (window)
    so_window_add_undo_toast (window, _("They are two people again"));
}

static void
on_apart_clicked (GtkButton *button, SoMergedGroup *self)
{
  so_studio_do_async (self->studio, SO_VERB_UNMERGE, gtk_widget_get_name (GTK_WIDGET (button)), NULL, NULL, on_apart, g_object_ref (self));
}

/* Showing ------------------------------------------------------------------------------------------ */

static void
add_row (SoMergedGroup *self, const SoMerge *merge)
{
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new_with_label (_("Take Apart"));
  const char *name = merge->merged_name && *merge->merged_name ? merge->merged_name : _("Without a name");
  g_autofree char *when = so_age_dup_day (merge->at), *label = g_strdup_printf (_("Take %s Apart"), name);
  /* Translators: %s is a day */
  g_autofree char *since = g_strdup_printf (_("Merged: %s"), when);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), since);
  gtk_widget_set_name (button, merge->merged_id);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_apart_clicked), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static char *
dup_signature (GPtrArray *merges)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < merges->len; i++)
    {
      const SoMerge *merge = merges->pdata[i];

      g_string_append_printf (all, "%s %s\n", merge->id, merge->merged_name ? merge->merged_name : "");
    }
  return g_string_free_and_steal (all);
}

static gboolean
has_focus (SoMergedGroup *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

/* Whom the page is about first, and what can be done with them last: Tab leads from one to the other. */
static void
fill (SoMergedGroup *self, GPtrArray *merges)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  gboolean focused = has_focus (self);
  g_autoptr (GtkWidget) merge = g_object_ref (self->merge);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  adw_preferences_group_remove (group, merge);
  for (guint i = 0; i < merges->len; i++)
    add_row (self, merges->pdata[i]);
  adw_preferences_group_add (group, merge);
  if (focused)
    gtk_widget_grab_focus (merge);
}

void
so_merged_group_show (SoMergedGroup *self, SoStudio *studio, const SoContact *contact)
{
  g_autoptr (GPtrArray) merges = NULL;
  g_autofree char *signature = NULL;

  g_return_if_fail (SO_IS_MERGED_GROUP (self) && contact);

  g_set_object (&self->studio, studio);
  g_set_str (&self->contact_id, contact->id);
  merges = so_studio_list_merges (studio, contact->id);
  signature = dup_signature (merges);
  if (!g_set_str (&self->shown, signature))
    return;
  fill (self, merges);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), merges->len ? _("Shown as one person with all that is theirs.") : NULL);
}

static void
so_merged_group_dispose (GObject *object)
{
  SoMergedGroup *self = SO_MERGED_GROUP (object);

  g_clear_object (&self->studio);
  g_clear_pointer (&self->contact_id, g_free);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (so_merged_group_parent_class)->dispose (object);
}

static void
so_merged_group_class_init (SoMergedGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_merged_group_dispose;
}

static void
so_merged_group_init (SoMergedGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->merge = adw_button_row_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Who This Is"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->merge), _("Merge With Somebody Else…"));
  g_signal_connect_object (self->merge, "activated", G_CALLBACK (on_merge), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->merge);
}
