/* SPDX-License-Identifier: MIT */
#include "so-meaning-rows.h"

#include "so-assistant-settings.h"
#include "so-list-verbs.h"
#include "so-meaning.h"

#include <glib/gi18n.h>

struct _SoMeaningRows {
  AdwExpanderRow parent_instance;

  AdwEntryRow *model;        /* borrowed, as all widgets */
  GtkWidget *problem;
  SoStudio *studio;
};

G_DEFINE_FINAL_TYPE (SoMeaningRows, so_meaning_rows, ADW_TYPE_EXPANDER_ROW)

static char *
describe (SoStudio *studio, const SoMeaningState *state)
{
  g_autoptr (SoAssistantState) assistant = so_assistant_load (studio);

  if (!state->model)
    return g_strdup (_("Off: entries of Knowledge are found by their words"));
  if (!state->by && assistant && assistant->private)
    return g_strdup (_("By words alone: private mode lets only a model on this computer be asked"));
  if (!state->by)
    return g_strdup (_("By words alone: who helps does not compare texts. Ollama, OpenAI and Gemini do"));
  return g_strdup_printf (ngettext ("%u of %u entry has been read by %s", "%u of %u entries have been read by %s", state->of), state->n, state->of, state->by);
}

static void
show (SoMeaningRows *self)
{
  g_auto (SoMeaningState) state = { 0 };
  g_autofree char *words = NULL;

  if (!so_meaning_load (self->studio, &state))
    return;
  words = describe (self->studio, &state);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), words);
  if (!gtk_widget_get_focus_child (GTK_WIDGET (self->model)))
    gtk_editable_set_text (GTK_EDITABLE (self->model), state.model ? state.model : "");
}

static char *
choose_job (SoStudio *studio, gpointer model, GError **error)
{
  so_meaning_choose (studio, model, error);
  return NULL;
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoMeaningRows) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *none = so_studio_job_finish (SO_STUDIO (source), result, &error);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->problem), error ? error->message : "");
  gtk_widget_set_visible (self->problem, error != NULL);
  if (error)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  show (self);
}

static void
on_applied (SoMeaningRows *self)
{
  char *model = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->model))));

  so_studio_job_async (self->studio, choose_job, model, g_free, NULL, on_chosen, g_object_ref (self));
}

static void
on_store_changed (SoMeaningRows *self, guint changes)
{
  if (changes & (SO_CHANGED_SETTINGS | SO_CHANGED_KNOWLEDGE))
    show (self);
}

static void
so_meaning_rows_dispose (GObject *object)
{
  g_clear_object (&SO_MEANING_ROWS (object)->studio);
  G_OBJECT_CLASS (so_meaning_rows_parent_class)->dispose (object);
}

static void
so_meaning_rows_class_init (SoMeaningRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_meaning_rows_dispose;
}

static void
so_meaning_rows_init (SoMeaningRows *self)
{
  self->model = ADW_ENTRY_ROW (adw_entry_row_new ());
  self->problem = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Found by Meaning, Too"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->model), _("Model for embeddings, such as nomic-embed-text; empty: none"));
  adw_entry_row_set_show_apply_button (self->model, TRUE);
  g_signal_connect_object (self->model, "apply", G_CALLBACK (on_applied), self, G_CONNECT_SWAPPED);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->problem), FALSE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self->problem), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_widget_set_visible (self->problem, FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->model));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->problem);
}

GtkWidget *
so_meaning_rows_new (SoStudio *studio)
{
  SoMeaningRows *self = g_object_new (SO_TYPE_MEANING_ROWS, NULL);

  self->studio = g_object_ref (studio);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
