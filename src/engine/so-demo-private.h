/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-demo.h"
#include "so-hours.h"
#include "so-incoming.h"
#include "so-json.h"
#include "so-store.h"

G_BEGIN_DECLS

/* A demo is planned as plain values first (people, conversations, messages) and then stored. Everything
 * random comes from one seeded generator, asked in one fixed order. */

typedef struct {
  char *first, *full;
  char *phone, *email, *handle;
  gboolean member;
  gboolean stranger;      /* not in the address book: who sends spam */
  gint64 wrote_at;        /* first of all; 0: never */
} SoDemoPerson;

/* A file that a message carries. */
typedef struct {
  char *name;
  const char *mime;
  GBytes *bytes;
} SoDemoFile;

typedef struct {
  SoIncoming *incoming;   /* without its file */
  SoDemoFile *file;       /* or NULL */
  guint talk;             /* index of its conversation */
  const char *sub_category, *mood, *level, *language;   /* borrowed from the profile; or NULL */
} SoDemoMessage;

void so_demo_message_free (gpointer data);

/* One conversation. */
typedef struct {
  SoDemoPerson *person;
  SoChannelKind channel;
  char *key;
  char *subject;          /* of a mail; or NULL */
  JsonObject *open;       /* the script that nobody has answered yet; or NULL */
  GHashTable *words;      /* what {class}, {day}… stand for in it */
  gboolean spam;
  gint64 first_at, last_at;
  guint messages;
  char *last_id;          /* remote id of its newest message */
} SoDemoTalk;

typedef struct {
  JsonObject *profile;    /* of so_demo_load() */
  GRand *rand;
  gint64 now;
  guint weeks, seed;
  GTimeZone *zone;
  SoHours *hours;         /* in which answers are written; NULL: at any time of the day */
  GPtrArray *people;      /* SoDemoPerson */
  GPtrArray *talks;       /* SoDemoTalk */
  GPtrArray *messages;    /* SoDemoMessage, in the order in which they were sent */
  char *sounds[2];        /* SHA-256 of recordings, where they are kept already */
  gint64 sound_sizes[2];
  guint ids;
} SoDemoPlan;

/* resources/demos/NAME.json with what its kind knows, sells and is open, and names of people. Free with json_node_unref(). */
JsonNode *so_demo_load (const char *name, GError **error);

SoDemoPlan *so_demo_plan_new (JsonObject *profile, guint weeks, guint seed, gint64 now, GTimeZone *zone);
void so_demo_plan_free (SoDemoPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoDemoPlan, so_demo_plan_free)

/* From 0 to n - 1. */
guint so_demo_pick (SoDemoPlan *plan, guint n);
const char *so_demo_pick_string (SoDemoPlan *plan, JsonArray *array);

/* How many people and conversations that many weeks have. */
guint so_demo_count_people (guint weeks);
guint so_demo_count_talks (guint weeks);

/* Who a demo is about. The newest is last. */
void so_demo_add_people (SoDemoPlan *plan);
SoDemoPerson *so_demo_add_stranger (SoDemoPlan *plan, const char *name);
/* How a person is known on a channel. */
SoIdentity *so_demo_identity (const SoDemoPerson *person, SoChannelKind channel);

/* Conversations of all of them, and in the end their messages by time. */
void so_demo_add_talks (SoDemoPlan *plan);

/* What the owner decided about the newest answers, and about proposals that went nowhere. */
gboolean so_demo_add_decisions (SoDb *db, GError **error);

/* Rooms, teachers, the classes of the profile every week since it began, and who has booked this week and the next. Nothing where its kind has no schedule. */
gboolean so_demo_add_schedule (SoDb *db, SoDemoPlan *plan, GError **error);
gboolean so_demo_has_schedule (const SoDemoPlan *plan);
/* For that: ids of who is found by @query, such as "stage:CONVERTED". */
GPtrArray *so_demo_people_in (SoDb *db, const char *query, GError **error);

/* Who came in the weeks before, who did not, and trials. */
gboolean so_demo_add_history (SoDb *db, SoDemoPlan *plan, GError **error);
/* What is kept of customers in fields of its own. */
gboolean so_demo_add_fields (SoDb *db, SoDemoPlan *plan, GError **error);
/* What there is to do, and was. */
gboolean so_demo_add_tasks (SoDb *db, SoDemoPlan *plan, GError **error);

/* Was a customer before the demo begins; since when, in ms. */
gboolean so_demo_is_old (const SoDemoPerson *person);
gint64 so_demo_joined (const SoDemoPlan *plan, const SoDemoPerson *person);
/* Where the person of a conversation stands on the board now, and how they came there. */
gboolean so_demo_set_stage (SoDb *db, const SoDemoPlan *plan, const SoDemoTalk *talk, const char *contact_id, const char *stage, const char *reason, GError **error);

/* Recordings are files: they are kept before the transaction. Then calls of the last weeks, of all kinds, and two recordings; all but the newest were seen to. */
gboolean so_demo_keep_sounds (SoStore *store, SoDemoPlan *plan, GError **error);
gboolean so_demo_add_calls (SoDb *db, SoDemoPlan *plan, const char *country, GError **error);
/* A studio that lives by the telephone ("phone" of the profile): so many calls a week instead. */
gboolean so_demo_add_phone (SoDb *db, SoDemoPlan *plan, const char *country, GError **error);
/* For that: the recording @sound is here already; a conversation that was seen to. */
gboolean so_demo_add_sound (SoDb *db, const SoDemoPlan *plan, int sound, GError **error);
gboolean so_demo_see_to (SoDb *db, const char *thread_id, GError **error);

/* "Hi {first}!" → "Hi Ana!"; a word that is not known stays as it is. */
char *so_demo_expand (const char *text, GHashTable *words);

/* Small files: a voice note of @seconds (WAV), a picture (PNG), a document (PDF). */
SoDemoFile *so_demo_file_voice (guint seconds, guint tune);
SoDemoFile *so_demo_file_image (guint hue);
SoDemoFile *so_demo_file_document (const char *name);
void so_demo_file_free (SoDemoFile *file);

G_END_DECLS
