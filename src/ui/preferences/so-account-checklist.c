/* SPDX-License-Identifier: MIT */
#include "so-account-checklist.h"

#include "so-account-verbs.h"
#include "so-list-verbs.h"

#include <glib/gi18n.h>

struct _SoAccountChecklist {
  AdwPreferencesGroup parent_instance;

  SoStudio *studio;
  char *id;
  GPtrArray *rows;        /* borrowed */
  GtkWidget *button, *spinner;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (SoAccountChecklist, so_account_checklist, ADW_TYPE_PREFERENCES_GROUP)

/* In an atomic rc box: it outlives whichever of the two threads ends first. */
typedef struct {
  char *id;
  GPtrArray *points;      /* SoSetupItem, or NULL */
} Job;

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_free (job->id);
  g_clear_pointer (&job->points, g_ptr_array_unref);
}

static void
job_unref (gpointer job)
{
  g_atomic_rc_box_release_full (job, job_clear);
}

typedef struct {
  SoAccountChecklist *list;
  Job *job;
} Answer;

GtkWidget *
so_account_point_new (const char *name, const char *sentence)
{
  GtkWidget *row = adw_action_row_new (), *icon = gtk_image_new_from_icon_name (sentence ? "dialog-warning-symbolic" : "object-select-symbolic");
  g_autofree char *label = sentence ? g_strdup_printf ("%s: %s", name, sentence) : g_strdup_printf (_("%s: in place"), name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sentence ? sentence : "");
  gtk_widget_add_css_class (icon, sentence ? "warning" : "success");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  /* A row is called by its title alone, unless that relation goes. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return row;
}

GPtrArray *
so_account_points_new (const GPtrArray *points, const char *error)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; points && i < points->len; i++)
    {
      const SoSetupItem *item = points->pdata[i];

      g_ptr_array_add (rows, so_account_point_new (item->name, item->good ? NULL : item->sentence));
    }
  if (!points)
    g_ptr_array_add (rows, so_account_point_new (_("The provider could not be asked"), error ? error : _("The account is kept, and asked again later.")));
  else if (!points->len)
    g_ptr_array_add (rows, so_account_point_new (_("There is nothing to be set up"), NULL));
  return rows;
}

static void
show_busy (SoAccountChecklist *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_visible (self->spinner, busy);
  gtk_button_set_label (GTK_BUTTON (self->button), busy ? _("Checking…") : _("_Check Again"));
  gtk_button_set_use_underline (GTK_BUTTON (self->button), TRUE);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), busy || self->rows->len ? NULL : _("Not checked while it is left alone"));
}

static void
show_points (SoAccountChecklist *self, const GPtrArray *points, const char *error)
{
  g_autoptr (GPtrArray) rows = so_account_points_new (points, error);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < rows->len; i++)
    {
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), rows->pdata[i]);
      g_ptr_array_add (self->rows, rows->pdata[i]);
    }
}

static char *
check_job (SoStudio *studio, gpointer data, GError **error)
{
  Job *job = data;

  job->points = so_studio_check_account (studio, job->id, error);
  return NULL;
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;
  g_autoptr (SoAccountChecklist) self = answer->list;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_job_finish (SO_STUDIO (source), result, &error);

  if (self->rows)
    {
      show_points (self, answer->job->points, error ? error->message : NULL);
      show_busy (self, FALSE);
    }
  job_unref (answer->job);
  g_free (answer);
}

void
so_account_checklist_run (SoAccountChecklist *self)
{
  Job *job;
  Answer *answer;

  g_return_if_fail (SO_IS_ACCOUNT_CHECKLIST (self));

  if (self->busy)
    return;
  show_busy (self, TRUE);
  job = g_atomic_rc_box_new0 (Job);
  job->id = g_strdup (self->id);
  answer = g_new0 (Answer, 1);
  answer->list = g_object_ref (self);
  answer->job = job;
  so_studio_aside_async (self->studio, check_job, g_atomic_rc_box_acquire (job), job_unref, on_checked, answer);
}

static void
so_account_checklist_dispose (GObject *object)
{
  SoAccountChecklist *self = SO_ACCOUNT_CHECKLIST (object);

  g_clear_object (&self->studio);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (so_account_checklist_parent_class)->dispose (object);
}

static void
so_account_checklist_class_init (SoAccountChecklistClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_account_checklist_dispose;
}

static void
so_account_checklist_init (SoAccountChecklist *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->rows = g_ptr_array_new ();
  self->spinner = adw_spinner_new ();
  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->button, "flat");
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (so_account_checklist_run), self);
  gtk_box_append (GTK_BOX (box), self->spinner);
  gtk_box_append (GTK_BOX (box), self->button);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Setup"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), box);
  show_busy (self, FALSE);
}

GtkWidget *
so_account_checklist_new (SoStudio *studio, const char *account_id)
{
  SoAccountChecklist *self = g_object_new (SO_TYPE_ACCOUNT_CHECKLIST, NULL);

  self->studio = g_object_ref (studio);
  self->id = g_strdup (account_id);
  return GTK_WIDGET (self);
}
