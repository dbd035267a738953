/* SPDX-License-Identifier: MIT */
#include "so-understand.h"

#include "so-class-kind.h"
#include "so-classifier.h"
#include "so-clock.h"
#include "so-contacts.h"
#include "so-entity-rows.h"
#include "so-intents.h"
#include "so-json.h"
#include "so-lead-score.h"
#include "so-never-auto.h"
#include "so-phrases.h"
#include "so-prices.h"
#include "so-settings.h"
#include "so-studio-private.h"
#include "so-teacher.h"

#include <string.h>

#define NORTH_AMERICA "1"
/* Of what a person wrote: what she wanted a year ago says little. */
#define MOST_MESSAGES 20

struct _SoUnderstand {
  SoClassifier *classifier;
  GTimeZone *zone;
  gboolean month_first;
  GStrv classes, teachers;   /* teachers: NULL where none is known */
};

/* "Beginner Salsa" names a class, "10-class card" does not. */
static gboolean
names_class (SoClassifier *classifier, const char *name)
{
  g_auto (GStrv) words = so_phrases_split (name);
  g_autoptr (GArray) hits = so_classifier_hits (classifier, words);

  for (guint i = 0; i < hits->len; i++)
    if (g_array_index (hits, SoLexiconHit, i).signal == SO_SIGNAL_CLASS)
      return TRUE;
  return FALSE;
}

/* Those of the schedule first, whatever they are called; then what the price list names. */
static GStrv
dup_classes (SoDb *db, SoClassifier *classifier)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GPtrArray) prices = so_price_list (db, NULL), kinds = so_entity_list (db, &so_class_kind_entity, NULL);

  for (guint i = 0; kinds && i < kinds->len; i++)
    {
      g_autoptr (SoClassKind) kind = kinds->pdata[i];

      g_strv_builder_add (names, kind->name);
    }

  for (guint i = 0; prices && i < prices->len; i++)
    {
      const SoPrice *price = prices->pdata[i];

      if (names_class (classifier, price->name))
        g_strv_builder_add (names, price->name);
    }
  return g_strv_builder_end (names);
}

static GStrv
dup_teachers (SoDb *db)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GPtrArray) teachers = so_entity_list (db, &so_teacher_entity, NULL);

  for (guint i = 0; teachers && i < teachers->len; i++)
    {
      g_autoptr (SoTeacher) teacher = teachers->pdata[i];

      g_strv_builder_add (names, teacher->name);
    }
  return teachers && teachers->len ? g_strv_builder_end (names) : NULL;
}

SoUnderstand *
so_understand_new (SoStudio *studio)
{
  SoUnderstand *self = g_new0 (SoUnderstand, 1);
  g_autoptr (SoProfile) profile = studio ? so_studio_dup_profile (studio) : NULL;
  g_autoptr (SoDb) db = studio ? so_store_read (so_studio_get_store (studio), NULL) : NULL;

  self->classifier = studio ? g_object_ref (so_studio_get_classifier (studio)) : so_classifier_new ();
  if (!studio)
    return self;
  self->zone = g_time_zone_ref (so_studio_get_zone (studio));
  self->month_first = profile && !g_strcmp0 (profile->country, NORTH_AMERICA);
  if (db)
    {
      self->classes = dup_classes (db, self->classifier);
      self->teachers = dup_teachers (db);
    }
  return self;
}

void
so_understand_free (SoUnderstand *self)
{
  g_object_unref (self->classifier);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_strfreev (self->classes);
  g_strfreev (self->teachers);
  g_free (self);
}

const char *const *
so_understand_get_classes (SoUnderstand *self)
{
  return (const char *const *) self->classes;
}

SoClassification *
so_understand_text (SoUnderstand *self, const char *text, const char *language)
{
  SoClassifierContext context = { so_now (), self->zone, self->month_first, (const char *const *) self->classes, (const char *const *) self->teachers, language };

  return so_classifier_classify (self->classifier, text, &context);
}

GStrv
so_understand_never (const SoClassification *is, const char *text)
{
  guint rules = so_never_auto_text (text, FALSE, NULL);

  if (!strcmp (is->category, "COMPLAINT") || !strcmp (is->category, "URGENT") || is->priority >= SO_PRIORITY_HIGH ||
      is->sentiment == SO_SENTIMENT_NEGATIVE || is->sentiment == SO_SENTIMENT_MIXED)
    rules |= 1u << SO_NEVER_COMPLAINT;
  if (!strcmp (is->category, "BOOKING") || !strcmp (is->category, "SCHEDULING") || !g_strcmp0 (is->sub_category, "discount_request"))
    rules |= 1u << SO_NEVER_PROMISE;
  if (is->confidence < SO_NEVER_CONFIDENCE)
    rules |= 1u << SO_NEVER_UNSURE;
  return so_never_auto_nicks (rules);
}

