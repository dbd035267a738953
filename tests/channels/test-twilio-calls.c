/* SPDX-License-Identifier: MIT */
#include "so-twilio-calls.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-json.h"
#include "so-test-server.h"
#include "so-twilio-parse.h"

#include <glib/gstdio.h>
#include <string.h>

#define SID "AC00000000000000000000000000000001"
#define CALL "CA00000000000000000000000000000001"
#define LEG "CA00000000000000000000000000000002"
#define SOUND "RE00000000000000000000000000000001"
#define WORDS "TR00000000000000000000000000000001"
#define NOW G_GINT64_CONSTANT (1795246679000)    /* Sat, 21 Nov 2026 07:37:59 UTC */

#define HEAD(status, more) "\"status\":\"" status "\",\"date_created\":\"Sat, 21 Nov 2026 07:00:00 +0000\"" more "}"
#define INBOUND(status, seconds, more) \
  "{\"sid\":\"" CALL "\",\"direction\":\"inbound\",\"from\":\"+49151000\",\"to\":\"+4930111\",\"duration\":" seconds "," HEAD (status, more)
#define TRUNK(status, seconds) \
  "{\"sid\":\"" CALL "\",\"direction\":\"trunking-originating\",\"from\":\"+49151000\",\"to\":\"+4930111\",\"duration\":" seconds "," HEAD (status, "")
#define OUTBOUND(status, seconds, more) \
  "{\"sid\":\"" CALL "\",\"direction\":\"outbound-api\",\"from\":\"+4930111\",\"to\":\"+49151000\",\"duration\":" seconds "," HEAD (status, more)
#define DIALED(status, seconds) \
  "{\"sid\":\"" LEG "\",\"parent_call_sid\":\"" CALL "\",\"direction\":\"outbound-dial\",\"from\":\"+49151000\",\"to\":\"sip:desk@x\",\"duration\":" seconds "," HEAD (status, "")
#define RECORDED(status, source, channels) \
  "{\"sid\":\"" SOUND "\",\"call_sid\":\"" CALL "\",\"duration\":\"31\",\"channels\":" channels ",\"source\":\"" source "\"," HEAD (status, "")
#define WRITTEN(status) "{\"sid\":\"" WORDS "\",\"recording_sid\":\"" SOUND "\",\"transcription_text\":\"Call me back\"," HEAD (status, "")

#define OVER (SO_CALL_TOLD | SO_CALL_ENDED)

