/* SPDX-License-Identifier: MIT */
/* The lists of a set-up: prices, knowledge, templates, follow-ups, rules, fields of people. Two entries are the same by what people call them, since ids are of one
 * studio alone. */
#include "so-config.h"

#include "so-setup-private.h"

#include "so-error.h"
#include "so-field-kinds.h"
#include "so-json.h"
#include "so-knowledge-base.h"
#include "so-prices.h"
#include "so-reply-templates.h"
#include "so-rule-verbs.h"
#include "so-rules.h"
#include "so-sequences.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_NAME 200
#define LONGEST_TEXT 10000
/* A milliard of a currency with three decimals: nobody asks more, and sums of it are still numbers. */
#define MOST_AMOUNT G_GINT64_CONSTANT (1000000000000)

static void
set (JsonObject *object, const char *name, const char *value)
{
  if (value && *value)
    json_object_set_string_member (object, name, value);
}

static gboolean
is_blank (const char *text)
{
  return !text[strspn (text, " \t\r\n")];
}

/* A text that may be missing (@needed FALSE), but not be something else, nor endless. */
static gboolean
take (JsonObject *entry, const char *name, gboolean needed, guint longest, const char **value, GError **error)
{
  JsonNode *node = json_object_get_member (entry, name);
  gboolean text = node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;

  *value = text && !is_blank (json_node_get_string (node)) ? json_node_get_string (node) : NULL;
  if (node && !text && !JSON_NODE_HOLDS_NULL (node))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no text"), name);
  if (needed && !*value)
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is missing"), name);
  if (*value && g_utf8_strlen (*value, -1) > longest)
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” has more than %u characters"), name, longest);
  return TRUE;
}

/* "yes" is no yes: whether something is sensitive is not guessed. */
static gboolean
take_flag (JsonObject *entry, const char *name, gboolean *value, GError **error)
{
  JsonNode *node = json_object_get_member (entry, name);

  *value = node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
  return !node || (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN) ||
         so_fail (error, SO_ERROR_CHANGE, _("“%s” is neither true nor false"), name);
}

static gboolean
stored (SoSetupRead *read, const char *part, const char *name, gboolean added, char *id)
{
  g_autofree char *own = id;

  if (own)
    so_setup_changed (read, part, name, added);
  return own != NULL;
}

/* The same of what so_setup_find() looks for: a second one of that name in the file is known by then. Takes @id and @content. */
static gboolean
stored_known (SoSetupRead *read, const char *part, const char *key, const char *name, gboolean added, char *id, char *content)
{
  if (id)
    so_setup_know (read, part, g_strdup (key), id, content, TRUE);
  else
    g_free (content);
  return stored (read, part, name, added, id);
}

static gboolean
write_prices (SoDb *db, JsonArray *array, GError **error)
{
  g_autoptr (GPtrArray) all = so_price_list (db, error);

  for (guint i = 0; all && i < all->len; i++)
    {
      const SoPrice *price = all->pdata[i];
      JsonObject *entry = json_object_new ();

      set (entry, "name", price->name);
      json_object_set_int_member (entry, "amount", price->amount);
      set (entry, "currency", price->currency);
      set (entry, "unit", price->unit);
      json_array_add_object_element (array, entry);
    }
  return all != NULL;
}

static char *
price_content (const SoPrice *price)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", price->amount, price->currency);
}

static gboolean
learn_prices (SoSetupRead *read, const char *part, GError **error)
{
  g_autoptr (GPtrArray) all = so_price_list (read->db, error);

  for (guint i = 0; all && i < all->len; i++)
    {
      const SoPrice *price = all->pdata[i];

      so_setup_know (read, part, so_setup_key (price->name, price->unit), price->id, price_content (price), FALSE);
    }
  return all != NULL;
}

