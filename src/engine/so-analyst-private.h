/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-analysis.h"
#include "so-analyst.h"
#include "so-talk.h"

G_BEGIN_DECLS

/* How a model is asked what was said, in a whole conversation or in one call. */

#define SO_ANALYST_AGENT "conversation_analysis"

gboolean so_analyst_may_ask (SoStudio *studio, const SoTalk *talk);
/* What the model says: {"by", "answer"}, or {"by", "fault"} where it ended badly. NULL where it is to be asked again later. Free with g_free(). */
char *so_analyst_ask (SoStudio *studio, const SoTalk *talk, GCancellable *cancellable, GError **error);
/* @result: of so_analyst_ask(). What the customer did not say is dropped here, whoever wrote the answer. NULL for nonsense, then *@fault says so; *@by is the model. Free both. */
SoAnalysis *so_analyst_parse (const SoTalk *talk, const char *result, char **by, char **fault);

G_END_DECLS
