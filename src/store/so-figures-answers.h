/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-figures-private.h"

G_BEGIN_DECLS

/* Who waited for an answer, and for how long. Fed with messages in the order in which they were sent. */
typedef struct _SoFiguresAnswers SoFiguresAnswers;

SoFiguresAnswers *so_figures_answers_new (const SoFiguresJob *job);
void so_figures_answers_free (SoFiguresAnswers *self);

/* A message that wants an answer, or (@answer) one of the studio that a person approved or wrote. */
gboolean so_figures_answers_add (SoFiguresAnswers *self, gint64 thread, gint64 at, gboolean answer, GError **error);
/* After the last one: who was answered later, or not at all. */
gboolean so_figures_answers_finish (SoFiguresAnswers *self, GError **error);

/* SQL, m being the message: what a standing permission let go (so-standings.h). */
#define SO_FIGURES_STANDING \
  "(m.draft_id IS NOT NULL AND (SELECT a.approver FROM approval a WHERE a.draft_id = m.draft_id ORDER BY a.approved_at DESC, a.id DESC LIMIT 1) IS 'standing')"
/* What came in and waits for no answer: a thank-you, and what a machine wrote (so-threads.h). */
#define SO_FIGURES_NO_QUESTION "(m.direction = 'inbound' AND coalesce (m.sub_category, '') IN ('thank_you', 'machine'))"

G_END_DECLS
