/* SPDX-License-Identifier: MIT */
#include "so-exchange-private.h"

#include <string.h>

#include "so-settings.h"
#include "so-text.h"

#define KEY "import.me"
#define MAX_NAMES 50

static void
add_name (GPtrArray *names, const char *name)
{
  g_autofree char *folded = name ? so_text_fold (name) : NULL;

  if (!folded || !*folded || names->len >= MAX_NAMES)
    return;
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *other = so_text_fold (names->pdata[i]);
      if (g_str_equal (other, folded))
        return;
    }
  g_ptr_array_add (names, g_strdup (name));
}

/* A line each. */
static void
add_remembered (GPtrArray *names, SoDb *db)
{
  g_autofree char *kept = so_setting_get (db, KEY);
  g_auto (GStrv) lines = g_strsplit (kept ? kept : "", "\n", -1);

  for (guint i = 0; lines[i]; i++)
    add_name (names, lines[i]);
}

static GStrv
end_names (GPtrArray *names)
{
  if (names->len == 0)
    return NULL;
  g_ptr_array_add (names, NULL);
  return g_strdupv ((char **) names->pdata);
}

GStrv
so_exchange_dup_me (SoStudio *studio, const char *const *given)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  for (guint i = 0; given && given[i]; i++)
    add_name (names, given[i]);
  if (profile)
    {
      add_name (names, profile->owner);
      add_name (names, profile->email);
      add_name (names, profile->phone);
      add_name (names, profile->name);
    }
  if (db)
    add_remembered (names, db);
  return end_names (names);
}

gboolean
so_exchange_remember_me (SoStudio *studio, const char *const *given, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) all = NULL;
  g_autofree char *lines = NULL;
  g_autoptr (SoDb) db = NULL;

  if (!given || !given[0])
    return TRUE;
  for (guint i = 0; given[i]; i++)
    if (!strchr (given[i], '\n'))
      add_name (names, given[i]);
  db = so_store_begin (store, NULL, error);
  if (!db)
    return FALSE;
  add_remembered (names, db);
  all = end_names (names);
  lines = all ? g_strjoinv ("\n", all) : NULL;
  return (!lines || so_setting_set (db, KEY, lines, error)) && so_store_commit (store, &db, error);
}
