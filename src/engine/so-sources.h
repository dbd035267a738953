/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-knowledge.h"
#include "so-message.h"
#include "so-price.h"
#include "so-store.h"

G_BEGIN_DECLS

/* All that an answer to one customer can be made from: entries, templates that can be filled in, and prices of what the
 * customer names. In one form, so that they are compared with each other. */
typedef struct _SoSources SoSources;

/* @text: what is asked. @contact_name as it stands in the list. All entries where there are few; of thousands those that
 * share words with the question. */
SoSources *so_sources_load (SoDb *db, const char *text, const char *contact_name, GError **error);
void so_sources_free (SoSources *sources);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoSources, so_sources_free)

/* SoKnowledge; borrowed. */
GPtrArray *so_sources_get_all (const SoSources *sources);
const SoKnowledge *so_sources_find (const SoSources *sources, const char *id);
/* An entry about trying it, other than @found, that can be read by who reads @language; or NULL. */
const SoKnowledge *so_sources_find_offer (const SoSources *sources, const SoKnowledge *found, const char *language);

/* Looks at the schedule, too, for what @asked asks for (so-live-places.h): it is added to every answer but a template. In @language. */
gboolean so_sources_look_at_places (SoSources *sources, SoDb *db, const SoMessage *asked, const char *language, GError **error);
/* What the schedule alone says, for where nothing else answers; or NULL. */
const SoKnowledge *so_sources_get_places (const SoSources *sources);

/* What to look for, of so_words_of(): a topic as all its words, "class" as "class*"; for so_knowledge_candidates(). */
GStrv so_sources_search_words (GPtrArray *words);

/* "Beginner Salsa: 15 € per class.", the amount as one writes it in the language of what was asked; free with g_free(). */
char *so_sources_price_sentence (const SoPrice *price, const char *asked);

typedef struct {
  const char *tone;          /* "warm", "plain", "formal", or NULL */
  gboolean tone_is_asked;    /* now, by the owner: for a template too, which has its own tone */
  const char *language;      /* of the customer, or NULL */
  gboolean shorter;
  const SoKnowledge *offer;  /* to be added, or NULL */
  const char *ask;           /* a question that it ends with, or NULL; templates end as they are written */
  const char *signature;     /* below it, or NULL */
} SoWish;

typedef struct {
  char *text;
  const char *origin;        /* "knowledge", "template" */
  char *sources;             /* JSON */
} SoWritten;

SoWritten *so_sources_write (const SoSources *sources, const SoKnowledge *found, const SoWish *wish);
void so_written_free (SoWritten *written);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoWritten, so_written_free)

/* Entries up to which all are looked at. */
#define SO_SOURCES_ALL 200

G_END_DECLS
