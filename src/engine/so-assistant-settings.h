/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-model.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Who is asked for what: the providers that the owner has set, the four agents, and private mode. All of it is kept in the studio's
 * database but the keys, which are in the key ring. Blocking. Errors are sentences for the owner. */

typedef enum { SO_AGENT_SMART_REPLY, SO_AGENT_LEAD_SCORING, SO_AGENT_CONVERSATION_ANALYSIS, SO_AGENT_SCHEDULING, SO_N_AGENTS } SoAgent;

const char *so_agent_nick (SoAgent agent);           /* "smart_reply": static */
const char *so_agent_label (SoAgent agent);          /* "Replies", translated: static */
const char *so_agent_description (SoAgent agent);    /* what it is asked for, translated: static */
gboolean so_agent_parse (const char *nick, SoAgent *agent);

const char *so_provider_label (SoModelKind kind);    /* "OpenAI", translated: static */
/* FALSE where its models refuse one, so that none is sent. */
gboolean so_provider_takes_temperature (SoModelKind kind);

#define SO_PROVIDER_RULES -1        /* no model at all */
#define SO_PROVIDER_STUDIO -2       /* of an agent: as the studio */
/* "rules", "openai"…; FALSE where there is none of that name. */
gboolean so_provider_parse (const char *nick, int *provider);
const char *so_provider_nick (int provider);         /* static */

typedef struct {
  char *base;                /* NULL: the provider's own */
  char *model;               /* NULL: none was chosen */
  gboolean has_key;          /* one is in the key ring */
  double price_in, price_out;   /* per million tokens, in the studio's currency; 0: not typed in */
} SoProviderSettings;

typedef struct {
  int provider;              /* SoModelKind, SO_PROVIDER_RULES, SO_PROVIDER_STUDIO */
  char *model;               /* NULL: the provider's */
  double temperature;        /* 0 to 2; below 0: as the provider likes */
  guint most_tokens;         /* of an answer */
} SoAgentSettings;

void so_provider_settings_free (SoProviderSettings *settings);
void so_agent_settings_free (SoAgentSettings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoProviderSettings, so_provider_settings_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoAgentSettings, so_agent_settings_free)

/* Never NULL: what was never set has its defaults. */
int so_assistant_get_provider (SoDb *db);
/* Nothing is proposed: the owner writes every answer herself. */
gboolean so_assistant_is_manual (SoDb *db);
gboolean so_assistant_is_private (SoDb *db);
SoProviderSettings *so_assistant_get_provider_settings (SoDb *db, SoModelKind kind);
SoAgentSettings *so_assistant_get_agent (SoDb *db, SoAgent agent);

/* Where @kind is asked: what the owner typed, or its own address. Borrowed from @settings, or static. */
const char *so_provider_address (SoModelKind kind, const SoProviderSettings *settings);

/* TRUE where @address is this computer, so that nothing leaves it. */
gboolean so_provider_is_here (const char *address);

/* All of it at one moment, for who shows it. */
typedef struct {
  int provider;
  gboolean private;
  SoProviderSettings *providers[SO_N_MODEL_KINDS];
  SoAgentSettings *agents[SO_N_AGENTS];
} SoAssistantState;

/* NULL where the studio cannot be read. Quick. */
SoAssistantState *so_assistant_load (SoStudio *studio);
void so_assistant_state_free (SoAssistantState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoAssistantState, so_assistant_state_free)

/* What changes of a provider; NULL and below 0: it stays. */
typedef struct {
  const char *base;          /* "": the provider's own */
  const char *model;         /* "": none */
  const char *key;           /* a secret; "": it is forgotten */
  double price_in, price_out;
  gboolean use;              /* from now on the studio's */
} SoProviderChange;

/* A key is for the server for which it was entered: another address without another key has none. Nothing is changed where any part
 * is refused. */
gboolean so_assistant_set_provider (SoStudio *studio, SoModelKind kind, const SoProviderChange *change, GError **error);
/* @provider: SoModelKind or SO_PROVIDER_RULES. */
gboolean so_assistant_use_provider (SoStudio *studio, int provider, GError **error);
gboolean so_assistant_set_agent (SoStudio *studio, SoAgent agent, const SoAgentSettings *settings, GError **error);
gboolean so_assistant_set_private (SoStudio *studio, gboolean on, GError **error);

G_END_DECLS
