/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-kind.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Ten questions that customers of this kind of studio ask, answered from what the owner wrote down (so-sandbox.h), each to be marked good or bad. Nothing of it is a
 * conversation. */
#define SO_TYPE_SANDBOX_GROUP (so_sandbox_group_get_type ())
G_DECLARE_FINAL_TYPE (SoSandboxGroup, so_sandbox_group, SO, SANDBOX_GROUP, AdwPreferencesGroup)

/* Takes @kind. */
GtkWidget *so_sandbox_group_new (SoStudio *studio, SoKind *kind);

/* Setting: {question: "good" or "bad"}. */
#define SO_SETTING_SANDBOX "onboarding.sandbox"

G_END_DECLS
