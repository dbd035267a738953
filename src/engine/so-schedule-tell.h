/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-schedules.h"

G_BEGIN_DECLS

/* Who has booked is told what changed: as proposals, which the owner approves like any other answer. What is for a student of a household goes to who receives it. Whom no
 * conversation reaches, or who has another answer waiting there, is a task, so that nobody is forgotten. Undone, what was proposed is gone as well. */
typedef struct {
  guint drafts, tasks;
} SoScheduleTold;

/* Where everybody who has booked stands before something is changed. Free with so_schedule_watch_free(). */
typedef struct _SoScheduleWatch SoScheduleWatch;
SoScheduleWatch *so_schedule_watch (SoDb *db, gint64 now, GError **error);
void so_schedule_watch_free (SoScheduleWatch *watch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoScheduleWatch, so_schedule_watch_free)

/* Everybody whose session is at another time now, does not take place, or does again: once each, of their next one. */
gboolean so_schedule_watch_tell (SoScheduleWatch *watch, SoDb *db, gint64 now, SoScheduleTold *told, GError **error);

/* What is a trial as well follows: also where nobody is told. */
gboolean so_schedule_watch_settle (SoScheduleWatch *watch, SoDb *db, GError **error);

/* @contact_id is asked to teach @session, which somebody else teaches. */
gboolean so_schedule_tell_ask (SoDb *db, const char *contact_id, const SoSession *session, gint64 now, SoScheduleTold *told, GError **error);

/* A place is offered to who waits. @bookings: ids. */
gboolean so_schedule_tell_offers (SoDb *db, const char *const *bookings, gint64 now, SoScheduleTold *told, GError **error);
/* TRUE where an offer says the same in both conversations, but for the name and the times. */
gboolean so_schedule_tell_alike (SoDb *db, const char *thread_id, const char *other_id);
/* Who has taken a place is proposed to be told so. */
gboolean so_schedule_tell_taken (SoDb *db, const char *thread_id, const char *booking_id, gint64 now, GError **error);
/* Places that became free are offered, where the rules say so. *@n: how many proposals and tasks that makes. */
gboolean so_waitlist_pass (SoDb *db, gint64 now, guint *n, GError **error);

G_END_DECLS
