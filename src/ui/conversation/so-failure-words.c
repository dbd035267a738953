/* SPDX-License-Identifier: MIT */
#include "so-failure-words.h"

#include "so-reaction.h"

#include <glib/gi18n.h>
#include <string.h>

/* Codes of the Cloud API and of Twilio that come with a status, hours after the message was taken. */
static const struct {
  const char *code, *sentence;
} known[] = {
  { "131047", N_("More than 24 hours have passed since this person last wrote: send a template, or wait until they write") },
  { "131049", N_("WhatsApp held this back because the person gets much advertising: try again in a day, not sooner") },
  { "131050", N_("This person wants no advertising from you any more: answer only what they ask") },
  { "21610", N_("This person has answered STOP: no SMS may be sent to them until they write START") },
  { "30003", N_("The telephone could not be reached: call, or try again later") },
  { "30005", N_("This number is not in use any more: ask for the new one") },
  { "30006", N_("This number takes no SMS, as a landline does not: call, or choose another channel") },
  { "30007", N_("The carrier filtered this as spam: register the number at Twilio (A2P 10DLC), and write without short links and capital letters") },
  { "30034", N_("US carriers take no SMS from this number, which is not registered (A2P 10DLC): register it at Twilio under Messaging, Regulatory Compliance") },
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

const char *
so_reaction_words (const SoMessage *message)
{
  gboolean question = so_reaction_is_question (message->text);

  for (guint i = 0; question && message->outbound && message->reactions && message->reactions[i]; i++)
    if (so_reaction_is_yes (message->reactions[i]))
      return _("may mean yes");
  return NULL;
}
