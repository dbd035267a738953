/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Lets a preferences dialog that has its pages be as narrow as a phone. Main thread. */
void so_narrow_allow (AdwPreferencesDialog *dialog);

G_END_DECLS