static gboolean
is_currency (const char *currency)
{
  return strlen (currency) == 3 && strspn (currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
}

static gboolean
read_price (SoSetupRead *read, JsonObject *entry, GError **error)
{
  JsonNode *amount = json_object_get_member (entry, "amount");
  g_autofree char *key = NULL, *content = NULL;
  const char *name, *currency, *unit;
  const SoSetupKnown *before;
  SoPrice price = { 0 };

  if (!take (entry, "name", TRUE, LONGEST_NAME, &name, error) || !take (entry, "currency", TRUE, 3, &currency, error) || !take (entry, "unit", FALSE, LONGEST_NAME, &unit, error))
    return FALSE;
  if (!amount || !JSON_NODE_HOLDS_VALUE (amount) || json_node_get_value_type (amount) != G_TYPE_INT64 || json_node_get_int (amount) < 0 ||
      json_node_get_int (amount) > MOST_AMOUNT)
    return so_fail (error, SO_ERROR_CHANGE, _("“amount” is no whole number of the smallest coins, such as 1500 for 15 €"));
  if (!is_currency (currency))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no currency: use its three letters, such as EUR"), currency);
  key = so_setup_key (name, unit);
  if (!so_setup_find (read, "prices", key, learn_prices, &before, error))
    return FALSE;
  price = (SoPrice) { .id = before ? before->id : NULL, .name = (char *) name, .amount = json_node_get_int (amount), .currency = (char *) currency, .unit = (char *) unit };
  content = price_content (&price);
  if (before && !strcmp (before->content, content))
    return TRUE;
  return stored_known (read, "prices", key, name, !before, so_price_save (read->db, &price, error), g_steal_pointer (&content));
}

/* By their words: the order in which they were written is nobody's affair. */
static int
compare_knowledge (gconstpointer a, gconstpointer b)
{
  const SoKnowledge *x = *(gpointer const *) a, *y = *(gpointer const *) b;
  int by = g_strcmp0 (x->question, y->question);

  return by ? by : g_strcmp0 (x->language, y->language);
}

static GPtrArray *
list_knowledge (SoDb *db, GError **error)
{
  g_autoptr (GArray) numbers = so_knowledge_numbers (db, NULL, error);
  g_autoptr (GPtrArray) all = numbers ? g_ptr_array_new_with_free_func ((GDestroyNotify) so_knowledge_free) : NULL;

  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      SoKnowledge *entry = so_knowledge_load (db, g_array_index (numbers, gint64, i), error);

      if (!entry)
        return NULL;
      g_ptr_array_add (all, entry);
    }
  if (all)
    g_ptr_array_sort (all, compare_knowledge);
  return g_steal_pointer (&all);
}

static gboolean
write_knowledge (SoDb *db, JsonArray *array, GError **error)
{
  g_autoptr (GPtrArray) all = list_knowledge (db, error);

  for (guint i = 0; all && i < all->len; i++)
    {
      const SoKnowledge *one = all->pdata[i];
      JsonObject *entry = json_object_new ();

      set (entry, "category", one->category);
      set (entry, "question", one->question);
      set (entry, "answer", one->answer);
      set (entry, "language", one->language);
      json_object_set_boolean_member (entry, "quotable", one->quotable);
      json_array_add_object_element (array, entry);
    }
  return all != NULL;
}

static char *
knowledge_content (const SoKnowledge *one)
{
  return g_strdup_printf ("%d\x1f%s\x1f%s", one->quotable != FALSE, one->category, one->answer);
}

static gboolean
learn_knowledge (SoSetupRead *read, const char *part, GError **error)
{
  g_autoptr (GPtrArray) all = list_knowledge (read->db, error);

  for (guint i = 0; all && i < all->len; i++)
    {
      const SoKnowledge *one = all->pdata[i];

      so_setup_know (read, part, so_setup_key (one->question, one->language), one->id, knowledge_content (one), FALSE);
    }
  return all != NULL;
}

static gboolean
read_knowledge (SoSetupRead *read, JsonObject *entry, GError **error)
{
  g_autofree char *key = NULL, *content = NULL;
  const char *question, *answer, *category, *language;
  gboolean quotable;
  const SoSetupKnown *before;
  SoKnowledge one = { 0 };

  if (!take (entry, "question", TRUE, LONGEST_TEXT, &question, error) || !take (entry, "answer", TRUE, LONGEST_TEXT, &answer, error) ||
      !take (entry, "category", FALSE, LONGEST_NAME, &category, error) || !take (entry, "language", FALSE, 20, &language, error) || !take_flag (entry, "quotable", &quotable, error) ||
      !so_setup_check_category (category, error) || !so_setup_check_language (language, error))
    return FALSE;
  key = so_setup_key (question, language);
  if (!so_setup_find (read, "knowledge", key, learn_knowledge, &before, error))
    return FALSE;
  one = (SoKnowledge) { .id = before ? before->id : NULL, .question = (char *) question, .answer = (char *) answer, .category = (char *) (category ? category : ""),
                        .language = (char *) language, .quotable = quotable };
  content = knowledge_content (&one);
  if (before && !strcmp (before->content, content))
    return TRUE;
  return stored_known (read, "knowledge", key, question, !before, so_knowledge_save (read->db, &one, error), g_steal_pointer (&content));
}

