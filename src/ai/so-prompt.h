/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a model is told. Only what is given here gets into it: one conversation, and facts that anybody may read. What the customer
 * wrote is quoted as data, cut to a length, without characters that nobody sees. Pure. */

typedef struct {
  gboolean outbound;         /* the studio wrote it */
  const char *text;
  const char *const *files;  /* names of what came with it, or NULL: told as names, never read */
} SoPromptTurn;

typedef struct {
  const char *studio;        /* name, or NULL */
  const char *kind;          /* "dance", or NULL */
  const char *persona;       /* the name that answers are given under ("Ava"), or NULL */
  const char *voice;         /* the owner's words on how it speaks, or NULL */
  const char *tone;          /* "warm", "plain", "formal", or NULL */
  const char *language;      /* of the customer, "de"; NULL: the model sees for itself */
  const char *first_name;    /* of the customer, letters only; or NULL */
  const char *const *facts;  /* what may be stated, one a line; ended by NULL */
  const SoPromptTurn *turns; /* oldest first */
  guint n_turns;
  const char *wish;          /* what the owner asks to be changed, or NULL */
  const char *before;        /* the text that is to be changed, or NULL */
  const char *ask;           /* the question of the studio that an answer ends with where that fits, or NULL */
} SoPrompt;

/* Of an answer to the newest turn: who it is and what it may state, and the conversation as one turn. Free with g_free(). */
char *so_prompt_system (const SoPrompt *prompt);
char *so_prompt_turn (const SoPrompt *prompt);

/* The same of an analysis (so-analysis.h). */
char *so_prompt_analysis_system (const SoPrompt *prompt);
char *so_prompt_analysis_turn (const SoPrompt *prompt);

/* Characters of the conversation that a model gets at most, and of one message. */
#define SO_PROMPT_LONGEST 8000
#define SO_PROMPT_LONGEST_TURN 2000

/* Without what nobody sees (but new lines), cut to @longest characters. Free with g_free(). */
char *so_prompt_clean (const char *text, guint longest);

G_END_DECLS
