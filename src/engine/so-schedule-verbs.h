/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft-verbs.h"
#include "so-entity.h"

G_BEGIN_DECLS

/* What the owner does to the schedule: for so-verb.c. Arguments are JSON objects. What they do not name stays as it is. */

/* Which list is meant: the value of a verb. */
typedef enum { SO_LIST_ROOMS, SO_LIST_TEACHERS, SO_LIST_CLASSES, SO_LIST_TERMS, SO_LIST_CLOSURES, SO_N_LISTS } SoScheduleList;
const SoEntity *so_schedule_list_entity (SoScheduleList list);

gboolean so_schedule_verb_save (SoVerbCall *call, GError **error);         /* the fields of so-room.h, so-teacher.h, so-class-kind.h, so-term.h, so-closure.h; result: its id */
gboolean so_schedule_verb_remove (SoVerbCall *call, GError **error);       /* not while sessions to come have it, but for closures and terms */
gboolean so_schedule_verb_day (SoVerbCall *call, GError **error);          /* {"from", "to", "spans", "note"}: other hours of a teacher on these days; without spans as usual again */
gboolean so_schedule_verb_copy_term (SoVerbCall *call, GError **error);    /* {"name", "first_day"}; result: its id */
gboolean so_schedule_verb_add (SoVerbCall *call, GError **error);          /* {"first", "rule", "until_day", "minutes", "room_id", "teacher_id", "term_id", "pinned"} of a class; result: ids of
                                                                              the series, one a line */
/* {"scope", "day", "start", "minutes", "room_id", "teacher_id", "rule", "term_id", "pinned", "tell"}; start: minutes after midnight, or "18:30". tell: 0: whoever has booked is not
 * told. Result, as of all below: {"drafts", "tasks"}, what that makes. */
gboolean so_schedule_verb_edit (SoVerbCall *call, GError **error);
gboolean so_schedule_verb_cancel (SoVerbCall *call, GError **error);       /* {"scope", "note", "tell"} */
gboolean so_schedule_verb_restore (SoVerbCall *call, GError **error);      /* what is said of this session alone is taken back */
gboolean so_schedule_verb_keep (SoVerbCall *call, GError **error);         /* it takes place although it is closed then */

/* {"teacher_id"}: they are asked to stand in. Result: {"drafts", "tasks"} */
gboolean so_schedule_verb_ask (SoVerbCall *call, GError **error);

/* {"solution", "scope", "tell"}: of a week; scope: this (only that week) or following. Result: {"changed", "added", "unplaced", "drafts", "tasks"} (so-schedule-problem.h) */
gboolean so_schedule_verb_apply (SoVerbCall *call, GError **error);

gboolean so_schedule_verb_import (SoVerbCall *call, GError **error);       /* {"Kurs": "class"}, or NULL; id: a path; result: as in so-schedule-import.h */

gboolean so_booking_verb_add (SoVerbCall *call, GError **error);           /* {"session", "kind", "anyway"}; result: its id */
gboolean so_booking_verb_enrol (SoVerbCall *call, GError **error);         /* {"session", "until", "leave"} of a person: all of its series from then on (so-enrolments.h). leave: 1: is cancelled. Result:
                                                                              {"booked", "waiting", "known", "cancelled"} */
gboolean so_booking_verb_cancel (SoVerbCall *call, GError **error);        /* who waits is offered the place */
gboolean so_booking_verb_call (SoVerbCall *call, GError **error);          /* "attended", "late", "no-show", "excused", "booked" */
gboolean so_booking_verb_trial (SoVerbCall *call, GError **error);         /* of a trial: "attended", "no-show", "cancelled", "booked"; its place on the schedule, if it has one, goes with it */
gboolean so_booking_verb_waive (SoVerbCall *call, GError **error);         /* why */
gboolean so_booking_verb_accept (SoVerbCall *call, GError **error);        /* "anyway": also where it is full; or NULL */
gboolean so_booking_verb_offer (SoVerbCall *call, GError **error);         /* of a session: also after the cut-off */
gboolean so_booking_verb_place (SoVerbCall *call, GError **error);         /* "1": to the front of the waitlist */
gboolean so_credit_verb_add (SoVerbCall *call, GError **error);            /* {"amount", "why", "expires_on", "note"}; why: bought, make-up or adjusted; result: its id */

G_END_DECLS
