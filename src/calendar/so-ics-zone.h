/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <libical/ical.h>

G_BEGIN_DECLS

/* For so-ics-write.c only. */

/* The VTIMEZONE of @zone, called @id: what holds from @year on, as short as other programs write it. Yours. */
icalcomponent *so_ics_zone_component (icaltimezone *zone, const char *id, int year);

G_END_DECLS
