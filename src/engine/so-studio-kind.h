/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-kind.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What kind of studio this one is, in its words and its pages. Each reads little: short. */

/* A studio that nobody has set up is a dance studio. Never NULL; free with so_kind_free(). */
SoKind *so_studio_load_kind (SoStudio *studio);
/* A word of so_kind_word(), such as "add-session"; free with g_free(). */
char *so_studio_dup_word (SoStudio *studio, const char *word);

/* Names of modules that the sidebar does not show, with spaces between them, or "none"; where it is not set the kind says. */
#define SO_SETTING_MODULES_HIDDEN "modules.hidden"

gboolean so_studio_hides_module (SoStudio *studio, const char *module);
/* The value of the setting with @module shown or not; free with g_free(). */
char *so_studio_write_modules (SoStudio *studio, const char *module, gboolean shown);

G_END_DECLS
