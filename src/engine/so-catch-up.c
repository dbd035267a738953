/* SPDX-License-Identifier: MIT */
#include "so-catch-up.h"

#include "so-call-after.h"
#include "so-clock.h"
#include "so-dispatch.h"
#include "so-escalation.h"
#include "so-follow-up.h"
#include "so-keeping.h"
#include "so-live-places.h"
#include "so-rescore.h"
#include "so-schedule-tell.h"
#include "so-seats.h"
#include "so-tell-mail.h"
#include "so-tell-text.h"
#include "so-threads.h"
#include "so-too-few.h"
#include "so-trial-touch.h"
#include "so-waitlist-chain.h"
#include "so-weekly.h"

#define LONGEST_PROPOSAL (14 * 24 * 60 * 60 * G_GINT64_CONSTANT (1000))

static gboolean
pass_time (SoStudio *studio, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  g_auto (GStrv) woken = db ? so_thread_wake (db, so_now (), error) : NULL;
  guint called, expired, late, followed, touched, offered, chained, seats, stale, few, scored;
  gboolean more, due = db && so_rescore_is_due (db);

  if (!woken || !so_draft_expire (db, so_now () - LONGEST_PROPOSAL, &expired, error) || !so_escalation_pass (db, so_now (), &late, error) ||
      !so_follow_up_pass (db, so_now (), &followed, error) || !so_trial_touch_pass (db, so_now (), &touched, error) ||
      !so_call_after_pass (db, &called, error) || !so_seat_hear (db, &seats, error) || !so_waitlist_pass (db, so_now (), &offered, error) ||
      !so_waitlist_chain_pass (studio, db, so_now (), &chained, error) || !so_live_places_pass (db, so_now (), &stale, error) ||
      !so_too_few_pass (db, so_now (), &few, error) || !so_rescore_pass (db, &scored, &more, error))
    return FALSE;
  return (!*woken && !expired && !late && !followed && !touched && !called && !offered && !chained && !seats && !stale && !few && !due) || so_store_commit (store, &db, error);
}

/* One that is just written down goes in the same turn. */
static gboolean
tell (SoStudio *studio, GError **error)
{
  gboolean more = so_tell_mail_reconcile (studio, error) && so_tell_mail_pass (studio, error) && so_tell_text_pass (studio, error);

  if (!more)
    return FALSE;
  while (more)
    if (!so_tell_mail_next (studio, &more, NULL, error))
      return FALSE;
  for (more = TRUE; more;)
    if (!so_tell_text_next (studio, &more, NULL, error))
      return FALSE;
  return TRUE;
}

gboolean
so_catch_up (SoStudio *studio, GError **error)
{
  return so_dispatch_reconcile (studio, error) && pass_time (studio, error) && so_weekly_pass (studio, error) && tell (studio, error) && so_keeping_pass (studio, error);
}
