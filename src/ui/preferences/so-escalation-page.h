/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoEscalationPage: what comes to the owner first: which reasons count, the score above which a lead does, more categories, and her own words
 * in each language. Each is kept as it is changed.
 */
#define SO_TYPE_ESCALATION_PAGE (so_escalation_page_get_type ())
G_DECLARE_FINAL_TYPE (SoEscalationPage, so_escalation_page, SO, ESCALATION_PAGE, AdwNavigationPage)

AdwNavigationPage *so_escalation_page_new (SoStudio *studio);
/* The row that opens it. */
GtkWidget *so_escalation_page_row (SoStudio *studio);

G_END_DECLS
