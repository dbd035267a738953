/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-classifier.h"

G_BEGIN_DECLS

/* What is wrong with a draft that a model wrote. A model may say anything, also what a customer talked it into: so nothing is believed
 * of its text, and whatever stands in it has to be found in what the studio wrote down itself. Pure: the same text and the same facts give the
 * same findings. The gravest kinds come first. */
typedef enum {
  SO_GUARD_EMPTY,          /* nothing to read */
  SO_GUARD_HIDDEN,         /* characters that nobody sees, or that turn the reading around */
  SO_GUARD_MARKUP,         /* **bold**, <b>, [text](link): what the channel would show as it is */
  SO_GUARD_PLACEHOLDER,    /* "[Your name]", "{price}", "XXX" */
  SO_GUARD_LINK,           /* to where the studio does not link */
  SO_GUARD_PERSON,         /* a number, an address or a name of somebody else */
  SO_GUARD_NUMBER,         /* an amount, a time, a number that stands nowhere */
  SO_GUARD_FACT,           /* a weekday that stands nowhere; a thing promised or given away that nothing promises */
  SO_GUARD_IDENTITY,       /* it speaks of itself as of a program of somebody's, or of its instructions */
  SO_GUARD_LANGUAGE,       /* not the customer's */
  SO_GUARD_LENGTH,         /* longer than anybody reads in a chat */
  SO_N_GUARDS,
} SoGuardKind;

/* What may stand in it. Borrowed; lists end with NULL and may be NULL. */
typedef struct {
  const char *const *allowed;    /* the studio's own words: prices, hours, knowledge, its name and address */
  const char *const *said;       /* of the conversation: who asks for Tuesday at 18:00 may read it again. Amounts are not taken from there */
  const char *const *links;      /* hosts: "salsa.example" allows "shop.salsa.example" too */
  const char *const *contacts;   /* numbers and mail addresses of the studio and of this customer */
  const char *const *foreign;    /* names of other people that the draft must not have */
  const char *language;          /* of the customer, "de"; NULL: not known */
  SoClassifier *classifier;      /* reads the language of the draft; NULL: that is not judged */
  guint longest;                 /* characters; 0: 1200 */
} SoGuardFacts;

typedef struct {
  SoGuardKind kind;
  char *words;                   /* which words of the draft: "45 €"; "" where it is all of it */
  char *sentence;                /* for the owner, translated */
} SoGuardFinding;

void so_guard_finding_free (SoGuardFinding *finding);

/* SoGuardFinding, each kind in the order above and the same words once; empty: nothing. @draft: valid UTF-8. */
GPtrArray *so_guard_run (const char *draft, const SoGuardFacts *facts);

/* "number": for JSON. Static. */
const char *so_guard_nick (SoGuardKind kind);

G_END_DECLS
