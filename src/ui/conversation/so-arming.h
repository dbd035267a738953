/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* May this key press approve? One key sends, so a press that was meant for the draft before, that came
 * from a held key, or for a text that nobody can have read must not. Pure; times are so_monotonic(). */
typedef struct {
  gint64 changed_at;   /* the draft or its text came in front */
  gint64 painted_at;   /* since when that text can be seen: the first frame with it was painted; 0: not yet */
  gint64 warned_at;    /* since when the warnings have the focus; 0: they were not gone to */
  gboolean known;      /* the checks were made: what follows is true */
  gboolean stops;      /* something speaks against it that nobody can wave through */
  gboolean red;        /* something must be sent by its own button */
  gboolean warns;      /* something must have been seen */
} SoArming;

typedef enum {
  SO_ARMING_GO,
  SO_ARMING_IGNORE,    /* too early, or a held key: as if nothing had been pressed */
  SO_ARMING_WARN,      /* go to the warnings; the next press may approve */
  SO_ARMING_NAMED,     /* go to the button "Send As It Is": only that sends it */
  SO_ARMING_STOP,      /* say what to do first */
} SoArmingAnswer;

#define SO_ARMING_CHANGED_MS 350
#define SO_ARMING_VISIBLE_MS 600
#define SO_ARMING_WARNED_MS 600

/* @repeated: the key is held down. */
SoArmingAnswer so_arming_ask (const SoArming *arming, gint64 now, gboolean repeated);

/* How long the text was in front of the owner's eyes. */
gint64 so_arming_visible_ms (const SoArming *arming, gint64 now);

G_END_DECLS
