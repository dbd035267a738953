/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-insight-verbs.h"

#include "so-clock.h"
#include "so-contact-details.h"
#include "so-error.h"
#include "so-insights.h"
#include "so-settings.h"
#include "so-tasks.h"
#include "so-time.h"
#include "so-when.h"

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

/* A day that is over is one, too: what is entered late was due then. */
static gboolean
parse_day (SoVerbCall *call, const char *text, gint64 *due_at, GError **error)
{
  GTimeZone *zone = so_studio_get_zone (call->studio);

  *due_at = 0;
  if (!strcmp (text, "none") || so_time_parse (text, zone, due_at) || so_when_parse (text, so_now (), zone, due_at))
    return TRUE;
  return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no day: write one such as 2026-11-24, tomorrow or fri 9, or none"), text);
}

gboolean
so_task_verb_add (SoVerbCall *call, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (call->argument, "\n", 2);
  gint64 due_at = 0;

  if (lines[0] && lines[1] && !parse_day (call, lines[1], &due_at, error))
    return FALSE;
  *call->result = so_task_add (call->db, lines[0] ? lines[0] : "", call->id, NULL, NULL, due_at, error);
  return *call->result != NULL;
}

gboolean
so_task_verb_due (SoVerbCall *call, GError **error)
{
  gint64 due_at;

  return parse_day (call, call->argument, &due_at, error) && so_task_set_due (call->db, call->id, due_at, error);
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
