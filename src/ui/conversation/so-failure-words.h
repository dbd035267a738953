/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-message.h"

G_BEGIN_DECLS

/* Why a message was not delivered, told long after it left, in one sentence; NULL where nobody said. Free with g_free(). */
char *so_failure_words (const SoMessage *message);

/* "may mean yes": the customer put a thumb up, or the like, to a question of the studio; NULL otherwise. Nothing follows from it by
 * itself: what the owner makes of it she approves as any answer. */
const char *so_reaction_words (const SoMessage *message);

G_END_DECLS
