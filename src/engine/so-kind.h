/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a kind of studio is (dance, yoga, fitness, music, salon, medspa, agency): its words, its pages, what it sells, when
 * it is open, what its customers ask. Data of resources/profiles/KIND.json. What the owner sees is in her language where
 * the data have it, in English otherwise; knowledge and templates are English. Everything that is returned as const
 * belongs to the kind. */
typedef struct _SoKind SoKind;

/* One of twelve for the guided builder of knowledge: where, what and when come first. */
typedef struct {
  const char *question;
  const char *category;        /* nick of a sub-category */
  const char *answer;          /* an example of one */
} SoKindQuestion;

/* One of ten that a customer could ask, to see what the assistant makes of the owner's knowledge. */
typedef struct {
  const char *question;
  const char *category;        /* nick of a sub-category: where the owner's own answer is to be found */
  const char *good;            /* what a good answer says, for the owner: "The price, and what there is for less" */
  const char *knows;           /* key of the fact of this kind that answers it */
  const char *must;            /* what stands in that answer: "€140" */
} SoKindSandbox;

typedef struct {
  const char *name;
  const char *unit;            /* "per month", or NULL */
  gint64 amount;               /* minor units: an example, in the currency of the kind's demo */
  int minutes;                 /* 0 where it takes no time, such as a card */
  int people;                  /* for how many one session of it is; 0 where it is nothing for the schedule */
} SoKindService;

typedef struct {
  const char *key;             /* "prices" */
  const char *category;
  const char *question, *answer;
} SoKindFact;

typedef struct {
  const char *name, *category;
  const char *text;            /* with {variables} of so-template.h */
  const char *language;        /* of the text: "en" */
} SoKindReply;

/* SO_ERROR_GIVE_UP for a kind that there is none of. Free with so_kind_free(). Reads no file. */
SoKind *so_kind_load (const char *kind, GError **error);
void so_kind_free (SoKind *kind);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoKind, so_kind_free)

/* "Dance studio", for people. */
const char *so_kind_label (const SoKind *kind);

/* client, clients, session, sessions, staff, staffs, place, places, trial, trials, and whole labels: sessions-title (of what the
 * studio offers), sessions-about, add-session, no-sessions, staff-title, staff-about, add-staff, no-staff, trials-title. Lower case but for labels and where the language has capitals. @word itself where there is none. */
const char *so_kind_word (const SoKind *kind, const char *word);
/* With a capital at its beginning: "Teachers". Free with g_free(). */
char *so_kind_dup_title (const SoKind *kind, const char *word);

const SoKindQuestion *so_kind_questions (const SoKind *kind, guint *n);
const SoKindSandbox *so_kind_sandbox (const SoKind *kind, guint *n);
const SoKindService *so_kind_services (const SoKind *kind, guint *n);
const SoKindFact *so_kind_facts (const SoKind *kind, guint *n);
const SoKindReply *so_kind_replies (const SoKind *kind, guint *n);

/* Usual opening hours as the setting has them (see so-hours.h), without a zone: the studio's counts. */
const char *so_kind_hours_json (const SoKind *kind);

/* Names of the modules that it uses, most important first: leads, schedule, calls, log. NULL-terminated. */
const char *const *so_kind_modules (const SoKind *kind);
gboolean so_kind_has_module (const SoKind *kind, const char *module);
/* All that can be hidden, whatever the kind. NULL-terminated, static. */
const char *const *so_kind_all_modules (void);

/* TRUE of what works by the project with few, and so counts by the client as well: Analytics then has a tab for it. */
gboolean so_kind_counts_clients (const SoKind *kind);

/* Names of usual questions to an inquiry: see so-qualify.h. NULL-terminated. */
const char *const *so_kind_qualify (const SoKind *kind);

/* The data as they are, for the demo. */
JsonObject *so_kind_data (const SoKind *kind);

G_END_DECLS
