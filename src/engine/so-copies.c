/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-copies.h"

#include "so-address-list.h"
#include "so-consents.h"
#include "so-drafter.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-mail-people.h"
#include "so-never-auto.h"
#include "so-payloads.h"
#include "so-people.h"
#include "so-settings.h"
#include "so-threads.h"

#include <glib/gi18n-lib.h>

static GPtrArray *
new_people (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) so_identity_free);
}

static void
add_address (GPtrArray *people, const char *address)
{
  g_autofree char *key = address ? so_address_key (address) : NULL;

  if (key)
    g_ptr_array_add (people, so_identity_new (SO_IDENTITY_EMAIL, address, NULL));
}

/* The setting "aliases" of an account: other addresses that its mailbox has. */
static void
add_aliases (GPtrArray *people, const SoAccount *account)
{
  g_autofree char *line = so_account_dup_setting (account, "aliases");
  g_auto (GStrv) aliases = g_strsplit_set (line ? line : "", ",; \n", -1);

  for (guint i = 0; aliases[i]; i++)
    add_address (people, aliases[i]);
}

/* By which addresses we are known. */
static GPtrArray *
find_ourselves (SoDb *db)
{
  g_autoptr (GPtrArray) accounts = so_account_list (db, NULL), us = new_people ();
  g_autoptr (SoProfile) profile = so_profile_load (db, NULL);
  g_autofree char *told = so_setting_get (db, "import.me");
  g_auto (GStrv) lines = g_strsplit (told ? told : "", "\n", -1);

  for (guint i = 0; accounts && i < accounts->len; i++)
    {
      const SoAccount *account = accounts->pdata[i];

      if (account->channel != SO_CHANNEL_MAIL)
        continue;
      add_address (us, account->address);
      add_aliases (us, account);
    }
  for (guint i = 0; lines[i]; i++)
    add_address (us, lines[i]);
  add_address (us, profile ? profile->email : NULL);
  return g_steal_pointer (&us);
}

/* The header of the mail that is answered; NULL where there is none, or nothing of it was kept. */
static SoMailPeople *
read_answered (SoDb *db, const char *thread_id, const char *reply_to)
{
  g_autoptr (SoMessage) newest = reply_to ? NULL : so_drafter_find_question (db, thread_id, NULL);
  const char *id = newest ? newest->id : reply_to;
  g_autoptr (GBytes) mail = id ? so_payload_find (db, id) : NULL;

  return mail ? so_mail_people_read (mail) : NULL;
}

typedef struct {
  GPtrArray *copies;
  const GPtrArray *us, *lists;
  const SoMailPeople *mail;
  const char *to;
} Choice;

static void
choose (Choice *choice, const GPtrArray *people)
{
  for (guint i = 0; i < people->len && choice->copies->len < SO_ADDRESS_LIST_MOST; i++)
    {
      const SoIdentity *one = people->pdata[i];
      g_autoptr (GPtrArray) to = new_people ();
      g_autofree char *key = so_address_key (one->value);

      add_address (to, choice->to);
      if (key && !so_address_list_has (choice->us, one->value) && !so_address_list_has (choice->mail->ours, one->value) && !so_address_list_has (to, one->value) &&
          !so_address_list_has (choice->lists, one->value) && !so_address_list_has (choice->copies, one->value) && !so_never_auto_is_machine (one->value, NULL))
        g_ptr_array_add (choice->copies, so_identity_copy (one));
    }
}

/* A list that does not tell its address is what the mail was sent to: all of them stay out. */
static const GPtrArray *
lists_of (const SoMailPeople *mail)
{
  return mail->list && !mail->lists->len ? mail->receivers : mail->lists;
}

