/* SPDX-License-Identifier: MIT */
#include "so-presence-words.h"

#include <glib/gi18n.h>

/* Who writes says more than who looks. */
static const SoHubHere *
first_of (const GPtrArray *others)
{
  for (guint i = 0; i < others->len; i++)
    if (((const SoHubHere *) others->pdata[i])->draft)
      return others->pdata[i];
  return others->pdata[0];
}

char *
so_presence_words (const GPtrArray *others, const SoHubHere *editor)
{
  const SoHubHere *first = others->len ? first_of (others) : NULL;

  /* Translators: %s is the name of a computer of the studio, such as "Front desk" */
  if (editor)
    return g_strdup_printf (_("%s is editing this draft"), editor->name);
  if (!first)
    return NULL;
  if (first->draft)
    /* Translators: %s is the name of a computer of the studio */
    return g_strdup_printf (_("%s is writing…"), first->name);
  if (others->len == 1)
    /* Translators: %s is the name of a computer of the studio */
    return g_strdup_printf (_("%s is looking"), first->name);
  if (others->len == 2)
    /* Translators: the names of two computers of the studio */
    return g_strdup_printf (_("%s and %s are looking"), first->name, ((const SoHubHere *) others->pdata[1])->name);
  /* Translators: %s is the name of a computer of the studio, %u how many others there are: two or more */
  return g_strdup_printf (g_dngettext (NULL, "%s and %u other are looking", "%s and %u others are looking", others->len - 1), first->name, others->len - 1);
}
