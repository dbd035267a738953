/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-answer-shown.h"

#include "so-fill.h"
#include "so-template.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
so_answer_follows (const char *answer)
{
  g_auto (GStrv) places = so_template_variables (answer);

  return places && places[0];
}

/* "price:Tango" is a price that nobody entered; anything else is named as it is. */
static char *
dup_words (const char *place)
{
  const char *colon = strchr (place, ':');
  g_autofree char *name = g_strchomp (colon ? g_strndup (place, (gsize) (colon - place)) : g_strdup (place)), *argument = colon ? g_strstrip (g_strdup (colon + 1)) : NULL;

  if (argument && !g_ascii_strcasecmp (name, "price"))
    return g_strdup_printf (_("(no price for “%s” yet)"), argument);
  if (!g_ascii_strcasecmp (name, "open"))
    return g_strdup (_("(no opening hours yet)"));
  return g_strdup_printf (_("(filled in: %s)"), place);
}

char *
so_studio_dup_answer_shown (SoStudio *studio, const char *answer)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoFill) fill = NULL;
  g_auto (GStrv) missing = NULL;
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && answer, NULL);

  db = so_store_read (so_studio_get_store (studio), NULL);
  fill = db ? so_fill_new (db, NULL, NULL, NULL, NULL) : NULL;
  text = g_string_new_take (fill ? so_fill_text (fill, answer, &missing) : so_template_fill (answer, NULL, NULL, &missing));
  for (guint i = 0; missing[i]; i++)
    {
      g_autofree char *place = g_strconcat ("{", missing[i], "}", NULL), *words = dup_words (missing[i]);

      g_string_replace (text, place, words, 0);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}
