/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-analysis.h"

G_BEGIN_DECLS

/* What the files of an analysis share. */

#define SO_ANALYSIS_MOST 5              /* of each kind */
#define SO_ANALYSIS_LONGEST_QUOTE 240

SoAnalysis *so_analysis_new (gboolean by_model);
void so_analysis_add (SoAnalysis *self, SoAnalysisKind kind, const char *field, const char *what, const char *quote);

/* What a customer says of themselves in one sentence: details are added. */
void so_analysis_read_details (SoAnalysis *self, const char *sentence);

G_END_DECLS
