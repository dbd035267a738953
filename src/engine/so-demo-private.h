/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-demo.h"
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
  gint64 last_at;
  guint messages;
  char *last_id;          /* remote id of its newest message */
} SoDemoTalk;

typedef struct {
  JsonObject *profile;    /* of so_demo_load() */
  GRand *rand;
  gint64 now;
  guint weeks, seed;
  GTimeZone *zone;
  GPtrArray *people;      /* SoDemoPerson */
  GPtrArray *talks;       /* SoDemoTalk */
  GPtrArray *messages;    /* SoDemoMessage, in the order in which they were sent */
  char *sounds[2];        /* SHA-256 of recordings, where they are kept already */
  gint64 sound_sizes[2];
  guint ids;
} SoDemoPlan;

/* resources/demos/NAME.json with knowledge, services and templates of its kind. Free with json_node_unref(). */
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

/* Rooms, teachers, the classes of the profile every week since it began, and who has booked this week and the next. */
gboolean so_demo_add_schedule (SoDb *db, SoDemoPlan *plan, GError **error);

/* Recordings are files: they are kept before the transaction. Then calls of the last weeks, of all kinds, and two recordings; all but the newest were seen to. */
gboolean so_demo_keep_sounds (SoStore *store, SoDemoPlan *plan, GError **error);
gboolean so_demo_add_calls (SoDb *db, SoDemoPlan *plan, const char *country, GError **error);

/* "Hi {first}!" → "Hi Ana!"; a word that is not known stays as it is. */
char *so_demo_expand (const char *text, GHashTable *words);

/* Small files: a voice note of @seconds (WAV), a picture (PNG), a document (PDF). */
SoDemoFile *so_demo_file_voice (guint seconds, guint tune);
SoDemoFile *so_demo_file_image (guint hue);
SoDemoFile *so_demo_file_document (const char *name);
void so_demo_file_free (SoDemoFile *file);

G_END_DECLS
