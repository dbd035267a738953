/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-verb-call.h"

#include "so-error.h"
#include "so-json.h"

#include <glib/gi18n-lib.h>

JsonNode *
so_verb_call_object (SoVerbCall *call, GError **error)
{
  g_autoptr (JsonNode) node = so_json_parse (call->argument, -1, 0, error);

  if (node && JSON_NODE_HOLDS_OBJECT (node))
    return g_steal_pointer (&node);
  if (node)
    so_fail (error, SO_ERROR_CHANGE, _("Something is missing: say what to do it with"));
  return NULL;
}
