/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-never-words.h"

#include "so-never-reply.h"
#include "so-phrase-index.h"
#include "so-phrases.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BIT(rule) (1u << (rule))

static const struct {
  const char *nick;
  const char *sentence;
} rules[SO_N_NEVER] = {
  [SO_NEVER_COMPLAINT] = { "complaint", N_ ("A complaint or something urgent: a person answers") },
  [SO_NEVER_WORDS] = { "words", N_ ("It speaks of a refund, a cancellation, the law, an injury, an allergy, the police or the press, or asks for a person") },
  [SO_NEVER_PROMISE] = { "promise", N_ ("It changes or promises a booking, a time or money") },
  [SO_NEVER_HOT_LEAD] = { "hot_lead", N_ ("This person is about to decide: answer in person") },
  [SO_NEVER_HEALTH] = { "health", N_ ("It is about health, or a note about this person is marked sensitive") },
  [SO_NEVER_OTHERS] = { "other_people", N_ ("It is about a child's whereabouts or another client, or goes to a number that is not theirs") },
  [SO_NEVER_FIRST] = { "first_message", N_ ("They never wrote, or it is a broadcast or an advertisement") },
  [SO_NEVER_UNSURE] = { "unsure", N_ ("It was not understood for sure, or the answer stands nowhere in what the studio knows") },
  [SO_NEVER_WINDOW] = { "window", N_ ("The time for free answers is over: only a person may write now") },
  [SO_NEVER_PERSON] = { "person", N_ ("Only you write to this person, they do not want messages, or somebody is at it") },
  [SO_NEVER_IN_A_ROW] = { "in_a_row", N_ ("The last message went out by itself too, or a machine wrote") },
  [SO_NEVER_UNCHECKED] = { "unchecked", N_ ("The answer has a gap, a link that is not allowed, or a number that is not yours") },
  [SO_NEVER_NOT_LIVE] = { "not_live", N_ ("Imported history, a demo, a copy, or a computer with a changed clock") },
  [SO_NEVER_INTERNAL] = { "internal", N_ ("It is about a project, or quotes what is internal") },
  [SO_NEVER_STAFF] = { "staff", N_ ("It is a matter of the team") },
};

static const SoNeverWords *const lists[] = {
  so_never_words_complaint, so_never_words_demand, so_never_words_promise, so_never_words_health, so_never_words_people,
};

/* All rows of all lists, by what begins them. */
typedef struct {
  SoPhraseIndex *index;
  GPtrArray *rows;           /* const SoNeverWords */
} AllWords;

static const AllWords *
all_words (void)
{
  static gsize made;
  static AllWords all;

  if (g_once_init_enter (&made))
    {
      all.index = so_phrase_index_new ();
      all.rows = g_ptr_array_new ();
      for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
        for (const SoNeverWords *row = lists[i]; row->list; row++)
          {
            so_phrase_index_add_list (all.index, row->list, ",", all.rows->len);
            g_ptr_array_add (all.rows, (gpointer) row);
          }
      g_once_init_leave (&made, 1);
    }
  return &all;
}

typedef struct {
  const AllWords *all;
  SoNeverDirection direction;
  guint broken;
  gboolean human;            /* asks for a person */
} Reading;

static void
on_word_found (const SoPhraseHit *hit, gpointer data)
{
  Reading *reading = data;
  const SoNeverWords *row = reading->all->rows->pdata[hit->number];

  if (row->direction & reading->direction)
    reading->broken |= BIT (row->rule);
  reading->human = reading->human || !strcmp (row->idea, "human");
}

static Reading
read_words (GStrv words, SoNeverDirection direction)
{
  Reading reading = { all_words (), direction, 0, FALSE };

  so_phrase_index_find (reading.all->index, words, on_word_found, &reading);
  return reading;
}

