/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-identity.h"

G_BEGIN_DECLS

/* One person as an address book or a customer list has them, before the studio knows them.
 * A plain value: free with so_card_free(). */
typedef struct {
  char *name;           /* never NULL; may be empty where only a number is known */
  GPtrArray *identities; /* SoIdentity */
  char *notes;          /* or NULL */
  char *birthday;       /* "YYYY-MM-DD" or "--MM-DD", or NULL */
  GStrv tags;           /* or NULL */
  char *stage;          /* as the source wrote it, or NULL */
  char *source_id;      /* UID of a vCard, id column of a table; or NULL */
  char *source;         /* where the studio met them, as the source wrote it, or NULL */
  char *photo;          /* SHA-256 of a kept picture, or NULL */
  GPtrArray *fields;    /* char*: name, value, name, value…; what there is no other place for */
  guint64 line;         /* of the source, where it begins; 0 unknown */
} SoCard;

SoCard *so_card_new (const char *name);
SoCard *so_card_copy (const SoCard *card);
void so_card_free (SoCard *card);
void so_card_add_field (SoCard *card, const char *name, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoCard, so_card_free)

G_END_DECLS
