/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* Whose an address, or a single message, is after all. Both are undoable. */

/**
 * so_contact_split: takes the address @identity_id out of whoever has it, with the conversations it was written from, and gives it to @to, or with
 * NULL to a new person of its name. Who is left without an address is refused: that is the whole person (so_contact_unmerge(), so_contact_merge()).
 *
 * Returns: the id of whose it is now, yours; NULL with SO_ERROR_CHANGE.
 */
char *so_contact_split (SoDb *db, const char *identity_id, const char *to, GError **error);

/* One message of a family's telephone is of somebody else: it stands in a conversation of theirs, which nobody can answer in; what comes next from
 * that number is whose the number is. Back where it was, if that is whose it is. */
gboolean so_message_move (SoDb *db, const char *message_id, const char *contact_id, GError **error);
/* The same with somebody whom the studio does not have yet, by their name of 1 to 200 characters: the id of the new person, yours. */
char *so_message_move_to_new (SoDb *db, const char *message_id, const char *name, GError **error);

G_END_DECLS
