/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-classifier.h"

#include "so-entities.h"
#include "so-language.h"
#include "so-phrases.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Hits of the message's own language count fully, others half: people mix, but "die" is no English word in a German message. */
#define FULL 2
#define HALF 1
#define ENGLISH 0
#define LONG_WORD 7                  /* bytes of a phrase */
#define CLEAR (5 * FULL)             /* one good phrase */
#define FAINT (3 * FULL)

/* Sub-categories by their place in so_sub_categories(). */
enum {
  CLASS_INFORMATION, SCHEDULE_QUERY, LOCATION_DIRECTIONS, INSTRUCTOR_DETAILS, TRIAL_CLASS,
  FEE_INQUIRY, PACKAGE_DETAILS, DISCOUNT_REQUEST, PAYMENT_OPTIONS,
  NEW_ENROLLMENT, CLASS_RESERVATION, PRIVATE_SESSION, GROUP_BOOKING,
  RESCHEDULE_REQUEST, CANCELLATION, MAKEUP_CLASS, TIME_CHANGE,
  SERVICE_ISSUE, BILLING_PROBLEM, INSTRUCTOR_COMPLAINT, FACILITY_ISSUE,
  POSITIVE_REVIEW, SUGGESTION, TESTIMONIAL, REFERRAL,
  GREETING, THANK_YOU, FOLLOW_UP, OTHER,
  EMERGENCY_CONTACT, IMMEDIATE_RESPONSE_NEEDED, COMPLAINT_ESCALATION, TIME_SENSITIVE_BOOKING,
};

struct _SoClassifier {
  GObject parent_instance;

  SoLexicon *lexicon;
};

G_DEFINE_FINAL_TYPE (SoClassifier, so_classifier, G_TYPE_OBJECT)

/* Half of it where it is no word of the message's language. English ones are used everywhere ("trial", "voucher"); of others
 * only what is long enough to mean the same: "mal" is bad in Spanish and nothing in German. */
static int
share (const SoLexiconHit *hit, int language)
{
  if (language < 0 || (int) hit->language == language)
    return FULL;
  return hit->language == ENGLISH || hit->n_bytes >= LONG_WORD ? HALF : 0;
}

/* Where two phrases of one signal share words the heavier counts: "how much does it cost" is not three prices. "Teacher" is
 * a word of Hindi messages too, which must not make it half of one in English. */
static gboolean
is_covered (GArray *hits, guint number, int language)
{
  const SoLexiconHit *hit = &g_array_index (hits, SoLexiconHit, number);
  int worth = hit->weight * share (hit, language);

  for (guint i = 0; worth > 0 && i < hits->len; i++)
    {
      const SoLexiconHit *other = &g_array_index (hits, SoLexiconHit, i);
      int more = other->weight * share (other, language) - worth;

      if (i != number && other->signal == hit->signal && other->word < hit->word + hit->n_words && hit->word < other->word + other->n_words &&
          (more > 0 || (more == 0 && (other->n_words > hit->n_words || (other->n_words == hit->n_words && i < number)))))
        return TRUE;
    }
  return FALSE;
}

static void
add_up (GArray *hits, int language, int *points)
{
  memset (points, 0, SO_N_SIGNALS * sizeof *points);
  for (guint i = 0; i < hits->len; i++)
    {
      const SoLexiconHit *hit = &g_array_index (hits, SoLexiconHit, i);

      if (!is_covered (hits, i, language))
        points[hit->signal] += hit->weight * share (hit, language);
    }
}

static int
most (const int *points, guint from, guint to)
{
  int best = 0;

  for (guint i = from; i <= to; i++)
    best = MAX (best, points[i]);
  return best;
}

