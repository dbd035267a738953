/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-insight-verbs.h"

#include "so-contact-details.h"
#include "so-error.h"
#include "so-insights.h"
#include "so-settings.h"
#include "so-tasks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static SoFinding *
find_open (SoVerbCall *call, const char *kind, GError **error)
{
  g_autoptr (SoFinding) finding = so_finding_find (call->db, call->id, error);

  if (!finding)
    return NULL;
  if (strcmp (finding->kind, kind) || (!strcmp (kind, "detail") && !finding->contact_id))
    return so_fail (error, SO_ERROR_CHANGE, _("That is not what this can be done with")), NULL;
  if (finding->state != SO_FINDING_PROPOSED)
    return so_fail (error, SO_ERROR_CHANGE, _("That has been decided already: undo it first")), NULL;
  return g_steal_pointer (&finding);
}

/* What the owner wrote is never replaced by the way: she says so, having seen both. */
gboolean
so_insight_verb_accept (SoVerbCall *call, GError **error)
{
  g_autoptr (SoFinding) finding = find_open (call, "detail", error);
  g_autoptr (SoProfile) profile = so_profile_load (call->db, NULL);
  const char *country = profile ? profile->country : NULL;
  g_autofree char *now = NULL;
  gboolean same;

  if (!finding)
    return FALSE;
  now = so_contact_detail_now (call->db, finding->contact_id, finding->field, finding->what, country, &same);
  if (now && g_strcmp0 (call->argument, "replace"))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” stands there already: replace it, or dismiss “%s”"), now, finding->what);
  return (same || so_contact_detail_set (call->db, finding->contact_id, finding->field, finding->what, country, error)) &&
         so_finding_set_state (call->db, finding->id, SO_FINDING_ACCEPTED, error);
}

gboolean
so_insight_verb_dismiss (SoVerbCall *call, GError **error)
{
  g_autoptr (SoFinding) finding = so_finding_find (call->db, call->id, error);

  if (!finding)
    return FALSE;
  if (finding->state != SO_FINDING_PROPOSED)
    return so_fail (error, SO_ERROR_CHANGE, _("That has been decided already: undo it first"));
  return so_finding_set_state (call->db, finding->id, SO_FINDING_DISMISSED, error);
}

gboolean
so_insight_verb_make_task (SoVerbCall *call, GError **error)
{
  g_autoptr (SoFinding) finding = find_open (call, "action", error);

  if (!finding || !so_finding_set_state (call->db, finding->id, SO_FINDING_ACCEPTED, error))
    return FALSE;
  *call->result = so_task_add (call->db, finding->what, finding->contact_id, finding->thread_id, finding->id, 0, error);
  return *call->result != NULL;
}

gboolean
so_task_verb_add (SoVerbCall *call, GError **error)
{
  *call->result = so_task_add (call->db, call->argument, call->id, NULL, NULL, 0, error);
  return *call->result != NULL;
}

gboolean
so_task_verb_done (SoVerbCall *call, GError **error)
{
  return so_task_set_done (call->db, call->id, call->value, error);
}

gboolean
so_task_verb_remove (SoVerbCall *call, GError **error)
{
  return so_task_delete (call->db, call->id, error);
}
