/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-standing-verbs.h"

#include "so-clock.h"
#include "so-due.h"
#include "so-error.h"
#include "so-escalation.h"
#include "so-events.h"
#include "so-lead-score.h"
#include "so-understand.h"
#include "so-never-auto.h"
#include "so-settings.h"
#include "so-standing-text.h"
#include "so-standing.h"
#include "so-template.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_TEXT 2000      /* characters */
#define LONGEST_WORDS 20000
#define COMPLAINT_MS (7 * 24 * 3600 * G_GINT64_CONSTANT (1000))

void
so_standing_row_free (SoStandingRow *row)
{
  if (!row)
    return;
  g_free (row->text);
  g_free (row->refusal);
  g_free (row);
}

gboolean
so_standing_is_paused (SoDb *db)
{
  g_autofree char *paused = so_setting_get (db, SO_SETTING_PAUSED);

  return !g_strcmp0 (paused, "1");
}

gboolean
so_standing_is_earned (guint decisions, guint unedited, guint complaints)
{
  return decisions >= SO_EARNED_DECISIONS && unedited * 100 >= decisions * SO_EARNED_PERCENT && !complaints;
}

/* A text that copies an answer is as good as the drafter's choice of it: that has to be earned. */
static gboolean
copies (const char *text)
{
  g_auto (GStrv) names = so_template_variables (text);

  return names && g_strv_contains ((const char *const *) names, "answer");
}

/* A text of which the rules say that only a person may send it is refused before it is ever tried. */
static char *
refuse_text (const char *text)
{
  g_autofree char *unknown = so_standing_unknown_placeholder (text);
  guint never = so_never_auto_text (text, TRUE, NULL);

  if (unknown)
    return g_strdup_printf (_("“{%s}” is nothing that can be filled in: use {time}, {hours}, {answer}, {name}, {studio} or {phone}"), unknown);
  for (guint i = 0; i < SO_N_NEVER; i++)
    if (never & (1u << i))
      return g_strdup_printf (_("These words never go out by themselves. %s. Change them"), so_never_auto_sentence (i));
  return NULL;
}

static char *
refuse_row (const SoStandingRow *row, const SoHours *hours)
{
  char *why = refuse_text (row->text);

  if (why)
    return why;
  if (!hours && (row->kind == SO_STANDING_OUT_OF_HOURS || strstr (row->text, "{hours") || strstr (row->text, "{time")))
    return g_strdup (_("The studio has no opening hours yet: set them first"));
  if (copies (row->text) && !row->earned)
    return g_strdup_printf (_("It copies an answer that is chosen for the question: that is earned by %u decisions, %u of 100 without a change and no complaint. "
                              "Write the words out to switch it on at once"), SO_EARNED_DECISIONS, SO_EARNED_PERCENT);
  return NULL;
}

static gboolean
was_complained (SoDb *db, const SoDecision *decision, GError **error)
{
  g_auto (GStrv) texts = so_standing_texts_after (db, decision->thread_id, decision->at, COMPLAINT_MS, error);

  for (guint i = 0; texts && texts[i]; i++)
    if (so_never_auto_text (texts[i], FALSE, NULL) & (1u << SO_NEVER_COMPLAINT))
      return TRUE;
  return FALSE;
}

static gboolean
count (SoDb *db, GPtrArray *rows, GError **error)
{
  g_autoptr (GPtrArray) decisions = so_standing_decisions (db, error);

  for (guint i = 0; decisions && i < decisions->len; i++)
    {
      const SoDecision *decision = g_ptr_array_index (decisions, i);

      for (guint k = 0; k < rows->len; k++)
        {
          SoStandingRow *row = g_ptr_array_index (rows, k);

          if (!so_standing_kind_is_about (row->kind, decision->topic))
            continue;
          row->decisions++;
          row->unedited += decision->unedited;
          row->complaints += was_complained (db, decision, error);
        }
    }
  return decisions != NULL;
}

GPtrArray *
so_standing_rows (SoDb *db, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) so_standing_row_free);
  g_autoptr (SoProfile) profile = so_profile_load (db, NULL);
  g_autoptr (SoHours) hours = so_standing_load_hours (db, profile);

  for (SoStandingKind kind = 0; kind < SO_N_STANDINGS; kind++)
    {
      g_autoptr (SoStanding) standing = so_standing_load (db, so_standing_kind_nick (kind), error);
      SoStandingRow *row;

      if (!standing)
        return NULL;
      row = g_new0 (SoStandingRow, 1);
      row->kind = kind;
      row->enabled = standing->enabled;
      row->is_default = !standing->text;
      row->text = g_strdup (standing->text ? standing->text : so_standing_kind_text (kind));
      row->version = standing->version;
      row->enabled_at = standing->enabled_at;
      row->used = standing->used;
      row->used_at = standing->used_at;
      g_ptr_array_add (rows, row);
    }
  if (!count (db, rows, error))
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      SoStandingRow *row = g_ptr_array_index (rows, i);

      row->earned = so_standing_is_earned (row->decisions, row->unedited, row->complaints);
      row->refusal = refuse_row (row, hours);
    }
  return g_steal_pointer (&rows);
}

