/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-analysis-private.h"

#include "so-classification.h"
#include "so-error.h"
#include "so-json.h"
#include "so-prompt.h"
#include "so-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_SUMMARY 400
#define LONGEST_WHAT 120
#define SHORTEST_QUOTE 2

static const char *const outcomes[SO_N_OUTCOMES] = { "open", "booked", "answered", "lost", "escalated", "spam" };
static const char *const fields[] = { "name", "email", "phone", "child", "birthday", "goal", "level", NULL };

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

SoAnalysis *
so_analysis_new (gboolean by_model)
{
  SoAnalysis *self = g_new0 (SoAnalysis, 1);

  self->by_model = by_model;
  self->satisfaction = -1;
  self->summary = g_strdup ("");
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  return self;
}

void
so_analysis_add (SoAnalysis *self, SoAnalysisKind kind, const char *field, const char *what, const char *quote)
{
  SoAnalysisItem *item = g_new0 (SoAnalysisItem, 1);

  item->kind = kind;
  item->field = g_strdup (field);
  item->what = so_prompt_clean (what, LONGEST_WHAT);
  item->quote = so_prompt_clean (quote, SO_ANALYSIS_LONGEST_QUOTE);
  g_strdelimit (item->what, "\n", ' ');
  g_strdelimit (item->quote, "\n", ' ');
  g_ptr_array_add (self->items, item);
}

/* Accents and case may differ, words may not. */
static gboolean
is_said (const char *quote, const char *const *said)
{
  g_autofree char *wanted = quote ? so_text_fold (quote) : NULL;

  if (!wanted || g_utf8_strlen (wanted, -1) < SHORTEST_QUOTE || strlen (quote) > 4 * SO_ANALYSIS_LONGEST_QUOTE)
    return FALSE;
  for (guint i = 0; said[i]; i++)
    {
      g_autofree char *folded = so_text_fold (said[i]);

      if (strstr (folded, wanted))
        return TRUE;
    }
  return FALSE;
}

/* Numbers, addresses and links come from the customer or from nowhere: a model that read something else, or was told to, has no way to
 * put it before the owner. A day ("2026-11-24") is none of them. */
static gboolean
is_made_up (const char *text, const char *const *said)
{
  static GRegex *regex;
  g_autoptr (GMatchInfo) match = NULL;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new ("\\S+@\\S+|\\S+://\\S+|www\\.\\S+|(?<![\\d./-])(?!\\d{4}-\\d\\d-\\d\\d\\b)\\+?\\d[\\d ()/.-]{5,}\\d", G_REGEX_CASELESS, 0, NULL));
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *found = g_match_info_fetch (match, 0);

      g_strcanon (g_strchomp (found), G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "@:/._%+-()", ' ');
      if (!is_said (g_strstrip (found), said))
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

      if (!is_said (quote, said) || kept == SO_ANALYSIS_MOST || (kind <= SO_ANALYSIS_ACTION && (!what || !*what || is_made_up (what, said))) || (kind == SO_ANALYSIS_DETAIL && !is_detail (object, quote)))
        {
          self->dropped++;
          continue;
        }
      if (kind == SO_ANALYSIS_DETAIL)
        so_analysis_add (self, kind, so_json_string (object, "kind"), so_json_string (object, "value"), quote);
      else
        so_analysis_add (self, kind, NULL, kind <= SO_ANALYSIS_ACTION ? what : quote, quote);
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
  self->satisfaction_quote = so_prompt_clean (quote, SO_ANALYSIS_LONGEST_QUOTE);
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
  g_autoptr (SoAnalysis) self = so_analysis_new (TRUE);
  g_autoptr (JsonNode) node = parse (json);
  JsonObject *root = so_json_root (node);
  const char *summary = root ? so_json_string (root, "summary") : NULL, *sentiment = root ? so_json_string (root, "sentiment") : NULL;
  SoSentiment parsed;

  if (!root || !summary || !so_outcome_parse (so_json_string (root, "outcome"), &self->outcome))
    return so_fail (error, SO_ERROR_WAIT, _("The model’s reading of the conversation cannot be used: try again, or choose another model")), NULL;
  g_free (self->summary);
  self->summary = g_strstrip (so_prompt_clean (summary, LONGEST_SUMMARY));
  if (is_made_up (self->summary, said))
    {
      self->dropped++;
      g_set_str (&self->summary, "");
    }
  if (so_sentiment_parse (sentiment, &parsed))
    self->sentiment = so_sentiment_nick (parsed);
  read_satisfaction (self, root, said);
  for (SoAnalysisKind kind = 0; kind < SO_N_ANALYSES; kind++)
    read_items (self, root, kind, said);
  return g_steal_pointer (&self);
}
