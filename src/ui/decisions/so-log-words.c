/* SPDX-License-Identifier: MIT */
#include "so-log-words.h"

#include "so-age.h"
#include "so-channel-kind.h"
#include "so-clock.h"
#include "so-draft-words.h"
#include "so-standing-kind.h"
#include "so-text.h"

#include <glib/gi18n.h>

SoLogTone
so_log_words_tone (SoDraftState state)
{
  if (so_draft_state_is_sent (state))
    return SO_LOG_TONE_GOOD;
  if (state == SO_DRAFT_FAILED || state == SO_DRAFT_UNKNOWN)
    return SO_LOG_TONE_BAD;
  return so_draft_state_is_in_outbox (state) ? SO_LOG_TONE_WAITS : SO_LOG_TONE_PLAIN;
}

static const char *
discard_words (const char *reason)
{
  static const char *const nicks[SO_N_DISCARD_REASONS] = {
    "wrong_facts", "wrong_tone", "not_needed", "answered_elsewhere", "wrong_person", "too_early", "will_call", "other",
  };

  for (guint i = 0; reason && i < G_N_ELEMENTS (nicks); i++)
    if (g_str_equal (reason, nicks[i]))
      return so_draft_words_discard_reason (i + 1);
  return NULL;
}

char *
so_log_words_outcome (const SoLogEntry *entry)
{
  const char *why = entry->state == SO_DRAFT_DISCARDED ? discard_words (entry->reason) : NULL;

  if (g_str_equal (so_log_outcome (entry->state), "recalled"))
    return g_strdup (_("Taken back"));
  if (why)
    /* Translators: the second is the reason: "Discarded: Wrong tone" */
    return g_strdup_printf (_("%s: %s"), so_draft_words_state (entry->state), why);
  if (entry->state == SO_DRAFT_SUPERSEDED && !g_strcmp0 (entry->reason, "new_inbound"))
    return g_strdup (_("Replaced: the customer wrote again"));
  return g_strdup (so_draft_words_state (entry->state));
}

static const char *
rule_label (const SoLogEntry *entry)
{
  SoStandingKind kind;

  return entry->rule && so_standing_kind_parse (entry->rule, &kind, NULL) ? so_standing_kind_label (kind) : NULL;
}

char *
so_log_words_by (const SoLogEntry *entry)
{
  const char *rule = rule_label (entry);

  switch ((int) entry->by)
    {
    case SO_LOG_BY_OWNER:
      return g_strdup (entry->edited && entry->state != SO_DRAFT_DISCARDED ? _("by you, edited") : _("by you"));
    case SO_LOG_BY_STAFF:
      return g_strdup_printf (_("by %s"), entry->approver);
    case SO_LOG_BY_RULE:
      /* Translators: the name of a standing approval: "by itself: Out of Hours" */
      return rule ? g_strdup_printf (_("by itself: %s"), rule) : g_strdup (_("by itself"));
    default:
      return g_strdup ("");
    }
}

const char *
so_log_words_how (const SoLogEntry *entry)
{
  static const struct { const char *method, *words; } all[] = {
    { "key", N_("In the window") }, { "batch", N_("Together with others") }, { "rule", N_("By a standing approval") },
    { "studioctl", N_("From the command line") },
  };

  for (guint i = 0; entry->method && i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (entry->method, all[i].method))
      return _(all[i].words);
  return entry->method;
}

const char *
so_log_words_channel (const SoLogEntry *entry)
{
  SoChannelKind kind;

  return entry->channel && so_channel_kind_parse (entry->channel, &kind) ? _(so_channel_kind_label (kind)) : "";
}

const char *
so_log_words_channel_icon (const SoLogEntry *entry)
{
  static const char *const icons[SO_N_CHANNELS] = {
    [SO_CHANNEL_WHATSAPP] = "so-chat-symbolic",     [SO_CHANNEL_INSTAGRAM] = "camera-photo-symbolic",
    [SO_CHANNEL_MESSENGER] = "so-chat-symbolic",    [SO_CHANNEL_MAIL] = "mail-unread-symbolic",
    [SO_CHANNEL_SMS] = "phone-symbolic",            [SO_CHANNEL_CALL] = "call-start-symbolic",
    [SO_CHANNEL_WEB] = "web-browser-symbolic",      [SO_CHANNEL_LOOPBACK] = "so-chat-symbolic",
  };
  SoChannelKind kind;

  return entry->channel && so_channel_kind_parse (entry->channel, &kind) ? icons[kind] : "so-chat-symbolic";
}

