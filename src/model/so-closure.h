/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-entity.h"

G_BEGIN_DECLS

/* A time in which sessions do not take place: all, those of some classes, or those in some rooms. Removed, they do again. */
typedef struct {
  char *id, *label;
  char *from_at, *to_at;     /* "2026-12-24" (the last day is part of it) or "2026-12-24T14:00" */
  GStrv classes, rooms;      /* ids; NULL: all */
} SoClosure;

extern const SoEntity so_closure_entity;

void so_closure_free (SoClosure *closure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoClosure, so_closure_free)

/* In minutes since 1970 by the clock on the wall; @to is the first minute after it. */
void so_closure_span (const SoClosure *closure, gint64 *from, gint64 *to);
/* Whether it keeps a session of @minutes on @day at @start from taking place; @room_id may be NULL. */
gboolean so_closure_hits (const SoClosure *closure, const char *class_id, const char *room_id, int day, int start, int minutes);

G_END_DECLS
