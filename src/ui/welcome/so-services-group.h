/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-kind.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What the studio offers and what it costs: a row for each service that its kind usually has, and for each price that it has already. Without an amount
 * a row is nothing: no price is made up. */
#define SO_TYPE_SERVICES_GROUP (so_services_group_get_type ())
G_DECLARE_FINAL_TYPE (SoServicesGroup, so_services_group, SO, SERVICES_GROUP, AdwPreferencesGroup)

/* @kind: borrowed; NULL: no proposals. */
GtkWidget *so_services_group_new (SoStudio *studio, const SoKind *kind);

/* SoPrice of the rows that have an amount and are not on the price list yet. NULL with SO_ERROR_CHANGE, which names the row, where one is no amount. */
GPtrArray *so_services_group_dup_prices (SoServicesGroup *self, GError **error);

/* SoClassKind of the rows that take place on the schedule: those of the kind that have an amount, and the owner's own that have minutes. Never NULL. */
GPtrArray *so_services_group_dup_classes (SoServicesGroup *self);

G_END_DECLS
