/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-composer.h"

G_BEGIN_DECLS

/* How many SMS a text is, counted while it is typed: "132/160 · 1 SMS". The label comes before @beside, in its box, and is there
 * for conversations by SMS only, which @context tells for @owner; both outlive @text. */
void so_sms_counter_attach (GtkWidget *beside, GtkTextView *text, SoComposerContext context, gpointer owner);

/* "212/306 · 2 SMS · Unicode" and the same for who hears it; free with g_free(). Pure. */
char *so_sms_counter_words (const char *text, char **spoken);

G_END_DECLS
