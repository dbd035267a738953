/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-exchange.h"

G_BEGIN_DECLS

/* What the files of the exchange share. */

SoExchangeReport *so_exchange_report_new (SoImportKind kind);
/* TRUE while the reasons are still listed one by one (the first 10,000). */
gboolean so_exchange_report_skip (SoExchangeReport *report, const char *where, const char *why);
/* Adds who took part, each once. */
void so_exchange_report_name (SoExchangeReport *report, const char *const *names);

/* What these files are, wherever they lie: sizes and SHA-256 of the first and the last MiB. A folder is
 * the names and sizes in it. NULL, in plain words, where one cannot be read. */
char *so_exchange_fingerprint (const char *const *paths, GError **error);

/* Who "me" is: @given, else the studio, and names of earlier imports; NULL-terminated, NULL if nobody is known. */
GStrv so_exchange_dup_me (SoStudio *studio, const char *const *given);
/* Remembers for the next import what the owner said. */
gboolean so_exchange_remember_me (SoStudio *studio, const char *const *given, GError **error);

/* What the columns of the table are: what was said before of the same headings, and over it @map. NULL on an error. */
GPtrArray *so_exchange_columns (SoStudio *studio, const char *path, const char *const *map, GError **error);
/* Remembers it for the next table with these headings. */
gboolean so_exchange_remember_columns (SoStudio *studio, GPtrArray *columns, GError **error);

/* Of one that was given, or of the studio; NULL where none is known. Free with g_free(). */
char *so_exchange_dup_country (SoStudio *studio, const char *given);
/* TRUE for a number that somebody would have to know the country of. */
gboolean so_exchange_is_bare (const SoIdentity *identity, const char *country);

/* Reads all files, stores nothing. */
gboolean so_exchange_preview (SoStudio *studio, const SoExchangeImport *what, const char *const *paths, const SoImportKind *kinds,
                              SoExchangeReport *report, GCancellable *cancellable, GError **error);

G_END_DECLS
