/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-json.h"
#include "so-rescore.h"
#include "so-understand.h"
#include "so-verb.h"

#include <string.h>

/* The points of the lead score. */

static gboolean
print_weights (SoCtl *ctl, GError **error)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "signal points usual why");
  int weights[SO_N_LEAD_SIGNALS];

  if (!so_ctl_open (ctl, error) || !so_studio_get_weights (ctl->studio, weights))
    return FALSE;
  for (SoLeadSignal i = 0; i < SO_N_LEAD_SIGNALS; i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "signal", so_lead_signal_nick (i));
      json_object_set_int_member (object, "points", weights[i]);
      json_object_set_int_member (object, "usual", so_lead_signal_points (i));
      json_object_set_boolean_member (object, "buys", so_lead_signal_buys (i));
      json_object_set_string_member (object, "why", so_lead_signal_label (i));
      so_ctl_list_add (list, object);
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}

/* "asks_price=20" of each argument over what the owner had, as the setting holds it. */
static char *
dup_wish (SoCtl *ctl, gboolean reset, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  int weights[SO_N_LEAD_SIGNALS];

  json_node_take_object (node, object);
  if (!reset && so_studio_get_weights (ctl->studio, weights))
    for (guint i = 0; i < SO_N_LEAD_SIGNALS; i++)
      json_object_set_int_member (object, so_lead_signal_nick (i), weights[i]);
  for (guint i = 0; ctl->args[i]; i++)
    {
      g_auto (GStrv) parts = g_strsplit (ctl->args[i], "=", 2);
      gint64 points;

      if (g_strv_length (parts) < 2 || !g_ascii_string_to_signed (parts[1], 10, G_MININT16, G_MAXINT16, &points, NULL))
        return so_ctl_misused (error, "“%s” is not SIGNAL=POINTS such as asks_price=20", so_ctl_arg (ctl, i)), NULL;
      json_object_set_int_member (object, parts[0], points);
    }
  return so_json_write (node, FALSE);
}

gboolean
so_ctl_ai_weights (SoCtl *ctl, GError **error)
{
  gboolean reset = FALSE;
  const GOptionEntry entries[] = { { "reset", 0, 0, G_OPTION_ARG_NONE, &reset }, { NULL } };
  g_autofree char *wish = NULL, *json = NULL;
  int weights[SO_N_LEAD_SIGNALS];
  guint changed;

  if (!so_ctl_parse (ctl, entries, 0, SO_N_LEAD_SIGNALS, error) || !so_ctl_open (ctl, error))
    return FALSE;
  if (!*ctl->args && !reset)
    return print_weights (ctl, error);
  wish = dup_wish (ctl, reset, error);
  if (!wish || !so_lead_weights_parse (wish, weights, error))
    return FALSE;
  json = so_lead_weights_to_json (weights);
  return so_studio_do (ctl->studio, SO_VERB_SAVE_SETTING, SO_SETTING_LEAD_WEIGHTS, json, NULL, error) && so_rescore_all (ctl->studio, &changed, error) &&
         print_weights (ctl, error);
}
