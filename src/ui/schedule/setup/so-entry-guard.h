/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-entry-form.h"

G_BEGIN_DECLS

/* From now on it is asked before @form goes with changes that are not saved: by its button "Back", which @header gets, by Escape, a swipe, or the dialog's own button. Once, while
 * the form is made. */
void so_entry_guard_attach (SoEntryForm *form, AdwHeaderBar *header);
/* Nothing stands in the way any more. */
void so_entry_guard_let_go (SoEntryForm *form);

G_END_DECLS
