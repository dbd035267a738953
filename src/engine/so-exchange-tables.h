/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdio.h>

#include "so-card.h"

G_BEGIN_DECLS

/* Rows of the files that an export writes: CSV (RFC 4180) and vCard 4.0 (RFC 6350). A failed write
 * shows in ferror(). */
void so_exchange_csv_row (FILE *file, const char *const *cells, guint n);
/* @photo: the bytes of a picture, or NULL. */
void so_exchange_vcard (FILE *file, const SoCard *card, GBytes *photo);

/* The columns of a table of people, with one for each of @fields (NULL-terminated); and the row of one of them. No cell of theirs is run by a
 * spreadsheet, and read again it is the same. */
void so_exchange_people_head (FILE *file, const char *const *fields);
void so_exchange_people_row (FILE *file, const SoCard *card, const char *const *fields);

G_END_DECLS
