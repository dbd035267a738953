/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-contacts.h"
#include "so-db.h"

G_BEGIN_DECLS

/* Whom an identity belongs to: the store's own part of so-contacts.h. */

/* A merge changes only contact.merged_into; contact.root is what follows from it (so-people-root.c): the one at the end, whom they are shown as.
 * NULL: themselves. Their own id: themselves, although merged_into names somebody (who is gone, or a circle that two computers made).
 * What comes in is stored with the person whose address it came from, and whoever asks for a person asks for all of them.
 *
 * @id: a column with its table, or a "?1". The id of whom they are shown as. */
#define SO_PERSON_ROOT(id) "coalesce ((SELECT p.root FROM contact p WHERE p.id = " id "), " id ")"
/* Ids of all who are shown as the same person, for IN: whichever of them @id is. */
#define SO_PERSON_ALL(id) "(SELECT " SO_PERSON_ROOT (id) " UNION ALL SELECT q.id FROM contact q WHERE q.root = " SO_PERSON_ROOT (id) ")"
/* Whether a row of contact is shown: for the rows of an index that asks for merged_into IS NULL, and for the others. */
#define SO_PERSON_PLAIN "deleted_at IS NULL AND merged_into IS NULL"
#define SO_PERSON_ODD "deleted_at IS NULL AND root IS NOT NULL AND root = id"

/* The person with this identity, or NULL: whom they are shown as. Free with g_free(). */
char *so_people_of (SoDb *db, const SoIdentity *identity, const char *country);
/* Whose the identity is by itself, whatever they are merged into. Free with g_free(). */
char *so_people_own (SoDb *db, const SoIdentity *identity, const char *country);
/* Whom this one is shown as. Free with g_free(). */
char *so_people_root (SoDb *db, const char *contact_id);
/* All who are shown as the same person as this one, the one shown first. Ids, NULL-terminated; never NULL. */
GStrv so_people_all (SoDb *db, const char *contact_id);

/* After merged_into or deleted_at of this person changed: roots, sums, scores and the search index of all whom that concerns. */
gboolean so_people_settle_root (SoDb *db, const char *contact_id, GError **error);
/* TRUE where that may have changed: they are merged into somebody, or others into them. */
gboolean so_people_is_unsettled (SoDb *db, const char *contact_id);
/* Their conversations stand in the order of the inbox by their score. */
gboolean so_people_score_changed (SoDb *db, const char *contact_id, GError **error);
/* The sums last_at and last_inbound_at, of this person and whom they are shown as: after their conversations changed. NULL: nobody's. */
gboolean so_people_sum (SoDb *db, const char *contact_id, GError **error);

/* The id that an identity has, whoever's it is; NULL for an empty one. Free with g_free(). */
char *so_people_identity_id (const SoIdentity *identity, const char *country);
/* The same, made where there is none. @source: where it was met. *@added may be NULL. */
char *so_people_find_or_make (SoDb *db, const SoIdentity *identity, const char *country, const char *source,
                              const char *import_id, gboolean *added, GError **error);

/* A network writes the number of somebody, who is known as @identity, like @alias: what comes in from there is theirs. @identity is
 * written to as before. */
gboolean so_people_add_alias (SoDb *db, const SoIdentity *identity, const SoIdentity *alias, const char *country, GError **error);
/* What the person known by this alias is written to as; NULL where it is none. Free with g_free(). */
char *so_people_address_of_alias (SoDb *db, const SoIdentity *alias, const char *country);

/* Gives a person one more identity; one that is somebody else's stays there. */
gboolean so_people_add_identity (SoDb *db, const char *contact_id, const SoIdentity *identity, const char *country,
                                 const char *import_id, GError **error);

/* Brings the person's row of the search index up to date. */
gboolean so_people_index (SoDb *db, const char *contact_id, GError **error);
/* A message that says something else now. */
gboolean so_people_index_message (SoDb *db, const char *message_id, GError **error);
/* Who has something again that is not gone is there again. */
gboolean so_people_revive (SoDb *db, const char *contact_id, GError **error);
/* A message that is in another conversation now than in @former: the sums of both, and by which name it is found. */
gboolean so_people_message_moved (SoDb *db, const char *message_id, const char *former, GError **error);
/* The same after another name: also of what they wrote. */
gboolean so_people_name_changed (SoDb *db, const char *contact_id, GError **error);

G_END_DECLS
