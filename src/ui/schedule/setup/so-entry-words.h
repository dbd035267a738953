/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-schedule.h"

G_BEGIN_DECLS

/* What a row says of something of the schedule, in the owner's language. Pure; free with g_free(). */
char *so_entry_words_room (const SoRoom *room);
char *so_entry_words_teacher (const SoTeacher *teacher);
char *so_entry_words_class (const SoClassKind *kind);
char *so_entry_words_term (const SoTerm *term);
char *so_entry_words_closure (const SoClosure *closure, const SoSchedule *schedule);

/* "24 December 2026" for "2026-12-24", "24 December 2026 14:00" for a time; the text itself where it is none. */
char *so_entry_words_date (const char *text);
/* From the first to the last; once where they are the same. */
char *so_entry_words_range (const char *first, const char *last);
/* "09:00–12:00, 14:00–20:00", or "Not there". */
char *so_entry_words_spans (char **spans);

G_END_DECLS
