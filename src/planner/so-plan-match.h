/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * so_plan_match: gives each of the fewer side one of the other at the least cost together (Hungarian method, n³).
 * @cost: [@rows × @columns], none below zero
 * @column_of: (out caller-allocates): for each row its column or -1; may be NULL
 *
 * Returns: the sum.
 */
int so_plan_match (const int *cost, guint rows, guint columns, int *column_of);

G_END_DECLS
