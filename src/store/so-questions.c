/* SPDX-License-Identifier: MIT */
#include "so-questions.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-id.h"
#include "so-people.h"
#include "so-text.h"
#include "so-undo.h"

#include <string.h>

#define SELECT "SELECT q.n, q.id, q.message_id, q.thread_id, c.name, q.text, q.asked_at, q.state, q.knowledge_id FROM question q" \
               " LEFT JOIN thread t ON t.id = q.thread_id LEFT JOIN contact c ON c.id = " SO_PERSON_ROOT ("t.contact_id") " WHERE "
#define LONGEST 500   /* characters: a list, not a second copy of the conversation */

static SoQuestion *
one (SoStmt *row, GError **error)
{
  SoQuestion *question;

  if (!so_stmt_one (row, "There is no such question in the list.", error))
    return NULL;
  question = g_new0 (SoQuestion, 1);
  question->n = so_stmt_int (row, 0);
  question->id = so_stmt_dup (row, 1);
  question->message_id = so_stmt_dup (row, 2);
  question->thread_id = so_stmt_dup (row, 3);
  question->contact_name = g_strdup (so_stmt_text (row, 4) ? so_stmt_text (row, 4) : "?");
  question->text = so_stmt_dup (row, 5);
  question->asked_at = so_stmt_int (row, 6);
  question->state = so_stmt_dup (row, 7);
  question->knowledge_id = so_stmt_dup (row, 8);
  return question;
}

gboolean
so_question_add (SoDb *db, const char *message_id, GError **error)
{
  g_autofree char *id = so_id_derive ("question", message_id), *whole = NULL, *text = NULL;

  whole = so_db_text (db, "SELECT text FROM message WHERE id = ? AND import_id IS NULL AND direction = 'inbound' AND is_system = 0 AND deleted_at IS NULL", "t", message_id);
  text = so_text_snippet (whole, LONGEST);
  if (!*text)
    return TRUE;
  if (!so_db_run (db, error, "INSERT INTO question (id, message_id, thread_id, text, asked_at, created_at)"
                  " SELECT ?1, id, thread_id, ?2, sent_at, ?3 FROM message WHERE id = ?4 ON CONFLICT (id) DO NOTHING", "ttit", id, text, so_now (),
                  message_id))
    return FALSE;
  return so_db_changes (db) == 0 || so_event_log (db, "assistant", "question.kept", "question", id, NULL, error);
}

GArray *
so_question_numbers (SoDb *db, const char *state, const char *query, GError **error)
{
  return so_db_numbers (db, error, "SELECT n FROM question WHERE deleted_at IS NULL AND (?1 IS NULL OR state = ?1)"
                        " AND (?2 IS NULL OR ?2 = '' OR instr (lower (text), lower (?2)) > 0) ORDER BY asked_at DESC, n DESC", "tt", state, query);
}

SoQuestion *
so_question_load (SoDb *db, gint64 n, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT "q.n = ?", "i", n);

  return one (row, error);
}

SoQuestion *
so_question_find (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT "q.id = ? AND q.deleted_at IS NULL", "t", id);

  return one (row, error);
}

gboolean
so_question_set_state (SoDb *db, const char *id, const char *state, const char *knowledge_id, GError **error)
{
  g_autoptr (SoQuestion) question = so_question_find (db, id, error);
  g_autofree char *kind = g_strconcat ("question.", state, NULL);

  if (!question)
    return FALSE;
  if (!strcmp (question->state, state))
    return so_fail (error, SO_ERROR_CHANGE, "This question is %s already.", state);
  return so_undo_set (db, "question", id, "state", error, "t", state) &&
         so_undo_set (db, "question", id, "knowledge_id", error, "t", knowledge_id) &&
         so_event_log (db, "owner", kind, "question", id, NULL, error);
}
