/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-checks.h"

#include "so-quiet.h"
#include "so-share-files.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_PLACEHOLDER 60
#define MB (1024 * 1024)

static const struct {
  const char *reason;
  SoCheckGravity gravity;
  gboolean holds;
  const char *sentence;
} checks[SO_N_CHECKS] = {
  [SO_CHECK_DEMO] = { "demo", SO_CHECK_STOPS, TRUE, N_ ("This is a demonstration studio: it can never send to anybody") },
  [SO_CHECK_COPY] = { "restored_backup", SO_CHECK_STOPS, TRUE,
    N_ ("This studio is a copy or a restored backup: say that it is the active one before anything is sent from it") },
  [SO_CHECK_APPROVAL] = { "changed_after_approval", SO_CHECK_STOPS, FALSE,
    N_ ("The answer is not what was approved: look at it and approve it again") },
  [SO_CHECK_RECIPIENT] = { "no_recipient", SO_CHECK_STOPS, TRUE,
    N_ ("Nobody is known in this conversation who can be written to: add a number or an address to the person, or connect a channel that reaches them") },
  [SO_CHECK_CONSENT] = { "consent", SO_CHECK_STOPS, TRUE, N_ ("This person asked not to be written to: call instead, or wait until they write") },
  [SO_CHECK_MARKETING] = { "no_marketing_consent", SO_CHECK_STOPS, FALSE,
    N_ ("Advertising by SMS goes only to who agreed to it: note their consent in the contact first, or choose another channel") },
  [SO_CHECK_COPY_CONSENT] = { "copy_consent", SO_CHECK_STOPS, FALSE, N_ ("Somebody in Cc or Bcc asked not to be written to: take them out") },
  [SO_CHECK_COPIES] = { "reply_all", SO_CHECK_STOPS, FALSE, N_ ("What goes by itself answers who wrote and nobody else: look at Cc and Bcc, then approve it yourself") },
  [SO_CHECK_EMPTY] = { "empty", SO_CHECK_STOPS, FALSE, N_ ("There is nothing to send: write an answer first") },
  [SO_CHECK_PLACEHOLDER] = { "placeholder", SO_CHECK_STOPS, FALSE, N_ ("A part in {braces} is not filled in: replace it, then approve") },
  [SO_CHECK_HIDDEN] = { "hidden_text", SO_CHECK_STOPS, FALSE,
    N_ ("The model wrote markup, or characters that nobody can see: change the answer, or make another one") },
  [SO_CHECK_TOO_LONG] = { "too_long", SO_CHECK_STOPS, FALSE, N_ ("The answer is longer than this channel takes in one message: shorten it") },
  [SO_CHECK_FILE_GONE] = { "file_gone", SO_CHECK_STOPS, FALSE, N_ ("An attachment is not there any more: attach it again or remove it") },
  [SO_CHECK_FILE_AWAY] = { SO_SHARE_FILE_HOLD, SO_CHECK_STOPS, TRUE, N_ ("An attachment is still on another computer: it is fetched as soon as that one is on") },
  [SO_CHECK_FILE_SIZE] = { "file_size", SO_CHECK_STOPS, FALSE, N_ ("The attachments are larger than this channel takes: remove or shrink one") },
  [SO_CHECK_TEMPLATE_GONE] = { "template_gone", SO_CHECK_STOPS, FALSE,
    N_ ("Meta does not let this template go any more: choose another one") },
  [SO_CHECK_TEMPLATE] = { "needs_template", SO_CHECK_STOPS, TRUE,
    N_ ("The customer last wrote more than 24 hours ago: this channel now takes only an approved template, or call") },
  [SO_CHECK_WINDOW] = { "window_closed", SO_CHECK_STOPS, TRUE, N_ ("This channel takes nothing until the customer writes again: use another way to answer") },
  [SO_CHECK_NEW_INBOUND] = { "new_inbound", SO_CHECK_STOPS, TRUE,
    N_ ("The customer wrote again after this answer was made: read it, keep or change the answer, then approve") },
  [SO_CHECK_TOO_OLD] = { "approval_too_old", SO_CHECK_STOPS, FALSE, N_ ("This waited too long since it was approved: look whether it is still right, then approve it again") },
  [SO_CHECK_QUIET_HOURS] = { "outside_quiet_hours", SO_CHECK_STOPS, TRUE, N_ ("It is night where the customer is: this goes by itself in the morning") },
  [SO_CHECK_FACTS] = { "facts_changed", SO_CHECK_RED, TRUE, N_ ("What this draft states was changed since, such as a price, an answer or a class: make it anew, or check it and send it as it is") },
  [SO_CHECK_ANSWERED] = { "answered_by_other", SO_CHECK_RED, TRUE, N_ ("Somebody else of the studio has answered this message already: look at the conversation, or send yours as well") },
  [SO_CHECK_OTHER_PERSON] = { "other_person", SO_CHECK_RED, TRUE, N_ ("Somebody else’s number or address stands in this answer: remove it, or send it as it is") },
  [SO_CHECK_UNPROVEN] = { "unproven", SO_CHECK_RED, TRUE,
    N_ ("The model states what stands nowhere in your prices, hours and knowledge: change it, or send it as it is") },
  [SO_CHECK_DUPLICATE] = { "duplicate_suspected", SO_CHECK_WARNS, TRUE, N_ ("The same words went to this person within the last twelve hours: send them again?") },
  [SO_CHECK_LIST] = { "mailing_list", SO_CHECK_WARNS, TRUE, N_ ("A mailing list is in Cc or Bcc: all who are on it read this") },
  [SO_CHECK_LINK] = { "unknown_link", SO_CHECK_WARNS, TRUE, N_ ("A link in this answer leads to where the studio has not linked before: check it") },
  [SO_CHECK_LANGUAGE] = { "other_language", SO_CHECK_WARNS, TRUE, N_ ("The answer is in another language than the customer’s message") },
  [SO_CHECK_NIGHT_WAITS] = { "night_waits", SO_CHECK_WARNS, TRUE, N_ ("It is night where the customer is: approved now, this leaves in the morning") },
  [SO_CHECK_NIGHT_NOW] = { "night_now", SO_CHECK_WARNS, TRUE, N_ ("It is night where the customer is, and this leaves at once: they wrote a short while ago, or you want it so") },
  [SO_CHECK_NO_FILE] = { "file_forgotten", SO_CHECK_WARNS, TRUE, N_ ("You wrote of an attachment, and nothing is attached") },
};

