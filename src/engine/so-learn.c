/* SPDX-License-Identifier: MIT */
#include "so-learn.h"

#include "so-draft-versions.h"
#include "so-questions.h"

#include <string.h>

#define MUCH 40          /* percent of the longer text */
#define AT_LEAST 20      /* characters: a name or a greeting is no other answer */

gboolean
so_learn_is_much (const char *proposed, const char *text, guint distance)
{
  glong longer = MAX (g_utf8_strlen (proposed, -1), g_utf8_strlen (text, -1));

  return distance >= AT_LEAST && (glong) distance * 100 > longer * MUCH;
}

gboolean
so_learn_approved (SoDb *db, const SoDraft *draft, GError **error)
{
  gint64 distance;

  if (!draft->proposed)
    return TRUE;
  if (!so_draft_keep_edit_distance (db, draft->id, error))
    return FALSE;
  distance = so_draft_edit_distance (db, draft->id);
  return !draft->reply_to || distance < 0 || !so_learn_is_much (draft->proposed, draft->text, (guint) distance) ||
         so_question_add (db, draft->reply_to, error);
}

gboolean
so_learn_discarded (SoDb *db, const SoDraft *draft, const char *reason, GError **error)
{
  return !draft->reply_to || !draft->proposed || g_strcmp0 (reason, "wrong_facts") != 0 || so_question_add (db, draft->reply_to, error);
}
