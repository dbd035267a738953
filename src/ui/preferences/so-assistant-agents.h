/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* What a model is asked for: a group for each agent, with its provider, model, temperature and length. */
#define SO_TYPE_ASSISTANT_AGENTS (so_assistant_agents_get_type ())
G_DECLARE_FINAL_TYPE (SoAssistantAgents, so_assistant_agents, SO, ASSISTANT_AGENTS, AdwNavigationPage)

AdwNavigationPage *so_assistant_agents_new (SoStudio *studio);

G_END_DECLS
