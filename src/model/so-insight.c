/* SPDX-License-Identifier: MIT */
#include "so-insight.h"

#include <string.h>

static const char *const states[SO_N_FINDING_STATES] = { "proposed", "accepted", "dismissed" };

const char *
so_finding_state_nick (SoFindingState state)
{
  return states[state];
}

gboolean
so_finding_state_parse (const char *nick, SoFindingState *state)
{
  for (SoFindingState i = 0; nick && i < SO_N_FINDING_STATES; i++)
    if (!strcmp (nick, states[i]))
      return *state = i, TRUE;
  return FALSE;
}

void
so_finding_free (SoFinding *finding)
{
  g_free (finding->id);
  g_free (finding->thread_id);
  g_free (finding->contact_id);
  g_free (finding->kind);
  g_free (finding->field);
  g_free (finding->what);
  g_free (finding->quote);
  g_free (finding->message_id);
  g_free (finding->now);
  g_free (finding);
}

SoInsight *
so_insight_new (const char *thread_id, gboolean by_model)
{
  SoInsight *insight = g_new0 (SoInsight, 1);

  insight->thread_id = g_strdup (thread_id);
  insight->by_model = by_model;
  insight->satisfaction = -1;
  insight->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) so_finding_free);
  return insight;
}

void
so_insight_free (SoInsight *insight)
{
  g_free (insight->thread_id);
  g_free (insight->model);
  g_free (insight->fault);
  g_free (insight->summary);
  g_free (insight->outcome);
  g_free (insight->sentiment);
  g_free (insight->quote);
  g_free (insight->message_id);
  g_ptr_array_unref (insight->findings);
  g_free (insight);
}

void
so_task_free (SoTask *task)
{
  g_free (task->id);
  g_free (task->title);
  g_free (task->contact_id);
  g_free (task->contact);
  g_free (task->thread_id);
  g_free (task->finding_id);
  g_free (task);
}

void
so_contact_field_free (SoContactField *field)
{
  g_free (field->id);
  g_free (field->name);
  g_free (field->value);
  g_free (field);
}
