/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a lead stands: the columns of the board, in their order. */
typedef enum {
  SO_STAGE_NEW,
  SO_STAGE_CONTACTED,
  SO_STAGE_QUALIFIED,
  SO_STAGE_TRIAL_SCHEDULED,
  SO_STAGE_CONVERTED,
  SO_STAGE_LOST,
  SO_N_STAGES,
} SoStage;

/* "NEW" … "LOST", as it is stored. */
const char *so_stage_nick (SoStage stage);
/* For people, in English: translate with gettext. */
const char *so_stage_label (SoStage stage);
/* FALSE where @nick (may be NULL) is none. */
gboolean so_stage_parse (const char *nick, SoStage *stage);

G_END_DECLS
