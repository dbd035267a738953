/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/* The words that a kind of studio begins with: its templates, and its greeting as the text of the standing approval "greeting". What is there already stays, and
 * nothing is switched on by it. How many templates were added. Blocking; one step of undo. */
gboolean so_studio_use_kind_words (SoStudio *studio, guint *added, GError **error);

/* How many templates of its kind a studio does not have. A short read. */
guint so_studio_count_kind_templates (SoStudio *studio);

/* "Hi {first name|there}, …" with the placeholders of a standing approval: "{name|there}". Pure; free with g_free(). */
char *so_kind_words_standing (const char *text);

G_END_DECLS