static void
test_calls (void)
{
  static const struct { const char *json; guint signs, seconds, talk; gboolean outbound, leg; } rows[] = {
    { INBOUND ("ringing", "null", ""), SO_CALL_TOLD, 0, 0, FALSE, FALSE },
    { INBOUND ("in-progress", "null", ""), SO_CALL_TOLD, 0, 0, FALSE, FALSE },
    { INBOUND ("completed", "\"42\"", ""), OVER, 42, 0, FALSE, FALSE },
    { INBOUND ("completed", "42", ""), OVER, 42, 0, FALSE, FALSE },
    { INBOUND ("completed", "\"0\"", ""), OVER, 0, 0, FALSE, FALSE },
    { INBOUND ("completed", "\"-1\"", ""), OVER, 0, 0, FALSE, FALSE },
    { INBOUND ("no-answer", "\"0\"", ""), OVER | SO_CALL_UNANSWERED, 0, 0, FALSE, FALSE },
    { INBOUND ("busy", "\"0\"", ""), OVER | SO_CALL_UNANSWERED, 0, 0, FALSE, FALSE },
    { INBOUND ("canceled", "\"0\"", ""), OVER | SO_CALL_UNANSWERED, 0, 0, FALSE, FALSE },
    { INBOUND ("failed", "\"0\"", ""), OVER | SO_CALL_UNANSWERED, 0, 0, FALSE, FALSE },
    { INBOUND ("something-new", "\"0\"", ""), SO_CALL_TOLD, 0, 0, FALSE, FALSE },
    { OUTBOUND ("completed", "\"60\"", ""), OVER | SO_CALL_ANSWERED, 60, 0, TRUE, FALSE },
    { OUTBOUND ("completed", "\"60\"", ",\"answered_by\":\"human\""), OVER | SO_CALL_ANSWERED, 60, 0, TRUE, FALSE },
    { OUTBOUND ("completed", "\"60\"", ",\"answered_by\":\"machine_end_beep\""), OVER, 60, 0, TRUE, FALSE },
    { TRUNK ("completed", "\"42\""), OVER | SO_CALL_ANSWERED, 42, 0, FALSE, FALSE },
    { TRUNK ("no-answer", "\"0\""), OVER | SO_CALL_UNANSWERED, 0, 0, FALSE, FALSE },
    { DIALED ("completed", "\"30\",\"answered_by\":\"machine_start\""), SO_CALL_RANG_OUT, 0, 0, FALSE, TRUE },
    { DIALED ("completed", "\"30\""), SO_CALL_BY_PERSON, 0, 30, FALSE, TRUE },
    { DIALED ("in-progress", "null"), SO_CALL_BY_PERSON, 0, 0, FALSE, TRUE },
    { DIALED ("no-answer", "\"0\""), SO_CALL_RANG_OUT, 0, 0, FALSE, TRUE },
    { DIALED ("canceled", "\"0\""), SO_CALL_RANG_OUT, 0, 0, FALSE, TRUE },
    { DIALED ("ringing", "null"), 0, 0, 0, FALSE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonNode) node = so_json_parse (rows[i].json, -1, 0, NULL);
      gint64 at = 0;
      g_autoptr (SoCallNews) news = so_twilio_parse_call (json_node_get_object (node), SO_TWILIO_ANSWERS_DIAL, &at);

      g_test_message ("%s", rows[i].json);
      g_assert_nonnull (news);
      g_assert_cmpstr (news->call->remote_id, ==, CALL);
      g_assert_cmpuint (news->call->signs, ==, rows[i].signs);
      g_assert_cmpuint (news->call->seconds, ==, rows[i].seconds);
      g_assert_cmpuint (news->call->talk, ==, rows[i].talk);
      g_assert_cmpint (news->call->outbound, ==, rows[i].outbound);
      g_assert_cmpstr (news->call->number, ==, rows[i].leg ? NULL : "+49151000");
      g_assert_cmpint (news->call->started_at, ==, rows[i].leg ? 0 : at);
    }
}

/* "completed" is all that most accounts tell of a call that was answered. */
static void
test_who_answers (void)
{
  static const struct { SoTwilioAnswers answers; guint signs; } rows[] = {
    { SO_TWILIO_ANSWERS_PERSON, OVER | SO_CALL_ANSWERED }, { SO_TWILIO_ANSWERS_DIAL, OVER }, { SO_TWILIO_ANSWERS_ASSISTANT, OVER | SO_CALL_BY_ASSISTANT },
  };
  g_autoptr (JsonNode) done = so_json_parse (INBOUND ("completed", "\"42\"", ""), -1, 0, NULL), silent = so_json_parse (INBOUND ("completed", "\"0\"", ""), -1, 0, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 at;
      g_autoptr (SoCallNews) taken = so_twilio_parse_call (json_node_get_object (done), rows[i].answers, &at);
      g_autoptr (SoCallNews) none = so_twilio_parse_call (json_node_get_object (silent), rows[i].answers, &at);

      g_assert_cmpuint (taken->call->signs, ==, rows[i].signs);
      g_assert_cmpuint (none->call->signs, ==, OVER);
    }
}

static void
test_nothing (void)
{
  static const char *const calls[] = { "{}", "{\"sid\":7}", "{\"sid\":\"CA1\",\"direction\":\"inbound\"," HEAD ("completed", ""),
                                       "{\"sid\":\"" CALL "\",\"direction\":\"inbound\",\"status\":\"completed\",\"date_created\":\"soon\"}",
                                       "{\"sid\":\"" CALL "\",\"direction\":\"inbound\",\"status\":\"completed\",\"date_created\":\"Fri, 31 Dec 9999 23:59:59 +0000\"}" };
  static const char *const recordings[] = { "{}", RECORDED ("processing", "RecordVerb", "1"), RECORDED ("absent", "RecordVerb", "1"), RECORDED ("deleted", "DialVerb", "1"),
                                            "{\"sid\":\"RE/../../../../../../../../../../..1\",\"call_sid\":\"" CALL "\"," HEAD ("completed", "") };
  static const char *const transcriptions[] = { "{}", WRITTEN ("in-progress"), WRITTEN ("failed") };
  gint64 at;

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (JsonNode) node = so_json_parse (calls[i], -1, 0, NULL);
      g_assert_null (so_twilio_parse_call (json_node_get_object (node), SO_TWILIO_ANSWERS_DIAL, &at));
    }
  for (guint i = 0; i < G_N_ELEMENTS (recordings); i++)
    {
      g_autoptr (JsonNode) node = so_json_parse (recordings[i], -1, 0, NULL);
      g_assert_null (so_twilio_parse_recording (json_node_get_object (node), &at));
    }
  for (guint i = 0; i < G_N_ELEMENTS (transcriptions); i++)
    {
      g_autoptr (JsonNode) node = so_json_parse (transcriptions[i], -1, 0, NULL);
      g_assert_null (so_twilio_parse_transcription (json_node_get_object (node), CALL, &at));
    }
}

