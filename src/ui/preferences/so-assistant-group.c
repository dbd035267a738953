/* SPDX-License-Identifier: MIT */
#include "so-assistant-group.h"

#include "so-assistant-agents.h"
#include "so-assistant-places.h"
#include "so-assistant-try.h"
#include "so-assistant.h"
#include "so-list-verbs.h"
#include "so-meaning-rows.h"
#include "so-preferences-push.h"

#include <glib/gi18n.h>
#include <string.h>

struct _SoAssistantGroup {
  AdwPreferencesGroup parent_instance;

  SoStudio *studio;
  AdwComboRow *provider;         /* borrowed, as all widgets */
  AdwActionRow *problem;         /* what went wrong with the last change */
  AdwEntryRow *address;
  AdwPasswordEntryRow *key;
  AdwComboRow *model;
  AdwActionRow *test;
  AdwExpanderRow *costs;
  AdwSpinRow *price_in, *price_out;
  AdwSwitchRow *private;
  GtkWidget *agents, *trial;
  GStrv models;                  /* of the provider that is shown; NULL: not fetched */
  int shown;                     /* provider */
  guint fetches;                 /* how many lists were asked for */
  guint pause;                   /* a price is being changed */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SoAssistantGroup, so_assistant_group, ADW_TYPE_PREFERENCES_GROUP)

/* In the order of the rows: what needs nobody first. */
static const int providers[] = {
  SO_PROVIDER_RULES, SO_MODEL_OLLAMA, SO_MODEL_OPENAI, SO_MODEL_ANTHROPIC, SO_MODEL_GEMINI, SO_MODEL_OPENAI_CHAT,
};
#define PAUSE_MS 700

/* Models ----------------------------------------------------------------------------------------- */

static void
fill_models (SoAssistantGroup *self, const char *chosen)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, chosen ? chosen : _("None is chosen yet"));
  for (guint i = 0; self->models && self->models[i]; i++)
    if (g_strcmp0 (self->models[i], chosen))
      gtk_string_list_append (names, self->models[i]);
  self->filling = TRUE;
  adw_combo_row_set_model (self->model, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->model, selected);
  self->filling = FALSE;
}

static char *
list_job (SoStudio *studio, gpointer data, GError **error)
{
  g_auto (GStrv) names = so_assistant_list_models (studio, (SoModelKind) GPOINTER_TO_INT (data), NULL, error);

  return names ? g_strjoinv ("\n", names) : NULL;
}

typedef struct {
  SoAssistantGroup *self;
  guint number;
} Fetch;

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Fetch *fetch = user_data;
  g_autoptr (SoAssistantGroup) self = fetch->self;
  g_autoptr (GError) error = NULL;
  g_autofree char *names = so_studio_job_finish (SO_STUDIO (source), result, &error);
  g_autoptr (SoAssistantState) state = so_assistant_load (SO_STUDIO (source));

  /* Another provider is shown by now. */
  if (fetch->number != self->fetches || !state || self->shown < 0)
    return;
  g_clear_pointer (&self->models, g_strfreev);
  self->models = names && *names ? g_strsplit (names, "\n", -1) : NULL;
  if (error)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->model), error->message);
  else if (!self->models)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->model), _("There is none yet: add one there, with Ollama by “ollama pull”"));
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->model), "");
  fill_models (self, state->providers[self->shown]->model);
}

static void
fetch_models (SoAssistantGroup *self)
{
  Fetch *fetch;

  if (self->shown < 0)
    return;
  fetch = g_new0 (Fetch, 1);
  fetch->self = g_object_ref (self);
  fetch->number = ++self->fetches;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->model), _("Asking which there are…"));
  so_studio_aside_async (self->studio, list_job, GINT_TO_POINTER (self->shown), NULL, on_listed, fetch);
}

/* Showing ---------------------------------------------------------------------------------------- */

