/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-member.h"
#include "so-store.h"

G_BEGIN_DECLS

/* Who lives together: guardians and students. What is for a student is written to who receives. All undoable. */

/* @household: its id, or NULL for a new one, which is named @name (NULL: after the person). Its id, yours. */
char *so_household_join (SoDb *db, const char *household, const char *name, const char *contact_id, const char *role, gboolean receives, GError **error);
gboolean so_household_leave (SoDb *db, const char *household, const char *contact_id, GError **error);
gboolean so_household_rename (SoDb *db, const char *household, const char *name, GError **error);
/* Everybody of the households of a person, themselves too: SoMember. */
GPtrArray *so_household_of (SoDb *db, const char *contact_id, GError **error);
/* To whom is written what is for this person: the ids of who receives in their households, where they are a student there; else themselves. */
GStrv so_household_receivers (SoDb *db, const char *contact_id, GError **error);

G_END_DECLS
