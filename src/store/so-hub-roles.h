/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-store.h"
#include "so-role.h"

G_BEGIN_DECLS

/* The roles of computers, as the hub keeps them. One that has none is an owner's: it was paired before there were any. */

/* Makes the tables where there are none; so_hub_store_open() does it. */
gboolean so_hub_roles_prepare (SoHubStore *store, GError **error);

gboolean so_hub_role_of (SoHubStore *store, const char *device, SoRole *role, GError **error);

/* For so-hub-devices.c: what a code is good for; and, in the transaction in which it becomes a computer, that computer's. */
gboolean so_hub_role_promise (SoHubStore *store, const char *code_hash, SoRole role, GError **error);
gboolean so_hub_role_pair (SoHubStore *store, const char *code_hash, const char *device, SoRole *role, GError **error);

/* A computer of the role @by gives another one of its studio a role, or shuts it out. SO_ERROR_CHANGE where there is no such computer, SO_ERROR_GIVE_UP
 * where it may not, or no owner's would be left; with a sentence. */
gboolean so_hub_role_set (SoHubStore *store, const char *studio, SoRole by, const char *device, SoRole role, GError **error);
gboolean so_hub_role_revoke (SoHubStore *store, const char *studio, SoRole by, const char *device, GError **error);

gboolean so_hub_roles_copy (SoHubStore *from, SoHubStore *to, GError **error);

G_END_DECLS
