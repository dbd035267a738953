/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-about.h"

#include "so-answers-page.h"
#include "so-base64url.h"
#include "so-error.h"
#include "so-import-faq.h"
#include "so-kind.h"
#include "so-knowledge-base.h"
#include "so-knowledge-verbs.h"
#include "so-prices.h"
#include "so-settings.h"
#include "so-standing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_ADDRESS 500
#define LONGEST_MAP 500

/* Logo --------------------------------------------------------------------------------------------- */

static guint
big_endian (const guchar *at)
{
  return (guint) at[0] << 24 | (guint) at[1] << 16 | (guint) at[2] << 8 | at[3];
}

/* Its first bytes: what draws it looks at the rest. */
static gboolean
check_png (GBytes *png, GError **error)
{
  static const guchar begin[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R' };
  gsize size;
  const guchar *data = g_bytes_get_data (png, &size);

  if (size < 33 || memcmp (data, begin, sizeof begin) != 0)
    return so_fail (error, SO_ERROR_CHANGE, _("This is no picture that can be shown: choose a PNG or JPEG"));
  if (size > SO_LOGO_BYTES || !big_endian (data + 16) || !big_endian (data + 20) || big_endian (data + 16) > SO_LOGO_SIDE || big_endian (data + 20) > SO_LOGO_SIDE)
    return so_fail (error, SO_ERROR_CHANGE, _("The picture is too large: choose a simpler one"));
  return TRUE;
}

GBytes *
so_studio_dup_logo (SoStudio *studio)
{
  g_autoptr (SoDb) db = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) png = NULL;
  guchar *bytes;
  gsize size;

  g_return_val_if_fail (SO_IS_STUDIO (studio), NULL);

  db = so_store_read (so_studio_get_store (studio), NULL);
  text = db ? so_setting_get (db, SO_SETTING_LOGO) : NULL;
  if (!text || !*text)
    return NULL;
  bytes = so_base64_decode (text, &size);
  png = g_bytes_new_take (bytes, size);
  return check_png (png, NULL) ? g_steal_pointer (&png) : NULL;
}

gboolean
so_studio_set_logo (SoStudio *studio, GBytes *png, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio), FALSE);

  if (png && !check_png (png, error))
    return FALSE;
  text = png ? g_base64_encode (g_bytes_get_data (png, NULL), g_bytes_get_size (png)) : g_strdup ("");
  db = so_store_begin (so_studio_get_store (studio), NULL, error);
  return db && so_setting_set (db, SO_SETTING_LOGO, text, error) && so_store_commit (so_studio_get_store (studio), &db, error);
}

/* Address ------------------------------------------------------------------------------------------ */

gboolean
so_about_check_map (const char *map, GError **error)
{
  g_autoptr (GUri) uri = NULL;

  if (!*map)
    return TRUE;
  uri = strlen (map) <= LONGEST_MAP ? g_uri_parse (map, G_URI_FLAGS_NONE, NULL) : NULL;
  if (uri && !strcmp (g_uri_get_scheme (uri), "https") && g_uri_get_host (uri) && strchr (g_uri_get_host (uri), '.') && !g_uri_get_userinfo (uri))
    return TRUE;
  return so_fail (error, SO_ERROR_CHANGE, _("The link to the map is no web address: it begins with https://"));
}

static char *
dup_where (const char *address, const char *map)
{
  return *map ? g_strconcat (address, *address ? " – " : "", map, NULL) : g_strdup (address);
}

static SoKnowledge *
find_answer (SoDb *db, const char *question)
{
  g_autoptr (GArray) numbers = so_knowledge_numbers (db, NULL, NULL);

  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      g_autoptr (SoKnowledge) entry = so_knowledge_load (db, g_array_index (numbers, gint64, i), NULL);

      if (entry && !g_strcmp0 (entry->question, question))
        return g_steal_pointer (&entry);
    }
  return NULL;
}

static gboolean
save_answer (SoDb *db, SoKnowledge *before, const char *question, const char *category, const char *answer, GError **error)
{
  g_autoptr (SoKnowledge) entry = before ? so_knowledge_copy (before) : g_new0 (SoKnowledge, 1);
  g_autofree char *id = NULL;

  if (!before)
    {
      entry->question = g_strdup (question);
      entry->category = g_strdup (category);
      entry->quotable = TRUE;
    }
  g_set_str (&entry->answer, answer);
  id = so_knowledge_save (db, entry, error);
  return id != NULL;
}

/* As the guided builder asks it, so that it is one entry. */
static char *
dup_where_question (SoDb *db)
{
  g_autoptr (SoProfile) profile = so_profile_load (db, NULL);
  g_autoptr (SoKind) kind = profile && profile->kind ? so_kind_load (profile->kind, NULL) : NULL;
  guint n = 0;
  const SoKindQuestion *questions = kind ? so_kind_questions (kind, &n) : NULL;

  for (guint i = 0; i < n; i++)
    if (!g_strcmp0 (questions[i].category, "location_directions"))
      return g_strdup (questions[i].question);
  return g_strdup (_("Where are you?"));
}

/* What was entered before, and is in the answer still. */
static gboolean
answer_where (SoDb *db, const char *was, const char *is, GError **error)
{
  g_autofree char *question = dup_where_question (db);
  g_autoptr (SoKnowledge) entry = find_answer (db, question);

  if (entry && g_strcmp0 (entry->answer, was))
    return TRUE;
  if (!*is)
    return !entry || so_knowledge_delete (db, entry->id, error);
  return save_answer (db, entry, question, "location_directions", is, error);
}

