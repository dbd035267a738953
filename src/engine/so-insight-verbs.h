/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio-private.h"
#include "so-verb.h"
#include "so-draft-verbs.h"

G_BEGIN_DECLS

/* What the owner does with what was read out of a conversation: for so-verb.c. */

gboolean so_insight_verb_accept (SoVerbCall *call, GError **error);
gboolean so_insight_verb_dismiss (SoVerbCall *call, GError **error);
gboolean so_insight_verb_make_task (SoVerbCall *call, GError **error);
gboolean so_task_verb_add (SoVerbCall *call, GError **error);
gboolean so_task_verb_due (SoVerbCall *call, GError **error);
gboolean so_task_verb_done (SoVerbCall *call, GError **error);
gboolean so_task_verb_remove (SoVerbCall *call, GError **error);

G_END_DECLS
