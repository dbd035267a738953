/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-kind-words.h"

#include "so-kind.h"
#include "so-knowledge-verbs.h"
#include "so-reply-templates.h"
#include "so-settings.h"
#include "so-standing-kind.h"
#include "so-standing-text.h"
#include "so-standings.h"

#include <glib/gi18n-lib.h>

char *
so_kind_words_standing (const char *text)
{
  g_autoptr (GString) words = g_string_new (text);

  g_string_replace (words, "{first name", "{name", 0);
  return g_string_free_and_steal (g_steal_pointer (&words));
}

static SoKind *
load_kind (SoDb *db)
{
  g_autoptr (SoProfile) profile = so_profile_load (db, NULL);

  return profile && profile->kind ? so_kind_load (profile->kind, NULL) : NULL;
}

static gboolean
has_template (GPtrArray *templates, const char *name)
{
  for (guint i = 0; i < templates->len; i++)
    if (!g_strcmp0 (((SoReplyTemplate *) templates->pdata[i])->name, name))
      return TRUE;
  return FALSE;
}

guint
so_studio_count_kind_templates (SoStudio *studio)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoKind) kind = NULL;
  g_autoptr (GPtrArray) templates = NULL;
  guint n = 0, missing = 0;
  const SoKindReply *replies;

  g_return_val_if_fail (SO_IS_STUDIO (studio), 0);

  db = so_store_read (so_studio_get_store (studio), NULL);
  kind = db ? load_kind (db) : NULL;
  templates = kind ? so_reply_template_list (db, NULL) : NULL;
  replies = kind ? so_kind_replies (kind, &n) : NULL;
  for (guint i = 0; templates && i < n; i++)
    missing += !has_template (templates, replies[i].name);
  return missing;
}

/* The owner's own words stay, and so does what is on. */
static gboolean
set_greeting (SoDb *db, const char *text, GError **error)
{
  const char *nick = so_standing_kind_nick (SO_STANDING_GREETING);
  g_autoptr (SoStanding) standing = so_standing_load (db, nick, error);
  g_autofree char *words = so_kind_words_standing (text), *unknown = so_standing_unknown_placeholder (words);

  if (!standing)
    return FALSE;
  return standing->text || standing->enabled || unknown || so_standing_set_text (db, nick, words, error);
}

static gboolean
add_template (SoDb *db, const SoKindReply *reply, GError **error)
{
  SoReplyTemplate made = { .name = (char *) reply->name, .category = (char *) reply->category, .text = (char *) reply->text, .language = (char *) reply->language };
  g_autofree char *id = so_reply_template_save (db, &made, error);

  return id != NULL;
}

gboolean
so_studio_use_kind_words (SoStudio *studio, guint *added, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoKind) kind = NULL;
  g_autoptr (GPtrArray) templates = NULL;
  guint n = 0;
  const SoKindReply *replies;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && added, FALSE);

  *added = 0;
  db = so_studio_begin_step (studio, "%s", _("Templates added"), error);
  templates = db ? so_reply_template_list (db, error) : NULL;
  if (!templates)
    return FALSE;
  kind = load_kind (db);
  replies = kind ? so_kind_replies (kind, &n) : NULL;
  for (guint i = 0; i < n; i++)
    {
      if (!g_strcmp0 (replies[i].category, "greeting") && !set_greeting (db, replies[i].text, error))
        return FALSE;
      if (has_template (templates, replies[i].name))
        continue;
      if (!add_template (db, &replies[i], error))
        return FALSE;
      *added += 1;
    }
  return so_studio_end_step (studio, &db, error);
}
