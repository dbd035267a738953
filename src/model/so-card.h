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
} SoCard;

SoCard *so_card_new (const char *name);
void so_card_free (SoCard *card);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoCard, so_card_free)

G_END_DECLS
