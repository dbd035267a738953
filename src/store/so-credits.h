/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-booking.h"
#include "so-store.h"

G_BEGIN_DECLS

/* The ledger of credits: lines are only added, and undoing adds the line that takes one back. What is used is of the lot that expires first, and carries its day, so
 * that what expires is out of the sum by itself. */

/* @amount: from -1000 to 1000, not 0; @expires_on: "2026-12-31", or NULL. The id (yours). */
char *so_credit_add (SoDb *db, const char *contact_id, int amount, const char *why, const char *booking_id, const char *expires_on, const char *note, GError **error);
/* For undo: nothing where it is taken back already. */
gboolean so_credit_take_back (SoDb *db, const char *id, GError **error);

/* What is good on @day (so-day.h), of all who are shown as that person. */
int so_credit_balance (SoDb *db, const char *contact_id, int day);
/* Takes one that is good on @day: its last day in *@expires_on (yours, may be NULL). FALSE without an error where there is none. */
gboolean so_credit_find_lot (SoDb *db, const char *contact_id, int day, char **expires_on);

/* SoCredit, the newest first. */
GPtrArray *so_credit_list (SoDb *db, const char *contact_id, guint limit, GError **error);

G_END_DECLS
