/* SPDX-License-Identifier: MIT */
#include "so-elevenlabs.h"

#include "so-clock.h"
#include "so-elevenlabs-parse.h"
#include "so-elevenlabs-place.h"
#include "so-error.h"
#include "so-json.h"
#include "so-outlet.h"
#include "so-test-server.h"
#include "so-twilio-parse.h"

#include <glib/gstdio.h>
#include <string.h>

#define NOW G_GINT64_CONSTANT (1795246679000)    /* Sat, 21 Nov 2026 07:37:59 UTC */
#define START "1795244400"                       /* 07:00:00 */
#define SID "CA00000000000000000000000000000001"
#define TWILIO(direction) \
  "{\"type\":\"twilio\",\"direction\":\"" direction "\",\"agent_number\":\"+4930111\",\"external_number\":\"+49151000\",\"phone_number_id\":\"p\",\"stream_sid\":\"s\",\"call_sid\":\"" SID "\"}"
#define SIP "{\"type\":\"sip_trunking\",\"direction\":\"inbound\",\"agent_number\":\"+4930111\",\"external_number\":\"+49151000\",\"phone_number_id\":\"p\",\"call_sid\":\"" SID "\"}"
#define META(phone, seconds, more) "\"metadata\":{\"start_time_unix_secs\":" START ",\"call_duration_secs\":" seconds ",\"main_language\":\"de\",\"phone_call\":" phone more "}"
#define HELLO "{\"role\":\"agent\",\"message\":\"Studio, hello?\",\"time_in_call_secs\":0}"
#define ASK ",{\"role\":\"user\",\"message\":\"A trial class, please\",\"time_in_call_secs\":4}"
#define TOOL(name) ",{\"role\":\"agent\",\"message\":null,\"time_in_call_secs\":6,\"tool_calls\":[7,{\"tool_name\":\"" name "\"}]}"
#define ANSWER ",{\"role\":\"agent\",\"message\":\"Gladly\",\"time_in_call_secs\":7}"
#define ONE(id, status, meta, turns, more) \
  "{\"conversation_id\":\"" id "\",\"agent_id\":\"agent_1\",\"status\":\"" status "\"," meta ",\"transcript\":[" turns "]" more "}"
#define LISTED(id, status) "{\"conversation_id\":\"" id "\",\"start_time_unix_secs\":" START ",\"status\":\"" status "\"}"

#define OVER (SO_CALL_TOLD | SO_CALL_ENDED)

static SoCallNews *
parse (const char *json)
{
  g_autoptr (JsonNode) node = so_json_parse (json, -1, 0, NULL);

  g_assert_nonnull (node);
  return so_elevenlabs_parse (json_node_get_object (node));
}

