/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-rulebook.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One rule of the owner's own, being made or changed: a page of Preferences that goes when it is saved. */
#define SO_TYPE_RULE_PAGE (so_rule_page_get_type ())
G_DECLARE_FINAL_TYPE (SoRulePage, so_rule_page, SO, RULE_PAGE, AdwNavigationPage)

/* @rule: NULL for a new one. @book: what it may propose and begin; only looked at here. */
AdwNavigationPage *so_rule_page_new (SoStudio *studio, const SoRule *rule, const SoRulebook *book);

G_END_DECLS