static gboolean
log_change (SoDb *db, const char *what, SoStandingKind kind, GError **error)
{
  g_autoptr (SoStanding) now = so_standing_load (db, so_standing_kind_nick (kind), error);
  g_autofree char *data = now ? g_strdup_printf ("{\"kind\":\"%s\",\"version\":%" G_GINT64_FORMAT "}", now->kind, now->version) : NULL;

  return now && so_event_log (db, "owner", what, "standing", now->id, data, error);
}

gboolean
so_standing_verb_switch (SoVerbCall *call, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  const SoStandingRow *row;
  SoStandingKind kind;

  if (!so_standing_kind_parse (call->id, &kind, error) || !(rows = so_standing_rows (call->db, error)))
    return FALSE;
  row = g_ptr_array_index (rows, kind);
  if (call->value && row->refusal)
    return so_fail (error, SO_ERROR_CHANGE, "%s", row->refusal);
  return so_standing_set_enabled (call->db, call->id, call->value, error) &&
         log_change (call->db, call->value ? "standing.enabled" : "standing.disabled", kind, error);
}

gboolean
so_standing_verb_text (SoVerbCall *call, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (call->argument)), *why = NULL;
  SoStandingKind kind;

  if (!so_standing_kind_parse (call->id, &kind, error))
    return FALSE;
  if (g_utf8_strlen (text, -1) > LONGEST_TEXT)
    return so_fail (error, SO_ERROR_CHANGE, _("The words are longer than 2,000 characters: shorten them"));
  why = refuse_text (text);
  if (why)
    return so_fail (error, SO_ERROR_CHANGE, "%s", why);
  return so_standing_set_text (call->db, call->id, *text && strcmp (text, so_standing_kind_text (kind)) ? text : NULL, error) &&
         log_change (call->db, "standing.changed", kind, error);
}

gboolean
so_standing_verb_pause (SoVerbCall *call, GError **error)
{
  if (strcmp (call->id, "standing"))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” cannot be paused"), call->id);
  return so_setting_set (call->db, SO_SETTING_PAUSED, call->value ? "1" : "0", error);
}

gboolean
so_standing_check_setting (SoDb *db, const char *key, const char *value, GError **error)
{
  g_autoptr (SoProfile) profile = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (SoHours) hours = NULL;
  int weights[SO_N_LEAD_SIGNALS];

  if (!strcmp (key, SO_SETTING_NEVER_WORDS))
    return !value || strlen (value) <= LONGEST_WORDS || so_fail (error, SO_ERROR_CHANGE, _("That is more than 20 kB of words: shorten the list"));
  if (!strcmp (key, SO_SETTING_LEAD_WEIGHTS))
    return so_lead_weights_parse (value, weights, error);
  if (!strcmp (key, SO_SETTING_DUE_MINUTES))
    return so_due_check_minutes (value, error);
  if (strcmp (key, SO_SETTING_HOURS) || !value || !*value)
    return so_escalation_check_setting (key, value, error);
  profile = so_profile_load (db, NULL);
  zone = profile && profile->zone ? g_time_zone_new_identifier (profile->zone) : NULL;
  hours = so_hours_parse (value, zone, error);
  return hours != NULL;
}

gboolean
so_standing_verb_hours (SoVerbCall *call, GError **error)
{
  return so_standing_check_setting (call->db, SO_SETTING_HOURS, call->argument, error) &&
         so_setting_set (call->db, SO_SETTING_HOURS, *call->argument ? call->argument : NULL, error) && so_due_refresh (call->db, NULL, error);
}

static void
rows_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (source), &error);
  GPtrArray *rows = db ? so_standing_rows (db, &error) : NULL;

  if (rows)
    g_task_return_pointer (task, rows, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
so_studio_standing_rows_async (SoStudio *studio, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SO_IS_STUDIO (studio));

  task = g_task_new (studio, cancellable, callback, user_data);
  g_task_set_source_tag (task, so_studio_standing_rows_async);
  so_studio_run (studio, task, rows_on_worker);
}

GPtrArray *
so_studio_standing_rows_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

SoHours *
so_studio_dup_hours (SoStudio *studio)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoProfile) profile = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio), NULL);

  db = so_store_read (so_studio_get_store (studio), NULL);
  profile = db ? so_profile_load (db, NULL) : NULL;
  return db ? so_standing_load_hours (db, profile) : NULL;
}
