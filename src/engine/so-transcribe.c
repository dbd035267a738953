/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-transcribe.h"

#include "so-assistant-settings.h"
#include "so-call-after.h"
#include "so-calls.h"
#include "so-clock.h"
#include "so-db-tell.h"
#include "so-error.h"
#include "so-http.h"
#include "so-job-queue.h"
#include "so-json.h"
#include "so-media-program.h"
#include "so-media-read.h"
#include "so-secrets.h"
#include "so-sound-lane.h"
#include "so-threads.h"
#include "so-transcripts.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* Older ones are written down when the owner asks. */
#define NEW_MS ((gint64) 3 * 24 * 3600 * 1000)
/* Of one question: services take 25 MB, which is 13 minutes. */
#define PIECE_SECONDS 600
#define TEST_SECONDS 2

/* Who is asked ------------------------------------------------------------------------------------------- */

typedef struct {
  SoTranscribeSettings *settings;
  SoSecret *key;
  SoSpeechServer server;      /* borrowed from the two */
  char *host;
  gboolean here;
} Asked;

static void
asked_clear (Asked *asked)
{
  g_clear_pointer (&asked->settings, so_transcribe_settings_free);
  so_secret_free (asked->key);
  g_free (asked->host);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asked, asked_clear)

static gboolean
load (SoStudio *studio, Asked *asked, gboolean *private, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);

  if (!db)
    return FALSE;
  asked->settings = so_transcribe_settings_in (db);
  *private = so_assistant_is_private (db);
  return TRUE;
}

/* SO_ERROR_CHANGE where nobody may be. */
static gboolean
open_server (SoStudio *studio, Asked *asked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failed = NULL;
  gboolean private;

  if (!load (studio, asked, &private, error))
    return FALSE;
  if (asked->settings->service == SO_TRANSCRIBE_OFF)
    return so_fail (error, SO_ERROR_CHANGE, _("Nobody is chosen to write down what is said: choose a service in Preferences, Assistant"));
  asked->here = so_transcribe_is_here (asked->settings);
  if (private && !asked->here)
    return so_fail (error, SO_ERROR_CHANGE, _("Private mode is on: only a program on this computer may write down what is said"));
  asked->key = so_transcribe_lookup_key (studio, asked->settings, cancellable, &failed);
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  asked->server = (SoSpeechServer) {
    .kind = asked->settings->service == SO_TRANSCRIBE_LOCAL ? SO_SPEECH_WHISPER : SO_SPEECH_OPENAI, .base = asked->settings->base, .key = asked->key,
    .model = asked->settings->model, .language = asked->settings->language,
  };
  asked->host = so_speech_dup_host (&asked->server);
  return TRUE;
}

/* Writing down -------------------------------------------------------------------------------------------- */

static SoSound *
read_sound (SoStudio *studio, const char *sha256, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = so_store_file_path (so_studio_get_store (studio), sha256), *sentence = NULL;
  g_autofd int fd = path ? g_open (path, O_RDONLY | O_CLOEXEC) : -1;
  g_autoptr (SoSound) sound = NULL;

  if (fd < 0)
    return so_fail (error, SO_ERROR_GIVE_UP, _("The recording is not on this computer any more")), NULL;
  sound = so_media_read (so_media_program (), fd, SO_MEDIA_GRACE, cancellable, error);
  if (!sound || sound->pcm)
    return g_steal_pointer (&sound);
  sentence = so_sound_dup_sentence (sound);
  return so_fail (error, SO_ERROR_GIVE_UP, "%s", sentence ? sentence : _("There is no sound in this recording")), NULL;
}

/* One voice, in pieces that services take. */
static gboolean
write_lane (const Asked *asked, const SoSound *sound, int lane, const char *who, SoTranscript *transcript, GCancellable *cancellable, GError **error)
{
  guint64 most = (guint64) sound->rate * PIECE_SECONDS;

  if (so_sound_lane_is_silent (sound, lane))
    return TRUE;
  for (guint64 from = 0, end; from < sound->frames; from = end)
    {
      g_autoptr (GBytes) wav = NULL;

      end = so_sound_lane_cut (sound, lane, from, most);
      wav = so_sound_lane_wav (sound, lane, from, end - from);
      if (!so_speech_ask (&asked->server, &(SoSpeechPiece) { wav, (double) (end - from) / sound->rate, (double) from / sound->rate, sound->frames <= most, who }, transcript, cancellable,
                          error))
        return FALSE;
    }
  return TRUE;
}

