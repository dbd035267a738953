/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/* An answer as a client would read it, for who looks over what is stored: "{open}" are the hours of now, "{price:Haircut}" is what it costs now. What nothing is known of is
 * named in words, never as it is stored. */

/* TRUE where @answer has places to be filled in: it follows what is entered elsewhere, and who edits the words that were filled in ends that. Pure. */
gboolean so_answer_follows (const char *answer);

/* A short read; never NULL, free with g_free(). Where the studio cannot be read, the places are named. */
char *so_studio_dup_answer_shown (SoStudio *studio, const char *answer);

G_END_DECLS
