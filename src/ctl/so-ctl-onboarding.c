/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-channel-kind.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-onboarding.h"
#include "so-sandbox.h"
#include "so-time.h"

static void
set_time (JsonObject *object, const char *name, gint64 at)
{
  g_autofree char *time = at ? so_time_format (at) : NULL;

  if (time)
    json_object_set_string_member (object, name, time);
  else
    json_object_set_null_member (object, name);
}

static JsonObject *
json_step (const SoOnboardingStep *step)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", step->name);
  json_object_set_string_member (object, "state", !step->at ? "open" : step->skipped ? "skipped" : "done");
  set_time (object, "at", step->at);
  return object;
}

static JsonObject *
json_channels (guint connected)
{
  JsonObject *object = json_object_new ();

  for (SoChannelKind channel = 0; channel < SO_N_CHANNELS; channel++)
    if (channel != SO_CHANNEL_LOOPBACK)
      json_object_set_boolean_member (object, so_channel_kind_nick (channel), (connected >> channel & 1) != 0);
  return object;
}

gboolean
so_ctl_setup_status (SoCtl *ctl, GError **error)
{
  SoOnboarding onboarding;
  JsonObject *object;
  JsonArray *steps;

  if (!so_ctl_parse (ctl, NULL, 0, 0, error) || !so_ctl_open (ctl, error) || !so_onboarding_load (ctl->studio, &onboarding, error))
    return FALSE;
  object = json_object_new ();
  steps = json_array_new ();
  json_object_set_boolean_member (object, "begun", onboarding.begun);
  json_object_set_int_member (object, "next", onboarding.next);
  json_object_set_boolean_member (object, "live", onboarding.live);
  set_time (object, "started_at", onboarding.started_at);
  set_time (object, "completed_at", onboarding.completed_at);
  for (guint i = 0; i < SO_ONBOARDING_STEPS; i++)
    json_array_add_object_element (steps, json_step (&onboarding.steps[i]));
  json_object_set_array_member (object, "steps", steps);
  json_object_set_object_member (object, "channels", json_channels (onboarding.channels));
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_sandbox (SoCtl *ctl, GError **error)
{
  g_autoptr (SoSandboxAnswer) answer = NULL;
  JsonObject *object;
  JsonArray *sources;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !so_ctl_open (ctl, error) ||
      !(answer = so_sandbox_ask (ctl->studio, so_ctl_arg (ctl, 0), so_ctl_cancellable (), error)))
    return FALSE;
  object = json_object_new ();
  sources = json_array_new ();
  so_ctl_json_set (object, "question", answer->question);
  so_ctl_json_set (object, "answer", answer->text);
  so_ctl_json_set (object, "by", answer->origin);
  for (guint i = 0; answer->sources[i]; i++)
    json_array_add_string_element (sources, answer->sources[i]);
  json_object_set_array_member (object, "from", sources);
  json_object_set_boolean_member (object, "needs_person", answer->person);
  so_ctl_json_set (object, "note", answer->note);
  return so_ctl_print (ctl, object);
}