JsonObject *
so_understand_entities (const SoClassification *is)
{
  JsonObject *object = json_object_new ();
  const struct { const char *name, *value; } known[] = {
    { "class_type", is->class_type }, { "date", is->date }, { "time", is->time }, { "instructor", is->instructor },
  };
  JsonArray *signals = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].value)
      json_object_set_string_member (object, known[i].name, known[i].value);
  for (guint i = 0; i < is->tags->len; i++)
    json_array_add_string_element (signals, is->tags->pdata[i]);
  json_object_set_array_member (object, "signals", signals);
  return object;
}

static guint32
signals_of (const SoMessageSaid *said)
{
  g_autoptr (JsonNode) node = said->entities ? so_json_parse (said->entities, -1, 0, NULL) : NULL;
  JsonObject *object = so_json_root (node);
  JsonArray *tags = object ? so_json_array (object, "signals") : NULL;
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;

  for (guint i = 0; tags && i < json_array_get_length (tags); i++)
    if (json_node_get_value_type (json_array_get_element (tags, i)) == G_TYPE_STRING)
      g_strv_builder_add (all, json_array_get_string_element (tags, i));
  strings = g_strv_builder_end (all);
  return so_lead_signals_of_message (said->intent, said->sub_category, said->sentiment, (const char *const *) strings,
                                     object && (so_json_string (object, "date") || so_json_string (object, "time")),
                                     object && so_json_string (object, "class_type"));
}

void
so_lead_reasons_free (SoLeadReasons *self)
{
  g_array_unref (self->points);
  g_free (self);
}

SoLeadReasons *
so_understand_explain (SoDb *db, const char *contact_id, GError **error)
{
  g_autofree char *own = so_setting_get (db, SO_SETTING_LEAD_WEIGHTS);
  guint messages;
  gint64 newest_at;
  g_autoptr (GPtrArray) said = so_message_said_by (db, contact_id, MOST_MESSAGES, &messages, &newest_at, error);
  int weights[SO_N_LEAD_SIGNALS];
  guint32 signals;
  SoLeadReasons *reasons;

  /* Weights of another version must not keep a message out. */
  if (!said || (!so_lead_weights_parse (own, weights, NULL) && !so_lead_weights_parse (NULL, weights, error)))
    return NULL;
  signals = so_lead_signals_of_count (messages, newest_at, so_now ());
  for (guint i = 0; i < said->len; i++)
    signals |= signals_of (said->pdata[i]);
  reasons = g_new0 (SoLeadReasons, 1);
  reasons->score = so_lead_score (signals, weights);
  reasons->messages = messages;
  reasons->temperature = so_lead_temperature (reasons->score);
  reasons->points = g_array_new (FALSE, FALSE, sizeof (SoLeadPoint));
  for (guint i = 0; i < SO_N_LEAD_SIGNALS; i++)
    if (signals & 1u << i)
      g_array_append_vals (reasons->points, &(SoLeadPoint) { so_lead_signal_nick (i), so_lead_signal_label (i), weights[i], so_lead_signal_buys (i) }, 1);
  return reasons;
}

SoLeadReasons *
so_studio_explain_score (SoStudio *studio, const char *contact_id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return db ? so_understand_explain (db, contact_id, NULL) : NULL;
}

static gboolean
score (SoDb *db, const char *message_id, GError **error)
{
  g_autofree char *lead = so_message_lead (db, message_id);
  g_autoptr (SoLeadReasons) reasons = lead ? so_understand_explain (db, lead, error) : NULL;

  return !lead || (reasons && so_contact_set_score (db, lead, reasons->score, error));
}

gboolean
so_understand_message (SoUnderstand *self, SoDb *db, const char *message_id, const char *text, GError **error)
{
  g_autoptr (SoClassification) is = so_understand_text (self, text, NULL);
  g_autofree char *entities = so_json_write_object (so_understand_entities (is));
  SoMessageIntent intent = {
    is->category, is->sub_category, so_priority_nick (is->priority), so_sentiment_nick (is->sentiment), entities, is->language, is->confidence,
  };

  return so_message_set_intent (db, message_id, &intent, error) && score (db, message_id, error);
}
