/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Amounts as people write them, in the language of the one who reads: independent of the computer's. */

/* 1550 EUR: "15.50 €" in English, "15,50 €" in German; 1500: "15 €"; "$15.50"; "CHF 1’250". @language: "de", NULL for
 * English. Free with g_free(). */
char *so_money_format (gint64 amount, const char *currency, const char *language);

/* "15", "15.50", "15,5", "1.250,00", "1,250.00 €", "¥1500" as minor units of @currency. FALSE with SO_ERROR_CHANGE where
 * it is no amount, has more decimals than the currency, is negative or above a milliard. */
gboolean so_money_parse (const char *text, const char *currency, gint64 *amount, GError **error);

/* How many digits stand behind the point: 2 of EUR and of what is not known, 0 of JPY, 3 of KWD. */
guint so_money_decimals (const char *currency);
/* Minor units as a number for tables: 1550 EUR is 15.5, 1550 JPY is 1550, 1550 KWD is 1.55. */
double so_money_whole (double amount, const char *currency);

/* TRUE for three capital letters. */
gboolean so_money_is_currency (const char *currency);

G_END_DECLS
