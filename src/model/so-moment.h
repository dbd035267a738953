/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Something that happened with a person. */

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
  char *detail;              /* a stage: where from; a trial: its state; a note: who wrote it; a file: its SHA-256; a message: the kind of what is in it
                              * beside words ("image", "call"); or NULL */
  gboolean outbound, unread, done;
} SoMoment;
void so_moment_free (SoMoment *moment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoMoment, so_moment_free)

G_END_DECLS
