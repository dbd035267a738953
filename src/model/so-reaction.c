/* SPDX-License-Identifier: MIT */
#include "so-reaction.h"

#include <string.h>

gboolean
so_reaction_is_yes (const char *emoji)
{
  /* Without what makes them brown, or coloured: "👍🏽", "❤️". */
  static const char *const signs[] = { "👍", "❤", "✅", "👌", "🙏", "💯", "🎉", "✔", "🙌", "💃" };

  for (guint i = 0; emoji && i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (emoji, signs[i]))
      return TRUE;
  return FALSE;
}

gboolean
so_reaction_is_question (const char *text)
{
  return text && (strchr (text, '?') || strstr (text, "？") || strstr (text, "؟"));
}
