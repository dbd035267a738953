/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* An agent is asked something by the owner, without any customer: the answer as it comes. */
#define SO_TYPE_ASSISTANT_TRY (so_assistant_try_get_type ())
G_DECLARE_FINAL_TYPE (SoAssistantTry, so_assistant_try, SO, ASSISTANT_TRY, AdwNavigationPage)

AdwNavigationPage *so_assistant_try_new (SoStudio *studio);

G_END_DECLS
