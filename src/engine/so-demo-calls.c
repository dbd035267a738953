/* SPDX-License-Identifier: MIT */
#include "so-demo-private.h"

#include "so-calls.h"
#include "so-day.h"
#include "so-threads.h"
#include "so-updates.h"

#define DAY ((gint64) 24 * 3600 * 1000)
#define OVER (SO_CALL_TOLD | SO_CALL_ENDED)
/* What is older was seen to. */
#define OPEN_DAYS 1
#define OPEN_HOURS "{\"zone\": \"Europe/Berlin\", \"week\": [[\"09:00-21:00\"], [\"09:00-21:00\"], [\"09:00-21:00\"], [\"09:00-21:00\"], [\"09:00-21:00\"], [\"09:00-21:00\"], [\"09:00-21:00\"]]}"

typedef struct {
  guint days, minute;      /* so many days ago, at that minute of the day */
  guint person;
  gboolean outbound, withheld;
  guint signs, seconds;
  int sound;               /* -1: none */
  SoCallReading reading;   /* as if it had been read out of what was said */
  struct { const char *who, *text; } said[6];
} DemoCall;

#define NOTHING { .satisfaction = -1 }

static const DemoCall calls[] = {
  { 20, 600, 3, FALSE, FALSE, SO_CALL_BY_PERSON, 184, -1, NOTHING, { { NULL } } },
  { 17, 1290, 8, FALSE, FALSE, SO_CALL_UNANSWERED, 0, -1, NOTHING, { { NULL } } },
  { 16, 620, 8, TRUE, FALSE, SO_CALL_ANSWERED, 95, -1, NOTHING, { { NULL } } },
  { 13, 1005, 15, FALSE, FALSE, SO_CALL_BY_ASSISTANT, 71, -1,
    { "trial_class", "answered", "Asked when the next trial class is. The assistant named Tuesday.", 8, "That sounds great, thank you so much!" },
    { { "assistant", "Hello, this is the studio's assistant. How can I help?" }, { "caller", "Hi, when is the next trial class for beginners?" },
      { "assistant", "On Tuesday at seven in the evening." }, { "caller", "That sounds great, thank you so much!" } } },
  { 11, 1110, 21, FALSE, FALSE, SO_CALL_BY_ASSISTANT | SO_CALL_HANDED_OVER | SO_CALL_BY_PERSON, 240, -1,
    { "billing_problem", "escalated", "Was charged twice, and asked for a person.", 2, "I was charged twice and I am really annoyed." },
    { { "assistant", "Hello, this is the studio's assistant. How can I help?" }, { "caller", "I was charged twice and I am really annoyed." },
      { "assistant", "I am sorry. I will put you through." } } },
  { 9, 560, 4, FALSE, FALSE, SO_CALL_BY_PERSON, 312, -1, NOTHING, { { NULL } } },
  { 8, 700, 0, FALSE, TRUE, SO_CALL_UNANSWERED, 0, -1, NOTHING, { { NULL } } },
  { 6, 1020, 27, FALSE, FALSE, SO_CALL_BY_PERSON, 128, -1, NOTHING, { { NULL } } },
  { 4, 1325, 11, FALSE, FALSE, SO_CALL_ANSWERED | SO_CALL_LEFT_MESSAGE, 26, 0,
    { "schedule_query", NULL, "Asked whether there is a class on Friday.", -1, NULL },
    { { "caller", "Hello, is there a class on Friday evening?" }, { "caller", "Please call me back, thank you." } } },
  { 3, 640, 11, TRUE, FALSE, SO_CALL_ANSWERED, 64, -1, NOTHING, { { NULL } } },
  { 2, 615, 30, FALSE, FALSE, SO_CALL_BY_PERSON, 143, -1, NOTHING, { { NULL } } },
  { 1, 1085, 33, FALSE, FALSE, SO_CALL_ANSWERED | SO_CALL_RANG_OUT | SO_CALL_LEFT_MESSAGE, 31, 1,
    { "trial_class", NULL, "Wants to try a class with a friend.", -1, NULL },
    { { "caller", "Hi, a friend and I would like to try a class next week." }, { "caller", "Could you call me back?" } } },
  { 1, 1120, 37, FALSE, FALSE, SO_CALL_UNANSWERED, 0, -1, NOTHING, { { NULL } } },
};

