/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-profile.h"
#include "so-store.h"

G_BEGIN_DECLS

/* Small facts of the studio by name ("onboarding.step"). NULL where not set. Free with g_free(). */
char *so_setting_get (SoDb *db, const char *key);
gboolean so_setting_set (SoDb *db, const char *key, const char *value, GError **error);

SoProfile *so_profile_load (SoDb *db, GError **error);      /* NULL, no error: not set up yet */
gboolean so_profile_save (SoDb *db, const SoProfile *profile, GError **error);

GPtrArray *so_account_list (SoDb *db, GError **error);      /* SoAccount */
SoAccount *so_account_find (SoDb *db, const char *id, GError **error);
char *so_account_add (SoDb *db, const SoAccount *account, GError **error);  /* its id */
gboolean so_account_remove (SoDb *db, const char *id, GError **error);
/* JSON object of KEY=VALUE in place of what it was. */
gboolean so_account_set_settings (SoDb *db, const char *id, const char *settings, GError **error);
/* Cursor and last error after a pull; either may be NULL (cursor: keep, error: none). */
gboolean so_account_set_cursor (SoDb *db, const char *id, const char *cursor, const char *err, GError **error);

G_END_DECLS
