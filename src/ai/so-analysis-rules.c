/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-analysis-private.h"

#include "so-classification.h"
#include "so-intent.h"
#include "so-phrases.h"
#include "so-prompt.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer texts are forwarded letters and lists. */
#define MOST_SENTENCES 40

/* The studio says that it is settled. */
static const char booked[] =
  "you (are|re) (booked|in|enrolled|registered), youre (booked|in), booked you, (is|have|has) .. booked, reserved, confirmed, see you (on|at|tomorrow|then|there|tonight|soon), put you down, saved you a spot, signed you up,"
  "gebucht, reserviert, eingetragen, bestatigt, angemeldet, bis (morgen|dann|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag), reservad*, confirmad*, apuntad*, inscrit*, te esperamos, nos vemos, reserve (pour|a),"
  "confirme*, a (demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche), marcad*, agendad*, te esperamos, ate (amanha|la), book (ho gaya|kar diya|kar di), confirm (hai|ho gaya|kar diya)";
/* The customer says that it will not be. */
static const char lost[] =
  "no longer interested, not interested, not for me, found (another|a different|something) .. (studio|place|else|school), went with (another|someone|somewhere), decided against, changed my mind, too expensive for (me|us), no thanks,"
  "no thank you, kein interesse, nicht mehr interessiert, doch nicht, anders entschieden, (anderes|anderen) .. gefunden, no me interesa, ya no (quiero|me), cambie de opinion, he encontrado otr*, pas interesse*, plus interesse*,"
  "change d avis, trouve ailleurs, nao tenho (mais )?interesse, nao quero mais, mudei de ideia, encontrei outr*, nahi chahiye, interest nahi";
static const char call_back[] =
  "call me, call back, give me a call, ring me, phone me, can you call, could you call, please call, ruf* .. an, zuruckrufen, anrufen, llamame, llameme, me (puede|puedes|pueden) llamar, appelez moi, rappelez, pouvez vous .. (appeler|rappeler),"
  "me (liga|ligue|ligar), pode me ligar, call (kar|karo|kijiye), phone (kar|karo|kijiye)";

typedef enum { BOOKED, LOST, CALL_BACK, N_LISTS } List;

static const char *const lists[N_LISTS] = { [BOOKED] = booked, [LOST] = lost, [CALL_BACK] = call_back };

/* "no (thanks|way), reserv*, ruf .. an", of words as so_phrases_split() makes them. */
static GRegex *
regex_of (List list)
{
  static GRegex *made[N_LISTS];

  if (g_once_init_enter (&made[list]))
    {
      g_autoptr (GString) pattern = g_string_new (lists[list]);
      g_autofree char *whole = NULL;

      g_string_replace (pattern, ", ", "|", 0);
      g_string_replace (pattern, ",", "|", 0);
      g_string_replace (pattern, "*", "[^ ]*", 0);
      g_string_replace (pattern, " .. ", " (?:[^ ]+ ){0,3}", 0);
      whole = g_strdup_printf ("(?:^| )(?:%s)(?= |$)", pattern->str);
      g_once_init_leave (&made[list], g_regex_new (whole, G_REGEX_OPTIMIZE, 0, NULL));
    }
  return made[list];
}

static gboolean
says (List list, const char *text)
{
  g_auto (GStrv) words = so_phrases_split (text);
  g_autofree char *joined = g_strjoinv (" ", words);

  return g_regex_match (regex_of (list), joined, 0, NULL);
}

/* "Great class. Thank you!" → "Great class.", "Thank you!"; the point in "15.30" ends none. */
static GStrv
split_sentences (const char *text)
{
  static GRegex *regex;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new ("(?<=[.!?…।。！？])\\s+|\\s*\\n\\s*", 0, 0, NULL));
  return g_regex_split_full (regex, text, -1, 0, 0, MOST_SENTENCES, NULL);
}

static guint
count (const SoAnalysis *self, SoAnalysisKind kind)
{
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    n += ((SoAnalysisItem *) g_ptr_array_index (self->items, i))->kind == kind;
  return n;
}

/* Once each; of too many the oldest goes. */
static void
note (SoAnalysis *self, SoAnalysisKind kind, const char *what, const char *quote)
{
  guint oldest = self->items->len;

  for (guint i = self->items->len; i > 0; i--)
    {
      const SoAnalysisItem *item = g_ptr_array_index (self->items, i - 1);

      if (item->kind != kind)
        continue;
      if (!g_ascii_strcasecmp (item->what, what))
        return;
      oldest = i - 1;
    }
  if (count (self, kind) >= SO_ANALYSIS_MOST)
    g_ptr_array_remove_index (self->items, oldest);
  so_analysis_add (self, kind, NULL, what, quote);
}

