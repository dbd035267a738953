/* SPDX-License-Identifier: MIT */
#include "so-call-words.h"

#include "so-age.h"
#include "so-intent.h"
#include "so-stage.h"

#include <glib/gi18n.h>

const char *
so_call_words_who (const SoCall *call)
{
  if (call->contact && *call->contact)
    return call->contact;
  if (call->name && *call->name)
    return call->name;
  return so_call_is_anonymous (call->number) ? _("Withheld number") : call->number;
}

const char *
so_call_words_state (const SoCall *call)
{
  return _(so_call_state_label (call->state, call->after_hours));
}

static const char *const icons[SO_N_CALL_STATES] = {
  [SO_CALL_RINGING] = "call-start-symbolic",   [SO_CALL_LIVE] = "call-start-symbolic",   [SO_CALL_PERSON] = "call-incoming-symbolic",
  [SO_CALL_ASSISTANT] = "so-chat-symbolic",    [SO_CALL_VOICEMAIL] = "audio-input-microphone-symbolic",
  [SO_CALL_MISSED] = "call-missed-symbolic",   [SO_CALL_UNREACHED] = "call-outgoing-symbolic",
};

const char *
so_call_words_icon (const SoCall *call)
{
  return call->outbound && call->state == SO_CALL_PERSON ? icons[SO_CALL_UNREACHED] : icons[call->state];
}

const char *
so_call_words_icon_of (const char *label)
{
  for (SoCallState i = SO_CALL_ASSISTANT; i < SO_N_CALL_STATES; i++)
    if (!g_strcmp0 (label, so_call_state_label (i, FALSE)) || !g_strcmp0 (label, so_call_state_label (i, TRUE)))
      return icons[i];
  return icons[SO_CALL_RINGING];
}

char *
so_call_words_length (guint64 seconds)
{
  int s = (int) MIN (seconds, (guint64) G_MAXINT);

  if (s >= 3600)
    /* Translators: hours and minutes */
    return g_strdup_printf (_("%d h %02d min"), s / 3600, s % 3600 / 60);
  if (s >= 60)
    /* Translators: minutes and seconds */
    return g_strdup_printf (_("%d min %d s"), s / 60, s % 60);
  return g_strdup_printf (_("%d s"), s);
}

/* Of what nobody took the time that it rang says nothing. */
static char *
dup_length (const SoCall *call)
{
  guint talk = so_call_talk (call->state, call->signs, call->seconds, call->talk);

  if (call->state == SO_CALL_VOICEMAIL)
    talk = call->seconds;
  return talk ? so_call_words_length (talk) : NULL;
}

char *
so_call_words_line (const SoCall *call)
{
  g_autofree char *length = dup_length (call);

  return length ? g_strdup_printf ("%s · %s", so_call_words_state (call), length) : g_strdup (so_call_words_state (call));
}

char *
so_call_words_row (const SoCallEntry *entry, gint64 now)
{
  const SoCall *call = entry->call;
  g_autofree char *line = so_call_words_line (call), *day = so_age_dup_short (call->started_at, now), *time = so_age_dup_time (call->started_at);
  gboolean today = so_age_same_day (call->started_at, now);

  return g_strdup_printf ("%s, %s%s%s, %s%s%s", so_call_words_who (call), call->outbound ? _("outgoing, ") : "", entry->unheard ? _("not heard yet, ") : "", line,
                          today ? "" : day, today ? "" : " ", time);
}

const char *
so_call_words_consent (const SoCall *call, SoCallSoundState sound)
{
  switch (call->consent)
    {
    case SO_RECORDING_ANNOUNCED: return _("The caller was told that it is recorded");
    case SO_RECORDING_AGREED: return _("The caller agreed to a recording");
    case SO_RECORDING_DECLINED: return _("The caller declined a recording: none is kept");
    case SO_RECORDING_UNKNOWN:
    case SO_N_RECORDING_CONSENTS:
    default:
      return sound == SO_CALL_SOUND_NONE ? NULL : _("Nobody told whether the caller knew of the recording");
    }
}

const char *
so_call_words_no_sound (const SoCall *call, SoCallSoundState sound)
{
  if (!so_call_state_is_over (call->state))
    return _("The call is not over yet.");
  if (sound == SO_CALL_SOUND_COMES)
    return _("The recording is still to be fetched. It can take some minutes until the telephone service has it.");
  if (call->consent == SO_RECORDING_DECLINED)
    return _("The caller declined a recording, so none is kept.");
  if (sound == SO_CALL_SOUND_UNKEPT)
    return _("It was recorded, but such recordings are not kept in this studio.");
  return NULL;
}

char *
so_call_words_satisfaction (const SoCall *call)
{
  return call->satisfaction >= 0 ? g_strdup_printf (_("%d of 10, estimated"), call->satisfaction) : NULL;
}

const char *
so_call_words_intent (const SoCall *call)
{
  const SoSubCategory *category = call->intent ? so_sub_category_find (call->intent) : NULL;

  return category ? _(category->label) : call->intent && *call->intent ? call->intent : NULL;
}

static const char *
temperature_label (const char *temperature)
{
  static const struct { const char *nick, *label; } all[] = { { "HOT", N_("Hot") }, { "WARM", N_("Warm") }, { "COLD", N_("Cold") } };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (!g_strcmp0 (temperature, all[i].nick))
      return _(all[i].label);
  return NULL;
}

char *
so_call_words_person (const SoContact *contact)
{
  const char *temperature = temperature_label (contact->temperature);
  SoStage stage;
  const char *label = so_stage_parse (contact->stage, &stage) ? _(so_stage_label (stage)) : NULL;

  return g_strconcat (temperature ? temperature : "", temperature && label ? " · " : "", label ? label : "", NULL);
}

char *
so_call_words_live (const SoCall *call, const SoContact *contact)
{
  gboolean hot = contact && !g_strcmp0 (contact->temperature, "HOT");
  /* Translators: beside the name of a caller who is very interested */
  g_autofree char *who = hot ? g_strdup_printf ("%s, %s", so_call_words_who (call), _("HOT")) : g_strdup (so_call_words_who (call));

  if (call->state == SO_CALL_LIVE)
    /* Translators: %s is a name; somebody of the studio speaks with them now */
    return g_strdup_printf (_("On the telephone: %s"), who);
  /* Translators: %s is a name; they call now, or are called */
  return g_strdup_printf (call->outbound ? _("Calling: %s") : _("Incoming: %s"), who);
}

char *
so_call_words_metric (const SoCallMetrics *metrics, SoCallMetric metric)
{
  double value;

  if (!so_call_metric_value (metrics, metric, &value))
    return g_strdup (_("Not known yet"));
  switch ((int) metric)
    {
    case SO_CALL_METRIC_TALK:
    case SO_CALL_METRIC_AVERAGE:
      return so_call_words_length ((guint64) (value + 0.5));
    case SO_CALL_METRIC_ANSWER_RATE:
    case SO_CALL_METRIC_CONVERSION:
    case SO_CALL_METRIC_ESCALATION:
      /* Translators: percent */
      return g_strdup_printf (_("%.0f %%"), value * 100);
    case SO_CALL_METRIC_SATISFACTION:
      /* Translators: how satisfied callers were */
      return g_strdup_printf (_("%.1f of 10"), value);
    default:
      return g_strdup_printf ("%.0f", value);
    }
}