/* Who speaks on each side of a call that is recorded so; "" where both are in one, or it is a voice note. */
static const char *
voice_of (const SoCall *call, guint channels, guint lane)
{
  if (!call)
    return "";
  if (call->state == SO_CALL_VOICEMAIL || (channels == 2 && lane == 0))
    return "caller";
  if (channels != 2)
    return "";
  return call->state == SO_CALL_ASSISTANT ? "assistant" : "studio";
}

static SoTranscript *
write_sound (const Asked *asked, const SoSound *sound, const char *sha256, const SoCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoTranscript) transcript = so_transcript_new (asked->here ? SO_TRANSCRIPT_LOCAL : SO_TRANSCRIPT_SERVICE, sha256);
  gboolean apart = call && sound->channels == 2;

  transcript->language = g_strdup (asked->settings->language);
  for (guint i = 0; i < (apart ? 2 : 1); i++)
    if (!write_lane (asked, sound, apart ? (int) i : SO_LANE_MIXED, voice_of (call, sound->channels, i), transcript, cancellable, error))
      return NULL;
  so_transcript_sort (transcript);
  return g_steal_pointer (&transcript);
}

/* It may have been erased while it was written down, or its caller said that they do not want to be recorded: then nothing of it is wanted in writing. */
static gboolean
is_still_there (SoDb *db, const char *message_id, const char *sha256)
{
  g_auto (SoMessageSound) sound = { 0 };

  return so_message_sound_find (db, message_id, &sound, NULL) && !g_strcmp0 (sound.sha256, sha256);
}

/* What was said is read with the rest of the conversation. */
static gboolean
keep (SoStudio *studio, const char *message_id, const SoTranscript *transcript, const char *host, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  if (db && !is_still_there (db, message_id, transcript->remote_id))
    return TRUE;
  return db && so_transcript_put (db, message_id, transcript, host, error) && so_call_after_words (studio, db, message_id, error) && so_store_commit (store, &db, error);
}

static gboolean
find_sound (SoStudio *studio, const char *message_id, SoMessageSound *sound, SoCall **call, gboolean *found, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_autoptr (GError) failed = NULL;

  if (!db)
    return FALSE;
  *found = so_message_sound_find (db, message_id, sound, &failed);
  *call = *found && sound->call ? so_call_of_message (db, message_id, &failed) : NULL;
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* *@found: it has a sound. */
static gboolean
transcribe (SoStudio *studio, const char *message_id, const Asked *asked, gboolean *found, guint *segments, GCancellable *cancellable, GError **error)
{
  g_auto (SoMessageSound) at = { 0 };
  g_autoptr (SoCall) call = NULL;
  g_autoptr (SoSound) sound = NULL;
  g_autoptr (SoTranscript) transcript = NULL;

  *segments = 0;
  if (!find_sound (studio, message_id, &at, &call, found, error))
    return FALSE;
  if (!*found)
    return TRUE;
  sound = read_sound (studio, at.sha256, cancellable, error);
  transcript = sound ? write_sound (asked, sound, at.sha256, call, cancellable, error) : NULL;
  if (!transcript)
    return FALSE;
  *segments = transcript->segments->len;
  return !*segments || keep (studio, message_id, transcript, asked->here ? NULL : asked->host, error);
}

static char *
write_result (const Asked *asked, guint segments)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "by", asked->host);
  json_object_set_int_member (object, "segments", segments);
  return so_json_write_object (object);
}

static gboolean
is_off (SoStudio *studio)
{
  g_autoptr (SoTranscribeSettings) settings = so_transcribe_settings_load (studio);

  return settings && settings->service == SO_TRANSCRIBE_OFF;
}

gboolean
so_transcribe_work (SoStudio *studio, const char *message_id, GCancellable *cancellable, char **result, GError **error)
{
  g_auto (Asked) asked = { 0 };
  gboolean found;
  guint segments;

  *result = NULL;
  /* It was switched off meanwhile. */
  if (is_off (studio))
    return TRUE;
  if (!open_server (studio, &asked, cancellable, error) || !transcribe (studio, message_id, &asked, &found, &segments, cancellable, error))
    return FALSE;
  *result = found ? write_result (&asked, segments) : NULL;
  return TRUE;
}

/* What waits for another try would ask once more. */
static gboolean
settle_job (SoStudio *studio, const char *message_id, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  return db && so_job_settle (db, SO_JOB_TRANSCRIBE, message_id, error) && so_store_commit (store, &db, error);
}

