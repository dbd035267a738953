/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"

G_BEGIN_DECLS

/* How an account fares, as people say it. Pure but for the zone (so-age.h); what is allocated is freed with g_free(). */

typedef struct {
  gboolean reading;     /* she waits for it at this moment … */
  guint received;       /* … and so many messages have come */
  gint64 read_at;       /* ms: when all was read last, 0: never */
  gint64 now;           /* ms */
} SoAccountNow;

/* "Connected", "Reading… 12 messages", "Waiting until 12:40", "Sign in again", "Paused", "There is a problem". */
char *so_account_words_status (const SoAccount *account, const SoAccountNow *now);
/* "Read 2 minutes ago", "Not read yet"; NULL where nothing is fetched. */
char *so_account_words_read (const SoAccount *account, const SoAccountNow *now);
/* What stands under its name in a list. */
char *so_account_words_row (const SoAccount *account, const SoAccountNow *now);

/* The button that mends it, with a mnemonic; NULL where nothing is to be mended. Translated. */
const char *so_account_words_fix (const SoAccount *account);
/* *@style: "success", "warning", "error" or "dim-label". */
const char *so_account_words_icon (const SoAccount *account, gboolean reading, const char **style);

G_END_DECLS
