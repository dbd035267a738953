/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-meta.h"

#include <glib/gi18n-lib.h>

/* Meta's own list: https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes and the Graph API's. Those that need a
 * subcode stand before their code. */
static const struct {
  gint64 first, last;
  gint64 subcode;        /* 0: any */
  SoError sort;
  SoSendOutcome outcome;
  const char *sentence;
} codes[] = {
  { 190, 190, 463, SO_ERROR_SIGN_IN, SO_SEND_REFUSED, N_("The access token has expired: make a new one and paste it in the account's settings") },
  { 190, 190, 0, SO_ERROR_SIGN_IN, SO_SEND_REFUSED, N_("Meta does not accept the access token any more: make a new one and paste it in the account's settings") },
  { 0, 0, 0, SO_ERROR_SIGN_IN, SO_SEND_REFUSED, N_("Meta does not accept the access token any more: make a new one and paste it in the account's settings") },
  { 1, 2, 0, SO_ERROR_WAIT, SO_SEND_RETRY, N_("Meta has trouble of its own at the moment: it is tried again later") },
  { 10, 10, 2534022, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("Too much time has passed since this person last wrote: wait until they write again") },
  { 10, 10, 2018278, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("Too much time has passed since this person last wrote: wait until they write again") },
  { 100, 100, 2534014, SO_ERROR_GIVE_UP, SO_SEND_REFUSED, N_("This person cannot be written to: they may have left or blocked the account") },
  { 100, 100, 33, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("Meta knows nothing of this number under this token: check the ids in the account's settings") },
  { 3, 3, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("The access token may not do this: give it the messaging permissions of your app, and make a new one") },
  { 10, 10, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("The access token may not do this: give it the messaging permissions of your app, and make a new one") },
  { 200, 299, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("The access token may not do this: give it the messaging permissions of your app, and make a new one") },
  { 4, 4, 0, SO_ERROR_WAIT, SO_SEND_RETRY, N_("Too much was asked of Meta in a short time: it is tried again later") },
  { 17, 17, 0, SO_ERROR_WAIT, SO_SEND_RETRY, N_("Too much was asked of Meta in a short time: it is tried again later") },
  { 32, 32, 0, SO_ERROR_WAIT, SO_SEND_RETRY, N_("Too much was asked of Meta in a short time: it is tried again later") },
  { 613, 613, 0, SO_ERROR_WAIT, SO_SEND_RETRY, N_("Too much was asked of Meta in a short time: it is tried again later") },
  { 80000, 80099, 0, SO_ERROR_WAIT, SO_SEND_RETRY, N_("Too much was asked of Meta in a short time: it is tried again later") },
  { 130429, 130429, 0, SO_ERROR_WAIT, SO_SEND_RETRY, N_("Too much was asked of Meta in a short time: it is tried again later") },
  { 131056, 131056, 0, SO_ERROR_WAIT, SO_SEND_RETRY, N_("Too many messages went to this person in a short time: it is tried again later") },
  { 131016, 131016, 0, SO_ERROR_WAIT, SO_SEND_RETRY, N_("Meta has trouble of its own at the moment: it is tried again later") },
  { 131057, 131057, 0, SO_ERROR_WAIT, SO_SEND_RETRY, N_("Meta is working on this WhatsApp number: it is tried again later") },
  { 131000, 131000, 0, SO_ERROR_WAIT, SO_SEND_RETRY, N_("Meta has trouble of its own at the moment: it is tried again later") },
  { 133016, 133016, 0, SO_ERROR_WAIT, SO_SEND_REFUSED, N_("This number was registered too often in a short time: wait three days, then register it again") },
  { 133010, 133010, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("This number is not registered with WhatsApp: register it in WhatsApp Manager") },
  { 131048, 131048, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("WhatsApp holds this number back because people blocked or reported it: look at its quality in WhatsApp Manager") },
  { 131064, 131064, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("WhatsApp lets this number write to no more new people today: look at its limit in WhatsApp Manager") },
  { 368, 368, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("Meta has locked this account for breaking its rules: look at Business Support in the Meta Business Suite") },
  { 131031, 131031, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("Meta has locked this account for breaking its rules: look at Business Support in the Meta Business Suite") },
  { 551, 551, 0, SO_ERROR_GIVE_UP, SO_SEND_REFUSED, N_("This person cannot be written to: they may have left or blocked the account") },
  { 131021, 131021, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("This is your own number: choose somebody else to write to") },
  { 131026, 131026, 0, SO_ERROR_GIVE_UP, SO_SEND_REFUSED, N_("WhatsApp cannot reach this number: perhaps it is not on WhatsApp, so try another way") },
  { 131030, 131030, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("Your test number may only write to numbers on its list: add this one in the app's dashboard") },
  { 131042, 131042, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("WhatsApp wants a way to be paid: add one in WhatsApp Manager") },
  { 131045, 131045, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("This number's certificate is not valid: register the number again in WhatsApp Manager") },
  { 131047, 131047, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("More than 24 hours have passed since this person last wrote: send a template, or wait until they write") },
  { 131049, 131049, 0, SO_ERROR_GIVE_UP, SO_SEND_REFUSED, N_("WhatsApp held this back because the person gets much advertising: try again in a day, not sooner") },
  { 131050, 131050, 0, SO_ERROR_GIVE_UP, SO_SEND_REFUSED, N_("This person wants no advertising from you any more: answer only what they ask") },
  { 131051, 131051, 0, SO_ERROR_REPORT, SO_SEND_REFUSED, N_("WhatsApp does not know this kind of message: send it as text") },
  { 131052, 131052, 0, SO_ERROR_GIVE_UP, SO_SEND_REFUSED, N_("WhatsApp could not fetch a file: ask for it again in the conversation") },
  { 131053, 131053, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("WhatsApp does not take this file: choose another kind of file") },
  { 131062, 131062, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("This message needs the person's phone number, and they show only a user name: ask them for the number") },
  { 130472, 130472, 0, SO_ERROR_GIVE_UP, SO_SEND_REFUSED, N_("WhatsApp leaves this person out in an experiment of its own: try another way") },
  { 100, 100, 0, SO_ERROR_REPORT, SO_SEND_REFUSED, N_("Meta does not understand a value of this message: check the recipient and the text, or report it") },
  { 131008, 131009, 0, SO_ERROR_REPORT, SO_SEND_REFUSED, N_("Meta does not understand a value of this message: check the recipient and the text, or report it") },
  { 132000, 132000, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("The template wants another number of values: choose it again and fill in every gap") },
  { 132001, 132001, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("There is no such template in this language: choose another one") },
  { 132005, 132005, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("The template is too long with these values: shorten them") },
  { 132007, 132007, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("WhatsApp does not like the words of this template: change it in WhatsApp Manager") },
  { 132012, 132012, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("A value does not fit into the template: choose it again and fill in every gap") },
  { 132015, 132016, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("WhatsApp has stopped this template because people did not like it: choose another one") },
  { 132018, 132018, 0, SO_ERROR_CHANGE, SO_SEND_REFUSED, N_("A value of a template is one line without long gaps: take the line breaks out") },
  { 135000, 135000, 0, SO_ERROR_REPORT, SO_SEND_REFUSED, N_("Meta does not understand a value of this message: check the recipient and the text, or report it") },
};

gboolean
so_meta_code (gint64 code, gint64 subcode, SoMetaCode *known)
{
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (code >= codes[i].first && code <= codes[i].last && (!codes[i].subcode || subcode == codes[i].subcode))
      {
        *known = (SoMetaCode) { codes[i].sort, codes[i].outcome, _(codes[i].sentence) };
        return TRUE;
      }
  return FALSE;
}
