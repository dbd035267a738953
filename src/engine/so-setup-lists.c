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

static const SoPrice *
find_price (const GPtrArray *all, const char *name, const char *unit)
{
  for (guint i = 0; i < all->len; i++)
    {
      const SoPrice *price = all->pdata[i];

      if (!g_strcmp0 (price->name, name) && !g_strcmp0 (price->unit && *price->unit ? price->unit : NULL, unit))
        return price;
    }
  return NULL;
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
  g_autoptr (GPtrArray) all = so_price_list (read->db, error);
  const char *name, *currency, *unit;
  const SoPrice *before;
  SoPrice price = { 0 };

  if (!all || !take (entry, "name", TRUE, LONGEST_NAME, &name, error) || !take (entry, "currency", TRUE, 3, &currency, error) || !take (entry, "unit", FALSE, LONGEST_NAME, &unit, error))
    return FALSE;
  if (!amount || !JSON_NODE_HOLDS_VALUE (amount) || json_node_get_value_type (amount) != G_TYPE_INT64 || json_node_get_int (amount) < 0 ||
      json_node_get_int (amount) > MOST_AMOUNT)
    return so_fail (error, SO_ERROR_CHANGE, _("“amount” is no whole number of the smallest coins, such as 1500 for 15 €"));
  if (!is_currency (currency))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no currency: use its three letters, such as EUR"), currency);
  before = find_price (all, name, unit);
  if (before && before->amount == json_node_get_int (amount) && !g_strcmp0 (before->currency, currency))
    return TRUE;
  price = (SoPrice) { .id = before ? before->id : NULL, .name = (char *) name, .amount = json_node_get_int (amount), .currency = (char *) currency, .unit = (char *) unit };
  return stored (read, "prices", name, !before, so_price_save (read->db, &price, error));
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

static const SoKnowledge *
find_knowledge (const GPtrArray *all, const char *question, const char *language)
{
  for (guint i = 0; i < all->len; i++)
    {
      const SoKnowledge *one = all->pdata[i];

      if (!g_strcmp0 (one->question, question) && !g_strcmp0 (one->language && *one->language ? one->language : NULL, language))
        return one;
    }
  return NULL;
}

static gboolean
read_knowledge (SoSetupRead *read, JsonObject *entry, GError **error)
{
  g_autoptr (GPtrArray) all = list_knowledge (read->db, error);
  const char *question, *answer, *category, *language;
  gboolean quotable;
  const SoKnowledge *before;
  SoKnowledge one = { 0 };

  if (!all || !take (entry, "question", TRUE, LONGEST_TEXT, &question, error) || !take (entry, "answer", TRUE, LONGEST_TEXT, &answer, error) ||
      !take (entry, "category", FALSE, LONGEST_NAME, &category, error) || !take (entry, "language", FALSE, 20, &language, error) || !take_flag (entry, "quotable", &quotable, error))
    return FALSE;
  before = find_knowledge (all, question, language);
  if (before && !g_strcmp0 (before->answer, answer) && !g_strcmp0 (before->category, category ? category : "") && before->quotable == quotable)
    return TRUE;
  one = (SoKnowledge) { .id = before ? before->id : NULL, .question = (char *) question, .answer = (char *) answer, .category = (char *) (category ? category : ""),
                        .language = (char *) language, .quotable = quotable };
  return stored (read, "knowledge", question, !before, so_knowledge_save (read->db, &one, error));
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

static gboolean
read_template (SoSetupRead *read, JsonObject *entry, GError **error)
{
  g_autoptr (GPtrArray) all = so_reply_template_list (read->db, error);
  const char *name, *category, *text, *language;
  const SoReplyTemplate *before = NULL;
  SoReplyTemplate reply = { 0 };

  if (!all || !take (entry, "name", TRUE, LONGEST_NAME, &name, error) || !take (entry, "text", TRUE, LONGEST_TEXT, &text, error) ||
      !take (entry, "category", FALSE, LONGEST_NAME, &category, error) || !take (entry, "language", FALSE, 20, &language, error))
    return FALSE;
  for (guint i = 0; i < all->len && !before; i++)
    {
      const SoReplyTemplate *one = all->pdata[i];

      if (!g_strcmp0 (one->name, name) && !g_strcmp0 (one->language && *one->language ? one->language : NULL, language))
        before = one;
    }
  if (before && !g_strcmp0 (before->text, text) && !g_strcmp0 (before->category ? before->category : "", category ? category : ""))
    return TRUE;
  reply = (SoReplyTemplate) { .id = before ? before->id : NULL, .name = (char *) name, .category = (char *) category, .text = (char *) text, .language = (char *) language };
  return stored (read, "templates", name, !before, so_reply_template_save (read->db, &reply, error));
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
read_follow_up (SoSetupRead *read, JsonObject *entry, GError **error)
{
  JsonNode *steps = json_object_get_member (entry, "steps");
  g_autofree char *list = steps && JSON_NODE_HOLDS_ARRAY (steps) ? so_json_write (steps, FALSE) : NULL, *old = NULL, *now = NULL;
  g_autoptr (SoSequence) before = NULL, sequence = NULL;
  const char *name;

  if (!take (entry, "name", TRUE, LONGEST_NAME, &name, error))
    return FALSE;
  if (!list)
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is missing"), "steps");
  sequence = so_sequence_from_json (name, list, error);
  if (!sequence || !so_sequence_check (sequence, error))
    return FALSE;
  before = so_follow_up_look_up (read->db, name, NULL);
  old = before ? so_sequence_to_json (before) : NULL;
  now = so_sequence_to_json (sequence);
  if (!g_strcmp0 (old, now))
    return TRUE;
  sequence->id = before ? g_strdup (before->id) : NULL;
  return stored (read, "follow_ups", name, !before, so_sequence_save (read->db, sequence, error));
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
read_rule (SoSetupRead *read, JsonObject *entry, GError **error)
{
  g_autofree char *text = so_json_write_object (json_object_ref (entry)), *now = NULL;
  g_autoptr (SoRule) rule = so_rule_from_json (NULL, text, error);
  g_autoptr (GPtrArray) all = rule ? so_rule_list (read->db, FALSE, error) : NULL;
  const SoRule *before = NULL;

  if (!all || !so_rule_check (rule, error) || !so_rule_resolve (read->db, rule, error))
    return FALSE;
  for (guint i = 0; i < all->len && !before; i++)
    before = !g_strcmp0 (((SoRule *) all->pdata[i])->name, rule->name) ? all->pdata[i] : NULL;
  now = so_rule_to_json (rule, TRUE);
  if (before)
    {
      g_autofree char *old = so_rule_to_json (before, TRUE);

      if (!strcmp (old, now))
        return TRUE;
    }
  g_set_str (&rule->id, before ? before->id : NULL);
  return stored (read, "rules", rule->name, !before, so_rule_save (read->db, rule, error));
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