gboolean
so_demo_keep_sounds (SoStore *store, SoDemoPlan *plan, GError **error)
{
  static const guint seconds[G_N_ELEMENTS (plan->sounds)] = { 26, 31 };

  for (guint i = 0; i < G_N_ELEMENTS (plan->sounds); i++)
    {
      SoDemoFile *file = so_demo_file_voice (seconds[i], 500 + i);
      g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (file->bytes);
      gboolean kept = so_store_keep_file (store, stream, G_MAXINT32, &plan->sounds[i], &plan->sound_sizes[i], NULL, error);

      so_demo_file_free (file);
      if (!kept)
        return FALSE;
    }
  return TRUE;
}

static SoTranscript *
write_down (const DemoCall *call)
{
  SoTranscript *transcript = so_transcript_new (SO_TRANSCRIPT_PROVIDER, "words");
  double at = 0.5;

  transcript->language = g_strdup ("en");
  for (guint i = 0; i < G_N_ELEMENTS (call->said) && call->said[i].text; i++, at += 5)
    so_transcript_add (transcript, at, at + 4, call->said[i].who, call->said[i].text);
  return transcript;
}

static SoCallNews *
make_news (const SoDemoPlan *plan, guint i)
{
  const DemoCall *call = &calls[i];
  const SoDemoPerson *person = plan->people->pdata[call->person % so_demo_count_people (plan->weeks)];
  g_autofree char *name = g_strdup_printf ("%u", i);
  SoCallNews *news = so_call_news_new ("demo", name);
  int today = so_day_of (plan->now, plan->zone, NULL);

  news->call->outbound = call->outbound;
  news->call->signs = OVER | call->signs;
  news->call->seconds = call->seconds;
  news->call->started_at = so_day_at (today - (int) call->days, (int) call->minute, plan->zone);
  news->call->ended_at = news->call->started_at + (gint64) call->seconds * 1000;
  if (!call->withheld)
    {
      news->call->number = g_strdup (person->phone);
      news->call->name = g_strdup (person->full);
    }
  if (call->sound >= 0)
    {
      news->call->consent = SO_RECORDING_ANNOUNCED;
      g_ptr_array_add (news->recordings, so_recording_new (name));
    }
  if (call->said[0].text)
    g_ptr_array_add (news->transcripts, write_down (call));
  return news;
}

/* The sound is here already. */
gboolean
so_demo_add_sound (SoDb *db, const SoDemoPlan *plan, int sound, GError **error)
{
  g_auto (SoFetch) fetch = { 0 };

  return so_fetch_next (db, 0, &fetch, error) && so_fetch_done (db, fetch.n, plan->sounds[sound], plan->sound_sizes[sound], "audio/x-wav", NULL, error);
}

gboolean
so_demo_see_to (SoDb *db, const char *thread_id, GError **error)
{
  return so_thread_set_unread (db, thread_id, FALSE, error) && so_thread_expects_nothing (db, thread_id, 0, error) && so_thread_set_state (db, thread_id, SO_THREAD_DONE, 0, error);
}

static gboolean
add_call (SoDb *db, const SoDemoPlan *plan, const SoCallIntake *how, guint i, GError **error)
{
  const DemoCall *call = &calls[i];
  g_autoptr (SoCallNews) news = make_news (plan, i);
  g_auto (SoCallTaken) taken = { 0 };

  if (!so_call_take (db, news, how, &taken, error) || !so_call_read (db, taken.id, &call->reading, TRUE, error))
    return FALSE;
  return (call->sound < 0 || so_demo_add_sound (db, plan, call->sound, error)) && (call->days <= OPEN_DAYS || so_demo_see_to (db, taken.thread_id, error));
}

gboolean
so_demo_add_calls (SoDb *db, SoDemoPlan *plan, const char *country, GError **error)
{
  SoHours *hours;
  SoCallIntake how = { .country = country, .rule = SO_RECORD_ANY };
  gboolean ok;

  if (json_object_has_member (plan->profile, "phone"))
    return TRUE;
  how.hours = hours = so_hours_parse (OPEN_HOURS, plan->zone, error);
  ok = hours != NULL;

  for (guint i = 0; ok && i < G_N_ELEMENTS (calls); i++)
    ok = calls[i].days > plan->weeks * 7 || add_call (db, plan, &how, i, error);
  g_clear_pointer (&hours, so_hours_free);
  return ok;
}
