/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-entry-form.h"

G_BEGIN_DECLS

/* Who of the people that the studio knows it is: a row of @form that is the member @name, an id or "". Activated it asks for somebody; its button takes them out. @nobody: what it says without
 * somebody. Borrowed. */
AdwActionRow *so_person_row_add (SoEntryForm *form, const char *name, const char *title, const char *nobody, const char *contact_id);

G_END_DECLS
