/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-import.h"
#include "so-pull-stream.h"

G_BEGIN_DECLS

/* What the importers share. Not for other folders. */

/* Longest text of one message that is kept; a longer one is cut and that is said. */
#define SO_IMPORT_MAX_TEXT (1024u * 1024u)

void so_import_skip (SoImportSink *sink, const char *where, const char *why);
void so_import_progress (SoImportSink *sink, guint64 done, guint64 total);

/* Opens a file for reading, or says in plain words why not. Close with close(). -1 on error. */
int so_import_open (const char *path, guint64 *size, GError **error);

/* "UTF-16LE" or "UTF-16BE" where text that begins so is in that, with a mark or without; else NULL. */
const char *so_import_utf16 (const char *head, gsize length);

/* A nameless file that vanishes when it is closed; -1 on error. */
int so_import_open_scratch (GError **error);

/* TRUE for a path below the place it is taken from: relative, without "..", and not hidden behind
 * a drive letter. */
gboolean so_import_is_inside (const char *name);

/**
 * so_import_keep: gives @stream to the sink. What is too long or broken is skipped with its reason
 * and leaves @sha256 NULL; FALSE only where the import must end (disk full, cancelled).
 */
gboolean so_import_keep (SoImportSink *sink, SoPullStream *stream, const char *where, char **sha256, gint64 *size,
                         GCancellable *cancellable, GError **error);

/* "1980-01-31" or "--01-31" of a birthday as tables and cards have it ("31.1.1980", "19800131", "--0131",
 * "1980-01-31T00:00:00Z"), or NULL. @month_first: "1/31/1980". */
char *so_import_birthday (const char *text, gboolean month_first);

/* The nick of the stage that a list calls so ("Trial scheduled", "TRIAL_SCHEDULED", "Probestunde" where that is its label), or NULL. Free with
 * g_free(). */
char *so_import_stage (const char *text);

/* Keeps the photo of a card, which is @base64; what is too large or no picture is skipped with its reason. FALSE only where the import must
 * end. */
gboolean so_import_photo (SoImportSink *sink, SoCard *card, const char *base64, guint64 line, GCancellable *cancellable, GError **error);

/* Gives a card away, or skips it where nobody could be found by it. */
gboolean so_import_give_card (SoImportSink *sink, SoCard *card, const char *where, GError **error);

/* Adds an identity that the card has not yet. */
void so_import_card_add (SoCard *card, SoIdentityKind kind, const char *value);

/* "ana" of "@ana", "instagram.com/ana?x=1" and "ana"; NULL where it is none. */
char *so_import_instagram_name (const char *text);

/* Each reads one kind; see so_import_run(). */
gboolean so_import_whatsapp_run (const SoImportSource *source, SoImportSink *sink, GCancellable *cancellable,
                                 GError **error);
gboolean so_import_mbox_run (const SoImportSource *source, SoImportSink *sink, GCancellable *cancellable,
                             GError **error);
gboolean so_import_eml_run (const SoImportSource *source, SoImportSink *sink, GCancellable *cancellable,
                            GError **error);
gboolean so_import_instagram_run (const SoImportSource *source, SoImportSink *sink, GCancellable *cancellable,
                                  GError **error);
gboolean so_import_csv_run (const SoImportSource *source, SoImportSink *sink, GCancellable *cancellable,
                            GError **error);
gboolean so_import_vcard_run (const SoImportSource *source, SoImportSink *sink, GCancellable *cancellable,
                              GError **error);

G_END_DECLS
