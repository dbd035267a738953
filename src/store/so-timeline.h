/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* All that happened with a person, over all their conversations and all who were merged into them, in one order of time. */

typedef enum {
  SO_MOMENT_MESSAGE,         /* also a call */
  SO_MOMENT_STAGE,           /* another place on the board */
  SO_MOMENT_NOTE,
  SO_MOMENT_TASK,            /* when it was done; before that: when it was noted */
  SO_MOMENT_TRIAL,
  SO_MOMENT_FILE,
  SO_N_MOMENTS,
} SoMomentKind;
const char *so_moment_kind_nick (SoMomentKind kind);

typedef struct {
  SoMomentKind kind;
  gint64 at, n;              /* ms; number of its row: with kind and at what comes after what */
  char *id;
  char *thread_id;           /* of a message, else NULL */
  char *channel;             /* the same */
  char *text;                /* message, note, title of a task or trial, name of a file; a stage: where to */
  char *detail;              /* a stage: where from; a trial: its state; a note: who wrote it; or NULL */
  gboolean outbound, unread, done;
} SoMoment;
void so_moment_free (SoMoment *moment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoMoment, so_moment_free)

/* The newest @limit of those before @before (NULL: of all), oldest first, so that a page is put above what is shown. However long the history is, a
 * page takes as long as its rows. SoMoment. */
GPtrArray *so_timeline_page (SoDb *db, const char *contact_id, const SoMoment *before, guint limit, GError **error);

G_END_DECLS
