/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-transcribe-settings.h"

#include "so-error.h"
#include "so-events.h"
#include "so-http.h"
#include "so-jobs.h"
#include "so-json.h"
#include "so-settings.h"
#include "so-speech-answer.h"
#include "so-studio-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SETTING "transcribe"
#define KEY_ACCOUNT "transcription"
#define KEY "key"
#define LONGEST 200

static const char *const nicks[SO_N_TRANSCRIBES] = { "off", "openai", "local" };

const char *
so_transcribe_nick (SoTranscribe service)
{
  return nicks[service];
}

gboolean
so_transcribe_parse (const char *nick, SoTranscribe *service)
{
  for (SoTranscribe i = 0; i < SO_N_TRANSCRIBES; i++)
    if (!g_strcmp0 (nick, nicks[i]))
      return *service = i, TRUE;
  return FALSE;
}

void
so_transcribe_settings_free (SoTranscribeSettings *settings)
{
  if (!settings)
    return;
  g_free (settings->base);
  g_free (settings->model);
  g_free (settings->language);
  g_free (settings);
}

SoTranscribeSettings *
so_transcribe_settings_in (SoDb *db)
{
  SoTranscribeSettings *settings = g_new0 (SoTranscribeSettings, 1);
  g_autofree char *json = so_setting_get (db, SETTING);
  g_autoptr (JsonNode) node = json ? so_json_parse (json, -1, 0, NULL) : NULL;
  JsonObject *object = so_json_root (node);

  if (!object)
    return settings;
  so_transcribe_parse (so_json_string (object, "service"), &settings->service);
  settings->base = g_strdup (so_json_string (object, "base"));
  settings->model = g_strdup (so_json_string (object, "model"));
  settings->language = g_strdup (so_json_string (object, "language"));
  settings->has_key = json_object_get_boolean_member_with_default (object, "key", FALSE);
  return settings;
}

SoTranscribeSettings *
so_transcribe_settings_load (SoStudio *studio)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return db ? so_transcribe_settings_in (db) : NULL;
}

const char *
so_transcribe_address (const SoTranscribeSettings *settings)
{
  if (settings->service == SO_TRANSCRIBE_OFF)
    return NULL;
  return settings->base ? settings->base : settings->service == SO_TRANSCRIBE_OPENAI ? SO_SPEECH_OPENAI_BASE : SO_SPEECH_WHISPER_BASE;
}

gboolean
so_transcribe_is_here (const SoTranscribeSettings *settings)
{
  const char *address = so_transcribe_address (settings);

  return !address || so_http_is_this_computer (address);
}

char *
so_transcribe_describe (const SoTranscribeSettings *settings)
{
  SoSpeechServer server = { .base = so_transcribe_address (settings) };
  g_autofree char *host = NULL;

  if (settings->service == SO_TRANSCRIBE_OFF)
    return g_strdup (_("What is said is not written down, but where the telephone service does it"));
  host = so_speech_dup_host (&server);
  if (so_transcribe_is_here (settings))
    return g_strdup_printf (_("Nothing leaves this computer: a program on it writes down what is said (%s)"), host);
  return g_strdup_printf (_("The sound of calls and voice notes is sent to %s, and written down there"), host);
}

/* Changing ------------------------------------------------------------------------------------------------ */

/* @told NULL: it stays as it is. Free with g_free(). */
static char *
choose (const char *now, const char *told)
{
  g_autofree char *text = g_strstrip (g_strdup (told ? told : now ? now : ""));

  return *text ? g_steal_pointer (&text) : NULL;
}

static gboolean
is_one_word (const char *text)
{
  if (!text)
    return TRUE;
  for (const char *p = text; *p; p++)
    if (g_ascii_iscntrl (*p) || g_ascii_isspace (*p) || *p == '"')
      return FALSE;
  return strlen (text) <= LONGEST;
}

