/* SPDX-License-Identifier: MIT */
#include "so-people-filter.h"

#include <string.h>

#include "so-channel-kind.h"
#include "so-clock.h"
#include "so-error.h"
#include "so-id.h"
#include "so-people.h"
#include "so-search-query.h"
#include "so-settings.h"
#include "so-stage.h"
#include "so-text.h"
#include "so-undo.h"

#define DAY_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)
#define LONGEST_NAME 60
#define LONGEST_QUERY 500

const char *const so_people_filters[] = { "hot", "lapsed", "no-show", "birthday", "new", "returning", NULL };

void
so_people_filter_free (SoPeopleFilter *filter)
{
  if (!filter)
    return;
  g_free (filter->conditions);
  g_free (filter->words);
  g_free (filter);
}

/* "'11-22', '11-23', …": birthdays are kept as 1990-11-22 or --11-22. Who was born on 29 February has theirs on the 28th in most years. */
static char *
week_of_birthdays (SoDb *db)
{
  g_autoptr (SoProfile) profile = so_profile_load (db, NULL);
  g_autoptr (GTimeZone) zone = profile && profile->zone ? g_time_zone_new_identifier (profile->zone) : NULL;
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (so_now () / 1000), now = g_date_time_to_timezone (moment, zone ? zone : utc);
  GString *days = g_string_new (NULL);

  for (int i = 0; i < 7; i++)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (now, i);
      g_autofree char *text = g_date_time_format (day, "%m-%d");

      g_string_append_printf (days, "%s'%s'", i ? ", " : "", text);
      if (!strcmp (text, "02-28") && !g_date_is_leap_year ((GDateYear) g_date_time_get_year (day)))
        g_string_append (days, ", '02-29'");
    }
  return g_string_free_and_steal (days);
}

static char *
condition_is (SoDb *db, const char *value)
{
  gint64 now = so_now (), month = now - 30 * DAY_MS;

  if (!strcmp (value, "hot"))
    return g_strdup ("c.temperature = 'HOT' AND c.stage NOT IN ('CONVERTED', 'LOST')");
  if (!strcmp (value, "lapsed"))
    return g_strdup_printf ("c.stage = 'CONVERTED' AND c.last_at > 0 AND c.last_at < %" G_GINT64_FORMAT, month);
  if (!strcmp (value, "no-show"))
    return g_strdup ("(SELECT state FROM trial WHERE contact_id IN " SO_PERSON_ALL ("c.id") " AND deleted_at IS NULL ORDER BY starts_at DESC, trial.n DESC LIMIT 1) = 'no-show'");
  if (!strcmp (value, "new"))
    return g_strdup_printf ("c.created_at > %" G_GINT64_FORMAT, now - 7 * DAY_MS);
  if (!strcmp (value, "returning"))
    return g_strdup_printf ("c.created_at <= %" G_GINT64_FORMAT " AND c.last_inbound_at > %" G_GINT64_FORMAT, month, month);
  if (!strcmp (value, "birthday"))
    {
      g_autofree char *days = week_of_birthdays (db);
      return g_strdup_printf ("substr (c.birthday, -5) IN (%s)", days);
    }
  return NULL;
}

/* Only words of ours go into the statement. */
static char *
condition_of (SoDb *db, const char *name, const char *value)
{
  g_autofree char *upper = g_ascii_strup (value, -1), *lower = g_ascii_strdown (value, -1), *tag = NULL, *id = NULL;
  SoStage stage;

  if (!strcmp (name, "is"))
    return condition_is (db, lower);
  if (!strcmp (name, "stage"))
    return so_stage_parse (upper, &stage) ? g_strdup_printf ("c.stage = '%s'", so_stage_nick (stage)) : NULL;
  if (!strcmp (name, "source"))
    return *lower && strspn (lower, "abcdefghijklmnopqrstuvwxyz-") == strlen (lower) ? g_strdup_printf ("c.source = '%s'", lower) : NULL;
  if (strcmp (name, "tag") || !*value)
    return NULL;
  tag = so_text_fold (value);
  id = so_id_derive ("tag", tag);
  return g_strdup_printf ("EXISTS (SELECT 1 FROM tagging g WHERE g.tag_id = '%s' AND g.deleted_at IS NULL AND g.target_id IN " SO_PERSON_ALL ("c.id") ")", id);
}

