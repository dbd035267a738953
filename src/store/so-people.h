/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-contacts.h"
#include "so-db.h"

G_BEGIN_DECLS

/* Whom an identity belongs to: the store's own part of so-contacts.h. */

/* The person with this identity, or NULL. Follows merges. Free with g_free(). */
char *so_people_of (SoDb *db, const SoIdentity *identity, const char *country);

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
/* The same after another name: also of what they wrote. */
gboolean so_people_name_changed (SoDb *db, const char *contact_id, GError **error);

G_END_DECLS