guint
so_never_auto_text (const char *text, gboolean outbound, const char *own_words)
{
  g_auto (GStrv) words = so_phrases_split (text ? text : "");
  g_autofree char *own = own_words ? so_phrases_of_lines (own_words) : NULL;

  return read_words (words, outbound ? SO_NEVER_OUTBOUND : SO_NEVER_INBOUND).broken |
         (own && so_phrases_stand_in (own, words) ? BIT (SO_NEVER_WORDS) : 0);
}

gboolean
so_never_auto_needs_person (const char *text)
{
  return (so_never_auto_text (text, FALSE, NULL) & (BIT (SO_NEVER_COMPLAINT) | BIT (SO_NEVER_WORDS) | BIT (SO_NEVER_HEALTH))) != 0;
}

gboolean
so_never_auto_asks_for_person (const char *text)
{
  g_auto (GStrv) words = so_phrases_split (text ? text : "");

  return read_words (words, SO_NEVER_BOTH).human;
}

static gboolean
is_one_of (const char *value, const char *const *all)
{
  return value && all && g_strv_contains (all, value);
}

static guint
judge_intent (const SoNeverFacts *facts)
{
  static const char *const grave[] = { "COMPLAINT", "URGENT", NULL };
  static const char *const high[] = { "HIGH", "URGENT", NULL };
  /* MIXED without words of frustration is a matter of taste: a person reads it. */
  static const char *const unhappy[] = { "NEGATIVE", "MIXED", NULL };
  static const char *const binding[] = { "BOOKING", "SCHEDULING", NULL };
  static const char *const money[] = { "discount_request", "payment_options", NULL };
  guint broken = 0;

  if (is_one_of (facts->intent, grave) || is_one_of (facts->priority, high) || is_one_of (facts->sentiment, unhappy))
    broken |= BIT (SO_NEVER_COMPLAINT);
  if (!facts->acknowledges && (is_one_of (facts->intent, binding) || is_one_of (facts->sub_category, money)))
    broken |= BIT (SO_NEVER_PROMISE);
  return broken;
}

static gboolean
is_unsure (const SoNeverFacts *facts)
{
  static const char *const known[] = { "en", "de", "es", "fr", "pt", "hi", NULL };

  return facts->facts_missing || facts->not_understood || (facts->classified && facts->confidence < SO_NEVER_CONFIDENCE) ||
         (facts->language && !is_one_of (facts->language, facts->languages ? facts->languages : known));
}

static guint
judge_person (const SoNeverFacts *facts)
{
  guint broken = 0;
  gboolean lately = facts->person_wrote_at && facts->now - facts->person_wrote_at < SO_NEVER_PERSON_MS;

  if (facts->score > SO_NEVER_ESCALATION_SCORE && !facts->acknowledges)
    broken |= BIT (SO_NEVER_HOT_LEAD);
  if (facts->sensitive)
    broken |= BIT (SO_NEVER_HEALTH);
  if (facts->foreign_recipient)
    broken |= BIT (SO_NEVER_OTHERS);
  if (facts->opted_out || facts->blocked || facts->only_me || facts->person_has_it_open || lately)
    broken |= BIT (SO_NEVER_PERSON);
  if (facts->staff)
    broken |= BIT (SO_NEVER_STAFF);
  return broken;
}

static guint
judge_thread (const SoNeverFacts *facts)
{
  guint broken = 0;
  gboolean late = facts->chat_window && facts->now - facts->newest_inbound_at >= SO_NEVER_WINDOW_MS;

  if (facts->never_wrote || facts->broadcast || facts->marketing)
    broken |= BIT (SO_NEVER_FIRST);
  if (is_unsure (facts))
    broken |= BIT (SO_NEVER_UNSURE);
  if (facts->human_tag || late)
    broken |= BIT (SO_NEVER_WINDOW);
  if (facts->automatic_last || facts->machine)
    broken |= BIT (SO_NEVER_IN_A_ROW);
  if (facts->imported || facts->demo || facts->copied || facts->clock_changed)
    broken |= BIT (SO_NEVER_NOT_LIVE);
  if (facts->internal || so_never_reply_quotes (facts->reply, facts->internal_texts))
    broken |= BIT (SO_NEVER_INTERNAL);
  if (!so_never_reply_is_checked (facts->reply, facts->own_data, facts->links))
    broken |= BIT (SO_NEVER_UNCHECKED);
  return broken;
}

