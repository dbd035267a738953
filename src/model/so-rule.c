/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-rule.h"

#include "so-channel-kind.h"
#include "so-error.h"
#include "so-intent.h"
#include "so-json.h"
#include "so-phrases.h"
#include "so-stage.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_WORDS 200
#define LONGEST_NAME 100
#define LONGEST_TAG 50

typedef enum { A_TEXT, A_LIST, A_FLAG, A_NUMBER } Kind;

/* One member of the JSON and where it is kept. */
typedef struct {
  const char *name;
  Kind kind;
  size_t at;
} Member;

static const Member conditions[] = {
  { "words", A_LIST, offsetof (SoRule, when.words) },
  { "channel", A_TEXT, offsetof (SoRule, when.channel) },
  { "category", A_TEXT, offsetof (SoRule, when.category) },
  { "sentiment", A_TEXT, offsetof (SoRule, when.sentiment) },
  { "language", A_TEXT, offsetof (SoRule, when.language) },
  { "stage", A_TEXT, offsetof (SoRule, when.stage) },
  { "tag", A_TEXT, offsetof (SoRule, when.tag) },
  { "score_over", A_NUMBER, offsetof (SoRule, when.score_over) },
  { "first", A_FLAG, offsetof (SoRule, when.first) },
  { "closed", A_FLAG, offsetof (SoRule, when.closed) },
};

static const Member deeds[] = {
  { "tags", A_LIST, offsetof (SoRule, then.tags) },
  { "priority", A_TEXT, offsetof (SoRule, then.priority) },
  { "escalate", A_FLAG, offsetof (SoRule, then.escalate) },
  { "template", A_TEXT, offsetof (SoRule, then.template_id) },
  { "follow_up", A_TEXT, offsetof (SoRule, then.sequence_id) },
};

SoRule *
so_rule_new (const char *name)
{
  SoRule *rule = g_new0 (SoRule, 1);

  rule->name = g_strdup (name);
  return rule;
}

static void
copy_members (const Member *members, guint n, const SoRule *from, SoRule *to)
{
  for (guint i = 0; i < n; i++)
    if (members[i].kind == A_TEXT)
      G_STRUCT_MEMBER (char *, to, members[i].at) = g_strdup (G_STRUCT_MEMBER (char *, from, members[i].at));
    else if (members[i].kind == A_LIST)
      G_STRUCT_MEMBER (GStrv, to, members[i].at) = g_strdupv (G_STRUCT_MEMBER (GStrv, from, members[i].at));
}

SoRule *
so_rule_copy (const SoRule *rule)
{
  SoRule *copy = g_memdup2 (rule, sizeof *rule);

  copy->id = g_strdup (rule->id);
  copy->name = g_strdup (rule->name);
  copy_members (conditions, G_N_ELEMENTS (conditions), rule, copy);
  copy_members (deeds, G_N_ELEMENTS (deeds), rule, copy);
  return copy;
}

static void
clear_members (const Member *members, guint n, SoRule *rule)
{
  for (guint i = 0; i < n; i++)
    if (members[i].kind == A_TEXT)
      g_free (G_STRUCT_MEMBER (char *, rule, members[i].at));
    else if (members[i].kind == A_LIST)
      g_strfreev (G_STRUCT_MEMBER (GStrv, rule, members[i].at));
}

void
so_rule_free (SoRule *rule)
{
  if (!rule)
    return;
  clear_members (conditions, G_N_ELEMENTS (conditions), rule);
  clear_members (deeds, G_N_ELEMENTS (deeds), rule);
  g_free (rule->id);
  g_free (rule->name);
  g_free (rule);
}

static gboolean
misread (const char *name, GError **error)
{
  return so_fail (error, SO_ERROR_CHANGE, _("“%s” of the rule cannot be read: see what a rule may say"), name);
}