static void
test_recordings (void)
{
  g_autoptr (JsonNode) mailbox = so_json_parse (RECORDED ("completed", "RecordVerb", "1"), -1, 0, NULL), both = so_json_parse (RECORDED ("completed", "DialVerb", "2"), -1, 0, NULL);
  g_autoptr (JsonNode) words = so_json_parse (WRITTEN ("completed"), -1, 0, NULL);
  gint64 at;
  g_autoptr (SoCallNews) one = so_twilio_parse_recording (json_node_get_object (mailbox), &at), two = so_twilio_parse_recording (json_node_get_object (both), &at);
  g_autoptr (SoCallNews) three = so_twilio_parse_transcription (json_node_get_object (words), CALL, &at);
  const SoRecording *sound = one->recordings->pdata[0];
  g_autofree char *text = so_transcript_dup_text (three->transcripts->pdata[0]);

  g_assert_cmpuint (one->call->signs, ==, SO_CALL_LEFT_MESSAGE);
  g_assert_cmpuint (two->call->signs, ==, 0);
  g_assert_cmpstr (sound->remote, ==, SOUND);
  g_assert_cmpuint (sound->seconds, ==, 31);
  g_assert_cmpuint (((SoRecording *) two->recordings->pdata[0])->channels, ==, 2);
  g_assert_cmpstr (text, ==, "Call me back");
}

/* At a server of ours ------------------------------------------------------------------------------------ */

typedef struct {
  SoTestServer *server;
  SoSecrets *secrets;
  SoChannel *calls;
} Scene;

static void
set_up (Scene *scene, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SoAccount account = { .id = (char *) "acc", .channel = SO_CHANNEL_CALL };
  g_autofree char *base = NULL, *settings = NULL;

  so_clock_set (NOW);
  scene->server = so_test_server_new ();
  scene->secrets = so_secrets_memory ();
  base = so_test_server_url (scene->server, "/");
  settings = g_strdup_printf ("{\"sid\":\"" SID "\",\"answers\":\"assistant\",\"api_base\":\"%s\"}", base);
  account.settings = settings;
  g_assert_true (so_secrets_store (scene->secrets, "acc", "token", "label", "canary-token-4711", NULL, &error));
  scene->calls = (SoChannel *) so_twilio_calls_new (&account, scene->secrets, &error);
  g_assert_no_error (error);
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  g_object_unref (scene->calls);
  so_secrets_unref (scene->secrets);
  so_test_server_free (scene->server);
  so_clock_set (0);
}

/* Pulls until there is no more; how often. */
static guint
pull (Scene *scene, char **cursor, GPtrArray *updates)
{
  g_autoptr (GError) error = NULL;
  gboolean more = TRUE;
  guint n = 0;

  for (; more && n < 20; n++)
    {
      g_autofree char *next = NULL;

      so_channel_pull (scene->calls, *cursor, updates, &next, &more, NULL, &error);
      g_assert_no_error (error);
      g_set_str (cursor, next);
    }
  return n;
}

static gboolean
heard (Scene *scene, guint i, const char *words)
{
  g_autofree char *request = so_test_server_heard (scene->server, i);

  g_test_message ("%u: %.120s", i, request);
  return strstr (request, words) != NULL;
}

