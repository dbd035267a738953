/* SPDX-License-Identifier: MIT */
#include "so-call.h"

#include "so-identity.h"

#define N_(text) text

static const struct { const char *nick, *label, *closed; } states[SO_N_CALL_STATES] = {
  [SO_CALL_RINGING] = { "ringing", N_("Ringing"), N_("Ringing") },
  [SO_CALL_LIVE] = { "live", N_("On the phone"), N_("On the phone") },
  [SO_CALL_PERSON] = { "person", N_("Answered"), N_("Answered after hours") },
  [SO_CALL_ASSISTANT] = { "assistant", N_("Answered by the assistant"), N_("Answered by the assistant after hours") },
  [SO_CALL_VOICEMAIL] = { "voicemail", N_("Voicemail"), N_("Voicemail after hours") },
  [SO_CALL_MISSED] = { "missed", N_("Missed"), N_("Missed after hours") },
  [SO_CALL_UNREACHED] = { "unreached", N_("Not reached"), N_("Not reached") },
};

static const char *const consents[SO_N_RECORDING_CONSENTS] = { "", "announced", "agreed", "declined" };
static const char *const rules[SO_N_RECORD_RULES] = { "any", "announced", "agreed", "never" };

SoCall *
so_call_new (const char *provider, const char *remote_id)
{
  SoCall *call = g_new0 (SoCall, 1);

  call->provider = g_strdup (provider);
  call->remote_id = g_strdup (remote_id);
  call->satisfaction = -1;
  return call;
}

void
so_call_free (SoCall *call)
{
  if (!call)
    return;
  g_free (call->id);
  g_free (call->account_id);
  g_free (call->provider);
  g_free (call->remote_id);
  g_free (call->number);
  g_free (call->name);
  g_free (call->line);
  g_free (call->message_id);
  g_free (call->thread_id);
  g_free (call->contact_id);
  g_free (call->contact);
  g_free (call->intent);
  g_free (call->outcome);
  g_free (call->summary);
  g_free (call->satisfaction_why);
  g_free (call->booking_id);
  g_free (call);
}

/* Which of @nicks it is; -1: none. */
static int
find (const char *const *nicks, guint n, const char *nick)
{
  for (guint i = 0; i < n; i++)
    if (!g_strcmp0 (nick, nicks[i]))
      return (int) i;
  return -1;
}

const char *
so_call_state_nick (SoCallState state)
{
  return states[state].nick;
}

gboolean
so_call_state_parse (const char *nick, SoCallState *state)
{
  for (SoCallState i = 0; i < SO_N_CALL_STATES; i++)
    if (!g_strcmp0 (nick, states[i].nick))
      return *state = i, TRUE;
  return FALSE;
}

const char *
so_call_state_label (SoCallState state, gboolean after_hours)
{
  return after_hours ? states[state].closed : states[state].label;
}

static SoCallState
state_while_it_lasts (guint signs)
{
  return signs & (SO_CALL_BY_PERSON | SO_CALL_BY_ASSISTANT | SO_CALL_ANSWERED | SO_CALL_LEFT_MESSAGE) ? SO_CALL_LIVE : SO_CALL_RINGING;
}

SoCallState
so_call_state (gboolean outbound, guint signs)
{
  if (!(signs & SO_CALL_ENDED))
    return state_while_it_lasts (signs);
  /* It was picked up and put on to the mailbox, as by somebody who heard who it was and did not take it: there is a message to listen to. */
  if (!outbound && (signs & SO_CALL_LEFT_MESSAGE) && !(signs & SO_CALL_BY_ASSISTANT))
    return SO_CALL_VOICEMAIL;
  if (signs & SO_CALL_BY_PERSON)
    return SO_CALL_PERSON;
  if (signs & SO_CALL_BY_ASSISTANT)
    return SO_CALL_ASSISTANT;
  if (outbound)
    return signs & SO_CALL_ANSWERED ? SO_CALL_PERSON : SO_CALL_UNREACHED;
  /* A service takes each call itself, to ask where it should go: where it rang with somebody who did not take it, nobody did. */
  return (signs & SO_CALL_ANSWERED) && !(signs & (SO_CALL_RANG_OUT | SO_CALL_UNANSWERED)) ? SO_CALL_PERSON : SO_CALL_MISSED;
}

gboolean
so_call_state_is_over (SoCallState state)
{
  return state != SO_CALL_RINGING && state != SO_CALL_LIVE;
}

gboolean
so_call_state_is_answered (SoCallState state)
{
  return state == SO_CALL_PERSON || state == SO_CALL_ASSISTANT;
}

gboolean
so_call_is_after_hours (gboolean outbound, gint64 started_at, const SoHours *hours)
{
  return !outbound && started_at > 0 && hours && !so_hours_is_open (hours, started_at);
}

gboolean
so_call_is_anonymous (const char *number)
{
  return !number || !*number || so_identity_is_anonymous (SO_IDENTITY_PHONE, number);
}

guint
so_call_talk (SoCallState state, guint signs, guint seconds, guint talk)
{
  gboolean both = (signs & SO_CALL_BY_PERSON) && (signs & SO_CALL_BY_ASSISTANT);

  if (!so_call_state_is_answered (state))
    return 0;
  /* What was told of one of two who spoke with them is not all of it. */
  return talk && !(both && seconds) ? talk : seconds;
}

const char *
so_recording_consent_nick (SoRecordingConsent consent)
{
  return consents[consent];
}

gboolean
so_recording_consent_parse (const char *nick, SoRecordingConsent *consent)
{
  int i = find (consents, SO_N_RECORDING_CONSENTS, nick);

  return i >= 0 && (*consent = (SoRecordingConsent) i, TRUE);
}

const char *
so_record_rule_nick (SoRecordRule rule)
{
  return rules[rule];
}

gboolean
so_record_rule_parse (const char *nick, SoRecordRule *rule)
{
  int i = find (rules, SO_N_RECORD_RULES, nick);

  return i >= 0 && (*rule = (SoRecordRule) i, TRUE);
}

gboolean
so_recording_may_be_kept (SoRecordingConsent consent, SoRecordRule rule)
{
  static const SoRecordingConsent least[] = {
    [SO_RECORD_ANY] = SO_RECORDING_UNKNOWN, [SO_RECORD_ANNOUNCED] = SO_RECORDING_ANNOUNCED, [SO_RECORD_AGREED] = SO_RECORDING_AGREED,
  };

  return consent != SO_RECORDING_DECLINED && rule != SO_RECORD_NEVER && consent >= least[rule];
}
