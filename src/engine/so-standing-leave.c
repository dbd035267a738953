/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-standing.h"

#include "so-clock.h"
#include "so-drafts.h"
#include "so-settings.h"
#include "so-waitlist-chain.h"

#include <glib/gi18n-lib.h>

/* The last look before a message that nobody read leaves: in its undo window the owner may have paused everything, changed the
 * words, or answered herself. */

static gboolean
refuse (const char *why, const char *words, const char **reason, char **sentence)
{
  *reason = why;
  *sentence = g_strdup (words);
  return FALSE;
}

static gboolean
is_paused (SoDb *db)
{
  g_autofree char *paused = so_setting_get (db, SO_SETTING_PAUSED);

  return !g_strcmp0 (paused, "1");
}

gboolean
so_standing_may_leave (SoDb *db, const char *draft_id, const char **reason, char **sentence, GError **error)
{
  g_autoptr (SoStandingApproval) approval = so_standing_approval_of (db, draft_id, error);
  g_autoptr (SoStandingSituation) s = NULL;

  if (!approval)
    return FALSE;
  if (!approval->by_rule)
    return TRUE;
  if (is_paused (db))
    return refuse ("paused", _("Everything that goes out by itself is paused: send this yourself, or discard it"), reason, sentence);
  if (so_waitlist_chain_made (db, draft_id))
    return so_waitlist_chain_goes_on (db, draft_id) ||
           refuse ("chain_stopped", _("Offering the place to who waits next was stopped, or it is not free any more: send this yourself, or discard it"), reason, sentence);
  if (!approval->enabled || approval->version_now != approval->version)
    return refuse ("standing_changed", _("Its standing approval was switched off or has other words now: send this yourself, or discard it"), reason, sentence);
  s = approval->message_id ? so_standing_situation (db, approval->message_id, TRUE, error) : NULL;
  if (!s)
    return FALSE;
  if (so_standing_kind_of_id (approval->standing_id) == SO_STANDING_MISSED_CALL && !s->missed_call)
    return refuse ("person", so_never_auto_sentence (SO_NEVER_PERSON), reason, sentence);
  if (s->only_me || s->opted_out || s->blocked || s->person_at_it || (s->person_wrote_at && so_now () - s->person_wrote_at < SO_NEVER_PERSON_MS))
    return refuse ("person", so_never_auto_sentence (SO_NEVER_PERSON), reason, sentence);
  return TRUE;
}

gboolean
so_standing_keeps_open (SoDb *db, const char *draft_id)
{
  g_autoptr (SoStandingApproval) approval = so_standing_approval_of (db, draft_id, NULL);
  SoStandingKind kind = approval && approval->by_rule ? so_standing_kind_of_id (approval->standing_id) : SO_N_STANDINGS;

  return kind != SO_N_STANDINGS && so_standing_kind_acknowledges (kind);
}
