/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-consent-verbs.h"

#include "so-clock.h"
#include "so-consents.h"
#include "so-contacts.h"
#include "so-error.h"
#include "so-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_NOTE 500

typedef struct {
  SoConsentState state;
  SoPurpose purpose;
  char *address;     /* NULL: each of them */
  char *note;        /* or NULL */
} Wish;

static void
wish_clear (Wish *wish)
{
  g_free (wish->address);
  g_free (wish->note);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

static gboolean
read_wish (const char *argument, Wish *wish, GError **error)
{
  g_auto (GStrv) words = g_strsplit (argument, " ", 4);
  guint n = g_strv_length (words);

  if (n < 3 || !so_consent_state_parse (words[0], &wish->state) || wish->state == SO_CONSENT_NONE || !so_purpose_parse (words[1], &wish->purpose) || !*words[2])
    return so_fail (error, SO_ERROR_CHANGE, _("Say whether it is given or withdrawn, and for what: service or marketing"));
  wish->address = strcmp (words[2], "*") ? g_strdup (words[2]) : NULL;
  wish->note = n > 3 && *g_strstrip (words[3]) ? g_strdup (words[3]) : NULL;
  if (wish->note && g_utf8_strlen (wish->note, -1) > LONGEST_NOTE)
    return so_fail (error, SO_ERROR_CHANGE, _("That has more than %d characters: shorten it"), LONGEST_NOTE);
  return wish->purpose != SO_PURPOSE_MARKETING || wish->state != SO_CONSENT_GIVEN || wish->note ||
         so_fail (error, SO_ERROR_CHANGE, _("Note how you know that they want advertising, such as “signed at the desk”: you may be asked for it"));
}

static gboolean
record (SoVerbCall *call, const Wish *wish, const char *identity_id, GError **error)
{
  SoConsent consent = { .identity_id = (char *) identity_id, .purpose = wish->purpose, .state = wish->state, .how = SO_CONSENT_BY_OWNER,
                        .note = wish->note, .at = so_now () };
  g_autofree char *word = wish->state == SO_CONSENT_GIVEN ? so_consent_stop_word (call->db, identity_id, "sms") : NULL;

  if (word)
    return so_fail (error, SO_ERROR_CHANGE, _("They have unsubscribed by SMS (“%s”): only they can take that back, by sending START to the studio’s number"), word);
  return so_consent_record (call->db, &consent, error);
}

gboolean
so_consent_verb (SoVerbCall *call, GError **error)
{
  g_auto (Wish) wish = { 0 };
  g_autoptr (SoContact) contact = so_contact_find (call->db, call->id, error);
  g_autoptr (SoProfile) profile = so_profile_load (call->db, NULL);
  guint n = 0;

  if (!contact || !read_wish (call->argument, &wish, error))
    return FALSE;
  for (guint i = 0; i < contact->identities->len; i++)
    {
      const SoIdentity *identity = contact->identities->pdata[i];
      const char *asked = wish.address ? wish.address : identity->value;
      g_autofree char *mine = so_consent_identity (call->db, contact->id, identity->value, NULL);
      g_autofree char *meant = so_consent_identity (call->db, contact->id, asked, profile ? profile->country : NULL);

      /* A name in an import is nothing that could be written to. */
      if (!mine || identity->kind == SO_IDENTITY_ALIAS || g_strcmp0 (mine, meant))
        continue;
      if (!record (call, &wish, mine, error))
        return FALSE;
      n++;
    }
  return n > 0 || so_fail (error, SO_ERROR_CHANGE, _("%s has no such number or address: add it first"), contact->name);
}

GPtrArray *
so_studio_list_consents (SoStudio *studio, const char *contact_id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  GPtrArray *list = db ? so_consent_list (db, contact_id, NULL) : NULL;

  return list ? list : g_ptr_array_new ();
}

char *
so_studio_stop_word (SoStudio *studio, const char *thread_id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return db ? so_consent_stop_word_of_thread (db, thread_id) : NULL;
}

gboolean
so_studio_is_blocked (SoStudio *studio, const char *contact_id, const SoIdentity *identity, SoChannelKind channel)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return db && so_consent_blocks (db, identity, contact_id, channel);
}