static void
show_costs (SoAssistantGroup *self, const SoProviderSettings *settings)
{
  g_autofree char *used = so_assistant_describe_use (self->studio);

  adw_expander_row_set_subtitle (self->costs, used);
  adw_spin_row_set_value (self->price_in, settings->price_in);
  adw_spin_row_set_value (self->price_out, settings->price_out);
}

static void
show (SoAssistantGroup *self)
{
  g_autoptr (SoAssistantState) state = so_assistant_load (self->studio);
  gboolean model, local, moved;
  const SoProviderSettings *settings;
  guint row = 0;

  if (!state)
    return;
  moved = state->provider != self->shown;
  self->shown = state->provider;
  model = state->provider >= 0;
  settings = model ? state->providers[state->provider] : NULL;
  local = model && so_provider_is_here (so_provider_address ((SoModelKind) state->provider, settings));
  while (row < G_N_ELEMENTS (providers) - 1 && providers[row] != state->provider)
    row++;
  self->filling = TRUE;
  adw_combo_row_set_selected (self->provider, row);
  adw_switch_row_set_active (self->private, state->private);
  gtk_widget_set_visible (GTK_WIDGET (self->address), model);
  gtk_widget_set_visible (GTK_WIDGET (self->key), model && (!local || settings->has_key || state->provider != SO_MODEL_OLLAMA));
  gtk_widget_set_visible (GTK_WIDGET (self->model), model);
  gtk_widget_set_visible (GTK_WIDGET (self->test), model);
  gtk_widget_set_visible (GTK_WIDGET (self->costs), model);
  gtk_widget_set_visible (self->trial, model);
  if (model)
    {
      if (!gtk_widget_get_focus_child (GTK_WIDGET (self->address)))
        gtk_editable_set_text (GTK_EDITABLE (self->address), so_provider_address ((SoModelKind) state->provider, settings));
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key), settings->has_key ? _("Key (one is kept in the key ring)") : _("Key"));
      show_costs (self, settings);
    }
  self->filling = FALSE;
  if (!moved)
    return;
  adw_action_row_set_subtitle (self->test, "");
  g_clear_pointer (&self->models, g_strfreev);
  fill_models (self, settings ? settings->model : NULL);
  fetch_models (self);
}

/* Saving ----------------------------------------------------------------------------------------- */

typedef struct {
  int provider;
  char *base, *model, *key;
  double price_in, price_out;
  gboolean use, private, is_private;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->base);
  g_free (change->model);
  if (change->key)
    explicit_bzero (change->key, strlen (change->key));
  g_free (change->key);
  g_free (change);
}

static char *
change_job (SoStudio *studio, gpointer data, GError **error)
{
  const Change *c = data;
  SoProviderChange change = { c->base, c->model, c->key, c->price_in, c->price_out, c->use };

  if (c->is_private)
    so_assistant_set_private (studio, c->private, error);
  else if (c->provider < 0)
    so_assistant_use_provider (studio, c->provider, error);
  else
    so_assistant_set_provider (studio, (SoModelKind) c->provider, &change, error);
  return NULL;
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoAssistantGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *none = so_studio_job_finish (SO_STUDIO (source), result, &error);

  /* It stays there until something is changed that works: a note that goes by itself would leave an owner with a row that went back. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->problem), error ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
  if (error)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  show (self);
}

static Change *
change_new (SoAssistantGroup *self)
{
  Change *change = g_new0 (Change, 1);

  change->provider = self->shown;
  change->price_in = change->price_out = -1;
  return change;
}

/* Takes @change. */
static void
save (SoAssistantGroup *self, Change *change)
{
  so_studio_job_async (self->studio, change_job, change, change_free, NULL, on_changed, g_object_ref (self));
}

static void
on_provider_selected (SoAssistantGroup *self)
{
  Change *change;

  if (self->filling)
    return;
  change = change_new (self);
  change->provider = providers[MIN (adw_combo_row_get_selected (self->provider), G_N_ELEMENTS (providers) - 1)];
  change->use = TRUE;
  save (self, change);
}

static void
on_saved_then_fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SoAssistantGroup *self = user_data;

  g_object_ref (self);
  on_changed (source, result, self);
  fetch_models (self);
  g_object_unref (self);
}