static gboolean
check (const SoTranscribeSettings *next, GError **error)
{
  if (!is_one_word (next->model))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no name of a model"), next->model);
  if (next->language && !so_speech_language (next->language))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no language: write two letters, such as de or en, or leave it empty"), next->language);
  if (next->base && (!is_one_word (next->base) || !so_http_is_allowed (next->base)))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no address that can be used: it begins with https://"), next->base);
  if (next->service == SO_TRANSCRIBE_LOCAL && !so_transcribe_is_here (next))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is not on this computer: choose a service instead, so that it is said where the sound goes"), next->base);
  return TRUE;
}

static SoTranscribeSettings *
apply (const SoTranscribeSettings *now, SoTranscribe service, const SoTranscribeChange *change)
{
  SoTranscribeSettings *next = g_new0 (SoTranscribeSettings, 1);
  /* The address and the model of one service mean nothing to another one. */
  gboolean same = service == now->service || service == SO_TRANSCRIBE_OFF;
  g_autofree char *language = choose (now->language, change->language);
  const char *code = so_speech_language (language);

  next->service = service;
  next->base = choose (same ? now->base : NULL, change->base);
  next->model = choose (same ? now->model : NULL, change->model);
  next->language = code ? g_strdup (code) : g_steal_pointer (&language);
  next->has_key = change->key ? *change->key != '\0' : now->has_key && same && !g_strcmp0 (next->base, now->base);
  return next;
}

static gboolean
keep_key (SoStudio *studio, const char *key, gboolean had, gboolean has, GError **error)
{
  SoSecrets *secrets = so_studio_get_secrets (studio);

  if (!has)
    return !had || (so_secrets_unlock (secrets, NULL, error) && so_secrets_remove (secrets, KEY_ACCOUNT, KEY, NULL, error));
  return !key || (so_secrets_unlock (secrets, NULL, error) && so_secrets_store (secrets, KEY_ACCOUNT, KEY, _("Studio OS: writing down speech"), key, NULL, error));
}

static void
set_string (JsonObject *object, const char *name, const char *value)
{
  if (value)
    json_object_set_string_member (object, name, value);
}

static gboolean
write_settings (SoDb *db, const SoTranscribeSettings *next, GError **error)
{
  JsonObject *object = json_object_new ();
  g_autofree char *json = NULL;

  json_object_set_string_member (object, "service", nicks[next->service]);
  set_string (object, "base", next->base);
  set_string (object, "model", next->model);
  set_string (object, "language", next->language);
  json_object_set_boolean_member (object, "key", next->has_key);
  json = so_json_write_object (object);
  return so_setting_set (db, SETTING, json, error);
}

gboolean
so_transcribe_set (SoStudio *studio, SoTranscribe service, const SoTranscribeChange *change, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoSecret) key = change->key ? g_strstrip (g_strdup (change->key)) : NULL;
  SoTranscribeChange own = *change;
  g_autoptr (SoTranscribeSettings) now = so_transcribe_settings_load (studio), next = NULL;
  g_autoptr (SoDb) db = NULL;

  own.key = key;
  if (!now)
    return so_fail (error, SO_ERROR_WAIT, _("The studio cannot be read now: try again"));
  if (key && strpbrk (key, " \t\r\n"))
    return so_fail (error, SO_ERROR_CHANGE, _("A key is one word: enter it again"));
  next = apply (now, service, &own);
  if (!check (next, error) || !keep_key (studio, key, now->has_key, next->has_key, error))
    return FALSE;
  db = so_store_begin (store, NULL, error);
  return db && write_settings (db, next, error) && so_event_log (db, "owner", "transcribe.set", NULL, nicks[service], NULL, error) && so_jobs_retry (db, error) &&
         so_store_commit (store, &db, error);
}

char *
so_transcribe_lookup_key (SoStudio *studio, const SoTranscribeSettings *settings, GCancellable *cancellable, GError **error)
{
  return settings->has_key ? so_secrets_lookup (so_studio_get_secrets (studio), KEY_ACCOUNT, KEY, cancellable, error) : NULL;
}