gboolean
so_transcribe_now (SoStudio *studio, const char *message_id, GCancellable *cancellable, GError **error)
{
  g_auto (Asked) asked = { 0 };
  gboolean found;
  guint segments;

  if (!open_server (studio, &asked, cancellable, error) || !transcribe (studio, message_id, &asked, &found, &segments, cancellable, error))
    return FALSE;
  if (!found)
    return so_fail (error, SO_ERROR_CHANGE, _("This message has no sound on this computer"));
  return settle_job (studio, message_id, error);
}

/* The queue ----------------------------------------------------------------------------------------------- */

gboolean
so_transcribe_came (SoStudio *studio, SoDb *db, const char *message_id, GError **error)
{
  g_autoptr (SoTranscribeSettings) settings = so_transcribe_settings_in (db);
  g_autoptr (SoMessage) message = NULL;
  g_autoptr (SoTranscript) known = NULL;
  g_auto (SoMessageSound) sound = { 0 };

  if (settings->service == SO_TRANSCRIBE_OFF || so_studio_is_demo (studio) || !so_message_sound_find (db, message_id, &sound, NULL))
    return TRUE;
  message = so_message_find (db, message_id, NULL);
  known = so_transcript_find (db, message_id, NULL);
  if (!message || known || message->sent_at < so_now () - NEW_MS)
    return TRUE;
  return so_job_add (db, SO_JOB_TRANSCRIBE, message_id, error);
}

/* The lane looks into the queue when messages change, and the page says how it stands with this one. */
static gboolean
queue_again (SoDb *db, const char *message_id, GError **error)
{
  so_db_tell (db, SO_CHANGED_MESSAGES);
  return so_job_add_again (db, SO_JOB_TRANSCRIBE, message_id, error);
}

gboolean
so_transcribe_queue (SoStudio *studio, const char *message_id, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  return db && queue_again (db, message_id, error) && so_store_commit (store, &db, error);
}

char *
so_transcribe_dup_state (SoDb *db, const char *message_id, gboolean *failed)
{
  g_autoptr (SoJob) job = so_job_find (db, SO_JOB_TRANSCRIBE, message_id, NULL);

  *failed = job && g_str_equal (job->state, "failed");
  if (!job)
    return NULL;
  if (*failed)
    return g_strdup_printf (_("It was not written down: %s"), job->error ? job->error : "");
  if (g_str_equal (job->state, "running"))
    return g_strdup (_("It is being written down"));
  if (g_str_equal (job->state, "waiting"))
    return job->error ? g_strdup_printf (_("It is written down later: %s"), job->error) : g_strdup (_("It is written down soon"));
  if (job->result && strstr (job->result, "\"segments\":0"))
    return g_strdup (_("No words were heard in it"));
  return NULL;
}

char *
so_transcribe_load_state (SoStore *store, const char *message_id)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);
  gboolean failed;

  return db ? so_transcribe_dup_state (db, message_id, &failed) : NULL;
}

/* Trying -------------------------------------------------------------------------------------------------- */

/* Two tones by turns, as a telephone has them. */
static SoSound *
make_tones (void)
{
  SoSound *sound = so_sound_new ();
  gint16 *pcm = g_new (gint16, TEST_SECONDS * SO_LANE_RATE);

  for (guint i = 0; i < TEST_SECONDS * SO_LANE_RATE; i++)
    pcm[i] = (gint16) (8000 * sin (2 * G_PI * (i / (SO_LANE_RATE / 2) % 2 ? 440 : 660) * i / SO_LANE_RATE));
  sound->rate = SO_LANE_RATE;
  sound->channels = 1;
  sound->frames = TEST_SECONDS * SO_LANE_RATE;
  sound->pcm = g_bytes_new_take (pcm, sizeof (gint16) * TEST_SECONDS * SO_LANE_RATE);
  return sound;
}

char *
so_transcribe_test (SoStudio *studio, GCancellable *cancellable, GError **error)
{
  g_auto (Asked) asked = { 0 };
  g_autoptr (SoSound) tones = make_tones ();
  g_autoptr (SoTranscript) transcript = NULL;
  g_autofree char *text = NULL;
  gint64 began = so_monotonic ();
  double seconds;

  if (!open_server (studio, &asked, cancellable, error) || !(transcript = write_sound (&asked, tones, "test", NULL, cancellable, error)))
    return NULL;
  seconds = (double) (so_monotonic () - began) / 1000;
  text = so_transcript_dup_text (transcript);
  if (*text)
    return g_strdup_printf (_("%s answered after %.1f seconds. Two tones without words were sent, and it heard: “%s”"), asked.host, seconds, text);
  return g_strdup_printf (_("%s answered after %.1f seconds. Two tones without words were sent, and it heard none"), asked.host, seconds);
}
