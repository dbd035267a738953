/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-field-kind.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* One of the studio's own fields of people: what it is called and what can be entered. */
#define SO_TYPE_FIELD_PAGE (so_field_page_get_type ())
G_DECLARE_FINAL_TYPE (SoFieldPage, so_field_page, SO, FIELD_PAGE, AdwNavigationPage)

/* @kind NULL: a new one. */
AdwNavigationPage *so_field_page_new (SoStudio *studio, const SoFieldKind *kind);

G_END_DECLS
