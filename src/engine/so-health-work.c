/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-health-private.h"

#include <glib/gi18n-lib.h>

#include "so-account-state.h"
#include "so-clock.h"
#include "so-drafts.h"
#include "so-hub-verbs.h"
#include "so-job-queue.h"
#include "so-share-verbs.h"

/* More of them are not counted: nobody needs to know it closer. */
#define MOST_JOBS 10000

/* Due for so long, and nobody did it. */
#define LATE_MS (30 * 60 * G_GINT64_CONSTANT (1000))

static const char *
fix_words (const SoAccount *account)
{
  switch (so_account_fix (account))
    {
    case SO_FIX_RESUME: return _("It is paused: go on with it when you want.");
    case SO_FIX_SIGN_IN: return _("Sign in again, or enter a new token.");
    case SO_FIX_HERE: return _("Another computer reads it.");
    case SO_FIX_SETUP: return _("Something is to be changed: its page says what.");
    case SO_FIX_TRY_AGAIN: return _("It is tried again by itself; you can do it at once.");
    case SO_FIX_NONE:
    default: return _("Everything works");
    }
}

static SoHealthGrade
grade_of (const SoAccount *account)
{
  SoHealth health = so_account_health (account);

  return so_health_needs_owner (health) ? SO_HEALTH_FAULT : health == SO_HEALTH_WAITING || health == SO_HEALTH_OFF ? SO_HEALTH_NOTE : SO_HEALTH_FINE;
}

/* The last error in words, and what helps. Others are told the kind of both alone: an error may quote an address. */
static void
look_at_account (SoHealthLook *look, const SoAccount *account)
{
  gboolean told = account->error && *account->error && !account->paused && !account->elsewhere;
  SoHealthGrade grade = grade_of (account);
  SoHealthItem *item = so_health_add (look, "account", account->name, grade, grade == SO_HEALTH_FINE ? SO_HEALTH_DO_NOTHING : SO_HEALTH_DO_ACCOUNT,
                                      told ? g_strdup_printf ("%s\n%s", account->error, fix_words (account)) : g_strdup (fix_words (account)));

  item->id = g_strdup (account->id);
  g_free (item->plain);
  item->plain = g_strdup_printf ("%s, %s%s%s", so_channel_kind_nick (account->channel), so_health_nick (so_account_health (account)),
                                 told ? ", " : "", told ? so_error_nick (account->error_kind) : "");
}

static void
look_at_outbox (SoHealthLook *look)
{
  SoHealthQueues *queues = &look->report->queues;
  guint waiting, stuck;

  for (int state = 0; state < SO_N_DRAFT_STATES; state++)
    {
      gboolean counts = so_draft_state_is_open (state) || so_draft_state_is_in_outbox (state) || state == SO_DRAFT_FAILED;
      g_autoptr (GArray) numbers = counts ? so_draft_numbers (look->db, 1u << state, NULL, NULL) : NULL;

      queues->drafts[state] = numbers ? numbers->len : 0;
    }
  stuck = queues->drafts[SO_DRAFT_FAILED] + queues->drafts[SO_DRAFT_UNKNOWN];
  waiting = queues->drafts[SO_DRAFT_QUEUED] + queues->drafts[SO_DRAFT_HELD] + queues->drafts[SO_DRAFT_SENDING] + queues->drafts[SO_DRAFT_SCHEDULED];
  if (stuck)
    so_health_add (look, "outbox", _("Outbox"), SO_HEALTH_NOTE, SO_HEALTH_DO_OUTBOX,
                   g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u message could not be sent, or nobody knows whether it was: decide in the outbox",
                                                 "%u messages could not be sent, or nobody knows whether they were: decide in the outbox", stuck), stuck));
  else
    so_health_add (look, "outbox", _("Outbox"), SO_HEALTH_FINE, SO_HEALTH_DO_NOTHING,
                   waiting ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u message waits to be sent", "%u messages wait to be sent", waiting), waiting)
                           : g_strdup (_("Nothing waits to be sent")));
}

static void
count_jobs (SoHealthLook *look)
{
  SoHealthQueues *queues = &look->report->queues;
  g_autoptr (GPtrArray) jobs = so_job_list (look->db, NULL, NULL, MOST_JOBS, NULL);

  for (guint i = 0; jobs && i < jobs->len; i++)
    {
      const SoJob *job = jobs->pdata[i];
      gboolean sound = !g_strcmp0 (job->kind, SO_JOB_TRANSCRIBE), failed = !g_strcmp0 (job->state, "failed");

      if (!g_strcmp0 (job->state, "done"))
        continue;
      *(failed ? sound ? &queues->sounds_failed : &queues->jobs_failed : sound ? &queues->sounds_waiting : &queues->jobs_waiting) += 1;
    }
}