guint
so_never_auto (const SoNeverFacts *facts)
{
  guint broken = judge_intent (facts) | judge_person (facts) | judge_thread (facts);

  for (guint i = 0; facts->inbound && facts->inbound[i]; i++)
    {
      guint said = so_never_auto_text (facts->inbound[i], FALSE, facts->own_words);

      /* "May I book for ten?" may be told that somebody reads it tomorrow. */
      broken |= facts->acknowledges ? said & ~BIT (SO_NEVER_PROMISE) : said;
    }
  return facts->reply ? broken | so_never_auto_text (facts->reply, TRUE, facts->own_words) : broken;
}

const char *
so_never_auto_nick (SoNeverRule rule)
{
  return rules[rule].nick;
}

const char *
so_never_auto_sentence (SoNeverRule rule)
{
  return _(rules[rule].sentence);
}

GStrv
so_never_auto_nicks (guint broken)
{
  GStrvBuilder *nicks = g_strv_builder_new ();

  for (guint i = 0; i < SO_N_NEVER; i++)
    if (broken & BIT (i))
      g_strv_builder_add (nicks, rules[i].nick);
  return g_strv_builder_unref_to_strv (nicks);
}

gboolean
so_never_auto_is_machine (const char *address, const char *headers)
{
  static const char *const names[] = { "no-reply", "noreply", "no_reply", "donotreply", "do-not-reply", "mailer-daemon", "postmaster", "bounce",
                                       "notification", "newsletter", "automailer", "listserv", "majordomo" };
  g_autofree char *low = g_ascii_strdown (address ? address : "", -1);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (low, names[i]))
      return TRUE;
  /* RFC 3834: "Auto-Submitted: no" is a person. */
  return headers && (g_regex_match_simple ("^auto-submitted:\\s*(?!no\\b)\\S", headers, G_REGEX_CASELESS | G_REGEX_MULTILINE, 0) ||
                     g_regex_match_simple ("^precedence:\\s*(bulk|list|junk|auto_reply)", headers, G_REGEX_CASELESS | G_REGEX_MULTILINE, 0) ||
                     g_regex_match_simple ("^(list-id|list-unsubscribe|x-autoreply|x-auto-response-suppress):", headers, G_REGEX_CASELESS | G_REGEX_MULTILINE, 0) ||
                     /* RFC 3464: a mail server's report that a mail did not arrive, or did. */
                     g_regex_match_simple ("^(x-failed-recipients:|content-type:\\s*multipart/report\\b)", headers, G_REGEX_CASELESS | G_REGEX_MULTILINE, 0) ||
                     g_regex_match_simple ("^return-path:\\s*<>", headers, G_REGEX_CASELESS | G_REGEX_MULTILINE, 0));
}

char *
so_never_auto_dup_headers (const SoIncoming *message)
{
  gsize size = 0;
  const char *raw = message->raw && message->channel == SO_CHANNEL_MAIL ? g_bytes_get_data (message->raw, &size) : NULL;
  const char *end = raw ? g_strstr_len (raw, (gssize) size, "\n\r\n") : NULL;
  const char *bare = raw ? g_strstr_len (raw, (gssize) size, "\n\n") : NULL;

  /* What somebody quotes further down is not what this mail says of itself. */
  if (bare && (!end || bare < end))
    end = bare;
  return raw ? g_strndup (raw, end ? (gsize) (end - raw) + 1 : size) : NULL;
}

gboolean
so_never_auto_by_machine (const SoIncoming *message, const char *headers)
{
  return !message->outbound && message->sender && so_never_auto_is_machine (message->channel == SO_CHANNEL_MAIL ? message->sender->value : NULL, headers);
}
