/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-rule-verbs.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-follow-up.h"
#include "so-json.h"
#include "so-reply-templates.h"
#include "so-rules.h"
#include "so-sequences.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_new (SoVerbCall *call)
{
  return !strcmp (call->id, "new");
}

SoSequence *
so_follow_up_look_up (SoDb *db, const char *id_or_name, GError **error)
{
  g_autoptr (GPtrArray) all = so_sequence_list (db, error);

  for (guint i = 0; all && i < all->len; i++)
    {
      const SoSequence *sequence = all->pdata[i];

      if (!strcmp (sequence->id, id_or_name) || !strcmp (sequence->name, id_or_name))
        return so_sequence_copy (sequence);
    }
  if (all)
    so_fail (error, SO_ERROR_CHANGE, _("There are no follow-ups “%s”"), id_or_name);
  return NULL;
}

static gboolean
look_up_template (SoDb *db, char **id_or_name, GError **error)
{
  g_autoptr (GPtrArray) all = so_reply_template_list (db, error);

  for (guint i = 0; all && i < all->len; i++)
    {
      const SoReplyTemplate *reply = all->pdata[i];

      if (!strcmp (reply->id, *id_or_name) || !strcmp (reply->name, *id_or_name))
        return g_set_str (id_or_name, reply->id), TRUE;
    }
  return all && so_fail (error, SO_ERROR_CHANGE, _("There is no template “%s”"), *id_or_name);
}

/* Names are for people; what is kept is the id, so that it may be renamed. */
gboolean
so_rule_resolve (SoDb *db, SoRule *rule, GError **error)
{
  g_autoptr (SoSequence) sequence = NULL;

  if (rule->then.template_id && !look_up_template (db, &rule->then.template_id, error))
    return FALSE;
  if (!rule->then.sequence_id)
    return TRUE;
  sequence = so_follow_up_look_up (db, rule->then.sequence_id, error);
  return sequence && (g_set_str (&rule->then.sequence_id, sequence->id), TRUE);
}

gboolean
so_rule_verb_save (SoVerbCall *call, GError **error)
{
  g_autoptr (SoRule) rule = so_rule_from_json (NULL, call->argument, error);

  if (!rule || !so_rule_check (rule, error) || !so_rule_resolve (call->db, rule, error))
    return FALSE;
  rule->id = is_new (call) ? NULL : g_strdup (call->id);
  *call->result = so_rule_save (call->db, rule, error);
  return *call->result != NULL;
}

gboolean
so_rule_verb_switch (SoVerbCall *call, GError **error)
{
  return so_rule_set_enabled (call->db, call->id, call->value, error);
}

gboolean
so_rule_verb_delete (SoVerbCall *call, GError **error)
{
  return so_rule_delete (call->db, call->id, error);
}

gboolean
so_follow_up_verb_save (SoVerbCall *call, GError **error)
{
  g_autoptr (JsonNode) node = so_json_parse (call->argument, -1, 0, error);
  JsonObject *object = so_json_root (node);
  JsonNode *steps = object ? json_object_get_member (object, "steps") : NULL;
  const char *name = object ? so_json_string (object, "name") : NULL;
  g_autofree char *list = steps && JSON_NODE_HOLDS_ARRAY (steps) ? so_json_write (steps, FALSE) : g_strdup ("[]"), *bare = g_strstrip (g_strdup (name ? name : ""));
  g_autoptr (SoSequence) sequence = node ? so_sequence_from_json (bare, list, error) : NULL;

  if (!sequence)
    return FALSE;
  sequence->id = is_new (call) ? NULL : g_strdup (call->id);
  *call->result = so_sequence_save (call->db, sequence, error);
  return *call->result != NULL;
}

gboolean
so_follow_up_verb_delete (SoVerbCall *call, GError **error)
{
  return so_sequence_delete (call->db, call->id, error);
}

gboolean
so_follow_up_verb_start (SoVerbCall *call, GError **error)
{
  g_autoptr (SoSequence) sequence = so_follow_up_look_up (call->db, call->argument, error);

  return sequence && so_follow_up_check (call->db, call->id, error) && so_sequence_start (call->db, sequence, call->id, so_now (), error);
}

gboolean
so_follow_up_verb_stop (SoVerbCall *call, GError **error)
{
  return so_sequence_end_all (call->db, call->id, "stopped", error);
}