static void
add_lane (SoHealthLook *look, const char *nick, const char *title, guint waiting, guint failed)
{
  if (failed)
    so_health_add (look, nick, title, SO_HEALTH_NOTE, SO_HEALTH_DO_RETRY,
                   g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u was given up: try it again once what was wrong is right",
                                                 "%u were given up: try them again once what was wrong is right", failed), failed));
  else
    so_health_add (look, nick, title, SO_HEALTH_FINE, SO_HEALTH_DO_NOTHING,
                   waiting ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u waits", "%u wait", waiting), waiting) : g_strdup (_("Nothing waits")));
}

static void
look_at_hub (SoHealthLook *look)
{
  g_autoptr (SoHubLink) link = so_studio_find_hub (look->studio);
  g_autoptr (GPtrArray) aside = link ? so_studio_list_hub_aside (look->studio, 1, &look->report->queues.aside) : NULL;
  SoHealthItem *item;

  if (!link)
    return;
  if (link->error && *link->error)
    {
      item = so_health_add (look, "hub", _("Hub"), link->error_kind == SO_ERROR_WAIT ? SO_HEALTH_NOTE : SO_HEALTH_FAULT, SO_HEALTH_DO_HUB, g_strdup (link->error));
      g_free (item->plain);
      item->plain = g_strdup (so_error_nick (link->error_kind));
    }
  else if (aside && look->report->queues.aside)
    so_health_add (look, "hub", _("Hub"), SO_HEALTH_NOTE, SO_HEALTH_DO_HUB,
                   g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u thing that it brought was set aside", "%u things that it brought were set aside", look->report->queues.aside),
                                    look->report->queues.aside));
  else
    so_health_add (look, "hub", _("Hub"), SO_HEALTH_FINE, SO_HEALTH_DO_NOTHING, g_strdup (link->heard_at ? _("It answers") : _("It was not asked yet")));
}

static void
look_at_sharing (SoHealthLook *look)
{
  g_auto (SoSharing) sharing = { 0 };
  SoHealthItem *item;

  so_studio_get_sharing (look->studio, &sharing);
  look->report->queues.sharing_waiting = sharing.state == SO_SHARE_OFF ? 0 : sharing.waiting;
  if (sharing.state == SO_SHARE_OFF)
    return;
  if (sharing.error)
    {
      item = so_health_add (look, "sharing", _("Other Computers"), sharing.error_kind == SO_ERROR_WAIT ? SO_HEALTH_NOTE : SO_HEALTH_FAULT, SO_HEALTH_DO_HUB, g_strdup (sharing.error));
      g_free (item->plain);
      item->plain = g_strdup (so_error_nick (sharing.error_kind));
    }
  else
    so_health_add (look, "sharing", _("Other Computers"), SO_HEALTH_FINE, SO_HEALTH_DO_NOTHING,
                   sharing.waiting ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u change is to be told to them", "%u changes are to be told to them", (gulong) sharing.waiting),
                                                      (guint) sharing.waiting)
                                   : g_strdup (_("They know all that is here")));
}

/* What was to happen by itself and did not: nobody has the studio open, or whoever has it stands still. */
static void
look_at_timers (SoHealthLook *look)
{
  gint64 words = so_job_next_at (look->db, SO_JOB_LANE_WORDS), sound = so_job_next_at (look->db, SO_JOB_LANE_SOUND);
  gint64 next = !words || (sound && sound < words) ? sound : words;

  look->report->next_at = next;
  if (next && so_now () - next > LATE_MS)
    so_health_add (look, "timers", _("Timers"), SO_HEALTH_NOTE, SO_HEALTH_DO_NOTHING, g_strdup (_("Work was due a while ago: it goes on while the window is open")));
  else
    so_health_add (look, "timers", _("Timers"), SO_HEALTH_FINE, SO_HEALTH_DO_NOTHING, g_strdup (next ? _("Something waits for its time") : _("Nothing is late")));
}

void
so_health_look_at_work (SoHealthLook *look)
{
  const SoHealthQueues *queues = &look->report->queues;

  for (guint i = 0; i < look->accounts->len; i++)
    look_at_account (look, look->accounts->pdata[i]);
  look_at_outbox (look);
  count_jobs (look);
  add_lane (look, "work", _("Work for Models"), queues->jobs_waiting, queues->jobs_failed);
  add_lane (look, "speech", _("Transcripts"), queues->sounds_waiting, queues->sounds_failed);
  look_at_hub (look);
  look_at_sharing (look);
  look_at_timers (look);
}
