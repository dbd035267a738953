/* SPDX-License-Identifier: MIT */
#include "so-stage.h"

#define N_(text) text

static const struct { const char *nick, *label; } stages[SO_N_STAGES] = {
  [SO_STAGE_NEW] = { "NEW", N_("New") },
  [SO_STAGE_CONTACTED] = { "CONTACTED", N_("Contacted") },
  [SO_STAGE_QUALIFIED] = { "QUALIFIED", N_("Qualified") },
  [SO_STAGE_TRIAL_SCHEDULED] = { "TRIAL_SCHEDULED", N_("Trial") },
  [SO_STAGE_CONVERTED] = { "CONVERTED", N_("Customer") },
  [SO_STAGE_LOST] = { "LOST", N_("Lost") },
};

const char *
so_stage_nick (SoStage stage)
{
  return stages[stage].nick;
}

const char *
so_stage_label (SoStage stage)
{
  return stages[stage].label;
}

gboolean
so_stage_parse (const char *nick, SoStage *stage)
{
  for (SoStage i = 0; i < SO_N_STAGES; i++)
    if (!g_strcmp0 (nick, stages[i].nick))
      {
        *stage = i;
        return TRUE;
      }
  return FALSE;
}
