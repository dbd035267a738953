/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-call-intake.h"
#include "so-call-tell.h"
#include "so-calls.h"
#include "so-contacts.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-error.h"
#include "so-settings.h"
#include "so-time.h"
#include "so-verb.h"

#define MOST 1000

/* Calls: what other telephone systems tell, the list, one of them, and what they come to. */

/* Of each whether it was "told", or "read" out of what was said. */
static const char *
origin_of (const SoCall *call, guint guess)
{
  return call->guessed & guess ? "read" : "told";
}

static void
describe_reading (const SoCall *call, JsonObject *object)
{
  JsonObject *from = json_object_new ();

  so_ctl_json_set (object, "intent", call->intent);
  so_ctl_json_set (object, "outcome", call->outcome);
  so_ctl_json_set (object, "summary", call->summary);
  if (call->satisfaction >= 0)
    json_object_set_int_member (object, "satisfaction", call->satisfaction);
  else
    json_object_set_null_member (object, "satisfaction");
  so_ctl_json_set (object, "satisfaction_why", call->satisfaction_why);
  if (call->intent)
    so_ctl_json_set (from, "intent", origin_of (call, SO_CALL_GUESSED_INTENT));
  if (call->outcome)
    so_ctl_json_set (from, "outcome", origin_of (call, SO_CALL_GUESSED_OUTCOME));
  if (call->summary)
    so_ctl_json_set (from, "summary", origin_of (call, SO_CALL_GUESSED_SUMMARY));
  if (call->satisfaction >= 0)
    so_ctl_json_set (from, "satisfaction", origin_of (call, SO_CALL_GUESSED_SATISFACTION));
  json_object_set_object_member (object, "from", from);
}

static JsonObject *
describe (const SoCall *call)
{
  JsonObject *object = json_object_new ();

  so_ctl_json_set (object, "id", call->id);
  so_ctl_json_set_time (object, "started_at", call->started_at);
  so_ctl_json_set (object, "direction", call->outbound ? "outbound" : "inbound");
  so_ctl_json_set (object, "state", so_call_state_nick (call->state));
  json_object_set_boolean_member (object, "after_hours", call->after_hours);
  json_object_set_boolean_member (object, "anonymous", so_call_is_anonymous (call->number));
  so_ctl_json_set (object, "number", call->number);
  so_ctl_json_set (object, "name", call->name);
  so_ctl_json_set (object, "contact_id", call->contact_id);
  so_ctl_json_set (object, "contact", call->contact);
  json_object_set_int_member (object, "seconds", call->seconds);
  json_object_set_int_member (object, "talk_seconds", so_call_talk (call->state, call->signs, call->seconds, call->talk));
  so_ctl_json_set (object, "consent", so_recording_consent_nick (call->consent));
  describe_reading (call, object);
  so_ctl_json_set (object, "booking_id", call->booking_id);
  so_ctl_json_set (object, "provider", call->provider);
  so_ctl_json_set (object, "message_id", call->message_id);
  so_ctl_json_set (object, "thread_id", call->thread_id);
  return object;
}

static gboolean
print_call (SoCtl *ctl, const char *id, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoCall) call = db ? so_call_find (db, id, error) : NULL;
  JsonObject *object;

  if (!call)
    return FALSE;
  object = describe (call);
  if (so_ctl_json_add_transcript (object, db, call->message_id, error))
    return so_ctl_print (ctl, object);
  json_object_unref (object);
  return FALSE;
}

gboolean
so_ctl_event (SoCtl *ctl, GError **error)
{
  g_autofree char *json = NULL, *id = NULL;

  if (!so_ctl_parse (ctl, NULL, 0, 0, error) || !(json = so_ctl_read_input (error)) || !so_ctl_open (ctl, error))
    return FALSE;
  id = so_call_tell (ctl->studio, json, error);
  return id && print_call (ctl, id, error);
}

