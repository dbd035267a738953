/* SPDX-License-Identifier: MIT */
#include "so-transcribe-group.h"

#include "so-assistant-settings.h"
#include "so-list-verbs.h"
#include "so-transcribe.h"

#include <glib/gi18n.h>
#include <string.h>

struct _SoTranscribeGroup {
  AdwPreferencesGroup parent_instance;

  SoStudio *studio;
  AdwComboRow *service;          /* borrowed, as all widgets */
  AdwActionRow *where;           /* where the sound goes */
  AdwActionRow *problem;         /* what went wrong with the last change */
  AdwEntryRow *address, *model, *language;
  AdwPasswordEntryRow *key;
  AdwActionRow *test;
  SoTranscribe shown;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SoTranscribeGroup, so_transcribe_group, ADW_TYPE_PREFERENCES_GROUP)

/* Showing ------------------------------------------------------------------------------------------------ */

static void
fill (AdwEntryRow *row, const char *text, gboolean visible)
{
  gtk_widget_set_visible (GTK_WIDGET (row), visible);
  if (!gtk_widget_get_focus_child (GTK_WIDGET (row)))
    gtk_editable_set_text (GTK_EDITABLE (row), text ? text : "");
}

static char *
describe (SoStudio *studio, const SoTranscribeSettings *settings)
{
  g_autoptr (SoAssistantState) assistant = so_assistant_load (studio);

  if (assistant && assistant->private && !so_transcribe_is_here (settings))
    return g_strdup (_("Private mode is on: nothing is sent, and so nothing is written down"));
  return so_transcribe_describe (settings);
}

static void
show (SoTranscribeGroup *self)
{
  g_autoptr (SoTranscribeSettings) settings = so_transcribe_settings_load (self->studio);
  g_autofree char *words = NULL;
  gboolean on, service;

  if (!settings)
    return;
  words = describe (self->studio, settings);
  on = settings->service != SO_TRANSCRIBE_OFF;
  service = settings->service == SO_TRANSCRIBE_OPENAI;
  self->filling = TRUE;
  if (settings->service != self->shown)
    adw_action_row_set_subtitle (self->test, "");
  self->shown = settings->service;
  adw_combo_row_set_selected (self->service, settings->service);
  adw_action_row_set_subtitle (self->where, words);
  fill (self->address, so_transcribe_address (settings), on);
  fill (self->model, settings->model, service);
  fill (self->language, settings->language, on);
  gtk_widget_set_visible (GTK_WIDGET (self->key), service);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key), settings->has_key ? _("Key (one is kept in the key ring)") : _("Key"));
  gtk_widget_set_visible (GTK_WIDGET (self->test), on);
  self->filling = FALSE;
}

/* Saving ------------------------------------------------------------------------------------------------- */

typedef struct {
  SoTranscribe service;
  char *base, *model, *language, *key;   /* NULL: it stays */
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->base);
  g_free (change->model);
  g_free (change->language);
  if (change->key)
    explicit_bzero (change->key, strlen (change->key));
  g_free (change->key);
  g_free (change);
}

static char *
change_job (SoStudio *studio, gpointer data, GError **error)
{
  const Change *c = data;

  so_transcribe_set (studio, c->service, &(SoTranscribeChange) { c->base, c->model, c->language, c->key }, error);
  return NULL;
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoTranscribeGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *none = so_studio_job_finish (SO_STUDIO (source), result, &error);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->problem), error ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
  if (error)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  if (self->studio)
    show (self);
}

/* Takes @change. */
static void
save (SoTranscribeGroup *self, Change *change)
{
  so_studio_job_async (self->studio, change_job, change, change_free, NULL, on_changed, g_object_ref (self));
}

static Change *
change_new (SoTranscribeGroup *self)
{
  Change *change = g_new0 (Change, 1);

  change->service = self->shown;
  return change;
}

static void
on_service_selected (SoTranscribeGroup *self)
{
  Change *change;

  if (self->filling)
    return;
  change = change_new (self);
  change->service = (SoTranscribe) MIN (adw_combo_row_get_selected (self->service), SO_N_TRANSCRIBES - 1);
  save (self, change);
}