static int
score_of (SoSentiment sentiment)
{
  switch (sentiment)
    {
    case SO_SENTIMENT_POSITIVE: return 8;
    case SO_SENTIMENT_MIXED: return 5;
    case SO_SENTIMENT_NEGATIVE: return 2;
    case SO_SENTIMENT_NEUTRAL:
    case SO_N_SENTIMENTS:
    default: return -1;
    }
}

/* How a sentence is meant: above 0 glad, below 0 not. *@marked: it has words that say so outright. */
static int
humour_of (SoClassifier *classifier, const char *sentence, gboolean *marked)
{
  g_auto (GStrv) words = so_phrases_split (sentence);
  g_autoptr (GArray) hits = so_classifier_hits (classifier, words);
  int sum = 0;

  *marked = FALSE;
  for (guint i = 0; i < hits->len; i++)
    {
      const SoLexiconHit *hit = &g_array_index (hits, SoLexiconHit, i);

      if (hit->signal == SO_SIGNAL_POSITIVE || hit->signal == SO_SIGNAL_SUCCESS)
        sum += hit->weight;
      if (hit->signal == SO_SIGNAL_NEGATIVE || hit->signal == SO_SIGNAL_FRUSTRATION)
        sum -= hit->weight;
      *marked |= hit->signal == SO_SIGNAL_FRUSTRATION || hit->signal == SO_SIGNAL_SUCCESS;
    }
  return sum;
}

/* The sentence that weighs most is what the estimate rests on. */
static void
read_humour (SoAnalysis *self, SoClassifier *classifier, const SoAnalysisTurn *turn, GStrv sentences)
{
  const char *best = NULL;
  int most = 0;
  SoSentiment sentiment = SO_SENTIMENT_NEUTRAL;
  gboolean known = so_sentiment_parse (turn->sentiment, &sentiment);
  int score = known ? score_of (sentiment) : -1;

  for (char **sentence = sentences; *sentence; sentence++)
    {
      gboolean marked;
      int humour = **sentence ? humour_of (classifier, *sentence, &marked) : 0;

      if (!humour || (!marked && score < 0))
        continue;
      if ((humour > 0 && sentiment != SO_SENTIMENT_NEGATIVE) || (humour < 0 && sentiment != SO_SENTIMENT_POSITIVE))
        note (self, humour > 0 ? SO_ANALYSIS_SUCCESS : SO_ANALYSIS_FRUSTRATION, *sentence, *sentence);
      if (ABS (humour) > most)
        {
          most = ABS (humour);
          best = *sentence;
        }
    }
  /* The last word counts; a plain one does not undo what was felt before. */
  if (known && (score >= 0 || !self->sentiment))
    self->sentiment = so_sentiment_nick (sentiment);
  if (score < 0)
    return;
  if (!best)
    note (self, sentiment == SO_SENTIMENT_POSITIVE ? SO_ANALYSIS_SUCCESS : SO_ANALYSIS_FRUSTRATION, turn->text, turn->text);
  self->satisfaction = score;
  g_free (self->satisfaction_quote);
  self->satisfaction_quote = so_prompt_clean (best ? best : turn->text, SO_ANALYSIS_LONGEST_QUOTE);
}

static void
read_interests (SoAnalysis *self, const SoAnalysisTurn *turn)
{
  const SoSubCategory *about = turn->sub_category ? so_sub_category_find (turn->sub_category) : NULL;

  if (turn->class_type)
    note (self, SO_ANALYSIS_INTEREST, turn->class_type, turn->text);
  if (about && (!strcmp (about->category, "PRICING") || !strcmp (about->category, "INQUIRY") || !strcmp (about->category, "BOOKING")))
    note (self, SO_ANALYSIS_INTEREST, _(about->label), turn->text);
}

