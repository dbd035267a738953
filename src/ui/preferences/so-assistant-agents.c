/* SPDX-License-Identifier: MIT */
#include "so-assistant-agents.h"

#include "so-assistant-settings.h"
#include "so-list-verbs.h"
#include "so-preferences-say.h"

#include <glib/gi18n.h>

#define MOST_TOKENS 32000

typedef struct {
  AdwComboRow *provider;         /* borrowed, as all widgets */
  AdwEntryRow *model;
  AdwSpinRow *temperature, *tokens;
} Rows;

struct _SoAssistantAgents {
  AdwNavigationPage parent_instance;

  SoStudio *studio;
  Rows rows[SO_N_AGENTS];
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SoAssistantAgents, so_assistant_agents, ADW_TYPE_NAVIGATION_PAGE)

static const int providers[] = {
  SO_PROVIDER_STUDIO, SO_PROVIDER_RULES, SO_MODEL_OLLAMA, SO_MODEL_OPENAI, SO_MODEL_ANTHROPIC, SO_MODEL_GEMINI, SO_MODEL_OPENAI_CHAT,
};

static void
show_one (SoAssistantAgents *self, const SoAssistantState *state, SoAgent agent)
{
  const SoAgentSettings *settings = state->agents[agent];
  int provider = settings->provider == SO_PROVIDER_STUDIO ? state->provider : settings->provider;
  Rows *rows = &self->rows[agent];
  guint row = 0;

  while (row < G_N_ELEMENTS (providers) - 1 && providers[row] != settings->provider)
    row++;
  adw_combo_row_set_selected (rows->provider, row);
  if (!gtk_widget_get_focus_child (GTK_WIDGET (rows->model)))
    gtk_editable_set_text (GTK_EDITABLE (rows->model), settings->model ? settings->model : "");
  adw_spin_row_set_value (rows->temperature, MAX (settings->temperature, 0));
  adw_spin_row_set_value (rows->tokens, settings->most_tokens);
  gtk_widget_set_visible (GTK_WIDGET (rows->model), provider >= 0);
  gtk_widget_set_visible (GTK_WIDGET (rows->temperature), provider >= 0 && so_provider_takes_temperature ((SoModelKind) provider));
  gtk_widget_set_visible (GTK_WIDGET (rows->tokens), provider >= 0);
}

static void
show (SoAssistantAgents *self)
{
  g_autoptr (SoAssistantState) state = so_assistant_load (self->studio);

  self->filling = TRUE;
  for (SoAgent agent = 0; state && agent < SO_N_AGENTS; agent++)
    show_one (self, state, agent);
  self->filling = FALSE;
}

typedef struct {
  SoAgent agent;
  SoAgentSettings settings;
} Change;

static void
change_free (gpointer data)
{
  g_free (((Change *) data)->settings.model);
  g_free (data);
}

static char *
change_job (SoStudio *studio, gpointer data, GError **error)
{
  const Change *change = data;

  so_assistant_set_agent (studio, change->agent, &change->settings, error);
  return NULL;
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoAssistantAgents) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *none = so_studio_job_finish (SO_STUDIO (source), result, &error);

  if (!self->studio)
    return;
  show (self);
  if (error)
    so_preferences_say (GTK_WIDGET (self), error->message);
}

static void
save (SoAssistantAgents *self, gpointer widget)
{
  SoAgent agent = GPOINTER_TO_INT (g_object_get_data (widget, "agent"));
  const Rows *rows = &self->rows[agent];
  Change *change;

  if (self->filling)
    return;
  change = g_new0 (Change, 1);
  change->agent = agent;
  change->settings.provider = providers[MIN (adw_combo_row_get_selected (rows->provider), G_N_ELEMENTS (providers) - 1)];
  change->settings.model = g_strdup (gtk_editable_get_text (GTK_EDITABLE (rows->model)));
  change->settings.temperature = adw_spin_row_get_value (rows->temperature);
  change->settings.most_tokens = (guint) adw_spin_row_get_value (rows->tokens);
  so_studio_job_async (self->studio, change_job, change, change_free, NULL, on_changed, g_object_ref (self));
}

static void
on_notified (GtkWidget *widget, GParamSpec *pspec, SoAssistantAgents *self)
{
  save (self, widget);
}

static void
on_applied (GtkWidget *widget, SoAssistantAgents *self)
{
  save (self, widget);
}

static gpointer
add (AdwPreferencesGroup *group, GtkWidget *row, const char *title, SoAgent agent)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (group, row);
  g_object_set_data (G_OBJECT (row), "agent", GINT_TO_POINTER (agent));
  return row;
}

static GtkStringList *
make_names (void)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("As the Studio"));
  gtk_string_list_append (names, _("Rules Only"));
  for (guint i = 2; i < G_N_ELEMENTS (providers); i++)
    gtk_string_list_append (names, so_provider_label ((SoModelKind) providers[i]));
  return names;
}

static AdwPreferencesGroup *
make_group (SoAssistantAgents *self, SoAgent agent)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  Rows *rows = &self->rows[agent];
  g_autoptr (GtkStringList) names = make_names ();

  adw_preferences_group_set_title (group, so_agent_label (agent));
  adw_preferences_group_set_description (group, so_agent_description (agent));
  rows->provider = add (group, adw_combo_row_new (), _("Who Helps"), agent);
  adw_combo_row_set_model (rows->provider, G_LIST_MODEL (names));
  rows->model = add (group, adw_entry_row_new (), _("Model (empty: the provider’s)"), agent);
  adw_entry_row_set_show_apply_button (rows->model, TRUE);
  rows->temperature = add (group, adw_spin_row_new_with_range (0, 2, 0.1), _("Temperature"), agent);
  adw_spin_row_set_digits (rows->temperature, 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (rows->temperature), _("0: always the same words"));
  rows->tokens = add (group, adw_spin_row_new_with_range (1, MOST_TOKENS, 50), _("Longest Answer"), agent);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (rows->tokens), _("Tokens, of which a word has one or two"));
  g_signal_connect_object (rows->provider, "notify::selected", G_CALLBACK (on_notified), self, 0);
  g_signal_connect_object (rows->model, "apply", G_CALLBACK (on_applied), self, 0);
  g_signal_connect_object (rows->temperature, "notify::value", G_CALLBACK (on_notified), self, 0);
  g_signal_connect_object (rows->tokens, "notify::value", G_CALLBACK (on_notified), self, 0);
  return group;
}

static void
so_assistant_agents_dispose (GObject *object)
{
  g_clear_object (&SO_ASSISTANT_AGENTS (object)->studio);
  G_OBJECT_CLASS (so_assistant_agents_parent_class)->dispose (object);
}

static void
so_assistant_agents_class_init (SoAssistantAgentsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_assistant_agents_dispose;
}

static void
so_assistant_agents_init (SoAssistantAgents *self)
{
  GtkWidget *view = adw_toolbar_view_new (), *page = adw_preferences_page_new ();

  self->filling = TRUE;
  for (SoAgent agent = 0; agent < SO_N_AGENTS; agent++)
    adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), make_group (self, agent));
  self->filling = FALSE;
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("Agents"));
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
}

AdwNavigationPage *
so_assistant_agents_new (SoStudio *studio)
{
  SoAssistantAgents *self = g_object_new (SO_TYPE_ASSISTANT_AGENTS, NULL);

  self->studio = g_object_ref (studio);
  show (self);
  return ADW_NAVIGATION_PAGE (self);
}
