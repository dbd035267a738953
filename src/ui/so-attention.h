/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoAttention: a button that is there while an account needs the owner, and leads to it. As long as it is, its window has the style class
 * "needs-owner", so that what stands for it where it is folded away can say so, too.
 */
#define SO_TYPE_ATTENTION (so_attention_get_type ())
G_DECLARE_FINAL_TYPE (SoAttention, so_attention, SO, ATTENTION, GtkButton)

/* @studio may be NULL. */
void so_attention_set_studio (SoAttention *self, SoStudio *studio);

/* Id of the account that needs her most, and the first of those; NULL where none does. *@words (yours, may be NULL): what it needs, or how many do. */
char *so_attention_pick (SoStudio *studio, char **words);

G_END_DECLS
