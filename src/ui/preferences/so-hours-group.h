/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* The opening hours: a line of spans for each day of the week, and the days on which it is closed all the same. */
#define SO_TYPE_HOURS_GROUP (so_hours_group_get_type ())
G_DECLARE_FINAL_TYPE (SoHoursGroup, so_hours_group, SO, HOURS_GROUP, AdwPreferencesGroup)

GtkWidget *so_hours_group_new (SoStudio *studio);

/* Usual hours (JSON of so-hours.h) into the lines of a studio that has none yet: nothing is stored by it. */
void so_hours_group_propose (SoHoursGroup *self, const char *json);
/* What the lines say, as JSON; so_hours_parse() says what is wrong in it. Free with g_free(). */
char *so_hours_group_dup_json (SoHoursGroup *self);
/* Who shows it saves what it says: the rows have no button of their own for that. */
void so_hours_group_leave_saving (SoHoursGroup *self);

G_END_DECLS
