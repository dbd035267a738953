/* SPDX-License-Identifier: MIT */
#include "so-demo-private.h"

#include "so-calls.h"
#include "so-day.h"

#include <string.h>

/* Calls of a studio that lives by the telephone: more every week, most of them in the late afternoon, and of every kind. What is said to
 * its assistant and to its mailbox is in the profile. */

#define OVER (SO_CALL_TOLD | SO_CALL_ENDED)
#define MINUTE ((gint64) 60 * 1000)
#define DAY (24 * 60 * MINUTE)

typedef struct {
  SoDb *db;
  SoDemoPlan *plan;
  JsonObject *phone;
  SoCallIntake how;
  guint n;                 /* of the next call */
} Phone;

typedef enum { BY_PERSON, BY_ASSISTANT, HANDED_OVER, MISSED, WITHHELD, MESSAGE, OUTBOUND, UNREACHED } Kind;

/* Of a hundred calls. */
static const struct { Kind kind; guint share, signs; guint shortest, longest; } kinds[] = {
  { BY_PERSON, 44, SO_CALL_BY_PERSON, 50, 420 }, { BY_ASSISTANT, 16, SO_CALL_BY_ASSISTANT, 40, 150 },
  { HANDED_OVER, 4, SO_CALL_BY_ASSISTANT | SO_CALL_HANDED_OVER | SO_CALL_BY_PERSON, 120, 400 }, { MISSED, 9, SO_CALL_UNANSWERED, 0, 0 },
  { WITHHELD, 3, SO_CALL_UNANSWERED, 0, 0 }, { MESSAGE, 7, SO_CALL_ANSWERED | SO_CALL_RANG_OUT | SO_CALL_LEFT_MESSAGE, 15, 45 },
  { OUTBOUND, 13, SO_CALL_ANSWERED, 40, 260 }, { UNREACHED, 4, SO_CALL_UNANSWERED, 0, 0 },
};

static guint
draw_kind (SoDemoPlan *plan)
{
  guint dice = so_demo_pick (plan, 100), k = 0;

  while (k + 1 < G_N_ELEMENTS (kinds) && dice >= kinds[k].share)
    dice -= kinds[k++].share;
  return k;
}

/* Days ago, in the week @week; a minute of the day. */
static gint64
draw_time (SoDemoPlan *plan, guint week)
{
  guint days = week * 7 + so_demo_pick (plan, 7), dice = so_demo_pick (plan, 100);
  guint minute = dice < 50 ? 16 * 60 + so_demo_pick (plan, 150) : dice < 93 ? 9 * 60 + so_demo_pick (plan, 7 * 60) : 19 * 60 + so_demo_pick (plan, 100);

  return so_day_at (so_day_of (plan->now, plan->zone, NULL) - (int) days, (int) minute, plan->zone);
}

/* One of what is said to an assistant, or to a mailbox. */
static JsonObject *
draw_words (Phone *phone, Kind kind)
{
  JsonArray *words = so_json_array (phone->phone, kind == MESSAGE ? "messages" : kind == HANDED_OVER ? "handed-over" : "talks");

  return kind == BY_ASSISTANT || kind == HANDED_OVER || kind == MESSAGE ? so_json_element (words, so_demo_pick (phone->plan, json_array_get_length (words))) : NULL;
}

static SoTranscript *
write_down (JsonObject *words)
{
  JsonArray *said = so_json_array (words, "said");
  SoTranscript *transcript = so_transcript_new (SO_TRANSCRIPT_PROVIDER, "words");

  transcript->language = g_strdup ("en");
  for (guint i = 0; i < json_array_get_length (said); i++)
    {
      JsonArray *line = json_array_get_array_element (said, i);

      so_transcript_add (transcript, 0.5 + 5 * i, 4.5 + 5 * i, json_array_get_string_element (line, 0), json_array_get_string_element (line, 1));
    }
  return transcript;
}

/* Most who call have written before. */
static const SoDemoPerson *
draw_person (SoDemoPlan *plan, gint64 at)
{
  guint n = so_demo_count_people (plan->weeks), tries = so_demo_pick (plan, 12) ? 30 : 0;
  const SoDemoPerson *person = plan->people->pdata[so_demo_pick (plan, n)];

  for (; tries && !so_demo_is_old (person) && person->wrote_at > at; tries--)
    person = plan->people->pdata[so_demo_pick (plan, n)];
  return person;
}

