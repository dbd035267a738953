/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-intent.h"

G_BEGIN_DECLS

/* What a word of a message speaks for. The first 33 are the sub-categories, in their order; the others say how something is
 * meant ("urgent", "negative"), when ("weekday", "day") and what it is about. The nick is the name of a section of a lexicon. */
typedef enum {
  SO_SIGNAL_POSITIVE = SO_N_SUB_CATEGORIES,
  SO_SIGNAL_NEGATIVE,
  SO_SIGNAL_FRUSTRATION,
  SO_SIGNAL_SUCCESS,
  SO_SIGNAL_URGENT,          /* "as soon as possible" */
  SO_SIGNAL_SOON,            /* "tonight", "starts in an hour" */
  SO_SIGNAL_LEGAL,           /* "my lawyer", "chargeback" */
  SO_SIGNAL_BOOK,            /* "book", "reserve": of what, others say */
  SO_SIGNAL_QUESTION,
  SO_SIGNAL_SALES,           /* somebody who sells: "grow your business" */
  SO_SIGNAL_READY,           /* "count me in", "where do I pay" */
  SO_SIGNAL_CHILD,
  SO_SIGNAL_BEGINNER,
  SO_SIGNAL_LANGUAGE,        /* small words by which a language is known */
  SO_SIGNAL_WEEKDAY,         /* weight: 1 Monday … 7 Sunday */
  SO_SIGNAL_DAY,             /* weight: days from today */
  SO_SIGNAL_MONTH,           /* weight: 1 … 12 */
  SO_SIGNAL_NEXT_WEEK,       /* the week after this one */
  SO_SIGNAL_HOUR,            /* weight: the hour that a word stands for, "noon" 12 */
  SO_SIGNAL_FORENOON,        /* "am", "in the morning": after a number */
  SO_SIGNAL_AFTERNOON,       /* "pm", "de la tarde" */
  SO_SIGNAL_OCLOCK,          /* "Uhr", "baje": after a number */
  SO_SIGNAL_AT,              /* "um", "a las": before a number */
  SO_SIGNAL_WITH,            /* "with", "bei": before a name */
  SO_SIGNAL_CLASS,           /* "salsa", "haircut" */
  SO_N_SIGNALS,
} SoSignal;

/* Static. */
const char *so_signal_nick (SoSignal signal);
/* SO_N_SIGNALS where none has that nick. */
SoSignal so_signal_parse (const char *nick);

G_END_DECLS
