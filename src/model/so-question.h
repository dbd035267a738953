/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a customer asked and nothing in the studio's knowledge answered. Free with so_question_free(). */
typedef struct {
  gint64 n;
  char *id;
  char *message_id;
  char *thread_id;
  char *contact_name;   /* "?" where nobody is known */
  char *text;           /* as the customer wrote it, shortened */
  gint64 asked_at;      /* ms */
  char *state;          /* "open", "answered", "dismissed" */
  char *knowledge_id;   /* the entry that answers it now, or NULL */
} SoQuestion;

void so_question_free (SoQuestion *question);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoQuestion, so_question_free)

G_END_DECLS
