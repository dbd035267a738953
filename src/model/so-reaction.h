/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a reaction may mean: "👍" to "Shall I book?" is a yes, about which the owner still decides. Pure. */

/* "👍🏽", "❤️", "✅": whatever their colour. */
gboolean so_reaction_is_yes (const char *emoji);
/* A text that asks: "?" in any script. */
gboolean so_reaction_is_question (const char *text);

G_END_DECLS