/* "Book" alone says nothing of what: it strengthens what else is named. */
static void
weigh_booking (int *points)
{
  int book = points[SO_SIGNAL_BOOK];
  static const guint8 kinds[] = { TRIAL_CLASS, NEW_ENROLLMENT, PRIVATE_SESSION, GROUP_BOOKING };
  gboolean named = FALSE;

  if (book <= 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (points[kinds[i]] >= FAINT)
      {
        points[kinds[i]] += book;
        named = TRUE;
      }
  points[CLASS_RESERVATION] += named ? book / 2 : book;
}

/* URGENT is made of what it is urgent about. */
static void
weigh_urgency (int *points)
{
  int complaint = most (points, SERVICE_ISSUE, FACILITY_ISSUE), urgent = points[SO_SIGNAL_URGENT], legal = points[SO_SIGNAL_LEGAL];
  int booking = MAX (most (points, NEW_ENROLLMENT, GROUP_BOOKING), points[TRIAL_CLASS]);
  int moving = most (points, RESCHEDULE_REQUEST, TIME_CHANGE);

  if (legal >= CLEAR || (complaint >= CLEAR && urgent >= CLEAR))
    points[COMPLAINT_ESCALATION] += complaint + MAX (legal, urgent);
  else if (booking >= FAINT && points[SO_SIGNAL_SOON] >= CLEAR && booking >= moving && complaint < CLEAR)
    points[TIME_SENSITIVE_BOOKING] += booking + points[SO_SIGNAL_SOON];
  else if (urgent >= CLEAR && points[EMERGENCY_CONTACT] < CLEAR)
    points[IMMEDIATE_RESPONSE_NEEDED] += urgent + MAX (moving, booking) / 2;
}

/* "Cancel my booking", "move the private lesson": what is undone or moved is no new one. */
static void
weigh_undoing (int *points)
{
  static const guint8 objects[] = { TRIAL_CLASS, NEW_ENROLLMENT, CLASS_RESERVATION, PRIVATE_SESSION, PACKAGE_DETAILS, SCHEDULE_QUERY };
  int undone = most (points, RESCHEDULE_REQUEST, MAKEUP_CLASS);

  for (guint i = 0; undone >= CLEAR && i < G_N_ELEMENTS (objects); i++)
    points[objects[i]] = MIN (points[objects[i]] / 2, undone - 1);
}

/* A teacher or a shower is only named; with a curse it is what the curse is about. */
static void
weigh_blame (int *points, gboolean asks)
{
  int anger = points[SO_SIGNAL_NEGATIVE] + points[SO_SIGNAL_FRUSTRATION];

  if (anger < FAINT || (asks && anger < CLEAR))
    return;
  if (points[INSTRUCTOR_DETAILS] >= FAINT && points[INSTRUCTOR_DETAILS] < 2 * CLEAR)
    {
      points[INSTRUCTOR_COMPLAINT] += points[INSTRUCTOR_DETAILS] + (anger + points[SERVICE_ISSUE]) / 2;
      points[INSTRUCTOR_DETAILS] /= 2;
    }
  if (points[FACILITY_ISSUE] >= FAINT)
    points[FACILITY_ISSUE] += anger / 2;
}

/* "I loved it! Does she still teach?" asks; who asks nothing praises. */
static void
weigh_praise (int *points, gboolean asks)
{
  int wanted = most (points, CLASS_INFORMATION, TIME_CHANGE);

  if (asks && wanted >= CLEAR)
    for (guint i = POSITIVE_REVIEW; i <= TESTIMONIAL; i++)
      points[i] = i == SUGGESTION ? points[i] : MIN (points[i], wanted * 3 / 4);
}

/* "Is there a shower?" is no complaint about it. */
static void
weigh_questions (int *points, gboolean asks)
{
  if (!asks || points[FACILITY_ISSUE] >= 2 * CLEAR || points[SO_SIGNAL_NEGATIVE] + points[SO_SIGNAL_FRUSTRATION] >= FAINT)
    return;
  points[CLASS_INFORMATION] += points[FACILITY_ISSUE] / 2;
  points[FACILITY_ISSUE] = 0;
}

/* "What do I pay if we both sign up?" asks for the price, whatever it is the price of. */
static void
weigh_prices (int *points, gboolean asks)
{
  guint best = FEE_INQUIRY;

  for (guint i = FEE_INQUIRY; i <= PAYMENT_OPTIONS; i++)
    if (points[i] > points[best])
      best = i;
  if (asks && points[best] >= CLEAR && points[SO_SIGNAL_READY] < CLEAR)
    points[best] += CLEAR;
}

/* A child and a word that is harmless elsewhere: "has my son left?", "the form has not arrived". */
static void
weigh_children (int *points)
{
  if (points[EMERGENCY_CONTACT] >= FAINT && points[SO_SIGNAL_CHILD] >= CLEAR)
    points[EMERGENCY_CONTACT] += points[SO_SIGNAL_CHILD] + FAINT;
  else if (points[EMERGENCY_CONTACT] < CLEAR)
    points[EMERGENCY_CONTACT] = 0;
}

/* What everybody writes around what they want counts only where there is nothing else. */
static void
weigh_manners (int *points, guint n_words)
{
  int urgent = most (points, EMERGENCY_CONTACT, TIME_SENSITIVE_BOOKING);
  int wanted = MAX (most (points, CLASS_INFORMATION, REFERRAL), urgent);
  int asked = MAX (MAX (most (points, CLASS_INFORMATION, FACILITY_ISSUE), most (points, SUGGESTION, REFERRAL)), urgent);

  /* "Hi" before twenty words of something else is no greeting. */
  if (n_words > 8)
    points[GREETING] = MIN (points[GREETING], FAINT);
  if (wanted >= FAINT)
    points[GREETING] = 0;
  /* "Perfect, thank you" is thanks and no praise. */
  if (asked >= FAINT || points[POSITIVE_REVIEW] >= CLEAR)
    points[THANK_YOU] = MIN (points[THANK_YOU], wanted / 2);
  else if (points[THANK_YOU] >= CLEAR)
    points[POSITIVE_REVIEW] /= 2;
  /* "Any news about the refund": two good phrases of it stand on their own. */
  if (wanted >= CLEAR && points[FOLLOW_UP] < 3 * CLEAR / 2)
    points[FOLLOW_UP] = MIN (points[FOLLOW_UP], wanted * 3 / 4);
  if (points[THANK_YOU] >= CLEAR)
    points[GREETING] = 0;
}

/* One faint word is a guess, three good phrases are not: 0.6 at one good phrase, 0.93 at three. */
static double
certainty (double strength)
{
  return 1 - 1 / (1 + strength * strength);
}

/* Where no word tells what it is about, how it is said does: a long question asks for something, a curse is a complaint. */
static guint
guess (const int *points, gboolean asks, guint n_words)
{
  if (points[SO_SIGNAL_NEGATIVE] + points[SO_SIGNAL_FRUSTRATION] >= CLEAR)
    return SERVICE_ISSUE;
  if (points[SO_SIGNAL_POSITIVE] >= CLEAR && !asks && n_words > 2)
    return POSITIVE_REVIEW;
  return asks && n_words > 5 ? CLASS_INFORMATION : OTHER;
}

static guint
choose (const int *points, gboolean asks, guint n_words, double *confidence)
{
  const SoSubCategory *all = so_sub_categories (NULL);
  guint best = OTHER;
  int second = 0;

  for (guint i = 0; i < SO_N_SUB_CATEGORIES; i++)
    if (points[i] > (best == OTHER ? MAX (points[OTHER], FAINT - 1) : points[best]))
      best = i;
  for (guint i = 0; i < SO_N_SUB_CATEGORIES; i++)
    if (strcmp (all[i].category, all[best].category))
      second = MAX (second, points[i]);
  if (points[best] < CLEAR && (best == OTHER || best == GREETING) && guess (points, asks, n_words) != OTHER)
    return *confidence = 0.4, guess (points, asks, n_words);
  if (best == OTHER)
    *confidence = points[OTHER] >= CLEAR ? 0.7 : 0.3;
  else
    *confidence = points[best] / (double) (points[best] + MAX (second, 0)) * certainty (points[best] / 8.0);
  return best;
}

static SoPriority
priority_of (guint sub, const int *points)
{
  gboolean pressing = points[SO_SIGNAL_SOON] >= CLEAR || points[SO_SIGNAL_URGENT] >= CLEAR;

  if (sub >= EMERGENCY_CONTACT)
    return SO_PRIORITY_URGENT;
  if (sub >= SERVICE_ISSUE && sub <= FACILITY_ISSUE)
    return SO_PRIORITY_HIGH;
  if (pressing && sub >= NEW_ENROLLMENT && sub <= TIME_CHANGE)
    return SO_PRIORITY_HIGH;
  if (points[SO_SIGNAL_READY] >= CLEAR)
    return SO_PRIORITY_HIGH;
  if (sub == GREETING || sub == THANK_YOU || sub == OTHER || (sub >= POSITIVE_REVIEW && sub <= TESTIMONIAL) || points[SO_SIGNAL_SALES] >= CLEAR)
    return points[SO_SIGNAL_URGENT] >= CLEAR ? SO_PRIORITY_HIGH : SO_PRIORITY_LOW;
  return SO_PRIORITY_NORMAL;
}

/* A heart says as much as a word. */
static void
add_faces (const char *text, int *points)
{
  static const gunichar glad[] = { 0x2764, 0x1f60a, 0x1f60d, 0x1f970, 0x1f44d, 0x1f389, 0x1f64f, 0x1f929, 0x1f600, 0x1f603, 0x1f604, 0x1f495, 0x1f44f, 0x1f525 };
  static const gunichar sad[] = { 0x1f620, 0x1f621, 0x1f92c, 0x1f44e, 0x1f612, 0x1f61e, 0x1f622, 0x1f62d, 0x1f624, 0x1f644 };

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if ((guchar) *p >= 0xe2)
      {
        gunichar c = g_utf8_get_char (p);

        for (guint i = 0; i < G_N_ELEMENTS (glad); i++)
          points[SO_SIGNAL_POSITIVE] += c == glad[i] ? FAINT : 0;
        for (guint i = 0; i < G_N_ELEMENTS (sad); i++)
          points[SO_SIGNAL_NEGATIVE] += c == sad[i] ? FAINT : 0;
      }
}

static SoSentiment
sentiment_of (guint sub, const int *points)
{
  int good = points[SO_SIGNAL_POSITIVE] + MAX (points[POSITIVE_REVIEW], points[TESTIMONIAL]);
  int bad = points[SO_SIGNAL_NEGATIVE] + points[SO_SIGNAL_FRUSTRATION] + most (points, SERVICE_ISSUE, FACILITY_ISSUE) / 2 + points[SO_SIGNAL_LEGAL];
  gboolean complains = (sub >= SERVICE_ISSUE && sub <= FACILITY_ISSUE) || sub == COMPLAINT_ESCALATION;

  if (good >= FAINT && bad >= CLEAR)
    return SO_SENTIMENT_MIXED;
  if (bad >= FAINT || complains)
    return SO_SENTIMENT_NEGATIVE;
  return good >= FAINT || sub == POSITIVE_REVIEW || sub == TESTIMONIAL || sub == THANK_YOU ? SO_SENTIMENT_POSITIVE : SO_SENTIMENT_NEUTRAL;
}

static const char *const actions[SO_N_SUB_CATEGORIES] = {
  N_("Tell about the class and offer a trial"), N_("Send the times"), N_("Send the address and how to get there"), N_("Introduce the instructor"), N_("Offer a trial class"),
  N_("Send the price"), N_("Explain the packages"), N_("Decide about a discount"), N_("Explain how to pay"),
  N_("Enrol them"), N_("Book the place"), N_("Offer times for a private session"), N_("Agree a date for the group"),
  N_("Offer another time"), N_("Cancel it and confirm"), N_("Offer a make-up class"), N_("Check and confirm the time"),
  N_("Apologise and put it right"), N_("Check the payment and put it right"), N_("Talk to them, then to the instructor"), N_("Have it looked at and say so"),
  N_("Say thank you and ask for a review"), N_("Say thank you and consider it"), N_("Ask whether it may be shown"), N_("Say thank you and greet their friend"),
  N_("Greet and ask how you can help"), N_("Nothing has to be done"), N_("Look up where it stands and answer"), N_("Read it and decide"),
  N_("Call them now"), N_("Answer at once"), N_("Call them yourself"), N_("Book it at once"),
};

const char *
so_classifier_action (const char *sub_category)
{
  const SoSubCategory *all = so_sub_categories (NULL), *found = sub_category ? so_sub_category_find (sub_category) : NULL;

  return found ? actions[found - all] : NULL;
}

static void
add_tags (SoClassification *self, const int *points, int best)
{
  static const struct { int signal; const char *tag; } marks[] = {
    { FEE_INQUIRY, "asks_price" }, { SCHEDULE_QUERY, "asks_date" }, { TRIAL_CLASS, "trial" }, { GROUP_BOOKING, "group" }, { SO_SIGNAL_READY, "ready" },
    { SO_SIGNAL_CHILD, "child" }, { SO_SIGNAL_BEGINNER, "beginner" }, { SO_SIGNAL_FRUSTRATION, "frustrated" }, { SO_SIGNAL_SUCCESS, "happy" },
    { SO_SIGNAL_LEGAL, "legal" }, { SO_SIGNAL_SALES, "sales" }, { SO_SIGNAL_SOON, "soon" },
  };

  for (guint i = 0; i < SO_N_SUB_CATEGORIES; i++)
    if (points[i] >= CLEAR && points[i] * 2 >= best && i != OTHER)
      so_classification_add_tag (self, so_sub_categories (NULL)[i].nick);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (points[marks[i].signal] >= CLEAR)
      so_classification_add_tag (self, marks[i].tag);
}

static int
language_index (const char *nick)
{
  for (guint i = 0; nick && i < SO_LEXICON_LANGUAGES; i++)
    if (!strcmp (so_lexicon_language (i), nick))
      return (int) i;
  return -1;
}

GArray *
so_classifier_hits (SoClassifier *self, GStrv words)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (SoLexiconHit));

  so_lexicon_find (self->lexicon, words, hits);
  return hits;
}