static void
test_calls (void)
{
  static const struct { const char *json, *provider, *number, *outcome; guint signs; gboolean outbound; } rows[] = {
    { ONE ("c1", "done", META (TWILIO ("inbound"), "9", ""), HELLO ASK ANSWER, ",\"analysis\":{\"call_successful\":\"success\"}"), "twilio", "+49151000", "answered",
      OVER | SO_CALL_BY_ASSISTANT, FALSE },
    { ONE ("c1", "done", META (TWILIO ("inbound"), "9", ""), HELLO ASK ANSWER, ",\"analysis\":{\"call_successful\":\"failure\"}"), "twilio", "+49151000", NULL,
      OVER | SO_CALL_BY_ASSISTANT, FALSE },
    { ONE ("c1", "done", META (TWILIO ("inbound"), "9", ""), HELLO ASK TOOL ("transfer_to_number"), ",\"analysis\":{\"call_successful\":\"success\"}"), "twilio", "+49151000", "escalated",
      OVER | SO_CALL_BY_ASSISTANT | SO_CALL_HANDED_OVER, FALSE },
    { ONE ("c1", "done", META (SIP, "9", ""), HELLO ASK TOOL ("transfer_to_agent"), ""), "elevenlabs", "+49151000", NULL, OVER | SO_CALL_BY_ASSISTANT, FALSE },
    { ONE ("c1", "done", META ("null", "9", ""), HELLO ASK, ""), "elevenlabs", NULL, NULL, OVER | SO_CALL_BY_ASSISTANT, FALSE },
    { ONE ("c1", "in-progress", META (TWILIO ("inbound"), "0", ""), HELLO, ""), "twilio", "+49151000", NULL, SO_CALL_TOLD | SO_CALL_BY_ASSISTANT, FALSE },
    { ONE ("c1", "processing", META (TWILIO ("inbound"), "9", ""), HELLO ASK, ""), "twilio", "+49151000", NULL, SO_CALL_TOLD | SO_CALL_BY_ASSISTANT, FALSE },
    { ONE ("c1", "failed", META (TWILIO ("inbound"), "0", ""), "", ""), "twilio", "+49151000", NULL, OVER | SO_CALL_UNANSWERED, FALSE },
    { ONE ("c1", "done", META (TWILIO ("outbound"), "9", ""), HELLO ASK, ""), "twilio", "+49151000", NULL, OVER | SO_CALL_BY_ASSISTANT, TRUE },
    { ONE ("c1", "done", META (TWILIO ("outbound"), "9", ""), HELLO, ""), "twilio", "+49151000", NULL, OVER | SO_CALL_UNANSWERED, TRUE },
    { ONE ("c1", "done", META (TWILIO ("outbound"), "9", ""), HELLO ASK TOOL ("voicemail_detection"), ""), "twilio", "+49151000", NULL, OVER | SO_CALL_UNANSWERED, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoCallNews) news = parse (rows[i].json);

      g_test_message ("%s", rows[i].json);
      g_assert_nonnull (news);
      g_assert_cmpstr (news->call->provider, ==, rows[i].provider);
      g_assert_cmpstr (news->call->remote_id, ==, strcmp (rows[i].provider, "twilio") ? "c1" : SID);
      g_assert_cmpstr (news->call->number, ==, rows[i].number);
      g_assert_cmpstr (news->call->outcome, ==, rows[i].outcome);
      g_assert_cmphex (news->call->signs, ==, rows[i].signs);
      g_assert_cmpint (news->call->outbound, ==, rows[i].outbound);
      g_assert_cmpint (news->call->started_at, ==, NOW / 1000 * 1000 - 2279000);
      if (!(rows[i].signs & SO_CALL_ENDED))
        g_assert_cmpuint (news->transcripts->len + news->recordings->len, ==, 0);
    }
}

/* What was said, and when: each until the next one. */
static void
test_words (void)
{
  g_autoptr (SoCallNews) news = parse (ONE ("c1", "done", META (TWILIO ("inbound"), "9", ""), HELLO ASK TOOL ("end_call") ANSWER ",7,{},{\"role\":\"user\",\"message\":\"  \"}",
                                            ",\"has_audio\":true,\"analysis\":{\"transcript_summary\":\" Wants a trial. \"}"));
  const SoTranscript *said = news->transcripts->pdata[0];
  static const struct { guint start, end; const char *who, *text; } rows[] = {
    { 0, 4000, "assistant", "Studio, hello?" }, { 4000, 7000, "caller", "A trial class, please" }, { 7000, 7000, "assistant", "Gladly" },
  };

  g_assert_cmpstr (said->remote_id, ==, "c1");
  g_assert_cmpstr (said->language, ==, "de");
  g_assert_cmpuint (said->segments->len, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SoSegment *segment = said->segments->pdata[i];

      g_assert_cmpuint (segment->start_ms, ==, rows[i].start);
      g_assert_cmpuint (segment->end_ms, >=, rows[i].end);
      g_assert_cmpstr (segment->who, ==, rows[i].who);
      g_assert_cmpstr (segment->text, ==, rows[i].text);
    }
  g_assert_cmpstr (news->call->summary, ==, "Wants a trial.");
  g_assert_cmpuint (news->call->seconds, ==, 9);
  g_assert_cmpstr (((SoRecording *) news->recordings->pdata[0])->remote, ==, "c1");
}

/* Twilio tells of the same call: whoever is first, it is one that the assistant took. */
static void
test_one_call (void)
{
  for (guint first = 0; first < 2; first++)
    {
      g_autoptr (JsonNode) node = so_json_parse ("{\"sid\":\"" SID "\",\"direction\":\"inbound\",\"from\":\"+49151000\",\"to\":\"+4930111\",\"status\":\"completed\",\"duration\":\"12\","
                                                 "\"date_created\":\"Sat, 21 Nov 2026 07:00:00 +0000\"}", -1, 0, NULL);
      gint64 at;
      g_autoptr (SoCallNews) there = so_twilio_parse_call (json_node_get_object (node), FALSE, &at), here = parse (ONE ("c1", "done", META (TWILIO ("inbound"), "9", ""), HELLO ASK, ""));
      g_autoptr (SoCall) known = so_call_new ("twilio", SID);

      g_assert_cmpstr (there->call->provider, ==, here->call->provider);
      g_assert_cmpstr (there->call->remote_id, ==, here->call->remote_id);
      so_call_merge (known, first ? there->call : here->call);
      so_call_merge (known, first ? here->call : there->call);
      g_assert_cmpint (so_call_state (FALSE, known->signs), ==, SO_CALL_ASSISTANT);
      g_assert_cmpuint (known->seconds, ==, 12);
      g_assert_cmpuint (known->talk, ==, 9);
      g_assert_cmpstr (known->number, ==, "+49151000");
    }
}

