/* SPDX-License-Identifier: MIT */
#include "so-lead.h"

#define DAY (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

void
so_lead_free (SoLead *lead)
{
  if (!lead)
    return;
  g_free (lead->id);
  g_free (lead->name);
  g_free (lead->lost_reason);
  g_free (lead->temperature);
  g_free (lead->source);
  g_strfreev (lead->tags);
  g_free (lead->task);
  g_free (lead->thread_id);
  g_free (lead->snippet);
  g_free (lead->trial);
  g_free (lead);
}

guint
so_lead_days (const SoLead *lead, gint64 now)
{
  return now > lead->stage_at ? (guint) ((now - lead->stage_at) / DAY) : 0;
}

SoAgeing
so_stage_ageing (SoStage stage, guint days)
{
  /* The first answer is a matter of hours, a trial has its day. */
  static const struct { guint ageing, old; } limits[SO_N_STAGES] = {
    [SO_STAGE_NEW] = { 2, 5 }, [SO_STAGE_CONTACTED] = { 5, 14 }, [SO_STAGE_QUALIFIED] = { 7, 21 }, [SO_STAGE_TRIAL_SCHEDULED] = { 10, 21 },
  };

  if (!limits[stage].old || days < limits[stage].ageing)
    return SO_AGEING_FRESH;
  return days < limits[stage].old ? SO_AGEING_AGEING : SO_AGEING_OLD;
}

void
so_stage_move_free (SoStageMove *move)
{
  if (!move)
    return;
  g_free (move->id);
  g_free (move->reason);
  g_free (move->actor);
  g_free (move);
}

void
so_source_stat_free (SoSourceStat *stat)
{
  if (!stat)
    return;
  g_free (stat->source);
  g_free (stat);
}