char *
so_copies_find (SoDb *db, const char *thread_id, char **list)
{
  g_autoptr (SoThread) thread = so_thread_find (db, thread_id, NULL);
  gboolean mail_thread = thread && thread->channel == SO_CHANNEL_MAIL;
  g_autoptr (SoMailPeople) mail = mail_thread ? read_answered (db, thread_id, NULL) : NULL;
  g_autoptr (SoIdentity) recipient = mail ? so_draft_recipient (db, thread_id, NULL) : NULL;
  g_autoptr (GPtrArray) us = NULL, copies = new_people ();
  Choice choice;
  char *line;

  if (list)
    *list = NULL;
  if (!mail)
    return g_strdup ("");
  us = find_ourselves (db);
  choice = (Choice) { copies, us, lists_of (mail), mail, recipient ? recipient->value : NULL };
  choose (&choice, mail->senders);
  choose (&choice, mail->receivers);
  if (list && choice.lists->len)
    *list = g_strdup (((const SoIdentity *) choice.lists->pdata[0])->value);
  line = so_address_list_write (copies);
  return line ? line : g_strdup ("");
}

char *
so_studio_dup_copies (SoStudio *studio, const char *thread_id, char **list)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  if (db)
    return so_copies_find (db, thread_id, list);
  if (list)
    *list = NULL;
  return g_strdup ("");
}

static gboolean
is_opted_out (SoDb *db, const SoIdentity *one)
{
  g_autofree char *contact = so_people_of (db, one, NULL);
  g_autofree char *identity = contact ? so_consent_identity (db, contact, one->value, NULL) : NULL;

  return identity && so_consent_blocks_identity (db, identity, SO_CHANNEL_MAIL);
}

void
so_copies_judge (SoDb *db, const SoDraft *draft, SoCopiesFacts *facts)
{
  g_autofree char *all = draft->cc || draft->bcc ? g_strjoin (",", draft->cc ? draft->cc : "", draft->bcc, NULL) : NULL, *wrong = NULL;
  g_autoptr (GPtrArray) copies = all ? so_address_list_parse (all, &wrong) : NULL;
  g_autoptr (SoMailPeople) mail = all ? read_answered (db, draft->thread_id, draft->reply_to) : NULL;

  *facts = (SoCopiesFacts) { .any = all != NULL };
  for (guint i = 0; copies && i < copies->len; i++)
    {
      const SoIdentity *one = copies->pdata[i];

      facts->list |= mail && so_address_list_has (lists_of (mail), one->value);
      facts->opted_out |= is_opted_out (db, one);
    }
}

gboolean
so_copies_read (const SoDraft *draft, GPtrArray **cc, GPtrArray **bcc, GError **error)
{
  g_autofree char *wrong = NULL, *too = NULL;

  *cc = draft->cc ? so_address_list_parse (draft->cc, &wrong) : NULL;
  *bcc = draft->bcc ? so_address_list_parse (draft->bcc, &too) : NULL;
  return (!wrong && !too) || so_fail (error, SO_ERROR_REPORT, "“%s” is no mail address, but was stored as one.", wrong ? wrong : too);
}

/* FALSE with the sentence where something is no address. *@good (yours): as it is written from now on. */
static gboolean
check_line (const char *line, char **good, GError **error)
{
  g_autofree char *wrong = NULL;
  g_autoptr (GPtrArray) list = so_address_list_parse (line, &wrong);

  if (list)
    return *good = so_address_list_write (list), TRUE;
  if (wrong)
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no mail address: correct it beside Cc, then approve"), wrong);
  return so_fail (error, SO_ERROR_CHANGE, _("An answer goes to at most %d others: take some out"), SO_ADDRESS_LIST_MOST);
}

gboolean
so_copies_verb (SoVerbCall *call, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (call->db, call->id, error);
  g_autofree char *cc = NULL, *bcc = NULL, *good_cc = NULL, *good_bcc = NULL;

  if (!draft)
    return FALSE;
  so_copies_split (call->argument, &cc, &bcc);
  if ((cc || bcc) && g_strcmp0 (draft->channel, so_channel_kind_nick (SO_CHANNEL_MAIL)))
    return so_fail (error, SO_ERROR_CHANGE, _("Only a mail can go to others, too: take Cc and Bcc out"));
  return check_line (cc, &good_cc, error) && check_line (bcc, &good_bcc, error) &&
         so_draft_set_copies (call->db, call->id, good_cc, good_bcc, error);
}