char *
so_log_words_reason (const SoLogEntry *entry)
{
  SoDraft draft = { .state = entry->state, .reason = entry->reason, .detail = entry->detail };

  if (so_log_words_tone (entry->state) != SO_LOG_TONE_BAD && entry->state != SO_DRAFT_HELD)
    return g_strdup ("");
  return so_draft_words_reason (&draft);
}

char *
so_log_words_row (const SoLogEntry *entry)
{
  g_autofree char *outcome = so_log_words_outcome (entry), *by = so_log_words_by (entry), *text = so_text_snippet (entry->text, 120);
  g_autofree char *when = so_age_dup_short (entry->decided_at, so_now ());
  const char *channel = so_log_words_channel (entry);

  return g_strdup_printf ("%s, %s%s%s, %s%s%s: %s", entry->contact_name, outcome, *by ? " " : "", by, channel, *channel ? ", " : "", when, text);
}

static const struct {
  const char *what;
  const char *words;
  const char *by_owner;    /* or NULL: the same */
} times[] = {
  { "proposed", N_("Proposed"), NULL },
  { "written", N_("Written"), N_("Written by you") },
  { "redone", N_("Another version was made"), NULL },
  { "acknowledged", N_("A warning was waved through"), N_("You waved a warning through") },
  { "attached", N_("A file was attached"), N_("You attached a file") },
  { "detached", N_("A file was taken off"), N_("You took a file off") },
  { "approved", N_("Approved"), N_("Approved by you") },
  { "scheduled", N_("Approved for later"), N_("Approved by you for later") },
  { "held", N_("Held"), NULL },
  { "returned", N_("Returned to you for another look"), NULL },
  { "recalled", N_("Taken back"), N_("Taken back by you") },
  { "discarded", N_("Discarded"), N_("Discarded by you") },
  { "sending", N_("Handed to the channel"), NULL },
  { "accepted", N_("Sent: the channel took it"), NULL },
  { "retry", N_("The channel did not take it: tried again later"), NULL },
  { "refused", N_("Refused by the channel"), NULL },
  { "lost", N_("No answer: it may have been sent"), NULL },
  { "unknown", N_("No answer: it may have been sent"), NULL },
  { "sent_already", N_("Marked as sent"), N_("You said that it was sent") },
  { "delivered", N_("Delivered"), NULL },
  { "read", N_("Read"), NULL },
  { "superseded", N_("Replaced"), NULL },
  { "expired", N_("Closed: nobody decided in time"), NULL },
  { "answered_elsewhere", N_("Closed: it was answered elsewhere"), NULL },
};

char *
so_log_words_time (const SoLogTime *time)
{
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    if (!g_strcmp0 (time->what, times[i].what))
      {
        if (times[i].by_owner && !g_strcmp0 (time->by, "owner"))
          return g_strdup (_(times[i].by_owner));
        if (!g_strcmp0 (time->what, "approved") && !g_strcmp0 (time->by, "standing"))
          return g_strdup (_("Approved by a standing approval"));
        if (g_str_equal (times[i].what, "approved") && time->by)
          return g_strdup_printf (_("Approved by %s"), time->by);
        return g_strdup (_(times[i].words));
      }
  return g_strdup (time->what);
}

char *
so_log_words_edit (const SoLogEntry *entry)
{
  if (!entry->proposed)
    return g_strdup (_("Written by hand"));
  if (!entry->edited)
    return NULL;
  if (entry->edit_distance < 0)
    return g_strdup (_("Changed"));
  return g_strdup_printf (ngettext ("%d character changed", "%d characters changed", entry->edit_distance), entry->edit_distance);
}