static void
on_address_applied (SoAssistantGroup *self)
{
  Change *change = change_new (self);

  change->base = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address)));
  so_studio_job_async (self->studio, change_job, change, change_free, NULL, on_saved_then_fetched, g_object_ref (self));
}

static void
on_key_applied (SoAssistantGroup *self)
{
  Change *change = change_new (self);

  change->key = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->key)));
  gtk_editable_set_text (GTK_EDITABLE (self->key), "");
  so_studio_job_async (self->studio, change_job, change, change_free, NULL, on_saved_then_fetched, g_object_ref (self));
}

static void
on_model_selected (SoAssistantGroup *self)
{
  GObject *item = adw_combo_row_get_selected_item (self->model);
  Change *change;

  /* The first row says what is chosen, or that nothing is. */
  if (self->filling || !item || !adw_combo_row_get_selected (self->model))
    return;
  change = change_new (self);
  change->model = g_strdup (gtk_string_object_get_string (GTK_STRING_OBJECT (item)));
  save (self, change);
}

static gboolean
on_pause_over (gpointer user_data)
{
  SoAssistantGroup *self = user_data;
  Change *change = change_new (self);

  self->pause = 0;
  change->price_in = adw_spin_row_get_value (self->price_in);
  change->price_out = adw_spin_row_get_value (self->price_out);
  if (self->shown >= 0)
    save (self, change);
  else
    change_free (change);
  return G_SOURCE_REMOVE;
}

static void
on_price_changed (SoAssistantGroup *self)
{
  if (self->filling)
    return;
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE_MS, on_pause_over, self);
}

static void
on_private_switched (SoAssistantGroup *self)
{
  Change *change;

  if (self->filling)
    return;
  change = change_new (self);
  change->is_private = TRUE;
  change->private = adw_switch_row_get_active (self->private);
  save (self, change);
}

/* Testing ---------------------------------------------------------------------------------------- */

static char *
test_job (SoStudio *studio, gpointer data, GError **error)
{
  return so_assistant_test (studio, (SoModelKind) GPOINTER_TO_INT (data), NULL, error);
}

static void
on_tested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoAssistantGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = so_studio_job_finish (SO_STUDIO (source), result, &error);
  const char *said = error ? error->message : words;

  adw_action_row_set_subtitle (self->test, said);
  gtk_widget_set_sensitive (GTK_WIDGET (self->test), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->test), said, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_test_activated (SoAssistantGroup *self)
{
  if (self->shown < 0)
    return;
  adw_action_row_set_subtitle (self->test, _("Waiting for an answer…"));
  so_studio_aside_async (self->studio, test_job, GINT_TO_POINTER (self->shown), NULL, on_tested, g_object_ref (self));
}

/* Pages ------------------------------------------------------------------------------------------ */

static void
on_agents_activated (SoAssistantGroup *self)
{
  so_preferences_push (GTK_WIDGET (self), so_assistant_agents_new (self->studio));
}

static void
on_try_activated (SoAssistantGroup *self)
{
  so_preferences_push (GTK_WIDGET (self), so_assistant_try_new (self->studio));
}

static void
on_places_activated (SoAssistantGroup *self)
{
  so_preferences_push (GTK_WIDGET (self), so_assistant_places_new (self->studio));
}

/* Making ----------------------------------------------------------------------------------------- */

static void
on_store_changed (SoAssistantGroup *self, guint changes)
{
  if (changes & SO_CHANGED_SETTINGS)
    show (self);
}

static void
so_assistant_group_dispose (GObject *object)
{
  SoAssistantGroup *self = SO_ASSISTANT_GROUP (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_pointer (&self->models, g_strfreev);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_assistant_group_parent_class)->dispose (object);
}

