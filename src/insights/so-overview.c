/* SPDX-License-Identifier: MIT */
#include "so-overview.h"

void
so_period_figures_free (SoPeriodFigures *self)
{
  if (!self)
    return;
  so_figures_free (self->figures);
  g_free (self);
}

void
so_hot_lead_free (SoHotLead *lead)
{
  if (!lead)
    return;
  g_free (lead->contact_id);
  g_free (lead->thread_id);
  g_free (lead->name);
  g_free (lead->interest);
  g_free (lead);
}

SoOverview *
so_overview_new (void)
{
  SoOverview *overview = g_new0 (SoOverview, 1);

  overview->figures = so_figures_new ();
  overview->previous = so_figures_new ();
  overview->days = g_ptr_array_new_with_free_func ((GDestroyNotify) so_period_figures_free);
  overview->weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) so_period_figures_free);
  overview->hot = g_ptr_array_new_with_free_func ((GDestroyNotify) so_hot_lead_free);
  return overview;
}

void
so_overview_free (SoOverview *overview)
{
  if (!overview)
    return;
  so_figures_free (overview->figures);
  so_figures_free (overview->previous);
  g_ptr_array_unref (overview->days);
  g_ptr_array_unref (overview->weeks);
  g_ptr_array_unref (overview->hot);
  so_clients_free (overview->clients);
  g_free (overview->currency);
  g_free (overview->zone);
  g_free (overview);
}

const SoPeriodFigures *
so_overview_last_week (const SoOverview *overview, guint weeks_ago)
{
  guint whole = overview->weeks->len;

  /* The running one is not whole. */
  while (whole && so_period_is_running (&((const SoPeriodFigures *) overview->weeks->pdata[whole - 1])->period, overview->now))
    whole--;
  return weeks_ago < whole ? overview->weeks->pdata[whole - 1 - weeks_ago] : NULL;
}