static gboolean
read_list (SoRule *rule, const Member *member, JsonNode *value, GError **error)
{
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;

  if (!array || json_array_get_length (array) > MOST_WORDS)
    return misread (member->name, error);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      g_autofree char *text = JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING ? g_strstrip (json_node_dup_string (element)) : NULL;

      if (!text)
        return misread (member->name, error);
      if (*text)
        g_strv_builder_add (list, text);
    }
  G_STRUCT_MEMBER (GStrv, rule, member->at) = g_strv_builder_end (list);
  if (!*G_STRUCT_MEMBER (GStrv, rule, member->at))
    g_clear_pointer (&G_STRUCT_MEMBER (GStrv, rule, member->at), g_strfreev);
  return TRUE;
}

static gboolean
read_value (SoRule *rule, const Member *member, JsonNode *value, GError **error)
{
  GType type = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_value_type (value) : G_TYPE_INVALID;

  if (member->kind == A_LIST)
    return read_list (rule, member, value, error);
  if (type != (member->kind == A_TEXT ? G_TYPE_STRING : member->kind == A_FLAG ? G_TYPE_BOOLEAN : G_TYPE_INT64))
    return misread (member->name, error);
  if (member->kind == A_TEXT)
    G_STRUCT_MEMBER (char *, rule, member->at) = *json_node_get_string (value) ? json_node_dup_string (value) : NULL;
  else if (member->kind == A_FLAG)
    G_STRUCT_MEMBER (gboolean, rule, member->at) = json_node_get_boolean (value);
  else
    {
      G_STRUCT_MEMBER (int, rule, member->at) = (int) CLAMP (json_node_get_int (value), 0, 100);
      rule->when.scored = TRUE;
    }
  return TRUE;
}

static gboolean
read_members (SoRule *rule, const Member *members, guint n, JsonObject *object, GError **error)
{
  g_autoptr (GList) names = object ? json_object_get_members (object) : NULL;

  for (GList *l = names; l; l = l->next)
    {
      guint i = 0;

      while (i < n && strcmp (members[i].name, l->data))
        i++;
      if (i == n)
        return misread (l->data, error);
      if (!read_value (rule, &members[i], json_object_get_member (object, l->data), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_category (const char *value)
{
  guint n;
  const SoSubCategory *all = so_sub_categories (&n);

  for (guint i = 0; i < n; i++)
    if (!strcmp (all[i].category, value))
      return TRUE;
  return so_sub_category_find (value) != NULL;
}

static gboolean
check_values (const SoRule *rule, GError **error)
{
  static const char *const sentiments[] = { "POSITIVE", "NEUTRAL", "NEGATIVE", "MIXED", NULL }, *const priorities[] = { "HIGH", "URGENT", NULL };
  SoChannelKind channel;
  SoStage stage;

  if (rule->when.channel && !so_channel_kind_parse (rule->when.channel, &channel))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no channel"), rule->when.channel);
  if (rule->when.category && !is_category (rule->when.category))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no category: write one such as PRICING, or a sub-category such as fee_inquiry"), rule->when.category);
  if (rule->when.stage && !so_stage_parse (rule->when.stage, &stage))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no stage of the lead board"), rule->when.stage);
  for (guint i = 0; rule->then.tags && rule->then.tags[i]; i++)
    if (g_utf8_strlen (rule->then.tags[i], -1) > LONGEST_TAG)
      return so_fail (error, SO_ERROR_CHANGE, _("A tag has 1 to 50 characters: choose another name"));
  if (rule->when.sentiment && !g_strv_contains (sentiments, rule->when.sentiment))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no sentiment: write POSITIVE, NEUTRAL, NEGATIVE or MIXED"), rule->when.sentiment);
  if (rule->then.priority && !g_strv_contains (priorities, rule->then.priority))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no priority that a rule can give: write HIGH or URGENT"), rule->then.priority);
  return TRUE;
}

SoRule *
so_rule_from_json (const char *name, const char *json, GError **error)
{
  g_autoptr (JsonNode) node = so_json_parse (json, -1, 0, error);
  g_autoptr (SoRule) rule = so_rule_new (name);
  JsonObject *object = so_json_root (node);

  if (!node)
    return NULL;
  if (!object || json_object_get_size (object) != (guint) json_object_has_member (object, "name") + (guint) json_object_has_member (object, "if") +
                                                   (guint) json_object_has_member (object, "then"))
    return misread ("name, if, then", error), NULL;
  if (!name)
    rule->name = so_json_string (object, "name") ? g_strstrip (g_strdup (so_json_string (object, "name"))) : NULL;
  if (!read_members (rule, conditions, G_N_ELEMENTS (conditions), so_json_object (object, "if"), error) ||
      !read_members (rule, deeds, G_N_ELEMENTS (deeds), so_json_object (object, "then"), error) || !check_values (rule, error))
    return NULL;
  return g_steal_pointer (&rule);
}

static JsonArray *
write_list (GStrv list)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; list[i]; i++)
    json_array_add_string_element (array, list[i]);
  return array;
}

static JsonObject *
write_members (const SoRule *rule, const Member *members, guint n)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < n; i++)
    if (members[i].kind == A_TEXT && G_STRUCT_MEMBER (char *, rule, members[i].at))
      json_object_set_string_member (object, members[i].name, G_STRUCT_MEMBER (char *, rule, members[i].at));
    else if (members[i].kind == A_LIST && G_STRUCT_MEMBER (GStrv, rule, members[i].at))
      json_object_set_array_member (object, members[i].name, write_list (G_STRUCT_MEMBER (GStrv, rule, members[i].at)));
    else if (members[i].kind == A_FLAG && G_STRUCT_MEMBER (gboolean, rule, members[i].at))
      json_object_set_boolean_member (object, members[i].name, TRUE);
    else if (members[i].kind == A_NUMBER && rule->when.scored)
      json_object_set_int_member (object, members[i].name, G_STRUCT_MEMBER (int, rule, members[i].at));
  return object;
}

