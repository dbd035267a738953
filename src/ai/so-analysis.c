/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-analysis.h"

#include "so-classification.h"
#include "so-error.h"
#include "so-json.h"
#include "so-prompt.h"
#include "so-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST 5
#define LONGEST_SUMMARY 400
#define LONGEST_WHAT 120
#define LONGEST_QUOTE 240
#define SHORTEST_QUOTE 2

static const char *const outcomes[SO_N_OUTCOMES] = { "open", "booked", "answered", "lost", "escalated", "spam" };
static const char *const fields[] = { "name", "email", "phone", "child", "birthday", NULL };

static const struct { const char *nick, *member; } kinds[SO_N_ANALYSES] = {
  [SO_ANALYSIS_INTEREST] = { "interest", "interests" }, [SO_ANALYSIS_ACTION] = { "action", "actions" }, [SO_ANALYSIS_FRUSTRATION] = { "frustration", "frustration" },
  [SO_ANALYSIS_SUCCESS] = { "success", "success" },     [SO_ANALYSIS_DETAIL] = { "detail", "details" },
};

const char *
so_outcome_nick (SoOutcome outcome)
{
  return outcomes[outcome];
}

gboolean
so_outcome_parse (const char *nick, SoOutcome *outcome)
{
  for (SoOutcome i = 0; nick && i < SO_N_OUTCOMES; i++)
    if (!strcmp (nick, outcomes[i]))
      return *outcome = i, TRUE;
  return FALSE;
}

const char *
so_analysis_kind_nick (SoAnalysisKind kind)
{
  return kinds[kind].nick;
}

static void
item_free (SoAnalysisItem *item)
{
  g_free (item->field);
  g_free (item->what);
  g_free (item->quote);
  g_free (item);
}

void
so_analysis_free (SoAnalysis *self)
{
  if (!self)
    return;
  g_free (self->summary);
  g_free (self->satisfaction_quote);
  g_ptr_array_unref (self->items);
  g_free (self);
}

static SoAnalysis *
analysis_new (gboolean by_model)
{
  SoAnalysis *self = g_new0 (SoAnalysis, 1);

  self->by_model = by_model;
  self->satisfaction = -1;
  self->summary = g_strdup ("");
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  return self;
}

static void
add (SoAnalysis *self, SoAnalysisKind kind, const char *field, const char *what, const char *quote)
{
  SoAnalysisItem *item = g_new0 (SoAnalysisItem, 1);

  item->kind = kind;
  item->field = g_strdup (field);
  item->what = so_prompt_clean (what, LONGEST_WHAT);
  item->quote = so_prompt_clean (quote, LONGEST_QUOTE);
  g_strdelimit (item->what, "\n", ' ');
  g_strdelimit (item->quote, "\n", ' ');
  g_ptr_array_add (self->items, item);
}

