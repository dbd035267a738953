/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-thread-host.h"

G_BEGIN_DECLS

/* A popover with the follow-ups that are planned, each with its digit: the one chosen begins in the conversations that are meant.
 * Where some run with this person, the first choice stops them and says what comes next. */
void so_follow_up_menu_present (SoThreadHost *host);

/* Stops all that run with the people of the conversations that are meant; says so where there are none. */
void so_follow_up_menu_stop (SoThreadHost *host);

G_END_DECLS
