/* SPDX-License-Identifier: MIT */
#include "so-signal.h"

static const char *const nicks[] = {
  "positive", "negative", "frustration", "success", "urgent", "soon", "legal", "book", "question", "sales", "ready", "child", "beginner",
  "language", "weekday", "day", "month", "next_week", "hour", "forenoon", "afternoon", "oclock", "at", "with", "class",
};
G_STATIC_ASSERT (G_N_ELEMENTS (nicks) == SO_N_SIGNALS - SO_N_SUB_CATEGORIES);

const char *
so_signal_nick (SoSignal signal)
{
  g_return_val_if_fail (signal < SO_N_SIGNALS, NULL);

  return signal < SO_N_SUB_CATEGORIES ? so_sub_categories (NULL)[signal].nick : nicks[signal - SO_N_SUB_CATEGORIES];
}

SoSignal
so_signal_parse (const char *nick)
{
  for (SoSignal i = 0; i < SO_N_SIGNALS; i++)
    if (!g_strcmp0 (so_signal_nick (i), nick))
      return i;
  return SO_N_SIGNALS;
}
