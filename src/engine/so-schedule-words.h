/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-schedule-check.h"

G_BEGIN_DECLS

/* A sentence for the owner, translated: "Salsa begins in Studio A 5 minutes after Yoga: the room needs 10." Free with g_free(). */
char *so_schedule_words_problem (const SoSession *session, const SoProblem *problem);

G_END_DECLS
