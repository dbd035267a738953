/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-profile.h"
#include "so-store.h"

G_BEGIN_DECLS

/* Small facts of the studio by name ("onboarding.step"). NULL where not set. Free with g_free(). */
char *so_setting_get (SoDb *db, const char *key);
/* A whole number from @least to @most; what is none of these counts as not set: @fallback. */
guint so_setting_get_number (SoDb *db, const char *key, guint least, guint most, guint fallback);
/* The words of a list (spaces, commas or lines between), NULL where it is not set. */
GStrv so_setting_get_words (SoDb *db, const char *key);
gboolean so_setting_set (SoDb *db, const char *key, const char *value, GError **error);

SoProfile *so_profile_load (SoDb *db, GError **error);      /* NULL, no error: not set up yet */
/* The same of a studio that is not opened, and stays as it is, whatever its version. */
SoProfile *so_profile_peek (const char *folder, GError **error);
gboolean so_profile_save (SoDb *db, const SoProfile *profile, GError **error);

GPtrArray *so_account_list (SoDb *db, GError **error);      /* SoAccount */
/* Also of one that was removed. */
gboolean so_account_is_known (SoDb *db, const char *id);
SoAccount *so_account_find (SoDb *db, const char *id, GError **error);
char *so_account_add (SoDb *db, const SoAccount *account, GError **error);  /* its id */
gboolean so_account_remove (SoDb *db, const char *id, GError **error);
/* JSON object of KEY=VALUE in place of what it was. */
gboolean so_account_set_settings (SoDb *db, const char *id, const char *settings, GError **error);
/* A page was read without fault: where the next pull goes on (NULL: where it was), and when all was read (ms; 0: not all yet). */
gboolean so_account_pulled (SoDb *db, const char *id, const char *cursor, gint64 synced_at, GError **error);
/* What is wrong with it in @words, what can be done about that, and when it is asked again (ms; 0: no matter). @words NULL: nothing. */
gboolean so_account_failed (SoDb *db, const char *id, const char *words, SoError kind, gint64 retry_at, GError **error);
/* Another computer had its keys; now this one does. */
gboolean so_account_come_here (SoDb *db, const char *id, GError **error);
gboolean so_account_set_name (SoDb *db, const char *id, const char *name, GError **error);
/* Switched on again, it is asked at once: what was wrong is forgotten. */
gboolean so_account_set_paused (SoDb *db, const char *id, gboolean paused, GError **error);

G_END_DECLS
