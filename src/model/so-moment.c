/* SPDX-License-Identifier: MIT */
#include "so-moment.h"

static const char *const nicks[SO_N_MOMENTS] = {
  [SO_MOMENT_MESSAGE] = "message", [SO_MOMENT_STAGE] = "stage", [SO_MOMENT_NOTE] = "note", [SO_MOMENT_TASK] = "task", [SO_MOMENT_TRIAL] = "trial", [SO_MOMENT_FILE] = "file",
};

const char *
so_moment_kind_nick (SoMomentKind kind)
{
  return nicks[kind];
}

void
so_moment_free (SoMoment *moment)
{
  if (!moment)
    return;
  g_free (moment->id);
  g_free (moment->thread_id);
  g_free (moment->channel);
  g_free (moment->text);
  g_free (moment->detail);
  g_free (moment);
}
