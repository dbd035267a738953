/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What became of a trial class. Whether somebody became a customer is told beside it. */
typedef enum { SO_TRIAL_BOOKED, SO_TRIAL_ATTENDED, SO_TRIAL_NO_SHOW, SO_TRIAL_CANCELLED, SO_N_TRIAL_STATES } SoTrialState;

/* "booked", "attended", "no-show", "cancelled": as it is stored. */
const char *so_trial_state_nick (SoTrialState state);
/* For people, in English: translate with gettext. */
const char *so_trial_state_label (SoTrialState state);
/* FALSE where @nick (may be NULL) is none. */
gboolean so_trial_state_parse (const char *nick, SoTrialState *state);

typedef struct {
  char *id;
  char *contact_id, *contact;   /* id and name */
  char *title;                  /* of the class */
  gint64 starts_at;             /* ms */
  SoTrialState state;
  gint64 converted_at;          /* ms; 0: no customer because of it */
} SoTrial;

void so_trial_free (SoTrial *trial);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoTrial, so_trial_free)

/* On these days after the class somebody is written to, until they answer. */
#define SO_N_TRIAL_DAYS 4
extern const guint so_trial_days[SO_N_TRIAL_DAYS];

/* What is due so long after the class: the newest day that is over, 0: none, or all of them are long over. */
guint so_trial_day_due (const SoTrial *trial, gint64 now);

G_END_DECLS