/* Three lists, one of two pages; then each from where it was. */
static void
test_pull (Scene *scene, gconstpointer data)
{
  g_autoptr (GPtrArray) updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
  g_autofree char *cursor = NULL;

  so_test_server_answer (scene->server, "200 OK", "", "{\"calls\":[" INBOUND ("completed", "\"42\"", "") ",7,{}],\"next_page_uri\":\"/2010-04-01/Accounts/" SID "/Calls.json?Page=1\"}");
  so_test_server_answer (scene->server, "200 OK", "", "{\"calls\":[" DIALED ("completed", "\"30\"") "],\"next_page_uri\":null}");
  so_test_server_answer (scene->server, "200 OK", "", "{\"recordings\":[" RECORDED ("completed", "RecordVerb", "1") "]}");
  so_test_server_answer (scene->server, "200 OK", "", "{\"transcriptions\":[" WRITTEN ("completed") "]}");
  so_test_server_answer (scene->server, "200 OK", "", RECORDED ("completed", "RecordVerb", "1"));
  so_test_server_answer (scene->server, "200 OK", "", "{}");
  g_assert_cmpuint (pull (scene, &cursor, updates), ==, 4);
  g_assert_cmpuint (updates->len, ==, 4);
  for (guint i = 0; i < updates->len; i++)
    {
      const SoUpdate *update = updates->pdata[i];
      g_assert_cmpint (update->kind, ==, SO_UPDATE_CALL);
      g_assert_cmpstr (update->call->call->remote_id, ==, CALL);
    }
  g_assert_true (((SoUpdate *) updates->pdata[0])->call->call->signs & SO_CALL_BY_ASSISTANT);
  g_assert_cmpuint (((SoUpdate *) updates->pdata[3])->call->transcripts->len, ==, 1);
  g_assert_true (heard (scene, 0, "GET /2010-04-01/Accounts/" SID "/Calls.json?PageSize=100&StartTime%3E=2026-10-21T06%3A37%3A59Z HTTP"));
  g_assert_true (heard (scene, 1, "/Calls.json?Page=1 HTTP"));
  g_assert_true (heard (scene, 2, "/Recordings.json?PageSize=100&DateCreated%3E=2026-10-21T06%3A37%3A59Z HTTP"));
  g_assert_true (heard (scene, 3, "/Transcriptions.json?PageSize=100 HTTP"));
  g_assert_true (heard (scene, 4, "/Recordings/" SOUND ".json HTTP"));

  g_assert_cmpuint (pull (scene, &cursor, updates), ==, 3);
  g_assert_cmpuint (updates->len, ==, 4);
  g_assert_true (heard (scene, 5, "StartTime%3E=2026-11-20T06%3A00%3A00Z"));   /* a day and an hour before the newest one */
}

/* The list of transcriptions has no end that could be asked for: what is old ends it. */
static void
test_old_transcriptions (Scene *scene, gconstpointer data)
{
  g_autoptr (GPtrArray) updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
  g_autofree char *cursor = g_strdup ("2026-11-21T07:30:00Z 2026-11-21T07:30:00Z 2026-11-21T08:30:00Z 2 - 2026-11-21T08:30:00Z");

  so_test_server_answer (scene->server, "200 OK", "", "{\"transcriptions\":[" WRITTEN ("completed") "],\"next_page_uri\":\"/2010-04-01/Accounts/" SID "/Transcriptions.json?Page=1\"}");
  g_assert_cmpuint (pull (scene, &cursor, updates), ==, 1);
  g_assert_cmpuint (updates->len, ==, 0);
  g_assert_cmpuint (so_test_server_count (scene->server), ==, 1);
}

