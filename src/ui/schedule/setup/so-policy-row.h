/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-entry-form.h"

G_BEGIN_DECLS

/* The rules for booking that a class has in place of the studio's, as the member "policy" of @form: null where its switch is off. What is said of the class in @policy (JSON, or NULL) but has no
 * row stays. */
void so_policy_row_add (SoEntryForm *form, const char *policy);

G_END_DECLS
