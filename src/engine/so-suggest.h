/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-message.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What could be done about a message that waits, in one line. A proposal to the owner: nothing is ever done by it. */
typedef enum {
  SO_DEED_ANSWER,      /* with words: the draft, or her own */
  SO_DEED_CALL,
  SO_DEED_DONE,        /* nothing has to be said */
} SoDeed;

typedef struct {
  char *text;          /* "Offer a trial class · salsa · Tue 24 Nov, 18:00": one line, translated */
  gboolean by_model;   /* the sentence is a model's own words */
  SoDeed deed;         /* of the rules in any case: a customer may have talked a model into its words */
} SoSuggestion;

void so_suggestion_free (SoSuggestion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoSuggestion, so_suggestion_free)

/* "call": static, for JSON. */
const char *so_deed_nick (SoDeed deed);

/* Of @message: NULL where nobody understood it. Pure. */
SoSuggestion *so_suggest (const SoMessage *message);
/* Of what waits for an answer in a conversation; NULL where nothing does. One short read. */
SoSuggestion *so_studio_suggest (SoStudio *studio, const char *thread_id);

G_END_DECLS
