/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-draft-verbs.h"

#include "so-draft-versions.h"
#include "so-drafter.h"
#include "so-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_HINT 500

gboolean
so_draft_verb_redo (SoVerbCall *call, GError **error)
{
  g_autofree char *hint = g_strstrip (g_strdup (call->argument ? call->argument : ""));

  if (strlen (hint) > LONGEST_HINT)
    return so_fail (error, SO_ERROR_CHANGE, _("That is too long: say in a few words what to change"));
  return so_drafter_redo (call->db, call->id, hint, error);
}

gboolean
so_draft_verb_version (SoVerbCall *call, GError **error)
{
  gboolean next = !strcmp (call->argument, "next");

  if (!next && strcmp (call->argument, "previous") != 0)
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no version: choose previous or next"), call->argument);
  return so_draft_switch_version (call->db, call->id, next ? 1 : -1, error);
}
