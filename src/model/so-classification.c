/* SPDX-License-Identifier: MIT */
#include "so-classification.h"

static const char *const priorities[SO_N_PRIORITIES] = { "LOW", "NORMAL", "HIGH", "URGENT" };
static const char *const sentiments[SO_N_SENTIMENTS] = { "POSITIVE", "NEUTRAL", "NEGATIVE", "MIXED" };

static gboolean
find (const char *const *nicks, guint n, const char *nick, guint *value)
{
  for (*value = 0; nick && *value < n; (*value)++)
    if (!g_ascii_strcasecmp (nicks[*value], nick))
      return TRUE;
  return FALSE;
}

const char *
so_priority_nick (SoPriority priority)
{
  g_return_val_if_fail (priority < SO_N_PRIORITIES, NULL);

  return priorities[priority];
}

const char *
so_sentiment_nick (SoSentiment sentiment)
{
  g_return_val_if_fail (sentiment < SO_N_SENTIMENTS, NULL);

  return sentiments[sentiment];
}

gboolean
so_priority_parse (const char *nick, SoPriority *priority)
{
  guint value;

  return find (priorities, SO_N_PRIORITIES, nick, &value) && (*priority = value, TRUE);
}

gboolean
so_sentiment_parse (const char *nick, SoSentiment *sentiment)
{
  guint value;

  return find (sentiments, SO_N_SENTIMENTS, nick, &value) && (*sentiment = value, TRUE);
}

SoClassification *
so_classification_new (void)
{
  SoClassification *self = g_new0 (SoClassification, 1);

  self->priority = SO_PRIORITY_NORMAL;
  self->sentiment = SO_SENTIMENT_NEUTRAL;
  self->tags = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
so_classification_add_tag (SoClassification *self, const char *tag)
{
  if (!g_ptr_array_find_with_equal_func (self->tags, tag, g_str_equal, NULL))
    g_ptr_array_add (self->tags, g_strdup (tag));
}

void
so_classification_free (SoClassification *self)
{
  if (!self)
    return;
  g_ptr_array_unref (self->tags);
  g_free (self->class_type);
  g_free (self->instructor);
  g_free (self->date);
  g_free (self->time);
  g_free (self);
}