SoClassification *
so_classifier_classify (SoClassifier *self, const char *text, const SoClassifierContext *context)
{
  static const SoClassifierContext nothing = { 0 };
  g_auto (GStrv) words = so_phrases_split (text);
  g_autoptr (GArray) hits = so_classifier_hits (self, words);
  SoClassification *result = so_classification_new ();
  int points[SO_N_SIGNALS], language = so_language_of (text, hits);
  gboolean asks = strchr (text, '?') != NULL;
  guint sub, n_words = g_strv_length (words);

  context = context ? context : &nothing;
  if (language < 0)
    language = language_index (context->language);
  add_up (hits, language, points);
  add_faces (text, points);
  weigh_questions (points, asks);
  weigh_booking (points);
  weigh_undoing (points);
  weigh_blame (points, asks);
  weigh_praise (points, asks);
  weigh_prices (points, asks);
  weigh_children (points);
  weigh_urgency (points);
  weigh_manners (points, n_words);
  sub = choose (points, asks, n_words, &result->confidence);
  result->category = so_sub_categories (NULL)[sub].category;
  result->sub_category = so_sub_categories (NULL)[sub].nick;
  result->priority = priority_of (sub, points);
  result->sentiment = sentiment_of (sub, points);
  result->language = language < 0 ? NULL : so_lexicon_language ((guint) language);
  result->action = actions[sub];
  add_tags (result, points, points[sub]);
  so_entities_read (text, words, hits, context, result);
  return result;
}

static void
so_classifier_finalize (GObject *object)
{
  g_object_unref (SO_CLASSIFIER (object)->lexicon);
  G_OBJECT_CLASS (so_classifier_parent_class)->finalize (object);
}

static void
so_classifier_class_init (SoClassifierClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_classifier_finalize;
}

static void
so_classifier_init (SoClassifier *self)
{
  self->lexicon = so_lexicon_new ();
}

SoClassifier *
so_classifier_new (void)
{
  return g_object_new (SO_TYPE_CLASSIFIER, NULL);
}
