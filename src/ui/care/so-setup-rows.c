/* SPDX-License-Identifier: MIT */
#include "so-setup-rows.h"

#include "so-list-verbs.h"
#include "so-preferences-say.h"
#include "so-setup-file.h"

#include <glib/gi18n.h>

/* So many changes are named before they are made. */
#define NAMED 12

/* One file that is read or written; the group stays as long. */
typedef struct {
  GtkWidget *group;
  SoStudio *studio;
  char *path;
} Wish;

static void
wish_free (Wish *wish)
{
  g_object_unref (wish->group);
  g_object_unref (wish->studio);
  g_free (wish->path);
  g_free (wish);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static const struct { const char *part, *label; } parts[] = {
  { "profile", N_("Profile") }, { "settings", N_("Setting") }, { "prices", N_("Price") }, { "knowledge", N_("Answer") }, { "templates", N_("Template") },
  { "follow_ups", N_("Follow-ups") }, { "rules", N_("Rule") }, { "fields", N_("Field") },
};

static const char *
label_of (const char *part)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!g_strcmp0 (parts[i].part, part))
      return _(parts[i].label);
  return part;
}

/* "New: Price, Beginner Salsa", a line each; "" where all is so already. */
static char *
describe (const GPtrArray *changes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < changes->len && i < NAMED; i++)
    {
      const SoSetupChange *change = changes->pdata[i];

      g_string_append_printf (text, change->added ? _("New: %s, %s\n") : _("Changed: %s, %s\n"), label_of (change->part), change->name);
    }
  if (changes->len > NAMED)
    g_string_append_printf (text, ngettext ("and %u more\n", "and %u more\n", changes->len - NAMED), changes->len - NAMED);
  return g_string_free (text, FALSE);
}

static char *
look_job (SoStudio *studio, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) changes = so_setup_load (studio, ((Wish *) data)->path, TRUE, NULL, error);

  return changes ? describe (changes) : NULL;
}

static char *
read_job (SoStudio *studio, gpointer data, GError **error)
{
  g_autofree char *backup = NULL;
  g_autoptr (GPtrArray) changes = so_setup_load (studio, ((Wish *) data)->path, FALSE, &backup, error);

  return changes ? g_steal_pointer (&backup) : NULL;
}

static char *
save_job (SoStudio *studio, gpointer data, GError **error)
{
  so_setup_save (studio, ((Wish *) data)->path, error);
  return NULL;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = so_studio_job_finish (SO_STUDIO (source), result, &error);
  g_autofree char *text = g_strdup_printf (_("The studio is set up so now. Before that it was backed up to %s"), backup ? backup : "");

  so_preferences_say (wish->group, error ? error->message : text);
}

static void
on_agreed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  SoStudio *studio = wish->studio;

  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "read"))
    {
      Wish *own = g_steal_pointer (&wish);

      so_studio_aside_async (studio, read_job, own, NULL, on_read, own);
    }
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *changes = so_studio_job_finish (SO_STUDIO (source), result, &error);
  GtkWidget *group = wish->group;
  AdwDialog *alert;

  if (error || !*changes)
    return so_preferences_say (group, error ? error->message : _("This studio is set up so already"));
  if (!gtk_widget_get_root (group))
    return;
  alert = adw_alert_dialog_new (_("Set This Studio Up So?"), changes);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "cancel", _("_Cancel"), "read", _("_Set Up"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "read", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (alert), group, NULL, on_agreed, g_steal_pointer (&wish));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_job_finish (SO_STUDIO (source), result, &error);
  g_autofree char *text = g_strdup_printf (_("Saved as %s, without keys and customers"), wish->path);

  so_preferences_say (wish->group, error ? error->message : text);
}

static void
on_save_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  Wish *own;

  if (!file || !g_file_peek_path (file))
    return;
  g_set_str (&wish->path, g_file_peek_path (file));
  own = g_steal_pointer (&wish);
  so_studio_aside_async (own->studio, save_job, own, NULL, on_saved, own);
}

static void
on_open_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  Wish *own;

  if (!file || !g_file_peek_path (file))
    return;
  g_set_str (&wish->path, g_file_peek_path (file));
  own = g_steal_pointer (&wish);
  so_studio_aside_async (own->studio, look_job, own, NULL, on_looked, own);
}

static Wish *
wish_new (GtkWidget *row)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->group = g_object_ref (gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP));
  wish->studio = g_object_ref (g_object_get_data (G_OBJECT (wish->group), "so-studio"));
  return wish;
}

static GtkWindow *
window_of (GtkWidget *row)
{
  return GTK_WINDOW (gtk_widget_get_root (row));
}

static void
on_save (GtkWidget *row)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Save the Set-Up"));
  gtk_file_dialog_set_initial_name (dialog, _("Studio set-up.json"));
  gtk_file_dialog_save (dialog, window_of (row), NULL, on_save_chosen, wish_new (row));
}

static void
on_open (GtkWidget *row)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Read a Set-Up"));
  gtk_file_dialog_open (dialog, window_of (row), NULL, on_open_chosen, wish_new (row));
}

static void
add_row (GtkWidget *group, const char *title, const char *subtitle, GCallback callback)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", callback, NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

GtkWidget *
so_setup_rows_new (SoStudio *studio)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Set-Up"));
  g_object_set_data_full (G_OBJECT (group), "so-studio", g_object_ref (studio), g_object_unref);
  add_row (group, _("_Save the Set-Up…"), _("Profile, hours, prices, knowledge, templates, rules and preferences as one file, without keys and customers"), G_CALLBACK (on_save));
  add_row (group, _("_Read a Set-Up…"), _("Says first what it would change, and makes a backup"), G_CALLBACK (on_open));
  return group;
}