char *
so_rule_to_json (const SoRule *rule, gboolean named)
{
  JsonObject *object = json_object_new ();

  if (named)
    json_object_set_string_member (object, "name", rule->name);
  json_object_set_object_member (object, "if", write_members (rule, conditions, G_N_ELEMENTS (conditions)));
  json_object_set_object_member (object, "then", write_members (rule, deeds, G_N_ELEMENTS (deeds)));
  return so_json_write_object (object);
}

gboolean
so_rule_check (const SoRule *rule, GError **error)
{
  const SoRuleThen *then = &rule->then;

  if (!rule->name || !*rule->name || g_utf8_strlen (rule->name, -1) > LONGEST_NAME)
    return so_fail (error, SO_ERROR_CHANGE, _("A rule needs a name of 1 to 100 characters"));
  if (!then->tags && !then->priority && !then->escalate && !then->template_id && !then->sequence_id)
    return so_fail (error, SO_ERROR_CHANGE, _("The rule does nothing yet: choose what is done with a message that fits"));
  return check_values (rule, error);
}

static gboolean
same (const char *wanted, const char *value)
{
  return !wanted || !g_strcmp0 (wanted, value);
}

static gboolean
has_words (GStrv wanted, const char *text)
{
  g_autofree char *lines = g_strjoinv ("\n", wanted), *list = so_phrases_of_lines (lines);
  g_auto (GStrv) words = so_phrases_split (text ? text : "");

  return so_phrases_stand_in (list, words);
}

/* "Kids" and "kids" are the same tag. */
static gboolean
has_tag (const char *wanted, const char *const *tags)
{
  g_autofree char *folded = g_utf8_casefold (wanted, -1);

  for (guint i = 0; tags && tags[i]; i++)
    {
      g_autofree char *tag = g_utf8_casefold (tags[i], -1);

      if (!strcmp (tag, folded))
        return TRUE;
    }
  return FALSE;
}

gboolean
so_rule_fits (const SoRule *rule, const SoRuleFacts *facts)
{
  const SoRuleIf *when = &rule->when;

  return same (when->channel, facts->channel) && same (when->sentiment, facts->sentiment) && same (when->language, facts->language) && same (when->stage, facts->stage) &&
         (!when->category || same (when->category, facts->category) || same (when->category, facts->sub_category)) &&
         (!when->scored || facts->score > when->score_over) && (!when->first || facts->first) && (!when->closed || facts->closed) &&
         (!when->tag || has_tag (when->tag, facts->tags)) && (!when->words || has_words (when->words, facts->text));
}
