/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdio.h>

#include "so-contact.h"

G_BEGIN_DECLS

/* Rows of the files that an export writes: CSV (RFC 4180) and vCard 4.0 (RFC 6350). A failed write
 * shows in ferror(). */
void so_exchange_csv_row (FILE *file, const char *const *cells, guint n);
void so_exchange_vcard (FILE *file, const SoContact *contact);

G_END_DECLS
