/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who came to a class, as it is ticked off at the door. */
typedef enum { SO_ROLL_OPEN, SO_ROLL_PRESENT, SO_ROLL_LATE, SO_ROLL_ABSENT, SO_N_ROLL_MARKS } SoRollMark;

/* "open", "present", "late", "absent": as it is stored. */
const char *so_roll_mark_nick (SoRollMark mark);
/* FALSE where @nick (may be NULL) is none. */
gboolean so_roll_mark_parse (const char *nick, SoRollMark *mark);

/* One line of the list. */
typedef struct {
  char *booking;     /* id */
  char *name;
  char *note;        /* "Trial", "Make-up", or NULL; for people */
  SoRollMark mark;
} SoRollLine;

SoRollLine *so_roll_line_new (const char *booking, const char *name, const char *note, SoRollMark mark);
void so_roll_line_free (SoRollLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoRollLine, so_roll_line_free)

/* How many of the lines (SoRollLine) have each mark. */
void so_roll_count (const GPtrArray *lines, guint counts[SO_N_ROLL_MARKS]);

G_END_DECLS
