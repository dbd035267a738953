/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-share-notices.h"

#include "so-automation.h"
#include "so-error.h"
#include "so-share.h"
#include "so-share-about.h"
#include "so-share-notice.h"
#include "so-share-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_COUNTED 100
#define ROWS_AT_ONCE 500

void
so_share_story_free (gpointer data)
{
  SoShareStory *story = data;

  if (!story)
    return;
  g_free (story->sentence);
  g_free (story->mine);
  g_free (story->theirs);
  g_free (story->table);
  g_free (story->contact_id);
  g_free (story->thread_id);
  g_free (story);
}

static char *
look (gpointer data, const char *what, const char *value)
{
  g_autoptr (SoRule) rule = strcmp (what, "rule") ? NULL : so_rule_from_json ("", value, NULL);

  return rule ? so_rule_describe (data, rule) : so_share_name_of (data, what, value);
}

/* What the hub does not take once it does not take again, but for who may more by now. */
static gboolean
may_say (SoDb *db, const SoShareNotice *notice)
{
  return !notice->why || so_role_lifts (so_share_role (db), notice->why, notice->table, notice->pk, notice->group, notice->mine);
}

static SoShareStory *
tell (SoDb *db, const SoShareNotice *notice, GTimeZone *zone)
{
  g_autoptr (SoShareAbout) about = so_share_about (db, notice->table, notice->pk);
  SoShareChange change = { .table = notice->table, .group = notice->group, .mine = notice->mine, .theirs = notice->theirs, .name = about->name,
                           .part = about->part, .who = notice->computer, .why = notice->why };
  SoShareSense sense = { .zone = zone, .look = look, .data = db };
  g_autoptr (SoShareWords) words = so_share_words (&change, &sense);
  SoShareStory *story = g_new0 (SoShareStory, 1);

  story->n = notice->n;
  story->at = notice->at;
  story->seen_at = notice->seen_at;
  story->sentence = g_steal_pointer (&words->sentence);
  story->mine = g_steal_pointer (&words->mine);
  story->theirs = words->said ? NULL : g_steal_pointer (&words->theirs);
  story->table = g_strdup (notice->table);
  story->contact_id = g_steal_pointer (&about->contact_id);
  story->thread_id = g_steal_pointer (&about->thread_id);
  story->refused = notice->why != NULL;
  story->can_put_back = may_say (db, notice) && so_share_can_put_back (db, notice);
  return story;
}

GPtrArray *
so_studio_list_stories (SoStudio *studio, guint limit)
{
  GPtrArray *stories = g_ptr_array_new_with_free_func (so_share_story_free);
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (GPtrArray) notices = db ? so_share_list_notices (db, limit, NULL) : NULL;

  for (guint i = 0; notices && i < notices->len; i++)
    g_ptr_array_add (stories, tell (db, notices->pdata[i], so_studio_get_zone (studio)));
  return stories;
}

guint
so_studio_count_stories (SoStudio *studio)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (GPtrArray) notices = db ? so_share_list_notices (db, MOST_COUNTED, NULL) : NULL;
  guint n = 0;

  for (guint i = 0; notices && i < notices->len; i++)
    n += !((SoShareNotice *) notices->pdata[i])->seen_at;
  return n;
}

void
so_share_left_free (gpointer data)
{
  SoShareLeft *left = data;

  if (!left)
    return;
  g_free (left->thing);
  g_free (left->why);
  g_free (left);
}

GPtrArray *
so_studio_list_left (SoStudio *studio, guint limit)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (so_share_left_free);
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (GPtrArray) aside = db ? so_share_list_aside (db, limit, NULL) : NULL;

  for (guint i = 0; aside && i < aside->len; i++)
    {
      const SoShareAside *one = aside->pdata[i];
      g_autoptr (SoShareAbout) about = so_share_about (db, one->table, one->pk);
      SoShareChange change = { .table = one->table, .group = one->group, .name = about->name, .part = about->part };
      SoShareLeft *left = g_new0 (SoShareLeft, 1);

      left->at = one->at;
      left->thing = so_share_words_thing (&change);
      left->why = g_strdup (one->why);
      g_ptr_array_add (all, left);
    }
  return all;
}

static SoShareNotice *
find (SoVerbCall *call, GError **error)
{
  g_autoptr (GPtrArray) notices = NULL;
  gint64 n;

  if (!g_ascii_string_to_signed (call->id, 10, 1, G_MAXINT64, &n, NULL))
    return so_fail (error, SO_ERROR_CHANGE, _("There is no such change by others")), NULL;
  notices = so_share_list_notices (call->db, G_MAXINT, error);
  for (guint i = 0; notices && i < notices->len; i++)
    if (((SoShareNotice *) notices->pdata[i])->n == n)
      return g_ptr_array_steal_index (notices, i);
  return notices ? (so_fail (error, SO_ERROR_CHANGE, _("There is no such change by others")), NULL) : NULL;
}

/* What people see of it is brought up to date before anybody looks. */
static gboolean
settle (SoDb *db, GError **error)
{
  gboolean more = TRUE;

  while (more)
    if (!so_share_settle (db, ROWS_AT_ONCE, &more, error))
      return FALSE;
  return TRUE;
}

gboolean
so_notice_verb_put_back (SoVerbCall *call, GError **error)
{
  SoShareNotice *notice = find (call, error);
  gboolean can = notice && so_share_can_put_back (call->db, notice);
  gboolean good;

  if (!notice)
    return FALSE;
  good = can ? so_share_put_back (call->db, notice->n, error) && settle (call->db, error)
             : so_fail (error, SO_ERROR_CHANGE, _("That cannot be put back any more: what it was about is gone, or was decided on"));
  so_share_notice_free (notice);
  return good;
}

gboolean
so_notice_verb_keep (SoVerbCall *call, GError **error)
{
  SoShareNotice *notice = find (call, error);
  gboolean good = notice && so_share_notice_seen (call->db, notice->n, error);

  so_share_notice_free (notice);
  return good;
}
