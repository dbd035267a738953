/* SPDX-License-Identifier: MIT */
#include "so-contact-data-group.h"

#include "so-exchange-person.h"
#include "so-window.h"

#include <glib/gi18n.h>

struct _SoContactDataGroup {
  AdwPreferencesGroup parent_instance;

  GtkWidget *export;
  GtkWidget *erase;

  SoStudio *studio;
  char *id;      /* NULL: nobody */
  char *name;
};

G_DEFINE_FINAL_TYPE (SoContactDataGroup, so_contact_data_group, ADW_TYPE_PREFERENCES_GROUP)

/* A question or a job about somebody: meanwhile another person may be shown. */
typedef struct {
  GWeakRef group;
  SoStudio *studio;
  char *id, *name, *folder;
} About;

static About *
about_new (SoContactDataGroup *self)
{
  About *about = g_new0 (About, 1);

  g_weak_ref_init (&about->group, self);
  about->studio = g_object_ref (self->studio);
  about->id = g_strdup (self->id);
  about->name = g_strdup (self->name);
  return about;
}

static void
about_free (About *about)
{
  g_weak_ref_clear (&about->group);
  g_object_unref (about->studio);
  g_free (about->id);
  g_free (about->name);
  g_free (about->folder);
  g_free (about);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (About, about_free)

static void
tell (About *about, const GError *error, const char *good)
{
  g_autoptr (SoContactDataGroup) self = g_weak_ref_get (&about->group);
  SoWindow *window = self ? so_window_of (GTK_WIDGET (self)) : NULL;

  if (window && error)
    so_window_show_error (window, error);
  else if (window)
    so_window_add_toast (window, good);
}

/* Erasing ---------------------------------------------------------------------------------------- */

static void G_GNUC_PRINTF (3, 4)
add_line (GString *text, guint n, const char *format, ...)
{
  va_list args;

  if (!n)
    return;
  g_string_append (text, "• ");
  va_start (args, format);
  g_string_append_vprintf (text, format, args);
  va_end (args);
  g_string_append_c (text, '\n');
}

char *
so_contact_data_describe (guint messages, guint conversations, guint files, guint notes, guint waiting)
{
  GString *text = g_string_new (_("Name, numbers, addresses and all details go, and for good:\n"));

  add_line (text, messages, ngettext ("%u message", "%u messages", messages), messages);
  add_line (text, conversations, ngettext ("%u conversation", "%u conversations", conversations), conversations);
  add_line (text, files, ngettext ("%u file that nobody else has", "%u files, except those that somebody else has", files), files);
  add_line (text, notes, ngettext ("%u note", "%u notes", notes), notes);
  add_line (text, waiting, ngettext ("%u approved message that has not left, and does not leave", "%u approved messages that have not left, and do not leave", waiting), waiting);
  g_string_append (text, _("\nWhat stays: that there was somebody, so that counts are right, and that they do not want to be written to, if they said so. "
                           "Backups that were made before still have everything."));
  return g_string_free_and_steal (text);
}

static void
on_erased (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (About) about = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *good = g_strdup_printf (_("%s was erased"), about->name);

  so_exchange_erase_finish (SO_STUDIO (source), result, &error);
  tell (about, error, good);
}

static void
on_erase_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (About) about = user_data;
  SoStudio *studio = about->studio;

  if (!g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "erase"))
    return;
  /* There is no way back, so it is not undone by leaving the page. */
  so_exchange_erase_async (studio, about->id, NULL, on_erased, about);
  g_steal_pointer (&about);
}

static void
on_erase_activated (SoContactDataGroup *self)
{
  SoPersonCounts counts;
  g_autoptr (GError) error = NULL;
  g_autofree char *heading = NULL, *body = NULL;
  AdwDialog *alert;

  if (!self->id)
    return;
  if (!so_exchange_person_count (self->studio, self->id, &counts, &error))
    {
      so_window_show_error (so_window_of (GTK_WIDGET (self)), error);
      return;
    }
  heading = g_strdup_printf (_("Erase %s?"), self->name);
  body = so_contact_data_describe (counts.messages, counts.conversations, counts.files, counts.notes, counts.waiting);
  alert = adw_alert_dialog_new (heading, body);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "keep", _("_Keep"), "erase", _("_Erase for Good"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "erase", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (alert), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "keep");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (alert), GTK_WIDGET (self), NULL, on_erase_answered, about_new (self));
}

/* A copy ----------------------------------------------------------------------------------------- */

static void
on_exported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (About) about = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = g_filename_display_basename (about->folder), *good = g_strdup_printf (_("Saved in the folder “%s”"), shown);

  so_exchange_person_finish (SO_STUDIO (source), result, &error);
  tell (about, error, good);
}

static void
on_folder_named (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (About) about = user_data;
  g_autoptr (GFile) folder = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  about->folder = folder ? g_file_get_path (folder) : NULL;
  if (!about->folder)
    return;
  so_exchange_person_async (about->studio, about->id, about->folder, NULL, on_exported, about);
  g_steal_pointer (&about);
}

static void
on_export_activated (SoContactDataGroup *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = g_strdelimit (g_strdup (self->name ? self->name : ""), "/\\", '-');

  if (!self->id)
    return;
  gtk_file_dialog_set_title (dialog, _("Name a New Folder for the Copy"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, on_folder_named, about_new (self));
}

/* Life ------------------------------------------------------------------------------------------- */

static void
so_contact_data_group_dispose (GObject *object)
{
  SoContactDataGroup *self = SO_CONTACT_DATA_GROUP (object);

  g_clear_object (&self->studio);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (so_contact_data_group_parent_class)->dispose (object);
}

static void
so_contact_data_group_class_init (SoContactDataGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_contact_data_group_dispose;
}

static GtkWidget *
add_row (SoContactDataGroup *self, const char *title, GCallback callback)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", callback, self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return row;
}

static void
so_contact_data_group_init (SoContactDataGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Their Data"));
  self->export = add_row (self, _("Save a Copy of Everything…"), G_CALLBACK (on_export_activated));
  self->erase = add_row (self, _("Erase This Person…"), G_CALLBACK (on_erase_activated));
  gtk_widget_add_css_class (self->erase, "destructive-action");
}

void
so_contact_data_group_show (SoContactDataGroup *self, SoStudio *studio, const SoContact *contact)
{
  g_return_if_fail (SO_IS_CONTACT_DATA_GROUP (self));

  g_set_object (&self->studio, studio);
  g_set_str (&self->id, contact ? contact->id : NULL);
  g_set_str (&self->name, contact && *contact->name ? contact->name : _("This Person"));
}
