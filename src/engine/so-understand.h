/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-classification.h"
#include "so-studio.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SO_SETTING_LEAD_WEIGHTS "lead.weights"   /* so_lead_weights_parse() */

/* What the rules make of messages in this studio: in its zone, with the names of its own price list. No network. One thread at a time. */
typedef struct _SoUnderstand SoUnderstand;

/* @studio NULL: nobody's. Keeps what it needs, not the studio. */
SoUnderstand *so_understand_new (SoStudio *studio);
void so_understand_free (SoUnderstand *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoUnderstand, so_understand_free)

/* Names of the studio's own classes; NULL where none is known. Borrowed. */
const char *const *so_understand_get_classes (SoUnderstand *self);

/* @language: of the conversation so far, or NULL. Free with so_classification_free(). */
SoClassification *so_understand_text (SoUnderstand *self, const char *text, const char *language);

/* Why nothing of it is answered without a person: nicks of so-never-auto.h; free with g_strfreev(). */
GStrv so_understand_never (const SoClassification *is, const char *text);

/* Classifies a stored message and scores the person who wrote it, in the caller's transaction. Twice is the same as once. */
gboolean so_understand_message (SoUnderstand *self, SoDb *db, const char *message_id, const char *text, GError **error);

/* {"date": "2026-11-24", "signals": ["asks_price"]} of @is: what is not known is left out. */
JsonObject *so_understand_entities (const SoClassification *is);

typedef struct {
  const char *nick;          /* "asks_price": static */
  const char *why;           /* for people, translated: static */
  int points;
  gboolean buys;             /* says that somebody wants to buy */
} SoLeadPoint;

/* How a person's score comes about. */
typedef struct {
  int score;                 /* 0 to 100, now */
  const char *temperature;   /* "HOT": static */
  GArray *points;            /* SoLeadPoint */
  guint messages;            /* on which they rest: at most the newest 20, never imported history */
} SoLeadReasons;

void so_lead_reasons_free (SoLeadReasons *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoLeadReasons, so_lead_reasons_free)

/* Worked out anew from what the person wrote. */
SoLeadReasons *so_understand_explain (SoDb *db, const char *contact_id, GError **error);
/* The same for who shows it: NULL where it cannot be read. One short read. */
SoLeadReasons *so_studio_explain_score (SoStudio *studio, const char *contact_id);

G_END_DECLS
