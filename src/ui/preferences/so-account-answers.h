/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-account.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Who takes the calls of a telephone service that does not tell it: a so_choice_row of the values of so_studio_set_answers(), NULL for a person. */
AdwComboRow *so_account_answers_row (void);
/* The same on the page of @account, where a choice is kept at once. */
GtkWidget *so_account_answers_new (SoStudio *studio, const SoAccount *account);

G_END_DECLS