static const char *
title_of (const SoAnalysisTurn *turn)
{
  static const struct { const char *category, *nick, *title; } titles[] = {
    { "BOOKING", NULL, N_("Book a place") },                        { NULL, "trial_class", N_("Book a trial class") },
    { NULL, "reschedule_request", N_("Move the class") },           { NULL, "time_change", N_("Move the class") },
    { NULL, "cancellation", N_("Take the place back") },            { NULL, "makeup_class", N_("Find a class to make up") },
    { "COMPLAINT", NULL, N_("See to the complaint") },              { NULL, "complaint_escalation", N_("See to the complaint") },
    { NULL, "emergency_contact", N_("Answer at once") },
  };

  if (says (CALL_BACK, turn->text))
    return _("Call back");
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (!g_strcmp0 (titles[i].nick ? turn->sub_category : turn->category, titles[i].nick ? titles[i].nick : titles[i].category))
      return _(titles[i].title);
  return NULL;
}

/* "Book a place: Salsa, 2026-11-24, 18:00". */
static void
read_action (SoAnalysis *self, const SoAnalysisTurn *turn)
{
  const char *title = title_of (turn), *parts[4] = { NULL };
  g_autofree char *joined = NULL, *what = NULL;
  guint n = 0;

  if (!title)
    return;
  if (turn->class_type)
    parts[n++] = turn->class_type;
  if (turn->date)
    parts[n++] = turn->date;
  if (turn->time)
    parts[n++] = turn->time;
  joined = g_strjoinv (", ", (char **) parts);
  what = n ? g_strdup_printf ("%s: %s", title, joined) : g_strdup (title);
  note (self, SO_ANALYSIS_ACTION, what, turn->text);
}

/* What was last said of it counts. */
static void
read_outcome (SoAnalysis *self, const SoAnalysisTurn *turn, gboolean *wanted)
{
  *wanted |= !g_strcmp0 (turn->category, "BOOKING") || !g_strcmp0 (turn->category, "SCHEDULING") || !g_strcmp0 (turn->sub_category, "trial_class");
  if (turn->outbound)
    {
      if (*wanted && self->outcome != SO_OUTCOME_LOST && says (BOOKED, turn->text))
        self->outcome = SO_OUTCOME_BOOKED;
    }
  else if (says (LOST, turn->text))
    self->outcome = SO_OUTCOME_LOST;
  else if (!g_strcmp0 (turn->category, "COMPLAINT") || !g_strcmp0 (turn->category, "URGENT"))
    self->outcome = SO_OUTCOME_ESCALATED;
  else if (self->outcome == SO_OUTCOME_LOST || (self->outcome == SO_OUTCOME_BOOKED && !g_strcmp0 (turn->category, "BOOKING")))
    self->outcome = SO_OUTCOME_OPEN;
}

/* "Asked about: Salsa, Trial Class. The studio wrote last." */
static char *
sum_up (const SoAnalysis *self, gboolean outbound_last)
{
  g_autoptr (GString) about = g_string_new (NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      const SoAnalysisItem *item = g_ptr_array_index (self->items, i);

      if (item->kind == SO_ANALYSIS_INTEREST)
        g_string_append_printf (about, "%s%s", about->len ? ", " : "", item->what);
    }
  if (!about->len)
    return g_strdup (outbound_last ? _("The studio wrote last.") : _("The customer wrote last."));
  /* Translators: a list such as "Salsa, Trial Class", and then who wrote last */
  return g_strdup_printf (_("Asked about: %s. %s"), about->str, outbound_last ? _("The studio wrote last.") : _("The customer wrote last."));
}

SoAnalysis *
so_analysis_by_rules (SoClassifier *classifier, const SoAnalysisTurn *turns, guint n)
{
  SoAnalysis *self = so_analysis_new (FALSE);
  gboolean wanted = FALSE;

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) sentences = NULL;

      if (!turns[i].text || !*turns[i].text)
        continue;
      read_outcome (self, &turns[i], &wanted);
      if (turns[i].outbound)
        continue;
      sentences = split_sentences (turns[i].text);
      read_interests (self, &turns[i]);
      read_humour (self, classifier, &turns[i], sentences);
      for (char **sentence = sentences; *sentence; sentence++)
        so_analysis_read_details (self, *sentence);
    }
  if (self->outcome == SO_OUTCOME_OPEN && n && turns[n - 1].outbound)
    self->outcome = SO_OUTCOME_ANSWERED;
  for (guint i = 0; i < n && self->outcome != SO_OUTCOME_BOOKED && self->outcome != SO_OUTCOME_LOST; i++)
    if (!turns[i].outbound && turns[i].text && *turns[i].text)
      read_action (self, &turns[i]);
  if (n)
    {
      g_free (self->summary);
      self->summary = sum_up (self, turns[n - 1].outbound);
    }
  return self;
}
