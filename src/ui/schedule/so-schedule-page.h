/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-week-source.h"
#include "so-window.h"

G_BEGIN_DECLS

/**
 * SoSchedulePage: the week of the studio: one day or seven, rooms or teachers beside each other or all together. In a narrow window one day at a time.
 */
#define SO_TYPE_SCHEDULE_PAGE (so_schedule_page_get_type ())
G_DECLARE_FINAL_TYPE (SoSchedulePage, so_schedule_page, SO, SCHEDULE_PAGE, AdwBreakpointBin)

GtkWidget *so_schedule_page_new (SoWindow *window);

/* For what is started from the page; borrowed, or NULL: the class that has the focus, or had it last. */
SoWeekSource *so_schedule_page_get_source (SoSchedulePage *self);
const SoWeekSession *so_schedule_page_get_session (SoSchedulePage *self);

/* For tests: where pages made from now on have their week from, @make returns a new source of that window. */
void so_schedule_page_set_maker (SoWeekSource *(*make) (SoWindow *window));

G_END_DECLS
