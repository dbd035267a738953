/* SPDX-License-Identifier: MIT */
#include "so-onboarding.h"

#include "so-clock.h"
#include "so-events.h"
#include "so-settings.h"
#include "so-time.h"

#include <string.h>

#define STARTED "onboarding.started_at"
#define COMPLETED "onboarding.completed_at"
#define SKIPPED "skipped "

static const char *const names[SO_ONBOARDING_STEPS] = { "account", "profile", "channels", "knowledge", "ai", "test" };

const char *
so_onboarding_name (guint step)
{
  g_return_val_if_fail (step >= 1 && step <= SO_ONBOARDING_STEPS, NULL);

  return names[step - 1];
}

guint
so_onboarding_parse (const char *setting)
{
  guint64 step = 1;

  if (!g_strcmp0 (setting, "done"))
    return 0;
  if (setting && g_ascii_string_to_unsigned (setting, 10, 1, SO_ONBOARDING_STEPS, &step, NULL))
    return (guint) step;
  return 1;
}

static gint64
get_time (SoDb *db, const char *key)
{
  g_autofree char *value = so_setting_get (db, key);
  gint64 at = 0;

  return value && so_time_parse (value, NULL, &at) ? at : 0;
}

static gboolean
set_time (SoDb *db, const char *key, const char *prefix, gint64 at, GError **error)
{
  g_autofree char *time = so_time_format (at), *value = g_strconcat (prefix, time, NULL);

  return so_setting_set (db, key, value, error);
}

static void
load_step (SoDb *db, guint i, SoOnboardingStep *step)
{
  g_autofree char *key = g_strconcat ("onboarding.", names[i], NULL), *value = so_setting_get (db, key);
  const char *time = value;

  *step = (SoOnboardingStep) { .name = names[i] };
  if (!value)
    return;
  step->skipped = g_str_has_prefix (value, SKIPPED);
  if (step->skipped)
    time += strlen (SKIPPED);
  if (!so_time_parse (time, NULL, &step->at))
    *step = (SoOnboardingStep) { .name = names[i] };
}

gboolean
so_onboarding_is_live (SoDb *db)
{
  g_autofree char *live = so_setting_get (db, SO_ONBOARDING_LIVE);

  return g_strcmp0 (live, "0") != 0;
}

gboolean
so_onboarding_load (SoStudio *studio, SoOnboarding *onboarding, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autofree char *kept = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && onboarding, FALSE);

  *onboarding = (SoOnboarding) { 0 };
  db = so_store_read (so_studio_get_store (studio), error);
  accounts = db ? so_account_list (db, error) : NULL;
  if (!accounts)
    return FALSE;
  kept = so_setting_get (db, SO_ONBOARDING_SETTING);
  onboarding->begun = kept != NULL;
  onboarding->next = so_onboarding_parse (kept);
  onboarding->started_at = get_time (db, STARTED);
  onboarding->completed_at = get_time (db, COMPLETED);
  onboarding->live = so_onboarding_is_live (db);
  for (guint i = 0; i < SO_ONBOARDING_STEPS; i++)
    load_step (db, i, &onboarding->steps[i]);
  for (guint i = 0; i < accounts->len; i++)
    if (((SoAccount *) accounts->pdata[i])->channel != SO_CHANNEL_LOOPBACK)
      onboarding->channels |= 1u << ((SoAccount *) accounts->pdata[i])->channel;
  return TRUE;
}

/* The first step of a studio that nobody began to set up: what it connects waits for Go Live. */
static gboolean
begin (SoDb *db, gint64 began_at, GError **error)
{
  g_autofree char *started = so_setting_get (db, STARTED);

  return started || (set_time (db, STARTED, "", began_at, error) && so_setting_set (db, SO_ONBOARDING_LIVE, "0", error));
}

static gboolean
mark (SoDb *db, guint step, gboolean skipped, GError **error)
{
  g_autofree char *key = g_strconcat ("onboarding.", names[step - 1], NULL);
  SoOnboardingStep before;

  load_step (db, step - 1, &before);
  if (before.at && (skipped || !before.skipped))
    return TRUE;
  return set_time (db, key, skipped ? SKIPPED : "", so_now (), error);
}

static gboolean
advance (SoDb *db, guint step, GError **error)
{
  g_autofree char *kept = so_setting_get (db, SO_ONBOARDING_SETTING), *next = g_strdup_printf ("%u", step + 1);
  guint reached = so_onboarding_parse (kept);

  if (reached == 0 || reached > step)
    return TRUE;
  if (step < SO_ONBOARDING_STEPS)
    return so_setting_set (db, SO_ONBOARDING_SETTING, next, error);
  return so_setting_set (db, SO_ONBOARDING_SETTING, "done", error) && set_time (db, COMPLETED, "", so_now (), error);
}

static gboolean
finish (SoDb *db, guint step, gboolean skipped, gint64 began_at, GError **error)
{
  return begin (db, began_at, error) && mark (db, step, skipped, error) && advance (db, step, error);
}

gboolean
so_onboarding_finish (SoStudio *studio, guint step, gboolean skipped, gint64 began_at, GError **error)
{
  g_autoptr (SoDb) db = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && step >= 1 && step <= SO_ONBOARDING_STEPS, FALSE);

  db = so_store_begin (so_studio_get_store (studio), NULL, error);
  return db && finish (db, step, skipped, began_at, error) && so_store_commit (so_studio_get_store (studio), &db, error);
}

gboolean
so_onboarding_go_live (SoStudio *studio, gint64 began_at, GError **error)
{
  g_autoptr (SoDb) db = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio), FALSE);

  db = so_store_begin (so_studio_get_store (studio), NULL, error);
  return db && finish (db, SO_ONBOARDING_STEPS, FALSE, began_at, error) && so_setting_set (db, SO_ONBOARDING_LIVE, "1", error) &&
         so_event_log (db, "owner", "studio.live", NULL, NULL, NULL, error) && so_store_commit (so_studio_get_store (studio), &db, error);
}
