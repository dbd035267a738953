/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* What was asked of language models, by day, agent, provider and model. */
typedef struct {
  char *day;                 /* "2026-11-24" */
  char *agent, *provider, *model;
  gint64 asks, failures;     /* failures: of the asks */
  gint64 tokens_in, tokens_out;
  gint64 cost;               /* millionths of the currency */
} SoModelCount;

void so_model_count_free (SoModelCount *count);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoModelCount, so_model_count_free)

/* Adds @count to what is known of its day, agent, provider and model. */
gboolean so_model_use_add (SoDb *db, const SoModelCount *count, GError **error);

/* SoModelCount from the day @since ("2026-11-01"; NULL: all), newest first. */
GPtrArray *so_model_use_list (SoDb *db, const char *since, GError **error);

G_END_DECLS
