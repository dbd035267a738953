/* SPDX-License-Identifier: MIT */
#include "so-send-later.h"

#include "so-age.h"
#include "so-clock.h"
#include "so-hours.h"
#include "so-later-popover.h"
#include "so-facts.h"
#include "so-standing.h"
#include "so-time.h"
#include "so-verb.h"
#include "so-when.h"
#include "so-window.h"

#include <glib/gi18n.h>

typedef struct {
  SoStudio *studio;
  char *draft_id;
  char *seen;              /* warnings that were looked at, or NULL */
  GObject *owner;
  void (*scheduled) (gpointer owner);
  gint64 when;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->studio);
  g_object_unref (job->owner);
  g_free (job->draft_id);
  g_free (job->seen);
  g_free (job);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
on_scheduled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);
  g_autofree char *coming = so_age_dup_coming (job->when, so_now ());
  /* Translators: when a message leaves: "Leaves tomorrow 9:00" */
  g_autofree char *message = g_strdup_printf (_("Leaves %s"), coming);
  SoWindow *window = so_window_of (GTK_WIDGET (job->owner));

  if (error)
    {
      if (window)
        so_window_show_error (window, error);
      return;
    }
  job->scheduled (job->owner);
  if (window)
    {
      so_window_add_undo_toast (window, message);
      so_window_announce (window, message);
    }
}

static void
on_time_chosen (gint64 when, gpointer owner)
{
  Job *job = g_object_steal_data (owner, "so-send-later");
  g_autofree char *time = so_time_format (when);

  if (!job)
    return;
  job->when = when;
  if (job->seen)
    so_studio_do_async (job->studio, SO_VERB_ACKNOWLEDGE, job->draft_id, job->seen, NULL, NULL, NULL);
  so_studio_do_async (job->studio, SO_VERB_SCHEDULE, job->draft_id, time, NULL, on_scheduled, job);
}

/* When the studio opens next, where its hours are known; else tomorrow at nine. */
static gint64
next_opening (SoStudio *studio, gint64 now)
{
  g_autofree char *json = so_studio_dup_setting (studio, SO_SETTING_HOURS);
  g_autoptr (SoHours) hours = json && *json ? so_hours_parse (json, so_studio_get_zone (studio), NULL) : NULL;
  gint64 at = hours ? so_hours_next_open (hours, now) : SO_HOURS_NEVER;

  return at > now ? at : SO_HOURS_NEVER;
}

void
so_send_later_ask (SoStudio *studio, SoDraftCard *card, void (*scheduled) (gpointer owner), gpointer owner)
{
  gint64 now = so_now (), opening = next_opening (studio, now);
  SoTimePreset presets[5] = { { NULL } };
  guint n = 0;
  Job *job = g_new0 (Job, 1);

  job->studio = g_object_ref (studio);
  job->draft_id = g_strdup (so_draft_card_get_draft (card)->id);
  job->seen = so_draft_checks_dup_seen (so_draft_card_get_checks (card));
  job->owner = g_object_ref (G_OBJECT (card));
  job->scheduled = scheduled;
  g_set_object (&job->owner, owner);
  g_object_set_data_full (owner, "so-send-later", job, (GDestroyNotify) job_free);
  if (opening != SO_HOURS_NEVER)
    presets[n++] = (SoTimePreset) { _("At opening time"), opening };
  presets[n++] = (SoTimePreset) { _("In 1 hour"), now + 3600 * 1000 };
  presets[n++] = (SoTimePreset) { _("Tomorrow at nine"), so_when_day (now, so_studio_get_zone (studio), 1, 9) };
  presets[n++] = (SoTimePreset) { _("Monday at nine"), so_when_weekday (now, so_studio_get_zone (studio), 1, 9) };
  so_later_popover_present_times (GTK_WIDGET (card), _("Send Later"), presets, n, on_time_chosen, owner);
}