/* What a message's attachments may weigh together; a channel takes less than its documents' own limit of 100 MB. */
static guint64
largest_files (SoChannelKind channel)
{
  switch ((int) channel)
    {
    case SO_CHANNEL_WHATSAPP: return 16 * MB;
    case SO_CHANNEL_INSTAGRAM:
    case SO_CHANNEL_MESSENGER: return 8 * MB;
    case SO_CHANNEL_SMS: return 5 * MB;
    default: return 25 * MB;
    }
}

/* "{first name}", "{}", "{{x}}"; not "{" of a long text, and not over a line's end. */
static gboolean
has_placeholder (const char *text)
{
  for (const char *open = strchr (text, '{'); open; open = strchr (open + 1, '{'))
    {
      gsize length = strcspn (open + 1, "}\n");

      if (open[1 + length] == '}' && length <= LONGEST_PLACEHOLDER)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_empty (const char *text)
{
  for (const char *p = text ? text : ""; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !g_unichar_iszerowidth (c))
        return FALSE;
    }
  return TRUE;
}

#define BIT(check, condition) ((condition) ? 1u << SO_CHECK_##check : 0)

static guint
check_text (const SoCheckFacts *facts)
{
  gboolean blank = is_empty (facts->text);

  return BIT (EMPTY, blank && !facts->file_bytes && !facts->has_template) | BIT (PLACEHOLDER, !blank && (facts->unfilled || has_placeholder (facts->text))) |
         BIT (TOO_LONG, !blank && !so_channel_text_fits (facts->channel, facts->text)) | BIT (FILE_GONE, facts->file_gone) | BIT (FILE_AWAY, facts->file_away) |
         BIT (FILE_SIZE, facts->file_bytes > largest_files (facts->channel)) | BIT (FACTS, facts->facts_changed) |
         BIT (ANSWERED, facts->answered) | BIT (OTHER_PERSON, facts->other_person) | BIT (DUPLICATE, facts->duplicate) | BIT (LINK, facts->unknown_link) |
         BIT (HIDDEN, facts->hidden) | BIT (UNPROVEN, facts->unproven) | BIT (LANGUAGE, facts->other_language) | BIT (NO_FILE, facts->names_file && facts->channel == SO_CHANNEL_MAIL && !facts->file_bytes);
}

/* The practice channel and a demo have no windows: nobody's rules are touched. */
static guint
check_window (const SoCheckFacts *facts)
{
  SoChannelWindow window = facts->transport && strcmp (facts->transport, "loopback")
                             ? so_channel_window (facts->channel, facts->by_other ? facts->heard_at : facts->newest_inbound_at, facts->now, NULL) : SO_WINDOW_FREE;

  return BIT (TEMPLATE, window == SO_WINDOW_TEMPLATE && !facts->has_template) |
         BIT (TEMPLATE_GONE, facts->has_template && facts->template_gone) |
         BIT (WINDOW, window == SO_WINDOW_CLOSED || (window == SO_WINDOW_HUMAN_TAG && facts->automatic));
}

static guint
check_approval (const SoCheckFacts *facts)
{
  gint64 age = facts->approved && facts->waiting_since ? facts->now - facts->waiting_since : 0;

  return BIT (APPROVAL, facts->approved && !facts->approval_valid) | BIT (TOO_OLD, age > so_channel_approval_age (facts->channel));
}

/* Laws on advertising by telephone name hours; a person's answer to somebody who is writing is none, but wakes them as well: so an
 * SMS waits unless they wrote a short while ago or the owner says so, and advertising waits always. Nothing is refused: who approves
 * at night is told, and what waits goes by itself. */
static guint
check_night (const SoCheckFacts *facts)
{
  gboolean practice = facts->transport && !strcmp (facts->transport, "loopback"), now;

  if (!facts->quiet_hours || practice || (facts->channel != SO_CHANNEL_SMS && !facts->advertising))
    return 0;
  now = !facts->advertising && (facts->now_anyway || (facts->newest_inbound_at && facts->now - facts->newest_inbound_at <= SO_QUIET_TALK_MS));
  if (facts->approved)
    return BIT (QUIET_HOURS, !now);
  return BIT (NIGHT_NOW, now) | BIT (NIGHT_WAITS, !now);
}

static gboolean
needs_consent (const SoCheckFacts *facts)
{
  gboolean practice = facts->transport && !strcmp (facts->transport, "loopback");

  return facts->advertising && facts->channel == SO_CHANNEL_SMS && !practice && !facts->wants_advertising;
}

guint
so_checks_run (const SoCheckFacts *facts)
{
  return check_text (facts) | check_window (facts) | check_approval (facts) |
         BIT (DEMO, facts->demo && facts->transport && strcmp (facts->transport, "loopback") != 0) |
         BIT (COPY, facts->approved && facts->unconfirmed_copy) | BIT (RECIPIENT, facts->no_recipient) | BIT (CONSENT, facts->opted_out) |
         BIT (MARKETING, needs_consent (facts)) | BIT (COPY_CONSENT, facts->copy_opted_out) | BIT (COPIES, facts->copies && facts->automatic) | BIT (LIST, facts->copy_to_list) |
         BIT (NEW_INBOUND, facts->newest_inbound_at > facts->basis_at) | check_night (facts);
}

SoCheck
so_checks_first (guint failed)
{
  for (SoCheck check = 0; check < SO_N_CHECKS; check++)
    if (failed & (1u << check))
      return check;
  g_return_val_if_reached (SO_CHECK_EMPTY);
}

guint
so_checks_stopping (guint failed)
{
  for (SoCheck check = 0; check < SO_N_CHECKS; check++)
    if (checks[check].gravity != SO_CHECK_STOPS)
      failed &= ~(1u << check);
  return failed;
}

SoCheckGravity
so_check_gravity (SoCheck check)
{
  return checks[check].gravity;
}

const char *
so_check_reason (SoCheck check)
{
  return checks[check].reason;
}

gboolean
so_check_parse (const char *reason, SoCheck *check)
{
  for (SoCheck i = 0; reason && i < SO_N_CHECKS; i++)
    if (!strcmp (reason, checks[i].reason))
      return *check = i, TRUE;
  return FALSE;
}

const char *
so_check_sentence (SoCheck check)
{
  return _(checks[check].sentence);
}

gboolean
so_check_holds (SoCheck check)
{
  return checks[check].holds;
}

guint
so_checks_parse (const char *nicks)
{
  g_auto (GStrv) words = g_strsplit (nicks ? nicks : "", " ", -1);
  guint found = 0;
  SoCheck check;

  for (guint i = 0; words[i]; i++)
    if (so_check_parse (words[i], &check))
      found |= 1u << check;
  return found;
}

char *
so_checks_write (guint bits)
{
  g_autoptr (GString) nicks = g_string_new (NULL);

  for (SoCheck check = 0; check < SO_N_CHECKS; check++)
    if (bits & (1u << check))
      g_string_append_printf (nicks, "%s%s", nicks->len ? " " : "", checks[check].reason);
  return nicks->len ? g_string_free_and_steal (g_steal_pointer (&nicks)) : NULL;
}