/* Accents and case may differ, words may not. */
static gboolean
is_said (const char *quote, const char *const *said)
{
  g_autofree char *wanted = quote ? so_text_fold (quote) : NULL;

  if (!wanted || g_utf8_strlen (wanted, -1) < SHORTEST_QUOTE || strlen (quote) > 4 * LONGEST_QUOTE)
    return FALSE;
  for (guint i = 0; said[i]; i++)
    {
      g_autofree char *folded = so_text_fold (said[i]);

      if (strstr (folded, wanted))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_detail (JsonObject *object, const char *quote)
{
  const char *field = so_json_string (object, "kind"), *value = so_json_string (object, "value");

  return field && value && g_strv_contains (fields, field) && is_said (value, (const char *const[]) { quote, NULL }) &&
         (strcmp (field, "email") || (strchr (value, '@') && !strpbrk (value, " \t\n<>,;"))) &&
         (strcmp (field, "phone") || strspn (value, "+0123456789 ()-./") == strlen (value));
}

static void
read_items (SoAnalysis *self, JsonObject *root, SoAnalysisKind kind, const char *const *said)
{
  JsonArray *array = so_json_array (root, kinds[kind].member);
  guint kept = 0;

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *object = so_json_element (array, i);
      const char *quote = object ? so_json_string (object, "quote") : NULL, *what = object ? so_json_string (object, "what") : NULL;

      if (!is_said (quote, said) || kept == MOST || (kind <= SO_ANALYSIS_ACTION && (!what || !*what)) || (kind == SO_ANALYSIS_DETAIL && !is_detail (object, quote)))
        {
          self->dropped++;
          continue;
        }
      if (kind == SO_ANALYSIS_DETAIL)
        add (self, kind, so_json_string (object, "kind"), so_json_string (object, "value"), quote);
      else
        add (self, kind, NULL, kind <= SO_ANALYSIS_ACTION ? what : quote, quote);
      kept++;
    }
}

static void
read_satisfaction (SoAnalysis *self, JsonObject *root, const char *const *said)
{
  JsonObject *object = so_json_object (root, "satisfaction");
  JsonNode *score = object ? json_object_get_member (object, "score") : NULL;
  const char *quote = object ? so_json_string (object, "quote") : NULL;
  double value = score && JSON_NODE_HOLDS_VALUE (score) && (json_node_get_value_type (score) == G_TYPE_INT64 || json_node_get_value_type (score) == G_TYPE_DOUBLE)
                   ? json_node_get_double (score) : -1;

  if (!object)
    return;
  if (!(value >= 0 && value <= 10) || !is_said (quote, said))
    {
      self->dropped++;
      return;
    }
  self->satisfaction = (int) (value + 0.5);
  self->satisfaction_quote = so_prompt_clean (quote, LONGEST_QUOTE);
}

/* Some put it between "```json" and "```", however they are asked. */
static JsonNode *
parse (const char *text)
{
  const char *start = strchr (text, '{'), *end = strrchr (text, '}');

  return start && end > start ? so_json_parse (start, end - start + 1, 0, NULL) : NULL;
}

SoAnalysis *
so_analysis_parse (const char *json, const char *const *said, GError **error)
{
  g_autoptr (SoAnalysis) self = analysis_new (TRUE);
  g_autoptr (JsonNode) node = parse (json);
  JsonObject *root = so_json_root (node);
  const char *summary = root ? so_json_string (root, "summary") : NULL, *sentiment = root ? so_json_string (root, "sentiment") : NULL;
  SoSentiment parsed;

  if (!root || !summary || !so_outcome_parse (so_json_string (root, "outcome"), &self->outcome))
    return so_fail (error, SO_ERROR_WAIT, _("The model’s reading of the conversation cannot be used: try again, or choose another model")), NULL;
  g_free (self->summary);
  self->summary = g_strstrip (so_prompt_clean (summary, LONGEST_SUMMARY));
  if (so_sentiment_parse (sentiment, &parsed))
    self->sentiment = so_sentiment_nick (parsed);
  read_satisfaction (self, root, said);
  for (SoAnalysisKind kind = 0; kind < SO_N_ANALYSES; kind++)
    read_items (self, root, kind, said);
  return g_steal_pointer (&self);
}

/* By rules ----------------------------------------------------------------------------------------- */

static int
score_of (SoSentiment sentiment)
{
  switch (sentiment)
    {
    case SO_SENTIMENT_POSITIVE: return 8;
    case SO_SENTIMENT_MIXED: return 5;
    case SO_SENTIMENT_NEGATIVE: return 2;
    default: return -1;
    }
}

static void
read_turn (SoAnalysis *self, const SoAnalysisTurn *turn)
{
  SoSentiment sentiment;

  if (turn->category && (!strcmp (turn->category, "PRICING") || !strcmp (turn->category, "INQUIRY") || !strcmp (turn->category, "BOOKING")) && turn->sub_category)
    add (self, SO_ANALYSIS_INTEREST, NULL, turn->sub_category, turn->text);
  if (turn->category && (!strcmp (turn->category, "COMPLAINT") || !strcmp (turn->category, "URGENT")))
    self->outcome = SO_OUTCOME_ESCALATED;
  if (!so_sentiment_parse (turn->sentiment, &sentiment))
    return;
  /* The last word counts; a plain one does not undo what was felt before. */
  if (score_of (sentiment) >= 0 || !self->sentiment)
    self->sentiment = so_sentiment_nick (sentiment);
  if (score_of (sentiment) < 0)
    return;
  self->satisfaction = score_of (sentiment);
  g_free (self->satisfaction_quote);
  self->satisfaction_quote = so_prompt_clean (turn->text, LONGEST_QUOTE);
  add (self, sentiment == SO_SENTIMENT_POSITIVE ? SO_ANALYSIS_SUCCESS : SO_ANALYSIS_FRUSTRATION, NULL, turn->text, turn->text);
}

SoAnalysis *
so_analysis_by_rules (const SoAnalysisTurn *turns, guint n)
{
  SoAnalysis *self = analysis_new (FALSE);

  for (guint i = 0; i < n; i++)
    if (!turns[i].outbound && turns[i].text && *turns[i].text)
      read_turn (self, &turns[i]);
  if (self->outcome == SO_OUTCOME_OPEN && n && turns[n - 1].outbound)
    self->outcome = SO_OUTCOME_ANSWERED;
  return self;
}
