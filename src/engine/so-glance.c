/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-glance.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "so-check-facts.h"
#include "so-draft-facts.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-hash.h"
#include "so-verb.h"

void
so_glance_free (SoGlance *glance)
{
  if (!glance)
    return;
  g_free (glance->draft_id);
  g_free (glance->text);
  g_free (glance->mark);
  g_free (glance);
}

gboolean
so_glance_shows (const char *text)
{
  guint lines = 1;

  if (!text || !*text || !g_utf8_validate (text, -1, NULL) || strpbrk (text, "<>&") || g_utf8_strlen (text, -1) > SO_GLANCE_LONGEST)
    return FALSE;
  for (const char *at = text; *at; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '\n')
        lines++;
      else if (!g_unichar_isprint (c) && !g_unichar_iszerowidth (c))
        return FALSE;
    }
  return lines <= SO_GLANCE_LINES;
}

static char *
dup_mark (const SoDraft *draft)
{
  return so_hash_strings (draft->text, draft->thread_id, draft->contact_id, draft->channel, draft->account_id ? draft->account_id : "", SO_HASH_END);
}

/* More than its text belongs to it. */
static gboolean
has_more (SoDb *db, const SoDraft *draft)
{
  g_autoptr (GPtrArray) files = so_draft_files (db, draft->id, NULL);

  return !files || files->len || draft->cc || draft->bcc || draft->template || draft->via;
}

SoGlance *
so_glance_find (SoStudio *studio, const char *thread_id, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_autoptr (SoDraft) draft = db ? so_draft_of_thread (db, thread_id, error) : NULL;
  SoGlance *glance;
  guint failed;

  if (!draft || (draft->state != SO_DRAFT_PROPOSED && draft->state != SO_DRAFT_EDITED) || has_more (db, draft) || !so_glance_shows (draft->text) ||
      !so_check_facts_run (studio, db, draft, NULL, FALSE, &failed, error) || failed)
    return NULL;
  glance = g_new0 (SoGlance, 1);
  glance->draft_id = g_strdup (draft->id);
  glance->text = g_strdup (draft->text);
  glance->mark = dup_mark (draft);
  return glance;
}

static void
find_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  SoGlance *glance = so_glance_find (source, data, &error);

  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, glance, (GDestroyNotify) so_glance_free);
}

void
so_glance_find_async (SoStudio *studio, const char *thread_id, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, NULL, callback, user_data);

  g_task_set_source_tag (task, so_glance_find_async);
  g_task_set_task_data (task, g_strdup (thread_id), g_free);
  so_studio_run (studio, task, find_on_thread);
}

SoGlance *
so_glance_find_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
so_glance_approve (SoStudio *studio, const char *draft_id, const char *mark, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_autoptr (SoDraft) draft = db ? so_draft_find (db, draft_id, error) : NULL;
  g_autofree char *now = draft ? dup_mark (draft) : NULL;
  gboolean more = draft && has_more (db, draft);

  g_clear_pointer (&db, so_db_release);
  if (!draft)
    return FALSE;
  if (g_strcmp0 (now, mark) || more)
    return so_fail (error, SO_ERROR_CHANGE, _("The answer was changed since you were notified of it: read it again"));
  return so_studio_do (studio, SO_VERB_APPROVE, draft_id, "notification", NULL, error);
}
