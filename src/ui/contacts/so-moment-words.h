/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-moment.h"

G_BEGIN_DECLS

/* How a moment of a timeline is said. Pure; free with g_free(). */

/* What it is: "Mia · WhatsApp", "You · Mail", "Task done". @name: of the person. */
char *so_moment_words_title (const SoMoment *moment, const char *name);
/* What it says: the message, the note, "From New to Contacted". Never NULL. */
char *so_moment_words_text (const SoMoment *moment);
const char *so_moment_words_icon (const SoMoment *moment);

G_END_DECLS