static void
test_nothing (void)
{
  static const char *const rows[] = {
    "{}", "{\"metadata\":7}", ONE ("../x", "done", META ("null", "9", ""), HELLO, ""), ONE ("", "done", META ("null", "9", ""), HELLO, ""),
    ONE ("c1", "done", META ("null", "9", ",\"text_only\":true"), HELLO, ""), ONE ("c1", "done", META ("null", "9", ",\"whatsapp\":{\"whatsapp_user_id\":\"1\"}"), HELLO, ""),
    ONE ("c1", "done", META ("null", "9", ",\"conversation_initiation_source\":\"subagent_tool\""), HELLO, ""),
    "{\"conversation_id\":\"c1\",\"status\":\"done\",\"metadata\":{\"start_time_unix_secs\":9223372036854775807}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_null (parse (rows[i]));
}

static void
test_errors (void)
{
  static const struct { guint status; const char *json; int code; const char *says; } rows[] = {
    { 401, "{\"detail\":{\"status\":\"invalid_api_key\",\"message\":\"Invalid API key\"}}", SO_ERROR_SIGN_IN, "key" },
    { 401, "{\"detail\":{\"status\":\"missing_permissions\",\"message\":\"convai_read\"}}", SO_ERROR_CHANGE, "conversations" },
    { 404, "{\"detail\":{\"status\":\"x\",\"message\":\"y\"}}", SO_ERROR_GIVE_UP, "any more" },
    { 422, "{\"detail\":[{\"loc\":[\"query\"],\"msg\":\"too large\",\"type\":\"x\"}]}", SO_ERROR_CHANGE, "too large" },
    { 429, "{\"detail\":{\"status\":\"system_busy\",\"message\":\"x\"}}", SO_ERROR_WAIT, "busy" },
    { 503, "{}", SO_ERROR_WAIT, "busy" },
    { 302, "{}", SO_ERROR_REPORT, "302" },
    { 400, "{\"detail\":\"text\"}", SO_ERROR_CHANGE, "400" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonNode) node = so_json_parse (rows[i].json, -1, 0, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (so_elevenlabs_fail (rows[i].status, so_json_root (node), &error));
      g_test_message ("%u: %s", rows[i].status, error->message);
      g_assert_error (error, SO_ERROR, rows[i].code);
      g_assert_nonnull (strstr (error->message, rows[i].says));
    }
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
  settings = g_strdup_printf ("{\"agent_id\":\"agent_1\",\"api_base\":\"%s\"}", base);
  account.settings = settings;
  g_assert_cmpstr (so_outlet_of (&account)->transport, ==, "elevenlabs");
  g_assert_true (so_secrets_store (scene->secrets, "acc", "token", "label", "canary-key-4711", NULL, &error));
  scene->calls = (SoChannel *) so_elevenlabs_new (&account, scene->secrets, &error);
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

static gboolean
pull_once (Scene *scene, char **cursor, GPtrArray *updates, gboolean *more, GError **error)
{
  g_autofree char *next = NULL;

  if (!so_channel_pull (scene->calls, *cursor, updates, &next, more, NULL, error))
    return FALSE;
  g_set_str (cursor, next);
  g_test_message ("cursor: %s", next);
  return TRUE;
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
      pull_once (scene, cursor, updates, &more, &error);
      g_assert_no_error (error);
    }
  return n;
}

static gboolean
heard (Scene *scene, guint i, const char *words)
{
  g_autofree char *request = so_test_server_heard (scene->server, i);

  g_test_message ("%u: %.160s", i, request);
  return strstr (request, words) != NULL;
}

#define OK(json) so_test_server_answer (scene->server, "200 OK", "", json)
#define DONE(id) ONE (id, "done", META (SIP, "9", ""), HELLO ASK, "")

/* Two pages; one is not done, and is asked for again. What was told is not asked for once more. */
static void
test_pull (Scene *scene, gconstpointer data)
{
  g_autoptr (GPtrArray) updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
  g_autofree char *cursor = NULL;

  OK ("{\"conversations\":[" LISTED ("c1", "done") ",7,{}," LISTED ("c2", "processing") "],\"has_more\":true,\"next_cursor\":\"a b/c\"}");
  OK (DONE ("c1"));
  OK (ONE ("c2", "processing", META (SIP, "9", ""), HELLO, ""));
  OK ("{\"conversations\":[" LISTED ("c3", "done") "," LISTED ("c4", "done") "],\"has_more\":false,\"next_cursor\":null}");
  OK (DONE ("c3"));
  so_test_server_answer (scene->server, "404 Not Found", "", "{}");
  OK ("{\"conversations\":[" LISTED ("c1", "done") "," LISTED ("c2", "done") "," LISTED ("c3", "done") "," LISTED ("c4", "done") "],\"has_more\":false}");
  OK (DONE ("c2"));
  OK ("{\"conversations\":[]}");
  g_assert_cmpuint (pull (scene, &cursor, updates), ==, 4);
  g_assert_cmpuint (updates->len, ==, 3);
  g_assert_cmpstr (((SoUpdate *) updates->pdata[1])->call->call->remote_id, ==, "c2");
  g_assert_cmphex (((SoUpdate *) updates->pdata[1])->call->call->signs & SO_CALL_ENDED, ==, 0);
  g_assert_true (heard (scene, 0, "GET /v1/convai/conversations?agent_id=agent_1&page_size=30&call_start_after_unix=1792654079 HTTP"));
  g_assert_true (heard (scene, 0, "xi-api-key: canary-key-4711"));
  g_assert_true (heard (scene, 1, "GET /v1/convai/conversations/c1 HTTP"));
  g_assert_true (heard (scene, 3, "&cursor=a%20b%2Fc HTTP"));

  g_assert_cmpuint (pull (scene, &cursor, updates), ==, 2);
  g_assert_cmpuint (updates->len, ==, 4);
  g_assert_true (heard (scene, 6, "call_start_after_unix=1795243800 HTTP"));
  g_assert_true (heard (scene, 7, "/c2 HTTP"));
  g_assert_cmpuint (pull (scene, &cursor, updates), ==, 1);
  g_assert_cmpuint (so_test_server_count (scene->server), ==, 9);
}

/* A server that sends round in circles is not asked for ever. */
static void
test_rounds (Scene *scene, gconstpointer data)
{
  g_autoptr (GPtrArray) updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
  g_autofree char *cursor = NULL;

  for (guint i = 0; i < 12; i++)
    OK (i % 2 ? "{\"conversations\":[],\"has_more\":true,\"next_cursor\":\"b\"}" : "{\"conversations\":[],\"has_more\":true,\"next_cursor\":\"a\"}");
  OK ("{}");
  g_assert_cmpuint (pull (scene, &cursor, updates), <, 10);
}

/* A page that is gone is not asked for ever: the list is read anew, and nothing of it is passed over. */
static void
test_lost_page (Scene *scene, gconstpointer data)
{
  g_autoptr (GPtrArray) updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
  g_autofree char *cursor = NULL;

  OK ("{\"conversations\":[" LISTED ("c1", "done") "],\"has_more\":true,\"next_cursor\":\"a\"}");
  OK (DONE ("c1"));
  so_test_server_answer (scene->server, "422 Unprocessable", "", "{\"detail\":[{\"loc\":[\"query\",\"cursor\"],\"msg\":\"invalid\",\"type\":\"value_error\"}]}");
  OK ("{}");
  g_assert_cmpuint (pull (scene, &cursor, updates), ==, 3);
  g_assert_cmpuint (updates->len, ==, 1);
  pull (scene, &cursor, updates);
  g_assert_true (heard (scene, 3, "page_size=30&call_start_after_unix=1792654079 HTTP"));
}

/* It wants no more questions in the middle of a page: what was had is kept, and it goes on where it was. */
static void
test_busy (Scene *scene, gconstpointer data)
{
  g_autoptr (GPtrArray) updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
  g_autofree char *cursor = NULL;
  g_autoptr (GError) error = NULL;
  gboolean more;

  OK ("{\"conversations\":[" LISTED ("c1", "done") "," LISTED ("c2", "done") "],\"has_more\":false}");
  OK (DONE ("c1"));
  so_test_server_answer (scene->server, "429 Too Many Requests", "Retry-After: 7\r\n", "{\"detail\":{\"status\":\"too_many_concurrent_requests\"}}");
  so_test_server_answer (scene->server, "429 Too Many Requests", "Retry-After: 7\r\n", "{\"detail\":{\"status\":\"too_many_concurrent_requests\"}}");
  OK (DONE ("c2"));
  g_assert_true (pull_once (scene, &cursor, updates, &more, &error) && pull_once (scene, &cursor, updates, &more, &error));
  g_assert_cmpuint (updates->len, ==, 1);
  g_assert_true (more);
  g_assert_false (pull_once (scene, &cursor, updates, &more, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
  g_assert_cmpint (so_error_get_wait (error), ==, 7000);
  g_assert_cmpuint (pull (scene, &cursor, updates), ==, 1);
  g_assert_cmpuint (updates->len, ==, 2);
}

/* Answers of every wrong shape end in words, or in nothing; the cursor stays. */
static void
test_odd (Scene *scene, gconstpointer data)
{
  static const char *const odd[] = { "[]", "<html>", "", "{\"conversations\":7}", "{\"conversations\":[null,[],{\"conversation_id\":\"../x\",\"start_time_unix_secs\":1}]}",
                                     "{\"has_more\":true,\"next_cursor\":7}" };
  static const char *const cursors[] = { "", "x", "1 2", "1 2 3 4 5 6", "999999999999999999999 - - c@1", "1 1 - @@ !! c c@x ../x@1" };
  g_autoptr (GPtrArray) updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *cursor = NULL;
      g_autoptr (GError) error = NULL;
      gboolean more = FALSE;

      OK (odd[i]);
      if (!pull_once (scene, &cursor, updates, &more, &error))
        g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
      g_assert_false (more);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cursors); i++)
    {
      g_autofree char *cursor = g_strdup (cursors[i]);

      OK ("{}");
      g_assert_cmpuint (pull (scene, &cursor, updates), <=, 4);
    }
  g_assert_cmpuint (updates->len, ==, 0);
}

/* A thousand calls of the last month leave a short cursor. */
static void
test_place (void)
{
  g_auto (SoElevenlabsPlace) place = { 0 }, again = { 0 };
  g_autofree char *cursor = NULL, *same = NULL;

  so_elevenlabs_place_read (&place, NULL, 1000000);
  place.newest = 2000000;
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%u", i);

      so_elevenlabs_place_add (&place, id, 1000000 + i);
      g_assert_nonnull (so_elevenlabs_place_next (&place));
      so_elevenlabs_place_asked (&place, so_elevenlabs_place_next (&place), i % 100 != 0);
    }
  g_assert_cmpuint (place.open->len, ==, 10);
  g_assert_null (so_elevenlabs_place_next (&place));
  so_elevenlabs_place_add (&place, "c100", 5);
  g_assert_cmpuint (place.open->len, ==, 10);
  cursor = so_elevenlabs_place_write (&place);
  so_elevenlabs_place_read (&again, cursor, 0);
  same = so_elevenlabs_place_write (&again);
  g_assert_cmpstr (cursor, ==, same);
  so_elevenlabs_place_begin (&again, 1000500);
  g_assert_cmpuint (again.open->len, ==, 5);
  g_assert_nonnull (so_elevenlabs_place_next (&again));
}

/* Sound ------------------------------------------------------------------------------------------------- */

#define SOUND "ID3.........."
#define ABOUT(has) ONE ("c1", "done", META (SIP, "9", ""), HELLO, ",\"has_audio\":" has)

static void
test_fetch (Scene *scene, gconstpointer data)
{
  static const struct { const char *status, *head, *sound, *about; int code; gint64 later; const char *mime; } rows[] = {
    { "200 OK", "", SOUND, NULL, -1, 0, "audio/mpeg" },
    { "200 OK", "", "\xff\xfb..........", NULL, -1, 0, "audio/mpeg" },
    { "200 OK", "", "RIFF....WAVE", NULL, -1, 0, "audio/wav" },
    { "200 OK", "", "<html>Welcome</html>", NULL, SO_ERROR_GIVE_UP, 0, NULL },
    { "200 OK", "", "", NULL, SO_ERROR_GIVE_UP, 0, NULL },
    { "404 Not Found", "", "{}", ABOUT ("false"), SO_ERROR_GIVE_UP, 0, NULL },
    { "404 Not Found", "", "{}", ABOUT ("true"), SO_ERROR_WAIT, 0, NULL },
    { "404 Not Found", "", "{}", ABOUT ("true"), SO_ERROR_GIVE_UP, 3600 * 1000, NULL },
    { "429 Too Many", "Retry-After: 3\r\n", "{}", NULL, SO_ERROR_WAIT, 0, NULL },
    { "503 Busy", "", "", NULL, SO_ERROR_WAIT, 0, NULL },
    { "307 Temporary Redirect", "Location: http://127.0.0.1:1/bucket\r\n", "", NULL, SO_ERROR_REPORT, 0, NULL },
    { "401 Unauthorized", "", "{}", NULL, SO_ERROR_SIGN_IN, 0, NULL },
  };
  g_autofree char *folder = g_dir_make_tmp ("so-calls-XXXXXX", NULL), *path = g_build_filename (folder, "sound", NULL), *mime = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      guint before = so_test_server_count (scene->server);
      gboolean good;

      g_test_message ("row %u", i);
      so_clock_set (NOW + rows[i].later);
      so_test_server_answer (scene->server, rows[i].status, rows[i].head, rows[i].sound);
      if (rows[i].about)
        OK (rows[i].about);
      g_unlink (path);
      good = so_channel_fetch (scene->calls, "c1", path, &mime, NULL, NULL, NULL, &error);
      g_assert_cmpint (good, ==, rows[i].mime != NULL);
      g_assert_cmpstr (mime, ==, rows[i].mime);
      g_clear_pointer (&mime, g_free);
      if (!good)
        g_assert_error (error, SO_ERROR, rows[i].code);
      g_assert_cmpuint (so_test_server_count (scene->server) - before, ==, rows[i].about ? 2 : 1);
    }
  g_assert_true (heard (scene, 0, "GET /v1/convai/conversations/c1/audio HTTP"));
  g_assert_false (so_channel_fetch (scene->calls, "../c1", path, &mime, NULL, NULL, NULL, NULL));
  g_unlink (path);
  g_rmdir (folder);
}

