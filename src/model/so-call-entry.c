/* SPDX-License-Identifier: MIT */
#include "so-call-entry.h"

#define N_(text) text

const char *
so_calls_shown_label (SoCallsShown shown)
{
  static const char *const labels[SO_N_CALLS_SHOWN] = {
    [SO_CALLS_ALL] = N_("All Calls"), [SO_CALLS_MISSED] = N_("Missed"), [SO_CALLS_VOICEMAIL] = N_("Voicemail"),
    [SO_CALLS_AFTER_HOURS] = N_("After Hours"), [SO_CALLS_ANSWERED] = N_("Answered"),
  };

  return shown < SO_N_CALLS_SHOWN ? labels[shown] : labels[SO_CALLS_ALL];
}

void
so_call_entry_free (SoCallEntry *entry)
{
  if (!entry)
    return;
  if (entry->call)
    so_call_free (entry->call);
  g_free (entry);
}
