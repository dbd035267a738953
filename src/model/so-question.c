/* SPDX-License-Identifier: MIT */
#include "so-question.h"

void
so_question_free (SoQuestion *question)
{
  if (!question)
    return;
  g_free (question->id);
  g_free (question->message_id);
  g_free (question->thread_id);
  g_free (question->contact_name);
  g_free (question->text);
  g_free (question->state);
  g_free (question->knowledge_id);
  g_free (question);
}