/* Where a sound is, does not lead us elsewhere: nobody but the server of the account is given the key, or asked at all. */
static void
test_redirect (Scene *scene, gconstpointer data)
{
  g_autoptr (SoTestServer) other = so_test_server_new ();
  g_autofree char *url = so_test_server_url (other, "/x"), *location = g_strdup_printf ("Location: %s\r\n", url), *cursor = NULL, *mime = NULL;
  g_autoptr (GPtrArray) updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
  g_autoptr (GError) error = NULL;
  gboolean more;

  so_test_server_answer (other, "200 OK", "", "{}");
  so_test_server_answer (scene->server, "302 Found", location, "");
  g_assert_false (pull_once (scene, &cursor, updates, &more, &error));
  g_assert_false (so_channel_fetch (scene->calls, "c1", "/nowhere/at/all", &mime, NULL, NULL, NULL, NULL));
  g_assert_cmpuint (so_test_server_count (other), ==, 0);
}

static void
test_check (Scene *scene, gconstpointer data)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (so_setup_item_free);
  g_autoptr (GError) error = NULL;

  OK ("{\"conversations\":[]}");
  so_test_server_answer (scene->server, "404 Not Found", "", "{}");
  so_test_server_answer (scene->server, "401 Unauthorized", "", "{}");
  g_assert_true (so_channel_check (scene->calls, items, NULL, &error));
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_true (((SoSetupItem *) items->pdata[0])->good);
  g_assert_false (((SoSetupItem *) items->pdata[1])->good);
  g_ptr_array_set_size (items, 0);
  g_assert_true (so_channel_check (scene->calls, items, NULL, &error));
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_false (((SoSetupItem *) items->pdata[0])->good);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/elevenlabs/calls", test_calls);
  g_test_add_func ("/elevenlabs/words", test_words);
  g_test_add_func ("/elevenlabs/one-call", test_one_call);
  g_test_add_func ("/elevenlabs/nothing", test_nothing);
  g_test_add_func ("/elevenlabs/errors", test_errors);
  g_test_add_func ("/elevenlabs/place", test_place);
#define ADD(name, function) g_test_add ("/elevenlabs/" name, Scene, NULL, set_up, function, tear_down)
  ADD ("pull", test_pull);
  ADD ("rounds", test_rounds);
  ADD ("lost-page", test_lost_page);
  ADD ("busy", test_busy);
  ADD ("odd", test_odd);
  ADD ("fetch", test_fetch);
  ADD ("redirect", test_redirect);
  ADD ("check", test_check);
  return g_test_run ();
}
