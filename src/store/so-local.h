/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* Facts of this computer by name: never shared, and nothing of them is on a list. */

/* NULL where it is not set. Free with g_free(). */
char *so_local_get (SoDb *db, const char *key);
/* @value NULL: not any more. */
gboolean so_local_set (SoDb *db, const char *key, const char *value, GError **error);

/* Under which name this computer keeps its secrets of the studio; NULL: under the studio's id. Two studios that become one have one id afterwards,
 * and each computer still has its own secrets. */
#define SO_LOCAL_SECRETS "secrets"

G_END_DECLS