static void
so_assistant_group_class_init (SoAssistantGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_assistant_group_dispose;
}

static gpointer
add (SoAssistantGroup *self, GtkWidget *row, const char *title)
{
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return row;
}

static void
connect (SoAssistantGroup *self, gpointer widget, const char *signal, GCallback callback)
{
  g_signal_connect_object (widget, signal, callback, self, G_CONNECT_SWAPPED);
}

static GtkWidget *
add_way (SoAssistantGroup *self, const char *title, const char *subtitle, GCallback activated)
{
  GtkWidget *row = add (self, adw_action_row_new (), title);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  connect (self, row, "activated", activated);
  return row;
}

static AdwSpinRow *
add_price (SoAssistantGroup *self, const char *title)
{
  GtkWidget *row = adw_spin_row_new_with_range (0, 1000, 0.05);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_spin_row_set_digits (ADW_SPIN_ROW (row), 2);
  adw_expander_row_add_row (self->costs, row);
  connect (self, row, "notify::value", G_CALLBACK (on_price_changed));
  return ADW_SPIN_ROW (row);
}

static void
add_providers (SoAssistantGroup *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("Rules Only"));
  for (guint i = 1; i < G_N_ELEMENTS (providers); i++)
    gtk_string_list_append (names, so_provider_label ((SoModelKind) providers[i]));
  self->provider = add (self, adw_combo_row_new (), _("_Who Helps"));
  adw_combo_row_set_model (self->provider, G_LIST_MODEL (names));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->provider), FALSE);
  connect (self, self->provider, "notify::selected", G_CALLBACK (on_provider_selected));
}

static void
so_assistant_group_init (SoAssistantGroup *self)
{
  self->shown = SO_PROVIDER_STUDIO;   /* nothing yet */
  self->filling = TRUE;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Language Model"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _("The rules sort messages and propose answers without one, on this computer."));
  add_providers (self);
  self->problem = add (self, adw_action_row_new (), "");
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->problem), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->problem), FALSE);
  adw_action_row_add_prefix (self->problem, gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  self->address = add (self, adw_entry_row_new (), _("_Address"));
  adw_entry_row_set_show_apply_button (self->address, TRUE);
  connect (self, self->address, "apply", G_CALLBACK (on_address_applied));
  self->key = add (self, adw_password_entry_row_new (), _("Key"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->key), TRUE);
  connect (self, self->key, "apply", G_CALLBACK (on_key_applied));
  self->model = add (self, adw_combo_row_new (), _("_Model"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->model), FALSE);
  connect (self, self->model, "notify::selected", G_CALLBACK (on_model_selected));
  self->test = add (self, adw_action_row_new (), _("_Test the Provider"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->test), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->test), TRUE);
  connect (self, self->test, "activated", G_CALLBACK (on_test_activated));
  self->costs = add (self, adw_expander_row_new (), _("_Costs"));
  self->price_in = add_price (self, _("Price of a Million Tokens Read"));
  self->price_out = add_price (self, _("Price of a Million Tokens Written"));
  self->private = add (self, adw_switch_row_new (), _("_Private Mode"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->private), _("Only a model on this computer may be asked"));
  connect (self, self->private, "notify::active", G_CALLBACK (on_private_switched));
  self->agents = add_way (self, _("A_gents"), _("What a model is asked for, and how"), G_CALLBACK (on_agents_activated));
  self->trial = add_way (self, _("Try _It"), _("Ask an agent something, without any customer"), G_CALLBACK (on_try_activated));
  add_way (self, _("Where Your _Data Goes"), _("With the settings as they are now"), G_CALLBACK (on_places_activated));
  self->filling = FALSE;
}

GtkWidget *
so_assistant_group_new (SoStudio *studio)
{
  SoAssistantGroup *self = g_object_new (SO_TYPE_ASSISTANT_GROUP, NULL);

  self->studio = g_object_ref (studio);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), so_meaning_rows_new (studio));
  show (self);
  return GTK_WIDGET (self);
}
