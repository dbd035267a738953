/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-error.h"
#include "so-threads.h"
#include "so-transcribe.h"
#include "so-transcripts.h"

#include <string.h>

/* What is said in calls and voice notes, written down. */

static JsonArray *
describe_segments (const SoTranscript *transcript)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < transcript->segments->len; i++)
    {
      const SoSegment *segment = transcript->segments->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "start_ms", segment->start_ms);
      json_object_set_int_member (object, "end_ms", segment->end_ms);
      so_ctl_json_set (object, "who", segment->who);
      so_ctl_json_set (object, "text", segment->text);
      json_array_add_object_element (array, object);
    }
  return array;
}

gboolean
so_ctl_json_add_transcript (JsonObject *object, SoDb *db, const char *message_id, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoTranscript) transcript = so_transcript_find (db, message_id, &failed);
  gboolean given_up;
  g_autofree char *state = so_transcribe_dup_state (db, message_id, &given_up);

  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  so_ctl_json_set (object, "language", transcript ? transcript->language : NULL);
  so_ctl_json_set (object, "written_by", transcript ? so_transcript_source_nick (transcript->source) : NULL);
  json_object_set_array_member (object, "transcript", transcript ? describe_segments (transcript) : json_array_new ());
  so_ctl_json_set (object, "transcribing", state);
  return TRUE;
}

static gboolean
print_settings (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoTranscribeSettings) settings = db ? so_transcribe_settings_in (db) : NULL;
  g_autofree char *words = settings ? so_transcribe_describe (settings) : NULL;
  JsonObject *object;

  if (!settings)
    return FALSE;
  object = json_object_new ();
  so_ctl_json_set (object, "service", so_transcribe_nick (settings->service));
  so_ctl_json_set (object, "api_base", so_transcribe_address (settings));
  so_ctl_json_set (object, "model", settings->model);
  so_ctl_json_set (object, "language", settings->language);
  json_object_set_boolean_member (object, "key", settings->has_key);
  json_object_set_boolean_member (object, "leaves_this_computer", !so_transcribe_is_here (settings));
  so_ctl_json_set (object, "description", words);
  return so_ctl_print (ctl, object);
}

static gboolean
set_service (SoCtl *ctl, const char *nick, SoTranscribeChange *change, const char *path, GError **error)
{
  SoTranscribe service;
  char *secret = NULL;
  gboolean done;

  if (!so_transcribe_parse (nick, &service))
    return so_ctl_misused (error, "It is “off”, “openai” or “local”");
  if (!so_ctl_open (ctl, error) || !so_ctl_read_secret (path, &secret, error))
    return FALSE;
  change->key = secret;
  done = so_transcribe_set (ctl->studio, service, change, error);
  so_ctl_wipe (secret);
  return done && print_settings (ctl, error);
}

static gboolean
try_it (SoCtl *ctl, GError **error)
{
  g_autofree char *words = NULL;
  JsonObject *object;

  so_ctl_cancellable ();
  if (!so_ctl_open (ctl, error) || !(words = so_transcribe_test (ctl->studio, so_ctl_cancellable (), error)))
    return FALSE;
  object = json_object_new ();
  so_ctl_json_set (object, "result", words);
  return so_ctl_print (ctl, object);
}

static gboolean
write_down (SoCtl *ctl, const char *message, GError **error)
{
  g_autoptr (SoMessage) known = NULL;
  g_autoptr (SoDb) db = NULL;
  JsonObject *object;

  so_ctl_cancellable ();
  if (!so_ctl_open (ctl, error) || !(db = so_ctl_read (ctl, error)) || !(known = so_message_find (db, message, error)))
    return FALSE;
  g_clear_pointer (&db, so_db_release);
  if (!so_transcribe_now (ctl->studio, message, so_ctl_cancellable (), error) || !(db = so_ctl_read (ctl, error)))
    return FALSE;
  object = json_object_new ();
  so_ctl_json_set (object, "message_id", message);
  if (so_ctl_json_add_transcript (object, db, message, error))
    return so_ctl_print (ctl, object);
  json_object_unref (object);
  return FALSE;
}

gboolean
so_ctl_transcribe (SoCtl *ctl, GError **error)
{
  g_autofree char *base = NULL, *model = NULL, *language = NULL, *path = NULL;
  const GOptionEntry entries[] = {
    { "api-base", 0, 0, G_OPTION_ARG_STRING, &base }, { "model", 0, 0, G_OPTION_ARG_STRING, &model }, { "language", 0, 0, G_OPTION_ARG_STRING, &language },
    { "secret-file", 0, 0, G_OPTION_ARG_FILENAME, &path }, { NULL },
  };
  SoTranscribeChange change;
  const char *what;
  guint n;

  if (!so_ctl_parse (ctl, entries, 1, 2, error))
    return FALSE;
  n = g_strv_length (ctl->args);
  what = so_ctl_arg (ctl, 0);
  change = (SoTranscribeChange) { .base = base, .model = model, .language = language };
  if (g_str_equal (what, "set") && n == 2)
    return set_service (ctl, so_ctl_arg (ctl, 1), &change, path, error);
  if (base || model || language || path || n != 1)
    return so_ctl_misused (error, "It is “show”, “set off|openai|local [OPTIONS]”, “test” or a MESSAGE");
  if (g_str_equal (what, "show"))
    return so_ctl_open (ctl, error) && print_settings (ctl, error);
  return g_str_equal (what, "test") ? try_it (ctl, error) : write_down (ctl, what, error);
}
