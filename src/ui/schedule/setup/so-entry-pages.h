/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-schedule.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* The form of one thing; @id NULL: a new one. @schedule: as it stands now, needed only while it is made. */
AdwNavigationPage *so_class_form_new (SoStudio *studio, const SoSchedule *schedule, const char *id);
AdwNavigationPage *so_room_form_new (SoStudio *studio, const SoSchedule *schedule, const char *id);
AdwNavigationPage *so_teacher_form_new (SoStudio *studio, const SoSchedule *schedule, const char *id);
AdwNavigationPage *so_term_form_new (SoStudio *studio, const SoSchedule *schedule, const char *id);
AdwNavigationPage *so_closure_form_new (SoStudio *studio, const SoSchedule *schedule, const char *id);

/* A class comes onto the schedule. @class_id: or NULL; @first: "2026-12-01T18:00", or NULL. */
AdwNavigationPage *so_series_form_new (SoStudio *studio, const SoSchedule *schedule, const char *class_id, const char *first);

G_END_DECLS
