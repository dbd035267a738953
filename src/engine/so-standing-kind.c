/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-standing-kind.h"

#include "so-error.h"
#include "so-id.h"
#include "so-phrases.h"
#include "so-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_GREETING 6     /* words */

static const struct {
  const char *nick;
  const char *label;
  const char *summary;
  const char *text;
  SoTopic topic;
  const char *sub_category;
  gboolean acknowledges;
} kinds[SO_N_STANDINGS] = {
  [SO_STANDING_LOCATION] = { "location", N_ ("Where You Are"), N_ ("Answers who asks for the address or the way"), "Hi! {answer}", SO_TOPIC_LOCATION, "location_directions", FALSE },
  [SO_STANDING_OPENING_HOURS] = { "opening_hours", N_ ("When You Are Open"), N_ ("Answers who asks for the opening hours"), "Hi! We are open: {hours}.", SO_TOPIC_HOURS, "hours", FALSE },
  [SO_STANDING_SCHEDULE_FACTS] = { "schedule_facts", N_ ("When Classes Are"), N_ ("Copies your own answer about the timetable, unchanged"), "Hi! {answer}", SO_TOPIC_SCHEDULE, "schedule_query", FALSE },
  [SO_STANDING_PRICE_FACTS] = { "price_facts", N_ ("What It Costs"), N_ ("Copies what your price list says of what is named, or your own answer"), "Hi! {answer}", SO_TOPIC_PRICE, "fee_inquiry", FALSE },
  [SO_STANDING_OUT_OF_HOURS] = { "out_of_hours", N_ ("Out of Hours"), N_ ("Tells who writes while you are closed when you open; once per person and closed period"),
                                 "Thanks for reaching out! We're currently closed. Our team will respond when we open at {time}.", SO_TOPIC_NONE, NULL, TRUE },
  [SO_STANDING_GREETING] = { "greeting", N_ ("Greeting"), N_ ("Greets back who only says hello; once a day"), "Hi! How can we help you?", SO_TOPIC_NONE, "greeting", FALSE },
  [SO_STANDING_ACKNOWLEDGEMENT] = { "acknowledgement", N_ ("Message Received"), N_ ("Tells that the message arrived; once per person and day"),
                                    "Thanks for your message! We'll get back to you soon.", SO_TOPIC_NONE, NULL, TRUE },
  [SO_STANDING_MISSED_CALL] = { "missed_call", N_ ("Missed Call"), N_ ("Writes an SMS to who called and reached nobody; once in 24 hours"),
                                "Hi! Sorry that we missed your call. How can we help you?", SO_TOPIC_NONE, NULL, TRUE },
};

static const char greetings[] =
  "hi, hello, hey, hiya, howdy, there, good, morning, afternoon, evening, day, greetings, "
  "hallo, guten, tag, morgen, abend, moin, servus, gruss, gott, gruezi, zusammen, liebes, team, "
  "hola, buenas, buenos, dias, tardes, noches, que, tal, "
  "bonjour, bonsoir, salut, coucou, "
  "ola, oi, bom, dia, boa, tarde, noite, tudo, bem, "
  "नमस्ते, नमस्कार, हैलो, हेलो, हाय, जी, राम, namaste, namaskar, ji, helo";

const char *
so_standing_kind_nick (SoStandingKind kind)
{
  return kinds[kind].nick;
}

const char *
so_standing_kind_label (SoStandingKind kind)
{
  return _(kinds[kind].label);
}

const char *
so_standing_kind_summary (SoStandingKind kind)
{
  return _(kinds[kind].summary);
}

const char *
so_standing_kind_text (SoStandingKind kind)
{
  return kinds[kind].text;
}

gboolean
so_standing_kind_acknowledges (SoStandingKind kind)
{
  return kinds[kind].acknowledges;
}

gboolean
so_standing_kind_tells_facts (SoStandingKind kind)
{
  return kinds[kind].topic != SO_TOPIC_NONE;
}

SoStandingKind
so_standing_kind_of_id (const char *standing_id)
{
  for (guint i = 0; standing_id && i < SO_N_STANDINGS; i++)
    {
      g_autofree char *id = so_id_derive ("standing", kinds[i].nick);

      if (!strcmp (id, standing_id))
        return i;
    }
  return SO_N_STANDINGS;
}

gboolean
so_standing_kind_parse (const char *nick, SoStandingKind *kind, GError **error)
{
  static const char *const never[] = { "complaint", "complaints", "booking", "bookings", "urgent", "cancellation", "cancellations", NULL };

  for (guint i = 0; nick && i < SO_N_STANDINGS; i++)
    if (!strcmp (nick, kinds[i].nick))
      return *kind = i, TRUE;
  if (nick && g_strv_contains (never, nick))
    return so_fail (error, SO_ERROR_CHANGE, _("Complaints and bookings are always answered by a person: this cannot be switched on"));
  return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no standing approval: choose one of those in the list"), nick ? nick : "");
}

static gboolean
is_greeting (const char *text)
{
  g_auto (GStrv) words = so_phrases_split (text);
  guint n = g_strv_length (words);

  for (guint i = 0; i < n; i++)
    {
      char *one[] = { words[i], NULL };

      if (!so_phrases_stand_in (greetings, one))
        return FALSE;
    }
  return n > 0 && n <= LONGEST_GREETING;
}

/* The one topic of a text. "When are you open?" names hours and time: it is about the hours. */
static SoTopic
topic_of (const char *text)
{
  g_autoptr (GPtrArray) words = so_words_of (text);
  SoTopic only = SO_TOPIC_NONE;

  for (SoTopic topic = SO_TOPIC_NONE + 1; topic < SO_N_TOPICS; topic++)
    {
      if (!g_ptr_array_find_with_equal_func (words, so_words_topic_name (topic), g_str_equal, NULL))
        continue;
      if (only == SO_TOPIC_SCHEDULE && topic == SO_TOPIC_HOURS)
        only = SO_TOPIC_NONE;
      if (only != SO_TOPIC_NONE)
        return SO_TOPIC_NONE;
      only = topic;
    }
  return only;
}

gboolean
so_standing_kind_fits (SoStandingKind kind, const char *text, gboolean closed)
{
  switch (kind)
    {
    case SO_STANDING_OUT_OF_HOURS: return closed;
    case SO_STANDING_GREETING: return is_greeting (text);
    case SO_STANDING_ACKNOWLEDGEMENT: return !closed;
    case SO_STANDING_MISSED_CALL: return FALSE;
    default: return topic_of (text) == kinds[kind].topic;
    }
}

gboolean
so_standing_kind_is_about (SoStandingKind kind, const char *topic)
{
  if (!topic)
    return FALSE;
  return !g_strcmp0 (topic, kinds[kind].sub_category) || (kinds[kind].topic != SO_TOPIC_NONE && so_words_category_topic (topic) == kinds[kind].topic);
}
