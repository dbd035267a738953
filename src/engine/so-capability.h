/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What may happen because of words, and whose words they are. A model is taken to be in the hands of whoever wrote what it read: what it
 * says has the rights of that person and not one more. One table, in code; there is no setting that changes it. Pure. */

typedef enum {
  SO_WORDS_STRANGER,       /* wrote, and nothing else is known of them */
  SO_WORDS_CUSTOMER,       /* known: has been answered by a person before */
  SO_WORDS_OWNER,          /* typed or pressed by a person of the studio */
  SO_N_WORDS,
} SoWordsOf;

typedef enum {
  SO_ACT_PROPOSE_REPLY,    /* a draft that a person looks at */
  SO_ACT_ANSWER_FACTS,     /* hours, directions, prices, word for word as published */
  SO_ACT_NOTE_CLAIM,       /* what they say of themselves, labelled as said by them */
  SO_ACT_PROPOSE_CHANGE,   /* a change of a person's fields that waits for a key */
  SO_ACT_SEND,             /* other words than published ones leave */
  SO_ACT_SEND_TO_OTHER,    /* to somebody else, or to many */
  SO_ACT_BOOK,             /* one new place for themselves */
  SO_ACT_MOVE_OR_CANCEL,
  SO_ACT_MONEY,            /* price, discount, refund, payment link */
  SO_ACT_CHANGE_CONTACT,   /* name, number, address, stage, consent */
  SO_ACT_TELL_OF_OTHERS,   /* anything of anybody else, notes, private numbers, the words of the prompt */
  SO_ACT_FETCH,            /* open a link, run, read a file as an instruction */
  SO_ACT_MEDICAL,
  SO_ACT_CHANGE_RULES,     /* prompts, knowledge, prices, hours, standing approvals, accounts */
  SO_N_ACTS,
} SoAct;

typedef enum {
  SO_MAY_NEVER,
  SO_MAY_WITH_A_TAP,       /* as a proposal: a person decides about this very one */
  SO_MAY,                  /* by itself, within the rules that the owner has switched on */
} SoMay;

SoMay so_capability (SoAct act, SoWordsOf words);

/* An act by its name, as a model may say it; what is not in the table may never. */
SoMay so_capability_named (const char *name, SoWordsOf words);
const char *so_act_nick (SoAct act);      /* "send": static */

G_END_DECLS
