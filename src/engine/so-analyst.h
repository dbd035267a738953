/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-analysis.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Reads one conversation with the model of the agent "conversation_analysis", or by rules where none is set. Nothing is changed by it: what
 * it finds out about a person is a proposal. Blocking; worker threads only. @failure (may be NULL): why the model's reading was of no use, where
 * the rules stand in for it; free with g_free(). */
SoAnalysis *so_analyst_read (SoStudio *studio, const char *thread_id, char **failure, GCancellable *cancellable, GError **error);

G_END_DECLS
