/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-entry-form.h"

G_BEGIN_DECLS

/* A group for the form of a teacher: other hours on single days, each of which can be taken back, and a button for more. */
void so_teacher_days_add (SoEntryForm *form, const char *teacher_id);

G_END_DECLS
