/* SPDX-License-Identifier: MIT */
#include "so-qualifying.h"

#include <string.h>

#include "so-db.h"
#include "so-field-kinds.h"
#include "so-people.h"
#include "so-settings.h"

/* So far back it is looked whether something was asked already. */
#define MOST_LOOKED_AT 200

void
so_qualified_free (SoQualified *qualified)
{
  if (!qualified)
    return;
  so_qualify_free (qualified->question);
  g_free (qualified->answer);
  g_free (qualified);
}

/* Those whose field stays on this computer are never asked by a draft, whatever the list says. */
static gboolean
mark_sensitive (SoDb *db, GPtrArray *questions, GError **error)
{
  g_autoptr (GPtrArray) kinds = so_field_kind_list (db, error);

  for (guint i = 0; kinds && i < questions->len; i++)
    for (guint k = 0; k < kinds->len; k++)
      if (!strcmp (((SoQualify *) questions->pdata[i])->name, ((SoFieldKind *) kinds->pdata[k])->name))
        ((SoQualify *) questions->pdata[i])->sensitive |= ((SoFieldKind *) kinds->pdata[k])->sensitive;
  return kinds != NULL;
}

GPtrArray *
so_qualifying_list (SoDb *db, GError **error)
{
  g_autofree char *own = so_setting_get (db, SO_SETTING_QUALIFY), *kind = so_setting_get (db, "studio.kind");
  g_autoptr (GPtrArray) questions = own && *own ? so_qualify_from_json (own, NULL) : NULL;

  /* What another program wrote there is no reason to ask nothing. */
  if (!questions)
    questions = so_qualify_usual (kind);
  return mark_sensitive (db, questions, error) ? g_steal_pointer (&questions) : NULL;
}

gboolean
so_qualifying_save (SoDb *db, GPtrArray *questions, GError **error)
{
  g_autofree char *text = questions ? so_qualify_to_json (questions) : g_strdup ("");
  g_autoptr (GPtrArray) good = questions ? so_qualify_from_json (text, error) : NULL;

  return (!questions || good) && so_setting_set (db, SO_SETTING_QUALIFY, text, error);
}

static char *
answer_of (SoDb *db, const char *contact_id, const char *name)
{
  char *known = so_db_text (db, "SELECT value FROM contact_field WHERE contact_id IN " SO_PERSON_ALL ("?1") " AND name = ?2 AND deleted_at IS NULL"
                            " ORDER BY contact_id <> " SO_PERSON_ROOT ("?1") ", n LIMIT 1", "tt", contact_id, name);

  return known ? known : so_field_get_sensitive (db, contact_id, name);
}

GPtrArray *
so_qualifying_of (SoDb *db, const char *contact_id, GError **error)
{
  g_autoptr (GPtrArray) questions = so_qualifying_list (db, error);
  GPtrArray *all;

  if (!questions)
    return NULL;
  all = g_ptr_array_new_with_free_func ((GDestroyNotify) so_qualified_free);
  while (questions->len)
    {
      SoQualified *one = g_new0 (SoQualified, 1);

      one->question = g_ptr_array_steal_index (questions, 0);
      one->answer = answer_of (db, contact_id, one->question->name);
      g_ptr_array_add (all, one);
    }
  return all;
}

static gboolean
was_asked (GStrv said, const SoQualify *question)
{
  for (guint i = 0; said[i]; i++)
    if (so_qualify_is_in (question, said[i]))
      return TRUE;
  return FALSE;
}

SoQualify *
so_qualifying_next (SoDb *db, const char *thread_id, GError **error)
{
  g_autofree char *person = so_db_text (db, "SELECT p.id FROM thread t JOIN contact c ON c.id = t.contact_id JOIN contact p ON p.id = coalesce (c.root, c.id)"
                                        " WHERE t.id = ? AND t.is_group = 0 AND p.deleted_at IS NULL AND p.stage NOT IN ('CONVERTED', 'LOST')", "t", thread_id);
  g_autoptr (GPtrArray) all = person ? so_qualifying_of (db, person, error) : NULL;
  g_auto (GStrv) said = all ? so_db_texts (db, error, "SELECT text FROM message WHERE thread_id = ? AND direction = 'outbound' AND deleted_at IS NULL"
                                           " ORDER BY sent_at DESC LIMIT ?", "ti", thread_id, (gint64) MOST_LOOKED_AT) : NULL;

  for (guint i = 0; said && i < all->len; i++)
    {
      SoQualified *one = all->pdata[i];

      if (!one->answer && !one->question->sensitive && !was_asked (said, one->question))
        return g_steal_pointer (&one->question);
    }
  return NULL;
}

gboolean
so_qualifying_make_field (SoDb *db, const SoQualify *question, const char *label, GError **error)
{
  SoFieldKind kind = { .name = question->name, .label = (char *) label, .kind = (char *) "text", .sensitive = question->sensitive };

  return so_field_kind_make (db, &kind, error);
}
