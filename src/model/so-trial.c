/* SPDX-License-Identifier: MIT */
#include "so-trial.h"

#define N_(text) text
#define DAY (24 * 60 * 60 * G_GINT64_CONSTANT (1000))
/* So much later nothing is written any more, as when the program was off. */
#define LAST_DAY 14

static const struct { const char *nick, *label; } states[SO_N_TRIAL_STATES] = {
  [SO_TRIAL_BOOKED] = { "booked", N_("Booked") },
  [SO_TRIAL_ATTENDED] = { "attended", N_("Attended") },
  [SO_TRIAL_NO_SHOW] = { "no-show", N_("Did not come") },
  [SO_TRIAL_CANCELLED] = { "cancelled", N_("Cancelled") },
};

const guint so_trial_days[SO_N_TRIAL_DAYS] = { 1, 3, 7, 12 };

const char *
so_trial_state_nick (SoTrialState state)
{
  return states[state].nick;
}

const char *
so_trial_state_label (SoTrialState state)
{
  return states[state].label;
}

gboolean
so_trial_state_parse (const char *nick, SoTrialState *state)
{
  for (SoTrialState i = 0; i < SO_N_TRIAL_STATES; i++)
    if (!g_strcmp0 (nick, states[i].nick))
      {
        *state = i;
        return TRUE;
      }
  return FALSE;
}

void
so_trial_free (SoTrial *trial)
{
  if (!trial)
    return;
  g_free (trial->id);
  g_free (trial->contact_id);
  g_free (trial->contact);
  g_free (trial->title);
  g_free (trial);
}

guint
so_trial_day_due (const SoTrial *trial, gint64 now)
{
  gint64 days = now < trial->starts_at ? 0 : (now - trial->starts_at) / DAY;
  guint due = 0;

  for (guint i = 0; i < SO_N_TRIAL_DAYS && days < LAST_DAY; i++)
    if (days >= so_trial_days[i])
      due = so_trial_days[i];
  return due;
}
