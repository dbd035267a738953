/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-data-places.h"

#include "so-assistant.h"
#include "so-outlet.h"
#include "so-settings.h"
#include "so-transcribe-settings.h"

#include <glib/gi18n-lib.h>

void
so_data_place_free (gpointer data)
{
  SoDataPlace *place = data;

  g_free (place->what);
  g_free (place->where);
  g_free (place);
}

/* Takes @where. */
static void
add (GPtrArray *places, const char *what, char *where, gboolean leaves)
{
  SoDataPlace *place = g_new0 (SoDataPlace, 1);

  place->what = g_strdup (what);
  place->where = where;
  place->leaves = leaves;
  g_ptr_array_add (places, place);
}

/* "Ollama, on This Computer, at http://127.0.0.1:11434"; NULL: nobody is asked. */
static char *
dup_server (const SoAssistantState *state, SoAgent agent, gboolean *here)
{
  const SoAgentSettings *own = state->agents[agent];
  int provider = own->provider == SO_PROVIDER_STUDIO ? state->provider : own->provider;
  const char *address;

  *here = TRUE;
  if (provider < 0 || (!own->model && !state->providers[provider]->model))
    return NULL;
  address = so_provider_address ((SoModelKind) provider, state->providers[provider]);
  *here = so_provider_is_here (address);
  if (state->private && !*here)
    return NULL;
  return g_strdup_printf (_("%s, at %s"), so_provider_label ((SoModelKind) provider), address);
}

static const struct { SoAgent agent; const char *what, *sent; } asked[] = {
  { SO_AGENT_SMART_REPLY, N_("To write a draft"),
    N_("The conversation, what the studio tells anybody (prices, hours, entries that may be quoted) and nothing of anybody else") },
  { SO_AGENT_CONVERSATION_ANALYSIS, N_("To understand a message"), N_("Its text, today’s date and the names of your classes") },
  { SO_AGENT_LEAD_SCORING, N_("To judge a lead"), N_("The texts of that person’s last messages, without a name or a number") },
  { SO_AGENT_SCHEDULING, N_("To put a time into words"), N_("The times that are free") },
};

/* To compare what is asked with what the studio knows: only where the owner has chosen a model for that. */
static void
add_comparing (GPtrArray *places, SoStudio *studio, const SoAssistantState *state)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autofree char *by = db ? so_assistant_embedding_in (db) : NULL, *server = NULL, *sentence = NULL;
  gboolean here;

  server = by ? dup_server (state, SO_AGENT_SMART_REPLY, &here) : NULL;
  if (!server)
    {
      add (places, _("To find what answers a question"), g_strdup (_("Nowhere: it is found by its words on this computer")), FALSE);
      return;
    }
  sentence = g_strdup_printf (_("The text of the question, and once the entries that may be quoted: to %s"), server);
  add (places, _("To find what answers a question"), here ? g_strdup_printf (_("%s. It stays on this computer."), sentence) : g_steal_pointer (&sentence), !here);
}

static void
add_models (GPtrArray *places, const SoAssistantState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      gboolean here;
      g_autofree char *server = dup_server (state, asked[i].agent, &here);

      if (server)
        {
          g_autofree char *sentence = g_strdup_printf (_("%s: to %s"), _(asked[i].sent), server);

          add (places, _(asked[i].what), here ? g_strdup_printf (_("%s. It stays on this computer."), sentence) : g_steal_pointer (&sentence), !here);
        }
      else
        {
          add (places, _(asked[i].what), g_strdup (_("Nowhere: the rules do it on this computer")), FALSE);
        }
    }
}

/* The sound of calls and voice notes. */
static void
add_speech (GPtrArray *places, SoStudio *studio, gboolean private)
{
  g_autoptr (SoTranscribeSettings) settings = so_transcribe_settings_load (studio);
  gboolean leaves = settings && !so_transcribe_is_here (settings);

  if (settings)
    add (places, _("To write down what is said"), leaves && private ? g_strdup (_("Nowhere, as long as private mode is on")) : so_transcribe_describe (settings), leaves && !private);
}

/* Each account that is connected, in the words of the channel. */
static void
add_accounts (GPtrArray *places, SoStudio *studio)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (GPtrArray) accounts = db ? so_account_list (db, NULL) : NULL;

  for (guint i = 0; accounts && i < accounts->len; i++)
    {
      const SoAccount *account = accounts->pdata[i];
      const SoOutlet *outlet = account->transport ? so_outlet_find (account->transport, 0) : NULL;
      g_autofree char *what = NULL;

      if (!outlet || so_studio_is_demo (studio))
        continue;
      what = g_strdup_printf (_("What you send with %s"), account->name);
      add (places, what, g_strdup_printf (_("To whom it is written, through %s, once you approved it"), outlet->label), TRUE);
    }
}

GPtrArray *
so_data_places (SoStudio *studio)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (so_data_place_free);
  g_autoptr (SoAssistantState) state = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio), places);

  state = so_assistant_load (studio);
  add (places, _("Messages, people, notes, tags"), g_strdup_printf (_("On this computer, in %s"), so_store_get_folder (so_studio_get_store (studio))), FALSE);
  add (places, _("Pictures, recordings and files"), g_strdup (_("On this computer. No model is given them")), FALSE);
  add (places, _("Passwords, tokens and keys"), g_strdup (_("In the key ring of this computer, and to the server for which each was entered")), FALSE);
  add (places, _("Imported history"), g_strdup (_("On this computer. No model is asked about it by itself")), FALSE);
  add_accounts (places, studio);
  if (state)
    {
      add_models (places, state);
      add_comparing (places, studio, state);
    }
  add_speech (places, studio, state && state->private);
  add (places, _("Search, tags, scores, templates"), g_strdup (_("Nowhere: they are made on this computer")), FALSE);
  add (places, _("Backups and exports"), g_strdup (_("Where you save them")), FALSE);
  add (places, _("How you use Studio OS"), g_strdup (_("Nowhere: nothing is counted or reported")), FALSE);
  return places;
}