/* A server that sends round in circles is not asked for ever, and one that names no page that can be asked for is at its end. */
static void
test_rounds (Scene *scene, gconstpointer data)
{
  static const char *const rounds[][3] = {
    { "/2010-04-01/a?Page=1", "/2010-04-01/a?Page=1", "/2010-04-01/a?Page=1" }, { "/2010-04-01/a?Page=1", "/2010-04-01/a?Page=0", "/2010-04-01/a?Page=1" },
    { "/2010-04-01/a b", "/2010-04-01/a b", "/2010-04-01/a b" }, { "/2010-04-01/a\\r\\nX:1", "/2010-04-01/a", "/2010-04-01/a" }, { "http://x.example/2010-04-01/a", "//x.example/a", "x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rounds); i++)
    {
      g_autoptr (GPtrArray) updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
      g_autofree char *cursor = NULL;
      guint before = so_test_server_count (scene->server);

      for (guint k = 0; k < 12; k++)
        {
          g_autofree char *page = g_strdup_printf ("{\"calls\":[],\"recordings\":[],\"transcriptions\":[],\"next_page_uri\":\"%s\"}", rounds[i][k % 2]);
          so_test_server_answer (scene->server, "200 OK", "", page);
        }
      so_test_server_answer (scene->server, "200 OK", "", "{}");
      g_test_message ("%s", rounds[i][0]);
      g_assert_cmpuint (pull (scene, &cursor, updates), <, 12);
      while (so_test_server_count (scene->server) - before < 13)
        pull (scene, &cursor, updates);
    }
}

/* A page that is gone is not asked for ever: the list is read anew, and nothing of it is passed over. */
static void
test_lost_page (Scene *scene, gconstpointer data)
{
  g_autoptr (GPtrArray) updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
  g_autofree char *cursor = NULL;

  so_test_server_answer (scene->server, "200 OK", "", "{\"calls\":[" INBOUND ("completed", "\"42\"", "") "],\"next_page_uri\":\"/2010-04-01/Accounts/" SID "/Calls.json?Page=1\"}");
  so_test_server_answer (scene->server, "404 Not Found", "", "{\"code\":20404}");
  so_test_server_answer (scene->server, "200 OK", "", "{}");
  g_assert_cmpuint (pull (scene, &cursor, updates), ==, 4);
  g_assert_cmpuint (updates->len, ==, 1);
  g_assert_cmpuint (pull (scene, &cursor, updates), ==, 3);
  g_assert_true (heard (scene, 4, "/Calls.json?PageSize=100&StartTime%3E=2026-10-21T06%3A37%3A59Z HTTP"));
}

static void
test_cursors (Scene *scene, gconstpointer data)
{
  static const char *const odd[] = { "", "x", "1 2 3 4 5 6", "2026-11-21T07:30:00Z 2026-11-21T07:30:00Z 2026-11-21T07:30:00Z 99 /etc/passwd x", "- - - - - - - - -" };
  g_autoptr (GPtrArray) updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);

  so_test_server_answer (scene->server, "200 OK", "", "{}");
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *cursor = g_strdup (odd[i]);
      g_assert_cmpuint (pull (scene, &cursor, updates), <=, 3);
    }
}

#define WAVE "RIFF....WAVEfmt "

static gboolean
fetch (Scene *scene, const char *remote, const char *path, char **mime, GError **error)
{
  g_unlink (path);
  return so_channel_fetch (scene->calls, remote, path, mime, NULL, NULL, NULL, error);
}