gboolean
so_studio_set_address (SoStudio *studio, const char *address, const char *map, GError **error)
{
  g_autofree char *lines = NULL, *link = NULL, *old_lines = NULL, *old_link = NULL, *was = NULL, *is = NULL;
  g_autoptr (SoDb) db = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && address && map, FALSE);

  lines = g_strstrip (g_strdup (address));
  link = g_strstrip (g_strdup (map));
  if (g_utf8_strlen (lines, -1) > LONGEST_ADDRESS)
    return so_fail (error, SO_ERROR_CHANGE, _("An address has at most %d characters"), LONGEST_ADDRESS);
  if (!so_about_check_map (link, error) || !(db = so_studio_begin_step (studio, "%s", _("Address saved"), error)))
    return FALSE;
  old_lines = so_setting_get (db, SO_SETTING_ADDRESS);
  old_link = so_setting_get (db, SO_SETTING_MAP);
  was = dup_where (old_lines ? old_lines : "", old_link ? old_link : "");
  is = dup_where (lines, link);
  return so_setting_set (db, SO_SETTING_ADDRESS, lines, error) && so_setting_set (db, SO_SETTING_MAP, link, error) && answer_where (db, was, is, error) &&
         so_studio_end_step (studio, &db, error);
}

/* Answers from what is there --------------------------------------------------------------------------- */

static char *
dup_prices (SoDb *db)
{
  g_autoptr (GPtrArray) prices = so_price_list (db, NULL);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; prices && i < prices->len; i++)
    {
      const SoPrice *price = prices->pdata[i];

      /* A brace would end the place that it is named in. */
      if (!strpbrk (price->name, "{}|"))
        g_string_append_printf (list, "%s%s: {price:%s}%s%s", list->len ? "\n" : "", price->name, price->name, price->unit ? " " : "", price->unit ? price->unit : "");
    }
  return list->len ? g_string_free_and_steal (g_steal_pointer (&list)) : NULL;
}

/* An answer that was made here lists the prices of then: it is made anew with theirs of now. */
static gboolean
is_own_words (const SoKnowledge *entry)
{
  return !strstr (entry->answer, "{price:") && strcmp (entry->answer, "{open}") != 0;
}

static gboolean
add_from_data (SoDb *db, const char *question, const char *category, const char *answer, guint *n, GError **error)
{
  g_autoptr (SoKnowledge) entry = answer ? find_answer (db, question) : NULL;

  if (!answer || (entry && (is_own_words (entry) || !strcmp (entry->answer, answer))))
    return TRUE;
  *n += 1;
  return save_answer (db, entry, question, category, answer, error);
}

gboolean
so_studio_answer_from_data (SoStudio *studio, guint *n, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoProfile) profile = NULL;
  g_autoptr (SoHours) hours = NULL;
  g_autofree char *prices = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && n, FALSE);

  *n = 0;
  db = so_studio_begin_step (studio, "%s", _("Answers added"), error);
  if (!db)
    return FALSE;
  profile = so_profile_load (db, NULL);
  hours = so_standing_load_hours (db, profile);
  prices = dup_prices (db);
  return add_from_data (db, _("When are you open?"), "schedule_query", hours ? "{open}" : NULL, n, error) &&
         add_from_data (db, _("What does it cost?"), "fee_inquiry", prices, n, error) && so_studio_end_step (studio, &db, error);
}

/* Lists -------------------------------------------------------------------------------------------- */

GPtrArray *
so_about_read_answers (const char *name, const char *text, gsize length)
{
  return so_faq_parse (name, text, length);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *entries = so_answers_load (path, cancellable, &error);

  if (entries)
    g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
so_about_load_answers_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, so_about_load_answers_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, load_in_thread);
}

GPtrArray *
so_about_load_answers_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
so_studio_count_new_answers (SoStudio *studio, GPtrArray *entries)
{
  g_autoptr (SoDb) db = NULL;
  guint n = 0;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && entries, 0);

  db = so_store_read (so_studio_get_store (studio), NULL);
  for (guint i = 0; db && i < entries->len; i++)
    {
      g_autoptr (SoKnowledge) there = find_answer (db, ((SoKnowledge *) entries->pdata[i])->question);

      n += !there;
    }
  return n;
}

gboolean
so_studio_add_answers (SoStudio *studio, GPtrArray *entries, guint *added, GError **error)
{
  g_autoptr (SoDb) db = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && entries && added, FALSE);

  *added = 0;
  db = so_studio_begin_step (studio, "%s", _("Answers added"), error);
  for (guint i = 0; db && i < entries->len; i++)
    {
      g_autoptr (SoKnowledge) entry = so_knowledge_tidy (entries->pdata[i], error), there = entry ? find_answer (db, entry->question) : NULL;

      if (!entry || (!there && !save_answer (db, NULL, entry->question, entry->category, entry->answer, error)))
        return FALSE;
      *added += !there;
    }
  return db && so_studio_end_step (studio, &db, error);
}

static gboolean
has_price (GPtrArray *prices, const char *name)
{
  for (guint i = 0; i < prices->len; i++)
    if (!g_strcmp0 (((SoPrice *) prices->pdata[i])->name, name))
      return TRUE;
  return FALSE;
}

gboolean
so_studio_add_prices (SoStudio *studio, GPtrArray *prices, guint *added, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) there = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && prices && added, FALSE);

  *added = 0;
  db = so_studio_begin_step (studio, "%s", _("Prices added"), error);
  there = db ? so_price_list (db, error) : NULL;
  for (guint i = 0; there && i < prices->len; i++)
    {
      const SoPrice *price = prices->pdata[i];
      g_autofree char *id = NULL;

      if (has_price (there, price->name))
        continue;
      id = so_price_save (db, price, error);
      if (!id)
        return FALSE;
      *added += 1;
    }
  return there && so_studio_end_step (studio, &db, error);
}
