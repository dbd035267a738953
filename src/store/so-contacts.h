/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-card.h"
#include "so-contact.h"
#include "so-store.h"

G_BEGIN_DECLS

/* Numbers of all people by name, or those that @query (may be NULL) finds: words, "is:hot", "tag:vip" (so-people-filter.h). */
GArray *so_contact_numbers (SoDb *db, const char *query, GError **error);
/* The same; NULL without an error where it takes longer than a frame may wait. */
GArray *so_contact_quick (SoDb *db, const char *query, GError **error);
SoContact *so_contact_load (SoDb *db, gint64 n, GError **error);
SoContact *so_contact_find (SoDb *db, const char *id, GError **error);

/* TRUE where somebody other than @without (an id, or NULL) is called so, in whatever case and with whatever accents. */
gboolean so_contact_is_named (SoDb *db, const char *name, const char *without);

gboolean so_contact_set_name (SoDb *db, const char *id, const char *name, GError **error);
gboolean so_contact_set_notes (SoDb *db, const char *id, const char *notes, GError **error);

gboolean so_contact_set_score (SoDb *db, const char *id, int score, GError **error);   /* temperature follows: HOT ≥ 80, WARM ≥ 50 */
/* Numbers of the next @limit people after @after (a number) who have a score and are no customers yet. */
GArray *so_contact_scored (SoDb *db, gint64 after, guint limit, GError **error);
/* A model's, 0 to 100, with one sentence: neither score nor stage is touched. */
gboolean so_contact_set_opinion (SoDb *db, const char *id, int opinion, const char *why, GError **error);

/* Erases a person for good: content of their messages, names, identities, notes, drafts. Rows stay as empty tombstones. Files that only
 * they had are named in *@files (SHA-256, NULL-terminated; may be NULL) for the caller to remove after the commit, and then
 * so_store_compact() leaves no word of them on the disk. A group stays, without what they wrote. */
gboolean so_contact_erase (SoDb *db, const char *id, GStrv *files, GError **error);

/* The same of who was erased, here or on another computer, with what came since: once more is the same as once. */
gboolean so_contact_wipe (SoDb *db, const char *id, GStrv *files, GError **error);
/* Somebody of whom that has to be done, as the log has told it; or NULL. Free with g_free(). */
char *so_contact_next_to_wipe (SoDb *db);
/* What of them is set aside can be found as long as it is known what they are called. */
gboolean so_contact_forget_aside (SoDb *db, const char *id, GError **error);

/* What a card would do. */
typedef enum {
  SO_CARD_NEW,         /* somebody whom the studio does not know */
  SO_CARD_COMPLETES,   /* somebody known, of whom it tells more */
  SO_CARD_KNOWN,       /* nothing that is not there */
  SO_CARD_TWICE,       /* the same as a row before it: found by who reads the file */
  SO_N_CARD_FATES,
} SoCardFate;
/* @person: the name of whom it is about, or NULL. Free with g_free(). */
SoCardFate so_contact_fate_of_card (SoDb *db, const SoCard *card, const char *country, char **person);

/* What fields of their own people have, by name; NULL-terminated. Free with g_strfreev(). */
GStrv so_contact_field_names (SoDb *db, GError **error);
/* A person as a card, as it would be imported again: what is on no other computer (sensitive fields) is not in it. */
SoCard *so_contact_dup_card (SoDb *db, const SoContact *contact, GError **error);

/* Stores a card of an address book: the person of a known identity is completed (nothing that
 * stands there is overwritten), else a new person. *@added tells which. With @import_id, so_batch_undo() takes it back. */
gboolean so_contact_add_card (SoDb *db, const SoCard *card, const char *country, const char *import_id,
                              gboolean *added, GError **error);

G_END_DECLS
