/* SPDX-License-Identifier: MIT */
#include "so-failure-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* Codes of the Cloud API that come with a status, hours after the message was taken. */
static const struct {
  const char *code, *sentence;
} known[] = {
  { "131047", N_("More than 24 hours have passed since this person last wrote: send a template, or wait until they write") },
  { "131049", N_("WhatsApp held this back because the person gets much advertising: try again in a day, not sooner") },
  { "131050", N_("This person wants no advertising from you any more: answer only what they ask") },
};

char *
so_failure_words (const SoMessage *message)
{
  const char *failure = message->failure, *words;
  gsize digits;

  if (!failure || !*failure || g_strcmp0 (message->state, "failed"))
    return NULL;
  digits = strspn (failure, "0123456789");
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strlen (known[i].code) == digits && !strncmp (failure, known[i].code, digits))
      return g_strdup (_(known[i].sentence));
  words = failure + digits + strspn (failure + digits, ": ");
  return g_strdup (*words ? words : failure);
}

static gboolean
is_yes (const char *emoji)
{
  /* Without what makes them brown, or coloured: "👍🏽", "❤️". */
  static const char *const signs[] = { "👍", "❤", "✅", "👌", "🙏", "💯", "🎉", "✔", "🙌", "💃" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (emoji, signs[i]))
      return TRUE;
  return FALSE;
}

const char *
so_reaction_words (const SoMessage *message)
{
  gboolean question = message->text && (strchr (message->text, '?') || strstr (message->text, "？") || strstr (message->text, "؟"));

  for (guint i = 0; question && message->outbound && message->reactions && message->reactions[i]; i++)
    if (is_yes (message->reactions[i]))
      return _("may mean yes");
  return NULL;
}