/* It lies on somebody else's server: the token stays here. */
static void
test_fetch (Scene *scene, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("so-calls-XXXXXX", NULL), *path = g_build_filename (folder, "sound", NULL);
  g_autofree char *elsewhere = so_test_server_url (scene->server, "/bucket/sound"), *location = g_strdup_printf ("Location: %s\r\n", elsewhere), *mime = NULL;
  g_autoptr (GError) error = NULL;

  so_test_server_answer (scene->server, "200 OK", "", RECORDED ("completed", "DialVerb", "2"));
  so_test_server_answer (scene->server, "307 Temporary Redirect", location, "");
  so_test_server_answer (scene->server, "200 OK", "", WAVE);
  g_assert_true (fetch (scene, SOUND, path, &mime, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (mime, ==, "audio/wav");
  g_assert_true (heard (scene, 1, "/Recordings/" SOUND ".wav?RequestedChannels=2 HTTP"));
  g_assert_true (heard (scene, 1, "Authorization: Basic"));
  g_assert_false (heard (scene, 2, "Authorization"));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_not_ready (Scene *scene, gconstpointer data)
{
  static const struct { const char *about, *status, *sound; int code; } rows[] = {
    { RECORDED ("processing", "RecordVerb", "1"), NULL, NULL, SO_ERROR_WAIT },
    { RECORDED ("in-progress", "RecordVerb", "1"), NULL, NULL, SO_ERROR_WAIT },
    { RECORDED ("absent", "RecordVerb", "1"), NULL, NULL, SO_ERROR_GIVE_UP },
    { RECORDED ("completed", "RecordVerb", "1"), "404 Not Found", "", SO_ERROR_WAIT },
    { RECORDED ("completed", "RecordVerb", "1"), "200 OK", "<html>Welcome</html>", SO_ERROR_GIVE_UP },
    { RECORDED ("completed", "RecordVerb", "1"), "200 OK", "", SO_ERROR_GIVE_UP },
    { RECORDED ("completed", "RecordVerb", "1"), "503 Busy", "", SO_ERROR_WAIT },
  };
  g_autofree char *folder = g_dir_make_tmp ("so-calls-XXXXXX", NULL), *path = g_build_filename (folder, "sound", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *mime = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("row %u", i);
      so_test_server_answer (scene->server, "200 OK", "", rows[i].about);
      if (rows[i].status)
        so_test_server_answer (scene->server, rows[i].status, "", rows[i].sound);
      g_assert_false (fetch (scene, SOUND, path, &mime, &error));
      g_assert_error (error, SO_ERROR, rows[i].code);
    }
  /* An hour later "404" is what it says. */
  {
    g_autofree char *mime = NULL;
    g_autoptr (GError) error = NULL;

    so_clock_set (NOW + 3600 * 1000);
    so_test_server_answer (scene->server, "200 OK", "", RECORDED ("completed", "RecordVerb", "1"));
    so_test_server_answer (scene->server, "404 Not Found", "", "");
    g_assert_false (fetch (scene, SOUND, path, &mime, &error));
    g_assert_error (error, SO_ERROR, SO_ERROR_GIVE_UP);
    g_clear_error (&error);
    g_assert_false (fetch (scene, "../../Messages", path, &mime, &error));
    g_assert_error (error, SO_ERROR, SO_ERROR_GIVE_UP);
  }
  g_unlink (path);
  g_rmdir (folder);
}

/* More than anybody says in a call, and packed so that it is short. */
static void
say_too_much (SoTestServer *server)
{
  const gsize size = 101 * 1024 * 1024;
  g_autoptr (GConverter) zlib = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));
  g_autoptr (GBytes) plain = g_bytes_new_take (g_malloc0 (size), size), packed = g_converter_convert_bytes (zlib, plain, NULL);
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: gzip\r\nContent-Length: %zu\r\n\r\n", g_bytes_get_size (packed));
  g_autoptr (GByteArray) all = g_byte_array_new ();

  g_byte_array_append (all, (const guint8 *) head, strlen (head));
  g_byte_array_append (all, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  so_test_server_say (server, all->data, all->len, 0);
}

/* It is not the same as not being there yet: it is not fetched again and again. */
static void
test_too_large (Scene *scene, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("so-calls-XXXXXX", NULL), *path = g_build_filename (folder, "sound", NULL), *mime = NULL;
  g_autoptr (GError) error = NULL;

  so_test_server_answer (scene->server, "200 OK", "", RECORDED ("completed", "RecordVerb", "1"));
  say_too_much (scene->server);
  g_assert_false (fetch (scene, SOUND, path, &mime, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_GIVE_UP);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_rmdir (folder);
}

static void
test_check (Scene *scene, gconstpointer data)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (so_setup_item_free);
  g_autoptr (GError) error = NULL;

  so_test_server_answer (scene->server, "200 OK", "", "{\"status\":\"active\"}");
  so_test_server_answer (scene->server, "401 Unauthorized", "", "{\"code\":20003}");
  g_assert_true (so_channel_check (scene->calls, items, NULL, &error));
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_true (((SoSetupItem *) items->pdata[1])->good);
  g_ptr_array_set_size (items, 0);
  g_assert_true (so_channel_check (scene->calls, items, NULL, &error));
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_false (((SoSetupItem *) items->pdata[0])->good);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/twilio-calls/calls", test_calls);
  g_test_add_func ("/twilio-calls/who-answers", test_who_answers);
  g_test_add_func ("/twilio-calls/nothing", test_nothing);
  g_test_add_func ("/twilio-calls/recordings", test_recordings);
#define ADD(name, function) g_test_add ("/twilio-calls/" name, Scene, NULL, set_up, function, tear_down)
  ADD ("pull", test_pull);
  ADD ("old-transcriptions", test_old_transcriptions);
  ADD ("rounds", test_rounds);
  ADD ("lost-page", test_lost_page);
  ADD ("cursors", test_cursors);
  ADD ("fetch", test_fetch);
  ADD ("not-ready", test_not_ready);
  ADD ("too-large", test_too_large);
  ADD ("check", test_check);
  return g_test_run ();
}