static SoCallNews *
make_news (Phone *phone, guint k, gint64 at, guint seconds, JsonObject *words, gboolean sound)
{
  SoDemoPlan *plan = phone->plan;
  const SoDemoPerson *person = draw_person (plan, at);
  g_autofree char *name = g_strdup_printf ("%u", phone->n++);
  SoCallNews *news = so_call_news_new ("demo", name);

  news->call->outbound = kinds[k].kind == OUTBOUND || kinds[k].kind == UNREACHED;
  news->call->signs = OVER | kinds[k].signs;
  news->call->seconds = seconds;
  news->call->started_at = at;
  news->call->ended_at = at + (gint64) seconds * 1000;
  if (kinds[k].kind != WITHHELD)
    {
      news->call->number = g_strdup (person->phone);
      news->call->name = g_strdup (person->full);
    }
  if (sound)
    {
      news->call->consent = SO_RECORDING_ANNOUNCED;
      g_ptr_array_add (news->recordings, so_recording_new (name));
    }
  if (words)
    g_ptr_array_add (news->transcripts, write_down (words));
  return news;
}

static gboolean
read_words (Phone *phone, const char *id, JsonObject *words, GError **error)
{
  SoCallReading reading = { .satisfaction = -1 };

  if (words)
    reading = (SoCallReading) { so_json_string (words, "about"), so_json_string (words, "outcome"), so_json_string (words, "summary"),
                                json_object_has_member (words, "satisfaction") ? (int) so_json_int (words, "satisfaction") : -1, so_json_string (words, "quote") };
  return so_call_read (phone->db, id, &reading, TRUE, error);
}

/* @sound: of the recording, -1: none. */
static gboolean
add_call (Phone *phone, guint k, gint64 at, int sound, GError **error)
{
  SoDemoPlan *plan = phone->plan;
  JsonObject *words = draw_words (phone, kinds[k].kind);
  guint seconds = kinds[k].shortest + so_demo_pick (plan, kinds[k].longest - kinds[k].shortest + 1);
  g_autoptr (SoCallNews) news = make_news (phone, k, at, seconds, words, sound >= 0);
  g_auto (SoCallTaken) taken = { 0 };

  if (!so_call_take (phone->db, news, &phone->how, &taken, error) || !read_words (phone, taken.id, words, error))
    return FALSE;
  return (sound < 0 || so_demo_add_sound (phone->db, plan, sound, error)) && (at > plan->now - DAY || so_demo_see_to (phone->db, taken.thread_id, error));
}

static guint
find_kind (Kind kind)
{
  guint k = 0;

  while (kinds[k].kind != kind)
    k++;
  return k;
}

/* Nobody of the studio takes a call while it is closed, nor calls anybody. The first two of the newest week left a message that can be heard. */
static gboolean
add_one (Phone *phone, guint week, guint i, GError **error)
{
  gboolean heard = week == 0 && i < G_N_ELEMENTS (phone->plan->sounds);
  guint k = heard ? find_kind (MESSAGE) : draw_kind (phone->plan);
  gint64 at = draw_time (phone->plan, week);
  gboolean open;

  /* Few call while it is closed. */
  for (guint tries = so_demo_pick (phone->plan, 10) ? 12 : 0; tries && !so_hours_is_open (phone->how.hours, at); tries--)
    at = draw_time (phone->plan, week);
  if (at > phone->plan->now - 10 * MINUTE)
    at -= 7 * DAY;
  open = so_hours_is_open (phone->how.hours, at);
  if (!open && (kinds[k].kind == BY_PERSON || kinds[k].kind == HANDED_OVER))
    k = find_kind (BY_ASSISTANT);
  if (!open && (kinds[k].kind == OUTBOUND || kinds[k].kind == UNREACHED))
    k = find_kind (MISSED);
  return add_call (phone, k, at, heard ? (int) i : -1, error);
}

gboolean
so_demo_add_phone (SoDb *db, SoDemoPlan *plan, const char *country, GError **error)
{
  JsonObject *object = so_json_object (plan->profile, "phone");
  g_autofree char *json = object ? so_json_write_object (json_object_ref (so_json_object (plan->profile, "hours"))) : NULL;
  g_autoptr (SoHours) hours = object ? so_hours_parse (json, plan->zone, error) : NULL;
  Phone phone = { db, plan, object, { .country = country, .hours = hours, .rule = SO_RECORD_ANY }, 0 };

  if (!object)
    return TRUE;
  for (guint week = hours ? plan->weeks : 0; week > 0; week--)
    {
      guint n = (guint) so_json_int (object, "week") * (70 + 60 * (plan->weeks - week) / plan->weeks) / 100;

      for (guint i = 0; i < MAX (n, G_N_ELEMENTS (plan->sounds)); i++)
        if (!add_one (&phone, week - 1, i, error))
          return FALSE;
    }
  return hours != NULL;
}