static gboolean
write_templates (SoDb *db, JsonArray *array, GError **error)
{
  g_autoptr (GPtrArray) all = so_reply_template_list (db, error);

  for (guint i = 0; all && i < all->len; i++)
    {
      const SoReplyTemplate *reply = all->pdata[i];
      JsonObject *entry = json_object_new ();

      set (entry, "name", reply->name);
      set (entry, "category", reply->category);
      set (entry, "text", reply->text);
      set (entry, "language", reply->language);
      json_array_add_object_element (array, entry);
    }
  return all != NULL;
}

static char *
template_content (const SoReplyTemplate *reply)
{
  return so_setup_key (reply->category, reply->text);
}

static gboolean
learn_templates (SoSetupRead *read, const char *part, GError **error)
{
  g_autoptr (GPtrArray) all = so_reply_template_list (read->db, error);

  for (guint i = 0; all && i < all->len; i++)
    {
      const SoReplyTemplate *reply = all->pdata[i];

      so_setup_know (read, part, so_setup_key (reply->name, reply->language), reply->id, template_content (reply), FALSE);
    }
  return all != NULL;
}

static gboolean
read_template (SoSetupRead *read, JsonObject *entry, GError **error)
{
  g_autofree char *key = NULL, *content = NULL;
  const char *name, *category, *text, *language;
  const SoSetupKnown *before;
  SoReplyTemplate reply = { 0 };

  if (!take (entry, "name", TRUE, LONGEST_NAME, &name, error) || !take (entry, "text", TRUE, LONGEST_TEXT, &text, error) ||
      !take (entry, "category", FALSE, LONGEST_NAME, &category, error) || !take (entry, "language", FALSE, 20, &language, error))
    return FALSE;
  key = so_setup_key (name, language);
  if (!so_setup_find (read, "templates", key, learn_templates, &before, error))
    return FALSE;
  reply = (SoReplyTemplate) { .id = before ? before->id : NULL, .name = (char *) name, .category = (char *) category, .text = (char *) text, .language = (char *) language };
  content = template_content (&reply);
  if (before && !strcmp (before->content, content))
    return TRUE;
  return stored_known (read, "templates", key, name, !before, so_reply_template_save (read->db, &reply, error), g_steal_pointer (&content));
}

static gboolean
write_follow_ups (SoDb *db, JsonArray *array, GError **error)
{
  g_autoptr (GPtrArray) all = so_sequence_list (db, error);

  for (guint i = 0; all && i < all->len; i++)
    {
      const SoSequence *sequence = all->pdata[i];
      JsonObject *entry = json_object_new ();
      g_autofree char *steps = so_sequence_to_json (sequence);

      set (entry, "name", sequence->name);
      json_object_set_member (entry, "steps", so_json_parse (steps, -1, 0, NULL));
      json_array_add_object_element (array, entry);
    }
  return all != NULL;
}

static gboolean
learn_follow_ups (SoSetupRead *read, const char *part, GError **error)
{
  g_autoptr (GPtrArray) all = so_sequence_list (read->db, error);

  for (guint i = 0; all && i < all->len; i++)
    {
      const SoSequence *sequence = all->pdata[i];

      so_setup_know (read, part, g_strdup (sequence->name), sequence->id, so_sequence_to_json (sequence), FALSE);
    }
  return all != NULL;
}

static gboolean
read_follow_up (SoSetupRead *read, JsonObject *entry, GError **error)
{
  JsonNode *steps = json_object_get_member (entry, "steps");
  g_autofree char *list = steps && JSON_NODE_HOLDS_ARRAY (steps) ? so_json_write (steps, FALSE) : NULL, *now = NULL;
  g_autoptr (SoSequence) sequence = NULL;
  const SoSetupKnown *before;
  const char *name;

  if (!take (entry, "name", TRUE, LONGEST_NAME, &name, error))
    return FALSE;
  if (!list)
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is missing"), "steps");
  sequence = so_sequence_from_json (name, list, error);
  if (!sequence || !so_sequence_check (sequence, error) || !so_setup_find (read, "follow_ups", name, learn_follow_ups, &before, error))
    return FALSE;
  now = so_sequence_to_json (sequence);
  if (before && !strcmp (before->content, now))
    return TRUE;
  sequence->id = before ? g_strdup (before->id) : NULL;
  return stored_known (read, "follow_ups", name, name, !before, so_sequence_save (read->db, sequence, error), g_steal_pointer (&now));
}

