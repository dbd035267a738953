/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-thread.h"

G_BEGIN_DECLS

/* Until when a conversation can wait, as people say it. Pure; @now in ms; free texts with g_free(). */
typedef enum {
  SO_DUE_CALM,
  SO_DUE_SOON,
  SO_DUE_LATE,
} SoDueTone;

/* For a row: what comes next while a customer waits: "due 12 min", "closes 3 h 12", "late 3 h 05", "closed"; NULL where
 * nothing does. */
char *so_due_words_row (const SoThread *thread, gint64 now, SoDueTone *tone);
/* The same and more for who hears it: "answer late for 3 h 05, window closes in 20 h 55"; or NULL. */
char *so_due_words_spoken (const SoThread *thread, gint64 now);
/* Above a conversation, whoever wrote last: "window closes in 3 h 12"; NULL on a channel that has no window. */
char *so_due_words_window (const SoThread *thread, gint64 now, SoDueTone *tone);
/* Where answers are written: "Closes in 3 h 12: …"; NULL on a channel that has no window. *@template: only one of those goes out now. */
char *so_due_words_composer (const SoThread *thread, gint64 now, SoDueTone *tone, gboolean *template);

G_END_DECLS
