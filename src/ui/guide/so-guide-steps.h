/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What has to be seen before the tour goes on; on the page of the step. */
typedef enum {
  SO_GUIDE_SHOWN,        /* the page itself */
  SO_GUIDE_APPROVED,     /* something more waits in the Outbox */
  SO_GUIDE_MOVED,        /* somebody was changed */
  SO_GUIDE_KEYS,         /* the dialog of all keys, on any page */
} SoGuideGoal;

typedef struct {
  const char *page;       /* NULL: any */
  const char *go;         /* the action that leads there */
  const char *act;        /* the action to try there; NULL: none */
  SoGuideGoal goal;
  gboolean demo_only;     /* it changes something, and an answer would go to a real customer */
  const char *ask;        /* what to press; {go} and {act} are the keys in force. Untranslated, as below */
  const char *told;       /* what is there, once it was done */
} SoGuideStep;

/* The tour: steps in order. */
const SoGuideStep *so_guide_steps (guint *n);

/* @words translated, with the keys in force. Free with g_free(). */
char *so_guide_step_dup_words (const SoGuideStep *step, const char *words);

G_END_DECLS
