/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-call-intake.h"

#include "so-call-after.h"
#include "so-calls.h"
#include "so-clock.h"
#include "so-error.h"
#include "so-settings.h"
#include "so-standing.h"

#include <glib/gi18n-lib.h>

/* Later than that nobody expects to be called back at once: the first look at a provider brings a month of calls. */
#define PAST_MS ((gint64) 3 * 24 * 3600 * 1000)

void
so_call_way_open (SoCallWay *way, SoStudio *studio, SoDb *db, const char *account_id, const char *country)
{
  g_autoptr (SoProfile) profile = so_profile_load (db, NULL);
  g_autofree char *rule = so_setting_get (db, SO_SETTING_RECORDINGS);

  *way = (SoCallWay) { .studio = studio, .account_id = account_id, .country = country, .hours = so_standing_load_hours (db, profile) };
  so_record_rule_parse (rule, &way->rule);
}

void
so_call_way_clear (SoCallWay *way)
{
  g_clear_pointer (&way->hours, so_hours_free);
}

gboolean
so_call_rule_save (SoDb *db, const char *value, GError **error)
{
  SoRecordRule rule;

  if (!so_record_rule_parse (value, &rule))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no rule for recordings: choose any, announced, agreed or never"), value ? value : "");
  return so_setting_set (db, SO_SETTING_RECORDINGS, so_record_rule_nick (rule), error) && so_recording_leave_unfetched (db, rule, error);
}

gboolean
so_call_intake_take (SoDb *db, const SoCallNews *news, const SoCallWay *way, GPtrArray *heard, guint *received, char **id, GError **error)
{
  SoCallIntake how = { .account_id = way->account_id, .country = way->country, .hours = way->hours, .rule = way->rule, .files = way->files,
                       .past = so_now () - PAST_MS };
  g_auto (SoCallTaken) taken = { 0 };

  if (!so_call_take (db, news, &how, &taken, error))
    return FALSE;
  if (id)
    *id = g_strdup (taken.id);
  if (!taken.past && !way->elsewhere && !so_call_after (way->studio, db, &taken, error))
    return FALSE;
  if (!taken.added)
    return TRUE;
  g_atomic_int_inc ((gint *) received);
  if (!taken.past && taken.state != SO_CALL_PERSON && !g_ptr_array_find_with_equal_func (heard, taken.thread_id, g_str_equal, NULL))
    g_ptr_array_add (heard, g_strdup (taken.thread_id));
  return TRUE;
}