static void
on_applied (SoTranscribeGroup *self, GtkEditable *row)
{
  Change *change = change_new (self);
  char **field = row == GTK_EDITABLE (self->address) ? &change->base : row == GTK_EDITABLE (self->model) ? &change->model : row == GTK_EDITABLE (self->language) ? &change->language :
                                                                                                                              &change->key;

  *field = g_strdup (gtk_editable_get_text (row));
  if (field == &change->key)
    gtk_editable_set_text (row, "");
  save (self, change);
}

/* Trying ------------------------------------------------------------------------------------------------- */

static char *
test_job (SoStudio *studio, gpointer data, GError **error)
{
  return so_transcribe_test (studio, NULL, error);
}

static void
on_tested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoTranscribeGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = so_studio_job_finish (SO_STUDIO (source), result, &error);
  const char *said = error ? error->message : words;

  adw_action_row_set_subtitle (self->test, said ? said : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->test), TRUE);
  if (said)
    gtk_accessible_announce (GTK_ACCESSIBLE (self->test), said, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_test_activated (SoTranscribeGroup *self)
{
  adw_action_row_set_subtitle (self->test, _("Waiting for an answer…"));
  so_studio_aside_async (self->studio, test_job, NULL, NULL, on_tested, g_object_ref (self));
}

/* Making ------------------------------------------------------------------------------------------------- */

static void
on_store_changed (SoTranscribeGroup *self, guint changes)
{
  if (changes & SO_CHANGED_SETTINGS)
    show (self);
}

static void
so_transcribe_group_dispose (GObject *object)
{
  g_clear_object (&SO_TRANSCRIBE_GROUP (object)->studio);
  G_OBJECT_CLASS (so_transcribe_group_parent_class)->dispose (object);
}

static void
so_transcribe_group_class_init (SoTranscribeGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_transcribe_group_dispose;
}

static gpointer
add (SoTranscribeGroup *self, GtkWidget *row, const char *title)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return row;
}

static gpointer
add_entry (SoTranscribeGroup *self, GtkWidget *row, const char *title)
{
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "apply", G_CALLBACK (on_applied), self, G_CONNECT_SWAPPED);
  return add (self, row, title);
}

static void
so_transcribe_group_init (SoTranscribeGroup *self)
{
  const char *names[] = { _("Nobody"), _("A Service"), _("This Computer"), NULL };
  g_autoptr (GtkStringList) services = gtk_string_list_new (names);

  self->filling = TRUE;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Calls and Voice Notes in Words"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _("What is said is found by a search then. A service that speaks as OpenAI does can write it down, or whisper.cpp's server on this computer."));
  self->service = add (self, adw_combo_row_new (), _("Who Writes Them Down"));
  adw_combo_row_set_model (self->service, G_LIST_MODEL (services));
  g_signal_connect_object (self->service, "notify::selected", G_CALLBACK (on_service_selected), self, G_CONNECT_SWAPPED);
  self->problem = add (self, adw_action_row_new (), "");
  adw_action_row_add_prefix (self->problem, gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  self->where = add (self, adw_action_row_new (), _("Where the Sound Goes"));
  self->address = add_entry (self, adw_entry_row_new (), _("Address of Who Listens"));
  self->key = add_entry (self, adw_password_entry_row_new (), _("Key"));
  self->model = add_entry (self, adw_entry_row_new (), _("Model for Speech; empty: whisper-1"));
  self->language = add_entry (self, adw_entry_row_new (), _("Language, such as de; empty: found out"));
  self->test = add (self, adw_action_row_new (), _("Try With a Short Sound"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->test), TRUE);
  g_signal_connect_object (self->test, "activated", G_CALLBACK (on_test_activated), self, G_CONNECT_SWAPPED);
  self->filling = FALSE;
}

GtkWidget *
so_transcribe_group_new (SoStudio *studio)
{
  SoTranscribeGroup *self = g_object_new (SO_TYPE_TRANSCRIBE_GROUP, NULL);

  self->studio = g_object_ref (studio);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