gboolean
so_ctl_call_show (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && so_ctl_open (ctl, error) && print_call (ctl, so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_call_book (SoCtl *ctl, GError **error)
{
  gboolean nothing = FALSE;
  const GOptionEntry entries[] = { { "nothing", 0, 0, G_OPTION_ARG_NONE, &nothing }, { NULL } };

  if (!so_ctl_parse (ctl, entries, 1, 2, error))
    return FALSE;
  if (nothing == (ctl->args[1] != NULL))
    return so_ctl_misused (error, "call book takes a booking, or --nothing");
  return so_ctl_open (ctl, error) && so_call_book (ctl->studio, so_ctl_arg (ctl, 0), nothing ? NULL : so_ctl_arg (ctl, 1), error) && print_call (ctl, so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_call_recordings (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autofree char *kept = NULL;
  SoRecordRule rule = SO_RECORD_ANY;
  JsonObject *object;

  if (!so_ctl_parse (ctl, NULL, 0, 1, error) || !so_ctl_open (ctl, error) ||
      (ctl->args[0] && !so_studio_do (ctl->studio, SO_VERB_SAVE_SETTING, SO_SETTING_RECORDINGS, so_ctl_arg (ctl, 0), NULL, error)) || !(db = so_ctl_read (ctl, error)))
    return FALSE;
  kept = so_setting_get (db, SO_SETTING_RECORDINGS);
  so_record_rule_parse (kept, &rule);
  object = json_object_new ();
  so_ctl_json_set (object, "kept", so_record_rule_nick (rule));
  return so_ctl_print (ctl, object);
}

/* What is asked for ------------------------------------------------------------------------------------- */

typedef struct {
  char *from, *to, *state, *contact;
  gboolean after_hours;
  int limit;
} Wish;

static void
wish_clear (Wish *wish)
{
  g_free (wish->from);
  g_free (wish->to);
  g_free (wish->state);
  g_free (wish->contact);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

static gboolean
read_filter (SoCtl *ctl, const Wish *wish, SoCallFilter *filter, GError **error)
{
  GTimeZone *zone = so_studio_get_zone (ctl->studio);
  SoCallState state;

  *filter = (SoCallFilter) { .state = -1, .after_hours = wish->after_hours, .contact_id = wish->contact };
  if (wish->from && !so_time_parse (wish->from, zone, &filter->from))
    return so_ctl_misused (error, "“%s” is no time: write it as 2026-11-21 or 2026-11-21T10:00", wish->from);
  if (wish->to && !so_time_parse_end (wish->to, zone, &filter->to))
    return so_ctl_misused (error, "“%s” is no time: write it as 2026-11-21 or 2026-11-21T10:00", wish->to);
  if (wish->state && !so_call_state_parse (wish->state, &state))
    return so_ctl_misused (error, "“%s” is no state: ringing, live, person, assistant, voicemail, missed or unreached", wish->state);
  if (wish->state)
    filter->state = (int) state;
  return TRUE;
}

gboolean
so_ctl_call_list (SoCtl *ctl, GError **error)
{
  g_auto (Wish) wish = { .limit = MOST };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &wish.from }, { "to", 0, 0, G_OPTION_ARG_STRING, &wish.to }, { "state", 0, 0, G_OPTION_ARG_STRING, &wish.state },
    { "contact", 0, 0, G_OPTION_ARG_STRING, &wish.contact }, { "after-hours", 0, 0, G_OPTION_ARG_NONE, &wish.after_hours },
    { "limit", 0, 0, G_OPTION_ARG_INT, &wish.limit }, { NULL },
  };
  SoCallFilter filter;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) calls = NULL;
  g_autoptr (SoCtlList) list = NULL;

  if (!so_ctl_parse (ctl, entries, 0, 0, error) || !(db = so_ctl_read (ctl, error)) || !read_filter (ctl, &wish, &filter, error) ||
      !(calls = so_call_list (db, &filter, (guint) CLAMP (wish.limit, 1, MOST), error)))
    return FALSE;
  list = so_ctl_list_new (ctl, "id started_at direction state number contact seconds");
  for (guint i = 0; i < calls->len; i++)
    so_ctl_list_add (list, describe (calls->pdata[i]));
  return so_ctl_list_print (g_steal_pointer (&list));
}

static JsonObject *
describe_metric (const SoCallMetrics *metrics, SoCallMetric metric)
{
  JsonObject *object = json_object_new ();
  double value;

  so_ctl_json_set (object, "name", so_call_metric_nick (metric));
  if (so_call_metric_value (metrics, metric, &value))
    json_object_set_double_member (object, "value", value);
  else
    json_object_set_null_member (object, "value");
  so_ctl_json_set (object, "definition", so_call_metric_definition (metric));
  return object;
}

gboolean
so_ctl_call_numbers (SoCtl *ctl, GError **error)
{
  g_auto (Wish) wish = { 0 };
  const GOptionEntry entries[] = { { "from", 0, 0, G_OPTION_ARG_STRING, &wish.from }, { "to", 0, 0, G_OPTION_ARG_STRING, &wish.to }, { NULL } };
  SoCallFilter filter;
  SoCallMetrics metrics;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoCtlList) list = NULL;

  if (!so_ctl_parse (ctl, entries, 0, 0, error) || !(db = so_ctl_read (ctl, error)) || !read_filter (ctl, &wish, &filter, error) ||
      !so_call_count (db, &filter, &metrics, error))
    return FALSE;
  list = so_ctl_list_new (ctl, "name value definition");
  for (SoCallMetric i = 0; i < SO_N_CALL_METRICS; i++)
    so_ctl_list_add (list, describe_metric (&metrics, i));
  return so_ctl_list_print (g_steal_pointer (&list));
}
