/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What may happen, and because of what. First: because of words, and whose words they are. A model is taken to be in the hands of whoever wrote what it read: what it
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

/* Second: which part of the program may do what. Every place that changes something that leaves, binds or stays asks by the name of what made it
 * wish so; a place that stands in no row may do nothing, and neither may what was approved by something that stands in none. */

typedef enum {
  SO_ORIGIN_KEY,           /* a person of the studio pressed or typed it, about this very one */
  SO_ORIGIN_STANDING,      /* a standing approval, in the version that a person switched on */
  SO_ORIGIN_CHAIN,         /* an offer that a person approved, and let go on to who waits next in the same words */
  SO_ORIGIN_RULE,          /* the owner's own if/then rules and follow-ups */
  SO_ORIGIN_MODEL,         /* what a model put out */
  SO_ORIGIN_TEXT,          /* what somebody outside wrote, as word lists read it */
  SO_ORIGIN_JOB,           /* the program itself, carrying out what is decided */
  SO_N_ORIGINS,
} SoOrigin;

typedef enum {
  SO_EFFECT_PROPOSE,       /* a draft that waits for a key */
  SO_EFFECT_APPROVE,       /* decide that a draft leaves */
  SO_EFFECT_SEND,          /* hand over what is approved */
  SO_EFFECT_NOTE,          /* what is made of a message: category, score, opinion, summary */
  SO_EFFECT_MARK,          /* tag, priority, call the owner */
  SO_EFFECT_FOLLOW_UP,     /* begin a sequence of proposals */
  SO_EFFECT_PROPOSE_CHANGE,/* of a person's fields, a task: waits for a key */
  SO_EFFECT_CHANGE,        /* a person's fields */
  SO_EFFECT_OPT_OUT,       /* "STOP" */
  SO_EFFECT_TAKE_OFFER,    /* a place that the owner has offered to this very person, or that they do not want it */
  SO_EFFECT_TELL_OWNER,    /* a mail to her own address, and to no other */
  SO_EFFECT_CHANGE_RULES,  /* prompts, knowledge, prices, standing approvals, accounts */
  SO_N_EFFECTS,
} SoEffect;

gboolean so_origin_may (SoOrigin origin, SoEffect effect);
/* FALSE with SO_ERROR_REPORT where it may not: nobody can cause that by what they type, only a mistake of ours. */
gboolean so_origin_check (SoOrigin origin, SoEffect effect, GError **error);

/* Of the newest approval of a draft, as its row says it; SO_N_ORIGINS, which may nothing, of what nothing here writes. */
SoOrigin so_origin_of_approval (const char *approver, const char *method, gint64 standing_version);

G_END_DECLS