/* With names in place of ids, which are of one studio alone. */
static char *
dup_rule_text (SoDb *db, const SoRule *stored_rule)
{
  g_autoptr (SoRule) rule = so_rule_copy (stored_rule);
  g_autoptr (SoReplyTemplate) reply = rule->then.template_id ? so_reply_template_find (db, rule->then.template_id, NULL) : NULL;
  g_autoptr (SoSequence) sequence = rule->then.sequence_id ? so_sequence_find (db, rule->then.sequence_id, NULL) : NULL;

  if (reply)
    g_set_str (&rule->then.template_id, reply->name);
  if (sequence)
    g_set_str (&rule->then.sequence_id, sequence->name);
  return so_rule_to_json (rule, TRUE);
}

static gboolean
write_rules (SoDb *db, JsonArray *array, GError **error)
{
  g_autoptr (GPtrArray) all = so_rule_list (db, FALSE, error);

  for (guint i = 0; all && i < all->len; i++)
    {
      g_autofree char *text = dup_rule_text (db, all->pdata[i]);
      JsonNode *node = so_json_parse (text, -1, 0, error);

      if (!node)
        return FALSE;
      json_array_add_element (array, node);
    }
  return all != NULL;
}

static gboolean
learn_rules (SoSetupRead *read, const char *part, GError **error)
{
  g_autoptr (GPtrArray) all = so_rule_list (read->db, FALSE, error);

  for (guint i = 0; all && i < all->len; i++)
    {
      const SoRule *rule = all->pdata[i];

      so_setup_know (read, part, g_strdup (rule->name), rule->id, so_rule_to_json (rule, TRUE), FALSE);
    }
  return all != NULL;
}

static gboolean
read_rule (SoSetupRead *read, JsonObject *entry, GError **error)
{
  g_autofree char *text = so_json_write_object (json_object_ref (entry)), *now = NULL;
  g_autoptr (SoRule) rule = so_rule_from_json (NULL, text, error);
  const SoSetupKnown *before;

  if (!rule || !so_rule_check (rule, error) || !so_rule_resolve (read->db, rule, error) || !so_setup_find (read, "rules", rule->name, learn_rules, &before, error))
    return FALSE;
  now = so_rule_to_json (rule, TRUE);
  if (before && !strcmp (before->content, now))
    return TRUE;
  g_set_str (&rule->id, before ? before->id : NULL);
  return stored_known (read, "rules", rule->name, rule->name, !before, so_rule_save (read->db, rule, error), g_steal_pointer (&now));
}

static gboolean
write_fields (SoDb *db, JsonArray *array, GError **error)
{
  g_autoptr (GPtrArray) all = so_field_kind_list (db, error);

  for (guint i = 0; all && i < all->len; i++)
    {
      const SoFieldKind *kind = all->pdata[i];
      JsonObject *entry = json_object_new ();

      set (entry, "label", kind->label);
      set (entry, "kind", kind->kind);
      set (entry, "choices", kind->choices);
      json_object_set_boolean_member (entry, "sensitive", kind->sensitive);
      json_array_add_object_element (array, entry);
    }
  return all != NULL;
}

static gboolean
read_field (SoSetupRead *read, JsonObject *entry, GError **error)
{
  SoFieldKind kind = { 0 };
  const char *label, *nick, *choices;
  g_autoptr (SoFieldKind) before = NULL;

  if (!take (entry, "label", TRUE, LONGEST_NAME, &label, error) || !take (entry, "kind", TRUE, LONGEST_NAME, &nick, error) ||
      !take (entry, "choices", FALSE, LONGEST_TEXT, &choices, error) || !take_flag (entry, "sensitive", &kind.sensitive, error))
    return FALSE;
  kind.label = (char *) label;
  kind.kind = (char *) nick;
  kind.choices = (char *) choices;
  before = so_field_kind_of_label (read->db, label);
  if (before && !strcmp (before->label, label) && !strcmp (before->kind, nick) && !g_strcmp0 (before->choices, choices) && before->sensitive == kind.sensitive)
    return TRUE;
  return stored (read, "fields", label, !before, so_field_kind_save (read->db, before ? before->name : NULL, &kind, error));
}

const SoSetupList *
so_setup_lists (guint *n)
{
  static const SoSetupList lists[] = {
    { "prices", write_prices, read_price }, { "knowledge", write_knowledge, read_knowledge }, { "templates", write_templates, read_template },
    { "follow_ups", write_follow_ups, read_follow_up }, { "rules", write_rules, read_rule }, { "fields", write_fields, read_field },
  };

  *n = G_N_ELEMENTS (lists);
  return lists;
}