/* The next word, with what is in quotation marks as one; moves *@at behind it. NULL at the end. */
static char *
next_word (const char **at)
{
  GString *word = g_string_new (NULL);
  const char *p = *at;
  gboolean quoted = FALSE;

  while (g_ascii_isspace (*p))
    p++;
  for (; *p && (quoted || !g_ascii_isspace (*p)); p++)
    if (*p == '"')
      quoted = !quoted;
    else
      g_string_append_c (word, *p);
  *at = p;
  if (word->len)
    return g_string_free_and_steal (word);
  g_string_free (word, TRUE);
  return *p ? next_word (at) : NULL;
}

SoPeopleFilter *
so_people_filter_parse (SoDb *db, const char *query)
{
  SoPeopleFilter *filter = g_new0 (SoPeopleFilter, 1);
  g_autoptr (GString) conditions = g_string_new (NULL), words = g_string_new (NULL);
  const char *at = query ? query : "";
  char *next;

  while ((next = next_word (&at)))
    {
      g_autofree char *word = next, *condition = NULL;
      char *colon = strchr (word, ':');

      if (colon)
        {
          g_autofree char *name = g_ascii_strdown (word, colon - word);
          condition = condition_of (db, name, colon + 1);
        }
      if (condition)
        g_string_append_printf (conditions, " AND %s", condition);
      else
        g_string_append_printf (words, " %s", word);
    }
  filter->conditions = conditions->len ? g_strdup (conditions->str) : NULL;
  filter->words = words->len ? so_search_query_words (words->str) : NULL;
  return filter;
}

/* Saved ---------------------------------------------------------------------------------------------------- */

static gpointer
read_filter (SoStmt *row)
{
  SoSavedFilter *filter = g_new0 (SoSavedFilter, 1);

  filter->id = so_stmt_dup (row, 0);
  filter->name = so_stmt_dup (row, 1);
  filter->query = so_stmt_dup (row, 2);
  return filter;
}

GPtrArray *
so_saved_filter_list (SoDb *db, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT id, name, query FROM saved_filter WHERE deleted_at IS NULL ORDER BY position, n", "");

  return so_stmt_all (row, read_filter, (GDestroyNotify) so_saved_filter_free, error);
}

/* Born deleted and then set, so that undo finds the way back. */
char *
so_saved_filter_save (SoDb *db, const char *name, const char *query, GError **error)
{
  g_autofree char *bare = g_strstrip (g_strdup (name)), *words = g_strstrip (g_strdup (query)), *id = NULL;

  if (!*bare || g_utf8_strlen (bare, -1) > LONGEST_NAME)
    return so_fail (error, SO_ERROR_CHANGE, "A filter's name has 1 to 60 characters."), NULL;
  if (!*words || g_utf8_strlen (words, -1) > LONGEST_QUERY)
    return so_fail (error, SO_ERROR_CHANGE, "A filter has 1 to 500 characters."), NULL;
  id = so_db_text (db, "SELECT id FROM saved_filter WHERE name = ? AND deleted_at IS NULL", "t", bare);
  if (!id)
    id = so_id_new ();
  if (!so_db_run (db, error, "INSERT OR IGNORE INTO saved_filter (id, name, query, position, created_at, deleted_at)"
                  " VALUES (?1, ?2, ?3, (SELECT coalesce (max (position), 0) + 1 FROM saved_filter), ?4, ?4)", "ttti", id, bare, words, so_now ()) ||
      !so_undo_set (db, "saved_filter", id, "query", error, "t", words) || !so_undo_set (db, "saved_filter", id, "deleted_at", error, "t", NULL))
    return NULL;
  return g_steal_pointer (&id);
}

gboolean
so_saved_filter_delete (SoDb *db, const char *id, GError **error)
{
  if (!so_db_int (db, 0, "SELECT 1 FROM saved_filter WHERE id = ? AND deleted_at IS NULL", "t", id))
    return so_fail (error, SO_ERROR_CHANGE, "There is no such filter in this studio.");
  return so_undo_set (db, "saved_filter", id, "deleted_at", error, "i", so_now ());
}
