/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-about.h"
#include "so-answers-page.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-knowledge-base.h"
#include "so-knowledge-verbs.h"

gboolean
so_ctl_knowledge_list (SoCtl *ctl, GError **error)
{
  g_autofree char *query = NULL;
  const GOptionEntry entries[] = { { "query", 0, 0, G_OPTION_ARG_STRING, &query }, { NULL } };
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "category question id answer");

  if (!so_ctl_parse (ctl, entries, 0, 0, error) || !(db = so_ctl_read (ctl, error))
      || !(numbers = so_knowledge_numbers (db, query, error)))
    return FALSE;
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (SoKnowledge) entry = so_knowledge_load (db, g_array_index (numbers, gint64, i), error);
      if (!entry)
        return FALSE;
      so_ctl_list_add (list, so_ctl_json_knowledge (entry));
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_knowledge_add (SoCtl *ctl, GError **error)
{
  g_autoptr (SoKnowledge) entry = g_new0 (SoKnowledge, 1);
  const GOptionEntry entries[] = {
    { "question", 0, 0, G_OPTION_ARG_STRING, &entry->question }, { "answer", 0, 0, G_OPTION_ARG_STRING, &entry->answer },
    { "category", 0, 0, G_OPTION_ARG_STRING, &entry->category }, { "language", 0, 0, G_OPTION_ARG_STRING, &entry->language },
    { NULL },
  };
  g_autoptr (SoKnowledge) saved = NULL;
  g_autoptr (SoDb) reader = NULL;
  g_autofree char *id = NULL;

  if (!so_ctl_parse (ctl, entries, 0, 0, error))
    return FALSE;
  if (!entry->question || !*entry->question || !entry->answer || !*entry->answer)
    return so_ctl_misused (error, "--question Q and --answer A are needed");
  if (!entry->category)
    entry->category = g_strdup ("other");
  entry->quotable = TRUE;
  if (!so_ctl_open (ctl, error) || !(id = so_studio_save_knowledge (ctl->studio, entry, error)) || !(reader = so_ctl_read (ctl, error)) || !(saved = so_knowledge_find (reader, id, error)))
    return FALSE;
  return so_ctl_print (ctl, so_ctl_json_knowledge (saved));
}

gboolean
so_ctl_knowledge_import (SoCtl *ctl, GError **error)
{
  gboolean dry = FALSE;
  const GOptionEntry options[] = { { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry }, { NULL } };
  g_autoptr (GPtrArray) entries = NULL;
  guint added = 0;
  JsonObject *object;

  if (!so_ctl_parse (ctl, options, 1, 1, error) || !so_ctl_open (ctl, error) || !(entries = so_answers_load (so_ctl_arg (ctl, 0), NULL, error)))
    return FALSE;
  if (dry)
    added = so_studio_count_new_answers (ctl->studio, entries);
  else if (!so_studio_add_answers (ctl->studio, entries, &added, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_int_member (object, "found", entries->len);
  json_object_set_int_member (object, dry ? "new" : "added", added);
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_knowledge_remove (SoCtl *ctl, GError **error)
{
  g_autoptr (SoKnowledge) entry = NULL;
  g_autoptr (SoDb) db = NULL;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !(db = so_ctl_read (ctl, error))
      || !(entry = so_knowledge_find (db, so_ctl_arg (ctl, 0), error))
      || !so_studio_delete_knowledge (ctl->studio, entry->id, error))
    return FALSE;
  return so_ctl_print (ctl, so_ctl_json_knowledge (entry));
}
